//! 検索と置換: where the texts of a book have a phrase, and the changes that put another in its place.

use super::handout::Scope;
use super::search::{Phrase, folded_but};
use super::{
    Approval, Book, Change, DepartmentId, Field, FiscalYear, Key, MeasureId, Noun, Record,
};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What is searched for, in which texts, and what is to stand there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub phrase: String,
    pub replacement: String,
    /// Whether ＡＢＣ and ABC differ.
    pub by_width: bool,
    /// Whether ABC and abc differ.
    pub by_case: bool,
    pub parts: BTreeSet<Part>,
    /// Of the entries, only those of this year.
    pub year: Option<FiscalYear>,
    /// Only the measures that this department leads, or is related to.
    pub department: Option<DepartmentId>,
}

/// A part of the texts of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// 実施状況.
    Narratives,
    /// 内容.
    Descriptions,
    /// 施策の名称.
    Names,
    /// 基本目標 and 施策の方向.
    Outline,
    /// What is not printed: 連絡事項, 交付金の名称.
    Notes,
    /// 指標, their figures' notes and what was amended.
    Indicators,
    /// 課, 進捗状況 and 評価尺度. A department gets another name by 組織改正 as well.
    Registers,
    /// 計画 and the texts of 様式.
    Paper,
}

impl Part {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Narratives,
        Self::Descriptions,
        Self::Names,
        Self::Outline,
        Self::Notes,
        Self::Indicators,
        Self::Registers,
        Self::Paper,
    ];

    /// The texts of the measures: those that a clerk has in mind. What names the plan, its departments
    /// and its papers is asked for.
    pub const USUAL: [Self; 4] = [Self::Narratives, Self::Descriptions, Self::Names, Self::Outline];

    const fn of(noun: Noun, field: Field) -> Self {
        match noun {
            Noun::Implementation if matches!(field, Field::Narrative) => Self::Narratives,
            Noun::Measure if matches!(field, Field::Description) => Self::Descriptions,
            Noun::Measure if matches!(field, Field::MeasureName) => Self::Names,
            Noun::Implementation | Noun::Measure => Self::Notes,
            Noun::Indicator | Noun::Observation | Noun::Amendment => Self::Indicators,
            Noun::Goal | Noun::Direction => Self::Outline,
            Noun::Department | Noun::Status | Noun::Year | Noun::Scale | Noun::Grade => {
                Self::Registers
            }
            Noun::Plan | Noun::Template => Self::Paper,
        }
    }
}

impl Default for Query {
    fn default() -> Self {
        Self {
            phrase: String::new(),
            replacement: String::new(),
            by_width: false,
            by_case: false,
            parts: Part::USUAL.into(),
            year: None,
            department: None,
        }
    }
}

/// A place that has the phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub key: Key,
    pub field: Field,
    /// In bytes of the text.
    pub range: Range<usize>,
    /// What stands there.
    pub found: String,
}

/// What has the phrase, in the order of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// What can be replaced.
    pub hits: Vec<Hit>,
    /// What stands in closed years.
    pub closed: Vec<Hit>,
    /// What a department's file may not change.
    pub beyond: Vec<Hit>,
}

/// What replacing comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replacement {
    pub changes: Vec<Change>,
    /// How many places are replaced.
    pub count: usize,
    /// How many entries have other words than were agreed to.
    pub reopened: usize,
}

impl Hit {
    /// The measure in which it stands, if it stands in one.
    pub const fn measure(&self) -> Option<MeasureId> {
        self.key.measure()
    }
}

/// Every place that has the phrase. What is written there already as it is to be is none.
pub fn find(book: &Book, scope: Option<&Scope>, query: &Query) -> Found {
    let mut found = Found::default();
    let Some(phrase) = Phrase::of(&query.phrase) else { return found };
    let wanted = folded_but(&query.phrase, query.by_width, query.by_case);
    let is_hit = |text: &str| {
        // Not across lines: what is found there was never one word.
        text != query.replacement
            && !text.contains('\n')
            && folded_but(text, query.by_width, query.by_case) == wanted
    };
    for record in records(book, query) {
        let key = record.key();
        for (about, text) in record.all_texts() {
            if !query.parts.contains(&Part::of(key.noun(), about.field)) {
                continue;
            }
            let ranges = phrase.places(text).into_iter().filter(|it| is_hit(&text[it.clone()]));
            let hits = ranges.map(|range| Hit {
                key,
                field: about.field,
                found: text[range.clone()].to_owned(),
                range,
            });
            found.list_for(book, scope, &record).extend(hits);
        }
    }
    // A closed year is told of, also where another year is looked at.
    let is_asked = |hit: &Hit| match (hit.key, query.year) {
        (Key::Implementation(_, year), Some(asked)) => year == asked,
        _ => true,
    };
    found.hits.retain(is_asked);
    found.beyond.retain(is_asked);
    found
}

