//! A whole copy, to a stick or under another name: written, read back, proven.

use crate::store::{Place, rename};
use crate::support::{self, session};
use shinchoku::domain::merge::Decisions;
use shinchoku::store::{Access, Comparison, Disk, Error, Progress, Replace, Store};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

fn names(folder: &Path) -> Vec<PathBuf> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[test]
fn a_copy_is_the_file() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    rename(&mut store, "直売所の整備").unwrap();
    let stick = tempfile::tempdir().unwrap();
    let target = stick.path().join("総合戦略.db");
    let mut seen = Vec::new();
    let snapshot = store.snapshot().unwrap();
    let proof = snapshot
        .write_to(&target, Replace::Never, &Disk::default(), |progress| {
            seen.push(progress);
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(names(stick.path()), std::slice::from_ref(&target));
    assert_eq!(proof.bytes, target.metadata().unwrap().len());
    assert_eq!(proof.measures, 3);
    assert_eq!(seen.last().unwrap().done, seen.last().unwrap().total);
    assert!(seen.windows(2).all(|pair| pair[0].done < pair[1].done));
    let copy = Store::open(&target, Access::Read, session(), &place.backups()).unwrap();
    assert_eq!((copy.book(), copy.head()), (store.book(), store.head()));
    assert_eq!(copy.history(9).unwrap(), store.history(9).unwrap(), "with its whole history");
}

#[test]
fn what_is_there_is_replaced_only_when_it_may_be() {
    let place = Place::new().with_file();
    let snapshot = place.open(Access::Read).unwrap().snapshot().unwrap();
    let target = place.folder.path().join("写し.db");
    fs::write(&target, "大事な記録").unwrap();
    let disk = Disk::default();
    assert!(matches!(snapshot.write_to(&target, Replace::Never, &disk, go_on), Err(Error::Exists)));
    assert_eq!(fs::read_to_string(&target).unwrap(), "大事な記録");
    let _ = snapshot.write_to(&target, Replace::Confirmed, &disk, go_on).unwrap();
    assert!(Store::open(&target, Access::Read, session(), &place.backups()).is_ok());
}

#[test]
#[cfg(unix)]
fn a_file_is_never_written_over_itself() {
    let place = Place::new().with_file();
    let snapshot = place.open(Access::Read).unwrap().snapshot().unwrap();
    let link = place.folder.path().join("近道.db");
    std::os::unix::fs::symlink(place.file(), &link).unwrap();
    for target in [place.file(), link] {
        let written = snapshot.write_to(&target, Replace::Confirmed, &Disk::default(), go_on);
        assert!(matches!(written, Err(Error::SameFile)), "{written:?}");
    }
}

#[test]
fn a_journal_beside_the_target_stops_it() {
    let place = Place::new().with_file();
    let snapshot = place.open(Access::Read).unwrap().snapshot().unwrap();
    let target = place.folder.path().join("写し.db");
    fs::write(place.folder.path().join("写し.db-journal"), "of another file").unwrap();
    let written = snapshot.write_to(&target, Replace::Confirmed, &Disk::default(), go_on);
    assert!(matches!(written, Err(Error::ForeignSidecar(_))), "{written:?}");
    assert!(!target.exists());
}

#[test]
fn cancelling_leaves_what_was_there() {
    let place = Place::new();
    drop(Store::create(&place.file(), &support::book(60, 300), session()).unwrap());
    let snapshot = place.open(Access::Read).unwrap().snapshot().unwrap();
    let stick = tempfile::tempdir().unwrap();
    let target = stick.path().join("総合戦略.db");
    fs::write(&target, "大事な記録").unwrap();
    let pieces = snapshot.bytes().unwrap().div_ceil(256 << 10) * 2;
    assert!(pieces >= 4, "{pieces}");
    for last in 0..pieces {
        let mut told = 0;
        let written = snapshot.write_to(&target, Replace::Confirmed, &Disk::default(), |_| {
            told += 1;
            if told > last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(matches!(written, Err(Error::Cancelled)), "{written:?}");
        assert_eq!(fs::read_to_string(&target).unwrap(), "大事な記録");
        assert_eq!(names(stick.path()), std::slice::from_ref(&target), "no temporary file is left");
    }
}

#[test]
fn a_store_in_memory_can_be_kept() {
    let mut store = Store::in_memory(&support::book(2, 9), session()).unwrap();
    let place = Place::new();
    let snapshot = store.snapshot().unwrap();
    let _ = snapshot.write_to(&place.file(), Replace::Never, &Disk::default(), go_on).unwrap();
    assert_eq!(place.open(Access::Write).unwrap().book(), store.book());
}

#[test]
fn a_copy_replaces_an_older_copy_and_no_other_file_of_the_program() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let at = |name: &str| place.folder.path().join(name);
    let (older, other) = (at("写し.db"), at("別の計画.db"));
    let _ = fs::copy(place.file(), &older).unwrap();
    drop(Store::create(&other, &support::book(2, 9), session()).unwrap());
    rename(&mut store, "直売所の整備").unwrap();
    let snapshot = store.snapshot().unwrap();
    let before = fs::read(&other).unwrap();
    let refused = snapshot.write_to(&other, Replace::Confirmed, &Disk::default(), go_on);
    assert!(matches!(refused, Err(Error::OverDatabase)), "{refused:?}");
    assert_eq!(fs::read(&other).unwrap(), before);
    let _ = snapshot.write_to(&older, Replace::Confirmed, &Disk::default(), go_on).unwrap();
    let found = Store::open(&older, Access::Read, session(), &place.backups()).unwrap();
    assert_eq!(found.book(), store.book());
    let unnamed = snapshot.write_to(&at("コピー"), Replace::Never, &Disk::default(), go_on);
    assert!(matches!(unnamed, Err(Error::Ending("db"))), "{unnamed:?}");
}

/// The stick holds work of another PC that has not been taken in here.
#[test]
fn what_was_done_in_the_copy_that_would_be_replaced_is_not_lost() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let stick = tempfile::tempdir().unwrap();
    let target = stick.path().join("総合戦略.db");
    let write = |store: &mut Store| {
        let snapshot = store.snapshot().unwrap();
        snapshot.write_to(&target, Replace::Confirmed, &Disk::default(), go_on).map(drop)
    };
    write(&mut store).unwrap();
    rename(&mut store, "こちらの名称").unwrap();
    write(&mut store).unwrap();
    let mut theirs = Store::open(&target, Access::Write, session(), &place.backups()).unwrap();
    rename(&mut theirs, "よその名称").unwrap();
    let before = fs::read(&target).unwrap();
    assert!(matches!(write(&mut store), Err(Error::OverChanges)));
    assert_eq!(fs::read(&target).unwrap(), before);
    let Comparison::Incoming(incoming) = store.compare(&theirs, None).unwrap() else {
        panic!("something new")
    };
    drop(theirs);
    store.merge(&incoming, &Decisions::default()).unwrap();
    write(&mut store).unwrap();
}
