//! What a new file starts with.

use super::{Book, Change, FiscalYear, Hue, Plan, Position, ProgressStatus, Record, Year};

/// The words for 進捗状況 that most cities use. The clerk edits them freely.
const STATUSES: [(&str, &str, Hue, &str); 4] = [
    ("実施中", "○", Hue::Indigo, "取り組んでいる"),
    ("実施済", "◎", Hue::Green, "取組を終えた"),
    ("検討中", "△", Hue::Amber, "方法を検討している"),
    ("未実施", "－", Hue::Gray, "着手していない"),
];

/// Other words for the same, as lists of cities use them, with the word whose look they have.
const SYNONYMS: [(&str, &str); 9] = [
    ("継続", "実施中"),
    ("継続中", "実施中"),
    ("着手", "実施中"),
    ("完了", "実施済"),
    ("実施済み", "実施済"),
    ("達成", "実施済"),
    ("一部実施", "検討中"),
    ("未着手", "未実施"),
    ("中止", "未実施"),
];

impl ProgressStatus {
    /// One of this name, with the mark and the colour that such a name has where it is usual.
    pub fn usual(name: impl Into<String>, position: Position) -> Self {
        let name = name.into();
        let known = SYNONYMS.iter().find(|(other, _)| *other == name).map(|(_, known)| *known);
        let known = known.unwrap_or(name.as_str());
        let row = STATUSES.iter().find(|(usual, ..)| *usual == known);
        let status = Self::new(name.clone(), position);
        match row {
            Some((_, mark, hue, _)) => {
                Self { mark: (*mark).to_owned(), hue: *hue, done: *hue == Hue::Green, ..status }
            }
            None => status,
        }
    }
}

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
    fn statuses_of_usual_names_are_told_apart_wherever_they_come_from() {
        let usual = |name: &str| ProgressStatus::usual(name, Position::FIRST);
        assert_ne!(usual("実施中").hue, usual("実施済").hue);
        assert_ne!(usual("実施中").mark, usual("完了").mark);
        assert!(usual("完了").done && usual("完了").name == "完了");
        assert_eq!(usual("調整中").hue, Hue::default());
    }

    #[test]
    fn a_new_book_can_be_worked_with_at_once() {
        let book = Book::starting(Plan::new("", ""), FiscalYear(2026));
        assert_eq!(book.latest_year(), Some(FiscalYear(2026)));
        assert_eq!(book.statuses().len(), STATUSES.len());
        assert_eq!(Book::starting(Plan::new("", ""), FiscalYear(0)).latest_year(), None);
    }
}
