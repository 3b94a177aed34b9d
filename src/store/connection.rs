//! Opens and configures SQLite connections.

use super::{Access, Error, header};
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

/// How long to wait for a lock.
pub(super) const PATIENCE: Duration = Duration::from_secs(3);

pub(super) fn connect(path: &Path, access: Access) -> Result<Connection, Error> {
    let mode = match access {
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => {
            header::check_name(path)?;
            OpenFlags::SQLITE_OPEN_READ_WRITE
        }
    };
    let connection = open_connection(path, mode)?;
    configure(&connection)?;
    if access == Access::Write && connection.is_readonly(rusqlite::MAIN_DB)? {
        return Err(Error::ReadOnly);
    }
    Ok(connection)
}

/// Creates no file, takes no URI and loads no extension. The bundled SQLite is built with
/// `SQLITE_USE_URI`, so that a name that begins with `file:` must not come first.
pub(super) fn open_connection(path: &Path, mode: OpenFlags) -> Result<Connection, Error> {
    header::check_path(path)?;
    let path = std::path::absolute(path)?;
    let flags = mode | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE;
    Ok(Connection::open_with_flags(path, flags)?)
}

/// Configures a connection to make commits durable and to distrust the schema it reads.
///
/// `synchronous=EXTRA` is FULL and a flush of the directory after the journal is removed, without
/// which a pulled plug can bring the journal, and with it the state before the commit, back
/// (SQLite's documentation of `PRAGMA synchronous`).
///
/// `cache_spill=OFF`: a transaction that outgrows the cache would be written into the file before it
/// is committed. So the file is touched only by a commit, and a program that is killed before it
/// leaves the file as it was. A transaction is held in memory whole instead.
pub(super) fn configure(connection: &Connection) -> Result<(), Error> {
    connection.busy_timeout(PATIENCE)?;
    let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    let _ = connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, 256 << 20)?;
    let _ = connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.execute_batch(
        "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON;
         PRAGMA synchronous = EXTRA; PRAGMA cache_spill = OFF;
         PRAGMA temp_store = MEMORY;",
    )?;
    Ok(())
}

/// Begins a write transaction without waiting: `None` where another program is writing or about to.
pub(super) fn begin_now(connection: &Connection) -> Result<Option<Transaction<'_>>, Error> {
    connection.busy_timeout(Duration::ZERO)?;
    let begun = Transaction::new_unchecked(connection, TransactionBehavior::Immediate);
    connection.busy_timeout(PATIENCE)?;
    match begun.map_err(Error::from) {
        Err(error) if error.is_busy() => Ok(None),
        begun => begun.map(Some),
    }
}
