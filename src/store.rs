//! The one `.db` file: open, identity, migrations, commit, undo, change log, backups.
//!
//! **Architecture invariant:** nothing here knows of widgets or PDF.

mod backup;
mod bounded;
mod busy;
mod commit;
mod connection;
mod copy;
mod digest;
mod disk;
mod editions;
mod error;
mod external_change;
mod generation;
mod handout;
mod header;
mod in_use;
mod journal;
mod ledger;
mod log;
mod medium;
mod merge;
mod open;
mod owner;
mod restore;
mod rows;
mod schema;
mod scope;
mod snapshot;
mod space;
mod state;
mod working_copy;
mod write_out;

pub use backup::{
    Backup, BackupSeries, Backups, FileSummary, MAX_REMOVED_AT_ONCE, Reason, keep, latest, newest,
};
pub use busy::is_held;
pub use copy::Progress;
pub use disk::{Call, Disk, Replace, open_regular};
pub use editions::{EditionContent, MissingEditions};
pub use error::{Error, LARGEST, LogBound};
pub use external_change::ExternalChange;
pub use handout::{ExistingFile, HandOut, Original, Ready};
pub use log::{Entry, Query, Step};
pub use medium::Medium;
pub use merge::{Comparison, Divergence, Incoming, NothingToMerge};
pub use owner::{Claim, Mark, Owner, claim};
pub use restore::{differences, restore_over};
pub use snapshot::{Proof, Snapshot};
pub use working_copy::{CopyStatus, WorkingCopies, WorkingCopy};
pub use write_out::{DATABASE, has_ending, write_all_out, write_on, write_out};

use crate::domain::{Book, Change, Op, Record};
use chrono::{DateTime, FixedOffset, NaiveDate};
use connection::open_connection;
use digest::Tally;
use disk::{Identity, Temporary};
use in_use::InUse;
use rusqlite::{Connection, OpenFlags};
use state::FileState;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
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
    /// Reads of a file go through a connection that may only read: SQLite plays no journal on it.
    /// `None` where `connection` is one itself, or is in memory.
    reader: Option<Connection>,
    path: Option<PathBuf>,
    access: Access,
    session: Session,
    state: FileState,
    /// Counts what is written; from the first commit on.
    tally: Option<Tally>,
    /// The file that was opened; `None` for one in memory, or for a copy that stands for the file.
    identity: Option<Identity>,
    /// The copy that stands for the file; removed only after the connection is closed.
    copy: Option<Temporary>,
    /// Kept for what it does when the store goes: after the connections.
    _in_use: Option<InUse>,
    backups: Option<Backups>,
    /// The day for which a backup is known to be there.
    backed_up: Option<NaiveDate>,
    failed_backup: Option<Error>,
    /// How many commits of others the latest commit came after.
    foreign_commits: u64,
    sidecar: Option<SidecarNotice>,
    /// How long to wait for a lock.
    patience: Duration,
}

