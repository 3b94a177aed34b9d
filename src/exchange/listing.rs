//! A list as its source says it: values without identities, each with the place where it stands.

use super::Error;
use super::account::Account;
use super::doubt::{Doubt, Question, Reason, Unreadable, excerpt};
use super::listed_indicator::{ListedIndicator, ListedScale, Said};
use super::place::Place;
use crate::domain::fold::fold;
use crate::domain::{Approval, Dismissed, Field, FiscalYear, Hue, Period};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// What was read from a source. `None` stands for what the source does not say: an absent column or
/// an empty cell. It leaves what a file has as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// What it says of its plan.
    pub header: Said,
    /// 課 that the source declares apart from the measures, in their order.
    pub departments: Vec<ListedDepartment>,
    /// 進捗状況 that the source declares apart from the measures, in their order.
    pub statuses: Vec<ListedStatus>,
    /// 年度 that the source has a place for, with or without entries.
    pub years: Vec<ListedYear>,
    pub goals: Vec<ListedGoal>,
    /// 指標, in their order.
    pub indicators: Vec<ListedIndicator>,
    /// 評価尺度 that the source declares, in their order.
    pub scales: Vec<ListedScale>,
    /// What could not be read, in the order of the source.
    pub unreadable: Vec<Unreadable>,
    /// What a reader should look at in rows that were read, in the order of the source.
    pub doubts: Vec<Doubt>,
    /// The columns that have no place in a book, each once for all sheets that have it there.
    pub ignored: Vec<Ignored>,
    /// The keys of JSON that have none.
    pub unknown_keys: Vec<UnknownKey>,
    /// What was read although the source hides it: rows, each with its place, in their order.
    pub hidden_rows: Vec<Place>,
    /// The headings of columns that were read although the source hides them.
    pub hidden_columns: Vec<String>,
    /// What has become of the cells of each sheet, in their order; none where the source has no sheets.
    pub accounts: Vec<Account>,
}

/// A column that has no place in a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// Counted from 0.
    pub column: usize,
    pub heading: String,
}

/// A key of JSON that has no place in a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey {
    /// Behind the key of the list in which it stands, where it stands in one: `measures.budget`. Empty
    /// for what is there besides, where there are too many to name.
    pub key: String,
    /// Where it stands for the first time.
    pub first: Place,
    /// How often it is there.
    pub count: usize,
}

/// A declared department.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListedDepartment {
    pub name: String,
    pub retired: bool,
    pub contact: String,
    /// The name of the one that took over, and the first year of which that one is printed.
    pub successor: Option<(String, FiscalYear)>,
}

/// A declared status.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListedStatus {
    pub name: String,
    pub retired: bool,
    pub mark: String,
    pub done: bool,
    pub hue: Hue,
    pub meaning: String,
}

/// A declared year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListedYear {
    pub year: FiscalYear,
    pub closed: bool,
}

/// A goal and what stands under it. A source without goals has one whose heading is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedGoal {
    pub heading: Option<Heading>,
    pub directions: Vec<ListedDirection>,
}

/// A direction and what stands under it. A source without directions has one for each goal, whose
/// heading is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDirection {
    pub heading: Option<Heading>,
    pub measures: Vec<ListedMeasure>,
}

/// The heading of a goal or a direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub place: Place,
    pub number: Option<u32>,
    /// What stands before the name of a goal, e.g. 基本目標１. Directions have none.
    pub label: Option<String>,
    pub name: String,
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedMeasure {
    pub place: Place,
    pub number: Option<u32>,
    pub name: String,
    pub description: Option<String>,
    /// [Further texts](crate::domain::Measure::further_texts) that the source has.
    pub further: BTreeMap<Field, String>,
    pub lead: Option<Vec<String>>,
    pub related: Option<Vec<String>>,
    pub retired: Option<bool>,
    pub period: Option<Period>,
    /// What 点検 found in it and is left as it is.
    pub dismissed: Option<Dismissed>,
    pub entries: Vec<ListedEntry>,
    /// Where the source says more of it.
    pub also_at: Vec<Place>,
}

