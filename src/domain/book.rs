//! 帳: everything that one file keeps, as one value.

mod departments;
mod difference;
mod implementations;
mod rules;

use super::proofread::NotationRules;
use super::{
    Change, Department, DepartmentId, Direction, DirectionId, FiscalYear, Goal, GoalId,
    Implementation, Invalid, Key, Measure, MeasureId, Plan, ProgressStatus, Record, StatusId,
    Template, TemplateId, Year, YearStyle, text,
};
use std::collections::BTreeMap;

/// The whole content of a file but its history. Screens and reports read it; it changes only by
/// [`Book::apply`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    plan: Plan,
    goals: BTreeMap<GoalId, Goal>,
    directions: BTreeMap<DirectionId, Direction>,
    measures: BTreeMap<MeasureId, Measure>,
    departments: BTreeMap<DepartmentId, Department>,
    statuses: BTreeMap<StatusId, ProgressStatus>,
    years: BTreeMap<FiscalYear, Year>,
    implementations: BTreeMap<(MeasureId, FiscalYear), Implementation>,
    templates: BTreeMap<TemplateId, Template>,
    /// How numbers and brackets are written in the file from which this one was handed out.
    inherited_usage: Option<NotationRules>,
}

/// Every record but the plan, each after those that it refers to, from the rows of each table.
macro_rules! all_records {
    ($book:ident.$($rows:tt)+) => {{
        let departments = $book.departments.$($rows)+.map(Record::Department);
        let statuses = $book.statuses.$($rows)+.map(Record::Status);
        let years = $book.years.$($rows)+.map(Record::Year);
        let goals = $book.goals.$($rows)+.map(Record::Goal);
        let directions = $book.directions.$($rows)+.map(Record::Direction);
        let measures = $book.measures.$($rows)+.map(Record::Measure);
        let entries = $book.implementations.$($rows)+.map(Record::Implementation);
        let templates = $book.templates.$($rows)+.map(Record::Template);
        departments
            .chain(statuses)
            .chain(years)
            .chain(goals)
            .chain(directions)
            .chain(measures)
            .chain(entries)
            .chain(templates)
    }};
}

impl Book {
    /// A book with a plan and the built-in 様式.
    pub fn new(plan: Plan) -> Self {
        let templates = Template::built_in().map(|template| (template.id, template));
        Self { templates: templates.into(), ..Self::bare(plan) }
    }

    /// A book with a plan and nothing else, to be filled with what a file holds.
    pub const fn bare(plan: Plan) -> Self {
        Self {
            plan,
            goals: BTreeMap::new(),
            directions: BTreeMap::new(),
            measures: BTreeMap::new(),
            departments: BTreeMap::new(),
            statuses: BTreeMap::new(),
            years: BTreeMap::new(),
            implementations: BTreeMap::new(),
            templates: BTreeMap::new(),
            inherited_usage: None,
        }
    }

    /// 計画.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// 基本目標 in their order.
    pub fn goals(&self) -> Vec<&Goal> {
        in_order(self.goals.values(), |goal| (goal.position, goal.id))
    }

    /// 施策の方向 of a goal, in their order.
    pub fn directions(&self, goal: GoalId) -> Vec<&Direction> {
        in_order(self.directions.values().filter(|direction| direction.goal == goal), |direction| {
            (direction.position, direction.id)
        })
    }

    /// 施策 of a direction, in their order.
    pub fn measures(&self, direction: DirectionId) -> Vec<&Measure> {
        in_order(
            self.measures.values().filter(|measure| measure.direction == direction),
            |measure| (measure.position, measure.id),
        )
    }

    /// The measures that are asked for, by direction, each in their order.
    pub fn measures_by_direction(
        &self,
        filter: impl Fn(&Measure) -> bool,
    ) -> BTreeMap<DirectionId, Vec<&Measure>> {
        let mut found: BTreeMap<_, Vec<&Measure>> = BTreeMap::new();
        for measure in self.measures.values().filter(|measure| filter(measure)) {
            found.entry(measure.direction).or_default().push(measure);
        }
        for measures in found.values_mut() {
            measures.sort_by_key(|measure| (measure.position, measure.id));
        }
        found
    }

