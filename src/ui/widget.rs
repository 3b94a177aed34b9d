//! The parts that screens are made of.

pub(super) mod badge;
pub(super) mod banner;
pub(super) mod bar;
pub(super) mod button;
pub(super) mod cached_layout;
pub(super) mod choice;
mod decorate;
pub(super) mod dialog;
pub(super) mod diff_view;
pub(super) mod drag_scroll;
pub(super) mod expiring;
pub(super) mod field;
pub(super) mod focus;
pub(super) mod focus_trap;
pub(super) mod guard;
pub(super) mod hover;
pub(super) mod icon;
pub(super) mod key_listener;
pub(super) mod label;
pub(super) mod one_line;
pub(super) mod panel;
mod preedit;
pub(super) mod rail;
pub(super) mod scroll_to;
pub(super) mod sticky_header;
pub(super) mod tab_stop;
pub(super) mod virtual_list;
