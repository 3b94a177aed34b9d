//! `backup`: takes one, or lists those there are.

use super::{Refusal, backups, now, open};
use crate::store::{Access, Backup, Error, Reason};
use crate::words;
use std::io::Write;
use std::path::Path;

pub fn take(out: &mut impl Write, file: &Path) -> Result<(), Refusal> {
    let store = open(file, Access::Read)?;
    let path = backups().take_of(&store, Reason::Asked)?;
    writeln!(out, "控え「{}」を取りました。", path.display())?;
    Ok(())
}

pub fn list(out: &mut impl Write, file: &Path) -> Result<(), Refusal> {
    let found = of_file(file)?;
    for backup in &found {
        let at = backup.at.format("%Y-%m-%d %H:%M");
        let (why, size) = (words::reason(backup.reason), words::size(backup.size));
        writeln!(out, "{at}  {why}  {size}  {}", backup.path.display())?;
    }
    if found.is_empty() {
        writeln!(out, "このファイルの控えは、まだありません。")?;
    }
    Ok(())
}

/// The backups of the plan that a file keeps; where it cannot be read, those of its name.
pub fn of_file(file: &Path) -> Result<Vec<Backup>, Error> {
    match open(file, Access::Read) {
        Ok(store) => Ok(backups().of_plan(store.book().plan().id, now())),
        Err(error) if error.is_about_content() => Ok(backups().of_name(file, now())),
        Err(error) => Err(error),
    }
}
