//! Two files of one plan, as bytes.

use crate::support::{self, session};
use chrono::NaiveDate;
use shinchoku::domain::edition::Making;
use shinchoku::domain::merge::{Decision, Decisions};
use shinchoku::domain::{
    Approval, Book, Change, Department, Implementation, Measure, Noun, Op, Position, Record,
};
use shinchoku::store::{Access, Backups, Comparison, EditionContent, Store};
use std::fs;
use std::path::Path;

/// Mine, and the copy that comes back.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub mine: Vec<u8>,
    pub theirs: Vec<u8>,
}

impl Pair {
    pub(super) fn keep(&self, folder: &Path) {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("mine.db"), &self.mine).unwrap();
        fs::write(folder.join("theirs.db"), &self.theirs).unwrap();
    }
}

/// A plan and its copy that have gone their own ways; the same with merges, editions and steps taken
/// back behind them.
pub(super) fn made() -> Vec<Pair> {
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name);
    let open = |name: &str| Store::open(&path(name), Access::Write, session(), &nowhere(&place));
    let mut mine = Store::create(&path("mine.db"), &support::book(3, 40), session()).unwrap();
    let copy = |from: &str, to: &str| {
        let _ = fs::copy(path(from), path(to)).unwrap();
    };
    let pair = |mine: &str, theirs: &str| Pair {
        mine: compact(&path(mine)),
        theirs: compact(&path(theirs)),
    };
    copy("mine.db", "theirs.db");
    let mut theirs = open("theirs.db").unwrap();
    for (store, text) in [(&mut mine, "本庁"), (&mut theirs, "支所")] {
        work(store, text);
    }
    let young = pair("mine.db", "theirs.db");
    copy("theirs.db", "third.db");
    let mut third = open("third.db").unwrap();
    work(&mut third, "出張所");
    for (into, from) in [(&mut mine, &third), (&mut theirs, &third)] {
        take(into, from);
    }
    let book = Book::clone(mine.book());
    let made = Making {
        paper: "list".to_owned(),
        template: "議会配布用".to_owned(),
        settings: None,
        date: NaiveDate::from_ymd_opt(2026, 6, 1),
    };
    for store in [&mut mine, &mut theirs] {
        let day = NaiveDate::from_ymd_opt(2026, 6, 12).unwrap();
        let (name, made, pdf) = ("6月議会提出版", made.clone(), b"%PDF-".as_slice());
        let keeping = EditionContent { name, day, made, pages: 2, pdf, book: &book };
        drop(store.keep_edition(&keeping).unwrap());
        work(store, "追記");
        drop(store.undo().unwrap());
    }
    vec![young, pair("mine.db", "theirs.db")]
}

fn nowhere(place: &tempfile::TempDir) -> Backups {
    Backups::in_folder(place.path().join("控え"))
}

/// Small pages make small files, and more of them to be damaged.
fn compact(path: &Path) -> Vec<u8> {
    let copy = path.with_extension("small");
    let _ = fs::copy(path, &copy).unwrap();
    let connection = rusqlite::Connection::open(&copy).unwrap();
    connection.execute_batch("PRAGMA page_size = 512; VACUUM").unwrap();
    drop(connection);
    fs::read(copy).unwrap()
}

/// Edits of several kinds.
fn work(store: &mut Store, text: &str) {
    let book = Book::clone(store.book());
    let year = book.latest_year().unwrap();
    let measures: Vec<Measure> = book.listed().iter().map(|(.., row)| (*row).clone()).collect();
    let entry = |at: usize| {
        let id = measures[at % measures.len()].id;
        book.implementation(id, year).cloned().unwrap_or_else(|| Implementation::blank(id, year))
    };
    let narrative = format!("{}\n・{text}の分です。", entry(0).narrative);
    let department = Department::new(format!("{text}課"), Position::nth(30));
    let renamed = Measure { name: format!("{text}の整備"), ..measures[1].clone() };
    let records = [
        (Noun::Implementation, Record::Implementation(entry(0).rewritten(None, narrative))),
        (Noun::Implementation, Record::Implementation(entry(1).approved(Approval::Department))),
        (Noun::Department, Record::Department(department)),
        (Noun::Measure, Record::Measure(renamed)),
    ];
    for (noun, record) in records {
        let changes: Vec<Change> = store.book().put(record).into_iter().collect();
        if !changes.is_empty() {
            let _ = store.commit(Op::Edit(noun), text, changes);
        }
    }
}

fn take(mine: &mut Store, theirs: &Store) {
    let Comparison::Incoming(incoming) = mine.compare(theirs, None).unwrap() else { return };
    let decided = incoming.merge().conflicts().map(|item| (item.cell, Decision::Theirs));
    let decisions: Decisions = decided.collect();
    mine.merge(&incoming, &decisions).unwrap();
}
