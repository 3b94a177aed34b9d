//! Files for departments that go out again and again: what is in the ledger is there, and what is
//! there is in the ledger, or known as a file that has yet to be entered.

use crate::{Killer, report, support};
use shinchoku::domain::FiscalYear;
use shinchoku::domain::handout::{Others, Scope, Terms};
use shinchoku::store::{Access, Backups, Disk, Replace, Store};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use support::session;

const MASTER: &str = "総合戦略.db";

/// About how long it takes to hand a file out, in microseconds.
const A_ROUND: usize = 60_000;

fn open(place: &Path) -> Store {
    let backups = Backups::in_folder(place.join("控え"));
    Store::open(&place.join(MASTER), Access::Write, session(), &backups)
        .expect("the file opens and checks clean")
}

fn file(place: &Path, number: usize) -> PathBuf {
    place.join("配布").join(format!("{number}.db"))
}

fn scope(master: &Store, number: usize) -> Scope {
    let terms = Terms { message: number.to_string(), others: Others::LeftOut, ..Terms::default() };
    let departments = master.book().departments();
    let department = departments[number % departments.len()].id;
    Scope::of(master.book(), department, FiscalYear(2024), terms).expect("measures of its own")
}

/// Hands files out, and reports how many there are in the ledger.
fn work(place: &Path) {
    let mut master = open(place);
    let first = master.ledger().expect("the ledger").len() + 1;
    for number in first.. {
        let made = master.hand_out(scope(&master, number)).expect("a file");
        let go_on = |_| ControlFlow::Continue(());
        let path = file(place, number);
        let ready = made.write_beside(&path, Replace::Never, &Disk::default(), go_on);
        master.record_handout(&ready.expect("a file beside its place")).expect("a line");
        report(number);
    }
}

#[test]
fn what_is_in_the_ledger_is_there() {
    let mut killer = Killer::new("handouts::what_is_in_the_ledger_is_there", work);
    let place = tempfile::tempdir().expect("a folder");
    let (place, folder) = (place.path(), place.path().join("配布"));
    fs::create_dir(&folder).expect("a folder");
    drop(Store::create(&place.join(MASTER), &support::book(40, 60), session()).expect("a file"));
    let (mut seen, mut within, mut unentered) = (0, 0, 0);
    for kill in 1..=killer.kills {
        let here = format!("kill {kill}");
        let reported = killer.kill(place, 0..2, A_ROUND);
        let mut master = open(place);
        let entered = master.ledger().expect("the ledger").len();
        assert!(entered as u64 >= reported, "{here}");
        for number in seen + 1..=entered {
            let found = Store::look_into(&file(place, number), session()).expect("its file");
            assert_eq!(found.scope(), Some(&scope(&master, number)), "{here}");
        }
        let next = file(place, entered + 1);
        if next.exists() {
            let original = master.original().expect("a copy");
            let there = original.there(&next, &scope(&master, entered + 1)).expect("the ledger");
            let there = there.expect("a file that is known");
            assert!(!there.is_entered && there.is_current, "{here}");
            master.record_handout(&there.file).expect("a line");
            unentered += 1;
        }
        let lines = master.ledger().expect("the ledger").len();
        for entry in fs::read_dir(&folder).expect("the folder") {
            let path = entry.expect("an entry").path();
            let is_left = path.extension().is_some_and(|end| end == "tmp");
            within += u32::from(is_left);
            let known = (seen + 1..=lines).any(|number| path == file(place, number));
            assert!(is_left || known, "{here}: {}", path.display());
            // Or the folder would fill up.
            fs::remove_file(path).expect("its removal");
        }
        seen = lines;
    }
    println!(
        "hand-out: {} kills, {within} of them within a file, {unentered} before its line",
        killer.kills
    );
}
