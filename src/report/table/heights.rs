//! The heights that a row has in the widths that are tried.

use super::prepared::{PreparedCell, PreparedRow};
use crate::domain::template::Design;
use crate::report::flow::RowMetrics;
use crate::report::geometry::{Em, Length};
use crate::report::page::Column;

pub(super) const fn halves(count: i32) -> Em {
    Em(count * Em::HALF.0)
}

/// The widest unbreakable texts of a row in the columns whose widths follow from them.
pub(super) type FixedRuns = [(Column, Em); 3];

pub(super) fn fixed_runs(row: &PreparedRow<'_>) -> FixedRuns {
    [Column::Number, Column::Departments, Column::Status].map(|column| {
        let cells = row.cells.iter().filter(|cell| cell.column == Some(column));
        (column, cells.map(PreparedCell::longest_run).max().unwrap_or(Em::ZERO))
    })
}

/// The widths that are tried of a row, and what else its heights follow from besides its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trial {
    pub elastic: Column,
    pub departments: Em,
    /// The width of the narratives, where it was given.
    pub given: Em,
    /// What names, descriptions and the elastic column share.
    pub shared: Em,
    pub names: Tried,
    pub descriptions: Tried,
    pub sums: Tried,
    pub headings: [(Em, RowMetrics); 2],
    pub metrics: RowMetrics,
    pub design: Design,
}

/// The least and the greatest width that are tried, in halves of an em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tried(i32, i32);

impl Tried {
    pub(super) fn of(choices: &[Choice], width: impl Fn(&Choice) -> i32) -> Self {
        let widths = || choices.iter().map(&width);
        Self(widths().min().unwrap_or(0), widths().max().unwrap_or(-1))
    }
}

/// The widths of 名称 and 内容 in halves of an em; the elastic column has the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    pub name: i32,
    pub description: i32,
}

impl Choice {
    pub(super) const fn sum(&self) -> i32 {
        self.name + self.description
    }
}

/// The heights that a row can have.
#[derive(Debug)]
pub(super) struct RowHeights {
    pub heading: bool,
    /// The number of its years.
    blocks: i64,
    /// How many lines of its name end within a word, by the width of the name in halves of an em, from
    /// the first on.
    torn: (i32, Vec<usize>),
    /// The height of the cells whose width is fixed.
    least: Length,
    names: HeightTable,
    descriptions: HeightTable,
    /// The heights of the elastic column, by the sum of the other two widths.
    elastic: HeightTable,
    padding: Length,
}

/// The heights of a cell by its width in halves of an em, from the first on.
#[derive(Debug)]
struct HeightTable {
    first: i32,
    heights: Vec<Length>,
}

impl HeightTable {
    fn new(Tried(first, last): Tried, height: impl Fn(i32) -> Length) -> Self {
        Self { first, heights: (first..=last).map(height).collect() }
    }

    fn at(&self, width: i32) -> Length {
        let at = usize::try_from(width - self.first).ok();
        at.and_then(|at| self.heights.get(at)).copied().unwrap_or(Length::ZERO)
    }
}

impl RowHeights {
    pub(super) fn new(row: &PreparedRow<'_>, trial: Trial) -> Self {
        let elastic = trial.elastic;
        let height = |column, width| {
            let cell = row.cells.iter().find(|cell| cell.column == column);
            cell.map_or(Length::ZERO, |cell| cell.height(width, trial.metrics))
        };
        let of = |column| {
            move |width: i32| match column {
                column if column == elastic => Length::ZERO,
                column => height(Some(column), halves(width)),
            }
        };
        let fixed = match elastic {
            Column::Departments => Length::ZERO,
            _ => height(Some(Column::Departments), trial.departments),
        };
        let given = match elastic {
            Column::Implementation => Length::ZERO,
            _ => height(Some(Column::Implementation), trial.given),
        };
        let rest = |taken| height(Some(elastic), trial.shared - halves(taken));
        let (full, metrics) = match row.heading {
            Some(level) => trial.headings[usize::from(level).min(1)],
            None => (Em::ZERO, trial.metrics),
        };
        let heading = row.cells.iter().find(|cell| cell.column.is_none());
        let heading = heading.map_or(Length::ZERO, |cell| cell.height(full, metrics));
        let narrative = row.cells.iter().find(|it| it.column == Some(Column::Implementation));
        let name = row.cells.iter().find(|cell| cell.column == Some(Column::Name));
        let torn = name.filter(|_| trial.design == Design::Current).map(|name| {
            let Tried(first, last) = trial.names;
            (first, (first..=last).map(|width| name.torn(halves(width))).collect())
        });
        Self {
            heading: row.heading.is_some(),
            blocks: narrative.map_or(1, |cell| cell.blocks().try_into().unwrap_or(1)).max(1),
            torn: torn.unwrap_or_default(),
            least: heading.max(fixed).max(given).max(metrics.line),
            names: HeightTable::new(trial.names, of(Column::Name)),
            descriptions: HeightTable::new(trial.descriptions, of(Column::Description)),
            elastic: HeightTable::new(trial.sums, rest),
            padding: metrics.padding,
        }
    }

    pub(super) fn height(&self, choice: Choice) -> Length {
        self.least
            .max(self.names.at(choice.name))
            .max(self.descriptions.at(choice.description))
            .max(self.elastic.at(choice.sum()))
            + self.padding
    }

    /// The heights of its years, as if they were equal.
    pub(super) fn pieces(&self, choice: Choice) -> impl Iterator<Item = (Length, bool)> + use<> {
        let height = self.height(choice).in_thousandths() / self.blocks;
        let heading = self.heading;
        (0..self.blocks).map(move |_| (Length::thousandths(height), heading))
    }

    /// How many lines of its name end within a word.
    pub(super) fn torn(&self, choice: Choice) -> i64 {
        let (first, torn) = &self.torn;
        let at = usize::try_from(choice.name - first).ok();
        let torn = at.and_then(|at| torn.get(at)).copied().unwrap_or(0);
        i64::try_from(torn).unwrap_or(0)
    }
}
