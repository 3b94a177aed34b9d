//! 配布 and 回収: what a file that goes to a department is for, and how far its return has come.

use super::invalid::rules::{lines, one_line};
use super::proofread::NotationRules;
use super::{
    Approval, Book, Change, Department, DepartmentId, EntryState, Field, Figure, FiscalYear,
    Indicator, IndicatorId, Invalid, Key, Measure, MeasureId, Observation, Record, Value,
};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What a handed-out file is for, and with it all that may be written in it. The words by which it is
/// stored never change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    pub department: DepartmentId,
    /// 課名 when it was handed out.
    pub name: String,
    /// The year whose entries are asked for.
    pub year: FiscalYear,
    /// 提出期限: the last day on which it is in time.
    pub deadline: Option<NaiveDate>,
    /// What the department is told beside that; of one or more lines.
    pub message: String,
    /// 提出先: who it is given back to.
    pub return_to: String,
    pub others: Others,
    /// The measures whose entries are asked for.
    pub measures: BTreeSet<MeasureId>,
    /// The indicators whose actuals are asked for.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub indicators: BTreeSet<IndicatorId>,
    /// How the narratives were written from which it was handed out; unknown in older files.
    #[serde(default)]
    pub usage: Option<NotationRules>,
}

/// What becomes of the measures that are not the department's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Others {
    /// They can be read.
    #[default]
    Readable,
    /// Neither they nor what the log tells of them are in the file.
    LeftOut,
}

/// What is asked for besides what follows from the book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms {
    pub deadline: Option<NaiveDate>,
    pub message: String,
    pub return_to: String,
    pub others: Others,
}

impl Terms {
    /// Checks the texts.
    ///
    /// # Errors
    /// [`Invalid`] where one has what no field may have.
    pub fn check(&self) -> Result<(), Invalid> {
        lines(Field::HandOutMessage, &self.message)?;
        one_line(Field::ReturnTo, &self.return_to)
    }
}

impl Scope {
    /// What a department is asked for in a year; `None` where there is no such department, or it
    /// leads nothing that is asked for.
    pub fn of(
        book: &Book,
        department: DepartmentId,
        year: FiscalYear,
        terms: Terms,
    ) -> Option<Self> {
        Self::with_request(book, department, year, requests(book, year).get(&department)?, terms)
    }

    /// The same, where it is known what the department is asked for.
    pub fn with_request(
        book: &Book,
        department: DepartmentId,
        year: FiscalYear,
        asked: &Asked<'_>,
        terms: Terms,
    ) -> Option<Self> {
        let Terms { deadline, message, return_to, others } = terms;
        Some(Self {
            department,
            name: book.department(department)?.name.clone(),
            year,
            deadline,
            message,
            return_to,
            others,
            measures: asked.measures.iter().map(|measure| measure.id).collect(),
            indicators: asked.indicators.iter().map(|indicator| indicator.id).collect(),
            usage: Some(book.usage()),
        })
    }

    /// Whether this may be changed in the file: the words of an entry that is asked for, or the actual
    /// of an indicator with what is said of it, unless those who print it have confirmed it. 確定, targets
    /// and grades are for them to give.
    pub fn allows(&self, change: &Change) -> bool {
        let Some(key) = change.key() else { return false };
        let is_asked = match key {
            Key::Implementation(measure, year) => self.writes(measure, year),
            Key::Observation(indicator, year) => {
                let version = |record: &Option<Record>| match record {
                    Some(Record::Observation(row)) => row.clone(),
                    _ => Observation::blank(indicator, year),
                };
                self.writes_indicator(indicator, year)
                    && version(&change.before).has_frame_of(&version(&change.after))
            }
            _ => false,
        };
        let is_confirmed = |record: &Option<Record>| {
            record.as_ref().and_then(Record::approval) == Some(Approval::Confirmed)
        };
        is_asked && !is_confirmed(&change.before) && !is_confirmed(&change.after)
    }

    /// Whether an entry is asked for.
    pub fn writes(&self, measure: MeasureId, year: FiscalYear) -> bool {
        year == self.year && self.measures.contains(&measure)
    }

