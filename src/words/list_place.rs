//! Where something stands in a list that is read: its rows, columns and cells.

use crate::exchange::Place;
use std::collections::{BTreeMap, BTreeSet};

/// Where something stands in a list: 12行目.
pub fn place_in_list(place: &Place) -> String {
    match place {
        Place::Row { sheet: None, row } => format!("{row}行目"),
        Place::Row { sheet: Some(sheet), row } => format!("シート「{sheet}」{row}行目"),
        Place::Indicator(number) => format!("{number}件目の指標"),
        Place::Item(item) => format!("{item}件目の施策"),
        Place::Declaration => "見出しや表".to_owned(),
        Place::Sheet(sheet) => format!("シート「{sheet}」"),
    }
}

/// A column as a spreadsheet names it: 0 is A, 26 is AA.
pub fn column_name(column: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap_or_default());
    match (column / 26).checked_sub(1) {
        Some(before) => format!("{}{}", column_name(before), letter(column)),
        None => letter(column).to_string(),
    }
}

/// シート「一覧」E2, or 2行目 where it is about no single cell.
pub(super) fn address(at: &Place, column: Option<usize>) -> String {
    match (at, column) {
        (Place::Row { sheet: None, row }, Some(column)) => format!("{}{row}", column_name(column)),
        (Place::Row { sheet: Some(sheet), row }, Some(column)) => {
            format!("シート「{sheet}」{}{row}", column_name(column))
        }
        (at, _) => place_in_list(at),
    }
}

/// The addresses of cells or rows, those of a column that follow one another as one: G5～G8、I7.
pub(super) fn addresses<'a>(at: impl Iterator<Item = (&'a Place, Option<usize>)>) -> String {
    const MOST: usize = 1000;
    let mut columns: BTreeMap<(Option<&str>, Option<usize>), BTreeSet<u32>> = BTreeMap::new();
    let mut others = BTreeSet::new();
    for (at, column) in at {
        match at {
            Place::Row { sheet, row } => {
                let _ = columns.entry((sheet.as_deref(), column)).or_default().insert(*row);
            }
            at => drop(others.insert(at)),
        }
    }
    // The beginnings of the list, and how many addresses are left out.
    let (mut addresses, mut more) = (Vec::new(), 0);
    for ((sheet, column), rows) in &columns {
        let rows: Vec<u32> = rows.iter().copied().collect();
        for run in rows.chunk_by(|one, other| one.saturating_add(1) == *other) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            if addresses.len() >= MOST {
                more += run.len();
                continue;
            }
            let at = |row: u32| Place::Row { sheet: sheet.map(str::to_owned), row };
            let first_address = address(&at(*first), *column);
            addresses.push(match (first == last, column) {
                (true, _) => first_address,
                (false, None) => first_address.replacen("行目", &format!("～{last}行目"), 1),
                (false, Some(column)) => format!("{first_address}～{}{last}", column_name(*column)),
            });
        }
    }
    let left = MOST.saturating_sub(addresses.len());
    addresses.extend(others.iter().take(left).map(|at| place_in_list(at)));
    more += others.len().saturating_sub(left);
    let more = if more > 0 { format!("、ほか{more}箇所") } else { String::new() };
    addresses.join("、") + &more
}
