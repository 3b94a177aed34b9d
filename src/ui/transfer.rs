//! 取込・書出: lists into the open file or a new one, and out again. What an import would do is told
//! before anything is written.

use super::widget::dialog::{Question, Weight};
use crate::domain::{Book, FiscalYear, Plan};
use crate::exchange::{self, Format, Import, cells};
use crate::store::{self, Replace, write_out};
use crate::words::{self, Notice};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// How many rows that cannot be read are told one by one.
const TOLD: usize = 6;

/// A list that has been read, and what it means for a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The name of the list's file.
    pub name: String,
    pub import: Arc<Import>,
}

/// The book into which a list is brought where no file is open.
pub fn blank() -> Book {
    Book::new(Plan::new("", ""))
}

/// Reads a list and compares it with a book.
pub fn read(path: &Path, book: &Book) -> Result<Incoming, Notice> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let format = Format::of(&name).map_err(|error| Notice::from(&error))?;
    let bytes = fs::read(path).map_err(|error| Notice::from(&store::Error::from(error)))?;
    let listing = exchange::read(format, &bytes, &name).map_err(|error| Notice::from(&error))?;
    Ok(Incoming { name, import: Arc::new(exchange::import(book, &listing)) })
}

/// Reads cells from the clipboard and compares them with a book.
pub fn pasted(text: &str, book: &Book, year: Option<FiscalYear>) -> Result<Incoming, Notice> {
    let listing = cells::pasted(text, book, year).map_err(|error| Notice::from(&error))?;
    let import = Arc::new(exchange::import(book, &listing));
    Ok(Incoming { name: "貼り付けた表".to_owned(), import })
}

/// Writes a book's list in the form that the file's name tells.
pub fn write(path: &Path, book: &Book, replace: Replace) -> Result<(), Notice> {
    let name = path.to_string_lossy();
    let format = Format::of(&name).map_err(|error| Notice::from(&error))?;
    let bytes = exchange::write(format, book).map_err(|error| Notice::from(&error))?;
    write_out(path, &bytes, replace).map_err(|error| Notice::from(&error))
}

/// What an import would do, and whether it shall.
pub fn question<M>(incoming: &Incoming, accepted: M) -> Question<M> {
    let import = &incoming.import;
    let mut question = Question::new(format!("「{}」の取込", incoming.name))
        .line(words::imported(import))
        .line("判断するまで、何も書きかえません。いまある施策や文章が消えることはありません。");
    for row in import.unreadable.iter().take(TOLD) {
        question = question.line(words::unreadable(row));
    }
    let more = import.unreadable.len().saturating_sub(TOLD);
    if more > 0 {
        question = question.line(format!("このほかに、取り込めない行が{more}件あります。"));
    }
    if import.changes.is_empty() {
        return question.line("取り込むものはありません。").answer("閉じる", Weight::Next, None);
    }
    question.answer("取り込む", Weight::Next, Some(accepted)).or_back()
}
