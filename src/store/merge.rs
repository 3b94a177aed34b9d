//! 統合: another copy of the file, compared with this one and taken in.
//!
//! A merge is a commit like any other. Beside its changes it keeps which commits of other files it
//! took, so that nobody is asked the same twice. One that was taken back, by itself or with all that
//! was done since an earlier moment, has taken nothing, and may be made again.

use super::digest::RowSum;
use super::ledger::{self, Return};
use super::{Entry, Error, LogBound, MissingEditions, Store, log, scope, state};
use crate::domain::handout::Scope;
use crate::domain::merge::{Commit, Decisions, Merge, Origins, Side, Taken};
use crate::domain::text::label;
use crate::domain::{Book, Invalid, Key, Op, Record};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::de::DeserializeOwned;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

/// The form of the JSON in the table `taken`.
const FORMAT: u32 = 1;

/// What another copy brings.
#[derive(Debug, Clone)]
pub enum Comparison {
    Nothing(NothingToMerge),
    Incoming(Box<Incoming>),
}

/// Why another copy brings nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NothingToMerge {
    /// Nothing was changed in it since it was this file.
    Untouched,
    /// It was taken in already as it is.
    Again,
    /// A later state of it was taken in already.
    Older,
}

/// Another copy with something new, ready to be taken in.
#[derive(Debug, Clone)]
pub struct Incoming {
    name: String,
    merge: Merge,
    /// The commits that it brings, the latest of its own last.
    commits: Vec<Uuid>,
    /// The editions that it brings.
    editions: MissingEditions,
    /// The commit of this file with which it was compared.
    head: Option<Uuid>,
    divergence: Divergence,
    /// The line of the ledger that it answers.
    back: Option<Return>,
    handed_out: Option<HandedOut>,
}

/// To whom a file was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOut {
    pub department: String,
    /// Whether it is ready to go back.
    pub submitted: bool,
}

/// Where two copies went their own ways, as the other's log tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Divergence {
    /// The last commit that both have.
    pub from: Option<Entry>,
    /// The other's latest.
    pub latest: Option<Entry>,
}

/// What a merge takes beside its changes.
pub(super) struct MergeRecord<'a> {
    pub taken: &'a Taken,
    pub editions: &'a MissingEditions,
    pub back: Option<Return>,
}

impl Incoming {
    /// The name of the other file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What would be taken, and what has to be decided.
    pub const fn merge(&self) -> &Merge {
        &self.merge
    }

    /// The editions that come along, and those that are damaged there and do not. A file that was
    /// made for some records only brings none.
    pub const fn editions(&self) -> &MissingEditions {
        &self.editions
    }

    /// To whom the other file was handed out; `None` where it was to nobody.
    pub const fn handed_out(&self) -> Option<&HandedOut> {
        self.handed_out.as_ref()
    }

    /// Where the other file comes from.
    pub const fn divergence(&self) -> &Divergence {
        &self.divergence
    }

    /// The same with two records kept apart that were proposed to be one.
    #[must_use]
    pub fn apart(mut self, theirs: Key, name: String) -> Self {
        self.merge = self.merge.apart(theirs, name);
        self
    }
}

impl Store {
    /// Compares this file with another copy of it. Where the other was handed out, changes are taken
    /// only of what it was handed out for; else `confined` may name the records from which they are.
    ///
    /// # Errors
    /// [`Error::OtherPlan`] and [`Error::Unrelated`] where the two do not belong together,
    /// [`Error::Log`] where the log cannot be read or does not lead to what the file holds, within
    /// [`Error::Theirs`] where it is the other's.
    pub fn compare(
        &self,
        other: &Self,
        confined: Option<BTreeSet<Key>>,
    ) -> Result<Comparison, Error> {
        let blame = |error| Error::Theirs(Box::new(error));
        let (mine, theirs) = (Copy::read(self)?, Copy::read(other).map_err(blame)?);
        if mine.book.plan().id != theirs.book.plan().id {
            return Err(Error::OtherPlan);
        }
        let fork = mine.fork(&theirs).ok_or(Error::Unrelated)?;
        let nothing = mine.has_nothing_new(&theirs);
        if let Some(nothing) = nothing
            && (nothing == NothingToMerge::Untouched || !log::brought_back(self.reading(), fork)?)
        {
            return Ok(Comparison::Nothing(nothing));
        }
        let (scope, back) = self.bounds(other, &theirs.ids)?;
        let handed_out = scope.as_ref().map(|scope| HandedOut {
            department: scope.name.clone(),
            submitted: other.is_submitted(),
        });
        let known = mine.known();
        let mut seen: HashSet<Uuid> = theirs.ids.iter().copied().collect();
        let brought = theirs.taken.iter().flat_map(|(_, taken)| taken.commits.iter().copied());
        let brought: Vec<Uuid> = brought.filter(|id| seen.insert(*id)).collect();
        let commits: Vec<Uuid> = brought.into_iter().chain(theirs.ids.iter().copied()).collect();
        let head = mine.ids.last().copied();
        let editions = match (&scope, &confined) {
            (None, None) => {
                MissingEditions::between(self.reading(), other.reading()).map_err(blame)?
            }
            _ => MissingEditions::default(),
        };
        let mine = mine.side(self.reading(), fork, None, None)?;
        let theirs = theirs.side(other.reading(), fork, scope.as_ref(), confined).map_err(blame)?;
        let merge = Merge::between(Arc::new(mine), Arc::new(theirs));
        let is_news = |id: &Uuid| !known.contains(id) || merge.has_forgotten(*id);
        let commits: Vec<Uuid> = commits.into_iter().filter(is_news).collect();
        if let Some(nothing) = nothing
            && merge.items().is_empty()
        {
            return Ok(Comparison::Nothing(nothing));
        }
        let name = other.path.as_ref().and_then(|path| path.file_name());
        let divergence = Divergence::read(other.reading(), fork).map_err(blame)?;
        Ok(Comparison::Incoming(Box::new(Incoming {
            name: name.map(|name| label(&name.to_string_lossy())).unwrap_or_default(),
            merge,
            commits,
            editions,
            head,
            divergence,
            back,
            handed_out,
        })))
    }

