//! 保存版: what was handed out is there again to the byte, whatever becomes of the file since.

use super::{Place, rename, support};
use chrono::NaiveDate;
use shinchoku::domain::edition::Making;
use shinchoku::domain::merge::Decisions;
use shinchoku::domain::{Book, Edition, Field, Invalid, Key, Noun, Op, template::Settings};
use shinchoku::report::{Options, Report, pdf};
use shinchoku::store::{
    Access, Comparison, EditionContent, Error, Incoming, NothingToMerge, Store,
};
use std::ops::ControlFlow;
use support::session;

fn open(place: &Place) -> Store {
    place.open(Access::Write).unwrap()
}

/// A copy of the file as it is now.
fn copied(place: &Place) -> Store {
    let path = place.folder.path().join("写し.db");
    let _ = std::fs::copy(place.file(), &path).unwrap();
    Store::open(&path, Access::Write, session(), &place.backups()).unwrap()
}

/// Takes another file in.
fn merge(mine: &mut Store, other: &Store) -> Incoming {
    let Comparison::Incoming(incoming) = mine.compare(other, None).unwrap() else {
        panic!("nothing to take in")
    };
    mine.merge(&incoming, &Decisions::default()).unwrap();
    *incoming
}

fn printed(book: &Book) -> Vec<u8> {
    let document = Report::List.lay_out(book, &Options::default()).unwrap();
    pdf::write(&document, |_, _| ControlFlow::Continue(())).unwrap()
}

pub(super) fn made() -> Making {
    Making {
        paper: "list".to_owned(),
        template: "議会配布用".to_owned(),
        settings: Some(Box::new(Settings::default())),
        date: None,
    }
}

fn keep(store: &mut Store, name: &str) -> Result<Edition, Error> {
    let book = store.book().clone();
    let day = NaiveDate::from_ymd_opt(2026, 6, 12).unwrap();
    let pdf = printed(&book);
    store.keep_edition(&EditionContent {
        name,
        day,
        made: made(),
        pages: 2,
        pdf: &pdf,
        book: &book,
    })
}

#[test]
fn the_same_bytes_come_back_after_edits_and_reopening() {
    let place = Place::new().with_file();
    let mut store = open(&place);
    let (then, paper) = (Book::clone(store.book()), printed(store.book()));
    let kept = keep(&mut store, "6月議会提出版").unwrap();
    rename(&mut store, "直売所の整備").unwrap();
    let mut seen = store.look_into_edition(kept.id).unwrap();
    assert_eq!(*seen.book().as_ref(), then);
    assert!(matches!(rename(&mut seen, "別の名称"), Err(Error::ReadOnly)));
    assert_eq!(seen.history(usize::MAX).unwrap(), []);
    let gone = store.book().listed()[1].2.id;
    let changes = store.book().remove(Key::Measure(gone));
    store.commit(Op::Delete(Noun::Measure), "", changes).unwrap();
    drop(store);
    let store = open(&place);
    assert_eq!(store.editions().unwrap(), std::slice::from_ref(&kept));
    assert_eq!(store.edition_pdf(kept.id).unwrap(), paper);
    assert_eq!(store.edition_book(kept.id).unwrap(), then);
    assert_ne!(printed(store.book()), paper, "the plan has gone on");
    // The data alone makes the paper anew, by a program of the same version to the byte.
    assert_eq!(printed(&store.edition_book(kept.id).unwrap()), paper);
    assert_eq!((kept.who.as_str(), kept.size), ("企画課", u64::try_from(paper.len()).unwrap()));
}

/// The commit that an edition says it is of.
fn commit_of(place: &Place, edition: &Edition) -> Option<String> {
    let id = edition.id.to_string();
    let query = "SELECT head FROM edition WHERE id = ?1";
    let file = rusqlite::Connection::open(place.file()).unwrap();
    file.query_row(query, [id], |row| row.get(0)).unwrap()
}

#[test]
fn the_commit_of_an_edition_is_that_of_its_data_or_none() {
    let place = Place::new().with_file();
    let mut store = open(&place);
    let head = store.head().map(|head| head.to_string());
    let kept = keep(&mut store, "提出版").unwrap();
    assert_eq!(commit_of(&place, &kept), head);
    // What was on the screen when somebody went on writing.
    let book = Book::clone(store.book());
    rename(&mut store, "直売所の整備").unwrap();
    let (day, pdf) = (NaiveDate::from_ymd_opt(2026, 6, 12).unwrap(), printed(&book));
    let keeping =
        EditionContent { name: "先の版", day, made: made(), pages: 2, pdf: &pdf, book: &book };
    let kept = store.keep_edition(&keeping).unwrap();
    assert_eq!(commit_of(&place, &kept), None);
}

#[test]
fn keeping_is_told_by_the_history_and_passed_over_by_undo() {
    let place = Place::new().with_file();
    let mut store = open(&place);
    let original = store.book().clone();
    rename(&mut store, "一").unwrap();
    rename(&mut store, "二").unwrap();
    let _ = store.undo().unwrap();
    let kept = keep(&mut store, "提出版").unwrap();
    let history = store.history(9).unwrap();
    assert_eq!((history[0].op, history[0].subject.as_str()), (Some(Op::Keep), "提出版"));
    assert_eq!(store.changes(history[0].id).unwrap(), []);
    assert_eq!(store.redoable().unwrap().subject, "二", "what can be redone still can");
    assert_eq!(store.redo().unwrap().unwrap().subject, "二");
    let _ = (store.undo().unwrap(), store.undo().unwrap());
    assert_eq!(*store.book(), original);
    assert_eq!(store.undo().unwrap(), None);
    assert_eq!(store.editions().unwrap(), [kept], "no undo takes an edition back");
}

