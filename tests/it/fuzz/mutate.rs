//! What can be done to a file by somebody who wishes ill, or by a failing stick.

use crate::fuzz::pair::Pair;
use crate::support::digest::reseal;
use crate::support::random::Random;
use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::Value as Json;
use std::fs;

/// Columns that hold JSON.
const JSON: [(&str, &str); 7] = [
    ("change_pack", "changes"),
    ("taken", "commits"),
    ("taken", "origins"),
    ("taken", "unified"),
    ("taken", "declined"),
    ("template", "settings"),
    ("edition", "settings"),
];

/// Something done to theirs, now and then to mine.
pub(super) fn mutated(pair: &Pair, random: &mut Random) -> Pair {
    let mut pair = pair.clone();
    let bytes = if random.one_in(8) { &mut pair.mine } else { &mut pair.theirs };
    for _ in 0..1 + random.below(3) {
        let changed = match random.below(8) {
            0..4 => damaged(bytes.clone(), random),
            4..6 => meddled(bytes, random, value),
            _ => meddled(bytes, random, json),
        };
        *bytes = changed;
    }
    pair
}

/// Bytes and pages, as a failing stick leaves them.
fn damaged(mut bytes: Vec<u8>, random: &mut Random) -> Vec<u8> {
    const PAGE: usize = 512;
    const WORDS: [u32; 8] = [0, 1, 2, 0x7f, 0xff, 0xffff, 0x7fff_ffff, 0xffff_ffff];
    let (pages, at) = (bytes.len() / PAGE, random.below(bytes.len().saturating_sub(4)));
    match random.below(8) {
        0 => bytes.truncate(at),
        1 if pages > 1 => {
            let (from, to) = (random.below(pages) * PAGE, random.below(pages) * PAGE);
            bytes.copy_within(from..from + PAGE, to);
        }
        2 => {
            let word = random.choice(&WORDS).to_be_bytes();
            bytes.splice(at..at + 4, word).for_each(drop);
        }
        // The header, and the head of a page, in which all depends on each byte.
        3 => bytes[random.below(100)] = random.next() as u8,
        4 if pages > 1 => {
            bytes[random.below(pages) * PAGE + random.below(12)] = random.next() as u8;
        }
        5 => bytes[at..at + 4].fill(0),
        _ => bytes[at] ^= 1 << random.below(8),
    }
    // A header cut off is refused at once: not much to learn.
    if bytes.len() < 100 { vec![0; 100] } else { bytes }
}

/// What a program does that knows SQLite and none of our rules.
fn meddled(
    bytes: &[u8],
    random: &mut Random,
    act: fn(&Connection, &mut Random) -> rusqlite::Result<()>,
) -> Vec<u8> {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("file.db");
    fs::write(&path, bytes).unwrap();
    let _ = Connection::open(&path).and_then(|connection| {
        connection.execute_batch(
            "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
             PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY",
        )?;
        // What it did until it failed is as good; the digest lets it in.
        let _ = act(&connection, random);
        reseal(&connection)
    });
    fs::read(&path).unwrap()
}

fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    statement.query_map([], |row| row.get(0))?.collect()
}

fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement = connection.prepare("SELECT name, type FROM pragma_table_info(?1)")?;
    statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

fn row_of(connection: &Connection, table: &str, random: &mut Random) -> rusqlite::Result<i64> {
    let mut statement = connection.prepare(&format!("SELECT rowid FROM {table} ORDER BY rowid"))?;
    let rows: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    if rows.is_empty() {
        return Err(rusqlite::Error::QueryReturnedNoRows);
    }
    Ok(*random.choice(&rows))
}

/// A row or a cell made another.
fn value(connection: &Connection, random: &mut Random) -> rusqlite::Result<()> {
    let tables = tables(connection)?;
    let table = random.choice(&tables);
    let row = row_of(connection, table, random)?;
    let columns = columns(connection, table)?;
    let (column, kind) = random.choice(&columns);
    let update = format!("UPDATE {table} SET {column} = ?1 WHERE rowid = ?2");
    let set = |value: Value| connection.execute(&update, (value, row)).map(drop);
    match random.below(8) {
        0 => connection.execute(&format!("DELETE FROM {table} WHERE rowid = ?1"), [row]).map(drop),
        1 => {
            let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
            let with = |name: &str| if name == column { "?1".to_owned() } else { name.to_owned() };
            let values: Vec<String> = names.iter().map(|name| with(name)).collect();
            let sql = format!(
                "INSERT INTO {table} ({}) SELECT {} FROM {table} WHERE rowid = ?2",
                names.join(", "),
                values.join(", ")
            );
            connection.execute(&sql, (odd(kind, random), row)).map(drop)
        }
        2 => {
            // The same in other letters.
            let cased = if random.one_in(2) { "upper" } else { "lower" };
            let sql = format!("UPDATE {table} SET {column} = {cased}({column}) WHERE rowid = ?1");
            connection.execute(&sql, [row]).map(drop)
        }
        3 | 4 => {
            // What stands elsewhere in the file.
            let other = random.choice(&tables);
            let names = self::columns(connection, other)?;
            let (name, _) = random.choice(&names);
            let from = row_of(connection, other, random)?;
            let sql = format!("SELECT {name} FROM {other} WHERE rowid = ?1");
            set(connection.query_row(&sql, [from], |row| row.get(0))?)
        }
        5 => {
            // Not UTF-8.
            let sql =
                format!("UPDATE {table} SET {column} = CAST(x'c0ff80' AS TEXT) WHERE rowid = ?1");
            connection.execute(&sql, [row]).map(drop)
        }
        _ => set(odd(kind, random)),
    }
}

