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
    /// Indicators and their figures.
    Indicators,
    /// What held for indicators before they were amended, and the scales.
    Amendments,
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
    let indicators = book.indicators().into_iter();
    let figures = || indicators.clone().flat_map(|row| book.observations(row.id));
    let has_amendments = indicators.clone().any(|row| book.amendments(row.id).next().is_some());
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
        (
            LeftOut::Remarks,
            entries().any(|it| !it.remark.is_empty()) || figures().any(|it| !it.remark.is_empty()),
        ),
        (
            LeftOut::Approvals,
            entries().any(|it| it.approval != Approval::None)
                || figures().any(|it| it.approval != Approval::None),
        ),
        (LeftOut::Departments, departments.into_iter().any(is_more)),
        (LeftOut::Statuses, statuses.into_iter().any(is_marked)),
        (LeftOut::Dismissed, has_dismissed(book)),
        (LeftOut::Indicators, format == Format::Csv && !book.indicators().is_empty()),
        (LeftOut::Amendments, has_amendments || !book.scales().is_empty()),
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
