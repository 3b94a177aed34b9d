//! What stands in the columns of goals and directions.

use super::{is_note, is_total};
use crate::exchange::cell;
use crate::exchange::grid::Row;
use crate::exchange::table::columns::{self, Column};
use crate::exchange::table::headings::{self, Parsed};
use crate::exchange::table::layout::Layout;
use std::collections::BTreeMap;

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
