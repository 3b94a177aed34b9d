//! JSON: the whole of a book but its identities and history.

use super::listing::{
    Header, Heading, ListedDirection, ListedEntry, ListedGoal, ListedMeasure, ListedYear, Listing,
    Place, Reason, Term, Unreadable,
};
use super::{Error, bounds};
use crate::domain::text::{clean, parse_number};
use crate::domain::{Book, FirstReiwa, FiscalYear, Goal, Measure};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A file with measures as `M`: ready ones to write, or values of which each is read by itself, so
/// that one of another shape leaves the others readable. Keys that hold defaults are left out;
/// unknown keys are passed over.
#[derive(Serialize, Deserialize)]
struct File<M> {
    #[serde(default)]
    municipality: Option<String>,
    #[serde(default)]
    plan: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_reiwa: Option<FirstReiwa>,
    goals: Vec<GoalItem<M>>,
    #[serde(default)]
    departments: Vec<TermItem>,
    #[serde(default)]
    statuses: Vec<TermItem>,
    #[serde(default)]
    years: Vec<YearItem>,
}

#[derive(Serialize, Deserialize)]
struct GoalItem<M> {
    #[serde(default)]
    number: Option<Number>,
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    name: String,
    #[serde(default = "Vec::new")]
    directions: Vec<DirectionItem<M>>,
}

#[derive(Serialize, Deserialize)]
struct DirectionItem<M> {
    #[serde(default)]
    number: Option<Number>,
    #[serde(default)]
    name: String,
    #[serde(default = "Vec::new")]
    measures: Vec<M>,
}

#[derive(Serialize, Deserialize)]
struct MeasureItem {
    #[serde(default)]
    number: Option<Number>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    departments: Vec<String>,
    #[serde(default)]
    related_departments: Vec<String>,
    /// That of the latest year.
    #[serde(default)]
    status: Option<String>,
    /// Those of other years.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    statuses_by_year: BTreeMap<String, String>,
    #[serde(default)]
    narratives: BTreeMap<String, Option<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    retired: Option<bool>,
}

/// A number, which other programs may write as a text.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Number {
    Number(u32),
    Text(String),
}

/// A department or a status: `{"name": …, "retired": true}`, or its name alone.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum TermItem {
    Full {
        name: String,
        #[serde(default, skip_serializing_if = "is_false")]
        retired: bool,
    },
    Name(String),
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum YearItem {
    Full {
        year: i32,
        #[serde(default, skip_serializing_if = "is_false")]
        closed: bool,
    },
    Year(i32),
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for a reference
const fn is_false(value: &bool) -> bool {
    !*value
}

/// Reads a list.
///
/// # Errors
/// [`Error::Encoding`], [`Error::Json`], [`Error::Shape`], [`Error::TooLarge`],
/// [`Error::NoMeasures`].
pub fn read(bytes: &[u8]) -> Result<Listing, Error> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Error::Encoding)?;
    let value: Value = serde_json::from_str(text)
        .map_err(|error| Error::Json { line: error.line(), column: error.column() })?;
    if value.get("goals").is_none() {
        return Err(Error::Shape("goals"));
    }
    let file: File<Value> = serde_json::from_value(value).map_err(|_| Error::Shape("goals"))?;
    let said = |text: Option<String>| text.as_deref().map(clean);
    let mut listing = Listing {
        header: Header {
            municipality: said(file.municipality),
            plan: said(file.plan),
            title: said(file.title),
            first_reiwa: file.first_reiwa,
        },
        departments: file.departments.into_iter().map(Term::from).collect(),
        statuses: file.statuses.into_iter().map(Term::from).collect(),
        years: file.years.into_iter().map(ListedYear::from).collect(),
        ..Listing::default()
    };
    let mut item = 0;
    for goal in file.goals {
        read_goal(&mut listing, goal, &mut item)?;
    }
    listing.settle(None);
    listing.not_empty()
}

fn read_goal(listing: &mut Listing, goal: GoalItem<Value>, item: &mut u32) -> Result<(), Error> {
    let heading = Heading {
        place: Place::Declaration,
        number: goal.number.and_then(Number::value),
        label: goal.label.as_deref().map(clean),
        name: clean(&goal.name),
    };
    let at = listing.goals.iter().position(|it| same(it.heading.as_ref(), &heading));
    let at = at.unwrap_or_else(|| {
        listing.goals.push(ListedGoal { heading: Some(heading), directions: Vec::new() });
        listing.goals.len() - 1
    });
    for direction in goal.directions {
        let heading = Heading {
            place: Place::Declaration,
            number: direction.number.and_then(Number::value),
            label: None,
            name: clean(&direction.name),
        };
        let Some(directions) = listing.goals.get_mut(at).map(|goal| &mut goal.directions) else {
            continue;
        };
        let known = directions.iter().position(|it| same(it.heading.as_ref(), &heading));
        let under = known.unwrap_or_else(|| {
            directions.push(ListedDirection { heading: Some(heading), measures: Vec::new() });
            directions.len() - 1
        });
        for measure in direction.measures {
            *item += 1;
            let place = Place::Item(*item);
            if *item > bounds::ROWS as u32 {
                return Err(bounds::rows());
            }
            match read_measure(measure, place.clone()) {
                Ok(measure) => drop(listing.push(at, under, measure)),
                Err(reason) => listing.unreadable.push(Unreadable { place, reason }),
            }
        }
    }
    Ok(())
}

