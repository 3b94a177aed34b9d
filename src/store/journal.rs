//! A journal beside a file: whose it is, and whether it is needed.
//!
//! SQLite plays any journal that looks hot into the file beside it, and cannot tell whether it is
//! that file's: a stale one, or that of another file of the same name, destroys a sound file. So
//! no journal reaches a file before the file has been judged by its digest, in copies: as it lies
//! there alone, and with the journal played into it.

use super::connection::{begin_now, connect, open_connection};
use super::digest::RowSum;
use super::disk::{Identity, Links, Temporary, beside, can_lock, folder, open_if_regular};
use super::{Access, Backups, Error, FileState, header, schema};
use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OpenFlags, Transaction};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What was found beside a file. Where both a log and a journal lie there, the log comes first.
#[derive(Debug)]
pub(super) enum Sidecar {
    /// Nothing that matters: nothing at all, a journal that SQLite takes no notice of, or that of
    /// a program that is writing just now.
    None,
    /// The file is sound without it.
    Unneeded { sidecar: LockedSidecar, alone: Temporary },
    /// A program was killed while it wrote: the file is sound once the journal has been played.
    Needed { journal: LockedSidecar, recovered: Temporary },
}

/// A sidecar that no other instance of this program judges or moves meanwhile.
#[derive(Debug)]
pub(super) struct LockedSidecar {
    path: PathBuf,
    /// Locked for as long as it is open.
    file: File,
}

/// How long the pause is before a file is looked at anew that others change meanwhile.
pub(super) const PAUSE: Duration = Duration::from_millis(50);

/// Finds out what the sidecar of a file is, where it has one, and waits so long for others that are at
/// work on it. Nothing is changed.
///
/// # Errors
/// [`Error::Damaged`] where the file is not sound, with or without it; [`Error::Busy`] where others
/// keep changing it; [`Error::SidecarNotRegular`] where no regular file lies there.
pub(super) fn examine(path: &Path, patience: Duration) -> Result<Sidecar, Error> {
    let since = Instant::now();
    loop {
        let Some(sidecar) = header::sidecar(path) else { return Ok(Sidecar::None) };
        if let Some(found) = judge(path, sidecar, patience)? {
            return Ok(found);
        }
        if since.elapsed() >= patience {
            return Err(Error::Busy);
        }
        std::thread::sleep(PAUSE.min(patience));
    }
}

/// `None` where somebody else was at work on it.
fn judge(path: &Path, sidecar: PathBuf, patience: Duration) -> Result<Option<Sidecar>, Error> {
    // A file in our journal mode has no write-ahead log: one that lies there is never its own.
    let is_journal = sidecar == beside(path, "-journal");
    header::refuse_irregular(&sidecar)?;
    if is_journal && !is_hot(path, patience)? {
        return Ok(Some(Sidecar::None));
    }
    let Some(locked) = LockedSidecar::lock(sidecar)? else { return Ok(None) };
    // Until it was locked, it could become another.
    if is_journal && !is_hot(path, patience)? {
        return Ok(Some(Sidecar::None));
    }
    if !locked.is_still_there() {
        return Ok(None);
    }
    let before = Stamp::of(path)?;
    let alone = Temporary::private_copy(path)?;
    if is_sound(&alone) {
        return Ok(Some(Sidecar::Unneeded { sidecar: locked, alone }));
    }
    let journal = beside(path, "-journal");
    match recover(path, &journal)? {
        Some(recovered) if is_journal => Ok(Some(Sidecar::Needed { journal: locked, recovered })),
        // What it needs is the journal, which is looked at next.
        Some(recovered) => Ok(Some(Sidecar::Unneeded { sidecar: locked, alone: recovered })),
        // Somebody has gone on with it, and both copies may be halves.
        None if Stamp::of(path)? != before || !locked.is_still_there() => Ok(None),
        None => Err(Error::Damaged("neither it nor its journal leads to a commit".to_owned())),
    }
}

