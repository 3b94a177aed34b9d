//! One edit: checked against the file as it is now, backed up before, written whole or not at all.

use super::handout::{self, Confined};
use super::merge::Brought;
use super::{Entry, Error, Held, Reason, Step, Store, log, merge, rows};
use crate::domain::change::inverse;
use crate::domain::{Book, Change, Invalid, Op};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::sync::Arc;
use uuid::Uuid;

impl Store {
    /// Makes one edit: all of `changes` or none, on the disk when this returns.
    ///
    /// `subject` names what is edited, for the history and 「元に戻す」.
    ///
    /// # Errors
    /// [`Error::Invalid`] with [`Invalid::Stale`] where a row is no longer as `before` says, with
    /// another [`Invalid`] where the outcome would break a rule; [`Error::ChangedElsewhere`] where the
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
        self.write(Op::Undo, &step.subject, Some(step.id), &changes, None)?;
        Ok(Some(step))
    }

    /// Makes the step again that was taken back last. `None` where there is none.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn redo(&mut self) -> Result<Option<Step>, Error> {
        let Some(step) = self.steps.redo.last().cloned() else { return Ok(None) };
        let changes = log::changes(&self.connection, step.id)?;
        self.write(Op::Redo, &step.subject, Some(step.id), &changes, None)?;
        Ok(Some(step))
    }

    /// Only a merge, and what takes it back, may change nothing.
    pub(super) fn write(
        &mut self,
        op: Op,
        subject: &str,
        reverts: Option<Uuid>,
        changes: &[Change],
        brought: Option<&Brought<'_>>,
    ) -> Result<(), Error> {
        let written = self.attempt(op, subject, reverts, changes, brought);
        if let Err(Error::Invalid(Invalid::Stale(_))) = written {
            self.reload()?;
        }
        written
    }

    /// Reads anew what another program has left, so that the next edit is made on it.
    pub(super) fn reload(&mut self) -> Result<(), Error> {
        let Held { book, head, steps, confined } = Held::read(&self.connection)?;
        (self.book, self.head, self.steps, self.confined) = (book, head, steps, confined);
        Ok(())
    }

    fn attempt(
        &mut self,
        op: Op,
        subject: &str,
        reverts: Option<Uuid>,
        changes: &[Change],
        brought: Option<&Brought<'_>>,
    ) -> Result<(), Error> {
        if self.connection.is_readonly(rusqlite::MAIN_DB)? {
            return Err(Error::ReadOnly);
        }
        self.check_identity()?;
        Confined::check(self.confined.as_ref(), changes)?;
        self.back_up_before(rewriting(op))?;
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let head = log::head(&transaction)?;
        let elsewhere = head != self.head;
        let met = self.commits_elsewhere()?;
        if elsewhere {
            Confined::check(handout::confined(&transaction)?.as_ref(), changes)?;
        }
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
        if let Some(brought) = brought {
            merge::keep(&transaction, entry.id, brought)?;
        }
        let steps = if elsewhere { Some(log::steps(&transaction)?) } else { None };
        settle(&self.connection, transaction, entry.id)?;
        self.book = Arc::new(book);
        self.head = Some(entry.id);
        self.met += met;
        match steps {
            Some(steps) => self.steps = steps,
            None => self.steps.follow(entry.id, entry.op, subject, reverts),
        }
        Ok(())
    }
}

/// Ends a transaction with its commit. Where all was done but that the journal is gone could not be
/// flushed, SQLite tells of an error although the file is the new one.
pub(super) fn settle(
    connection: &Connection,
    transaction: Transaction<'_>,
    commit: Uuid,
) -> Result<(), Error> {
    let Err(error) = transaction.commit() else { return Ok(()) };
    match log::head(connection) {
        Ok(head) if head == Some(commit) => Ok(()),
        _ => Err(error.into()),
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
