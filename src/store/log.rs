//! 変更履歴: every commit, in the file itself, and what of it can be taken back.

mod merges;
mod pack;

pub(super) use merges::{has_taken, taken_back};
pub(super) use pack::blank;

use super::Error;
use crate::domain::fold::fold;
use crate::domain::{Change, MeasureId, Noun, Op, text};
use chrono::{DateTime, FixedOffset};
use pack::Packs;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use uuid::Uuid;

/// The highest sequence number of a commit: more than anybody will ever make.
const LAST: i64 = 1 << 40;

/// One commit as the history shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: Uuid,
    /// The commit before it; `None` for the first.
    pub parent: Option<Uuid>,
    /// When, by the clock of the PC on which it was made.
    pub at: DateTime<FixedOffset>,
    /// Who, as the PC knew the person.
    pub who: String,
    /// What was done; `None` where a later version wrote a word that this one does not know.
    pub op: Option<Op>,
    /// To what, e.g. the name of the measure.
    pub subject: String,
    /// The commit that this one takes back or makes again; of one that brings the whole of an earlier
    /// moment back, the last commit that stays.
    pub reverts: Option<Uuid>,
    /// What that commit did. Not stored: it is read from there.
    pub reverted: Option<Op>,
}

/// Which commits are asked for. The default asks for all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Those that changed this measure, or an entry of it.
    pub measure: Option<MeasureId>,
    /// Those of this person; the empty name is that of those who gave none.
    pub who: Option<String>,
    /// Those made at this moment or later.
    pub from: Option<DateTime<FixedOffset>>,
    /// Those made before this moment.
    pub until: Option<DateTime<FixedOffset>>,
    /// Those that did something to this kind of record.
    pub noun: Option<Noun>,
    /// Those to whose subject these words, folded, belong.
    pub words: String,
}

impl Query {
    /// Whether an entry is asked for, but for its measure and person, which the file is asked about.
    fn admits(&self, entry: &Entry) -> bool {
        let op = match entry.op {
            Some(Op::Undo | Op::Redo) => entry.reverted,
            op => op,
        };
        let subject = fold(&entry.subject);
        self.from.is_none_or(|from| entry.at >= from)
            && self.until.is_none_or(|until| entry.at < until)
            && self.noun.is_none_or(|noun| op.and_then(Op::noun) == Some(noun))
            && self.words.split_whitespace().all(|word| subject.contains(&fold(word)))
    }
}

/// A commit that can be taken back or made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The commit.
    pub id: Uuid,
    pub op: Op,
    pub subject: String,
    /// Whether the file as it was then has been handed out or submitted since, before anything else
    /// was changed.
    pub handed_out: bool,
}

impl Step {
    /// Whether it changed the forms of the paper alone.
    pub fn is_of_paper(&self) -> bool {
        is_of_paper(self.op)
    }
}

fn is_of_paper(op: Op) -> bool {
    op.noun() == Some(Noun::Template)
}

/// The commits that can be taken back and made again, latest last. Both follow from the log alone,
/// so that undo reaches beyond the closing of the file.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Steps {
    pub undo: Vec<Step>,
    pub redo: Vec<Step>,
}

impl Steps {
    /// Takes the next commit of the log into account.
    pub(super) fn follow(
        &mut self,
        id: Uuid,
        op: Option<Op>,
        subject: &str,
        reverts: Option<Uuid>,
    ) {
        let turn = |from: &mut Vec<Step>, to: &mut Vec<Step>| {
            if let Some(at) = from.iter().rposition(|step| Some(step.id) == reverts) {
                to.push(from.remove(at));
            }
        };
        match op {
            Some(Op::Undo) => turn(&mut self.undo, &mut self.redo),
            Some(Op::Redo) => turn(&mut self.redo, &mut self.undo),
            // These change no record: what was done before can be taken back all the same.
            Some(Op::Keep | Op::Discard | Op::Recover | Op::Withdraw) => {}
            Some(Op::HandOut | Op::Submit) => {
                if let Some(step) = self.undo.last_mut() {
                    step.handed_out = true;
                }
            }
            // What came before the file cannot be asked back, nor what is not understood.
            Some(Op::Create | Op::Confine) | None => {
                self.undo.clear();
                self.redo.clear();
            }
            Some(
                op @ (Op::Import
                | Op::Rollover
                | Op::Restore
                | Op::Merge
                | Op::Reorganise
                | Op::Add(_)
                | Op::Edit(_)
                | Op::EditSeveral(_)
                | Op::Move(_)
                | Op::Delete(_)
                | Op::Retire(_)
                | Op::Reinstate(_)
                | Op::Approve(_)
                | Op::SendBack),
            ) => {
                // Neither of the two is in the way of the other.
                let of_paper = is_of_paper(op);
                self.redo.retain(|step| op.noun().is_some() && step.is_of_paper() != of_paper);
                let subject = subject.to_owned();
                self.undo.push(Step { id, op, subject, handed_out: false });
            }
        }
    }
}

