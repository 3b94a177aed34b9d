//! A sheet of cells, wherever it came from.

use super::{Error, Place, Question, Spot, bounds};
use crate::domain::text::{clean, has_controls};
use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value {
    #[default]
    Empty,
    /// A text, or a number or date as text. Never empty.
    Text(String),
    /// An error such as #REF!.
    Error(String),
    /// A formula whose result was not stored.
    Uncalculated,
}

/// A cell and its part in a merge.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    pub value: Value,
    /// How many columns it covers; 0 and 1 both stand for a cell of its own.
    pub width: usize,
    /// Whether it covers rows below.
    pub tall: bool,
    /// Whether it shows the value of a merged cell that begins in a row above.
    pub carried: bool,
}

/// A row that holds something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As a spreadsheet numbers it, from 1.
    pub number: u32,
    pub cells: Vec<Cell>,
}

/// The rows of a sheet that hold something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// The sheet's name, where the source has sheets.
    pub name: Option<String>,
    pub rows: Vec<Row>,
    pub hidden: Hidden,
    /// The cells of which something is not taken, in the order of the source.
    pub omitted: Vec<Omitted>,
    /// The areas that are printed; none where all is.
    pub printed: Vec<Area>,
    cells: usize,
}

/// A cell of which something is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omitted {
    /// The number of its row, from 1.
    pub row: u32,
    /// Its column, counted from 0.
    pub column: usize,
    /// What is not taken of it.
    pub text: String,
    /// Why not.
    pub question: Question,
}

/// A part of a sheet: the numbers of its rows, from 1, and its columns, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    pub rows: RangeInclusive<u32>,
    pub columns: RangeInclusive<usize>,
}

/// What a sheet does not show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hidden {
    /// The numbers of its rows.
    pub rows: BTreeSet<u32>,
    /// The numbers of its columns, from 1.
    pub columns: Vec<RangeInclusive<usize>>,
}

impl Hidden {
    /// Whether a column, counted from 0, is hidden.
    pub fn has_column(&self, at: usize) -> bool {
        self.columns.iter().any(|range| range.contains(&(at + 1)))
    }
}

static NOTHING: Cell = Cell { value: Value::Empty, width: 1, tall: false, carried: false };

impl Cell {
    /// The text, empty where there is none.
    pub fn text(&self) -> &str {
        match &self.value {
            Value::Text(text) => text,
            Value::Empty | Value::Error(_) | Value::Uncalculated => "",
        }
    }

    /// Whether it holds nothing, or white space alone.
    pub fn is_blank(&self) -> bool {
        match &self.value {
            Value::Empty => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::Error(_) | Value::Uncalculated => false,
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        let value = if text.is_empty() { Value::Empty } else { Value::Text(text) };
        Self { value, width: 1, tall: false, carried: false }
    }
}

impl Grid {
    /// A sheet without rows.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }

    /// Adds a row, unless it is blank.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub fn push(&mut self, row: Row) -> Result<(), Error> {
        if row.cells.iter().all(Cell::is_blank) {
            return Ok(());
        }
        let spot = || Spot::Place(self.place(row.number));
        if self.rows.len() >= bounds::ROWS {
            return Err(bounds::rows().at(spot()));
        }
        if self.cells + row.cells.len() > bounds::CELLS {
            return Err(bounds::cells().at(spot()));
        }
        self.cells += row.cells.len();
        let controls = row.own().filter(|(_, cell)| has_controls(cell.text()));
        self.omitted.extend(controls.map(|(column, cell)| Omitted {
            row: row.number,
            column,
            text: clean(cell.text()),
            question: Question::Control,
        }));
        self.rows.push(row);
        Ok(())
    }

    /// Checks that no cell holds more than one may, once it is known what parts them.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub fn check_cells(&self) -> Result<(), Error> {
        for row in &self.rows {
            let long = row.cells.iter().position(|cell| cell.text().len() > bounds::CELL);
            if let Some(column) = long {
                return Err(bounds::cell().at(Spot::Cell(self.place(row.number), column)));
            }
        }
        Ok(())
    }

    /// Some of the rows, by index, with what is said of them.
    pub(super) fn part(&self, rows: Range<usize>) -> Self {
        let number = |at: usize| self.rows.get(at).map(|row| row.number);
        let from = if rows.start == 0 { 0 } else { number(rows.start).unwrap_or(u32::MAX) };
        let until = number(rows.end).unwrap_or(u32::MAX);
        let omitted = self
            .omitted
            .iter()
            .filter(|it| it.row >= from && (it.row < until || until == u32::MAX));
        let rows = self.rows.get(rows).unwrap_or_default().to_vec();
        Self {
            name: self.name.clone(),
            cells: rows.iter().map(|row| row.cells.len()).sum(),
            rows,
            hidden: self.hidden.clone(),
            omitted: omitted.cloned().collect(),
            printed: self.printed.clone(),
        }
    }

    /// Where a row stands.
    fn place(&self, row: u32) -> Place {
        Place::Row { sheet: self.name.clone(), row }
    }
}

impl Row {
    /// The cell of a column, counted from 0.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&NOTHING)
    }

    /// How many columns it needs.
    pub fn width(&self) -> usize {
        self.own().map(|(at, cell)| at + cell.width.max(1)).max().unwrap_or_default()
    }

    /// The cells that hold something of this row, with their columns.
    pub fn own(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.held().filter(|(_, cell)| !cell.carried)
    }

    /// The cells that hold something, be it that of a merged cell above, with their columns.
    pub fn held(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank())
    }
}
