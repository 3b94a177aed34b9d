//! What a file was handed out for, as it is stored.

use super::{Error, log};
use crate::domain::handout::Scope;
use crate::domain::text::label;
use crate::domain::{Change, Key, Op};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The form of the JSON of a scope.
pub(super) const FORMAT: u32 = 1;

/// The scope of a handed-out file, and whether it has been submitted.
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
    pub(super) fn check(confined: Option<&Self>, op: Op, changes: &[Change]) -> Result<(), Error> {
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
    Ok(Some(Confined { scope: parse(format, &json)?, commit, submitted }))
}

/// Writes the scope into a file that is handed out.
pub(super) fn insert(connection: &Connection, scope: &Scope, commit: Uuid) -> Result<(), Error> {
    let _ = connection.execute(
        "INSERT INTO scope (only_row, commit_id, format, scope) VALUES (1, ?1, ?2, ?3)",
        (log::text(commit), FORMAT, to_json(scope)?),
    )?;
    Ok(())
}

/// The scope that a JSON of this form stands for.
pub(super) fn parse(format: u32, json: &str) -> Result<Scope, Error> {
    if format != FORMAT {
        return Err(Error::Log(format!("format {format} of what was handed out")));
    }
    let scope: Scope = serde_json::from_str(json).map_err(unreadable)?;
    Ok(Scope { name: label(&scope.name), return_to: label(&scope.return_to), ..scope })
}

pub(super) fn to_json(scope: &Scope) -> Result<String, Error> {
    serde_json::to_string(scope).map_err(unreadable)
}

pub(super) fn unreadable(why: impl std::fmt::Display) -> Error {
    Error::Log(why.to_string())
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
