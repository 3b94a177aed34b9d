//! The digest that each commit records.

use super::lived_in;
use crate::store::{Place, rename};
use crate::support::digest::reseal;
use crate::support::session;
use shinchoku::store::{Access, Error};
use std::fs;
use std::path::Path;
use uuid::Uuid;

/// What is reckoned with each commit is what a second reckoning of the whole file finds.
#[test]
fn the_digest_that_each_commit_records_is_that_of_the_whole_file() {
    let (place, _) = lived_in();
    reseal_changes_nothing(&place.file());
    let mut store = place.open(Access::Write).unwrap();
    for commit in 0..1100 {
        rename(&mut store, &format!("名称{commit}")).unwrap();
        // Older commits are packed every 512.
        if [0, 10, 510, 1023, 1040].contains(&commit) {
            reseal_changes_nothing(&place.file());
        }
    }
    drop(store);
    reseal_changes_nothing(&place.file());
}

fn reseal_changes_nothing(file: &Path) {
    let recorded = |connection: &rusqlite::Connection| -> Vec<u8> {
        let sql = "SELECT digest FROM change_log ORDER BY sequence DESC LIMIT 1";
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let connection = rusqlite::Connection::open(file).unwrap();
    let before = recorded(&connection);
    assert_eq!(before.len(), 16);
    reseal(&connection).unwrap();
    assert_eq!(recorded(&connection), before);
}

#[test]
fn text_that_is_no_text_is_damage_and_can_be_restored() {
    for (table, column) in [
        ("measure", "name"),
        ("implementation", "narrative"),
        ("department", "name"),
        ("change_log", "subject"),
        ("template", "settings"),
    ] {
        for sealed in [false, true] {
            let place = Place::new().with_file();
            let backup = place.folder.path().join("控え.db");
            let _ = fs::copy(place.file(), &backup).unwrap();
            let connection = rusqlite::Connection::open(place.file()).unwrap();
            let sql = format!("UPDATE {table} SET {column} = CAST(x'e38182ff' AS TEXT)");
            connection.execute_batch(&sql).unwrap();
            if sealed {
                reseal(&connection).unwrap();
            }
            drop(connection);
            let refusal = place.refusal();
            assert!(matches!(refusal, Error::Damaged(_)), "{table}.{column}: {refusal}");
            let _ = shinchoku::store::restore_over(
                &place.file(),
                &backup,
                (session().clock)(),
                &shinchoku::store::Disk::default(),
                &session(),
            )
            .unwrap();
            drop(place.open(Access::Write).unwrap());
        }
    }
}

/// A log in which a commit lost its digest, or took another's.
#[test]
fn a_digest_of_another_commit_is_refused() {
    let (place, _) = lived_in();
    let whole = fs::read(place.file()).unwrap();
    let ids: Vec<Uuid> =
        place.open(Access::Read).unwrap().history(9).unwrap().iter().map(|it| it.id).collect();
    for id in ids {
        for digest in ["x''", "zeroblob(16)", "randomblob(16)"] {
            fs::write(place.file(), &whole).unwrap();
            place.alter(&format!("UPDATE change_log SET digest = {digest} WHERE id = '{id}'"));
            assert!(matches!(place.refusal(), Error::Damaged(_)), "{id} {digest}");
        }
    }
}
