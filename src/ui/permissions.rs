//! What may be edited in the open file. It is decided here alone: the screens ask, and leave out or
//! shut what may not be.

use crate::domain::handout::Scope;
use crate::domain::{Book, Change, FigureCell, Key};
use crate::store::{Access, Store};
use std::sync::Arc;

/// What may be edited in the open file; everything, unless it is told otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Permissions {
    /// The file is looked at.
    reads: bool,
    /// What the file was handed out for.
    department_copy: Option<DepartmentCopy>,
}

/// What a file was handed out for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DepartmentCopy {
    pub scope: Arc<Scope>,
    pub submitted: bool,
}

/// Told in the place of what is left out, where the file is looked at.
pub(super) const READING: &str = "読み取り専用で開いているため、書き換えることはできません。";

/// Told in the place of what there is none of, and `how` it comes to be where that `may` be done here.
pub(super) fn none(may: bool, what: &str, how: &str) -> String {
    if may {
        format!("{what}がまだありません。{how}")
    } else {
        format!("{what}はありません。")
    }
}

impl Permissions {
    pub(super) fn of(store: &Store) -> Self {
        let department_copy = store.scope().map(|scope| DepartmentCopy {
            scope: Arc::new(scope.clone()),
            submitted: store.is_submitted(),
        });
        Self { reads: store.access() == Access::Read, department_copy }
    }

    /// Whether anything may be edited.
    pub(super) const fn can_write(&self) -> bool {
        !self.reads
    }

    /// Whether everything may be edited: a department writes its entries, and nothing else.
    pub(super) const fn can_edit_structure(&self) -> bool {
        self.can_write() && self.department_copy.is_none()
    }

    /// Whether the fields of a record may be edited, and its year is open.
    pub(super) fn can_edit(&self, book: &Book, key: Key) -> bool {
        let is_open = match key {
            Key::Implementation(_, year) => book.year(year).is_some_and(|year| !year.closed),
            // Targets are set for years that have not begun.
            Key::Observation(_, year) => book.year(year).is_none_or(|year| !year.closed),
            _ => true,
        };
        let allows = |copy: &DepartmentCopy| {
            let record = book.record(key);
            let change = Change { before: record.clone(), after: record };
            !copy.submitted && copy.scope.allows(&change)
        };
        self.can_write() && is_open && self.department_copy().is_none_or(allows)
    }

    /// Whether the figure of a cell may be written: a department writes actuals.
    pub(super) fn can_write_figure(&self, book: &Book, cell: FigureCell) -> bool {
        let is_own = match cell {
            FigureCell::Actual(..) => true,
            FigureCell::Base(_) | FigureCell::YearTarget(..) | FigureCell::Target(_) => {
                self.can_edit_structure()
            }
        };
        is_own && self.can_edit(book, cell.key())
    }

    /// What the file was handed out for; `None` where it was not.
    pub(super) const fn department_copy(&self) -> Option<&DepartmentCopy> {
        self.department_copy.as_ref()
    }
}
