//! Files that others will read (PDF, lists): whole under their name, or not there at all.

use super::Error;
use super::disk::{Disk, PIECE};
use std::path::Path;

/// Whether a file that is there already may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    Never,
    /// The clerk has said so. The old file stays until the new one is on the disk.
    Confirmed,
}

/// Writes a file: under a temporary name first, flushed, then renamed.
///
/// # Errors
/// [`Error::Exists`] where the name is taken and may not be; else what the disk says. What was there
/// before is untouched.
pub fn write_out(path: &Path, bytes: &[u8], replace: Replace) -> Result<(), Error> {
    write_on(&Disk::default(), path, bytes, replace)
}

/// As [`write_out`], on this disk.
///
/// # Errors
/// As for [`write_out`].
pub fn write_on(disk: &Disk, path: &Path, bytes: &[u8], replace: Replace) -> Result<(), Error> {
    if replace == Replace::Never && path.symlink_metadata().is_ok() {
        return Err(Error::Exists);
    }
    let mut file = disk.temporary_beside(path)?;
    bytes.chunks(PIECE).try_for_each(|piece| file.write(piece))?;
    file.flush()?;
    let _ = file.persist(path, replace)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_was_not_made_here_is_not_overwritten() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("一覧表.pdf");
        write_out(&path, b"old", Replace::Never).unwrap();
        assert!(matches!(write_out(&path, b"new", Replace::Never), Err(Error::Exists)));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        write_out(&path, b"new", Replace::Confirmed).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn a_place_that_is_not_there_is_told() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("ない").join("一覧表.pdf");
        let refused = write_out(&path, b"", Replace::Never);
        assert!(
            matches!(refused, Err(Error::NoFolder(folder)) if folder == place.path().join("ない"))
        );
    }
}
