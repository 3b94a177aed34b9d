//! The one `.db` file: open, identity, migrations, commit, undo, change log, backups.
//!
//! **Architecture invariant:** nothing here knows of widgets or PDF.

mod backup;
mod error;
mod header;
mod log;
mod rows;
mod schema;
mod write_out;

pub use backup::Backups;
pub use error::Error;
pub use log::{Entry, Query, Step};
pub use write_out::{Replace, write_out};

use crate::domain::change::inverse;
use crate::domain::{Book, Change, Invalid, Op, Record};
use chrono::{DateTime, FixedOffset};
use log::Steps;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// Who works at this PC, and what time it is there.
#[derive(Debug, Clone)]
pub struct Session {
    /// The name that the change log keeps; may be empty.
    pub who: String,
    pub clock: fn() -> DateTime<FixedOffset>,
}

/// What a file is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To look and to print. Works from a write-protected stick.
    Read,
    /// To edit.
    Write,
}

/// An open file: its content as a value, and the way to change it.
pub struct Store {
    connection: Connection,
    path: Option<PathBuf>,
    session: Session,
    book: Arc<Book>,
    head: Option<Uuid>,
    steps: Steps,
}

impl fmt::Debug for Store {
    /// The place alone: the content of a file is not for logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Store {
    /// Makes a new file with this content. It appears under its name only when it is whole.
    ///
    /// # Errors
    /// [`Error::Exists`] where the name is taken; else what the disk says.
    pub fn create(path: &Path, book: &Book, session: Session) -> Result<Self, Error> {
        if path.symlink_metadata().is_ok() {
            return Err(Error::Exists);
        }
        let file = write_out::temporary_beside(path)?.into_temp_path();
        let connection =
            Connection::open_with_flags(&file, flags(OpenFlags::SQLITE_OPEN_READ_WRITE))?;
        fill(&connection, book, &session)?;
        connection.close().map_err(|(_, error)| error)?;
        file.persist_noclobber(path).map_err(|error| Error::from(error.error))?;
        Self::load(connect(path, Access::Write)?, Some(path), session)
    }

    /// A store that is nowhere but in memory.
    ///
    /// # Errors
    /// [`Error::Content`] where the book breaks a rule.
    pub fn in_memory(book: &Book, session: Session) -> Result<Self, Error> {
        let connection = Connection::open_in_memory()?;
        fill(&connection, book, &session)?;
        Self::load(connection, None, session)
    }

    /// Opens a file: identity, version, schema, integrity, then backup and migration where the file
    /// is of an older version.
    ///
    /// # Errors
    /// A refusal, in the order of the checks. The file is never written to before all have passed,
    /// except that SQLite plays back the journal that a killed program of ours left.
    pub fn open(
        path: &Path,
        access: Access,
        session: Session,
        backups: &Backups,
    ) -> Result<Self, Error> {
        let header = header::inspect(path)?;
        // Only a connection that may write can play a hot journal back.
        let first = if header.hot_journal { Access::Write } else { Access::Read };
        let connection = connect(path, first)?;
        schema::check(&connection)?;
        schema::check_integrity(&connection)?;
        if header.version < schema::current_version() {
            return Self::open_older(path, access, session, backups, connection);
        }
        if access == first {
            return Self::load(connection, Some(path), session);
        }
        drop(connection);
        Self::load(connect(path, access)?, Some(path), session)
    }

    /// Brings an older file up to date, after a backup; for reading, in a copy in memory.
    fn open_older(
        path: &Path,
        access: Access,
        session: Session,
        backups: &Backups,
        connection: Connection,
    ) -> Result<Self, Error> {
        drop(connection);
        match access {
            Access::Write => {
                let _ = backups.take(path, "migration", (session.clock)())?;
                let connection = connect(path, Access::Write)?;
                schema::upgrade(&connection)?;
                schema::check(&connection)?;
                Self::load(connection, Some(path), session)
            }
            Access::Read => {
                let copy = tempfile::Builder::new().suffix(".db").tempfile()?;
                let _ = std::fs::copy(path, copy.path())?;
                let connection = connect(copy.path(), Access::Write)?;
                schema::upgrade(&connection)?;
                Self::load(connection, Some(path), session)
            }
        }
    }

