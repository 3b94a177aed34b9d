//! 帳: everything that one file keeps, as one value.

mod departments;
mod difference;
mod figures;
mod implementations;
mod indicators;
mod rules;
mod tables;

use super::indicator::{Indicator, OutlineKey};
use super::proofread::NotationRules;
use super::{
    Change, Department, DepartmentId, Direction, DirectionId, Field, FiscalYear, Goal, GoalId,
    Invalid, Key, Measure, MeasureId, Plan, Position, ProgressStatus, Record, StatusId, Template,
    TemplateId, Value, Year, YearStyle, text,
};
pub use figures::FigureCell;
use std::collections::BTreeMap;
use tables::Tables;

/// The whole content of a file but its history. Screens and reports read it; it changes only by
/// [`Book::apply`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    plan: Plan,
    tables: Tables,
    /// How numbers and brackets are written in the file from which this one was handed out.
    inherited_usage: Option<NotationRules>,
}

impl Book {
    /// A book with a plan and the built-in 様式.
    pub fn new(plan: Plan) -> Self {
        let mut book = Self::bare(plan);
        let templates = Template::built_in().map(|template| (template.id, template));
        book.tables.templates = templates.into();
        book
    }

    /// A book with a plan and nothing else, to be filled with what a file holds.
    pub const fn bare(plan: Plan) -> Self {
        Self { plan, tables: Tables::new(), inherited_usage: None }
    }

    /// 計画.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// 基本目標 in their order.
    pub fn goals(&self) -> Vec<&Goal> {
        in_order(self.tables.goals.values(), |goal| (goal.position, goal.id))
    }

    /// 施策の方向 of a goal, in their order.
    pub fn directions(&self, goal: GoalId) -> Vec<&Direction> {
        in_order(
            self.tables.directions.values().filter(|direction| direction.goal == goal),
            |direction| (direction.position, direction.id),
        )
    }

    /// 施策 of a direction, in their order.
    pub fn measures(&self, direction: DirectionId) -> Vec<&Measure> {
        in_order(
            self.tables.measures.values().filter(|measure| measure.direction == direction),
            |measure| (measure.position, measure.id),
        )
    }

    /// The measures that are asked for, by direction, each in their order.
    pub fn measures_by_direction(
        &self,
        filter: impl Fn(&Measure) -> bool,
    ) -> BTreeMap<DirectionId, Vec<&Measure>> {
        let mut found: BTreeMap<_, Vec<&Measure>> = BTreeMap::new();
        for measure in self.tables.measures.values().filter(|measure| filter(measure)) {
            found.entry(measure.direction).or_default().push(measure);
        }
        for measures in found.values_mut() {
            measures.sort_by_key(|measure| (measure.position, measure.id));
        }
        found
    }

    /// Whether another measure under the same direction has the same number.
    pub fn shares_number(&self, measure: &Measure) -> bool {
        self.tables.measures.values().any(|other| {
            other.id != measure.id
                && (other.direction, other.number) == (measure.direction, measure.number)
        })
    }

    /// All measures with their headings, in the order of the printed list.
    pub fn listed(&self) -> Vec<(&Goal, &Direction, &Measure)> {
        let mut rows: Vec<_> = self
            .tables
            .measures
            .values()
            .filter_map(|measure| {
                let direction = self.tables.directions.get(&measure.direction)?;
                Some((self.tables.goals.get(&direction.goal)?, direction, measure))
            })
            .collect();
        rows.sort_by_key(|(goal, direction, measure)| {
            (goal.position, goal.id, direction.position, direction.id, measure.position, measure.id)
        });
        rows
    }

    /// 課 in their order, retired ones included.
    pub fn departments(&self) -> Vec<&Department> {
        in_order(self.tables.departments.values(), |department| {
            (department.position, department.id)
        })
    }

    /// 進捗状況 in their order, retired ones included.
    pub fn statuses(&self) -> Vec<&ProgressStatus> {
        in_order(self.tables.statuses.values(), |status| (status.position, status.id))
    }

    /// 様式 in their order; at least one in every book of a file.
    pub fn templates(&self) -> Vec<&Template> {
        in_order(self.tables.templates.values(), |template| (template.position, template.id))
    }

    /// 年度, earliest first.
    pub fn years(&self) -> impl DoubleEndedIterator<Item = &Year> {
        self.tables.years.values()
    }

