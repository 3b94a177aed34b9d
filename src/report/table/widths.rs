//! The column widths with which a table takes the fewest pages, within what looks well.

use super::cache::TableRow;
use super::heights::{Choice, FixedRuns, RowHeights, Trial, Tried, halves};
use super::prepared::Setting;
use crate::domain::template::{Design, Rows};
use crate::report::flow::RowMetrics;
use crate::report::geometry::{Em, Length};
use crate::report::page::Column;
use crate::report::parallel;
use crate::report::typeset::NARROWEST;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// The widths of the columns without their padding, from left to right.
pub(super) type Widths = Vec<Em>;

/// The width that is asked for a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ColumnWidth {
    pub column: Column,
    /// `None` to fit the column to its texts.
    pub width: Option<Em>,
}

/// The widths that are tried, in halves of an em; one column has the rest. A column below its least
/// width is hard to read, and none of the council's lists ever had one above its greatest.
const NUMBERS: RangeInclusive<i32> = 4..=14;
const NAMES: RangeInclusive<i32> = 12..=24;
const DESCRIPTIONS: RangeInclusive<i32> = 24..=56;
const DEPARTMENTS: RangeInclusive<i32> = 10..=16;
const STATUSES: RangeInclusive<i32> = 6..=12;

/// The least widths of names and descriptions in ems, the greatest of departments, and what the first
/// two share with the narratives, on A4 across at ten points ([`Design::Current`]).
const NAME: i32 = 8;
const DEPARTMENT: i32 = 7;
const DESCRIPTION: i32 = 14;
const SHARED: i32 = 59;

/// The least widths of names and descriptions in ems, where the type is large for the paper.
const LEAST_NAME: i32 = 7;
const LEAST_DESCRIPTION: i32 = 12;

/// The width of all columns in ems below which departments have one less.
const NARROW: Em = Em::whole(56);

/// The space that a table has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Space {
    /// The width of all columns together, without their padding.
    pub columns: Em,
    /// The width of a heading and what its height follows from, by its level.
    pub headings: [(Em, RowMetrics); 2],
    /// The height for rows on the first page, and on the others.
    pub pages: (Length, Length),
    pub metrics: RowMetrics,
    pub design: Design,
    pub rows: Rows,
}

/// How many lines a table may be longer for a line of a name that does not end within a word.
const TORN: i64 = 3;

/// The most rows that the widths are chosen by.
const SAMPLE_SIZE: usize = 256;

/// For fewer rows threads cost more than they save.
const FEWEST_FOR_THREADS: usize = 64;

/// The rows that the widths are chosen by, evenly spread.
pub(super) fn sample<T>(rows: &mut [T]) -> Vec<&mut T> {
    let step = rows.len().div_ceil(SAMPLE_SIZE).max(1);
    rows.iter_mut().step_by(step).collect()
}