    fn load(connection: Connection, path: Option<&Path>, session: Session) -> Result<Self, Error> {
        let Held { book, head, steps } = Held::read(&connection)?;
        Ok(Self { connection, path: path.map(Path::to_owned), session, book, head, steps })
    }

    /// The content as of the last commit.
    pub const fn book(&self) -> &Arc<Book> {
        &self.book
    }

    /// Where the file lies; `None` for one in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Who is entered in the change log.
    pub fn who(&self) -> &str {
        &self.session.who
    }

    /// Who is entered in the change log from now on.
    pub fn set_who(&mut self, who: String) {
        self.session.who = who;
    }

    /// Makes one edit: all of `changes` or none, on the disk when this returns.
    ///
    /// `subject` names what is edited, for the history and 「元に戻す」.
    ///
    /// # Errors
    /// [`Error::Invalid`] with [`Invalid::Stale`] where a row is no longer as `before` says, with
    /// another [`Invalid`] where the outcome would break a rule; else what the disk says. Nothing is
    /// changed then; after [`Invalid::Stale`] the book is the one that the file holds now.
    pub fn commit(&mut self, op: Op, subject: &str, changes: Vec<Change>) -> Result<(), Error> {
        self.write(op, subject, None, &changes)
    }

    /// What [`Store::undo`] would take back.
    pub fn undoable(&self) -> Option<&Step> {
        self.steps.undo.last()
    }

    /// What [`Store::redo`] would make again.
    pub fn redoable(&self) -> Option<&Step> {
        self.steps.redo.last()
    }

    /// Takes the latest step back, as a commit of its own. `None` where there is none.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn undo(&mut self) -> Result<Option<Step>, Error> {
        let Some(step) = self.steps.undo.last().cloned() else { return Ok(None) };
        let changes = inverse(log::changes(&self.connection, step.id)?);
        self.write(Op::Undo, &step.subject, Some(step.id), &changes)?;
        Ok(Some(step))
    }

    /// Makes the step again that was taken back last. `None` where there is none.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn redo(&mut self) -> Result<Option<Step>, Error> {
        let Some(step) = self.steps.redo.last().cloned() else { return Ok(None) };
        let changes = log::changes(&self.connection, step.id)?;
        self.write(Op::Redo, &step.subject, Some(step.id), &changes)?;
        Ok(Some(step))
    }

    /// The latest `limit` commits, newest first.
    ///
    /// # Errors
    /// [`Error::Log`] where the log cannot be read.
    pub fn history(&self, limit: usize) -> Result<Vec<Entry>, Error> {
        self.history_of(&Query::default(), limit)
    }

    /// The latest `limit` of the commits that are asked for, newest first.
    ///
    /// # Errors
    /// [`Error::Log`] where the log cannot be read.
    pub fn history_of(&self, query: &Query, limit: usize) -> Result<Vec<Entry>, Error> {
        log::history(&self.connection, query, limit)
    }

    /// Everybody who is entered in the change log, by name.
    ///
    /// # Errors
    /// What the disk says.
    pub fn people(&self) -> Result<Vec<String>, Error> {
        log::people(&self.connection)
    }

    /// What all commits after this one changed, in the order in which they did.
    ///
    /// # Errors
    /// [`Error::Log`] where the log cannot be read.
    pub fn changes_since(&self, commit: Uuid) -> Result<Vec<Change>, Error> {
        log::changes_since(&self.connection, commit)
    }

    /// What a commit changed.
    ///
    /// # Errors
    /// [`Error::Log`] where the log cannot be read.
    pub fn changes(&self, commit: Uuid) -> Result<Vec<Change>, Error> {
        log::changes(&self.connection, commit)
    }

    fn write(
        &mut self,
        op: Op,
        subject: &str,
        reverts: Option<Uuid>,
        changes: &[Change],
    ) -> Result<(), Error> {
        let written = self.attempt(op, subject, reverts, changes);
        if let Err(Error::Invalid(Invalid::Stale(_))) = written {
            self.reload()?;
        }
        written
    }

    /// Reads anew what another program has left, so that the next edit is made on it.
    fn reload(&mut self) -> Result<(), Error> {
        let Held { book, head, steps } = Held::read(&self.connection)?;
        (self.book, self.head, self.steps) = (book, head, steps);
        Ok(())
    }

    fn attempt(
        &mut self,
        op: Op,
        subject: &str,
        reverts: Option<Uuid>,
        changes: &[Change],
    ) -> Result<(), Error> {
        if changes.is_empty() {
            return Err(Invalid::Empty.into());
        }
        if self.connection.is_readonly(rusqlite::MAIN_DB)? {
            return Err(Error::ReadOnly);
        }
        let transaction =
            rusqlite::Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let head = log::head(&transaction)?;
        let elsewhere = head != self.head;
        // Another program has committed since: go on from what it left.
        let mut book =
            if elsewhere { rows::read_book(&transaction)? } else { Book::clone(&self.book) };
        book.apply(changes)?;
        let entry = Entry {
            id: Uuid::new_v4(),
            parent: head,
            at: (self.session.clock)(),
            who: self.session.who.clone(),
            op: Some(op),
            subject: subject.to_owned(),
            reverts,
            reverted: None,
        };
        store(&transaction, changes)?;
        log::append(&transaction, &entry, changes)?;
        let steps = if elsewhere { Some(log::steps(&transaction)?) } else { None };
        transaction.commit()?;
        self.book = Arc::new(book);
        self.head = Some(entry.id);
        match steps {
            Some(steps) => self.steps = steps,
            None => self.steps.follow(entry.id, entry.op, subject, reverts),
        }
        Ok(())
    }
}

