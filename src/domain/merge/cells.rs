//! The cells that commits write, with what they held before and after.

use super::{Cell, Writers};
use crate::domain::{Change, Field, Key, Record, Value};
use std::collections::BTreeSet;

/// What a cell holds; `None` where the record is not there.
pub(super) type Content = Option<Value>;

/// The history of one cell since the two sides parted.
#[derive(Debug, Clone)]
pub(super) struct Trail {
    /// Of the cell as it stands.
    pub writers: Writers,
    /// Whether the other side does not know all of them.
    pub news: bool,
    /// What it was when the two parted; `None` where it still is that.
    pub root: Option<Content>,
    /// What it is; `None` as before.
    pub now: Option<Content>,
    /// The latest state since that the other side knows as well.
    pub shared: Option<(Writers, Content)>,
    /// Whether somebody decided its value who saw what the other side has: then it counts as changed,
    /// even where it equals the base.
    pub decided: bool,
}

/// The cells that changes write, with what they were and are.
///
/// An entry that comes or goes with its owner is not written by that: it follows the owner.
pub(super) fn writings(changes: &[Change]) -> Vec<(Cell, Content, Content)> {
    let moved: BTreeSet<Key> = changes
        .iter()
        .filter(|change| change.before.is_none() || change.after.is_none())
        .filter_map(Change::key)
        .collect();
    let mut written = Vec::new();
    for change in changes {
        let Some(key) = change.key() else { continue };
        if let Some(owner) = key.owner() {
            if !moved.contains(&owner) {
                compare_entry(change, key, &mut written);
            }
            continue;
        }
        if change.before.is_none() || change.after.is_none() {
            let whole =
                |record: &Option<Record>| record.clone().map(|it| Value::Record(Box::new(it)));
            written.push((Cell::existence(key), whole(&change.before), whole(&change.after)));
        }
        compare(key, change.before.as_ref(), change.after.as_ref(), &mut written);
    }
    written
}

/// The cells of the entries that come with their owner, with what they were and are.
pub(super) fn arrivals(changes: &[Change]) -> Vec<(Cell, Content, Content)> {
    let added = || changes.iter().filter(|change| change.before.is_none());
    let owners: BTreeSet<Key> =
        added().filter_map(Change::key).filter(|key| key.first_owned().next().is_some()).collect();
    let mut arrived = Vec::new();
    for change in added().filter(|_| !owners.is_empty()) {
        if let Some(key) = change.key()
            && key.owner().is_some_and(|owner| owners.contains(&owner))
        {
            compare_entry(change, key, &mut arrived);
        }
    }
    arrived
}

/// Where there is no entry, there is a blank one.
fn compare_entry(change: &Change, key: Key, written: &mut Vec<(Cell, Content, Content)>) {
    let blank = Record::blank(key);
    let [before, after] =
        [&change.before, &change.after].map(|record| record.as_ref().or(blank.as_ref()));
    compare(key, before, after, written);
}

fn compare(
    key: Key,
    before: Option<&Record>,
    after: Option<&Record>,
    written: &mut Vec<(Cell, Content, Content)>,
) {
    let fields = |record: Option<&Record>| record.map(Record::fields).unwrap_or_default();
    let (before, after) = (fields(before), fields(after));
    let longer = if before.is_empty() { &after } else { &before };
    for (index, (field, _)) in longer.iter().enumerate() {
        let value = |fields: &[(Field, Value)]| fields.get(index).map(|(_, value)| value.clone());
        let (old, new) = (value(&before), value(&after));
        if old != new {
            written.push((Cell::field(key, *field), old, new));
        }
    }
}
