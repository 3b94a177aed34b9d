//! One edit as a value: a record before and after. Its inverse is a swap, so that undo, history and
//! merge are one mechanism.

use super::{
    Department, DepartmentId, Direction, DirectionId, FiscalYear, Goal, GoalId, Implementation,
    Invalid, Measure, MeasureId, Noun, Plan, ProgressStatus, StatusId, Template, TemplateId, Year,
};
use serde::{Deserialize, Serialize};

/// One stored row of any table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "table", content = "row", rename_all = "snake_case")]
pub enum Record {
    Plan(Plan),
    Goal(Goal),
    Direction(Direction),
    Measure(Measure),
    Department(Department),
    Status(ProgressStatus),
    Year(Year),
    Implementation(Implementation),
    Template(Template),
}

/// The same with the row of a record, of whatever kind it is.
macro_rules! with_row {
    ($record:expr, $row:ident => $do:expr) => {
        match $record {
            $crate::domain::Record::Plan($row) => $do,
            $crate::domain::Record::Goal($row) => $do,
            $crate::domain::Record::Direction($row) => $do,
            $crate::domain::Record::Measure($row) => $do,
            $crate::domain::Record::Department($row) => $do,
            $crate::domain::Record::Status($row) => $do,
            $crate::domain::Record::Year($row) => $do,
            $crate::domain::Record::Implementation($row) => $do,
            $crate::domain::Record::Template($row) => $do,
        }
    };
}

pub(super) use with_row;

/// What identifies a [`Record`] among all of a file. The words by which they are stored never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    Plan,
    Department(DepartmentId),
    Status(StatusId),
    Year(FiscalYear),
    Goal(GoalId),
    Direction(DirectionId),
    Measure(MeasureId),
    Implementation(MeasureId, FiscalYear),
    Template(TemplateId),
}

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

impl Record {
    /// What identifies this record.
    pub const fn key(&self) -> Key {
        match self {
            Self::Plan(_) => Key::Plan,
            Self::Goal(goal) => Key::Goal(goal.id),
            Self::Direction(direction) => Key::Direction(direction.id),
            Self::Measure(measure) => Key::Measure(measure.id),
            Self::Department(department) => Key::Department(department.id),
            Self::Status(status) => Key::Status(status.id),
            Self::Year(year) => Key::Year(year.year),
            Self::Implementation(entry) => Key::Implementation(entry.measure, entry.year),
            Self::Template(template) => Key::Template(template.id),
        }
    }
}

impl Key {
    /// The kind of record that this identifies.
    pub const fn noun(&self) -> Noun {
        match self {
            Self::Plan => Noun::Plan,
            Self::Department(_) => Noun::Department,
            Self::Status(_) => Noun::Status,
            Self::Year(_) => Noun::Year,
            Self::Goal(_) => Noun::Goal,
            Self::Direction(_) => Noun::Direction,
            Self::Measure(_) => Noun::Measure,
            Self::Implementation(..) => Noun::Implementation,
            Self::Template(_) => Noun::Template,
        }
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
