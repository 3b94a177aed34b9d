//! What stands in the columns of goals and directions.

use super::{Sheet, is_note, is_total};
use crate::exchange::cell;
use crate::exchange::grid::Row;
use crate::exchange::table::columns::{self, Column};
use crate::exchange::table::headings::{self, Parsed};
use crate::exchange::table::layout::Layout;
use std::collections::{BTreeMap, BTreeSet};

/// What the cells in these columns say. The same few texts stand in all rows.
#[derive(Debug)]
pub(super) struct LevelCells<'a> {
    read: BTreeMap<(Column, &'a str), Said>,
}

/// What a cell says.
#[derive(Debug)]
pub(super) struct Said {
    pub heading: Parsed,
    /// Whether it tells a figure to be reached, which may stand where a direction would.
    pub is_figure: bool,
    /// Whether it is a note, a legend or a total.
    pub is_note: bool,
}

impl<'a> LevelCells<'a> {
    pub(super) fn of(rows: &'a [Row], layout: &Layout) -> Self {
        let mut read = BTreeMap::new();
        for titled in &layout.columns {
            let parse = match titled.column {
                Column::Goal => headings::goal_cell,
                Column::Direction => headings::direction_cell,
                _ => continue,
            };
            let texts = rows.iter().map(|row| row.cell(titled.at).text());
            for text in texts.filter(|text| !text.trim().is_empty()) {
                let _ = read.entry((titled.column, text)).or_insert_with(|| Said {
                    heading: parse(&cell::name(text)),
                    is_figure: columns::tells_figure(text),
                    is_note: headings::goal(text).is_none()
                        && headings::direction(text).is_none()
                        && (is_note(text) || is_total(text)),
                });
            }
        }
        Self { read }
    }

    pub(super) fn said<'s>(&'s self, text: &'s str, column: Column) -> Option<&'s Said> {
        self.read.get(&(column, text))
    }
}

impl Sheet<'_> {
    /// What the goal or the direction of a row is by its column: nothing where a figure to be reached, a
    /// note, a legend or a total stands there.
    pub(crate) fn level<'s>(&'s self, row: &'s Row, column: Column) -> Option<&'s Parsed> {
        let said = self.levels.said(row.cell(self.column(column)?.at).text(), column)?;
        let is_other = said.is_figure || (said.is_note && self.lacks_number(row, column));
        (!is_other).then_some(&said.heading)
    }

    /// Whether a row has a note, a legend or a total where its goal or its direction would stand.
    pub(crate) fn has_note(&self, row: &Row) -> bool {
        [Column::Goal, Column::Direction].into_iter().any(|column| {
            let at = self.column(column).map(|titled| titled.at);
            let said = at.and_then(|at| self.levels.said(row.cell(at).text(), column));
            said.is_some_and(|said| said.is_note) && self.lacks_number(row, column)
        })
    }

    /// Whether no number stands in the column for those of the level.
    fn lacks_number(&self, row: &Row, level: Column) -> bool {
        let is_goal = level == Column::Goal;
        let number = if is_goal { Column::GoalNumber } else { Column::DirectionNumber };
        self.text(row, number).is_none()
    }

    /// Whether a row holds a goal or a direction in its column and nothing else.
    pub(crate) fn is_heading_only(&self, row: &Row) -> bool {
        (self.goal_column || self.direction_column)
            && row.own().all(|(at, _)| {
                self.layout
                    .columns
                    .iter()
                    .any(|titled| titled.at == at && titled.column.is_of_level())
            })
    }

    /// Whether a row has nothing but a text in the column of a level, while the levels of the measures
    /// stand beside them.
    pub(crate) fn is_stray_heading(&self, row: &Row) -> bool {
        self.is_heading_only(row)
            && self.column(Column::GoalLabel).is_none()
            && row.own().all(|(at, cell)| {
                let text = cell.text();
                let parsed = headings::goal(text).or_else(|| headings::direction(text));
                let beside = self.beside_names(at);
                parsed.is_none_or(|parsed| is_total(&parsed.name))
                    && !beside.is_empty()
                    && !beside.contains(&text)
            })
    }

    /// The texts of a column in rows with a name.
    fn beside_names(&self, at: usize) -> BTreeSet<&str> {
        let Some(name) = self.column(Column::Name).map(|titled| titled.at) else {
            return BTreeSet::new();
        };
        let rows = self.grid.rows.get(self.layout.end()..).unwrap_or_default().iter();
        let named = rows.filter(|row| !self.layout.is_repeated(self.grid, row));
        let named = named.filter(|row| row.own().any(|(own, _)| own == name));
        named.filter_map(|row| Some(row.own().find(|(own, _)| *own == at)?.1.text())).collect()
    }
}
