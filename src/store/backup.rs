//! 控え: copies on the PC, taken before anything that rewrites much of a file and at the first edit
//! of a day, and thinned as they grow old.

mod name;
mod reason;
mod series;
mod thin;

pub(super) use name::stem;
pub use reason::Reason;
pub(super) use series::knows;
pub use series::{BackupSeries, FileSummary};
pub use thin::{MAX_REMOVED_AT_ONCE, keep};

use super::copy::copy;
use super::disk::{Disk, Temporary};
use super::{Error, Replace, Store, log};
use chrono::{DateTime, FixedOffset, NaiveDate};
use name::{Name, is_stem_of};
use std::cmp::Reverse;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The folder on the PC in which backups are kept.
#[derive(Debug, Clone)]
pub struct Backups {
    /// `None` where the user has no folder: none can be taken then.
    folder: Option<PathBuf>,
    disk: Disk,
}

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    pub path: PathBuf,
    pub at: DateTime<FixedOffset>,
    /// Whether that lies in the future: one of the two clocks was wrong, and the time tells nothing.
    pub ahead: bool,
    pub reason: Reason,
    /// Bytes.
    pub size: u64,
    /// The name that its file had, without .db; of a long one the beginning.
    pub file: String,
    /// What it holds; `None` where it cannot be read.
    pub holds: Option<FileSummary>,
}

impl Backup {
    /// The last commit that it holds; `None` where it cannot be read.
    pub fn head(&self) -> Option<Uuid> {
        self.holds.as_ref()?.head
    }

    /// Whether its file had the name of this one.
    pub fn is_named(&self, file: &Path) -> bool {
        is_stem_of(&self.file, file)
    }

    /// Whether it goes on from all that the other holds, as their logs tell.
    fn continues(&self, other: &Self) -> bool {
        let (Some(own), Some(other)) = (&self.holds, &other.holds) else { return false };
        own.commits > other.commits && series::has_commit(&self.path, other.head).is_ok_and(|it| it)
    }
}

/// The latest of those that can be read, which are listed newest first: whatever the clock said, one
/// that goes on from another is later.
pub fn newest<'a>(backups: impl IntoIterator<Item = &'a Backup>) -> Option<&'a Backup> {
    let readable = backups.into_iter().filter(|backup| backup.holds.is_some());
    readable.reduce(|newest, other| if other.continues(newest) { other } else { newest })
}

/// The backup that takes the place of a file where nobody has chosen one: of those that can be read
/// the latest of the file's own name, else, since a file can have been renamed, the latest of all.
///
/// # Errors
/// [`Error::NoBackup`] where there is none; [`Error::SeveralFiles`] where they are not all of one
/// [`Whose`]: nobody can tell then which of them the file was.
pub fn latest<'a>(backups: &'a [Backup], file: &Path) -> Result<&'a Backup, Error> {
    let named = backups.iter().any(|backup| backup.holds.is_some() && backup.is_named(file));
    let wanted = || backups.iter().filter(|backup| !named || backup.is_named(file));
    let mut whose = wanted().filter_map(|backup| Some(backup.holds.as_ref()?.whose));
    let first = whose.next().ok_or(Error::NoBackup)?;
    if !whose.all(|other| other == first) {
        return Err(Error::SeveralFiles);
    }
    newest(wanted()).ok_or(Error::NoBackup)
}

