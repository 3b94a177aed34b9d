//! What has become of each cell of a sheet: nothing that a sheet holds is lost without a word.

use super::doubt::Question;
use super::grid::{Grid, Row};
use super::table::Column;
use std::collections::BTreeMap;

/// What has become of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It heads columns, or is the heading of a goal or a direction in a row of its own.
    Heading,
    /// It is part of the title above the list, or stands beside it: 資料１, ※ ….
    Title,
    /// It is furniture of a page: headings or titles that come again, a page number.
    Furniture,
    /// It says that there is nothing: －.
    Blank,
    /// It was read into this field of the measure that begins at `at`. A goal or a direction begins
    /// where it is said.
    Stored { at: Origin, field: Column },
    /// It was read into an indicator, or into one of its figures.
    Figure,
    /// It shows again what a merged cell above says.
    Repeated,
    /// It was not taken, and the reader is told so, cell by cell or for its row or its column.
    Told(Question),
}

/// Where a measure begins: the index of its sheet, and the number of its row, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Origin {
    pub sheet: u16,
    pub row: u32,
}

/// The fates of the cells of a sheet. Each cell that holds something has exactly one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    /// By the numbers of rows; `None` for a cell that is empty or not yet accounted for.
    rows: BTreeMap<u32, Vec<Option<Fate>>>,
}

impl Account {
    /// An account in which only those cells have a fate of which all is left out.
    pub(super) fn of(grid: &Grid) -> Self {
        let mut account = Self::default();
        for row in &grid.rows {
            let _ = account.rows.insert(row.number, vec![None; row.cells.len()]);
        }
        // Of others a part is left out, or what stands beside the cell.
        let whole = grid.omitted.iter().filter(|omitted| {
            let row = grid.rows.binary_search_by_key(&omitted.row, |row| row.number).ok();
            let row = row.and_then(|row| grid.rows.get(row));
            !matches!(omitted.question, Question::Comment | Question::Shape | Question::Beyond)
                && row.is_none_or(|row| row.cell(omitted.column).text().is_empty())
        });
        for omitted in whole {
            account.tell(omitted.row, omitted.column, omitted.question);
        }
        account
    }

    /// That of a sheet that is not read.
    pub(super) fn unread(grid: &Grid) -> Self {
        let mut account = Self::of(grid);
        for row in &grid.rows {
            account.settle_row(row, Fate::Told(Question::UnreadSheet));
        }
        account
    }

    /// Adds that of further rows of the same sheet.
    pub(super) fn join(&mut self, other: Self) {
        self.rows.extend(other.rows);
    }

    /// The fate of a cell, by the number of its row, from 1, and its column, from 0; `None` for one
    /// that is empty.
    pub fn fate(&self, row: u32, column: usize) -> Option<Fate> {
        self.rows.get(&row)?.get(column).copied().flatten()
    }

    /// All cells that hold something: row, column, fate.
    pub fn cells(&self) -> impl Iterator<Item = (u32, usize, Fate)> {
        self.rows.iter().flat_map(|(number, fates)| {
            let fates = fates.iter().enumerate();
            fates.filter_map(move |(column, fate)| Some((*number, column, (*fate)?)))
        })
    }

    /// Decides the fate of a cell that has none.
    pub(super) fn settle(&mut self, row: u32, column: usize, fate: Fate) {
        let known = self.cell(row, column);
        *known = known.or(Some(fate));
    }

    /// Decides the fate of all cells of a row that have none.
    pub(super) fn settle_row(&mut self, row: &Row, fate: Fate) {
        for (column, cell) in row.held() {
            let fate = if cell.carried { Fate::Repeated } else { fate };
            self.settle(row.number, column, fate);
        }
    }

    /// Says of a cell that it is not taken after all.
    pub(super) fn tell(&mut self, row: u32, column: usize, question: Question) {
        *self.cell(row, column) = Some(Fate::Told(question));
    }

    /// Says of a row that it is not taken; a goal or a direction that it tells stays.
    pub(super) fn refuse_row(&mut self, row: &Row) {
        self.tell_stored(row.number, Question::Refused, |field| !field.is_of_level());
        self.settle_row(row, Fate::Told(Question::Refused));
    }

    /// Says of what was stored of a row where its measure begins.
    pub(super) fn attribute(&mut self, row: u32, begins: Origin) {
        for fate in self.rows.entry(row).or_default().iter_mut().flatten() {
            match fate {
                Fate::Stored { at, field } if !field.is_of_level() => *at = begins,
                _ => {}
            }
        }
    }

    /// Says of the cells of a row that were stored in a field that they are not taken after all.
    pub(super) fn tell_stored(
        &mut self,
        row: u32,
        question: Question,
        is: impl Fn(Column) -> bool,
    ) {
        for fate in self.rows.entry(row).or_default().iter_mut().flatten() {
            if matches!(fate, Fate::Stored { field, .. } if is(*field)) {
                *fate = Fate::Told(question);
            }
        }
    }

    /// Asks once more of all that was stored whether it is.
    pub(super) fn reconsider(&mut self, ask: impl Fn(Origin, Column) -> Option<Question>) {
        for fate in self.rows.values_mut().flatten().flatten() {
            if let Fate::Stored { at, field } = fate {
                *fate = ask(*at, *field).map_or(*fate, Fate::Told);
            }
        }
    }

    fn cell(&mut self, row: u32, column: usize) -> &mut Option<Fate> {
        let fates = self.rows.entry(row).or_default();
        if fates.len() <= column {
            fates.resize(column + 1, None);
        }
        &mut fates[column]
    }
}
