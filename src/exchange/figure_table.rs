//! Tables of indicators as cities keep them: targets and actuals by year, in one head or two, in a row
//! for each indicator or in a pair of rows.
//!
//! ```text
//! Grid  -- Head::find -->  Head (what each column holds)
//! Grid + Head  -- read -->  ListedIndicator, and an account of every cell
//! Book         -- write -->  rows of texts, which are read back so
//! ```

mod cells;
mod column;
mod head;
mod kinds;
mod rows;
#[cfg(test)]
mod tests;
mod units;
mod words;
mod write;

use super::account::Account;
use super::grid::Grid;
use super::listing::Listing;
use super::table::Layout;
pub(super) use head::Head;
use std::iter;
pub(super) use write::{Written, write};

/// The heads of the sheets that are tables of indicators; `None` for the others. `lists` is what they would
/// be as lists of measures.
pub(super) fn recognise(grids: &[Grid], lists: &[Option<Layout>]) -> Vec<Option<Head>> {
    let lists = lists.iter().map(Option::as_ref).chain(iter::repeat(None));
    grids.iter().zip(lists).map(|(grid, list)| Head::find(grid, list)).collect()
}

/// Reads a sheet into a listing, and tells what has become of its cells. `sheet` is its name where the
/// source has several.
pub(super) fn read(
    grid: &Grid,
    head: &Head,
    sheet: Option<&str>,
    listing: &mut Listing,
) -> Account {
    rows::read(grid, head, sheet, listing)
}