impl Found {
    /// Where the hits of a record belong.
    fn list_for(&mut self, book: &Book, scope: Option<&Scope>, record: &Record) -> &mut Vec<Hit> {
        let is_closed = |year| book.year(year).is_none_or(|year| year.closed);
        let after = Some(record.clone());
        let change = Change { before: after.clone(), after };
        match record {
            Record::Implementation(entry) if is_closed(entry.year) => &mut self.closed,
            _ if scope.is_some_and(|scope| !scope.allows(&change)) => &mut self.beyond,
            _ => &mut self.hits,
        }
    }
}

/// The records whose texts are looked through, in the order of the list; then those of the registers.
fn records(book: &Book, query: &Query) -> Vec<Record> {
    let all = query.department.is_none();
    let mut records = Vec::new();
    if all {
        records.push(Record::Plan(book.plan().clone()));
    }
    for goal in book.goals() {
        if all {
            records.push(Record::Goal(goal.clone()));
        }
        for direction in book.directions(goal.id) {
            if all {
                records.push(Record::Direction(direction.clone()));
            }
            for measure in book.measures(direction.id) {
                let concerns = |id| {
                    book.is_led_by(measure, id, query.year)
                        || book.is_related_to(measure, id, query.year)
                };
                if query.department.is_none_or(concerns) {
                    records.push(Record::Measure(measure.clone()));
                    let entries = book.implementations(measure.id).cloned();
                    records.extend(entries.map(Record::Implementation));
                }
            }
        }
    }
    for indicator in book.indicators() {
        let concerns = |id| indicator.involves(id);
        if query.department.is_none_or(concerns) {
            records.push(Record::Indicator(Box::new(indicator.clone())));
            records.extend(book.owned(Key::Indicator(indicator.id)));
        }
    }
    if all {
        let grades = book.scales().into_iter().flat_map(|row| {
            let grades = book.grades(row.id).into_iter().cloned().map(Record::Grade);
            std::iter::once(Record::Scale(row.clone())).chain(grades)
        });
        records.extend(grades);
        records.extend(book.departments().into_iter().cloned().map(Record::Department));
        records.extend(book.statuses().into_iter().cloned().map(Record::Status));
        records.extend(book.templates().into_iter().cloned().map(Record::Template));
    }
    records
}

/// Puts the replacement in the place of these hits, as it was typed. Where a text is another by now,
/// it stays.
pub fn replace<'h>(
    book: &Book,
    hits: impl IntoIterator<Item = &'h Hit>,
    replacement: &str,
) -> Replacement {
    let mut places: BTreeMap<Key, Vec<&Hit>> = BTreeMap::new();
    for hit in hits {
        places.entry(hit.key).or_default().push(hit);
    }
    let mut done = Replacement::default();
    for (key, mut hits) in places {
        let Some(mut record) = book.record(key) else { continue };
        // From the end, so that what is before stays where it is.
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.range.start));
        hits.dedup();
        let mut count = 0;
        for hit in hits {
            let Some(text) = record.text_mut(hit.field) else { continue };
            if text.get(hit.range.clone()) == Some(&hit.found) && hit.found != replacement {
                text.replace_range(hit.range.clone(), replacement);
                count += 1;
            }
        }
        let record = with_consent_of(book, record, &mut done.reopened);
        if let Some(change) = book.put(record) {
            done.count += count;
            done.changes.push(change);
        }
    }
    done
}

/// The record as it may be stored: whoever had agreed to an entry had agreed to the words before.
pub(super) fn with_consent_of(book: &Book, mut record: Record, reopened: &mut usize) -> Record {
    let same = book.record(record.key()).is_none_or(|stored| record.has_words_of(&stored));
    if !same && let Some(approval) = record.approval_mut() {
        *reopened += usize::from(*approval != Approval::None);
        *approval = Approval::None;
    }
    record
}

#[cfg(test)]
mod tests;
