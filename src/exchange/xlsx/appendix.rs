//! Further sheets of the workbooks that we write: what the rows of a list do not say.

use crate::domain::fold::fold;
use crate::domain::{Book, Field, FiscalYear, Key, Record, Value};
use crate::exchange::cell;
use crate::exchange::doubt::{Doubt, Question, excerpt};
use crate::exchange::grid::{self, Grid, Row};
use crate::exchange::listing::{ListedDepartment, ListedStatus, ListedYear, Listing};
use crate::exchange::place::Place;

/// A further sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Appendix {
    Plan,
    Departments,
    Statuses,
    Years,
}

/// The further sheets in their order, with their names and headings.
const APPENDICES: [(Appendix, &str, [&str; 2]); 4] = [
    (Appendix::Plan, "計画", ["項目", "内容"]),
    (Appendix::Departments, "課", ["課名", "廃止"]),
    (Appendix::Statuses, "進捗状況", ["進捗状況", "廃止"]),
    (Appendix::Years, "年度", ["年度", "締め"]),
];

const RETIRED: &str = "廃止";
const CLOSED: &str = "済";

/// A sheet to be written: its name, headings and rows.
pub(super) struct Sheet {
    pub name: &'static str,
    pub headings: [&'static str; 2],
    pub rows: Vec<[String; 2]>,
}

/// Whether a sheet is one of those that we write beside the list.
pub(super) fn is_appendix(grid: &Grid) -> bool {
    kind(grid).is_some()
}

/// Why the two cells of a row are not taken; `None` where they are.
type Left = [Option<Question>; 2];

/// Takes what a further sheet says into the listing. Each cell is taken or doubted.
pub(crate) fn read(grid: &Grid, listing: &mut Listing) {
    let Some(kind) = kind(grid) else { return };
    let doubt = |row: u32, column: usize, text: &str, question: Question| Doubt {
        place: Place::Row { sheet: grid.name.clone(), row },
        column: Some(column),
        text: excerpt(text),
        question,
    };
    for row in grid.rows.iter().skip(1) {
        let left = read_row(kind, row, listing);
        for (at, cell) in row.own() {
            let question = match (&cell.value, left.get(at)) {
                // What shows an error is reported below.
                (grid::Value::Error(_) | grid::Value::Uncalculated, _) => continue,
                (_, Some(question)) => *question,
                (_, None) => Some(Question::NoField),
            };
            let doubts = question.map(|question| doubt(row.number, at, cell.text(), question));
            listing.doubts.extend(doubts);
        }
    }
    let omitted = grid.omitted.iter();
    let omitted = omitted.map(|it| doubt(it.row, it.column, &it.text, it.question));
    listing.doubts.extend(omitted);
}

fn read_row(kind: Appendix, row: &Row, listing: &mut Listing) -> Left {
    const INVALID: Option<Question> = Some(Question::Value);
    let name = cell::name(row.cell(0).text());
    if kind == Appendix::Plan {
        return read_plan(&name, row, listing);
    }
    let (marked, of_mark) = match marked(row.cell(1).text()) {
        Some(marked) => (marked, None),
        None => (false, INVALID),
    };
    match (kind, FiscalYear::parse(&name)) {
        (Appendix::Plan, _) => {}
        _ if name.is_empty() => return [INVALID; 2],
        (Appendix::Departments, _) => listing.departments.push(ListedDepartment {
            name,
            retired: marked,
            ..ListedDepartment::default()
        }),
        (Appendix::Statuses, _) => {
            listing.statuses.push(ListedStatus {
                name,
                retired: marked,
                ..ListedStatus::default()
            });
        }
        (Appendix::Years, None) => return [INVALID; 2],
        (Appendix::Years, Some(year)) => {
            listing.years.retain(|known| known.year != year);
            listing.years.push(ListedYear { year, closed: marked });
            listing.years.sort_by_key(|known| known.year);
        }
    }
    [None, of_mark]
}

/// Whether a cell says yes; `None` where it says neither yes nor no.
fn marked(text: &str) -> Option<bool> {
    const YES: [&str; 8] = [RETIRED, CLOSED, "○", "〇", "◯", "有", "true", "1"];
    const NO: [&str; 8] = ["×", "✕", "無", "未", "false", "0", "なし", "現行"];
    let folded = fold(text.trim());
    let is_one_of = |words: &[&str]| words.iter().any(|word| fold(word) == folded);
    match (folded.is_empty() || cell::stands_for_none(text), is_one_of(&YES), is_one_of(&NO)) {
        (true, ..) | (_, _, true) => Some(false),
        (_, true, _) => Some(true),
        _ => None,
    }
}

/// The further sheets of a book.
pub(super) fn sheets(book: &Book) -> Vec<Sheet> {
    APPENDICES
        .iter()
        .map(|(kind, name, headings)| {
            let marked = |name: &str, sign: &str, is: bool| {
                [cell::written(name, cell::name), if is { sign } else { "" }.to_owned()]
            };
            let rows = match kind {
                Appendix::Plan => plan(book),
                Appendix::Departments => book
                    .departments()
                    .iter()
                    .map(|department| marked(&department.name, RETIRED, department.retired))
                    .collect(),
                Appendix::Statuses => book
                    .statuses()
                    .iter()
                    .map(|status| marked(&status.name, RETIRED, status.retired))
                    .collect(),
                Appendix::Years => book
                    .years()
                    .map(|year| marked(&format!("{}年度", year.year), CLOSED, year.closed))
                    .collect(),
            };
            Sheet { name, headings: *headings, rows }
        })
        .collect()
}

fn kind(grid: &Grid) -> Option<Appendix> {
    let first = grid.rows.first().filter(|row| row.number == 1)?;
    APPENDICES
        .iter()
        .find(|(_, name, headings)| {
            grid.name.as_deref() == Some(name)
                && first.own().count() == headings.len()
                && headings.iter().enumerate().all(|(at, text)| first.cell(at).text() == *text)
        })
        .map(|(kind, ..)| *kind)
}

/// What an item of the plan is called.
const fn item(field: Field) -> &'static str {
    match field {
        Field::FirstReiwa => "2019年度の表記",
        field => field.label(),
    }
}

fn plan(book: &Book) -> Vec<[String; 2]> {
    let written = |(field, value): (Field, Value)| {
        let text = match value {
            Value::Text(text) => text,
            Value::Code(code) => code.label().to_owned(),
            _ => String::new(),
        };
        let read = if field.has_lines() { cell::text } else { cell::name };
        [item(field).to_owned(), cell::written(&text, read)]
    };
    Record::Plan(book.plan().clone()).fields().into_iter().map(written).collect()
}

fn read_plan(name: &str, row: &Row, listing: &mut Listing) -> Left {
    let fields = Record::empty(Key::Plan).fields();
    let Some((field, held)) = fields.into_iter().find(|(field, _)| item(*field) == name) else {
        return [Some(Question::NoField); 2];
    };
    let read = if field.has_lines() { cell::text } else { cell::name };
    let text = read(row.cell(1).text());
    let said = match held {
        Value::Code(code) => {
            code.alternatives().into_iter().find(|it| it.label() == text).map(Value::Code)
        }
        _ => Some(Value::Text(text)),
    };
    let is_valid = said.is_some();
    match said {
        Some(said) => drop(listing.header.insert(field, said)),
        None => drop(listing.header.remove(&field)),
    }
    [None, Some(Question::Value).filter(|_| !is_valid)]
}
