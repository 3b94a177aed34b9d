//! The parts that screens are made of.

pub mod badge;
pub mod banner;
pub mod bar;
pub mod button;
pub mod cached_layout;
pub mod choice;
mod decorate;
pub mod dialog;
pub mod diff_view;
pub mod drag_scroll;
pub mod expiring;
pub mod field;
pub mod focus;
pub mod focus_trap;
pub mod guard;
pub mod hover;
pub mod icon;
pub mod key_listener;
pub mod label;
pub mod one_line;
pub mod panel;
mod preedit;
pub mod rail;
pub mod scroll_to;
pub mod sticky_header;
pub mod tab_stop;
pub mod virtual_list;