/// What was done about a file that lay beside the one that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SidecarNotice {
    /// It is not needed, and lies where it was: the file was opened to be read.
    Unneeded(PathBuf),
    /// It was not needed, and was moved here.
    PutAside(PathBuf),
    /// It is needed, and could not be played where it lies: whoever copies the file has to copy it
    /// too.
    CopyBoth(PathBuf),
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
    /// [`Error::Ending`] where the name does not end in .db, [`Error::Exists`] where it is taken,
    /// [`Error::NameTooLong`] and [`Error::PathTooLong`], [`Error::ForeignSidecar`] where the journal of
    /// a file is left that had it, [`Error::SidecarNotRegular`]; else what the disk says.
    pub fn create(path: &Path, book: &Book, session: Session) -> Result<Self, Error> {
        write_out::check_ending(path, DATABASE)?;
        if path.symlink_metadata().is_ok() {
            return Err(Error::Exists);
        }
        header::check_new(path)?;
        let file = Disk::default().temporary_beside(path)?;
        let connection = open_connection(file.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        fill(&connection, book, Some(&session))?;
        connection.close().map_err(|(_, error)| error)?;
        let _ = file.rename_to(path, Replace::Never)?;
        let nowhere = Backups::nowhere();
        let store = Self::open(path, Access::Write, session, &nowhere)?;
        Ok(Self { backups: None, ..store })
    }

    /// A store that is nowhere but in memory.
    ///
    /// # Errors
    /// [`Error::Content`] where the book breaks a rule.
    pub fn in_memory(book: &Book, session: Session) -> Result<Self, Error> {
        let connection = Connection::open_in_memory()?;
        fill(&connection, book, Some(&session))?;
        Self::load(connection, None, Access::Write, session)
    }

    /// A store without a file or a history, which is never written to.
    fn detached(book: &Book, session: Session) -> Result<Self, Error> {
        let connection = Connection::open_in_memory()?;
        fill(&connection, book, None)?;
        let state = FileState::read_unproven(&connection)?;
        Self::with_state(connection, None, Access::Read, session, state)?.into_read_only()
    }

    /// Never written to from now on: an edit that went nowhere but into memory would be lost.
    fn into_read_only(self) -> Result<Self, Error> {
        self.connection.pragma_update(None, "query_only", true)?;
        Ok(Self { access: Access::Read, ..self })
    }

    fn load(
        connection: Connection,
        path: Option<&Path>,
        access: Access,
        session: Session,
    ) -> Result<Self, Error> {
        let state = FileState::read(&connection)?;
        Self::with_state(connection, path, access, session, state)
    }

    fn with_state(
        connection: Connection,
        path: Option<&Path>,
        access: Access,
        session: Session,
        state: FileState,
    ) -> Result<Self, Error> {
        Ok(Self {
            connection,
            reader: None,
            path: path.map(Path::to_owned),
            access,
            session,
            state,
            tally: None,
            identity: path.map(Identity::of).transpose()?,
            copy: None,
            _in_use: None,
            backups: None,
            backed_up: None,
            failed_backup: None,
            foreign_commits: 0,
            sidecar: None,
            patience: connection::PATIENCE,
        })
    }

    /// The content as of the last commit.
    pub const fn book(&self) -> &Arc<Book> {
        &self.state.book
    }

    /// The last commit.
    pub const fn head(&self) -> Option<Uuid> {
        self.state.head
    }

    /// What the file was opened for.
    pub const fn access(&self) -> Access {
        self.access
    }

    /// Where the file lies; `None` for one in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What was done about a file that lay beside this one, once.
    pub fn take_sidecar_notice(&mut self) -> Option<SidecarNotice> {
        self.sidecar.take()
    }

    /// Who is entered in the change log.
    pub fn who(&self) -> &str {
        &self.session.who
    }

    /// Who is entered in the change log from now on.
    pub fn set_who(&mut self, who: String) {
        self.session.who = who;
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
        log::history(self.reading(), query, limit)
    }

    /// Everybody who is entered in the change log, by name.
    ///
    /// # Errors
    /// What the disk says.
    pub fn people(&self) -> Result<Vec<String>, Error> {
        log::people(self.reading())
    }

    /// What all commits after this one changed, in the order in which they did.
    ///
    /// # Errors
    /// [`Error::Log`] where the log cannot be read.
    pub fn changes_since(&self, commit: Uuid) -> Result<Vec<Change>, Error> {
        log::changes_since(self.reading(), commit)
    }

    /// What a commit changed.
    ///
    /// # Errors
    /// [`Error::Log`] where the log cannot be read.
    pub fn changes(&self, commit: Uuid) -> Result<Vec<Change>, Error> {
        log::changes(self.reading(), commit)
    }
}

/// Fills a new file: the schema, its content, and with a session the first entry of its log.
fn fill(connection: &Connection, book: &Book, session: Option<&Session>) -> Result<(), Error> {
    schema::create(connection)?;
    connection::configure(connection)?;
    let transaction = connection.unchecked_transaction()?;
    let plan = Record::Plan(book.plan().clone());
    let changes: Vec<_> = std::iter::once(plan).chain(book.records()).map(Change::add).collect();
    for record in changes.iter().filter_map(|change| change.after.as_ref()) {
        rows::write_record(&transaction, record)?;
    }
    if let Some(session) = session {
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
        digest::seal_all(&transaction)?;
    }
    Ok(transaction.commit()?)
}
