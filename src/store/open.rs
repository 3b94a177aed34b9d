//! Opening a file: what is looked at, in which order, and how SQLite is given it.

use super::connection::{PATIENCE, begin_now, connect};
use super::digest::RowSum;
use super::disk::{self, Identity, Temporary};
use super::in_use::{self, InUse};
use super::journal::{self, Sidecar};
use super::state::FileState;
use super::{Access, Backups, Error, Reason, Session, SidecarNotice, Store, header, schema};
use std::fs::File;
use std::path::Path;
use std::time::Instant;

impl Store {
    /// Opens a file: what it is and what lies beside it, schema, integrity, digest, the rules of the
    /// domain; then backup and migration where the file is of an older version.
    ///
    /// # Errors
    /// A refusal, in the order of the checks. The file is never written to before all have passed,
    /// except that SQLite plays the journal that a killed program of ours left, once it is proven that
    /// the file is sound with it.
    pub fn open(
        path: &Path,
        access: Access,
        session: Session,
        backups: &Backups,
    ) -> Result<Self, Error> {
        let mut notice = None;
        let (since, mut tries) = (Instant::now(), 0);
        while tries < TRIES || since.elapsed() < PATIENCE {
            tries += 1;
            header::check(path)?;
            let sidecar = journal::examine(path, PATIENCE)?;
            let is_writable = || File::options().write(true).open(path).map(in_use::close).is_ok();
            if access == Access::Write && !matches!(sidecar, Sidecar::None) && !is_writable() {
                return Err(Error::ReadOnly);
            }
            match (sidecar, access) {
                (Sidecar::None, _) => {}
                (Sidecar::Unneeded { sidecar, alone }, Access::Read) => {
                    let notice = SidecarNotice::Unneeded(sidecar.path().to_owned());
                    return Self::open_copy(alone, path, session, Some(notice));
                }
                (Sidecar::Needed { recovered, .. }, Access::Read) => {
                    let notice = SidecarNotice::CopyBoth(disk::beside(path, "-journal"));
                    return Self::open_copy(recovered, path, session, Some(notice));
                }
                (Sidecar::Unneeded { sidecar, .. }, Access::Write) => {
                    let kept = sidecar.put_aside(path, backups, (session.clock)())?;
                    notice = Some(SidecarNotice::PutAside(kept));
                    continue;
                }
                (Sidecar::Needed { journal, .. }, Access::Write) => {
                    // SQLite plays it at the first read.
                    journal::play(&connect(path, Access::Write)?)?;
                    drop(journal);
                    continue;
                }
            }
            match Self::open_alone(path, access, &session, backups) {
                // It came after the look at what lies beside the file.
                Err(Error::HotJournal) => {}
                Err(error) => return Err(error),
                Ok(None) => {}
                Ok(Some(store)) => return Ok(Self { sidecar: notice, ..store }),
            }
        }
        Err(Error::Busy)
    }

    /// Opens a file beside which nothing lies that matters. `None` where it has changed so much
    /// meanwhile that it must be looked at anew.
    fn open_alone(
        path: &Path,
        access: Access,
        session: &Session,
        backups: &Backups,
    ) -> Result<Option<Self>, Error> {
        let identity = Identity::of(path)?;
        // First, so that it goes last.
        let in_use = InUse::new(identity);
        let reader = connect(path, Access::Read)?;
        // All is read in one transaction, so that nobody writes to the file in between. While it
        // lasts, SQLite plays no journal either, for which it would need the file to itself.
        let reading = reader.unchecked_transaction()?;
        schema::check(&reading)?;
        schema::check_integrity(&reading)?;
        if schema::user_version(&reading)? < schema::current_version() {
            let _ = RowSum::default().verify(&reading, &[])?;
            if access == Access::Read {
                let copy = Temporary::private_copy(path)?;
                drop(reading);
                schema::upgrade(&connect(copy.path(), Access::Write)?)?;
                return Self::open_copy(copy, path, session.clone(), None).map(Some);
            }
            let connection = connect(path, Access::Write)?;
            // Who waited here would keep the other, who migrates, from its end by reading.
            let Some(transaction) = begin_now(&connection)? else {
                drop(reading);
                std::thread::sleep(journal::PAUSE);
                return Ok(None);
            };
            let copy = Temporary::private_copy(path)?;
            let at = (session.clock)();
            let _ = backups.take_named(copy.path(), path, Reason::Migration, at)?;
            drop(reading);
            schema::upgrade_within(transaction)?;
            return Ok(None);
        }
        let state = FileState::read_within(&reading)?;
        let connection = match access {
            Access::Read => None,
            Access::Write => Some(connect(path, Access::Write)?),
        };
        if Identity::of(path)? != identity {
            return Ok(None);
        }
        if let Some(connection) = &connection {
            journal::remove_cold(connection, &reading, path)?;
        }
        drop(reading);
        let (connection, reader) = match connection {
            Some(connection) => (connection, Some(reader)),
            None => (reader, None),
        };
        let store = Self::with_state(connection, Some(path), access, session.clone(), state)?;
        let (identity, backups) = (Some(identity), Some(backups.clone()));
        Ok(Some(Self { reader, identity, backups, _in_use: Some(in_use), ..store }))
    }

    /// Opens a copy that stands for the file, to read it.
    fn open_copy(
        copy: Temporary,
        path: &Path,
        session: Session,
        sidecar: Option<SidecarNotice>,
    ) -> Result<Self, Error> {
        let connection = connect(copy.path(), Access::Read)?;
        let store = Self::load(connection, Some(path), Access::Read, session)?;
        Ok(Self { identity: None, copy: Some(copy), sidecar, ..store })
    }
}

/// How often a file is looked at that others change while it is opened.
pub(super) const TRIES: u32 = 20;

/// Opens a file to look at it: an older version is not migrated, so that no backup is taken.
pub(super) fn open_to_read(path: &Path, session: Session) -> Result<Store, Error> {
    let unused = Backups::in_folder(disk::folder(path));
    let store = Store::open(path, Access::Read, session, &unused)?;
    Ok(Store { backups: None, ..store })
}
