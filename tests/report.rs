//! The printed list, from a book to the bytes of its PDF: what the council is promised.

#[path = "report/claim.rs"]
mod claim;
#[path = "report/digests.rs"]
mod digests;
#[path = "report/find.rs"]
mod find;
#[path = "report/laws.rs"]
mod laws;
#[path = "report/list.rs"]
mod list;
#[path = "report/options.rs"]
mod options;
#[path = "report/papers.rs"]
mod papers;
#[path = "report/pdf.rs"]
mod pdf;
#[path = "report/published.rs"]
mod published;
#[path = "report/reading.rs"]
mod reading;
#[path = "report/reminder.rs"]
mod reminder;
#[path = "report/revisions.rs"]
mod revisions;
#[path = "report/setting.rs"]
mod setting;
#[path = "report/structure.rs"]
mod structure;
#[path = "report/tags.rs"]
mod tags;

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
