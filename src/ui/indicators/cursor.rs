//! Where the clerk is in the table, and where the keys lead.

use super::columns::{Column, Columns};
use crate::domain::{FigureCell, IndicatorId};

/// 目標 over 実績.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Line {
    Target,
    Actual,
}

/// A cell by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    pub(super) indicator: IndicatorId,
    pub(super) line: Line,
    pub(super) column: Column,
}

/// Where a key leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    Left,
    Right,
    Up,
    Down,
    /// To the same line of the indicator below, or above.
    Below,
    Above,
    /// To the first column of the line, or the last.
    First,
    Last,
    /// To the first indicator, or the last.
    Top,
    Bottom,
    PageUp,
    PageDown,
}

/// How many indicators a page is.
const PAGE: usize = 8;

impl Cursor {
    /// Where a figure stands.
    pub(super) const fn of(cell: FigureCell) -> Self {
        let indicator = cell.indicator();
        let (column, line) = match cell {
            FigureCell::Base(_) => (Column::Base, Line::Actual),
            FigureCell::Target(_) => (Column::Target, Line::Actual),
            FigureCell::YearTarget(_, year) => (Column::Year(year), Line::Target),
            FigureCell::Actual(_, year) => (Column::Year(year), Line::Actual),
        };
        Self { indicator, line, column }
    }

    /// Where its figure is kept.
    pub(super) const fn cell(self) -> FigureCell {
        match (self.column, self.line) {
            (Column::Base, _) => FigureCell::Base(self.indicator),
            (Column::Target, _) => FigureCell::Target(self.indicator),
            (Column::Year(year), Line::Target) => FigureCell::YearTarget(self.indicator, year),
            (Column::Year(year), Line::Actual) => FigureCell::Actual(self.indicator, year),
        }
    }

    /// Whether both lines are one cell.
    const fn is_tall(self) -> bool {
        !matches!(self.column, Column::Year(_))
    }

    /// Where a key leads among these indicators; where there is nothing further, it stays.
    #[must_use]
    pub(super) fn moved(self, motion: Motion, listed: &[IndicatorId], columns: &Columns) -> Self {
        let row = listed.iter().position(|id| *id == self.indicator).unwrap_or(0);
        let last = listed.len().saturating_sub(1);
        let to_row = |row: usize| listed.get(row.min(last)).copied().unwrap_or(self.indicator);
        let beside = |by: isize| {
            let all: Vec<Column> = columns.figures().collect();
            let at = all.iter().position(|it| *it == self.column).unwrap_or(0);
            let to = at.checked_add_signed(by).and_then(|to| all.get(to));
            Self { column: to.copied().unwrap_or(self.column), ..self }
        };
        match motion {
            Motion::Left => beside(-1),
            Motion::Right => beside(1),
            Motion::Down if self.line == Line::Target && !self.is_tall() => {
                Self { line: Line::Actual, ..self }
            }
            Motion::Up if self.line == Line::Actual && !self.is_tall() => {
                Self { line: Line::Target, ..self }
            }
            Motion::Down if row == last => self,
            Motion::Up if row == 0 => self,
            Motion::Down if self.is_tall() => Self { indicator: to_row(row + 1), ..self },
            Motion::Up if self.is_tall() => Self { indicator: to_row(row - 1), ..self },
            Motion::Down => Self { indicator: to_row(row + 1), line: Line::Target, ..self },
            Motion::Up => Self { indicator: to_row(row - 1), line: Line::Actual, ..self },
            Motion::Below => Self { indicator: to_row(row + 1), ..self },
            Motion::Above => Self { indicator: to_row(row.saturating_sub(1)), ..self },
            Motion::First => Self { column: Column::Base, ..self },
            Motion::Last => Self { column: Column::Target, ..self },
            Motion::Top => Self { indicator: to_row(0), ..self },
            Motion::Bottom => Self { indicator: to_row(last), ..self },
            Motion::PageUp => Self { indicator: to_row(row.saturating_sub(PAGE)), ..self },
            Motion::PageDown => Self { indicator: to_row(row + PAGE), ..self },
        }
    }
}

/// The cells between two, row by row. What is tall stands in the first of its two lines.
pub(super) fn block(
    from: Cursor,
    to: Cursor,
    listed: &[IndicatorId],
    columns: &Columns,
) -> Vec<Vec<Option<Cursor>>> {
    let row = |it: Cursor| listed.iter().position(|id| *id == it.indicator).unwrap_or(0);
    let all: Vec<Column> = columns.figures().collect();
    let column = |it: Cursor| all.iter().position(|one| *one == it.column).unwrap_or(0);
    let (left, right) = (column(from).min(column(to)), column(from).max(column(to)));
    let line = |it: Cursor| (row(it), it.line);
    let (mut first, mut last) = (line(from).min(line(to)), line(from).max(line(to)));
    // One cell that is tall is one cell, whichever of its lines is meant.
    if left == right && from.is_tall() {
        (first.1, last.1) = (Line::Target, Line::Target);
    }
    let lines = (first.0..=last.0).flat_map(|row| [(row, Line::Target), (row, Line::Actual)]);
    let only_tall = left == right && from.is_tall();
    lines
        .filter(|line| *line >= first && *line <= last && !(only_tall && line.1 == Line::Actual))
        .map(|(row, line)| {
            let cells = all.get(left..=right).unwrap_or_default().iter().map(|column| {
                let cursor = Cursor { indicator: *listed.get(row)?, line, column: *column };
                let is_second = cursor.is_tall() && line == Line::Actual && (row, line) != first;
                (!is_second).then_some(cursor)
            });
            cells.collect()
        })
        .collect()
}

