//! A whole copy of a file as of one moment, and its way to a stick: written under a temporary name,
//! flushed, read back, renamed, opened and compared.

use super::backup::latest;
use super::connection::connect;
use super::copy::{Progress, copy, copy_beside};
use super::digest::{self, Digest};
use super::disk::{Disk, Identity, Temporary, folder};
use super::open::{TRIES, open_to_read};
use super::state::FileState;
use super::{Access, DATABASE, Error, Replace, Store, header, schema, space, write_out};
use crate::domain::{Book, Op};
use rusqlite::Connection;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// A copy on this PC of what a store held at one moment. It goes away when it is dropped.
#[derive(Debug)]
pub struct Snapshot {
    file: Temporary,
    book: Arc<Book>,
    head: Option<Uuid>,
    digest: Digest,
    origin: Option<Identity>,
}

/// A copy that was written, opened again and found to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    pub bytes: u64,
    pub measures: usize,
    /// Whether the system has said that the name, too, is on the disk. Where it cannot be asked
    /// (Windows, some shares) the medium must be ejected before it is pulled.
    pub flushed: bool,
}

impl Store {
    /// A copy of the file as of the last commit, whole and without free pages.
    ///
    /// # Errors
    /// [`Error::ChangedExternally`] where the file is not the one that was opened; else what the disk
    /// of this PC says. The file itself is only read.
    pub fn snapshot(&mut self) -> Result<Snapshot, Error> {
        // Another program can commit just before the copy is made.
        for _ in 0..TRIES {
            let _ = self.follow()?;
            if let Some(snapshot) = self.snapshot_if_present()? {
                return Ok(snapshot);
            }
        }
        Err(Error::Busy)
    }

    /// A copy of what is held, also where the file itself is gone or has been overwritten: from the
    /// open file as far as it still answers, else from the latest backup and what has changed since,
    /// so that the copy has as much of the history as can be had.
    ///
    /// # Errors
    /// What the disk of this PC says.
    pub fn rescue(&mut self) -> Result<Snapshot, Error> {
        match self.snapshot_if_present() {
            Ok(Some(snapshot)) => Ok(snapshot),
            Ok(None) | Err(_) => self.rebuilt(),
        }
    }

    fn rebuilt(&self) -> Result<Snapshot, Error> {
        let work = Temporary::private()?;
        let store = self
            .rebuilt_from_backup(work.path())
            .or_else(|_| Self::in_memory(&self.state.book, self.session.clone()))?;
        let file = Temporary::private()?;
        store.vacuum_into(file.path())?;
        Snapshot::of(file, None)
    }

    /// The latest backup with what has changed since as one commit, in this empty file.
    fn rebuilt_from_backup(&self, path: &Path) -> Result<Self, Error> {
        let backups = self.backups.as_ref().ok_or(Error::NoBackup)?;
        let listed = backups.of(self.whose(), (self.session.clock)());
        let backup = latest(&listed, self.path().unwrap_or(Path::new("")))?;
        open_to_read(&backup.path, self.session.clone())?.vacuum_into(path)?;
        let mut store = Self::open(path, Access::Write, self.session.clone(), backups)?;
        store.backups = None;
        let changes = store.state.book.changes_to(&self.state.book);
        if !changes.is_empty() {
            store.commit(Op::Restore, "", changes)?;
        }
        Ok(store)
    }

    /// `None` where the file no longer holds what is held of it.
    fn snapshot_if_present(&self) -> Result<Option<Snapshot>, Error> {
        let file = Temporary::private()?;
        self.vacuum_into(file.path())?;
        let origin = self.path.as_deref().and_then(|path| Identity::of(path).ok());
        let snapshot = Snapshot::of(file, origin)?;
        Ok((snapshot.digest == self.state.digest).then_some(snapshot))
    }

    /// Copies the file through SQLite, so that the copy holds no half of another program's commit.
    pub(super) fn vacuum_into(&self, to: &Path) -> Result<(), Error> {
        // SQLite takes names as UTF-8 alone.
        let name = to.to_str().ok_or_else(|| Error::NoTemporaryFolder {
            folder: folder(to).to_owned(),
            source: Box::new(Error::Missing),
        })?;
        let _ = self.reading().execute("VACUUM INTO ?1", [name])?;
        Ok(())
    }
}

