//! Lists in tables, in the forms that cities keep them in.
//!
//! Three things vary independently, and each is recognised for itself by the words of the headings:
//! goals and directions stand in rows of their own or in columns; related departments stand in
//! brackets behind the leading ones or in a column; the years of a narrative stand in one cell under
//! 【平成29年度】 or in a column each. The form that the council receives and the flat form that we
//! write are two of these.

mod columns;
mod departments;
mod entries;
mod header;
mod heading_rows;
mod headings;
mod narrative;
mod rows;
mod sheet;
mod title;
mod years;

pub(super) use departments::written as written_departments;
pub(super) use headings::{direction_cell, goal_cell};
pub(super) use years::folded;

use super::Error;
use super::grid::Grid;
use super::listing::Listing;
use crate::domain::FiscalYear;
use header::Header;
use rows::Reader;

/// Reads the sheets that are lists into one listing.
///
/// # Errors
/// [`Error::NotAList`] where no sheet has the headings of a list.
pub fn read(grids: &[Grid], file_name: &str) -> Result<Listing, Error> {
    let lists: Vec<(&Grid, Header)> =
        grids.iter().filter_map(|grid| Some((grid, Header::find(grid)?))).collect();
    if lists.is_empty() {
        return Err(Error::NotAList);
    }
    let mut listing = Listing::default();
    let mut title_year = None;
    let several = lists.len() > 1;
    let mut reader = Reader::new(&mut listing);
    for (grid, header) in &lists {
        title_year = title_year.or(reader.read(grid, header, several));
    }
    listing.settle(title_year.or_else(|| year_of_file(file_name)));
    Ok(listing)
}

/// How many columns of a sheet are recognised, for choosing between readings of a text.
pub fn recognised(grid: &Grid) -> usize {
    Header::find(grid).map_or(0, |header| header.columns.len())
}

/// The year in the name of a file: 進捗状況一覧表_H30.xlsx.
fn year_of_file(file_name: &str) -> Option<FiscalYear> {
    years::years_in(&years::folded(file_name)).last().map(|(_, year)| *year)
}
