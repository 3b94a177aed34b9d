//! The tables, and how they came to be.

use super::digest::{self, RowSum};
use super::{Error, rows};
use rusqlite::{Connection, Transaction, TransactionBehavior};

/// `application_id` of our files: "SNCK".
pub(super) const APPLICATION_ID: u32 = 0x534E_434B;

/// The first version that was released: the one of `schema.sql`. `user_version` holds it.
pub(super) const FIRST_VERSION: u32 = 9;

/// One script for each version after the first, never edited once released.
const MIGRATIONS: &[&str] = &[
    "ALTER TABLE measure ADD COLUMN grant TEXT NOT NULL DEFAULT ''",
    // No table changes. The settings of a template can say more (`Design`, `Rows::Years`), which an
    // older program would take for damage, or lose: it refuses the file in words instead.
    "",
    "ALTER TABLE progress_status ADD COLUMN meaning TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE plan ADD COLUMN dismissed TEXT NOT NULL DEFAULT '';
     ALTER TABLE measure ADD COLUMN dismissed TEXT NOT NULL DEFAULT '';
     ALTER TABLE implementation ADD COLUMN dismissed TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE measure ADD COLUMN period_first INTEGER;
     ALTER TABLE measure ADD COLUMN period_last INTEGER",
    include_str!("schema/indicators.sql"),
];

#[cfg(not(test))]
const fn migrations() -> &'static [&'static str] {
    MIGRATIONS
}

#[cfg(test)]
use tests::migrations;

/// The version of the files that this program writes.
pub(super) fn current_version() -> u32 {
    version(migrations().len())
}

fn version(scripts: usize) -> u32 {
    FIRST_VERSION + u32::try_from(scripts).unwrap_or(u32::MAX - FIRST_VERSION)
}

/// Refuses a file that a newer program has brought to its version while it was open here: this one
/// knows nothing of what was added.
pub(super) fn check_version(connection: &Connection) -> Result<(), Error> {
    match (user_version(connection)?, current_version()) {
        (found, known) if found == known => Ok(()),
        (found, known) => Err(Error::Newer { found, known }),
    }
}

/// Makes the tables of a new file.
pub(super) fn create(connection: &Connection) -> Result<(), Error> {
    connection.execute_batch(&format!(
        "PRAGMA journal_mode = DELETE; PRAGMA application_id = {APPLICATION_ID}"
    ))?;
    let transaction = connection.unchecked_transaction()?;
    create_tables(&transaction, migrations())?;
    Ok(transaction.commit()?)
}

fn create_tables(connection: &Connection, scripts: &[&str]) -> Result<(), Error> {
    connection.execute_batch(include_str!("schema.sql"))?;
    connection.pragma_update(None, "user_version", FIRST_VERSION)?;
    migrate(connection, scripts)
}

/// Brings an older file, which is sound, to the current version.
pub(super) fn upgrade(connection: &Connection) -> Result<(), Error> {
    upgrade_within(Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?)
}

/// The same within a transaction that has begun, and ends it.
pub(super) fn upgrade_within(transaction: Transaction<'_>) -> Result<(), Error> {
    migrate(&transaction, migrations())?;
    digest::seal_all(&transaction)?;
    // What would be refused afterwards stays as it is.
    drop(rows::read_book(&transaction, &mut RowSum::default())?);
    Ok(transaction.commit()?)
}

/// Runs the scripts that a file has not seen yet.
fn migrate(transaction: &Connection, scripts: &[&str]) -> Result<(), Error> {
    let seen = user_version(transaction)?.saturating_sub(FIRST_VERSION);
    for script in scripts.iter().skip(seen as usize) {
        transaction.execute_batch(script)?;
    }
    Ok(transaction.pragma_update(None, "user_version", version(scripts.len()))?)
}

pub(super) fn user_version(connection: &Connection) -> Result<u32, Error> {
    Ok(connection.prepare_cached("PRAGMA user_version")?.query_row([], |row| row.get(0))?)
}

/// Refuses a file whose schema is not exactly what our scripts make: a file from a stick could
/// carry triggers and views that act in the clerk's name.
pub(super) fn check(connection: &Connection) -> Result<(), Error> {
    let seen = user_version(connection)?.saturating_sub(FIRST_VERSION) as usize;
    let scripts = migrations();
    let ours = Connection::open_in_memory()?;
    create_tables(&ours, &scripts[..seen.min(scripts.len())])?;
    let (ours, theirs) = (objects(&ours)?, objects(connection)?);
    if ours == theirs {
        return Ok(());
    }
    let odd = theirs.iter().find(|object| !ours.contains(object));
    let lacking = ours.iter().find(|object| !theirs.contains(object));
    let name = odd.or(lacking).map_or("", |object| object.name.as_str());
    Err(Error::Schema(name.to_owned()))
}

/// One row of `sqlite_schema`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Object {
    name: String,
    kind: String,
    table: String,
    sql: Option<String>,
}

fn objects(connection: &Connection) -> Result<Vec<Object>, Error> {
    let mut statement = connection
        .prepare("SELECT name, type, tbl_name, sql FROM sqlite_schema ORDER BY name, type")?;
    let rows = statement.query_map([], |row| {
        Ok(Object {
            name: row.get("name")?,
            kind: row.get("type")?,
            table: row.get("tbl_name")?,
            sql: row.get("sql")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Checks the pages, the indexes and the references of a file.
pub(super) fn check_integrity(connection: &Connection) -> Result<(), Error> {
    // `quick_check` does not compare the indexes with their tables.
    let verdict: String =
        connection.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    if verdict != "ok" {
        return Err(Error::Damaged(verdict));
    }
    // What the rows of a book refer to is checked by the rules of the domain.
    let tables = objects(connection)?.into_iter().filter(|object| object.kind == "table");
    for table in tables.filter(|table| !rows::TABLES.contains(&table.name.as_str())) {
        let mut statement =
            connection.prepare(&format!("PRAGMA main.foreign_key_check({})", table.name))?;
        if statement.query([])?.next()?.is_some() {
            return Err(Error::Damaged(format!("a row of {} refers to nothing", table.name)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
