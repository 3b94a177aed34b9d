//! What a file holds at one moment.

use super::digest::{Digest, RowSum};
use super::log::Steps;
use super::scope::{self, Confined};
use super::{Error, log, rows};
use crate::domain::Book;
use rusqlite::Connection;
use std::sync::Arc;
use uuid::Uuid;

/// What a file holds at one moment.
pub(super) struct FileState {
    pub book: Arc<Book>,
    /// The last commit.
    pub head: Option<Uuid>,
    pub steps: Steps,
    pub confined: Option<Confined>,
    /// Of all that the file holds.
    pub digest: Digest,
}

impl FileState {
    /// Reads a file, and proves that it holds what its latest commit says.
    ///
    /// # Errors
    /// [`Error::Damaged`] where it does not; else what the content says.
    pub(super) fn read(connection: &Connection) -> Result<Self, Error> {
        // One transaction, so that another program cannot write between the reads.
        let reading = connection.unchecked_transaction()?;
        Self::read_within(&reading)
    }

    /// The same within a transaction of the caller.
    pub(super) fn read_within(connection: &Connection) -> Result<Self, Error> {
        let mut rows = RowSum::default();
        let book = read_book(connection, &mut rows);
        let digest = match &book {
            Ok(_) => rows.verify(connection, &rows::TABLES)?,
            // That a file is damaged goes before what is wrong with its content.
            Err(_) => RowSum::default().verify(connection, &[])?,
        };
        Self::with(connection, book?, digest)
    }

    /// Reads an in-memory database, which has no commit with a digest to check.
    pub(super) fn read_unproven(connection: &Connection) -> Result<Self, Error> {
        let book = read_book(connection, &mut RowSum::default())?;
        Self::with(connection, book, Digest::default())
    }

    fn with(connection: &Connection, book: Book, digest: Digest) -> Result<Self, Error> {
        Ok(Self {
            book: Arc::new(book),
            head: log::head(connection)?,
            steps: log::steps(connection)?,
            confined: scope::confined(connection)?,
            digest,
        })
    }
}

/// Reads the content of a file, with the rules of notation that a handed-out file got from its plan.
pub(super) fn read_book(connection: &Connection, sum: &mut RowSum) -> Result<Book, Error> {
    let mut book = rows::read_book(connection, sum)?;
    book.inherit_usage(scope::confined(connection)?.and_then(|confined| confined.scope.usage));
    Ok(book)
}
