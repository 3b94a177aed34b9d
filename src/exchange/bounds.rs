//! How much is read at most. Far above any list; below what a hostile file would use to exhaust time
//! or memory.

use super::error::{Bound, Error};
use crate::domain::text::MAX_CHARS;
use std::io::{self, Read};

/// The bytes of a file.
pub(super) const FILE: usize = 64 << 20;

/// The rows that hold something, or the measures of a file without rows.
pub(super) const ROWS: usize = 20_000;

/// The columns of a row; what stands further to the right is not read.
pub(super) const COLUMNS: usize = 1024;

/// The cells of all rows, empty ones between others included.
pub(super) const CELLS: usize = 4_000_000;

/// The bytes of text in all cells.
pub(super) const TEXT: usize = 128 << 20;

/// How many empty rows end a sheet: formatting often reaches far below the last row of a list.
pub(super) const EMPTY_ROWS: u32 = 10_000;

/// The bytes of text in one cell: what any text of a book takes.
pub(super) const CELL: usize = 4 * MAX_CHARS;

/// The sheets of a workbook.
pub(super) const SHEETS: usize = 1_000;

/// The unpacked bytes of all parts of a workbook.
pub(super) const UNPACKED: u64 = 2 * SHEET;

/// The unpacked bytes of one part of a workbook that is read as it streams.
pub(super) const SHEET: u64 = 256 << 20;

/// The looks of cells that a workbook declares. Excel itself has at most 65,490 of each of two kinds.
pub(super) const LOOKS: usize = 200_000;

/// The unpacked bytes of one part of a workbook that is kept in memory.
pub(super) const PART: u64 = 64 << 20;

/// The bytes of a source, up to one more than are read.
///
/// # Errors
/// Those of the reader.
pub fn bytes(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let _ = source.take(FILE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The refusal of a list with too many rows.
pub(super) const fn rows() -> Error {
    too_large(Bound::Rows, ROWS as u64)
}

/// The refusal of a list with too many cells.
pub(super) const fn cells() -> Error {
    too_large(Bound::Cells, CELLS as u64)
}

/// The refusal of a workbook with too many sheets.
pub(super) const fn sheets() -> Error {
    too_large(Bound::Sheets, SHEETS as u64)
}

/// The refusal of a list with too long a text in a cell.
pub(super) const fn cell() -> Error {
    too_large(Bound::Cell, CELL as u64)
}

/// The refusal of a list with too much text.
pub(super) const fn text() -> Error {
    too_large(Bound::Text, TEXT as u64)
}

/// The refusal of what is more than a limit.
pub(super) const fn too_large(what: Bound, limit: u64) -> Error {
    Error::TooLarge { what, limit, at: None }
}