/// What a source says of one measure in one year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListedEntry {
    /// `None` until [`Listing::settle`] knows the latest year of the list.
    pub year: Option<FiscalYear>,
    pub status: Option<String>,
    pub narrative: Option<String>,
    pub approval: Option<Approval>,
    pub remark: Option<String>,
    /// What 点検 found in it and is left as it is.
    pub dismissed: Option<Dismissed>,
}

impl Listing {
    /// The listing, unless nothing stands under its headings and it declares nothing.
    pub(super) fn not_empty(self) -> Result<Self, Error> {
        let declares = self.header.contains_key(&Field::PlanName)
            || !(self.departments.is_empty() && self.statuses.is_empty());
        let is_bare = self.goals.is_empty() && self.indicators.is_empty();
        if is_bare && self.unreadable.is_empty() && !declares {
            return Err(Error::NoMeasures);
        }
        Ok(self)
    }

    /// Notes that the list has a place for a year.
    pub(super) fn declare(&mut self, year: FiscalYear) {
        if !self.years.iter().any(|known| known.year == year) {
            self.years.push(ListedYear { year, closed: false });
        }
    }

    /// Puts a measure under the goal and direction given by index, unless the same one (by number
    /// and name) already stands there. Tells whether it did.
    pub(super) fn push(&mut self, goal: usize, direction: usize, measure: ListedMeasure) -> bool {
        let Some(direction) =
            self.goals.get_mut(goal).and_then(|goal| goal.directions.get_mut(direction))
        else {
            return false;
        };
        match direction.measures.iter().find(|other| other.is_same(&measure)) {
            None => {
                direction.measures.push(measure);
                true
            }
            Some(first) => {
                let reason = Reason::Duplicate { first: first.place.clone() };
                self.unreadable.push(Unreadable { place: measure.place, reason });
                false
            }
        }
    }

    /// Brings grades that differ in width alone to the form in which the first of them is written.
    pub(super) fn fold_statuses(&mut self) {
        let mut grades: BTreeMap<char, String> = BTreeMap::new();
        for measure in self.measures_mut() {
            for status in measure.entries.iter_mut().filter_map(|entry| entry.status.as_mut()) {
                if let Some(grade) = grade(status) {
                    status.clone_from(grades.entry(grade).or_insert_with(|| status.clone()));
                }
            }
        }
    }

    /// Asks about statuses that are figures, or others with a remark.
    pub(super) fn question_statuses(&mut self) {
        let statuses = self.entries().filter_map(|entry| entry.status.as_deref());
        let known: BTreeSet<String> = statuses.map(fold).collect();
        let is_odd = |status: &str| {
            let folded = fold(status);
            let remarked = folded.split_once('(').is_some_and(|(bare, _)| known.contains(bare));
            remarked
                || (folded.chars().count() > 1 && folded.starts_with(|c: char| c.is_ascii_digit()))
        };
        let mut doubts = Vec::new();
        for measure in self.measures() {
            let statuses = measure.entries.iter().filter_map(|entry| entry.status.as_deref());
            doubts.extend(statuses.filter(|status| is_odd(status)).map(|status| Doubt {
                place: measure.place.clone(),
                column: None,
                text: excerpt(status),
                question: Question::OddStatus,
            }));
        }
        self.doubts.extend(doubts);
    }

