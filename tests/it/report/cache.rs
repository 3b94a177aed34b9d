//! A paper that is laid out again, of which only the rows are set that are others, is the same paper.

use super::laws::{any_book, any_settings};
use super::pdf::bytes;
use crate::support::{self, cases};
use proptest::prelude::*;
use shinchoku::domain::{Book, Measure, Record, Template};
use shinchoku::report::typeset::Line;
use shinchoku::report::{Cache, Document, Error, Item, Options, Origin, Report};
use std::sync::Arc;

fn laid_out(
    report: Report,
    book: &Book,
    options: &Options,
    cache: &mut Cache,
) -> [Result<Document, Error>; 2] {
    [report.lay_out_again(book, options, cache), report.lay_out(book, options)]
}

proptest! {
    #![proptest_config(cases::config(24))]

    #[test]
    fn what_was_laid_out_before_does_not_matter(
        edits in prop::collection::vec(
            (any_book(), prop::option::weighted(0.3, any_settings()), prop::sample::select(&Report::ALL)),
            2..5,
        ),
        mut settings in any_settings(),
    ) {
        let mut cache = Cache::default();
        for (book, other, report) in edits {
            settings = other.unwrap_or(settings);
            let papers = laid_out(report, &book, &Options::of(&book, &settings), &mut cache);
            let [again, anew] = papers.map(|it| it.map_err(|error| error.to_string()));
            prop_assert!(again == anew, "{:?}", report);
        }
    }
}

/// The book with another description of a measure.
fn edited(book: &Book, at: usize) -> Book {
    let measure = book.listed()[at].2.clone();
    let description = format!("{}また、見直します。", measure.description);
    super::with(book.clone(), [Record::Measure(Measure { description, ..measure })])
}

/// More rows than the widths are chosen by.
#[test]
fn a_long_list_after_an_edit_is_the_same_bytes() {
    let book = support::book(300, 60);
    for template in Template::built_in() {
        let mut cache = Cache::default();
        let mut options = Options::of(&book, &template.settings);
        for (at, title) in
            [(0, "一覧表"), (0, "一覧表（案）"), (150, "一覧表（案）"), (299, "一覧")]
        {
            options.title = Some(title.to_owned());
            let book = edited(&book, at);
            let papers = laid_out(Report::List, &book, &options, &mut cache);
            let [again, anew] = papers.map(|it| bytes(&it.unwrap()));
            assert!(again == anew, "{} {at} {title}", template.name);
        }
    }
}

#[test]
fn rows_that_stay_are_not_set_again() {
    let book = support::book(43, 60);
    let options = Options::of(&book, &Template::built_in()[0].settings);
    let mut cache = Cache::default();
    let measure = book.listed()[20].2.clone();
    let others = |document: &Document| -> Vec<Arc<Line>> {
        let pages = document.pages.iter();
        let cells = pages.flat_map(|page| page.cells.iter().map(move |cell| (page, cell)));
        let entry = |of| matches!(of, Origin::Entry(id, _) if id != measure.id);
        let items = cells.filter(|(_, cell)| entry(cell.of));
        let items = items.flat_map(|(page, cell)| &page.items[cell.items.clone()]);
        let lines = items.filter_map(|(_, item)| match item {
            Item::Text(text) => Some(Arc::clone(&text.line)),
            Item::Rule(_) | Item::Tint(_) => None,
        });
        lines.collect()
    };
    let before = others(&Report::List.lay_out_again(&book, &options, &mut cache).unwrap());
    let description = measure.description.replace("体験", "見学");
    let other = super::with(book, [Record::Measure(Measure { description, ..measure.clone() })]);
    let options = Options { title: Some("一覧表".to_owned()), ..options };
    let after = others(&Report::List.lay_out_again(&other, &options, &mut cache).unwrap());
    assert!(after.len() > 40 * 6 && before.len() == after.len());
    assert!(before.iter().zip(&after).all(|(one, other)| Arc::ptr_eq(one, other)));
}
