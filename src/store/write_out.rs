//! Files that others will read (PDF, lists): whole under their name, or not there at all. And what no
//! file that is written may replace.

use super::backup::{FileSummary, knows};
use super::disk::{Disk, PIECE, Replace, Temporary};
use super::{Error, in_use, schema};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The ending of the names of this program's own files, without the dot.
pub const DATABASE: &str = "db";

/// Writes a file of the kind that has this ending: under a temporary name first, flushed, then
/// renamed.
///
/// # Errors
/// [`Error::Ending`] where the name has another ending, [`Error::Exists`] where it is taken and may
/// not be, [`Error::OverDatabase`] where a file of this program has it; else what the disk says. What
/// was there before is untouched.
pub fn write_out(
    path: &Path,
    ending: &'static str,
    bytes: &[u8],
    replace: Replace,
) -> Result<(), Error> {
    write_on(&Disk::default(), path, ending, bytes, replace)
}

/// As [`write_out`], on this disk.
///
/// # Errors
/// As for [`write_out`].
pub fn write_on(
    disk: &Disk,
    path: &Path,
    ending: &'static str,
    bytes: &[u8],
    replace: Replace,
) -> Result<(), Error> {
    check(path, ending, replace)?;
    let mut file = disk.temporary_beside(path)?;
    bytes.chunks(PIECE).try_for_each(|piece| file.write(piece))?;
    file.flush()?;
    let _ = persist(file, path, replace)?;
    Ok(())
}

/// Writes several files of one kind. What is in the way of one is found before the first is written.
///
/// # Errors
/// As for [`write_out`].
pub fn write_all_out(
    files: &[(PathBuf, Vec<u8>)],
    ending: &'static str,
    replace: Replace,
) -> Result<(), Error> {
    files.iter().try_for_each(|(path, _)| check(path, ending, replace))?;
    files.iter().try_for_each(|(path, bytes)| write_out(path, ending, bytes, replace))
}

fn check(path: &Path, ending: &'static str, replace: Replace) -> Result<(), Error> {
    check_ending(path, ending)?;
    match replace {
        Replace::Never if path.symlink_metadata().is_ok() => Err(Error::Exists),
        Replace::Confirmed if is_database(path) => Err(Error::OverDatabase),
        Replace::Never | Replace::Confirmed | Replace::SetAside => Ok(()),
    }
}

/// Whether a name ends in a dot and this, in capitals or not.
pub fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// Refuses a name that does not tell what the file is: no other program would open it.
pub(super) fn check_ending(path: &Path, ending: &'static str) -> Result<(), Error> {
    if has_ending(path, ending) { Ok(()) } else { Err(Error::Ending(ending)) }
}

/// Gives a file its name: the one way in which a file that is written takes the place of another. Says
/// whether the name itself is on the disk, too.
///
/// # Errors
/// [`Error::Exists`], [`Error::OverDatabase`], [`Error::OverChanges`] where it may not take the place
/// of what is there; else what the disk says.
pub(super) fn persist(file: Temporary, to: &Path, replace: Replace) -> Result<bool, Error> {
    if replace == Replace::Confirmed {
        check_replaced(file.path(), to)?;
    }
    file.rename_to(to, replace)
}

/// Refuses to let a new file take the place of what lies under a name.
///
/// Known by its content, a file of this program is found behind any link and under any name.
pub(super) fn check_replaced(new: &Path, old: &Path) -> Result<(), Error> {
    match old.metadata() {
        // A folder, a device or a pipe.
        Ok(found) if !found.is_file() => return Err(Error::Exists),
        Ok(_) if is_database(old) => {}
        Ok(_) | Err(_) => return Ok(()),
    }
    if !is_database(new) {
        return Err(Error::OverDatabase);
    }
    match (FileSummary::read_of_refused(new), FileSummary::read_of_refused(old)) {
        (Ok(its), Ok(there)) if its.whose != there.whose => Err(Error::OverDatabase),
        // What was done in it, and nowhere else, would be lost.
        (Ok(_), Ok(there)) if !knows(new, there.head)? => Err(Error::OverChanges),
        (Ok(_), Ok(_)) => Ok(()),
        (Err(_), _) | (_, Err(_)) => Err(Error::OverDatabase),
    }
}

/// Whether a file of this program lies there, of whatever version and in whatever state, as far as
/// its beginning tells.
fn is_database(path: &Path) -> bool {
    const MAGIC: &[u8] = b"SQLite format 3\0";
    const APPLICATION: std::ops::Range<usize> = 68..72;
    let mut head = [0; APPLICATION.end];
    // Opening a pipe would wait for its other end.
    path.metadata().is_ok_and(|found| found.is_file())
        && in_use::read(path, |file| Ok(file.read_exact(&mut head)?)).is_ok()
        && head.starts_with(MAGIC)
        && head[APPLICATION] == schema::APPLICATION_ID.to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_was_not_made_here_is_not_overwritten() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("一覧表.pdf");
        write_out(&path, "pdf", b"old", Replace::Never).unwrap();
        assert!(matches!(write_out(&path, "pdf", b"new", Replace::Never), Err(Error::Exists)));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        write_out(&path, "pdf", b"new", Replace::Confirmed).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn a_place_that_is_not_there_is_told() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("ない").join("一覧表.pdf");
        let refused = write_out(&path, "pdf", b"", Replace::Never);
        assert!(
            matches!(refused, Err(Error::NoFolder(folder)) if folder == place.path().join("ない"))
        );
    }

    #[test]
    fn a_name_must_tell_the_kind() {
        let place = tempfile::tempdir().unwrap();
        for name in ["一覧表", "一覧表.xlsx", "一覧表pdf", ".pdf", "一覧表.pdf."] {
            let refused = write_out(&place.path().join(name), "pdf", b"", Replace::Confirmed);
            assert!(matches!(refused, Err(Error::Ending("pdf"))), "{name}");
        }
        write_out(&place.path().join("一覧表.PDF"), "pdf", b"", Replace::Never).unwrap();
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn of_several_files_none_is_written_where_one_may_not_be() {
        let place = tempfile::tempdir().unwrap();
        let [first, taken] = ["一.pdf", "二.pdf"].map(|name| place.path().join(name));
        fs::write(&taken, "大事な記録").unwrap();
        let files = [(first.clone(), Vec::new()), (taken, Vec::new())];
        assert!(matches!(write_all_out(&files, "pdf", Replace::Never), Err(Error::Exists)));
        assert!(!first.exists());
    }

    #[test]
    fn no_folder_is_replaced() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("一覧表.pdf");
        fs::create_dir(&folder).unwrap();
        let refused = write_out(&folder, "pdf", b"", Replace::Confirmed);
        assert!(matches!(refused, Err(Error::Exists)), "{refused:?}");
        assert!(folder.is_dir());
    }
}
