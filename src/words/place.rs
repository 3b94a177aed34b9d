//! Where something stands in a book, in words.

use super::invalid::field;
use super::record::Names;
use crate::domain::{Book, Field, Key};

/// 1-①-2 施策の名称（実施状況、令和6年度）, or the name of what else it is, with the field.
pub fn place(book: &Book, key: Key, at: Field) -> String {
    let what = field(at);
    let names = Names::of(book);
    match key {
        Key::Plan => what.to_owned(),
        Key::Measure(_) | Key::Implementation(..) => {
            let (measure, year) = match key {
                Key::Implementation(id, year) => (Key::Measure(id), Some(year)),
                key => (key, None),
            };
            let year = year.map(|year| format!("、{}", book.year_label(year)));
            match names.name(measure) {
                name if name.is_empty() => name,
                name => format!("{name}（{what}{}）", year.unwrap_or_default()),
            }
        }
        Key::Year(year) => format!("{}（{what}）", book.year_label(year)),
        key => format!("{}（{what}）", names.name(key)),
    }
}
