//! The cells of the table of figures, and what becomes of the records when they are written in.

use super::Book;
use crate::domain::{Approval, Change, Figure, FiscalYear, IndicatorId, Key, Observation, Record};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A figure by where it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FigureCell {
    /// 基準値.
    Base(IndicatorId),
    /// 年度目標.
    YearTarget(IndicatorId, FiscalYear),
    /// 実績.
    Actual(IndicatorId, FiscalYear),
    /// 最終目標.
    Target(IndicatorId),
}

impl FigureCell {
    pub const fn indicator(self) -> IndicatorId {
        match self {
            Self::Base(id) | Self::YearTarget(id, _) | Self::Actual(id, _) | Self::Target(id) => id,
        }
    }

    pub const fn year(self) -> Option<FiscalYear> {
        match self {
            Self::YearTarget(_, year) | Self::Actual(_, year) => Some(year),
            Self::Base(_) | Self::Target(_) => None,
        }
    }

    /// The record that holds it.
    pub const fn key(self) -> Key {
        match self {
            Self::Base(id) | Self::Target(id) => Key::Indicator(id),
            Self::YearTarget(id, year) | Self::Actual(id, year) => Key::Observation(id, year),
        }
    }

    /// The same a year earlier.
    #[must_use]
    pub const fn last_year(self) -> Option<Self> {
        match self {
            Self::YearTarget(id, year) => Some(Self::YearTarget(id, year.previous())),
            Self::Actual(id, year) => Some(Self::Actual(id, year.previous())),
            Self::Base(_) | Self::Target(_) => None,
        }
    }
}

impl Book {
    /// What stands in a cell.
    pub fn figure(&self, cell: FigureCell) -> &Figure {
        match cell {
            FigureCell::Base(id) => self.indicator(id).map_or(&Figure::Blank, |row| &row.base),
            FigureCell::Target(id) => self.indicator(id).map_or(&Figure::Blank, |row| &row.target),
            FigureCell::YearTarget(id, year) => self.year_target(id, year),
            FigureCell::Actual(id, year) => self.actual(id, year),
        }
    }

    /// The unit in which the figure of a cell is read.
    pub fn unit(&self, cell: FigureCell) -> &str {
        let Some(indicator) = self.indicator(cell.indicator()) else { return "" };
        cell.year().map_or(&indicator.unit, |year| self.terms(indicator, year).unit)
    }

    /// The changes that write figures into cells, the last where one is named twice. An actual that is
    /// another than before is no longer the one that somebody has agreed to.
    pub fn write_figures(
        &self,
        cells: impl IntoIterator<Item = (FigureCell, Figure)>,
    ) -> Vec<Change> {
        let mut records: BTreeMap<Key, Record> = BTreeMap::new();
        for (cell, figure) in cells {
            let key = cell.key();
            let blank = || {
                let year = cell.year()?;
                Some(Record::Observation(Observation::blank(cell.indicator(), year)))
            };
            let record = match records.remove(&key) {
                Some(record) => Some(record),
                None => self.record(key).or_else(blank),
            };
            let Some(mut record) = record else { continue };
            match (cell, &mut record) {
                (FigureCell::Base(_), Record::Indicator(row)) => row.base = figure,
                (FigureCell::Target(_), Record::Indicator(row)) => row.target = figure,
                (FigureCell::YearTarget(..), Record::Observation(row)) => row.target = figure,
                (FigureCell::Actual(id, year), Record::Observation(row)) => {
                    if figure != *self.actual(id, year) {
                        row.approval = Approval::None;
                    }
                    row.actual = figure;
                }
                _ => {}
            }
            let _ = records.insert(key, record);
        }
        records.into_values().filter_map(|record| self.put(record)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Indicator, OutlineKey, Plan, Position};

    const YEAR: FiscalYear = FiscalYear(2024);

    fn book() -> (Book, IndicatorId) {
        let indicator = Indicator::new("来場者数", OutlineKey::Plan, Position::nth(0));
        let id = indicator.id;
        let mut book = Book::new(Plan::new("市", "計画"));
        book.apply(&[Change::add(Record::Indicator(Box::new(indicator)))]).unwrap();
        (book, id)
    }

    fn figure(text: &str) -> Figure {
        Figure::parse(text, "")
    }

    #[test]
    fn several_cells_of_a_record_are_one_change() {
        let (mut book, id) = book();
        let changes = book.write_figures([
            (FigureCell::YearTarget(id, YEAR), figure("10")),
            (FigureCell::Actual(id, YEAR), figure("9")),
            (FigureCell::Base(id), figure("1")),
            (FigureCell::Target(id), figure("20")),
            (FigureCell::Target(id), figure("21")),
        ]);
        assert_eq!(changes.len(), 2);
        book.apply(&changes).unwrap();
        assert_eq!(*book.figure(FigureCell::YearTarget(id, YEAR)), figure("10"));
        assert_eq!(*book.figure(FigureCell::Actual(id, YEAR)), figure("9"));
        assert_eq!(*book.figure(FigureCell::Base(id)), figure("1"));
        assert_eq!(*book.figure(FigureCell::Target(id)), figure("21"));
        let again = book.write_figures([(FigureCell::Actual(id, YEAR), figure("9"))]);
        assert_eq!(again, [], "nothing is another than before");
        let cleared = [FigureCell::YearTarget(id, YEAR), FigureCell::Actual(id, YEAR)];
        let cleared = book.write_figures(cleared.map(|cell| (cell, Figure::Blank)));
        book.apply(&cleared).unwrap();
        assert_eq!(book.observation(id, YEAR), None, "a blank one is not kept");
    }

    #[test]
    fn an_actual_that_changes_is_no_longer_agreed_to_and_a_target_leaves_that() {
        let (mut book, id) = book();
        let agreed = Observation {
            actual: figure("9"),
            approval: Approval::Department,
            ..Observation::blank(id, YEAR)
        };
        book.apply(&[Change::add(Record::Observation(agreed))]).unwrap();
        let approval = |book: &Book| book.observation(id, YEAR).unwrap().approval;
        book.apply(&book.write_figures([(FigureCell::YearTarget(id, YEAR), figure("10"))]))
            .unwrap();
        assert_eq!(approval(&book), Approval::Department);
        book.apply(&book.write_figures([(FigureCell::Actual(id, YEAR), figure("8"))])).unwrap();
        assert_eq!(approval(&book), Approval::None);
    }
}
