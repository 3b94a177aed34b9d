//! `backup`: takes one, or lists those there are.

use super::{Refusal, backups, now, open};
use crate::store::{Access, Backup, Error, Reason, latest};
use crate::words;
use std::io::Write;
use std::path::Path;

pub(super) fn take(out: &mut impl Write, file: &Path) -> Result<(), Refusal> {
    let store = open(file, Access::Read)?;
    let path = backups().take_of(&store, Reason::Asked)?;
    writeln!(out, "控え「{}」を取りました。", words::path(&path))?;
    Ok(())
}

pub(super) fn list(out: &mut impl Write, file: &Path) -> Result<(), Refusal> {
    let found = of_file(file)?;
    let several = matches!(latest(&found, file), Err(Error::SeveralFiles));
    for backup in &found {
        let at = backup.at.format("%Y-%m-%d %H:%M");
        let (why, size) = (words::reason(backup.reason), words::size(backup.size));
        let of = if several { words::backed_up(backup) } else { String::new() };
        let of = if of.is_empty() { of } else { format!("{of}  ") };
        writeln!(out, "{at}  {why}  {size}  {of}{}", words::path(&backup.path))?;
    }
    if found.is_empty() {
        writeln!(out, "このファイルの控えは、まだありません。")?;
    }
    Ok(())
}

/// The backups of a file, under whatever name they were taken; where it cannot be read, those that
/// can be its own.
pub(super) fn of_file(file: &Path) -> Result<Vec<Backup>, Error> {
    match open(file, Access::Read) {
        Ok(store) => Ok(backups().of(store.whose(), now())),
        Err(error) if error.is_about_content() => Ok(backups().of_unreadable(file, now())),
        Err(error) => Err(error),
    }
}
