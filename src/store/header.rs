//! What can be said of a file before SQLite touches it.
//!
//! Offsets are those of SQLite's documentation "Database File Format", §1.3.

use super::disk::{folder, resolved, temporary_name, with_suffix};
use super::{Error, in_use, schema};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Refuses what is not a file of ours, or of a version that is not ours.
pub(super) fn check(path: &Path) -> Result<(), Error> {
    in_use::read(path, check_open)
}

fn check_open(file: &mut File) -> Result<(), Error> {
    let mut page = [0; 100];
    match file.read_exact(&mut page) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            return Err(if file.metadata()?.len() == 0 { Error::Empty } else { Error::NotSqlite });
        }
        Err(error) => return Err(error.into()),
    }
    if page[..16] != *MAGIC {
        return Err(Error::NotSqlite);
    }
    let application_id = be32(&page, 68);
    if application_id != schema::APPLICATION_ID {
        return Err(Error::OtherProgram(application_id));
    }
    let version = be32(&page, 60);
    if version > schema::current_version() {
        return Err(Error::Newer { found: version, known: schema::current_version() });
    }
    if version == 0 {
        return Err(Error::Damaged("no version".to_owned()));
    }
    if version < schema::FIRST_VERSION {
        return Err(Error::Unreleased { found: version, first: schema::FIRST_VERSION });
    }
    if page[18] != 1 || page[19] != 1 {
        return Err(Error::WalMode);
    }
    Ok(())
}

/// The ends of the names of files that SQLite takes for a part of the database beside them. The log
/// first: where both lie there, SQLite would not ask for the journal.
pub(super) const SIDECARS: [&str; 2] = ["-wal", JOURNAL];

/// Refuses a name for a new file that leaves no room for that of its journal, or beside which
/// something lies that SQLite would play back into it and so destroy it.
pub(super) fn check_new(path: &Path) -> Result<(), Error> {
    check_name(path)?;
    check_path(path)?;
    // Under this name it is made.
    check_path(&folder(path).join(temporary_name()))?;
    match sidecar(path) {
        Some(sidecar) => {
            refuse_irregular(&sidecar)?;
            Err(Error::ForeignSidecar(sidecar))
        }
        None => Ok(()),
    }
}

/// Refuses a folder, a link, a pipe or a device in the place of a sidecar: SQLite would follow it, or
/// wait.
pub(super) fn refuse_irregular(sidecar: &Path) -> Result<(), Error> {
    match sidecar.symlink_metadata() {
        Ok(found) if !found.is_file() => Err(Error::SidecarNotRegular(sidecar.to_owned())),
        _ => Ok(()),
    }
}

/// The end of the name of a journal.
const JOURNAL: &str = "-journal";

/// Refuses a name that the journal beside the file could not have: the file could be made, but not
/// be written to.
pub(super) fn check_name(path: &Path) -> Result<(), Error> {
    /// What the file systems of all our systems take, in their units.
    const LONGEST: usize = 255;
    let length = resolved(path).file_name().map_or(0, |name| match cfg!(windows) {
        true => name.to_string_lossy().encode_utf16().count(),
        false => name.len(),
    });
    if length + JOURNAL.len() <= LONGEST { Ok(()) } else { Err(Error::NameTooLong) }
}

/// Refuses a path that SQLite does not open.
pub(super) fn check_path(path: &Path) -> Result<(), Error> {
    /// `MAX_PATHNAME` of its `os_unix.c`, in bytes; the name of the journal counts.
    const LONGEST: usize = 512;
    let length = std::path::absolute(path)?.as_os_str().len();
    if cfg!(unix) && length + JOURNAL.len() > LONGEST { Err(Error::PathTooLong) } else { Ok(()) }
}

/// What lies beside a file that SQLite would take for a part of it.
pub(super) fn sidecar(path: &Path) -> Option<PathBuf> {
    let file = resolved(path);
    let mut sidecars = SIDECARS.iter().map(|end| with_suffix(&file, end));
    sidecars.find(|sidecar| sidecar.symlink_metadata().is_ok())
}

fn be32(bytes: &[u8], at: usize) -> u32 {
    let mut word = [0; 4];
    word.copy_from_slice(&bytes[at..at + 4]);
    u32::from_be_bytes(word)
}
