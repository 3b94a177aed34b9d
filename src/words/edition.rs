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