    /// Gives the entries that name no year the latest of the list, or `otherwise` in a list that
    /// has none, and puts the years in order. Gives back of which measures the latest year has a status
    /// or a text already: that of no year is not taken then. Of a status `true`.
    pub(super) fn settle(&mut self, otherwise: Option<FiscalYear>) -> Vec<(Place, bool)> {
        let of_columns = self.years.iter().map(|listed| listed.year).max();
        // What a few cells say of their years says nothing of the others.
        let texts = || self.entries().filter(|entry| entry.narrative.is_some());
        let dated = texts().filter(|entry| entry.year.is_some()).count();
        let are_dated = dated * 2 > texts().count() || texts().next().is_none();
        for year in self.entries().filter_map(|entry| entry.year).collect::<Vec<_>>() {
            self.declare(year);
        }
        self.years.sort_by_key(|listed| listed.year);
        let last = self.years.last().map(|listed| listed.year);
        let certain = of_columns.or(otherwise);
        let latest = if of_columns.is_some() || are_dated { last.or(otherwise) } else { certain };
        let mut lost = Vec::new();
        for measure in self.measures_mut() {
            let (undated, mut entries): (Vec<_>, Vec<_>) = std::mem::take(&mut measure.entries)
                .into_iter()
                .partition(|entry| entry.year.is_none());
            for mut entry in undated {
                // A text beside those of other rows that tell their years is of none of these.
                if last.is_some() && certain.is_none() {
                    let is_status = latest.is_none() && entry.status.take().is_some();
                    lost.extend(is_status.then(|| (measure.place.clone(), true)));
                    let is_text = entry.narrative.take().is_some();
                    lost.extend(is_text.then(|| (measure.place.clone(), false)));
                }
                let of_latest = entries.iter().find(|known| known.year == latest);
                if let Some(known) = of_latest {
                    let other = |old: &Option<String>, new: &Option<String>| {
                        old.is_some() && new.is_some() && old != new
                    };
                    lost.extend(
                        [
                            (other(&known.status, &entry.status), true),
                            (other(&known.narrative, &entry.narrative), false),
                        ]
                        .into_iter()
                        .filter(|(is_lost, _)| *is_lost)
                        .map(|(_, is_status)| (measure.place.clone(), is_status)),
                    );
                }
                add(&mut entries, ListedEntry { year: latest, ..entry });
            }
            entries.sort_by_key(|entry| entry.year);
            measure.entries = entries;
        }
        if let (true, Some(year)) = (self.years.is_empty(), latest) {
            self.declare(year);
        }
        lost
    }

    fn entries(&self) -> impl Iterator<Item = &ListedEntry> {
        self.measures().flat_map(|measure| &measure.entries)
    }

    /// All measures, in the order of the source.
    pub fn measures(&self) -> impl Iterator<Item = &ListedMeasure> {
        self.goals
            .iter()
            .flat_map(|goal| &goal.directions)
            .flat_map(|direction| &direction.measures)
    }

    fn measures_mut(&mut self) -> impl Iterator<Item = &mut ListedMeasure> {
        self.goals
            .iter_mut()
            .flat_map(|goal| &mut goal.directions)
            .flat_map(|direction| &mut direction.measures)
    }
}

impl ListedMeasure {
    /// Whether two rows of one direction are the same measure.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.number == other.number && self.name == other.name
    }

    /// Adds what is said of a year. What is already known is kept.
    pub(super) fn add(&mut self, entry: ListedEntry) {
        add(&mut self.entries, entry);
    }
}

/// A letter or digit of either width, or a circle, that is a status by itself.
fn grade(status: &str) -> Option<char> {
    // Unicode has several circles, and a typist takes any.
    if matches!(status, "○" | "〇" | "◯") {
        return Some('○');
    }
    let mut chars = status.nfkc();
    chars.next().filter(|c| chars.next().is_none() && c.is_ascii_alphanumeric())
}

fn add(entries: &mut Vec<ListedEntry>, entry: ListedEntry) {
    if entry == (ListedEntry { year: entry.year, ..ListedEntry::default() }) {
        return;
    }
    match entries.iter_mut().find(|known| known.year == entry.year) {
        Some(known) => {
            known.status = known.status.take().or(entry.status);
            known.narrative = known.narrative.take().or(entry.narrative);
            known.approval = known.approval.or(entry.approval);
            known.remark = known.remark.take().or(entry.remark);
            known.dismissed = known.dismissed.take().or(entry.dismissed);
        }
        None => entries.push(entry),
    }
}
