//! The records of a file.

mod fields;

use super::indicator::{Amendment, Indicator};
use super::observation::Observation;
use super::scale::{Grade, Scale};
use super::{
    Approval, Department, Direction, Goal, Implementation, Key, Measure, Plan, ProgressStatus,
    Template, Year,
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
    Indicator(Box<Indicator>),
    Observation(Observation),
    Amendment(Amendment),
    Scale(Scale),
    Grade(Grade),
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
            $crate::domain::Record::Indicator($row) => $do,
            $crate::domain::Record::Observation($row) => $do,
            $crate::domain::Record::Amendment($row) => $do,
            $crate::domain::Record::Scale($row) => $do,
            $crate::domain::Record::Grade($row) => $do,
        }
    };
}

pub(super) use with_row;

impl Record {
    /// What stands where an entry is not stored; `None` for what is no entry.
    pub const fn blank(key: Key) -> Option<Self> {
        match key {
            Key::Implementation(measure, year) => {
                Some(Self::Implementation(Implementation::blank(measure, year)))
            }
            Key::Observation(indicator, year) => {
                Some(Self::Observation(Observation::blank(indicator, year)))
            }
            Key::Amendment(indicator, year) => {
                Some(Self::Amendment(Amendment::blank(indicator, year)))
            }
            _ => None,
        }
    }

    /// Whether it is an entry in which nothing is written. It is not stored.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Implementation(entry) => entry.is_blank(),
            Self::Observation(row) => row.is_blank(),
            Self::Amendment(row) => row.is_blank(),
            _ => false,
        }
    }

    /// Who has agreed to it, if it is an entry that is agreed to.
    pub const fn approval(&self) -> Option<Approval> {
        match self {
            Self::Implementation(entry) => Some(entry.approval),
            Self::Observation(row) => Some(row.approval),
            _ => None,
        }
    }

    /// The same, for changing it.
    pub const fn approval_mut(&mut self) -> Option<&mut Approval> {
        match self {
            Self::Implementation(entry) => Some(&mut entry.approval),
            Self::Observation(row) => Some(&mut row.approval),
            _ => None,
        }
    }

    /// Whether another version of an entry says the same, to which somebody may have agreed.
    pub fn has_words_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Implementation(one), Self::Implementation(other)) => one.has_words_of(other),
            (Self::Observation(one), Self::Observation(other)) => one.has_words_of(other),
            _ => true,
        }
    }

    /// Whether the consent of another version of an entry, if it has one, was given to these words.
    pub fn may_have_consent_of(&self, other: &Self) -> bool {
        matches!(other.approval(), None | Some(Approval::None)) || self.has_words_of(other)
    }

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
            Self::Indicator(indicator) => Key::Indicator(indicator.id),
            Self::Observation(row) => Key::Observation(row.indicator, row.year),
            Self::Amendment(row) => Key::Amendment(row.indicator, row.year),
            Self::Scale(scale) => Key::Scale(scale.id),
            Self::Grade(grade) => Key::Grade(grade.id),
        }
    }
}
