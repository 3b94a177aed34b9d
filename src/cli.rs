//! The same work without a window, for IT staff, tests and benchmarks.
//!
//! **Architecture invariant:** no logic of its own: it reads the arguments, lets the rooms work, and
//! prints. Messages are Japanese; the exit status is 0 done, 1 refused (nothing changed, unless the
//! message says what was), 2 wrong usage.

mod arguments;
mod backup;
mod check;
mod columns;
mod editions;
mod escaped;
mod handout;
mod help;
mod lists;
mod merge;
mod report;
mod restore;
mod usage;

pub use help::help;

use crate::console::{self, Output};
use crate::domain::{Book, FiscalYear, Plan};
use crate::exchange;
use crate::report::FileType;
use crate::store::{self, Access, Backups, Replace, Session, Store, WorkingCopies};
use crate::ui::{self, Start};
use crate::words::{self, Notice};
use arguments::Command;
use chrono::{DateTime, Datelike, FixedOffset, Local};
use escaped::Escaped;
use std::ffi::OsString;
use std::io::{self, Write};
use std::ops::{Deref, DerefMut};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use usage::Usage;
use uuid::Uuid;

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Exchange(#[from] exchange::Error),
    #[error(transparent)]
    Report(#[from] crate::report::Error),
    /// The font lacks characters. They have been told one by one.
    #[error("{0} characters are not in the font")]
    MissingGlyphs(usize),
    /// An option's value does not fit the file.
    #[error(transparent)]
    Usage(Usage),
    /// Something lies where a file for a department is to go.
    #[error("{} is in the way", .0.display())]
    InTheWay(PathBuf),
    /// Some departments have their files, the others do not.
    #[error("not all departments have their files: {cause}")]
    BrokenOff {
        done: Vec<String>,
        left: Vec<String>,
        #[source]
        cause: store::Error,
    },
    /// No row of a list could be taken over. They have been told one by one.
    #[error("nothing was taken over")]
    NothingTaken,
    /// No department is asked for anything in this year.
    #[error("nobody is asked for anything in {0}")]
    NobodyAsked(String),
    #[error(transparent)]
    Window(#[from] ui::Error),
    /// What was asked for could not be written to standard output.
    #[error(transparent)]
    Output(#[from] io::Error),
}

/// Does what the arguments (without the program's name) ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let command = match arguments::parse(arguments) {
        Ok(command) => command,
        Err(usage) => {
            console::attach();
            complain(&Notice::from(&usage));
            return ExitCode::from(2);
        }
    };
    if !matches!(command, Command::Window(_)) {
        console::attach();
    }
    let windowed = matches!(command, Command::Window(_));
    let sources = command.input_files();
    let notice = match guarded(|| perform(command)) {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        Ok(Err(Refusal::Store(error @ store::Error::Ending(_)))) => {
            complain(&Notice::from(&error));
            return ExitCode::from(2);
        }
        Ok(Err(Refusal::Store(error @ store::Error::Missing))) => {
            match sources.iter().find(|source| !source.exists()) {
                Some(source) => words::missing(source),
                None => Notice::from(&error),
            }
        }
        Ok(Err(Refusal::Store(error))) => Notice::from(&error),
        Ok(Err(Refusal::Window(error))) => Notice::from(&error),
        Ok(Err(Refusal::Exchange(error))) => Notice::from(&error),
        Ok(Err(Refusal::Report(error))) => Notice::from(&error),
        Ok(Err(Refusal::MissingGlyphs(count))) => words::missing_glyphs(count),
        Ok(Err(Refusal::InTheWay(path))) => words::in_the_way(&path),
        Ok(Err(Refusal::BrokenOff { done, left, cause })) => {
            words::broken_off(&done, &left, &cause)
        }
        Ok(Err(Refusal::NothingTaken)) => words::nothing_taken(),
        Ok(Err(Refusal::NobodyAsked(year))) => words::nobody_asked(&year),
        Ok(Err(Refusal::Usage(usage))) => {
            complain(&Notice::from(&usage));
            return ExitCode::from(2);
        }
        Ok(Err(Refusal::Output(error))) => words::no_output(&error),
        Err(message) => words::crash(&message),
    };
    complain(&notice);
    if windowed {
        ui::show_message_box(&notice);
    }
    ExitCode::FAILURE
}

/// Runs the program so that no panic, neither ours nor a library's, reaches the clerk as such.
///
/// What is saved is saved by then: a commit is on the disk before anything shows it.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static LAST_WORDS: Mutex<String> = Mutex::new(String::new());
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if std::env::var_os("RUST_BACKTRACE").is_some() {
            default(info);
        }
        if let Ok(mut words) = LAST_WORDS.lock() {
            *words = info.to_string();
        }
    }));
    panic::catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| LAST_WORDS.lock().map(|words| words.clone()).unwrap_or_default())
}

