//! Who wrote each cell of a side since the two parted, and what it was when both last agreed.

use super::cells::{Content, Trail, writings};
use super::memory::{Forgotten, Memory};
use super::{Cell, Commit, Writers};
use crate::domain::{Field, Key};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use uuid::Uuid;

/// The cells that a side has written since the two parted.
#[derive(Debug, Clone, Default)]
pub(super) struct Lineage {
    trails: BTreeMap<Cell, Trail>,
    forgotten: Forgotten,
}

impl Lineage {
    /// Follows my line of commits; `known` are those of the other side.
    pub(super) fn of(line: &[Commit], known: &HashSet<Uuid>) -> Self {
        Self::follow(line, known, None)
    }

    /// Follows the other's line, with what I know, and have not forgotten. Where the other may change
    /// some records only, `confined` names them.
    pub(super) fn beside(
        mine: &Self,
        line: &[Commit],
        known: &HashSet<Uuid>,
        confined: Option<&BTreeSet<Key>>,
    ) -> Self {
        let mut lineage = Self::follow(line, known, Some(&mine.forgotten));
        lineage.offer_again(&mine.forgotten, confined);
        lineage
    }

    /// Makes the entries new that came with their owner and were brought back by themselves: what was
    /// written of the owner brings them again, whether or not they were written themselves.
    fn offer_again(&mut self, forgotten: &Forgotten, confined: Option<&BTreeSet<Key>>) {
        for cell in forgotten.arrived() {
            let Some(owner) = cell.key.owner() else { continue };
            if confined.is_some_and(|inside| !inside.contains(&cell.key)) {
                continue;
            }
            let writers: Writers = self
                .trails_of(owner)
                .chain(self.trails_of_entries(owner))
                .flat_map(|(_, trail)| &trail.writers)
                .copied()
                .filter(|id| forgotten.arrived_by(cell, *id))
                .collect();
            if !writers.is_empty() {
                let trail = self.trails.entry(cell).or_insert(Trail {
                    writers,
                    news: true,
                    root: None,
                    now: None,
                    shared: None,
                    decided: false,
                });
                trail.news = true;
            }
        }
    }

    fn follow(line: &[Commit], known: &HashSet<Uuid>, forgotten: Option<&Forgotten>) -> Self {
        let written: Vec<Vec<(Cell, Content, Content)>> =
            line.iter().map(|commit| writings(&commit.changes)).collect();
        let mut roots: BTreeMap<Cell, &Content> = BTreeMap::new();
        for (cell, before, _) in written.iter().flatten() {
            let _ = roots.entry(*cell).or_insert(before);
        }
        let mut lineage = Self::default();
        // Only mine can have forgotten: what the other brought back is an edit of theirs.
        let mut memory = match forgotten {
            None => Memory::of(line, &roots),
            Some(_) => Memory::default(),
        };
        // What the cells would be without the merges that were taken back, where those wrote last.
        let mut without: BTreeMap<Cell, &Content> = BTreeMap::new();
        for (at, (commit, written)) in line.iter().zip(&written).enumerate() {
            if commit.taken_back {
                for (cell, before, _) in written {
                    let _ = without.entry(*cell).or_insert(before);
                }
                continue;
            }
            memory.arrive(at, commit);
            let origins = commit.taken.as_ref().map(|taken| &taken.origins.0);
            // Of the commit, not of each cell: both may be many.
            let seen = commit.taken.iter().flat_map(|it| &it.commits).any(|id| known.contains(id));
            let changed = written.iter().filter_map(|(cell, _, after)| {
                (without.remove(cell) != Some(after)).then_some((*cell, Some(after)))
            });
            let mut cells: BTreeMap<Cell, Option<&Content>> =
                origins.into_iter().flatten().map(|(cell, _)| (*cell, None)).collect();
            cells.extend(changed);
            for (cell, after) in cells {
                let by = origins.and_then(|origins| origins.get(&cell));
                let decided = seen && by.is_some_and(BTreeSet::is_empty);
                let by = by.filter(|by| !by.is_empty()).cloned();
                let by = by.unwrap_or_else(|| Writers::from([commit.id]));
                let trail = lineage.trails.entry(cell).or_insert_with(|| {
                    let root = roots.get(&cell).copied().cloned();
                    Trail {
                        writers: by.clone(),
                        news: true,
                        now: root.clone(),
                        root,
                        shared: None,
                        decided,
                    }
                });
                trail.now = after.cloned().or_else(|| trail.now.take());
                let lost = |id| forgotten.is_some_and(|it| it.has(cell, id));
                trail.news = !by.iter().all(|id| known.contains(id) && !lost(*id));
                if !trail.news
                    && let Some(now) = &trail.now
                {
                    trail.shared = Some((by.clone(), now.clone()));
                }
                (trail.writers, trail.decided) = (by, decided);
                memory.follow(at, commit, cell, trail);
            }
        }
        lineage.forgotten = memory.forgotten(line);
        lineage
    }

