//! 点検: what a careful reader would stumble over before the list is printed.

use super::proofread::{NotationRules, Slip, slips, slips_against};
use super::{Book, Direction, Field, FiscalYear, Key, Measure, MeasureId, Record, text};

/// One thing to look at, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The record in which it stands.
    pub key: Key,
    /// Which of its fields.
    pub field: Field,
    pub kind: FindingKind,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingKind {
    /// The entry has no text.
    NoNarrative,
    /// The entry has no 進捗状況.
    NoStatus,
    /// What is written is not 確定 yet.
    Unconfirmed,
    /// The measure has no 所管課.
    NoLead,
    /// The number stands twice under one direction.
    NumberTwice(u32),
    /// The entry has the text of the year before.
    AsLastYear,
    /// The entry only refers to another one: 〃, 同上.
    Ditto,
    /// Something in a text is likely wrong.
    Slip(Slip),
}

impl Finding {
    /// The measure that it is about, if it is about one.
    pub const fn measure(&self) -> Option<MeasureId> {
        match self.key {
            Key::Measure(id) | Key::Implementation(id, _) => Some(id),
            Key::Plan
            | Key::Goal(_)
            | Key::Direction(_)
            | Key::Department(_)
            | Key::Status(_)
            | Key::Year(_)
            | Key::Template(_) => None,
        }
    }

    /// The year, for what is kept by year.
    pub const fn year(&self) -> Option<FiscalYear> {
        match self.key {
            Key::Implementation(_, year) => Some(year),
            _ => None,
        }
    }

    /// The record with the proposal accepted; `None` where there is no proposal, or where the text
    /// is no longer as it was.
    pub fn corrected(&self, book: &Book) -> Option<Record> {
        let FindingKind::Slip(slip) = &self.kind else { return None };
        let mut record = book.record(self.key)?;
        let text = record.text_mut(self.field)?;
        *text = slip.corrected(text)?;
        Some(record)
    }
}

/// Everything there is to look at in the years given, in the order of the list; then what stands in
/// the tables of departments and statuses, and in the 様式. A closed year is no longer asked for what is missing.
pub fn findings(book: &Book, years: &[FiscalYear]) -> Vec<Finding> {
    let years: Vec<_> = years.iter().map(|year| (*year, book.uses_approval(*year))).collect();
    let rules = book.notation_rules();
    let mut found = texts(Record::Plan(book.plan().clone()));
    for goal in book.goals() {
        found.extend(texts(Record::Goal(goal.clone())));
        for direction in book.directions(goal.id) {
            found.extend(texts(Record::Direction(direction.clone())));
            found.extend(of_direction(book, direction, &years, rules));
        }
    }
    let departments = book.departments().into_iter().cloned().map(Record::Department);
    let statuses = book.statuses().into_iter().cloned().map(Record::Status);
    let templates = book.templates().into_iter().cloned().map(Record::Template);
    found.extend(departments.chain(statuses).chain(templates).flat_map(texts));
    found
}

fn of_direction(
    book: &Book,
    direction: &Direction,
    years: &[(FiscalYear, bool)],
    rules: NotationRules,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut numbers = Vec::new();
    for measure in book.measures(direction.id) {
        let mut tell =
            |field, kind| found.push(Finding { key: Key::Measure(measure.id), field, kind });
        if numbers.contains(&measure.number) {
            tell(Field::MeasureName, FindingKind::NumberTwice(measure.number));
        }
        numbers.push(measure.number);
        if measure.lead.is_empty() {
            tell(Field::DepartmentName, FindingKind::NoLead);
        }
        found.extend(texts(Record::Measure(measure.clone())));
        found.extend(years.iter().flat_map(|year| of_year(book, measure, *year, rules)));
    }
    found
}

fn of_year(
    book: &Book,
    measure: &Measure,
    (year, confirms): (FiscalYear, bool),
    rules: NotationRules,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let key = Key::Implementation(measure.id, year);
    let mut tell = |field, kind| found.push(Finding { key, field, kind });
    let narrative = book.narrative(measure.id, year);
    if book.year(year).is_some_and(|year| !year.closed) {
        if book.lacks_status(measure, year) {
            tell(Field::StatusName, FindingKind::NoStatus);
        }
        if book.lacks_narrative(measure, year) {
            tell(Field::Narrative, FindingKind::NoNarrative);
        }
        // A city that confirms nothing in the program is not asked to.
        let missing = book.is_missing(measure, year);
        if !missing && confirms && book.is_unconfirmed(measure, year) {
            tell(Field::Narrative, FindingKind::Unconfirmed);
        }
        if text::is_ditto(narrative) {
            tell(Field::Narrative, FindingKind::Ditto);
        }
        let last = book.narrative(measure.id, year.previous()).trim();
        if !last.is_empty() && last == narrative.trim() {
            tell(Field::Narrative, FindingKind::AsLastYear);
        }
    }
    for slip in slips_against(narrative, year, book.plan().first_reiwa, rules) {
        tell(Field::Narrative, FindingKind::Slip(slip));
    }
    found
}

/// What is likely wrong in the texts of a record.
fn texts(record: Record) -> Vec<Finding> {
    let key = record.key();
    record
        .texts()
        .into_iter()
        .flat_map(|(field, text)| slips(text).into_iter().map(move |slip| (field, slip)))
        .map(|(field, slip)| Finding { key, field, kind: FindingKind::Slip(slip) })
        .collect()
}
