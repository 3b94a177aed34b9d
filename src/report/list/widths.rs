//! How wide the columns are best: so that the list takes the fewest pages, and no column starves.

use super::texts::{Row, Text, each};
use crate::report::flow::Heights;
use crate::report::geometry::{Em, Length};
use crate::report::page::Column;
use std::ops::RangeInclusive;

/// How wide each column is for text, as in [`Column::ALL`].
pub type Widths = [Em; 6];

/// What is chosen, in halves of an em; the implementations have the rest. Below the least a column would
/// starve, and above the most it would have more than the council's list ever gave it.
const NAMES: RangeInclusive<i32> = 12..=24;
const DESCRIPTIONS: RangeInclusive<i32> = 24..=56;
const DEPARTMENTS: RangeInclusive<i32> = 10..=16;
const STATUSES: RangeInclusive<i32> = 6..=12;
const NUMBER: i32 = 4;

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

/// The widths with which these rows take the fewest pages, and of those the ones with which they
/// take the least room. `None` where the paper is too narrow for a choice: the narratives, the bulk
/// of the list, are never narrower than the descriptions.
pub fn propose(rows: &[Row<'_>], room: Room) -> Option<Widths> {
    let rows: Vec<&Row<'_>> = rows.iter().step_by(rows.len().div_ceil(ENOUGH).max(1)).collect();
    let number = halves(NUMBER);
    let departments = needed(&rows, Column::Departments, DEPARTMENTS);
    let status = needed(&rows, Column::Status, STATUSES);
    let shared = room.width - number - departments - status;
    let choices: Vec<Choice> = choices(shared).collect();
    let most = choices.iter().map(Choice::taken).max()?;
    let known = each(&rows, |row| Known::of(row, room, departments, shared, most));
    let best = choices.into_iter().min_by_key(|choice| {
        let heights = known.iter().map(|row| (row.height(*choice), row.heading));
        (pages(heights.clone(), room.pages), heights.map(|(height, _)| height).sum::<Length>())
    })?;
    let [name, description, taken] = [best.name, best.description, best.taken()].map(halves);
    Some([number, name, description, departments, status, shared - taken])
}

const fn halves(count: i32) -> Em {
    Em(count * Em::HALF.0)
}

/// The widest text of a column that is not to be torn, within what a column may have.
fn needed(rows: &[&Row<'_>], column: Column, bounds: RangeInclusive<i32>) -> Em {
    let cells = rows.iter().flat_map(|row| &row.cells).filter(|it| it.column == Some(column));
    let run = cells.map(Text::longest_run).max().unwrap_or(Em::ZERO);
    let needed = run.0.div_euclid(500) + i32::from(run.0.rem_euclid(500) > 0);
    halves(needed.clamp(*bounds.start(), *bounds.end()))
}

/// Two widths in halves of an em; the third is what they leave.
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

fn choices(shared: Em) -> impl Iterator<Item = Choice> {
    let pairs = NAMES.flat_map(|name| DESCRIPTIONS.map(move |it| Choice { name, description: it }));
    pairs.filter(move |choice| shared - halves(choice.taken()) >= halves(choice.description))
}

/// The heights that a row can have.
#[derive(Debug)]
struct Known {
    heading: bool,
    /// Of what has no choice.
    least: Length,
    /// By the widths of [`NAMES`].
    names: Vec<Length>,
    /// By the widths of [`DESCRIPTIONS`].
    descriptions: Vec<Length>,
    /// By what the other two take.
    implementations: Vec<Length>,
    padding: Length,
}

/// The least that names and descriptions take.
const LEAST: i32 = *NAMES.start() + *DESCRIPTIONS.start();

impl Known {
    fn of(row: &Row<'_>, room: Room, departments: Em, shared: Em, most: i32) -> Self {
        let height = |column, measure| {
            let cell = row.cells.iter().find(|cell| cell.column == column);
            cell.map_or(Length::ZERO, |cell| cell.height(measure, room.heights))
        };
        let by_width = |column, ems: RangeInclusive<i32>| {
            ems.map(|ems| height(Some(column), halves(ems))).collect()
        };
        let rest = |taken| height(Some(Column::Implementation), shared - halves(taken));
        let fixed = height(None, room.whole).max(height(Some(Column::Departments), departments));
        Self {
            heading: row.heading.is_some(),
            least: fixed.max(room.heights.line),
            names: by_width(Column::Name, NAMES),
            descriptions: by_width(Column::Description, DESCRIPTIONS),
            implementations: (LEAST..=most).map(rest).collect(),
            padding: room.heights.padding,
        }
    }

    fn height(&self, choice: Choice) -> Length {
        let known = |heights: &[Length], ems: i32, first: i32| {
            let at = usize::try_from(ems - first).ok();
            at.and_then(|at| heights.get(at)).copied().unwrap_or(Length::ZERO)
        };
        self.least
            .max(known(&self.names, choice.name, *NAMES.start()))
            .max(known(&self.descriptions, choice.description, *DESCRIPTIONS.start()))
            .max(known(&self.implementations, choice.taken(), LEAST))
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
mod tests {
    use super::*;
    use crate::domain::MeasureId;
    use crate::report::Typeface;
    use crate::report::list::content::{self, Passage};
    use crate::report::page::Origin;

    fn passage(column: Column, text: &str) -> Passage {
        Passage { column: Some(column), blocks: vec![text.to_owned()], names: Vec::new() }
    }

    fn rows(texts: &[(Column, String)], count: usize) -> Vec<Row<'static>> {
        let cells = texts.iter().map(|(column, text)| passage(*column, text)).collect();
        let of = Origin::Entry(MeasureId::new(), Column::Number);
        let row = content::Row { of, cells, heading: None };
        let face = Typeface::Mincho.face().unwrap();
        (0..count).map(|_| Row::new(face, &row)).collect()
    }

    const ROOM: Room = Room {
        width: Em::whole(82),
        whole: Em::whole(86),
        pages: (Length::points(480), Length::points(500)),
        heights: Heights {
            size: Length::points(9),
            line: Length::points(11),
            padding: Length::points(4),
        },
    };

    #[test]
    fn the_widths_fill_the_table() {
        let widths = propose(&rows(&[(Column::Name, "推進".to_owned())], 5), ROOM).unwrap();
        assert_eq!(widths.into_iter().sum::<Em>(), ROOM.width);
    }

    #[test]
    fn a_column_with_more_text_is_wider() {
        let long = |column| (column, "文化施策の推進".repeat(30));
        let told = propose(&rows(&[long(Column::Description)], 9), ROOM).unwrap();
        let done = propose(&rows(&[long(Column::Implementation)], 9), ROOM).unwrap();
        assert!(told[2] >= Em::whole(25), "{:?}", told[2]);
        assert!(done[5] > told[5] && done[2] < told[2]);
    }

    #[test]
    fn no_department_is_torn_that_a_column_can_hold() {
        let name = |name: &str| propose(&rows(&[(Column::Departments, name.to_owned())], 1), ROOM);
        assert_eq!(name("学務課").unwrap()[3], Em::whole(5));
        // No lines end within figures and Latin words.
        assert_eq!(name("123456789012345").unwrap()[3], Em(7500));
        assert_eq!(name("1234567890123456789").unwrap()[3], Em::whole(8));
    }

    #[test]
    fn narrow_paper_leaves_no_choice() {
        let narrow = Room { width: Em::whole(30), ..ROOM };
        assert_eq!(propose(&rows(&[], 1), narrow), None);
    }

    #[test]
    fn pages_are_counted_as_rows_go_onto_them() {
        let count = |heights: &[(i32, bool)]| {
            let rows = heights.iter().map(|(height, heading)| (Length::points(*height), *heading));
            pages(rows, (Length::points(90), Length::points(100)))
        };
        assert_eq!(count(&[]), 1);
        assert_eq!(count(&[(50, false), (40, false)]), 1);
        assert_eq!(count(&[(50, false), (41, false)]), 2);
        // A heading goes with what follows it.
        assert_eq!(count(&[(80, false), (10, true), (80, false), (20, false)]), 3);
        assert_eq!(count(&[(250, false), (50, false)]), 4);
    }
}
