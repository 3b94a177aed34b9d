//! 統合: copies of a file that went their own ways come together, and nothing is lost.

mod books;
mod command_line;
mod conflicts;
mod disks;
mod edits;
mod examples;
mod hostile;
mod laws;
mod refusals;
mod restores;

use crate::support;
use shinchoku::domain::merge::{Cell, Decision, Decisions, Merge};
use shinchoku::domain::{
    Book, Change, Field, Implementation, Key, Measure, Noun, Op, Plan, Record,
};
use shinchoku::store::{Access, Backups, Comparison, Error, Incoming, NothingToMerge, Store};
use std::cell::Cell as Counter;
use std::fs;
use std::path::PathBuf;
use support::session;

/// A folder with copies of one file.
struct Office {
    folder: tempfile::TempDir,
    copies: Counter<usize>,
}

impl Office {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), copies: Counter::new(0) }
    }

    fn backups(&self) -> Backups {
        Backups::in_folder(self.folder.path().join("控え"))
    }

    fn next(&self) -> PathBuf {
        self.copies.set(self.copies.get() + 1);
        self.folder.path().join(format!("コピー{}.db", self.copies.get()))
    }

    fn create(&self, book: &Book) -> Store {
        Store::create(&self.next(), book, session()).unwrap()
    }

    /// What a stick carries away.
    fn copy(&self, of: &Store) -> Store {
        let path = self.next();
        let _ = fs::copy(of.path().unwrap(), &path).unwrap();
        Store::open(&path, Access::Write, session(), &self.backups()).unwrap()
    }
}

fn incoming(mine: &Store, theirs: &Store) -> Incoming {
    match mine.compare(theirs, None).unwrap() {
        Comparison::Incoming(incoming) => *incoming,
        Comparison::Nothing(nothing) => panic!("nothing new: {nothing:?}"),
    }
}

fn nothing(mine: &Store, theirs: &Store) -> NothingToMerge {
    match mine.compare(theirs, None).unwrap() {
        Comparison::Nothing(nothing) => nothing,
        Comparison::Incoming(incoming) => panic!("new: {:?}", incoming.merge().items()),
    }
}

/// Takes in what needs no decision.
fn merge(mine: &mut Store, theirs: &Store) {
    let incoming = incoming(mine, theirs);
    let conflicts: Vec<_> = incoming.merge().conflicts().collect();
    assert_eq!(conflicts, Vec::<&shinchoku::domain::merge::Item>::new());
    mine.merge(&incoming, &Decisions::new()).unwrap();
}

/// The same decision for every conflict.
fn all(merge: &Merge, decision: &Decision) -> Decisions {
    merge.conflicts().map(|item| (item.cell, decision.clone())).collect()
}

/// Takes in all, with one decision for every conflict; tells where there were some.
fn merge_with(mine: &mut Store, theirs: &Store, decision: &Decision) -> Vec<Cell> {
    let incoming = incoming(mine, theirs);
    let decisions = all(incoming.merge(), decision);
    mine.merge(&incoming, &decisions).unwrap();
    decisions.into_keys().collect()
}

/// Makes the records as they are to be.
fn put(store: &mut Store, records: impl IntoIterator<Item = Record>) {
    let mut book = Book::clone(store.book());
    let mut changes = Vec::new();
    for record in records {
        if let Some(change) = book.put(record) {
            book.apply(std::slice::from_ref(&change)).unwrap();
            changes.push(change);
        }
    }
    commit(store, changes);
}

fn delete(store: &mut Store, key: Key) {
    let changes = store.book().remove(key);
    commit(store, changes);
}

fn commit(store: &mut Store, changes: Vec<Change>) {
    store.commit(Op::Edit(Noun::Measure), "", changes).unwrap();
}

fn measure(store: &Store, index: usize) -> Measure {
    store.book().listed()[index].2.clone()
}

/// The entry of a measure in the latest year.
fn entry(store: &Store, index: usize) -> Implementation {
    let (measure, year) = (measure(store, index).id, store.book().latest_year().unwrap());
    let blank = || Implementation::blank(measure, year);
    store.book().implementation(measure, year).cloned().unwrap_or_else(blank)
}

fn narrate(store: &mut Store, index: usize, text: &str) {
    let entry = entry(store, index);
    let status = entry.status;
    put(store, [Record::Implementation(entry.rewritten(status, text.to_owned()))]);
}

fn rename(store: &mut Store, index: usize, name: &str) {
    let measure = Measure { name: name.to_owned(), ..measure(store, index) };
    put(store, [Record::Measure(measure)]);
}

fn cell(key: Key, field: Field) -> Cell {
    Cell { key, field: Some(field) }
}

fn key_of(entry: &Implementation) -> Key {
    Key::Implementation(entry.measure, entry.year)
}
