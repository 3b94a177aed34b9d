//! 配布・回収 of the year, as the ledger has it.

use crate::domain::handout::{Collection, HandedOut};
use crate::domain::{DepartmentId, FiscalYear};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Which departments have a file, and how many of the files are back. Empty where the year is entered
/// without files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct HandoutSummary {
    departments: BTreeSet<DepartmentId>,
    awaited: usize,
    overdue: usize,
}

impl HandoutSummary {
    /// What the ledger says of a year, on a day.
    pub(crate) fn of(ledger: &[HandedOut], year: FiscalYear, today: NaiveDate) -> Self {
        let mut handed = Self::default();
        for line in ledger.iter().filter(|line| line.stands_in(year)) {
            let _ = handed.departments.insert(line.scope.department);
            handed.awaited += usize::from(line.is_awaited(today));
            handed.overdue += usize::from(line.collection(today) == Collection::Overdue);
        }
        handed
    }

    /// Whether any file went out.
    pub(crate) fn any(&self) -> bool {
        !self.departments.is_empty()
    }

    pub(crate) fn has(&self, department: DepartmentId) -> bool {
        self.departments.contains(&department)
    }

    /// How many departments have a file.
    pub(crate) fn out(&self) -> usize {
        self.departments.len()
    }

    /// How many of the files were submitted and taken in.
    pub(crate) fn taken(&self) -> usize {
        self.out() - self.awaited
    }

    /// How many are still to come back.
    pub(crate) const fn awaited(&self) -> usize {
        self.awaited
    }

    /// How many of those are late.
    pub(crate) const fn overdue(&self) -> usize {
        self.overdue
    }
}
