//! 控え: taken by themselves, thinned, listed, and brought back.

use crate::support::{self, session};
use crate::{Place, first, rename};
use chrono::{DateTime, FixedOffset};
use shinchoku::domain::{Change, Department, Invalid, Key, Noun, Op, Position, Record};
use shinchoku::store::{
    Access, Backup, Backups, Disk, Error, Reason, Session, Store, differences, restore_over,
};
use std::fs;

fn listed(place: &Place, store: &Store) -> Vec<Backup> {
    place.backups().of(store.whose(), (session().clock)())
}

fn reasons(place: &Place, store: &Store) -> Vec<Reason> {
    listed(place, store).into_iter().map(|backup| backup.reason).collect()
}

fn import(store: &mut Store) -> Result<(), Error> {
    let department = Department::new("広聴課", Position::nth(20));
    let change = store.book().put(Record::Department(department)).unwrap();
    store.commit(Op::Import, "一覧.csv", vec![change])
}

#[test]
fn the_first_edit_of_a_day_and_every_import_are_preceded_by_one() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let original = store.book().clone();
    assert!(listed(&place, &store).is_empty(), "opening takes none");
    rename(&mut store, "一").unwrap();
    rename(&mut store, "二").unwrap();
    assert_eq!(reasons(&place, &store), [Reason::Daily]);
    let backup = &listed(&place, &store)[0];
    assert_eq!(*Store::look_into(&backup.path, session()).unwrap().book(), original);

    // Opened again on the same day, it has one already.
    drop(store);
    let mut store = place.open(Access::Write).unwrap();
    rename(&mut store, "三").unwrap();
    import(&mut store).unwrap();
    let mut found = reasons(&place, &store);
    found.sort_by_key(|reason| reason.code());
    assert_eq!(found, [Reason::Daily, Reason::Import]);
    let _ = store.undo().unwrap();
    assert_eq!(reasons(&place, &store).len(), 2);
}

#[test]
fn a_backup_never_takes_the_place_of_another() {
    let place = Place::new();
    let now = (session().clock)();
    let mut made = Vec::new();
    for content in ["一", "二", "三"] {
        fs::write(place.file(), content).unwrap();
        made.push(place.backups().take(&place.file(), Reason::Migration, now).unwrap());
    }
    let contents: Vec<_> = made.iter().map(|copy| fs::read_to_string(copy).unwrap()).collect();
    assert_eq!(contents, ["一", "二", "三"]);
    let name = made[0].file_name().unwrap();
    assert_eq!(name, "総合戦略-20260612-102400-migration-00000000.db");
}

#[test]
fn the_next_day_has_its_own() {
    fn tomorrow() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-06-13T08:30:00+09:00").unwrap()
    }
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    rename(&mut store, "一").unwrap();
    drop(store);
    let session = Session { clock: tomorrow, ..session() };
    let mut store = Store::open(&place.file(), Access::Write, session, &place.backups()).unwrap();
    rename(&mut store, "二").unwrap();
    assert_eq!(reasons(&place, &store), [Reason::Daily, Reason::Daily]);
}

#[test]
fn plans_of_the_same_name_do_not_share_them() {
    let place = Place::new().with_file();
    let other = tempfile::tempdir().unwrap();
    let file = other.path().join("総合戦略.db");
    drop(Store::create(&file, &support::book(2, 9), session()).unwrap());
    let mut one = place.open(Access::Write).unwrap();
    let mut two = Store::open(&file, Access::Write, session(), &place.backups()).unwrap();
    rename(&mut one, "一").unwrap();
    rename(&mut two, "二").unwrap();
    assert_eq!((listed(&place, &one).len(), listed(&place, &two).len()), (1, 1));
    fs::write(&file, "no longer to be read").unwrap();
    assert_eq!(place.backups().of_unreadable(&file, (session().clock)()).len(), 2);
}

#[test]
fn an_import_without_a_backup_is_refused_and_an_edit_is_not() {
    let place = Place::new().with_file();
    let nowhere = place.folder.path().join("総合戦略.db").join("控え");
    let mut store =
        Store::open(&place.file(), Access::Write, session(), &Backups::in_folder(nowhere)).unwrap();
    let before = store.book().clone();
    let refused = import(&mut store).unwrap_err();
    assert!(matches!(refused, Error::Backup { reason: Reason::Import, .. }), "{refused}");
    assert_eq!(*store.book(), before);
    assert_eq!(store.history(9).unwrap().len(), 1);
    rename(&mut store, "一").unwrap();
    let told = store.take_failed_backup();
    assert!(matches!(told, Some(Error::Backup { reason: Reason::Daily, .. })), "{told:?}");
    assert!(store.take_failed_backup().is_none());
}

