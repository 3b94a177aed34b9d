//! Copies of whole files, read back before they get their names.

use super::Error;
use super::disk::{Disk, PIECE, Replace, Temporary};
use super::write_out::persist;
use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;

/// How far a copy has come, in bytes; each byte is written and read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: u64,
    pub total: u64,
}

/// Copies a file under a temporary name, flushes it, reads it back, and gives it its name only then.
/// Says whether the name is on the disk, too.
///
/// The copy has the permissions of `like`, else those of the file that it replaces.
pub(super) fn copy(
    disk: &Disk,
    from: &Path,
    to: &Path,
    replace: Replace,
    like: Option<&Path>,
    watch: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<bool, Error> {
    persist(copy_beside(disk, from, to, like, watch)?, to, replace)
}

/// The same without giving it its name.
pub(super) fn copy_beside(
    disk: &Disk,
    from: &Path,
    to: &Path,
    like: Option<&Path>,
    mut watch: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<Temporary, Error> {
    let mut source = disk.open(from)?;
    let total = source.metadata()?.len().saturating_mul(2);
    let mut done = 0;
    let mut report = |piece: &[u8]| {
        done += piece.len() as u64;
        match watch(Progress { done, total }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::Cancelled),
        }
    };
    let mut copy = disk.temporary_beside(to)?;
    if let Some(like) = like {
        copy.permit_as(like);
    }
    each_piece(disk, &mut source, |piece| {
        copy.write(piece)?;
        report(piece)
    })?;
    copy.flush()?;
    compare(disk, from, &copy, report)?;
    Ok(copy)
}

/// Reads the copy back. What the system still holds in memory answers in place of the stick: what
/// this finds are copies cut short and sticks that lie about their size, not every worn cell.
fn compare(
    disk: &Disk,
    from: &Path,
    copy: &Temporary,
    mut report: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let (mut source, mut copied) = (disk.open(from)?, disk.open(copy.path())?);
    let mut other = vec![0; PIECE];
    each_piece(disk, &mut source, |piece| {
        if disk.read(&mut copied, &mut other)? != piece {
            return Err(Error::Damaged("the copy differs from what was written".to_owned()));
        }
        report(piece)
    })
}

fn each_piece(
    disk: &Disk,
    file: &mut File,
    mut f: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut piece = vec![0; PIECE];
    loop {
        match disk.read(file, &mut piece)? {
            [] => return Ok(()),
            piece => f(piece)?,
        }
    }
}