    /// What was brought back to before a merge.
    pub(super) const fn forgotten(&self) -> &Forgotten {
        &self.forgotten
    }

    /// Whether the cell was written by what the other side does not know.
    pub(super) fn is_new(&self, cell: Cell) -> bool {
        self.trails.get(&cell).is_some_and(|trail| trail.news)
    }

    /// Whether a record was there and is gone.
    pub(super) fn has_lost(&self, key: Key) -> bool {
        let trail = self.trails.get(&Cell::existence(key));
        trail.is_some_and(|trail| matches!(trail.now, Some(None)))
    }

    /// The cells that were written by what the other side does not know.
    pub(super) fn news(&self) -> impl Iterator<Item = Cell> {
        self.trails.iter().filter(|(_, trail)| trail.news).map(|(cell, _)| *cell)
    }

    /// Whether of a record anything was written that the other side does not know, but for the place
    /// and the number that a row gets when its neighbours are moved.
    pub(super) fn has_new_content(&self, key: Key) -> bool {
        self.trails_of(key).any(|(cell, trail)| {
            let arranged = matches!(cell.field, Some(Field::Place | Field::Number));
            trail.news && !arranged
        })
    }

    /// Whether an entry that a record owns has new content.
    pub(super) fn has_new_entries(&self, owner: Key) -> bool {
        self.news_of_entries(owner).next().is_some()
    }

    /// The new cells of a record and of the entries that it owns.
    pub(super) fn news_of(&self, key: Key) -> impl Iterator<Item = Cell> {
        new_among(self.trails_of(key)).chain(self.news_of_entries(key))
    }

    fn news_of_entries(&self, owner: Key) -> impl Iterator<Item = Cell> {
        new_among(self.trails_of_entries(owner))
    }

    fn trails_of(&self, key: Key) -> impl Iterator<Item = (&Cell, &Trail)> {
        self.trails_from(key, move |it| it == key)
    }

    fn trails_of_entries(&self, owner: Key) -> impl Iterator<Item = (&Cell, &Trail)> {
        owner
            .first_owned()
            .flat_map(move |first| self.trails_from(first, move |key| key.owner() == Some(owner)))
    }

    /// The cells from a key on, as long as the keys are such.
    fn trails_from(
        &self,
        first: Key,
        such: impl Fn(Key) -> bool,
    ) -> impl Iterator<Item = (&Cell, &Trail)> {
        let cells = self.trails.range(Cell::existence(first)..);
        cells.take_while(move |(cell, _)| such(cell.key))
    }

    pub(super) fn writers(&self, cell: Cell) -> Writers {
        self.trails.get(&cell).map(|trail| trail.writers.clone()).unwrap_or_default()
    }

    /// What the cell was when both sides last agreed upon it; `None` where they have since agreed
    /// upon two different things.
    pub(super) fn base(&self, other: &Self, cell: Cell) -> Option<Content> {
        let trails = [self, other].map(|side| side.trails.get(&cell));
        let [one, other] = trails.map(|trail| trail.and_then(|trail| trail.shared.as_ref()));
        let base = match (one, other) {
            (Some((_, one)), Some((_, other))) if one != other => return None,
            (Some((_, base)), _) | (None, Some((_, base))) => base.clone(),
            (None, None) => {
                trails.into_iter().flatten().find_map(|trail| trail.root.clone()).flatten()
            }
        };
        let kept =
            |trail: &Trail| trail.decided && trail.now.as_ref().is_none_or(|now| *now == base);
        (!trails.into_iter().flatten().any(kept)).then_some(base)
    }
}

fn new_among<'a>(
    trails: impl Iterator<Item = (&'a Cell, &'a Trail)>,
) -> impl Iterator<Item = Cell> {
    trails.filter(|(_, trail)| trail.news).map(|(cell, _)| *cell)
}
