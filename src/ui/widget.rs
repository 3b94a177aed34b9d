//! The parts that screens are made of.

pub mod badge;
pub mod banner;
pub mod bar;
pub mod button;
pub mod choice;
pub mod dialog;
pub mod differing;
pub mod dragged;
pub mod field;
pub mod focus;
pub mod guard;
pub mod icon;
pub mod label;
pub mod lasting;
pub mod one_line;
pub mod panel;
pub mod passing;
pub mod pointed;
mod preedit;
pub mod rail;
pub mod shut;
pub mod sought;
pub mod still;
pub mod stop;
pub mod unclaimed;
mod wrapping;
