//! The list for Excel and Word: what is on the paper is in both, and the workbook comes in again.

mod books;
mod document;
mod opened;
mod workbook;

use crate::report::{sample, with};
use shinchoku::domain::{Book, FiscalYear, Implementation, Record};
use shinchoku::exchange::{self, Import};
use shinchoku::report::{Error, FileType, Options, Report};
use std::io::{Cursor, Read};
use zip::ZipArchive;

const OFFICE: [FileType; 2] = [FileType::Excel, FileType::Word];

fn write(report: Report, file_type: FileType, book: &Book) -> Vec<u8> {
    report.write(file_type, book, &Options::default()).unwrap()
}

/// A part of an archive.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let _ = archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Imports the printed list as a workbook.
fn import(book: &Book, bytes: &[u8]) -> (Book, Import) {
    let listing = exchange::read(exchange::Format::Xlsx, bytes, "一覧表.xlsx").unwrap();
    let import = exchange::import(book, &listing);
    let mut after = book.clone();
    after.apply(&import.changes).unwrap();
    (after, import)
}

/// The entry of a measure with another narrative.
fn narrated(book: &Book, at: usize, year: FiscalYear, narrative: &str) -> Record {
    let measure = book.listed()[at].2.id;
    let entry = book.implementation(measure, year).cloned();
    let entry = entry.unwrap_or_else(|| Implementation::blank(measure, year));
    Record::Implementation(Implementation { narrative: narrative.to_owned(), ..entry })
}

#[test]
fn the_same_book_is_the_same_bytes() {
    let book = sample();
    for report in Report::ALL {
        for file_type in OFFICE {
            assert_eq!(write(report, file_type, &book), write(report, file_type, &book));
        }
    }
}

#[test]
fn the_day_of_making_is_that_of_the_options() {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 6, 12);
    let options = Options { date, ..Options::default() };
    for file_type in OFFICE {
        let bytes = Report::List.write(file_type, &sample(), &options).unwrap();
        assert!(part(&bytes, "docProps/core.xml").contains(">2026-06-12T00:00:00Z<"));
    }
}

#[test]
fn a_text_longer_than_a_cell_is_told_and_not_cut() {
    let year = FiscalYear(2024);
    let long = "あ".repeat(32_768);
    let book = with(sample(), [narrated(&sample(), 0, year, &long)]);
    let refused = Report::List.write(FileType::Excel, &book, &Options::default());
    let Err(Error::CellTooLong { row, head, units, limit }) = refused else { panic!() };
    assert!(row.ends_with(&book.listed()[0].2.name), "{row}");
    assert!(head.ends_with("実施等状況"), "{head}");
    assert!(units > limit);
    let document = part(&write(Report::List, FileType::Word, &book), "word/document.xml");
    assert!(document.contains(&long));
}
