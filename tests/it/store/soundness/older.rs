//! Files of older versions, which have no digests yet.

use super::digests::reseal_changes_nothing;
use super::journals::{killed, killed_by};
use super::{PAGE, Told, beside, lived_in};
use crate::store::Place;
use shinchoku::store::{Access, Error};
use std::fs;

/// A file without digests is judged by its log, which leads to all that it holds.
#[test]
fn an_older_file_is_mended_by_its_own_journal_and_by_no_other() {
    let (place, _) = lived_in();
    let told = Told::by(&place.file(), &place.backups()).unwrap();
    place.alter("ALTER TABLE change_log DROP COLUMN digest; PRAGMA user_version = 8");
    let whole = fs::read(place.file()).unwrap();
    let (torn, journal) = killed(&place.file());
    let other = Place::new();
    let _ = fs::copy(place.file(), other.file()).unwrap();
    other.alter("UPDATE plan SET title = 'よその表題'; UPDATE measure SET name = 'よそ'");
    let (_, foreign) = killed(&other.file());

    for (file, journal, sound) in [
        (&torn, &journal, true),
        (&torn, &foreign, false),
        (&whole, &foreign, true),
        (&whole, &journal, true),
    ] {
        fs::write(place.file(), file).unwrap();
        fs::write(beside(&place.file(), "-journal"), journal).unwrap();
        if sound {
            for access in [Access::Read, Access::Write] {
                assert_eq!(*place.open(access).unwrap().book(), told.book);
            }
            assert!(!beside(&place.file(), "-journal").exists());
            // From now on it proves itself.
            assert_eq!(Told::by(&place.file(), &place.backups()).unwrap(), told);
            reseal_changes_nothing(&place.file());
        } else {
            assert!(matches!(place.refusal(), Error::Damaged(_)));
        }
    }
}

/// A program was killed while it brought the file to its own version.
#[test]
fn a_killed_migration_is_taken_back() {
    let (place, _) = lived_in();
    let told = Told::by(&place.file(), &place.backups()).unwrap();
    place.alter("ALTER TABLE change_log DROP COLUMN digest; PRAGMA user_version = 8");
    let migration = "ALTER TABLE change_log ADD COLUMN digest BLOB NOT NULL DEFAULT x'';
         PRAGMA user_version = 9; UPDATE measure SET name = hex(randomblob(3000))";
    let (mut torn, journal) = killed_by(&place.file(), migration);
    // The first page is written first, and its new version with it.
    let migrated = Place::new();
    let _ = fs::copy(place.file(), migrated.file()).unwrap();
    migrated.alter(migration);
    torn[..PAGE].copy_from_slice(&fs::read(migrated.file()).unwrap()[..PAGE]);
    fs::write(place.file(), torn).unwrap();
    fs::write(beside(&place.file(), "-journal"), journal).unwrap();
    for access in [Access::Read, Access::Write] {
        assert_eq!(*place.open(access).unwrap().book(), told.book);
    }
    assert_eq!(Told::by(&place.file(), &place.backups()).unwrap(), told);
}
