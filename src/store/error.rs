//! Why a file is refused, or a commit.

use super::{ExternalChange, Reason};
use crate::domain::Invalid;
use crate::domain::merge::Undecided;
use std::io;
use std::path::PathBuf;

/// The most bytes that one edit, or one text, has in a file.
pub const LARGEST: u64 = 256 << 20;

/// What of a change log has a limit, so that a few bytes from elsewhere cannot stand for more than
/// fits into the memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LogBound {
    /// The bytes of what these edits changed, by their numbers from the first to the last.
    #[error("the edits {} to {} have more than {limit} bytes", edits[0], edits[1])]
    Bytes { edits: [i64; 2], limit: u64 },
    /// The changes that are read at once, up to the edit of this number.
    #[error("the edits up to {edit} have more than {limit} changes")]
    Changes { edit: i64, limit: usize },
    /// The writers of what merges brought.
    #[error("the merges have more than {limit} writers")]
    Writers { limit: usize },
}

/// What can go wrong with a file. Unless the variant says otherwise, the file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no such file")]
    Missing,
    /// Nothing has been written.
    #[error("no such folder: {}", .0.display())]
    NoFolder(PathBuf),
    /// No file can be made in the system's folder for temporary files.
    #[error("the folder for temporary files cannot be used: {}: {source}", .folder.display())]
    NoTemporaryFolder { folder: PathBuf, source: Box<Error> },
    /// The system names no folder in which the user's data could be kept.
    #[error("the user has no home folder")]
    NoHome,
    #[error("a file of that name exists already")]
    Exists,
    /// The name has no room for that of the journal that a commit needs. Nothing has been written.
    #[error("the name is too long for a journal beside it")]
    NameTooLong,
    /// The same of the name with all its folders.
    #[error("the path is too long for a journal beside the file")]
    PathTooLong,
    /// The name does not tell what would be written. Nothing has been.
    #[error("the name does not end in .{0}")]
    Ending(&'static str),
    /// A file of this program lies where another is to go. It is as it was.
    #[error("a database of this program would be replaced")]
    OverDatabase,
    /// A copy of this file lies there in which something was done that this one has not taken in.
    #[error("what lies there holds changes that are nowhere else")]
    OverChanges,
    /// A file cannot be made there. Nothing has been written.
    #[error("the folder cannot be written to: {}", .0.display())]
    FolderDenied(PathBuf),
    /// A file for a department lies where it is to go, but is in no ledger.
    #[error("the file was handed out, but is not in the ledger: {0}")]
    NotEntered(Box<Error>),
    #[error("the file is empty")]
    Empty,
    /// A folder, a pipe or a device. It has not been read.
    #[error("not a regular file")]
    NotRegular,
    #[error("not an SQLite file")]
    NotSqlite,
    #[error("an SQLite file of another program (application_id {0:#010x})")]
    OtherProgram(u32),
    #[error("the file has version {found}, this program knows {known}")]
    Newer { found: u32, known: u32 },
    #[error("the file has version {found}, and {first} was the first to be released")]
    Unreleased { found: u32, first: u32 },
    #[error("the file was put into write-ahead logging mode by another program")]
    WalMode,
    /// A connection that may only read met it. Opening the file finds out whose it is.
    #[error("a journal would have to be played first")]
    HotJournal,
    #[error("{} does not belong to the file beside it", .0.display())]
    ForeignSidecar(PathBuf),
    /// Something that is no file has the name of the journal, or of a log.
    #[error("{} is no regular file", .0.display())]
    SidecarNotRegular(PathBuf),
    #[error("the schema is not ours: {0}")]
    Schema(String),
    #[error("the file is damaged: {0}")]
    Damaged(String),
    #[error("the content breaks a rule: {0}")]
    Content(Invalid),
    #[error("the change log cannot be read: {0}")]
    Log(String),
    #[error("the change log is larger than what is read of one: {0}")]
    LogTooLarge(LogBound),
    /// Nothing has been written.
    #[error("one edit has more than {LARGEST} bytes")]
    EditTooLarge,
    /// The file was handed out for some entries only.
    #[error("outside of what the file was handed out for")]
    OutsideScope,
    /// The department has submitted it, and must take that back first.
    #[error("the file has been submitted")]
    Submitted,
    #[error("no such edition")]
    NoEdition,
    #[error("several editions of that name")]
    SeveralEditions,
    #[error("what an edition kept is no longer what was kept")]
    EditionDamaged,
    #[error("the file cannot be written to")]
    ReadOnly,
    #[error("the disk is full")]
    Full,
    #[error("the file is in use by another program")]
    Busy,
    /// The disk failed in the midst of a commit and answers no longer. The file holds what it held
    /// before or what was to be saved, whole.
    #[error("the commit could neither be finished nor be taken back: {0}")]
    Uncertain(Box<Error>),
    #[error("access was denied")]
    Denied,
    #[error("the other file is of another plan")]
    OtherPlan,
    #[error("the two files have no commit in common")]
    Unrelated,
    #[error("the other file cannot be compared with: {0}")]
    Theirs(Box<Error>),
    #[error("the file has changed since the two were compared")]
    Overtaken,
    #[error(transparent)]
    Undecided(#[from] Undecided),
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error("the backup ({}) could not be made", reason.code())]
    Backup { reason: Reason, source: Box<Error> },
    /// The file is not the one that was opened. Nothing is written to it; what is held is kept.
    #[error("the file was changed elsewhere: {0:?}")]
    ChangedExternally(ExternalChange),
    /// In bytes. Nothing has been written.
    #[error("{needed} bytes are needed, {free} are free")]
    NoRoom { needed: u64, free: u64 },
    #[error("the file is larger than the file system allows")]
    TooLarge,
    /// A file cannot be written over itself.
    #[error("source and target are the same file")]
    SameFile,
    /// Cancelled before the file got its name.
    #[error("cancelled")]
    Cancelled,
    /// The new file lies under its name, but is not, or not readably, what was written.
    #[error("the written file could not be proven")]
    Unproven(Box<Error>),
    /// There is no backup to restore from.
    #[error("no backup")]
    NoBackup,
    /// Files of the same name have backups of different plans or departments.
    #[error("backups of several files share the name")]
    SeveralFiles,
    /// A backup of the whole is none of a file that was handed out, nor the other way about.
    #[error("the backup is of a file that was handed out for something else")]
    OtherScope,
    #[error(transparent)]
    Io(io::Error),
    #[error(transparent)]
    Sqlite(rusqlite::Error),
}

