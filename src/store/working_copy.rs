//! 作業用の写し: work on a file from a stick or a share is done in a copy on the PC and brought back,
//! so that a stick that is pulled costs nothing.

use super::disk::Disk;
use super::open::open_to_read;
use super::{
    Backups, Error, ExternalChange, Progress, Proof, Replace, Session, Snapshot, write_on,
};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The folder on the PC in which working copies lie.
#[derive(Debug, Clone)]
pub struct WorkingCopies {
    /// `None` where the user has no folder.
    folder: Option<PathBuf>,
    disk: Disk,
}

/// One working copy, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingCopy {
    /// The file on the stick.
    pub origin: PathBuf,
    /// The last commit that both held when they were last the same.
    head: Option<Uuid>,
    pub at: DateTime<FixedOffset>,
    /// The copy.
    #[serde(skip)]
    pub file: PathBuf,
}

/// How a working copy and its origin stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyStatus {
    /// Both hold the same.
    Same,
    /// The copy has gone on.
    Ahead,
    /// The origin has gone on, or another file lies there: not to be overwritten.
    OriginChanged,
    /// The origin cannot be read: the stick is not there.
    OriginGone,
}

const NOTE: &str = "origin.json";

impl WorkingCopies {
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()), disk: Disk::default() }
    }

    /// Those of the PC that keeps its backups there.
    pub fn beside(backups: &Backups) -> Self {
        let folder = backups.folder().map(|folder| folder.join("作業用"));
        Self { folder, disk: Disk::default() }
    }

    /// The same on a disk that a test has fail.
    pub fn on(self, disk: Disk) -> Self {
        Self { disk, ..self }
    }

    /// Copies a file to the PC.
    ///
    /// # Errors
    /// As for [`Store::open`] of the origin, which is only read; [`Error::NoHome`]; else what the disk
    /// of the PC says.
    pub fn take(&self, origin: &Path, session: Session) -> Result<WorkingCopy, Error> {
        let origin = std::path::absolute(origin)?;
        let at = (session.clock)();
        let mut store = open_to_read(&origin, session)?;
        let copies = self.folder.as_ref().ok_or(Error::NoHome)?;
        let folder = copies.join(Uuid::new_v4().simple().to_string());
        fs::create_dir_all(copies)?;
        let snapshot = store.snapshot()?;
        private_folder(&folder)?;
        let file = folder.join(origin.file_name().unwrap_or_default());
        let go_on = |_| ControlFlow::Continue(());
        let copied = snapshot.write_as(&file, Replace::Never, &self.disk, go_on);
        let copy = WorkingCopy { origin, head: store.head(), at, file };
        match copied.and_then(|_| self.note(&copy)) {
            Ok(()) => Ok(copy),
            Err(error) => {
                // The work has not begun: nothing is lost with a copy that is not noted.
                let _ = fs::remove_dir_all(&folder);
                Err(error)
            }
        }
    }

    fn note(&self, copy: &WorkingCopy) -> Result<(), Error> {
        let json = serde_json::to_vec(copy).map_err(|error| Error::Log(error.to_string()))?;
        let note = copy.file.with_file_name(NOTE);
        write_on(&self.disk, &note, "json", &json, Replace::Confirmed)
    }

    /// Removes what killed programs have left of copies in the making. A whole copy stays, also
    /// without a note: nobody can tell whether there is work in it.
    pub fn sweep(&self) {
        let entries = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok());
        for entry in entries.into_iter().flatten().flatten() {
            let is_ours = entry.file_name().to_str().is_some_and(|id| Uuid::try_parse(id).is_ok());
            if is_ours && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.disk.sweep(&entry.path());
                // Of a folder that is not empty the system removes nothing.
                let _ = fs::remove_dir(entry.path());
            }
        }
    }

    /// The working copies on this PC, the oldest first.
    pub fn all(&self) -> Vec<WorkingCopy> {
        let entries = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok());
        let entries = entries.into_iter().flatten();
        let folders = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let mut copies: Vec<_> = folders.filter_map(|folder| read(&folder)).collect();
        copies.sort_by(|one, other| (one.at, &one.file).cmp(&(other.at, &other.file)));
        copies
    }

    /// The working copy that this file is.
    pub fn of_file(&self, file: &Path) -> Option<WorkingCopy> {
        let file = std::path::absolute(file).ok()?;
        self.all().into_iter().find(|copy| copy.file == file)
    }

    /// The working copy of this origin that has not been given up.
    pub fn of_origin(&self, origin: &Path) -> Option<WorkingCopy> {
        let origin = std::path::absolute(origin).ok()?;
        self.all().into_iter().rev().find(|copy| copy.origin == origin)
    }

    /// Writes the copy, of which this is a snapshot, back over its origin, which must still be what
    /// it was.
    ///
    /// # Errors
    /// [`Error::ChangedExternally`] where the origin is not there, or holds commits that the copy does
    /// not: it is not overwritten, and the copy stays. Else as for
    /// [`Snapshot::write_to`](super::Snapshot::write_to).
    pub fn bring_back(
        &self,
        copy: &WorkingCopy,
        snapshot: &Snapshot,
        session: Session,
        watch: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Proof, Error> {
        self.check_origin(copy, session)?;
        let proof = snapshot.write_as(&copy.origin, Replace::Confirmed, &self.disk, watch)?;
        self.note(&WorkingCopy { head: snapshot.head(), ..copy.clone() })?;
        Ok(proof)
    }

    /// How a working copy and its origin stand to one another.
    ///
    /// # Errors
    /// Where the copy itself cannot be read.
    pub fn status(&self, copy: &WorkingCopy, session: Session) -> Result<CopyStatus, Error> {
        let head = open_to_read(&copy.file, session.clone())?.head();
        Ok(match self.check_origin(copy, session) {
            Ok(()) if head == copy.head => CopyStatus::Same,
            Ok(()) => CopyStatus::Ahead,
            Err(Error::ChangedExternally(ExternalChange::Gone)) => CopyStatus::OriginGone,
            Err(_) => CopyStatus::OriginChanged,
        })
    }

    /// Refuses an origin that is not what it was.
    fn check_origin(&self, copy: &WorkingCopy, session: Session) -> Result<(), Error> {
        match open_to_read(&copy.origin, session) {
            Ok(origin) if origin.head() == copy.head => Ok(()),
            Ok(_) => Err(Error::ChangedExternally(ExternalChange::Diverged)),
            Err(Error::Missing | Error::Io(_)) => {
                Err(Error::ChangedExternally(ExternalChange::Gone))
            }
            Err(error) => Err(error),
        }
    }

    /// Gives a working copy up, once it has been brought back or is no longer wanted.
    ///
    /// # Errors
    /// What the disk says; the copy may then still be there.
    pub fn give_up(&self, copy: &WorkingCopy) -> Result<(), Error> {
        // The note goes first: a copy without one is offered to nobody.
        self.disk.remove(&copy.file.with_file_name(NOTE))?;
        self.disk.remove(&copy.file)?;
        if let Some(folder) = copy.file.parent() {
            let _ = fs::remove_dir(folder);
        }
        Ok(())
    }
}

/// Makes a folder into which nobody else on this PC can look, whoever could read the origin.
fn private_folder(path: &Path) -> io::Result<()> {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    let _ = std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn read(folder: &Path) -> Option<WorkingCopy> {
    let copy: WorkingCopy = serde_json::from_slice(&fs::read(folder.join(NOTE)).ok()?).ok()?;
    let file = folder.join(copy.origin.file_name()?);
    file.is_file().then_some(WorkingCopy { file, ..copy })
}
