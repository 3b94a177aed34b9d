//! Columns of goals and directions that are known by their form: they stand before the names, and each
//! of their texts holds for several measures.

use super::columns::{self, Column};
use super::departments;
use super::headings;
use super::layout::Layout;
use super::levels::{are_together, is_outlook};
use super::marks;
use super::numbering::number_of;
use super::stage::{Stage, stage};
use super::titled::{Heading, Titled};
use crate::domain::fold::fold_case;
use crate::exchange::grid::{Grid, Row};

/// The texts of a column, from one row for which a text holds to the next.
struct Runs<'a> {
    texts: Vec<&'a str>,
    /// How many measures stand beside them.
    measures: usize,
}

impl Layout {
    /// 大柱 | 中柱 | 取組: columns before the names whose headings say nothing are those of the levels
    /// that have no other place.
    pub(super) fn find_levels(&mut self, grid: &Grid) {
        let rows = grid.rows.get(self.end()..).unwrap_or_default();
        let at = |it: &Self, column| it.columns.iter().find(|t| t.column == column).map(|t| t.at);
        let Some(name) = at(self, Column::Name) else { return };
        let lone = |is: fn(&str) -> bool| {
            grid.rows.iter().any(|row| {
                let mut own = row.own();
                let first = own.next().filter(|_| own.next().is_none());
                first.is_some_and(|(_, cell)| is(cell.text()))
            })
        };
        let goals_in_rows = lone(|text| headings::goal(text).is_some());
        let directions_in_rows = lone(|text| headings::direction(text).is_some());
        let found: Vec<(usize, bool)> = self
            .ignored
            .iter()
            .filter(|heading| heading.at < name)
            .filter_map(|heading| Some((heading.at, is_level(rows, heading, name)?)))
            .collect();
        for (index, (column, is_marked)) in found.iter().enumerate() {
            let (goal, direction) = (at(self, Column::Goal), at(self, Column::Direction));
            let is_upper = direction.is_some_and(|direction| *column < direction)
                || *is_marked
                || (found.len() > index + 1 && !directions_in_rows);
            let level = match (goal.is_some() || goals_in_rows, direction.is_some()) {
                (false, _) if is_upper => Column::Goal,
                (_, false) if !directions_in_rows && goal.is_none_or(|goal| goal < *column) => {
                    Column::Direction
                }
                _ => continue,
            };
            let Some(known) = self.ignored.iter().position(|it| it.at == *column) else { continue };
            let titled = Titled::new(self.ignored.remove(known), level);
            self.columns.push(titled);
            self.columns.sort_by_key(|titled| titled.at);
        }
        self.order_levels(rows, name);
        // A single level of goals is none of directions, whatever its heading is.
        let direction = self.columns.iter().position(|it| it.column == Column::Direction);
        if let Some(direction) = direction.filter(|_| at(self, Column::Goal).is_none()) {
            let heading = fold_case(&self.columns[direction].heading);
            let mut texts = Runs::of(rows, self.columns[direction].at, name).texts;
            texts.retain(|text| fold_case(text) != heading);
            let are_goals = texts.iter().all(|text| headings::goal(text).is_some());
            if are_goals && !texts.is_empty() && !goals_in_rows {
                self.columns[direction].column = Column::Goal;
            }
        }
    }

    /// Before the names the upper level stands to the left, whatever the headings call the two: 基本方針
    /// | 重点項目.
    fn order_levels(&mut self, rows: &[Row], name: usize) {
        let is_apart = self.columns.iter().all(|it| {
            !it.column.is_of_level() || matches!(it.column, Column::Goal | Column::Direction)
        });
        let find = |column| self.columns.iter().position(|it| it.column == column);
        let (Some(goal), Some(direction)) = (find(Column::Goal), find(Column::Direction)) else {
            return;
        };
        let [right, left] = [goal, direction].map(|index| self.columns[index].at);
        let count = |at| Runs::of(rows, at, name).texts.len();
        if is_apart && left < right && right < name && count(left) < count(right) {
            self.columns[goal].column = Column::Direction;
            self.columns[direction].column = Column::Goal;
        }
    }
}

impl<'a> Runs<'a> {
    fn of(rows: &'a [Row], at: usize, name: usize) -> Self {
        let mut runs = Self { texts: Vec::new(), measures: 0 };
        let of_measures = rows.iter().filter(|row| row.own().any(|(it, _)| it == name));
        for row in of_measures.filter(|row| row.own().count() > 1) {
            runs.measures += 1;
            let text = row.cell(at).text().trim();
            if !text.is_empty() && !row.cell(at).carried && runs.texts.last() != Some(&text) {
                runs.texts.push(text);
            }
        }
        runs
    }
}

/// Whether a text ends with a figure and its counter: 就業者数 12,000人.
fn is_amount(text: &str) -> bool {
    const COUNTERS: [&str; 16] = [
        "万人",
        "千人",
        "人",
        "%",
        "件",
        "か所",
        "箇所",
        "カ所",
        "回",
        "億円",
        "百万円",
        "千円",
        "円",
        "世帯",
        "社",
        "店",
    ];
    let folded = fold_case(text);
    let bare = COUNTERS.iter().find_map(|counter| folded.strip_suffix(counter));
    bare.is_some_and(|it| it.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether the texts of a column are headings of a level, and whether they are marked as those of goals;
/// `None` for any other column.
fn is_level(rows: &[Row], heading: &Heading, name: usize) -> Option<bool> {
    const LONGEST: usize = 50;
    if columns::is_of_figures(&heading.text) || stage(&heading.text) == Some(Stage::Planned) {
        return None;
    }
    let titled = Titled::new(heading.clone(), Column::Direction);
    let runs = Runs::of(rows, heading.at, name);
    let is_marked = runs.texts.iter().all(|text| headings::goal(text).is_some());
    let is_other = |text: &&str| {
        let folded = fold_case(text);
        text.chars().count() > LONGEST
            || text.ends_with('。')
            || number_of(text).is_some()
            || marks::is_status(text)
            || marks::is_mark(text)
            || is_outlook(text)
            || is_amount(text)
            || folded.starts_with(|c: char| c.is_ascii_digit())
                && headings::direction(text).is_none()
    };
    // 区分 tells of each measure what it is.
    let is_kind = || fold_case(&heading.text).ends_with("区分");
    let first = rows.iter().find(|row| row.own().any(|(at, _)| at == name));
    let begins = first.is_some_and(|row| !row.cell(heading.at).is_blank());
    (begins
        && !runs.texts.is_empty()
        && runs.texts.len() * 3 <= runs.measures * 2
        && (is_marked || (runs.texts.len() > 1 && !is_kind()))
        && !runs.texts.iter().any(is_other)
        && !runs.texts.iter().all(|text| departments::is_department(text))
        && are_together(rows, &titled, None))
    .then_some(is_marked)
}
