//! The tables by name.

use super::draft::Draft;
use super::outline;
use super::record::New;
use crate::domain::{Book, Key};

/// One of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Departments,
    Statuses,
    Years,
    Outline,
    Plan,
}

impl Tab {
    pub const ALL: [Self; 5] =
        [Self::Departments, Self::Statuses, Self::Years, Self::Outline, Self::Plan];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Departments => "課",
            Self::Statuses => "進捗状況",
            Self::Years => "年度",
            Self::Outline => "基本目標と施策の方向",
            Self::Plan => "計画",
        }
    }

    /// How many rows it has; empty where it has none.
    pub fn count(self, book: &Book) -> String {
        match self {
            Self::Departments => book.departments().len().to_string(),
            Self::Statuses => book.statuses().len().to_string(),
            Self::Years => book.years().count().to_string(),
            Self::Outline => book.goals().len().to_string(),
            Self::Plan => String::new(),
        }
    }

    /// What a name typed at the foot of the table adds.
    pub const fn named(self) -> Option<New> {
        match self {
            Self::Departments => Some(New::Department),
            Self::Statuses => Some(New::Status),
            Self::Years | Self::Outline | Self::Plan => None,
        }
    }

    /// Whether its rows are opened one at a time.
    pub const fn has_rows(self) -> bool {
        match self {
            Self::Departments | Self::Statuses | Self::Outline => true,
            Self::Years | Self::Plan => false,
        }
    }

    /// The rows that can be opened, from the top; one that is being added among its siblings.
    pub fn rows(self, book: &Book, draft: Option<&Draft>) -> Vec<Key> {
        match self {
            Self::Departments => {
                book.departments().into_iter().map(|row| Key::Department(row.id)).collect()
            }
            Self::Statuses => book.statuses().into_iter().map(|row| Key::Status(row.id)).collect(),
            Self::Outline => outline::rows(book, draft),
            Self::Years | Self::Plan => Vec::new(),
        }
    }
}
