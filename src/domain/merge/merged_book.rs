//! My book as it would be: the decisions made, the rules not yet asked.

use super::{
    Cell, Decision, Decisions, Item, Merge, Origins, Resolution, Verdict, Writers, approval,
};
use crate::domain::{Change, Field, FieldValue, Key, Record, Value};
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct MergedBook<'a> {
    pub merge: &'a Merge,
    pub decisions: &'a Decisions,
    /// Records that may be other than in my book; `None` for those that are gone.
    rows: BTreeMap<Key, Option<Record>>,
    origins: BTreeMap<Cell, Writers>,
}

/// Whose state of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    Mine,
    Theirs,
}

impl<'a> MergedBook<'a> {
    /// What comes of the decisions. An undecided conflict leaves mine.
    pub(super) fn of(merge: &'a Merge, decisions: &'a Decisions) -> Self {
        let origins = merge.settled.clone();
        let mut merged = Self { merge, decisions, rows: BTreeMap::new(), origins };
        for item in &merge.items {
            merged.settle(item);
        }
        for key in merged.entries() {
            merged.settle_approval(key);
        }
        merged
    }

    fn settle(&mut self, item: &Item) {
        // Consents follow from the words.
        if item.cell.field == Some(Field::Approval) {
            return;
        }
        let decision = self.decisions.get(&item.cell);
        match (decision, &item.verdict) {
            (None | Some(Decision::Theirs), Verdict::Taken) => self.adopt_cell(item),
            (None, Verdict::Combined(value)) => {
                let writers = self.merge.writers(item.cell);
                self.put(item.cell, Some(value.clone()), writers);
            }
            (None, Verdict::Agreed | Verdict::Conflict) => {}
            (Some(Decision::Mine), _) => {
                let _ = self.origins.insert(item.cell, Writers::new());
            }
            (Some(Decision::Theirs), _) => {
                self.put(item.cell, item.theirs.clone(), Writers::new());
            }
            (Some(Decision::Text(text)), _) => {
                self.put(item.cell, Some(Value::Text(text.clone())), Writers::new());
            }
        }
    }

    /// Takes what only theirs has changed, as written by those who did.
    fn adopt_cell(&mut self, item: &Item) {
        let lineages = &self.merge.lineages;
        let writers = if lineages.mine.is_new(item.cell) {
            self.merge.writers(item.cell)
        } else {
            lineages.theirs.writers(item.cell)
        };
        self.put(item.cell, item.theirs.clone(), writers);
        if let Cell { key, field: None } = item.cell {
            for cell in lineages.theirs.news_of(key) {
                let _ = self.origins.insert(cell, lineages.theirs.writers(cell));
            }
        }
    }

    /// Makes a cell as it is to be; a text that a whole record cannot be is no decision about it.
    fn put(&mut self, cell: Cell, value: Option<Value>, writers: Writers) {
        match (cell.field, value) {
            (None, None) => self.remove(cell.key),
            (None, Some(_)) => drop(self.restore(cell.key)),
            (Some(field), Some(value)) => self.set(cell.key, field, value),
            (Some(_), None) => {}
        }
        let _ = self.origins.insert(cell, writers);
    }

    pub(super) fn set(&mut self, key: Key, field: Field, value: Value) {
        let Some(mut record) = self.record_or_blank(key) else { return };
        if record.set(field, value) {
            let _ = self.rows.insert(key, Some(record));
            let _ = self.origins.insert(Cell::field(key, field), Writers::new());
        }
    }

    /// Takes a record out, with the entries that it owns.
    pub(super) fn remove(&mut self, key: Key) {
        let mine = self.merge.mine.book.owned(key);
        let owned = self.rows.keys().copied().filter(|it| it.owner() == Some(key));
        let entries: BTreeSet<Key> = mine.iter().map(Record::key).chain(owned).collect();
        self.rows.extend(entries.into_iter().map(|key| (key, None)));
        let _ = self.rows.insert(key, None);
        let _ = self.origins.insert(Cell::existence(key), Writers::new());
    }

    /// Puts a record in as the side has it that still does, with the entries that it owns; tells
    /// whether there is one.
    pub(super) fn restore(&mut self, key: Key) -> bool {
        let (mine, theirs) = (&self.merge.mine.book, &self.merge.theirs);
        let (record, entries) = match (mine.record(key), theirs.record(key)) {
            (Some(record), _) => (record, mine.owned(key)),
            (None, Some(record)) => (record, theirs.owned(key).collect()),
            (None, None) => return false,
        };
        for record in entries.into_iter().chain([record]) {
            let _ = self.rows.insert(record.key(), Some(record));
        }
        let _ = self.origins.insert(Cell::existence(key), Writers::new());
        true
    }

