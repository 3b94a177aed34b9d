//! Lists in and out on the command line, and the sample.

use super::arguments::ImportArguments;
use super::{Refusal, columns, open, report, session};
use crate::domain::{Book, Op, Plan};
use crate::exchange::{self, Decisions, Format, Import, Outcome, Source};
use crate::store::{self, Access, Replace, Store, open_regular, write_out};
use crate::words;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Brings a list into a file, and makes the file where there is none. There is nobody to ask about a
/// measure of which the number alone says what it is: it is left as it is, and reported.
pub(super) fn import(out: &mut impl Write, arguments: &ImportArguments) -> Result<(), Refusal> {
    let ImportArguments { file, source, .. } = arguments;
    let name = name(source);
    let format = Format::of(&name)?;
    let mut store = match open(file, Access::Write) {
        Ok(store) => Some(store),
        Err(store::Error::Missing) => None,
        Err(error) => return Err(error.into()),
    };
    let bytes = open_regular(source).and_then(|file| Ok(exchange::bytes(file)?))?;
    let listing = {
        let source = Source::open(format, &bytes, &name)?;
        let form = columns::form(&source, arguments).map_err(Refusal::Usage)?;
        source.read_as(&form)?
    };
    let book = match &store {
        Some(store) => Arc::clone(store.book()),
        None => Arc::new(Book::new(Plan::new("", ""))),
    };
    let mut import = exchange::import(&book, &listing);
    let doubtful = import.doubtful();
    if !doubtful.is_empty() {
        let decisions = Decisions { left: doubtful.clone(), ..Decisions::default() };
        import = exchange::import_with(&book, &listing, &decisions);
    }
    let has_indicators = import.indicators.count() > 0;
    if !has_indicators && import.rows.iter().all(|row| row.outcome == Outcome::Left) {
        tell(out, &import)?;
        return Err(Refusal::NothingTaken);
    }
    // A list may be large: while it is written it is in memory in no other form.
    drop((bytes, listing));
    let strangers = import.strangers();
    let departments = words::departments_made(&import.new_departments(&book));
    let replaced = import.replaced(&book);
    let changes = std::mem::take(&mut import.changes);
    let mut effects = words::replaced(&replaced, book.plan().first_reiwa);
    match &mut store {
        Some(_) if changes.is_empty() => {}
        Some(store) => store.commit(Op::Import, &name, changes)?,
        None => {
            let mut book = Arc::unwrap_or_clone(book);
            book.apply(&changes).map_err(store::Error::from)?;
            drop(changes);
            drop(Store::create(file, &book, session())?);
            writeln!(out, "「{}」を作りました。", words::path(file))?;
        }
    }
    if let Some(count) = strangers {
        super::complain(&words::strangers_taken(count));
    }
    tell(out, &import)?;
    effects.extend(departments);
    if let Some(store) = &store {
        effects.extend(words::absent(&import.absent(store.book(), &doubtful)));
    }
    for effect in effects {
        writeln!(out, "{effect}")?;
    }
    Ok(())
}

/// What an import did, and which rows it did not take over.
fn tell(out: &mut impl Write, import: &Import) -> Result<(), Refusal> {
    writeln!(out, "{}", words::imported(import))?;
    for row in &import.unreadable {
        writeln!(out, "{}", words::unreadable(row))?;
    }
    for doubt in words::doubts(&import.doubts) {
        writeln!(out, "{doubt}")?;
    }
    Ok(())
}

/// Writes a file's list in another form.
pub(super) fn export(
    out: &mut impl Write,
    file: &Path,
    to: &Path,
    replace: Replace,
) -> Result<(), Refusal> {
    let format = Format::of(&name(to))?;
    let store = open(file, Access::Read)?;
    write_out(to, format.ending(), &exchange::write(format, store.book())?, replace)?;
    writeln!(out, "「{}」に書き出しました。", words::path(to))?;
    if let Some(text) = words::left_out(&exchange::left_out(format, store.book())) {
        writeln!(out, "{text}")?;
    }
    Ok(())
}

/// Puts the sample's file and its list into a folder, and tells where the file is. What is there
/// already is left alone: the file is gone on with, the list gets another name.
pub(super) fn demo(out: &mut impl Write, folder: &Path) -> Result<PathBuf, Refusal> {
    fs::create_dir_all(folder).map_err(store::Error::from)?;
    let file = folder.join("見本.db");
    let book = match Store::create(&file, &exchange::sample(), session()) {
        Ok(store) => {
            writeln!(out, "見本のファイル「{}」を作りました。", words::path(&file))?;
            store.book().clone()
        }
        Err(store::Error::Exists) => {
            writeln!(
                out,
                "見本のファイル「{}」は、すでにあります。続きから使います。",
                words::path(&file)
            )?;
            open(&file, Access::Read)?.book().clone()
        }
        Err(error) => return Err(error.into()),
    };
    let pdf = report::list(&book)?;
    let list = write_beside(folder, "見本", &pdf)?;
    writeln!(out, "一覧表「{}」を作りました。", words::path(&list))?;
    Ok(file)
}

/// Writes a PDF under the first name that is free, unless it is there already, byte for byte.
fn write_beside(folder: &Path, stem: &str, bytes: &[u8]) -> Result<PathBuf, Refusal> {
    let mut number = 1;
    loop {
        let name = match number {
            1 => format!("{stem}.pdf"),
            number => format!("{stem}（{number}）.pdf"),
        };
        let path = folder.join(name);
        match write_out(&path, "pdf", bytes, Replace::Never) {
            Err(store::Error::Exists) if holds(&path, bytes) => return Ok(path),
            Err(store::Error::Exists) => number += 1,
            Err(error) => return Err(error.into()),
            Ok(()) => return Ok(path),
        }
    }
}

fn holds(path: &Path, bytes: &[u8]) -> bool {
    let old = open_regular(path).and_then(|file| Ok(exchange::bytes(file)?));
    old.is_ok_and(|old| old == bytes)
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