    /// Whether the actual of an indicator is asked for.
    pub fn writes_indicator(&self, indicator: IndicatorId, year: FiscalYear) -> bool {
        year == self.year && self.indicators.contains(&indicator)
    }

    /// The records from which changes are taken when the file comes back.
    pub fn keys(&self) -> BTreeSet<Key> {
        let entries = self.measures.iter().map(|id| Key::Implementation(*id, self.year));
        let figures = self.indicators.iter().map(|id| Key::Observation(*id, self.year));
        entries.chain(figures).collect()
    }

    /// How many of the entries that are asked for have come how far, in the order of [`EntryState::ALL`].
    pub fn states(&self, book: &Book) -> [usize; 4] {
        let is_asked = |it: &Measure| it.is_asked_for(self.year);
        let here = self.measures.iter().filter(|id| book.measure(**id).is_some_and(is_asked));
        let states: Vec<EntryState> = here.map(|id| book.entry_state(*id, self.year)).collect();
        EntryState::ALL.map(|state| states.iter().filter(|it| **it == state).count())
    }

    /// The measures of which something is still to be entered, in the order of the list.
    pub fn missing<'a>(&self, book: &'a Book) -> Vec<&'a Measure> {
        let listed = book.listed().into_iter().map(|(_, _, measure)| measure);
        listed
            .filter(|measure| self.measures.contains(&measure.id))
            .filter(|measure| book.is_missing(measure, self.year))
            .collect()
    }

    /// The indicators of which the actual is still to be entered, in their order.
    pub fn missing_indicators<'a>(&self, book: &'a Book) -> Vec<&'a Indicator> {
        let asked = book.indicators().into_iter().filter(|row| self.indicators.contains(&row.id));
        asked.filter(|row| book.lacks_actual(row, self.year)).collect()
    }

    /// The changes that leave out what is not the department's: the other indicators and measures with
    /// their entries, then the headings under which nothing is left, the departments that nothing
    /// refers to any more, and the contacts of those that stay.
    pub fn leaving_out(&self, book: &Book) -> Vec<Change> {
        let mut work = book.clone();
        let (mut changes, mut kept) = (Vec::new(), BTreeSet::new());
        let mut departments = BTreeSet::from([self.department]);
        // Each removal as the book is by then: an indicator may leave several places.
        let mut remove = |work: &mut Book, key: Key| {
            let removed = work.remove(key);
            if work.apply(&removed).is_ok() {
                changes.extend(removed);
            }
        };
        for indicator in book.indicators() {
            if self.indicators.contains(&indicator.id) {
                departments.extend(indicator.lead.iter().chain(&indicator.related));
            } else {
                remove(&mut work, Key::Indicator(indicator.id));
            }
        }
        for (goal, direction, measure) in book.listed() {
            if self.measures.contains(&measure.id) {
                kept.extend([Key::Goal(goal.id), Key::Direction(direction.id)]);
                departments.extend(measure.lead.iter().chain(&measure.related));
            } else {
                remove(&mut work, Key::Measure(measure.id));
            }
        }
        for goal in book.goals() {
            let directions = book.directions(goal.id).into_iter().map(|it| Key::Direction(it.id));
            let empty = directions.chain([Key::Goal(goal.id)]).filter(|key| !kept.contains(key));
            empty.for_each(|key| remove(&mut work, key));
        }
        let successor = |id: &DepartmentId| Some(book.department(*id)?.successor?.into);
        for id in departments.clone() {
            departments.extend(std::iter::successors(Some(id), successor));
        }
        let mut without_contact = Vec::new();
        for row in book.departments() {
            if !departments.contains(&row.id) {
                remove(&mut work, Key::Department(row.id));
            } else if row.id != self.department {
                without_contact.push(Department { contact: String::new(), ..row.clone() });
            }
        }
        let rows = without_contact.into_iter().map(Record::Department);
        changes.extend(rows.filter_map(|row| work.put(row)));
        changes
    }
}

/// Whether a deadline, the last day that is in time, has passed.
pub fn is_late(deadline: Option<NaiveDate>, today: NaiveDate) -> bool {
    deadline.is_some_and(|day| today > day)
}

