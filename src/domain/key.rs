//! What identifies a record.

use super::{
    DepartmentId, DirectionId, FiscalYear, GoalId, GradeId, IndicatorId, MeasureId, Noun, ScaleId,
    StatusId, TemplateId,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What identifies a [`Record`] among all of a file. The words by which they are stored never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    Plan,
    Department(DepartmentId),
    Status(StatusId),
    Year(FiscalYear),
    Scale(ScaleId),
    Grade(GradeId),
    Goal(GoalId),
    Direction(DirectionId),
    Measure(MeasureId),
    Implementation(MeasureId, FiscalYear),
    Indicator(IndicatorId),
    Observation(IndicatorId, FiscalYear),
    Amendment(IndicatorId, FiscalYear),
    Template(TemplateId),
}

impl Key {
    /// The measure that this is, or is an entry of.
    pub const fn measure(&self) -> Option<MeasureId> {
        match self {
            Self::Measure(id) | Self::Implementation(id, _) => Some(*id),
            _ => None,
        }
    }

    /// The indicator that this is, or belongs to.
    pub const fn indicator(&self) -> Option<IndicatorId> {
        match self {
            Self::Indicator(id) | Self::Observation(id, _) | Self::Amendment(id, _) => Some(*id),
            _ => None,
        }
    }

    /// The year of an entry.
    pub const fn year(&self) -> Option<FiscalYear> {
        match self {
            Self::Implementation(_, year)
            | Self::Observation(_, year)
            | Self::Amendment(_, year) => Some(*year),
            _ => None,
        }
    }

    /// The record with which this one comes and goes: the measure of an entry. Where its owner is and
    /// nothing is stored of it, it is [blank](super::Record::blank).
    pub const fn owner(&self) -> Option<Self> {
        match self {
            Self::Implementation(measure, _) => Some(Self::Measure(*measure)),
            Self::Observation(indicator, _) | Self::Amendment(indicator, _) => {
                Some(Self::Indicator(*indicator))
            }
            _ => None,
        }
    }

    /// The first key that a record of each kind can have that this one owns; those of one kind follow
    /// each other in the order of keys.
    pub fn first_owned(&self) -> impl Iterator<Item = Self> + use<> {
        const FIRST: FiscalYear = FiscalYear(i32::MIN);
        let first = match self {
            Self::Measure(id) => [Some(Self::Implementation(*id, FIRST)), None],
            Self::Indicator(id) => {
                [Some(Self::Observation(*id, FIRST)), Some(Self::Amendment(*id, FIRST))]
            }
            _ => [None, None],
        };
        first.into_iter().flatten()
    }

    /// The UUID of a record that has one of its own.
    pub const fn uuid(&self) -> Option<Uuid> {
        match self {
            Self::Department(id) => Some(id.uuid()),
            Self::Status(id) => Some(id.uuid()),
            Self::Scale(id) => Some(id.uuid()),
            Self::Grade(id) => Some(id.uuid()),
            Self::Goal(id) => Some(id.uuid()),
            Self::Direction(id) => Some(id.uuid()),
            Self::Measure(id) => Some(id.uuid()),
            Self::Indicator(id) => Some(id.uuid()),
            Self::Template(id) => Some(id.uuid()),
            Self::Plan
            | Self::Year(_)
            | Self::Implementation(..)
            | Self::Observation(..)
            | Self::Amendment(..) => None,
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
            Self::Indicator(_) => Noun::Indicator,
            Self::Observation(..) => Noun::Observation,
            Self::Amendment(..) => Noun::Amendment,
            Self::Scale(_) => Noun::Scale,
            Self::Grade(_) => Noun::Grade,
            Self::Template(_) => Noun::Template,
        }
    }
}
