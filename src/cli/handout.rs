//! `hand-out`: files for departments. `ledger`: what went out and came back.

use super::arguments::HandOutArguments;
use super::{Refusal, Usage, now, open, replace};
use crate::domain::handout::{Scope, Terms, asked};
use crate::domain::{Book, DepartmentId, FiscalYear, date};
use crate::store::{Access, Disk, Error, Store};
use crate::words;
use std::fs;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Makes a file for one department, or one for each in a folder.
pub fn hand_out(out: &mut impl Write, arguments: &HandOutArguments) -> Result<(), Refusal> {
    let mut store = open(&arguments.file, Access::Write)?;
    let year = year(store.book(), arguments.year.as_deref())?;
    let terms = terms(arguments)?;
    let departments = departments(store.book(), arguments, year)?;
    let files: Vec<(PathBuf, Scope)> = departments
        .into_iter()
        .filter_map(|id| Scope::of(store.book(), id, year, terms.clone()))
        .map(|scope| (place(store.book(), &arguments.out, &scope, arguments.all), scope))
        .collect();
    if files.is_empty() {
        return Ok(writeln!(
            out,
            "{}ファイルは作っていません。",
            words::nobody_asked(store.book(), year)
        )?);
    }
    // All or none: what is there already is found before the first is written.
    if !arguments.force && files.iter().any(|(path, _)| path.symlink_metadata().is_ok()) {
        return Err(Error::Exists.into());
    }
    if arguments.all {
        make_folder(&arguments.out)?;
    }
    for (path, scope) in files {
        write(&mut store, &path, scope, arguments.force)?;
        writeln!(out, "「{}」を作りました。", words::path(&path))?;
    }
    Ok(())
}

/// Prints the ledger, the latest first.
pub fn ledger(out: &mut impl Write, file: &Path) -> Result<(), Refusal> {
    let store = open(file, Access::Read)?;
    let ledger = store.ledger()?;
    for line in &ledger {
        let state = words::collection(line.collection(now().date_naive()));
        let missing = line.scope.missing(store.book()).len();
        let deadline = line.scope.deadline.map(|day| format!("  期限 {day}")).unwrap_or_default();
        let returned = line.returned.map(|back| format!("  取込 {}", back.at.format("%Y-%m-%d")));
        writeln!(
            out,
            "{}  {}  {}{deadline}{}  入力不足 {missing}件  {state}",
            line.at.format("%Y-%m-%d"),
            line.scope.name,
            store.book().year_label(line.scope.year),
            returned.unwrap_or_default(),
        )?;
    }
    if ledger.is_empty() {
        writeln!(out, "配布したファイルは、まだありません。")?;
    }
    Ok(())
}

fn write(store: &mut Store, path: &Path, scope: Scope, force: bool) -> Result<(), Error> {
    let made = store.hand_out(scope)?;
    let go_on = |_| ControlFlow::Continue(());
    let _ = made.write_to(path, replace(force), &Disk::default(), go_on)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    store.enter(&made, &name.unwrap_or_default())
}

/// Makes a folder in one that is there.
fn make_folder(path: &Path) -> Result<(), Error> {
    if path.is_dir() {
        return Ok(());
    }
    fs::create_dir(path).map_err(|error| match (error.kind(), path.parent()) {
        (io::ErrorKind::NotFound, Some(parent)) => Error::NoFolder(parent.to_owned()),
        _ => error.into(),
    })
}

fn departments(
    book: &Book,
    arguments: &HandOutArguments,
    year: FiscalYear,
) -> Result<Vec<DepartmentId>, Refusal> {
    let asked = asked(book, year);
    let leads = |id: &DepartmentId| asked.contains_key(id);
    if arguments.all {
        return Ok(book.departments().into_iter().map(|row| row.id).filter(leads).collect());
    }
    let name = arguments.department.clone().unwrap_or_default();
    let found = book.department_named(&name).map(|row| row.id).filter(leads);
    let refused = || Refusal::Usage(Usage::BadValue { option: "--department", value: name });
    Ok(vec![found.ok_or_else(refused)?])
}

/// The year that is asked for: the latest that is open where none is named.
fn year(book: &Book, asked: Option<&str>) -> Result<FiscalYear, Refusal> {
    let year = match asked {
        Some(text) => FiscalYear::parse(text),
        None => book.years().rev().find(|year| !year.closed).map(|year| year.year),
    };
    let value = asked.unwrap_or_default().to_owned();
    year.filter(|year| book.year(*year).is_some())
        .ok_or(Refusal::Usage(Usage::BadValue { option: "--year", value }))
}

fn terms(arguments: &HandOutArguments) -> Result<Terms, Refusal> {
    let refused = |value: &String| {
        Refusal::Usage(Usage::BadValue { option: "--deadline", value: value.clone() })
    };
    let read = |text: &String| date::read(text).ok_or_else(|| refused(text));
    Ok(Terms {
        deadline: arguments.deadline.as_ref().map(read).transpose()?,
        message: arguments.message.clone(),
        return_to: arguments.return_to.clone(),
        others: arguments.others,
    })
}

/// The path of a file: the one that is named, or in a folder one of the department's name.
fn place(book: &Book, out: &Path, scope: &Scope, folder: bool) -> PathBuf {
    if folder { out.join(words::handout_file(book, scope)) } else { out.to_owned() }
}
