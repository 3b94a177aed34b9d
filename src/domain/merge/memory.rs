//! What a side has forgotten: what a merge brought into a cell that was made again what it was before
//! that merge. The merge stands, but of that cell it has taken nothing, so that it is offered again.

use super::cells::{Content, Trail, arrivals, writings};
use super::{Cell, Commit, Writers};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use uuid::Uuid;

/// The states of the cells that merges have settled, as one follows a line.
#[derive(Debug, Default)]
pub(super) struct Memory {
    cells: BTreeMap<Cell, Vec<State>>,
    chain: Vec<Link>,
    /// The cells of entries that came with their measure, with the merges that brought them.
    arrived: BTreeSet<(Cell, usize)>,
}

/// A merge in the line, and those before it that a cell builds upon as well: what many states have in
/// common is kept once.
#[derive(Debug)]
struct Link {
    merge: usize,
    before: Option<usize>,
}

/// A cell as it was.
#[derive(Debug, Clone, Default)]
struct State {
    now: Option<Content>,
    /// The last of the merges that it builds upon, in the chain.
    held: Option<usize>,
    shared: Option<(Writers, Content)>,
    decided: bool,
}

/// The cells that were brought back to before a merge.
#[derive(Debug, Clone, Default)]
pub(super) struct Forgotten {
    /// Of each, the merges that it does not build upon any more, and those that it does.
    cells: BTreeMap<Cell, [BTreeSet<usize>; 2]>,
    /// The same of the cells of entries that came with their measure, and of the merges that brought
    /// them so.
    arrived: BTreeMap<Cell, [BTreeSet<usize>; 2]>,
    /// What those merges took, by their places in the line.
    taken: BTreeMap<usize, HashSet<Uuid>>,
}

impl Memory {
    /// What is to be remembered of a line: nothing where nothing was brought back in it.
    pub(super) fn of(line: &[Commit], roots: &BTreeMap<Cell, &Content>) -> Self {
        if !line.iter().any(|commit| commit.back) {
            return Self::default();
        }
        let merges = line.iter().filter_map(|commit| Some((commit, commit.taken.as_ref()?)));
        let cells = merges.flat_map(|(commit, taken)| {
            let written = writings(&commit.changes).into_iter().map(|(cell, ..)| cell);
            let arrived = arrivals(&commit.changes).into_iter().map(|(cell, ..)| cell);
            written.chain(arrived).chain(taken.origins.0.keys().copied())
        });
        let root = |cell: Cell| {
            let now = roots.get(&cell).copied().cloned();
            (cell, vec![State { now, ..State::default() }])
        };
        Self { cells: cells.map(root).collect(), ..Self::default() }
    }

    /// Takes in the entries that the commit at this place in the line has brought with their measure.
    /// They are not written by that, but one that is brought back by itself is again as it was before.
    pub(super) fn arrive(&mut self, at: usize, commit: &Commit) {
        if commit.taken.is_none() || self.cells.is_empty() {
            return;
        }
        for (cell, absent, now) in arrivals(&commit.changes) {
            let Some(past) = self.cells.get_mut(&cell) else { continue };
            let last = past.last().cloned().unwrap_or_default();
            self.chain.push(Link { merge: at, before: last.held });
            let held = Some(self.chain.len() - 1);
            past.push(State {
                now: Some(absent.clone()),
                held: last.held,
                shared: Some((Writers::new(), absent)),
                decided: false,
            });
            past.push(State { now: Some(now), held, ..last });
            let _ = self.arrived.insert((cell, at));
        }
    }

    /// Takes in what the commit at this place in the line has made of a cell.
    pub(super) fn follow(&mut self, at: usize, commit: &Commit, cell: Cell, trail: &mut Trail) {
        let Some(past) = self.cells.get_mut(&cell) else { return };
        let mut held = past.last().and_then(|state| state.held);
        if commit.back {
            let then = past.iter().rev().find(|state| state.now == trail.now);
            let then = then.cloned().unwrap_or_default();
            if then.held != held {
                (trail.shared, trail.decided) = (then.shared, then.decided);
                held = then.held;
            }
        } else if commit.taken.is_some() {
            self.chain.push(Link { merge: at, before: held });
            held = Some(self.chain.len() - 1);
        }
        past.push(State {
            now: trail.now.clone(),
            held,
            shared: trail.shared.clone(),
            decided: trail.decided,
        });
    }

    /// What is forgotten at the end of the line.
    pub(super) fn forgotten(&self, line: &[Commit]) -> Forgotten {
        let mut forgotten = Forgotten::default();
        for (cell, past) in &self.cells {
            let links = past.iter().filter_map(|state| self.chain.get(state.held?));
            let brought: BTreeSet<usize> = links.map(|link| link.merge).collect();
            let last = past.last().and_then(|state| state.held);
            let held: BTreeSet<usize> = self.merges(last).collect();
            let lost: BTreeSet<usize> = brought.difference(&held).copied().collect();
            if lost.is_empty() {
                continue;
            }
            for at in brought {
                let commits = || line.get(at)?.taken.as_ref().map(|taken| &taken.commits);
                let ids = || commits().into_iter().flatten().copied().collect();
                let _ = forgotten.taken.entry(at).or_insert_with(ids);
            }
            let arrived: BTreeSet<usize> =
                lost.iter().copied().filter(|at| self.arrived.contains(&(*cell, *at))).collect();
            if !arrived.is_empty() {
                let _ = forgotten.arrived.insert(*cell, [arrived, held.clone()]);
            }
            let _ = forgotten.cells.insert(*cell, [lost, held]);
        }
        forgotten
    }

    /// The merges of the chain from its last on.
    fn merges(&self, last: Option<usize>) -> impl Iterator<Item = usize> {
        let link = |at: Option<usize>| self.chain.get(at?);
        let links = std::iter::successors(link(last), move |it| link(it.before));
        links.map(|link| link.merge)
    }
}

impl Forgotten {
    /// Whether what a commit of another file wrote in a cell is not in it any more; an entry comes and
    /// goes with its measure.
    pub(super) fn has(&self, cell: Cell, id: Uuid) -> bool {
        let lacks = |cell| self.cells.get(&cell).is_some_and(|merges| self.lacks(merges, id));
        let with = cell.key.owner().is_some_and(|owner| lacks(Cell::existence(owner)));
        with || lacks(cell)
    }

    /// The cells of entries that came with their measure and were brought back by themselves.
    pub(super) fn arrived(&self) -> impl Iterator<Item = Cell> {
        self.arrived.keys().copied()
    }

    /// Whether such a cell came with what a commit of another file wrote, of the measure or of any of
    /// its entries.
    pub(super) fn arrived_by(&self, cell: Cell, id: Uuid) -> bool {
        self.arrived.get(&cell).is_some_and(|merges| self.lacks(merges, id))
    }

    /// Whether there is any cell that lacks what a commit wrote.
    pub(super) fn has_any(&self, id: Uuid) -> bool {
        self.cells.values().any(|merges| self.lacks(merges, id))
    }

    fn lacks(&self, [lost, held]: &[BTreeSet<usize>; 2], id: Uuid) -> bool {
        let among = |merges: &BTreeSet<usize>| {
            let mut taken = merges.iter().filter_map(|at| self.taken.get(at));
            taken.any(|ids| ids.contains(&id))
        };
        among(lost) && !among(held)
    }
}
