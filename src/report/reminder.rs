//! 督促一覧: the departments whose files have not come back, whom to ask, and what is still missing.

use super::geometry::Em;
use super::list::{self, Content, ContentRow as Row, Head, Mention, Passage, departments};
use super::page::{Column, Document, Origin};
use super::{Error, Options};
use crate::domain::handout::HandedOut;
use crate::domain::template::Selection;
use crate::domain::{Book, date};
use chrono::NaiveDate;

/// Lays the paper out for those that are awaited, in the order in which they come. Of the options the
/// form counts, not the selection.
///
/// # Errors
/// As for [`list::lay_out`].
pub fn lay_out(
    book: &Book,
    awaited: &[&HandedOut],
    today: NaiveDate,
    options: &Options,
) -> Result<Document, Error> {
    list::set(content(book, awaited, today, options), options)
}

fn content(book: &Book, awaited: &[&HandedOut], today: NaiveDate, options: &Options) -> Content {
    let whole = Options { selection: Selection::default(), ..options.clone() };
    let mut content = Content::inside(book, &whole, "督促一覧");
    let plain = |text: String| Mention { text, of: Vec::new() };
    let today_is = format!("{}現在", date::written(today, options.year_style));
    content.remarks.push(plain(today_is));
    content.columns = vec![
        Head::new(Column::Number, "施策番号", Some(Em::whole(5))),
        Head::new(Column::Name, "名称", Some(Em::whole(26))),
        Head::new(Column::Departments, "所管課\n（関連課）", Some(Em::whole(11))),
        Head::new(Column::Implementation, "未入力のもの", None),
    ];
    if awaited.is_empty() {
        content.notes.push(plain("回収を待っている課はありません。".to_owned()));
    }
    content.rows = awaited.iter().flat_map(|line| part(book, line, today, options)).collect();
    content
}

/// A department: who is asked and until when, and below that what is missing.
fn part(book: &Book, line: &HandedOut, today: NaiveDate, options: &Options) -> Vec<Row> {
    let scope = &line.scope;
    let missing = scope.missing(book);
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
    heading.push_str(&match missing.len() {
        0 => "　入力用ファイルが未回収".to_owned(),
        count => format!("　入力不足{count}件"),
    });
    let of = Origin::Department(Some(scope.department));
    let year = book.year_written(scope.year, options.year_style);
    let rows = missing.into_iter().map(|measure| {
        let status = book.lacks_status(measure, scope.year).then_some("進捗状況");
        let narrative = book.lacks_narrative(measure, scope.year).then_some("実施状況");
        let lacks: Vec<&str> = status.into_iter().chain(narrative).collect();
        let cells = vec![
            Passage::plain(Column::Number, book.measure_number(measure)),
            Passage::plain(Column::Name, measure.name.as_str()),
            departments(book, measure, Some(scope.year)),
            Passage::plain(Column::Implementation, format!("{year}：{}", lacks.join("、"))),
        ];
        Row::of(measure, cells)
    });
    std::iter::once(Row::heading(of, 0, heading)).chain(rows).collect()
}
