//! Merged cells.

use crate::exchange::bounds;
use crate::exchange::doubt::Question;
use crate::exchange::error::Error;
use crate::exchange::grid::{Cell, Omitted, Value};
use std::collections::BTreeMap;

/// The row and the column of a cell, from 0.
pub(super) type Corner = (u32, u32);

/// Takes away what cells hold that a merged one covers: Excel shows nothing of it, and keeps none, but
/// other programs do.
pub(super) fn cover(
    rows: &mut BTreeMap<u32, Vec<Cell>>,
    ((top, left), (bottom, right)): (Corner, Corner),
    omitted: &mut Vec<Omitted>,
) {
    if bottom < top {
        return;
    }
    let column = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
    for (row, cells) in rows.range_mut(top..=bottom) {
        let first = column(left) + usize::from(*row == top);
        let covered =
            cells.iter_mut().enumerate().take(column(right).saturating_add(1)).skip(first);
        for (column, cell) in covered.filter(|(_, cell)| !cell.is_blank()) {
            let (row, text) = (row.saturating_add(1), cell.text().to_owned());
            omitted.push(Omitted { row, column, text, question: Question::Covered });
            *cell = Cell::default();
        }
    }
}

/// Notes how many columns merged cells cover, and carries their values down the rows they cover. `text`
/// counts the bytes of all texts.
///
/// # Errors
/// [`Error::TooLarge`].
pub(super) fn merge(
    rows: &mut BTreeMap<u32, Vec<Cell>>,
    merges: &[(Corner, Corner)],
    text: &mut usize,
) -> Result<(), Error> {
    for ((top, left), (bottom, right)) in merges {
        let column = usize::try_from(*left).unwrap_or(usize::MAX);
        let Some(cell) = rows.get_mut(top).and_then(|cells| cells.get_mut(column)) else {
            continue;
        };
        cell.width = usize::try_from(right.saturating_sub(*left)).unwrap_or(0).saturating_add(1);
        if bottom <= top || cell.value == Value::Empty {
            continue;
        }
        cell.tall = true;
        let carried = Cell { carried: true, ..cell.clone() };
        for (_, cells) in rows.range_mut(top.saturating_add(1)..=*bottom) {
            *text += carried.text().len() + 1;
            if *text > bounds::TEXT {
                return Err(bounds::text());
            }
            put(cells, column, carried.clone());
        }
    }
    Ok(())
}

/// Puts a cell into a row.
pub(super) fn put(cells: &mut Vec<Cell>, column: usize, cell: Cell) {
    if cells.len() <= column {
        cells.resize_with(column + 1, Cell::default);
    }
    if let Some(place) = cells.get_mut(column) {
        *place = cell;
    }
}
