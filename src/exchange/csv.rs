//! CSV: what Excel and other programs write, and what Excel reads without asking.

use super::cell::{ERRORS, guarded};
use super::encoding::decode;
use super::flat::Flat;
use super::grid::{Cell, Grid, Omitted, Row, Value};
use super::{Error, Question, bounds, table};
use crate::domain::Book;
use ::csv::{QuoteStyle, ReaderBuilder, StringRecord, Terminator, WriterBuilder};

/// What parts the columns: a comma, or the tab of Excel's Unicode text, or a semicolon.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// Opens a table. What parts its columns is what makes most of a list recognised, else most cells.
///
/// # Errors
/// [`Error::Encoding`], [`Error::Empty`], [`Error::TooLarge`], [`Error::UnclosedQuote`].
pub(super) fn open(bytes: &[u8]) -> Result<Grid, Error> {
    let text = decode(bytes)?;
    let text = without_end_mark(&text);
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    let mut best: Option<((usize, usize), Grid, u8)> = None;
    let mut refused = None;
    for delimiter in DELIMITERS {
        // A wrong guess takes no quotation mark for one, and so each line of a text for a row of its
        // own: that those are too many says nothing of the right one.
        let grid = match grid(text, delimiter) {
            Ok(grid) => grid,
            Err(error) => {
                refused = refused.or(Some(error));
                continue;
            }
        };
        let worth = (table::recognised(&grid), grid.rows.iter().map(|row| row.cells.len()).sum());
        if best.as_ref().is_none_or(|(most, ..)| worth > *most) {
            best = Some((worth, grid, delimiter));
        }
    }
    match (best, refused) {
        (Some(((1.., _), grid, delimiter)), _) | (Some((_, grid, delimiter)), None) => {
            match unclosed_quote(text, delimiter) {
                Some(line) => Err(Error::UnclosedQuote { line }),
                None => Ok(grid),
            }
        }
        // What is left is no list: it may be one that was too large to look at.
        (_, Some(error)) => Err(error),
        (None, None) => Err(Error::Empty),
    }
}

/// The line, from 1, at which a quotation mark opens that is never closed. The reader takes all that
/// follows for the text of one cell.
fn unclosed_quote(text: &str, delimiter: u8) -> Option<usize> {
    enum At {
        Start,
        Within,
        Quoted {
            since: usize,
        },
        /// Behind a quotation mark in a quoted cell: it ends there, unless another follows.
        Closed {
            since: usize,
        },
    }
    let (mut at, mut line) = (At::Start, 1);
    for (index, byte) in text.bytes().enumerate() {
        at = match (at, byte) {
            (At::Start, b'"') => At::Quoted { since: line },
            (At::Quoted { since }, b'"') => At::Closed { since },
            (At::Closed { since }, b'"') => At::Quoted { since },
            (At::Quoted { since }, _) => At::Quoted { since },
            (_, b'\r' | b'\n') => At::Start,
            (_, byte) if byte == delimiter => At::Start,
            // Behind the end of a cell of several lines a text goes on: its first mark had no end.
            (At::Closed { since }, _) if line > since => return Some(since),
            (At::Start | At::Within | At::Closed { .. }, _) => At::Within,
        };
        let ends_line = match byte {
            b'\r' => text.as_bytes().get(index + 1) != Some(&b'\n'),
            byte => byte == b'\n',
        };
        line += usize::from(ends_line);
    }
    match at {
        At::Quoted { since } => Some(since),
        At::Start | At::Within | At::Closed { .. } => None,
    }
}