fn odd(kind: &str, random: &mut Random) -> Value {
    const NUMBERS: [i64; 12] =
        [0, 1, -1, 2, 9, i64::MAX, i64::MIN, 1 << 31, -(1 << 31), 1 << 32, 2024, 99_999];
    match kind {
        "INTEGER" => Value::Integer(*random.choice(&NUMBERS)),
        "BLOB" => Value::Blob(vec![0x50; random.below(2000)]),
        _ => Value::Text(odd_text(random)),
    }
}

fn odd_text(random: &mut Random) -> String {
    const TEXTS: [&str; 18] = [
        "",
        " ",
        "a\u{1b}[2J",
        "\u{0}",
        "一\n二",
        "\u{202e}右から",
        "[]",
        "[{}]",
        "{}",
        "null",
        "[[",
        "99",
        "merge",
        "undo",
        "create",
        "later",
        "9999-12-31T23:59:59+23:59",
        "+262142-12-31",
    ];
    match random.below(12) {
        0 => "字".repeat(100_001),
        1 => "[".repeat(5_000),
        2 => "00000000-0000-0000-0000-000000000000".to_owned(),
        3 => "行\n".repeat(3_000),
        _ => (*random.choice(&TEXTS)).to_owned(),
    }
}

/// A node of what is kept as JSON made another.
fn json(connection: &Connection, random: &mut Random) -> rusqlite::Result<()> {
    let (table, column) = *random.choice(&JSON);
    let row = row_of(connection, table, random)?;
    let select = format!("SELECT CAST({column} AS TEXT) FROM {table} WHERE rowid = ?1");
    let held: String = connection.query_row(&select, [row], |row| row.get(0))?;
    let Ok(mut tree) = serde_json::from_str::<Json>(&held) else { return Ok(()) };
    // What stands elsewhere in the file is likeliest to be understood.
    let (from, name) = *random.choice(&JSON);
    let elsewhere = row_of(connection, from, random).and_then(|row| {
        let sql = format!("SELECT CAST({name} AS TEXT) FROM {from} WHERE rowid = ?1");
        connection.query_row(&sql, [row], |row| row.get::<_, String>(0))
    });
    let mut other = elsewhere.ok().and_then(|json| serde_json::from_str(&json).ok());
    let replacement = match other.as_mut() {
        Some(other) if random.one_in(2) => node(other, random).clone(),
        _ => match random.below(6) {
            0 => Json::Null,
            1 => Json::from(*random.choice(&[0_i64, -1, 1, i64::MAX, i64::MIN, 1 << 33])),
            2 => Json::from(odd_text(random)),
            3 => Json::from(true),
            4 => Json::Array(Vec::new()),
            _ => node(&mut tree.clone(), random).clone(),
        },
    };
    let place = node(&mut tree, random);
    match place {
        Json::Array(items) if random.one_in(2) && !items.is_empty() => match random.below(4) {
            0 => drop(items.remove(random.below(items.len()))),
            1 => items.push(random.choice(items).clone()),
            2 => items.reverse(),
            _ => items.push(replacement),
        },
        Json::Object(fields) if random.one_in(2) && !fields.is_empty() => {
            let keys: Vec<String> = fields.keys().cloned().collect();
            let key = random.choice(&keys);
            let taken = fields.remove(key);
            if let (Some(taken), true) = (taken, random.one_in(2)) {
                let _ = fields.insert(random.choice(&keys).clone(), taken);
            }
        }
        place => *place = replacement,
    }
    let kept = if table == "change_pack" { "CAST(?1 AS BLOB)" } else { "?1" };
    let update = format!("UPDATE {table} SET {column} = {kept} WHERE rowid = ?2");
    connection.execute(&update, (tree.to_string(), row)).map(drop)
}

/// A node by chance, the deeper the likelier.
fn node<'a>(tree: &'a mut Json, random: &mut Random) -> &'a mut Json {
    let within = match tree {
        Json::Array(items) => items.len(),
        Json::Object(fields) => fields.len(),
        _ => 0,
    };
    if within == 0 || random.one_in(6) {
        return tree;
    }
    let at = random.below(within);
    let next = match tree {
        Json::Array(items) => items.get_mut(at),
        Json::Object(fields) => fields.values_mut().nth(at),
        _ => None,
    };
    node(next.expect("one of so many"), random)
}
