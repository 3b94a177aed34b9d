//! Headings of goals and directions that have rows of their own.

use super::Sheet;
use super::heading_marks::kind_of_mark;
use super::notes::is_note;
use super::signs::title_sign;
use crate::exchange::grid::{Cell, Row};
use crate::exchange::table::columns::Column;
use crate::exchange::table::headings::{self, Parsed};
use crate::exchange::table::numbering::number_of;

/// The level of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    Goal,
    Direction,
}

impl Sheet<'_> {
    /// The headings that a row holds, and how many of its cells they take: a lone text, a mark and a
    /// text beside it, or a heading beside which something else is said. None where the row is
    /// something else.
    pub(crate) fn heading_row(&self, index: usize, row: &Row) -> (Vec<(Level, Parsed)>, usize) {
        if self.goal_column && self.direction_column {
            return (Vec::new(), 0);
        }
        let own: Vec<_> = row.own().collect();
        // ②実績 says what a row tells of its measure.
        let kind = self.column(Column::Kind).map(|titled| titled.at);
        if kind.is_some() && own.first().map(|(at, _)| *at) == kind {
            return (Vec::new(), 0);
        }
        let (headings, taken) = match own.as_slice() {
            [(at, cell)] => (self.lone_heading(index, *at, cell).into_iter().collect(), 1),
            // 基本目標1 | しごと | 商工課: what stands behind is none of it.
            [(at, mark), (beside, text), ..] if self.is_level_number(*at, mark, *beside) => {
                (self.marked_heading(mark, *beside, text), 2)
            }
            [(at, cell), beside @ ..] => {
                let marked = match beside {
                    [(beside, text)] if self.may_name(*beside) && !self.counts_on(index, cell) => {
                        self.marked_heading(cell, *beside, text)
                    }
                    _ => Vec::new(),
                };
                match self.first_heading(*at, cell, row) {
                    Some(first) if marked.len() < 2 => (vec![first], 1),
                    _ => (marked, 2),
                }
            }
            [] => (Vec::new(), 0),
        };
        let has_column = |level| match level {
            Level::Goal => self.goal_column,
            Level::Direction => self.direction_column,
        };
        let is_other = headings.iter().any(|(level, _)| has_column(*level));
        if is_other { (Vec::new(), 0) } else { (headings, taken) }
    }

    /// The heading that the first cell of a row is by itself, with its name: what stands beside it is
    /// none of it.
    fn first_heading(&self, at: usize, cell: &Cell, row: &Row) -> Option<(Level, Parsed)> {
        let name = self.column(Column::Name).map(|titled| titled.at);
        let is_left = name.is_none_or(|name| at < name);
        let is_named = name.is_some_and(|name| name != at && !row.cell(name).is_blank());
        let goal = headings::goal(cell.text()).filter(|goal| !goal.name.is_empty());
        let direction = headings::direction(cell.text()).filter(|_| is_left);
        // With a name and more behind it, it stands in a column of a measure.
        let is_pair = row.own().count() == 2;
        let is_number = self.column(Column::Number).is_some_and(|titled| titled.at == at);
        if is_named && !is_pair && !(is_number && goal.is_some()) {
            return None;
        }
        let goal = goal.filter(|_| is_left || (name == Some(at) && is_pair));
        goal.map(|goal| (Level::Goal, goal)).or_else(|| Some((Level::Direction, direction?)))
    }

    /// Whether the number before a name is that of a goal or a direction: 基本目標1, where the measures
    /// have others.
    fn is_level_number(&self, at: usize, mark: &Cell, beside: usize) -> bool {
        const WORDS: [&str; 2] = ["基本目標", "方向"];
        let is_at = |column, at| self.column(column).is_some_and(|titled| titled.at == at);
        let names_level = |text: &str| WORDS.iter().any(|word| text.contains(word));
        let rows = self.grid.rows.get(self.layout.end()..).unwrap_or_default();
        let is_named = headings::goal(mark.text()).is_some_and(|goal| !goal.name.is_empty());
        is_at(Column::Number, at)
            && !is_named
            && is_at(Column::Name, beside)
            && names_level(mark.text())
            && rows.iter().any(|row| {
                let text = row.cell(at).text();
                number_of(text).is_some() && !names_level(text)
            })
    }

    fn lone_heading(&self, index: usize, at: usize, cell: &Cell) -> Option<(Level, Parsed)> {
        let text = cell.text();
        let column = self.layout.columns.iter().find(|titled| titled.at == at);
        let column = column.map(|titled| titled.column);
        let is_wide = self.is_wide(at, cell);
        if !is_wide && self.is_aside(at) {
            return None;
        }
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
            let is_goal =
                self.marks.goal_kind.is_some_and(|kind| headings::kind(text) == Some(kind));
            let goal = headings::as_goal(text).filter(|_| is_goal && !self.goal_column);
            return Some(goal.map_or((Level::Direction, direction), |goal| (Level::Goal, goal)));
        }
        let unmarked = is_wide
            || (at == 0 && column != Some(Column::Name))
            || (column == Some(Column::Name) && self.is_titled(text));
        let is_number = number_of(text).is_some() && text.trim().chars().count() < 4;
        if !unmarked
            || is_note(text)
            || is_sentence(text)
            || is_number
            || self.last_named.is_none_or(|last| last <= index)
        {
            return None;
        }
        let has_goals = self.goal_column || self.marks.goals;
        let has_directions = self.direction_column || self.marks.directions;
        let level = match (has_goals, has_directions) {
            // Where both are known by their marks, a text without one is neither.
            (true, true) => return None,
            (true, false) => Level::Direction,
            (false, _)
                if self.marks.goal_opening.is_some_and(|c| text.trim_start().starts_with(c)) =>
            {
                Level::Goal
            }
            (false, _) if self.direction_column || self.is_lone(index + 1) => Level::Goal,
            (false, true) => return None,
            (false, false) => Level::Direction,
        };
        let is_bullet = |c: char| c.is_whitespace() || "■□●○◎◆◇▼▽★☆・".contains(c);
        Some((level, headings::direction_cell(text.trim_start_matches(is_bullet))))
    }

    /// Whether nothing but its place says of a text that it is a heading: no mark, no sign, and no cell
    /// that is wider than those below.
    pub(crate) fn is_plain_heading(&self, at: usize, cell: &Cell) -> bool {
        let text = cell.text();
        !self.is_wide(at, cell)
            && title_sign(text).is_none()
            && headings::goal(text).or_else(|| headings::direction(text)).is_none()
    }

    /// Whether a name alone in its row is marked as the title of the measures below, whose names are not.
    fn is_titled(&self, text: &str) -> bool {
        let Some(name) = self.column(Column::Name).map(|titled| titled.at) else { return false };
        let sign = title_sign(text);
        let rows = self.grid.rows.get(self.layout.end()..).unwrap_or_default();
        let mut names = rows.iter().filter(|row| row.own().count() > 1);
        self.column(Column::Number).is_none()
            && sign.is_some()
            && names.all(|row| title_sign(row.cell(name).text()) != sign)
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
            (None, _)
                if !self.is_wide(at, text)
                    && !mark.text().contains("方向")
                    && !self.marks.is_of_heading(mark.text()) =>
            {
                Vec::new()
            }
            (None, _) => headings::direction(&whole)
                .map(|direction| (Level::Direction, direction))
                .into_iter()
                .collect(),
        }
    }

    /// Whether the name of a goal or a direction may stand in a column: not where departments, statuses or
    /// texts of years do.
    fn may_name(&self, at: usize) -> bool {
        let column = self.layout.columns.iter().find(|titled| titled.at == at);
        // Beyond the last heading stands a remark.
        if self.headed().max().is_some_and(|last| at > last) {
            return false;
        }
        column.is_none_or(|titled| {
            titled.column.year().is_none()
                && !matches!(titled.column, Column::Lead(_) | Column::Related | Column::Retired)
        })
    }

    /// The columns with a heading.
    fn headed(&self) -> impl Iterator<Item = usize> {
        let ignored = self.layout.ignored.iter().map(|heading| heading.at);
        self.layout.columns.iter().map(|titled| titled.at).chain(ignored)
    }

    /// Whether a column is one for remarks beside the list: behind its last heading, or before the first
    /// one with texts beside measures.
    fn is_aside(&self, at: usize) -> bool {
        let rows = || self.grid.rows.get(self.layout.end()..).unwrap_or_default().iter();
        let is_own = |row: &Row, at: usize| !row.cell(at).carried && !row.cell(at).is_blank();
        let name = self.column(Column::Name).map(|titled| titled.at);
        let is_beside_name = |row: &Row| {
            is_own(row, at) && row.cell(at).width == 1 && name.is_some_and(|name| is_own(row, name))
        };
        match (self.headed().min(), self.headed().max()) {
            (_, Some(last)) if at > last => true,
            (Some(first), _) if at < first => rows().any(is_beside_name),
            _ => false,
        }
    }

    /// Whether a number is that of a measure: one more than that of the measure above, and one less
    /// than that of the measure below.
    fn counts_on(&self, index: usize, mark: &Cell) -> bool {
        let Some(at) = self.column(Column::Number).map(|titled| titled.at) else { return false };
        let kind = kind_of_mark(mark.text());
        if kind.is_none_or(|kind| !self.marks.numbers.contains(&kind)) {
            return false;
        }
        let rows = |from, to| self.grid.rows.get(from..to).unwrap_or_default().iter();
        let is_measure = |row: &&Row| row.own().count() > 2;
        let number = |row: &Row| number_of(row.cell(at).text());
        let above = rows(self.layout.end(), index).rev().find(is_measure).and_then(number);
        let below = rows(index + 1, self.grid.rows.len()).find(is_measure);
        let Some(own) = number_of(mark.text()) else { return false };
        above.is_some_and(|above| above + 1 == own)
            && below.is_none_or(|row| number(row) == own.checked_add(1))
    }

    /// Whether a cell covers more columns than the heading above it.
    pub(super) fn is_wide(&self, at: usize, cell: &Cell) -> bool {
        let heading = self.grid.rows.get(self.layout.first).map_or(1, |row| row.cell(at).width);
        cell.width > heading.max(1)
    }

    /// Whether a row holds one text alone, which covers more columns than the heading above it.
    pub(crate) fn is_across(&self, row: &Row) -> bool {
        let mut own = row.own();
        own.next().is_some_and(|(at, cell)| self.is_wide(at, cell)) && own.next().is_none()
    }

    /// Whether a row holds one text alone.
    fn is_lone(&self, index: usize) -> bool {
        self.grid.rows.get(index).is_some_and(|row| row.own().count() == 1)
    }
}

/// A text that explains a heading rather than being one.
fn is_sentence(text: &str) -> bool {
    const LONGEST: usize = 80;
    text.trim_end().ends_with('。') || text.chars().count() > LONGEST
}
