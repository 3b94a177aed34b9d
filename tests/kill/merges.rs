//! A copy that is taken in and given back again and again: the file before or the merged one.

use crate::{Killer, report, support};
use shinchoku::domain::merge::Decisions;
use shinchoku::domain::{Book, Change, Implementation, Noun, Op, Record};
use shinchoku::store::{Access, BackupSeries, Backups, Comparison, Store};
use std::fs;
use std::path::Path;
use support::session;

const MINE: &str = "総合戦略.db";
const THEIRS: &str = "福祉課.db";

/// About how long a merge takes, in microseconds.
const A_ROUND: usize = 120_000;

fn backups(place: &Path) -> Backups {
    Backups::in_folder(place.join("控え"))
}

fn open(place: &Path, name: &str, access: Access) -> Store {
    Store::open(&place.join(name), access, session(), &backups(place))
        .expect("the file opens and checks clean")
}

/// How many commits were made since the file was made.
fn commits(store: &Store) -> u64 {
    store.history(usize::MAX).expect("the history").len() as u64 - 1
}

/// Takes the copy in and gives it back, and reports how many commits there are.
fn work(place: &Path) {
    let theirs = open(place, THEIRS, Access::Read);
    let mut mine = open(place, MINE, Access::Write);
    for number in commits(&mine) + 1.. {
        if number % 2 == 1 {
            let comparison = mine.compare(&theirs, None).expect("a comparison");
            let Comparison::Incoming(incoming) = comparison else { panic!("it has news") };
            mine.merge(&incoming, &Decisions::new()).expect("a merge");
        } else {
            let _ = mine.undo().expect("a commit").expect("a step");
        }
        report(number);
    }
}

/// Every entry of the latest year written anew.
fn written(book: &Book) -> Vec<Change> {
    let year = book.latest_year().expect("a year");
    let listed = book.listed();
    let entries = listed.iter().map(|(.., measure)| Implementation {
        narrative: "・支所で3回開催しました。".repeat(20),
        ..Implementation::blank(measure.id, year)
    });
    entries.filter_map(|entry| book.put(Record::Implementation(entry))).collect()
}

#[test]
fn a_merge_is_there_or_not() {
    let mut killer = Killer::new("merges::a_merge_is_there_or_not", work);
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path();
    let before = support::book(40, 300);
    drop(Store::create(&place.join(MINE), &before, session()).expect("a file"));
    let _ = fs::copy(place.join(MINE), place.join(THEIRS)).expect("a copy");
    let mut theirs = open(place, THEIRS, Access::Write);
    theirs.commit(Op::Edit(Noun::Implementation), "", written(&before)).expect("a commit");
    let merged = Book::clone(theirs.book());
    drop(theirs);
    let copy = fs::read(place.join(THEIRS)).expect("the copy");

    let (mut hot_journals, mut taken) = (0, 0);
    for kill in 1..=killer.kills {
        let reported = killer.kill(place, 1..3, A_ROUND);
        hot_journals += u32::from(place.join(format!("{MINE}-journal")).exists());
        let access = if kill % 2 == 0 { Access::Read } else { Access::Write };
        let store = open(place, MINE, access);
        let found = commits(&store);
        assert!(
            found == reported || found == reported + 1,
            "kill {kill}: {reported} reported, {found} found"
        );
        let expected = if found % 2 == 1 { &merged } else { &before };
        assert_eq!(**store.book(), *expected, "kill {kill}: {found} commits");
        taken += u32::from(found % 2 == 1);
        assert!(fs::read(place.join(THEIRS)).expect("the copy") == copy, "kill {kill}");
        let now = (session().clock)();
        for backup in
            backups(place).of(BackupSeries::whole(before.plan().id), now).into_iter().take(2)
        {
            let found = Store::look_into(&backup.path, session()).expect("a backup is whole");
            assert!(**found.book() == before || **found.book() == merged, "kill {kill}");
        }
    }
    println!(
        "merges: {} kills, {hot_journals} of them within a write, {taken} left the merged file",
        killer.kills
    );
}
