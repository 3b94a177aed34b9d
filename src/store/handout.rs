//! 配布: files for departments, what may be written in them, and the ledger of what went out and came
//! back.
//!
//! A file that is handed out is a copy with one commit of its own, [`Op::Confine`], and a row that
//! tells what it is for. The master knows that commit as it knows those that it has taken in, so that
//! what was left out of the copy is no change when it comes back.

mod ready;

pub use ready::{ExistingFile, Ready};

use super::commit::store;
use super::log::{self, Entry};
use super::scope::{self, Confined};
use super::snapshot::Snapshot;
use super::{Error, Session, Store};
use crate::domain::handout::{Others, Scope, Terms, without_texts};
use crate::domain::{Change, Invalid, Op};
use rusqlite::Connection;
use uuid::Uuid;

/// A copy of the master, from which files for departments are made beside the window.
#[derive(Debug)]
pub struct Original {
    snapshot: Snapshot,
    session: Session,
}

impl Original {
    /// Makes a file for a department. It is in no ledger before [`Store::record_handout`].
    ///
    /// # Errors
    /// [`Error::Invalid`] where a text of the scope breaks a rule; else what the disk of this PC says.
    pub fn hand_out(&self, scope: Scope) -> Result<HandOut, Error> {
        let Scope { deadline, message, return_to, others, .. } = scope.clone();
        Terms { deadline, message, return_to, others }.check()?;
        let commit = Uuid::new_v4();
        let snapshot = self.snapshot.rewritten(|connection, book| {
            let left_out = match scope.others {
                Others::Readable => Vec::new(),
                Others::LeftOut => scope.leaving_out(book),
            };
            book.apply(&left_out)?;
            store(connection, &left_out)?;
            book.inherit_usage(scope.usage);
            confine(connection, &scope, commit, left_out, &self.session)
        })?;
        Ok(HandOut { snapshot, scope, commit })
    }
}

/// A file for a department, made on this PC and not yet where it is to go.
#[derive(Debug)]
pub struct HandOut {
    snapshot: Snapshot,
    scope: Scope,
    commit: Uuid,
}

impl Store {
    /// What this file was handed out for; `None` for a file that nobody handed out.
    pub fn scope(&self) -> Option<&Scope> {
        self.state.confined.as_ref().map(|confined| &confined.scope)
    }

    /// Whether this file was handed out and is ready to go back.
    pub fn is_submitted(&self) -> bool {
        self.state.confined.as_ref().is_some_and(|confined| confined.submitted)
    }

    /// Makes a file for a department. It is in no ledger before [`Store::record_handout`].
    ///
    /// # Errors
    /// As for [`Store::original`] and [`Original::hand_out`].
    pub fn hand_out(&mut self, scope: Scope) -> Result<HandOut, Error> {
        self.original()?.hand_out(scope)
    }

    /// What files for departments are made from: the file as it is now.
    ///
    /// # Errors
    /// [`Error::OutsideScope`] where this file was handed out itself; else as for
    /// [`Store::snapshot`].
    pub fn original(&mut self) -> Result<Original, Error> {
        if self.state.confined.is_some() {
            return Err(Error::OutsideScope);
        }
        Ok(Original { snapshot: self.snapshot()?, session: self.session.clone() })
    }

    /// 提出: from now on nothing is written in the file until that is taken back.
    ///
    /// # Errors
    /// [`Error::Submitted`] where it is already; else as for [`Store::commit`].
    pub fn submit(&mut self) -> Result<(), Error> {
        self.set_submitted(true)
    }

    /// 提出の取消し.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn withdraw(&mut self) -> Result<(), Error> {
        self.set_submitted(false)
    }

    fn set_submitted(&mut self, submitted: bool) -> Result<(), Error> {
        let (op, name) = match &self.state.confined {
            Some(confined) if confined.submitted == submitted => {
                return Err(if submitted { Error::Submitted } else { Invalid::Empty.into() });
            }
            Some(Confined { scope, .. }) if submitted => (Op::Submit, scope.name.clone()),
            Some(Confined { scope, .. }) => (Op::Withdraw, scope.name.clone()),
            None => return Err(Invalid::Empty.into()),
        };
        self.transact(op, &name, None, &[], |_, _| Ok(()))
    }
}

/// Makes a copy of the master a file for a department: no ledger, no editions, and where others are
/// left out nothing that tells of them.
fn confine(
    connection: &Connection,
    scope: &Scope,
    commit: Uuid,
    left_out: Vec<Change>,
    session: &Session,
) -> Result<(), Error> {
    connection.execute_batch(
        "DELETE FROM returned; DELETE FROM handed_out;
         DELETE FROM edition_content; DELETE FROM edition;",
    )?;
    let mut who = session.who.clone();
    if scope.others == Others::LeftOut {
        connection.execute_batch(
            "UPDATE change_log SET who = '', subject = '';
             UPDATE taken SET origins = '[]', declined = '[]';",
        )?;
        log::blank(connection)?;
        // 提出先 names whom the office wants named.
        who.clear();
    }
    let entry = Entry {
        id: commit,
        parent: log::head(connection)?,
        at: (session.clock)(),
        who,
        op: Some(Op::Confine),
        subject: scope.name.clone(),
        reverts: None,
        reverted: None,
    };
    let changes: Vec<Change> = left_out.into_iter().map(without_texts).collect();
    log::append(connection, &entry, &changes)?;
    scope::insert(connection, scope, commit)?;
    Ok(())
}
