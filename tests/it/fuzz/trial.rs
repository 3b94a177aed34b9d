//! One pair of files through all that reads, compares and merges files.

use crate::fuzz::pair::Pair;
use crate::support::session;
use shinchoku::domain::change::inverse;
use shinchoku::domain::merge::{Decision, Decisions};
use shinchoku::domain::{Change, Measure, Noun, Op, Record, revision};
use shinchoku::exchange;
use shinchoku::store::{Access, Backups, Comparison, Error, Incoming, Query, Store};
use shinchoku::ui::{App, Preferences, Start};
use shinchoku::words::{self, Notice};
use std::fs;
use std::path::Path;

/// How far it came.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Came {
    pub opened: bool,
    pub compared: bool,
    pub merged: bool,
}

/// # Panics
/// Where anything but a refusal or an answer comes of it.
pub(super) fn run(pair: &Pair) -> Came {
    let place = tempfile::tempdir().unwrap();
    pair.keep(place.path());
    let [mine, theirs] = ["mine.db", "theirs.db"].map(|name| place.path().join(name));
    let mut came = Came::default();
    if let Some(theirs) = open(&theirs, Access::Read) {
        show(theirs);
    }
    if let Some(theirs) = open(&theirs, Access::Read) {
        came.opened = true;
        look_through(&theirs);
        if let Some(mut mine) = open(&mine, Access::Write) {
            meet(&mut mine, &theirs, &mut came);
        }
    }
    assert!(fs::read(&theirs).unwrap() == pair.theirs, "the other file was written to");
    if !came.merged {
        assert!(fs::read(&mine).unwrap() == pair.mine, "my file was written to");
    }
    // As if it were one's own.
    if let Some(mut own) = open(&theirs, Access::Write) {
        edit(&mut own);
    } else {
        assert!(fs::read(&theirs).unwrap() == pair.theirs, "a refused file was written to");
    }
    came
}

fn open(path: &Path, access: Access) -> Option<Store> {
    let backups = Backups::in_folder(path.with_extension("控え"));
    told(Store::open(path, access, session(), &backups))
}

/// What is refused is refused in words.
fn told<T>(answer: Result<T, Error>) -> Option<T> {
    answer
        .inspect_err(|error| {
            let notice = Notice::from(error);
            assert!(!notice.what.is_empty() && !notice.remedy.is_empty(), "{error}");
        })
        .ok()
}

/// All that the screens ask of a file.
fn look_through(store: &Store) {
    for entry in told(store.history(usize::MAX)).unwrap_or_default() {
        assert!(!words::entry(&entry).is_empty());
        let _ = told(store.changes(entry.id));
        if let Some(changes) = told(store.changes_since(entry.id)) {
            let mut book = store.book().as_ref().clone();
            if book.apply(&inverse(changes)).is_ok() {
                drop(revision::revisions(&book, store.book()));
            }
        }
    }
    drop(told(store.people()));
    for (.., measure) in store.book().listed() {
        let query = Query { measure: Some(measure.id), ..Query::default() };
        drop(told(store.history_of(&query, 9)));
        assert!(!store.book().measure_number(measure).is_empty());
    }
    for year in store.book().years() {
        assert!(!store.book().year_label(year.year).is_empty());
    }
    for edition in told(store.editions()).unwrap_or_default() {
        assert!(!words::edition(&edition).is_empty() && !words::edition_paper(&edition).is_empty());
        let _ = told(store.edition_pdf(edition.id));
        if let Some(book) = told(store.edition_book(edition.id)) {
            drop(revision::revisions(&book, store.book()));
        }
    }
}

/// The window over a file, with every screen as it is laid out when the file is opened.
fn show(store: Store) {
    let backups = Backups::in_folder(store.path().unwrap().with_extension("控え"));
    let start = Start { file: None, sample: exchange::sample, backups };
    drop(App::over(store, start, Preferences::unkept()).view());
}

fn meet(mine: &mut Store, theirs: &Store, came: &mut Came) {
    let Some(comparison) = told(mine.compare(theirs, None)) else { return };
    came.compared = true;
    let incoming = match comparison {
        Comparison::Nothing(nothing) => return assert!(!words::nothing_new(nothing).is_empty()),
        Comparison::Incoming(incoming) => incoming,
    };
    let merge = incoming.merge();
    assert!(!words::merge_counts(merge).is_empty());
    for item in merge.items() {
        assert!(!words::conflict(merge, item).is_empty());
    }
    let all = |decision: &Decision| -> Decisions {
        merge.conflicts().map(|item| (item.cell, decision.clone())).collect()
    };
    // Both answers, taken back between them.
    for decisions in [all(&Decision::Mine), all(&Decision::Theirs)] {
        take(mine, theirs, &incoming, &decisions, came);
    }
}

fn take(
    mine: &mut Store,
    theirs: &Store,
    incoming: &Incoming,
    decisions: &Decisions,
    came: &mut Came,
) {
    let Comparison::Incoming(again) = mine.compare(theirs, None).unwrap() else {
        panic!("what was taken back can be taken in again")
    };
    assert_eq!(again.merge().items(), incoming.merge().items());
    let before = mine.book().clone();
    match mine.merge(&again, decisions) {
        Ok(()) => came.merged = true,
        // What two sound files make is sound, whatever was decided.
        Err(Error::Invalid(invalid)) => panic!("what comes of it is no book: {invalid}"),
        Err(error) => {
            let _ = told(Err::<(), _>(error));
            return;
        }
    }
    let path = mine.path().unwrap().to_owned();
    let reopened = open(&path, Access::Read).expect("my file opens after a merge");
    assert_eq!(reopened.book(), mine.book());
    assert!(matches!(mine.compare(theirs, None), Ok(Comparison::Nothing(_))));
    let _ = mine.undo().unwrap().expect("a merge can be taken back");
    assert_eq!(*mine.book(), before);
    assert_eq!(open(&path, Access::Read).expect("my file opens").book(), mine.book());
}

/// One edit and its way back.
fn edit(store: &mut Store) {
    let book = store.book().clone();
    let Some((.., measure)) = book.listed().into_iter().next() else { return };
    let renamed = Measure { name: format!("{}改", measure.name), ..measure.clone() };
    let changes: Vec<Change> = book.put(Record::Measure(renamed)).into_iter().collect();
    if told(store.commit(Op::Edit(Noun::Measure), "", changes)).is_some() {
        let path = store.path().unwrap().to_owned();
        let reopened = open(&path, Access::Read).expect("the file opens after an edit");
        assert_eq!((reopened.book(), reopened.head()), (store.book(), store.head()));
        let _ = store.undo().unwrap().expect("an edit can be taken back");
        assert_eq!(*store.book(), book);
    }
}
