//! Whether the file is still the one that was opened: checked before every commit, since what the
//! window shows must never be written over what somebody else has left there.

use super::disk::{Identity, folder};
use super::journal::{self, Sidecar};
use super::{Access, Backups, Error, ExternalChange, SidecarNotice, Store, log};
use rusqlite::{Connection, Transaction, TransactionBehavior};

impl Store {
    /// Refuses to go on with a file that is not the one that was opened.
    pub(super) fn check_identity(&self) -> Result<(), Error> {
        let (Some(path), Some(identity)) = (&self.path, self.identity) else { return Ok(()) };
        match Identity::of(path) {
            Ok(found) if found == identity => Ok(()),
            Ok(_) => Err(Error::ChangedExternally(ExternalChange::Replaced)),
            Err(_) => Err(Error::ChangedExternally(ExternalChange::Gone)),
        }
    }

    /// The connection, for a read.
    ///
    /// Where a journal lies beside the file that nobody has judged yet, it answers
    /// [`Error::HotJournal`]. The next commit, or [`Store::follow`], judges it.
    pub(super) fn reading(&self) -> &Connection {
        self.reader.as_ref().unwrap_or(&self.connection)
    }

    /// Begins to write: from now on nobody else can, and SQLite plays no journal.
    ///
    /// # Errors
    /// [`Error::HotJournal`] where one lies there now; [`Error::ChangedExternally`] where another file
    /// does; [`Error::Busy`].
    pub(super) fn begin(&self) -> Result<Transaction<'_>, Error> {
        // SQLite looks for a journal when it takes its first lock. While the reader holds one, it
        // cannot play any.
        let reading = self.reader.as_ref().map(Connection::unchecked_transaction).transpose()?;
        if let Some(reading) = &reading {
            let _ = log::head(reading)?;
        }
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        self.check_identity()?;
        Ok(transaction)
    }

    /// Sees to it that SQLite plays no journal into the open file that is not its own.
    pub(super) fn check_sidecar(&mut self) -> Result<(), Error> {
        let (Some(path), Some(_)) = (&self.path, self.identity) else { return Ok(()) };
        loop {
            let sidecar = journal::examine(path, self.patience)?;
            match (sidecar, self.access) {
                (Sidecar::None, _) => return Ok(()),
                (_, Access::Read) => return Err(Error::Busy),
                (Sidecar::Needed { .. }, Access::Write) => return journal::play(&self.connection),
                (Sidecar::Unneeded { sidecar, .. }, Access::Write) => {
                    let beside = Backups::in_folder(folder(path).join("控え"));
                    let backups = self.backups.as_ref().unwrap_or(&beside);
                    let kept = sidecar.put_aside(path, backups, (self.session.clock)())?;
                    self.sidecar = Some(SidecarNotice::PutAside(kept));
                }
            }
        }
    }

    /// How many commits another program has added since; 0 where none has.
    pub(super) fn commits_elsewhere(&self) -> Result<u64, Error> {
        log::since(self.reading(), self.state.head)?
            .ok_or(Error::ChangedExternally(ExternalChange::Diverged))
    }

    /// Takes in what another program has added to the file: how many commits. What is held here is
    /// part of the file already, so that nothing is lost by it.
    ///
    /// # Errors
    /// [`Error::ChangedExternally`] where the file is no longer a continuation of what is held here.
    pub fn follow(&mut self) -> Result<u64, Error> {
        self.check_identity()?;
        self.check_sidecar()?;
        let more = self.commits_elsewhere()?;
        if more > 0 {
            self.reload()?;
        }
        Ok(more)
    }

    /// Reads anew whatever lies under the file's name, in the place of what is held.
    ///
    /// # Errors
    /// As for [`Store::open`]; what is held is kept then.
    pub fn reopen(&mut self) -> Result<(), Error> {
        let Some(path) = self.path.clone() else { return Ok(()) };
        // A store that was made without backups has a file of the current version.
        let beside = || Backups::in_folder(folder(&path).join("控え"));
        let backups = self.backups.clone().unwrap_or_else(beside);
        *self = Self::open(&path, self.access, self.session.clone(), &backups)?;
        Ok(())
    }

    /// How many commits of others the latest commit came after, once.
    pub fn take_foreign_commits(&mut self) -> u64 {
        std::mem::take(&mut self.foreign_commits)
    }
}
