//! A workbook as sheets of cells.

use super::appendix;
use super::container::Container;
use super::looks::Looks;
use super::sheet::{self, Shared};
use super::strings::SharedTexts;
use super::workbook::Workbook;
use crate::exchange::error::Error;
use crate::exchange::grid::Grid;

/// Opens a workbook: its visible sheets, and those of them that we write beside a list. Rows and
/// columns that are hidden are read like any others, and told: what they hold is data, unless someone
/// has forgotten them.
///
/// # Errors
/// Those of [`Container::open`], [`Error::Damaged`], [`Error::TooLarge`].
pub fn open(bytes: &[u8]) -> Result<(Vec<Grid>, Vec<Grid>), Error> {
    let mut container = Container::open(bytes)?;
    let workbook = Workbook::of(&mut container)?;
    let texts = container.part(&workbook.strings)?.map(SharedTexts::read).transpose()?;
    let looks = container.part(&workbook.looks)?.map(Looks::read).transpose()?;
    let (texts, looks) = (texts.unwrap_or_default(), looks.unwrap_or_default());
    let mut shared = Shared { texts, looks, epoch: workbook.epoch, bytes: 0 };
    let mut grids = Vec::new();
    for listed in workbook.sheets.iter().filter(|sheet| sheet.is_read) {
        let part = container.part(&listed.part)?.ok_or(Error::Damaged)?;
        grids.push(sheet::read(part, &listed.name, &mut shared)?);
    }
    Ok(grids.into_iter().partition(|grid| !appendix::is_appendix(grid)))
}
