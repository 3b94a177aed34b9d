//! Who has a file open: a small hidden file beside it, `~$総合戦略.db`, as office programs keep one.
//!
//! It only tells: what keeps a file from being overwritten is the check before each commit
//! (`generation`). Where it cannot be made, the work goes on without it.

use super::Session;
use super::disk::folder;
use crate::domain::text::label;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
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
pub fn claim(path: &Path, session: &Session) -> Claim {
    let place = place_of(path);
    let Ok(mut file) = options().open(&place) else {
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
    let owner = Owner { who: session.who.clone(), computer: computer(), since: (session.clock)() };
    let json = serde_json::to_vec(&owner).unwrap_or_default();
    let _ = file.set_len(0).and_then(|()| file.write_all(&json));
    Claim::Free(Some(Mark { place, file: Some(file) }))
}

/// On Windows a lock would keep others from reading who it is; there the open file itself keeps them
/// from writing, which tells as much.
fn lock(file: &File) -> Result<(), fs::TryLockError> {
    if cfg!(windows) { Ok(()) } else { file.try_lock() }
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    let _ = options.write(true).create(true).truncate(false);
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
    let mut json = Vec::new();
    let _ = File::open(place).ok()?.take(LONGEST).read_to_end(&mut json).ok()?;
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
        }
        let _ = fs::remove_file(&self.place);
    }
}
