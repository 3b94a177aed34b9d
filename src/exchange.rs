//! Lists in and out: CSV, Excel and JSON as bytes in, values out, and back.
//!
//! ```text
//! bytes  -- read -->  Listing  -- import -->  changes to a Book
//!     (open --> Source -- recognised --> Form, which may be corrected -- read_as --> Listing)
//! Book   -- write -->  bytes
//! ```
//!
//! A [`Listing`] is what a source says, with the row where it says so; [`import`] decides what that
//! means for a book. What was exported and is imported into an empty book gives the same export
//! again: JSON carries all of a book but identities and history, a workbook the same, CSV the
//! measures with their headings, departments, statuses and narratives.
//!
//! **Architecture invariant:** nothing here knows of widgets, nor touches files: the edges read and
//! write bytes.

mod account;
mod bounds;
mod cell;
pub mod cells;
mod csv;
mod doubt;
mod encoding;
mod error;
mod figure_table;
mod flat;
mod grid;
mod import;
mod json;
mod left_out;
mod listed_indicator;
mod listing;
mod number_format;
mod place;
mod remembered;
mod sample;
mod source;
mod table;
mod xlsx;

pub use account::{Account, Fate, Origin};
pub use bounds::bytes;
pub use doubt::{Doubt, Question, Reason, Unreadable};
pub use error::{Bound, Error};
pub use grid::{Cell, Grid, Row, Value};
pub use import::{
    Decisions, Import, NewDepartment, Outcome, Replaced, Taken, Tally, import, import_with,
};
pub use left_out::{LeftOut, left_out};
pub use listed_indicator::{ListedIndicator, ListedObservation, ListedPlace, ListedScale, Said};
pub use listing::{
    Heading, Ignored, ListedDepartment, ListedDirection, ListedEntry, ListedGoal, ListedMeasure,
    ListedStatus, ListedYear, Listing, UnknownKey,
};
pub use place::{Place, Spot};
pub use remembered::Remembered;
pub use sample::sample;
pub use source::{Form, Source};
pub use table::{Brackets, Column, Layout, Titled, guessed_year, heading_column};

use crate::domain::Book;
use std::sync::Arc;

/// The forms of files that lists are kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Excel.
    Xlsx,
    /// A table as text: comma, tab or semicolon separated.
    Csv,
    Json,
}

impl Format {
    /// The form that the ending of a file name tells. Old Excel files (.xls) count as Excel: their
    /// reading tells what to do about them.
    ///
    /// # Errors
    /// [`Error::UnknownFormat`].
    pub fn of(file_name: &str) -> Result<Self, Error> {
        let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("xlsx" | "xlsm" | "xls" | "xlsb" | "ods") => Ok(Self::Xlsx),
            Some("csv" | "tsv" | "txt") => Ok(Self::Csv),
            Some("json") => Ok(Self::Json),
            _ => Err(Error::UnknownFormat),
        }
    }

    /// The endings of the files that are written, without the dot.
    pub const ENDINGS: [&'static str; 3] =
        [Self::Csv.ending(), Self::Xlsx.ending(), Self::Json.ending()];

    /// The ending of a file that is written in this form, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// Reads a list. A workbook is known by its content, whatever `format` says. The file's name may
/// tell the year of a list that does not.
///
/// # Errors
/// [`Error`] for a source that cannot be read as a whole. Single rows that cannot be read are told in
/// [`Listing::unreadable`].
pub fn read(format: Format, bytes: &[u8], file_name: &str) -> Result<Listing, Error> {
    let source = Source::open(format, bytes, file_name)?;
    let listing = source.read_as(&source.recognised())?;
    // The only owner takes the list out without a copy.
    drop(source);
    Ok(Arc::unwrap_or_clone(listing))
}

/// Writes a list. Nothing is left out that the form can carry.
///
/// # Errors
/// [`Error::CellTooLong`] where a text is longer than a cell of Excel holds; [`Error::Xlsx`],
/// [`Error::Csv`], [`Error::ToJson`], which no book is known to give cause for.
pub fn write(format: Format, book: &Book) -> Result<Vec<u8>, Error> {
    match format {
        Format::Xlsx => xlsx::write(book),
        Format::Csv => csv::write(book),
        Format::Json => json::write(book),
    }
}
