//! Cells as they are copied and pasted: text with tabs, which spreadsheets put on the clipboard.
//!
//! A cell with a tab, a line break or a quotation mark stands in quotation marks, and those within it
//! are doubled, as Excel has it.

use super::cell::guarded;
use super::flat::{FlatColumn, cells, cells_of_year};
use super::{Error, Format, Source, csv};
use crate::domain::{Book, FiscalYear, MeasureId};

/// What is copied of some measures: a row of headings, and a row for each, with the entry of one year.
///
/// # Errors
/// [`Error::Csv`], which memory does not give cause for.
pub fn copied(
    book: &Book,
    year: Option<FiscalYear>,
    measures: &[MeasureId],
) -> Result<String, Error> {
    let columns = cells_of_year(book, year);
    let headings = headings(&columns);
    let rows = measures.iter().filter_map(|id| cells(book, &columns, *id));
    csv::tabbed(std::iter::once(headings).chain(rows))
}

/// Opens what was pasted. Where it has no headings, but as many columns as are copied, they are taken
/// for the same.
///
/// # Errors
/// As for [`Source::open`].
pub fn pasted(text: &str, book: &Book, year: Option<FiscalYear>) -> Result<Source, Error> {
    let source = Source::open(Format::Csv, text.as_bytes(), "")?;
    let columns = cells_of_year(book, year);
    if source.recognised().is_complete() || csv::tabbed_columns(text) != Some(columns.len()) {
        return Ok(source);
    }
    let headed = csv::tabbed(std::iter::once(headings(&columns)))? + text;
    Source::open(Format::Csv, headed.as_bytes(), "")
}

/// A block of cells of any table, as it is copied.
///
/// # Errors
/// [`Error::Csv`], which memory does not give cause for.
pub fn copied_block(rows: impl IntoIterator<Item = Vec<String>>) -> Result<String, Error> {
    csv::tabbed(rows)
}

/// The cells of a block that was pasted, row by row, empty rows among them.
pub fn pasted_block(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut rest = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                let _ = rest.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => row.push(unguarded(std::mem::take(&mut cell))),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(unguarded(std::mem::take(&mut cell)));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    if !row.is_empty() || !cell.is_empty() {
        row.push(unguarded(cell));
        rows.push(row);
    }
    rows
}

/// A cell without what kept it from being taken for a formula.
fn unguarded(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if guarded(rest.to_owned()) == cell => rest.to_owned(),
        _ => cell,
    }
}

fn headings(columns: &[FlatColumn]) -> Vec<String> {
    columns.iter().map(|column| column.heading.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::listing::Listing;
    use crate::exchange::{import, sample};
    use std::sync::Arc;

    fn first(count: usize) -> (Book, FiscalYear, Vec<MeasureId>) {
        let book = sample();
        let year = book.latest_year().unwrap();
        let measures = book.listed().into_iter().take(count).map(|row| row.2.id).collect();
        (book, year, measures)
    }

    fn listed(text: &str, book: &Book, year: FiscalYear) -> Result<Arc<Listing>, Error> {
        let source = pasted(text, book, Some(year))?;
        source.read_as(&source.recognised())
    }

    #[test]
    fn what_is_copied_and_pasted_again_changes_nothing() {
        let (book, year, measures) = first(9);
        let text = copied(&book, Some(year), &measures).unwrap();
        assert!(text.starts_with("基本目標\t施策の方向\t施策番号\t名称\t"), "{text}");
        let pasted = import(&book, &listed(&text, &book, year).unwrap());
        assert_eq!(pasted.changes, []);
        assert_eq!((pasted.unchanged, pasted.unreadable), (9, vec![]));
    }

    #[test]
    fn cells_without_headings_are_those_that_are_copied() {
        let (book, year, measures) = first(2);
        let text = copied(&book, Some(year), &measures).unwrap();
        let rows = text.split_once("\r\n").unwrap().1;
        let changed = import(&book, &listed(rows, &book, year).unwrap());
        assert_eq!((changed.changes.len(), changed.unchanged), (0, 2));
        assert!(matches!(listed("一つ\t二つ\n", &book, year), Err(Error::NotAList)));
    }

    #[test]
    fn a_block_keeps_its_empty_rows_and_cells() {
        let text = "1,234\t'=1\t\"二\n行\"\r\n\r\n\"\"\"五\"\"\"\t△6\r\n";
        let row = |cells: &[&str]| cells.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let rows = [row(&["1,234", "=1", "二\n行"]), row(&[""]), row(&["\"五\"", "△6"])];
        assert_eq!(pasted_block(text), rows);
        let rows = [row(&["+3%", ""]), row(&["", ""]), row(&["\"五\"", "一\n二"])];
        assert_eq!(pasted_block(&copied_block(rows.to_vec()).unwrap()), rows);
        assert_eq!(pasted_block(""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn line_breaks_and_quotation_marks_stay_in_their_cell() {
        let text = csv::tabbed([vec!["一行\n\"二行\"".to_owned(), "次".to_owned()]]).unwrap();
        assert_eq!(text, "\"一行\n\"\"二行\"\"\"\t次\r\n");
    }
}
