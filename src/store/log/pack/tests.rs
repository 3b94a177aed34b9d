use super::*;
use crate::domain::{Department, Position, Record};
use crate::store::schema;

/// What the commit with this number changes in these tests: now and then it is large.
fn changed(sequence: i64) -> Vec<Change> {
    let many = if sequence % 300 == 7 { 900 } else { 1 };
    let name = |nth: usize| format!("{sequence}の{nth}課\n");
    let department = |nth| Record::Department(Department::new(name(nth), Position::nth(nth)));
    (0..many).map(|nth| Change::add(department(nth))).collect()
}

fn log(commits: Range<i64>) -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    schema::create(&connection).unwrap();
    for sequence in commits {
        let sql = "INSERT INTO change_log (sequence, id, at, who, op, subject)
            VALUES (?1, ?1, '', '', '', '')";
        let _ = connection.execute(sql, [sequence]).unwrap();
    }
    connection
}

fn read(connection: &Connection, commits: impl Iterator<Item = i64>) -> Vec<Vec<Change>> {
    let mut packs = Packs::of(connection);
    commits.map(|sequence| packs.changes(sequence).unwrap()).collect()
}

fn count(connection: &Connection, which: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM change_pack WHERE {which}");
    connection.query_row(&sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn what_is_packed_is_read_as_it_was() {
    let commits = 1..LARGE + 2 * SMALL + 100;
    let connection = log(commits.clone());
    let mut kept: Vec<_> = commits.clone().map(changed).collect();
    for (sequence, changes) in commits.clone().zip(&kept) {
        append(&connection, sequence, changes).unwrap();
        assert!(count(&connection, "first = last AND packed = 0") < 2 * SMALL);
    }
    assert_eq!(count(&connection, "first = 1 AND last < 512"), 0, "small packs are packed");
    assert_eq!(read(&connection, commits.clone()), kept);
    kept.reverse();
    assert_eq!(read(&connection, commits.clone().rev()), kept);
    let beyond = Packs::of(&connection).changes(commits.end);
    assert!(matches!(beyond, Err(Error::Log(_))));
    blank(&connection).unwrap();
    assert!(read(&connection, commits).iter().all(Vec::is_empty));
}

/// With a gap, and with JSON in several lines as nobody writes it.
#[test]
fn an_odd_log_is_packed_up_to_what_is_odd() {
    let commits = (1..900).chain(901..LARGE);
    let connection = log(1..LARGE);
    let json = serde_json::to_string_pretty(&changed(8)).unwrap();
    for sequence in commits.clone() {
        let changes = if sequence == 40 { json.as_bytes() } else { b"[]" };
        insert(&connection, &(sequence..sequence + 1), changes, false).unwrap();
    }
    let before = read(&connection, commits.clone());
    for start in [1, 600] {
        pack(&connection, start..LARGE).unwrap();
    }
    let ends = connection.prepare("SELECT first, last FROM change_pack WHERE first < last");
    let ends: Vec<(i64, i64)> = ends
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(ends, [(1, 39), (600, 899)]);
    assert_eq!(read(&connection, commits), before);
    assert!(Packs::of(&connection).changes(900).is_err());
}

/// A pack that reaches beyond its neighbours is nobody's: nothing of it is lost.
#[test]
fn packs_that_overlap_lose_nothing() {
    let connection = log(1..3 * SMALL);
    insert(
        &connection,
        &(1..SMALL + 9),
        &compress("[]\n".repeat(SMALL as usize + 8).as_bytes()).unwrap(),
        true,
    )
    .unwrap();
    for sequence in SMALL + 9..2 * SMALL + 1 {
        append(&connection, sequence, &changed(1)).unwrap();
    }
    pack(&connection, SMALL + 1..2 * SMALL + 1).unwrap();
    assert_eq!(read(&connection, 1..2 * SMALL + 1).len() as i64, 2 * SMALL);
}

fn kept(commits: Range<i64>, json: &[u8]) -> Connection {
    let connection = log(commits.clone());
    insert(&connection, &commits, &compress(json).unwrap(), true).unwrap();
    connection
}

fn refused(connection: &Connection) -> String {
    Packs::of(connection).changes(1).unwrap_err().to_string()
}

/// What unpacks to more than anybody makes is not unpacked.
#[test]
fn a_pack_that_is_a_bomb_is_refused() {
    let blanks = vec![b' '; SEVERAL as usize + 1];
    assert!(compress(&blanks).unwrap().len() < 1 << 10);
    assert!(refused(&kept(1..3, &blanks)).contains("bytes"));
    assert!(refused(&kept(1..2, &blanks)).contains("EOF"), "one commit may be as long");
    // Nor are more lines told apart than a pack has.
    assert!(refused(&kept(1..3, &[b'\n'; 1 << 20])).contains("not as many"));
    let many = i64::from(u16::MAX);
    assert!(
        refused(&kept(1..many + 1, &"[]\n".repeat(many as usize).into_bytes()))
            .contains("not as many")
    );
}

/// A change of nothing takes two bytes, and hundreds where it is read.
#[test]
fn changes_of_nothing_are_refused_at_the_first() {
    let nothing = format!("[{}{{}}]", "{},".repeat(1 << 20));
    let refused = refused(&kept(1..2, nothing.as_bytes()));
    assert!(refused.contains("a change of nothing at line 1 column 4"), "{refused}");
}

/// Many packs, each of which is small enough, are as much as a large one.
#[test]
fn one_question_reads_so_many_bytes_and_changes() {
    let connection = log(1..10);
    for sequence in 1..10 {
        append(&connection, sequence, &changed(sequence)).unwrap();
    }
    let size = serde_json::to_vec(&changed(1)).unwrap().len() as u64;
    let mut few_bytes = Packs { bytes: 3 * size, ..Packs::of(&connection) };
    let read: Vec<bool> = (1..5).map(|commit| few_bytes.changes(commit).is_ok()).collect();
    assert_eq!(read, [true, true, true, false]);
    assert!(few_bytes.mentions(5, "").is_err());
    let mut few_changes = Packs { changes: 902, ..Packs::of(&connection) };
    let read: Vec<bool> =
        [1, 2, 3, 7].into_iter().map(|commit| few_changes.changes(commit).is_ok()).collect();
    assert_eq!(read, [true, true, true, false]);
}
