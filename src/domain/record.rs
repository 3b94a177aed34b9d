//! The records of a file.

mod fields;

use super::{
    Department, Direction, Goal, Implementation, Key, Measure, Plan, ProgressStatus, Template, Year,
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
