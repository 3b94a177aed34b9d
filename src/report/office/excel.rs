//! A workbook: a sheet for each section, with the columns, the rows and the page of the paper.

mod breaks;
mod cells;
mod formats;
mod heights;
mod page;
mod sheet;

use super::Part;
use crate::domain::text::distinct;
use crate::report::error::Error;
use crate::report::table;
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::Sheet;
use std::sync::Arc;

/// Writes the sections. Every text is a string cell: nothing of it is evaluated. The same texts are the
/// same bytes: no clock is asked.
///
/// # Errors
/// As for [`table::lay_out`]; [`Error::CellTooLong`] where a text is longer than a cell holds.
pub(in crate::report) fn write(parts: &[Part]) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    let first = parts.first();
    let title = first.map_or("", |part| part.content.title.text.as_str());
    let made = first.and_then(|part| part.options.date);
    let properties = DocProperties::new()
        .set_title(title.chars().take(LONGEST_TITLE).collect::<String>())
        .set_creation_datetime(&day(made)?);
    let _ = workbook.set_properties(&properties);
    let names = distinct(parts.iter().map(|part| sheet_name(&part.name)));
    for (at, (part, name)) in parts.iter().zip(names).enumerate() {
        let sheet = workbook.add_worksheet();
        let _ = sheet.set_name(name)?;
        let dimensions = table::dimensions(&part.content, &part.options)?;
        Sheet::new(sheet, part, &dimensions)?.write()?;
        page::set_up(sheet, part, &dimensions, at == 0)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// The most characters of a property that rust_xlsxwriter takes.
const LONGEST_TITLE: usize = 255;

/// A day, or the first that an archive can name where none is given.
fn day(day: Option<NaiveDate>) -> Result<ExcelDateTime, XlsxError> {
    let (year, month, day) = day.map_or((1980, 1, 1), |it| (it.year(), it.month(), it.day()));
    let [month, day] = [month, day].map(|it| u8::try_from(it).unwrap_or(1));
    ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or(1980), month, day)
}

/// The most UTF-16 units of the name of a sheet, with room for the number of one that is there already.
const LONGEST_NAME: usize = 24;

/// A text as the name of a sheet, which has neither some characters nor more than 31.
fn sheet_name(name: &str) -> String {
    const REFUSED: [char; 8] = ['*', '?', ':', '[', ']', '\\', '/', '\''];
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= LONGEST_NAME
    };
    let name: String = name.chars().take_while(fits).collect();
    let name = name.replace(|c: char| c.is_control() || REFUSED.contains(&c), "_");
    // Excel keeps this one for itself.
    let is_taken = name.eq_ignore_ascii_case("history");
    if name.trim().is_empty() || is_taken { format!("_{name}") } else { name }
}

impl From<XlsxError> for Error {
    fn from(error: XlsxError) -> Self {
        Self::Write(Arc::new(error))
    }
}
