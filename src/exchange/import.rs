//! What a list means for a book.
//!
//! An import adds and replaces; it deletes nothing and empties nothing. A column that the source
//! lacks, and a cell that is empty, leave what the book has. An entry of a year that the book has
//! closed stays as it is. A row is taken over whole or not at all, and the clerk is told which were
//! not. Importing the same list again changes nothing.

mod matching;
mod terms;

use super::listing::{
    Header, Heading, ListedDirection, ListedEntry, ListedGoal, ListedMeasure, Listing, Place,
    Reason, Unreadable,
};
use crate::domain::{
    Book, Change, Department, DepartmentId, Direction, DirectionId, FiscalYear, Goal, GoalId,
    Implementation, Invalid, Measure, MeasureId, Plan, Position, ProgressStatus, Record, StatusId,
    Year,
};
use matching::{Known, Wanted, matched};
use std::collections::BTreeSet;
use terms::{Fresh, Terms};

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
    /// How many entries differ from the list's in a closed year, and stay as they are.
    pub closed: usize,
    /// The rows that were not taken over.
    pub unreadable: Vec<Unreadable>,
    /// The headings of columns that have no place in a book.
    pub ignored: Vec<String>,
}

/// Finds what a list changes in a book. The outcome of the changes has been tried: the book accepts
/// them.
pub fn import(book: &Book, listing: &Listing) -> Import {
    let mut importer = Importer::new(book, listing);
    importer.take_header(&listing.header);
    importer.declare(listing);
    importer.goals(&listing.goals);
    importer.finish()
}

struct Importer<'a> {
    /// The book as it is.
    book: &'a Book,
    /// The book as it becomes.
    work: Book,
    departments: Terms<DepartmentId>,
    statuses: Terms<StatusId>,
    /// The measures that rows have been taken over into: no two rows mean the same one.
    taken: BTreeSet<MeasureId>,
    outcome: Import,
}

impl<'a> Importer<'a> {
    fn new(book: &'a Book, listing: &Listing) -> Self {
        let names = |rows: &Option<Vec<String>>| rows.clone().unwrap_or_default();
        let departments: BTreeSet<String> = listing
            .measures()
            .flat_map(|measure| [names(&measure.lead), names(&measure.related)].concat())
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
        let departments = Terms::new(known, &departments.iter().map(String::as_str).collect());
        let known = book.statuses();
        let known = known.iter().map(|it| (it.name.as_str(), it.id, it.position));
        Self {
            book,
            work: book.clone(),
            departments,
            statuses: Terms::new(known, &statuses),
            taken: BTreeSet::new(),
            outcome: Import {
                unreadable: listing.unreadable.clone(),
                ignored: listing.ignored.clone(),
                ..Import::default()
            },
        }
    }

    fn finish(mut self) -> Import {
        let records = self.work.records().chain([Record::Plan(self.work.plan().clone())]);
        self.outcome.changes = records.filter_map(|record| self.book.put(record)).collect();
        self.outcome.unreadable.sort_by(|one, other| one.place.cmp(&other.place));
        self.outcome
    }

    fn refuse(&mut self, place: Place, reason: Reason) {
        self.outcome.unreadable.push(Unreadable { place, reason });
    }

    /// Makes changes in the working copy, all or none.
    fn apply(&mut self, changes: &[Change]) -> Result<(), Reason> {
        self.work.apply(changes).map_err(Reason::Refused)
    }

    /// A new file takes what the source says of its plan; another keeps what is filled in.
    fn take_header(&mut self, header: &Header) {
        let old = self.book.plan();
        let is_new =
            old.municipality.is_empty() && old.name.is_empty() && self.book.goals().is_empty();
        let fill = |old: &String, new: &Option<String>| match new {
            Some(new) if old.is_empty() || is_new => new.clone(),
            _ => old.clone(),
        };
        let plan = Plan {
            id: old.id,
            municipality: fill(&old.municipality, &header.municipality),
            name: fill(&old.name, &header.plan),
            title: fill(&old.title, &header.title),
            first_reiwa: header.first_reiwa.filter(|_| is_new).unwrap_or(old.first_reiwa),
        };
        let _ = self.declare_record(Record::Plan(plan));
    }

