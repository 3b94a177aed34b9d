//! Writes texts into the cells of a sheet.

use super::formats::{Formats, Look};
use crate::report::geometry::Length;
use crate::report::office::points;
use crate::report::office::text::Run;
use crate::report::page::Column;
use crate::report::{Error, Options};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// The most UTF-16 units that a cell holds. (ECMA-376 leaves it to Excel, which has this limit.)
const LONGEST: usize = 32_767;

/// Cells that are merged, or one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub top: u32,
    pub bottom: u32,
    pub left: u16,
    pub right: u16,
}

/// The cells of a sheet.
pub(super) struct Cells<'a> {
    sheet: &'a mut Worksheet,
    formats: Formats,
    /// The heights of the rows so far.
    heights: Vec<Length>,
}

/// Why a text could not be written.
#[derive(Debug)]
pub(super) enum Failure {
    TooLong(usize),
    Library(XlsxError),
}

impl Failure {
    /// The same with where it was met.
    pub(super) fn at(self, row: &str, head: &str) -> Error {
        match self {
            Self::TooLong(units) => Error::CellTooLong {
                row: row.to_owned(),
                head: head.replace('\n', ""),
                units,
                limit: LONGEST,
            },
            Self::Library(error) => error.into(),
        }
    }
}

impl From<XlsxError> for Failure {
    fn from(error: XlsxError) -> Self {
        Self::Library(error)
    }
}

impl<'a> Cells<'a> {
    /// The cells of a sheet with these columns and their widths.
    pub(super) fn new(
        sheet: &'a mut Worksheet,
        options: &Options,
        columns: &[(Column, Length)],
    ) -> Result<Self, Error> {
        for (at, (_, width)) in (0..).zip(columns) {
            let _ = sheet.set_column_width_pixels(at, pixels(*width))?;
        }
        Ok(Self { sheet, formats: Formats::new(options), heights: Vec::new() })
    }

    /// The next row, of which nothing is written yet.
    pub(super) fn next_row(&self) -> u32 {
        u32::try_from(self.heights.len()).unwrap_or(u32::MAX)
    }

    /// The heights of the rows so far.
    pub(super) fn heights(&self) -> &[Length] {
        &self.heights
    }

    /// Ends rows of these heights.
    pub(super) fn end_rows(&mut self, heights: &[Length]) -> Result<(), Error> {
        for height in heights {
            let _ = self.sheet.set_row_height(self.next_row(), points(*height))?;
            self.heights.push(*height);
        }
        Ok(())
    }

    /// Begins a page with each of these rows.
    pub(super) fn break_pages(&mut self, rows: &[u32]) -> Result<(), Error> {
        let _ = self.sheet.set_page_breaks(rows)?;
        Ok(())
    }

    /// Prints a row at the top of each page, and keeps it in view.
    pub(super) fn repeat(&mut self, row: u32) -> Result<(), Error> {
        let _ = self.sheet.set_repeat_rows(row, row)?.set_freeze_panes(row + 1, 0)?;
        Ok(())
    }

    /// Writes the number of a measure: as a number, if it is written as one.
    pub(super) fn number(&mut self, area: Area, runs: &[Run], look: Look) -> Result<(), Failure> {
        let text = runs.first().map_or("", |run| run.text.as_str());
        self.text(area, runs, look)?;
        if let Some(number) = text.parse::<u32>().ok().filter(|number| number.to_string() == text) {
            let format = self.formats.of(look);
            let _ = self.sheet.write_number_with_format(area.top, area.left, number, format)?;
        }
        Ok(())
    }

    /// Writes a text.
    pub(super) fn text(&mut self, area: Area, runs: &[Run], look: Look) -> Result<(), Failure> {
        let units = runs.iter().flat_map(|run| run.text.encode_utf16()).count();
        if units > LONGEST {
            return Err(Failure::TooLong(units));
        }
        let Area { top, bottom, left, right } = area;
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        let is_plain =
            runs.iter().all(|run| !run.underlined && !run.label) && !is_taken_for_runs(&text);
        let runs: Vec<(Format, &str)> = runs
            .iter()
            .filter(|run| !run.text.is_empty())
            .map(|run| (self.formats.run(look, run), run.text.as_str()))
            .collect();
        let format = self.formats.of(look);
        let shown = if is_plain { text.as_str() } else { "" };
        if (top, left) == (bottom, right) {
            let _ = self.sheet.write_string_with_format(top, left, shown, format)?;
        } else {
            let _ = self.sheet.merge_range(top, left, bottom, right, shown, format)?;
        }
        if is_plain {
            return Ok(());
        }
        let runs: Vec<(&Format, &str)> =
            runs.iter().map(|(format, text)| (format, *text)).collect();
        match self.sheet.write_rich_string_with_format(top, left, &runs, format) {
            // rust_xlsxwriter 0.102 counts the markup of the runs as well.
            Err(XlsxError::MaxStringLengthExceeded) => {
                let _ = self.sheet.write_string_with_format(top, left, &text, format)?;
            }
            written => drop(written?),
        }
        Ok(())
    }
}

/// Whether rust_xlsxwriter 0.102 takes a plain text for the markup of runs, and writes it unescaped.
fn is_taken_for_runs(text: &str) -> bool {
    text.starts_with("<r>") && text.ends_with("</r>")
}

/// The pixels of a width, of which Excel has 96 in an inch: rounded down, so that the columns together
/// are no wider than the page.
fn pixels(width: Length) -> u32 {
    u32::try_from(width.in_thousandths() * 96 / 72_000).unwrap_or(0)
}
