//! Files in the making, and what is left of those whose program was killed.

use super::{Call, Disk, folder, without_replacing};
use crate::store::medium::Medium;
use crate::store::{Error, Replace, header, write_out};
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A file in the making. Until it has its name it is held open, by which others know that it is not
/// a leftover.
#[derive(Debug)]
pub struct Temporary {
    disk: Disk,
    path: PathBuf,
    file: Option<File>,
}

impl Disk {
    /// A new file in the folder of `path`, so that it can be renamed to it. It goes away unless it
    /// is; and what killed programs have left in that folder goes first.
    ///
    /// # Errors
    /// [`Error::NoFolder`] where there is no such folder; else what the disk says.
    pub fn temporary_beside(&self, path: &Path) -> Result<Temporary, Error> {
        let folder = folder(path);
        self.sweep(folder);
        loop {
            let path = folder.join(name());
            self.pass(Call::Create)?;
            let file = options().read(true).create_new(true).open(&path).map_err(|error| {
                match error.kind() {
                    io::ErrorKind::NotFound => Error::NoFolder(folder.to_owned()),
                    _ => error.into(),
                }
            })?;
            // Another program may have taken it for a leftover before it was held.
            let swept = match hold(&file, folder) {
                Err(TryLockError::WouldBlock) => true,
                Ok(()) => path.symlink_metadata().is_err(),
                Err(TryLockError::Error(_)) => false,
            };
            if !swept {
                return Ok(Temporary { disk: self.clone(), path, file: Some(file) });
            }
        }
    }

    /// Removes what killed programs have left in a folder. What cannot be told from a file that is
    /// still in the making stays, and so does what cannot be removed.
    pub fn sweep(&self, folder: &Path) {
        if !can_lock(folder) {
            return;
        }
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if is_file && is_ours(&entry.file_name()) {
                let _ = self.remove_leftover(&entry.path(), folder);
            }
        }
    }

    fn remove_leftover(&self, path: &Path, folder: &Path) -> io::Result<()> {
        if cfg!(unix) {
            let file = options().open(path)?;
            hold(&file, folder)?;
            self.remove(path)?;
        } else {
            // Windows itself refuses while the file is held.
            self.remove(path)?;
        }
        let journal = header::beside(path, "-journal");
        if journal.symlink_metadata().is_ok() {
            self.remove(&journal)?;
        }
        Ok(())
    }
}

const BEGINNING: &str = ".shinchoku-";
const END: &str = ".tmp";

fn name() -> String {
    format!("{BEGINNING}{}{END}", Uuid::new_v4().simple())
}

fn is_ours(name: &OsStr) -> bool {
    name.to_str()
        .and_then(|name| name.strip_prefix(BEGINNING)?.strip_suffix(END))
        .is_some_and(|id| id.len() == 32 && Uuid::try_parse(id).is_ok())
}

/// On Windows nobody else can remove what is opened in this way. SQLite must be able to write to it.
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    let _ = options.write(true);
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt;
        const FILE_SHARE_READ: u32 = 1;
        const FILE_SHARE_WRITE: u32 = 2;
        let _ = options.share_mode(FILE_SHARE_READ | FILE_SHARE_WRITE);
    }
    options
}

/// Marks a file as in the making for as long as it is open.
fn hold(file: &File, folder: &Path) -> Result<(), TryLockError> {
    if cfg!(unix) && can_lock(folder) { file.try_lock() } else { Ok(()) }
}

/// Whether the files of a folder can be held. Linux makes of a lock on a share one that keeps this
/// program itself from reading the file back.
pub fn can_lock(folder: &Path) -> bool {
    cfg!(windows) || Medium::of(folder) != Medium::Network
}

impl Temporary {
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Err(io::ErrorKind::NotFound.into()) };
        if let Err(error) = self.disk.pass(Call::Write) {
            let _ = file.write_all(&bytes[..bytes.len() / 2]);
            return Err(error);
        }
        file.write_all(bytes)
    }

    /// Sees to it that what was written is on the disk.
    pub fn flush(&mut self) -> io::Result<()> {
        self.disk.pass(Call::Flush)?;
        self.file.as_ref().map_or(Ok(()), File::sync_all)
    }

    /// Gives the file its name; says whether the name itself is on the disk, too.
    ///
    /// # Errors
    /// [`Error::Exists`], [`Error::OverDatabase`] where it may not take the place of what is there;
    /// else what the disk says.
    pub fn persist(mut self, to: &Path, replace: Replace) -> Result<bool, Error> {
        if replace == Replace::Confirmed {
            write_out::check_replaced(&self.path, to)?;
        }
        self.disk.pass(Call::Rename)?;
        // Windows renames no file that is open; elsewhere it is held until it has its name.
        if cfg!(windows) {
            drop(self.file.take());
        }
        match replace {
            Replace::Never => without_replacing(&self.path, to)?,
            // Of a link, the file that it leads to is replaced.
            Replace::Confirmed | Replace::SetAside => {
                fs::rename(&self.path, to.canonicalize().as_deref().unwrap_or(to))?;
            }
        }
        drop(self.file.take());
        self.path = PathBuf::new();
        Ok(self.disk.flush_folder(folder(to)))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        drop(self.file.take());
        if !self.path.as_os_str().is_empty() {
            // What cannot be removed does no harm: nothing ever takes it for a file of ours, and
            // the next write there removes it.
            let _ = self.disk.remove(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a killed program leaves: nobody holds it any longer.
    fn leave(folder: &Path) -> PathBuf {
        let path = folder.join(name());
        fs::write(&path, "半分").unwrap();
        fs::write(header::beside(&path, "-journal"), "").unwrap();
        path
    }

    #[test]
    fn what_a_killed_program_left_goes_before_the_next_write() {
        let place = tempfile::tempdir().unwrap();
        let disk = Disk::default();
        let (left, target) = (leave(place.path()), place.path().join("総合戦略.db"));
        let others = place.path().join(".shinchoku-会議.tmp");
        fs::write(&others, "よその記録").unwrap();
        let living = disk.temporary_beside(&target).unwrap();
        assert!(left.symlink_metadata().is_err());
        assert!(header::beside(&left, "-journal").symlink_metadata().is_err());
        let next = disk.temporary_beside(&target).unwrap();
        assert!(living.path().exists() && next.path().exists(), "both are in the making");
        assert!(others.exists(), "what is not ours stays");
        drop((living, next));
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    #[cfg(unix)]
    fn a_link_of_our_name_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("大事な記録");
        fs::write(&target, "記録").unwrap();
        std::os::unix::fs::symlink(&target, place.path().join(name())).unwrap();
        Disk::default().sweep(place.path());
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);
    }
}
