//! What is typed and not saved yet, on whichever screen that keeps it.

use super::{indicators, measures};
use crate::domain::{Book, FiscalYear, Key};
use serde::{Deserialize, Serialize};

/// What was typed and not saved. It is told which by what it names, as it was written before there
/// were indicators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Unfinished {
    Measure(Box<measures::Unfinished>),
    Indicator(Box<indicators::Unfinished>),
}

impl Unfinished {
    /// What it is about: of these one is kept at a time.
    pub const fn about(&self) -> (Key, Option<FiscalYear>) {
        match self {
            Self::Measure(left) => (Key::Measure(left.measure), left.year),
            Self::Indicator(left) => (Key::Indicator(left.indicator), left.year),
        }
    }

    /// What that is called; `None` where it is gone.
    pub fn name(&self, book: &Book) -> Option<String> {
        match self {
            Self::Measure(left) => book.measure(left.measure).map(|row| row.name.clone()),
            Self::Indicator(left) => left.name(book),
        }
    }

    /// Whether what is stored is another by now than what it was typed upon.
    pub fn is_stale(&self, book: &Book) -> bool {
        match self {
            Self::Measure(left) => left.is_stale(book),
            Self::Indicator(left) => left.is_stale(book),
        }
    }

    /// What kind of thing it is about.
    pub const fn noun(&self) -> &'static str {
        match self {
            Self::Measure(_) => "施策",
            Self::Indicator(_) => "指標",
        }
    }
}
