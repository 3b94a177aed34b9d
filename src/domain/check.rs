//! 点検: what a careful reader would stumble over before the list is printed.

mod figures;

pub use figures::FigureFinding;

use super::dismissed::{Dismissed, Mark};
use super::proofread::{NotationRules, Slip, SlipKind, corrected, slips, slips_against};
use super::replace::with_consent_of;
use super::{
    Book, Change, Direction, Field, FiscalYear, Key, Measure, MeasureId, Record, Value, text,
};
use std::collections::BTreeMap;
use std::ops::Range;

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
    /// A text stands in a year in which the measure is not carried out.
    OutsidePeriod,
    /// The entry only refers to another one: 〃, 同上.
    Ditto,
    /// The actual of an indicator is still to be entered.
    NoActual,
    /// Something about a figure is odd.
    Figure(FigureFinding),
    /// Something in a text is likely wrong.
    Slip(Slip),
}

/// What a finding is about, as findings are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Characters,
    Brackets,
    /// Numbers and brackets written otherwise than in the other texts.
    Notation,
    Years,
    AsLastYear,
    Ditto,
    /// A measure without 所管課, a number twice, or a text outside of its years.
    Measures,
    /// A figure that is odd.
    Figures,
    /// An entry without text, or without 進捗状況; an indicator without its actual.
    Missing,
}

impl Kind {
    /// All of them, in the order in which they are counted.
    pub const ALL: [Self; 9] = [
        Self::Characters,
        Self::Brackets,
        Self::Notation,
        Self::Years,
        Self::AsLastYear,
        Self::Ditto,
        Self::Measures,
        Self::Figures,
        Self::Missing,
    ];
}

impl Finding {
    /// The measure that it is about, if it is about one.
    pub const fn measure(&self) -> Option<MeasureId> {
        self.key.measure()
    }

    /// The year, for what is kept by year.
    pub const fn year(&self) -> Option<FiscalYear> {
        self.key.year()
    }

    /// What it is about; `None` for what the state of an entry says.
    pub const fn about(&self) -> Option<Kind> {
        Some(match &self.kind {
            FindingKind::Unconfirmed => return None,
            FindingKind::NoNarrative | FindingKind::NoStatus | FindingKind::NoActual => {
                Kind::Missing
            }
            FindingKind::Figure(_) => Kind::Figures,
            FindingKind::NoLead | FindingKind::NumberTwice(_) | FindingKind::OutsidePeriod => {
                Kind::Measures
            }
            FindingKind::AsLastYear => Kind::AsLastYear,
            FindingKind::Ditto => Kind::Ditto,
            FindingKind::Slip(slip) => match slip.kind {
                SlipKind::Lookalike
                | SlipKind::HalfWidthKana
                | SlipKind::Decomposed
                | SlipKind::Mark
                | SlipKind::Invisible
                | SlipKind::Space
                | SlipKind::PrivateUse
                | SlipKind::Unreadable => Kind::Characters,
                SlipKind::MixedBrackets | SlipKind::Unpaired => Kind::Brackets,
                SlipKind::Digits(..) | SlipKind::Bracket(_) => Kind::Notation,
                SlipKind::NoSuchYear | SlipKind::OtherName | SlipKind::OtherYear(_) => Kind::Years,
            },
        })
    }

    /// What is likely wrong in a text, where it is that.
    pub const fn slip(&self) -> Option<&Slip> {
        match &self.kind {
            FindingKind::Slip(slip) => Some(slip),
            _ => None,
        }
    }

    /// Where it stands in its text, if it is about a part of one.
    pub fn range(&self) -> Option<Range<usize>> {
        self.slip().map(|slip| slip.range.clone())
    }

    /// What was likely meant.
    pub fn proposed(&self) -> Option<&str> {
        self.slip()?.proposed.as_deref()
    }

    /// The record with the proposal accepted; `None` where there is no proposal, or where the text is no
    /// longer as it was.
    pub fn corrected(&self, book: &Book) -> Option<Record> {
        corrections(book, std::slice::from_ref(self)).pop()?.after
    }

    /// The record that keeps that it is left as it is: its own, or else the plan.
    pub fn holder(&self) -> Key {
        match self.key {
            key @ (Key::Measure(_)
            | Key::Implementation(..)
            | Key::Indicator(_)
            | Key::Observation(..)) => key,
            _ => Key::Plan,
        }
    }

