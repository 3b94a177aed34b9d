//! Where something stands in a book, in words.

use super::invalid::field;
use super::record::Names;
use crate::domain::{Book, Field, Key};

/// 1-①-2 施策の名称（実施状況、令和6年度）, or the name of what else it is, with the field.
pub fn place(book: &Book, key: Key, at: Field) -> String {
    let (name, within) = place_and_field(book, key, at);
    match (key, name.as_str()) {
        (Key::Plan, _) => within,
        (Key::Measure(_) | Key::Implementation(..), "") => name,
        _ => format!("{name}（{within}）"),
    }
}

/// What it stands in, and where there: 1-①-2 施策の名称 and 実施状況、令和6年度.
pub fn place_and_field(book: &Book, key: Key, at: Field) -> (String, String) {
    // What an entry or a measure has of a register is told by what it is there.
    let what = match (key, at) {
        (Key::Implementation(..), Field::StatusName) => field(Field::Status),
        (Key::Measure(_), Field::DepartmentName) => field(Field::Lead),
        (_, at) => field(at),
    };
    let what = what.to_owned();
    let names = Names::of(book);
    match key {
        Key::Plan => (book.plan().name.clone(), what),
        Key::Year(year) => (book.year_label(year), what),
        key => match (key.owner(), key.year()) {
            (Some(owner), Some(year)) => {
                (names.name(owner), format!("{what}、{}", book.year_label(year)))
            }
            _ => (names.name(key), what),
        },
    }
}
