//! Which file lies under a name.

use std::fs::{File, Metadata};
use std::path::Path;

/// Which file lies under a name, whatever it holds.
///
/// Only Unix tells; on Windows SQLite holds the file so that nobody can put another in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Identity(Option<(u64, u64)>);

impl Identity {
    /// Whether two of them can be compared.
    pub(crate) const fn is_known(self) -> bool {
        self.0.is_some()
    }

    pub(crate) fn of(path: &Path) -> std::io::Result<Self> {
        Ok(Self::of_metadata(&path.metadata()?))
    }

    /// That of an open file.
    pub(crate) fn of_file(file: &File) -> std::io::Result<Self> {
        Ok(Self::of_metadata(&file.metadata()?))
    }

    #[cfg_attr(not(unix), expect(unused_variables, reason = "only Unix tells"))]
    fn of_metadata(found: &Metadata) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Self(Some((found.dev(), found.ino())))
        }
        #[cfg(not(unix))]
        Self(None)
    }
}