    /// Takes another copy in, after a backup, as one commit that can be taken back.
    ///
    /// # Errors
    /// [`Error::Undecided`] where a conflict is not decided, [`Error::Overtaken`] where this file has
    /// changed since the two were compared; else as for [`Store::commit`]. Nothing is changed then.
    pub fn merge(&mut self, incoming: &Incoming, decisions: &Decisions) -> Result<(), Error> {
        let resolution = incoming.merge.resolve(decisions)?;
        if log::head(self.reading())? != incoming.head {
            self.reload()?;
            return Err(Error::Overtaken);
        }
        let taken = Taken {
            commits: incoming.commits.clone(),
            origins: resolution.origins,
            unified: resolution.unified,
            declined: resolution.declined,
        };
        let Incoming { editions, back, .. } = incoming;
        let record = MergeRecord { taken: &taken, editions, back: *back };
        let written =
            self.write(Op::Merge, &incoming.name, None, &resolution.changes, Some(&record));
        match written {
            Err(Error::Invalid(Invalid::Stale(_))) => Err(Error::Overtaken),
            written => written,
        }
    }

    /// What a merge did not take, or not as it was: the records as the other file had them.
    ///
    /// # Errors
    /// [`Error::Log`] where it cannot be read.
    pub fn declined(&self, commit: Uuid) -> Result<Vec<Record>, Error> {
        let json: Option<String> = self
            .connection
            .prepare_cached("SELECT declined FROM taken WHERE commit_id = ?1")?
            .query_row([log::text(commit)], |row| row.get(0))
            .optional()?;
        json.map_or_else(|| Ok(Vec::new()), |json| parse(&json))
    }
}

impl Divergence {
    fn read(connection: &Connection, fork: Uuid) -> Result<Self, Error> {
        let latest = log::head(connection)?.map(|head| log::entry_of(connection, head));
        let latest = latest.transpose()?.flatten();
        Ok(Self { from: log::entry_of(connection, fork)?, latest })
    }
}

/// What is asked of one of the two files before they are compared.
struct Copy {
    book: Arc<Book>,
    /// Of its own commits, the first one first.
    ids: Vec<Uuid>,
    /// The commit that made it a file for a department.
    confined_by: Option<Uuid>,
    /// What its merges took, but for those taken back, and but for who wrote what.
    taken: Vec<(Uuid, Taken)>,
}

impl Copy {
    fn read(store: &Store) -> Result<Self, Error> {
        let reading = store.reading().unchecked_transaction()?;
        let ids = log::ids(&reading)?;
        let book = if ids.last() == store.state.head.as_ref() {
            Arc::clone(&store.state.book)
        } else {
            Arc::new(state::read_book(&reading, &mut RowSum::default())?)
        };
        let taken_back = log::taken_back(&reading)?;
        let mut taken = taken(&reading)?;
        taken.retain(|(commit, _)| !taken_back.contains(commit));
        let confined_by = scope::confined(&reading)?.map(|confined| confined.commit);
        Ok(Self { book, ids, confined_by, taken })
    }

    /// The last commit that both logs have.
    fn fork(&self, other: &Self) -> Option<Uuid> {
        let common = self.ids.iter().zip(&other.ids).take_while(|(mine, theirs)| mine == theirs);
        common.last().map(|(id, _)| *id)
    }

    fn known(&self) -> HashSet<Uuid> {
        let taken = self.taken.iter().flat_map(|(_, taken)| &taken.commits);
        self.ids.iter().chain(taken).copied().collect()
    }

    fn has_nothing_new(&self, other: &Self) -> Option<NothingToMerge> {
        let head = other.ids.last()?;
        let last = |(_, taken): &(Uuid, Taken)| taken.commits.last() == Some(head);
        if self.ids.contains(head) || other.confined_by == Some(*head) {
            Some(NothingToMerge::Untouched)
        } else if self.taken.iter().any(last) {
            Some(NothingToMerge::Again)
        } else if self.known().contains(head) {
            Some(NothingToMerge::Older)
        } else {
            None
        }
    }

