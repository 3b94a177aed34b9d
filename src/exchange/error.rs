//! Why a source is refused as a whole, or an export.

use super::place::Spot;
use crate::domain::{Field, Noun};
use std::sync::Arc;

/// What can go wrong with a whole source or export. Nothing has been changed or written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    #[error("the ending of the file name tells no known format")]
    UnknownFormat,
    #[error("the file is empty")]
    Empty,
    #[error("{what} is larger than the {limit} that are read{}", location(at.as_ref()))]
    TooLarge { what: Bound, limit: u64, at: Option<Spot> },
    #[error("not an Excel workbook (.xlsx)")]
    NotXlsx,
    #[error("a workbook of Excel 97-2003 (.xls)")]
    OldExcel,
    /// A workbook of another program or form, by the ending of its files.
    #[error("a workbook of the form {0}")]
    OtherWorkbook(&'static str),
    #[error("the workbook is protected by a password")]
    Password,
    #[error("the workbook breaks off or does not add up")]
    Damaged,
    #[error("the text is neither UTF-8 nor CP932, nor UTF-16 with a byte order mark")]
    Encoding,
    /// By lines of the text, from 1. All that follows would stand in one cell.
    #[error("the quotation mark that opens at line {line} is never closed")]
    UnclosedQuote { line: usize },
    #[error("the JSON breaks off or is malformed at line {line}, column {column}")]
    Json { line: usize, column: usize },
    #[error("the JSON has another shape: {0}")]
    Shape(&'static str),
    #[error("no row with the headings of a list was found")]
    NotAList,
    #[error("the list has headings but no measure")]
    NoMeasures,
    #[error("{field:?} of the measure {measure} has {units} UTF-16 units, a cell holds {limit}")]
    CellTooLong { measure: String, field: Field, units: usize, limit: usize },
    #[error("the workbook could not be made: {0}")]
    Xlsx(Arc<rust_xlsxwriter::XlsxError>),
    #[error("the CSV could not be made: {0}")]
    Csv(Arc<csv::Error>),
    #[error("the JSON could not be made: {0}")]
    ToJson(Arc<serde_json::Error>),
}

fn location(at: Option<&Spot>) -> String {
    at.map(|at| format!(" ({at:?})")).unwrap_or_default()
}

impl Error {
    /// A limit with where it was met.
    #[must_use]
    pub fn at(self, spot: Spot) -> Self {
        match self {
            Self::TooLarge { what, limit, at: None } => {
                Self::TooLarge { what, limit, at: Some(spot) }
            }
            error => error,
        }
    }
}

/// What has a limit, so that a hostile file cannot exhaust time or memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The file, in bytes.
    File,
    /// The unpacked workbook, in bytes.
    Unpacked,
    /// The text in its cells, in bytes.
    Text,
    /// The text in one of its cells, in bytes.
    Cell,
    /// The rows that hold something.
    Rows,
    /// The cells of all rows.
    Cells,
    /// The records of a kind that a file declares.
    Records(Noun),
    /// The sheets of a workbook.
    Sheets,
    /// The parts of its archive.
    Parts,
    /// The looks of its cells.
    Styles,
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let of = match self {
            Self::File => "the file (bytes)",
            Self::Unpacked => "the unpacked workbook (bytes)",
            Self::Text => "the text of the cells (bytes)",
            Self::Cell => "the text of a cell (bytes)",
            Self::Rows => "the number of rows",
            Self::Cells => "the number of cells",
            Self::Records(noun) => return write!(f, "the number of records of {noun:?}"),
            Self::Parts => "the number of parts of the archive",
            Self::Sheets => "the number of sheets",
            Self::Styles => "the number of cell formats",
        };
        f.write_str(of)
    }
}

impl From<rust_xlsxwriter::XlsxError> for Error {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Xlsx(Arc::new(error))
    }
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        Self::Csv(Arc::new(error))
    }
}