/// The cells of a text. Rows are numbered as a spreadsheet would number them.
fn grid(text: &str, delimiter: u8) -> Result<Grid, Error> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut grid = Grid::default();
    let mut record = StringRecord::new();
    let (mut number, mut from) = (0, 0);
    while reader.read_record(&mut record)? {
        // The reader passes over empty lines, which are rows all the same.
        let until = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let before = text.get(..from).unwrap_or_default();
        number += 1 + blank_lines(before, text.get(from..until).unwrap_or_default());
        from = until;
        let cells: Vec<Cell> = record.iter().take(bounds::COLUMNS).map(cell).collect();
        let beyond = record.iter().enumerate().skip(bounds::COLUMNS);
        let beyond = beyond.filter(|(_, text)| !text.trim().is_empty());
        let beyond = beyond.take(bounds::ROWS.saturating_sub(grid.omitted.len()));
        grid.omitted.extend(beyond.map(|(column, _)| Omitted {
            row: number,
            column,
            text: String::new(),
            question: Question::Beyond,
        }));
        let errors = cells.iter().enumerate().filter_map(|(column, cell)| match &cell.value {
            Value::Error(text) => {
                Some(Omitted { row: number, column, text: text.clone(), question: Question::Error })
            }
            _ => None,
        });
        grid.omitted.extend(errors);
        grid.push(Row { number, cells })?;
    }
    Ok(grid)
}

/// The text without the mark by which programs of old (0x1A) end a file.
fn without_end_mark(text: &str) -> &str {
    const END: char = '\u{1A}';
    let end = text.trim_end();
    if end.ends_with(END) { end.trim_end_matches(END) } else { text }
}

/// A cell. Excel writes an error as a text, and other programs write a text that looks like a number as
/// a formula, so that Excel shows it as it is: `="0123"`.
fn cell(text: &str) -> Cell {
    if ERRORS.contains(&text) {
        return Cell { value: Value::Error(text.to_owned()), width: 1, ..Cell::default() };
    }
    let quoted = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let exact = quoted.filter(|quoted| !quoted.replace("\"\"", "").contains('"'));
    Cell::from(exact.map_or_else(|| text.to_owned(), |exact| exact.replace("\"\"", "\"")))
}

/// How many empty lines stand before a record, behind what was read `before`.
fn blank_lines(before: &str, record: &str) -> u32 {
    let content = record.trim_start_matches(['\r', '\n']);
    let ends = &record[..record.len() - content.len()];
    // The line feed of a CRLF may be left over from the line before.
    let ends = if before.ends_with('\r') { ends.strip_prefix('\n').unwrap_or(ends) } else { ends };
    let lines = ends.replace("\r\n", "\n").chars().count();
    u32::try_from(lines).unwrap_or(u32::MAX)
}

/// Writes the flat form: UTF-8 with a byte order mark and CRLF, so that Excel reads it.
///
/// # Errors
/// [`Error::Csv`], which memory does not give cause for.
pub(super) fn write(book: &Book) -> Result<Vec<u8>, Error> {
    let flat = Flat::of(book);
    let headings = flat.columns.iter().map(|column| column.heading.as_str());
    let mut bytes = "\u{FEFF}".as_bytes().to_vec();
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(&mut bytes);
    writer.write_record(headings)?;
    for row in flat.rows {
        writer.write_record(row.cells.into_iter().map(guarded))?;
    }
    writer.flush().map_err(|error| Error::from(::csv::Error::from(error)))?;
    drop(writer);
    Ok(bytes)
}

/// Rows as cells of the clipboard: tabs between them, and no byte order mark.
///
/// # Errors
/// [`Error::Csv`], which memory does not give cause for.
pub(super) fn tabbed(rows: impl IntoIterator<Item = Vec<String>>) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let mut writer = WriterBuilder::new()
        .delimiter(b'\t')
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(&mut bytes);
    for row in rows {
        writer.write_record(row.into_iter().map(guarded))?;
    }
    writer.flush().map_err(|error| Error::from(::csv::Error::from(error)))?;
    drop(writer);
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// How many cells parted by tabs the longest row has; `None` where these would be too many rows.
pub(super) fn tabbed_columns(text: &str) -> Option<usize> {
    let grid = grid(text, b'\t').ok()?;
    grid.rows.iter().map(|row| row.cells.len()).max()
}