    /// The latest year for which entries are kept.
    pub fn latest_year(&self) -> Option<FiscalYear> {
        self.tables.years.keys().next_back().copied()
    }

    /// How the plan calls a year.
    pub fn year_label(&self, year: FiscalYear) -> String {
        year.label(self.plan.first_reiwa)
    }

    /// How a year of the plan is written in this style.
    pub fn year_written(&self, year: FiscalYear, style: YearStyle) -> String {
        year.written(self.plan.first_reiwa, style)
    }

    pub fn goal(&self, id: GoalId) -> Option<&Goal> {
        self.tables.goals.get(&id)
    }

    pub fn direction(&self, id: DirectionId) -> Option<&Direction> {
        self.tables.directions.get(&id)
    }

    pub fn measure(&self, id: MeasureId) -> Option<&Measure> {
        self.tables.measures.get(&id)
    }

    pub fn department(&self, id: DepartmentId) -> Option<&Department> {
        self.tables.departments.get(&id)
    }

    pub fn status(&self, id: StatusId) -> Option<&ProgressStatus> {
        self.tables.statuses.get(&id)
    }

    pub fn template(&self, id: TemplateId) -> Option<&Template> {
        self.tables.templates.get(&id)
    }

    pub fn year(&self, year: FiscalYear) -> Option<&Year> {
        self.tables.years.get(&year)
    }

    /// The department of that name.
    pub fn department_named(&self, name: &str) -> Option<&Department> {
        self.tables.departments.values().find(|department| department.name == name)
    }

    /// The status of that name.
    pub fn status_named(&self, name: &str) -> Option<&ProgressStatus> {
        self.tables.statuses.values().find(|status| status.name == name)
    }

    /// The 様式 of that name.
    pub fn template_named(&self, name: &str) -> Option<&Template> {
        self.tables.templates.values().find(|template| template.name == name)
    }

    /// The number of a measure with those of its headings: 1-①-2.
    pub fn measure_number(&self, measure: &Measure) -> String {
        let direction = self.tables.directions.get(&measure.direction);
        let goal = direction.and_then(|direction| self.tables.goals.get(&direction.goal));
        let goal = goal.map(|goal| goal.number.to_string());
        let direction = direction.map(|direction| text::circled(direction.number));
        let parts = goal.into_iter().chain(direction).chain([measure.number.to_string()]);
        parts.collect::<Vec<_>>().join("-")
    }

    /// How many measures there are.
    pub fn measure_count(&self) -> usize {
        self.tables.measures.len()
    }

    /// The stored record of a key.
    pub fn record(&self, key: Key) -> Option<Record> {
        match key {
            Key::Plan => Some(Record::Plan(self.plan.clone())),
            key => self.tables.record(key),
        }
    }

    /// Whether there is a record of a key.
    pub fn has(&self, key: Key) -> bool {
        key == Key::Plan || self.tables.has(key)
    }

