//! One edit: checked against the file as it is now, backed up before, written whole or not at all.

use super::digest::{self, Tally};
use super::merge::MergeRecord;
use super::scope::{self, Confined};
use super::state::FileState;
use super::{Entry, Error, ExternalChange, Reason, Step, Store, log, merge, rows, schema};
use crate::domain::change::inverse;
use crate::domain::{Book, Change, Invalid, Op};
use rusqlite::{Connection, Transaction};
use std::sync::Arc;
use uuid::Uuid;

impl Store {
    /// Makes one edit: all of `changes` or none, on the disk when this returns.
    ///
    /// `subject` names what is edited, for the history and 「元に戻す」.
    ///
    /// # Errors
    /// [`Error::Invalid`] with [`Invalid::Stale`] where a row is no longer as `before` says, with
    /// another [`Invalid`] where the outcome would break a rule; [`Error::ChangedExternally`] where the
    /// file is no longer the one that was opened; else what the disk says. Nothing is changed then;
    /// after [`Invalid::Stale`] the book is the one that the file holds now.
    pub fn commit(&mut self, op: Op, subject: &str, changes: Vec<Change>) -> Result<(), Error> {
        if changes.is_empty() {
            return Err(Invalid::Empty.into());
        }
        self.write(op, subject, None, &changes, None)
    }

    /// What [`Store::undo`] would take back.
    pub fn undoable(&self) -> Option<&Step> {
        self.undoable_where(|_| true)
    }

    /// The latest step of these that can be taken back.
    pub fn undoable_where(&self, is_wanted: impl Fn(&Step) -> bool) -> Option<&Step> {
        self.state.steps.undo.iter().rfind(|step| is_wanted(step))
    }

    /// What [`Store::redo`] would make again.
    pub fn redoable(&self) -> Option<&Step> {
        self.redoable_where(|_| true)
    }

    /// The step of these that was taken back last.
    pub fn redoable_where(&self, is_wanted: impl Fn(&Step) -> bool) -> Option<&Step> {
        self.state.steps.redo.iter().rfind(|step| is_wanted(step))
    }

