//! Rows of a list, and the measures that they are.

use super::likeness::alike;
use super::matching::{Known, Match, Wanted, matched};
use super::terms::Noted;
use super::{Importer, Outcome, Taken, department, next_number, place, status};
use crate::domain::field::Fields;
use crate::domain::{
    Change, Department, DepartmentId, DirectionId, FiscalYear, GoalId, Implementation, Invalid,
    Measure, MeasureId, Position, Record, StatusId, Year,
};
use crate::exchange::doubt::{Doubt, Question, Reason};
use crate::exchange::listing::{ListedEntry, ListedMeasure};
use crate::exchange::place::Place;
use std::collections::BTreeSet;

/// The direction in which new measures go, and the places and numbers of those in it, in order.
struct Home {
    direction: DirectionId,
    siblings: Vec<(Position, u32)>,
}

impl Home {
    /// A measure that has no number of its own gets one that none of those listed beside it has.
    fn new_measure(
        &self,
        row: &ListedMeasure,
        listed: &[ListedMeasure],
        after: Option<Position>,
    ) -> Measure {
        let is_free = |number: &u32| listed.iter().all(|other| other.number != Some(*number));
        let next = || (next_number(&self.siblings)..).find(is_free).unwrap_or(u32::MAX);
        let number = row.number.unwrap_or_else(next);
        let position = place(&self.siblings, after, number);
        Measure::new(self.direction, number, &row.name, position)
    }
}

/// What is doubtful about a row being a measure that is there.
fn question(row: &ListedMeasure, measure: &Measure, scope: &[DirectionId]) -> Option<Question> {
    if !scope.contains(&measure.direction) {
        Some(Question::Elsewhere)
    } else {
        (!alike(&row.name, &measure.name)).then_some(Question::OtherName)
    }
}

