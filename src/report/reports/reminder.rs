//! 督促一覧: the departments whose files have not been returned, whom to ask, and what is missing.

use super::missing_entries::missing_words;
use crate::domain::handout::HandedOut;
use crate::domain::{Book, Field, Key, date};
use crate::report::geometry::Em;
use crate::report::page::{Column, Document, Origin};
use crate::report::table::{self, Cache, CellText, ColumnSpec, Content, RowText, SourcedText};
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
    // The day that it is of is that on which it is made: it is told once.
    let undated = Options { as_of: Some(today), date: None, ..options.without_selection() };
    let mut content = Content::internal(book, &undated, "督促一覧");
    content.columns = columns();
    if awaited.is_empty() {
        content.notes.push(SourcedText::fixed("回収を待っている課はありません。"));
    }
    content.rows = awaited.iter().map(|file| row(book, file, today, options)).collect();
    let document = table::lay_out(content, options, &mut Cache::default())?;
    Ok(Document { date: options.date, ..document })
}

fn columns() -> Vec<ColumnSpec> {
    vec![
        ColumnSpec::new(Column::Name, "課", Some(Em::whole(11))),
        ColumnSpec::new(Column::Description, "連絡先", Some(Em::whole(9))),
        ColumnSpec::new(Column::Number, "提出期限", Some(Em::whole(9))),
        ColumnSpec::new(Column::Status, "状態", Some(Em::whole(5))),
        ColumnSpec::new(Column::Implementation, "不足", None),
    ]
}

/// A department with its contact and deadline, and the measures with missing entries.
fn row(book: &Book, file: &HandedOut, today: NaiveDate, options: &Options) -> RowText {
    let scope = &file.scope;
    let department = book.department(scope.department);
    let contact = department.map_or("", |row| row.contact.as_str());
    let overdue = scope.deadline.is_some_and(|deadline| today > deadline);
    let deadline = scope.deadline.map(|day| date::written(day, options.year_style));
    let mut missing: Vec<String> = Vec::new();
    for measure in scope.missing(book) {
        let lacking = missing_words(book, measure, scope.year).unwrap_or_default();
        missing.push(format!("・{}　{}：{lacking}", book.measure_number(measure), measure.name));
    }
    let missing = match missing.len() {
        0 => "入力用ファイルが未回収です。".to_owned(),
        count => {
            let year = book.year_written(scope.year, options.year_style);
            format!("{year}（{count}件）\n{}", missing.join("\n"))
        }
    };
    let source = |field| vec![(Key::Department(scope.department), field)];
    let cells = vec![
        CellText {
            sources: source(Field::DepartmentName),
            ..CellText::new(Column::Name, scope.name.as_str())
        },
        CellText { sources: source(Field::Contact), ..CellText::new(Column::Description, contact) },
        CellText::new(Column::Number, deadline.as_deref().unwrap_or("－")),
        CellText::new(Column::Status, if overdue { "期限超過" } else { "提出待ち" }),
        CellText::new(Column::Implementation, missing),
    ];
    RowText::new(Origin::Other(Column::Name), cells)
}
