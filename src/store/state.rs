//! What a file holds at one moment.

use super::digest::{self, Digest};
use super::handout::{self, Confined};
use super::log::Steps;
use super::{Error, log, rows};
use crate::domain::Book;
use rusqlite::Connection;
use std::sync::Arc;
use uuid::Uuid;

/// What a file holds at one moment.
pub struct FileState {
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
    pub fn read(connection: &Connection) -> Result<Self, Error> {
        // One transaction, so that another program cannot write between the reads.
        let reading = connection.unchecked_transaction()?;
        Self::read_within(&reading)
    }

    /// The same within a transaction of the caller.
    pub fn read_within(connection: &Connection) -> Result<Self, Error> {
        let digest = digest::verify(connection)?;
        Ok(Self { digest, ..Self::read_unproven(connection)? })
    }

    /// Reads what no file holds, and so no commit can prove.
    pub fn read_unproven(connection: &Connection) -> Result<Self, Error> {
        Ok(Self {
            book: Arc::new(rows::read_book(connection)?),
            head: log::head(connection)?,
            steps: log::steps(connection)?,
            confined: handout::confined(connection)?,
            digest: Digest::default(),
        })
    }
}
