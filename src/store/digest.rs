//! A file proves itself: it is sound if and only if what it holds is what its latest commit says.
//!
//! Each commit records a digest of everything that the file holds, the earlier commits with their
//! own digests among it, so that the digests are a chain over the history as well. The digest is a
//! sum over all rows of all tables: a commit adds the rows that it writes and subtracts those that
//! it replaces, and so costs what it changes; opening sums up all rows again.
//!
//! It finds what goes wrong with files, such as a flipped bit, a half copy or the page of another
//! state. It is no signature: whoever makes a file on purpose can make its digest too, so that
//! everything else about a file is still checked.

use super::Error;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension};
use std::sync::{Arc, Mutex, PoisonError};
use twox_hash::XxHash3_128;

/// The sum of the hashes of some rows, modulo 2^128: the order of the rows does not matter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Digest(u128);

impl Digest {
    const fn plus(self, rows: Self) -> Self {
        Self(self.0.wrapping_add(rows.0))
    }

    const fn minus(self, rows: Self) -> Self {
        Self(self.0.wrapping_sub(rows.0))
    }

    /// As the column `change_log.digest` holds it: 16 bytes, the most significant first.
    const fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }
}

/// What the digest leaves out: each of these carries a SHA-256 in its own row, and is checked by it
/// whenever it is read, so that one damaged edition does not take the whole file with it.
const CHECKED_BY_THEMSELVES: [(&str, &str); 2] =
    [("edition_content", "pdf"), ("edition_content", "book")];

/// A table, with the columns that are digested in the order in which they are.
struct Table {
    name: String,
    columns: Vec<String>,
}

impl Table {
    fn all(connection: &Connection) -> Result<Vec<Self>, Error> {
        let mut names = connection
            .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY name")?;
        let names = names.query_map([], |row| row.get(0))?;
        names.map(|name| Self::named(connection, name?)).collect()
    }

    fn named(connection: &Connection, name: String) -> Result<Self, Error> {
        let statement = connection.prepare(&format!("SELECT * FROM main.{name}"))?;
        let columns = statement.column_names();
        let is_left_out = |column: &&str| CHECKED_BY_THEMSELVES.contains(&(&name, column));
        let columns =
            columns.into_iter().filter(|column| !is_left_out(column)).map(str::to_owned).collect();
        drop(statement);
        Ok(Self { name, columns })
    }

    /// The columns as SQL, each behind `before`.
    fn columns(&self, before: &str) -> String {
        let columns: Vec<_> =
            self.columns.iter().map(|column| format!("{before}{column}")).collect();
        columns.join(", ")
    }
}

/// Writes rows as bytes that no other row has, and hashes them. One buffer serves for all.
#[derive(Default)]
struct RowHasher {
    bytes: Vec<u8>,
}

impl RowHasher {
    fn hash<'a>(&mut self, table: &str, values: impl IntoIterator<Item = ValueRef<'a>>) -> Digest {
        self.bytes.clear();
        self.put(0, table.as_bytes());
        for value in values {
            match value {
                ValueRef::Null => self.put(1, &[]),
                ValueRef::Integer(value) => self.put(2, &value.to_le_bytes()),
                ValueRef::Real(value) => self.put(3, &value.to_bits().to_le_bytes()),
                ValueRef::Text(text) => self.put(4, text),
                ValueRef::Blob(blob) => self.put(5, blob),
            }
        }
        Digest(XxHash3_128::oneshot(&self.bytes))
    }

    fn put(&mut self, kind: u8, bytes: &[u8]) {
        self.bytes.push(kind);
        self.bytes.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.bytes.extend_from_slice(bytes);
    }
}

/// The digest of all rows of a file, found by reading them.
fn read_all(connection: &Connection) -> Result<Digest, Error> {
    let mut hasher = RowHasher::default();
    let mut sum = Digest::default();
    for table in Table::all(connection)? {
        let sql = format!("SELECT {} FROM main.{}", table.columns(""), table.name);
        let mut statement = connection.prepare(&sql)?;
        let count = table.columns.len();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let values = (0..count).map(|at| row.get_ref(at)).collect::<Result<Vec<_>, _>>()?;
            sum = sum.plus(hasher.hash(&table.name, values));
        }
    }
    Ok(sum)
}