fn perform(command: Command) -> Result<(), Refusal> {
    backups().sweep();
    WorkingCopies::beside(&backups()).sweep();
    let is_read_only = command.is_read_only();
    let mut out = Escaped(Output::open());
    match command {
        Command::Help { of } => out.write_all(help(of.as_deref()).as_bytes())?,
        Command::Version => writeln!(out, "進捗帳 {}", env!("CARGO_PKG_VERSION"))?,
        Command::New { file, municipality, plan } => {
            let now = now();
            let year = FiscalYear::containing(now.year(), now.month());
            let book = Book::starting(Plan::new(municipality, plan), year);
            drop(Store::create(&file, &book, session())?);
            writeln!(out, "「{}」を作りました。", words::path(&file))?;
        }
        Command::Check { file } => {
            let store = open(&file, Access::Read)?;
            check::print(&mut out, &store)?;
        }
        Command::History { file, limit } => {
            for entry in open(&file, Access::Read)?.history(limit.unwrap_or(usize::MAX))? {
                let step = words::entry(&entry);
                writeln!(out, "{}  {}  {step}", entry.at.format("%Y-%m-%d %H:%M"), entry.who)?;
            }
        }
        Command::Backup { file, list: true } => backup::list(&mut out, &file)?,
        Command::Backup { file, list: false } => backup::take(&mut out, &file)?,
        Command::Restore { file, backup } => {
            restore::restore(&mut out, &file, backup.as_deref())?;
        }
        Command::Merge(arguments) => merge::merge(&mut out, &arguments)?,
        Command::HandOut(arguments) => handout::hand_out(&mut out, &arguments)?,
        Command::Ledger { file } => handout::ledger(&mut out, &file)?,
        Command::Editions { file, act } => editions::run(&mut out, &file, &act)?,
        Command::Window(file) => window(file)?,
        Command::Report(arguments) => {
            let book = book(arguments.file.as_deref())?;
            let file_type = FileType::of(&arguments.out).unwrap_or_default();
            let written = report::print(&book, &arguments, file_type)?;
            store::write_all_out(&written, file_type.ending(), replace(arguments.force))?;
            for (path, _) in &written {
                writeln!(out, "「{}」を作りました。", words::path(path))?;
            }
        }
        Command::ListTemplates(file) => {
            for template in book(file.as_deref())?.templates() {
                writeln!(out, "{}", template.name)?;
            }
        }
        Command::Import(arguments) => lists::import(&mut out, &arguments)?,
        Command::Export { file, out: to, force } => {
            lists::export(&mut out, &file, &to, replace(force))?;
        }
        Command::Demo { folder } => {
            let file = lists::demo(&mut out, &folder)?;
            out.flush()?;
            match window(Some(file)) {
                Err(ui::Error::NoDisplay) => {
                    writeln!(out, "表示する画面がないため、画面は開きません。")?;
                }
                opened => opened?,
            }
        }
    }
    match out.0.close() {
        Err(error) if is_read_only => Err(error.into()),
        Err(error) => {
            complain(&words::done_without_output(&error));
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

fn window(file: Option<PathBuf>) -> Result<(), ui::Error> {
    ui::run(Start { file, sample: exchange::sample, backups: backups() })
}

const fn replace(force: bool) -> Replace {
    if force { Replace::Confirmed } else { Replace::Never }
}

/// The book of a file, or the sample where none is named.
fn book(file: Option<&Path>) -> Result<Arc<Book>, store::Error> {
    match file {
        Some(file) => Ok(Arc::clone(open(file, Access::Read)?.book())),
        None => Ok(Arc::new(exchange::sample())),
    }
}

fn open(file: &Path, access: Access) -> Result<Opened, store::Error> {
    let mut store = Store::open(file, access, session(), &backups())?;
    if let Some(notice) = store.take_sidecar_notice() {
        eprintln!("{}", words::sidecar(&notice));
    }
    Ok(Opened { head: store.head(), store })
}

/// An open file. When the command is done with it, a backup that could not be taken is told of, so
/// that no command that commits can forget it; what it did is done all the same.
struct Opened {
    store: Store,
    /// The last commit when it was opened.
    head: Option<Uuid>,
}

impl Deref for Opened {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

impl DerefMut for Opened {
    fn deref_mut(&mut self) -> &mut Store {
        &mut self.store
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        if self.store.head() != self.head
            && let Some(error) = self.store.take_failed_backup()
        {
            complain(&Notice::from(&error));
        }
    }
}

/// The person as the operating system knows them: a command has nobody to ask.
fn session() -> Session {
    let who = std::env::var("USERNAME").or_else(|_| std::env::var("USER")).unwrap_or_default();
    Session { who, clock: now }
}

fn now() -> DateTime<FixedOffset> {
    Local::now().fixed_offset()
}

/// Where this user's backups are kept.
pub fn backups() -> Backups {
    match ui::folders() {
        Some(folders) => Backups::in_folder(folders.data_local_dir().join("控え")),
        None => Backups::nowhere(),
    }
}

fn complain(notice: &Notice) {
    let mut err = Escaped(io::stderr().lock());
    // Where not even the complaint can be written, the exit status still tells.
    let _ = writeln!(err, "{}", notice.what);
    if !notice.remedy.is_empty() {
        let _ = writeln!(err, "{}", notice.remedy);
    }
    if !notice.detail.is_empty() {
        let _ = writeln!(err, "（詳細：{}）", notice.detail);
    }
}
