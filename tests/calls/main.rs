//! Every write, flush, rename, removal, truncation and making of a file that the system does for the
//! program, and for SQLite within it, fails in turn: the old file or the new one is there, whole, and
//! the message tells which.
//!
//! And the program is killed before every one of them: what is left is whole, and a file that is
//! carried away without its journal is whole or refused.
//!
//! A small library (`fault.c`) that is loaded before the system's lets the calls fail. Where it
//! cannot be (no Linux, no C compiler) the test says so and is over.

#[path = "../support/mod.rs"]
mod support;

use shinchoku::domain::{Book, Implementation, Noun, Op, Plan, Record};
use shinchoku::store::{Access, Backups, Error, Store};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use support::session;
use support::skip::{Means, skip};
use tempfile::TempDir;

const FILE: &str = "総合戦略.db";
const KINDS: [&str; 6] = ["write", "sync", "rename", "remove", "truncate", "make"];

/// EIO and ENOSPC.
const ERRORS: [&str; 2] = ["5", "28"];

/// How the program says that nothing is lost.
const KEPT: [&str; 3] =
    ["ファイルは元のままです", "保存前の状態で残っています", "途中の変更は取り消されています"];

/// How it says that it cannot tell.
const UNCERTAIN: &str = "保存できたかどうかを確かめられませんでした";

/// A job of the program on the file, from a folder in which all lies that it needs.
struct Job {
    name: &'static str,
    arguments: fn(&Path) -> Vec<PathBuf>,
    /// What else must hold of the folder, whether the job says that it was done or not; `None` where it
    /// says that it cannot tell.
    look: fn(&Path, done: Option<bool>),
}

fn at(place: &Path, words: &[&str]) -> Vec<PathBuf> {
    let named = |word: &&str| if word.contains('.') { place.join(word) } else { word.into() };
    words.iter().map(named).collect()
}

const MERGE: Job = Job {
    name: "merge",
    arguments: |place| at(place, &["merge", FILE, "福祉課.db"]),
    look: |_, _| (),
};

const IMPORT: Job = Job {
    name: "import",
    arguments: |place| at(place, &["import", FILE, "一覧.csv"]),
    look: |_, _| (),
};

const RESTORE: Job = Job {
    name: "restore",
    arguments: |place| at(place, &["restore", FILE, "控え.db"]),
    look: |_, _| (),
};

const BACKUP: Job = Job {
    name: "backup",
    arguments: |place| at(place, &["backup", FILE]),
    look: |place, done| {
        let mine = open(&place.join(FILE));
        let backups = Backups::in_folder(backups(place));
        let listed = backups.of(mine.whose(), (session().clock)());
        assert!(done != Some(true) || !listed.is_empty(), "the backup is there");
        for backup in listed {
            let found = Store::look_into(&backup.path, session()).expect("a sound backup");
            assert_eq!(found.book(), mine.book());
        }
    },
};

/// What is told in the file that takes the place of an earlier one.
const NEW: &str = "出し直します";

const HAND_OUT: Job = Job {
    name: "hand-out",
    arguments: |place| {
        let words = ["hand-out", FILE, "--department", "第1課", "--force", "-o", "第1課.db"];
        at(place, &[&words[..], &["--message", NEW]].concat())
    },
    look: |place, done| {
        let file = open(&place.join("第1課.db"));
        let renewed = file.scope().is_some_and(|scope| scope.message == NEW);
        let entered = open(&place.join(FILE)).ledger().expect("the ledger").len() > 1;
        assert!(
            done.is_none_or(|done| done == entered),
            "it is in the ledger just when that is said"
        );
        // Without its line it is there only where it could not be removed again.
        assert!(!entered || renewed, "what is in the ledger is there");
    },
};

fn open(file: &Path) -> Store {
    support::open(file, Access::Read)
}

/// Where the program keeps its backups in these tests.
fn backups(place: &Path) -> PathBuf {
    place.join("data/shinchoku/控え")
}

fn program(place: &Path, job: &Job) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shinchoku"));
    let _ = command.args((job.arguments)(place)).env("HOME", place);
    let _ = command
        .env("XDG_DATA_HOME", place.join("data"))
        .env("XDG_CONFIG_HOME", place.join("config"));
    command
}

fn run(command: &mut Command) -> Output {
    command.output().expect("the program")
}

