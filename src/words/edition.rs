//! 保存版 in words.

use super::report;
use crate::domain::{Edition, YearStyle, date};
use crate::report::Report;

/// What the present state of a plan is called beside its editions.
pub const PRESENT: &str = "現在";

/// 6月議会提出版（令和8年6月12日）.
pub fn edition(edition: &Edition) -> String {
    format!("{}（{}）", edition.name, edition_day(edition))
}

/// The same among the editions of a file: where 統合 brought another of that name and day, each has its
/// number, the one that was kept first 1: 6月議会提出版（令和8年6月12日）［2］.
pub fn edition_among(edition: &Edition, all: &[Edition]) -> String {
    format!("{}{}", self::edition(edition), edition_number(edition, all))
}

/// ［2］; nothing where no other one that is listed has its name and day.
pub fn edition_number(edition: &Edition, all: &[Edition]) -> String {
    let like = |other: &&Edition| {
        !other.removed && (&other.name, other.day) == (&edition.name, edition.day)
    };
    let before = |other: &&Edition| (other.at, other.id) < (edition.at, edition.id);
    match all.iter().filter(like).filter(|other| other.id != edition.id).count() {
        0 => String::new(),
        _ => format!("［{}］", all.iter().filter(like).filter(before).count() + 1),
    }
}

/// 令和8年6月12日.
pub fn edition_day(edition: &Edition) -> String {
    date::written(edition.day, YearStyle::default())
}

/// 進捗状況一覧表・議会配布用・13ページ.
pub fn edition_paper(edition: &Edition) -> String {
    let paper = Report::of_code(&edition.made.paper).map_or("新しい版の帳票", report);
    [paper, &edition.made.template, &format!("{}ページ", edition.pages)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("・")
}