    /// The record as it would be.
    pub(super) fn record(&self, key: Key) -> Option<Record> {
        match self.rows.get(&key) {
            Some(row) => row.clone(),
            None => self.merge.mine.book.record(key),
        }
    }

    pub(super) fn has(&self, key: Key) -> bool {
        match self.rows.get(&key) {
            Some(row) => row.is_some(),
            None => self.merge.mine.book.record(key).is_some(),
        }
    }

    fn record_or_blank(&self, key: Key) -> Option<Record> {
        self.record(key).or_else(|| Record::blank(key))
    }

    /// The records that may be other than in my book.
    pub(super) const fn rows(&self) -> &BTreeMap<Key, Option<Record>> {
        &self.rows
    }

    /// The value of a cell on one side.
    pub(super) fn value_of(&self, whose: Whose, cell: Cell) -> Option<Value> {
        let [mine, theirs] = self.merge.records(cell.key);
        let record = match whose {
            Whose::Mine => mine,
            Whose::Theirs => theirs,
        };
        record?.value(cell.field?)
    }

    /// The entries of which the words or the consent may be other than in my book, but for those
    /// that came or went with their owner.
    pub(super) fn entries(&self) -> Vec<Key> {
        let lineages = &self.merge.lineages;
        let consents = lineages.theirs.news().filter(|cell| cell.field == Some(Field::Approval));
        let keys: BTreeSet<Key> =
            consents.map(|cell| cell.key).chain(self.rows.keys().copied()).collect();
        let (mine, theirs) = (&self.merge.mine.book, &self.merge.theirs);
        let confined = self.merge.outside();
        keys.into_iter()
            .filter(|key| {
                let is_approved = Record::blank(*key).is_some_and(|it| it.approval().is_some());
                let stays = |owner: Key| {
                    let is_there = mine.has(owner) && theirs.record(owner).is_some();
                    is_there && self.has(owner)
                };
                is_approved && key.owner().is_some_and(stays) && !confined.contains(key)
            })
            .collect()
    }

    fn settle_approval(&mut self, key: Key) {
        let Some(entry) = self.record_or_blank(key) else { return };
        let approval =
            approval::of(&entry, &self.merge.mine.book, &self.merge.theirs, &self.merge.lineages);
        let cell = Cell::field(key, Field::Approval);
        if Some(approval) != entry.approval() {
            self.set(key, Field::Approval, approval.to_value());
        }
        if self.merge.lineages.theirs.is_new(cell) {
            let _ = self.origins.insert(cell, self.merge.writers(cell));
        }
    }

    /// What is to be done to my book, and kept of it.
    pub(super) fn resolution(self) -> Resolution {
        let declined = self.declined();
        let book = &self.merge.mine.book;
        let changes = self
            .rows
            .into_iter()
            .filter_map(|(key, row)| match row {
                Some(record) => book.put(tidy(record)),
                None => book.record(key).map(Change::delete),
            })
            .collect();
        let known = &self.merge.mine.unified;
        let unified: BTreeSet<_> = self.merge.theirs.unified().collect();
        let unified = unified.into_iter().filter(|pair| !known.contains(pair)).collect();
        Resolution { changes, origins: Origins(self.origins), unified, declined }
    }

    /// The records of theirs of which something is not as theirs had it.
    fn declined(&self) -> Vec<Record> {
        let differs = |item: &&Item| {
            let now = self.record_or_blank(item.cell.key);
            match item.cell.field {
                Some(field) => now.and_then(|record| record.value(field)) != item.theirs,
                None => now.is_some() != item.theirs.is_some(),
            }
        };
        let keys: BTreeSet<Key> =
            self.merge.items.iter().filter(differs).map(|item| item.cell.key).collect();
        let with_entries = keys.into_iter().flat_map(|key| {
            let gone = (!self.has(key)).then_some(key).into_iter();
            let entries = gone.flat_map(|key| self.merge.theirs.owned(key));
            self.merge.theirs.record(key).into_iter().chain(entries)
        });
        with_entries.collect()
    }
}

/// A 課 that two sides gave two parts in a record has one, and 所管 is the larger.
fn tidy(mut record: Record) -> Record {
    let (lead, related) = match &mut record {
        Record::Measure(row) => (&mut row.lead, &mut row.related),
        Record::Indicator(row) => (&mut row.lead, &mut row.related),
        _ => return record,
    };
    let mut seen = BTreeSet::new();
    lead.retain(|id| seen.insert(*id));
    related.retain(|id| seen.insert(*id));
    record
}
