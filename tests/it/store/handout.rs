//! 配布 and 回収: a department's file takes what it was made for, and all of that comes back.

mod ready;

use crate::support::cases::config;
use crate::support::digest::meddle;
use crate::support::{self, session};
use proptest::prelude::*;
use shinchoku::domain::handout::{Collection, Others, Scope, Terms};
use shinchoku::domain::merge::Decisions;
use shinchoku::domain::proofread::NotationRules;
use shinchoku::domain::restore::{Extent, restoration};
use shinchoku::domain::{
    Approval, Book, BracketStyle, Change, DepartmentId, Figure, FiscalYear, Implementation, Key,
    MeasureId, Noun, NumberStyle, Observation, Op, Plan, Record,
};
use shinchoku::store::{
    Access, Backups, Comparison, Disk, Error, Incoming, NothingToMerge, Replace, Store,
};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

pub(super) const YEAR: FiscalYear = FiscalYear(2024);

pub(super) struct Office(tempfile::TempDir);

impl Office {
    pub(super) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn master(&self, measures: usize) -> Store {
        let book = support::with_indicators(support::book(measures, 60));
        Store::create(&self.path("総合戦略.db"), &book, session()).unwrap()
    }

    pub(super) fn open(&self, name: &str) -> Store {
        let backups = Backups::in_folder(self.path("控え"));
        Store::open(&self.path(name), Access::Write, session(), &backups).unwrap()
    }

    /// What the clerk of a department gets.
    pub(super) fn hand_out(&self, master: &mut Store, index: usize, others: Others) -> Store {
        let name = format!("第{}課.db", index + 1);
        let scope = scope(master, index, others);
        self.hand_out_for(master, &name, scope)
    }

    pub(super) fn hand_out_for(&self, master: &mut Store, name: &str, scope: Scope) -> Store {
        let out = master.hand_out(scope).unwrap();
        let go_on = |_| ControlFlow::Continue(());
        let path = self.path(name);
        let ready = out.write_beside(&path, Replace::Never, &Disk::default(), go_on).unwrap();
        master.record_handout(&ready).unwrap();
        self.open(name)
    }
}

fn department(book: &Book, index: usize) -> DepartmentId {
    book.departments()[index].id
}

pub(super) fn scope(store: &Store, index: usize, others: Others) -> Scope {
    let terms = Terms {
        deadline: "2026-06-30".parse().ok(),
        message: "6月末までに入力してください。".to_owned(),
        return_to: "企画課".to_owned(),
        others,
    };
    Scope::of(store.book(), department(store.book(), index), YEAR, terms).unwrap()
}

/// The first measure that a file was handed out for.
fn own(store: &Store) -> MeasureId {
    *store.scope().unwrap().measures.first().unwrap()
}

pub(super) fn entry(store: &Store, measure: MeasureId) -> Implementation {
    let blank = || Implementation::blank(measure, YEAR);
    store.book().implementation(measure, YEAR).cloned().unwrap_or_else(blank)
}

pub(super) fn write(store: &mut Store, measure: MeasureId, text: &str) -> Result<(), Error> {
    let entry = entry(store, measure);
    let status = entry.status;
    let record = Record::Implementation(entry.rewritten(status, text.to_owned()));
    let changes = store.book().put(record).into_iter().collect();
    store.commit(Op::Edit(Noun::Implementation), "", changes)
}

pub(super) fn incoming(mine: &Store, theirs: &Store) -> Incoming {
    match mine.compare(theirs, None).unwrap() {
        Comparison::Incoming(incoming) => *incoming,
        Comparison::Nothing(nothing) => panic!("nothing new: {nothing:?}"),
    }
}

fn collections(store: &Store, day: &str) -> Vec<Collection> {
    let day = day.parse().unwrap();
    store.ledger().unwrap().iter().map(|line| line.collection(day)).collect()
}

