//! Files that are not taken in.

use super::*;

fn pair(office: &Office) -> (Store, Store) {
    let master = office.create(&support::book(3, 60));
    let copy = office.copy(&master);
    (master, copy)
}

#[test]
fn another_plan_is_not_taken_in() {
    let office = Office::new();
    let (master, _) = pair(&office);
    let other = office.create(&support::book(3, 60));
    assert!(matches!(master.compare(&other, None), Err(Error::OtherPlan)));
}

#[test]
fn a_file_without_a_common_beginning_is_not_taken_in() {
    let office = Office::new();
    let (master, _) = pair(&office);
    let other = office.create(master.book());
    assert!(matches!(master.compare(&other, None), Err(Error::Unrelated)));
}

/// Changes a file as somebody does who means harm.
pub(super) fn meddle(store: &Store, sql: &str) {
    crate::support::digest::meddle(store.path().unwrap(), sql);
}

#[test]
fn a_log_that_does_not_lead_to_the_content_is_told() {
    let office = Office::new();
    let (master, mut copy) = pair(&office);
    rename(&mut copy, 0, "直売所の整備");
    meddle(&copy, "UPDATE measure SET name = 'すりかえ' WHERE name = '直売所の整備'");
    let copy = office.copy(&copy);
    let Err(Error::Theirs(cause)) = master.compare(&copy, None) else { panic!("refused") };
    assert!(matches!(*cause, Error::Log(_)));
}

#[test]
fn a_broken_log_is_told() {
    for sql in [
        "UPDATE change_pack SET changes = CAST('[' AS BLOB) WHERE last > 1",
        "UPDATE change_pack SET changes = CAST('[{\"before\":null,\"after\":null}]' AS BLOB) WHERE last > 1",
        "UPDATE change_pack SET format = 9 WHERE last > 1",
        "INSERT INTO taken SELECT id, 1, 'x', '[]', '[]', '[]' FROM change_log WHERE op <> 'create'",
        "INSERT INTO taken SELECT id, 9, '[]', '[]', '[]', '[]' FROM change_log WHERE op <> 'create'",
    ] {
        let office = Office::new();
        let (master, mut copy) = pair(&office);
        rename(&mut copy, 0, "直売所の整備");
        meddle(&copy, sql);
        let copy = office.copy(&copy);
        let refused = master.compare(&copy, None);
        assert!(matches!(refused, Err(Error::Theirs(_))), "{sql}");
    }
}

/// What theirs claims of its past can change what is asked, but never what a book may hold.
#[test]
fn lies_about_the_past_break_no_rule() {
    let office = Office::new();
    let (mut master, mut copy) = pair(&office);
    rename(&mut copy, 0, "直売所の整備");
    rename(&mut master, 0, "即売所の整備");
    let head = master.head().unwrap();
    meddle(
        &copy,
        &format!(
            "INSERT INTO taken SELECT id, 1, '[\"{head}\"]', '[]', '[]', '[]' FROM change_log WHERE op <> 'create'"
        ),
    );
    let copy = office.copy(&copy);
    let _ = merge_with(&mut master, &copy, &Decision::Theirs);
    assert_eq!(measure(&master, 0).name, "直売所の整備");
}
