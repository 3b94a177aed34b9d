//! The table that all reports share, laid out on pages with the texts around it.

mod bands;
mod captions;
mod content;
mod design;
mod dimensions;
mod figures;
mod pages;
mod prepared;
mod rules;
mod underline;
mod widths;

pub(super) use bands::{Align, LEADING, large_sizes, other};
pub(super) use captions::{SourcedText, status_text};
pub use content::title;
pub(super) use content::{CellText, ColumnSpec, Content, RowText};
pub(super) use design::{Kind, RowStyle};
pub(super) use dimensions::Dimensions;
pub(crate) use dimensions::page_number_near_edge;
pub(super) use figures::whole_figures;
pub(super) use pages::alignment;
pub(super) use prepared::{BETWEEN_BLOCKS, LABEL, column_style};

use super::error::Error;
use super::flow::{self, Fragment, Row, flow};
use super::geometry::{Em, Length};
use super::options::Options;
use super::page::{Bookmark, Column, Document, Numbers, Origin};
use super::parallel;
use crate::domain::template::{Design, PageNumberForm, Rows};
use pages::PageBuilder;
use prepared::{Faces, PreparedRow};
use underline::underline;
use widths::{Space, choose_widths, sample};

/// For fewer rows threads cost more than they save.
const FEWEST_FOR_THREADS: usize = 64;

/// Lays the texts of a report out.
///
/// # Errors
/// [`Error::TypeSize`] and [`Error::NoRoom`] where the options leave no room for a table;
/// [`Error::Font`] where a bundled font cannot be read.
pub(super) fn lay_out(content: Content, options: &Options) -> Result<Document, Error> {
    let dimensions = Dimensions::new(options, &content.columns)?;
    // Rows that are prepared for any width take several times the memory of their lines: of a long
    // table only those are held that decide the widths.
    let faces = Faces::new(options)?;
    let prepare = |row: &RowText| PreparedRow::new(faces, row, options);
    let sample = parallel::map(&sample(&content.rows), FEWEST_FOR_THREADS, |row| prepare(row));
    let dimensions = fitted(dimensions, &content, &sample, options)?;
    let builder = PageBuilder::new(&dimensions, &content)?;
    let (first, others) = builder.page_heights();
    let most = dimensions.row_metrics().lines_in_third(others);
    let width = |kind, column: Option<Column>| match column {
        Some(_) => dimensions.text_width(column),
        None => dimensions.heading_width(kind),
    };
    let set = |row: &PreparedRow<'_>| row.set(width, options.design, most);
    let rows = if sample.len() == content.rows.len() {
        parallel::map(&sample, FEWEST_FOR_THREADS, set)
    } else {
        drop(sample);
        parallel::map(&content.rows, FEWEST_FOR_THREADS, |row| set(&prepare(row)))
    };
    let flow_options = flow::Options {
        metrics: dimensions.row_metrics(),
        headings: [Kind::Goal, Kind::Direction].map(|kind| dimensions.metrics(kind)),
        rows: options.rows,
        tidy: options.rows == Rows::Years || options.design == Design::Current,
        repeats_headings: options.repeats_headings,
    };
    let fragments = flow(&rows, flow_options, first, others);
    let outline = outline(&content, &builder, &rows, &fragments);
    let mut pages = builder.draw(rows, &fragments);
    let table_pages = &mut pages[builder.pages_before()..];
    let columns = content.columns.len();
    underline(faces.body, &content.rows, columns, table_pages, &fragments, options.design);
    Ok(Document {
        outline,
        title: content.title.text,
        author: content.author,
        numbers: numbers(options),
        typeface: options.typeface,
        paper: dimensions.paper,
        date: options.date,
        pages,
    })
}

/// How the pages are numbered.
fn numbers(options: &Options) -> Option<Numbers> {
    let first = options.page_number.first;
    (options.page_number.form != PageNumberForm::None).then_some(Numbers {
        covers: 0,
        first,
        restarts: Vec::new(),
    })
}

/// The width of the text in a column; zero where there is no such column.
///
/// # Errors
/// As for [`lay_out`].
pub(super) fn column_width(
    content: &Content,
    options: &Options,
    column: Column,
) -> Result<Em, Error> {
    Ok(dimensions(content, options)?.text_width(Some(column)))
}

/// The widths of all columns, without their padding.
///
/// # Errors
/// As for [`lay_out`].
pub(super) fn column_widths(content: &Content, options: &Options) -> Result<Vec<Em>, Error> {
    let dimensions = self::dimensions(content, options)?;
    let width = |it: &ColumnSpec| dimensions.text_width(Some(it.column));
    Ok(content.columns.iter().map(width).collect())
}

/// The dimensions of a table with column widths that suit its rows.
///
/// # Errors
/// As for [`lay_out`].
pub(super) fn dimensions(content: &Content, options: &Options) -> Result<Dimensions, Error> {
    let dimensions = Dimensions::new(options, &content.columns)?;
    let faces = Faces::new(options)?;
    let sample = parallel::map(&sample(&content.rows), FEWEST_FOR_THREADS, |row| {
        PreparedRow::new(faces, row, options)
    });
    fitted(dimensions, content, &sample, options)
}

/// The dimensions with column widths that suit these rows.
fn fitted(
    dimensions: Dimensions,
    content: &Content,
    rows: &[PreparedRow<'_>],
    options: &Options,
) -> Result<Dimensions, Error> {
    if content.widths.len() == content.columns.len() && !content.columns.is_empty() {
        return Ok(dimensions.with_widths(content.widths.clone()));
    }
    let space = Space {
        columns: dimensions.columns_width(),
        headings: [Kind::Goal, Kind::Direction]
            .map(|kind| (dimensions.heading_width(kind), dimensions.metrics(kind))),
        // The heads of the columns have the same height in nearly all widths.
        pages: PageBuilder::new(&dimensions, content)?.page_heights(),
        metrics: dimensions.row_metrics(),
        design: options.design,
        rows: options.rows,
    };
    Ok(match choose_widths(rows, dimensions.column_widths(), space) {
        Some(widths) => dimensions.with_widths(widths),
        None => dimensions,
    })
}

/// Bookmarks for the headings, those of directions below those of their goals.
fn outline(
    content: &Content,
    builder: &PageBuilder<'_>,
    rows: &[Row<Origin>],
    pages: &[Vec<Fragment>],
) -> Vec<Bookmark> {
    let mut outline: Vec<Bookmark> = Vec::new();
    for (page, fragments) in pages.iter().enumerate() {
        let mut top = builder.table_top(page);
        for fragment in fragments {
            let bookmark = |top: Length| Bookmark {
                title: content.rows[fragment.row].heading_text().to_owned(),
                page: page + builder.pages_before(),
                top,
                children: Vec::new(),
            };
            match rows[fragment.row].of {
                Origin::Goal(_) | Origin::Department(_) | Origin::Section
                    if !fragment.continued =>
                {
                    outline.push(bookmark(top));
                }
                Origin::Direction(_) if !fragment.continued => match outline.last_mut() {
                    Some(goal) => goal.children.push(bookmark(top)),
                    None => outline.push(bookmark(top)),
                },
                _ => {}
            }
            top += builder.height(&rows[fragment.row], fragment);
        }
    }
    outline
}
