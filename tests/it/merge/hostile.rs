//! Copies that were made to do harm: refused or confined, soon, and no byte of them is written to.

use super::books::is_sound;
use super::refusals::meddle;
use super::*;
use shinchoku::domain::{Department, FiscalYear, Invalid, Position, ProgressStatus};
use shinchoku::store::LogBound;
use shinchoku::words::Notice;
use std::collections::BTreeSet;

/// A master, and a copy in which one measure has another name, meddled with and opened again.
fn meddled(office: &Office, sql: &str) -> (Store, Result<Store, Error>, Vec<u8>) {
    let master = office.create(&support::book(3, 60));
    let mut copy = office.copy(&master);
    rename(&mut copy, 0, "直売所の整備");
    meddle(&copy, sql);
    let path = office.next();
    let _ = fs::copy(copy.path().unwrap(), &path).unwrap();
    let bytes = fs::read(&path).unwrap();
    let opened = Store::open(&path, Access::Read, session(), &office.backups());
    (master, opened, bytes)
}

/// Takes in what can be taken in; the master is as it was where nothing can.
fn confined(office: &Office, sql: &str) -> Option<Store> {
    let (mut master, opened, bytes) = meddled(office, sql);
    let before = fs::read(master.path().unwrap()).unwrap();
    let compared = opened.and_then(|copy| Ok((master.compare(&copy, None)?, copy)));
    let (comparison, copy) = match compared {
        Ok(compared) => compared,
        Err(error) => {
            assert!(!Notice::from(&error).what.is_empty(), "{sql}");
            assert!(fs::read(master.path().unwrap()).unwrap() == before, "{sql}");
            return None;
        }
    };
    if let Comparison::Incoming(incoming) = comparison {
        let decisions = all(incoming.merge(), &Decision::Theirs);
        master.merge(&incoming, &decisions).unwrap();
    }
    assert!(fs::read(copy.path().unwrap()).unwrap() == bytes, "{sql}");
    let again = Store::open(master.path().unwrap(), Access::Read, session(), &office.backups());
    assert_eq!(again.unwrap().book(), master.book(), "{sql}");
    Some(master)
}

const NEW: &str = "WHERE op <> 'create'";

/// What the commits of [`NEW`] changed.
const PACKED: &str = "WHERE last > (SELECT sequence FROM change_log WHERE op = 'create')";

#[test]
fn a_log_that_is_no_line_is_refused() {
    for sql in [
        "UPDATE change_log SET parent = id".to_owned(),
        "UPDATE change_log SET parent = (SELECT max(id) FROM change_log WHERE op <> 'create')"
            .to_owned(),
        format!("UPDATE change_log SET parent = NULL {NEW}"),
        format!("UPDATE change_log SET sequence = 9223372036854775807 {NEW}"),
        "UPDATE change_log SET sequence = -sequence".to_owned(),
        format!("UPDATE change_log SET id = upper(id) {NEW}"),
        "INSERT INTO change_log SELECT sequence + 9, upper(id), parent, at, who, op, subject, reverts,
             digest FROM change_log"
            .to_owned(),
        "DELETE FROM change_log WHERE op = 'create'".to_owned(),
        format!("UPDATE change_log SET id = '' {NEW}"),
    ] {
        let office = Office::new();
        assert!(confined(&office, &format!("PRAGMA foreign_keys = OFF; {sql}")).is_none(), "{sql}");
    }
}

#[test]
fn json_of_another_shape_is_refused() {
    for json in [
        "{}",
        "null",
        "[1]",
        "[[]]",
        "[{}]",
        r#"[{"before":{"table":"goal"},"after":null}]"#,
        r#"[{"before":{"table":"other"},"after":null}]"#,
        "[{\"before\":null,\"after\":",
    ] {
        let office = Office::new();
        let sql = format!("UPDATE change_pack SET changes = CAST('{json}' AS BLOB) {PACKED}");
        assert!(confined(&office, &sql).is_none(), "{json}");
    }
    // As deep as nobody nests.
    let office = Office::new();
    let deep = format!(
        "UPDATE change_pack SET changes = CAST(printf('%.*c', 1000000, '[') AS BLOB) {PACKED}"
    );
    assert!(confined(&office, &deep).is_none());
}

