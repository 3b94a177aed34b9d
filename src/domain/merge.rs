//! 統合: two copies of one file into one.
//!
//! Copies of a file share the beginning of their logs. From there on each has gone its own way, and
//! may have taken other copies in. For every field it is asked *which commits* wrote it as it stands
//! on each side (its writers), never when: where the one side knows the other's writers, its own
//! value is the later one. Where neither does, both changed it, and the three of them are compared:
//! what the field was when both last agreed, mine, and theirs. Values alone would not do: a value
//! that was changed and changed back is not one that was never changed.
//!
//! A [`Merge`] is a plan, as a value: what would be taken, what agrees, what was put together, and
//! the [conflicts](Verdict::Conflict), which are for a person to decide. [`Merge::resolve`] makes the
//! changes of it. What comes out obeys the rules of a book whatever was decided.

mod approval;
mod cells;
mod combine;
mod lineage;
mod memory;
mod merged_book;
mod plan;
mod rules;
pub mod text;
mod view;

use super::{Book, Change, Field, Key, Record, Value};
use lineage::Lineage;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;
use uuid::Uuid;
use view::View;

/// A field of a record, or with `None` whether the record is there at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cell {
    pub key: Key,
    pub field: Option<Field>,
}

/// The commits that wrote the present value of a cell: several where both sides wrote the same, or
/// where a merge combined them.
pub type Writers = BTreeSet<Uuid>;

/// What a merge needs to know of a commit.
#[derive(Debug, Clone)]
pub struct Commit {
    pub id: Uuid,
    pub changes: Vec<Change>,
    /// Where it is a merge itself.
    pub taken: Option<Taken>,
    /// Whether it is a merge that was undone. Neither it nor what gives a cell its earlier value back
    /// counts as a writer.
    pub taken_back: bool,
    /// Whether it gave cells an earlier value back: an undo, or a 復元.
    pub back: bool,
}

/// What a merge records beside its changes, for later merges.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// The commits that were not known before, the head of the file that was taken in as the last.
    pub commits: Vec<Uuid>,
    /// The writers of the cells that this merge settled, changed or not; none where a person decided:
    /// then it is the merge that wrote.
    pub origins: Origins,
    /// Records that are one from now on, the one that is gone first.
    pub unified: Vec<(Key, Key)>,
    /// Records of the other side of which not all was taken, as they were there.
    pub declined: Vec<Record>,
}

/// Cells with their writers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Origin>", into = "Vec<Origin>")]
pub struct Origins(pub BTreeMap<Cell, Writers>);

/// Cells of the same writers, together: most of what a file brings is of few commits.
#[derive(Serialize, Deserialize)]
struct Origin {
    by: Writers,
    of: Vec<(Key, Vec<Option<Field>>)>,
}

/// More writers than a merge can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} writers of cells are too many")]
pub struct TooManyWriters(pub usize);

impl Origins {
    /// The most writers that the cells of the merges of one file may have in all: many times those of
    /// a plan of thousands of measures in which every copy has agreed to every field. They are kept
    /// by group, so that a few bytes could otherwise stand for more than fits into the memory.
    pub const MOST: usize = 4_000_000;

    /// How many writers the cells have in all, a cell without one counted as with one.
    pub fn writers(&self) -> usize {
        self.0.values().map(|by| by.len().max(1)).sum()
    }
}

impl TryFrom<Vec<Origin>> for Origins {
    type Error = TooManyWriters;

    fn try_from(origins: Vec<Origin>) -> Result<Self, TooManyWriters> {
        let of = |origin: &Origin| {
            let cells = origin.of.iter().map(|(_, fields)| fields.len()).sum::<usize>();
            cells.saturating_mul(origin.by.len().max(1))
        };
        let writers = origins.iter().map(of).fold(0, usize::saturating_add);
        if writers > Self::MOST {
            return Err(TooManyWriters(writers));
        }
        let mut cells = BTreeMap::new();
        for Origin { by, of } in origins {
            for (key, fields) in of {
                cells.extend(fields.into_iter().map(|field| (Cell { key, field }, by.clone())));
            }
        }
        Ok(Self(cells))
    }
}

impl From<Origins> for Vec<Origin> {
    fn from(Origins(cells): Origins) -> Self {
        let mut grouped: BTreeMap<Writers, BTreeMap<Key, Vec<Option<Field>>>> = BTreeMap::new();
        for (Cell { key, field }, by) in cells {
            grouped.entry(by).or_default().entry(key).or_default().push(field);
        }
        grouped.into_iter().map(|(by, of)| Origin { by, of: of.into_iter().collect() }).collect()
    }
}

