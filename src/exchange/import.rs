//! What a list means for a book.
//!
//! An import adds and replaces; it deletes nothing and empties nothing. A column that the source
//! lacks, and a cell that is empty, leave what the book has. An entry of a year that the book has
//! closed stays as it is. A row is taken over whole or not at all, and the clerk is told which were
//! not. Importing the same list again changes nothing.

mod doubts;
mod indicators;
mod likeness;
mod matching;
mod measures;
mod outline;
mod terms;

use super::doubt::{Doubt, Question, Reason, Unreadable};
use super::listed_indicator::Said;
use super::listing::{Ignored, ListedMeasure, ListedStatus, Listing, UnknownKey};
use super::place::Place;
use crate::domain::{
    Book, Change, Department, DepartmentId, FiscalYear, Hue, MeasureId, Position, ProgressStatus,
    Record, StatusId, Succession, Value, Year,
};
pub use doubts::{NewDepartment, Replaced};
use matching::{Known, Wanted, named};
use std::collections::{BTreeMap, BTreeSet};
use terms::{Fresh, Noted, Terms};

/// What an import does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Import {
    /// What to commit, in order; empty where there is nothing to do.
    pub changes: Vec<Change>,
    /// How many measures are new.
    pub added: usize,
    /// How many measures change.
    pub changed: usize,
    /// How many measures are in the book as the list has them.
    pub unchanged: usize,
    /// How many indicators fare how.
    pub indicators: indicators::Counts,
    /// How many entries differ from the list's in a closed year, and stay as they are.
    pub closed: usize,
    /// The measures of the list one by one, in its order, without those that cannot be taken over.
    pub rows: Vec<Taken>,
    /// The rows that were not taken over.
    pub unreadable: Vec<Unreadable>,
    /// What a reader should look at in the rows that were.
    pub doubts: Vec<Doubt>,
    /// The columns that have no place in a book.
    pub ignored: Vec<Ignored>,
    /// The keys of JSON that have none.
    pub unknown_keys: Vec<UnknownKey>,
    /// Rows that were read although the source hides them.
    pub hidden_rows: Vec<Place>,
    /// The headings of columns that were read although the source hides them.
    pub hidden_columns: Vec<String>,
}

/// How many rows of a list fare how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub unreadable: usize,
    /// Indicators that are new or change.
    pub indicators: usize,
    /// Those that the clerk wants left as they are.
    pub left: usize,
}

impl Import {
    pub fn tally(&self) -> Tally {
        let left = self.rows.iter().filter(|row| row.outcome == Outcome::Left).count();
        Tally {
            added: self.added,
            changed: self.changed,
            unchanged: self.unchanged,
            unreadable: self.unreadable.len(),
            indicators: self.indicators.added + self.indicators.changed,
            left,
        }
    }
}

/// One measure of a list and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub place: Place,
    pub measure: MeasureId,
    pub outcome: Outcome,
}

/// What becomes of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Added,
    Changed,
    Unchanged,
    /// The clerk wants it left as it is.
    Left,
}

/// What the clerk has decided about rows of a list, by their places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decisions {
    /// Whose measures are left as they are.
    pub left: BTreeSet<Place>,
    /// Which are new measures, whatever their numbers are.
    pub fresh: BTreeSet<Place>,
}

/// Finds what a list changes in a book. The outcome of the changes has been tried: the book accepts
/// them.
pub fn import(book: &Book, listing: &Listing) -> Import {
    import_with(book, listing, &Decisions::default())
}

/// As [`import`], with what was decided about some rows. The others mean what they mean with them.
pub fn import_with(book: &Book, listing: &Listing, decisions: &Decisions) -> Import {
    let mut importer = Importer::new(book, listing);
    importer.decisions = decisions.clone();
    importer.named.retain(|place, _| !decisions.fresh.contains(place));
    importer.taken = importer.named.values().copied().collect();
    importer.take_header(&listing.header);
    importer.declare(listing);
    importer.goals(&listing.goals);
    importer.scales(&listing.scales);
    importer.indicators(&listing.indicators);
    importer.finish()
}

struct Importer<'a> {
    /// The book as it is.
    book: &'a Book,
    /// The book as it becomes.
    work: Book,
    departments: Terms<DepartmentId>,
    statuses: Terms<StatusId>,
    /// The measures that rows have been taken over into, or will be by their exact name: no two rows
    /// mean the same one.
    taken: BTreeSet<MeasureId>,
    decisions: Decisions,
    /// The measures of exactly the name of a row, wherever in the book they stand, by its place.
    named: BTreeMap<Place, MeasureId>,
    outcome: Import,
}

