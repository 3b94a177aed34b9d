//! Every call that the program itself makes on a disk fails in turn: the old file or the new one is
//! there, whole, and the error tells which.

use crate::store::{Place, rename};
use crate::support::session;
use shinchoku::domain::FiscalYear;
use shinchoku::domain::handout::{Scope, Terms};
use shinchoku::store::{
    Access, Backups, Call, Disk, Error, Progress, Reason, Replace, Store, WorkingCopies,
    restore_over,
};
use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// How calls fail from the n-th on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// One call fails.
    Once,
    /// The stick has been pulled: all fail.
    FromThere,
}

fn gated(nth: usize, fault: Fault, kind: io::ErrorKind, seen: Arc<Mutex<Vec<Call>>>) -> Disk {
    let count = AtomicUsize::new(0);
    Disk::gated(move |call| {
        let at = count.fetch_add(1, Ordering::SeqCst);
        seen.lock().unwrap().push(call);
        let fails = match fault {
            Fault::Once => at == nth,
            Fault::FromThere => at >= nth,
        };
        if fails { Err(kind.into()) } else { Ok(()) }
    })
}

/// Lets each call of some work fail in turn. `work` makes its own ground each time, does the work
/// and looks at what is left; it is told which call failed, `None` where none did.
fn every_fault(expected: &[Call], work: impl Fn(&Disk, Option<Call>, Fault)) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    work(
        &gated(usize::MAX, Fault::Once, io::ErrorKind::Other, Arc::clone(&seen)),
        None,
        Fault::Once,
    );
    let calls = std::mem::take(&mut *seen.lock().unwrap());
    for call in expected {
        assert!(calls.contains(call), "the work makes no call {call:?}: {calls:?}");
    }
    for (nth, call) in calls.iter().enumerate() {
        for fault in [Fault::Once, Fault::FromThere] {
            for kind in [io::ErrorKind::StorageFull, io::ErrorKind::Other] {
                work(&gated(nth, fault, kind, Arc::clone(&seen)), Some(*call), fault);
            }
        }
    }
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn leftovers(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".tmp"))
        .count()
}

const WRITING: [Call; 5] = [Call::Create, Call::Write, Call::Flush, Call::Read, Call::Rename];

#[test]
fn a_copy_is_the_old_file_or_the_new_one() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let old = fs::read(place.file()).unwrap();
    rename(&mut store, "一").unwrap();
    let snapshot = store.snapshot().unwrap();
    every_fault(&WRITING, |disk, failed, fault| {
        let stick = tempfile::tempdir().unwrap();
        let target = stick.path().join("総合戦略.db");
        fs::write(&target, &old).unwrap();
        let written = snapshot.write_to(&target, Replace::Confirmed, disk, go_on);
        let found = Store::open(&target, Access::Read, session(), &place.backups()).unwrap();
        match written {
            Ok(proof) => {
                assert_eq!(found.book(), store.book());
                // The last flush is that of the folder, which not every system can do.
                assert!(failed.is_none_or(|call| call == Call::Flush && !proof.flushed));
            }
            Err(error) => {
                assert!(failed.is_some() && !matches!(error, Error::Unproven(_)), "{error}");
                assert_eq!(fs::read(&target).unwrap(), old);
            }
        }
        assert!(fault == Fault::FromThere || leftovers(stick.path()) == 0);
    });
}

#[test]
fn a_backup_is_whole_or_not_there() {
    let place = Place::new().with_file();
    let store = place.open(Access::Write).unwrap();
    let before = fs::read(place.file()).unwrap();
    let now = (session().clock)();
    every_fault(&WRITING, |disk, failed, _| {
        let kept = tempfile::tempdir().unwrap();
        let backups = Backups::in_folder(kept.path()).on(disk.clone());
        let taken = backups.take_of(&store, Reason::Asked);
        let listed = backups.of(store.whose(), now);
        assert_eq!(taken.is_ok(), listed.len() == 1, "{failed:?}");
        for backup in listed {
            assert_eq!(Store::look_into(&backup.path, session()).unwrap().book(), store.book());
        }
        if let Err(error) = taken {
            assert!(matches!(error, Error::Backup { reason: Reason::Asked, .. }), "{error}");
        }
        assert_eq!(fs::read(place.file()).unwrap(), before);
    });
}

#[test]
fn thinning_that_fails_costs_no_backup() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    rename(&mut store, "一").unwrap();
    let now = (session().clock)();
    let daily = place.backups().of(store.whose(), now).remove(0).path;
    let name = daily.file_name().unwrap().to_str().unwrap().to_owned();
    every_fault(&[Call::Remove], |disk, failed, fault| {
        let kept = tempfile::tempdir().unwrap();
        let old = kept.path().join(name.replace("20260612", "20240101"));
        let _ = fs::copy(&daily, &old).unwrap();
        let backups = Backups::in_folder(kept.path()).on(disk.clone());
        let taken = backups.take_of(&store, Reason::Asked);
        let may_stay = taken.is_err() || failed == Some(Call::Remove) || fault == Fault::FromThere;
        assert!(may_stay || !old.exists(), "{failed:?}");
        assert!(taken.is_ok() || failed != Some(Call::Remove));
    });
}

