//! The digest of a file, reckoned a second time as the README describes it: so that a test can make
//! what proves itself and is wrong all the same, as somebody could on purpose.

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::path::Path;
use twox_hash::XxHash3_128;

/// Changes a file as somebody does who means harm, and records the new digest as well.
pub(crate) fn meddle(file: &Path, sql: &str) {
    let connection = Connection::open(file).expect("a database");
    connection.execute_batch(sql).expect("proper SQL");
    // What is no file of ours any more, or has another schema, has no digest.
    let _ = reseal(&connection);
}

/// Records the digest of what a file holds now in its latest commit.
pub(crate) fn reseal(connection: &Connection) -> rusqlite::Result<()> {
    const LAST: &str = "WHERE sequence = (SELECT max(sequence) FROM change_log)";
    connection.execute_batch(&format!("UPDATE change_log SET digest = x'' {LAST}"))?;
    let tables: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut sum = 0_u128;
    for table in tables {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut bytes = Vec::new();
            let mut put = |kind: u8, value: &[u8]| {
                bytes.push(kind);
                bytes.extend((value.len() as u64).to_le_bytes());
                bytes.extend(value);
            };
            put(0, table.as_bytes());
            for (at, name) in names.iter().enumerate() {
                // The two that have a mark of their own.
                if table == "edition_content" && (name == "pdf" || name == "book") {
                    continue;
                }
                match row.get_ref(at)? {
                    ValueRef::Null => put(1, &[]),
                    ValueRef::Integer(value) => put(2, &value.to_le_bytes()),
                    ValueRef::Real(value) => put(3, &value.to_bits().to_le_bytes()),
                    ValueRef::Text(value) => put(4, value),
                    ValueRef::Blob(value) => put(5, value),
                }
            }
            sum = sum.wrapping_add(XxHash3_128::oneshot(&bytes));
        }
    }
    let sql = format!("UPDATE change_log SET digest = ?1 {LAST}");
    connection.execute(&sql, [sum.to_be_bytes()]).map(drop)
}
