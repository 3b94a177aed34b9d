//! 新旧対照: last year's narrative beside this year's, the changed characters underlined, for the person
//! who checks.

use super::geometry::Em;
use super::list::{self, Content, Head, Mention, Passage, departments, rows};
use super::marking::Marks;
use super::page::{Column, Document, Origin};
use super::typeset::composed;
use super::{Error, Options};
use crate::domain::{Book, FiscalYear, Measure, MeasureId};
use std::collections::BTreeMap;

/// Lays the comparison out, and underlines what differs.
pub fn comparison(book: &Book, options: &Options) -> Result<Document, Error> {
    let mut document = list::set(content(book, options), options)?;
    let face = options.typeface.face()?;
    let mut marks = marks(book, options);
    for page in &mut document.pages {
        let mut lines = Vec::new();
        for cell in &page.cells {
            let Some(marks) = marks.get_mut(&cell.of) else { continue };
            lines.extend(marks.under(face, page, cell));
        }
        page.underline(lines);
    }
    Ok(document)
}

/// The years that are compared: the latest that is printed, and the one before it.
fn years(book: &Book, options: &Options) -> Option<(FiscalYear, FiscalYear)> {
    let years = options.printed_years(book);
    let latest = years.last()?;
    let before = years.iter().rev().nth(1).copied().unwrap_or_else(|| latest.previous());
    Some((before, *latest))
}

/// The texts of the comparison.
pub fn content(book: &Book, options: &Options) -> Content {
    let mut content = Content::inside(book, options, "新旧対照表");
    let marked = "下線：もう一方の年度と異なるところ".to_owned();
    content.remarks.push(Mention { text: marked, of: Vec::new() });
    let years = years(book, options);
    let label = |year| book.year_written(year, options.year_style);
    let (before, after) = years.map(|(before, after)| (label(before), label(after))).unzip();
    content.columns = vec![
        Head::new(Column::Number, "施策番号", Some(Em::whole(5))),
        Head::new(Column::Name, "名称", Some(Em::whole(9))),
        Head::new(Column::Departments, "所管課\n（関連課）", Some(Em::whole(8))),
        Head::new(Column::Previous, before.unwrap_or_default(), None),
        Head::new(Column::Implementation, after.unwrap_or_default(), None),
    ];
    if let Some(years) = years {
        content.years = vec![years.0, years.1];
        content.rows = rows(book, options, |measure| cells(book, measure, years));
    }
    content
}

fn cells(
    book: &Book,
    measure: &Measure,
    (before, after): (FiscalYear, FiscalYear),
) -> Vec<Passage> {
    let [old, new] = [before, after].map(|year| narrative(book, measure.id, year));
    let told = match (old.is_empty(), new.is_empty()) {
        (_, true) if measure.retired => Some("（廃止）"),
        (_, true) => Some("（未入力）"),
        (false, false) if old == new => Some("（前の年度から変わっていません）"),
        (_, false) => None,
    };
    let blocks = [new.as_str()].into_iter().filter(|text| !text.is_empty()).chain(told);
    let new = Passage {
        blocks: blocks.map(str::to_owned).collect(),
        ..Passage::plain(Column::Implementation, "")
    };
    vec![
        Passage::plain(Column::Number, book.measure_number(measure)),
        Passage::plain(Column::Name, measure.name.as_str()),
        departments(book, measure, Some(after)),
        Passage::plain(Column::Previous, old),
        new,
    ]
}

/// What is printed of a narrative, as it is set.
fn narrative(book: &Book, measure: MeasureId, year: FiscalYear) -> String {
    composed(book.narrative(measure, year).trim_start_matches('\n').trim_end()).into_owned()
}

/// What differs, by cell.
fn marks(book: &Book, options: &Options) -> BTreeMap<Origin, Marks> {
    let mut marks = BTreeMap::new();
    let Some((before, after)) = years(book, options) else { return marks };
    for (_, _, measure) in book.listed() {
        let [old, new] = [before, after].map(|year| narrative(book, measure.id, year));
        if old.is_empty() || new.is_empty() {
            continue;
        }
        let (one, other) = Marks::between(&old, &new);
        let _ = marks.insert(Origin::Entry(measure.id, Column::Previous), one);
        let _ = marks.insert(Origin::Entry(measure.id, Column::Implementation), other);
    }
    marks
}
