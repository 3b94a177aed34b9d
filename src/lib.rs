//! 進捗帳 (Shinchoku): keeps the measures of a city's strategy in one local file and prints the
//! 進捗状況一覧表.
//!
//! The rooms, and which may know which:
//!
//! ```text
//! domain  <-  store  <-  { report, exchange }  <-  { ui, cli }
//! ```
//!
//! `assets` (what is embedded) and `words` (what the clerk reads) are leaves: only the edges use
//! `words`, and only what draws or shows uses `assets`.

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
