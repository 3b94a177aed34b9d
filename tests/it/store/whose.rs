//! Whose a backup is: files with the same plan on one PC, the master and those that are handed out of
//! it, copies under other names, and files that can no longer be read.

use crate::store::{Place, first};
use crate::support::{self, session};
use chrono::{DateTime, FixedOffset};
use shinchoku::domain::handout::{Others, Scope, Terms};
use shinchoku::domain::{Book, FiscalYear, Implementation, Noun, Op, Record};
use shinchoku::store::{
    Access, Backup, Disk, Error, Reason, Replace, Session, Store, differences, latest, restore_over,
};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

const YEAR: FiscalYear = FiscalYear(2024);

fn now() -> DateTime<FixedOffset> {
    (session().clock)()
}

fn later() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-12T15:00:00+09:00").unwrap()
}

fn beside(place: &Place, name: &str) -> PathBuf {
    place.folder.path().join(name)
}

fn open(place: &Place, file: &Path, clock: fn() -> DateTime<FixedOffset>) -> Store {
    Store::open(file, Access::Write, Session { clock, ..session() }, &place.backups()).unwrap()
}

/// The file that the department of the first measure gets, with its own measures alone.
fn handed_out(place: &Place, master: &mut Store, name: &str) -> PathBuf {
    let department = master.book().lead_as_of(&first(master.book()), Some(YEAR))[0].id;
    let terms = Terms { others: Others::LeftOut, ..Terms::default() };
    let scope = Scope::of(master.book(), department, YEAR, terms).unwrap();
    let path = beside(place, name);
    let made = master.hand_out(scope).unwrap();
    let go_on = |_| ControlFlow::Continue(());
    let ready = made.write_beside(&path, Replace::Never, &Disk::default(), go_on).unwrap();
    master.record_handout(&ready).unwrap();
    path
}

fn write(store: &mut Store, words: &str) {
    let measure = store.scope().map_or(first(store.book()).id, |scope| {
        *scope.measures.first().expect("a measure that is asked for")
    });
    let found = store.book().implementation(measure, YEAR).cloned();
    let entry = found.unwrap_or_else(|| Implementation::blank(measure, YEAR));
    let status = entry.status;
    let entry = entry.rewritten(status, words.to_owned());
    let change = store.book().put(Record::Implementation(entry)).unwrap();
    store.commit(Op::Edit(Noun::Implementation), "", vec![change]).unwrap();
}

fn listed(place: &Place, store: &Store) -> Vec<Backup> {
    place.backups().of(store.whose(), now())
}

fn held(backup: &Backup) -> Book {
    Book::clone(Store::look_into(&backup.path, session()).unwrap().book())
}

/// A master of many departments, and the file of one of them.
fn office() -> (Place, Store, Store) {
    let place = Place::new();
    drop(Store::create(&place.file(), &support::book(12, 60), session()).unwrap());
    let mut master = place.open(Access::Write).unwrap();
    let path = handed_out(&place, &mut master, "第1課.db");
    let own = open(&place, &path, later);
    assert!(own.book().measure_count() < master.book().measure_count());
    (place, master, own)
}

#[test]
fn a_department_s_backups_are_none_of_the_master() {
    let (place, mut master, mut own) = office();
    write(&mut own, "課で書いた。");
    // The master has its own backup of the day, and goes back to that.
    write(&mut master, "主で書いた。");
    let (of_master, of_own) = (listed(&place, &master), listed(&place, &own));
    assert_eq!((of_master.len(), of_own.len()), (1, 1));
    assert_eq!(held(&of_master[0]).measure_count(), 12);
    assert!(of_own[0].holds.as_ref().unwrap().department.is_some());
    assert_eq!(latest(&of_master, &place.file()).unwrap(), &of_master[0]);

    // Neither is brought back into the other, whoever asks for it.
    let copy = Store::look_into(&of_own[0].path, session()).unwrap();
    assert!(matches!(differences(&master, &copy), Err(Error::OtherScope)));
    let whole = Store::look_into(&of_master[0].path, session()).unwrap();
    assert!(matches!(differences(&own, &whole), Err(Error::OtherScope)));
}