    /// By what it is known again; `None` for what cannot be left as it is.
    fn mark(&self, book: &Book) -> Option<Mark> {
        let text = || book.record(self.key)?.text(self.field).map(str::to_owned);
        match &self.kind {
            FindingKind::NoNarrative
            | FindingKind::NoStatus
            | FindingKind::NoActual
            | FindingKind::Unconfirmed => None,
            // With what it is about: another value is looked at again.
            FindingKind::Figure(finding) => {
                let value = book.record(self.key)?.value(self.field);
                let value = match value {
                    Some(Value::Figure(figure)) => figure.to_string(),
                    Some(Value::Text(text)) => text,
                    _ => String::new(),
                };
                Some(Mark::of(&[finding.word(), &value]))
            }
            FindingKind::Slip(slip) if self.holder() == Key::Plan => {
                Some(occurrence(&self.parts_in_plan(slip, &text()?), slip))
            }
            FindingKind::Slip(slip) => Some(mark_of(self.field, slip)),
            FindingKind::NoLead => Some(Mark::of(&["no_lead"])),
            FindingKind::NumberTwice(number) => {
                Some(Mark::of(&["number_twice", &number.to_string()]))
            }
            FindingKind::AsLastYear => Some(Mark::of(&["as_last_year", &text()?])),
            FindingKind::Ditto => Some(Mark::of(&["ditto", &text()?])),
            FindingKind::OutsidePeriod => Some(Mark::of(&["outside_period"])),
        }
    }

    /// The mark that earlier versions made: of all such places in the text at once.
    fn common_mark(&self, book: &Book) -> Option<Mark> {
        let slip = self.slip()?;
        match self.holder() {
            Key::Plan => {
                let record = book.record(self.key)?;
                Some(Mark::of(&self.parts_in_plan(slip, record.text(self.field)?)))
            }
            _ => Some(common_mark_of(self.field, slip)),
        }
    }

    /// The plan keeps those of several records: they are told apart by their texts.
    fn parts_in_plan<'a>(&'a self, slip: &'a Slip, text: &'a str) -> [&'a str; 4] {
        [self.key.noun().code(), mark_word(slip.kind), &slip.found, text]
    }

    /// Whether it can be left as it is.
    pub const fn can_be_dismissed(&self) -> bool {
        !matches!(self.about(), None | Some(Kind::Missing))
    }
}

/// By what a slip in the text of a measure, or of its entry, is known again: what is the matter with
/// which characters, and how many of the same are before it. What stands around it may change.
pub fn mark_of(field: Field, slip: &Slip) -> Mark {
    occurrence(&parts(field, slip), slip)
}

/// Whether a slip in the text of a measure, or of its entry, is left as it is.
pub fn is_left(dismissed: &Dismissed, field: Field, slip: &Slip) -> bool {
    dismissed.contains(mark_of(field, slip)) || dismissed.contains(common_mark_of(field, slip))
}

fn common_mark_of(field: Field, slip: &Slip) -> Mark {
    Mark::of(&parts(field, slip))
}

fn parts(field: Field, slip: &Slip) -> [&str; 3] {
    let field = match field {
        Field::MeasureName => "name",
        Field::Description => "description",
        Field::Grant => "grant",
        _ => "narrative",
    };
    [field, mark_word(slip.kind), &slip.found]
}

/// The mark of one of several such places in a text.
fn occurrence(parts: &[&str], slip: &Slip) -> Mark {
    Mark::of(&[parts, &[&slip.nth.to_string()]].concat())
}

/// The words by which marks are made never change.
const fn mark_word(kind: SlipKind) -> &'static str {
    match kind {
        SlipKind::Lookalike => "lookalike",
        SlipKind::HalfWidthKana => "half_width_kana",
        SlipKind::Decomposed => "decomposed",
        SlipKind::Mark => "mark",
        SlipKind::Invisible => "invisible",
        SlipKind::Space => "space",
        SlipKind::PrivateUse => "private_use",
        SlipKind::Unreadable => "unreadable",
        SlipKind::MixedBrackets => "mixed_brackets",
        SlipKind::Unpaired => "unpaired",
        SlipKind::NoSuchYear => "no_such_year",
        SlipKind::OtherName => "other_name",
        SlipKind::OtherYear(_) => "other_year",
        SlipKind::Digits(..) => "digits",
        SlipKind::Bracket(_) => "bracket",
    }
}

/// The changes that accept the proposals of these findings; none for those that have none, or whose
/// text is no longer as it was.
pub fn corrections(book: &Book, findings: &[Finding]) -> Vec<Change> {
    let mut slips: BTreeMap<Key, BTreeMap<Field, Vec<Slip>>> = BTreeMap::new();
    for finding in findings {
        if let Some(slip) = finding.slip() {
            let of_record = slips.entry(finding.key).or_default();
            of_record.entry(finding.field).or_default().push(slip.clone());
        }
    }
    let changes = slips.into_iter().filter_map(|(key, fields)| {
        let mut record = book.record(key)?;
        for (field, slips) in fields {
            let text = record.text_mut(field)?;
            *text = corrected(text, &slips);
        }
        book.put(with_consent_of(book, record, &mut 0))
    });
    changes.collect()
}