impl Backups {
    /// Backups below this folder, which is made when the first is taken.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()), disk: Disk::default() }
    }

    /// None are kept, since the user has no folder: each that is due fails with [`Error::NoHome`].
    pub fn nowhere() -> Self {
        Self { folder: None, disk: Disk::default() }
    }

    /// The same on a disk that a test has fail.
    pub fn on(self, disk: Disk) -> Self {
        Self { disk, ..self }
    }

    /// Where they are kept; `None` where none can be.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Removes what killed programs have left: of backups in the making, and of private copies.
    pub fn sweep(&self) {
        self.disk.sweep(&std::env::temp_dir());
        if let Some(folder) = &self.folder {
            self.disk.sweep(folder);
        }
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

    /// Copies an open file as of its last commit, and thins its older backups.
    ///
    /// # Errors
    /// As for [`Backups::take`].
    pub fn take_of(&self, store: &Store, reason: Reason) -> Result<PathBuf, Error> {
        let at = (store.session.clock)();
        let taken = || {
            let copy = Temporary::private()?;
            store.vacuum_into(copy.path())?;
            self.keep_copy(copy.path(), store.named(), reason, at)
        };
        let path = taken().map_err(|source| Error::Backup { reason, source: Box::new(source) })?;
        self.thin(store, at, &path);
        Ok(path)
    }

    fn keep_copy(
        &self,
        file: &Path,
        named: &Path,
        reason: Reason,
        at: DateTime<FixedOffset>,
    ) -> Result<PathBuf, Error> {
        let folder = self.folder.as_ref().ok_or(Error::NoHome)?;
        fs::create_dir_all(folder)?;
        // What is copied may itself be a private copy.
        let like = if named.is_file() { named } else { file };
        let whose = FileSummary::read(file).ok().map(|holds| holds.whose);
        for more in 1.. {
            let path = folder.join(Name::new(named, at, reason, whose, more).file());
            if path.symlink_metadata().is_ok() {
                continue;
            }
            let watch = |_| ControlFlow::Continue(());
            match copy(&self.disk, file, &path, Replace::Never, Some(like), watch) {
                Err(Error::Exists) => {}
                copied => return copied.map(|_| path),
            }
        }
        Err(Error::Exists)
    }

    /// Copies what lay beside a file, under a name that SQLite takes for nothing.
    pub(super) fn keep_sidecar(
        &self,
        sidecar: &Path,
        file: &Path,
        at: DateTime<FixedOffset>,
    ) -> Result<PathBuf, Error> {
        let folder = self.folder.as_ref().ok_or(Error::NoHome)?;
        fs::create_dir_all(folder)?;
        let go_on = |_| ControlFlow::Continue(());
        for more in 1.. {
            let path = folder.join(name::of_sidecar(file, at, more));
            match copy(&self.disk, sidecar, &path, Replace::Never, Some(file), go_on) {
                Err(Error::Exists) => {}
                Err(error) => return Err(error),
                Ok(_) => {
                    self.thin_sidecars(file);
                    return Ok(path);
                }
            }
        }
        Err(Error::Exists)
    }

    /// Leaves of what lay beside a file only the latest few: nobody is promised more.
    fn thin_sidecars(&self, file: &Path) {
        const KEPT: usize = 8;
        let Some(folder) = &self.folder else { return };
        let entries = fs::read_dir(folder).into_iter().flatten();
        let mut names: Vec<_> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|it| name::is_of_sidecar(it, file))
            .collect();
        names.sort_unstable();
        for name in names.iter().rev().skip(KEPT) {
            let _ = self.disk.remove(&folder.join(name));
        }
    }

    pub(super) const fn disk(&self) -> &Disk {
        &self.disk
    }

    /// Removes backups of a file that are no longer promised, now that this one has been taken. One
    /// that cannot be removed stays.
    fn thin(&self, store: &Store, now: DateTime<FixedOffset>, just_taken: &Path) {
        let mut kept = self.kept_of(store, now);
        kept.sort_by_key(|kept| (kept.name.at, kept.name.more));
        let taken: Vec<_> = kept.iter().map(|kept| kept.name.at).collect();
        // What the file's own log does not hold is nowhere else.
        let is_contained = |at: usize| {
            let path = &kept[at].path;
            path != just_taken
                && FileSummary::read(path).is_ok_and(|holds| store.has_commit(holds.head))
        };
        for (kept, stays) in kept.iter().zip(keep(now, &taken, is_contained)) {
            if !stays {
                let _ = self.disk.remove(&kept.path);
            }
        }
    }

    /// Whether a backup of a file was taken on this day already.
    fn has_of(&self, store: &Store, day: NaiveDate, now: DateTime<FixedOffset>) -> bool {
        self.kept_of(store, now).iter().any(|kept| kept.name.at.date_naive() == day)
    }

    /// The backups of this very file: what is kept and what goes is reckoned for each file alone.
    fn kept_of(&self, store: &Store, now: DateTime<FixedOffset>) -> Vec<Kept> {
        let (whose, named) = (store.whose(), store.named());
        self.kept(now).into_iter().filter(|kept| kept.name.is_of(whose, named)).collect()
    }

    /// The backups of the files that hold the same part of a plan, whatever their names, newest
    /// first; last those whose time lies in the future.
    pub fn of(&self, whose: BackupSeries, now: DateTime<FixedOffset>) -> Vec<Backup> {
        let mut backups = self.list(now, |name| name.can_be_of(whose));
        backups.retain(|backup| backup.holds.as_ref().is_none_or(|holds| holds.whose == whose));
        backups
    }

    /// The backups of a file that cannot be opened, newest first: where it still tells whose it is,
    /// those; else the backups of files of this name, which is all that can be said.
    pub fn of_unreadable(&self, file: &Path, now: DateTime<FixedOffset>) -> Vec<Backup> {
        match FileSummary::read_of_refused(file) {
            Ok(holds) => self.of(holds.whose, now),
            Err(_) => self.list(now, |name| name.is_named(file)),
        }
    }

    fn list(&self, now: DateTime<FixedOffset>, wanted: impl Fn(&Name) -> bool) -> Vec<Backup> {
        let kept = self.kept(now).into_iter().filter(|kept| wanted(&kept.name));
        // Of those of one second the file system knows the order.
        let written = |path: &Path| path.metadata().and_then(|found| found.modified()).ok();
        let mut backups: Vec<Backup> = kept
            .map(|Kept { path, name }| Backup {
                at: name.at,
                ahead: name.at > now,
                reason: name.reason,
                size: path.metadata().map_or(0, |found| found.len()),
                file: name.stem,
                holds: FileSummary::read(&path).ok(),
                path,
            })
            .collect();
        backups.sort_by_cached_key(|one| Reverse((!one.ahead, one.at, written(&one.path))));
        backups
    }

    fn kept(&self, now: DateTime<FixedOffset>) -> Vec<Kept> {
        let entries = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok());
        let paths = entries.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
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

