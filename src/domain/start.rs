//! What a new file starts with.

use super::{Book, Change, FiscalYear, Hue, Plan, Position, ProgressStatus, Record, Year};

/// The words for 進捗状況 that most cities use. The clerk edits them freely.
const STATUSES: [(&str, &str, Hue, &str); 4] = [
    ("実施中", "○", Hue::Indigo, "取り組んでいる"),
    ("実施済", "◎", Hue::Green, "取組を終えた"),
    ("検討中", "△", Hue::Amber, "方法を検討している"),
    ("未実施", "－", Hue::Gray, "着手していない"),
];

impl Book {
    /// A book for a plan whose first entries are of `year`.
    pub fn starting(plan: Plan, year: FiscalYear) -> Self {
        let mut book = Self::new(plan);
        let statuses = STATUSES.iter().enumerate().map(|(index, row)| {
            let (name, mark, hue, meaning) = *row;
            Record::Status(ProgressStatus {
                mark: mark.to_owned(),
                done: hue == Hue::Green,
                hue,
                meaning: meaning.to_owned(),
                ..ProgressStatus::new(name, Position::nth(index))
            })
        });
        let year = Record::Year(Year { year, closed: false });
        let changes: Vec<_> = statuses.chain([year]).map(Change::add).collect();
        // Only a year out of range could be refused; then the book starts without one.
        if book.apply(&changes).is_err() {
            let _ = book.apply(&changes[..STATUSES.len()]);
        }
        book
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_book_can_be_worked_with_at_once() {
        let book = Book::starting(Plan::new("", ""), FiscalYear(2026));
        assert_eq!(book.latest_year(), Some(FiscalYear(2026)));
        assert_eq!(book.statuses().len(), STATUSES.len());
        assert_eq!(Book::starting(Plan::new("", ""), FiscalYear(0)).latest_year(), None);
    }
}
