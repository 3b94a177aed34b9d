//! The tables of one sheet under the same headings.

use crate::domain::FiscalYear;
use crate::exchange::grid::Grid;
use crate::exchange::table::layout::Layout;
use crate::exchange::table::title;

/// The tables of a sheet that has one for each year, each under its year and the same headings; none
/// where it has not.
pub(super) fn tables(grid: &Grid, layout: &Layout) -> Vec<(u32, FiscalYear)> {
    // Between the year and the headings there may be a legend.
    const NEAR: usize = 3;
    let is_heading = |at: usize| {
        at == layout.first || grid.rows.get(at).is_some_and(|row| layout.is_repeated(grid, row))
    };
    let tables = grid.rows.iter().enumerate().filter_map(|(at, row)| {
        let (_, cell) = row.own().next().filter(|_| row.own().count() == 1)?;
        let year = title::year_alone(cell.text())?;
        (at + 1..=at + NEAR).any(is_heading).then_some((row.number, year))
    });
    let tables: Vec<_> = tables.collect();
    let differ = tables.windows(2).any(|it| matches!(it, [one, other] if one.1 != other.1));
    if differ { tables } else { Vec::new() }
}
