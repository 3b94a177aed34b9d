//! 保存版 in words.

use super::report;
use crate::domain::{Edition, EditionId, YearStyle, date};
use crate::report::Report;
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::collections::HashMap;

/// What the present state of a plan is called beside its editions.
pub const PRESENT: &str = "現在";

/// 6月議会提出版（令和8年6月12日）.
pub fn edition(edition: &Edition) -> String {
    format!("{}（{}）", edition.name, edition_day(edition))
}

/// What the editions of a file are called among one another. Where 統合 brought another of the same name
/// and day, each has its number, the one that was kept first 1: 6月議会提出版（令和8年6月12日）［2］.
#[derive(Debug)]
pub struct EditionNames<'a> {
    /// The listed editions of each name and day, in the order of their numbers.
    alike: HashMap<(&'a str, NaiveDate), Vec<Moment>>,
}

/// When an edition was kept, and which it is.
type Moment = (DateTime<FixedOffset>, EditionId);

impl<'a> EditionNames<'a> {
    /// The names of all editions of a file.
    pub fn of(all: &'a [Edition]) -> Self {
        let mut alike: HashMap<_, Vec<Moment>> = HashMap::new();
        for it in all.iter().filter(|it| !it.removed) {
            alike.entry((it.name.as_str(), it.day)).or_default().push((it.at, it.id));
        }
        alike.values_mut().for_each(|alike| alike.sort_unstable());
        Self { alike }
    }

    /// 6月議会提出版（令和8年6月12日）［2］.
    pub fn name(&self, edition: &Edition) -> String {
        format!("{}{}", self::edition(edition), self.number(edition))
    }

    /// ［2］; nothing where no other one that is listed has its name and day.
    pub fn number(&self, edition: &Edition) -> String {
        let alike = self.alike.get(&(edition.name.as_str(), edition.day));
        let alike = alike.map_or(&[][..], Vec::as_slice);
        // One that is no longer listed is not among them.
        match (alike.binary_search(&(edition.at, edition.id)), alike.len()) {
            (Ok(_), 1) | (Err(_), 0) => String::new(),
            (Ok(before) | Err(before), _) => format!("［{}］", before + 1),
        }
    }
}

/// 令和8年6月12日.
pub fn edition_day(edition: &Edition) -> String {
    date::written(edition.day, YearStyle::default())
}

/// 進捗状況一覧表・議会配布用・13ページ.
pub fn edition_paper(edition: &Edition) -> String {
    let paper = Report::of_code(&edition.made.paper).map_or("新しいバージョンの帳票", report);
    [paper, &edition.made.template, &format!("{}ページ", edition.pages)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("・")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::edition::Making;

    fn edition(name: &str, second: i64, removed: bool) -> Edition {
        let made =
            Making { paper: String::new(), template: String::new(), settings: None, date: None };
        Edition {
            id: EditionId::new(),
            name: name.to_owned(),
            day: NaiveDate::default(),
            at: DateTime::from_timestamp(second, 0).unwrap_or_default().fixed_offset(),
            who: String::new(),
            made,
            pages: 1,
            size: 1,
            removed,
        }
    }

    #[test]
    fn listed_editions_of_one_name_and_day_are_numbered_as_they_were_kept() {
        let all = [
            edition("提出版", 3, false),
            edition("提出版", 1, false),
            edition("提出版", 2, true),
            edition("議会提出版", 4, false),
            edition("議会提出版", 5, true),
        ];
        let names = EditionNames::of(&all);
        let numbers = [0, 1, 3].map(|at| names.number(&all[at]));
        assert_eq!(numbers, ["［2］", "［1］", ""]);
    }
}
