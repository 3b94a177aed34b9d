//! 配布: files for departments, what may be written in them, and the ledger of what went out and came
//! back.
//!
//! A file that is handed out is a copy with one commit of its own, [`Op::Confine`], and a row that
//! tells what it is for. The master knows that commit as it knows those that it has taken in, so that
//! what was left out of the copy is no change when it comes back.

mod ready;

pub use ready::{Ready, There};

use super::commit::store;
use super::log::{self, Entry};
use super::snapshot::Snapshot;
use super::{Error, Session, Store};
use crate::domain::handout::{HandedOut, Others, Returned, Scope, Terms, without_texts};
use crate::domain::text::label;
use crate::domain::{Change, Invalid, Key, Op};
use chrono::DateTime;
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeSet, HashSet};
use uuid::Uuid;

/// The form of the JSON of a scope.
const FORMAT: u32 = 1;

/// What a file was handed out for, and whether it is ready to go back.
#[derive(Debug, Clone)]
pub(super) struct Confined {
    pub scope: Scope,
    /// The first commit of its own.
    pub commit: Uuid,
    pub submitted: bool,
}

impl Confined {
    /// Refuses what may not be written in a file: one for a department has no editions and hands
    /// nothing out.
    pub fn check(confined: Option<&Self>, op: Op, changes: &[Change]) -> Result<(), Error> {
        let Some(Self { scope, submitted, .. }) = confined else { return Ok(()) };
        match op {
            Op::Submit | Op::Withdraw => Ok(()),
            Op::Keep | Op::Discard | Op::Recover | Op::HandOut => Err(Error::OutsideScope),
            _ if *submitted => Err(Error::Submitted),
            _ if changes.iter().all(|change| scope.allows(change)) => Ok(()),
            _ => Err(Error::OutsideScope),
        }
    }
}

/// A copy of the master, from which files for departments are made beside the window.
#[derive(Debug)]
pub struct Original {
    snapshot: Snapshot,
    session: Session,
}

impl Original {
    /// Makes a file for a department. It is in no ledger before [`Store::enter`].
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

/// A file that came back, for the ledger.
#[derive(Debug, Clone, Copy)]
pub(super) struct Return {
    pub handed_out: Uuid,
    pub head: Uuid,
    pub submitted: bool,
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

    /// Makes a file for a department. It is in no ledger before [`Store::enter`].
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

    /// 回収台帳: what was handed out, the latest first.
    ///
    /// # Errors
    /// [`Error::Log`] where it cannot be read.
    pub fn ledger(&self) -> Result<Vec<HandedOut>, Error> {
        let connection = self.reading();
        let taken_back = log::taken_back(connection)?;
        let mut statement = connection.prepare_cached(
            "SELECT handed_out.*, log.at, log.who FROM handed_out
             JOIN change_log AS log ON log.id = handed_out.commit_id ORDER BY log.sequence DESC",
        )?;
        let mut rows = statement.query([])?;
        let (mut ledger, mut seen) = (Vec::new(), HashSet::new());
        while let Some(row) = rows.next()? {
            let id = log::column(row, "id")?;
            let (json, at): (String, String) = (row.get("scope")?, row.get("at")?);
            let scope = scope(row.get("format")?, &json)?;
            ledger.push(HandedOut {
                id,
                replaced: !seen.insert((scope.department, scope.year)),
                scope,
                file: log::label(row, "file")?,
                at: DateTime::parse_from_rfc3339(&at).map_err(unreadable)?,
                who: log::label(row, "who")?,
                returned: returned(connection, id, &taken_back)?,
            });
        }
        Ok(ledger)
    }

    /// The file of the ledger that another file is a copy of, where it is one.
    fn entered(&self, ids: &[Uuid]) -> Result<Option<(Uuid, Scope)>, Error> {
        let mut statement =
            self.reading().prepare_cached("SELECT id, format, scope FROM handed_out")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = log::column(row, "id")?;
            if ids.contains(&id) {
                let json: String = row.get("scope")?;
                return Ok(Some((id, scope(row.get("format")?, &json)?)));
            }
        }
        Ok(None)
    }

