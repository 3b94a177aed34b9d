//! The other side as mine sees it: records that have been made one bear my identity.

use super::lineage::Lineage;
use super::{Side, Union};
use crate::domain::{Book, Change, Field, Key, Noun, Record, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

#[derive(Debug, Clone)]
pub(super) struct View {
    side: Arc<Side>,
    /// From an identity of theirs to mine.
    names: BTreeMap<Key, Key>,
    /// And back, to the one that theirs has.
    whose: BTreeMap<Key, Key>,
    apart: BTreeMap<Key, String>,
}

impl View {
    /// The other side, with the records that are proposed to be made one.
    pub(super) fn new(
        mine: &Side,
        lineage: &Lineage,
        theirs: Arc<Side>,
        apart: &BTreeMap<Key, String>,
    ) -> (Self, Vec<Union>) {
        let mut names = known_names(mine, &theirs);
        let mut unions = Vec::new();
        for record in theirs.book.records() {
            let key = record.key();
            let Some((_, name)) = name(&record) else { continue };
            let unknown = mine.book.record(key).is_none() && !names.contains_key(&key);
            // What mine once had is no new one.
            if !unknown || apart.contains_key(&key) || lineage.has_lost(key) {
                continue;
            }
            if let Some(same) = named(&mine.book, key.noun(), name) {
                let _ = names.insert(key, same);
                unions.push(Union { mine: same, theirs: key, name: name.to_owned() });
            }
        }
        // What was made one stays one.
        let mut apart = apart.clone();
        apart.retain(|key, _| !names.contains_key(key));
        let mut whose = BTreeMap::new();
        for (key, mine) in &names {
            if theirs.book.record(*key).is_some() {
                let _ = whose.entry(*mine).or_insert(*key);
            }
        }
        (Self { side: theirs, names, whose, apart }, unions)
    }

    pub(super) const fn side(&self) -> &Arc<Side> {
        &self.side
    }

    pub(super) fn name(&self, key: Key) -> Key {
        self.names.get(&key).copied().unwrap_or(key)
    }

    /// The pairs to be remembered, those that theirs remembers among them.
    pub(super) fn unified(&self) -> impl Iterator<Item = (Key, Key)> {
        let here = self.names.iter().map(|(theirs, mine)| (*theirs, *mine));
        here.chain(self.side.unified.iter().copied())
    }

    /// The record of theirs under an identity of mine.
    pub(super) fn record(&self, key: Key) -> Option<Record> {
        if self.names.contains_key(&key) {
            return None;
        }
        let own = self.side.book.record(key);
        let record = own.or_else(|| self.side.book.record(*self.whose.get(&key)?));
        record.map(|record| self.renamed(record))
    }

    /// The records that a record of theirs owns.
    pub(super) fn owned(&self, key: Key) -> impl Iterator<Item = Record> {
        self.side.book.owned(key).into_iter().map(|record| self.renamed(record))
    }

    pub(super) fn change(&self, change: &Change) -> Change {
        let renamed = |record: &Option<Record>| record.clone().map(|record| self.renamed(record));
        Change { before: renamed(&change.before), after: renamed(&change.after) }
    }

    fn renamed(&self, record: Record) -> Record {
        if self.names.is_empty() && self.apart.is_empty() {
            return record;
        }
        let mut renamed = record.referring(&|key| self.name(key));
        if let (Some(other), Some((field, _))) = (self.apart.get(&record.key()), name(&record)) {
            let _ = renamed.set(field, Value::Text(other.clone()));
        }
        renamed
    }
}

/// The name that no other record of the kind may have.
pub(super) fn name(record: &Record) -> Option<(Field, &str)> {
    let field = match record {
        Record::Department(_) => Field::DepartmentName,
        Record::Status(_) => Field::StatusName,
        Record::Template(_) => Field::TemplateName,
        Record::Scale(_) => Field::ScaleName,
        _ => return None,
    };
    Some((field, record.name()?))
}

/// The record of a kind that has this name.
pub(super) fn named(book: &Book, noun: Noun, name: &str) -> Option<Key> {
    match noun {
        Noun::Department => book.department_named(name).map(|row| Key::Department(row.id)),
        Noun::Status => book.status_named(name).map(|row| Key::Status(row.id)),
        Noun::Template => book.template_named(name).map(|row| Key::Template(row.id)),
        Noun::Scale => book.scale_named(name).map(|row| Key::Scale(row.id)),
        _ => None,
    }
}

/// Identities that earlier merges, of either side, have made one: of each such class, those that
/// mine has not stand for one that it has.
fn known_names(mine: &Side, theirs: &Side) -> BTreeMap<Key, Key> {
    let mut beside: BTreeMap<Key, Vec<Key>> = BTreeMap::new();
    // Whatever a file claims, only what has a name can have been made one with its like.
    let alike = |(from, into): &&(Key, Key)| {
        from.noun() == into.noun()
            && matches!(from.noun(), Noun::Department | Noun::Status | Noun::Template | Noun::Scale)
    };
    for (from, into) in mine.unified.iter().chain(&theirs.unified).filter(alike) {
        beside.entry(*from).or_default().push(*into);
        beside.entry(*into).or_default().push(*from);
    }
    let (mut names, mut seen) = (BTreeMap::new(), BTreeSet::new());
    for start in beside.keys() {
        let (mut class, mut next) = (BTreeSet::new(), vec![*start]);
        while let Some(key) = next.pop() {
            if seen.insert(key) {
                let _ = class.insert(key);
                next.extend(beside.get(&key).into_iter().flatten());
            }
        }
        let (present, absent): (Vec<Key>, Vec<Key>) =
            class.into_iter().partition(|key| mine.book.record(*key).is_some());
        if let Some(here) = present.first() {
            names.extend(absent.into_iter().map(|key| (key, *here)));
        }
    }
    names
}
