//! Why a backup was taken.

/// What a backup was taken before, or for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The first edit of a day.
    Daily,
    Migration,
    Import,
    Merge,
    /// The open content of a file that was replaced externally and is about to be read again.
    Reread,
    Restore,
    /// The clerk asked for it.
    Asked,
}

/// The words for the reasons in file names.
pub(super) const CODES: [(Reason, &str); 7] = [
    (Reason::Daily, "daily"),
    (Reason::Migration, "migration"),
    (Reason::Import, "import"),
    (Reason::Merge, "merge"),
    (Reason::Reread, "reread"),
    (Reason::Restore, "restore"),
    (Reason::Asked, "asked"),
];

impl Reason {
    /// The word in the file's name.
    pub fn code(self) -> &'static str {
        CODES.iter().find(|(reason, _)| *reason == self).map_or("", |(_, code)| code)
    }

    /// The reason that a word stands for.
    pub fn of_code(code: &str) -> Option<Self> {
        CODES.iter().find(|(_, known)| *known == code).map(|(reason, _)| *reason)
    }
}
