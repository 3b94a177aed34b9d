//! What this room does to files itself, beside what SQLite does. Every call goes through a [`Disk`],
//! so that tests can let each of them fail in turn.

mod identity;
mod temporary;

pub(super) use identity::Identity;
pub(super) use temporary::{Temporary, can_lock, temporary_name};

use super::Error;
use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One kind of call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    Create,
    Write,
    Flush,
    Read,
    Rename,
    Remove,
}

type Gate = Arc<dyn Fn(Call) -> io::Result<()> + Send + Sync>;

/// The disk, as it is or as a test has it fail.
#[derive(Clone, Default)]
pub struct Disk {
    gate: Option<Gate>,
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Disk").field("gated", &self.gate.is_some()).finish()
    }
}

/// Whether a file that is there already may be replaced. A file of this program is never replaced by
/// anything but a copy of the same plan and part; see [`persist`](super::write_out::persist).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    Never,
    /// The clerk has said so. The old file stays until the new one is on the disk.
    Confirmed,
    /// A copy of the old file is on the disk, so that nothing is lost whatever it is.
    SetAside,
}

/// How much is written or read at once: small enough that cancelling a slow stick is felt.
pub(super) const PIECE: usize = 256 << 10;

impl Disk {
    /// A disk on which a call fails whenever `gate` says so. A write that fails has written half of
    /// its bytes, as on a full disk.
    pub fn gated(gate: impl Fn(Call) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self { gate: Some(Arc::new(gate)) }
    }

    fn pass(&self, call: Call) -> io::Result<()> {
        self.gate.as_ref().map_or(Ok(()), |gate| gate(call))
    }

    /// Opens a file for reading, as [`open_regular`] does.
    pub fn open(&self, path: &Path) -> Result<File, Error> {
        self.pass(Call::Read)?;
        open_regular(path)
    }

    /// The next piece of a file; empty at its end.
    pub fn read<'a>(&self, file: &mut File, piece: &'a mut [u8]) -> io::Result<&'a [u8]> {
        self.pass(Call::Read)?;
        let mut filled = 0;
        while filled < piece.len() {
            match file.read(&mut piece[filled..]) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(&piece[..filled])
    }

    pub fn remove(&self, path: &Path) -> io::Result<()> {
        self.pass(Call::Remove)?;
        fs::remove_file(path)
    }

    /// Gives a file another name in its folder, where that name is free.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass(Call::Rename)?;
        without_replacing(from, to)
    }

    /// Whether the names in a folder are on the disk now. Not every system can be asked for that;
    /// then the names come to the disk with the next pause.
    fn flush_folder(&self, folder: &Path) -> bool {
        cfg!(unix)
            && self.pass(Call::Flush).is_ok()
            && File::open(folder).and_then(|folder| folder.sync_all()).is_ok()
    }
}

/// Opens a file for reading whose path comes from outside.
///
/// # Errors
/// [`Error::NotRegular`] for a folder, a pipe or a device: opening or reading those can wait for ever.
/// Else what the disk says.
pub fn open_regular(path: &Path) -> Result<File, Error> {
    open_if_regular(OpenOptions::new().read(true), path, Links::Followed)
}

/// Whether a symbolic link leads to the file that is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    Followed,
    /// The path lies where others write, and must not lead to a file elsewhere.
    Refused,
}

/// Opens what is a regular file, without waiting for the other end of a pipe.
pub(super) fn open_if_regular(
    options: &mut OpenOptions,
    path: &Path,
    links: Links,
) -> Result<File, Error> {
    // Opening is not harmless for every device (a tape rewinds), so the name is asked about first.
    let found = match links {
        Links::Followed => path.metadata(),
        Links::Refused => path.symlink_metadata(),
    };
    match found {
        Ok(found) if !found.is_file() => return Err(Error::NotRegular),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        // What is not there yet may be made by these options.
        Ok(_) | Err(_) => {}
    }
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = match links {
            Links::Followed => OFlags::NONBLOCK,
            Links::Refused => OFlags::NONBLOCK | OFlags::NOFOLLOW,
        };
        let _ = options.custom_flags(flags.bits().cast_signed());
    }
    let file = options.open(path)?;
    // Something else may have taken the name in between.
    if file.metadata()?.is_file() { Ok(file) } else { Err(Error::NotRegular) }
}

/// The folder that a file lies in.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The name of a file that SQLite would keep beside a database: beside the file itself, where a link
/// leads to it.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    with_suffix(&resolved(path), suffix)
}

/// The file itself, where a link leads to it.
pub(super) fn resolved(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// A path with something behind its name.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

/// `std` cannot rename without replacing an existing file; tempfile can, on each system. A medium
/// that knows neither it nor two names for one file (exFAT by FUSE, say) refuses with these errors.
fn without_replacing(from: &Path, to: &Path) -> io::Result<()> {
    let temporary = tempfile::TempPath::try_from_path(from)?;
    let Err(refused) = temporary.persist_noclobber(to) else { return Ok(()) };
    // Left where it was: its owner removes it.
    let _ = refused.path.keep();
    match refused.error.kind() {
        io::ErrorKind::PermissionDenied
        | io::ErrorKind::Unsupported
        | io::ErrorKind::InvalidInput => taking_the_name(from, to),
        _ => Err(refused.error),
    }
}

/// The same in two steps: the name is taken by an empty file, which is then replaced.
fn taking_the_name(from: &Path, to: &Path) -> io::Result<()> {
    drop(File::options().write(true).create_new(true).open(to)?);
    let renamed = fs::rename(from, to);
    if renamed.is_err() {
        let _ = fs::remove_file(to);
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_only_where_it_is_free() {
        let place = tempfile::tempdir().unwrap();
        let [from, to] = ["新", "旧"].map(|name| place.path().join(name));
        fs::write(&from, "新しい").unwrap();
        fs::write(&to, "前の").unwrap();
        let refused = taking_the_name(&from, &to).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&to).unwrap(), "前の");
        fs::remove_file(&to).unwrap();
        taking_the_name(&from, &to).unwrap();
        assert_eq!(fs::read_to_string(&to).unwrap(), "新しい");
        assert!(taking_the_name(&from, &to).is_err() && to.exists());
        fs::remove_file(&to).unwrap();
        assert!(taking_the_name(&from, &to).is_err() && !to.exists(), "nothing is left");
    }
}
