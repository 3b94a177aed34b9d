//! 督促一覧: the departments whose files have not been returned, whom to ask, and what is missing.

use super::missing_entries::{columns, missing, row};
use crate::domain::handout::HandedOut;
use crate::domain::{Book, date};
use crate::report::page::{Document, Origin};
use crate::report::table::{self, Content, RowText, SourcedText};
use crate::report::{Error, Options};
use chrono::NaiveDate;

/// Lays the report out for the files that are awaited, in their order. The selection of the options
/// is ignored.
///
/// # Errors
/// As for [`list::lay_out`](super::list::lay_out).
pub fn lay_out(
    book: &Book,
    awaited: &[&HandedOut],
    today: NaiveDate,
    options: &Options,
) -> Result<Document, Error> {
    let mut content = Content::internal(book, &options.without_selection(), "督促一覧");
    let as_of = date::written(today, options.year_style);
    content.remarks.push(SourcedText::fixed(format!("{as_of}現在")));
    content.columns = columns();
    if awaited.is_empty() {
        content.notes.push(SourcedText::fixed("回収を待っている課はありません。"));
    }
    content.rows = awaited.iter().flat_map(|file| rows(book, file, today, options)).collect();
    table::lay_out(content, options)
}

/// A department with its contact and deadline, and the measures with missing entries.
fn rows(book: &Book, file: &HandedOut, today: NaiveDate, options: &Options) -> Vec<RowText> {
    let scope = &file.scope;
    let measures = scope.missing(book);
    let contact = book.department(scope.department).map_or("", |row| row.contact.as_str());
    let mut heading = scope.name.clone();
    if !contact.is_empty() {
        heading.push_str(&format!("（{contact}）"));
    }
    if let Some(deadline) = scope.deadline {
        let overdue = if today > deadline { "【期限超過】" } else { "" };
        let deadline = date::written(deadline, options.year_style);
        heading.push_str(&format!("　提出期限：{deadline}{overdue}"));
    }
    heading.push_str(&match measures.len() {
        0 => "　入力用ファイルが未回収".to_owned(),
        count => format!("　入力不足{count}件"),
    });
    let heading = RowText::heading(Origin::Department(Some(scope.department)), 0, heading);
    let rows = measures.into_iter().map(|measure| {
        let missing = missing(book, options, measure, scope.year);
        row(book, measure, missing.as_slice(), Some(scope.year))
    });
    std::iter::once(heading).chain(rows).collect()
}
