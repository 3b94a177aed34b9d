//! 進捗状況一覧表: the list of measures that the council knows, laid out on pages.

mod content;
mod draw;
mod form;
mod front;
mod gauge;
mod mention;
mod rules;
mod texts;
mod widths;

use super::flow::{Manner, Part, Row, flow};
use super::geometry::Length;
use super::page::{Bookmark, Document, Origin};
use super::{Error, Options};
use crate::domain::Book;
use draw::Sheet;
use form::Form;
use texts::each;
use widths::{Room, propose, telling};

pub(super) use content::{Content, Head, Passage, Row as ContentRow, departments, rows};
pub use content::{printed, title};
pub use gauge::Gauge;
pub(super) use mention::Mention;

/// Lays the list out. The same book and options make the same document.
///
/// # Errors
/// [`Error::TypeSize`] and [`Error::NoRoom`] where the options leave no room for a table;
/// [`Error::Font`] where a bundled font cannot be read.
pub fn lay_out(book: &Book, options: &Options) -> Result<Document, Error> {
    set(Content::of(book, options), options)
}

/// Lays the texts of a paper out.
pub(super) fn set(content: Content, options: &Options) -> Result<Document, Error> {
    let form = Form::new(options, &content.columns)?;
    let face = form.face;
    // Ready to be set in any width, texts take several times the room of their lines: of a long list
    // no more are kept than tell the widths.
    let ready = |row: &ContentRow| texts::Row::new(face, row, options);
    let telling = each(&telling(&content.rows), |row| ready(row));
    let form = proposed(form, &content, &telling)?;
    let sheet = Sheet::new(&form, &content)?;
    let (first, others) = sheet.rooms();
    let most = form.heights().third(others);
    let set = |row: &texts::Row<'_>| row.set(|column| form.measure(column), most);
    let rows = if telling.len() == content.rows.len() {
        each(&telling, set)
    } else {
        drop(telling);
        each(&content.rows, |row| set(&ready(row)))
    };
    let manner =
        Manner { heights: form.heights(), rows: options.rows, repeats: options.repeats_headings };
    let parts = flow(&rows, manner, first, others);
    let outline = outline(&content, &sheet, &rows, &parts);
    let pages = sheet.draw(rows, &parts);
    Ok(Document {
        outline,
        title: content.title.text,
        typeface: options.typeface,
        paper: form.paper,
        date: options.date,
        pages,
    })
}

/// The form with the columns that suit these texts.
fn proposed(form: Form, content: &Content, rows: &[texts::Row<'_>]) -> Result<Form, Error> {
    let room = Room {
        width: form.width(),
        whole: form.measure(None),
        // The heads of the columns are as high in nearly all widths.
        pages: Sheet::new(&form, content)?.rooms(),
        heights: form.heights(),
    };
    Ok(match propose(rows, form.wanted(), room) {
        Some(widths) => form.with_widths(widths),
        None => form,
    })
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
                page: page + sheet.pages_before(),
                top,
                children: Vec::new(),
            };
            match rows[part.row].of {
                Origin::Goal(_) | Origin::Department(_) | Origin::Section if !part.continued => {
                    outline.push(place(top));
                }
                Origin::Direction(_) if !part.continued => match outline.last_mut() {
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