/// Checks that a file holds what its latest commit says; the digest of all its rows.
///
/// # Errors
/// [`Error::Damaged`] where it does not.
pub fn verify(connection: &Connection) -> Result<Digest, Error> {
    let sum = read_all(connection)?;
    let table = Table::named(connection, "change_log".to_owned())?;
    let digest = table.columns.iter().position(|column| column == "digest");
    let sql =
        format!("SELECT {} FROM change_log ORDER BY sequence DESC LIMIT 1", table.columns(""));
    // A commit cannot hold the digest of its own digest: it was reckoned with an empty one.
    let recorded = connection
        .query_row(&sql, [], |row| {
            let stored = (0..table.columns.len())
                .map(|at| row.get_ref(at))
                .collect::<Result<Vec<_>, _>>()?;
            let mut empty = stored.clone();
            let mut recorded = Vec::new();
            if let Some(digest) = digest {
                recorded = stored[digest].as_blob_or_null()?.unwrap_or_default().to_vec();
                empty[digest] = ValueRef::Blob(&[]);
            }
            let mut hasher = RowHasher::default();
            let [stored, empty] = [stored, empty].map(|row| hasher.hash(&table.name, row));
            Ok((recorded, sum.minus(stored).plus(empty)))
        })
        .optional()?;
    match recorded {
        Some((recorded, found)) if recorded == found.to_bytes() => Ok(sum),
        Some(_) => Err(Error::Damaged("it holds something else than its latest commit".to_owned())),
        None => Err(Error::Damaged("it has no commit".to_owned())),
    }
}

/// Records the digest in the latest commit, which has none yet.
pub fn seal(connection: &Connection, digest: Digest) -> Result<(), Error> {
    let _ = connection
        .prepare_cached(
            "UPDATE change_log SET digest = ?1
             WHERE sequence = (SELECT max(sequence) FROM change_log)",
        )?
        .execute([digest.to_bytes()])?;
    Ok(())
}

/// The same for a file all of whose rows may have changed.
pub fn seal_all(connection: &Connection) -> Result<(), Error> {
    seal(connection, read_all(connection)?)
}

/// What is written on a connection, as a digest: the rows that came less those that went.
///
/// SQLite's own hook for the old values of a row (`preupdate_hook`) costs libclang at build time in
/// rusqlite 0.41, so that triggers report the rows. They are of this connection alone and never in
/// the file.
#[derive(Debug)]
pub struct Tally(Arc<Mutex<Digest>>);

const FUNCTION: &str = "tally";

impl Tally {
    /// Counts on this connection from now on.
    pub fn install(connection: &Connection) -> Result<Self, Error> {
        let sum = Arc::new(Mutex::new(Digest::default()));
        let counted = Arc::clone(&sum);
        // Innocuous: with `trusted_schema` off no other function may be called by a trigger.
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_INNOCUOUS;
        connection.create_scalar_function(FUNCTION, -1, flags, move |context| {
            let (comes, row) = row_of(context)?;
            let mut sum = counted.lock().unwrap_or_else(PoisonError::into_inner);
            *sum = if comes { sum.plus(row) } else { sum.minus(row) };
            Ok(0)
        })?;
        let mut triggers = String::from("PRAGMA temp_store = MEMORY;");
        for table in Table::all(connection)? {
            let name = &table.name;
            let call = |comes: u8, values: &str| {
                format!("SELECT {FUNCTION}({comes}, '{name}', {});", table.columns(values))
            };
            let [went, came] = [call(0, "OLD."), call(1, "NEW.")];
            for (event, body) in [
                ("INSERT", came.clone()),
                ("DELETE", went.clone()),
                ("UPDATE", format!("{went} {came}")),
            ] {
                triggers += &format!(
                    "CREATE TEMP TRIGGER IF NOT EXISTS {FUNCTION}_{event}_{name}
                     AFTER {event} ON main.{name} BEGIN {body} END;"
                );
            }
        }
        connection.execute_batch(&triggers)?;
        Ok(Self(sum))
    }

    /// Begins anew.
    pub fn reset(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Digest::default();
    }

    /// What a file holds now that held `before` when the tally began.
    pub fn since(&self, before: Digest) -> Digest {
        before.plus(*self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn row_of(context: &Context<'_>) -> rusqlite::Result<(bool, Digest)> {
    let comes = context.get::<bool>(0)?;
    let table = context.get_raw(1).as_str()?;
    let values = (2..context.len()).map(|at| context.get_raw(at));
    Ok((comes, RowHasher::default().hash(table, values)))
}