/// Appends a commit.
pub(super) fn append(
    connection: &Connection,
    entry: &Entry,
    changes: &[Change],
) -> Result<(), Error> {
    let sequence = connection
        .prepare_cached(
            "INSERT INTO change_log (id, parent, at, who, op, subject, reverts)
             VALUES (:id, :parent, :at, :who, :op, :subject, :reverts)",
        )?
        .insert(named_params! {
            ":id": text(entry.id),
            ":parent": entry.parent.map(text),
            ":at": entry.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
            ":who": entry.who,
            ":op": entry.op.map(|op| op.to_string()).unwrap_or_default(),
            ":subject": entry.subject,
            ":reverts": entry.reverts.map(text),
        })?;
    pack::append(connection, sequence, changes)
}

/// The latest commit.
pub(super) fn head(connection: &Connection) -> Result<Option<Uuid>, Error> {
    let id: Option<String> = connection
        .prepare_cached("SELECT id FROM change_log ORDER BY sequence DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    id.as_deref().map(uuid).transpose()
}

/// How many commits follow `id` in the log; `None` where the log does not hold it.
pub(super) fn since(connection: &Connection, id: Option<Uuid>) -> Result<Option<u64>, Error> {
    let after: Option<i64> = match id {
        None => Some(0),
        Some(id) => connection
            .prepare_cached("SELECT sequence FROM change_log WHERE id = ?1")?
            .query_row([text(id)], |row| row.get(0))
            .optional()?,
    };
    let Some(after) = after else { return Ok(None) };
    let count: i64 = connection
        .prepare_cached("SELECT count(*) FROM change_log WHERE sequence > ?1")?
        .query_row([after], |row| row.get(0))?;
    Ok(u64::try_from(count).ok())
}

/// What can be taken back and made again.
///
/// Every commit is looked at, so that this is where a log is refused that is not one line from the
/// first commit to the last: copies are compared by where their lines part.
pub(super) fn steps(connection: &Connection) -> Result<Steps, Error> {
    let mut steps = Steps::default();
    let mut statement = connection.prepare(
        "SELECT sequence, id, parent, op, subject, reverts FROM change_log ORDER BY sequence",
    )?;
    let mut rows = statement.query([])?;
    let (mut last, mut sequence) = (None, 0);
    while let Some(row) = rows.next()? {
        let id = column(row, "id")?;
        if optional(row, "parent")? != last {
            return Err(Error::Log(format!("the commit {id} does not follow the one before it")));
        }
        (last, sequence) = (Some(id), row.get("sequence")?);
        let op: String = row.get("op")?;
        let subject = label(row, "subject")?;
        steps.follow(id, op.parse().ok(), &subject, optional(row, "reverts")?);
    }
    // Behind the last number there is SQLite chooses any, and the next commit would not be the last.
    if sequence > LAST {
        return Err(Error::Log(format!("a commit has the number {sequence}")));
    }
    Ok(steps)
}

/// The latest `limit` of the commits that are asked for, newest first.
pub(super) fn history(
    connection: &Connection,
    query: &Query,
    limit: usize,
) -> Result<Vec<Entry>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT log.sequence, log.id, log.parent, log.at, log.who, log.op, log.subject, log.reverts,
             reverted.op AS reverted
         FROM change_log AS log LEFT JOIN change_log AS reverted ON reverted.id = log.reverts
         WHERE :who IS NULL OR log.who = :who
         ORDER BY log.sequence DESC",
    )?;
    let mut rows = statement.query(named_params! { ":who": query.who })?;
    let measure = query.measure.map(|id| id.to_string());
    let mut packs = Packs::of(connection);
    let mut entries = Vec::new();
    while entries.len() < limit
        && let Some(row) = rows.next()?
    {
        let entry = entry(row)?;
        if !query.admits(&entry) {
            continue;
        }
        let mentioned = match &measure {
            Some(id) => packs.mentions(row.get("sequence")?, id)?,
            None => true,
        };
        if mentioned {
            entries.push(entry);
        }
    }
    Ok(entries)
}

/// One commit; `None` where the log does not hold it.
pub(super) fn entry_of(connection: &Connection, id: Uuid) -> Result<Option<Entry>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT log.id, log.parent, log.at, log.who, log.op, log.subject, log.reverts,
             reverted.op AS reverted
         FROM change_log AS log LEFT JOIN change_log AS reverted ON reverted.id = log.reverts
         WHERE log.id = ?1",
    )?;
    let mut rows = statement.query([text(id)])?;
    rows.next()?.map(entry).transpose()
}

