//! 控え: taken by themselves, thinned, listed, and brought back.

use crate::store::{Place, first, rename};
use crate::support::{self, session};
use chrono::{DateTime, FixedOffset};
use shinchoku::domain::{Change, Department, Invalid, Key, Noun, Op, Position, Record};
use shinchoku::store::{
    Access, Backup, Backups, Disk, Error, MAX_REMOVED_AT_ONCE, Reason, Session, Store, differences,
    latest, restore_over,
};
use std::cell::Cell;
use std::fs;
use std::path::Path;

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

thread_local! {
    static NOW: Cell<&'static str> = const { Cell::new("") };
}

fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(NOW.get()).unwrap()
}

#[test]
fn a_clock_that_jumped_thins_nothing_and_names_no_latest() {
    let place = Place::new().with_file();
    let session = Session { clock, ..session() };
    NOW.set("2026-06-01T09:00:00+09:00");
    let mut store = Store::open(&place.file(), Access::Write, session, &place.backups()).unwrap();
    let listed = |store: &Store| place.backups().of(store.whose(), clock());
    let take = |store: &mut Store, now, name: &str| {
        NOW.set(now);
        rename(store, name).unwrap();
        place.backups().take_of(store, Reason::Asked).unwrap()
    };
    let held_by =
        |backup: &Path| first(Store::look_into(backup, support::session()).unwrap().book()).name;
    for now in
        ["2026-06-01T09:00:00+09:00", "2026-06-02T09:00:00+09:00", "2026-06-03T09:00:00+09:00"]
    {
        for number in 0..3 {
            let _ = take(&mut store, now, &format!("{now}の{number}"));
        }
    }

    // A battery that is empty, and a year that was mistyped.
    for (now, name) in
        [("2000-01-01T00:00:00+09:00", "電池切れ"), ("2036-06-03T10:00:00+09:00", "打ち間違い")]
    {
        NOW.set(now);
        rename(&mut store, name).unwrap();
        let before = listed(&store);
        let taken = take(&mut store, now, &format!("続けて{name}"));
        let gone = before.iter().filter(|backup| !backup.path.exists()).count();
        assert!(
            gone <= MAX_REMOVED_AT_ONCE && before.len() > 9,
            "{now}: {gone} of {}",
            before.len()
        );
        assert_eq!(latest(&listed(&store), &place.file()).unwrap().path, taken, "{now}");
    }

    // The clock is right again: what lies in the future now is not the latest.
    let right = take(&mut store, "2026-06-03T11:00:00+09:00", "直した");
    let listed = listed(&store);
    assert!(listed.iter().any(|backup| backup.ahead));
    assert_eq!(latest(&listed, &place.file()).unwrap().path, right);
    assert_eq!(held_by(&right), "直した");
}

#[test]
fn files_with_long_names_have_backups_of_their_own() {
    let place = Place::new().with_file();
    let long = |end: &str| place.folder.path().join(format!("{}{end}.db", "施策".repeat(37)));
    let files = [long("一"), long("二")];
    for file in &files {
        let _ = fs::copy(place.file(), file).unwrap();
        let mut store = Store::open(file, Access::Write, session(), &place.backups()).unwrap();
        rename(&mut store, "一").unwrap();
        assert!(store.take_failed_backup().is_none());
    }
    let store = Store::open(&files[0], Access::Read, session(), &place.backups()).unwrap();
    let backups = listed(&place, &store);
    for file in &files {
        let own: Vec<_> = backups.iter().filter(|backup| backup.is_named(file)).collect();
        assert_eq!(own.len(), 1, "the first edit of each had its own");
        let now = (session().clock)();
        fs::write(file, "no longer to be read").unwrap();
        let kept = restore_over(file, &own[0].path, now, &Disk::default(), &session());
        assert!(kept.unwrap().unwrap().exists());
    }
}

#[test]
#[cfg(unix)]
fn who_cannot_read_a_file_cannot_read_a_copy_of_it() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    let now = (session().clock)();
    for wanted in [0o600, 0o640, 0o664] {
        let place = Place::new().with_file();
        set(&place.file(), wanted).unwrap();
        let mut store = place.open(Access::Write).unwrap();
        rename(&mut store, "一").unwrap();
        import(&mut store).unwrap();
        let backups = listed(&place, &store);
        assert!(backups.iter().all(|backup| mode(&backup.path) == wanted), "{wanted:o}");
        drop(store);

        let restore = || {
            let disk = Disk::default();
            restore_over(&place.file(), &backups[0].path, now, &disk, &session()).unwrap()
        };
        fs::remove_file(place.file()).unwrap();
        let _ = restore();
        assert_eq!(mode(&place.file()), wanted, "as the backup");
        fs::write(place.file(), "no longer to be read").unwrap();
        set(&place.file(), 0o660).unwrap();
        let kept = restore().unwrap();
        assert_eq!((mode(&place.file()), mode(&kept)), (0o660, 0o660), "as what it replaces");
    }
}

#[test]
fn without_a_folder_edits_go_on_and_nothing_that_needs_a_backup_does() {
    let place = Place::new().with_file();
    let backups = Backups::nowhere();
    let mut store = Store::open(&place.file(), Access::Write, session(), &backups).unwrap();
    rename(&mut store, "一").unwrap();
    let causes = [store.take_failed_backup().unwrap(), import(&mut store).unwrap_err()];
    for cause in causes {
        let Error::Backup { source, .. } = cause else { panic!("{cause}") };
        assert!(matches!(*source, Error::NoHome), "{source}");
    }
    assert_eq!(fs::read_dir(place.folder.path()).unwrap().count(), 1);
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
    let folder = place.backups().folder().unwrap().to_owned();
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
