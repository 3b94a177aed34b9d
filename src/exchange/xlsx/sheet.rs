//! The cells of a sheet, read in one pass (ECMA-376 Part 1, 18.3.1).

use super::looks::{Look, Looks};
use super::merges::{Corner, cover, merge, put};
use super::strings::{RichText, SharedTexts, unescaped};
use super::tags::{Node, attribute, flag, walk};
use crate::exchange::bounds;
use crate::exchange::doubt::Question;
use crate::exchange::error::Error;
use crate::exchange::grid::{Cell, Grid, Hidden, Omitted, Row, Value};
use crate::exchange::number_format::{Epoch, iso};
use crate::exchange::place::Place;
use crate::exchange::place::Spot;
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;
use std::io::BufRead;
use std::ops::ControlFlow;

/// What the sheets of a workbook share.
#[derive(Debug)]
pub(super) struct Shared {
    pub texts: SharedTexts,
    pub looks: Looks,
    pub epoch: Epoch,
    /// The bytes of text in all sheets: a shared text lets a small file hold a large text many times
    /// over.
    pub bytes: usize,
}

/// Reads a sheet.
///
/// # Errors
/// [`Error::Damaged`], [`Error::TooLarge`].
pub(super) fn read(part: impl BufRead, name: &str, shared: &mut Shared) -> Result<Grid, Error> {
    let mut reader = Reader::new(name, shared);
    walk(part, |node| {
        reader.take(&node)?;
        Ok(ControlFlow::Continue(()))
    })?;
    reader.finish()
}

/// A cell of which the end has not come.
#[derive(Debug)]
struct Open {
    at: Corner,
    look: usize,
    kind: Kind,
    is_formula: bool,
    /// What stands in its `v`.
    value: Option<String>,
    /// What stands in its `is`.
    inline: Option<RichText>,
    within: Within,
}

/// In which element of a cell the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Value,
    Inline,
    Else,
}

/// How the value of a cell is to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    SharedText,
    /// A text that a formula gives.
    Text,
    InlineText,
    Boolean,
    Error,
    Date,
}

struct Reader<'a> {
    name: &'a str,
    shared: &'a mut Shared,
    rows: BTreeMap<u32, Vec<Cell>>,
    merges: Vec<(Corner, Corner)>,
    hidden: Hidden,
    omitted: Vec<Omitted>,
    is_in_data: bool,
    /// Where the next row and the next cell stand that do not say so, from 0.
    row: u32,
    column: u32,
    cell: Option<Open>,
    /// The last row that holds something.
    last: u32,
    count: usize,
}

impl<'a> Reader<'a> {
    fn new(name: &'a str, shared: &'a mut Shared) -> Self {
        Self {
            name,
            shared,
            rows: BTreeMap::new(),
            merges: Vec::new(),
            hidden: Hidden::default(),
            omitted: Vec::new(),
            is_in_data: false,
            row: 0,
            column: 0,
            cell: None,
            last: 0,
            count: 0,
        }
    }

