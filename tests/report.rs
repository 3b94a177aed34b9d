//! The printed list, from a book to the bytes of its PDF: what the council is promised.

#[path = "support/json.rs"]
mod json;
#[path = "report/laws.rs"]
mod laws;
#[path = "report/list.rs"]
mod list;
#[path = "report/pdf.rs"]
mod pdf;
#[path = "report/published.rs"]
mod published;
#[path = "report/reading.rs"]
mod reading;

use shinchoku::domain::{Book, Change, Record};

/// The sample that the program carries.
fn sample() -> Book {
    json::book(shinchoku::assets::SAMPLE)
}

/// The book with records added or changed.
fn with(mut book: Book, records: impl IntoIterator<Item = Record>) -> Book {
    for record in records {
        let changes: Vec<Change> = book.put(record).into_iter().collect();
        if !changes.is_empty() {
            book.apply(&changes).expect("a valid record");
        }
    }
    book
}
