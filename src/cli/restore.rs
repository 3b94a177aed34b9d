//! `restore`: what a backup holds, as one commit; or in the place of a file that cannot be opened.

use super::{Opened, Refusal, backup, now, open, session};
use crate::store::{self, Access, Backup, Disk, Reason, Store};
use crate::words;
use std::io::Write;
use std::path::{Path, PathBuf};

pub(super) fn restore(
    out: &mut impl Write,
    file: &Path,
    from: Option<&Path>,
) -> Result<(), Refusal> {
    let mut found = if from.is_some() { Vec::new() } else { backup::of_file(file)? };
    // What was taken before a restore would take it back: who says it twice does not mean that.
    if found.iter().any(|backup| backup.reason != Reason::Restore) {
        found.retain(|backup| backup.reason != Reason::Restore);
    }
    let from = match from {
        Some(from) => from.to_owned(),
        None => latest_sound(out, found, file)?,
    };
    let from = from.as_path();
    match open(file, Access::Write) {
        Ok(store) => commit(out, store, from),
        Err(error) if error.is_about_content() => over(out, file, from),
        Err(error) => Err(error.into()),
    }
}

/// The latest backup that can be read whole.
fn latest_sound(
    out: &mut impl Write,
    mut found: Vec<Backup>,
    file: &Path,
) -> Result<PathBuf, Refusal> {
    loop {
        let latest = store::latest(&found, file)?.path.clone();
        match Store::look_into(&latest, session()) {
            Err(error) if error.is_about_content() => {
                let name = words::path(&latest);
                writeln!(
                    out,
                    "控え「{name}」は壊れているため、使いません。その前の控えを使います。"
                )?;
                found.retain(|backup| backup.path != latest);
            }
            Err(error) => return Err(error.into()),
            Ok(_) => return Ok(latest),
        }
    }
}

fn commit(out: &mut impl Write, mut store: Opened, from: &Path) -> Result<(), Refusal> {
    let backup = Store::look_into(from, session())?;
    let changes = store::differences(&store, &backup)?;
    if changes.is_empty() {
        writeln!(
            out,
            "ファイルは、控え「{}」と同じ内容です。何も変えていません。",
            words::path(from)
        )?;
        return Ok(());
    }
    let count = changes.len();
    let name = from.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let moment = store.moment_of(&backup)?;
    store.restore(&format!("控え「{name}」"), &changes, moment)?;
    writeln!(out, "控え「{}」の内容に戻しました（{count}件）。", words::path(from))?;
    writeln!(out, "戻す前の控えも取りました。画面の「元に戻す」で取り消せます。")?;
    Ok(())
}

fn over(out: &mut impl Write, file: &Path, from: &Path) -> Result<(), Refusal> {
    let kept = store::restore_over(file, from, now(), &Disk::default(), &session())?;
    let (from, file) = (words::path(from), words::path(file));
    writeln!(
        out,
        "控え「{from}」から「{file}」を作り直しました。控えのあとの変更は入っていません。"
    )?;
    if let Some(kept) = kept {
        writeln!(out, "{}", words::kept_aside(&kept))?;
    }
    Ok(())
}
