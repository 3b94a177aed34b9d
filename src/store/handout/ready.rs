//! The last step of a file for a department: it gets its name and its line in the ledger together.
//!
//! The file is written and proven beside its place first. Then, within the transaction that enters
//! it, it is renamed; where the transaction fails, the name is given back. A program that is killed
//! between the renaming and the end of the transaction leaves a file that is in no ledger. Such a
//! file is known by the commit that it begins with ([`Original::there`]): handed out once more on the
//! same terms it is entered, not made anew. Until then it is harmless: when it comes back, no more is
//! taken from it than its scope allows.

use super::{HandOut, Original};
use crate::domain::Op;
use crate::domain::handout::Scope;
use crate::domain::merge::Taken;
use crate::store::copy::{Progress, copy_beside};
use crate::store::disk::{Disk, Temporary};
use crate::store::open::open_to_read;
use crate::store::scope::{FORMAT, to_json};
use crate::store::write_out::persist;
use crate::store::{Error, Replace, Store, log, merge};
use rusqlite::named_params;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// A file for a department that is to be entered in the ledger.
#[derive(Debug)]
pub struct Ready {
    scope: Scope,
    commit: Uuid,
    path: PathBuf,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// It lies beside where it is to go, until it is renamed.
    Beside { file: Mutex<Option<Temporary>>, replace: Replace, disk: Disk },
    /// It has its name already.
    Named,
}

/// A file that was made for a department on the same terms before.
#[derive(Debug)]
pub struct ExistingFile {
    /// The file, to be entered where it is in no ledger.
    pub file: Ready,
    pub is_entered: bool,
    /// Whether a new file would be no different: nothing has been written in this one, and the master
    /// has not changed since.
    pub is_current: bool,
}

impl HandOut {
    /// Writes the file beside where it is to go, and proves it. It gets its name with
    /// [`Store::record_handout`], and is removed if that is never called. `watch` is told the progress and
    /// can cancel.
    ///
    /// # Errors
    /// As for [`Snapshot::write_to`](crate::store::Snapshot::write_to); what was there before is
    /// untouched.
    pub fn write_beside(
        &self,
        path: &Path,
        replace: Replace,
        disk: &Disk,
        watch: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Ready, Error> {
        let file = self.snapshot.write_beside(path, replace, disk, watch)?;
        Ok(Ready {
            scope: self.scope.clone(),
            commit: self.commit,
            path: path.to_owned(),
            place: Place::Beside { file: Mutex::new(Some(file)), replace, disk: disk.clone() },
        })
    }
}

impl Original {
    /// The file that lies where one with this scope is to go, if it was made of this plan for the
    /// same; `None` where there is none, or a later one has taken its place.
    ///
    /// # Errors
    /// [`Error::Log`] where the ledger cannot be read.
    pub fn there(&self, path: &Path, scope: &Scope) -> Result<Option<ExistingFile>, Error> {
        let Ok(file) = open_to_read(path, self.session.clone()) else { return Ok(None) };
        let Some(confined) = &file.state.confined else { return Ok(None) };
        // How the master is written today is none of the terms.
        let terms = Scope { usage: scope.usage, ..confined.scope.clone() };
        let entry = log::entry_of(file.reading(), confined.commit)?;
        let Some(parent) = entry.and_then(|entry| entry.parent) else { return Ok(None) };
        let master = open_to_read(self.snapshot.path(), self.session.clone())?;
        if terms != *scope || log::since(master.reading(), Some(parent))?.is_none() {
            return Ok(None);
        }
        let ledger = master.ledger()?;
        let line = ledger.iter().find(|line| line.id == confined.commit);
        if line.is_some_and(|line| line.replaced) {
            return Ok(None);
        }
        Ok(Some(ExistingFile {
            file: Ready {
                scope: confined.scope.clone(),
                commit: confined.commit,
                path: path.to_owned(),
                place: Place::Named,
            },
            is_entered: line.is_some(),
            is_current: file.state.head == Some(confined.commit)
                && log::changes_since(master.reading(), parent)?.is_empty(),
        }))
    }
}

impl Store {
    /// Gives a file its name and enters it in the ledger: both or neither.
    ///
    /// # Errors
    /// [`Error::NotEntered`] where the file lies under its name but is in no ledger: that could not be
    /// undone. Else as for [`Store::commit`] and [`HandOut::write_beside`]; what was there before is
    /// there again.
    pub fn record_handout(&mut self, ready: &Ready) -> Result<(), Error> {
        let Ready { scope, commit, path, .. } = ready;
        let json = to_json(scope)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut named = None;
        let result = self.transact(Op::HandOut, &scope.name, None, &[], |connection, entry| {
            let _ = connection
                .prepare_cached(
                    "INSERT INTO handed_out (id, commit_id, format, scope, file)
                     VALUES (:id, :commit, :format, :scope, :file)",
                )?
                .execute(named_params! {
                    ":id": log::text(*commit),
                    ":commit": log::text(entry),
                    ":format": FORMAT,
                    ":scope": json,
                    ":file": name,
                })?;
            let taken = Taken { commits: vec![*commit], ..Taken::default() };
            merge::insert_taken(connection, entry, &taken)?;
            // Last: what fails before has not touched the folder.
            named = Some(ready.give_name()?);
            Ok(())
        });
        let Err(error) = result else { return Ok(()) };
        let Some(named) = named else { return Err(error) };
        // It may be in the ledger, and then the file must be there as well.
        if matches!(error, Error::Uncertain(_)) {
            return Err(error);
        }
        let undone = match self.entered(&[*commit]) {
            Ok(Some(_)) => return Ok(()),
            Ok(None) => named.take_back(),
            // Where nobody can tell whether it is in the ledger, a file without a line is better than
            // a line without a file.
            Err(unknown) => Err(unknown),
        };
        Err(if undone.is_ok() { error } else { Error::NotEntered(Box::new(error)) })
    }
}

impl Ready {
    /// What it is for.
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    fn give_name(&self) -> Result<NameGiven, Error> {
        let Place::Beside { file, replace, disk } = &self.place else {
            return Ok(NameGiven::Before);
        };
        let (path, disk) = (self.path.clone(), disk.clone());
        let file = file.lock().unwrap_or_else(PoisonError::into_inner).take();
        let file = file.ok_or(Error::Exists)?;
        if *replace == Replace::Never || path.metadata().is_err() {
            let _ = persist(file, &path, *replace)?;
            return Ok(NameGiven::New { path, disk });
        }
        let old = copy_beside(&disk, &path, &path, None, |_| ControlFlow::Continue(()))?;
        let _ = persist(file, &path, *replace)?;
        Ok(NameGiven::Over { path, old })
    }
}

/// How a file came to its name, so that it can be taken from it again.
enum NameGiven {
    Before,
    New {
        path: PathBuf,
        disk: Disk,
    },
    /// A copy of what it replaced lies beside it.
    Over {
        path: PathBuf,
        old: Temporary,
    },
}

impl NameGiven {
    fn take_back(self) -> Result<(), Error> {
        match self {
            Self::Before => {}
            Self::New { path, disk } => disk.remove(&path)?,
            Self::Over { path, old } => drop(persist(old, &path, Replace::SetAside)?),
        }
        Ok(())
    }
}