fn entry(row: &Row<'_>) -> Result<Entry, Error> {
    let (at, op): (String, String) = (row.get("at")?, row.get("op")?);
    let reverted: Option<String> = row.get("reverted")?;
    Ok(Entry {
        id: column(row, "id")?,
        parent: optional(row, "parent")?,
        at: DateTime::parse_from_rfc3339(&at).map_err(|error| Error::Log(error.to_string()))?,
        who: label(row, "who")?,
        op: op.parse().ok(),
        subject: label(row, "subject")?,
        reverts: optional(row, "reverts")?,
        reverted: reverted.and_then(|op| op.parse().ok()),
    })
}

/// Everybody who made a commit.
pub(super) fn people(connection: &Connection) -> Result<Vec<String>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT DISTINCT who FROM change_log ORDER BY who")?;
    let mut rows = statement.query([])?;
    let mut names = Vec::new();
    while let Some(row) = rows.next()? {
        names.push(label(row, "who")?);
    }
    Ok(names)
}

/// A name in the log, which no rule of a book is held against.
pub(super) fn label(row: &Row<'_>, name: &str) -> Result<String, Error> {
    Ok(text::label(row.get_ref(name)?.as_str().map_err(rusqlite::Error::from)?))
}

/// What a commit changed.
pub(super) fn changes(connection: &Connection, id: Uuid) -> Result<Vec<Change>, Error> {
    let sequence = connection
        .prepare_cached("SELECT sequence FROM change_log WHERE id = ?1")?
        .query_row([text(id)], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::Log("no such commit".to_owned()))?;
    Packs::of(connection).changes(sequence)
}

/// What all commits after this one changed, in their order.
pub(super) fn changes_since(connection: &Connection, id: Uuid) -> Result<Vec<Change>, Error> {
    Ok(line(connection, id)?.into_iter().flat_map(|commit| commit.changes).collect())
}

/// One commit as it is stored.
pub(super) struct Stored {
    pub id: Uuid,
    pub op: Option<Op>,
    pub reverts: Option<Uuid>,
    pub changes: Vec<Change>,
}

/// The identities of all commits, the first one first.
pub(super) fn ids(connection: &Connection) -> Result<Vec<Uuid>, Error> {
    let mut statement = connection.prepare("SELECT id FROM change_log ORDER BY sequence")?;
    let mut rows = statement.query([])?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        ids.push(column(row, "id")?);
    }
    Ok(ids)
}

/// The commits after one, the first one first.
pub(super) fn line(connection: &Connection, id: Uuid) -> Result<Vec<Stored>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT sequence, id, op, reverts FROM change_log
         WHERE sequence > (SELECT sequence FROM change_log WHERE id = ?1) ORDER BY sequence",
    )?;
    let mut rows = statement.query([text(id)])?;
    let mut packs = Packs::of(connection);
    let mut commits = Vec::new();
    while let Some(row) = rows.next()? {
        let op: String = row.get("op")?;
        commits.push(Stored {
            id: column(row, "id")?,
            op: op.parse().ok(),
            reverts: optional(row, "reverts")?,
            changes: packs.changes(row.get("sequence")?)?,
        });
    }
    Ok(commits)
}

/// Whether anything after a commit was brought back.
pub(super) fn brought_back(connection: &Connection, id: Uuid) -> Result<bool, Error> {
    let found = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM change_log WHERE op = 'restore'
             AND sequence > (SELECT sequence FROM change_log WHERE id = ?1))",
        )?
        .query_row([text(id)], |row| row.get(0))?;
    Ok(found)
}

pub(super) fn column(row: &Row<'_>, name: &str) -> Result<Uuid, Error> {
    uuid(row.get_ref(name)?.as_str().map_err(rusqlite::Error::from)?)
}

pub(super) fn optional(row: &Row<'_>, name: &str) -> Result<Option<Uuid>, Error> {
    row.get_ref(name)?.as_str_or_null().map_err(rusqlite::Error::from)?.map(uuid).transpose()
}

/// Only the form that we write is read, or two texts could stand for one commit.
fn uuid(stored: &str) -> Result<Uuid, Error> {
    Uuid::parse_str(stored)
        .ok()
        .filter(|uuid| text(*uuid) == stored)
        .ok_or_else(|| Error::Log("a commit has no proper identity".to_owned()))
}

pub(super) fn text(uuid: Uuid) -> String {
    uuid.hyphenated().to_string()
}
