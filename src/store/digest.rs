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
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use std::sync::{Arc, Mutex, PoisonError};
use twox_hash::XxHash3_128;

/// The sum of the hashes of some rows, modulo 2^128: the order of the rows does not matter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Digest(u128);

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
#[derive(Debug, Default)]
struct RowHasher {
    bytes: Vec<u8>,
}

impl RowHasher {
    fn hash<'a>(
        &mut self,
        table: &str,
        values: impl Iterator<Item = rusqlite::Result<ValueRef<'a>>>,
    ) -> rusqlite::Result<Digest> {
        self.bytes.clear();
        self.put(0, table.as_bytes());
        for value in values {
            match value? {
                ValueRef::Null => self.put(1, &[]),
                ValueRef::Integer(value) => self.put(2, &value.to_le_bytes()),
                ValueRef::Real(value) => self.put(3, &value.to_bits().to_le_bytes()),
                ValueRef::Text(text) => self.put(4, text),
                ValueRef::Blob(blob) => self.put(5, blob),
            }
        }
        Ok(Digest(XxHash3_128::oneshot(&self.bytes)))
    }

    fn put(&mut self, kind: u8, bytes: &[u8]) {
        self.bytes.push(kind);
        self.bytes.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.bytes.extend_from_slice(bytes);
    }
}

fn values<'r>(row: &'r Row<'_>) -> impl Iterator<Item = rusqlite::Result<ValueRef<'r>>> {
    (0..row.as_ref().column_count()).map(|at| row.get_ref(at))
}

/// The digest of the rows that were read so far.
#[derive(Debug, Default)]
pub(super) struct RowSum {
    hasher: RowHasher,
    sum: Digest,
}

impl RowSum {
    /// Takes a row into account, all of whose columns were asked for.
    pub(super) fn add(&mut self, table: &str, row: &Row<'_>) -> Result<(), Error> {
        self.sum = self.sum.plus(self.hasher.hash(table, values(row))?);
        Ok(())
    }

    /// Reads all rows of all tables but these, which have been read.
    fn read(&mut self, connection: &Connection, but: &[&str]) -> Result<(), Error> {
        let tables = Table::all(connection)?.into_iter();
        for table in tables.filter(|table| !but.contains(&table.name.as_str())) {
            let sql = format!("SELECT {} FROM main.{}", table.columns(""), table.name);
            let mut statement = connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                self.add(&table.name, row)?;
            }
        }
        Ok(())
    }

    /// Reads what has not been read yet, and checks that the file holds what its latest commit says;
    /// the digest of all its rows.
    ///
    /// # Errors
    /// [`Error::Damaged`] where it does not.
    pub(super) fn verify(
        mut self,
        connection: &Connection,
        read: &[&str],
    ) -> Result<Digest, Error> {
        self.read(connection, read)?;
        let mut statement =
            connection.prepare("SELECT * FROM change_log ORDER BY sequence DESC LIMIT 1")?;
        let digest = statement.column_index("digest")?;
        let mut rows = statement.query([])?;
        let row = rows.next()?.ok_or_else(|| Error::Damaged("it has no commit".to_owned()))?;
        // A commit cannot hold the digest of its own digest: it was reckoned with an empty one.
        let emptied = values(row).enumerate().map(|(at, value)| match at == digest {
            true => Ok(ValueRef::Blob(&[])),
            false => value,
        });
        let stored = self.hasher.hash("change_log", values(row))?;
        let empty = self.hasher.hash("change_log", emptied)?;
        let found = self.sum.minus(stored).plus(empty);
        if row.get_ref(digest)? == ValueRef::Blob(&found.to_bytes()) {
            Ok(self.sum)
        } else {
            Err(Error::Damaged("it holds something else than its latest commit".to_owned()))
        }
    }
}

/// Records the digest in the latest commit, which has none yet.
pub(super) fn seal(connection: &Connection, digest: Digest) -> Result<(), Error> {
    record(connection, &digest.to_bytes())
}

fn record(connection: &Connection, digest: &[u8]) -> Result<(), Error> {
    let _ = connection
        .prepare_cached(
            "UPDATE change_log SET digest = ?1
             WHERE sequence = (SELECT max(sequence) FROM change_log)",
        )?
        .execute([digest])?;
    Ok(())
}

/// The same for a file all of whose rows may have changed.
pub(super) fn seal_all(connection: &Connection) -> Result<(), Error> {
    record(connection, &[])?;
    let mut rows = RowSum::default();
    rows.read(connection, &[])?;
    seal(connection, rows.sum)
}

/// What is written on a connection, as a digest: the rows that came less those that went.
///
/// SQLite's own hook for the old values of a row (`preupdate_hook`) costs libclang at build time in
/// rusqlite 0.41, so that triggers report the rows. They are of this connection alone and never in
/// the file.
#[derive(Debug)]
pub(super) struct Tally(Arc<Mutex<RowSum>>);

const FUNCTION: &str = "tally";

impl Tally {
    /// Counts on this connection from now on.
    pub(super) fn install(connection: &Connection) -> Result<Self, Error> {
        let sum = Arc::new(Mutex::new(RowSum::default()));
        let counted = Arc::clone(&sum);
        // Innocuous: with `trusted_schema` off no other function may be called by a trigger.
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_INNOCUOUS;
        connection.create_scalar_function(FUNCTION, -1, flags, move |context| {
            let comes = context.get::<bool>(0)?;
            let table = context.get_raw(1).as_str()?;
            let values = (2..context.len()).map(|at| Ok(context.get_raw(at)));
            let mut counted = counted.lock().unwrap_or_else(PoisonError::into_inner);
            let row = counted.hasher.hash(table, values)?;
            counted.sum = if comes { counted.sum.plus(row) } else { counted.sum.minus(row) };
            Ok(0)
        })?;
        let mut triggers = String::new();
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
    pub(super) fn reset(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).sum = Digest::default();
    }

    /// What a file holds now that held `before` when the tally began.
    pub(super) fn since(&self, before: Digest) -> Digest {
        before.plus(self.0.lock().unwrap_or_else(PoisonError::into_inner).sum)
    }
}