#[test]
fn undo_reads_the_same_from_the_log() {
    let place = Place::new().with_file();
    let mut store = open(&place);
    rename(&mut store, "一").unwrap();
    let _ = keep(&mut store, "提出版").unwrap();
    drop(store);
    assert_eq!(open(&place).undoable().unwrap().subject, "一");
}

#[test]
fn a_name_is_needed_and_is_its_own() {
    let place = Place::new().with_file();
    let mut store = open(&place);
    let refused = |result: Result<Edition, Error>| match result {
        Err(Error::Invalid(invalid)) => invalid,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(keep(&mut store, " ")), Invalid::Blank(Field::EditionName));
    let first = keep(&mut store, "提出版").unwrap();
    assert_eq!(refused(keep(&mut store, "提出版")), Invalid::DuplicateName("提出版".into()));
    assert_eq!(store.history(9).unwrap().len(), 2, "what was refused is not in the history");
    store.discard_edition(first.id).unwrap();
    let second = keep(&mut store, "提出版").unwrap();
    assert!(matches!(store.recover_edition(first.id), Err(Error::Invalid(_))));
    store.discard_edition(second.id).unwrap();
    store.recover_edition(first.id).unwrap();
    let listed: Vec<_> = store.editions().unwrap().into_iter().filter(|it| !it.removed).collect();
    assert_eq!(listed, [first]);
}

#[test]
fn a_discarded_edition_keeps_its_paper() {
    let place = Place::new().with_file();
    let mut store = open(&place);
    let (paper, kept) = (printed(store.book()), keep(&mut store, "提出版").unwrap());
    store.discard_edition(kept.id).unwrap();
    assert!(store.editions().unwrap()[0].removed);
    assert_eq!(store.edition_pdf(kept.id).unwrap(), paper);
    assert_eq!(store.history(1).unwrap()[0].op, Some(Op::Discard));
}

#[test]
fn a_damaged_edition_is_told_and_does_not_spread() {
    let place = Place::new().with_file();
    let mut mine = open(&place);
    let other = copied(&place);
    let kept = keep(&mut mine, "提出版").unwrap();
    let whole = keep(&mut mine, "訂正版").unwrap();
    drop(mine);
    place.meddle(&format!(
        "UPDATE edition_content SET pdf = CAST('%PDF-1.7 とは別のもの' AS BLOB)
         WHERE edition = '{}'",
        kept.id
    ));
    let mine = open(&place);
    assert!(matches!(mine.edition_pdf(kept.id), Err(Error::EditionDamaged)));
    assert!(mine.edition_book(kept.id).is_ok(), "the data is another matter");
    let mut other = other;
    let incoming = merge(&mut other, &mine);
    let name = |row: &Edition| row.name.clone();
    let taken: Vec<String> = incoming.editions().editions().map(name).collect();
    let damaged: Vec<String> = incoming.editions().damaged().iter().map(name).collect();
    assert_eq!((taken, damaged), (vec!["訂正版".to_owned()], vec!["提出版".to_owned()]));
    assert_eq!(other.edition_pdf(whole.id).unwrap(), mine.edition_pdf(whole.id).unwrap());
}

#[test]
fn editions_of_two_files_are_united_by_merging_and_twice_is_as_once() {
    let place = Place::new().with_file();
    let mut other = copied(&place);
    let mut mine = open(&place);
    rename(&mut other, "コピーで変えた施策").unwrap();
    let paper = printed(other.book());
    let theirs = keep(&mut other, "提出版").unwrap();
    let own = keep(&mut mine, "提出版").unwrap();
    let _ = merge(&mut mine, &other);
    assert!(matches!(
        mine.compare(&other, None).unwrap(),
        Comparison::Nothing(NothingToMerge::Again)
    ));
    assert_eq!(mine.edition_pdf(theirs.id).unwrap(), paper);
    assert_eq!(printed(&mine.edition_book(theirs.id).unwrap()), paper, "without its log");
    mine.discard_edition(theirs.id).unwrap();
    let _ = mine.undo().unwrap();
    let _ = merge(&mut mine, &other);
    let listed: Vec<_> = mine.editions().unwrap().into_iter().filter(|it| !it.removed).collect();
    assert_eq!(listed, [own], "what was discarded stays so");
}

#[test]
fn an_edition_is_small_beside_its_paper() {
    let place = Place::new().with_file();
    let size = || std::fs::metadata(place.file()).unwrap().len();
    let before = size();
    let mut store = open(&place);
    let kept = keep(&mut store, "提出版").unwrap();
    drop(store);
    let more = size() - before;
    assert!(more < kept.size + 64 * 1024, "{more} bytes for a paper of {}", kept.size);
}

#[test]
fn what_another_program_did_meanwhile_is_not_lost() {
    let place = Place::new().with_file();
    let (mut mine, mut other) = (open(&place), open(&place));
    rename(&mut other, "ほかで変えた施策").unwrap();
    let book = mine.book().clone();
    let kept = keep(&mut mine, "提出版").unwrap();
    assert_eq!(mine.edition_book(kept.id).unwrap(), *book, "as it was printed");
    assert_eq!(mine.book().listed()[0].2.name, "ほかで変えた施策");
}

#[test]
fn a_file_for_some_records_only_brings_no_editions() {
    let place = Place::new().with_file();
    let mut other = copied(&place);
    let mut mine = open(&place);
    let _ = keep(&mut other, "提出版").unwrap();
    let Comparison::Incoming(incoming) = mine.compare(&other, Some([].into())).unwrap() else {
        panic!("nothing to take in")
    };
    mine.merge(&incoming, &Decisions::default()).unwrap();
    assert_eq!(mine.editions().unwrap(), []);
}
