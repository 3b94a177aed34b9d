//! Files in the making, and what is left of those whose program was killed.

use super::{Call, Disk, Links, Replace, beside, folder, open_if_regular, without_replacing};
use crate::store::medium::Medium;
use crate::store::{Error, in_use};
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A file in the making, or a private copy. Until it has its name or is dropped it is held open, by
/// which others know that it is not a leftover.
#[derive(Debug)]
pub struct Temporary {
    disk: Disk,
    path: PathBuf,
    file: Option<File>,
}

impl Disk {
    /// A new file in the folder of `path`, so that it can be renamed to it. It goes away unless it
    /// is; and what killed programs have left in that folder goes first. Where it will replace a
    /// file, it has that file's permissions.
    ///
    /// # Errors
    /// [`Error::NoFolder`] where there is no such folder; else what the disk says.
    pub fn temporary_beside(&self, path: &Path) -> Result<Temporary, Error> {
        let folder = folder(path);
        let made = self.make(folder, options()).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::NoFolder(folder.to_owned()),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Error::FolderDenied(folder.to_owned())
            }
            _ => error.into(),
        })?;
        made.permit_as(path);
        Ok(made)
    }

    fn make(&self, folder: &Path, mut options: OpenOptions) -> io::Result<Temporary> {
        self.sweep(folder);
        let _ = options.read(true).create_new(true);
        loop {
            let path = folder.join(temporary_name());
            self.pass(Call::Create)?;
            let file = options.open(&path)?;
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
            if !entry.file_type().is_ok_and(|kind| kind.is_file()) {
                continue;
            }
            let path = entry.path();
            match leftover(&entry.file_name()) {
                Some(Leftover::File) => drop(self.remove_leftover(&path, folder)),
                // A program that sweeps can be killed as well, between a file and its journal.
                Some(Leftover::Journal(of)) if folder.join(of).symlink_metadata().is_err() => {
                    drop(self.remove(&path));
                }
                Some(Leftover::Journal(_)) | None => {}
            }
        }
    }

    fn remove_leftover(&self, path: &Path, folder: &Path) -> Result<(), Error> {
        if cfg!(unix) {
            let file = open_if_regular(&mut options(), path, Links::Refused)?;
            if hold(&file, folder).is_err() {
                return Ok(());
            }
            self.remove_with_journal(path)?;
        } else {
            // Windows itself refuses while the file is held.
            self.remove_with_journal(path)?;
        }
        Ok(())
    }

    /// Removes a file, and what SQLite may have left beside it.
    fn remove_with_journal(&self, path: &Path) -> io::Result<()> {
        self.remove(path)?;
        let journal = beside(path, JOURNAL);
        if journal.symlink_metadata().is_ok() {
            self.remove(&journal)?;
        }
        Ok(())
    }
}

const BEGINNING: &str = ".shinchoku-";
const END: &str = ".tmp";
const JOURNAL: &str = "-journal";

/// A name for a file in the making, which no other has.
pub(crate) fn temporary_name() -> String {
    format!("{BEGINNING}{}{END}", Uuid::new_v4().simple())
}

/// What a killed program can have left.
enum Leftover<'a> {
    File,
    /// The journal of the file of this name.
    Journal(&'a str),
}

fn leftover(name: &OsStr) -> Option<Leftover<'_>> {
    let name = name.to_str()?;
    let of = name.strip_suffix(JOURNAL);
    let id = of.unwrap_or(name).strip_prefix(BEGINNING)?.strip_suffix(END)?;
    let is_ours = id.len() == 32 && Uuid::try_parse(id).is_ok();
    is_ours.then(|| of.map_or(Leftover::File, Leftover::Journal))
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

/// The same for a file that nobody else can read. On Windows it has the permissions of its folder,
/// which is the user's own.
fn private_options() -> OpenOptions {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut options = options();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let _ = options.mode(0o600);
    }
    options
}

/// Marks a file as in the making for as long as it is open.
fn hold(file: &File, folder: &Path) -> Result<(), TryLockError> {
    if cfg!(unix) && can_lock(folder) { file.try_lock() } else { Ok(()) }
}

/// Whether the files of a folder can be held. Linux makes of a lock on a share one that keeps this
/// program itself from reading the file back.
pub(crate) fn can_lock(folder: &Path) -> bool {
    cfg!(windows) || Medium::of(folder) != Medium::Network
}

impl Temporary {
    /// A new file that nobody else can read, in the system's folder for temporary files. It goes away
    /// when it is dropped; and what killed programs have left there goes first.
    ///
    /// # Errors
    /// [`Error::NoTemporaryFolder`] where no file can be made there; [`Error::Full`].
    pub fn private() -> Result<Self, Error> {
        let folder = std::env::temp_dir();
        Disk::default().make(&folder, private_options()).map_err(|error| match error.into() {
            Error::Full => Error::Full,
            source => Error::NoTemporaryFolder { folder, source: Box::new(source) },
        })
    }

