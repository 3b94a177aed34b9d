//! The year in numbers: how many measures are how far, in all, by department and by goal; and what
//! 点検 found.

use super::handout::HandoutSummary;
use crate::domain::check::{Kind, Review};
use crate::domain::search::state_of;
use crate::domain::{Book, DepartmentId, EntryState, Figure, FiscalYear, GoalId};
use std::collections::BTreeMap;

/// How many measures are how far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    missing: usize,
    in_progress: usize,
    checked: usize,
    confirmed: usize,
}

impl Tally {
    pub(crate) const fn of(self, state: EntryState) -> usize {
        match state {
            EntryState::Missing => self.missing,
            EntryState::InProgress => self.in_progress,
            EntryState::DepartmentChecked => self.checked,
            EntryState::Confirmed => self.confirmed,
        }
    }

    pub(crate) const fn all(self) -> usize {
        self.missing + self.in_progress + self.checked + self.confirmed
    }

    const fn count(&mut self, state: EntryState) {
        let count = match state {
            EntryState::Missing => &mut self.missing,
            EntryState::InProgress => &mut self.in_progress,
            EntryState::DepartmentChecked => &mut self.checked,
            EntryState::Confirmed => &mut self.confirmed,
        };
        *count += 1;
    }
}

/// How many measures are not asked for an entry.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Unasked {
    pub retired: usize,
    /// Carried out in other years.
    pub outside: usize,
}

/// The year in numbers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Summary {
    pub whole: Tally,
    pub unasked: Unasked,
    /// In the order of the register. Those without a measure are left out.
    pub departments: Vec<(DepartmentId, Tally)>,
    /// In the order of the list.
    pub goals: Vec<(GoalId, Tally)>,
    /// How many findings there are of each kind.
    pub findings: BTreeMap<Kind, usize>,
    /// Whether anybody has agreed to any entry.
    pub confirms: bool,
    pub handed: HandoutSummary,
    pub indicators: Indicators,
}

/// How many indicators are asked for, and of how many the actual is missing.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Indicators {
    pub all: usize,
    pub missing: usize,
    /// Of those that are not missing, how many say 集計中 or 未公表 in the place of a value.
    pub awaited: usize,
}

impl Summary {
    /// Counts the measures that need an entry. A measure that several departments lead
    /// counts for each of them.
    pub(crate) fn of(book: &Book, year: FiscalYear, handed: HandoutSummary) -> Self {
        let (mut whole, mut unasked) = (Tally::default(), Unasked::default());
        let mut goals: Vec<(GoalId, Tally)> = Vec::new();
        let mut by_department: BTreeMap<DepartmentId, Tally> = BTreeMap::new();
        let listed = book.listed().into_iter();
        for (goal, _, measure) in listed {
            let Some(state) = state_of(book, measure, Some(year)) else {
                match measure.retired {
                    true => unasked.retired += 1,
                    false => unasked.outside += 1,
                }
                continue;
            };
            whole.count(state);
            match goals.last_mut().filter(|(id, _)| *id == goal.id) {
                Some((_, tally)) => tally.count(state),
                None => {
                    let mut tally = Tally::default();
                    tally.count(state);
                    goals.push((goal.id, tally));
                }
            }
            for department in book.lead_as_of(measure, Some(year)) {
                by_department.entry(department.id).or_default().count(state);
            }
        }
        let departments = book.departments().into_iter();
        let departments =
            departments.filter_map(|row| Some((row.id, *by_department.get(&row.id)?)));
        let mut asked = book.indicators();
        asked.retain(|row| row.is_asked_for(year));
        Self {
            whole,
            unasked,
            departments: departments.collect(),
            goals,
            findings: Review::of(book, &[year]).counts(),
            confirms: book.uses_approval(year),
            handed,
            indicators: Indicators {
                all: asked.len(),
                missing: asked.iter().filter(|row| book.lacks_actual(row, year)).count(),
                awaited: asked.iter().filter(|row| is_awaited(book.actual(row.id, year))).count(),
            },
        }
    }

    /// How many departments have a file.
    pub(crate) fn departments_asked(&self) -> usize {
        self.departments.iter().filter(|(id, _)| self.handed.has(*id)).count()
    }