#[test]
fn old_ones_go_and_what_was_not_made_here_stays() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    rename(&mut store, "一").unwrap();
    let daily = listed(&place, &store).remove(0);
    let name = daily.path.file_name().unwrap().to_str().unwrap().to_owned();
    let folder = place.backups().folder().to_owned();
    let old = folder.join(name.replace("20260612", "20240101"));
    let others = ["メモ.txt", "総合戦略-20240101-102400-daily-00000000.db", "総合戦略.db"];
    let _ = fs::copy(&daily.path, &old).unwrap();
    for other in others {
        fs::write(folder.join(other), "大事").unwrap();
    }
    let _ = place.backups().take_of(&store, Reason::Asked).unwrap();
    assert!(!old.exists());
    assert!(others.iter().all(|other| folder.join(other).exists()));
    assert_eq!(listed(&place, &store).len(), 2);
}

#[test]
fn the_whole_is_brought_back_as_one_step_that_can_be_undone() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let original = store.book().clone();
    rename(&mut store, "一").unwrap();
    let gone = store.book().remove(Key::Measure(first(&original).id));
    store.commit(Op::Delete(Noun::Measure), "", gone).unwrap();
    import(&mut store).unwrap();
    let latest = store.book().clone();

    let daily = listed(&place, &store).into_iter().find(|one| one.reason == Reason::Daily).unwrap();
    let backup = Store::look_into(&daily.path, session()).unwrap();
    assert_eq!(daily.head(), backup.head());
    let changes = differences(&store, &backup).unwrap();
    store.commit(Op::Restore, "控え", changes).unwrap();
    assert_eq!(*store.book(), original);
    assert!(reasons(&place, &store).contains(&Reason::Restore), "the present is backed up first");
    let _ = store.undo().unwrap();
    assert_eq!(*store.book(), latest);
    drop(store);
    assert_eq!(*place.open(Access::Read).unwrap().book(), latest);
}

#[test]
fn every_restore_is_preceded_by_one_however_little_it_changes() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    rename(&mut store, "一").unwrap();
    let daily = listed(&place, &store).remove(0);
    let before = store.book().clone();
    let changes = differences(&store, &Store::look_into(&daily.path, session()).unwrap()).unwrap();
    assert_eq!(changes.len(), 1);
    store.commit(Op::Restore, "控え", changes).unwrap();
    let taken = listed(&place, &store).into_iter().find(|one| one.reason == Reason::Restore);
    let taken = Store::look_into(&taken.expect("a backup").path, session()).unwrap();
    assert_eq!(*taken.book(), before);
}

#[test]
fn another_plan_is_not_brought_back() {
    let [one, other] = [(); 2].map(|()| Store::in_memory(&support::book(1, 9), session()).unwrap());
    assert!(matches!(differences(&one, &other), Err(Error::Invalid(Invalid::OtherPlan))));
}

#[test]
fn a_damaged_file_is_replaced_and_kept_under_another_name() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let original = store.book().clone();
    rename(&mut store, "一").unwrap();
    let backup = listed(&place, &store).remove(0);
    drop(store);
    let mut damaged = fs::read(place.file()).unwrap();
    damaged.truncate(9000);
    fs::write(place.file(), &damaged).unwrap();
    let journal = place.folder.path().join("総合戦略.db-journal");
    fs::write(&journal, "something that is no journal at all").unwrap();

    let now = (session().clock)();
    let kept = restore_over(&place.file(), &backup.path, now, &Disk::default(), &session());
    let kept = kept.unwrap().unwrap();
    assert_eq!(fs::read(&kept).unwrap(), damaged);
    assert!(!journal.exists(), "it would be played back into the copy");
    assert_eq!(*place.open(Access::Write).unwrap().book(), original);
    // Again within the same second: nothing kept is overwritten.
    let again = restore_over(&place.file(), &backup.path, now, &Disk::default(), &session());
    assert_ne!(again.unwrap().unwrap(), kept);

    // A file that is gone altogether comes back; one that is no backup brings nothing.
    fs::remove_file(place.file()).unwrap();
    let restored = restore_over(&place.file(), &backup.path, now, &Disk::default(), &session());
    assert_eq!(restored.unwrap(), None);
    let refused = restore_over(&place.file(), &kept, now, &Disk::default(), &session());
    assert!(matches!(refused, Err(Error::Damaged(_) | Error::ForeignSidecar(_))), "{refused:?}");
    assert_eq!(*place.open(Access::Write).unwrap().book(), original);
}

#[test]
fn changes_to_another_book_lead_there_and_back() {
    let original = support::book(3, 20);
    let mut other = original.clone();
    let gone = other.remove(Key::Measure(first(&other).id));
    other.apply(&gone).unwrap();
    let added = Department::new("広聴課", Position::nth(20));
    other.apply(&[Change::add(Record::Department(added))]).unwrap();
    for (from, to) in [(&original, &other), (&other, &original), (&original, &original)] {
        let mut book = from.clone();
        let changes = from.changes_to(to);
        book.apply(&changes).unwrap();
        assert_eq!(book, *to);
        assert!(book.changes_to(to).is_empty());
    }
}
