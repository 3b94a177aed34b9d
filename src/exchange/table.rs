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
mod ditto;
mod entries;
mod heading_lines;
mod heading_years;
mod headings;
mod layout;
mod levels;
mod marks;
mod narrative;
mod numbering;
mod rows;
mod sense;
mod sheet;
mod title;
mod titled;
mod trade;
mod years;

pub use columns::{Column, guessed_year, without_years};
pub use departments::Brackets;
pub(super) use departments::written as written_departments;
pub(super) use headings::{direction_cell, goal_cell};
pub use layout::{DEEPEST, Layout};
pub(super) use sense::is_plain_status;
pub use titled::Titled;
pub(super) use years::{folded, years_in};

use super::Error;
use super::grid::Grid;
use super::listing::Listing;
use crate::domain::FiscalYear;
use rows::Reader;
use sheet::Sheet;
use std::borrow::Cow;

/// What each sheet is recognised as: the layout of a list, or none.
pub fn recognise(grids: &[Grid]) -> Vec<Option<Layout>> {
    grids.iter().map(Layout::find).collect()
}

/// Reads the sheets that have a layout into one listing.
///
/// # Errors
/// [`Error::NotAList`] where no sheet has one, or where one names no measures.
pub fn read(grids: &[Grid], layouts: &[Option<Layout>], file_name: &str) -> Result<Listing, Error> {
    let lists = || grids.iter().zip(layouts).filter_map(|(grid, it)| Some((grid, it.as_ref()?)));
    let count = lists().count();
    if count == 0 || !lists().all(|(_, layout)| layout.names_measures()) {
        return Err(Error::NotAList);
    }
    let years: Vec<_> = lists().map(|(grid, layout)| year_of_sheet(grid, layout)).collect();
    // A sheet for each year.
    let are_years =
        years.iter().all(Option::is_some) && years.windows(2).any(|it| it.first() != it.last());
    let mut years = years.into_iter();
    let filled: Vec<(Cow<'_, Grid>, Option<&Layout>)> = grids
        .iter()
        .zip(layouts)
        .map(|(grid, layout)| match layout {
            Some(layout) => (ditto::filled(grid, layout), Some(layout)),
            None => (Cow::Borrowed(grid), None),
        })
        .collect();
    let mut listing = Listing::default();
    let mut reader = Reader::new(&mut listing);
    let mut sheets = Vec::with_capacity(count);
    let mut title_year = None;
    for (index, (grid, layout)) in filled.iter().enumerate() {
        let Some(layout) = layout else {
            reader.pass_over(grid);
            continue;
        };
        let mut sheet = Sheet::new(index, grid, layout, grid.name.clone().filter(|_| count > 1));
        sheet.year = years.next().flatten().filter(|_| are_years);
        sheet.whole = year_of_title(grid, layout)
            .or_else(|| year_of_tab(grid))
            .or_else(|| year_of_file(file_name));
        title_year = title_year.or(reader.read(&mut sheet));
        sheets.push(sheet);
    }
    reader.finish(&sheets, title_year.or_else(|| year_of_file(file_name)));
    Ok(listing)
}

/// How many columns of a sheet are recognised, for choosing between readings of a text.
pub fn recognised(grid: &Grid) -> usize {
    Layout::find(grid).map_or(0, |layout| layout.columns.len())
}

/// The year that a sheet of a list is of: the latest of its columns, or that of its title or its tab.
fn year_of_sheet(grid: &Grid, layout: &Layout) -> Option<FiscalYear> {
    let columns = layout.columns.iter().filter_map(|titled| titled.column.year().flatten()).max();
    columns.or_else(|| year_of_title(grid, layout)).or_else(|| year_of_tab(grid))
}

fn year_of_tab(grid: &Grid) -> Option<FiscalYear> {
    years::years_in(&years::folded(grid.name.as_deref()?)).last().map(|(_, year)| *year)
}

fn year_of_title(grid: &Grid, layout: &Layout) -> Option<FiscalYear> {
    let above = grid.rows.get(..layout.first).unwrap_or_default();
    let texts: Vec<&str> =
        above.iter().flat_map(|row| row.own().map(|(_, cell)| cell.text())).collect();
    title::parse(&texts).year
}

/// The year that a sheet is of as a whole: of its title, or of the name of its file.
pub fn year_of_whole(grid: &Grid, layout: &Layout, file_name: &str) -> Option<FiscalYear> {
    year_of_title(grid, layout).or_else(|| year_of_file(file_name))
}

/// The year in the name of a file: 進捗状況一覧表_H30.xlsx.
fn year_of_file(file_name: &str) -> Option<FiscalYear> {
    years::years_in(&years::folded(file_name)).last().map(|(_, year)| *year)
}
