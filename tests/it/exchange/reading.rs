//! Lists read as a person reads them: nothing is lost without a word.

mod doubtful;
mod evidence;
mod forms;
mod groups;
mod heading_words;
mod heads;
mod levels;
mod losses;
mod names;
mod parts;
mod rows;
mod sense;
mod stages;
mod years;

use crate::exchange::{empty, import_into};
use rust_xlsxwriter::{Format as Look, Workbook, Worksheet};
use shinchoku::domain::{Book, Measure};
use shinchoku::exchange::{Format, Import, Place, Question};
use shinchoku::words;

/// A list of comma-separated rows, without an empty line at its start.
fn read(csv: &str) -> (Book, Import) {
    import_into(&empty(), Format::Csv, csv.trim_start().as_bytes())
}

/// The first and the last cell of a merged range, each `(row, column)` from 0.
type Merge = ((u32, u16), (u32, u16));

/// A workbook of one sheet: its rows, and the ranges that are merged.
fn workbook(rows: &[&[&str]], merges: &[Merge]) -> (Book, Import) {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet(), rows, merges);
    import_into(&empty(), Format::Xlsx, &workbook.save_to_buffer().unwrap())
}

fn fill(sheet: &mut Worksheet, rows: &[&[&str]], merges: &[Merge]) {
    for ((top, left), (bottom, right)) in merges {
        let text = rows[*top as usize][usize::from(*left)];
        let _ = sheet.merge_range(*top, *left, *bottom, *right, text, &Look::new()).unwrap();
    }
    let is_merged = |row: u32, column: u16| {
        merges.iter().any(|((top, left), (bottom, right))| {
            (*top..=*bottom).contains(&row) && (*left..=*right).contains(&column)
        })
    };
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            if !cell.is_empty() && !is_merged(row, column) {
                let _ = sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
}

/// The measures in their order: number, name, leading departments, status and text of a year.
fn measures(book: &Book) -> Vec<(u32, String, Vec<String>)> {
    let departments = |it: &Measure| {
        it.lead.iter().map(|id| book.department(*id).unwrap().name.clone()).collect()
    };
    book.listed().iter().map(|(_, _, it)| (it.number, it.name.clone(), departments(it))).collect()
}

/// The headings of the columns that are not taken.
fn ignored(import: &Import) -> Vec<&str> {
    import.ignored.iter().map(|it| it.heading.as_str()).collect()
}

/// The goals and the directions under which the measures stand.
fn headings(book: &Book) -> Vec<(String, String)> {
    let listed = book.listed().into_iter();
    listed.map(|(goal, direction, _)| (goal.name.clone(), direction.name.clone())).collect()
}

fn names(book: &Book) -> Vec<String> {
    measures(book).into_iter().map(|(_, name, _)| name).collect()
}

fn leads(book: &Book) -> Vec<Vec<String>> {
    measures(book).into_iter().map(|(.., lead)| lead).collect()
}

fn texts(book: &Book, year: i32) -> Vec<String> {
    let text = |it: &Measure| book.narrative(it.id, shinchoku::domain::FiscalYear(year)).to_owned();
    book.listed().iter().map(|(_, _, it)| text(it)).collect()
}

fn statuses(book: &Book, year: i32) -> Vec<String> {
    let status = |it: &Measure| {
        let status = book.progress(it.id, shinchoku::domain::FiscalYear(year));
        status.map(|status| status.name.clone()).unwrap_or_default()
    };
    book.listed().iter().map(|(_, _, it)| status(it)).collect()
}

/// The numbers of the rows that were not taken.
fn refused(import: &Import) -> Vec<u32> {
    let row = |place: &Place| match place {
        Place::Row { row, .. } => *row,
        _ => 0,
    };
    import.unreadable.iter().map(|it| row(&it.place)).collect()
}

/// What was asked, and of which cells, by what they say.
fn asked(import: &Import) -> Vec<(Question, &str)> {
    import.doubts.iter().map(|doubt| (doubt.question, doubt.text.as_str())).collect()
}

/// The lines in which it is told.
fn told(import: &Import) -> String {
    words::doubts(&import.doubts).join("\n")
}
