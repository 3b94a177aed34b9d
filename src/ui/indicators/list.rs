//! Which indicators are listed: by goal, narrowed by kind, by what is to be done, and by words.

use super::columns::{HEADING, HEADS, ROW};
use crate::domain::check::Finding;
use crate::domain::fold::fold;
use crate::domain::{Book, FiscalYear, GoalId, Indicator, IndicatorId, OutlineKey};
use std::collections::BTreeSet;

/// What is listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Listed {
    #[default]
    All,
    /// Those of a kind.
    Kind(String),
    /// Those of which the actual of the year is missing.
    Missing,
    /// Those of which 点検 has found something.
    Found,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    Heads,
    Heading { name: String, count: usize },
    Indicator(IndicatorId),
}

impl Row {
    pub(super) const fn height(&self) -> f32 {
        match self {
            Self::Heads => HEADS,
            Self::Heading { .. } => HEADING,
            Self::Indicator(_) => ROW,
        }
    }

    pub(super) const fn indicator(&self) -> Option<IndicatorId> {
        match self {
            Self::Indicator(id) => Some(*id),
            Self::Heads | Self::Heading { .. } => None,
        }
    }
}

/// What narrows the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Filter {
    pub listed: Listed,
    pub words: String,
}

/// What is known of all indicators beside the book.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// What 点検 has found of them, and of which it has.
    pub(super) findings: Vec<Finding>,
    pub found: BTreeSet<IndicatorId>,
    /// Those whose figures are asked for here; `None` for all.
    pub asked: Option<BTreeSet<IndicatorId>>,
    /// The one that stays listed where what lacks something is listed.
    pub kept: Option<IndicatorId>,
}

impl Known {
    /// Whether the actual of a year is to be entered here, and is not.
    pub(super) fn lacks(&self, book: &Book, indicator: &Indicator, year: FiscalYear) -> bool {
        let is_asked = self.asked.as_ref().is_none_or(|asked| asked.contains(&indicator.id));
        is_asked && book.lacks_actual(indicator, year)
    }
}

/// The indicator that something was found of.
pub(super) const fn of(finding: &Finding) -> Option<IndicatorId> {
    finding.key.indicator()
}

/// The kinds in the order of the plan, then those that are none of them.
pub(super) fn kinds(book: &Book) -> Vec<String> {
    let mut kinds: Vec<String> = book.plan().indicator_kinds.lines().map(str::to_owned).collect();
    for indicator in book.indicators() {
        if !indicator.kind.is_empty() && !kinds.contains(&indicator.kind) {
            kinds.push(indicator.kind.clone());
        }
    }
    kinds.retain(|kind| !kind.trim().is_empty());
    kinds
}

impl Filter {
    fn passes(
        &self,
        book: &Book,
        year: Option<FiscalYear>,
        known: &Known,
        row: &Indicator,
    ) -> bool {
        let is_listed = match &self.listed {
            Listed::All => true,
            Listed::Kind(kind) => row.kind == *kind,
            // The one in which the clerk is stays, though it lacks nothing any more.
            Listed::Missing | Listed::Found if known.kept == Some(row.id) => true,
            Listed::Missing => year.is_some_and(|year| known.lacks(book, row, year)),
            Listed::Found => known.found.contains(&row.id),
        };
        let wanted = fold(&self.words);
        let has = |text: &str| fold(text).contains(&wanted);
        let departments = || {
            let all = book.indicator_lead(row).iter().chain(&row.related);
            all.filter_map(|id| book.department(*id)).any(|it| has(&it.name))
        };
        is_listed && (wanted.is_empty() || has(&row.name) || has(&row.label) || departments())
    }
}

/// The rows: what belongs to the whole plan, then goal by goal, in the order of the kinds.
pub(super) fn rows(
    book: &Book,
    year: Option<FiscalYear>,
    known: &Known,
    filter: &Filter,
) -> Vec<Row> {
    let kinds = kinds(book);
    let rank = |kind: &str| kinds.iter().position(|it| it == kind).unwrap_or(kinds.len());
    let passing = book.indicators().into_iter();
    let passing = passing.filter(|row| filter.passes(book, year, known, row));
    let passing: Vec<(Option<GoalId>, &Indicator)> =
        passing.map(|row| (goal(book, row), row)).collect();
    let goals = book
        .goals()
        .into_iter()
        .map(|goal| (Some(goal.id), format!("{}「{}」", goal.label, goal.name)));
    let whole = (None, "計画全体".to_owned());
    let mut rows = vec![Row::Heads];
    for (goal, name) in std::iter::once(whole).chain(goals) {
        let here = passing.iter().filter(|(of, _)| *of == goal).map(|(_, row)| *row);
        let mut here: Vec<&Indicator> = here.collect();
        if here.is_empty() {
            continue;
        }
        here.sort_by_key(|row| (row.retired, rank(&row.kind)));
        rows.push(Row::Heading { name, count: here.len() });
        rows.extend(here.iter().map(|row| Row::Indicator(row.id)));
    }
    rows
}

/// The goal to which an indicator belongs; `None` where it is the whole plan's.
pub(super) fn goal(book: &Book, indicator: &Indicator) -> Option<GoalId> {
    let of_direction = |id| book.direction(id).map(|row| row.goal);
    match indicator.at.first()? {
        OutlineKey::Plan => None,
        OutlineKey::Goal(id) => Some(*id),
        OutlineKey::Direction(id) => of_direction(*id),
        OutlineKey::Measure(id) => of_direction(book.measure(*id)?.direction),
    }
}
