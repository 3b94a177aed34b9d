//! Lists in and out.

mod books;
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

/// Imports bytes into a book.
fn import_into(book: &Book, format: Format, bytes: &[u8]) -> (Book, Import) {
    let listing = exchange::read(format, bytes, "list").unwrap();
    let import = exchange::import(book, &listing);
    let mut after = book.clone();
    after.apply(&import.changes).unwrap();
    (after, import)
}
