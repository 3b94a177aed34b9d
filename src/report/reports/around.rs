//! The pages around the list: 表紙, 目次 and 集計 before it, 課別索引 behind it.

mod contents;
mod cover;
mod index;
mod sheet;
mod summary;

use super::list;
use crate::domain::Book;
use crate::report::page::{Bookmark, Document, Numbers, Page};
use crate::report::table::{self, Cache, Content};
use crate::report::{Error, Options};
use sheet::Sheet;

/// How the pages are numbered.
#[derive(Debug, Clone, Copy)]
struct Numbering {
    covers: usize,
    first: usize,
}

impl Numbering {
    /// What is printed on a page, counted from 0, behind the cover.
    const fn of(self, page: usize) -> usize {
        (page + self.first).saturating_sub(self.covers)
    }
}

/// Lays the list out with the pages around it.
///
/// # Errors
/// As for [`list::lay_out`].
pub(super) fn lay_out(
    book: &Book,
    options: &Options,
    cache: &mut Cache,
) -> Result<Document, Error> {
    let wanted = options.surroundings;
    let alone = table::lay_out(list::content(book, options), options, cache)?;
    if !(wanted.cover || wanted.contents || wanted.summary || wanted.index) {
        return Ok(alone);
    }
    let sheet = Sheet::new(options)?;
    let covers = usize::from(wanted.cover);
    let summary = if wanted.summary { summary::pages(&sheet, book, options) } else { Vec::new() };
    let numbering = Numbering { covers, first: usize::from(options.page_number.first) };
    // How many pages there are does not depend on the numbers that stand on them.
    let contents = |list: usize, index: usize| -> Vec<Page> {
        let places = contents::Places {
            summary: (!summary.is_empty()).then(|| list - summary.len()),
            list,
            index: wanted.index.then_some(index),
        };
        let pages = || contents::pages(&sheet, &alone, places, numbering);
        if wanted.contents { pages() } else { Vec::new() }
    };
    let count = contents(covers + summary.len(), 0).len();
    let before = covers + count + summary.len();
    let behind = before + alone.pages.len();
    let contents = contents(before, behind);
    let index = match wanted.index {
        true => index::pages(&sheet, book, options, &alone, before, numbering),
        false => Vec::new(),
    };
    let total = behind + index.len();

    let around = [before - covers, index.len()];
    let content = Content { pages_around: around, ..list::content(book, options) };
    let mut document = table::lay_out(content, options, cache)?;
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
        sheet.number(page, numbering.of(at), numbering.of(total - 1));
    }
    if wanted.cover {
        front.insert(0, cover::page(&sheet, book, options));
    }
    let mut pages = front;
    pages.append(&mut document.pages);
    for (at, mut page) in (behind..).zip(index) {
        sheet.number(&mut page, numbering.of(at), numbering.of(total - 1));
        pages.push(page);
    }
    let numbers = document.numbers.map(|numbers| Numbers { covers, ..numbers });
    Ok(Document { pages, outline, numbers, ..document })
}
