//! Why a file is refused, or a commit.

use crate::domain::Invalid;
use std::io;
use std::path::PathBuf;

/// What can go wrong with a file. Unless the variant says otherwise, the file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no such file")]
    Missing,
    #[error("a file of that name exists already")]
    Exists,
    #[error("the file is empty")]
    Empty,
    #[error("not an SQLite file")]
    NotSqlite,
    #[error("an SQLite file of another program (application_id {0:#010x})")]
    OtherProgram(u32),
    #[error("the file has version {found}, this program knows {known}")]
    Newer { found: u32, known: u32 },
    #[error("the file was put into write-ahead logging mode by another program")]
    WalMode,
    #[error("{} does not belong to the file beside it", .0.display())]
    ForeignSidecar(PathBuf),
    #[error("the schema is not ours: {0}")]
    Schema(String),
    #[error("the file is damaged: {0}")]
    Damaged(String),
    #[error("the content breaks a rule: {0}")]
    Content(Invalid),
    #[error("the change log cannot be read: {0}")]
    Log(String),
    #[error("the file cannot be written to")]
    ReadOnly,
    #[error("the disk is full")]
    Full,
    #[error("the file is in use by another program")]
    Busy,
    #[error("access was denied")]
    Denied,
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error("the backup before {what} could not be made")]
    Backup { what: &'static str, source: Box<Error> },
    #[error(transparent)]
    Io(io::Error),
    #[error(transparent)]
    Sqlite(rusqlite::Error),
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::AlreadyExists => Self::Exists,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Io(error),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match &error {
            rusqlite::Error::SqliteFailure(failure, message) => match failure.code {
                Code::NotADatabase => Self::NotSqlite,
                Code::DatabaseCorrupt => {
                    Self::Damaged(message.clone().unwrap_or_else(|| failure.to_string()))
                }
                Code::ReadOnly => Self::ReadOnly,
                Code::DiskFull => Self::Full,
                Code::DatabaseBusy | Code::DatabaseLocked | Code::FileLockingProtocolFailed => {
                    Self::Busy
                }
                Code::PermissionDenied => Self::Denied,
                _ => Self::Sqlite(error),
            },
            // A STRICT table holds what it declares; another type means that the file was meddled with.
            rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..) => Self::Damaged(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}