impl Importer<'_> {
    /// Takes over the rows of one direction. `scope` are the directions in which their measures may
    /// be: the one that the source names, or all where it names none.
    pub(super) fn measures(
        &mut self,
        goals: &[GoalId],
        scope: &[DirectionId],
        listed: &[ListedMeasure],
    ) {
        let known: Vec<Measure> =
            scope.iter().flat_map(|direction| self.work.measures(*direction)).cloned().collect();
        let candidates = known.iter().filter(|measure| !self.taken.contains(&measure.id));
        let candidates: Vec<Known<'_, MeasureId>> =
            candidates.map(|it| Known::measure(&self.work, it)).collect();
        let is_open = |place: &Place| {
            !(self.named.contains_key(place) || self.decisions.fresh.contains(place))
        };
        let open = listed.iter().filter(|row| is_open(&row.place));
        let mut ids = matched(&candidates, &open.map(Wanted::from).collect::<Vec<_>>()).into_iter();
        let mut home = None;
        let mut after = None;
        for row in listed {
            let found = match self.named.get(&row.place).copied() {
                Some(named) => Match::One(named),
                None if self.decisions.fresh.contains(&row.place) => Match::None,
                None => ids.next().unwrap_or(Match::None),
            };
            let id = match found {
                Match::One(id) => Some(id),
                Match::None => None,
                Match::Several(_) => {
                    self.refuse_measure(row, &Reason::SeveralOfName);
                    continue;
                }
            };
            let measure = id.and_then(|id| self.work.measure(id)).cloned();
            let question = measure.as_ref().and_then(|measure| question(row, measure, scope));
            if self.decisions.left.contains(&row.place) {
                self.leave(row, id);
                self.ask(row, question);
                continue;
            }
            let measure = match measure {
                Some(measure) => Ok(measure),
                None => {
                    let home = self.home_of(&mut home, goals, scope);
                    home.map(|home| home.new_measure(row, listed, after))
                }
            };
            let stands = measure.as_ref().ok().map(|measure| (measure.position, measure.number));
            let position = stands.filter(|_| question != Some(Question::Elsewhere));
            match measure.and_then(|measure| self.row(row, measure, position.is_some())) {
                Ok(is_new) => {
                    self.ask(row, question);
                    after = position.map(|(position, _)| position).or(after);
                    if let (true, Some(home)) = (is_new, &mut home) {
                        home.siblings.extend(position);
                        home.siblings.sort_by_key(|(position, _)| *position);
                    }
                }
                Err(reason) => self.refuse_measure(row, &reason),
            }
        }
        self.order_by_number(&known);
    }

    /// Leaves a measure as it is. No other row may mean it instead.
    fn leave(&mut self, row: &ListedMeasure, known: Option<MeasureId>) {
        self.taken.extend(known);
        self.outcome.rows.push(Taken {
            place: row.place.clone(),
            measure: known.unwrap_or_else(MeasureId::new),
            outcome: Outcome::Left,
        });
    }

    /// The direction in which new measures go, found once.
    fn home_of<'h>(
        &mut self,
        home: &'h mut Option<Home>,
        goals: &[GoalId],
        scope: &[DirectionId],
    ) -> Result<&'h mut Home, Reason> {
        let found = match home.take() {
            Some(home) => home,
            None => {
                let direction = self.direction_for_new(goals, scope)?;
                let measures = self.work.measures(direction);
                let siblings = measures.iter().map(|it| (it.position, it.number)).collect();
                Home { direction, siblings }
            }
        };
        Ok(home.insert(found))
    }

    fn ask(&mut self, row: &ListedMeasure, question: Option<Question>) {
        self.outcome.doubts.extend(question.map(|question| Doubt {
            place: row.place.clone(),
            column: None,
            text: row.name.clone(),
            question,
        }));
    }

    /// Takes a row over into a measure, whole or not at all. Tells whether the measure is new. One
    /// that stands elsewhere than the list says keeps the number that it has there.
    fn row(
        &mut self,
        row: &ListedMeasure,
        measure: Measure,
        stands_here: bool,
    ) -> Result<bool, Reason> {
        let id = measure.id;
        let is_new = self.work.measure(id).is_none();
        let (mut departments, mut statuses) = (Noted::default(), Noted::default());
        let number = row.number.filter(|_| stands_here).unwrap_or(measure.number);
        let measure = self.updated(row, Measure { number, ..measure }, &mut departments);
        let (entries, closed) = self.entries(row, id, &mut statuses);
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
            .map(|it| Record::Department(department(it)))
            .chain(statuses.iter().map(|it| Record::Status(status(it))))
            .chain(years)
            .map(Change::add)
            .chain(content)
            .collect();
        self.apply(&changes)?;
        self.departments.accept(departments);
        self.statuses.accept(statuses);
        let _ = self.taken.insert(id);
        self.outcome.closed += closed;
        if self.book.latest_year().is_none() && row.entries.iter().any(|it| it.year.is_none()) {
            self.ask(row, Some(Question::Undated));
        }
        let outcome = match (is_new, is_changed) {
            (true, _) => Outcome::Added,
            (false, true) => Outcome::Changed,
            (false, false) => Outcome::Unchanged,
        };
        match outcome {
            Outcome::Added => self.outcome.added += 1,
            Outcome::Changed => self.outcome.changed += 1,
            Outcome::Unchanged | Outcome::Left => self.outcome.unchanged += 1,
        }
        self.outcome.rows.push(Taken { place: row.place.clone(), measure: id, outcome });
        Ok(is_new)
    }

    /// A measure with what a row says of it.
    fn updated(
        &self,
        row: &ListedMeasure,
        mut measure: Measure,
        fresh: &mut Noted<DepartmentId>,
    ) -> Measure {
        let before = measure.clone();
        let mut seen = BTreeSet::new();
        let mut resolve = |names: &Option<Vec<String>>, old: Vec<DepartmentId>| {
            let mut ids = match names {
                None => old,
                Some(names) => {
                    let id =
                        |name: &String| self.departments.resolve(name, fresh, DepartmentId::new);
                    names.iter().map(id).collect()
                }
            };
            ids.retain(|id| seen.insert(*id));
            ids
        };
        measure.lead = resolve(&row.lead, measure.lead);
        measure.related = resolve(&row.related, measure.related);
        if self.succeeds(&before, &measure) {
            (measure.lead, measure.related) = (before.lead, before.related);
        }
        measure.name.clone_from(&row.name);
        if let Some(description) = &row.description {
            measure.description.clone_from(description);
        }
        for (field, text) in &row.further {
            if let Some(held) = measure.text_mut(*field) {
                held.clone_from(text);
            }
        }
        measure.retired = row.retired.unwrap_or(measure.retired);
        measure.period = row.period.unwrap_or(measure.period);
        if let Some(dismissed) = &row.dismissed {
            measure.dismissed.clone_from(dismissed);
        }
        measure
    }

    /// Whether a list names those that have taken over from the departments of a measure, as a printed
    /// list does: that says nothing new.
    fn succeeds(&self, measure: &Measure, listed: &Measure) -> bool {
        let ids = |rows: Vec<&Department>| rows.iter().map(|row| row.id).collect::<Vec<_>>();
        self.book.measure(measure.id).is_some()
            && self.book.years().any(|year| {
                let year = Some(year.year);
                ids(self.book.lead_as_of(measure, year)) == listed.lead
                    && ids(self.book.related_as_of(measure, year)) == listed.related
            })
    }

    /// The last status of a measure that is not asked for any more, which a printed list goes on showing; `None` for any other.
    fn last_status(&self, id: MeasureId) -> Option<StatusId> {
        let _ = self.book.measure(id).filter(|measure| measure.retired)?;
        self.book.implementations(id).filter_map(|entry| entry.status).last()
    }

    /// The entries of a measure with what a row says of them, but those of which nothing tells the
    /// year, and how many were left alone because
    /// their year is closed.
    fn entries(
        &self,
        row: &ListedMeasure,
        measure: MeasureId,
        fresh: &mut Noted<StatusId>,
    ) -> (Vec<Implementation>, usize) {
        let (mut entries, mut closed) = (Vec::new(), 0);
        for ListedEntry { year, status, narrative, approval, remark, dismissed } in &row.entries {
            let Some(year) = year.or_else(|| self.book.latest_year()) else {
                continue;
            };
            let old = self.work.implementation(measure, year);
            let entry = old.cloned().unwrap_or_else(|| Implementation::blank(measure, year));
            let mut noted = fresh.clone();
            let status = match status {
                Some(status) => Some(self.statuses.resolve(status, &mut noted, StatusId::new)),
                None => entry.status,
            };
            let is_last = row.retired.is_none() && status == self.last_status(measure);
            let status = if is_last { entry.status } else { status };
            let narrative = narrative.as_ref().unwrap_or(&entry.narrative).clone();
            let entry = entry.rewritten(status, narrative);
            let approval = approval.unwrap_or(entry.approval);
            let remark = remark.as_ref().unwrap_or(&entry.remark).clone();
            let dismissed = dismissed.as_ref().unwrap_or(&entry.dismissed).clone();
            let entry = Implementation { approval, remark, dismissed, ..entry };
            if !self.book.year(year).is_some_and(|year| year.closed) {
                *fresh = noted;
                entries.push(entry);
            } else if old != Some(&entry) {
                closed += 1;
            }
        }
        (entries, closed)
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
