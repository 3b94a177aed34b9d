//! Places on a disk, as they are shown.

use crate::domain::text::label;
use std::path::Path;

/// A whole path.
pub fn path(path: &Path) -> String {
    label(&path.to_string_lossy())
}

/// The name of a file alone; the whole path where it ends in none.
pub fn file_name(path: &Path) -> String {
    label(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy())
}
