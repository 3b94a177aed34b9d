//! Lists in and out.

mod books;
mod corrections;
mod forms;
mod fuzz;
mod hostile;
mod imports;
mod real;
mod refusals;
mod round_trip;
mod tables;
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
    const JSON_ALONE: [&str; 7] =
        ["approvals", "remarks", "contact", "successor", "mark", "done", "hue"];
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
    let import = exchange::import(book, &listing);
    let mut after = book.clone();
    after.apply(&import.changes).unwrap();
    (after, import)
}