/// One of the two copies.
#[derive(Debug, Clone)]
pub struct Side {
    pub book: Arc<Book>,
    /// Its own commits since the two parted, but for merges that were taken back.
    pub line: Vec<Commit>,
    /// All commits that its content builds upon: its own, and those of the files it has taken in.
    pub known: HashSet<Uuid>,
    /// Records that were made one, by it or by what it has taken in, the one that is gone first.
    pub unified: Vec<(Key, Key)>,
    /// Where a copy was handed out for some records only: those from which changes are taken.
    pub confined: Option<BTreeSet<Key>>,
}

/// Two copies compared: what would be taken from theirs into mine.
#[derive(Debug, Clone)]
pub struct Merge {
    mine: Arc<Side>,
    theirs: View,
    lineages: Lineages,
    items: Vec<Item>,
    unions: Vec<Union>,
    outside: BTreeSet<Key>,
    /// Cells that stay as they are, with their writers from now on.
    settled: BTreeMap<Cell, Writers>,
    apart: BTreeMap<Key, String>,
}

#[derive(Debug, Clone)]
struct Lineages {
    mine: Lineage,
    theirs: Lineage,
}

/// A difference between the two copies that theirs has made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub cell: Cell,
    /// The common base; `None` where the record was not there, or where there is none.
    pub base: Option<Value>,
    /// `None`: the record is not there.
    pub mine: Option<Value>,
    pub theirs: Option<Value>,
    pub verdict: Verdict,
    /// Where a rule of the book makes it a conflict: the other records concerned.
    pub with: BTreeSet<Key>,
}

/// What becomes of a difference unless somebody decides otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Only theirs has changed it.
    Taken,
    /// Both have changed it to the same.
    Agreed,
    /// Both have changed it, and this has both changes.
    Combined(Value),
    /// Somebody has to decide.
    Conflict,
}

/// What somebody decides of an [`Item`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    Mine,
    Theirs,
    /// Another text, for a field that holds one.
    Text(String),
}

/// Two records of one name, added or named so on the two sides, that are proposed to be one: mine
/// stays, and what refers to theirs refers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Union {
    pub mine: Key,
    pub theirs: Key,
    pub name: String,
}

/// What was decided, by the cell of the item.
pub type Decisions = BTreeMap<Cell, Decision>;

/// A merge with everything decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// May be empty: that everything was decided is recorded nonetheless.
    pub changes: Vec<Change>,
    pub origins: Origins,
    pub unified: Vec<(Key, Key)>,
    pub declined: Vec<Record>,
}

/// Why a merge cannot be made yet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} conflicts are not decided", .0.len())]
pub struct Undecided(pub Vec<Cell>);

impl Merge {
    /// Compares two copies.
    pub fn between(mine: Arc<Side>, theirs: Arc<Side>) -> Self {
        plan::plan(mine, theirs, BTreeMap::new())
    }

    /// The same merge with two records kept apart that were proposed to be one: theirs gets another
    /// name.
    #[must_use]
    pub fn apart(&self, theirs: Key, name: String) -> Self {
        let mut apart = self.apart.clone();
        let _ = apart.insert(theirs, name);
        plan::plan(Arc::clone(&self.mine), Arc::clone(self.theirs.side()), apart)
    }

    /// Everything that theirs has changed, by record.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// What has to be decided.
    pub fn conflicts(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.verdict == Verdict::Conflict)
    }

    /// Records that are proposed to be one.
    pub fn unions(&self) -> &[Union] {
        &self.unions
    }

    /// Records that theirs changed although they were not its to change. Nothing of them is taken.
    pub const fn outside(&self) -> &BTreeSet<Key> {
        &self.outside
    }

    /// Whether mine took a commit in, but has since brought something that it had written back to
    /// what that was before.
    pub fn has_forgotten(&self, commit: Uuid) -> bool {
        self.lineages.mine.forgotten().has_any(commit)
    }

    /// My book, before.
    pub fn mine(&self) -> &Arc<Book> {
        &self.mine.book
    }

    /// The other book.
    pub fn theirs(&self) -> &Arc<Book> {
        &self.theirs.side().book
    }

    /// The changes to my book. An item that no decision names goes by its verdict.
    ///
    /// # Errors
    /// [`Undecided`] where a conflict is not decided.
    pub fn resolve(&self, decisions: &Decisions) -> Result<Resolution, Undecided> {
        let open: Vec<Cell> = self
            .conflicts()
            .map(|item| item.cell)
            .filter(|cell| !decisions.contains_key(cell))
            .collect();
        if !open.is_empty() {
            return Err(Undecided(open));
        }
        let mut merged = merged_book::MergedBook::of(self, decisions);
        rules::keep(&mut merged);
        Ok(merged.resolution())
    }
}

impl Cell {
    const fn field(key: Key, field: Field) -> Self {
        Self { key, field: Some(field) }
    }

    const fn existence(key: Key) -> Self {
        Self { key, field: None }
    }
}