/// The widths with which these rows take the fewest pages, and of those the ones with which they
/// take the least height. `None` where the paper is too narrow for a choice: the narratives, the bulk
/// of the list, are never narrower than the descriptions.
pub(super) fn choose_widths(
    rows: &mut [&mut TableRow<'_>],
    setting: Setting<'_>,
    columns: &[ColumnWidth],
    space: Space,
) -> Option<Widths> {
    // Compared texts are best read at the same width, and tables of figures are given theirs.
    if columns.iter().any(|it| matches!(it.column, Column::Previous | Column::Data(..))) {
        return None;
    }
    let runs = parallel::map(rows, FEWEST_FOR_THREADS, |row| row.runs(setting));
    let table = Table { elastic: elastic(columns)?, columns, runs: &runs, step: space.step() };
    let fixed = [
        table.fixed(Column::Number, NUMBERS),
        table.fixed(Column::Departments, space.departments()),
        table.fixed(Column::Status, STATUSES),
        table.given(Column::Implementation),
    ];
    let shared = space.columns - fixed.into_iter().sum();
    let choices: Vec<Choice> = table.choices(shared, space.bounds(shared)).collect();
    let trial = Trial {
        elastic: table.elastic,
        departments: fixed[1],
        given: fixed[3],
        shared,
        names: Tried::of(&choices, |it| it.name),
        descriptions: Tried::of(&choices, |it| it.description),
        sums: Tried::of(&choices, Choice::sum),
        headings: space.headings,
        metrics: space.metrics,
        design: space.design,
    };
    let measured = parallel::map(rows, FEWEST_FOR_THREADS, |row| row.heights(setting, trial));
    for ((row, runs), heights) in rows.iter_mut().zip(&runs).zip(&measured) {
        row.keep_measured(*runs, Arc::clone(heights));
    }
    let row_heights: Vec<&RowHeights> = measured.iter().map(|it| &it.1).collect();
    let best = choices.into_iter().min_by_key(|choice| {
        let heights = row_heights.iter().map(|row| (row.height(*choice), row.heading));
        let pieces = row_heights.iter().flat_map(|row| row.pieces(*choice));
        let pages = match space.rows {
            Rows::Whole | Rows::Split => count_pages(heights.clone(), space.pages),
            Rows::Years => count_pages(pieces, space.pages),
        };
        let torn: i64 = row_heights.iter().map(|row| row.torn(*choice)).sum();
        let height = heights.map(|(height, _)| height).sum::<Length>();
        (pages, height + space.metrics.line * (torn * TORN))
    })?;
    let width = |it: &ColumnWidth| match it.column {
        column if column == table.elastic => shared - halves(best.sum()),
        Column::Number => fixed[0],
        Column::Departments => fixed[1],
        Column::Status => fixed[2],
        Column::Implementation
        | Column::Previous
        | Column::Place
        | Column::Explanation
        | Column::Data(..) => fixed[3],
        Column::Name => halves(best.name),
        Column::Description => halves(best.description),
    };
    Some(columns.iter().map(width).collect())
}

/// The widths where the paper is too narrow for a choice: 番号 and 進捗状況 have what their words need,
/// the others the share of the rest that they have in the council's list. `None` where a column could
/// not hold two characters.
pub(super) fn default_widths(columns: &[ColumnWidth], width: Em, design: Design) -> Option<Widths> {
    let share = |column| match column {
        Column::Number | Column::Place => Err(Em::whole(2)),
        Column::Status | Column::Data(..) => Err(Em::whole(4)),
        Column::Name | Column::Departments => Ok(8),
        Column::Description | Column::Explanation => Ok(17),
        Column::Implementation | Column::Previous => Ok(42),
    };
    let elastic = elastic(columns)?;
    let share_or_width = |it: &ColumnWidth| it.width.map_or_else(|| share(it.column), Err);
    let shares: i32 = columns.iter().filter_map(|it| share_or_width(it).ok()).sum();
    let taken: Em = columns.iter().filter_map(|it| share_or_width(it).err()).sum();
    let left = width - taken;
    let of = |it: &ColumnWidth| match share_or_width(it) {
        _ if it.column == elastic => Em::ZERO,
        Ok(share) => Em::whole(left.0 / 1000 * share / shares),
        Err(width) => width,
    };
    let mut widths: Widths = columns.iter().map(of).collect();
    let rest = width - widths.iter().copied().sum();
    let at = columns.iter().position(|it| it.column == elastic)?;
    *widths.get_mut(at)? = rest;
    if design == Design::Current {
        even_out(columns, &mut widths);
    }
    widths.iter().all(|width| *width >= NARROWEST).then_some(widths)
}

/// Gives two texts that are compared the same number of whole ems, so that what is the same in both
/// breaks at the same places. What is left goes to the names.
fn even_out(columns: &[ColumnWidth], widths: &mut Widths) {
    let at = |column| columns.iter().position(|it| it.column == column);
    let (Some(old), Some(new)) = (at(Column::Previous), at(Column::Implementation)) else { return };
    let both = widths[old] + widths[new];
    let each = Em::whole(both.0 / 2 / Em::ONE.0);
    (widths[old], widths[new]) = (each, each);
    if let Some(name) = at(Column::Name) {
        widths[name] = widths[name] + both - each * 2;
    }
}

/// The column that takes the width that the others leave: the last where all were given a width.
fn elastic(columns: &[ColumnWidth]) -> Option<Column> {
    const ORDER: [Column; 4] =
        [Column::Implementation, Column::Description, Column::Name, Column::Departments];
    let fits_texts =
        |column: &Column| columns.iter().any(|it| it.column == *column && it.width.is_none());
    ORDER.into_iter().find(fits_texts).or_else(|| columns.last().map(|it| it.column))
}

/// The columns, and what their widths are chosen by.
struct Table<'a> {
    elastic: Column,
    columns: &'a [ColumnWidth],
    /// Of the rows that the widths are chosen by.
    runs: &'a [FixedRuns],
    /// The difference of two widths that are tried, in halves of an em.
    step: i32,
}

