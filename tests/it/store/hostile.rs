//! Files that were made to do harm: refused or confined when they are opened, and not written to.

use crate::store::Place;
use shinchoku::domain::{Book, Invalid, Noun};
use shinchoku::store::{Access, Error};

fn meddled(sql: &str) -> Place {
    let place = Place::new().with_file();
    place.meddle(&format!("PRAGMA foreign_keys = OFF; {sql}"));
    place
}

#[test]
fn a_log_that_is_no_line_is_refused() {
    for sql in [
        "UPDATE change_log SET parent = id",
        "UPDATE change_log SET sequence = 9223372036854775807;
         UPDATE change_pack SET last = 9223372036854775807",
        "UPDATE change_log SET id = upper(id)",
        "INSERT INTO change_log SELECT sequence + 1, upper(id), id, at, who, op, subject, reverts,
             digest FROM change_log",
    ] {
        assert!(matches!(meddled(sql).refusal(), Error::Log(_)), "{sql}");
    }
}

#[test]
fn what_refers_to_nothing_is_refused() {
    for sql in [
        "INSERT INTO taken VALUES ('00000000-0000-4000-8000-000000000001', 1, '[]', '[]', '[]', '[]')",
        "INSERT INTO edition_content VALUES ('00000000-0000-4000-8000-000000000001', x'', '', x'', '')",
        "UPDATE change_log SET reverts = '00000000-0000-4000-8000-000000000001'",
    ] {
        assert!(matches!(meddled(sql).refusal(), Error::Damaged(_)), "{sql}");
    }
}

/// What no rule of a book is held against is shown as a line without anything that moves a cursor.
#[test]
fn names_in_the_log_are_shown_as_lines() {
    let place = meddled(
        "UPDATE change_log SET who = 'x' || char(27) || '[2J' || char(10),
             subject = printf('%.*c', 1000000, 'a')",
    );
    let store = place.open(Access::Write).unwrap();
    for entry in store.history(9).unwrap() {
        assert!(!entry.who.chars().any(char::is_control) && entry.subject.len() == 1_000);
    }
    assert!(store.people().unwrap().iter().all(|who| !who.chars().any(char::is_control)));
}

const EDITION: &str =
    "INSERT INTO edition VALUES ('00000000-0000-4000-8000-00000000000a', '提出版',
    '2026-06-12', '2026-06-12T10:24:00+09:00', '', NULL, 'list', '', 'null', NULL, 2, 0)";

#[test]
fn editions_that_nobody_kept_are_told() {
    for sql in [
        "UPDATE edition SET id = upper(id)",
        "UPDATE edition SET day = '3000'",
        "UPDATE edition SET at = ''",
        "UPDATE edition SET pages = -1",
    ] {
        let place = meddled(&format!("{EDITION}; {sql}"));
        let store = place.open(Access::Read).unwrap();
        assert!(matches!(store.editions(), Err(Error::Damaged(_))), "{sql}");
    }
    // Of great length, with marks that fit nothing.
    let blobs = "INSERT INTO edition_content SELECT id, zeroblob(30000000), '', zeroblob(30000000), '' FROM edition";
    let place = meddled(&format!("{EDITION}; {blobs}"));
    let store = place.open(Access::Read).unwrap();
    let edition = store.editions().unwrap().remove(0);
    assert!(matches!(store.edition_pdf(edition.id), Err(Error::EditionDamaged)));
    assert!(matches!(store.edition_book(edition.id), Err(Error::EditionDamaged)));
}

/// Identities that stand for rows of two kinds, or are written in other letters.
#[test]
fn identities_that_overlap_do_no_harm() {
    let place = meddled(
        "UPDATE direction SET id = goal; UPDATE measure SET direction = (SELECT id FROM direction)",
    );
    let store = place.open(Access::Read).unwrap();
    assert_eq!(store.book().listed().len(), 3);
    let place = meddled(
        "INSERT INTO department SELECT upper(id), name || '2', position, retired, contact,
             successor, successor_from FROM department",
    );
    assert!(matches!(place.refusal(), Error::Damaged(_)));
    let circle = meddled(
        "UPDATE department SET successor_from = 2024, successor =
             (SELECT id FROM department AS other WHERE other.id <> department.id ORDER BY id LIMIT 1)",
    );
    assert!(matches!(circle.refusal(), Error::Content(_)));
}

/// An index that leads elsewhere would let a row be overlooked, and another be written.
#[test]
fn an_index_that_leads_elsewhere_is_refused() {
    for (one, other) in [("department", "progress_status"), ("goal", "direction")] {
        let root = |of: &str| {
            format!("(SELECT rootpage FROM roots WHERE name = 'sqlite_autoindex_{of}_1')")
        };
        let lead = |from, to: &str| {
            let to = root(to);
            format!(
                "UPDATE sqlite_schema SET rootpage = {to} WHERE name = 'sqlite_autoindex_{from}_1'"
            )
        };
        let swapped = format!(
            "PRAGMA writable_schema = ON;
             CREATE TEMP TABLE roots AS SELECT name, rootpage FROM sqlite_schema; {}; {}",
            lead(one, other),
            lead(other, one)
        );
        assert!(matches!(meddled(&swapped).refusal(), Error::Damaged(_)), "{one}");
    }
}

/// More rows than a book has of their kind: nothing of it would come to its end.
#[test]
fn a_file_of_too_many_rows_is_refused() {
    let departments = Book::most(Noun::Department);
    let place = meddled(&format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= {departments})
         INSERT INTO department
         SELECT printf('00000000-0000-4000-8000-%012d', i), printf('%d課', i), i, 0, '', NULL, NULL
         FROM n"
    ));
    let refusal = place.refusal();
    assert!(matches!(refusal, Error::Content(Invalid::TooMany(Noun::Department))), "{refusal}");
}
