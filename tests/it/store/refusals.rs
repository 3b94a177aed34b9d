//! What is not ours, or not whole, is refused and left as it is.

use crate::store::Place;
use crate::support::{self, session};
use shinchoku::store::{Access, Disk, Error, Store, restore_over};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn what_is_not_a_file_of_ours_is_refused_by_name() {
    let place = Place::new();
    assert!(matches!(place.open(Access::Write), Err(Error::Missing)));

    fs::write(place.file(), "").unwrap();
    assert!(matches!(place.refusal(), Error::Empty));
    fs::write(place.file(), "施策番号,名称\n".repeat(99)).unwrap();
    assert!(matches!(place.refusal(), Error::NotSqlite));
    fs::write(place.file(), "SQLite format 3\0").unwrap();
    assert!(matches!(place.refusal(), Error::NotSqlite));

    fs::remove_file(place.file()).unwrap();
    place.meddle("CREATE TABLE addresses (name TEXT)");
    assert!(matches!(place.refusal(), Error::OtherProgram(0)));
    assert!(matches!(
        Store::open(place.folder.path(), Access::Read, session(), &place.backups()),
        Err(Error::NotRegular | Error::Denied)
    ));
}

#[test]
fn a_newer_file_is_refused() {
    let place = Place::new().with_file();
    place.meddle("PRAGMA user_version = 99");
    assert!(matches!(place.refusal(), Error::Newer { found: 99, .. }));
    place.meddle("PRAGMA user_version = 8");
    assert!(matches!(place.refusal(), Error::Unreleased { found: 8, .. }));
}

#[test]
fn a_schema_that_is_not_ours_is_refused() {
    for sql in [
        "CREATE TRIGGER t AFTER UPDATE ON measure BEGIN DELETE FROM implementation; END",
        "CREATE VIEW v AS SELECT * FROM measure",
        "CREATE TABLE more (a TEXT)",
        "ALTER TABLE measure ADD COLUMN more TEXT",
        "DROP TABLE implementation",
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'plan'",
    ] {
        let place = Place::new().with_file();
        place.meddle(sql);
        assert!(matches!(place.refusal(), Error::Schema(_)), "{sql}");
    }
}

#[test]
fn a_file_in_another_journal_mode_is_refused() {
    let place = Place::new().with_file();
    place.meddle("PRAGMA journal_mode = WAL");
    assert!(matches!(place.refusal(), Error::WalMode));
}

#[test]
fn content_that_breaks_a_rule_is_refused() {
    for sql in [
        "UPDATE measure SET name = 'a' || char(7)",
        "UPDATE measure SET name = ''",
        "UPDATE department SET name = '同じ課'",
        "PRAGMA foreign_keys = OFF; UPDATE fiscal_year SET year = 99999 WHERE year = 2024;
         UPDATE implementation SET year = 99999 WHERE year = 2024",
        "UPDATE implementation SET narrative = printf('%.*c', 200000, 'a')",
        "PRAGMA foreign_keys = OFF; DELETE FROM direction",
        "PRAGMA foreign_keys = OFF; DELETE FROM goal",
        "PRAGMA foreign_keys = OFF; DELETE FROM progress_status",
        "PRAGMA foreign_keys = OFF; DELETE FROM fiscal_year",
        "PRAGMA foreign_keys = OFF; DELETE FROM department",
        "PRAGMA foreign_keys = OFF; DELETE FROM measure_department; DELETE FROM measure",
    ] {
        let place = Place::new().with_file();
        place.meddle(sql);
        assert!(matches!(place.refusal(), Error::Content(_)), "{sql}");
    }
    for sql in [
        "UPDATE measure SET id = 'x' || substr(id, 2)",
        "UPDATE implementation SET measure = upper(measure)",
        "DELETE FROM plan",
        "UPDATE measure SET number = -1",
        "PRAGMA foreign_keys = OFF; DELETE FROM implementation; DELETE FROM measure",
    ] {
        let place = Place::new().with_file();
        place.meddle(&format!("PRAGMA foreign_keys = OFF; {sql}"));
        assert!(matches!(place.refusal(), Error::Damaged(_)), "{sql}");
    }
}

#[test]
fn a_damaged_file_is_refused_and_kept() {
    let place = Place::new();
    drop(Store::create(&place.file(), &support::book(60, 300), session()).unwrap());
    let whole = fs::read(place.file()).unwrap();
    let pages = whole.len() / 4096;
    for length in [whole.len() / 2, whole.len() - 4096, 4096, 100] {
        fs::write(place.file(), &whole[..length]).unwrap();
        assert!(matches!(place.refusal(), Error::Damaged(_)), "cut to {length}");
    }
    for page in 1..pages {
        let mut noisy = whole.clone();
        let mut noise = 0x9e37_79b9_u32.wrapping_mul(page as u32 + 1);
        for byte in &mut noisy[page * 4096..(page + 1) * 4096] {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *byte = (noise >> 24) as u8;
        }
        fs::write(place.file(), &noisy).unwrap();
        let refusal = place.refusal();
        assert!(
            matches!(refusal, Error::Damaged(_) | Error::Content(_) | Error::Sqlite(_)),
            "page {page}: {refusal}"
        );
    }
}

#[test]
fn no_file_is_made_where_the_journal_of_another_is_left() {
    let place = Place::new().with_file();
    let journal = journal_of_a_killed_commit(&place.file());
    // The clerk moves the file, and not what lies beside it.
    let moved = place.folder.path().join("移した.db");
    fs::rename(place.file(), &moved).unwrap();
    let left = fs::read(&journal).unwrap();
    let refused = Store::create(&place.file(), &support::book(2, 9), session()).unwrap_err();
    assert!(matches!(&refused, Error::ForeignSidecar(path) if *path == journal), "{refused}");
    let disk = Disk::default();
    let backup = place.folder.path().join("控え.db");
    drop(Store::create(&backup, &support::book(2, 9), session()).unwrap());
    let at = (session().clock)();
    let refused = restore_over(&place.file(), &backup, at, &disk, &session()).unwrap_err();
    assert!(matches!(refused, Error::ForeignSidecar(_)), "{refused}");
    assert!(!place.file().exists());
    assert_eq!(fs::read(&journal).unwrap(), left);
}

#[test]
fn the_journal_of_a_killed_commit_is_played_back() {
    let place = Place::new().with_file();
    let book = place.open(Access::Read).unwrap().book().clone();
    drop(journal_of_a_killed_commit(&place.file()));
    for access in [Access::Read, Access::Write] {
        assert_eq!(*place.open(access).unwrap().book(), book);
    }
}

/// Leaves a file as a program killed in the midst of a commit does, with its hot journal beside it.
fn journal_of_a_killed_commit(file: &Path) -> PathBuf {
    let folder = tempfile::tempdir().unwrap();
    let (copy, journal) = (folder.path().join("コピー"), file.with_extension("db-journal"));
    let connection = rusqlite::Connection::open(file).unwrap();
    connection
        .execute_batch(
            "PRAGMA cache_size = 1; BEGIN IMMEDIATE;
             UPDATE plan SET title = 'x'; UPDATE measure SET name = hex(randomblob(3000))",
        )
        .unwrap();
    // The cache of one page has spilled into the file; now both are taken as a kill leaves them.
    let journal_bytes = fs::read(&journal).unwrap();
    let _ = fs::copy(file, &copy).unwrap();
    drop(connection);
    let _ = fs::copy(&copy, file).unwrap();
    fs::write(&journal, journal_bytes).unwrap();
    journal
}
