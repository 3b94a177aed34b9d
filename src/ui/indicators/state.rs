//! What a cell says in the place of a number.

use crate::domain::{Figure, FigureCell};

/// What a cell says in the place of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Pending,
    Unpublished,
    NotApplicable,
    /// 速報値, or no longer.
    Provisional,
}

impl State {
    pub(super) const ALL: [Self; 4] =
        [Self::Pending, Self::Unpublished, Self::NotApplicable, Self::Provisional];

    /// Whether it means something in a cell: what is aimed at is not reckoned up, published or made
    /// final, but may be left out.
    pub(super) const fn suits(self, cell: FigureCell) -> bool {
        match cell {
            FigureCell::Base(_) | FigureCell::Actual(..) => true,
            FigureCell::YearTarget(..) | FigureCell::Target(_) => {
                matches!(self, Self::NotApplicable)
            }
        }
    }

    /// What a cell holds then; `None` where that cannot be said of what it holds. `provisional` is
    /// what becomes of 速報値.
    pub(super) fn of(self, figure: &Figure, provisional: bool) -> Option<Figure> {
        match self {
            Self::Pending => Some(Figure::Pending),
            Self::Unpublished => Some(Figure::Unpublished),
            Self::NotApplicable => Some(Figure::NotApplicable),
            Self::Provisional => {
                let marked = figure.clone().with_provisional(provisional);
                (marked.is_provisional() == provisional).then_some(marked)
            }
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Pending => "集計中",
            Self::Unpublished => "未公表",
            Self::NotApplicable => "―",
            Self::Provisional => "速報値",
        }
    }

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Pending => "Alt+1",
            Self::Unpublished => "Alt+2",
            Self::NotApplicable => "Alt+3",
            Self::Provisional => "Alt+4",
        }
    }
}