    /// Adds the departments, statuses and years that the source declares, where they are new.
    fn declare(&mut self, listing: &Listing) {
        for term in &listing.departments {
            let mut fresh = Vec::new();
            let _ = self.departments.resolve(&term.name, &mut fresh, DepartmentId::new);
            let retired = term.retired;
            if fresh.iter().all(|it| self.declare_record(department(it, retired))) {
                self.departments.accept(fresh);
            }
        }
        for term in &listing.statuses {
            let mut fresh = Vec::new();
            let _ = self.statuses.resolve(&term.name, &mut fresh, StatusId::new);
            let retired = term.retired;
            if fresh.iter().all(|it| self.declare_record(status(it, retired))) {
                self.statuses.accept(fresh);
            }
        }
        for listed in &listing.years {
            if self.work.year(listed.year).is_none() {
                let year = Year { year: listed.year, closed: listed.closed };
                let _ = self.declare_record(Record::Year(year));
            }
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

    fn goals(&mut self, listed: &[ListedGoal]) {
        let known = self.book.goals();
        let known: Vec<Known<'_, GoalId>> = known
            .iter()
            .map(|goal| Known { id: goal.id, number: goal.number, name: &goal.name })
            .collect();
        let ids = matched(&known, &wanted(listed.iter().filter_map(|goal| goal.heading.as_ref())));
        let mut ids = ids.into_iter();
        let mut after = None;
        for goal in listed {
            let scope = match &goal.heading {
                None => Ok(self.work.goals().iter().map(|goal| goal.id).collect()),
                Some(heading) => {
                    self.goal(heading, ids.next().flatten(), &mut after).map(|id| vec![id])
                }
            };
            match scope {
                Ok(scope) => self.directions(&scope, &goal.directions),
                Err(reason) => self.refuse_all(&goal.directions, &reason),
            }
        }
    }

    fn refuse_all(&mut self, directions: &[ListedDirection], reason: &Reason) {
        for measure in directions.iter().flat_map(|direction| &direction.measures) {
            self.refuse(measure.place.clone(), reason.clone());
        }
    }

    /// Updates the goal that a heading means, or adds it behind the one `after` which it stands.
    fn goal(
        &mut self,
        heading: &Heading,
        known: Option<GoalId>,
        after: &mut Option<Position>,
    ) -> Result<GoalId, Reason> {
        let goal = match known.and_then(|id| self.work.goal(id)) {
            Some(goal) => Goal {
                number: heading.number.unwrap_or(goal.number),
                label: filled(heading.label.as_ref(), &goal.label),
                name: filled(Some(&heading.name), &goal.name),
                ..goal.clone()
            },
            None => {
                let goals = self.work.goals();
                let siblings: Vec<_> = goals.iter().map(|it| (it.position, it.number)).collect();
                let number = heading.number.unwrap_or_else(|| next_number(&siblings));
                let default = || Goal::default_label(number);
                Goal {
                    id: GoalId::new(),
                    number,
                    label: heading.label.clone().unwrap_or_else(default),
                    name: heading.name.clone(),
                    position: place(&siblings, *after, number),
                }
            }
        };
        *after = Some(goal.position);
        let id = goal.id;
        let changes: Vec<Change> = self.work.put(Record::Goal(goal)).into_iter().collect();
        self.apply(&changes)?;
        Ok(id)
    }

    /// Reads what stands under one of the goals in `scope`: the goal that the source names, or all
    /// where it names none.
    fn directions(&mut self, scope: &[GoalId], listed: &[ListedDirection]) {
        let known: Vec<Direction> =
            scope.iter().flat_map(|goal| self.work.directions(*goal)).cloned().collect();
        let candidates: Vec<Known<'_, DirectionId>> =
            known.iter().map(|it| Known { id: it.id, number: it.number, name: &it.name }).collect();
        let headings = listed.iter().filter_map(|direction| direction.heading.as_ref());
        let mut ids = matched(&candidates, &wanted(headings)).into_iter();
        let mut after = None;
        for direction in listed {
            let under = match &direction.heading {
                None => Ok(scope
                    .iter()
                    .flat_map(|goal| self.work.directions(*goal))
                    .map(|direction| direction.id)
                    .collect()),
                Some(heading) => {
                    let id = ids.next().flatten();
                    self.direction(scope, heading, id, &mut after).map(|id| vec![id])
                }
            };
            match under {
                Ok(under) => self.measures(scope, &under, &direction.measures),
                Err(reason) => self.refuse_all(std::slice::from_ref(direction), &reason),
            }
        }
    }

    /// Updates the direction that a heading means, or adds it.
    fn direction(
        &mut self,
        scope: &[GoalId],
        heading: &Heading,
        known: Option<DirectionId>,
        after: &mut Option<Position>,
    ) -> Result<DirectionId, Reason> {
        let direction = match known.and_then(|id| self.work.direction(id)) {
            Some(direction) => Direction {
                number: heading.number.unwrap_or(direction.number),
                name: filled(Some(&heading.name), &direction.name),
                ..direction.clone()
            },
            None => {
                let goal = self.home(scope)?;
                let directions = self.work.directions(goal);
                let siblings: Vec<_> =
                    directions.iter().map(|it| (it.position, it.number)).collect();
                let number = heading.number.unwrap_or_else(|| next_number(&siblings));
                Direction {
                    id: DirectionId::new(),
                    goal,
                    number,
                    name: heading.name.clone(),
                    position: place(&siblings, *after, number),
                }
            }
        };
        *after = Some(direction.position);
        let id = direction.id;
        let changes: Vec<Change> =
            self.work.put(Record::Direction(direction)).into_iter().collect();
        self.apply(&changes)?;
        Ok(id)
    }

    /// The goal under which new directions go: the only one there is, or a first one.
    fn home(&mut self, scope: &[GoalId]) -> Result<GoalId, Reason> {
        let heading =
            Heading { place: Place::Declaration, number: None, label: None, name: String::new() };
        match scope {
            [goal] => Ok(*goal),
            [] if self.work.goals().is_empty() => self.goal(&heading, None, &mut None),
            _ => Err(Reason::Homeless),
        }
    }

    /// The direction in which new measures go: the one that the source names, or the only one or the
    /// unnamed one where it names none.
    fn place_of(&mut self, goals: &[GoalId], scope: &[DirectionId]) -> Result<DirectionId, Reason> {
        let unnamed = || {
            let mut directions = scope.iter().filter_map(|id| self.work.direction(*id));
            directions.find(|direction| direction.name.is_empty()).map(|direction| direction.id)
        };
        let heading =
            Heading { place: Place::Declaration, number: None, label: None, name: String::new() };
        match scope {
            [direction] => Ok(*direction),
            [] => self.direction(goals, &heading, None, &mut None),
            _ => unnamed().ok_or(Reason::Homeless),
        }
    }

    fn measures(&mut self, goals: &[GoalId], scope: &[DirectionId], listed: &[ListedMeasure]) {
        let known: Vec<Measure> = scope
            .iter()
            .flat_map(|direction| self.work.measures(*direction))
            .filter(|measure| !self.taken.contains(&measure.id))
            .cloned()
            .collect();
        let candidates: Vec<Known<'_, MeasureId>> =
            known.iter().map(|it| Known { id: it.id, number: it.number, name: &it.name }).collect();
        let rows: Vec<Wanted<'_>> =
            listed.iter().map(|it| Wanted { number: it.number, name: &it.name }).collect();
        let mut home = None;
        let mut after = None;
        for (row, id) in listed.iter().zip(matched(&candidates, &rows)) {
            let measure = match id.and_then(|id| self.work.measure(id)) {
                Some(measure) => Ok(measure.clone()),
                None => match home {
                    Some(home) => Ok(home),
                    None => self.place_of(goals, scope),
                }
                .map(|direction| {
                    home = Some(direction);
                    self.new_measure(direction, row, after)
                }),
            };
            let position = measure.as_ref().ok().map(|measure| measure.position);
            match measure.and_then(|measure| self.row(row, measure)) {
                Ok(()) => after = position,
                Err(reason) => self.refuse(row.place.clone(), reason),
            }
        }
        self.order_by_number(&known);
    }

    fn new_measure(
        &self,
        direction: DirectionId,
        row: &ListedMeasure,
        after: Option<Position>,
    ) -> Measure {
        let measures = self.work.measures(direction);
        let siblings: Vec<_> = measures.iter().map(|it| (it.position, it.number)).collect();
        let number = row.number.unwrap_or_else(|| next_number(&siblings));
        Measure {
            id: MeasureId::new(),
            direction,
            number,
            name: row.name.clone(),
            description: String::new(),
            lead: Vec::new(),
            related: Vec::new(),
            position: place(&siblings, after, number),
            retired: false,
        }
    }

    /// Takes a row over into a measure, whole or not at all.
    fn row(&mut self, row: &ListedMeasure, measure: Measure) -> Result<(), Reason> {
        let id = measure.id;
        let is_new = self.work.measure(id).is_none();
        let (mut departments, mut statuses) = (Vec::new(), Vec::new());
        let measure = self.updated(row, measure, &mut departments);
        let (entries, closed) = self.entries(row, id, &mut statuses)?;
        let years: BTreeSet<FiscalYear> = entries.iter().map(|entry| entry.year).collect();
        let years = years
            .into_iter()
            .filter(|year| self.work.year(*year).is_none())
            .map(|year| Record::Year(Year { year, closed: false }));
        let content: Vec<Change> = std::iter::once(Record::Measure(measure))
            .chain(entries.into_iter().map(Record::Implementation))
            .filter_map(|record| self.work.put(record))
            .collect();
        let is_changed = !content.is_empty();
        let changes: Vec<Change> = departments
            .iter()
            .map(|it| department(it, false))
            .chain(statuses.iter().map(|it| status(it, false)))
            .chain(years)
            .map(Change::add)
            .chain(content)
            .collect();
        self.apply(&changes)?;
        self.departments.accept(departments);
        self.statuses.accept(statuses);
        let _ = self.taken.insert(id);
        self.outcome.closed += closed;
        match (is_new, is_changed) {
            (true, _) => self.outcome.added += 1,
            (false, true) => self.outcome.changed += 1,
            (false, false) => self.outcome.unchanged += 1,
        }
        Ok(())
    }

    /// A measure with what a row says of it.
    fn updated(
        &self,
        row: &ListedMeasure,
        mut measure: Measure,
        fresh: &mut Vec<Fresh<DepartmentId>>,
    ) -> Measure {
        let mut resolve = |names: &Option<Vec<String>>, old: Vec<DepartmentId>| match names {
            None => old,
            Some(names) => {
                let mut ids = Vec::with_capacity(names.len());
                for name in names {
                    let id = self.departments.resolve(name, fresh, DepartmentId::new);
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
                ids
            }
        };
        measure.lead = resolve(&row.lead, measure.lead);
        measure.related = resolve(&row.related, measure.related);
        measure.related.retain(|id| !measure.lead.contains(id));
        measure.number = row.number.unwrap_or(measure.number);
        measure.name.clone_from(&row.name);
        if let Some(description) = &row.description {
            measure.description.clone_from(description);
        }
        measure.retired = row.retired.unwrap_or(measure.retired);
        measure
    }

    /// The entries of a measure with what a row says of them, and how many were left alone because
    /// their year is closed.
    fn entries(
        &self,
        row: &ListedMeasure,
        measure: MeasureId,
        fresh: &mut Vec<Fresh<StatusId>>,
    ) -> Result<(Vec<Implementation>, usize), Reason> {
        let (mut entries, mut closed) = (Vec::new(), 0);
        for ListedEntry { year, status, narrative } in &row.entries {
            let year = year.or_else(|| self.book.latest_year()).ok_or(Reason::Undated)?;
            let old = self.work.implementation(measure, year);
            let mut entry = old.cloned().unwrap_or_else(|| Implementation::blank(measure, year));
            let mut noted = fresh.clone();
            if let Some(status) = status {
                entry.status = Some(self.statuses.resolve(status, &mut noted, StatusId::new));
            }
            if let Some(narrative) = narrative {
                entry.narrative.clone_from(narrative);
            }
            if !self.book.year(year).is_some_and(|year| year.closed) {
                *fresh = noted;
                entries.push(entry);
            } else if old != Some(&entry) {
                closed += 1;
            }
        }
        Ok((entries, closed))
    }

    /// Puts the measures of a direction in the order of their numbers, where the list gave other
    /// numbers to known ones: numbers are what is printed, and are read in their order.
    fn order_by_number(&mut self, known: &[Measure]) {
        let renumbered: BTreeSet<DirectionId> = known
            .iter()
            .filter(|old| {
                self.work.measure(old.id).is_some_and(|measure| measure.number != old.number)
            })
            .map(|measure| measure.direction)
            .collect();
        for direction in renumbered {
            let mut measures: Vec<Measure> =
                self.work.measures(direction).into_iter().cloned().collect();
            if measures.is_sorted_by_key(|measure| measure.number) {
                continue;
            }
            measures.sort_by_key(|measure| measure.number);
            let changes: Vec<Change> = measures
                .into_iter()
                .enumerate()
                .map(|(index, measure)| Measure { position: Position::nth(index), ..measure })
                .filter_map(|measure| self.work.put(Record::Measure(measure)))
                .collect();
            // Positions break no rule.
            let _: Result<(), Invalid> = self.work.apply(&changes);
        }
    }
}

fn department(fresh: &Fresh<DepartmentId>, retired: bool) -> Record {
    let Fresh { id, name, position } = fresh.clone();
    Record::Department(Department { id, name, position, retired })
}

fn status(fresh: &Fresh<StatusId>, retired: bool) -> Record {
    let Fresh { id, name, position } = fresh.clone();
    Record::Status(ProgressStatus { id, name, position, retired })
}

fn wanted<'a>(headings: impl Iterator<Item = &'a Heading>) -> Vec<Wanted<'a>> {
    headings.map(|heading| Wanted { number: heading.number, name: &heading.name }).collect()
}

/// What the source says, unless that is nothing.
fn filled(new: Option<&String>, old: &str) -> String {
    new.filter(|new| !new.is_empty()).map_or_else(|| old.to_owned(), Clone::clone)
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