/// The folder from which each job starts.
fn ground() -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    let file = |name: &str| place.path().join(name);
    let mut store = Store::create(&file(FILE), &support::book(12, 200), session()).expect("a file");
    let write = |store: &mut Store, narrative: &str, title: &str| {
        let book = store.book().clone();
        let year = book.latest_year().expect("a year");
        let entries = book.listed().into_iter().map(|(.., measure)| Implementation {
            narrative: narrative.repeat(40),
            ..Implementation::blank(measure.id, year)
        });
        let plan = Plan { title: title.to_owned(), ..book.plan().clone() };
        let records = entries.map(Record::Implementation).chain([Record::Plan(plan)]);
        let changes = records.filter_map(|record| book.put(record)).collect();
        store.commit(Op::Edit(Noun::Implementation), "", changes).expect("a commit");
    };
    let copy = |from: &str, to: &str| fs::copy(file(from), file(to)).map(drop).expect("a copy");
    copy(FILE, "控え.db");
    write(&mut store, "・支所で3回開催しました。\n", "表題");
    drop(store);
    copy(FILE, "福祉課.db");
    let backups = Backups::in_folder(place.path().join("控え"));
    let mut theirs =
        Store::open(&file("福祉課.db"), Access::Write, session(), &backups).expect("a file");
    write(&mut theirs, "・本庁で5回開催しました。\n", "課の表題");
    drop(theirs);
    let mut export = Command::new(env!("CARGO_BIN_EXE_shinchoku"));
    let _ = export.arg("export").arg(file("福祉課.db")).arg(file("一覧.csv"));
    assert!(run(&mut export).status.success());
    let mut hand_out = program(place.path(), &HAND_OUT);
    let _ = hand_out.args(["--message", "前のもの"]);
    assert!(run(&mut hand_out).status.success());
    place
}

fn copied(ground: &Path) -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(ground).expect("the folder") {
        let entry = entry.expect("an entry");
        if entry.path().is_file() {
            let _ = fs::copy(entry.path(), place.path().join(entry.file_name())).expect("a copy");
        }
    }
    place
}

/// The library that lets calls fail.
fn library(place: &Path) -> Option<PathBuf> {
    let library = place.join("fault.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calls/fault.c");
    let mut compiler = Command::new("cc");
    let _ = compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).arg("-ldl");
    let made = cfg!(target_os = "linux") && compiler.status().is_ok_and(|status| status.success());
    made.then_some(library)
}

struct Fault<'a> {
    library: &'a Path,
    kind: &'a str,
    nth: u32,
    on: bool,
    error: &'a str,
}

/// Runs a job with a fault, and looks at what is left. `false` where there is no n-th call.
fn failing(ground: &Path, job: &Job, fault: &Fault<'_>, [before, after]: &[Arc<Book>; 2]) -> bool {
    let place = copied(ground);
    let outside = tempfile::tempdir().expect("a folder");
    let seen = outside.path().join("seen");
    let mut command = program(place.path(), job);
    let _ = command
        .env("LD_PRELOAD", fault.library)
        .env("FAULT_BELOW", place.path())
        .env("FAULT_KIND", fault.kind)
        .env("FAULT_NTH", fault.nth.to_string())
        .env("FAULT_ERRNO", fault.error)
        .env("FAULT_SEEN", &seen);
    if fault.on {
        let _ = command.env("FAULT_ON", "1");
    }
    let output = run(&mut command);
    let done = output.status.success();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let here = format!("{}, {} {} (on: {}): {told}", job.name, fault.kind, fault.nth, fault.on);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{here}");
    let found = Arc::clone(open(&place.path().join(FILE)).book());
    let is_uncertain = fault.on && told.contains(UNCERTAIN);
    if done {
        assert_eq!(found, *after, "{here}");
    } else if is_uncertain {
        // The disk is gone for good in the midst of a commit: nobody can tell then which it is.
        assert!(found == *before || found == *after, "{here}");
    } else {
        assert_eq!(found, *before, "{here}");
        assert!(KEPT.iter().any(|kept| told.contains(kept)), "{here}");
    }
    (job.look)(place.path(), (!is_uncertain).then_some(done));
    seen.exists()
}