    /// Whether another measure under the same direction has the same number.
    pub fn shares_number(&self, measure: &Measure) -> bool {
        self.measures.values().any(|other| {
            other.id != measure.id
                && (other.direction, other.number) == (measure.direction, measure.number)
        })
    }

    /// All measures with their headings, in the order of the printed list.
    pub fn listed(&self) -> Vec<(&Goal, &Direction, &Measure)> {
        let mut rows: Vec<_> = self
            .measures
            .values()
            .filter_map(|measure| {
                let direction = self.directions.get(&measure.direction)?;
                Some((self.goals.get(&direction.goal)?, direction, measure))
            })
            .collect();
        rows.sort_by_key(|(goal, direction, measure)| {
            (goal.position, goal.id, direction.position, direction.id, measure.position, measure.id)
        });
        rows
    }

    /// 課 in their order, retired ones included.
    pub fn departments(&self) -> Vec<&Department> {
        in_order(self.departments.values(), |department| (department.position, department.id))
    }

    /// 進捗状況 in their order, retired ones included.
    pub fn statuses(&self) -> Vec<&ProgressStatus> {
        in_order(self.statuses.values(), |status| (status.position, status.id))
    }

    /// 様式 in their order; at least one in every book of a file.
    pub fn templates(&self) -> Vec<&Template> {
        in_order(self.templates.values(), |template| (template.position, template.id))
    }

    /// 年度, earliest first.
    pub fn years(&self) -> impl DoubleEndedIterator<Item = &Year> {
        self.years.values()
    }

    /// The latest year for which entries are kept.
    pub fn latest_year(&self) -> Option<FiscalYear> {
        self.years.keys().next_back().copied()
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
        self.goals.get(&id)
    }

    pub fn direction(&self, id: DirectionId) -> Option<&Direction> {
        self.directions.get(&id)
    }

    pub fn measure(&self, id: MeasureId) -> Option<&Measure> {
        self.measures.get(&id)
    }

    pub fn department(&self, id: DepartmentId) -> Option<&Department> {
        self.departments.get(&id)
    }

    pub fn status(&self, id: StatusId) -> Option<&ProgressStatus> {
        self.statuses.get(&id)
    }

    pub fn template(&self, id: TemplateId) -> Option<&Template> {
        self.templates.get(&id)
    }

    pub fn year(&self, year: FiscalYear) -> Option<&Year> {
        self.years.get(&year)
    }

    /// The department of that name.
    pub fn department_named(&self, name: &str) -> Option<&Department> {
        self.departments.values().find(|department| department.name == name)
    }

    /// The status of that name.
    pub fn status_named(&self, name: &str) -> Option<&ProgressStatus> {
        self.statuses.values().find(|status| status.name == name)
    }

    /// The 様式 of that name.
    pub fn template_named(&self, name: &str) -> Option<&Template> {
        self.templates.values().find(|template| template.name == name)
    }

    /// The number of a measure with those of its headings: 1-①-2.
    pub fn measure_number(&self, measure: &Measure) -> String {
        let direction = self.directions.get(&measure.direction);
        let goal = direction.and_then(|direction| self.goals.get(&direction.goal));
        let goal = goal.map(|goal| goal.number.to_string());
        let direction = direction.map(|direction| text::circled(direction.number));
        let parts = goal.into_iter().chain(direction).chain([measure.number.to_string()]);
        parts.collect::<Vec<_>>().join("-")
    }

    /// How many measures there are.
    pub fn measure_count(&self) -> usize {
        self.measures.len()
    }

    /// The stored record of a key.
    pub fn record(&self, key: Key) -> Option<Record> {
        match key {
            Key::Plan => Some(Record::Plan(self.plan.clone())),
            Key::Goal(id) => self.goals.get(&id).cloned().map(Record::Goal),
            Key::Direction(id) => self.directions.get(&id).cloned().map(Record::Direction),
            Key::Measure(id) => self.measures.get(&id).cloned().map(Record::Measure),
            Key::Department(id) => self.departments.get(&id).cloned().map(Record::Department),
            Key::Status(id) => self.statuses.get(&id).cloned().map(Record::Status),
            Key::Year(year) => self.years.get(&year).cloned().map(Record::Year),
            Key::Implementation(measure, year) => {
                self.implementation(measure, year).cloned().map(Record::Implementation)
            }
            Key::Template(id) => self.templates.get(&id).cloned().map(Record::Template),
        }
    }

