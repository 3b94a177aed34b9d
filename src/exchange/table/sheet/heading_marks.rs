//! How the rows are marked that head goals, directions and the measures of departments.

use super::department_rows::department_opening;
use crate::exchange::grid::{Grid, Row};
use crate::exchange::table::columns::Column;
use crate::exchange::table::headings::{self, Kind};
use crate::exchange::table::layout::Layout;

/// How the heading rows of a sheet are marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Marks {
    /// Whether goals are marked as such: 基本目標１.
    pub(super) goals: bool,
    /// Whether directions have a mark: ①.
    pub(super) directions: bool,
    /// By what goals are known that look like directions: 1 before 1-1.
    pub(super) goal_kind: Option<Kind>,
    /// By what directions are known.
    direction_kinds: Vec<Kind>,
    /// The bracket with which goals open that are known by nothing else: 【福祉】 above ＜高齢＞.
    pub(super) goal_opening: Option<char>,
    /// The sign with which departments open in rows of their own, be it none: 【総務課】, 【図書館】.
    pub(super) department_opening: Option<Option<char>>,
    /// How the numbers of measures look.
    pub(super) numbers: Vec<Kind>,
}

impl Marks {
    /// Looks through the rows of a sheet that hold one text alone.
    pub(crate) fn of(grid: &Grid, layout: &Layout) -> Self {
        let lone = |row: &Row| {
            let mut own = row.own();
            own.next().filter(|_| own.next().is_none()).map(|(_, cell)| cell.text().to_owned())
        };
        let texts: Vec<Option<String>> = grid.rows.iter().map(lone).collect();
        let goals = texts.iter().flatten().any(|text| headings::goal(text).is_some())
            || grid.name.as_deref().is_some_and(|name| headings::goal(name).is_some());
        let kinds: Vec<Option<Kind>> =
            texts.iter().skip(layout.end()).map(|text| headings::kind(text.as_deref()?)).collect();
        let opening = |text: &Option<String>| {
            let text = text.as_deref()?.trim();
            let is_unmarked = headings::goal(text).is_none() && headings::kind(text).is_none();
            text.chars()
                .next()
                .filter(|c| is_unmarked && "【「『［〔≪《〈＜<[■□●○◎◆◇▼▽★☆".contains(*c))
        };
        let below = texts.get(layout.end()..).unwrap_or_default();
        let goal_opening = below.windows(2).find_map(|pair| match pair {
            [one, other] => opening(one).filter(|c| opening(other).is_some_and(|it| it != *c)),
            _ => None,
        });
        let goal_kind = kinds.windows(2).find_map(|pair| match pair {
            [Some(first), Some(second)] if first != second => Some(*first),
            _ => None,
        });
        let goal_kind = goal_kind.filter(|_| !goals);
        let direction_kinds: Vec<Kind> =
            kinds.into_iter().flatten().filter(|kind| Some(*kind) != goal_kind).collect();
        let directions = !direction_kinds.is_empty();
        let numbers = numbers(grid, layout);
        let department_opening = department_opening(below.iter().flatten());
        Self {
            department_opening,
            goals: goals || goal_kind.is_some(),
            directions,
            goal_kind,
            direction_kinds,
            goal_opening,
            numbers,
        }
    }

    /// Whether a text looks like the directions below the headings.
    pub(crate) fn has_kind(&self, text: &str) -> bool {
        headings::kind(text).is_some_and(|kind| self.direction_kinds.contains(&kind))
    }

    /// Whether a mark is that of a heading, looking other than the numbers of the measures.
    pub(super) fn is_of_heading(&self, mark: &str) -> bool {
        let kind = kind_of_mark(mark);
        kind.is_some_and(|kind| !self.numbers.is_empty() && !self.numbers.contains(&kind))
    }
}

/// The kind that a heading with this mark would have, whatever its name.
pub(super) fn kind_of_mark(mark: &str) -> Option<Kind> {
    headings::kind(&format!("{} *", mark.trim()))
}

/// How the numbers look in the rows that hold more than a number and a name.
fn numbers(grid: &Grid, layout: &Layout) -> Vec<Kind> {
    let column = layout.columns.iter().find(|titled| titled.column == Column::Number);
    let rows = grid.rows.get(layout.end()..).unwrap_or_default();
    let texts = rows
        .iter()
        .filter(|row| row.own().count() > 2)
        .filter_map(|row| Some(row.cell(column?.at).text().trim()));
    let mut kinds = Vec::new();
    for kind in texts.filter_map(kind_of_mark) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}
