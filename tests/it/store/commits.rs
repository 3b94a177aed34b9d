//! Edits: stored whole, taken back, refused.

use crate::store::{Place, first, rename};
use crate::support::cases::config;
use crate::support::{self, session};
use proptest::prelude::*;
use shinchoku::domain::{Change, Implementation, Invalid, Key, Measure, Noun, Op, Plan, Record};
use shinchoku::store::{Access, Error, Store};
use std::fs;

#[test]
fn what_is_committed_is_there_again() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    rename(&mut store, "直売所の整備").unwrap();
    let book = store.book().clone();
    drop(store);
    let store = place.open(Access::Read).unwrap();
    assert_eq!(*store.book(), book);
    assert_eq!(first(store.book()).name, "直売所の整備");
    let history = store.history(10).unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!(history[0].op, Some(Op::Edit(Noun::Measure)));
    assert_eq!(history[0].parent, Some(history[1].id));
    assert_eq!(history[0].who, "企画課");
    assert_eq!(store.changes(history[0].id).unwrap().len(), 1);
}

#[test]
fn undo_and_redo_reach_beyond_the_closing_of_the_file() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let original = first(store.book()).name;
    for name in ["一", "二", "三"] {
        rename(&mut store, name).unwrap();
    }
    drop(store);

    let mut store = place.open(Access::Write).unwrap();
    assert_eq!(store.undo().unwrap().unwrap().subject, "三");
    assert_eq!(store.undo().unwrap().unwrap().subject, "二");
    assert_eq!(first(store.book()).name, "一");
    drop(store);

    let mut store = place.open(Access::Write).unwrap();
    assert_eq!(store.redoable().unwrap().subject, "二");
    assert!(store.redo().unwrap().is_some());
    assert_eq!(first(store.book()).name, "二");
    assert!(store.undo().unwrap().is_some() && store.undo().unwrap().is_some());
    assert_eq!(first(store.book()).name, original);
    assert_eq!(store.undo().unwrap(), None, "the making of the file stays");
    rename(&mut store, "四").unwrap();
    assert_eq!(store.redo().unwrap(), None, "a new edit closes the way forward");
}

#[test]
fn a_measure_comes_back_with_its_entries() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let before = store.book().clone();
    let changes = before.remove(Key::Measure(first(&before).id));
    store.commit(Op::Delete(Noun::Measure), "", changes).unwrap();
    assert_eq!(store.book().measure_count(), 2);
    let _ = store.undo().unwrap();
    assert_eq!(*store.book(), before);
    drop(store);
    assert_eq!(*place.open(Access::Read).unwrap().book(), before);
}

#[test]
fn an_edit_of_a_row_that_changed_elsewhere_is_refused_and_others_go_through() {
    let place = Place::new().with_file();
    let mut here = place.open(Access::Write).unwrap();
    let mut there = place.open(Access::Write).unwrap();
    rename(&mut there, "あちらの名称").unwrap();
    let stale = rename(&mut here, "こちらの名称").unwrap_err();
    assert!(matches!(stale, Error::Invalid(Invalid::Stale(Key::Measure(_)))), "{stale}");

    assert_eq!(first(here.book()).name, "あちらの名称", "what came from elsewhere is seen");
    rename(&mut here, "あちらとこちらの名称").unwrap();
    assert!(rename(&mut there, "もう一度").is_err());
    rename(&mut there, "もう一度").unwrap();

    let mut plan = here.book().plan().clone();
    plan.title = "進み具合".to_owned();
    let change = here.book().put(Record::Plan(plan)).unwrap();
    here.commit(Op::Edit(Noun::Plan), "", vec![change]).unwrap();
    assert_eq!(first(here.book()).name, "もう一度", "an edit of another row goes on from it");
    assert_eq!(here.history(10).unwrap().len(), 5);
}

#[test]
fn a_row_that_another_program_rewrote_is_stale() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    place.meddle("UPDATE measure SET name = 'よそで'");
    let stale = rename(&mut store, "ここで").unwrap_err();
    assert!(matches!(stale, Error::Invalid(Invalid::Stale(_))), "{stale}");
}

#[test]
fn a_refused_commit_leaves_the_file_and_the_history_as_they_were() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let (book, bytes) = (store.book().clone(), fs::read(place.file()).unwrap());
    let used = Key::Department(first(&book).lead[0]);
    let refused = store.commit(Op::Delete(Noun::Department), "", book.remove(used)).unwrap_err();
    assert!(matches!(refused, Error::Invalid(Invalid::InUse { .. })), "{refused}");
    assert!(matches!(
        store.commit(Op::Edit(Noun::Plan), "", vec![]),
        Err(Error::Invalid(Invalid::Empty))
    ));
    assert_eq!(*store.book(), book);
    assert_eq!(fs::read(place.file()).unwrap(), bytes);
}

