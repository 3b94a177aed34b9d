//! The cells of a workbook.

use super::appendix;
use super::container::Container;
use super::hidden::{hidden, parts};
use crate::exchange::bounds;
use crate::exchange::error::{Error, Spot};
use crate::exchange::grid::{Cell, Grid, Row, Value};
use crate::exchange::listing::Place;
use calamine::{
    DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError,
};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Opens a workbook: its visible sheets, and those of them that we write beside a list. Rows and
/// columns that are hidden are read like any others, and told: what they hold is data, unless someone
/// has forgotten them.
///
/// # Errors
/// Those of [`Container::open`], [`Error::Workbook`], [`Error::Damaged`], [`Error::TooLarge`].
pub fn open(bytes: &[u8]) -> Result<(Vec<Grid>, Vec<Grid>), Error> {
    let mut container = Container::open(bytes)?;
    let parts = parts(&mut container)?;
    // What is hidden is told as far as it is known: a list is not refused for it.
    let mut hidden = hidden(&mut container, &parts).unwrap_or_default();
    // The reader does arithmetic on what the file says, which panics where overflow is checked.
    let mut grids =
        catch_unwind(AssertUnwindSafe(|| grids(bytes))).map_err(|_| Error::Damaged)??;
    for grid in &mut grids {
        grid.hidden = grid.name.as_ref().and_then(|name| hidden.remove(name)).unwrap_or_default();
    }
    Ok(grids.into_iter().partition(|grid| !appendix::is_appendix(grid)))
}

/// The visible sheets, in their order.
fn grids(bytes: &[u8]) -> Result<Vec<Grid>, Error> {
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes))?;
    let sheets = workbook.sheets_metadata();
    if sheets.len() > bounds::SHEETS {
        return Err(bounds::sheets());
    }
    let sheets: Vec<String> = sheets
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut text = 0;
    sheets.into_iter().map(|name| grid(&mut workbook, name, &mut text)).collect()
}

/// The cells of a sheet. `text` counts the bytes of all sheets: shared strings let a small file hold
/// a large text many times over.
fn grid(workbook: &mut Workbook<'_>, name: String, text: &mut usize) -> Result<Grid, Error> {
    let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    let mut cells = match workbook.worksheet_cells_reader(&name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Grid::named(name)),
        Err(error) => return Err(error.into()),
    };
    let (mut last, mut count) = (0, 0);
    while let Some(cell) = cells.next_cell_with_formula_metadata()? {
        let (row, column) = cell.pos;
        if row.saturating_sub(last) > bounds::EMPTY_ROWS {
            break;
        }
        let value = match (value(cell.value), cell.formula) {
            (Value::Empty, Some(_)) => Value::Uncalculated,
            (value, _) => value,
        };
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if value == Value::Empty || column >= bounds::COLUMNS {
            continue;
        }
        last = last.max(row);
        if let Value::Text(held) = &value {
            *text += held.len();
        }
        let row = rows.entry(row).or_default();
        count += (column + 1).saturating_sub(row.len());
        let spot = || {
            let row = cell.pos.0.saturating_add(1);
            Spot::Place(Place::Row { sheet: Some(name.clone()), row })
        };
        if *text > bounds::TEXT {
            return Err(bounds::text().at(spot()));
        }
        if count > bounds::CELLS {
            return Err(bounds::cells().at(spot()));
        }
        put(row, column, Cell { value, width: 1, ..Cell::default() });
    }
    drop(cells);
    let merges = workbook.merge_cells_by_sheet_name(&name)?;
    merge(&mut rows, &merges, text).map_err(|error| error.at(Spot::Sheet(name.clone())))?;
    let mut grid = Grid::named(name);
    for (row, cells) in rows {
        grid.push(Row { number: row.saturating_add(1), cells })?;
    }
    Ok(grid)
}

/// Notes how many columns merged cells cover, and carries their values down the rows they cover.
fn merge(
    rows: &mut BTreeMap<u32, Vec<Cell>>,
    merges: &[Dimensions],
    text: &mut usize,
) -> Result<(), Error> {
    for merged in merges {
        let ((top, left), (bottom, right)) = (merged.start, merged.end);
        let column = usize::try_from(left).unwrap_or(usize::MAX);
        let Some(cell) = rows.get_mut(&top).and_then(|cells| cells.get_mut(column)) else {
            continue;
        };
        cell.width = usize::try_from(right.saturating_sub(left)).unwrap_or(0).saturating_add(1);
        if bottom <= top || cell.value == Value::Empty {
            continue;
        }
        cell.tall = true;
        let carried = Cell { carried: true, ..cell.clone() };
        for (_, cells) in rows.range_mut(top.saturating_add(1)..=bottom) {
            *text += carried.text().len() + 1;
            if *text > bounds::TEXT {
                return Err(bounds::text());
            }
            put(cells, column, carried.clone());
        }
    }
    Ok(())
}

fn put(cells: &mut Vec<Cell>, column: usize, cell: Cell) {
    if cells.len() <= column {
        cells.resize_with(column + 1, Cell::default);
    }
    if let Some(place) = cells.get_mut(column) {
        *place = cell;
    }
}

/// What a cell shows. Phonetic runs (furigana) are no part of it.
fn value(data: DataRef<'_>) -> Value {
    let text = match data {
        DataRef::Empty => return Value::Empty,
        DataRef::Error(error) => return Value::Error(error.to_string()),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text,
        DataRef::SharedString(text) => text.to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) => date(moment),
    };
    if text.is_empty() { Value::Empty } else { Value::Text(text) }
}

/// A day as Excel shows it by default: 2018/4/1.
fn date(moment: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    if moment.is_duration() {
        moment.as_f64().to_string()
    } else if (hour, minute) == (0, 0) {
        format!("{year}/{month}/{day}")
    } else {
        format!("{year}/{month}/{day} {hour}:{minute:02}")
    }
}
