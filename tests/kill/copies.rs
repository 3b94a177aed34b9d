//! Copies that are written out, taken as backups, and brought back: the one file or the other, whole.

use crate::{Killer, report, support};
use shinchoku::domain::{Book, Op, Plan, Record};
use shinchoku::store::{self, Access, BackupSeries, Backups, Disk, Reason, Replace, Store};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use support::session;

/// The two files between which each job goes to and fro, and the one that it writes.
const ONE: &str = "一.db";
const TWO: &str = "二.db";
const TARGET: &str = "総合戦略.db";

fn backups(place: &Path) -> Backups {
    Backups::in_folder(place.join("控え"))
}

fn open(file: &Path, access: Access) -> Store {
    let backups = backups(file.parent().expect("a folder"));
    Store::open(file, access, session(), &backups).expect("the file opens and checks clean")
}

/// About how long a job takes for one round, in microseconds.
const A_ROUND: usize = 30_000;

/// A folder with the two files, of the same plan.
fn ground() -> (tempfile::TempDir, [Arc<Book>; 2]) {
    let place = tempfile::tempdir().expect("a folder");
    let one = support::book(40, 300);
    let mut two = one.clone();
    let plan = Plan { title: "もう一つの表題".to_owned(), ..one.plan().clone() };
    let change = two.put(Record::Plan(plan)).expect("a change");
    two.apply(&[change]).expect("a valid book");
    for (name, book) in [(ONE, &one), (TWO, &two)] {
        drop(Store::create(&place.path().join(name), book, session()).expect("a file"));
    }
    (place, [Arc::new(one), Arc::new(two)])
}

/// Does something again and again with the one file and the other, and reports each time.
fn to_and_fro(place: &Path, mut act: impl FnMut(&Path)) {
    for number in 1u64.. {
        act(&place.join(if number % 2 == 1 { ONE } else { TWO }));
        report(number);
    }
}

/// Whether a book is the one or the other.
fn is_of(found: &Book, [one, two]: &[Arc<Book>; 2]) -> bool {
    *found == **one || *found == **two
}

/// How many unfinished copies lie there: one at most, since each copy removes what was left before.
fn leftovers(place: &Path) -> u32 {
    let entries = fs::read_dir(place).expect("the folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let left = paths.filter(|path| path.extension().is_some_and(|end| end == "tmp")).count();
    assert!(left <= 1, "{left} unfinished copies");
    u32::from(left == 1)
}

fn write_out(place: &Path) {
    to_and_fro(place, |from| {
        let snapshot = open(from, Access::Read).snapshot().expect("a snapshot");
        let go_on = |_| ControlFlow::Continue(());
        let target = place.join(TARGET);
        // Neither of the two knows the other, so that either would be kept from the other's place.
        let _ =
            snapshot.write_to(&target, Replace::SetAside, &Disk::default(), go_on).expect("a copy");
    });
}

#[test]
fn a_copy_that_is_written_out_is_whole() {
    let mut killer = Killer::new("copies::a_copy_that_is_written_out_is_whole", write_out);
    let (place, books) = ground();
    let _ = fs::copy(place.path().join(TWO), place.path().join(TARGET)).expect("a copy");
    let mut within = 0;
    for kill in 1..=killer.kills {
        let _ = killer.kill(place.path(), 0..2, A_ROUND);
        let found = open(&place.path().join(TARGET), Access::Read);
        assert!(is_of(found.book(), &books), "kill {kill}");
        within += leftovers(place.path());
    }
    println!("write-out: {} kills, {within} of them within a copy", killer.kills);
}

fn back_up(place: &Path) {
    let store = open(&place.join(ONE), Access::Read);
    to_and_fro(place, |_| {
        let _ = backups(place).take_of(&store, Reason::Asked).expect("a backup");
    });
}

#[test]
fn a_backup_is_whole() {
    let mut killer = Killer::new("copies::a_backup_is_whole", back_up);
    let (place, [one, _]) = ground();
    let (mut within, mut before) = (0, 0);
    for kill in 1..=killer.kills {
        let reported = killer.kill(place.path(), 1..3, A_ROUND);
        let listed =
            backups(place.path()).of(BackupSeries::whole(one.plan().id), (session().clock)());
        let least = reported.min(24) as usize;
        // The first of the day and the latest 24, or what earlier kills left unthinned; one that has
        // the number of a removed one, by which it is not among the latest, and stays since it was
        // just taken; and one that this kill left unthinned: with each backup two go.
        let most = before.max(26) + 1;
        assert!((least..=most).contains(&listed.len()), "kill {kill}: {}", listed.len());
        before = listed.len();
        let latest = listed.iter().max_by_key(|backup| {
            backup.path.metadata().and_then(|found| found.modified()).expect("a time")
        });
        let latest = &latest.expect("a backup").path;
        let found = Store::look_into(latest, session()).expect("a sound backup");
        assert_eq!(*found.book(), one, "kill {kill}");
        within += leftovers(backups(place.path()).folder().expect("a folder"));
    }
    println!("backups: {} kills, {within} of them within a copy", killer.kills);
}

fn restore(place: &Path) {
    let mut store = open(&place.join(TARGET), Access::Write);
    to_and_fro(place, |from| {
        let backup = Store::look_into(from, session()).expect("a backup");
        let changes = store::differences(&store, &backup).expect("the same plan");
        if !changes.is_empty() {
            store.commit(Op::Restore, "控え", changes).expect("a commit");
        }
    });
}

#[test]
fn a_restored_file_is_whole() {
    let mut killer = Killer::new("copies::a_restored_file_is_whole", restore);
    let (place, books) = ground();
    let target = place.path().join(TARGET);
    let _ = fs::copy(place.path().join(TWO), &target).expect("a copy");
    let mut journals = 0;
    for kill in 1..=killer.kills {
        let _ = killer.kill(place.path(), 0..2, A_ROUND);
        journals += u32::from(target.with_extension("db-journal").exists());
        let found = open(&target, Access::Write);
        assert!(is_of(found.book(), &books), "kill {kill}");
    }
    println!("restore: {} kills, {journals} of them within a write", killer.kills);
}

fn restore_over(place: &Path) {
    let now = (session().clock)();
    to_and_fro(place, |from| {
        let target = place.join(TARGET);
        let kept = store::restore_over(&target, from, now, &Disk::default(), &session());
        // Or the folder would fill up.
        fs::remove_file(kept.expect("a restore").expect("a file kept")).expect("its removal");
    });
}

#[test]
fn a_damaged_file_or_the_backup_in_its_place_is_whole() {
    let mut killer =
        Killer::new("copies::a_damaged_file_or_the_backup_in_its_place_is_whole", restore_over);
    let (place, books) = ground();
    let target = place.path().join(TARGET);
    let mut damaged = fs::read(place.path().join(ONE)).expect("a file");
    damaged.truncate(9000);
    let (mut within, mut still) = (0, 0);
    for kill in 1..=killer.kills {
        fs::write(&target, &damaged).expect("a damaged file");
        let reported = killer.kill(place.path(), 0..2, A_ROUND);
        if fs::read(&target).expect("a file under the name") == damaged {
            assert_eq!(reported, 0, "kill {kill}");
            still += 1;
        } else {
            let found = open(&target, Access::Read);
            assert!(is_of(found.book(), &books), "kill {kill}");
        }
        within += leftovers(place.path());
    }
    println!(
        "restore-over: {} kills, {within} of them within a copy, {still} before the first",
        killer.kills
    );
}
