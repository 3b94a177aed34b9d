//! 新旧対照: last year's narrative beside this year's, the changed characters underlined, for the person
//! who checks.

use super::find::edge;
use super::geometry::{Em, Length, Point, Size};
use super::list::{self, Content, Head, Mention, Passage, departments, rows};
use super::page::{Column, Document, Item, Origin, Rule, Text};
use super::typeset::composed;
use super::{Error, Face, Options};
use crate::domain::difference::{Piece, difference};
use crate::domain::{Book, FiscalYear, Measure, MeasureId};
use std::collections::BTreeMap;
use std::ops::Range;

/// Lays the comparison out, and underlines what differs.
pub fn comparison(book: &Book, options: &Options) -> Result<Document, Error> {
    let mut document = list::set(content(book, options), options)?;
    let face = options.typeface.face()?;
    let mut marks = marks(book, options);
    for page in &mut document.pages {
        let mut lines = Vec::new();
        for cell in &page.cells {
            let Some(marks) = marks.get_mut(&cell.of) else { continue };
            for (pen, item) in &page.items[cell.items.clone()] {
                if let Item::Text(text) = item {
                    lines.extend(marks.under(face, *pen, text));
                }
            }
        }
        page.items.extend(lines);
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
        _ if measure.retired => None,
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

/// The characters of a cell that are marked, while its lines are met one after the other.
#[derive(Debug, Default)]
struct Marks {
    /// In bytes of the text without its line breaks.
    ranges: Vec<Range<usize>>,
    /// How far its lines have been met.
    met: usize,
}

/// Below the baseline, in ems of the type.
const BELOW: Em = Em(160);

/// In ems of the type.
const WEIGHT: Em = Em(60);

impl Marks {
    fn push(&mut self, at: usize, len: usize) {
        match self.ranges.last_mut() {
            Some(last) if last.end == at => last.end = at + len,
            _ if len > 0 => self.ranges.push(at..at + len),
            _ => {}
        }
    }

    /// The lines under the marked characters of the next line of the cell.
    fn under(&mut self, face: &Face, pen: Point, text: &Text) -> Vec<(Point, Item)> {
        let mut at = self.met;
        let spoken = text.line.spoken().map(|(_, spoken)| {
            let from = at;
            at += spoken.len();
            !spoken.trim().is_empty() && self.ranges.iter().any(|it| it.contains(&from))
        });
        let marked: Vec<bool> = spoken.collect();
        self.met += text.line.text.len();
        let glyphs: Vec<usize> = (0..marked.len()).collect();
        let runs = glyphs.chunk_by(|one, other| marked[*one] == marked[*other]);
        let rule = |run: &[usize]| {
            let (from, to) = (edge(face, text, *run.first()?), edge(face, text, run.last()? + 1));
            let size = Size { width: to - from, height: Length::ZERO };
            let place = Point { x: pen.x + from, y: pen.y + text.size.times(BELOW) };
            Some((place, Item::Rule(Rule { size, weight: text.size.times(WEIGHT) })))
        };
        let runs = runs.filter(|run| run.first().is_some_and(|at| marked[*at]));
        runs.filter_map(rule).collect()
    }
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
        let (mut one, mut other) = (Marks::default(), Marks::default());
        let (mut at, mut beside) = (0, 0);
        for piece in difference(&old, &new) {
            match piece {
                Piece::Same(text) => {
                    at += set_length(text);
                    beside += set_length(text);
                }
                Piece::Removed(text) => {
                    one.push(at, set_length(text));
                    at += set_length(text);
                }
                Piece::Added(text) => {
                    other.push(beside, set_length(text));
                    beside += set_length(text);
                }
            }
        }
        let _ = marks.insert(Origin::Entry(measure.id, Column::Previous), one);
        let _ = marks.insert(Origin::Entry(measure.id, Column::Implementation), other);
    }
    marks
}

/// How many bytes of a text stand in lines: all but those at which paragraphs end.
fn set_length(text: &str) -> usize {
    let ends =
        |c: &char| matches!(c, '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    text.chars().filter(|c| !ends(c)).map(char::len_utf8).sum()
}
