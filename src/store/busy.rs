//! How long a file is waited for while another program holds it.

use super::{Error, Store, header, journal};
use std::path::Path;
use std::time::Duration;

impl Store {
    /// Waits so long, and no longer, until [`Error::Busy`] is returned: a window that waited itself
    /// would not be painted meanwhile.
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

/// Whether another program holds a file so that nobody can read it now. Where that cannot be told,
/// opening it will.
pub fn is_held(path: &Path) -> bool {
    header::check(path).is_ok() && matches!(journal::is_hot(path, Duration::ZERO), Err(Error::Busy))
}
