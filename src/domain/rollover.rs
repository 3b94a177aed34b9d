//! 年度更新: the next year begins, with nothing written in it yet.

use super::{Book, Change, FiscalYear, Implementation, Record, Year};

/// How the statuses of a year begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statuses {
    /// As they were in the year before.
    Carried,
    /// Not entered yet.
    Blank,
}

/// What opening the year after the latest one changes: narratives begin blank. A measure that is not
/// asked for in that year has nothing carried over. Nothing where there is no year yet.
pub fn rollover(book: &Book, statuses: Statuses) -> Vec<Change> {
    let Some(latest) = book.latest_year() else { return Vec::new() };
    let year = latest.next();
    let opened = Record::Year(Year { year, closed: false });
    let carried = book
        .listed()
        .into_iter()
        .map(|(_, _, measure)| measure)
        .filter(|measure| statuses == Statuses::Carried && measure.is_asked_for(year))
        .filter_map(|measure| carried(book, measure.id, latest, year));
    std::iter::once(opened).chain(carried).map(Change::add).collect()
}

fn carried(
    book: &Book,
    measure: super::MeasureId,
    latest: FiscalYear,
    year: FiscalYear,
) -> Option<Record> {
    let status = book.implementation(measure, latest)?.status?;
    let blank = Implementation::blank(measure, year);
    Some(Record::Implementation(Implementation { status: Some(status), ..blank }))
}
