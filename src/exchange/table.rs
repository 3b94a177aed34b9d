//! Lists in tables, in the forms that cities keep them in.
//!
//! Three things vary independently, and each is recognised for itself by the words of the headings:
//! goals and directions stand in rows of their own or in columns; related departments stand in
//! brackets behind the leading ones or in a column; the years of a narrative stand in one cell under
//! 【平成29年度】 or in a column each. The form that the council receives and the flat form that we
//! write are two of these.

mod columns;
mod correction;
mod departments;
mod entries;
mod heading_lines;
mod heading_rows;
mod headings;
mod layout;
mod levels;
mod marks;
mod narrative;
mod rows;
mod sense;
mod sheet;
mod title;
mod trade;
mod years;

pub use columns::{Column, without_years};
pub use departments::Brackets;
pub(super) use departments::written as written_departments;
pub(super) use headings::{direction_cell, goal_cell};
pub use layout::{DEEPEST, Layout, Titled};
pub(super) use sense::is_plain_status;
pub(super) use years::{folded, years_in};

use super::Error;
use super::grid::Grid;
use super::listing::Listing;
use crate::domain::FiscalYear;
use rows::Reader;

/// What each sheet is recognised as: the layout of a list, or none.
pub fn recognise(grids: &[Grid]) -> Vec<Option<Layout>> {
    grids.iter().map(Layout::find).collect()
}

/// Reads the sheets that have a layout into one listing.
///
/// # Errors
/// [`Error::NotAList`] where no sheet has one, or where one names no measures.
pub fn read(grids: &[Grid], layouts: &[Option<Layout>], file_name: &str) -> Result<Listing, Error> {
    let lists: Vec<(&Grid, &Layout)> = grids
        .iter()
        .zip(layouts)
        .filter_map(|(grid, layout)| Some((grid, layout.as_ref()?)))
        .collect();
    if lists.is_empty() || !lists.iter().all(|(_, layout)| layout.names_measures()) {
        return Err(Error::NotAList);
    }
    let mut listing = Listing::default();
    let mut title_year = None;
    let several = lists.len() > 1;
    let mut reader = Reader::new(&mut listing);
    for (grid, layout) in &lists {
        title_year = title_year.or(reader.read(grid, layout, several));
    }
    listing.settle(title_year.or_else(|| year_of_file(file_name)));
    Ok(listing)
}

/// How many columns of a sheet are recognised, for choosing between readings of a text.
pub fn recognised(grid: &Grid) -> usize {
    Layout::find(grid).map_or(0, |layout| layout.columns.len())
}

/// The year that a sheet is of as a whole: of its title, or of the name of its file.
pub fn year_of_whole(grid: &Grid, layout: &Layout, file_name: &str) -> Option<FiscalYear> {
    let above = grid.rows.get(..layout.first).unwrap_or_default();
    let texts: Vec<&str> =
        above.iter().flat_map(|row| row.own().map(|(_, cell)| cell.text())).collect();
    title::parse(&texts).year.or_else(|| year_of_file(file_name))
}

/// The year in the name of a file: 進捗状況一覧表_H30.xlsx.
fn year_of_file(file_name: &str) -> Option<FiscalYear> {
    years::years_in(&years::folded(file_name)).last().map(|(_, year)| *year)
}