impl<'a> Importer<'a> {
    fn new(book: &'a Book, listing: &Listing) -> Self {
        let names = |rows: &Option<Vec<String>>| rows.clone().unwrap_or_default();
        let departments: BTreeSet<String> = listing
            .measures()
            .flat_map(|measure| [names(&measure.lead), names(&measure.related)].concat())
            .chain(
                listing
                    .indicators
                    .iter()
                    .flat_map(|row| [names(&row.lead), names(&row.related)].concat()),
            )
            .chain(listing.departments.iter().map(|term| term.name.clone()))
            .collect();
        let statuses: BTreeSet<&str> = listing
            .measures()
            .flat_map(|measure| &measure.entries)
            .filter_map(|entry| entry.status.as_deref())
            .chain(listing.statuses.iter().map(|term| term.name.as_str()))
            .collect();
        let known = book.departments();
        let known = known.iter().map(|it| (it.name.as_str(), it.id, it.position));
        let departments = Terms::new(known, &departments.iter().map(String::as_str).collect())
            .alike_in_letters(listing.departments.iter().map(|term| term.name.as_str()));
        let known = book.statuses();
        let known = known.iter().map(|it| (it.name.as_str(), it.id, it.position));
        let mut statuses = Terms::new(known, &statuses);
        // The printed list has the mark of a status before its name.
        for status in book.statuses().into_iter().filter(|it| !it.mark.is_empty()) {
            statuses.call(status.id, &format!("{}{}", status.mark, status.name));
        }
        let known: Vec<_> =
            book.listed().into_iter().map(|row| Known::measure(book, row.2)).collect();
        let wanted: Vec<_> = listing.measures().map(Wanted::from).collect();
        let places = listing.measures().map(|row| row.place.clone());
        let named = places.zip(named(&known, &wanted));
        let named: BTreeMap<_, _> = named.filter_map(|(place, id)| Some((place, id?))).collect();
        Self {
            book,
            work: book.clone(),
            departments,
            statuses,
            taken: named.values().copied().collect(),
            decisions: Decisions::default(),
            named,
            outcome: Import {
                unreadable: listing.unreadable.clone(),
                doubts: listing.doubts.clone(),
                ignored: listing.ignored.clone(),
                unknown_keys: listing.unknown_keys.clone(),
                hidden_rows: listing.hidden_rows.clone(),
                hidden_columns: listing.hidden_columns.clone(),
                ..Import::default()
            },
        }
    }

    fn finish(self) -> Import {
        let Self { book, work, mut outcome, .. } = self;
        // The list can be nearly as large as a book may be: no record of it is copied.
        outcome.changes = work.into_records().filter_map(|record| book.put(record)).collect();
        outcome.doubts.sort_by(|one, other| one.place.cmp(&other.place));
        outcome.unreadable.sort_by(|one, other| one.place.cmp(&other.place));
        outcome
    }

    /// Refuses a measure, in all places that tell of it.
    fn refuse_measure(&mut self, row: &ListedMeasure, reason: &Reason) {
        for place in std::iter::once(&row.place).chain(&row.also_at) {
            self.refuse(place.clone(), reason.clone());
        }
    }

    fn refuse(&mut self, place: Place, reason: Reason) {
        self.outcome.unreadable.push(Unreadable { place, reason });
    }

    /// Makes changes in the working copy, all or none.
    fn apply(&mut self, changes: &[Change]) -> Result<(), Reason> {
        self.work.apply(changes).map_err(Reason::Refused)
    }

    /// A new file takes what the source says of its plan; another keeps what is filled in.
    fn take_header(&mut self, header: &Said) {
        let old = self.book.plan();
        let is_new =
            old.municipality.is_empty() && old.name.is_empty() && self.book.goals().is_empty();
        let mut plan = Record::Plan(old.clone());
        for (field, said) in header {
            let is_open = plan.value(*field) == Some(Value::Text(String::new()));
            if is_new || is_open {
                let _ = plan.set(*field, said.clone());
            }
        }
        let _ = self.declare_record(plan);
    }

