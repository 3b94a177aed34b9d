//! The table that all reports share, laid out on pages with the texts around it.

mod bands;
mod cache;
mod captions;
mod content;
mod design;
mod dimensions;
mod figures;
mod heights;
mod pages;
mod prepared;
mod rules;
mod underline;
mod widths;

pub(super) use bands::{Align, LEADING, large_sizes, other};
pub use cache::Cache;
pub(super) use captions::{SourcedText, status_text};
pub use content::title;
pub(super) use content::{CellText, ColumnSpec, Content, RowText};
pub(super) use design::{Kind, RowStyle};
pub(super) use dimensions::Dimensions;
pub(crate) use dimensions::page_number_near_edge;
pub(super) use figures::whole_figures;
pub(super) use pages::{BELOW_RUNNING_HEAD, RUNNING_SIZE, alignment};
pub(super) use prepared::{BETWEEN_BLOCKS, LABEL, OMITTED, cell_style, column_style};

use super::error::Error;
use super::flow::{self, Fragment, Row, flow};
use super::geometry::{Em, Length};
use super::options::Options;
use super::page::{Bookmark, Column, Document, Numbers, Origin};
use super::parallel;
use crate::domain::template::{Design, PageNumberForm, Rows};
use cache::TableRow;
use pages::PageBuilder;
use prepared::{RowWidths, Setting};
use std::sync::Arc;
use underline::underline;
use widths::{Space, choose_widths, sample};

/// For fewer rows threads cost more than they save.
const FEWEST_FOR_THREADS: usize = 64;

/// Lays the texts of a report out.
///
/// # Errors
/// [`Error::TypeSize`] and [`Error::NoRoom`] where the options leave no room for a table;
/// [`Error::Font`] where a bundled font cannot be read.
pub(super) fn lay_out(
    content: Content,
    options: &Options,
    cache: &mut Cache,
) -> Result<Document, Error> {
    let dimensions = Dimensions::new(options, &content.columns)?;
    let setting = Setting::new(options)?;
    let mut rows = cache.rows(&content.rows);
    let dimensions = fitted(dimensions, &content, &mut rows, setting)?;
    let builder = PageBuilder::new(&dimensions, &content)?;
    let (first, others) = builder.page_heights();
    let width = |it: &ColumnSpec| (it.column, dimensions.text_width(Some(it.column)));
    let widths = Arc::new(RowWidths {
        columns: content.columns.iter().map(width).collect(),
        whole: Kind::ALL.map(|kind| dimensions.heading_width(kind)),
        most: dimensions.row_metrics().lines_in_third(others),
    });
    let lines = parallel::map(&rows, FEWEST_FOR_THREADS, |row| row.lines(setting, &widths));
    for (row, lines) in rows.iter_mut().zip(&lines) {
        row.keep_lines(&widths, lines);
    }
    let lines: Vec<&Row<Origin>> = lines.iter().map(Arc::as_ref).collect();
    let flow_options = flow::Options {
        metrics: dimensions.row_metrics(),
        headings: [Kind::Goal, Kind::Direction].map(|kind| dimensions.metrics(kind)),
        rows: options.rows,
        tidy: options.rows == Rows::Years || options.design == Design::Current,
        repeats_headings: options.repeats_headings,
    };
    let fragments = flow(&lines, flow_options, first, others);
    let outline = outline(&content, &builder, &lines, &fragments);
    let mut pages = builder.draw(&lines, &fragments);
    let table_pages = &mut pages[builder.pages_before()..];
    let (fonts, columns) = (setting.faces.body, content.columns.len());
    underline(fonts, &content.rows, columns, table_pages, &fragments, options.design);
    let known = rows.into_iter().map(TableRow::into_known).collect();
    cache.keep(content.rows, known);
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
pub(super) fn column_widths(
    content: Content,
    options: &Options,
    cache: &mut Cache,
) -> Result<Vec<Em>, Error> {
    let mut rows = cache.rows(&content.rows);
    let dimensions = Dimensions::new(options, &content.columns)?;
    let dimensions = fitted(dimensions, &content, &mut rows, Setting::new(options)?)?;
    let known = rows.into_iter().map(TableRow::into_known).collect();
    let width = |it: &ColumnSpec| dimensions.text_width(Some(it.column));
    let widths = content.columns.iter().map(width).collect();
    cache.keep(content.rows, known);
    Ok(widths)
}

/// The dimensions of a table with column widths that suit its rows.
///
/// # Errors
/// As for [`lay_out`].
pub(super) fn dimensions(content: &Content, options: &Options) -> Result<Dimensions, Error> {
    let mut rows = Cache::default().rows(&content.rows);
    let dimensions = Dimensions::new(options, &content.columns)?;
    fitted(dimensions, content, &mut rows, Setting::new(options)?)
}

/// The dimensions with column widths that suit these rows.
fn fitted(
    dimensions: Dimensions,
    content: &Content,
    rows: &mut [TableRow<'_>],
    setting: Setting<'_>,
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
        design: setting.options.design,
        rows: setting.options.rows,
    };
    Ok(match choose_widths(&mut sample(rows), setting, dimensions.column_widths(), space) {
        Some(widths) => dimensions.with_widths(widths),
        None => dimensions,
    })
}

/// Bookmarks for the headings, those of directions below those of their goals.
fn outline(
    content: &Content,
    builder: &PageBuilder<'_>,
    rows: &[&Row<Origin>],
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
            top += builder.height(rows[fragment.row], fragment);
        }
    }
    outline
}
