//! What holds for all copies and all edits.

use super::books::{content, is_sound};
use super::edits::{COMMON, Edit, Share, Start, edits, edits_in_common, make};
use super::*;
use crate::support::cases::config;
use proptest::prelude::*;
use shinchoku::domain::merge::{Item, Verdict};
use shinchoku::domain::{Department, DepartmentId, Field, Position, Value};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Copies of one file, each with its edits: of its own rows, or of any.
fn copies(office: &Office, master: &Store, edits: &[Vec<Edit>], disjoint: bool) -> Vec<Store> {
    let start = Start::of(master.book());
    let edit = |(editor, edits): (usize, &Vec<Edit>)| {
        let mut copy = office.copy(master);
        let share = if disjoint { Share { editor, of: 3 } } else { Share { editor: 0, of: 1 } };
        for edit in edits {
            make(&mut copy, &start, share, edit);
        }
        copy
    };
    edits.iter().enumerate().map(edit).collect()
}

/// Takes in whatever is new, each conflict decided alike; tells whether there were any.
pub(super) fn take(mine: &mut Store, theirs: &Store, decision: &Decision) -> bool {
    match mine.compare(theirs, None).unwrap() {
        Comparison::Nothing(_) => false,
        Comparison::Incoming(incoming) => {
            let decisions = all(incoming.merge(), decision);
            mine.merge(&incoming, &decisions).unwrap();
            !decisions.is_empty()
        }
    }
}

fn three() -> impl Strategy<Value = Vec<Vec<Edit>>> {
    prop::collection::vec(edits(), 3)
}

pub(super) fn decision() -> impl Strategy<Value = Decision> {
    prop_oneof![Just(Decision::Mine), Just(Decision::Theirs)]
}

/// All that is in a book, with what several add under one name called by it.
fn called(book: &Book) -> (Plan, BTreeMap<Key, Record>) {
    let common = |key: Key| match key {
        Key::Department(id) => book
            .department(id)
            .and_then(|row| row.name.strip_prefix(COMMON)?.parse::<u128>().ok())
            .map_or(key, |number| {
                Key::Department(DepartmentId::from_uuid(Uuid::from_u128(number)))
            }),
        key => key,
    };
    let records = book.records().map(|record| match record.referring(&common) {
        Record::Department(row) if row.name.starts_with(COMMON) => {
            Record::Department(Department { position: Position::FIRST, ..row })
        }
        record => record,
    });
    (book.plan().clone(), records.map(|record| (record.key(), record)).collect())
}

/// Every figure of a book, with where it stands.
fn figures(book: &Book) -> BTreeSet<(Key, Field, String)> {
    let fields = |record: Record| {
        let key = record.key();
        record.fields().into_iter().map(move |(field, value)| (key, field, value))
    };
    let figure = |(key, field, value)| match value {
        Value::Figure(figure) if !figure.is_blank() => Some((key, field, figure.to_string())),
        _ => None,
    };
    book.records().flat_map(fields).filter_map(figure).collect()
}

