//! Disks that really are full, or really cannot be written to. Where no disk can be mounted (only
//! root can), these tests say so and pass.

use crate::store::soundness::{beside, killed};
use crate::store::{Place, rename};
use crate::support::mounted::Mounted;
use crate::support::{self, session};
use shinchoku::store::{Access, Disk, Error, Progress, Replace, SidecarNotice, Store};
use std::fs;
use std::ops::ControlFlow;

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[test]
fn a_full_disk_keeps_what_was_saved() {
    let Some(disk) = Mounted::of_size(400) else { return };
    let file = disk.path().join("総合戦略.db");
    drop(Store::create(&file, &support::book(3, 40), session()).unwrap());
    let kept = Place::new();
    let open = || Store::open(&file, Access::Write, session(), &kept.backups()).unwrap();
    let mut store = open();
    let mut saved = store.book().clone();
    let refused = loop {
        let mut plan = store.book().plan().clone();
        plan.title = if plan.title.starts_with('一') { "二" } else { "一" }.repeat(9000);
        let change = store.book().put(shinchoku::domain::Record::Plan(plan)).unwrap();
        let op = shinchoku::domain::Op::Edit(shinchoku::domain::Noun::Plan);
        match store.commit(op, "", vec![change]) {
            Ok(()) => saved = store.book().clone(),
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, Error::Full), "{refused:?}");
    assert_eq!(*store.book(), saved);
    drop(store);
    assert_eq!(*open().book(), saved);
}

#[test]
fn a_stick_without_room_is_told_before_anything_is_written() {
    let Some(stick) = Mounted::of_size(100) else { return };
    let place = Place::new().with_file();
    let snapshot = place.open(Access::Read).unwrap().snapshot().unwrap();
    let target = stick.path().join("総合戦略.db");
    let refused = snapshot
        .write_to(&target, Replace::Never, &Disk::default(), |_| panic!("nothing is written"));
    let Err(Error::NoRoom { needed, free }) = refused else { panic!("{refused:?}") };
    assert!(free < needed + 65536 && free <= 100 << 10);
    assert_eq!(fs::read_dir(stick.path()).unwrap().count(), 0);
}

#[test]
fn a_stick_that_fills_up_meanwhile_keeps_the_old_file() {
    let Some(stick) = Mounted::of_size(2000) else { return };
    let place = Place::new();
    drop(Store::create(&place.file(), &support::book(60, 300), session()).unwrap());
    let snapshot = place.open(Access::Read).unwrap().snapshot().unwrap();
    let target = stick.path().join("総合戦略.db");
    fs::write(&target, "大事な記録").unwrap();
    let mut filled = false;
    let refused = snapshot.write_to(&target, Replace::Confirmed, &Disk::default(), |_| {
        if !filled {
            // Another program takes all the room that is left.
            let _ = fs::write(stick.path().join("写真"), vec![0; 4 << 20]);
            filled = true;
        }
        ControlFlow::Continue(())
    });
    assert!(matches!(refused, Err(Error::Full)), "{refused:?}");
    assert_eq!(fs::read_to_string(&target).unwrap(), "大事な記録");
    assert_eq!(fs::read_dir(stick.path()).unwrap().count(), 2, "no temporary file is left");
}

#[test]
fn a_write_protected_stick_can_be_read_and_says_so() {
    let Some(stick) = Mounted::of_size(2000) else { return };
    let file = stick.path().join("総合戦略.db");
    drop(Store::create(&file, &support::book(3, 40), session()).unwrap());
    let kept = Place::new();
    let mut open_before = Store::open(&file, Access::Write, session(), &kept.backups()).unwrap();
    let book = open_before.book().clone();
    let snapshot = open_before.snapshot().unwrap();
    drop(open_before);
    stick.protect();
    let reading = Store::open(&file, Access::Read, session(), &kept.backups()).unwrap();
    assert_eq!(*reading.book(), book);
    let writing = Store::open(&file, Access::Write, session(), &kept.backups());
    let refused = match writing {
        Ok(mut store) => rename(&mut store, "一").unwrap_err(),
        Err(error) => error,
    };
    assert!(matches!(refused, Error::ReadOnly), "{refused:?}");
    let copied =
        snapshot.write_to(&stick.path().join("写し.db"), Replace::Never, &Disk::default(), go_on);
    assert!(matches!(copied, Err(Error::FolderDenied(_))), "{copied:?}");
}

#[test]
fn a_write_protected_stick_with_a_journal_is_read_in_a_copy() {
    let Some(stick) = Mounted::of_size(2000) else { return };
    let file = stick.path().join("総合戦略.db");
    let store = Store::create(&file, &support::book(12, 40), session()).unwrap();
    let book = store.book().clone();
    drop(store);
    let (torn, journal) = killed(&file);
    fs::write(&file, torn).unwrap();
    fs::write(beside(&file, "-journal"), journal).unwrap();
    stick.protect();
    let kept = Place::new();
    let mut reading = Store::open(&file, Access::Read, session(), &kept.backups()).unwrap();
    assert_eq!(*reading.book(), book);
    let both = SidecarNotice::CopyBoth(beside(&file, "-journal"));
    assert_eq!(reading.take_sidecar_notice(), Some(both));
    let refused = Store::open(&file, Access::Write, session(), &kept.backups()).unwrap_err();
    assert!(matches!(refused, Error::ReadOnly), "{refused:?}");
}
