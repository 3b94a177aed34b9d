//! 控え: copies on the PC, taken before anything that rewrites much of a file and at the first edit
//! of a day, and thinned as they grow old.

mod name;
mod thin;

pub use name::Reason;
pub use thin::keep;

use super::disk::Disk;
use super::snapshot::copy;
use super::{Access, Error, Replace, Store, connect, header, log};
use crate::domain::PlanId;
use chrono::{DateTime, FixedOffset, NaiveDate};
use name::Name;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The folder on the PC in which backups are kept.
#[derive(Debug, Clone)]
pub struct Backups {
    folder: PathBuf,
    disk: Disk,
}

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    pub path: PathBuf,
    pub at: DateTime<FixedOffset>,
    pub reason: Reason,
    /// Bytes.
    pub size: u64,
    /// The last commit that it holds; `None` where it cannot be read.
    pub head: Option<Uuid>,
}

impl Backups {
    /// Backups below this folder, which is made when the first is taken.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), disk: Disk::default() }
    }

    /// The same on a disk that a test has fail.
    pub fn on(self, disk: Disk) -> Self {
        Self { disk, ..self }
    }

    /// Where they are kept.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Copies a file as it is, flushes the copy, reads it back and gives it its name only then.
    ///
    /// The caller sees to it that nobody writes to the file meanwhile.
    ///
    /// # Errors
    /// [`Error::Backup`] with the cause; nothing but a temporary file can be left behind.
    pub fn take(
        &self,
        file: &Path,
        reason: Reason,
        at: DateTime<FixedOffset>,
    ) -> Result<PathBuf, Error> {
        self.take_named(file, file, reason, at)
    }

    /// The same under the name of another file: of what is held of that one in a copy.
    ///
    /// # Errors
    /// As for [`Backups::take`].
    pub fn take_named(
        &self,
        file: &Path,
        named: &Path,
        reason: Reason,
        at: DateTime<FixedOffset>,
    ) -> Result<PathBuf, Error> {
        self.keep_copy(file, named, reason, at)
            .map_err(|source| Error::Backup { reason, source: Box::new(source) })
    }

    /// Copies an open file as of its last commit, and thins the older backups of its plan.
    ///
    /// # Errors
    /// As for [`Backups::take`].
    pub fn take_of(&self, store: &Store, reason: Reason) -> Result<PathBuf, Error> {
        let at = (store.session.clock)();
        let taken = || {
            let copy = tempfile::Builder::new().suffix(".db").tempfile()?.into_temp_path();
            store.vacuum_into(&copy)?;
            let named = store.path.as_deref().unwrap_or(Path::new("名称未設定.db"));
            self.keep_copy(&copy, named, reason, at)
        };
        let path = taken().map_err(|source| Error::Backup { reason, source: Box::new(source) })?;
        self.thin(store.book.plan().id, at);
        Ok(path)
    }

    fn keep_copy(
        &self,
        file: &Path,
        named: &Path,
        reason: Reason,
        at: DateTime<FixedOffset>,
    ) -> Result<PathBuf, Error> {
        fs::create_dir_all(&self.folder)?;
        let plan = plan_of(file).ok();
        for more in 1.. {
            let path = self.folder.join(Name::new(named, at, reason, plan, more).file());
            if path.symlink_metadata().is_ok() {
                continue;
            }
            let watch = |_| ControlFlow::Continue(());
            match copy(&self.disk, file, &path, Replace::Never, watch) {
                Err(Error::Exists) => {}
                copied => return copied.map(|_| path),
            }
        }
        Err(Error::Exists)
    }

    /// Removes the backups of a plan that are no longer promised. One that cannot be removed stays.
    fn thin(&self, plan: PlanId, now: DateTime<FixedOffset>) {
        let kept: Vec<Kept> =
            self.kept(now).into_iter().filter(|kept| kept.name.is_of(plan)).collect();
        let taken: Vec<_> = kept.iter().map(|kept| kept.name.at).collect();
        for (kept, stays) in kept.iter().zip(keep(now, &taken)) {
            if !stays {
                let _ = self.disk.remove(&kept.path);
            }
        }
    }

    /// Whether a backup of a plan was taken on this day already.
    pub(super) fn has_of(&self, plan: PlanId, day: NaiveDate, now: DateTime<FixedOffset>) -> bool {
        let of_day = |kept: &Kept| kept.name.is_of(plan) && kept.name.at.date_naive() == day;
        self.kept(now).iter().any(of_day)
    }

    /// The backups of a plan, newest first.
    pub fn of_plan(&self, plan: PlanId, now: DateTime<FixedOffset>) -> Vec<Backup> {
        self.list(now, |name| name.is_of(plan))
    }

    /// The backups that were taken of a file of this name, newest first: all that can be said where
    /// the file itself cannot be read.
    pub fn of_name(&self, file: &Path, now: DateTime<FixedOffset>) -> Vec<Backup> {
        self.list(now, |name| name.is_named(file))
    }

    fn list(&self, now: DateTime<FixedOffset>, wanted: impl Fn(&Name) -> bool) -> Vec<Backup> {
        let kept = self.kept(now).into_iter().filter(|kept| wanted(&kept.name));
        // Of those of one second the file system knows the order.
        let written = |path: &Path| path.metadata().and_then(|found| found.modified()).ok();
        let mut backups: Vec<Backup> = kept
            .map(|Kept { path, name }| Backup {
                at: name.at,
                reason: name.reason,
                size: path.metadata().map_or(0, |found| found.len()),
                head: head_of(&path).ok().flatten(),
                path,
            })
            .collect();
        backups.sort_by_cached_key(|one| std::cmp::Reverse((one.at, written(&one.path))));
        backups
    }

    fn kept(&self, now: DateTime<FixedOffset>) -> Vec<Kept> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten();
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        paths
            .filter_map(|path| {
                let name = Name::parse(path.file_name()?.to_str()?, *now.offset())?;
                Some(Kept { path, name })
            })
            .collect()
    }
}

