//! Further sheets of the workbooks that we write: what the rows of a list do not say.

use crate::domain::{Book, Field, FiscalYear, Key, Record, Value};
use crate::exchange::cell;
use crate::exchange::grid::{Grid, Row};
use crate::exchange::listing::{ListedDepartment, ListedStatus, ListedYear, Listing};

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
pub struct Sheet {
    pub name: &'static str,
    pub headings: [&'static str; 2],
    pub rows: Vec<[String; 2]>,
}

/// Whether a sheet is one of those that we write beside the list.
pub fn is_appendix(grid: &Grid) -> bool {
    kind(grid).is_some()
}

/// Takes what a further sheet says into the listing.
pub fn read(grid: &Grid, listing: &mut Listing) {
    let Some(kind) = kind(grid) else { return };
    for row in grid.rows.iter().skip(1) {
        let name = cell::name(row.cell(0).text());
        let marked = !row.cell(1).is_blank();
        match kind {
            Appendix::Plan => read_plan(&name, row, listing),
            Appendix::Departments => listing.departments.push(ListedDepartment {
                name,
                retired: marked,
                ..ListedDepartment::default()
            }),
            Appendix::Statuses => listing.statuses.push(ListedStatus {
                name,
                retired: marked,
                ..ListedStatus::default()
            }),
            Appendix::Years => {
                if let Some(year) = FiscalYear::parse(&name) {
                    listing.years.retain(|known| known.year != year);
                    listing.years.push(ListedYear { year, closed: marked });
                    listing.years.sort_by_key(|known| known.year);
                }
            }
        }
    }
}

/// The further sheets of a book.
pub fn sheets(book: &Book) -> Vec<Sheet> {
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
    let written = |(field, value)| {
        let text = match value {
            Value::Text(text) => text,
            Value::Code(code) => code.label().to_owned(),
            _ => String::new(),
        };
        [item(field).to_owned(), cell::written(&text, cell::name)]
    };
    Record::Plan(book.plan().clone()).fields().into_iter().map(written).collect()
}

fn read_plan(name: &str, row: &Row, listing: &mut Listing) {
    let text = cell::name(row.cell(1).text());
    let fields = Record::empty(Key::Plan).fields();
    let Some((field, held)) = fields.into_iter().find(|(field, _)| item(*field) == name) else {
        return;
    };
    let said = match held {
        Value::Code(code) => {
            code.alternatives().into_iter().find(|it| it.label() == text).map(Value::Code)
        }
        _ => Some(Value::Text(text)),
    };
    match said {
        Some(said) => drop(listing.header.insert(field, said)),
        None => drop(listing.header.remove(&field)),
    }
}
