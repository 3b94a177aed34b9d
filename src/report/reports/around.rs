//! The pages around the list: 表紙, 目次 and 集計 before it, 課別索引 behind it.

mod contents;
mod cover;
mod index;
mod sheet;
mod summary;

use super::list;
use crate::domain::Book;
use crate::report::page::{Bookmark, Document, Numbers, Page};
use crate::report::table::{self, Content};
use crate::report::{Error, Options};
use sheet::Sheet;

/// Lays the list out with the pages around it.
///
/// # Errors
/// As for [`list::lay_out`].
pub(super) fn lay_out(book: &Book, options: &Options) -> Result<Document, Error> {
    let wanted = options.surroundings;
    let alone = list::lay_out(book, options)?;
    if !(wanted.cover || wanted.contents || wanted.summary || wanted.index) {
        return Ok(alone);
    }
    let sheet = Sheet::new(options)?;
    let covers = usize::from(wanted.cover);
    let summary = if wanted.summary { summary::pages(&sheet, book, options) } else { Vec::new() };
    // How many pages there are does not depend on the numbers that stand on them.
    let contents = |first_of_list: usize, first_of_index: usize| -> Vec<Page> {
        let places = contents::Places {
            summary: (!summary.is_empty()).then_some(first_of_list - summary.len()),
            list: first_of_list,
            index: wanted.index.then_some(first_of_index),
        };
        if wanted.contents { contents::pages(&sheet, &alone, places) } else { Vec::new() }
    };
    let index = |first_of_list: usize| -> Vec<Page> {
        let pages = || index::pages(&sheet, book, options, &alone, first_of_list);
        if wanted.index { pages() } else { Vec::new() }
    };
    let count = contents(summary.len(), 0).len();
    let before = covers + count + summary.len();
    let (first, behind) = (usize::from(options.page_number.first), before + alone.pages.len());
    // What is printed on the page with this index.
    let number = |page: usize| page - covers + first;
    let (contents, index) = (contents(number(before), number(behind)), index(number(before)));
    let total = behind + index.len();

    let around = [before - covers, index.len()];
    let content = Content { pages_around: around, ..list::content(book, options) };
    let mut document = table::lay_out(content, options)?;
    document.move_bookmarks(before);
    let mut outline = Vec::new();
    let bookmark = |title: &str, page: usize| {
        let (title, top) = (title.to_owned(), options.margins.top);
        Bookmark { title, page, top, children: Vec::new() }
    };
    outline.extend((!contents.is_empty()).then(|| bookmark(contents::TITLE, covers)));
    outline.extend((!summary.is_empty()).then(|| bookmark(summary::TITLE, covers + count)));
    outline.append(&mut document.outline);
    outline.extend((!index.is_empty()).then(|| bookmark(index::TITLE, behind)));
    let mut front: Vec<Page> = contents.into_iter().chain(summary).collect();
    for (at, page) in (covers..).zip(&mut front) {
        sheet.number(page, number(at), number(total - 1));
    }
    if wanted.cover {
        front.insert(0, cover::page(&sheet, book, options));
    }
    let mut pages = front;
    pages.append(&mut document.pages);
    for (at, mut page) in (behind..).zip(index) {
        sheet.number(&mut page, number(at), number(total - 1));
        pages.push(page);
    }
    let numbers = document.numbers.map(|numbers| Numbers { covers, ..numbers });
    Ok(Document { pages, outline, numbers, ..document })
}
