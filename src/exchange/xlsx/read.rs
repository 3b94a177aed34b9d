//! A workbook as sheets of cells.

use super::appendix;
use super::container::Container;
use super::looks::Looks;
use super::notes;
use super::sheet::{self, Shared};
use super::strings::SharedTexts;
use super::workbook::Workbook;
use crate::exchange::error::Error;
use crate::exchange::grid::Grid;

/// The sheets of a workbook.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheets {
    pub lists: Vec<Grid>,
    /// Those that we write beside a list.
    pub appended: Vec<Grid>,
    /// The names of those that Excel does not show, which are not read.
    pub hidden: Vec<String>,
}

/// Opens a workbook: its visible sheets, and those of them that we write beside a list. Rows and
/// columns that are hidden are read like any others, and told: what they hold is data, unless someone
/// has forgotten them.
///
/// # Errors
/// Those of [`Container::open`], [`Error::Damaged`], [`Error::TooLarge`].
pub(crate) fn open(bytes: &[u8]) -> Result<Sheets, Error> {
    let mut container = Container::open(bytes)?;
    let workbook = Workbook::of(&mut container)?;
    let texts = container.part(&workbook.strings)?.map(SharedTexts::read).transpose()?;
    let looks = container.part(&workbook.looks)?.map(Looks::read).transpose()?;
    let (texts, looks) = (texts.unwrap_or_default(), looks.unwrap_or_default());
    let mut shared = Shared { texts, looks, epoch: workbook.epoch, bytes: 0 };
    let mut grids = Vec::new();
    for listed in workbook.sheets.iter().filter(|sheet| sheet.is_read) {
        let part = container.part(&listed.part)?.ok_or(Error::Damaged)?;
        let mut grid = sheet::read(part, &listed.name, &mut shared)?;
        grid.omitted.extend(notes::read(&mut container, &listed.part)?);
        grid.printed.clone_from(&listed.printed);
        grids.push(grid);
    }
    let (lists, appended) = grids.into_iter().partition(|grid| !appendix::is_appendix(grid));
    Ok(Sheets { lists, appended, hidden: workbook.hidden })
}
