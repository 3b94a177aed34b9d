//! `hand-out`: files for departments. `ledger`: what went out and came back.

use super::arguments::HandOutArguments;
use super::report::{bad, years};
use super::usage::{Allowed, Usage};
use super::{Refusal, now, open, replace};
use crate::domain::handout::{Scope, Terms, is_late, requests};
use crate::domain::{Book, DepartmentId, FiscalYear, date};
use crate::store::{Access, Disk, Error, ExistingFile, Original, Replace, Store};
use crate::words;
use std::fs;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The file of a department: where it goes, what it is for, and what lies there already.
struct PlannedFile {
    path: PathBuf,
    scope: Scope,
    there: Option<ExistingFile>,
}

/// Makes a file for one department, or one for each in a folder. What was handed out on the same
/// terms before is left as it is, so that a run that broke off can be gone on with.
pub(super) fn hand_out(out: &mut impl Write, arguments: &HandOutArguments) -> Result<(), Refusal> {
    let mut store = open(&arguments.file, Access::Write)?;
    let year = year(store.book(), arguments.year.as_deref())?;
    let terms = terms(arguments)?;
    let departments = departments(store.book(), arguments, year)?;
    let scopes: Vec<Scope> = departments
        .into_iter()
        .filter_map(|id| Scope::of(store.book(), id, year, terms.clone()))
        .collect();
    if scopes.is_empty() {
        return Err(Refusal::NobodyAsked(store.book().year_label(year)));
    }
    let original = store.original()?;
    // What is in the way of one is found before the first is written.
    let files = scopes
        .into_iter()
        .map(|scope| {
            let path = place(store.book(), &arguments.out, &scope, arguments.all);
            look(&original, path, scope, arguments.force)
        })
        .collect::<Result<Vec<PlannedFile>, Refusal>>()?;
    refuse_late(&terms, arguments, &files)?;
    if arguments.all {
        make_folder(&arguments.out)?;
    }
    for (done, file) in files.iter().enumerate() {
        let outcome = hand_over(&mut store, &original, file, replace(arguments.force));
        let outcome = outcome.map_err(|cause| match arguments.all {
            true => broken_off(&files, done, cause),
            false => cause.into(),
        })?;
        writeln!(out, "「{}」{outcome}", words::path(&file.path))?;
    }
    Ok(())
}

/// Looks up the file at the target path, and refuses one that may not be replaced.
fn look(
    original: &Original,
    path: PathBuf,
    scope: Scope,
    force: bool,
) -> Result<PlannedFile, Refusal> {
    let there = original.there(&path, &scope)?;
    // One that was made for the same is the one that is asked for; whoever insists on a new one gets
    // it where it would be different.
    let there = there.filter(|there| !force || there.is_current);
    if there.is_none() && !force && path.symlink_metadata().is_ok() {
        return Err(Refusal::InTheWay(path));
    }
    Ok(PlannedFile { path, scope, there })
}

/// Refuses a deadline that no department could keep. What went out before it passed stays as it is.
fn refuse_late(
    terms: &Terms,
    arguments: &HandOutArguments,
    files: &[PlannedFile],
) -> Result<(), Refusal> {
    let today = now().date_naive();
    if is_late(terms.deadline, today) && files.iter().any(|file| file.there.is_none()) {
        let typed = arguments.deadline.as_deref().unwrap_or_default();
        return Err(bad("--deadline", typed, Allowed::NotBefore(today)));
    }
    Ok(())
}

/// Makes sure that a file lies at its path and is in the ledger; tells what was done.
fn hand_over(
    store: &mut Store,
    original: &Original,
    file: &PlannedFile,
    replace: Replace,
) -> Result<&'static str, Error> {
    match &file.there {
        Some(there) if there.is_entered => Ok("は、同じ内容ですでに配布してあります。"),
        Some(there) => {
            store.record_handout(&there.file)?;
            Ok("は、すでに作ってありました。配布・回収の記録に残しました。")
        }
        None => {
            let made = original.hand_out(file.scope.clone())?;
            let go_on = |_| ControlFlow::Continue(());
            let ready = made.write_beside(&file.path, replace, &Disk::default(), go_on)?;
            store.record_handout(&ready)?;
            Ok("を作りました。")
        }
    }
}

/// The refusal where the first so many departments have their files and the others do not.
fn broken_off(files: &[PlannedFile], done: usize, cause: Error) -> Refusal {
    let names = |files: &[PlannedFile]| files.iter().map(|file| file.scope.name.clone()).collect();
    let (done, left) = files.split_at(done);
    Refusal::BrokenOff { done: names(done), left: names(left), cause }
}

/// Prints the ledger, the latest first.
pub(super) fn ledger(out: &mut impl Write, file: &Path) -> Result<(), Refusal> {
    let store = open(file, Access::Read)?;
    let ledger = store.ledger()?;
    for line in &ledger {
        let state = words::collection(line.collection(now().date_naive()));
        let missing = line.scope.missing(store.book()).len();
        let deadline = line.scope.deadline.map(|day| format!("  期限 {day}")).unwrap_or_default();
        let returned =
            line.returned.map(|back| format!("  取り込み {}", back.at.format("%Y-%m-%d")));
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
    let requested = requests(book, year);
    let leads = |id: &DepartmentId| requested.contains_key(id);
    if arguments.all {
        return Ok(book.departments().into_iter().map(|row| row.id).filter(leads).collect());
    }
    let name = arguments.department.clone().unwrap_or_default();
    let found = book.department_named(&name).map(|row| row.id).filter(leads);
    Ok(vec![found.ok_or_else(|| {
        let named = book.departments().into_iter().filter(|row| leads(&row.id));
        let departments = named.map(|row| row.name.clone()).collect();
        bad("--department", &name, Allowed::Asked { year: book.year_label(year), departments })
    })?])
}

/// The year that is asked for: the latest that is open where none is named.
fn year(book: &Book, given: Option<&str>) -> Result<FiscalYear, Refusal> {
    match given {
        Some(text) => FiscalYear::parse(text)
            .filter(|year| book.year(*year).is_some())
            .ok_or_else(|| bad("--year", text, years(book))),
        None => {
            let open = book.years().rev().find(|year| !year.closed).map(|year| year.year);
            open.ok_or(Refusal::Usage(Usage::Lacking("締めていない年度がないため、--year")))
        }
    }
}

fn terms(arguments: &HandOutArguments) -> Result<Terms, Refusal> {
    let read =
        |text: &String| date::read(text).ok_or_else(|| bad("--deadline", text, Allowed::Day));
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
