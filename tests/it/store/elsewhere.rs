//! A file that somebody else changed while it was open is never written over.

use crate::store::{Place, first, rename};
use crate::support::{self, session};
use shinchoku::store::{Access, Claim, Error, ExternalChange, Store, claim};
use std::fs;
use std::path::Path;

fn changed(result: Result<(), Error>) -> ExternalChange {
    match result {
        Err(Error::ChangedExternally(elsewhere)) => elsewhere,
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
    assert_eq!(here.take_foreign_commits(), 0, "what was taken in before is nothing new");
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
    assert_eq!((here.take_foreign_commits(), here.take_foreign_commits()), (1, 0));
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
    assert_eq!(changed(rename(&mut store, "ここで")), ExternalChange::Replaced);
    assert!(matches!(store.snapshot(), Err(Error::ChangedExternally(ExternalChange::Replaced))));
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
    assert_eq!(changed(rename(&mut store, "二")), ExternalChange::Diverged);
    assert_eq!(changed(store.follow().map(drop)), ExternalChange::Diverged);
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
    assert_eq!(changed(rename(&mut store, "一")), ExternalChange::Gone);
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
#[cfg(target_os = "linux")]
fn what_lies_under_the_name_of_a_mark_and_is_none_is_left_alone() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    use std::os::unix::fs::symlink;
    let claimed = |make: &dyn Fn(&Path, &Path)| {
        let place = Place::new().with_file();
        let [mark, other] = ["~$総合戦略.db", "大事な記録"].map(|it| place.folder.path().join(it));
        fs::write(&other, "記録").unwrap();
        make(&mark, &other);
        let kind = || mark.symlink_metadata().map(|found| found.file_type()).unwrap();
        let before = kind();
        assert!(matches!(claim(&place.file(), &session()), Claim::Free(None)));
        assert_eq!(kind(), before);
        assert_eq!(fs::read_to_string(&other).unwrap(), "記録");
        (mark, place)
    };
    let mode = Mode::RUSR | Mode::WUSR;
    let _ = claimed(&|mark, other| symlink(other, mark).unwrap());
    let _ = claimed(&|mark, other| symlink(other.with_file_name("まだない"), mark).unwrap());
    let _ = claimed(&|mark, other| fs::hard_link(other, mark).unwrap());
    let _ = claimed(&|mark, _| mknodat(CWD, mark, FileType::Fifo, mode, 0).unwrap());
    let _ = claimed(&|mark, _| symlink("/dev/zero", mark).unwrap());
    let _ = claimed(&|mark, _| fs::create_dir(mark).unwrap());
    let (mark, _place) = claimed(&|mark, _| fs::write(mark, "表計算の作業用").unwrap());
    assert_eq!(fs::read_to_string(&mark).unwrap(), "表計算の作業用");
}

#[test]
#[cfg(unix)]
fn a_mark_that_was_exchanged_is_not_removed() {
    let place = Place::new().with_file();
    let Claim::Free(Some(held)) = claim(&place.file(), &session()) else { panic!("not free") };
    let mark = place.folder.path().join("~$総合戦略.db");
    fs::remove_file(&mark).unwrap();
    fs::write(&mark, "よその記録").unwrap();
    drop(held);
    assert_eq!(fs::read_to_string(&mark).unwrap(), "よその記録");
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
    assert_eq!(crate::store::first(store.book()).name, "前の名称");
}
