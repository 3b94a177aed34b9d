//! How wide the columns are best: so that the list takes the fewest pages, and no column starves.

use super::texts::{Row, Text, each};
use crate::report::flow::Heights;
use crate::report::geometry::{Em, Length};
use crate::report::page::Column;
use crate::report::typeset::NARROWEST;
use std::ops::RangeInclusive;

/// How wide each column is for text, from left to right.
pub type Widths = Vec<Em>;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub column: Column,
    /// How wide it is to be for text; `None` for what suits the texts.
    pub width: Option<Em>,
}

/// What is chosen, in halves of an em; one column has the rest. Below the least a column would
/// starve, and above the most it would have more than the council's list ever gave it.
const NUMBERS: RangeInclusive<i32> = 4..=14;
const NAMES: RangeInclusive<i32> = 12..=24;
const DESCRIPTIONS: RangeInclusive<i32> = 24..=56;
const DEPARTMENTS: RangeInclusive<i32> = 10..=16;
const STATUSES: RangeInclusive<i32> = 6..=12;

/// The room that a list has.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// What all columns together have for text.
    pub width: Em,
    /// What a heading has, over the whole width.
    pub whole: Em,
    /// What the first page has for rows, and what the others have.
    pub pages: (Length, Length),
    pub heights: Heights,
}

/// So many rows tell the widths; of a longer list as many are looked at, evenly spread.
const ENOUGH: usize = 256;

/// The rows that are looked at for the widths.
pub fn telling<T>(rows: &[T]) -> Vec<&T> {
    rows.iter().step_by(rows.len().div_ceil(ENOUGH).max(1)).collect()
}

/// The widths with which these rows take the fewest pages, and of those the ones with which they
/// take the least room. `None` where the paper is too narrow for a choice: the narratives, the bulk
/// of the list, are never narrower than the descriptions.
pub fn propose(rows: &[Row<'_>], columns: &[Wanted], room: Room) -> Option<Widths> {
    let rows: Vec<&Row<'_>> = rows.iter().collect();
    // What is compared is best seen at the same width.
    if columns.iter().any(|wanted| wanted.column == Column::Previous) {
        return None;
    }
    let table = Table { elastic: elastic(columns)?, columns, rows: &rows };
    let fixed = [
        table.fixed(Column::Number, NUMBERS),
        table.fixed(Column::Departments, DEPARTMENTS),
        table.fixed(Column::Status, STATUSES),
        table.set(Column::Implementation),
    ];
    let shared = room.width - fixed.into_iter().sum();
    let choices: Vec<Choice> = table.choices(shared).collect();
    let known = each(&rows, |row| Known::of(row, &table, room, fixed[1], shared, &choices));
    let best = choices.into_iter().min_by_key(|choice| {
        let heights = known.iter().map(|row| (row.height(*choice), row.heading));
        (pages(heights.clone(), room.pages), heights.map(|(height, _)| height).sum::<Length>())
    })?;
    let width = |wanted: &Wanted| match wanted.column {
        column if column == table.elastic => shared - halves(best.taken()),
        Column::Number => fixed[0],
        Column::Departments => fixed[1],
        Column::Status => fixed[2],
        Column::Implementation | Column::Previous => fixed[3],
        Column::Name => halves(best.name),
        Column::Description => halves(best.description),
    };
    Some(columns.iter().map(width).collect())
}

/// What the columns get of the room where the paper is too narrow for a choice: 番号 and 進捗状況 have
/// what their words need, the others their share of the rest in the table that the council knows.
/// `None` where one could not hold a word of two characters.
pub fn shared(columns: &[Wanted], width: Em) -> Option<Widths> {
    let share = |column| match column {
        Column::Number => Err(Em::whole(2)),
        Column::Status => Err(Em::whole(4)),
        Column::Name | Column::Departments => Ok(8),
        Column::Description => Ok(17),
        Column::Implementation | Column::Previous => Ok(42),
    };
    let elastic = elastic(columns)?;
    let wish = |wanted: &Wanted| wanted.width.map_or_else(|| share(wanted.column), Err);
    let shares: i32 = columns.iter().filter_map(|it| wish(it).ok()).sum();
    let taken: Em = columns.iter().filter_map(|it| wish(it).err()).sum();
    let room = width - taken;
    let of = |wanted: &Wanted| match wish(wanted) {
        _ if wanted.column == elastic => Em::ZERO,
        Ok(share) => Em::whole(room.0 / 1000 * share / shares),
        Err(width) => width,
    };
    let mut widths: Widths = columns.iter().map(of).collect();
    let rest = width - widths.iter().copied().sum();
    let at = columns.iter().position(|wanted| wanted.column == elastic)?;
    *widths.get_mut(at)? = rest;
    widths.iter().all(|width| *width >= NARROWEST).then_some(widths)
}

/// The column that has the room that the others leave: where none is without a width of its own, the
/// last.
fn elastic(columns: &[Wanted]) -> Option<Column> {
    const ORDER: [Column; 4] =
        [Column::Implementation, Column::Description, Column::Name, Column::Departments];
    let free = |column: &Column| {
        columns.iter().any(|wanted| wanted.column == *column && wanted.width.is_none())
    };
    ORDER.into_iter().find(free).or_else(|| columns.last().map(|wanted| wanted.column))
}

const fn halves(count: i32) -> Em {
    Em(count * Em::HALF.0)
}

/// The columns, and the rows from which their widths are found.
struct Table<'a> {
    elastic: Column,
    columns: &'a [Wanted],
    rows: &'a [&'a Row<'a>],
}

