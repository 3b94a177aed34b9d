//! The parts of one sheet, of one year or one stage each, under the same headings.

use super::is_of_years;
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
use crate::exchange::grid::{Grid, Row};
use crate::exchange::table::columns::Column;
use crate::exchange::table::layout::Layout;
use crate::exchange::table::stage::{Stage, stage};
use crate::exchange::table::title;
use crate::exchange::table::years::years_in;

/// A part of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// The number of the row that says what it is of.
    pub from: u32,
    pub year: Option<FiscalYear>,
    pub stage: Option<Stage>,
}

impl Part {
    /// That which a row begins that says nothing else; the row may head it, or stand above headings.
    pub(crate) fn begun_by(row: &Row) -> Option<Self> {
        let mut own = row.own();
        let (_, cell) = own.next().filter(|_| own.next().is_none())?;
        let stage = stage(cell.text());
        let of_stage = || {
            let folded = fold_case(cell.text());
            stage.and_then(|_| years_in(&folded).first().map(|(_, year)| *year))
        };
        let year = title::year_alone(cell.text()).or_else(of_stage);
        (year.is_some() || stage.is_some()).then_some(Self { from: row.number, year, stage })
    }
}

/// The parts of a sheet that has one for each year, or one for plans and one for what was done; none
/// where it has not.
pub(super) fn parts(grid: &Grid, layout: &Layout) -> Vec<Part> {
    // Between the year and the headings there may be a legend.
    const NEAR: usize = 3;
    let is_heading = |at: usize| {
        at == layout.first || grid.rows.get(at).is_some_and(|row| layout.is_repeated(grid, row))
    };
    let begun = grid.rows.iter().enumerate().filter_map(|(at, row)| {
        let part = Part::begun_by(row)?;
        let is_above = (at + 1..=at + NEAR).any(is_heading);
        // 計画 alone below the headings may be anything, and in the column of a text so may a year.
        let column = row.own().next().and_then(|(at, _)| layout.column_at(at));
        let is_text = column.is_some_and(|it| is_of_years(it) || it == Column::Description);
        let is_within = at >= layout.end() && part.year.is_some() && !is_text;
        (is_above || is_within).then_some((part, is_within))
    });
    let begun: Vec<(Part, bool)> = begun.collect();
    let differ = begun.windows(2).any(|pair| match pair {
        [(one, _), (other, _)] => (one.year, one.stage) != (other.year, other.stage),
        _ => false,
    });
    let is_within = begun.iter().any(|(_, is_within)| *is_within);
    if differ || is_within { begun.into_iter().map(|(part, _)| part).collect() } else { Vec::new() }
}
