//! All tests but those in `tests/calls` and `tests/kill`, in one program, so that what they share is
//! built once.

mod architecture;
mod check;
mod command_line;
mod exchange;
mod fuzz;
mod merge;
mod periods;
mod readme;
mod refusals;
mod report;
mod screens;
mod store;
#[path = "../support/mod.rs"]
mod support;
