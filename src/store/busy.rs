//! How long a file is waited for while another program holds it.

use super::{Error, Store, flags, header};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::Path;
use std::time::Duration;

impl Store {
    /// Waits so long, and no longer, until [`Error::Busy`] is returned: a window that waited itself
    /// would not be painted meanwhile.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_busy_timeout(&self, timeout: Duration) -> Result<(), Error> {
        Ok(self.connection.busy_timeout(timeout)?)
    }
}

/// Whether another program holds a file so that nobody can read it now. Where that cannot be told,
/// opening it will.
pub fn is_held(path: &Path) -> bool {
    let asked = || {
        let _ = header::inspect(path).ok()?;
        let connection =
            Connection::open_with_flags(path, flags(OpenFlags::SQLITE_OPEN_READ_ONLY)).ok()?;
        connection.busy_timeout(Duration::ZERO).ok()?;
        let read = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
        read.err()?.sqlite_error_code()
    };
    asked() == Some(ErrorCode::DatabaseBusy)
}
