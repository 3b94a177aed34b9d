//! Where on the printed paper a text stands that differs.

use super::super::Report;
use crate::domain::edition::Making;
use crate::domain::revision::{Part, Revision};
use crate::domain::{Book, Key};
use crate::report::page::{Column, Document, Item, Origin, Page};
use crate::report::typeset::composed;
use crate::report::{Options, pdf};
use std::ops::ControlFlow;

/// The paper of an edition as it was laid out; `None` where this program no longer makes the same
/// paper of the same data.
pub fn edition(book: &Book, made: &Making, kept: &[u8]) -> Option<Document> {
    let report = Report::of_code(&made.paper)?;
    let options = Options { date: made.date, ..Options::of(book, made.settings.as_ref()?) };
    let document = report.lay_out(book, &options).ok()?;
    let bytes = pdf::write(&document, |_, _| ControlFlow::Continue(())).ok()?;
    (bytes == kept).then_some(document)
}

/// The page and the line within its column: 7頁, 3行. `None` for what is not on the paper.
pub(super) fn place(document: &Document, revision: &Revision) -> Option<String> {
    let (of, has_lines) = origin(revision)?;
    let lines = lines(document, of);
    let at = match &revision.before {
        Some(before) => {
            let before = without_breaks(before);
            let after = revision.after.as_deref().map(without_breaks).unwrap_or_default();
            let whole: String = lines.iter().map(|line| line.text).collect();
            let start = whole.find(before.as_str()).unwrap_or(0);
            // What is added to the end of a text differs at its last character.
            start + common(&before, &after).min(before.len().saturating_sub(1))
        }
        None => 0,
    };
    let line = lines.iter().rev().find(|line| line.from <= at).or(lines.first())?;
    let page = document.numbers.as_ref()?.of(line.page)?;
    Some(if has_lines { format!("{page}頁\n{}行", line.number) } else { format!("{page}頁") })
}

/// The cell in which it stands, and whether its lines are counted.
fn origin(revision: &Revision) -> Option<(Origin, bool)> {
    let column = match revision.part {
        Part::Name | Part::Whole => Column::Name,
        Part::Number => Column::Number,
        Part::Description => Column::Description,
        Part::Lead | Part::Related => Column::Departments,
        Part::Status(_) => Column::Status,
        Part::Narrative(_) => Column::Implementation,
        Part::Municipality | Part::PlanName | Part::Title => return None,
        Part::Heading | Part::Place | Part::Retired => Column::Name,
    };
    Some(match revision.of {
        Key::Measure(id) | Key::Implementation(id, _) => {
            (Origin::Entry(id, column), !matches!(column, Column::Number | Column::Status))
        }
        Key::Goal(id) => (Origin::Goal(id), false),
        Key::Direction(id) => (Origin::Direction(id), false),
        _ => return None,
    })
}

/// A line of a cell.
struct Line<'a> {
    page: usize,
    /// Counted from 1 in the part of the cell that is on the page.
    number: usize,
    /// Where its text begins in that of the whole cell.
    from: usize,
    text: &'a str,
}

fn lines(document: &Document, of: Origin) -> Vec<Line<'_>> {
    let (mut lines, mut from) = (Vec::new(), 0);
    for (page, content) in document.pages.iter().enumerate() {
        let cells = content.cells.iter().filter(|cell| cell.of == of && !cell.repeated);
        let texts = cells.flat_map(|cell| texts(content, cell.items.clone()));
        for (number, text) in (1..).zip(texts) {
            lines.push(Line { page, number, from, text });
            from += text.len();
        }
    }
    lines
}

fn texts(page: &Page, items: std::ops::Range<usize>) -> impl Iterator<Item = &str> {
    page.items.get(items).unwrap_or_default().iter().filter_map(|(_, item)| match item {
        Item::Text(text) => Some(text.line.text.as_str()),
        _ => None,
    })
}

/// A text as the lines of a cell hold it.
fn without_breaks(text: &str) -> String {
    composed(text).split('\n').collect()
}

/// The bytes that two texts have in common at their beginning.
fn common(one: &str, other: &str) -> usize {
    let same = one.char_indices().zip(other.chars()).take_while(|((_, c), d)| c == d);
    same.last().map_or(0, |((at, c), _)| at + c.len_utf8())
}
