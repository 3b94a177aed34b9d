//! What a cell says in the place of a number.

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
