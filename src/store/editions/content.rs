//! What an edition keeps: the bytes of its PDF, and its data in a form that other programs can read
//! in twenty years, too: a ZIP of one JSON, the records in the form that the change log has.

use super::{text, unreadable};
use crate::domain::{Book, Change, EditionId, Record};
use crate::store::Error;
use crate::store::bounded::at_most;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::{Deserialize, Deserializer, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const PDF: &str = "SELECT pdf, pdf_sha256 FROM edition_content WHERE edition = ?1";
const BOOK: &str = "SELECT book, book_sha256 FROM edition_content WHERE edition = ?1";

/// The form of the JSON. It outlives the types that it is made from.
const FORMAT: u32 = 1;

/// The name of the JSON within the ZIP.
const NAME: &str = "book.json";

/// The most bytes that the JSON may have: many times what a plan of ten years takes. A file from a
/// stick must not fill the memory with a few bytes; nor with more records than a book has.
const MOST: u64 = 256 << 20;

#[derive(Serialize, Deserialize)]
struct Snapshot {
    format: u32,
    #[serde(deserialize_with = "records")]
    records: Vec<Record>,
}

fn records<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Record>, D::Error> {
    at_most(deserializer, Book::MOST)
}

/// The bytes of an edition, each with its mark.
#[derive(Debug, Clone)]
pub(super) struct Content {
    pdf: HashedBytes,
    book: HashedBytes,
}

/// Bytes, and the SHA-256 by which it is told whether they are still the same.
#[derive(Debug, Clone)]
struct HashedBytes {
    bytes: Vec<u8>,
    mark: String,
}

impl HashedBytes {
    fn of(bytes: Vec<u8>) -> Self {
        Self { mark: mark(&bytes), bytes }
    }

    /// Bytes as they were found.
    fn checked(bytes: Vec<u8>, stored: &str) -> Result<Self, Error> {
        let kept = Self::of(bytes);
        if kept.mark == stored { Ok(kept) } else { Err(Error::EditionDamaged) }
    }
}

fn mark(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut mark, byte| {
        // Writing into a String does not fail.
        let _ = write!(mark, "{byte:02x}");
        mark
    })
}

impl Content {
    pub(super) fn of(pdf: &[u8], book: &Book) -> Result<Self, Error> {
        Ok(Self { pdf: HashedBytes::of(pdf.to_vec()), book: HashedBytes::of(pack(book)?) })
    }

    /// All of it, checked.
    pub(super) fn read(connection: &Connection, id: EditionId) -> Result<Self, Error> {
        Ok(Self { pdf: part(connection, id, PDF)?, book: part(connection, id, BOOK)? })
    }

    pub(super) fn insert(&self, connection: &Connection, id: EditionId) -> Result<(), Error> {
        let _ = connection
            .prepare_cached(
                "INSERT INTO edition_content (edition, pdf, pdf_sha256, book, book_sha256)
                 VALUES (:edition, :pdf, :pdf_mark, :book, :book_mark)",
            )?
            .execute(named_params! {
                ":edition": text(id),
                ":pdf": self.pdf.bytes,
                ":pdf_mark": self.pdf.mark,
                ":book": self.book.bytes,
                ":book_mark": self.book.mark,
            })?;
        Ok(())
    }
}

pub(super) fn pdf(connection: &Connection, id: EditionId) -> Result<Vec<u8>, Error> {
    Ok(part(connection, id, PDF)?.bytes)
}

pub(super) fn book(connection: &Connection, id: EditionId) -> Result<Book, Error> {
    unpack(&part(connection, id, BOOK)?.bytes)
}

fn part(connection: &Connection, id: EditionId, sql: &str) -> Result<HashedBytes, Error> {
    let found: Option<(Vec<u8>, String)> = connection
        .prepare_cached(sql)?
        .query_row([text(id)], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (bytes, mark) = found.ok_or(Error::NoEdition)?;
    HashedBytes::checked(bytes, &mark)
}

fn pack(book: &Book) -> Result<Vec<u8>, Error> {
    let plan = Record::Plan(book.plan().clone());
    let records = std::iter::once(plan).chain(book.records()).collect();
    let json = serde_json::to_vec(&Snapshot { format: FORMAT, records }).map_err(unreadable)?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file(NAME, options).map_err(unreadable)?;
    zip.write_all(&json)?;
    Ok(zip.finish().map_err(unreadable)?.into_inner())
}

fn unpack(bytes: &[u8]) -> Result<Book, Error> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut json = Vec::new();
    let _ = zip.by_name(NAME).map_err(unreadable)?.take(MOST).read_to_end(&mut json)?;
    let Snapshot { format, records } = serde_json::from_slice(&json).map_err(unreadable)?;
    if format != FORMAT {
        return Err(unreadable(format!("format {format}")));
    }
    let mut records = records.into_iter();
    let Some(Record::Plan(plan)) = records.next() else { return Err(unreadable("no plan")) };
    let mut book = Book::bare(plan);
    book.apply(&records.map(Change::add).collect::<Vec<_>>()).map_err(Error::Content)?;
    Ok(book)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Plan;

    #[test]
    fn a_book_comes_back_whole_and_the_same_book_is_the_same_bytes() {
        let book = Book::new(Plan::new("みずほ野市", "総合戦略"));
        let packed = pack(&book).unwrap();
        assert_eq!(unpack(&packed).unwrap(), book);
        assert_eq!(pack(&book).unwrap(), packed);
    }

    #[test]
    fn the_mark_is_the_published_one() {
        // FIPS 180-4 with NIST's example of "abc".
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(mark(b"abc"), known);
        assert!(matches!(HashedBytes::checked(b"abd".to_vec(), known), Err(Error::EditionDamaged)));
    }

    #[test]
    fn what_is_no_snapshot_is_told() {
        assert!(matches!(unpack(b"PK"), Err(Error::Damaged(_))));
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(NAME, SimpleFileOptions::default()).unwrap();
        zip.write_all(br#"{"format": 2, "records": []}"#).unwrap();
        let later = zip.finish().unwrap().into_inner();
        assert!(matches!(unpack(&later), Err(Error::Damaged(why)) if why.contains("format 2")));
    }

    /// A few kilobytes can stand for more records than any memory holds.
    #[test]
    fn more_records_than_a_book_has_are_not_read() {
        let record = r#"{"table":"year","row":{"year":2024,"closed":false}}"#;
        let records = vec![record; Book::MOST + 1].join(",");
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(NAME, SimpleFileOptions::default()).unwrap();
        zip.write_all(format!(r#"{{"format": 1, "records": [{records}]}}"#).as_bytes()).unwrap();
        let bomb = zip.finish().unwrap().into_inner();
        assert!(bomb.len() < 1 << 20);
        assert!(matches!(unpack(&bomb), Err(Error::Damaged(why)) if why.contains("at most")));
    }
}
