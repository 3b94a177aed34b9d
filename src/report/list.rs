//! 進捗状況一覧表: the list of measures that the council knows, laid out on pages.

mod content;
mod draw;
mod form;

use super::flow::{Part, Row, flow};
use super::geometry::{Em, Length};
use super::page::{Bookmark, Document, Origin};
use super::typeset::{Line, set};
use super::{Error, Options};
use crate::domain::Book;
use draw::Sheet;
use form::Form;
use std::thread;

pub use content::title;
pub(super) use content::{Content, Passage};

/// Lays the list out. The same book and options make the same document.
///
/// # Errors
/// [`Error::TypeSize`] and [`Error::NoRoom`] where the options leave no room for a table;
/// [`Error::Font`] where a bundled font cannot be read.
pub fn lay_out(book: &Book, options: &Options) -> Result<Document, Error> {
    let form = Form::new(options)?;
    let content = Content::of(book, options);
    let sheet = Sheet::new(&form, &content)?;
    let rows = typeset(&form, &content);
    let (first, others) = sheet.rooms();
    let parts = flow(&rows, form.heights(), first, others);
    let pages = sheet.draw(&rows, &parts);
    Ok(Document {
        outline: outline(&content, &sheet, &rows, &parts),
        title: content.title,
        typeface: options.typeface,
        paper: form.paper,
        date: options.date,
        pages,
    })
}

/// Sets the cells of all rows. Rows do not know of one another, so that each core takes its share.
fn typeset(form: &Form, content: &Content) -> Vec<Row<Origin>> {
    let passages = &content.rows;
    let cores = thread::available_parallelism().map_or(1, usize::from).min(8);
    if passages.len() < 64 || cores == 1 {
        return passages.iter().map(|row| set_row(form, row)).collect();
    }
    thread::scope(|scope| {
        let shares: Vec<_> = passages
            .chunks(passages.len().div_ceil(cores))
            .map(|share| {
                scope.spawn(move || share.iter().map(|row| set_row(form, row)).collect::<Vec<_>>())
            })
            .collect();
        shares
            .into_iter()
            .flat_map(|set| set.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

fn set_row(form: &Form, row: &content::Row) -> Row<Origin> {
    let cells = row.cells.iter().map(|passage| set_passage(form, passage)).collect();
    Row { of: row.of, cells, heading: row.heading }
}

/// Between what stands in a cell one below the other, such as the years.
const BETWEEN_BLOCKS: Em = Em(600);

fn set_passage(form: &Form, Passage { column, blocks, names }: &Passage) -> Vec<Line> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut lines = Vec::new();
    for block in blocks {
        let mut block = set(form.face, block, form.measure(*column), &names);
        if let Some(first) = block.first_mut().filter(|_| !lines.is_empty()) {
            first.above = BETWEEN_BLOCKS;
        }
        lines.append(&mut block);
    }
    lines
}

/// Bookmarks for goals, and below them for directions, each to where its heading stands.
fn outline(
    content: &Content,
    sheet: &Sheet<'_>,
    rows: &[Row<Origin>],
    pages: &[Vec<Part>],
) -> Vec<Bookmark> {
    let mut outline: Vec<Bookmark> = Vec::new();
    for (page, parts) in pages.iter().enumerate() {
        let mut top = sheet.table_top(page);
        for part in parts {
            let place = |top: Length| Bookmark {
                title: content.rows[part.row].heading_text().to_owned(),
                page: page + sheet.title_pages(),
                top,
                children: Vec::new(),
            };
            let begins = part.lines.iter().all(|lines| lines.start == 0);
            match rows[part.row].of {
                Origin::Goal(_) if begins => outline.push(place(top)),
                Origin::Direction(_) if begins => match outline.last_mut() {
                    Some(goal) => goal.children.push(place(top)),
                    None => outline.push(place(top)),
                },
                _ => {}
            }
            top += sheet.height(&rows[part.row], part);
        }
    }
    outline
}
