//! Who has a file open: a small hidden file beside it, `~$総合戦略.db`, as office programs keep one.
//!
//! It only tells: what keeps a file from being overwritten is the check before each commit
//! (`generation`). Where it cannot be made, the work goes on without it.

use super::Session;
use super::disk::{Links, folder, open_if_regular};
use crate::domain::text::label;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Who has a file open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The name that the change log keeps; may be empty.
    pub who: String,
    /// The name of the PC; may be empty.
    pub computer: String,
    pub since: DateTime<FixedOffset>,
}

/// The mark that a file is open here. It goes away when it is dropped.
#[derive(Debug)]
pub struct Mark {
    place: PathBuf,
    /// Open for as long as the file is: that is how others know that the mark is not a leftover.
    file: Option<File>,
}

/// Whether the file is free.
#[derive(Debug)]
pub enum Claim {
    /// Nobody else has it open, as far as can be told; marked where that is possible.
    Free(Option<Mark>),
    /// Somebody else has; who, where that can be read.
    Taken(Option<Owner>),
}

/// The most that is read of a mark: it lies where others write.
const LONGEST: u64 = 4096;

/// Marks a file as open here, unless it is marked by a program that is still running.
///
/// What lies under the mark's name and is no mark is left alone: the file is then open unmarked.
pub fn claim(path: &Path, session: &Session) -> Claim {
    let place = place_of(path);
    let Ok(mut file) = open_if_regular(&mut options(), &place, Links::Refused) else {
        // Taken on Windows, where nobody else may write to a mark; elsewhere no mark can be made.
        return match cfg!(windows).then(|| read(&place)).flatten() {
            Some(owner) => Claim::Taken(Some(owner)),
            None => Claim::Free(None),
        };
    };
    // Released by the system when the program ends in whatever way.
    if let Err(fs::TryLockError::WouldBlock) = lock(&file) {
        return Claim::Taken(read(&place));
    }
    if !is_mark(&file) {
        return Claim::Free(None);
    }
    let owner = Owner { who: session.who.clone(), computer: computer(), since: (session.clock)() };
    let json = serde_json::to_vec(&owner).unwrap_or_default();
    let _ = file.rewind().and_then(|()| file.set_len(0)).and_then(|()| file.write_all(&json));
    Claim::Free(Some(Mark { place, file: Some(file) }))
}

/// Whether a file is a mark, that a killed program may have left: empty until it is written, and
/// under no second name.
fn is_mark(file: &File) -> bool {
    let Ok(found) = file.metadata() else { return false };
    has_one_name(&found) && (found.len() == 0 || owner_in(file).is_some())
}

#[cfg(unix)]
fn has_one_name(found: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(found) == 1
}

/// Windows tells of no other names without a call that has no safe form.
#[cfg(not(unix))]
const fn has_one_name(_: &fs::Metadata) -> bool {
    true
}

/// On Windows a lock would keep others from reading who it is; there the open file itself keeps them
/// from writing, which tells as much.
fn lock(file: &File) -> Result<(), fs::TryLockError> {
    if cfg!(windows) { Ok(()) } else { file.try_lock() }
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    let _ = options.read(true).write(true).create(true).truncate(false);
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt;
        const FILE_SHARE_READ: u32 = 1;
        const FILE_ATTRIBUTE_HIDDEN: u32 = 2;
        let _ = options.share_mode(FILE_SHARE_READ).attributes(FILE_ATTRIBUTE_HIDDEN);
    }
    options
}

fn place_of(path: &Path) -> PathBuf {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut name = OsString::from("~$");
    name.push(path.file_name().unwrap_or_default());
    folder(&path).join(name)
}

fn read(place: &Path) -> Option<Owner> {
    let file = open_if_regular(OpenOptions::new().read(true), place, Links::Refused).ok()?;
    owner_in(&file)
}

fn owner_in(file: &File) -> Option<Owner> {
    let mut json = Vec::new();
    let _ = file.take(LONGEST).read_to_end(&mut json).ok()?;
    let Owner { who, computer, since } = serde_json::from_slice(&json).ok()?;
    Some(Owner { who: label(&who), computer: label(&computer), since })
}

fn computer() -> String {
    let name = std::env::var("COMPUTERNAME").ok();
    name.or_else(|| fs::read_to_string("/etc/hostname").ok())
        .map(|name| name.trim().to_owned())
        .unwrap_or_default()
}

impl Drop for Mark {
    fn drop(&mut self) {
        // Windows removes no file that is open; elsewhere it must go before the lock does, or the
        // next one's mark would be removed.
        if cfg!(windows) {
            drop(self.file.take());
        } else if !self.file.as_ref().is_some_and(|file| lies_at(file, &self.place)) {
            return;
        }
        let _ = fs::remove_file(&self.place);
    }
}

/// Whether this file, and no other that has taken its place, lies under a name.
#[cfg(unix)]
fn lies_at(file: &File, place: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |found: fs::Metadata| (found.dev(), found.ino());
    let (own, found) = (file.metadata().map(identity), place.symlink_metadata().map(identity));
    own.ok().zip(found.ok()).is_some_and(|(own, found)| own == found)
}

/// On Windows nobody can put another in the place of a file that is open.
#[cfg(not(unix))]
const fn lies_at(_: &File, _: &Path) -> bool {
    true
}