#[test]
fn a_department_s_backups_displace_none_of_the_master() {
    let (place, mut master, own) = office();
    write(&mut master, "主で書いた。");
    let daily = listed(&place, &master).remove(0);
    for _ in 0..40 {
        let _ = place.backups().take_of(&own, Reason::Asked).unwrap();
    }
    assert_eq!(listed(&place, &master), [daily]);
}

#[test]
fn a_backup_of_an_earlier_version_is_told_by_what_it_holds() {
    let (place, master, mut own) = office();
    let of_master = listed(&place, &master);
    write(&mut own, "課で書いた。");
    let new = listed(&place, &own).remove(0).path;
    let name = new.file_name().unwrap().to_str().unwrap();
    let old = new.with_file_name(format!("{}.db", name.split_once('_').unwrap().0));
    fs::rename(&new, &old).unwrap();
    assert_eq!(listed(&place, &own).len(), 1);
    assert_eq!(listed(&place, &master), of_master);
}

#[test]
fn what_is_held_is_rescued_upon_a_backup_of_its_own() {
    let (place, mut master, mut own) = office();
    write(&mut master, "主で書いた。");
    write(&mut own, "課で書いた。");
    write(&mut master, "主でまた書いた。");
    let beginning = master.history(9).unwrap().pop().unwrap().id;
    // What a share does that is gone: the file answers no more.
    fs::write(place.file(), "").unwrap();
    let rescued = master.rescue().unwrap();
    let found = Store::look_into(rescued.path(), session()).unwrap();
    assert_eq!(found.book(), master.book());
    assert_eq!(found.history(9).unwrap().pop().unwrap().id, beginning, "the history, too");
}

#[test]
fn a_renamed_file_finds_its_backups_and_prefers_its_own_name() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    write(&mut store, "一");
    drop(store);
    let renamed = beside(&place, "総合戦略（改）.db");
    let _ = fs::copy(place.file(), &renamed).unwrap();
    let store = open(&place, &renamed, later);
    let found = listed(&place, &store);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].file, "総合戦略");
    assert_eq!(latest(&found, &renamed).unwrap(), &found[0]);

    // Each has its own backup of the day, and neither goes back to the other's of itself.
    let mut renamed_store = store;
    write(&mut renamed_store, "二");
    let mut store = open(&place, &place.file(), later);
    let _ = place.backups().take_of(&store, Reason::Asked).unwrap();
    write(&mut store, "三");
    let found = listed(&place, &store);
    assert_eq!(found.len(), 3);
    assert_eq!(latest(&found, &renamed).unwrap().file, "総合戦略（改）");
    assert_eq!(latest(&found, &place.file()).unwrap().file, "総合戦略");
}

#[test]
fn a_file_that_still_tells_whose_it_is_gets_its_own_backups_alone() {
    let (place, mut master, mut own) = office();
    write(&mut master, "主で書いた。");
    write(&mut own, "課で書いた。");
    let of_own = listed(&place, &own).remove(0);
    drop(master);
    // A row that refers to nothing: refused, but not unreadable.
    place.meddle("PRAGMA foreign_keys = OFF; UPDATE measure SET direction = 'x'");
    assert!(place.open(Access::Read).is_err());
    let found = place.backups().of_unreadable(&place.file(), now());
    assert_eq!(found.len(), 1);
    assert_eq!(held(latest(&found, &place.file()).unwrap()).measure_count(), 12);
    let disk = Disk::default();
    let refused = restore_over(&place.file(), &of_own.path, now(), &disk, &session());
    assert!(matches!(refused, Err(Error::OtherScope)), "{refused:?}");
}

#[test]
fn where_two_files_had_the_name_none_is_chosen() {
    let place = Place::new().with_file();
    let mut one = place.open(Access::Write).unwrap();
    write(&mut one, "一");
    let other = tempfile::tempdir().unwrap();
    let file = other.path().join("総合戦略.db");
    drop(Store::create(&file, &support::book(2, 9), session()).unwrap());
    let mut two = open(&place, &file, later);
    write(&mut two, "二");
    fs::write(place.file(), "壊れた").unwrap();
    let found = place.backups().of_unreadable(&place.file(), now());
    assert_eq!(found.len(), 2);
    assert!(matches!(latest(&found, &place.file()), Err(Error::SeveralFiles)));
    assert!(matches!(latest(&[], &place.file()), Err(Error::NoBackup)));
}
