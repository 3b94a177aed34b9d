//! Back to what a backup holds: whole or in part as one commit, which can be undone; and where the
//! file itself can no longer be read, by a copy of the backup in its place, the damaged one kept.

use super::backup::{BackupSeries, FileSummary, stem};
use super::copy::copy;
use super::disk::{self, Disk, Temporary, folder};
use super::open::open_to_read;
use super::{DATABASE, Error, Replace, Session, Store, header, log, write_out};
use crate::domain::{Change, Invalid, Op};
use chrono::{DateTime, FixedOffset};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The changes that bring a file to what a backup of it holds, or a backup to what its file holds.
///
/// # Errors
/// [`Invalid::OtherPlan`] where they are of two plans, [`Error::OtherScope`] where they do not hold
/// the same part of one: what a department's file lacks was not deleted.
pub fn differences(from: &Store, to: &Store) -> Result<Vec<Change>, Error> {
    check(from.whose(), to.whose())?;
    Ok(from.book().changes_to(to.book()))
}

fn check(file: BackupSeries, backup: BackupSeries) -> Result<(), Error> {
    if file.plan != backup.plan {
        return Err(Invalid::OtherPlan.into());
    }
    if file.part == backup.part { Ok(()) } else { Err(Error::OtherScope) }
}

/// Puts a copy of a backup in the place of a file that cannot be opened, and keeps that file beside
/// it under another name, which is returned; `None` where there was no file.
///
/// The file's name always leads to one of the two, whole.
///
/// # Errors
/// [`Error::Ending`] where the name does not end in .db; a refusal of the backup, or, where the file
/// still tells whose it is, as for [`differences`]; [`Error::ForeignSidecar`] where the file is gone and its journal is not; else what the disk says.
/// The damaged file then still has its name.
pub fn restore_over(
    file: &Path,
    backup: &Path,
    at: DateTime<FixedOffset>,
    disk: &Disk,
    session: &Session,
) -> Result<Option<PathBuf>, Error> {
    write_out::check_ending(file, DATABASE)?;
    // What replaces a file must be sound itself.
    let sound = open_to_read(backup, session.clone())?;
    let whose = sound.whose();
    // With a journal beside it, or of an older version, it is sound in a copy alone.
    let source = sound.copy.as_ref().map_or(backup, Temporary::path);
    if let Ok(holds) = FileSummary::read_of_refused(file) {
        check(holds.whose, whose)?;
    }
    let go_on = |_| ControlFlow::Continue(());
    if file.symlink_metadata().is_err() {
        header::check_new(file)?;
        let _ = copy(disk, source, file, Replace::Never, Some(backup), go_on)?;
        return Ok(None);
    }
    let kept = keep_aside(file, at, disk)?;
    let _ = copy(disk, source, file, Replace::SetAside, None, go_on)?;
    Ok(Some(kept))
}

/// Copies a file, with what lies beside it, to a name of its own.
fn keep_aside(file: &Path, at: DateTime<FixedOffset>, disk: &Disk) -> Result<PathBuf, Error> {
    let stem = stem(file);
    let stamp = at.format("%Y%m%d-%H%M%S");
    let mut kept = PathBuf::new();
    for more in 1.. {
        let more = if more == 1 { String::new() } else { format!("-{more}") };
        kept = folder(file).join(format!("{stem}-壊れたファイル-{stamp}{more}.db"));
        if kept.symlink_metadata().is_err() {
            break;
        }
    }
    let go_on = |_| ControlFlow::Continue(());
    let _ = copy(disk, file, &kept, Replace::Never, Some(file), go_on)?;
    // A journal left beside the name would be played back into the backup's copy. It goes with the
    // file that it belongs to, of which it may hold the only whole pages.
    for end in header::SIDECARS {
        let sidecar = disk::beside(file, end);
        if sidecar.symlink_metadata().is_ok() {
            disk.rename(&sidecar, &disk::beside(&kept, end))?;
        }
    }
    Ok(kept)
}

impl Store {
    /// Brings the whole of an earlier moment back, as one edit: the last commit that stays is
    /// `moment`. With what they brought, the merges since are taken back, so that the files that they
    /// took in can be taken in again.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn restore(
        &mut self,
        subject: &str,
        changes: &[Change],
        moment: Uuid,
    ) -> Result<(), Error> {
        if changes.is_empty() {
            return Err(Invalid::Empty.into());
        }
        self.write(Op::Restore, subject, Some(moment), changes, None)
    }

    /// The moment that a backup leads back to: the last commit that both logs have, or the first one.
    ///
    /// # Errors
    /// [`Error::Unrelated`] where there is none; [`Error::Log`] where a log cannot be read.
    pub fn moment_of(&self, backup: &Self) -> Result<Uuid, Error> {
        let [mine, its] = [log::ids(self.reading())?, log::ids(backup.reading())?];
        let common = mine.iter().zip(&its).take_while(|(mine, its)| mine == its).last();
        common.map(|(id, _)| *id).or(mine.first().copied()).ok_or(Error::Unrelated)
    }

    /// Opens a backup to look into it; nothing is ever written to it.
    ///
    /// # Errors
    /// As for [`Store::open`].
    pub fn look_into(backup: &Path, session: Session) -> Result<Self, Error> {
        open_to_read(backup, session)
    }
}
