//! Headings of goals and directions that have rows of their own.

use super::columns::Column;
use super::headings::{self, Parsed};
use super::sheet::{Sheet, number_of};
use super::years::folded;
use crate::exchange::grid::{Cell, Row};

/// The level of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Goal,
    Direction,
}

impl Sheet<'_> {
    /// The headings that a row consists of: a lone text, or a mark and a text beside it. None where
    /// the row is something else.
    pub fn heading_row(&self, index: usize, row: &Row) -> Vec<(Level, Parsed)> {
        if self.goal_column && self.direction_column {
            return Vec::new();
        }
        let own: Vec<_> = row.own().collect();
        let headings = match own.as_slice() {
            [(at, cell)] => self.lone_heading(index, *at, cell).into_iter().collect(),
            [(_, mark), (at, text)] => self.marked_heading(mark, *at, text),
            _ => Vec::new(),
        };
        let has_column = |level| match level {
            Level::Goal => self.goal_column,
            Level::Direction => self.direction_column,
        };
        if headings.iter().any(|(level, _)| has_column(*level)) { Vec::new() } else { headings }
    }

    fn lone_heading(&self, index: usize, at: usize, cell: &Cell) -> Option<(Level, Parsed)> {
        let text = cell.text();
        let column = self.header.columns.iter().find(|titled| titled.at == at);
        let column = column.map(|titled| titled.column);
        let is_wide = self.is_wide(at, cell);
        if let Some(goal) = headings::goal(text) {
            return Some((Level::Goal, goal));
        }
        // A lone text further to the right is what remains of a row.
        let is_left = matches!(
            column,
            None | Some(Column::Number | Column::Name | Column::Description | Column::Direction)
        );
        if !is_wide && !is_left {
            return None;
        }
        if let Some(direction) = headings::direction(text) {
            return Some((Level::Direction, direction));
        }
        let unmarked = is_wide || (at == 0 && column != Some(Column::Name));
        let is_number = number_of(text).is_some() && text.trim().chars().count() < 4;
        if !unmarked
            || is_note(text)
            || is_number
            || self.last_named.is_none_or(|last| last <= index)
        {
            return None;
        }
        let is_goal = self.direction_column || self.is_lone(index + 1);
        let level = if is_goal && !self.goal_column { Level::Goal } else { Level::Direction };
        Some((level, headings::direction_cell(text)))
    }

    /// 基本目標１ | 住み続けたいまち, or ① | 農のあるまち over the whole width, or the headings of a goal
    /// and a direction beside one another.
    fn marked_heading(&self, mark: &Cell, at: usize, text: &Cell) -> Vec<(Level, Parsed)> {
        let whole = format!("{} {}", mark.text().trim(), text.text());
        let direction = headings::direction(text.text()).map(|parsed| (Level::Direction, parsed));
        match (headings::goal(mark.text()), direction) {
            (Some(goal), Some(direction)) if !goal.name.is_empty() => {
                vec![(Level::Goal, goal), direction]
            }
            (Some(_), _) => {
                headings::goal(&whole).map(|goal| (Level::Goal, goal)).into_iter().collect()
            }
            // A number and a name with all else still to come are a measure.
            (None, _) if !self.is_wide(at, text) && !mark.text().contains("方向") => Vec::new(),
            (None, _) => headings::direction(&whole)
                .map(|direction| (Level::Direction, direction))
                .into_iter()
                .collect(),
        }
    }

    /// Whether a cell covers more columns than the heading above it.
    fn is_wide(&self, at: usize, cell: &Cell) -> bool {
        let heading = self.grid.rows.get(self.header.first).map_or(1, |row| row.cell(at).width);
        cell.width > heading.max(1)
    }

    /// Whether a row holds one text alone.
    fn is_lone(&self, index: usize) -> bool {
        self.grid.rows.get(index).is_some_and(|row| row.own().count() == 1)
    }
}

fn is_note(text: &str) -> bool {
    let text = folded(text);
    ["※", "*", "注", "(注", "備考", "＊"].iter().any(|sign| text.starts_with(sign))
}
