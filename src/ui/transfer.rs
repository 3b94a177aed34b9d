//! 取込・書出: lists into the open file or a new one, and out again. What an import would do is told
//! before anything is written.

use crate::domain::{Book, FiscalYear, Plan};
use crate::exchange::{self, Format, Import, Source, cells};
use crate::store::{Replace, open_regular, write_out};
use crate::words::{self, Notice};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A list that has been read, and what it means for a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadList {
    /// The name of the list's file.
    pub name: String,
    /// The folder in which that is; `None` for cells from the clipboard.
    pub folder: Option<PathBuf>,
    /// The book that it was compared with.
    pub book: Arc<Book>,
    pub import: Arc<Import>,
}

/// The book into which a list is brought where no file is open.
pub(super) fn blank() -> Book {
    Book::new(Plan::new("", ""))
}

/// A list that has been opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The name of the list's file.
    pub name: String,
    /// The folder in which that is; `None` for cells from the clipboard.
    pub folder: Option<PathBuf>,
    pub source: Arc<Source>,
}

/// Opens a list.
pub(super) fn open(path: &Path) -> Result<Opened, Notice> {
    let name = words::file_name(path);
    let format = Format::of(&path.to_string_lossy()).map_err(|error| Notice::from(&error))?;
    let bytes = open_regular(path).and_then(|file| Ok(exchange::bytes(file)?));
    let bytes = bytes.map_err(|error| Notice::from(&error))?;
    let source = Source::open(format, &bytes, &name).map_err(|error| Notice::from(&error))?;
    let folder = path.parent().map(Path::to_owned);
    Ok(Opened { name, folder, source: Arc::new(source) })
}

/// Opens cells from the clipboard, as a list of the year looked at.
pub(super) fn pasted(text: &str, book: &Book, year: Option<FiscalYear>) -> Result<Opened, Notice> {
    let source = cells::pasted(text, book, year).map_err(|error| Notice::from(&error))?;
    Ok(Opened { name: "貼り付けた表".to_owned(), folder: None, source: Arc::new(source) })
}

/// Writes a book's list in the form that the file's name tells.
pub(super) fn write(path: &Path, book: &Book, replace: Replace) -> Result<(), Notice> {
    let name = path.to_string_lossy();
    let format = Format::of(&name).map_err(|error| Notice::from(&error))?;
    let bytes = exchange::write(format, book).map_err(|error| Notice::from(&error))?;
    write_out(path, format.ending(), &bytes, replace).map_err(|error| Notice::from(&error))
}