#[test]
fn a_new_file_never_takes_the_place_of_another() {
    let place = Place::new();
    fs::write(place.file(), "大事な記録").unwrap();
    let error = Store::create(&place.file(), &support::book(1, 9), session()).unwrap_err();
    assert!(matches!(error, Error::Exists));
    assert_eq!(fs::read_to_string(place.file()).unwrap(), "大事な記録");
}

#[test]
fn a_carried_file_has_no_sidecars() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    rename(&mut store, "直売所").unwrap();
    drop(store);
    let names: Vec<_> =
        fs::read_dir(place.folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(names, [place.file()]);
    let header = fs::read(place.file()).unwrap();
    assert_eq!((&header[..15], header[18], header[19]), (&b"SQLite format 3"[..], 1, 1));
}

#[test]
fn a_file_opened_for_reading_is_not_written_to() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Read).unwrap();
    assert!(matches!(rename(&mut store, "直売所"), Err(Error::ReadOnly)));
}

proptest! {
    #![proptest_config(config(48))]

    /// Whatever is committed: taking all back gives the first state, making all again the last,
    /// and a file opened again is the file that was closed.
    #[test]
    fn undo_and_redo_are_inverse(edits in proptest::collection::vec((0usize..3, "[ぁ-んa-z\n]{0,8}"), 1..8)) {
        let mut store = Store::in_memory(&support::book(3, 20), session()).unwrap();
        let original = store.book().clone();
        let mut made = 0;
        for (index, word) in edits {
            let book = store.book().clone();
            let (_, _, measure) = book.listed()[index];
            let change = match index {
                0 => book.put(Record::Implementation(Implementation {
                    narrative: word, ..Implementation::blank(measure.id, book.latest_year().unwrap())
                })),
                1 => book.put(Record::Measure(Measure { lead: vec![], description: word, ..measure.clone() })),
                _ => book.put(Record::Plan(Plan { municipality: word, ..book.plan().clone() })),
            };
            let changes: Vec<Change> = change.into_iter().collect();
            made += usize::from(store.commit(Op::Edit(Noun::Measure), "", changes).is_ok());
        }
        let last = store.book().clone();
        for _ in 0..made { prop_assert!(store.undo().unwrap().is_some()); }
        prop_assert_eq!(store.undo().unwrap(), None);
        prop_assert_eq!(store.book(), &original);
        for _ in 0..made { prop_assert!(store.redo().unwrap().is_some()); }
        prop_assert_eq!(store.redo().unwrap(), None);
        prop_assert_eq!(store.book(), &last);
    }
}

/// The first version knew neither grants, nor periods, nor what a status means, nor findings left as they are.
#[test]
fn a_file_of_the_first_version_has_measures_without_grants() {
    let place = Place::new().with_file();
    let book = place.open(Access::Read).unwrap().book().clone();
    let version = "ALTER TABLE measure DROP COLUMN grant; \
                   ALTER TABLE progress_status DROP COLUMN meaning; \
                   ALTER TABLE plan DROP COLUMN dismissed; \
                   ALTER TABLE measure DROP COLUMN dismissed; \
                   ALTER TABLE measure DROP COLUMN period_first; \
                   ALTER TABLE measure DROP COLUMN period_last; \
                   ALTER TABLE plan DROP COLUMN indicator_kinds; \
                   ALTER TABLE plan DROP COLUMN rate_rule; \
                   DROP TABLE amendment; DROP TABLE observation; DROP TABLE indicator; \
                   DROP TABLE grade; DROP TABLE scale; \
                   ALTER TABLE implementation DROP COLUMN dismissed; PRAGMA user_version = 9";
    place.meddle(version);
    assert_eq!(*place.open(Access::Read).unwrap().book(), book);
    let mut store = place.open(Access::Write).unwrap();
    assert_eq!(*store.book(), book);
    let measure = Measure { grant: "地方創生交付金".to_owned(), ..first(store.book()) };
    let changes = store.book().put(Record::Measure(measure)).into_iter().collect();
    store.commit(Op::Edit(Noun::Measure), "交付金", changes).unwrap();
    let book = store.book().clone();
    drop(store);
    assert_eq!(*place.open(Access::Read).unwrap().book(), book);
}