#[test]
fn packs_that_nobody_made_are_refused() {
    for sql in [
        "SET packed = 1",
        "SET first = -9223372036854775808",
        "SET first = 1",
        "SET last = 9223372036854775807",
        "SET format = 2",
        "SET changes = x'c0ff80'",
        "SET changes = zeroblob(30000000)",
    ] {
        let office = Office::new();
        let sql = format!("PRAGMA foreign_keys = OFF; UPDATE change_pack {sql} {PACKED}");
        assert!(confined(&office, &sql).is_none(), "{sql}");
    }
    let office = Office::new();
    assert!(confined(&office, &format!("DELETE FROM change_pack {PACKED}")).is_none());
}

/// A commit that only claims to have changed something brings nothing.
#[test]
fn a_log_of_empty_commits_brings_nothing() {
    let office = Office::new();
    let sql = format!("UPDATE change_pack SET changes = CAST('[]' AS BLOB) {PACKED}");
    let master = confined(&office, &sql).unwrap();
    assert_eq!(measure(&master, 0).name, "施策1の取組の支援");
}

fn taken(commits: &str, origins: &str, unified: &str) -> String {
    format!(
        "INSERT INTO taken SELECT id, 1, {commits}, {origins}, {unified}, '[]' FROM change_log {NEW}"
    )
}

/// So many of something, as JSON that SQLite makes.
fn many(count: u32, item: &str) -> String {
    format!(
        "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
          SELECT '[' || group_concat({item}) || ']' FROM n)"
    )
}

const SOME_ID: &str = "printf('\"00000000-0000-4000-8000-%012d\"', i)";

#[test]
fn claims_about_earlier_merges_are_confined() {
    let office = Office::new();
    // Ids that there are not, or of things that are never made one.
    let keys = r#"'[[{"department":"00000000-0000-4000-8000-000000000001"},"plan"]]'"#;
    let _ = confined(&office, &taken(&many(3, SOME_ID), "'[]'", keys));
    let nothing = "INSERT INTO taken VALUES ('00000000-0000-4000-8000-000000000001', 1, '[]', '[]', '[]', '[]')";
    assert!(confined(&office, &format!("PRAGMA foreign_keys = OFF; {nothing}")).is_none());
}

#[test]
fn long_claims_are_answered() {
    let office = Office::new();
    let ids = many(100_000, SOME_ID);
    let pairs = many(
        100_000,
        "printf('[{\"department\":\"00000000-0000-4000-8000-%012d\"},{\"department\":\"00000000-0000-4000-9000-%012d\"}]', i, i)",
    );
    assert!(confined(&office, &taken(&ids, "'[]'", &pairs)).is_some());
    // Cells that nobody wrote by themselves, and commits that nobody knows.
    let cells = many(
        100_000,
        "printf('[{\"goal\":\"00000000-0000-4000-8000-%012d\"},[\"goal_name\"]]', i)",
    );
    let decided = format!("'[{{\"by\":[],\"of\":' || {cells} || '}}]'");
    assert!(confined(&office, &taken(&ids, &decided, "'[]'")).is_some());
    // A product that no memory holds.
    let product = format!("'[{{\"by\":' || {ids} || ',\"of\":' || {cells} || '}}]'");
    assert!(confined(&office, &taken("'[]'", &product, "'[]'")).is_none());
}

/// Groups each of which a memory would hold, in many merges: they are counted together.
#[test]
fn the_claims_of_all_merges_have_one_bound() {
    let office = Office::new();
    let master = office.create(&support::book(3, 60));
    let mut copy = office.copy(&master);
    for name in ["直売所の整備", "直売所の支援", "直売所の拡充"] {
        rename(&mut copy, 0, name);
    }
    let cells =
        many(1_000, "printf('[{\"goal\":\"00000000-0000-4000-8000-%012d\"},[\"goal_name\"]]', i)");
    let origins =
        format!("'[{{\"by\":' || {} || ',\"of\":' || {cells} || '}}]'", many(2_000, SOME_ID));
    meddle(&copy, &taken("'[]'", &origins, "'[]'"));
    let Err(Error::Theirs(cause)) = master.compare(&office.copy(&copy), None) else {
        panic!("refused")
    };
    assert!(matches!(*cause, Error::LogTooLarge(LogBound::Writers { limit: 4_000_000 })));
}

