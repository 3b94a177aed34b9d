//! What of a book the tables do not carry.

use super::Format;
use crate::domain::{Approval, Book, Department, Hue, ProgressStatus};

/// Something of a book that a form of files has no place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// The remarks to the entries.
    Remarks,
    /// Who has agreed to the entries.
    Approvals,
    /// The contacts of departments, and which took over from which.
    Departments,
    /// What there is to a status besides its name.
    Statuses,
}

/// What a form leaves out of a book; JSON nothing.
pub fn left_out(format: Format, book: &Book) -> Vec<LeftOut> {
    if format == Format::Json {
        return Vec::new();
    }
    let entries = || {
        let measures = book.listed().into_iter();
        measures.flat_map(|(_, _, measure)| book.implementations(measure.id))
    };
    let (departments, statuses) = (book.departments(), book.statuses());
    let is_more =
        |department: &Department| !department.contact.is_empty() || department.successor.is_some();
    let is_marked = |status: &ProgressStatus| {
        !status.mark.is_empty()
            || !status.meaning.is_empty()
            || status.done
            || status.hue != Hue::default()
    };
    [
        (LeftOut::Remarks, entries().any(|entry| !entry.remark.is_empty())),
        (LeftOut::Approvals, entries().any(|entry| entry.approval != Approval::None)),
        (LeftOut::Departments, departments.into_iter().any(is_more)),
        (LeftOut::Statuses, statuses.into_iter().any(is_marked)),
    ]
    .into_iter()
    .filter_map(|(part, is_there)| is_there.then_some(part))
    .collect()
}
