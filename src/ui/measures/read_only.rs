//! Why an entry is read, and not written.

use crate::domain::{Book, EntryState, FiscalYear, MeasureId};
use crate::ui::permissions::{self, DepartmentCopy, Permissions};

/// Why an entry is read, and not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReadOnlyReason {
    /// The file is looked at.
    File,
    /// The year is closed.
    Year,
    /// The department was not asked for it.
    NotAsked,
    Submitted,
    Confirmed,
}

impl ReadOnlyReason {
    /// `None` where the entry can be written.
    pub(super) fn of(
        book: &Book,
        permissions: &Permissions,
        measure: MeasureId,
        year: Option<FiscalYear>,
    ) -> Option<Self> {
        if !permissions.can_write() {
            return Some(Self::File);
        }
        let year = year.filter(|year| book.year(*year).is_some_and(|year| !year.closed));
        let Some(year) = year else { return Some(Self::Year) };
        match permissions.department_copy()? {
            DepartmentCopy { submitted: true, .. } => Some(Self::Submitted),
            DepartmentCopy { scope, .. } if !scope.writes(measure, year) => Some(Self::NotAsked),
            _ if book.entry_state(measure, year) == EntryState::Confirmed => Some(Self::Confirmed),
            _ => None,
        }
    }

    pub(super) const fn sentence(self) -> &'static str {
        match self {
            Self::File => permissions::READING,
            Self::Year => "締めた年度です。読むことだけができます。",
            Self::NotAsked => "入力をお願いしていない施策・年度です。読むことだけができます。",
            Self::Submitted => "提出済みです。直す場合は、「提出を取り消す」を選んでください。",
            Self::Confirmed => "確定した実施状況です。直す場合は、提出先に連絡してください。",
        }
    }
}