    /// Adds the departments, statuses and years that the source declares, where they are new.
    fn declare(&mut self, listing: &Listing) {
        let mut ended = Vec::new();
        for term in &listing.departments {
            let mut fresh = Noted::default();
            let id = self.departments.resolve(&term.name, &mut fresh, DepartmentId::new);
            let is_other = self.work.department(id).is_some_and(|known| {
                (term.retired && !known.retired)
                    || (!term.contact.is_empty() && term.contact != known.contact)
            });
            self.keep(is_other, &term.name);
            let declared = |it: &Fresh<_>| {
                let (retired, contact) = (term.retired, term.contact.clone());
                Record::Department(Department { retired, contact, ..department(it) })
            };
            if fresh.iter().all(|it| self.declare_record(declared(it))) {
                ended.extend(fresh.iter().map(|it| (it.id, term.successor.clone())));
                self.departments.accept(fresh);
            }
        }
        // Once all are there: one may be declared before the one that took over from it.
        for (id, successor) in ended {
            self.succeed(id, successor);
        }
        for term in &listing.statuses {
            let mut fresh = Noted::default();
            let id = self.statuses.resolve(&term.name, &mut fresh, StatusId::new);
            let is_other = self.work.status(id).is_some_and(|known| {
                (term.retired && !known.retired)
                    || (!term.mark.is_empty() && term.mark != known.mark)
                    || (term.done && !known.done)
                    || (term.hue != Hue::default() && term.hue != known.hue)
                    || (!term.meaning.is_empty() && term.meaning != known.meaning)
            });
            self.keep(is_other, &term.name);
            let declared = |it: &Fresh<_>| {
                let ListedStatus { name: _, retired, mark, done, hue, meaning } = term.clone();
                Record::Status(ProgressStatus { retired, mark, done, hue, meaning, ..status(it) })
            };
            if fresh.iter().all(|it| self.declare_record(declared(it))) {
                self.statuses.accept(fresh);
            }
        }
        for listed in &listing.years {
            let known = self.work.year(listed.year);
            let is_other = known.is_some_and(|known| listed.closed && !known.closed);
            self.keep(is_other, &listed.year.to_string());
            if self.work.year(listed.year).is_none() {
                let year = Year { year: listed.year, closed: listed.closed };
                let _ = self.declare_record(Record::Year(year));
            }
        }
    }

    /// Tells of a department, a status or a year whose settings the source has otherwise than the file:
    /// they stay as they are.
    fn keep(&mut self, is_other: bool, name: &str) {
        self.outcome.doubts.extend(is_other.then(|| Doubt {
            place: Place::Declaration,
            column: None,
            text: name.to_owned(),
            question: Question::Known,
        }));
    }

    /// Notes which department took over from a new one.
    fn succeed(&mut self, id: DepartmentId, successor: Option<(String, FiscalYear)>) {
        let Some((into, from)) = successor else { return };
        let mut unknown = Noted::default();
        let into = self.departments.resolve(&into, &mut unknown, DepartmentId::new);
        match self.work.department(id).cloned() {
            Some(ended) if unknown.is_empty() => {
                let successor = Some(Succession { into, from });
                let _ = self.declare_record(Record::Department(Department { successor, ..ended }));
            }
            _ => self.refuse(Place::Declaration, Reason::Shape { key: "successor" }),
        }
    }

    /// Stores a record that belongs to no row, and tells whether the rules allow it.
    fn declare_record(&mut self, record: Record) -> bool {
        let changes: Vec<Change> = self.work.put(record).into_iter().collect();
        match self.apply(&changes) {
            Ok(()) => true,
            Err(reason) => {
                self.refuse(Place::Declaration, reason);
                false
            }
        }
    }
}

fn department(fresh: &Fresh<DepartmentId>) -> Department {
    let Fresh { id, name, position } = fresh.clone();
    Department { id, ..Department::new(name, position) }
}

fn status(fresh: &Fresh<StatusId>) -> ProgressStatus {
    let Fresh { id, name, position } = fresh.clone();
    ProgressStatus { id, ..ProgressStatus::usual(name, position) }
}

fn next_number(siblings: &[(Position, u32)]) -> u32 {
    siblings.iter().map(|(_, number)| *number).max().map_or(1, |most| most.saturating_add(1))
}

/// A place among siblings, which are in their order: behind the one that the source has before it,
/// else before the first with a greater number, else at the end.
fn place(siblings: &[(Position, u32)], after: Option<Position>, number: u32) -> Position {
    let next = match after {
        Some(after) => siblings.iter().position(|(position, _)| *position > after),
        None => siblings.iter().position(|(_, other)| *other > number),
    };
    let end = || Position::after_all(siblings.iter().map(|(position, _)| *position));
    let Some(next) = next else { return end() };
    let before = next.checked_sub(1).and_then(|before| siblings.get(before));
    let before = after.or(before.map(|(position, _)| *position));
    let next = siblings.get(next).map(|(position, _)| *position);
    Position::between(before, next).unwrap_or_else(end)
}