    /// For what another file was handed out, by this one's own ledger where it is in it: a file that
    /// comes back is not asked what it may change.
    pub(super) fn bounds(
        &self,
        other: &Self,
        ids: &[Uuid],
    ) -> Result<(Option<Scope>, Option<Return>), Error> {
        let (Some((handed_out, scope)), Some(head)) = (self.entered(ids)?, ids.last()) else {
            return Ok((other.scope().cloned(), None));
        };
        let back = Return { handed_out, head: *head, submitted: other.is_submitted() };
        Ok((Some(scope), Some(back)))
    }
}

/// The records from which changes are taken of a file that was handed out for this. One that was
/// changed otherwise than the scope allows is left out altogether.
pub(super) fn keys<'a>(scope: &Scope, changes: impl Iterator<Item = &'a Change>) -> BTreeSet<Key> {
    let mut keys = scope.keys();
    for key in changes.filter(|change| !scope.allows(change)).filter_map(Change::key) {
        let _ = keys.remove(&key);
    }
    keys
}

/// What a file was handed out for.
pub(super) fn confined(connection: &Connection) -> Result<Option<Confined>, Error> {
    let row: Option<(String, u32, String)> = connection
        .prepare_cached("SELECT commit_id, format, scope FROM scope")?
        .query_row([], |row| Ok((row.get("commit_id")?, row.get("format")?, row.get("scope")?)))
        .optional()?;
    let Some((commit, format, json)) = row else { return Ok(None) };
    let last: Option<String> = connection
        .prepare_cached(
            "SELECT op FROM change_log WHERE op IN ('submit', 'withdraw')
             ORDER BY sequence DESC LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()?;
    let commit = Uuid::parse_str(&commit).map_err(unreadable)?;
    let submitted = last.is_some_and(|op| op == Op::Submit.to_string());
    Ok(Some(Confined { scope: scope(format, &json)?, commit, submitted }))
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
    let _ = connection.execute(
        "INSERT INTO scope (only_row, commit_id, format, scope) VALUES (1, ?1, ?2, ?3)",
        (log::text(commit), FORMAT, to_json(scope)?),
    )?;
    Ok(())
}

/// Keeps that a file came back with a merge.
pub(super) fn keep_return(
    connection: &Connection,
    commit: Uuid,
    back: Return,
) -> Result<(), Error> {
    let _ = connection.execute(
        "INSERT INTO returned (commit_id, handed_out, head, submitted) VALUES (?1, ?2, ?3, ?4)",
        (log::text(commit), log::text(back.handed_out), log::text(back.head), back.submitted),
    )?;
    Ok(())
}

/// The latest return of a file, but for merges that were taken back.
fn returned(
    connection: &Connection,
    id: Uuid,
    taken_back: &HashSet<Uuid>,
) -> Result<Option<Returned>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT returned.*, log.at FROM returned
         JOIN change_log AS log ON log.id = returned.commit_id
         WHERE handed_out = ?1 ORDER BY log.sequence DESC",
    )?;
    let mut rows = statement.query([log::text(id)])?;
    while let Some(row) = rows.next()? {
        if !taken_back.contains(&log::column(row, "commit_id")?) {
            let at: String = row.get("at")?;
            return Ok(Some(Returned {
                at: DateTime::parse_from_rfc3339(&at).map_err(unreadable)?,
                head: log::column(row, "head")?,
                submitted: row.get("submitted")?,
            }));
        }
    }
    Ok(None)
}

fn scope(format: u32, json: &str) -> Result<Scope, Error> {
    if format != FORMAT {
        return Err(Error::Log(format!("format {format} of what was handed out")));
    }
    let scope: Scope = serde_json::from_str(json).map_err(unreadable)?;
    Ok(Scope { name: label(&scope.name), return_to: label(&scope.return_to), ..scope })
}

fn to_json(scope: &Scope) -> Result<String, Error> {
    serde_json::to_string(scope).map_err(unreadable)
}

fn unreadable(why: impl std::fmt::Display) -> Error {
    Error::Log(why.to_string())
}