    /// Every record but the plan, each after those that it refers to.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        self.tables.records()
    }

    /// Every record without a copy, in the order of [`Book::records`], and the plan behind them.
    pub fn into_records(self) -> impl Iterator<Item = Record> {
        self.tables.into_records().chain([Record::Plan(self.plan)])
    }

    /// The records that come and go with one: the entries of a measure, the figures of an indicator.
    pub fn owned(&self, key: Key) -> Vec<Record> {
        match key {
            Key::Measure(id) => {
                self.implementations(id).cloned().map(Record::Implementation).collect()
            }
            Key::Indicator(id) => {
                let observations = self.observations(id).cloned().map(Record::Observation);
                let amendments = self.amendments(id).cloned().map(Record::Amendment);
                observations.chain(amendments).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The change that makes `record` the stored one; `None` where it already is. A blank entry is
    /// stored as none at all.
    pub fn put(&self, record: Record) -> Option<Change> {
        let before = self.record(record.key());
        let after = (!record.is_blank()).then_some(record);
        (before != after).then_some(Change { before, after })
    }

    /// The changes that delete a record with those that it owns; empty where there is none. Indicators
    /// that belong to it alone belong to what stands above it then.
    pub fn remove(&self, key: Key) -> Vec<Change> {
        let all = self.owned(key).into_iter().chain(self.record(key));
        self.leave(key).into_iter().chain(all.map(Change::delete)).collect()
    }

    /// Makes the changes in order, all or none.
    ///
    /// # Errors
    /// [`Invalid::Stale`] where a record is not as the change expects it; any other [`Invalid`]
    /// where the outcome would break a rule. The book is then as it was.
    pub fn apply(&mut self, changes: &[Change]) -> Result<(), Invalid> {
        let mut done = 0;
        let made = changes.iter().try_for_each(|change| {
            self.step(change)?;
            done += 1;
            Ok(())
        });
        let checked = made.and_then(|()| self.check(changes));
        if checked.is_err() {
            for change in changes[..done].iter().rev() {
                self.set(change.before.clone(), change.after.as_ref().map(Record::key));
            }
        }
        checked
    }

    /// The records of a kind that stand beside one under the same heading, itself among them, in their
    /// order; none where there is no order.
    pub fn siblings(&self, key: Key) -> Vec<(Key, Position)> {
        let place = |record: &Record| match record.value(Field::Place)? {
            Value::Place { parent, position } => Some((parent, position)),
            _ => None,
        };
        let Some((parent, _)) = self.record(key).as_ref().and_then(place) else {
            return Vec::new();
        };
        let all = self.tables.records_of(key.noun()).into_iter();
        let beside = all.filter_map(|record| {
            let (under, position) = place(&record)?;
            (under == parent).then(|| (record.key(), position))
        });
        let mut beside: Vec<(Key, Position)> = beside.collect();
        beside.sort_by_key(|(key, position)| (*position, *key));
        beside
    }

    /// How many records refer to this one.
    pub fn uses(&self, key: Key) -> usize {
        match key {
            // A 様式 that asks for what is gone asks for nothing.
            Key::Plan
            | Key::Implementation(..)
            | Key::Observation(..)
            | Key::Amendment(..)
            | Key::Template(_) => 0,
            Key::Goal(id) => {
                let directions = self.tables.directions.values().filter(|row| row.goal == id);
                directions.count() + self.indicators_at(OutlineKey::Goal(id)).len()
            }
            Key::Direction(id) => {
                let measures = self.tables.measures.values().filter(|row| row.direction == id);
                measures.count() + self.indicators_at(OutlineKey::Direction(id)).len()
            }
            Key::Measure(id) => {
                self.implementations(id).count() + self.indicators_at(OutlineKey::Measure(id)).len()
            }
            Key::Indicator(id) => {
                let before = |row: &&&Indicator| row.successor == Some(id);
                self.owned(key).len() + self.indicators().iter().filter(before).count()
            }
            Key::Scale(id) => {
                let indicators = self.tables.indicators.values();
                self.grades(id).len() + indicators.filter(|row| row.scale == Some(id)).count()
            }
            Key::Grade(id) => {
                self.tables.observations.values().filter(|row| row.grade == Some(id)).count()
            }
            Key::Department(id) => {
                let taken_over = |row: &&Department| row.successor.is_some_and(|it| it.into == id);
                let indicators = self.tables.indicators.values();
                self.tables.measures.values().filter(|row| row.involves(id)).count()
                    + indicators.filter(|row| row.involves(id)).count()
                    + self.tables.departments.values().filter(taken_over).count()
            }
            Key::Status(id) => {
                self.tables.implementations.values().filter(|row| row.status == Some(id)).count()
            }
            Key::Year(year) => {
                self.tables.implementations.keys().filter(|(_, of)| *of == year).count()
            }
        }
    }

    fn step(&mut self, change: &Change) -> Result<(), Invalid> {
        let key = change.key().ok_or(Invalid::Empty)?;
        if self.record(key) != change.before {
            return Err(Invalid::Stale(key));
        }
        if let (Key::Plan, after) = (key, &change.after) {
            let same = matches!(after, Some(Record::Plan(plan)) if plan.id == self.plan.id);
            if !same {
                return Err(Invalid::OtherPlan);
            }
        }
        self.set(change.after.clone(), Some(key));
        Ok(())
    }

    /// Stores a record, or removes the one of `key` where there is none.
    fn set(&mut self, record: Option<Record>, key: Option<Key>) {
        match (record, key) {
            (Some(Record::Plan(plan)), _) => self.plan = plan,
            (Some(record), _) => self.tables.insert(record),
            (None, Some(key)) => self.tables.remove(key),
            (None, None) => {}
        }
    }
}

fn in_order<'a, T, K: Ord>(
    rows: impl Iterator<Item = &'a T>,
    place: impl Fn(&T) -> K,
) -> Vec<&'a T> {
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by_key(|row| place(row));
    rows
}

#[cfg(test)]
mod tests;
