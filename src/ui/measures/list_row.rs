//! The rows of the list, and the places between them.

use crate::domain::search::Place;
use crate::domain::{DirectionId, GoalId, MeasureId};

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    Goal(GoalId),
    Direction(DirectionId),
    /// What the measures under it have in common, where they do not stand in the printed order.
    Group(String),
    /// A measure, and the text whose found words it shows.
    Measure(MeasureId, Option<Place>),
}

impl Row {
    /// In pixels at the ordinary size of text.
    pub(super) const fn height(&self) -> f32 {
        match self {
            Self::Goal(_) | Self::Group(_) => 42.0,
            Self::Direction(_) => 38.0,
            Self::Measure(_, None) => 61.0,
            Self::Measure(_, Some(_)) => 84.0,
        }
    }

    /// The measure of the row, where it is one.
    pub(super) const fn measure(&self) -> Option<MeasureId> {
        match self {
            Self::Measure(id, _) => Some(*id),
            Self::Goal(_) | Self::Direction(_) | Self::Group(_) => None,
        }
    }
}

/// A place between two rows, where one can be dropped.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    pub direction: DirectionId,
    /// The measure above; at the beginning of the direction where there is none.
    pub after: Option<MeasureId>,
    /// Its height in the list, in pixels at the ordinary size of text.
    pub top: f32,
}
