//! What makes one book into another.

use super::Book;
use crate::domain::{Change, Record};

impl Book {
    /// The changes that make this book into `other`, a book of the same plan: what appears comes
    /// after what it refers to, what goes comes last and before what it refers to.
    pub fn changes_to(&self, other: &Self) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        let all = std::iter::once(Record::Plan(other.plan.clone())).chain(other.records());
        changes.extend(all.filter_map(|record| {
            let before = self.record(record.key());
            (before.as_ref() != Some(&record)).then_some(Change { before, after: Some(record) })
        }));
        let mut gone: Vec<Record> =
            self.records().filter(|record| other.record(record.key()).is_none()).collect();
        gone.reverse();
        changes.extend(gone.into_iter().map(Change::delete));
        changes
    }
}
