//! The printed list, from a book to the bytes of its PDF: what the council is promised.

mod around;
mod cache;
mod captions;
mod claim;
mod digests;
mod find;
mod indicators;
mod laws;
mod list;
mod office;
mod options;
mod page;
mod papers;
mod pdf;
mod published;
mod reading;
mod reminder;
mod revisions;
mod setting;
mod structure;
mod tags;
mod verapdf;

use shinchoku::domain::{Book, Change, Record};
use std::sync::LazyLock;

/// The sample that the program carries.
fn sample() -> Book {
    static SAMPLE: LazyLock<Book> = LazyLock::new(shinchoku::exchange::sample);
    SAMPLE.clone()
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
