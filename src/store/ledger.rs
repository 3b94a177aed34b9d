//! 回収台帳: which files were handed out, and which came back.

use super::log;
use super::scope::{self, unreadable};
use super::{Error, Store};
use crate::domain::handout::{HandedOut, Returned, Scope};
use chrono::DateTime;
use rusqlite::Connection;
use std::collections::HashSet;
use uuid::Uuid;

/// A file that came back, for the ledger.
#[derive(Debug, Clone, Copy)]
pub(super) struct Return {
    pub handed_out: Uuid,
    pub head: Uuid,
    pub submitted: bool,
}

impl Store {
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
            let scope = scope::parse(row.get("format")?, &json)?;
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
    pub(super) fn entered(&self, ids: &[Uuid]) -> Result<Option<(Uuid, Scope)>, Error> {
        let mut statement =
            self.reading().prepare_cached("SELECT id, format, scope FROM handed_out")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = log::column(row, "id")?;
            if ids.contains(&id) {
                let json: String = row.get("scope")?;
                return Ok(Some((id, scope::parse(row.get("format")?, &json)?)));
            }
        }
        Ok(None)
    }

    /// The scope for which another file was handed out. This file's own ledger decides where it has it:
    /// a returned file must not say itself what it may change.
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

/// Records that a merge brought a handed-out file back.
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
