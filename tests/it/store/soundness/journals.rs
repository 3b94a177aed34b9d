//! Journals beside a file, its own and those of others.

use super::{PAGE, Told, beside, lived_in};
use crate::store::{Place, rename};
use crate::support::{self, session};
use shinchoku::store::{Access, Error, SidecarNotice, Store};
use std::fs;
use std::path::Path;

/// Every pair of copies of one file that were changed apart, each with the other's journal.
#[test]
fn no_journal_of_a_sibling_is_ever_played() {
    let (place, _) = lived_in();
    let siblings: Vec<Place> = (0..5)
        .map(|index| {
            let sibling = Place::new();
            let _ = fs::copy(place.file(), sibling.file()).unwrap();
            let mut store = sibling.open(Access::Write).unwrap();
            for commit in 0..index {
                rename(&mut store, &format!("課{index}の{commit}")).unwrap();
            }
            sibling
        })
        .collect();
    let journals: Vec<(Vec<u8>, Vec<u8>)> =
        siblings.iter().map(|sibling| killed(&sibling.file())).collect();
    for (at, sibling) in siblings.iter().enumerate() {
        let told = Told::by(&sibling.file(), &sibling.backups()).unwrap();
        let whole = fs::read(sibling.file()).unwrap();
        for (other, (torn, journal)) in journals.iter().enumerate() {
            for access in [Access::Read, Access::Write] {
                fs::write(sibling.file(), &whole).unwrap();
                fs::write(beside(&sibling.file(), "-journal"), journal).unwrap();
                let mut store = sibling.open(access).unwrap();
                assert_eq!(*store.book(), told.book, "the journal of {other} beside {at}");
                let notice = store.take_sidecar_notice();
                drop(store);
                assert_eq!(fs::read(sibling.file()).unwrap(), whole);
                if access == Access::Write {
                    let Some(SidecarNotice::PutAside(kept)) = notice else { panic!("{notice:?}") };
                    assert_eq!(fs::read(kept).unwrap(), *journal);
                    assert!(!beside(&sibling.file(), "-journal").exists());
                }
            }
            // A file that was torn is itself again with its own journal, and with no other.
            fs::write(sibling.file(), torn).unwrap();
            fs::write(beside(&sibling.file(), "-journal"), &journals[at].1).unwrap();
            let opened = Told::by(&sibling.file(), &sibling.backups());
            if at == other {
                assert_eq!(opened.unwrap(), told);
                drop(sibling.open(Access::Write).unwrap());
                assert!(!beside(&sibling.file(), "-journal").exists());
                let played = Told::by(&sibling.file(), &sibling.backups());
                assert_eq!(played.unwrap(), told);
            } else {
                assert!(opened.is_none(), "the journal of {at} beside the torn {other}");
                let refused = sibling.open(Access::Write).unwrap_err();
                assert!(matches!(refused, Error::Damaged(_)), "{refused}");
                assert_eq!(fs::read(sibling.file()).unwrap(), *torn, "never written to");
            }
        }
    }
}

/// A file as a program leaves it that is killed in the midst of a commit, and its journal.
pub(crate) fn killed(file: &Path) -> (Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    let _ = fs::copy(file, &copy).unwrap();
    let connection = rusqlite::Connection::open(&copy).unwrap();
    connection
        .execute_batch(
            "PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE plan SET title = 'x';
             UPDATE measure SET name = hex(randomblob(3000))",
        )
        .unwrap();
    // The cache of one page has spilled into the file.
    (fs::read(&copy).unwrap(), fs::read(beside(&copy, "-journal")).unwrap())
}

#[test]
fn a_journal_that_nobody_needs_goes_to_the_backups_and_is_never_played() {
    for (end, bytes) in [
        ("-journal", "something that is no journal at all".as_bytes()),
        ("-wal", b"something"),
        ("-wal", b""),
    ] {
        let place = Place::new().with_file();
        let whole = fs::read(place.file()).unwrap();
        let sidecar = beside(&place.file(), end);
        fs::write(&sidecar, bytes).unwrap();
        drop(place.open(Access::Read).unwrap());
        assert_eq!(fs::read(&sidecar).unwrap(), bytes, "reading changes nothing");
        let mut store = place.open(Access::Write).unwrap();
        let Some(SidecarNotice::PutAside(kept)) = store.take_sidecar_notice() else {
            panic!("it is said where it went")
        };
        assert_eq!(fs::read(kept).unwrap(), bytes);
        assert!(!sidecar.exists());
        assert_eq!(fs::read(place.file()).unwrap(), whole);
        rename(&mut store, "次の名称").unwrap();
        drop(store);
        drop(place.open(Access::Read).unwrap());
    }
}

#[test]
fn a_journal_without_a_head_goes_with_the_next_opening() {
    for bytes in [&b""[..], &[0; 600]] {
        let place = Place::new().with_file();
        let journal = beside(&place.file(), "-journal");
        fs::write(&journal, bytes).unwrap();
        drop(place.open(Access::Read).unwrap());
        assert!(journal.exists());
        let mut store = place.open(Access::Write).unwrap();
        assert_eq!(store.take_sidecar_notice(), None);
        assert!(!journal.exists());
    }
}