    fn take(&mut self, node: &Node<'_>) -> Result<(), Error> {
        let Some(cell) = &mut self.cell else {
            return match node {
                Node::Start(tag) => self.start(tag),
                Node::End("row") if self.is_in_data => {
                    self.row = self.row.saturating_add(1);
                    self.column = 0;
                    Ok(())
                }
                Node::End("sheetData") => {
                    self.is_in_data = false;
                    Ok(())
                }
                Node::End(_) | Node::Text(_) => Ok(()),
            };
        };
        match (cell.within, node) {
            (_, Node::End("c")) => {
                if let Some(cell) = self.cell.take() {
                    self.column = cell.at.1.saturating_add(1);
                    self.close(cell)?;
                }
            }
            (Within::Inline, Node::End("is")) | (Within::Value, Node::End("v")) => {
                cell.within = Within::Else;
            }
            (Within::Inline, node) => {
                if let Some(inline) = &mut cell.inline {
                    inline.take(node)?;
                }
            }
            (Within::Value, Node::Text(text)) => {
                if let Some(value) = &mut cell.value {
                    value.push_str(text);
                }
            }
            (Within::Else, Node::Start(tag)) => match tag.local_name().as_ref() {
                "f" => cell.is_formula = true,
                "v" => {
                    cell.value = Some(String::new());
                    cell.within = Within::Value;
                }
                "is" => {
                    cell.inline = Some(RichText::default());
                    cell.within = Within::Inline;
                }
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Error> {
        match (self.is_in_data, tag.local_name().as_ref()) {
            (_, "sheetData") => self.is_in_data = true,
            (true, "row") => {
                if let Some(row) = number::<u32>(tag, "r")? {
                    self.row = row.checked_sub(1).ok_or(Error::Damaged)?;
                }
                if is_hidden(tag, "ht")? {
                    let _ = self.hidden.rows.insert(self.row.saturating_add(1));
                }
            }
            (true, "c") => self.cell = Some(self.open(tag)?),
            (false, "col") if is_hidden(tag, "width")? => {
                if let (Some(first), Some(last)) = (number(tag, "min")?, number(tag, "max")?) {
                    self.hidden.columns.push(first..=last);
                }
            }
            (false, "mergeCell") => {
                if let Some(range) = attribute(tag, "ref")? {
                    let (from, to) = range.split_once(':').unwrap_or((&range, &range));
                    let corners = address(from).zip(address(to)).ok_or(Error::Damaged)?;
                    self.merges.push(corners);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The beginning of a cell. Its attributes are read without a copy: there are many.
    fn open(&self, tag: &BytesStart<'_>) -> Result<Open, Error> {
        let (mut at, mut look, mut kind) = ((self.row, self.column), 0, Kind::Number);
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| Error::Damaged)?;
            let value: &str = attribute.value.as_ref();
            match attribute.key.local_name().as_ref() {
                "r" => at = address(value).ok_or(Error::Damaged)?,
                "s" => look = value.parse().unwrap_or(0),
                "t" => {
                    kind = match value {
                        "n" => Kind::Number,
                        "s" => Kind::SharedText,
                        "str" => Kind::Text,
                        "inlineStr" => Kind::InlineText,
                        "b" => Kind::Boolean,
                        "e" => Kind::Error,
                        "d" => Kind::Date,
                        _ => return Err(Error::Damaged),
                    };
                }
                _ => {}
            }
        }
        let within = Within::Else;
        Ok(Open { at, look, kind, is_formula: false, value: None, inline: None, within })
    }

    /// Takes a cell of which all has been read.
    fn close(&mut self, cell: Open) -> Result<(), Error> {
        let (row, column) = cell.at;
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        // Formatting often reaches far beyond a list.
        if row.saturating_sub(self.last) > bounds::EMPTY_ROWS || column >= bounds::COLUMNS {
            let holds = cell.value.is_some() || cell.inline.is_some();
            if holds && self.omitted.len() < bounds::ROWS {
                let (row, text) = (row.saturating_add(1), String::new());
                self.omitted.push(Omitted { row, column, text, question: Question::Beyond });
            }
            return Ok(());
        }
        let (value, omitted) = self.value(&cell)?;
        let number = row.saturating_add(1);
        if let Some((question, text)) = omitted {
            self.shared.bytes += text.len();
            self.omitted.push(Omitted { row: number, column, text, question });
        }
        if value == Value::Empty {
            return Ok(());
        }
        self.last = self.last.max(row);
        if let Value::Text(text) = &value {
            self.shared.bytes += text.len();
        }
        let cells = self.rows.entry(row).or_default();
        self.count += (column + 1).saturating_sub(cells.len());
        let name = self.name;
        let spot = || Spot::Place(Place::Row { sheet: Some(name.to_owned()), row: number });
        if self.shared.bytes > bounds::TEXT {
            return Err(bounds::text().at(spot()));
        }
        if self.count > bounds::CELLS {
            return Err(bounds::cells().at(spot()));
        }
        if let Some(first) = cells.get(column).filter(|first| !first.is_blank()) {
            let text = first.text().to_owned();
            self.omitted.push(Omitted { row: number, column, text, question: Question::Double });
        }
        put(cells, column, Cell { value, width: 1, ..Cell::default() });
        Ok(())
    }

    /// What a cell shows, and what of it is left out and why.
    fn value(&mut self, cell: &Open) -> Result<(Value, Option<Left>), Error> {
        let look = self.shared.looks.look(cell.look);
        let held = cell.value.as_deref().unwrap_or_default();
        if cell.is_formula && held.is_empty() && (cell.value.is_none() || cell.kind != Kind::Text) {
            return Ok((Value::Uncalculated, Some((Question::Uncalculated, String::new()))));
        }
        let (text, struck) = match (cell.kind, &cell.inline) {
            // Some programs write the one where the other is announced.
            (_, Some(inline)) if held.is_empty() => inline.unstruck(look.struck),
            (Kind::InlineText, _) if look.struck && !held.is_empty() => {
                ("".into(), Some(unescaped(held).into_owned()))
            }
            (Kind::InlineText, _) if !held.is_empty() => (unescaped(held), None),
            _ if held.is_empty() => return Ok((Value::Empty, None)),
            (Kind::SharedText, _) => {
                let number = held.trim().parse().map_err(|_| Error::Damaged)?;
                let text = self.shared.texts.unstruck(number, look.struck);
                text.ok_or(Error::Damaged)?
            }
            (Kind::Text, _) if look.struck => ("".into(), Some(unescaped(held).into_owned())),
            (Kind::Text, _) => (unescaped(held), None),
            _ => {
                return Ok(shown(held, cell.kind, look, &mut self.shared.looks, self.shared.epoch));
            }
        };
        if text.is_empty() {
            return Ok((Value::Empty, struck.map(|struck| (Question::Struck, struck))));
        }
        let shown = self.shared.looks.format(look).text(&text);
        Ok(match shown.is_empty() {
            true => (Value::Empty, Some((Question::Unshown, text.into_owned()))),
            false => (Value::Text(shown), struck.map(|struck| (Question::Struck, struck))),
        })
    }

    fn finish(mut self) -> Result<Grid, Error> {
        for corners in &self.merges {
            cover(&mut self.rows, *corners, &mut self.omitted);
        }
        let merged = merge(&mut self.rows, &self.merges, &mut self.shared.bytes);
        merged.map_err(|error| error.at(Spot::Sheet(self.name.to_owned())))?;
        let mut grid = Grid::named(self.name);
        for (row, cells) in self.rows {
            grid.push(Row { number: row.saturating_add(1), cells })?;
        }
        grid.hidden = self.hidden;
        grid.omitted.append(&mut self.omitted);
        Ok(grid)
    }
}

/// What is left out of a cell, and why.
type Left = (Question, String);

/// What is no text, in its format.
fn shown(
    held: &str,
    kind: Kind,
    look: Look,
    looks: &mut Looks,
    epoch: Epoch,
) -> (Value, Option<Left>) {
    let number = held.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    let format = looks.format(look);
    let text = match (kind, number) {
        (Kind::Error, _) => held.to_owned(),
        (Kind::Boolean, _) if matches!(held.trim(), "1" | "true") => "TRUE".to_owned(),
        (Kind::Boolean, _) => "FALSE".to_owned(),
        // What is no number or date stands as it is.
        (Kind::Date, _) => iso::parse(held).map_or_else(|| held.to_owned(), |it| format.date(it)),
        (_, Some(number)) => format.number(number, epoch),
        (_, None) => held.to_owned(),
    };
    match (text.is_empty(), kind) {
        _ if look.struck => (Value::Empty, Some((Question::Struck, text))),
        (_, Kind::Error) => (Value::Error(text.clone()), Some((Question::Error, text))),
        (false, _) => (Value::Text(text), None),
        // That nothing is shown of a zero is what is meant by it.
        (true, _) if number == Some(0.0) => (Value::Empty, None),
        (true, _) => (Value::Empty, Some((Question::Unshown, held.to_owned()))),
    }
}

/// Whether a row or a column is hidden, be it by its size.
fn is_hidden(tag: &BytesStart<'_>, size: &str) -> Result<bool, Error> {
    Ok(flag(tag, "hidden", false)? || number::<f64>(tag, size)? == Some(0.0))
}

fn number<T: std::str::FromStr>(tag: &BytesStart<'_>, name: &str) -> Result<Option<T>, Error> {
    Ok(attribute(tag, name)?.and_then(|value| value.parse().ok()))
}

/// The row and the column of an address such as `C12`, from 0.
pub(super) fn address(text: &str) -> Option<Corner> {
    let text = text.trim();
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at(letters);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column.checked_mul(26)?.checked_add(letter)
    });
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column?.checked_sub(1)?))
}