    /// Whether there is a record of a key.
    pub fn has(&self, key: Key) -> bool {
        match key {
            Key::Plan => true,
            Key::Goal(id) => self.goals.contains_key(&id),
            Key::Direction(id) => self.directions.contains_key(&id),
            Key::Measure(id) => self.measures.contains_key(&id),
            Key::Department(id) => self.departments.contains_key(&id),
            Key::Status(id) => self.statuses.contains_key(&id),
            Key::Year(year) => self.years.contains_key(&year),
            Key::Implementation(measure, year) => {
                self.implementations.contains_key(&(measure, year))
            }
            Key::Template(id) => self.templates.contains_key(&id),
        }
    }

    /// Every record but the plan, each after those that it refers to.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        all_records!(self.values().cloned())
    }

    /// Every record without a copy, in the order of [`Book::records`], and the plan behind them.
    pub fn into_records(self) -> impl Iterator<Item = Record> {
        all_records!(self.into_values()).chain([Record::Plan(self.plan)])
    }

    /// The change that makes `record` the stored one; `None` where it already is. A blank
    /// implementation is stored as none at all.
    pub fn put(&self, record: Record) -> Option<Change> {
        let before = self.record(record.key());
        let after = match record {
            Record::Implementation(entry) if entry.is_blank() => None,
            record => Some(record),
        };
        (before != after).then_some(Change { before, after })
    }

    /// The changes that delete a record, and with a measure its entries; empty where there is none.
    pub fn remove(&self, key: Key) -> Vec<Change> {
        let mut changes = Vec::new();
        if let Key::Measure(id) = key {
            changes.extend(
                self.implementations(id).cloned().map(Record::Implementation).map(Change::delete),
            );
        }
        changes.extend(self.record(key).map(Change::delete));
        changes
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

    /// How many records refer to this one.
    pub fn uses(&self, key: Key) -> usize {
        match key {
            // A 様式 that asks for what is gone asks for nothing.
            Key::Plan | Key::Implementation(..) | Key::Template(_) => 0,
            Key::Goal(id) => self.directions.values().filter(|row| row.goal == id).count(),
            Key::Direction(id) => self.measures.values().filter(|row| row.direction == id).count(),
            Key::Measure(id) => self.implementations(id).count(),
            Key::Department(id) => {
                let taken_over = |row: &&Department| row.successor.is_some_and(|it| it.into == id);
                self.measures.values().filter(|row| row.involves(id)).count()
                    + self.departments.values().filter(taken_over).count()
            }
            Key::Status(id) => {
                self.implementations.values().filter(|row| row.status == Some(id)).count()
            }
            Key::Year(year) => self.implementations.keys().filter(|(_, of)| *of == year).count(),
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
            (Some(Record::Goal(row)), _) => drop(self.goals.insert(row.id, row)),
            (Some(Record::Direction(row)), _) => drop(self.directions.insert(row.id, row)),
            (Some(Record::Measure(row)), _) => drop(self.measures.insert(row.id, row)),
            (Some(Record::Department(row)), _) => drop(self.departments.insert(row.id, row)),
            (Some(Record::Status(row)), _) => drop(self.statuses.insert(row.id, row)),
            (Some(Record::Year(row)), _) => drop(self.years.insert(row.year, row)),
            (Some(Record::Implementation(row)), _) => {
                drop(self.implementations.insert((row.measure, row.year), row));
            }
            (Some(Record::Template(row)), _) => drop(self.templates.insert(row.id, row)),
            (None, Some(Key::Goal(id))) => drop(self.goals.remove(&id)),
            (None, Some(Key::Direction(id))) => drop(self.directions.remove(&id)),
            (None, Some(Key::Measure(id))) => drop(self.measures.remove(&id)),
            (None, Some(Key::Department(id))) => drop(self.departments.remove(&id)),
            (None, Some(Key::Status(id))) => drop(self.statuses.remove(&id)),
            (None, Some(Key::Year(year))) => drop(self.years.remove(&year)),
            (None, Some(Key::Implementation(measure, year))) => {
                drop(self.implementations.remove(&(measure, year)));
            }
            (None, Some(Key::Template(id))) => drop(self.templates.remove(&id)),
            (None, Some(Key::Plan) | None) => {}
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