impl Store {
    /// Takes the backups of this store's commits there from now on.
    pub fn keep_backups(&mut self, backups: Backups) {
        self.backups = Some(backups);
    }

    /// Where backups of this file are kept; `None` for one that keeps none.
    pub fn backups(&self) -> Option<&Backups> {
        self.backups.as_ref()
    }

    /// Whether its log holds the last commit of another file.
    fn has_commit(&self, head: Option<Uuid>) -> bool {
        head.is_some() && log::since(self.reading(), head).is_ok_and(|since| since.is_some())
    }

    /// The file whose name its backups bear.
    fn named(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new("名称未設定.db"))
    }

    /// Takes the backup that is due before a commit.
    pub(super) fn back_up_before(&mut self, rewriting: Option<Reason>) -> Result<(), Error> {
        let (Some(backups), Some(_)) = (&self.backups, &self.path) else { return Ok(()) };
        let now = (self.session.clock)();
        let today = now.date_naive();
        let daily = || self.backed_up != Some(today) && !backups.has_of(self, today, now);
        let Some(reason) = rewriting.or_else(|| daily().then_some(Reason::Daily)) else {
            self.backed_up = Some(today);
            return Ok(());
        };
        // None is taken for a commit that another program keeps from being made: it will be tried
        // again.
        drop(self.begin()?);
        if let Err(error) = backups.take_of(self, reason) {
            if error.is_busy() {
                return Err(Error::Busy);
            }
            if rewriting.is_some() {
                return Err(error);
            }
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