/// What a file holds at one moment.
struct Held {
    book: Arc<Book>,
    head: Option<Uuid>,
    steps: Steps,
}

impl Held {
    fn read(connection: &Connection) -> Result<Self, Error> {
        // One transaction, so that another program cannot write between the reads.
        let reading = connection.unchecked_transaction()?;
        Ok(Self {
            book: Arc::new(rows::read_book(&reading)?),
            head: log::head(&reading)?,
            steps: log::steps(&reading)?,
        })
    }
}

/// Writes the changes, each against the row as it is stored.
fn store(connection: &Connection, changes: &[Change]) -> Result<(), Error> {
    for change in changes {
        let key = change.key().ok_or(Invalid::Empty)?;
        if rows::read_record(connection, key)? != change.before {
            return Err(Invalid::Stale(key).into());
        }
        match &change.after {
            Some(record) => rows::write_record(connection, record)?,
            None => rows::delete_record(connection, key)?,
        }
    }
    Ok(())
}

/// Makes the tables of a new file, its content, and the first entry of its log.
fn fill(connection: &Connection, book: &Book, session: &Session) -> Result<(), Error> {
    schema::create(connection)?;
    schema::configure(connection)?;
    let transaction = connection.unchecked_transaction()?;
    let plan = Record::Plan(book.plan().clone());
    let changes: Vec<_> = std::iter::once(plan).chain(book.records()).map(Change::add).collect();
    for record in changes.iter().filter_map(|change| change.after.as_ref()) {
        rows::write_record(&transaction, record)?;
    }
    let entry = Entry {
        id: Uuid::new_v4(),
        parent: None,
        at: (session.clock)(),
        who: session.who.clone(),
        op: Some(Op::Create),
        subject: String::new(),
        reverts: None,
        reverted: None,
    };
    log::append(&transaction, &entry, &changes)?;
    Ok(transaction.commit()?)
}

fn connect(path: &Path, access: Access) -> Result<Connection, Error> {
    let mode = match access {
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    let connection = Connection::open_with_flags(path, flags(mode))?;
    schema::configure(&connection)?;
    if access == Access::Write && connection.is_readonly(rusqlite::MAIN_DB)? {
        return Err(Error::ReadOnly);
    }
    Ok(connection)
}

/// Never a new file, never a URI, never an extension's doing.
fn flags(mode: OpenFlags) -> OpenFlags {
    mode | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE
}