/// Departments of which each goes over into the next.
fn chain(length: usize) -> Vec<Department> {
    let new = |at| Department::new(format!("{at}番目の課"), Position::nth(at));
    let mut chain: Vec<Department> = (0..length).map(new).collect();
    let next: Vec<_> = chain.iter().skip(1).map(|row| row.id).collect();
    for (row, into) in chain.iter_mut().zip(next) {
        row.successor = Some(shinchoku::domain::Succession { into, from: FiscalYear(2024) });
    }
    chain
}

/// A way that is gone for every measure that is shown: nobody is given one without an end.
#[test]
fn a_long_way_of_successors_is_refused() {
    let office = Office::new();
    let mut master = office.create(&support::book(3, 60));
    let mut copy = office.copy(&master);
    let added = |chain: Vec<Department>| -> Vec<Change> {
        chain.into_iter().rev().map(|row| Change::add(Record::Department(row))).collect()
    };
    let long = copy.commit(Op::Import, "", added(chain(Book::MOST_SUCCESSORS + 2)));
    assert!(matches!(long, Err(Error::Invalid(Invalid::TooManySuccessors))));
    commit(&mut copy, added(chain(Book::MOST_SUCCESSORS + 1)));
    merge(&mut master, &copy);
    assert_eq!(master.book().departments().len(), copy.book().departments().len());
}

/// A file that was handed out for some records: whatever it holds, the others stay.
#[test]
fn a_copy_changes_only_what_it_was_handed_out_for() {
    let office = Office::new();
    let master = office.create(&support::book(3, 60));
    let mut copy = office.copy(&master);
    narrate(&mut copy, 0, "・自分の分。");
    narrate(&mut copy, 1, "・他人の分。");
    rename(&mut copy, 1, "他人の施策");
    let department = copy.book().departments()[0].clone();
    put(&mut copy, [Record::Department(Department { retired: true, ..department })]);
    let own = BTreeSet::from([key_of(&entry(&copy, 0))]);
    let mut mine = office.copy(&master);
    let Comparison::Incoming(incoming) = mine.compare(&copy, Some(own)).unwrap() else { panic!() };
    assert_eq!(incoming.merge().outside().len(), 3);
    mine.merge(&incoming, &Decisions::new()).unwrap();
    assert_eq!(entry(&mine, 0).narrative, "・自分の分。");
    assert_eq!(entry(&mine, 1), entry(&master, 1));
    assert_eq!(measure(&mine, 1), measure(&master, 1));
    assert_eq!(mine.book().departments(), master.book().departments());
}

/// A status that was deleted there while every entry here was given it: all go back at once.
#[test]
fn what_all_refer_to_can_be_decided_to_go() {
    let office = Office::new();
    let mut master = office.create(&support::book(1_500, 20));
    let status = ProgressStatus::new("休止中", Position::nth(9));
    put(&mut master, [Record::Status(status.clone())]);
    let mut copy = office.copy(&master);
    delete(&mut copy, Key::Status(status.id));
    let before = Book::clone(copy.book());
    let entries = master.book().records().filter_map(|record| match record {
        Record::Implementation(entry) => Some(Implementation { status: Some(status.id), ..entry }),
        _ => None,
    });
    let changes = entries.filter_map(|entry| master.book().put(Record::Implementation(entry)));
    let changes: Vec<Change> = changes.collect();
    commit(&mut master, changes);
    assert_eq!(merge_with(&mut master, &copy, &Decision::Theirs).len(), 1);
    assert_eq!(**master.book(), before);
}

/// Hundreds of departments renamed so on both sides that each name would be there twice.
#[test]
fn all_names_that_clash_are_found() {
    const PAIRS: usize = 300;
    let office = Office::new();
    let mut master = office.create(&support::book(3, 20));
    let new = |at| Department::new(format!("{at}番目の課"), Position::nth(at));
    let departments: Vec<Department> = (0..2 * PAIRS).map(new).collect();
    let added = departments.iter().cloned().map(Record::Department).map(Change::add);
    commit(&mut master, added.collect());
    let mut copy = office.copy(&master);
    let (ours, theirs) = departments.split_at(PAIRS);
    for (store, rows) in [(&mut master, ours), (&mut copy, theirs)] {
        let renamed = rows.iter().enumerate().map(|(at, row)| {
            Record::Department(Department { name: format!("新しい{at}課"), ..row.clone() })
        });
        let changes = renamed.filter_map(|row| store.book().put(row)).collect();
        commit(store, changes);
    }
    assert_eq!(merge_with(&mut master, &copy, &Decision::Theirs).len(), PAIRS);
    assert!(is_sound(master.book()));
}