/// Three departments get their files; one submits, one does not, one never answers.
#[test]
fn what_is_handed_out_comes_back() {
    for others in [Others::Readable, Others::LeftOut] {
        let office = Office::new();
        let mut master = office.master(30);
        let mut first = office.hand_out(&mut master, 0, others);
        let mut second = office.hand_out(&mut master, 1, others);
        let third = office.hand_out(&mut master, 2, others);
        let untouched = master.compare(&third, None).unwrap();
        assert!(
            matches!(untouched, Comparison::Nothing(NothingToMerge::Untouched)),
            "{untouched:?}"
        );
        // The master goes on meanwhile, with what was left out as well.
        let other = master.book().listed()[5].2.id;
        write(&mut master, other, "・企画課が書いた。").unwrap();
        let (mine, yours) = (own(&first), own(&second));
        write(&mut first, mine, "・第1課が書いた。").unwrap();
        first.submit().unwrap();
        write(&mut second, yours, "・第2課が書いた。").unwrap();
        let before = master.book().measure_count();
        for theirs in [&first, &second] {
            let incoming = incoming(&master, theirs);
            assert_eq!(incoming.merge().conflicts().count(), 0);
            master.merge(&incoming, &Decisions::new()).unwrap();
        }
        assert_eq!(master.book().measure_count(), before, "what was left out is no deletion");
        assert_eq!(master.book().narrative(mine, YEAR), "・第1課が書いた。");
        assert_eq!(master.book().narrative(yours, YEAR), "・第2課が書いた。");
        assert_eq!(master.book().narrative(other, YEAR), "・企画課が書いた。");
        use Collection::{Early, Out, Overdue, Taken};
        assert_eq!(collections(&master, "2026-06-30"), [Out, Early, Taken]);
        assert_eq!(collections(&master, "2026-07-01"), [Overdue, Early, Taken]);
        // Submitted after all, with nothing more to take.
        second.submit().unwrap();
        let incoming = incoming(&master, &second);
        assert_eq!(incoming.merge().items(), []);
        master.merge(&incoming, &Decisions::new()).unwrap();
        assert_eq!(collections(&master, "2026-07-01"), [Overdue, Taken, Taken]);
        let again = master.compare(&second, None).unwrap();
        assert!(matches!(again, Comparison::Nothing(NothingToMerge::Again)), "{again:?}");
        let _ = master.undo().unwrap();
        assert_eq!(collections(&master, "2026-07-01"), [Overdue, Early, Taken]);
    }
}

/// A moment that is brought back knows of what came back until then, and of no more.
#[test]
fn what_came_back_after_a_moment_that_is_brought_back_is_out_again() {
    use Collection::{Early, Out, Taken};
    let office = Office::new();
    let mut master = office.master(30);
    let mut file = office.hand_out(&mut master, 0, Others::Readable);
    let moment = master.head().unwrap();
    // What was handed out since is with the department whatever the master goes back to.
    drop(office.hand_out(&mut master, 1, Others::Readable));
    let measure = own(&file);
    write(&mut file, measure, "・書いた。").unwrap();
    let early = incoming(&master, &file);
    master.merge(&early, &Decisions::new()).unwrap();
    assert_eq!(collections(&master, "2026-06-30"), [Out, Early]);
    let since = master.changes_since(moment).unwrap();
    let changes = restoration(master.book(), &since, Extent::All).unwrap();
    master.restore("前の内容", &changes, moment).unwrap();
    assert_eq!(collections(&master, "2026-06-30"), [Out, Out]);
    let _ = master.undo().unwrap();
    assert_eq!(collections(&master, "2026-06-30"), [Out, Early]);
    let _ = master.redo().unwrap();
    assert_eq!(collections(&master, "2026-06-30"), [Out, Out]);
    write(&mut file, measure, "・書いた。\n・書き足した。").unwrap();
    file.submit().unwrap();
    let late = incoming(&master, &file);
    master.merge(&late, &Decisions::new()).unwrap();
    assert_eq!(master.book().narrative(measure, YEAR), "・書いた。\n・書き足した。");
    assert_eq!(collections(&master, "2026-06-30"), [Out, Taken]);
}

#[test]
fn a_second_file_takes_the_place_of_the_first() {
    let office = Office::new();
    let mut master = office.master(6);
    drop(office.hand_out(&mut master, 0, Others::Readable));
    fs::remove_file(office.path("第1課.db")).unwrap();
    drop(office.hand_out(&mut master, 0, Others::Readable));
    assert_eq!(collections(&master, "2026-06-30"), [Collection::Out, Collection::Replaced]);
}

