//! 課別一覧: the list of each department, each from a new page on.

use super::list::{Content, lay_out, printed};
use super::page::{Bookmark, Document};
use super::{Error, Options, pdf};
use crate::domain::text::{distinct, nameable};
use crate::domain::{Book, Department};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The list with the measures of one department after the other, bookmarked by department. Where no
/// department has a measure it is the list.
pub fn by_department(book: &Book, options: &Options) -> Result<Document, Error> {
    let whole = parts(book, options).reduce(|whole, part| {
        let (mut whole, mut part) = (whole?, part?);
        let before = whole.pages.len();
        whole.outline.extend(part.outline.into_iter().map(|it| moved(it, before)));
        whole.pages.append(&mut part.pages);
        Ok(whole)
    });
    whole.unwrap_or_else(|| lay_out(book, options))
}

/// The same as a PDF, and how many pages that has. The pages of a large plan take many times the memory
/// of the file, so that those of one department are there at a time.
pub fn write(book: &Book, options: &Options) -> Result<(Vec<u8>, usize), Error> {
    let mut cut = BTreeSet::new();
    // How a cell is tagged depends on whether it is cut anywhere, be it under a later department.
    for part in parts(book, options) {
        cut.extend(pdf::continued(&part?.pages));
    }
    let mut writer = pdf::Writer::new(cut);
    let (mut frame, mut outline) = (None, Vec::new());
    for part in parts(book, options) {
        let mut part = part?;
        outline.extend(part.outline.drain(..).map(|it| moved(it, writer.pages())));
        writer.add(&part.pages, part.paper, |_, _| ControlFlow::Continue(()))?;
        part.pages.clear();
        frame = Some(part);
    }
    let Some(frame) = frame else {
        let list = lay_out(book, options)?;
        return Ok((pdf::write(&list, |_, _| ControlFlow::Continue(()))?, list.pages.len()));
    };
    let pages = writer.pages();
    Ok((writer.finish(&Document { outline, ..frame })?, pages))
}

/// The list of each department, bookmarked by its name.
fn parts(book: &Book, options: &Options) -> impl Iterator<Item = Result<Document, Error>> {
    by_itself(book, options).into_iter().map(|(department, options)| {
        let mut list = lay_out(book, &options)?;
        let children = std::mem::take(&mut list.outline);
        let (title, top) = (department.name.clone(), options.margins.top);
        list.outline = vec![Bookmark { title, page: 0, top, children }];
        Ok(list)
    })
}

/// The departments that have a list, in their order, each with what makes the list of it alone.
fn by_itself<'a>(book: &'a Book, options: &Options) -> Vec<(&'a Department, Options)> {
    let alone = |department: &'a Department| {
        let mut options = options.clone();
        options.selection.departments = [department.id].into();
        (department, options)
    };
    departments(book, options).into_iter().map(alone).collect()
}

/// The list of each department as a PDF of its own, named after `out`: 一覧_農政課.pdf beside
/// 一覧.pdf. No two have one name.
///
/// # Errors
/// As for [`lay_out`]; nothing where one of them cannot be made.
pub fn in_files(
    book: &Book,
    options: &Options,
    out: &Path,
) -> Result<Vec<(PathBuf, Vec<u8>)>, Error> {
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    let departments = by_itself(book, options);
    let names = departments.iter().map(|(it, _)| format!("{stem}_{}", nameable(&it.name)));
    let file = |(name, (_, options)): (String, &(&Department, Options))| {
        let bytes = pdf::write(&lay_out(book, options)?, |_, _| ControlFlow::Continue(()))?;
        Ok((out.with_file_name(format!("{name}.pdf")), bytes))
    };
    distinct(names).into_iter().zip(&departments).map(file).collect()
}

/// The texts of all of them, one after the other.
pub fn contents(book: &Book, options: &Options) -> impl Iterator<Item = Content> {
    by_itself(book, options).into_iter().map(|(_, options)| Content::of(book, &options))
}

/// The departments that have a measure in the list, in their order.
fn departments<'a>(book: &'a Book, options: &Options) -> Vec<&'a Department> {
    let printed = printed(book, options);
    let measures = printed.iter().filter_map(|id| book.measure(*id));
    let year = options.printed_years(book).into_iter().max();
    let involved: BTreeSet<_> = measures
        .flat_map(|it| [book.lead_as_of(it, year), book.related_as_of(it, year)].concat())
        .map(|department| department.id)
        .collect();
    let chosen = &options.selection.departments;
    let asked = |department: &&Department| {
        involved.contains(&department.id) && (chosen.is_empty() || chosen.contains(&department.id))
    };
    book.departments().into_iter().filter(asked).collect()
}

/// A bookmark of a document that begins so many pages later.
fn moved(bookmark: Bookmark, pages: usize) -> Bookmark {
    let children = bookmark.children.into_iter().map(|child| moved(child, pages)).collect();
    Bookmark { page: bookmark.page + pages, children, ..bookmark }
}
