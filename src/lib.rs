//! 進捗帳 (Shinchoku): keeps the measures of a city's strategy in one local file and prints the
//! 進捗状況一覧表.
//!
//! The rooms, each of which knows only rooms to its left:
//!
//! ```text
//! domain  <-  { store, report, exchange }  <-  words  <-  ui  <-  cli
//! ```
//!
//! `words` says what the clerk reads of the rooms before it. `assets` (what is embedded) and
//! `console` (the terminal) know no room; `report`, `exchange` and `ui` use the one, `cli` the other.

// Of the program, not of its tests and benchmarks: they may fail by panicking.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod assets;
pub mod cli;
mod console;
pub mod domain;
pub mod exchange;
pub mod report;
pub mod store;
pub mod ui;
pub mod words;
