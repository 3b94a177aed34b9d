//! Edits that are committed: what was reported as saved is there.

use crate::{Killer, report, support};
use shinchoku::domain::{Implementation, Measure, Noun, Op, Plan, Record};
use shinchoku::store::{Access, Store};
use std::path::Path;
use support::{open, session};

const FILE: &str = "総合戦略.db";

/// How many edits the file holds: each writes its number as the plan's title.
fn edits(store: &Store) -> u64 {
    store.book().plan().title.parse().unwrap_or(0)
}

/// Commits one edit after the other, and reports the number of each when it is done.
fn work(place: &Path) {
    let file = &place.join(FILE);
    let mut store = open(file, Access::Write);
    for number in edits(&store) + 1.. {
        let book = store.book().clone();
        let listed = book.listed();
        let (_, _, measure) = listed[number as usize % listed.len()];
        let year = book.latest_year().expect("a year");
        let narrative = format!("・{number}件を実施しました。\n").repeat(number as usize % 200 + 1);
        let changes = [
            Record::Plan(Plan { title: number.to_string(), ..book.plan().clone() }),
            Record::Measure(Measure { description: narrative.clone(), ..measure.clone() }),
            Record::Implementation(Implementation {
                narrative,
                ..Implementation::blank(measure.id, year)
            }),
        ];
        let changes = changes.into_iter().filter_map(|record| book.put(record)).collect();
        store.commit(Op::Edit(Noun::Measure), &measure.name, changes).expect("a commit");
        report(number);
    }
}

#[test]
fn what_was_reported_as_saved_is_there() {
    let mut killer = Killer::new("edits::what_was_reported_as_saved_is_there", work);
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join(FILE);
    drop(Store::create(&file, &support::book(40, 300), session()).expect("a file"));
    let mut hot_journals = 0;
    for kill in 1..=killer.kills {
        let reported = killer.kill(place.path(), 1..6, 6000);
        hot_journals += u32::from(file.with_extension("db-journal").exists());

        let store = open(&file, if kill % 2 == 0 { Access::Read } else { Access::Write });
        let found = edits(&store);
        assert!(
            found == reported || found == reported + 1,
            "kill {kill}: {reported} reported, {found} found"
        );
        let history = store.history(usize::MAX).expect("the history");
        assert_eq!(history.len() as u64, found + 1, "kill {kill}");
        assert!(history.windows(2).all(|pair| pair[0].parent == Some(pair[1].id)));
    }
    println!("edits: {} kills, {hot_journals} of them within a write", killer.kills);
}
