//! A file that somebody else changed while it was open is never written over.

use crate::support::{self, session};
use crate::{Place, first, rename};
use shinchoku::store::{Access, Claim, Elsewhere, Error, Store, claim};
use std::fs;

fn changed(result: Result<(), Error>) -> Elsewhere {
    match result {
        Err(Error::ChangedElsewhere(elsewhere)) => elsewhere,
        other => panic!("{other:?}"),
    }
}

#[test]
fn commits_of_another_program_are_taken_in() {
    let place = Place::new().with_file();
    let mut here = place.open(Access::Write).unwrap();
    let mut there = place.open(Access::Write).unwrap();
    assert_eq!(here.follow().unwrap(), 0);
    rename(&mut there, "あちら一").unwrap();
    rename(&mut there, "あちら二").unwrap();
    assert_eq!(here.follow().unwrap(), 2);
    assert_eq!(here.book(), there.book());
    assert_eq!(here.undoable().unwrap().subject, "あちら二");
    rename(&mut here, "こちら").unwrap();
    assert_eq!(here.take_met(), 0, "what was taken in before is nothing new");
}

#[test]
fn an_edit_upon_those_of_others_says_so() {
    let place = Place::new().with_file();
    let mut here = place.open(Access::Write).unwrap();
    let mut there = place.open(Access::Write).unwrap();
    rename(&mut there, "あちら").unwrap();
    let mut plan = here.book().plan().clone();
    plan.title = "進み具合".to_owned();
    let change = here.book().put(shinchoku::domain::Record::Plan(plan)).unwrap();
    let op = shinchoku::domain::Op::Edit(shinchoku::domain::Noun::Plan);
    here.commit(op, "", vec![change]).unwrap();
    assert_eq!((here.take_met(), here.take_met()), (1, 0));
}

#[test]
#[cfg(unix)]
fn a_file_put_in_its_place_is_not_written_to() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let other = place.folder.path().join("別.db");
    drop(Store::create(&other, &support::book(5, 10), session()).unwrap());
    fs::rename(&other, place.file()).unwrap();
    let bytes = fs::read(place.file()).unwrap();
    let held = store.book().clone();
    assert_eq!(changed(rename(&mut store, "ここで")), Elsewhere::Replaced);
    assert!(matches!(store.snapshot(), Err(Error::ChangedElsewhere(Elsewhere::Replaced))));
    assert_eq!(fs::read(place.file()).unwrap(), bytes);
    assert_eq!(*store.book(), held, "what was held is kept");
    store.reopen().unwrap();
    assert_eq!(store.book().measure_count(), 5);
    rename(&mut store, "ここで").unwrap();
}

#[test]
fn a_file_overwritten_with_an_earlier_copy_is_not_written_to() {
    let place = Place::new().with_file();
    let earlier = fs::read(place.file()).unwrap();
    let mut store = place.open(Access::Write).unwrap();
    rename(&mut store, "一").unwrap();
    fs::write(place.file(), &earlier).unwrap();
    assert_eq!(changed(rename(&mut store, "二")), Elsewhere::Diverged);
    assert_eq!(changed(store.follow().map(drop)), Elsewhere::Diverged);
    assert_eq!(fs::read(place.file()).unwrap(), earlier);
    assert_eq!(first(store.book()).name, "一");
    store.reopen().unwrap();
    rename(&mut store, "二").unwrap();
}

#[test]
#[cfg(unix)]
fn a_file_that_is_gone_is_told() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let aside = place.folder.path().join("よそ.db");
    fs::rename(place.file(), &aside).unwrap();
    assert_eq!(changed(rename(&mut store, "一")), Elsewhere::Gone);
    assert!(store.reopen().is_err());
    assert_eq!(store.book().measure_count(), 3);
    // The stick is back.
    fs::rename(&aside, place.file()).unwrap();
    rename(&mut store, "一").unwrap();
}

#[test]
fn the_second_is_told_who_has_the_file_open_and_since_when() {
    let place = Place::new().with_file();
    let Claim::Free(Some(mark)) = claim(&place.file(), &session()) else { panic!("not free") };
    let Claim::Taken(Some(owner)) = claim(&place.file(), &session()) else { panic!("not taken") };
    assert_eq!(owner.who, "企画課");
    assert_eq!(owner.since, (session().clock)());
    drop(mark);
    assert_eq!(fs::read_dir(place.folder.path()).unwrap().count(), 1, "the mark is gone");
    assert!(matches!(claim(&place.file(), &session()), Claim::Free(Some(_))));
}

#[test]
fn a_mark_left_by_a_killed_program_is_overruled() {
    let place = Place::new().with_file();
    for left in
        ["", "{\"who\":\"総務課\",\"computer\":\"\",\"since\":\"2026-06-12T08:00:00+09:00\"}"]
    {
        fs::write(place.folder.path().join("~$総合戦略.db"), left).unwrap();
        assert!(matches!(claim(&place.file(), &session()), Claim::Free(Some(_))), "{left}");
    }
}

/// A newer program opens the file that is open here, and brings it to its own version.
#[test]
fn a_file_that_became_newer_is_written_to_no_more() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    rename(&mut store, "前の名称").unwrap();
    place.alter("PRAGMA user_version = 99");
    assert!(matches!(rename(&mut store, "後の名称"), Err(Error::Newer { found: 99, .. })));
    assert_eq!(crate::first(store.book()).name, "前の名称");
}