    /// How many departments have neither a file nor entries of all their measures.
    pub(crate) fn departments_unasked(&self) -> usize {
        let unasked = |(id, tally): &&(DepartmentId, Tally)| {
            !self.handed.has(*id) && tally.of(EntryState::Missing) > 0
        };
        self.departments.iter().filter(unasked).count()
    }

    /// How many departments are through in this sense.
    pub(crate) fn departments_done(&self, through: impl Fn(Tally) -> bool) -> usize {
        self.departments.iter().filter(|(_, tally)| through(*tally)).count()
    }

    pub(crate) fn found(&self) -> usize {
        self.findings.values().sum()
    }
}

/// Whether the value is still to come.
const fn is_awaited(figure: &Figure) -> bool {
    matches!(figure, Figure::Pending | Figure::Unpublished)
}

/// What is unfinished in a year, in words; `None` where nothing is.
pub(crate) fn left_open(book: &Book, year: FiscalYear) -> Option<String> {
    let summary = Summary::of(book, year, HandoutSummary::default());
    let of = |state| summary.whole.of(state);
    let entered = of(EntryState::InProgress) + of(EntryState::DepartmentChecked);
    let unconfirmed = if summary.confirms { entered } else { 0 };
    let counts = [
        ("未入力の施策", of(EntryState::Missing)),
        ("確定していない施策", unconfirmed),
        ("実績が未入力の指標", summary.indicators.missing),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let parts: Vec<_> = counts.map(|(what, count)| format!("{what}が{count}件")).collect();
    let year = book.year_label(year);
    (!parts.is_empty()).then(|| format!("{year}には、{}あります。", parts.join("、")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Approval, Implementation, Record, Succession};
    use crate::exchange::sample;

    /// The sample with the entries of the first measures of its latest year agreed to.
    fn book() -> (Book, FiscalYear) {
        let mut book = sample();
        let year = book.latest_year().unwrap();
        let written = |approval| move |entry: Implementation| entry.approved(approval);
        for (at, approval) in [(0, Approval::Confirmed), (1, Approval::Department)] {
            let measure = book.listed()[at].2.id;
            let entry = book.implementation(measure, year).unwrap().clone();
            let change = book.put(Record::Implementation(written(approval)(entry)));
            book.apply(&change.into_iter().collect::<Vec<_>>()).unwrap();
        }
        (book, year)
    }

    #[test]
    fn every_measure_counts_once_in_all_and_under_its_goal() {
        let (book, year) = book();
        let summary = Summary::of(&book, year, HandoutSummary::default());
        let active = book.listed().iter().filter(|row| !row.2.retired).count();
        assert_eq!(summary.whole.all(), active);
        assert_eq!(summary.goals.iter().map(|(_, tally)| tally.all()).sum::<usize>(), active);
        for state in EntryState::ALL {
            let by_goal: usize = summary.goals.iter().map(|(_, tally)| tally.of(state)).sum();
            assert_eq!(by_goal, summary.whole.of(state));
        }
        assert!(summary.confirms && summary.whole.of(EntryState::Confirmed) >= 1);
    }

    #[test]
    fn what_two_lead_that_have_become_one_counts_once() {
        let (mut book, year) = book();
        let both = book.listed().iter().map(|row| row.2.clone()).find(|row| row.lead.len() > 1);
        let both = both.expect("the sample has one that two lead");
        let into = both.lead[0];
        let ended = book.department(both.lead[1]).unwrap().clone();
        let of = |book: &Book, id| {
            let summary = Summary::of(book, year, HandoutSummary::default());
            summary.departments.iter().find(|(of, _)| *of == id).map_or(0, |(_, it)| it.all())
        };
        let (alone, other) = (of(&book, into), of(&book, ended.id));
        let shared = book
            .listed()
            .iter()
            .filter(|row| !row.2.retired)
            .filter(|row| row.2.lead.contains(&into) && row.2.lead.contains(&ended.id))
            .count();
        let successor = Some(Succession { into, from: year });
        let change = book.put(Record::Department(crate::domain::Department { successor, ..ended }));
        book.apply(&change.into_iter().collect::<Vec<_>>()).unwrap();
        assert_eq!(of(&book, into), alone + other - shared);
        assert!(
            Summary::of(&book, year.previous(), HandoutSummary::default()).departments.len() > 1
        );
    }
}