impl Snapshot {
    /// Proves a copy, and reads what it holds.
    fn of(file: Temporary, origin: Option<Identity>) -> Result<Self, Error> {
        let FileState { book, head, digest, .. } = read(file.path())?;
        Ok(Self { file, book, head, digest, origin })
    }

    /// A copy with what `rewrite` makes of it, without a trace of what it was
    /// before.
    pub(super) fn rewritten(
        &self,
        rewrite: impl FnOnce(&Connection, &mut Book) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        let file = Temporary::private_copy(self.path())?;
        let connection = connect(file.path(), Access::Write)?;
        let mut book = Book::clone(&self.book);
        let transaction = connection.unchecked_transaction()?;
        rewrite(&transaction, &mut book)?;
        digest::seal_all(&transaction)?;
        transaction.commit()?;
        connection.execute_batch("VACUUM")?;
        connection.close().map_err(|(_, error)| error)?;
        Self::of(file, self.origin)
    }

    /// The last commit that the copy holds.
    pub const fn head(&self) -> Option<Uuid> {
        self.head
    }

    /// Where the copy lies, for as long as it is held.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The copy's length in bytes.
    ///
    /// # Errors
    /// What the disk says.
    pub fn bytes(&self) -> Result<u64, Error> {
        Ok(self.path().metadata()?.len())
    }

    /// Writes the copy where it is to go. `watch` is told how far it has come and can end it.
    ///
    /// # Errors
    /// [`Error::Ending`] where the name does not end in .db; [`Error::OverDatabase`] where another
    /// file of this program has it; [`Error::Unproven`] where the copy lies under its name but could
    /// not be read back as it is; with any other, what was there before is untouched.
    pub fn write_to(
        &self,
        path: &Path,
        replace: Replace,
        disk: &Disk,
        watch: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Proof, Error> {
        write_out::check_ending(path, DATABASE)?;
        self.write_as(path, replace, disk, watch)
    }

    /// The same under the name of a file that was opened, whatever its ending.
    pub(super) fn write_as(
        &self,
        path: &Path,
        replace: Replace,
        disk: &Disk,
        watch: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Proof, Error> {
        let bytes = self.bytes()?;
        // Before the room is measured that it takes.
        disk.sweep(folder(path));
        self.check_place(path, replace, bytes)?;
        let flushed = copy(disk, self.path(), path, replace, None, watch)?;
        prove(path, self.digest).map_err(|error| Error::Unproven(Box::new(error)))?;
        Ok(Proof { bytes, measures: self.book.measure_count(), flushed })
    }

    /// Writes the copy beside where it is to go, and proves it there. It has yet to get its name.
    pub(super) fn write_beside(
        &self,
        path: &Path,
        replace: Replace,
        disk: &Disk,
        watch: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Temporary, Error> {
        write_out::check_ending(path, DATABASE)?;
        disk.sweep(folder(path));
        self.check_place(path, replace, self.bytes()?)?;
        let copy = copy_beside(disk, self.path(), path, None, watch)?;
        prove(copy.path(), self.digest)?;
        Ok(copy)
    }

    fn check_place(&self, path: &Path, replace: Replace, bytes: u64) -> Result<(), Error> {
        match Identity::of(path) {
            Ok(_) if replace == Replace::Never => return Err(Error::Exists),
            Ok(found) if found.is_known() && Some(found) == self.origin => {
                return Err(Error::SameFile);
            }
            Ok(_) if replace == Replace::Confirmed => {
                write_out::check_replaced(self.path(), path)?;
            }
            Ok(_) | Err(_) => {}
        }
        header::check_new(path)?;
        space::check(path, bytes)
    }
}

/// Opens a file with all the checks for an untrusted one, and compares its content.
fn prove(path: &Path, digest: Digest) -> Result<(), Error> {
    if read(path)?.digest == digest {
        Ok(())
    } else {
        Err(Error::Damaged("the copy holds something else than the file".to_owned()))
    }
}

fn read(path: &Path) -> Result<FileState, Error> {
    header::check(path)?;
    let connection = connect(path, Access::Read)?;
    schema::check(&connection)?;
    schema::check_integrity(&connection)?;
    FileState::read(&connection)
}