/// A file in the folder whose name is that of a backup.
struct Kept {
    path: PathBuf,
    name: Name,
}

fn plan_of(path: &Path) -> Result<PlanId, Error> {
    let _ = header::inspect(path)?;
    super::rows::read_plan_id(&connect(path, Access::Read)?)
}

fn head_of(path: &Path) -> Result<Option<Uuid>, Error> {
    let _ = header::inspect(path)?;
    log::head(&connect(path, Access::Read)?)
}

impl Store {
    /// Takes the backups of this store's commits there from now on.
    pub fn keep_backups(&mut self, backups: Backups) {
        self.backups = Some(backups);
    }

    /// Where backups of this file are kept; `None` for one that keeps none.
    pub fn backups(&self) -> Option<&Backups> {
        self.backups.as_ref()
    }

    /// Takes the backup that is due before a commit.
    pub(super) fn back_up_before(&mut self, rewriting: Option<Reason>) -> Result<(), Error> {
        let (Some(backups), Some(_)) = (&self.backups, &self.path) else { return Ok(()) };
        let now = (self.session.clock)();
        let today = now.date_naive();
        if let Some(reason) = rewriting {
            drop(backups.take_of(self, reason)?);
        } else if self.backed_up != Some(today)
            && !backups.has_of(self.book.plan().id, today, now)
            && let Err(error) = backups.take_of(self, Reason::Daily)
        {
            // An edit by hand is small and in the history: better saved without a backup than lost
            // with one that a full disk refused.
            self.failed_backup = Some(error);
        }
        self.backed_up = Some(today);
        Ok(())
    }

    /// Why the backup of the day could not be taken, once.
    pub fn take_failed_backup(&mut self) -> Option<Error> {
        self.failed_backup.take()
    }
}
