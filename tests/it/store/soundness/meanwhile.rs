//! What others do to a file in the midst of a commit.

use super::{Told, beside, lived_in};
use crate::store::rename;
use crate::store::soundness::killed;
use crate::support::session;
use chrono::{DateTime, FixedOffset};
use shinchoku::store::{Access, Backups, Error, ExternalChange, Session, Store};
use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::process::Command;

thread_local! {
    /// What happens when the clock is asked for the time the next times: between the steps of a
    /// commit.
    static MEANWHILE: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

fn clock() -> DateTime<FixedOffset> {
    let next = MEANWHILE.with_borrow_mut(Vec::pop);
    if let Some(next) = next {
        next();
    }
    (session().clock)()
}

/// A commit asks the clock before its backup, when the backup is named, and when it is entered in the
/// log.
#[test]
fn a_journal_that_appears_in_the_midst_of_a_commit_is_not_played() {
    for step in 0..3 {
        let (place, _) = lived_in();
        let (_, journal) = killed(&place.file());
        rename(&mut place.open(Access::Write).unwrap(), "後の名称").unwrap();
        let told = Told::by(&place.file(), &place.backups()).unwrap();
        let busy = Session { clock, ..session() };
        let backups = Backups::in_folder(place.folder.path().join("別の控え"));
        let mut store = Store::open(&place.file(), Access::Write, busy, &backups).unwrap();
        let sidecar = beside(&place.file(), "-journal");
        let plant: Box<dyn FnOnce()> = Box::new(move || {
            // In the last step the commit has a journal of its own to come.
            if !sidecar.exists() {
                fs::write(sidecar, journal).unwrap();
            }
        });
        let mut steps: Vec<Box<dyn FnOnce()>> = vec![plant];
        steps.extend((0..step).map(|_| Box::new(|| ()) as Box<dyn FnOnce()>));
        MEANWHILE.set(steps);
        let committed = rename(&mut store, "その後の名称");
        MEANWHILE.take().clear();
        drop(store);
        let store = place.open(Access::Write).unwrap();
        let name = &store.book().listed()[0].2.name;
        match committed {
            Ok(()) => assert_eq!(name, "その後の名称", "step {step}"),
            Err(error) => {
                assert!(matches!(error, Error::Busy | Error::HotJournal), "step {step}: {error}");
                assert_eq!(*store.book(), told.book, "step {step}");
            }
        }
    }
}

/// Another file takes the name between the beginning of a commit and its end: what is written then is
/// in no file that anybody finds.
#[test]
#[cfg(unix)]
fn a_commit_into_a_file_that_lost_its_name_is_not_reported_as_saved() {
    for step in 0..3 {
        let (place, _) = lived_in();
        let other = place.folder.path().join("置き換わるもの.db");
        let _ = fs::copy(place.file(), &other).unwrap();
        let whole = fs::read(&other).unwrap();
        let busy = Session { clock, ..session() };
        let backups = Backups::in_folder(place.folder.path().join("別の控え"));
        let mut store = Store::open(&place.file(), Access::Write, busy, &backups).unwrap();
        let file = place.file();
        let replace: Box<dyn FnOnce()> = Box::new(move || fs::rename(&other, &file).unwrap());
        let mut steps: Vec<Box<dyn FnOnce()>> = vec![replace];
        steps.extend((0..step).map(|_| Box::new(|| ()) as Box<dyn FnOnce()>));
        MEANWHILE.set(steps);
        let committed = rename(&mut store, "どこにもない名称");
        MEANWHILE.take().clear();
        drop(store);
        assert!(
            matches!(committed, Err(Error::ChangedExternally(ExternalChange::Replaced))),
            "step {step}: {committed:?}"
        );
        assert_eq!(fs::read(place.file()).unwrap(), whole, "step {step}");
    }
}

/// Another thread looks into the file in the midst of a commit: with that nobody else may write to it.
#[test]
#[cfg(unix)] // where closing a file gives up its locks
fn a_look_into_a_file_gives_up_no_lock_on_it() {
    let (place, _) = lived_in();
    let (file, others) = (place.file(), Other::new());
    let look: Box<dyn FnOnce()> = Box::new(move || {
        drop(Store::look_into(&file, session()).unwrap());
        others.is_refused(&file);
    });
    let backups = Backups::in_folder(place.folder.path().join("別の控え"));
    let session = Session { clock, ..session() };
    let mut store = Store::open(&place.file(), Access::Write, session, &backups).unwrap();
    // The last step of a commit, in which it holds the file.
    MEANWHILE.set(vec![look, Box::new(|| ()), Box::new(|| ())]);
    rename(&mut store, "その後の名称").unwrap();
    assert!(MEANWHILE.take().is_empty(), "the other has tried");
    drop(store);
    let store = place.open(Access::Write).unwrap();
    assert_eq!(store.book().listed()[0].2.name, "その後の名称");
}

/// Another program, which writes to a file. SQLite keeps the connections of one apart by itself.
struct Other {
    home: tempfile::TempDir,
}

impl Other {
    fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    fn is_refused(&self, file: &Path) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shinchoku"));
        let _ = command.env("HOME", self.home.path()).env("XDG_DATA_HOME", self.home.path());
        let output = command.arg("editions").arg(file).args(["--save", "よその版"]).output();
        let output = output.unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains("ほかのプログラムがこのファイルを使っている"), "{told}");
    }
}
