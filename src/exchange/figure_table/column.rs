//! What the columns of a table of indicators hold.

use crate::domain::{Field, FiscalYear};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FigureColumn {
    Number,
    /// 基本目標: the goal where the indicator belongs.
    Goal,
    /// 施策: what it belongs to below a goal.
    Finer,
    /// The numbers of all places where it stands.
    At,
    Lead,
    Related,
    Scale,
    FirstYear,
    LastYear,
    Successor,
    /// A field of the indicator.
    Of(Field),
    /// A field of its figures, in the year of the row or the last one with actuals.
    OfYear(Field),
    /// The year of the row.
    Year,
    /// Whether its row has targets or actuals.
    RowKind,
    /// With the year of its head, where it names one.
    Base(Option<FiscalYear>),
    FinalTarget(Option<FiscalYear>),
    /// The final target before it was amended, and since this year.
    FormerTarget,
    AmendedTarget(FiscalYear),
    Target(FiscalYear),
    Actual(FiscalYear),
    /// The figure of a year, whose row says which.
    OfRow(FiscalYear),
    Grade(Option<FiscalYear>),
    /// What follows from the figures: 達成率.
    Derived,
}

impl FigureColumn {
    /// Whether figures stand in it.
    pub(super) const fn has_figures(self) -> bool {
        matches!(
            self,
            Self::Base(_)
                | Self::FinalTarget(_)
                | Self::FormerTarget
                | Self::AmendedTarget(_)
                | Self::Target(_)
                | Self::Actual(_)
                | Self::OfRow(_)
                | Self::OfYear(Field::YearTarget | Field::Actual)
                | Self::Of(Field::ClosingFigure)
        )
    }
}