    /// Takes the latest step back, as a commit of its own. `None` where there is none.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn undo(&mut self) -> Result<Option<Step>, Error> {
        self.undo_where(|_| true)
    }

    /// The same with the latest of these steps.
    ///
    /// # Errors
    /// As for [`Store::commit`]; [`Invalid::Stale`] also where what it changed was changed again since.
    pub fn undo_where(&mut self, is_wanted: impl Fn(&Step) -> bool) -> Result<Option<Step>, Error> {
        let Some(step) = self.undoable_where(is_wanted).cloned() else { return Ok(None) };
        let changes = inverse(log::changes(self.reading(), step.id)?);
        self.write(Op::Undo, &step.subject, Some(step.id), &changes, None)?;
        Ok(Some(step))
    }

    /// Makes the step again that was taken back last. `None` where there is none.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn redo(&mut self) -> Result<Option<Step>, Error> {
        self.redo_where(|_| true)
    }

    /// The same with the latest of these steps.
    ///
    /// # Errors
    /// As for [`Store::undo_where`].
    pub fn redo_where(&mut self, is_wanted: impl Fn(&Step) -> bool) -> Result<Option<Step>, Error> {
        let Some(step) = self.redoable_where(is_wanted).cloned() else { return Ok(None) };
        let changes = log::changes(self.reading(), step.id)?;
        self.write(Op::Redo, &step.subject, Some(step.id), &changes, None)?;
        Ok(Some(step))
    }

    /// Makes an edit. Only a merge, and what takes it back, may change nothing.
    pub(super) fn write(
        &mut self,
        op: Op,
        subject: &str,
        reverts: Option<Uuid>,
        changes: &[Change],
        record: Option<&MergeRecord<'_>>,
    ) -> Result<(), Error> {
        let written =
            self.transact(op, subject, reverts, changes, |transaction, commit| match record {
                Some(record) => merge::insert_record(transaction, commit, record),
                None => Ok(()),
            });
        if let Err(Error::Invalid(Invalid::Stale(_))) = written {
            self.reload()?;
        }
        written
    }

    /// Reads anew what another program has left, so that the next edit is made on it.
    pub(super) fn reload(&mut self) -> Result<(), Error> {
        self.state = FileState::read(self.reading())?;
        Ok(())
    }

    /// Everything that is written to an open file is written here: the changes, the entry in the log,
    /// what `act` adds for it, and the digest of it all, in one transaction.
    pub(super) fn transact(
        &mut self,
        op: Op,
        subject: &str,
        reverts: Option<Uuid>,
        changes: &[Change],
        act: impl FnOnce(&Connection, Uuid) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if self.connection.is_readonly(rusqlite::MAIN_DB)? {
            return Err(Error::ReadOnly);
        }
        self.check_identity()?;
        self.check_sidecar()?;
        Confined::check(self.state.confined.as_ref(), op, changes)?;
        self.back_up_before(rewriting(op))?;
        let transaction = self.begin()?;
        let mut installed = None;
        let tally = match &self.tally {
            Some(tally) => tally,
            None => installed.insert(Tally::install(&transaction)?),
        };
        schema::check_version(&transaction)?;
        let head = log::head(&transaction)?;
        // Another program has committed since: go on from what it left.
        let (elsewhere, foreign_commits) = if head == self.state.head {
            (None, 0)
        } else {
            let foreign_commits = log::since(&transaction, self.state.head)?;
            let foreign_commits =
                foreign_commits.ok_or(Error::ChangedExternally(ExternalChange::Diverged))?;
            (Some(FileState::read_within(&transaction)?), foreign_commits)
        };
        let state = elsewhere.as_ref().unwrap_or(&self.state);
        Confined::check(state.confined.as_ref(), op, changes)?;
        let book = if changes.is_empty() {
            Arc::clone(&state.book)
        } else {
            let mut book = Book::clone(&state.book);
            book.apply(changes)?;
            Arc::new(book)
        };
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
        tally.reset();
        store(&transaction, changes)?;
        log::append(&transaction, &entry, changes)?;
        act(&transaction, entry.id)?;
        digest::seal(&transaction, tally.since(state.digest))?;
        let digest = tally.since(state.digest);
        let confined = match op {
            Op::Submit | Op::Withdraw => scope::confined(&transaction)?,
            _ => state.confined.clone(),
        };
        commit_transaction(&self.connection, transaction, entry.id)?;
        // Another file has taken its name while this one was written to.
        self.check_identity()?;
        if installed.is_some() {
            self.tally = installed;
        }
        if let Some(elsewhere) = elsewhere {
            self.state = elsewhere;
            self.foreign_commits += foreign_commits;
        }
        self.state.steps.follow(entry.id, entry.op, subject, reverts);
        (self.state.book, self.state.head) = (book, Some(entry.id));
        (self.state.confined, self.state.digest) = (confined, digest);
        Ok(())
    }
}

/// Ends a transaction with its commit. SQLite reports an error also where all was done but the flush
/// after the journal was removed, so that the file is asked.
pub(super) fn commit_transaction(
    connection: &Connection,
    transaction: Transaction<'_>,
    commit: Uuid,
) -> Result<(), Error> {
    let Err(error) = transaction.commit() else { return Ok(()) };
    match log::head(connection) {
        Ok(head) if head == Some(commit) => Ok(()),
        Ok(_) => Err(error.into()),
        // Neither finished nor taken back: the next opening decides which of the two it is.
        Err(_) => Err(Error::Uncertain(Box::new(error.into()))),
    }
}

/// Writes the changes, each against the row as it is stored.
pub(super) fn store(connection: &Connection, changes: &[Change]) -> Result<(), Error> {
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

/// What a backup is taken for before a commit that rewrites what nobody has before the eyes; `None`
/// before an edit by hand.
const fn rewriting(op: Op) -> Option<Reason> {
    match op {
        Op::Import => Some(Reason::Import),
        Op::Merge => Some(Reason::Merge),
        Op::Restore => Some(Reason::Restore),
        Op::Create
        | Op::Rollover
        | Op::Add(_)
        | Op::Edit(_)
        | Op::EditSeveral(_)
        | Op::Move(_)
        | Op::Delete(_)
        | Op::Retire(_)
        | Op::Reinstate(_)
        | Op::Approve(_)
        | Op::SendBack
        | Op::Reorganise
        | Op::Keep
        | Op::Discard
        | Op::Recover
        | Op::HandOut
        | Op::Confine
        | Op::Submit
        | Op::Withdraw
        | Op::Undo
        | Op::Redo => None,
    }
}