    fn side(
        self,
        connection: &Connection,
        fork: Uuid,
        scope: Option<&Scope>,
        confined: Option<BTreeSet<Key>>,
    ) -> Result<Side, Error> {
        let stored = log::line(connection, fork)?;
        check(&self.book, &stored)?;
        let changes = stored.iter().flat_map(|commit| &commit.changes);
        let confined = scope.map(|scope| scope::keys(scope, changes)).or(confined);
        let merges: HashSet<Uuid> = stored
            .iter()
            .filter(|commit| commit.op == Some(Op::Merge))
            .map(|commit| commit.id)
            .collect();
        let known = self.known();
        let unified = self.taken.iter().flat_map(|(_, taken)| taken.unified.clone()).collect();
        let standing: HashSet<Uuid> = self.taken.iter().map(|(commit, _)| *commit).collect();
        let mut taken: HashMap<Uuid, Taken> = self.taken.into_iter().collect();
        // A merge that is taken back is told as such, and one that is made again as if nothing had been.
        let turns = |commit: &log::Stored| {
            matches!(commit.op, Some(Op::Undo | Op::Redo))
                && commit.reverts.is_some_and(|reverts| merges.contains(&reverts))
        };
        let (mut line, mut writers) = (Vec::new(), 0);
        for commit in stored.into_iter().filter(|commit| !turns(commit)) {
            let mut taken = taken.remove(&commit.id);
            if let Some(taken) = &mut taken {
                taken.origins = origins(connection, commit.id)?;
                writers += taken.origins.writers();
                if writers > Origins::MOST {
                    return Err(Error::LogTooLarge(LogBound::Writers { limit: Origins::MOST }));
                }
            }
            line.push(Commit {
                id: commit.id,
                taken_back: merges.contains(&commit.id) && !standing.contains(&commit.id),
                back: matches!(commit.op, Some(Op::Restore | Op::Undo | Op::Redo)),
                taken,
                changes: commit.changes,
            });
        }
        Ok(Side { book: self.book, line, known, unified, confined })
    }
}

/// A file whose log does not lead to what it holds was changed by something else, and nobody can
/// tell what is new in it.
fn check(book: &Book, commits: &[log::Stored]) -> Result<(), Error> {
    let mut seen = HashSet::new();
    for change in commits.iter().rev().flat_map(|commit| commit.changes.iter().rev()) {
        let key = change.key().ok_or_else(|| Error::Log("a change of nothing".to_owned()))?;
        if seen.insert(key) && book.record(key) != change.after {
            return Err(Error::Log(format!("it does not lead to {key:?} as it is")));
        }
    }
    Ok(())
}

/// Keeps what a merge took.
pub(super) fn insert_record(
    connection: &Connection,
    commit: Uuid,
    record: &MergeRecord<'_>,
) -> Result<(), Error> {
    record.editions.insert(connection)?;
    if let Some(back) = record.back {
        ledger::keep_return(connection, commit, back)?;
    }
    insert_taken(connection, commit, record.taken)
}

/// Keeps which commits of other files this one knows from now on.
pub(super) fn insert_taken(
    connection: &Connection,
    commit: Uuid,
    taken: &Taken,
) -> Result<(), Error> {
    let json = |value: Result<String, serde_json::Error>| {
        value.map_err(|error| Error::Log(error.to_string()))
    };
    let _ = connection
        .prepare_cached(
            "INSERT INTO taken (commit_id, format, commits, origins, unified, declined)
             VALUES (:commit, :format, :commits, :origins, :unified, :declined)",
        )?
        .execute(named_params! {
            ":commit": log::text(commit),
            ":format": FORMAT,
            ":commits": json(serde_json::to_string(&taken.commits))?,
            ":origins": json(serde_json::to_string(&taken.origins))?,
            ":unified": json(serde_json::to_string(&taken.unified))?,
            ":declined": json(serde_json::to_string(&taken.declined))?,
        })?;
    Ok(())
}

/// What all merges took, without what they did not and without who wrote it.
fn taken(connection: &Connection) -> Result<Vec<(Uuid, Taken)>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT commit_id, format, commits, unified FROM taken")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let format: u32 = row.get("format")?;
        if format != FORMAT {
            return Err(Error::Log(format!("format {format} of what was taken in")));
        }
        let taken = Taken {
            commits: json(row, "commits")?,
            origins: Origins::default(),
            unified: json(row, "unified")?,
            declined: Vec::new(),
        };
        found.push((log::column(row, "commit_id")?, taken));
    }
    Ok(found)
}

/// Who wrote what a merge took.
fn origins(connection: &Connection, merge: Uuid) -> Result<Origins, Error> {
    connection
        .prepare_cached("SELECT origins FROM taken WHERE commit_id = ?1")?
        .query_row([log::text(merge)], |row| Ok(json(row, "origins")))?
}

fn json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T, Error> {
    parse(row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?)
}

fn parse<T: DeserializeOwned>(json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|error| Error::Log(error.to_string()))
}
