//! Lists in and out.

mod account;
mod beside;
mod books;
mod corrections;
mod figure_tables;
mod forms;
mod fuzz;
mod hostile;
mod imports;
mod indicators;
mod reading;
mod real;
mod refusals;
mod round_trip;
mod tables;
mod told;
mod values;
mod workbook;

use serde_json::Value;
use shinchoku::domain::{Book, Plan};
use shinchoku::exchange::{self, Format, Import};

/// A file in which nothing is written yet.
fn empty() -> Book {
    Book::new(Plan::new("", ""))
}

/// All of a book.
fn json(book: &Book) -> Value {
    serde_json::from_slice(&exchange::write(Format::Json, book).unwrap()).unwrap()
}

/// All of a book but what lists in tables have no place for: who agreed, what was remarked, and what
/// there is to a department or a status besides its name.
fn tabled(book: &Book) -> Value {
    const JSON_ALONE: [&str; 10] = [
        "approvals",
        "remarks",
        "contact",
        "successor",
        "mark",
        "done",
        "hue",
        "meaning",
        "dismissed",
        "dismissed_by_year",
    ];
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.retain(|key, _| !JSON_ALONE.contains(&key.as_str()));
                fields.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut all = json(book);
    strip(&mut all);
    all
}

/// Imports bytes into a book.
fn import_into(book: &Book, format: Format, bytes: &[u8]) -> (Book, Import) {
    let listing = exchange::read(format, bytes, "list").unwrap();
    assert_eq!(said_by_hand(format, bytes), listing);
    let import = exchange::import(book, &listing);
    let mut after = book.clone();
    after.apply(&import.changes).unwrap();
    (after, import)
}

/// Reads bytes by a form that says column by column what was recognised, and that has been
/// remembered.
fn said_by_hand(format: Format, bytes: &[u8]) -> exchange::Listing {
    let source = exchange::Source::open(format, bytes, "list").unwrap();
    let recognised = source.recognised();
    let mut form = recognised.clone();
    for layout in form.sheets.iter_mut().flatten() {
        let columns = layout.columns.clone();
        columns.iter().for_each(|titled| layout.take_as(titled.at, None));
        columns.iter().for_each(|titled| layout.take_as(titled.at, Some(titled.column)));
    }
    let sheets = recognised.sheets.iter().enumerate();
    let memory: Vec<_> =
        sheets.filter_map(|(at, layout)| source.remember(at, layout.as_ref()?)).collect();
    let recalled = source.recalled(&memory).unwrap_or_default();
    let columns = |form: &exchange::Form| -> Vec<Vec<_>> {
        let of = |layout: &exchange::Layout| {
            let mut columns: Vec<_> = layout
                .columns
                .iter()
                .map(|titled| (titled.at, format!("{:?}", titled.column)))
                .collect();
            columns.sort();
            columns
        };
        form.sheets.iter().flatten().map(of).collect()
    };
    if !source.speaks_for_itself() {
        assert_eq!(columns(&recalled), columns(&recognised));
    }
    (*source.read_as(&form).unwrap()).clone()
}