impl Error {
    /// Whether another program holds the file, so that the same can succeed a moment later.
    pub fn is_busy(&self) -> bool {
        match self {
            Self::Busy | Self::HotJournal => true,
            Self::Backup { source, .. } => source.is_busy(),
            _ => false,
        }
    }

    /// Whether the file itself is at fault, or gone, so that a backup can take its place.
    pub const fn is_about_content(&self) -> bool {
        match self {
            Self::Missing
            | Self::Empty
            | Self::NotSqlite
            // One flipped bit makes another program's file of ours.
            | Self::OtherProgram(_)
            | Self::WalMode
            | Self::Schema(_)
            | Self::Damaged(_)
            | Self::Content(_)
            | Self::Log(_)
            | Self::LogTooLarge(_) => true,
            Self::Exists
            | Self::NameTooLong
            | Self::PathTooLong
            | Self::Ending(_)
            | Self::OverDatabase
            | Self::OverChanges
            | Self::FolderDenied(_)
            | Self::NotEntered(_)
            | Self::NoFolder(_)
            | Self::NoTemporaryFolder { .. }
            | Self::NoHome
            | Self::NotRegular
            | Self::ForeignSidecar(_)
            | Self::SidecarNotRegular(_)
            | Self::Newer { .. }
            | Self::Unreleased { .. }
            | Self::ReadOnly
            | Self::Full
            | Self::Busy
            | Self::HotJournal
            | Self::Uncertain(_)
            | Self::Denied
            | Self::OtherPlan
            | Self::Unrelated
            | Self::Overtaken
            | Self::Theirs(_)
            | Self::Undecided(_)
            | Self::Invalid(_)
            | Self::Backup { .. }
            | Self::ChangedExternally(_)
            | Self::NoRoom { .. }
            | Self::TooLarge
            | Self::EditTooLarge
            | Self::SameFile
            | Self::Cancelled
            | Self::Unproven(_)
            | Self::NoBackup
            | Self::SeveralFiles
            | Self::OtherScope
            | Self::NoEdition
            | Self::SeveralEditions
            | Self::OutsideScope
            | Self::Submitted
            | Self::EditionDamaged
            | Self::Io(_)
            | Self::Sqlite(_) => false,
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::AlreadyExists => Self::Exists,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::FileTooLarge => Self::TooLarge,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            // ExternalChange it can be another fault of the name.
            io::ErrorKind::InvalidFilename if cfg!(unix) => Self::NameTooLong,
            _ => Self::Io(error),
        }
    }
}

/// `SQLITE_READONLY_DBMOVED` of SQLite's documentation "Result and Error Codes".
const READONLY_DBMOVED: i32 = 1032;

/// `SQLITE_READONLY_ROLLBACK`, as there.
const READONLY_ROLLBACK: i32 = 776;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match &error {
            rusqlite::Error::SqliteFailure(failure, message) => match failure.code {
                Code::NotADatabase => Self::NotSqlite,
                Code::DatabaseCorrupt => {
                    Self::Damaged(message.clone().unwrap_or_else(|| failure.to_string()))
                }
                // SQLite noticed by itself that another file lies under the name.
                Code::ReadOnly if failure.extended_code == READONLY_DBMOVED => {
                    Self::ChangedExternally(ExternalChange::Replaced)
                }
                Code::ReadOnly if failure.extended_code == READONLY_ROLLBACK => Self::HotJournal,
                Code::ReadOnly => Self::ReadOnly,
                Code::DiskFull => Self::Full,
                Code::TooBig => Self::EditTooLarge,
                Code::DatabaseBusy | Code::DatabaseLocked | Code::FileLockingProtocolFailed => {
                    Self::Busy
                }
                Code::PermissionDenied => Self::Denied,
                _ => Self::Sqlite(error),
            },
            // A STRICT table holds what it declares; another type means that the file was meddled with.
            rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..) => Self::Damaged(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}
