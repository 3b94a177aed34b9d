//! Columns of numbers, which may share their heading with the names beside them.

use super::columns::Column;
use super::headings;
use super::layout::Layout;
use super::numbering::number_of;
use super::titled::{Titled, texts_under};
use crate::domain::fold::fold_case;
use crate::exchange::grid::Grid;

impl Layout {
    /// One heading may stand over the number and the name: the merged 施策 over `1` | `直売所…`.
    pub(super) fn part_number_from_name(&mut self, grid: &Grid) {
        if self.columns.iter().any(|titled| titled.column == Column::Number) {
            return;
        }
        let lines = grid.rows.get(self.first..self.end()).unwrap_or_default();
        let Some(name) = self.columns.iter_mut().find(|titled| titled.column == Column::Name)
        else {
            return;
        };
        let number = Titled { column: Column::Number, ..name.clone() };
        let at = name.at;
        // The lowest cell of its heading: 名称 | 内容 under 施策 are two.
        let lowest = lines.iter().rfind(|row| row.own().any(|(it, _)| it == at));
        let is_wide = lowest.is_some_and(|row| row.cell(at).width > 1);
        if is_wide {
            name.at += 1;
            self.columns.push(number);
        } else if let Some(left) =
            at.checked_sub(1).filter(|left| self.has_numbers(grid, *left, at))
        {
            self.columns.push(Titled { at: left, ..number });
        }
    }

    /// One heading may stand over the number and the name of a goal or a direction.
    pub(super) fn part_numbers_of_levels(&mut self, grid: &Grid) {
        let rows = grid.rows.get(self.end()..).unwrap_or_default();
        let mut numbers = Vec::new();
        for titled in &mut self.columns {
            let column = match titled.column {
                Column::Goal => Column::GoalNumber,
                Column::Direction => Column::DirectionNumber,
                _ => continue,
            };
            let at = titled.at;
            let is_wide = grid.rows.get(self.first).is_some_and(|row| row.cell(at).width == 2);
            let mut texts =
                rows.iter().map(|row| row.cell(at).text().trim()).filter(|it| !it.is_empty());
            let are_numbers =
                |text| number_of(text).is_some() && headings::direction(text).is_none();
            if is_wide && texts.next().is_some_and(are_numbers) && texts.all(are_numbers) {
                numbers.push(Titled { column, ..titled.clone() });
                titled.at += 1;
            }
        }
        self.columns.extend(numbers);
    }

    /// Whether a column without a heading holds numbers beside the names.
    fn has_numbers(&self, grid: &Grid, column: usize, name: usize) -> bool {
        let rows = |from, to| grid.rows.get(from..to).unwrap_or_default().iter();
        let mut beside = rows(self.end(), grid.rows.len())
            .filter(|row| !row.cell(name).is_blank() && !row.cell(column).is_blank())
            .map(|row| row.cell(column).text())
            .peekable();
        rows(self.first, self.end()).all(|row| row.cell(column).is_blank())
            && beside.peek().is_some()
            && beside.all(|text| number_of(text).is_some())
    }

    /// In a list without a word about goals and directions, 1-2-3 may say all three numbers.
    pub(super) fn number_paths(&mut self, grid: &Grid) {
        let rows = grid.rows.get(self.end()..).unwrap_or_default();
        let has_levels = self.columns.iter().any(|titled| titled.column.is_of_level())
            || rows.iter().any(|row| row.own().count() == 1);
        let Some(number) = self.columns.iter_mut().find(|it| it.column == Column::Number) else {
            return;
        };
        let mut texts = texts_under(rows, number).peekable();
        if !has_levels
            && texts.peek().is_some()
            && texts.all(|text| matches!(path(&text).as_slice(), [_, _, _]))
        {
            number.column = Column::NumberPath;
        }
    }
}

/// The numbers of 1-2-3; none where the text is no such thing.
pub(super) fn path(text: &str) -> Vec<u32> {
    let folded = fold_case(text);
    let parts = folded.split(['-', '－', '‐', '―', '.']);
    let numbers: Option<Vec<u32>> = parts.map(number_of).collect();
    numbers.unwrap_or_default()
}