impl Table<'_> {
    fn wanted(&self, column: Column) -> Option<Wanted> {
        self.columns.iter().copied().find(|wanted| wanted.column == column)
    }

    /// The width that a column was given; none for one that has the rest, or is not there.
    fn set(&self, column: Column) -> Em {
        let wanted = self.wanted(column).filter(|_| column != self.elastic);
        wanted.and_then(|wanted| wanted.width).unwrap_or(Em::ZERO)
    }

    /// The width that a column was given, else that of its widest text that is not to be torn, within
    /// what a column may have.
    fn fixed(&self, column: Column, bounds: RangeInclusive<i32>) -> Em {
        match self.wanted(column).filter(|_| column != self.elastic) {
            Some(Wanted { width: None, .. }) => needed(self.rows, column, bounds),
            _ => self.set(column),
        }
    }

    /// The widths of 名称 and 内容 among which one is chosen, in halves of an em: one that was given,
    /// none for a column that has the rest or is not there.
    fn range(&self, column: Column, bounds: RangeInclusive<i32>) -> RangeInclusive<i32> {
        match self.wanted(column).filter(|_| column != self.elastic) {
            Some(Wanted { width: None, .. }) => bounds,
            _ => {
                let width = self.set(column).0 / Em::HALF.0;
                width..=width
            }
        }
    }

    fn choices(&self, shared: Em) -> impl Iterator<Item = Choice> + use<> {
        let names = self.range(Column::Name, NAMES);
        let descriptions = self.range(Column::Description, DESCRIPTIONS);
        let least = |choice: Choice| halves(choice.description).max(NARROWEST);
        names
            .flat_map(move |name| {
                descriptions.clone().map(move |description| Choice { name, description })
            })
            .filter(move |choice| shared - halves(choice.taken()) >= least(*choice))
    }
}

/// The widest text of a column that is not to be torn, within what a column may have.
fn needed(rows: &[&Row<'_>], column: Column, bounds: RangeInclusive<i32>) -> Em {
    let cells = rows.iter().flat_map(|row| &row.cells).filter(|it| it.column == Some(column));
    let run = cells.map(Text::longest_run).max().unwrap_or(Em::ZERO);
    let needed = run.0.div_euclid(500) + i32::from(run.0.rem_euclid(500) > 0);
    halves(needed.clamp(*bounds.start(), *bounds.end()))
}

/// Two widths in halves of an em; another column has what they leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Choice {
    name: i32,
    description: i32,
}

impl Choice {
    const fn taken(&self) -> i32 {
        self.name + self.description
    }
}

/// The heights that a row can have.
#[derive(Debug)]
struct Known {
    heading: bool,
    /// Of what has no choice.
    least: Length,
    names: Heighted,
    descriptions: Heighted,
    /// Of the column that has the rest, by what the other two take.
    rest: Heighted,
    padding: Length,
}

/// Heights by widths in halves of an em, from the first on.
#[derive(Debug)]
struct Heighted {
    first: i32,
    heights: Vec<Length>,
}

impl Heighted {
    fn of(
        choices: &[Choice],
        width: impl Fn(&Choice) -> i32,
        height: impl Fn(i32) -> Length,
    ) -> Self {
        let first = choices.iter().map(&width).min().unwrap_or(0);
        let last = choices.iter().map(&width).max().unwrap_or(-1);
        Self { first, heights: (first..=last).map(height).collect() }
    }

    fn at(&self, width: i32) -> Length {
        let at = usize::try_from(width - self.first).ok();
        at.and_then(|at| self.heights.get(at)).copied().unwrap_or(Length::ZERO)
    }
}

impl Known {
    fn of(
        row: &Row<'_>,
        table: &Table<'_>,
        room: Room,
        departments: Em,
        shared: Em,
        choices: &[Choice],
    ) -> Self {
        let height = |column, measure| {
            let cell = row.cells.iter().find(|cell| cell.column == column);
            cell.map_or(Length::ZERO, |cell| cell.height(measure, room.heights))
        };
        let of = |column| {
            move |width: i32| match column {
                column if column == table.elastic => Length::ZERO,
                column => height(Some(column), halves(width)),
            }
        };
        let fixed = match table.elastic {
            Column::Departments => Length::ZERO,
            _ => height(Some(Column::Departments), departments),
        };
        let given = match table.elastic {
            Column::Implementation => Length::ZERO,
            _ => height(Some(Column::Implementation), table.set(Column::Implementation)),
        };
        let rest = |taken| height(Some(table.elastic), shared - halves(taken));
        Self {
            heading: row.heading.is_some(),
            least: height(None, room.whole).max(fixed).max(given).max(room.heights.line),
            names: Heighted::of(choices, |it| it.name, of(Column::Name)),
            descriptions: Heighted::of(choices, |it| it.description, of(Column::Description)),
            rest: Heighted::of(choices, Choice::taken, rest),
            padding: room.heights.padding,
        }
    }

    fn height(&self, choice: Choice) -> Length {
        self.least
            .max(self.names.at(choice.name))
            .max(self.descriptions.at(choice.description))
            .max(self.rest.at(choice.taken()))
            + self.padding
    }
}

/// How many pages rows of these heights take that move whole, each with the headings above it.
fn pages(rows: impl Iterator<Item = (Length, bool)>, (first, others): (Length, Length)) -> usize {
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
