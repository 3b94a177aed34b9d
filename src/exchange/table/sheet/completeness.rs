//! Rows that say less than measures do: without a number where the others have one, or with a name alone.

use super::{Sheet, is_of_years};
use crate::exchange::cell;
use crate::exchange::grid::{Grid, Row};
use crate::exchange::table::columns::Column;
use crate::exchange::table::departments;
use crate::exchange::table::headings;
use crate::exchange::table::layout::Layout;
use crate::exchange::table::numbering::number_of;
use std::collections::BTreeSet;

/// What the measures of a sheet say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Completeness {
    /// Whether they have numbers.
    numbered: bool,
    /// Whether they have departments.
    led: bool,
    /// Whether they have more than a number and a name.
    told: bool,
    /// Whether at least as many have a number as have none.
    mostly_numbered: bool,
    /// Whether at least as many have more than a name as have nothing else, in a list without numbers.
    filled: bool,
}

impl Completeness {
    pub(super) fn of(grid: &Grid, layout: &Layout, foreign: &BTreeSet<u32>) -> Self {
        let at = |is: fn(Column) -> bool| {
            layout.columns.iter().find(|it| is(it.column)).map(|titled| titled.at)
        };
        let Some(name) = at(|it| it == Column::Name) else { return Self::default() };
        let number = at(|it| matches!(it, Column::Number | Column::NumberPath));
        let lead = at(|it| matches!(it, Column::Lead(_)));
        let is_said = |row: &Row, at: usize| !row.cell(at).is_blank();
        let rows = grid.rows.get(layout.end()..).unwrap_or_default().iter();
        let named = rows
            .filter(|row| row.own().any(|(at, _)| at == name) && !foreign.contains(&row.number));
        // A heading of a goal or a direction is no name.
        let is_marked = |row: &Row| {
            let text = row.cell(name).text();
            row.own().count() == 1
                && headings::goal(text).or_else(|| headings::direction(text)).is_some()
        };
        let named = named.filter(|row| !is_marked(row));
        let (whole, bare): (Vec<&Row>, Vec<&Row>) = named.partition(|row| row.own().count() > 1);
        let is_numbered =
            |row: &Row| number.is_some_and(|at| number_of(row.cell(at).text()).is_some());
        let is_unnumbered = |row: &Row| number.is_some_and(|at| !is_said(row, at));
        let is_led =
            |row: &Row| lead.is_some_and(|at| departments::is_department(row.cell(at).text()));
        let count = |is: &dyn Fn(&Row) -> bool| whole.iter().filter(|row| is(row)).count();
        let numbered = count(&is_numbered);
        let led =
            lead.is_some() && count(&|row| is_numbered(row) && is_led(row)) * 5 >= numbered * 4;
        // A row that says all else may be a measure that has no number yet.
        let others =
            count(&|row| is_unnumbered(row) && if led { is_led(row) } else { tells(row, layout) });
        let is_told = |row: &Row| is_numbered(row) && (is_led(row) || tells(row, layout));
        Self {
            told: count(&is_told) * 5 >= numbered * 4,
            numbered: numbered > 1 && (others < 2 || others * 4 <= numbered),
            mostly_numbered: numbered > 0 && count(&|row| !is_numbered(row)) <= numbered,
            led,
            filled: number.is_none() && whole.len() > 1 && bare.len() <= whole.len(),
        }
    }
}

/// Whether a row has a text or a status.
fn tells(row: &Row, layout: &Layout) -> bool {
    const SHORTEST: usize = 7;
    layout.columns.iter().any(|titled| {
        let text = row.cell(titled.at).text().trim();
        match titled.column {
            column if is_of_years(column) => text.chars().count() >= SHORTEST,
            Column::Status(_) | Column::Mark(_) | Column::Description => !text.is_empty(),
            _ => false,
        }
    })
}

impl Sheet<'_> {
    /// Whether a row has no number that can be read, while the measures do.
    pub(crate) fn lacks_number_of_measure(&self, row: &Row) -> bool {
        let number = self.number(row);
        self.completeness.numbered && number.is_none_or(|text| number_of(&text).is_none())
    }

    /// Whether a row has nothing where its number would stand, while at least half of the measures have
    /// one.
    pub(crate) fn is_unnumbered(&self, row: &Row) -> bool {
        let number = self.number(row);
        self.completeness.mostly_numbered && number.is_none_or(|text| cell::stands_for_none(&text))
    }

    /// Whether a row holds a name alone, while the measures hold more and have no numbers.
    pub(crate) fn is_bare(&self, row: &Row) -> bool {
        self.completeness.filled && row.own().count() == 1
    }

    /// Whether a row says of its name what measures say: its departments, or a text or a status.
    pub(crate) fn is_filled(&self, row: &Row) -> bool {
        if !self.completeness.told {
            return true;
        }
        if self.completeness.led {
            let (lead, _) = self.departments(row);
            return lead.is_some_and(|it| it.iter().all(|it| departments::is_department(it)));
        }
        tells(row, self.layout)
    }

    /// Whether a row holds the rest of the name above: all else is one cell with what stands there.
    pub(crate) fn is_rest_of_name(&self, row: &Row) -> bool {
        let at = |is: fn(Column) -> bool| {
            let mut columns = self.layout.columns.iter().filter(move |it| is(it.column));
            columns.any(|titled| row.cell(titled.at).carried)
        };
        let name = self.column(Column::Name).map(|titled| titled.at);
        row.own().map(|(at, _)| at).eq(name)
            && at(|it| it == Column::Number)
            && at(|it| matches!(it, Column::Lead(_)) || it.year().is_some())
    }
}