/// Kills a job before its n-th call, and looks at what is left. `None` where there is no n-th call.
fn killed(
    ground: &Path,
    job: &Job,
    library: &Path,
    nth: u32,
    books: &[Arc<Book>; 2],
) -> Option<Torn> {
    let place = copied(ground);
    let mut command = program(place.path(), job);
    let _ = command
        .env("LD_PRELOAD", library)
        .env("FAULT_BELOW", place.path())
        .env("FAULT_KIND", "any")
        .env("FAULT_NTH", nth.to_string())
        .env("FAULT_ERRNO", "KILL");
    if run(&mut command).status.code().is_some() {
        return None;
    }
    let here = format!("{}, killed before call {nth}", job.name);
    let file = place.path().join(FILE);
    let journal = place.path().join(format!("{FILE}-journal"));
    let elsewhere = tempfile::tempdir().expect("a folder");
    let alone = elsewhere.path().join(FILE);
    let _ = fs::copy(&file, &alone).expect("a copy");
    let backups = Backups::in_folder(elsewhere.path().join("控え"));
    let torn = match Store::open(&alone, Access::Read, session(), &backups) {
        Ok(store) => {
            assert!(books.contains(store.book()), "{here}: a mixed file is believed");
            Torn::No
        }
        Err(Error::Damaged(_)) => {
            assert!(journal.exists(), "{here}: torn, and nothing to mend it with");
            Torn::Yes
        }
        Err(error) => panic!("{here}: {error}"),
    };
    let read = Arc::clone(open(&file).book());
    assert!(books.contains(&read), "{here}");
    let store = Store::open(&file, Access::Write, session(), &backups).expect("a whole file");
    assert_eq!(*store.book(), read, "{here}: reading and writing see the same");
    drop(store);
    assert!(!journal.exists(), "{here}: the journal is left");
    assert_eq!(*open(&file).book(), read, "{here}");
    Some(torn)
}

/// Whether a killed program left a file that its journal alone makes whole.
#[derive(PartialEq)]
enum Torn {
    Yes,
    No,
}

/// Where a job starts from, and the file before and after it; `None` where calls cannot be caught.
fn prepared(job: &Job) -> Option<(TempDir, TempDir, PathBuf, [Arc<Book>; 2])> {
    let tools = tempfile::tempdir().expect("a folder");
    let Some(library) = library(tools.path()) else {
        skip(Means::Compiler, "calls can be made to fail on Linux with a C compiler only");
        return None;
    };
    let ground = ground();
    let sound = copied(ground.path());
    let output = run(&mut program(sound.path(), job));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (job.look)(sound.path(), Some(true));
    let book = |place: &Path| Arc::clone(open(&place.join(FILE)).book());
    let books = [book(ground.path()), book(sound.path())];
    Some((tools, ground, library, books))
}

/// Kills a job before each of its calls in turn.
fn killed_at_every_call_of(job: &Job) {
    let Some((_tools, ground, library, books)) = prepared(job) else { return };
    let torn: Vec<Torn> =
        (1..).map_while(|nth| killed(ground.path(), job, &library, nth, &books)).collect();
    let count = torn.iter().filter(|torn| **torn == Torn::Yes).count();
    assert!(count > 2, "{count} of {} kills left a torn file", torn.len());
    println!("{}: killed {} times, {count} times in the midst of the file", job.name, torn.len());
}

#[test]
fn a_killed_merge_leaves_a_whole_file() {
    killed_at_every_call_of(&MERGE);
}

#[test]
fn a_killed_import_leaves_a_whole_file() {
    killed_at_every_call_of(&IMPORT);
}

#[test]
fn a_killed_restore_leaves_a_whole_file() {
    killed_at_every_call_of(&RESTORE);
}

/// Lets each call of a job fail in turn.
fn every_call_of(job: &Job) {
    let Some((_tools, ground, library, books)) = prepared(job) else { return };
    let mut count = 0;
    for kind in KINDS {
        for on in [false, true] {
            let fault = |nth| {
                let error = ERRORS[nth as usize % ERRORS.len()];
                Fault { library: &library, kind, nth, on, error }
            };
            let fails = |nth: &u32| failing(ground.path(), job, &fault(*nth), &books);
            count += (1..).take_while(fails).count();
        }
    }
    assert!(count > 10, "{count} calls failed");
    println!("{}: {count} calls failed in turn", job.name);
}

#[test]
fn a_merge_is_whole_or_not_at_all() {
    every_call_of(&MERGE);
}

#[test]
fn an_import_is_whole_or_not_at_all() {
    every_call_of(&IMPORT);
}

#[test]
fn a_restore_is_whole_or_not_at_all() {
    every_call_of(&RESTORE);
}

#[test]
fn a_backup_is_whole_or_not_at_all() {
    every_call_of(&BACKUP);
}

#[test]
fn a_file_for_a_department_is_whole_or_not_at_all() {
    every_call_of(&HAND_OUT);
}