#[test]
fn what_is_submitted_is_closed_until_that_is_taken_back() {
    let office = Office::new();
    let mut master = office.master(3);
    let mut file = office.hand_out(&mut master, 0, Others::Readable);
    let measure = own(&file);
    write(&mut file, measure, "・書いた。").unwrap();
    file.submit().unwrap();
    assert!(file.is_submitted());
    assert!(matches!(write(&mut file, measure, "・まだ書く。"), Err(Error::Submitted)));
    assert!(matches!(file.undo(), Err(Error::Submitted)));
    assert!(matches!(file.submit(), Err(Error::Submitted)));
    drop(file);
    let mut file = office.open("第1課.db");
    assert!(file.is_submitted(), "it is known when the file is opened again");
    file.withdraw().unwrap();
    write(&mut file, measure, "・まだ書く。").unwrap();
    let _ = file.undo().unwrap().expect("its own edit");
    let _ = file.undo().unwrap().expect("the edit before it was submitted");
    assert_eq!(file.undo().unwrap(), None, "what was done in the master stays");
}

#[test]
fn a_department_hands_nothing_out() {
    let office = Office::new();
    let mut master = office.master(3);
    let mut file = office.hand_out(&mut master, 0, Others::Readable);
    let scope = file.scope().unwrap().clone();
    assert!(matches!(file.hand_out(scope), Err(Error::OutsideScope)));
    assert!(file.ledger().unwrap().is_empty(), "the ledger stays with the master");
    assert!(master.submit().is_err() && master.scope().is_none());
}

/// What a stranger's hand has written past the rules is not taken.
#[test]
fn what_was_changed_past_the_scope_stays_outside() {
    let office = Office::new();
    let mut master = office.master(12);
    let mut file = office.hand_out(&mut master, 0, Others::Readable);
    let mine = own(&file);
    write(&mut file, mine, "・書いた。").unwrap();
    drop(file);
    meddle(&office.path("第1課.db"), "DELETE FROM scope");
    let mut file = office.open("第1課.db");
    let other = file.book().listed().iter().map(|row| row.2.id).find(|id| *id != mine).unwrap();
    write(&mut file, other, "・よその課。").unwrap();
    let confirmed = entry(&file, mine).approved(Approval::Confirmed);
    let changes = file.book().put(Record::Implementation(confirmed)).into_iter().collect();
    file.commit(Op::Approve(Approval::Confirmed), "", changes).unwrap();
    let incoming = incoming(&master, &file);
    let outside = [mine, other].map(|id| Key::Implementation(id, YEAR)).into();
    assert_eq!(*incoming.merge().outside(), outside);
    let before = Book::clone(master.book());
    master.merge(&incoming, &Decisions::new()).unwrap();
    assert_eq!(**master.book(), before);
}

/// A department enters what was reached; what was aimed at, and how it is judged, is not its to say.
#[test]
fn a_department_enters_the_actuals_of_its_indicators_alone() {
    let office = Office::new();
    let mut master = office.master(4);
    let mut file = office.hand_out(&mut master, 0, Others::LeftOut);
    let asked = file.scope().unwrap().indicators.clone();
    assert_eq!(asked.len(), 1);
    let of_file: Vec<_> = file.book().indicators().iter().map(|row| row.id).collect();
    assert_eq!(of_file, asked.iter().copied().collect::<Vec<_>>());
    let row = file.book().observation(of_file[0], YEAR).unwrap().clone();
    let observe = |file: &mut Store, row: Observation| {
        let changes = file.book().put(Record::Observation(row)).into_iter().collect();
        file.commit(Op::Edit(Noun::Observation), "", changes)
    };
    let raised = Observation { target: Figure::parse("999", ""), ..row.clone() };
    assert!(matches!(observe(&mut file, raised), Err(Error::OutsideScope)));
    let reached = Observation {
        actual: Figure::parse("321", ""),
        cause: "・広報を改めた。".to_owned(),
        ..row
    };
    observe(&mut file, reached.clone()).unwrap();
    let incoming = incoming(&master, &file);
    master.merge(&incoming, &Decisions::new()).unwrap();
    assert_eq!(master.book().observation(of_file[0], YEAR), Some(&reached));
    assert_eq!(master.book().indicators().len(), 2);
}