/// The changes by which findings are left as they are, or no longer are.
pub fn dismissals(book: &Book, findings: &[Finding], dismissed: bool) -> Vec<Change> {
    let mut holders: BTreeMap<Key, Record> = BTreeMap::new();
    for finding in findings {
        let Some(mark) = finding.mark(book) else { continue };
        let holder = finding.holder();
        if let Some(record) = book.record(holder) {
            let record = holders.entry(holder).or_insert(record);
            if let Some(marks) = marks_mut(record) {
                if dismissed {
                    marks.insert(mark);
                } else {
                    let common = finding.common_mark(book);
                    [mark].into_iter().chain(common).for_each(|mark| marks.remove(mark));
                }
            }
        }
    }
    holders.into_values().filter_map(|record| book.put(record)).collect()
}

const fn marks_mut(record: &mut Record) -> Option<&mut Dismissed> {
    match record {
        Record::Plan(row) => Some(&mut row.dismissed),
        Record::Measure(row) => Some(&mut row.dismissed),
        Record::Implementation(row) => Some(&mut row.dismissed),
        Record::Indicator(row) => Some(&mut row.dismissed),
        Record::Observation(row) => Some(&mut row.dismissed),
        _ => None,
    }
}

fn is_dismissed(book: &Book, finding: &Finding) -> bool {
    let marks = match finding.holder() {
        Key::Measure(id) => book.measure(id).map(|row| &row.dismissed),
        Key::Implementation(id, year) => book.implementation(id, year).map(|row| &row.dismissed),
        Key::Indicator(id) => book.indicator(id).map(|row| &row.dismissed),
        Key::Observation(id, year) => book.observation(id, year).map(|row| &row.dismissed),
        _ => Some(&book.plan().dismissed),
    };
    let Some(marks) = marks.filter(|marks| !marks.is_empty()) else { return false };
    let mut of_finding = [finding.mark(book), finding.common_mark(book)].into_iter().flatten();
    of_finding.any(|mark| marks.contains(mark))
}

/// What there is to look at, and what of it the clerk has decided to leave as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    pub open: Vec<Finding>,
    pub dismissed: Vec<Finding>,
}

impl Review {
    /// What is to be looked at in the years given: an entry that is missing counts once, and retired
    /// measures are not looked at.
    pub fn of(book: &Book, years: &[FiscalYear]) -> Self {
        let mut missing = None;
        let mut is_asked = |finding: &Finding| {
            let measure = finding.measure().and_then(|id| book.measure(id));
            let indicator = match finding.key {
                Key::Indicator(id) | Key::Observation(id, _) => book.indicator(id),
                _ => None,
            };
            let retired = measure.is_some_and(|measure| measure.retired)
                || indicator.is_some_and(|indicator| indicator.retired);
            let is_missing = finding.about() == Some(Kind::Missing);
            let again = is_missing && missing.replace(finding.key) == Some(finding.key);
            !retired && !again && finding.about().is_some()
        };
        let mut found = all_findings(book, years);
        found.retain(|finding| is_asked(finding));
        let (dismissed, open) = found.into_iter().partition(|finding| is_dismissed(book, finding));
        Self { open, dismissed }
    }

    /// How many findings are about what.
    pub fn counts(&self) -> BTreeMap<Kind, usize> {
        let mut counts = BTreeMap::new();
        for kind in self.open.iter().filter_map(Finding::about) {
            *counts.entry(kind).or_default() += 1;
        }
        counts
    }
}

/// Everything there is to look at in the years given but what is left as it is, in the order of the
/// list; then what stands in the tables of departments and statuses, and in the 様式.
pub fn findings(book: &Book, years: &[FiscalYear]) -> Vec<Finding> {
    let mut found = all_findings(book, years);
    found.retain(|finding| !is_dismissed(book, finding));
    found
}

/// All of them. A closed year is no longer asked for what is missing.
fn all_findings(book: &Book, years: &[FiscalYear]) -> Vec<Finding> {
    let figures = figures::of_indicators(book, years);
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
    found.extend(figures);
    let departments = book.departments().into_iter().cloned().map(Record::Department);
    let statuses = book.statuses().into_iter().cloned().map(Record::Status);
    let templates = book.templates().into_iter().cloned().map(Record::Template);
    let scales = book.scales().into_iter().cloned();
    let grades = scales.clone().flat_map(|row| book.grades(row.id)).cloned().map(Record::Grade);
    let scales = scales.map(Record::Scale).chain(grades);
    found.extend(departments.chain(statuses).chain(scales).chain(templates).flat_map(texts));
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
    if book.is_outside_period(measure, year) {
        tell(Field::Narrative, FindingKind::OutsidePeriod);
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