proptest! {
    #![proptest_config(config(24))]

    /// In whatever order and grouping copies with edits of their own rows come together, the plan is
    /// the same, and nobody is asked anything. Of what several add under one name, the order tells
    /// only whose identity and place stay.
    #[test]
    fn order_and_grouping_do_not_matter(
        edits in prop::collection::vec(edits_in_common(), 3),
    ) {
        let office = Office::new();
        let master = office.create(&support::with_indicators(support::book(9, 40)));
        let copies = copies(&office, &master, &edits, true);
        let mut outcomes = Vec::new();
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            let mut mine = office.copy(&master);
            for at in order {
                prop_assert!(!take(&mut mine, &copies[at], &Decision::Mine));
            }
            outcomes.push(mine);
        }
        // (0 ← 1) into a copy that has 2; 0 ← (1 ← 2); and each of them with the other.
        let mut left = office.copy(&copies[0]);
        prop_assert!(!take(&mut left, &copies[1], &Decision::Mine));
        let mut right = office.copy(&copies[1]);
        prop_assert!(!take(&mut right, &copies[2], &Decision::Mine));
        let mut mine = office.copy(&copies[2]);
        prop_assert!(!take(&mut mine, &left, &Decision::Mine));
        outcomes.push(mine);
        prop_assert!(!take(&mut left, &right, &Decision::Mine));
        prop_assert!(!take(&mut right, &left, &Decision::Mine));
        outcomes.extend([left, right]);
        let expected = called(outcomes[0].book());
        for outcome in &outcomes[1..] {
            prop_assert_eq!(&called(outcome.book()), &expected);
        }
    }

    /// Whatever is decided, what comes out is a book; merging again is nothing; taking it back gives
    /// the file before it.
    #[test]
    fn a_merge_is_made_once_and_can_be_taken_back(edits in three(), decision in decision()) {
        let office = Office::new();
        let master = office.create(&support::with_indicators(support::book(4, 40)));
        let mut copies = copies(&office, &master, &edits, false);
        let mut mine = copies.remove(0);
        for theirs in &copies {
            let before = (content(mine.book()), mine.head());
            let _ = take(&mut mine, theirs, &decision);
            let after = content(mine.book());
            prop_assert!(is_sound(mine.book()));
            prop_assert!(matches!(mine.compare(theirs, None).unwrap(), Comparison::Nothing(_)));
            if mine.head() != before.1 {
                let _ = mine.undo().unwrap().unwrap();
                prop_assert_eq!(&content(mine.book()), &before.0);
                let _ = take(&mut mine, theirs, &decision);
                prop_assert_eq!(&content(mine.book()), &after);
            }
            let again = Store::open(mine.path().unwrap(), Access::Read, session(), &office.backups());
            prop_assert_eq!(&content(again.unwrap().book()), &after);
        }
    }

    /// A figure that comes of a merge is one that somebody has entered, whatever is decided.
    #[test]
    fn no_figure_is_made_by_a_merge(edits in three(), decision in decision()) {
        let office = Office::new();
        let master = office.create(&support::with_indicators(support::book(4, 40)));
        let copies = copies(&office, &master, &edits, false);
        let mut entered = BTreeSet::new();
        for book in copies.iter().map(Store::book) {
            entered.extend(figures(book));
        }
        let mut mine = office.copy(&copies[0]);
        for theirs in &copies[1..] {
            let _ = take(&mut mine, theirs, &decision);
            prop_assert!(figures(mine.book()).is_subset(&entered));
        }
    }

    /// An untouched copy brings nothing, however much the master has changed.
    #[test]
    fn an_untouched_copy_brings_nothing(edits in three()) {
        let office = Office::new();
        let mut master = office.create(&support::with_indicators(support::book(6, 40)));
        let copy = office.copy(&master);
        for theirs in copies(&office, &master, &edits, true) {
            let _ = take(&mut master, &theirs, &Decision::Mine);
        }
        prop_assert_eq!(nothing(&master, &copy), NothingToMerge::Untouched);
    }

    /// Of two copies each field is as the one left it that alone changed it; where both did, it is as
    /// one of them left it or has both changes, and then the screen was told.
    #[test]
    fn what_one_side_alone_changed_is_not_lost(edits in three(), decision in decision()) {
        let office = Office::new();
        let master = office.create(&support::with_indicators(support::book(4, 40)));
        let copies = copies(&office, &master, &edits, false);
        let [mut mine, theirs] = [office.copy(&copies[0]), office.copy(&copies[1])];
        let Comparison::Incoming(incoming) = mine.compare(&theirs, None).unwrap() else {
            return Ok(());
        };
        let before = Book::clone(mine.book());
        let plan = incoming.merge().clone();
        mine.merge(&incoming, &all(&plan, &decision)).unwrap();
        for record in theirs.book().records().chain(before.records()) {
            let key = record.key();
            let [base, one, other, merged] = [master.book(), &before, theirs.book(), mine.book()]
                .map(|book| or_blank(book, key));
            let told = |field: Option<Field>| {
                plan.items().iter().find(|item| item.cell == Cell { key, field })
            };
            let owner = match key {
                Key::Implementation(measure, _) => Key::Measure(measure),
                key => key,
            };
            let contested = plan.conflicts().any(|item| {
                item.cell == Cell { key: owner, field: None } || item.with.contains(&key)
            });
            if contested {
                continue;
            }
            let Some(merged) = merged else {
                prop_assert!(one.is_none() || other.is_none(), "deleted by nobody: {:?}", key);
                continue;
            };
            for (field, value) in merged.fields() {
                let [base, one, other] =
                    [&base, &one, &other].map(|it| it.as_ref().and_then(|it| it.value(field)));
                let item = told(Some(field));
                let expected = if one == other || other == base || other.is_none() {
                    vec![one]
                } else if one == base || one.is_none() {
                    vec![other]
                } else {
                    let combined = combined(item);
                    prop_assert!(item.is_some() || field == Field::Approval);
                    vec![one, other, combined]
                };
                let approval = field == Field::Approval;
                prop_assert!(
                    approval || expected.contains(&Some(value.clone())),
                    "{:?} {:?}: {:?} is none of {:?}", key, field, value, expected
                );
            }
        }
    }
}

fn combined(item: Option<&Item>) -> Option<Value> {
    match item.map(|item| &item.verdict) {
        Some(Verdict::Combined(value)) => Some(value.clone()),
        _ => None,
    }
}

fn or_blank(book: &Book, key: Key) -> Option<Record> {
    book.record(key).or_else(|| match key {
        Key::Implementation(measure, year) if book.measure(measure).is_some() => {
            Some(Record::Implementation(Implementation::blank(measure, year)))
        }
        _ => None,
    })
}
