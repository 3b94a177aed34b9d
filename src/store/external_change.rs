//! What can become of a file while it is open.

/// What has become of a file while it was open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExternalChange {
    /// Another file lies under its name.
    Replaced,
    /// Its history no longer holds what was read from it: it was brought back to an earlier state or
    /// overwritten with another copy.
    Diverged,
    /// Nothing lies under its name: the stick was pulled, or the file moved or deleted.
    Gone,
}