#[test]
fn a_damaged_file_keeps_its_name_until_the_backup_has_it() {
    let ground = Place::new().with_file();
    let backup = ground.file();
    let sound = ground.open(Access::Read).unwrap().book().clone();
    let mut damaged = fs::read(&backup).unwrap();
    damaged.truncate(9000);
    let now = (session().clock)();
    every_fault(&WRITING, |disk, failed, _| {
        let place = Place::new();
        fs::write(place.file(), &damaged).unwrap();
        fs::write(place.folder.path().join("総合戦略.db-journal"), "journal").unwrap();
        match restore_over(&place.file(), &backup, now, disk, &session()) {
            Ok(kept) => {
                assert!(failed.is_none_or(|call| call == Call::Flush), "{failed:?}");
                assert_eq!(*place.open(Access::Write).unwrap().book(), sound);
                assert_eq!(fs::read(kept.unwrap()).unwrap(), damaged);
            }
            Err(_) => assert_eq!(fs::read(place.file()).unwrap(), damaged, "{failed:?}"),
        }
        // Wherever the journal went, it went with a copy of the file that it belongs to.
        let journals: Vec<_> = fs::read_dir(place.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.to_string_lossy().ends_with("-journal"))
            .collect();
        let [journal] = &journals[..] else { panic!("{journals:?}") };
        let beside = journal.to_string_lossy().replace("-journal", "");
        assert_eq!(fs::read(beside).unwrap(), damaged);
    });
}

#[test]
fn work_that_is_not_brought_back_stays_on_the_pc() {
    every_fault(&WRITING, |disk, failed, _| {
        let stick = Place::new().with_file();
        let old = fs::read(stick.file()).unwrap();
        let pc = tempfile::tempdir().unwrap();
        let copies = WorkingCopies::in_folder(pc.path()).on(disk.clone());
        let Ok(copy) = copies.take(&stick.file(), session()) else {
            assert_eq!(fs::read(stick.file()).unwrap(), old);
            assert!(copies.all().is_empty() && failed.is_some());
            return;
        };
        let mut store =
            Store::open(&copy.file, Access::Write, session(), &stick.backups()).unwrap();
        rename(&mut store, "一").unwrap();
        let brought = copies.bring_back(&copy, &store.snapshot().unwrap(), session(), go_on);
        let found = stick.open(Access::Read).unwrap();
        if brought.is_ok() {
            assert_eq!(found.book(), store.book());
        } else {
            assert!(failed.is_some());
            assert!(found.book() == store.book() || fs::read(stick.file()).unwrap() == old);
        }
        assert_eq!(copies.all().len(), 1, "the work is there still");
    });
}

#[test]
fn a_file_for_a_department_and_its_line_are_both_there_or_neither() {
    for old in [None, Some("大事な記録")] {
        every_fault(&WRITING, |disk, failed, fault| {
            let place = Place::new().with_file();
            let mut master = place.open(Access::Write).unwrap();
            let (book, terms) = (master.book().clone(), Terms::default());
            let department = book.departments()[0].id;
            let scope = Scope::of(&book, department, FiscalYear(2024), terms).unwrap();
            let path = place.folder.path().join("第1課.db");
            if let Some(old) = old {
                fs::write(&path, old).unwrap();
            }
            let replace = if old.is_some() { Replace::Confirmed } else { Replace::Never };
            let made = master.hand_out(scope.clone()).unwrap();
            let ready = made.write_beside(&path, replace, disk, go_on);
            let entered = ready.and_then(|ready| master.record_handout(&ready));
            let lines = master.ledger().unwrap().len();
            match entered {
                Ok(()) => {
                    let file = Store::look_into(&path, session()).unwrap();
                    assert_eq!((lines, file.scope()), (1, Some(&scope)));
                    assert!(failed.is_none_or(|call| matches!(call, Call::Flush | Call::Remove)));
                }
                Err(error) => {
                    assert!(failed.is_some() && lines == 0, "{error}");
                    assert_eq!(fs::read_to_string(&path).ok().as_deref(), old, "{failed:?}");
                }
            }
            let none_left = fault == Fault::Once && failed != Some(Call::Remove);
            assert!(!none_left || leftovers(place.folder.path()) == 0, "{failed:?}");
        });
    }
}

#[test]
fn a_list_or_a_pdf_is_the_old_one_or_the_new_one() {
    every_fault(&[Call::Create, Call::Write, Call::Flush, Call::Rename], |disk, failed, _| {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("一覧表.pdf");
        fs::write(&path, b"old").unwrap();
        let bytes = vec![7; 700_000];
        let written = shinchoku::store::write_on(disk, &path, "pdf", &bytes, Replace::Confirmed);
        let found = fs::read(&path).unwrap();
        if written.is_ok() {
            assert!(found == bytes && failed.is_none_or(|call| call == Call::Flush));
        } else {
            assert!(found == b"old" && failed.is_some());
        }
    });
}
