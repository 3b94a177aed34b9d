//! Indicators of a list, and where in the book they are.

use super::{Importer, Noted};
use crate::domain::fold::fold;
use crate::domain::{
    Amendment, Approval, Book, Change, Department, DepartmentId, Field, FiscalYear, Grade, GradeId,
    Indicator, IndicatorId, Key, Observation, OutlineKey, Position, Record, Scale, ScaleId, Value,
};
use crate::exchange::doubt::{Doubt, Question, excerpt};
use crate::exchange::listed_indicator::{ListedIndicator, ListedObservation, ListedScale, Said};
use std::collections::BTreeSet;

/// How many indicators an import adds and changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
}

impl Counts {
    /// How many indicators were taken.
    pub const fn count(self) -> usize {
        self.added + self.changed + self.unchanged
    }
}

impl Importer<'_> {
    /// Adds the scales that the source declares, where there is none of their name: one that is there
    /// keeps its grades.
    pub(super) fn scales(&mut self, listed: &[ListedScale]) {
        for ListedScale { said, grades } in listed {
            let Some(Value::Text(name)) = said.get(&Field::ScaleName) else { continue };
            if self.work.scale_named(name).is_some() {
                continue;
            }
            let last = self.work.scales().into_iter().map(|row| row.position);
            let scale = Scale::new(name.clone(), Position::after_all(last));
            let id = scale.id;
            if !self.declare_record(with(Record::Scale(scale), said)) {
                continue;
            }
            for (at, said) in grades.iter().enumerate() {
                let grade = Grade::new(id, "", Position::nth(at));
                let _ = self.declare_record(with(Record::Grade(grade), said));
            }
        }
    }

    /// Takes over the indicators with their figures.
    pub(super) fn indicators(&mut self, listed: &[ListedIndicator]) {
        let mut taken = BTreeSet::new();
        for row in listed {
            self.indicator(row, &mut taken);
        }
        // Once all are there: one may stand before the one that took its place.
        for row in listed {
            self.succeed_indicator(row);
        }
    }

    fn indicator(&mut self, listed: &ListedIndicator, taken: &mut BTreeSet<IndicatorId>) {
        let at = self.places(listed);
        let known = self.known_indicator(listed, &at, taken);
        let stored = known.and_then(|id| self.work.indicator(id)).cloned();
        let last = self.work.indicators().into_iter().map(|row| row.position);
        let home = at.first().copied().unwrap_or(OutlineKey::Plan);
        let fresh = || Indicator::new("", home, Position::after_all(last));
        let mut row = stored.clone().unwrap_or_else(fresh);
        if !at.is_empty() {
            row.at = at;
        }
        let mut noted = Noted::default();
        for (ids, names) in [(&mut row.lead, &listed.lead), (&mut row.related, &listed.related)] {
            if let Some(names) = names {
                let id =
                    |name: &String| self.departments.resolve(name, &mut noted, DepartmentId::new);
                *ids = names.iter().map(id).collect();
            }
        }
        let mut seen = BTreeSet::new();
        row.lead.retain(|id| seen.insert(*id));
        row.related.retain(|id| seen.insert(*id));
        if let Some(name) = &listed.scale {
            let scale = self.work.scale_named(name).map(|row| row.id);
            if scale.is_none() {
                self.doubt(listed, name, Question::Value);
            }
            row.scale = scale.or(row.scale);
        }
        // Its figures are in the unit of the file: in another they would mean something else.
        let mut said = listed.said.clone();
        let unit = listed.text(Field::Unit);
        if stored.is_some() && !row.unit.is_empty() && !unit.is_empty() && unit != row.unit {
            let text = format!("{unit}　←　{}", row.unit);
            let place = listed.place.clone();
            let question = Question::OtherUnit;
            self.outcome.doubts.push(Doubt { place, column: None, text, question });
            let _ = said.remove(&Field::Unit);
        }
        let (id, scale) = (row.id, row.scale);
        let added: Vec<Record> = noted
            .iter()
            .map(|it| Department { id: it.id, ..Department::new(it.name.clone(), it.position) })
            .map(Record::Department)
            .chain([with(Record::Indicator(Box::new(row)), &said)])
            .collect();
        let state = |work: &Book| (work.indicator(id).cloned(), work.owned(Key::Indicator(id)));
        let before = state(&self.work);
        let changes: Vec<Change> = added.into_iter().filter_map(|it| self.work.put(it)).collect();
        if let Err(reason) = self.apply(&changes) {
            self.refuse(listed.place.clone(), reason);
            return;
        }
        self.departments.accept(noted);
        let _ = taken.insert(id);
        for (year, listed_year) in &listed.years {
            self.observation(listed, id, scale, (*year, listed_year));
        }
        for (year, said) in &listed.amendments {
            let stored = self.work.amendments(id).find(|row| row.year == *year).cloned();
            let row = stored.unwrap_or_else(|| Amendment::blank(id, *year));
            let _ = self.declare_record(with(Record::Amendment(row), said));
        }
        let is_other = before != state(&self.work);
        let counts = &mut self.outcome.indicators;
        match stored {
            None => counts.added += 1,
            Some(_) if is_other => counts.changed += 1,
            Some(_) => counts.unchanged += 1,
        }
    }

    /// Takes over the figures of a year. What differs in a closed year stays as it is.
    fn observation(
        &mut self,
        listed: &ListedIndicator,
        id: IndicatorId,
        scale: Option<ScaleId>,
        (year, ListedObservation { said, grade }): (FiscalYear, &ListedObservation),
    ) {
        let stored = self.work.observation(id, year).cloned();
        let old = stored.unwrap_or_else(|| Observation::blank(id, year));
        let graded = grade.as_ref().map(|mark| (mark, self.grade(scale, mark)));
        if let Some((mark, None)) = &graded {
            self.doubt(listed, mark, Question::Value);
        }
        let grade = graded.and_then(|(_, id)| id).or(old.grade);
        let new = with(Record::Observation(Observation { grade, ..old.clone() }), said);
        let Record::Observation(mut new) = new else { return };
        if !said.contains_key(&Field::Approval) && !new.has_words_of(&old) {
            new.approval = Approval::None;
        }
        if new != old && self.book.year(year).is_some_and(|it| it.closed) {
            self.outcome.closed += 1;
            return;
        }
        let changes: Vec<Change> = self.work.put(Record::Observation(new)).into_iter().collect();
        if let Err(reason) = self.apply(&changes) {
            self.refuse(listed.place.clone(), reason);
        }
    }

    /// The grade of a mark, of this scale or of any.
    fn grade(&self, scale: Option<ScaleId>, mark: &str) -> Option<GradeId> {
        let scales = self.work.scales().into_iter().map(|row| row.id);
        let grades = scale.into_iter().chain(scales).flat_map(|id| self.work.grades(id));
        let mut grades = grades.filter(|row| fold(&row.mark) == fold(mark));
        grades.next().map(|row| row.id)
    }

    /// Where an indicator belongs; empty where the list does not say it. What is not there is told.
    fn places(&mut self, listed: &ListedIndicator) -> Vec<OutlineKey> {
        let mut found = Vec::new();
        for place in &listed.at {
            match place.find(&self.work) {
                Some(at) if found.contains(&at) => {}
                Some(at) => found.push(at),
                None => self.doubt(listed, &place.to_string(), Question::UnknownPlace),
            }
        }
        if found.is_empty() {
            found.extend(listed.home.as_ref().and_then(|place| place.find(&self.work)));
        }
        found
    }

    /// The indicator that a row means: of its name, and if several are, of its label, unit and place.
    fn known_indicator(
        &self,
        listed: &ListedIndicator,
        at: &[OutlineKey],
        taken: &BTreeSet<IndicatorId>,
    ) -> Option<IndicatorId> {
        let same = |field, text: &str| fold(listed.text(field)) == fold(text);
        let mut known = self.book.indicators();
        known.retain(|row| same(Field::IndicatorName, &row.name) && !taken.contains(&row.id));
        let says = |row: &Indicator| {
            let is_here = at.is_empty() || row.at.first() == at.first();
            let is_told =
                |field, text: &str| !listed.said.contains_key(&field) || same(field, text);
            [is_here, is_told(Field::IndicatorLabel, &row.label), is_told(Field::Unit, &row.unit)]
        };
        let score = |row: &&Indicator| says(row).into_iter().filter(|it| *it).count();
        let best = known.iter().map(score).max()?;
        known
            .iter()
            .find(|row| score(row) == best && (best > 0 || known.len() == 1))
            .map(|row| row.id)
    }

    fn succeed_indicator(&mut self, listed: &ListedIndicator) {
        let Some(name) = &listed.successor else { return };
        let of_name = |name: &str| {
            let mut rows = self.work.indicators().into_iter();
            rows.find(|row| row.name == name).map(|row| (*row).clone())
        };
        match (of_name(listed.text(Field::IndicatorName)), of_name(name)) {
            (Some(row), Some(next)) if row.id != next.id => {
                let row = Indicator { successor: Some(next.id), ..row };
                let _ = self.declare_record(Record::Indicator(Box::new(row)));
            }
            _ => self.doubt(listed, name, Question::Value),
        }
    }

    fn doubt(&mut self, listed: &ListedIndicator, text: &str, question: Question) {
        let place = listed.place.clone();
        self.outcome.doubts.push(Doubt { place, column: None, text: excerpt(text), question });
    }
}

/// A record with what is said of it.
fn with(mut record: Record, said: &Said) -> Record {
    for (field, value) in said {
        let _ = record.set(*field, value.clone());
    }
    record
}
