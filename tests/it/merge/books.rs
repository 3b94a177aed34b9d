//! Books, told apart from one another by what a clerk would see.

use shinchoku::domain::{Book, Department, Plan, Record};
use std::collections::BTreeSet;

/// All that is in a book, without the order in which it is kept.
pub(super) fn content(book: &Book) -> (Plan, Vec<Record>) {
    (book.plan().clone(), book.records().collect())
}

/// Whether all the rules of a book hold.
pub(super) fn is_sound(book: &Book) -> bool {
    let changes: Vec<_> = book.records().map(shinchoku::domain::Change::add).collect();
    let names: BTreeSet<&str> = book.departments().into_iter().map(name).collect();
    Book::bare(book.plan().clone()).apply(&changes).is_ok()
        && names.len() == book.departments().len()
}

fn name(row: &Department) -> &str {
    &row.name
}
