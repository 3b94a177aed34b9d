//! One edit as a value: a record before and after. Its inverse is a swap, so that undo, history and
//! merge are one mechanism.

use super::{Invalid, Key, Record};
use serde::{Deserialize, Serialize};

/// A record added (`before` is `None`), changed, or deleted (`after` is `None`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Sides")]
pub struct Change {
    pub before: Option<Record>,
    pub after: Option<Record>,
}

/// A change as it is stored. One that could not be made is refused while it is read: a few bytes
/// could otherwise stand for more of them than fit into the memory.
#[derive(Deserialize)]
struct Sides {
    before: Option<Record>,
    after: Option<Record>,
}

impl TryFrom<Sides> for Change {
    type Error = Invalid;

    fn try_from(Sides { before, after }: Sides) -> Result<Self, Invalid> {
        let change = Self { before, after };
        change.key().map(|_| change).ok_or(Invalid::Empty)
    }
}

impl Change {
    /// The record appears.
    pub const fn add(after: Record) -> Self {
        Self { before: None, after: Some(after) }
    }

    /// The record disappears.
    pub const fn delete(before: Record) -> Self {
        Self { before: Some(before), after: None }
    }

    /// The change that takes this one back.
    pub fn inverse(self) -> Self {
        Self { before: self.after, after: self.before }
    }

    /// Which record changes; `None` for a change of nothing into nothing, or of one record into
    /// another, neither of which is a change that can be made.
    pub fn key(&self) -> Option<Key> {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => (before.key() == after.key()).then(|| before.key()),
            (Some(record), None) | (None, Some(record)) => Some(record.key()),
            (None, None) => None,
        }
    }
}

/// The changes that take `changes` back, in the order in which they must be made.
pub fn inverse(changes: Vec<Change>) -> Vec<Change> {
    changes.into_iter().rev().map(Change::inverse).collect()
}