impl Space {
    /// The difference of two widths that are tried, in halves of an em.
    const fn step(&self) -> i32 {
        match self.design {
            Design::Original => 1,
            Design::Current => 2,
        }
    }

    /// The widths that departments may have.
    const fn departments(&self) -> RangeInclusive<i32> {
        match self.design {
            Design::Original => DEPARTMENTS,
            // A longer name is broken between phrases.
            Design::Current if self.columns.0 < NARROW.0 => {
                *DEPARTMENTS.start()..=2 * (DEPARTMENT - 1)
            }
            Design::Current => *DEPARTMENTS.start()..=2 * DEPARTMENT,
        }
    }

    /// The widths of names and descriptions that are tried, of what they share with the narratives.
    fn bounds(&self, shared: Em) -> [RangeInclusive<i32>; 2] {
        match self.design {
            Design::Original => [NAMES, DESCRIPTIONS],
            Design::Current => {
                // On a wider paper all of them are wider, and in larger type all are narrower.
                let share = |ems: i32| 2 * (shared.0 / Em::ONE.0 * ems / SHARED);
                let names = share(NAME).max(2 * LEAST_NAME);
                let descriptions = share(DESCRIPTION).max(2 * LEAST_DESCRIPTION);
                [names..=names + 8, descriptions..=descriptions.max(share(2 * DESCRIPTION))]
            }
        }
    }
}

impl Table<'_> {
    /// The width that is asked for a column; `None` where it takes the rest or does not exist.
    fn inelastic(&self, column: Column) -> Option<ColumnWidth> {
        let mut columns = self.columns.iter().copied();
        columns.find(|it| it.column == column && column != self.elastic)
    }

    /// The width that a column was given, else zero.
    fn given(&self, column: Column) -> Em {
        self.inelastic(column).and_then(|it| it.width).unwrap_or(Em::ZERO)
    }

    /// The width that a column was given, else that of its widest unbreakable text, within bounds.
    fn fixed(&self, column: Column, bounds: RangeInclusive<i32>) -> Em {
        match self.inelastic(column) {
            Some(ColumnWidth { width: None, .. }) => needed(self.runs, column, bounds, self.step),
            _ => self.given(column),
        }
    }

    /// The widths of 名称 and 内容 that are tried, in halves of an em: the one that was given, else
    /// all within bounds.
    fn range(&self, column: Column, bounds: RangeInclusive<i32>) -> RangeInclusive<i32> {
        match self.inelastic(column) {
            Some(ColumnWidth { width: None, .. }) => bounds,
            _ => {
                let width = self.given(column).0 / Em::HALF.0;
                width..=width
            }
        }
    }

    fn choices(
        &self,
        shared: Em,
        [names, descriptions]: [RangeInclusive<i32>; 2],
    ) -> impl Iterator<Item = Choice> + use<> {
        let step = usize::try_from(self.step).unwrap_or(1);
        let names = self.range(Column::Name, names);
        let descriptions = self.range(Column::Description, descriptions);
        let least = |choice: Choice| halves(choice.description).max(NARROWEST);
        names
            .step_by(step)
            .flat_map(move |name| {
                let descriptions = descriptions.clone().step_by(step);
                descriptions.map(move |description| Choice { name, description })
            })
            .filter(move |choice| shared - halves(choice.sum()) >= least(*choice))
    }
}

/// The width of the widest unbreakable text of a column, within bounds.
fn needed(rows: &[FixedRuns], column: Column, bounds: RangeInclusive<i32>, step: i32) -> Em {
    let runs = rows.iter().flatten().filter(|(of, _)| *of == column);
    let run = runs.map(|(_, run)| *run).max().unwrap_or(Em::ZERO);
    let step_width = halves(step).0;
    let needed = (run.0 + step_width - 1).div_euclid(step_width) * step;
    halves(needed.clamp(*bounds.start(), *bounds.end()))
}

/// The pages that rows of these heights take where each moves whole, with the headings above it.
fn count_pages(
    rows: impl Iterator<Item = (Length, bool)>,
    (first, others): (Length, Length),
) -> usize {
    let (mut pages, mut left, mut group) = (1, first, Length::ZERO);
    for (height, heading) in rows {
        group += height;
        if heading {
            continue;
        }
        if group > left {
            pages += 1;
            left = others;
        }
        while group > left && others > Length::ZERO {
            group = group - left;
            pages += 1;
            left = others;
        }
        left = left - group;
        group = Length::ZERO;
    }
    pages
}

#[cfg(test)]
mod tests;