/// Asks SQLite, which plays nothing on a connection that may only read. The journal of a program
/// that is writing is not hot: its lock tells.
pub(super) fn is_hot(path: &Path, patience: Duration) -> Result<bool, Error> {
    let connection = open_connection(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.busy_timeout(patience)?;
    match play(&connection) {
        Err(Error::HotJournal) => Ok(true),
        Err(Error::Busy) => Err(Error::Busy),
        // What else is wrong with the file, opening will find.
        Ok(()) | Err(_) => Ok(false),
    }
}

/// A copy into which SQLite has played the journal, where that is sound.
fn recover(path: &Path, journal: &Path) -> Result<Option<Temporary>, Error> {
    let mut source = match open_if_regular(File::options().read(true), journal, Links::Refused) {
        Ok(source) => source,
        Err(Error::Missing | Error::NotRegular) => return Ok(None),
        Err(error) => return Err(error),
    };
    if names_other_files(&mut source)? {
        return Ok(None);
    }
    let copy = Temporary::private_copy(path)?;
    let mut copied = File::create_new(beside(copy.path(), "-journal"))?;
    let _ = io::copy(&mut source, &mut copied)?;
    Ok(is_sound(&copy).then_some(copy))
}

/// Whether a journal ends with the name of a super-journal, as that of a transaction over several
/// files does. Ours never do; SQLite would delete whatever such a name leads to
/// (`pager_delsuper`).
fn names_other_files(journal: &mut File) -> Result<bool, Error> {
    const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let mut end = [0; 8];
    if journal.metadata()?.len() > 512 {
        let _ = journal.seek(SeekFrom::End(-8))?;
        journal.read_exact(&mut end)?;
        journal.rewind()?;
    }
    Ok(end == MAGIC)
}

/// Whether a copy holds what its latest commit says. Any journal beside the copy is played into it,
/// and one of an older version is brought up to date.
fn is_sound(copy: &Temporary) -> bool {
    let check = || -> Result<(), Error> {
        let connection = connect(copy.path(), Access::Write)?;
        schema::check(&connection)?;
        schema::check_integrity(&connection)?;
        // That of the copy: a migration that was killed leaves the new one in the file.
        if schema::user_version(&connection)? < schema::current_version() {
            let _ = RowSum::default().verify(&connection, &[])?;
            schema::upgrade(&connection)?;
        }
        FileState::read(&connection).map(drop)
    };
    check().is_ok()
}

/// Has SQLite play the journal into the file beside it.
pub(super) fn play(connection: &Connection) -> Result<(), Error> {
    Ok(connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?)
}

impl LockedSidecar {
    /// `None` where it is gone, or another instance holds it.
    fn lock(path: PathBuf) -> Result<Option<Self>, Error> {
        let file = match open_if_regular(File::options().read(true), &path, Links::Refused) {
            Ok(file) => file,
            Err(Error::Missing) => return Ok(None),
            Err(Error::NotRegular) => return Err(Error::SidecarNotRegular(path)),
            Err(error) => return Err(error),
        };
        // Windows keeps the journal of a living writer from being moved by itself, and a lock there
        // would keep SQLite from reading it.
        if cfg!(unix) && can_lock(folder(&path)) && file.try_lock().is_err() {
            return Ok(None);
        }
        Ok(Some(Self { path, file }))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn is_still_there(&self) -> bool {
        match (Identity::of(&self.path), Identity::of_file(&self.file)) {
            (Ok(there), Ok(held)) => there == held,
            _ => false,
        }
    }

    /// Moves it to the backups: nothing is thrown away that may be somebody's.
    pub(super) fn put_aside(
        self,
        path: &Path,
        backups: &Backups,
        at: DateTime<FixedOffset>,
    ) -> Result<PathBuf, Error> {
        let kept = backups.keep_sidecar(&self.path, path, at)?;
        backups.disk().remove(&self.path)?;
        Ok(kept)
    }
}

/// Removes a journal that SQLite takes no notice of: a killed program had not yet begun to write.
///
/// The caller reads the file meanwhile, so that a hot one, which may have come since it was judged, is
/// not played: for that, SQLite would need the file to itself.
pub(super) fn remove_cold(
    connection: &Connection,
    _reading: &Transaction<'_>,
    path: &Path,
) -> Result<(), Error> {
    let journal = beside(path, "-journal");
    if journal.symlink_metadata().is_err() {
        return Ok(());
    }
    // With this lock nobody else has a journal, and a hot one has been met.
    if let Ok(Some(_transaction)) = begin_now(connection) {
        let _ = fs::remove_file(&journal);
    }
    Ok(())
}

/// By which it is seen that a file was written to.
#[derive(PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<std::time::SystemTime>,
}

impl Stamp {
    fn of(path: &Path) -> Result<Self, Error> {
        let found = path.metadata()?;
        Ok(Self { length: found.len(), modified: found.modified().ok() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Book, Plan};
    use crate::store::{Session, Store};

    /// It came after the file was judged.
    #[test]
    fn a_hot_journal_is_not_played_where_a_cold_one_was_expected() {
        let folder = tempfile::tempdir().unwrap();
        let [file, copy] = ["戦略.db", "写し.db"].map(|name| folder.path().join(name));
        let session = Session { who: String::new(), clock: || chrono::Local::now().fixed_offset() };
        let book = Book::new(Plan::new("市".to_owned(), "計画".to_owned()));
        drop(Store::create(&file, &book, session).unwrap());
        let _ = fs::copy(&file, &copy).unwrap();
        let other = Connection::open(&copy).unwrap();
        other
            .execute_batch(
                "PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE template SET name = id;
                 UPDATE progress_status SET name = id; UPDATE plan SET title = 'x'",
            )
            .unwrap();
        other.cache_flush().unwrap();
        let stale = fs::read(beside(&copy, "-journal")).unwrap();
        drop(other);
        // Since then the file has gone on.
        let connection = connect(&file, Access::Write).unwrap();
        connection.execute_batch("UPDATE plan SET title = 'あとの表題'").unwrap();
        let whole = fs::read(&file).unwrap();
        let reader = connect(&file, Access::Read).unwrap();
        let reading = reader.unchecked_transaction().unwrap();
        play(&reading).unwrap();
        let journal = beside(&file, "-journal");
        fs::write(&journal, &stale).unwrap();
        remove_cold(&connection, &reading, &file).unwrap();
        assert_eq!(fs::read(&file).unwrap(), whole);
        assert_eq!(fs::read(&journal).unwrap(), stale);
        // A cold one goes.
        fs::write(&journal, [0; 600]).unwrap();
        remove_cold(&connection, &reading, &file).unwrap();
        assert!(!journal.exists());
    }
}