/// The file is open when somebody puts the journal of another beside it.
#[test]
fn a_journal_that_appears_beside_an_open_file_is_not_played() {
    let (place, _) = lived_in();
    let (_, journal) = killed(&place.file());
    let mut store = place.open(Access::Write).unwrap();
    rename(&mut store, "後の名称").unwrap();
    fs::write(beside(&place.file(), "-journal"), &journal).unwrap();
    rename(&mut store, "その後の名称").unwrap();
    assert!(matches!(store.take_sidecar_notice(), Some(SidecarNotice::PutAside(_))));
    fs::write(beside(&place.file(), "-journal"), &journal).unwrap();
    assert!(matches!(store.history(9), Err(Error::HotJournal)), "not played by a mere read");
    assert_eq!(store.follow().unwrap(), 0);
    assert_eq!(store.history(2).unwrap()[0].subject, "その後の名称");
    let book = store.book().clone();
    drop(store);
    assert_eq!(*place.open(Access::Read).unwrap().book(), book);
    assert_eq!(book.listed()[0].2.name, "その後の名称");
}

#[test]
fn a_log_and_a_journal_beside_one_file_are_judged_apart() {
    let place = Place::new();
    let store = Store::create(&place.file(), &support::book(12, 120), session()).unwrap();
    let book = store.book().clone();
    drop(store);
    let (torn, journal) = killed(&place.file());
    for access in [Access::Read, Access::Write] {
        fs::write(place.file(), &torn).unwrap();
        fs::write(beside(&place.file(), "-journal"), &journal).unwrap();
        fs::write(beside(&place.file(), "-wal"), "よその記録").unwrap();
        assert_eq!(*place.open(access).unwrap().book(), book);
    }
    assert!(!beside(&place.file(), "-journal").exists() && !beside(&place.file(), "-wal").exists());
}

/// SQLite keeps the journal beside the file, not beside a link that leads to it.
#[test]
#[cfg(unix)]
fn a_journal_is_looked_for_where_a_link_leads() {
    let place = Place::new().with_file();
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("近道.db");
    std::os::unix::fs::symlink(place.file(), &link).unwrap();
    let whole = fs::read(place.file()).unwrap();
    let book = place.open(Access::Read).unwrap().book().clone();
    let (torn, journal) = killed(&place.file());
    for (file, expected) in [(&whole, true), (&torn, false)] {
        fs::write(place.file(), file).unwrap();
        fs::write(beside(&place.file(), "-journal"), &journal).unwrap();
        let mut store = Store::open(&link, Access::Write, session(), &place.backups()).unwrap();
        assert_eq!(*store.book(), book);
        assert_eq!(store.take_sidecar_notice().is_some(), expected, "put aside, not played");
        assert!(!beside(&place.file(), "-journal").exists());
    }
}

/// Where the journal lies that another program writes just now, the file is read as it was.
#[test]
fn a_file_that_is_being_written_to_can_be_read() {
    let place = Place::new().with_file();
    let book = place.open(Access::Read).unwrap().book().clone();
    let writer = rusqlite::Connection::open(place.file()).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; UPDATE plan SET title = 'x'").unwrap();
    assert!(beside(&place.file(), "-journal").exists());
    assert_eq!(*place.open(Access::Read).unwrap().book(), book);
    assert_eq!(*place.open(Access::Write).unwrap().book(), book);
    assert!(beside(&place.file(), "-journal").exists(), "it is the writer's");
    writer.execute_batch("ROLLBACK").unwrap();
}

/// A journal can name another file, which SQLite would delete.
#[test]
fn a_journal_that_names_another_file_is_not_played() {
    let place = Place::new().with_file();
    let other = place.folder.path().join("大事な記録");
    fs::write(&other, "記録").unwrap();
    let (torn, mut journal) = killed(&place.file());
    let name = other.to_str().unwrap().as_bytes();
    let sum =
        name.iter().fold(0_u32, |sum, byte| sum.wrapping_add(i8::from_ne_bytes([*byte]) as u32));
    let pending = u32::try_from(0x4000_0000 / PAGE + 1).unwrap();
    journal.extend(pending.to_be_bytes());
    journal.extend(name);
    journal.extend(u32::try_from(name.len()).unwrap().to_be_bytes());
    journal.extend(sum.to_be_bytes());
    journal.extend([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
    fs::write(place.file(), torn).unwrap();
    fs::write(beside(&place.file(), "-journal"), journal).unwrap();
    assert!(matches!(place.refusal(), Error::Damaged(_)));
    assert_eq!(fs::read_to_string(other).unwrap(), "記録");
}

#[test]
fn a_backup_with_its_journal_is_restored_as_it_is_with_it() {
    let (place, _) = lived_in();
    let book = place.open(Access::Read).unwrap().book().clone();
    let backup = place.folder.path().join("控え.db");
    let (torn, journal) = killed(&place.file());
    fs::write(&backup, torn).unwrap();
    fs::write(beside(&backup, "-journal"), journal).unwrap();
    for damaged in [true, false] {
        if damaged {
            fs::write(place.file(), "damaged").unwrap();
        } else {
            fs::remove_file(place.file()).unwrap();
        }
        let at = (session().clock)();
        let disk = shinchoku::store::Disk::default();
        let restored =
            shinchoku::store::restore_over(&place.file(), &backup, at, &disk, &session());
        assert_eq!(restored.unwrap().is_some(), damaged);
        assert_eq!(*place.open(Access::Read).unwrap().book(), book);
    }
}