/// What a department is asked for, in the order of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked<'b> {
    /// Those whose entries are asked for.
    pub measures: Vec<&'b Measure>,
    /// Those whose actuals are asked for.
    pub indicators: Vec<&'b Indicator>,
}

impl Asked<'_> {
    /// How many things are asked for.
    pub const fn count(&self) -> usize {
        self.measures.len() + self.indicators.len()
    }
}

/// What each department is asked for in a year. Departments that are asked for nothing are not there.
pub fn requests(book: &Book, year: FiscalYear) -> BTreeMap<DepartmentId, Asked<'_>> {
    let mut requested: BTreeMap<DepartmentId, Asked<'_>> = BTreeMap::new();
    let answering = book.departments_as_of(year);
    let listed = book.listed().into_iter().map(|(_, _, measure)| measure);
    for measure in listed.filter(|measure| measure.is_asked_for(year)) {
        for department in measure.lead.iter().filter_map(|id| answering.get(id)) {
            let of_department = &mut requested.entry(department.id).or_default().measures;
            // It may answer for several that lead the measure.
            if of_department.last().is_none_or(|last| last.id != measure.id) {
                of_department.push(measure);
            }
        }
    }
    for indicator in book.indicators().into_iter().filter(|row| row.is_asked_for(year)) {
        for department in book.indicator_lead(indicator).iter().filter_map(|id| answering.get(id)) {
            let of_department = &mut requested.entry(department.id).or_default().indicators;
            if of_department.last().is_none_or(|last| last.id != indicator.id) {
                of_department.push(indicator);
            }
        }
    }
    requested
}

/// The change as it is kept in the log of a file in which nobody is to read what was left out: the
/// record as it was, without its texts and figures.
#[must_use]
pub fn without_texts(mut change: Change) -> Change {
    if let Some(record) = &mut change.before {
        for (field, value) in record.fields() {
            if matches!(value, Value::Figure(_)) {
                let _ = record.set(field, Value::Figure(Figure::Blank));
            }
        }
        let fields: Vec<Field> = record.all_texts().into_iter().map(|(it, _)| it.field).collect();
        for text in fields {
            if let Some(text) = record.text_mut(text) {
                text.clear();
            }
        }
    }
    change
}

/// 台帳: a line for each file that was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOut {
    /// The first commit of the file that went out.
    pub id: Uuid,
    pub scope: Scope,
    /// The name of the file that went out.
    pub file: String,
    pub at: DateTime<FixedOffset>,
    /// Who handed it out.
    pub who: String,
    /// The latest time that it came back.
    pub returned: Option<Returned>,
    /// Whether the department got another file for the same year since.
    pub replaced: bool,
}

/// A file that came back and was taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Returned {
    pub at: DateTime<FixedOffset>,
    /// The last commit of it that was taken.
    pub head: Uuid,
    /// Whether the department had submitted it.
    pub submitted: bool,
}

/// How far the return of a file has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Collection {
    /// 期限超過: not back, and the deadline has passed.
    Overdue,
    /// 未回収.
    Out,
    /// 提出前に取り込み: taken in before the department had submitted it.
    Early,
    /// 取り込み済み.
    Taken,
    /// 配布し直し: another file went out in its place.
    Replaced,
}

impl HandedOut {
    /// How far its return has come, on a day.
    pub fn collection(&self, today: NaiveDate) -> Collection {
        match self.returned {
            Some(Returned { submitted: true, .. }) => Collection::Taken,
            _ if self.replaced => Collection::Replaced,
            Some(Returned { submitted: false, .. }) => Collection::Early,
            None if is_late(self.scope.deadline, today) => Collection::Overdue,
            None => Collection::Out,
        }
    }

    /// Whether this is the file that its department has for a year, rather than one that another took
    /// the place of.
    pub fn stands_in(&self, year: FiscalYear) -> bool {
        self.scope.year == year && !self.replaced
    }

    /// Whether the department is to be reminded.
    pub fn is_awaited(&self, today: NaiveDate) -> bool {
        match self.collection(today) {
            Collection::Overdue | Collection::Out | Collection::Early => true,
            Collection::Taken | Collection::Replaced => false,
        }
    }
}

#[cfg(test)]
mod tests;
