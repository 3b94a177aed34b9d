//! What identifies a record.

use super::{DepartmentId, DirectionId, FiscalYear, GoalId, MeasureId, Noun, StatusId, TemplateId};
use serde::{Deserialize, Serialize};

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

impl Key {
    /// The measure that this is, or is an entry of.
    pub const fn measure(&self) -> Option<MeasureId> {
        match self {
            Self::Measure(id) | Self::Implementation(id, _) => Some(*id),
            Self::Plan
            | Self::Goal(_)
            | Self::Direction(_)
            | Self::Department(_)
            | Self::Status(_)
            | Self::Year(_)
            | Self::Template(_) => None,
        }
    }

    /// The year of an entry.
    pub const fn year(&self) -> Option<FiscalYear> {
        match self {
            Self::Implementation(_, year) => Some(*year),
            _ => None,
        }
    }

    /// The record with which this one comes and goes: the measure of an entry. Where its owner is and
    /// nothing is stored of it, it is [blank](super::Record::blank).
    pub const fn owner(&self) -> Option<Self> {
        match self {
            Self::Implementation(measure, _) => Some(Self::Measure(*measure)),
            _ => None,
        }
    }

    /// The first key that a record of each kind can have that this one owns; those of one kind follow
    /// each other in the order of keys.
    pub const fn first_owned(&self) -> Option<Self> {
        match self {
            Self::Measure(id) => Some(Self::Implementation(*id, FiscalYear(i32::MIN))),
            _ => None,
        }
    }

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
