//! 復元: what must change for a book to be again as it was at an earlier moment, wholly or in part.

use super::{Approval, Book, Change, Field, Invalid, Key, Record};
use std::collections::{BTreeMap, BTreeSet};

/// What is brought back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Everything that the changes touched.
    All,
    /// One record; with a measure that is gone, its entries.
    Record(Key),
    /// One field of a record.
    Field(Key, Field),
}

/// What takes a book back to the moment before `changes` began, as far as `extent` goes. `changes`
/// are in the order in which they were made, and need not be all that happened since.
///
/// # Errors
/// The [`Invalid`] that the outcome would be, e.g. because a department that a measure had is gone;
/// [`Invalid::ClosedYear`] where a part alone would be brought back into a closed year.
pub fn restoration(
    book: &Book,
    changes: &[Change],
    extent: Extent,
) -> Result<Vec<Change>, Invalid> {
    let mut wanted = before(changes);
    match extent {
        Extent::All => {}
        Extent::Record(key) => wanted.retain(|other, _| belongs(book, key, *other)),
        Extent::Field(key, field) => {
            let blank = || Record::blank(key);
            let then = wanted.remove(&key).flatten().or_else(blank);
            let now = book.record(key).or_else(blank).ok_or(Invalid::Dangling(key))?;
            let restored = then.and_then(|then| with_field(&now, &then, field));
            let changes = restored.and_then(|row| book.put(row)).into_iter().collect();
            return changed(book, open(book, changes)?);
        }
    }
    let changes = in_order(book, wanted);
    changed(book, if extent == Extent::All { changes } else { open(book, changes)? })
}

/// The changes, where none is to an entry of a closed year.
fn open(book: &Book, changes: Vec<Change>) -> Result<Vec<Change>, Invalid> {
    let closed = changes.iter().find_map(|change| match change.key() {
        Some(key) => key.year().filter(|year| book.year(*year).is_some_and(|it| it.closed)),
        None => None,
    });
    closed.map_or(Ok(changes), |year| Err(Invalid::ClosedYear(year)))
}

/// The changes, where the book accepts them.
fn changed(book: &Book, changes: Vec<Change>) -> Result<Vec<Change>, Invalid> {
    book.clone().apply(&changes)?;
    Ok(changes)
}

/// Each record as it was before the first of the changes to it.
fn before(changes: &[Change]) -> BTreeMap<Key, Option<Record>> {
    let mut wanted = BTreeMap::new();
    for change in changes {
        if let Some(key) = change.key() {
            let _ = wanted.entry(key).or_insert_with(|| change.before.clone());
        }
    }
    wanted
}

/// Whether a record comes and goes with another.
fn belongs(book: &Book, key: Key, other: Key) -> bool {
    other == key || (other.owner() == Some(key) && !book.has(key))
}

/// The changes that make each record as it is wanted: what comes before what refers to it, what goes
/// behind it. The order of keys is the former.
fn in_order(book: &Book, wanted: BTreeMap<Key, Option<Record>>) -> Vec<Change> {
    let (mut put, mut gone) = (Vec::new(), Vec::new());
    for (key, after) in wanted {
        let before = book.record(key);
        match (&before, &after) {
            _ if before == after => {}
            // What was written since about a measure that was not there goes with it.
            (_, None) => gone.extend(book.remove(key).into_iter().rev()),
            (_, Some(_)) => put.push(Change { before, after }),
        }
    }
    // An entry may go both by itself and with its measure.
    let mut taken: BTreeSet<Option<Key>> = put.iter().map(Change::key).collect();
    let gone = gone.into_iter().rev().filter(|change| taken.insert(change.key()));
    put.extend(gone);
    put
}

/// The record with one field as another version of it has it. Whoever had agreed to an entry had
/// agreed to its words: other words have no consent, and a consent does not come back to others.
fn with_field(now: &Record, then: &Record, field: Field) -> Option<Record> {
    let mut record = now.clone();
    let fits = record.set(field, then.value(field)?);
    if !record.has_words_of(now)
        && let Some(approval) = record.approval_mut()
    {
        *approval = Approval::None;
    }
    if field == Field::Approval && !now.may_have_consent_of(then) {
        return None;
    }
    fits.then_some(record)
}

#[cfg(test)]
mod tests;
