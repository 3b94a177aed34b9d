//! Where something stands in a book, in words.

use super::invalid::field;
use crate::domain::{Book, Direction, Field, Goal, Key, MeasureId};

/// 1-①-2 施策の名称（実施状況、令和6年度）, or the name of what else it is, with the field.
pub fn place(book: &Book, key: Key, at: Field) -> String {
    let what = field(at);
    let of = |name: Option<String>| format!("{}（{what}）", name.unwrap_or_default());
    let measure = |id: MeasureId, what: &str| {
        book.measure(id).map_or_else(String::new, |measure| {
            format!("{} {}（{what}）", book.measure_number(measure), measure.name)
        })
    };
    match key {
        Key::Plan => what.to_owned(),
        Key::Goal(id) => of(book.goal(id).map(Goal::heading)),
        Key::Direction(id) => of(book.direction(id).map(Direction::heading)),
        Key::Department(id) => of(book.department(id).map(|row| row.name.clone())),
        Key::Status(id) => of(book.status(id).map(|row| row.name.clone())),
        Key::Year(year) => of(Some(book.year_label(year))),
        Key::Template(id) => of(book.template(id).map(|row| row.name.clone())),
        Key::Measure(id) => measure(id, what),
        Key::Implementation(id, year) => measure(id, &format!("{what}、{}", book.year_label(year))),
    }
}
