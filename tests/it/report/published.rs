//! The real list, where it is at hand.

use super::reading::{cells, joined};
use crate::support::skip::data;
use shinchoku::domain::{Book, Plan};
use shinchoku::exchange;
use shinchoku::report::{Column, Options, Origin, list::lay_out};

#[test]
fn the_published_list_fits_on_as_many_pages() {
    let Some(data) = data("kodaira_goal1.json") else { return };
    let listing = exchange::read(exchange::Format::Json, &data, "published.json").unwrap();
    let mut book = Book::new(Plan::new("", ""));
    let changes = exchange::import(&book, &listing).changes;
    book.apply(&changes).unwrap();
    let document = lay_out(&book, &Options::default()).unwrap();
    // 13 pages for 43 measures of which these are 15, the longest of them.
    assert!(document.pages.len() <= 5, "{} pages", document.pages.len());
    let cells = cells(&document);
    for (_, _, measure) in book.listed() {
        let cell = &cells[&Origin::Entry(measure.id, Column::Description)];
        assert_eq!(*cell, joined(&measure.description));
    }
}
