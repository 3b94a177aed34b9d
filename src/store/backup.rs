//! 控え: copies on the PC, taken before anything that rewrites much of a file.

use super::Error;
use chrono::{DateTime, FixedOffset};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder on the PC in which backups are kept.
#[derive(Debug, Clone)]
pub struct Backups {
    folder: PathBuf,
}

impl Backups {
    /// Backups below this folder, which is made when the first is taken.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Copies a file as it is, flushes the copy and gives it its name only then.
    ///
    /// The caller sees to it that nobody writes to the file meanwhile.
    ///
    /// # Errors
    /// [`Error::Backup`] with the cause; nothing but a temporary file can be left behind.
    pub fn take(
        &self,
        file: &Path,
        before: &'static str,
        at: DateTime<FixedOffset>,
    ) -> Result<PathBuf, Error> {
        self.copy(file, before, at)
            .map_err(|source| Error::Backup { what: before, source: Box::new(source.into()) })
    }

    fn copy(&self, file: &Path, before: &str, at: DateTime<FixedOffset>) -> io::Result<PathBuf> {
        fs::create_dir_all(&self.folder)?;
        let mut copy = tempfile::NamedTempFile::new_in(&self.folder)?;
        let mut source = fs::File::open(file)?;
        let _ = io::copy(&mut source, copy.as_file_mut())?;
        copy.as_file().sync_all()?;
        let stem = file.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
        let stamp = at.format("%Y%m%d-%H%M%S");
        for attempt in 1.. {
            let more = if attempt == 1 { String::new() } else { format!("-{attempt}") };
            let name = self.folder.join(format!("{stem}-{stamp}-{before}{more}.db"));
            match copy.persist_noclobber(&name) {
                Ok(_) => return Ok(name),
                Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                    copy = error.file;
                }
                Err(error) => return Err(error.error),
            }
        }
        Err(io::Error::from(io::ErrorKind::AlreadyExists))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_never_takes_the_place_of_another() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("計画.db");
        let backups = Backups::in_folder(place.path().join("控え"));
        let at = DateTime::parse_from_rfc3339("2026-06-12T10:24:00+09:00").unwrap();
        let mut made = Vec::new();
        for content in ["一", "二", "三"] {
            fs::write(&file, content).unwrap();
            made.push(backups.take(&file, "migration", at).unwrap());
        }
        let contents: Vec<_> = made.iter().map(|copy| fs::read_to_string(copy).unwrap()).collect();
        assert_eq!(contents, ["一", "二", "三"]);
        assert_eq!(made[0].file_name().unwrap(), "計画-20260612-102400-migration.db");
    }
}
