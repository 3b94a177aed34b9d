//! 未入力一覧: what is still to be entered, by department.

use super::list::{departments, printed};
use crate::domain::template::Design;
use crate::domain::{Book, DepartmentId, FiscalYear, Measure};
use crate::report::Options;
use crate::report::geometry::Em;
use crate::report::page::{Column, Origin};
use crate::report::table::{CellText, ColumnSpec, Content, RowText, SourcedText};
use std::collections::HashMap;

/// The texts of the report. A measure that several departments lead stands below each of them.
pub(super) fn content(book: &Book, options: &Options) -> Content {
    let mut content = Content::internal(book, options, "未入力一覧");
    content.columns = columns();
    content.rows = rows(book, options);
    if content.rows.is_empty() {
        content.notes.push(SourcedText::fixed("未入力の実施状況はありません。"));
    }
    content
}

/// The columns of a table of missing entries.
fn columns() -> Vec<ColumnSpec> {
    vec![
        ColumnSpec::new(Column::Number, "施策番号", Some(Em::whole(5))),
        ColumnSpec::new(Column::Name, "名称", Some(Em::whole(26))),
        ColumnSpec::new(Column::Departments, "所管課\n（関連課）", Some(Em::whole(11))),
        ColumnSpec::new(Column::Implementation, "未入力のもの", None),
    ]
}

/// The row of a measure with its missing entries, a line a year.
fn row(book: &Book, measure: &Measure, missing: &[String], year: Option<FiscalYear>) -> RowText {
    let cells = vec![
        CellText::new(Column::Number, book.measure_number(measure)),
        CellText::name(measure),
        departments(book, measure, year),
        CellText::new(Column::Implementation, missing.join("\n")),
    ];
    RowText::of(measure, cells)
}

/// The missing entries of a measure for a year, as a line of text; `None` where there are none.
fn missing(book: &Book, options: &Options, measure: &Measure, year: FiscalYear) -> Option<String> {
    let label = book.year_written(year, options.year_style);
    missing_words(book, measure, year).map(|missing| format!("{label}：{missing}"))
}

/// What is missing of a measure for a year: 進捗状況、実施状況. `None` where nothing is.
pub(super) fn missing_words(book: &Book, measure: &Measure, year: FiscalYear) -> Option<String> {
    let status = book.lacks_status(measure, year).then_some("進捗状況");
    let narrative = book.lacks_narrative(measure, year).then_some("実施状況");
    let missing: Vec<&str> = status.into_iter().chain(narrative).collect();
    (!missing.is_empty()).then(|| missing.join("、"))
}

/// A heading for each department that leads a measure with missing entries, and those measures; last
/// the measures that no department leads. A department that has a successor is not asked: the
/// successor is.
fn rows(book: &Book, options: &Options) -> Vec<RowText> {
    let printed = printed(book, options);
    let years = options.printed_years(book);
    let latest = years.last().copied();
    let open = |year: &&FiscalYear| book.year(**year).is_some_and(|year| !year.closed);
    let mut by_lead: HashMap<Option<DepartmentId>, Vec<(&Measure, Vec<String>)>> = HashMap::new();
    for (_, _, measure) in book.listed() {
        let lines = years.iter().filter(open);
        let lines: Vec<_> =
            lines.filter_map(|year| missing(book, options, measure, *year)).collect();
        if lines.is_empty() || !printed.contains(&measure.id) {
            continue;
        }
        for department in book.lead_as_of(measure, latest) {
            by_lead.entry(Some(department.id)).or_default().push((measure, lines.clone()));
        }
        if measure.lead.is_empty() {
            by_lead.entry(None).or_default().push((measure, lines));
        }
    }
    let departments = book.departments().into_iter().map(|row| (Some(row.id), row.name.as_str()));
    let mut rows = Vec::new();
    for (id, name) in departments.chain([(None, "所管課が決まっていないもの")]) {
        let Some(measures) = by_lead.remove(&id) else { continue };
        let contact = id.and_then(|id| book.department(id)).map_or("", |row| row.contact.as_str());
        let contact = match contact {
            "" => String::new(),
            _ if options.design == Design::Original => String::new(),
            contact => format!("　連絡先：{contact}"),
        };
        let heading = format!("{name}　{}件{contact}", measures.len());
        rows.push(RowText::heading(Origin::Department(id), 0, heading));
        rows.extend(measures.iter().map(|(measure, lines)| row(book, measure, lines, latest)));
    }
    rows
}
