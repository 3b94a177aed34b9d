//! What succeeded, where it cannot be seen otherwise.

use std::ops::AddAssign;
use std::path::{Path, PathBuf};

/// A sentence, and the file or the folder that was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    pub sentence: String,
    pub made: Option<PathBuf>,
}

impl Status {
    /// What tells of a file that was made.
    pub fn made(sentence: impl Into<String>, path: &Path) -> Self {
        Self { sentence: sentence.into(), made: Some(path.to_owned()) }
    }
}

impl From<String> for Status {
    fn from(sentence: String) -> Self {
        Self { sentence, made: None }
    }
}

impl From<&str> for Status {
    fn from(sentence: &str) -> Self {
        sentence.to_owned().into()
    }
}

impl AddAssign<&str> for Status {
    fn add_assign(&mut self, more: &str) {
        self.sentence.push_str(more);
    }
}
