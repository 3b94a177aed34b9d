//! Two copies compared, record by record and field by field.

use super::cells::Content;
use super::combine::combine;
use super::lineage::Lineage;
use super::merged_book::MergedBook;
use super::view::View;
use super::{Cell, Item, Lineages, Merge, Side, Verdict, Writers, rules};
use crate::domain::{Code, Field, FieldValue, Key, Record, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Compares two copies, with records of theirs that are to keep apart under another name.
pub(super) fn plan(mine: Arc<Side>, theirs: Arc<Side>, apart: BTreeMap<Key, String>) -> Merge {
    let my_lineage = Lineage::of(&mine.line, &theirs.known);
    let (view, unions) = View::new(&mine, &my_lineage, Arc::clone(&theirs), &apart);
    let their_line: Vec<_> = theirs
        .line
        .iter()
        .map(|commit| super::Commit {
            changes: commit.changes.iter().map(|change| view.change(change)).collect(),
            ..commit.clone()
        })
        .collect();
    let confined = theirs.confined.as_ref();
    let their_lineage = Lineage::beside(&my_lineage, &their_line, &mine.known, confined);
    let lineages = Lineages { mine: my_lineage, theirs: their_lineage };
    let mut merge = Merge {
        mine,
        theirs: view,
        lineages,
        items: Vec::new(),
        unions,
        outside: BTreeSet::new(),
        settled: BTreeMap::new(),
        apart,
    };
    for key in merge.records_to_compare() {
        merge.compare(key);
    }
    merge.compare_approvals();
    rules::find_conflicts(&mut merge);
    merge
}

impl Merge {
    /// The records in which theirs has something new; of an entry whose owner is missing on one side the
    /// owner, which it follows.
    fn records_to_compare(&mut self) -> BTreeSet<Key> {
        let mut keys = BTreeSet::new();
        let mut outside = BTreeSet::new();
        for Cell { key, .. } in self.lineages.theirs.news() {
            if self.theirs.side().confined.as_ref().is_some_and(|inside| !inside.contains(&key)) {
                let _ = outside.insert(key);
                continue;
            }
            let absent = key.owner().filter(|owner| !self.both_have(*owner));
            let _ = keys.insert(absent.unwrap_or(key));
        }
        self.outside = outside;
        keys
    }

    fn both_have(&self, key: Key) -> bool {
        self.mine.book.record(key).is_some() && self.theirs.record(key).is_some()
    }

    /// The record of both sides; an entry in which nothing is written is a blank one.
    pub(super) fn records(&self, key: Key) -> [Option<Record>; 2] {
        [self.mine.book.record(key), self.theirs.record(key)]
            .map(|record| record.or_else(|| Record::blank(key)))
    }

    fn compare(&mut self, key: Key) {
        match self.records(key) {
            [Some(mine), Some(theirs)] if self.unions.iter().any(|union| union.mine == key) => {
                self.compare_union(&mine, &theirs);
            }
            [Some(mine), Some(theirs)] => self.compare_fields(&mine, &theirs),
            [None, None] => {}
            [mine, theirs] => self.compare_existence(key, mine, theirs),
        }
    }

    /// One of the two has not got the record.
    fn compare_existence(&mut self, key: Key, mine: Option<Record>, theirs: Option<Record>) {
        let cell = Cell::existence(key);
        let Lineages { mine: my_line, theirs: their_line } = &self.lineages;
        let edited = |line: &Lineage| line.has_new_content(key) || line.has_new_entries(key);
        let base = self.base(cell);
        // Added and taken back is as if it had never been: of a year, the other side may have its own.
        let never_there = matches!(base, Some(None));
        let verdict = match (&mine, &theirs) {
            (None, Some(_)) if never_there => Verdict::Taken,
            (Some(_), None) if never_there && their_line.is_new(cell) => {
                let _ = self.settled.insert(cell, self.writers(cell));
                return;
            }
            // Deleted here, and there at most moved.
            (None, _) if my_line.is_new(cell) && !edited(their_line) => return,
            (None, _) if my_line.is_new(cell) => Verdict::Conflict,
            (None, _) => Verdict::Taken,
            // It went when the copy was made, not by anybody's hand.
            (Some(_), _) if !their_line.is_new(cell) => return,
            (Some(_), _) if edited(my_line) => Verdict::Conflict,
            (Some(_), _) => Verdict::Taken,
        };
        let whole = |record: Option<Record>| record.map(|record| Value::Record(Box::new(record)));
        self.push(cell, base.flatten(), whole(mine), whole(theirs), verdict);
    }

    fn compare_fields(&mut self, mine: &Record, theirs: &Record) {
        for (field, value) in theirs.fields() {
            let cell = Cell::field(theirs.key(), field);
            // Of what was agreed to, later: it follows the words.
            if field == Field::Approval || !self.lineages.theirs.is_new(cell) {
                continue;
            }
            let Some(my_value) = mine.value(field) else { continue };
            self.compare_values(cell, my_value, value);
        }
    }

    fn compare_values(&mut self, cell: Cell, mine: Value, theirs: Value) {
        let both = self.lineages.mine.is_new(cell);
        let base = self.base(cell);
        let is_base = |value: &Value| base.as_ref().is_some_and(|it| it.as_ref() == Some(value));
        let verdict = if mine == theirs {
            let _ = self.settled.insert(cell, self.writers(cell));
            if !both {
                return;
            }
            Verdict::Agreed
        } else if !both || is_base(&mine) {
            Verdict::Taken
        } else if is_base(&theirs) {
            // Changed there and changed back.
            let _ = self.settled.insert(cell, self.writers(cell));
            return;
        } else {
            let merged = match (cell.field, base.as_ref()) {
                (Some(field), Some(Some(base))) => combine(field, base, &mine, &theirs),
                _ => None,
            };
            merged.map_or(Verdict::Conflict, Verdict::Combined)
        };
        self.push(cell, base.flatten(), Some(mine), Some(theirs), verdict);
    }

    /// Two records that were added apart from one another and are made one: what the one leaves
    /// empty the other fills.
    fn compare_union(&mut self, mine: &Record, theirs: &Record) {
        for (field, value) in theirs.fields() {
            let Some(my_value) = mine.value(field) else { continue };
            if value == my_value || is_empty(&value) {
                continue;
            }
            let verdict = if is_empty(&my_value) { Verdict::Taken } else { Verdict::Conflict };
            let cell = Cell::field(mine.key(), field);
            self.push(cell, None, Some(my_value), Some(value), verdict);
        }
    }

    /// Consents, once it is known what the words will be.
    fn compare_approvals(&mut self) {
        let decisions = rules::provisional(&self.items);
        let merged = MergedBook::of(self, &decisions);
        let consents: Vec<_> = merged
            .entries()
            .into_iter()
            .filter_map(|key| {
                let approval = |record: Option<Record>| record?.approval();
                let [mine, theirs] = self.records(key).map(approval);
                Some((key, mine?, theirs?, approval(merged.record(key)).unwrap_or_default()))
            })
            .filter(|(_, mine, _, merged)| mine != merged)
            .collect();
        for (key, mine, theirs, merged) in consents {
            let cell = Cell::field(key, Field::Approval);
            let verdict = if merged == theirs {
                Verdict::Taken
            } else {
                Verdict::Combined(merged.to_value())
            };
            let [mine, theirs] = [mine, theirs].map(|it| Some(it.to_value()));
            self.push(cell, self.base(cell).flatten(), mine, theirs, verdict);
        }
    }

    fn push(
        &mut self,
        cell: Cell,
        base: Content,
        mine: Content,
        theirs: Content,
        verdict: Verdict,
    ) {
        self.items.push(Item { cell, base, mine, theirs, verdict, with: BTreeSet::new() });
    }

    pub(super) fn base(&self, cell: Cell) -> Option<Content> {
        self.lineages.theirs.base(&self.lineages.mine, cell)
    }

    /// The writers of a cell that has something of both sides.
    pub(super) fn writers(&self, cell: Cell) -> Writers {
        let Lineages { mine, theirs } = &self.lineages;
        mine.writers(cell).into_iter().chain(theirs.writers(cell)).collect()
    }
}

/// Whether nobody has filled a field in. A place is always somebody's: mine will do.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.is_empty(),
        Value::Flag(flag) => !flag,
        Value::Reference(key) => key.is_none(),
        Value::References(keys) => keys.is_empty(),
        Value::Successor(succession) => succession.is_none(),
        Value::Period(period) => period.is_open(),
        Value::Settings(settings) => **settings == Default::default(),
        Value::Dismissed(dismissed) => dismissed.is_empty(),
        Value::Figure(figure) => figure.is_blank(),
        Value::Year(year) => year.is_none(),
        Value::Place { .. } => true,
        Value::Code(Code::Approval(_) | Code::FirstReiwa(_)) => false,
        Value::Code(code) => code.is_default(),
        Value::Number(_) | Value::Record(_) => false,
    }
}