/// Whether a heading was met before: the same one is not another goal or direction.
fn same(known: Option<&Heading>, heading: &Heading) -> bool {
    known == Some(heading)
}

fn read_measure(value: Value, place: Place) -> Result<ListedMeasure, Reason> {
    let item: MeasureItem =
        serde_json::from_value(value).map_err(|_| Reason::Shape { key: "measures" })?;
    let some = |text: &str| Some(clean(text)).filter(|text| !text.is_empty());
    let names = |names: Vec<String>| {
        let names: Vec<String> = names.iter().filter_map(|name| some(name)).collect();
        Some(names).filter(|names| !names.is_empty())
    };
    let mut measure = ListedMeasure {
        place,
        number: item.number.and_then(Number::value),
        name: clean(&item.name),
        description: item.description.as_deref().and_then(some),
        lead: names(item.departments),
        related: names(item.related_departments),
        retired: item.retired,
        entries: Vec::new(),
    };
    for (key, narrative) in item.narratives {
        let year = FiscalYear::parse(&key).ok_or(Reason::Shape { key: "narratives" })?;
        let narrative = narrative.as_deref().and_then(some);
        measure.add(ListedEntry { year: Some(year), status: None, narrative });
    }
    for (key, status) in item.statuses_by_year {
        let year = FiscalYear::parse(&key).ok_or(Reason::Shape { key: "statuses_by_year" })?;
        measure.add(ListedEntry { year: Some(year), status: some(&status), narrative: None });
    }
    let status = item.status.as_deref().and_then(some);
    measure.add(ListedEntry { year: None, status, narrative: None });
    Ok(measure)
}

impl Number {
    fn value(self) -> Option<u32> {
        match self {
            Self::Number(number) => Some(number),
            Self::Text(text) => parse_number(&text),
        }
    }
}

impl From<TermItem> for Term {
    fn from(item: TermItem) -> Self {
        match item {
            TermItem::Full { name, retired } => Self { name: clean(&name), retired },
            TermItem::Name(name) => Self { name: clean(&name), retired: false },
        }
    }
}

impl From<YearItem> for ListedYear {
    fn from(item: YearItem) -> Self {
        match item {
            YearItem::Full { year, closed } => Self { year: FiscalYear(year), closed },
            YearItem::Year(year) => Self { year: FiscalYear(year), closed: false },
        }
    }
}

/// Writes a book, in lines that a person and a version control can read.
///
/// # Errors
/// [`Error::ToJson`], which a book does not give cause for.
pub fn write(book: &Book) -> Result<Vec<u8>, Error> {
    let plan = book.plan();
    let term = |name: &String, retired| TermItem::Full { name: name.clone(), retired };
    let file = File {
        municipality: Some(plan.municipality.clone()),
        plan: Some(plan.name.clone()),
        title: Some(plan.title.clone()),
        first_reiwa: Some(plan.first_reiwa).filter(|reiwa| *reiwa != FirstReiwa::default()),
        goals: book.goals().into_iter().map(|goal| goal_item(book, goal)).collect(),
        departments: book.departments().iter().map(|it| term(&it.name, it.retired)).collect(),
        statuses: book.statuses().iter().map(|it| term(&it.name, it.retired)).collect(),
        years: book
            .years()
            .map(|year| YearItem::Full { year: year.year.0, closed: year.closed })
            .collect(),
    };
    let written = serde_json::to_vec_pretty(&file);
    let mut bytes = written.map_err(|error| Error::ToJson(Arc::new(error)))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn goal_item(book: &Book, goal: &Goal) -> GoalItem<MeasureItem> {
    let directions = book.directions(goal.id).into_iter().map(|direction| DirectionItem {
        number: Some(Number::Number(direction.number)),
        name: direction.name.clone(),
        measures: book
            .measures(direction.id)
            .into_iter()
            .map(|measure| measure_item(book, measure))
            .collect(),
    });
    GoalItem {
        number: Some(Number::Number(goal.number)),
        label: Some(goal.label.clone()),
        name: goal.name.clone(),
        directions: directions.collect(),
    }
}

fn measure_item(book: &Book, measure: &Measure) -> MeasureItem {
    let names = |ids: &[_]| {
        let departments = ids.iter().filter_map(|id| book.department(*id));
        departments.map(|department| department.name.clone()).collect()
    };
    let latest = book.latest_year();
    let status = |year| book.progress(measure.id, year).map(|status| status.name.clone());
    let entries = || book.implementations(measure.id);
    MeasureItem {
        number: Some(Number::Number(measure.number)),
        name: measure.name.clone(),
        description: Some(measure.description.clone()),
        departments: names(&measure.lead),
        related_departments: names(&measure.related),
        status: Some(latest.and_then(status).unwrap_or_default()),
        statuses_by_year: entries()
            .filter(|entry| Some(entry.year) != latest)
            .filter_map(|entry| Some((entry.year.to_string(), status(entry.year)?)))
            .collect(),
        narratives: entries()
            .filter(|entry| !entry.narrative.is_empty())
            .map(|entry| (entry.year.to_string(), Some(entry.narrative.clone())))
            .collect(),
        retired: Some(true).filter(|_| measure.retired),
    }
}