    /// A private copy of a file as it lies on the disk, without what a journal beside it holds.
    ///
    /// # Errors
    /// As for [`Temporary::private`]; else what the disk says.
    pub fn private_copy(of: &Path) -> Result<Self, Error> {
        let mut copy = Self::private()?;
        if let Some(file) = &mut copy.file {
            let _ = in_use::read(of, |of| Ok(io::copy(of, file)?))?;
        }
        Ok(copy)
    }

    /// Gives the file the permissions of another, where there is another: who could not read that
    /// one is not to read this one. Its owner can always read and write it.
    ///
    /// What cannot be set stays: a stick has the same permissions for all its files.
    #[cfg(unix)]
    pub fn permit_as(&self, other: &Path) {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
        let Some(file) = &self.file else { return };
        let (Ok(other), Ok(own)) = (other.metadata(), file.metadata()) else { return };
        let mut mode = other.mode() & 0o777 | 0o600;
        if other.gid() != own.gid() && fchown(file, None, Some(other.gid())).is_err() {
            // Another group gets what everybody has.
            mode = mode & 0o707 | (mode & 0o7) << 3;
        }
        if mode != own.mode() & 0o777 {
            let _ = file.set_permissions(fs::Permissions::from_mode(mode));
        }
    }

    /// On Windows a file has the permissions of its folder.
    #[cfg(not(unix))]
    pub fn permit_as(&self, _: &Path) {}

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

    /// Gives the file its name, whatever lies there: [`persist`](crate::store::write_out::persist) asks
    /// first. Says whether the name itself is on the disk, too.
    ///
    /// # Errors
    /// What the disk says.
    pub(in crate::store) fn rename_to(
        mut self,
        to: &Path,
        replace: Replace,
    ) -> Result<bool, Error> {
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
            let _ = self.disk.remove_with_journal(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a killed program leaves: nobody holds it any longer.
    fn leave(folder: &Path) -> PathBuf {
        let path = folder.join(temporary_name());
        fs::write(&path, "半分").unwrap();
        fs::write(beside(&path, "-journal"), "").unwrap();
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
        assert!(beside(&left, "-journal").symlink_metadata().is_err());
        let next = disk.temporary_beside(&target).unwrap();
        assert!(living.path().exists() && next.path().exists(), "both are in the making");
        assert!(others.exists(), "what is not ours stays");
        drop((living, next));
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_journal_without_its_file_goes_and_others_stay() {
        let place = tempfile::tempdir().unwrap();
        let disk = Disk::default();
        let left = leave(place.path());
        fs::remove_file(&left).unwrap();
        let living = disk.temporary_beside(&place.path().join("総合戦略.db")).unwrap();
        let own = beside(living.path(), JOURNAL);
        fs::write(&own, "").unwrap();
        let others = place.path().join("総合戦略.db-journal");
        fs::write(&others, "").unwrap();
        disk.sweep(place.path());
        assert!(beside(&left, JOURNAL).symlink_metadata().is_err());
        assert!(own.exists() && others.exists());
        drop(living);
        assert!(!own.exists());
    }

    #[test]
    fn a_private_copy_is_this_user_s_alone_and_goes_away() {
        let place = tempfile::tempdir().unwrap();
        let source = place.path().join("総合戦略.db");
        fs::write(&source, "中身").unwrap();
        let copy = Temporary::private_copy(&source).unwrap();
        let path = copy.path().to_owned();
        assert_eq!(fs::read_to_string(&path).unwrap(), "中身");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        Disk::default().sweep(&std::env::temp_dir());
        assert!(path.exists(), "it is held");
        drop(copy);
        assert!(!path.exists());
    }

    #[test]
    #[cfg(unix)]
    fn what_replaces_a_file_has_its_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("総合戦略.db");
        let mode = || fs::metadata(&target).unwrap().permissions().mode() & 0o777;
        for wanted in [0o600, 0o644, 0o660] {
            fs::write(&target, "前の").unwrap();
            fs::set_permissions(&target, fs::Permissions::from_mode(wanted)).unwrap();
            let mut next = Disk::default().temporary_beside(&target).unwrap();
            next.write("新しい".as_bytes()).unwrap();
            let _ = next.rename_to(&target, Replace::Confirmed).unwrap();
            assert_eq!(
                (mode(), fs::read_to_string(&target).unwrap()),
                (wanted, "新しい".to_owned())
            );
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_link_of_our_name_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("大事な記録");
        fs::write(&target, "記録").unwrap();
        std::os::unix::fs::symlink(&target, place.path().join(temporary_name())).unwrap();
        Disk::default().sweep(place.path());
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);
    }
}
