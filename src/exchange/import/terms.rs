//! Departments and statuses, which lists call by name.

use crate::domain::Position;
use crate::domain::fold::{fold, fold_case};
use std::collections::{BTreeMap, BTreeSet};

/// The names of one table of a book.
///
/// A name means the record of exactly that name. Where there is none, it means the one whose name
/// differs in width, case or kana alone, if that is the only such one and the source does not use
/// its name as well: a source that writes both means two. Departments that differ in width or
/// case alone are one even so, as typists take either: ＤＸ推進課, DX推進課; unless the source declares them.
#[derive(Debug, Clone)]
pub(super) struct Terms<Id> {
    exact: BTreeMap<String, Id>,
    folded: BTreeMap<String, Vec<Id>>,
    /// The records by their names with width and case folded, where these are one.
    by_letters: Option<BTreeMap<String, Vec<Id>>>,
    declared: BTreeSet<String>,
    last: Option<Position>,
}

/// A name that the table does not have yet, and the record that it will be.
#[derive(Debug, Clone)]
pub(super) struct Fresh<Id> {
    pub id: Id,
    pub name: String,
    pub position: Position,
}

/// The fresh names of a row, of which it is not known yet whether it is taken over.
#[derive(Debug, Clone)]
pub(super) struct Noted<Id> {
    fresh: BTreeMap<String, Fresh<Id>>,
    last: Option<Position>,
}

impl<Id> Default for Noted<Id> {
    fn default() -> Self {
        Self { fresh: BTreeMap::new(), last: None }
    }
}

impl<Id> Noted<Id> {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Fresh<Id>> {
        self.fresh.values()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.fresh.is_empty()
    }
}

impl<Id: Copy> Terms<Id> {
    /// The table as it is, and the names that the source uses.
    pub(super) fn new<'a>(
        known: impl IntoIterator<Item = (&'a str, Id, Position)>,
        used: &BTreeSet<&str>,
    ) -> Self {
        let mut terms = Self {
            exact: BTreeMap::new(),
            folded: BTreeMap::new(),
            by_letters: None,
            declared: BTreeSet::new(),
            last: None,
        };
        for (name, id, position) in known {
            let _ = terms.exact.insert(name.to_owned(), id);
            terms.last = terms.last.max(Some(position));
            if !used.contains(name) {
                terms.folded.entry(fold(name)).or_default().push(id);
            }
        }
        terms
    }

    /// Lets a record be called by another name as well, where no record has that one.
    pub(super) fn call(&mut self, id: Id, name: &str) {
        self.folded.entry(fold(name)).or_default().push(id);
    }

    /// Takes names that differ in width or case alone for one, but those that the source declares.
    pub(super) fn alike_in_letters<'a>(self, declared: impl Iterator<Item = &'a str>) -> Self {
        let mut by_letters: BTreeMap<String, Vec<Id>> = BTreeMap::new();
        for (name, id) in &self.exact {
            by_letters.entry(fold_case(name)).or_default().push(*id);
        }
        let declared = declared.map(str::to_owned).collect();
        Self { by_letters: Some(by_letters), declared, ..self }
    }

    /// The record that a name means, or a fresh one, which is noted.
    pub(super) fn resolve(&self, name: &str, noted: &mut Noted<Id>, new: impl Fn() -> Id) -> Id {
        let known = self.exact.get(name).copied();
        let fresh = || noted.fresh.get(name).map(|fresh| fresh.id);
        let of_letters = || self.of_letters(name, noted);
        if let Some(id) = known.or_else(fresh).or_else(of_letters).or_else(|| self.by_fold(name)) {
            return id;
        }
        let id = new();
        let position = Position::after_all(self.last.max(noted.last));
        noted.last = Some(position);
        let fresh = Fresh { id, name: name.to_owned(), position };
        let _ = noted.fresh.insert(name.to_owned(), fresh);
        id
    }

    /// Notes that fresh names are now in the table.
    pub(super) fn accept(&mut self, noted: Noted<Id>) {
        self.last = self.last.max(noted.last);
        if let Some(by_letters) = &mut self.by_letters {
            for (name, fresh) in &noted.fresh {
                by_letters.entry(fold_case(name)).or_default().push(fresh.id);
            }
        }
        self.exact.extend(noted.fresh.into_iter().map(|(name, fresh)| (name, fresh.id)));
    }

    /// The only record whose name differs in width or case alone.
    fn of_letters(&self, name: &str, noted: &Noted<Id>) -> Option<Id> {
        let known = self.by_letters.as_ref().filter(|_| !self.declared.contains(name))?;
        let folded = fold_case(name);
        let fresh = noted.fresh.iter().filter(|(other, _)| fold_case(other) == folded);
        let fresh = fresh.map(|(_, fresh)| fresh.id);
        let mut all = known.get(&folded).into_iter().flatten().copied().chain(fresh);
        all.next().filter(|_| all.next().is_none())
    }

    fn by_fold(&self, name: &str) -> Option<Id> {
        match self.folded.get(&fold(name)).map(Vec::as_slice) {
            Some([id]) => Some(*id),
            _ => None,
        }
    }
}
