//! 配布 and 回収: what a file that goes to a department is for, and how far its return has come.

use super::invalid::rules::{lines, one_line};
use super::proofread::NotationRules;
use super::{
    Approval, Book, Change, Department, DepartmentId, EntryState, Field, FiscalYear, Invalid, Key,
    Measure, MeasureId, Record,
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
        Self::with_measures(
            book,
            department,
            year,
            requested_measures(book, year).get(&department)?,
            terms,
        )
    }

    /// What a department is asked for in a year, with the measures that are known to be asked for.
    pub fn with_measures(
        book: &Book,
        department: DepartmentId,
        year: FiscalYear,
        measures: &[&Measure],
        terms: Terms,
    ) -> Option<Self> {
        let name = book.department(department)?.name.clone();
        let measures = measures.iter().map(|measure| measure.id).collect();
        let Terms { deadline, message, return_to, others } = terms;
        let usage = Some(book.usage());
        Some(Self { department, name, year, deadline, message, return_to, others, measures, usage })
    }

    /// Whether this may be changed in the file: the words of an entry that is asked for, unless those
    /// who print it have confirmed it. 確定 is for them to give.
    pub fn allows(&self, change: &Change) -> bool {
        let Some(Key::Implementation(measure, year)) = change.key() else { return false };
        let confirmed = |record: &Option<Record>| matches!(record, Some(Record::Implementation(entry)) if entry.approval == Approval::Confirmed);
        self.writes(measure, year) && !confirmed(&change.before) && !confirmed(&change.after)
    }

    /// Whether an entry is asked for.
    pub fn writes(&self, measure: MeasureId, year: FiscalYear) -> bool {
        year == self.year && self.measures.contains(&measure)
    }

    /// The records from which changes are taken when the file comes back.
    pub fn keys(&self) -> BTreeSet<Key> {
        self.measures.iter().map(|id| Key::Implementation(*id, self.year)).collect()
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

    /// The changes that leave out what is not the department's: the other measures with their entries,
    /// then the headings under which nothing is left, the departments that nothing refers to any more,
    /// and the contacts of those that stay.
    pub fn leaving_out(&self, book: &Book) -> Vec<Change> {
        let (mut changes, mut kept) = (Vec::new(), BTreeSet::new());
        let mut departments = BTreeSet::from([self.department]);
        for (goal, direction, measure) in book.listed() {
            if self.measures.contains(&measure.id) {
                kept.extend([Key::Goal(goal.id), Key::Direction(direction.id)]);
                departments.extend(measure.lead.iter().chain(&measure.related));
            } else {
                changes.extend(book.remove(Key::Measure(measure.id)));
            }
        }
        for goal in book.goals() {
            let directions = book.directions(goal.id).into_iter().map(|it| Key::Direction(it.id));
            let empty = directions.chain([Key::Goal(goal.id)]).filter(|key| !kept.contains(key));
            changes.extend(empty.flat_map(|key| book.remove(key)));
        }
        let successor = |id: &DepartmentId| Some(book.department(*id)?.successor?.into);
        for id in departments.clone() {
            departments.extend(std::iter::successors(Some(id), successor));
        }
        for row in book.departments() {
            if !departments.contains(&row.id) {
                changes.extend(book.remove(Key::Department(row.id)));
            } else if row.id != self.department {
                let row = Department { contact: String::new(), ..row.clone() };
                changes.extend(book.put(Record::Department(row)));
            }
        }
        changes
    }
}

/// Whether a deadline, the last day that is in time, has passed.
pub fn is_late(deadline: Option<NaiveDate>, today: NaiveDate) -> bool {
    deadline.is_some_and(|day| today > day)
}

/// The measures that each department is asked for in a year, in the order of the list. Departments
/// that are asked for nothing are not there.
pub fn requested_measures(book: &Book, year: FiscalYear) -> BTreeMap<DepartmentId, Vec<&Measure>> {
    let mut requested: BTreeMap<DepartmentId, Vec<&Measure>> = BTreeMap::new();
    let answering = book.departments_as_of(year);
    let listed = book.listed().into_iter().map(|(_, _, measure)| measure);
    for measure in listed.filter(|measure| measure.is_asked_for(year)) {
        for department in measure.lead.iter().filter_map(|id| answering.get(id)) {
            let of_department = requested.entry(department.id).or_default();
            // It may answer for several that lead the measure.
            if of_department.last().is_none_or(|last| last.id != measure.id) {
                of_department.push(measure);
            }
        }
    }
    requested
}

/// The change as it is kept in the log of a file in which nobody is to read what was left out: the
/// record as it was, without its texts.
#[must_use]
pub fn without_texts(mut change: Change) -> Change {
    if let Some(record) = &mut change.before {
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
