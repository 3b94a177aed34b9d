//! Indicators and scales as a source says them.

use super::place::Place;
use crate::domain::fold::fold;
use crate::domain::{Book, Field, FiscalYear, OutlineKey, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What a source says of the fields of a record. Of those that are not there it says nothing.
pub type Said = BTreeMap<Field, Value>;

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedIndicator {
    pub place: Place,
    pub said: Said,
    /// Where it belongs; nowhere where the source does not say it.
    pub at: Vec<ListedPlace>,
    /// Where it belongs if none of these places is there.
    pub home: Option<ListedPlace>,
    pub lead: Option<Vec<String>>,
    pub related: Option<Vec<String>>,
    /// By its name.
    pub scale: Option<String>,
    /// The indicator that took its place, by its name.
    pub successor: Option<String>,
    pub years: BTreeMap<FiscalYear, ListedObservation>,
    pub amendments: BTreeMap<FiscalYear, Said>,
}

/// The figures of an indicator in a year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListedObservation {
    pub said: Said,
    /// By its mark.
    pub grade: Option<String>,
}

/// A scale with its grades, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListedScale {
    pub said: Said,
    pub grades: Vec<Said>,
}

/// A place in the outline of a plan, by numbers; the plan itself where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedPlace {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<u32>,
    /// The name of what is meant, where several have its numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// 1-2-3, 1-2-3：名称, 計画; its name alone where it has no numbers.
impl fmt::Display for ListedPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers = [self.goal, self.direction, self.measure].into_iter().flatten();
        let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
        match &self.name {
            Some(name) if numbers.is_empty() => f.write_str(name),
            Some(name) => write!(f, "{}：{name}", numbers.join("-")),
            None if numbers.is_empty() => f.write_str(PLAN),
            None => f.write_str(&numbers.join("-")),
        }
    }
}

/// How the plan itself is told among places.
const PLAN: &str = "計画";

impl ListedIndicator {
    /// One of which nothing is said.
    pub const fn at_place(place: Place) -> Self {
        Self {
            place,
            said: Said::new(),
            at: Vec::new(),
            home: None,
            lead: None,
            related: None,
            scale: None,
            successor: None,
            years: BTreeMap::new(),
            amendments: BTreeMap::new(),
        }
    }

    /// A text that is said of it; empty where none is.
    pub fn text(&self, field: Field) -> &str {
        match self.said.get(&field) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }
}

impl ListedPlace {
    /// How a place is told.
    pub fn of(book: &Book, at: OutlineKey) -> Self {
        let numbers = Self::numbers(book, at).unwrap_or_default();
        let is_one = Self::candidates(book, &numbers).len() < 2;
        let name = (!is_one).then(|| name(book, at).to_owned());
        Self { name, ..numbers }
    }

    fn numbers(book: &Book, at: OutlineKey) -> Option<Self> {
        Some(match at {
            OutlineKey::Plan => Self::default(),
            OutlineKey::Goal(id) => Self { goal: Some(book.goal(id)?.number), ..Self::default() },
            OutlineKey::Direction(id) => {
                let direction = book.direction(id)?;
                let goal = Self::numbers(book, OutlineKey::Goal(direction.goal))?;
                Self { direction: Some(direction.number), ..goal }
            }
            OutlineKey::Measure(id) => {
                let measure = book.measure(id)?;
                let direction = Self::numbers(book, OutlineKey::Direction(measure.direction))?;
                Self { measure: Some(measure.number), ..direction }
            }
        })
    }

    /// Reads what [`fmt::Display`] writes of numbers or the plan.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text == PLAN {
            return Some(Self::default());
        }
        let (numbers, name) = match text.split_once('：') {
            Some((numbers, name)) => (numbers, Some(name.to_owned())),
            None => (text, None),
        };
        let numbers: Option<Vec<u32>> =
            numbers.split('-').map(|it| it.trim().parse().ok()).collect();
        let numbers = numbers.filter(|it| (1..=3).contains(&it.len()))?;
        let mut numbers = numbers.into_iter();
        let [goal, direction, measure] = [numbers.next(), numbers.next(), numbers.next()];
        Some(Self { goal, direction, measure, name })
    }

    /// The place that is meant, if there is one.
    pub fn find(&self, book: &Book) -> Option<OutlineKey> {
        let of_name = |at: &&OutlineKey| {
            self.name.as_deref().is_some_and(|own| fold(own) == fold(name(book, **at)))
        };
        let is_numbered = self.goal.or(self.direction).or(self.measure).is_some();
        if is_numbered || self.name.is_none() {
            let all = Self::candidates(book, self);
            if let Some(found) = all.iter().find(of_name).or_else(|| all.first()) {
                return Some(*found);
            }
        }
        // Its name alone tells it.
        let goals = book.goals().into_iter();
        let directions = || book.goals().into_iter().flat_map(|goal| book.directions(goal.id));
        let measures = book.listed().into_iter().map(|row| OutlineKey::Measure(row.2.id));
        let all: Vec<OutlineKey> = goals
            .map(|row| OutlineKey::Goal(row.id))
            .chain(directions().map(|row| OutlineKey::Direction(row.id)))
            .chain(measures)
            .collect();
        let mut named = all.iter().filter(of_name);
        named.next().copied()
    }

    /// The places with these numbers, in the order of the outline.
    fn candidates(book: &Book, numbers: &Self) -> Vec<OutlineKey> {
        let Self { goal, direction, measure, .. } = numbers;
        let Some(goal) = goal else {
            return match (direction, measure) {
                (None, None) => vec![OutlineKey::Plan],
                _ => Vec::new(),
            };
        };
        let goals = book.goals().into_iter().filter(|row| row.number == *goal);
        let Some(direction) = direction else {
            return match measure {
                None => goals.map(|row| OutlineKey::Goal(row.id)).collect(),
                Some(_) => Vec::new(),
            };
        };
        let directions = goals.flat_map(|row| book.directions(row.id));
        let directions = directions.filter(|row| row.number == *direction);
        let Some(measure) = measure else {
            return directions.map(|row| OutlineKey::Direction(row.id)).collect();
        };
        let measures = directions.flat_map(|row| book.measures(row.id));
        let measures = measures.filter(|row| row.number == *measure);
        measures.map(|row| OutlineKey::Measure(row.id)).collect()
    }
}

fn name(book: &Book, at: OutlineKey) -> &str {
    let name = match at {
        OutlineKey::Plan => None,
        OutlineKey::Goal(id) => book.goal(id).map(|row| &row.name),
        OutlineKey::Direction(id) => book.direction(id).map(|row| &row.name),
        OutlineKey::Measure(id) => book.measure(id).map(|row| &row.name),
    };
    name.map_or("", String::as_str)
}
