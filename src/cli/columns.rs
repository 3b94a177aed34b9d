//! What the sheets and columns of a list are taken for, as the command line says. It corrects what was
//! recognised as the window does.

use super::arguments::ImportArguments;
use super::usage::{Allowed, Usage};
use crate::domain::fold::fold;
use crate::exchange::{Column, Form, Grid, Row, Source};
use crate::words::{self, Role};

const SHEET: &str = "--sheet";
const COLUMNS: &str = "--columns";

/// What is read of a source.
pub(super) fn form(source: &Source, arguments: &ImportArguments) -> Result<Form, Usage> {
    let ImportArguments { sheets, columns, .. } = arguments;
    let mut form = source.recognised();
    let names: Vec<&str> = source.sheets().iter().filter_map(|it| it.name.as_deref()).collect();
    let other = |option, value: &str, possible: &[&str]| {
        let words: Vec<String> = possible.iter().map(|it| (*it).to_owned()).collect();
        let allowed = if words.is_empty() { Allowed::Nothing } else { Allowed::Words(words) };
        Usage::bad(option, value, allowed)
    };
    if let Some(unknown) = sheets.iter().find(|name| !names.contains(&name.as_str())) {
        return Err(other(SHEET, unknown, &names));
    }
    if let (true, Some((field, _))) = (source.speaks_for_itself(), columns.first()) {
        return Err(other(COLUMNS, field, &[]));
    }
    let column = |field: &str| {
        let unknown =
            || other(COLUMNS, field, &Role::all().into_iter().map(Role::name).collect::<Vec<_>>());
        Role::column_named(field).ok_or_else(unknown)
    };
    let meant = columns.iter().map(|(field, _)| column(field));
    let meant: Vec<Option<Column>> = meant.collect::<Result<_, _>>()?;
    let is_only = source.sheets().len() == 1;
    for (at, (grid, place)) in source.sheets().iter().zip(&mut form.sheets).enumerate() {
        let is_named = |name: &str| sheets.iter().any(|it| it == name);
        let is_chosen = grid.name.as_deref().is_some_and(is_named);
        if !is_chosen && !(sheets.is_empty() && (is_only || place.is_some())) {
            *place = None;
            continue;
        }
        let width = grid.rows.iter().map(Row::width).max().unwrap_or_default();
        let letters = format!("A～{}", words::column_name(width.saturating_sub(1)));
        let column = |said: &str| {
            let at = column_at(said).filter(|at| *at < width);
            at.ok_or_else(|| other(COLUMNS, said, &[&letters]))
        };
        let places = columns.iter().map(|(_, said)| column(said));
        let places: Vec<usize> = places.collect::<Result<_, _>>()?;
        let numbers = places.iter().zip(&meant).filter(|(_, it)| **it == Some(Column::Number));
        let numbers: Vec<usize> = numbers.map(|(at, _)| *at).collect();
        let headed = || match beginning(grid, &places, &numbers) {
            (row, true) => source.headed_at(at, row),
            (row, false) => source.headless_at(at, row),
        };
        // What is no list by its headings is one only by what is said of its columns.
        let said_so = || headed().filter(|_| !columns.is_empty());
        let Some(mut layout) = place.take().or_else(said_so) else { continue };
        // Where nothing is said of the year, the heading may name it.
        let dated = |at: usize, (field, _): &(String, String), column: Option<Column>| {
            let year = layout.year_in_heading(at).filter(|_| !field.contains("各年度"));
            match (column, year) {
                (Some(Column::Narratives(None)), Some(year)) => Some(Column::Narrative(year)),
                (Some(Column::Status(None)), year) => Some(Column::Status(year)),
                (Some(Column::Mark(None)), year) => Some(Column::Mark(year)),
                (column, _) => column,
            }
        };
        let said = places.iter().zip(columns).zip(&meant);
        let said: Vec<_> =
            said.map(|((at, field), column)| (*at, dated(*at, field, *column))).collect();
        let said = || said.iter().copied();
        said().for_each(|(at, column)| layout.take_as(at, column));
        // What is no longer there has given way to what was said after it.
        let clash = said().enumerate().find(|(nth, (at, column))| {
            let is_gone = column.is_some() && layout.column_at(*at).is_none();
            is_gone || places.iter().take(*nth).any(|before| before == at)
        });
        if let Some((field, letters)) = clash.and_then(|(nth, _)| columns.get(nth)) {
            return Err(Usage::Twice { option: COLUMNS, value: format!("{field}={letters}") });
        }
        *place = Some(layout);
    }
    if form.sheets.iter().all(Option::is_none) && !columns.is_empty() {
        return Err(match sheets.is_empty() {
            true => Usage::Alone { option: COLUMNS, with: SHEET },
            false => other(SHEET, &sheets.concat(), &names),
        });
    }
    Ok(form)
}

/// The row with which a list begins where no words tell: the first with something in each of the
/// columns, and whether it holds the headings. One with a number where numbers are said to stand is a
/// measure.
fn beginning(grid: &Grid, columns: &[usize], numbers: &[usize]) -> (usize, bool) {
    let is_full = |row: &Row| columns.iter().all(|at| !row.cell(*at).is_blank());
    let is_number = |text: &str| {
        let text = fold(text);
        !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
    };
    let is_measure = |row: &Row| numbers.iter().any(|at| is_number(row.cell(*at).text()));
    let first = grid.rows.iter().position(|row| is_full(row) || is_measure(row));
    let first = first.unwrap_or_default();
    (first, !grid.rows.get(first).is_some_and(is_measure))
}

/// The column that a spreadsheet calls so: A is 0, AA is 26.
fn column_at(letters: &str) -> Option<usize> {
    let letters = fold(letters);
    let is_column =
        (1..=3).contains(&letters.len()) && letters.bytes().all(|it| it.is_ascii_lowercase());
    let digits = letters.bytes().map(|letter| usize::from(letter - b'a') + 1);
    is_column.then(|| digits.fold(0, |sum, digit| sum * 26 + digit) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_column_has_one_name(at in 0usize..18_278) {
            prop_assert_eq!(column_at(&words::column_name(at)), Some(at));
        }
    }

    #[test]
    fn columns_are_named_by_letters() {
        for (letters, at) in [
            ("c", Some(2)),
            ("ＡＡ", Some(26)),
            ("XFD", Some(16_383)),
            ("3", None),
            ("", None),
            ("名", None),
        ] {
            assert_eq!(column_at(letters), at, "{letters}");
        }
    }
}
