//! What of a book the tables do not carry.

use super::Format;
use crate::domain::{Approval, Book, Department, Hue, Measure, ProgressStatus};

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
    /// What 点検 found and is left as it is.
    Dismissed,
    /// Indicators, their figures and the scales.
    Indicators,
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
        (LeftOut::Dismissed, has_dismissed(book)),
        (LeftOut::Indicators, !(book.indicators().is_empty() && book.scales().is_empty())),
    ]
    .into_iter()
    .filter_map(|(part, is_there)| is_there.then_some(part))
    .collect()
}

fn has_dismissed(book: &Book) -> bool {
    let of_measure = |measure: &Measure| {
        let mut entries = book.implementations(measure.id);
        !measure.dismissed.is_empty() || entries.any(|entry| !entry.dismissed.is_empty())
    };
    let plan = book.plan();
    !plan.dismissed.is_empty() || book.listed().into_iter().any(|(_, _, it)| of_measure(it))
}