/// The cell of each cell of a block of this many rows and columns that is put down at a place, row by
/// row; `None` beyond the table.
pub(super) fn spread(
    at: Cursor,
    rows: usize,
    width: usize,
    listed: &[IndicatorId],
    columns: &Columns,
) -> Vec<Vec<Option<Cursor>>> {
    let all: Vec<Column> = columns.figures().collect();
    let first = all.iter().position(|it| *it == at.column).unwrap_or(0);
    let row = listed.iter().position(|id| *id == at.indicator).unwrap_or(0);
    let lines = listed.iter().skip(row).flat_map(|id| [(*id, Line::Target), (*id, Line::Actual)]);
    // A column that is tall alone has one line for each indicator.
    let tall = at.is_tall() && width == 1;
    let mut lines = lines
        .skip_while(|(_, line)| !at.is_tall() && *line < at.line)
        .filter(|(_, line)| !(tall && *line == Line::Actual));
    (0..rows)
        .map(|down| {
            let line = lines.next();
            (0..width)
                .map(|by| {
                    let (indicator, line) = line?;
                    let cursor = Cursor { indicator, line, column: *all.get(first + by)? };
                    (!cursor.is_tall() || line == Line::Target || down == 0).then_some(cursor)
                })
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Book, Change, FiscalYear, Plan, Record, Year};

    const YEARS: [FiscalYear; 3] = [FiscalYear(2023), FiscalYear(2024), FiscalYear(2025)];

    fn columns() -> Columns {
        let mut book = Book::new(Plan::new("市", "計画"));
        let years = YEARS.map(|year| Change::add(Record::Year(Year { year, closed: false })));
        book.apply(&years).unwrap();
        Columns::of(&book, 0.0)
    }

    fn at(indicator: IndicatorId, line: Line, column: Column) -> Cursor {
        Cursor { indicator, line, column }
    }

    #[test]
    fn the_arrows_lead_line_by_line_and_end_at_the_edges() {
        let (listed, columns) = ([IndicatorId::new(), IndicatorId::new()], columns());
        let year = Column::Year(YEARS[0]);
        let start = at(listed[0], Line::Target, year);
        let go = |from: Cursor, motion| from.moved(motion, &listed, &columns);
        assert_eq!(go(start, Motion::Up), start);
        let actual = go(start, Motion::Down);
        assert_eq!(actual, at(listed[0], Line::Actual, year));
        assert_eq!(go(actual, Motion::Down), at(listed[1], Line::Target, year));
        assert_eq!(go(actual, Motion::Below), at(listed[1], Line::Actual, year));
        assert_eq!(go(go(actual, Motion::Below), Motion::Below).indicator, listed[1]);
        assert_eq!(go(start, Motion::Left).column, Column::Base);
        let base = at(listed[0], Line::Actual, Column::Base);
        assert_eq!(go(base, Motion::Left), base);
        assert_eq!(go(base, Motion::Down).indicator, listed[1]);
        assert_eq!(go(base, Motion::Last).column, Column::Target);
    }

    #[test]
    fn a_block_goes_line_by_line() {
        let (listed, columns) = ([IndicatorId::new(), IndicatorId::new()], columns());
        let [first, second, _] = YEARS.map(Column::Year);
        let from = at(listed[0], Line::Actual, second);
        let to = at(listed[1], Line::Target, first);
        let cells = |column| {
            [Some(at(listed[0], Line::Actual, column)), Some(at(listed[1], Line::Target, column))]
        };
        let [one, other] = [cells(first), cells(second)];
        let rows = [vec![one[0], other[0]], vec![one[1], other[1]]];
        assert_eq!(block(from, to, &listed, &columns), rows);
        let put = spread(at(listed[0], Line::Actual, first), 2, 2, &listed, &columns);
        assert_eq!(put, rows);
        let base = |id| Some(at(id, Line::Target, Column::Base));
        let bases = [vec![base(listed[0])], vec![base(listed[1])], vec![None]];
        assert_eq!(
            spread(at(listed[0], Line::Actual, Column::Base), 3, 1, &listed, &columns),
            bases
        );
    }
}