proptest! {
    #![proptest_config(config(24))]

    /// Any record that is put, changed or removed is refused unless the scope names it, and nothing
    /// of the refused is in the file.
    #[test]
    fn nothing_outside_the_scope_is_written(
        which in any::<prop::sample::Index>(), way in 0..3usize, of in 0..3usize,
    ) {
        let office = Office::new();
        let mut master = office.master(6);
        let mut file = office.hand_out(&mut master, of, Others::Readable);
        let before = Book::clone(file.book());
        let records: Vec<Record> = before.records().collect();
        let record = which.get(&records).clone();
        let changes = match (way, record) {
            (0, record) => before.remove(record.key()),
            (1, Record::Implementation(entry)) => {
                let status = entry.status;
                let entry = entry.rewritten(status, "・ほかの言葉。".to_owned());
                before.put(Record::Implementation(entry)).into_iter().collect()
            }
            (1, Record::Observation(row)) => {
                let (actual, target) = (Figure::parse("1234", ""), Figure::parse("5678", ""));
                let target = if row.year == YEAR { target } else { row.target.clone() };
                let row = Observation { actual, target, ..row };
                before.put(Record::Observation(row)).into_iter().collect()
            }
            (2, Record::Observation(row)) => {
                let actual = Figure::parse("1234", "");
                before.put(Record::Observation(Observation { actual, ..row })).into_iter().collect()
            }
            (_, mut record) => {
                let field = record.texts().first().map(|(field, _)| *field);
                if let Some(text) = field.and_then(|field| record.text_mut(field)) {
                    text.push('改');
                }
                before.put(record).into_iter().collect::<Vec<Change>>()
            }
        };
        prop_assume!(!changes.is_empty());
        let scope = file.scope().unwrap().clone();
        let inside = changes.iter().all(|change| scope.allows(change));
        let written = file.commit(Op::Edit(Noun::Measure), "", changes);
        if inside {
            written.unwrap();
        } else {
            prop_assert!(matches!(written, Err(Error::OutsideScope)), "{written:?}");
            prop_assert_eq!(&**file.book(), &before);
            drop(file);
            let name = format!("第{}課.db", of + 1);
            let reopened = office.open(&name);
            prop_assert_eq!(&**reopened.book(), &before);
        }
    }
}

/// 表記: the few texts of a department tell no rule, so the plan's own goes along.
#[test]
fn what_the_plan_says_of_notation_goes_to_the_departments() {
    for others in [Others::Readable, Others::LeftOut] {
        let office = Office::new();
        let mut master = office.master(30);
        let plan = Plan {
            number_style: NumberStyle::Single,
            bracket_style: BracketStyle::Full,
            ..master.book().plan().clone()
        };
        let changes = master.book().put(Record::Plan(plan)).into_iter().collect();
        master.commit(Op::Edit(Noun::Plan), "", changes).unwrap();
        let mut first = office.hand_out(&mut master, 0, others);
        assert_eq!(first.book().plan(), master.book().plan());
        assert_eq!(first.book().notation_rules(), master.book().notation_rules());
        let mine = own(&first);
        write(&mut first, mine, "・３回開いた。").unwrap();
        let incoming = incoming(&master, &first);
        assert!(incoming.merge().items().iter().all(|item| item.cell.key != Key::Plan));
    }
}

/// A plan that says nothing is written as its texts are, and the department's file knows how.
#[test]
fn how_the_texts_are_written_goes_to_the_departments() {
    for others in [Others::Readable, Others::LeftOut] {
        let office = Office::new();
        let mut master = office.master(30);
        for measure in master.book().listed().iter().map(|row| row.2.id).collect::<Vec<_>>() {
            write(&mut master, measure, "・講座を３回、12人に（市内）開いた。").unwrap();
        }
        let usage = master.book().usage();
        assert_ne!(usage, NotationRules::default());
        let mut first = office.hand_out(&mut master, 0, others);
        assert_eq!(first.book().notation_rules(), usage);
        // However the department writes, and whoever opens the file.
        for measure in first.scope().unwrap().measures.clone() {
            write(&mut first, measure, &"・講座を3回、12人に(市内)開いた。".repeat(30)).unwrap();
        }
        assert_eq!(first.book().notation_rules(), usage);
        drop(first);
        let first = office.open("第1課.db");
        assert_eq!(first.book().notation_rules(), usage);
        let incoming = incoming(&master, &first);
        master.merge(&incoming, &Decisions::new()).unwrap();
        assert_ne!(master.book().usage(), usage, "the master goes by all of its texts");
    }
}
