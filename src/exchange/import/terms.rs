//! Departments and statuses, which lists call by name.

use crate::domain::Position;
use crate::domain::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// The names of one table of a book.
///
/// A name means the record of exactly that name. Where there is none, it means the one whose name
/// differs in width, case or kana alone, if that is the only such one and the source does not use
/// its name as well: a source that writes both means two.
#[derive(Debug, Clone)]
pub struct Terms<Id> {
    exact: BTreeMap<String, Id>,
    folded: BTreeMap<String, Vec<Id>>,
    positions: Vec<Position>,
}

/// A name that the table does not have yet, and the record that it will be.
#[derive(Debug, Clone)]
pub struct Fresh<Id> {
    pub id: Id,
    pub name: String,
    pub position: Position,
}

impl<Id: Copy> Terms<Id> {
    /// The table as it is, and the names that the source uses.
    pub fn new<'a>(
        known: impl IntoIterator<Item = (&'a str, Id, Position)>,
        used: &BTreeSet<&str>,
    ) -> Self {
        let mut terms =
            Self { exact: BTreeMap::new(), folded: BTreeMap::new(), positions: Vec::new() };
        for (name, id, position) in known {
            let _ = terms.exact.insert(name.to_owned(), id);
            terms.positions.push(position);
            if !used.contains(name) {
                terms.folded.entry(fold(name)).or_default().push(id);
            }
        }
        terms
    }

    /// The record that a name means, or a fresh one, which is noted in `fresh`.
    pub fn resolve(&self, name: &str, fresh: &mut Vec<Fresh<Id>>, new: impl Fn() -> Id) -> Id {
        let known = self.exact.get(name).copied();
        let noted = fresh.iter().find(|fresh| fresh.name == name).map(|fresh| fresh.id);
        if let Some(id) = known.or(noted).or_else(|| self.by_fold(name)) {
            return id;
        }
        let id = new();
        let positions = self.positions.iter().copied();
        let position = Position::after_all(positions.chain(fresh.iter().map(|it| it.position)));
        fresh.push(Fresh { id, name: name.to_owned(), position });
        id
    }

    /// Notes that fresh names are now in the table.
    pub fn accept(&mut self, fresh: Vec<Fresh<Id>>) {
        for Fresh { id, name, position } in fresh {
            let _ = self.exact.insert(name, id);
            self.positions.push(position);
        }
    }

    fn by_fold(&self, name: &str) -> Option<Id> {
        match self.folded.get(&fold(name)).map(Vec::as_slice) {
            Some([id]) => Some(*id),
            _ => None,
        }
    }
}
