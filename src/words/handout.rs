//! 配布 and 回収 in words.

use crate::domain::handout::{Collection, Scope};
use crate::domain::text::nameable;
use crate::domain::{Book, YearStyle, date};
use chrono::NaiveDate;

/// The word for how far the return of a file has come.
pub const fn collection(collection: Collection) -> &'static str {
    match collection {
        Collection::Out => "未回収",
        Collection::Overdue => "期限超過",
        Collection::Early => "提出前に取込",
        Collection::Taken => "取込済",
        Collection::Replaced => "配布し直し",
    }
}

/// The name of the file that a department gets: 総合戦略_農政課_令和6年度.db.
pub fn handout_file(book: &Book, scope: &Scope) -> String {
    const LONGEST: usize = 40;
    let plan: String = book.plan().name.chars().take(LONGEST).collect();
    let name = format!("{plan}_{}_{}", scope.name, book.year_label(scope.year));
    format!("{}.db", nameable(&name))
}

/// 提出期限：令和9年5月31日.
pub fn deadline(day: Option<NaiveDate>) -> String {
    match day {
        Some(day) => format!("提出期限：{}", date::written(day, YearStyle::default())),
        None => "提出期限：定めなし".to_owned(),
    }
}
