//! Identities. Rows carry UUIDs so that copies of a file can be merged.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new random identity.
            #[allow(clippy::new_without_default)] // a default identity would be a contradiction
            pub fn new() -> Self {
                Self(Uuid::new_v4())
            }

            /// The identity that a stored UUID stands for.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID as it is stored.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }
    )+};
}

ids! {
    /// Identity of a [`Plan`](super::Plan): the same in every copy of a file.
    PlanId,
    /// Identity of a [`Goal`](super::Goal).
    GoalId,
    /// Identity of a [`Direction`](super::Direction).
    DirectionId,
    /// Identity of a [`Measure`](super::Measure).
    MeasureId,
    /// Identity of a [`Department`](super::Department).
    DepartmentId,
    /// Identity of a [`ProgressStatus`](super::ProgressStatus).
    StatusId,
    /// Identity of a [`Template`](super::Template).
    TemplateId,
    /// Identity of an [`Indicator`](super::indicator::Indicator).
    IndicatorId,
    /// Identity of a [`Scale`](super::scale::Scale).
    ScaleId,
    /// Identity of a [`Grade`](super::scale::Grade).
    GradeId,
    /// Identity of an [`Edition`](super::Edition): the same in every file that has it.
    EditionId,
}
