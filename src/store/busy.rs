//! How long to wait for a file that another program has locked.

use super::{Error, Store, header, journal};
use std::path::Path;
use std::time::Duration;

impl Store {
    /// Sets how long a locked file is waited for before [`Error::Busy`] is returned: a window that
    /// waits is not painted meanwhile.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_busy_timeout(&mut self, timeout: Duration) -> Result<(), Error> {
        self.patience = timeout;
        if let Some(reader) = &self.reader {
            reader.busy_timeout(timeout)?;
        }
        Ok(self.connection.busy_timeout(timeout)?)
    }
}

/// Whether another program has locked a file against reading. `false` where that cannot be told:
/// opening the file will tell.
pub fn is_held(path: &Path) -> bool {
    header::check(path).is_ok() && matches!(journal::is_hot(path, Duration::ZERO), Err(Error::Busy))
}
