//! JSON: the whole of a book but its identities and history.

mod indicators;
mod items;
mod keys;
mod unknown;

use super::doubt::{Doubt, Question, Reason, Unreadable, excerpt};
use super::listing::{Heading, ListedDirection, ListedEntry, ListedGoal, ListedMeasure, Listing};
use super::place::Place;
use super::{Bound, Error, Spot, bounds};
use crate::domain::field::Fields;
use crate::domain::rate::RateRule;
use crate::domain::text::{clean, has_controls};
use crate::domain::{
    Approval, Book, BracketStyle, Department, Field, FieldValue, FirstReiwa, FiscalYear, Goal,
    Measure, Noun, NumberStyle, Period, ProgressStatus, Succession, Value,
};
use items::{
    ByYear, DepartmentItem, DirectionItem, File, GoalItem, MeasureItem, Names, Number, OrShort,
    StatusItem, SuccessorItem, WithFurther, YearItem,
};
use keys::{misshapen, texts};
use serde::Serialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;
use unknown::Unknown;

/// Reads a list.
///
/// # Errors
/// [`Error::Encoding`], [`Error::Json`], [`Error::Shape`], [`Error::TooLarge`],
/// [`Error::NoMeasures`].
pub(super) fn read(bytes: &[u8]) -> Result<Listing, Error> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Error::Encoding)?;
    let mut unknown = Unknown::default();
    let file: File<&RawValue> =
        unknown.read(text, "", Place::Declaration).map_err(|_| refused(text))?;
    let text = |said: Option<String>| said.map(|text| Value::Text(clean(&text)));
    let header = [
        (Field::Municipality, text(file.municipality)),
        (Field::PlanName, text(file.plan)),
        (Field::Title, text(file.title)),
        (Field::FirstReiwa, file.first_reiwa.map(|it| it.to_value())),
        (Field::NumberStyle, file.number_style.map(|it| it.to_value())),
        (Field::BracketStyle, file.bracket_style.map(|it| it.to_value())),
        (Field::Dismissed, file.dismissed.map(|it| it.to_value())),
        (Field::IndicatorKinds, text(file.indicator_kinds.map(|kinds| kinds.join("\n")))),
        (Field::RateRule, file.rate_rule.map(|it| it.to_value())),
    ];
    let mut listing = Listing {
        header: header.into_iter().filter_map(|(field, said)| Some((field, said?))).collect(),
        departments: listed(file.departments.all(), Noun::Department)?,
        statuses: listed(file.statuses.all(), Noun::Status)?,
        years: listed(file.years.all(), Noun::Year)?,
        ..Listing::default()
    };
    let mut counts = Counts { unknown, ..Counts::default() };
    for goal in file.goals.all().ok_or(too_many(Noun::Goal))? {
        read_goal(&mut listing, goal, &mut counts)?;
    }
    for scale in file.scales.all().ok_or(too_many(Noun::Scale))? {
        let scale = indicators::read_scale(&scale, &mut counts.unknown, &mut listing.doubts);
        listing.scales.extend(scale);
    }
    for (at, item) in (1..).zip(file.indicators.all().ok_or(too_many(Noun::Indicator))?) {
        let place = Place::Indicator(at);
        match serde_json::from_str(item.get()) {
            Ok(json) => {
                let (unknown, doubts) = (&mut counts.unknown, &mut listing.doubts);
                listing
                    .indicators
                    .extend(indicators::read_indicator(&json, place, unknown, doubts));
            }
            Err(_) => listing
                .unreadable
                .push(Unreadable { place, reason: Reason::Shape { key: "indicators" } }),
        }
    }
    listing.unknown_keys = counts.unknown.into_keys();
    for (place, _) in listing.settle(None) {
        listing.doubts.push(key_doubt(place, "status", "", Question::Untaken));
    }
    listing.not_empty()
}

/// A doubt about a key.
fn key_doubt(place: Place, key: &str, value: &str, question: Question) -> Doubt {
    let value = excerpt(value);
    let text = if value.is_empty() { key.to_owned() } else { format!("{key}：{value}") };
    Doubt { place, column: None, text, question }
}

/// A number, and a doubt about it.
fn numbered(number: Number, place: &Place, key: &str, doubts: &mut Vec<Doubt>) -> Option<u32> {
    let question = if number.value.is_some() { Question::PartOfNumber } else { Question::Number };
    doubts.extend(number.odd.map(|odd| key_doubt(place.clone(), key, &odd, question)));
    number.value
}

/// Why a text could not be read: it is no JSON, or JSON of something else.
fn refused(text: &str) -> Error {
    match serde_json::from_str::<IgnoredAny>(text) {
        Ok(IgnoredAny) => Error::Shape("goals"),
        Err(error) => Error::Json { line: error.line(), column: error.column() },
    }
}

fn listed<T, U: From<T>>(items: Option<Vec<T>>, of: Noun) -> Result<Vec<U>, Error> {
    Ok(items.ok_or(too_many(of))?.into_iter().map(U::from).collect())
}

/// The refusal of a list with more of a kind than a book has.
const fn too_many(of: Noun) -> Error {
    bounds::too_large(Bound::Records(of), Book::most(of) as u64)
}

/// What has been read so far of that which a file has under several headings.
#[derive(Default)]
struct Counts {
    directions: usize,
    measures: u32,
    unknown: Unknown,
}

fn read_goal(listing: &mut Listing, goal: &RawValue, counts: &mut Counts) -> Result<(), Error> {
    let shape = |_| Error::Shape("goals");
    let goal: GoalItem<&RawValue> =
        counts.unknown.read(goal.get(), "goals", Place::Declaration).map_err(shape)?;
    let heading = Heading {
        place: Place::Declaration,
        number: numbered(goal.number, &Place::Declaration, "goals.number", &mut listing.doubts),
        label: goal.label.as_deref().map(clean),
        name: clean(&goal.name),
    };
    let at = listing.goals.iter().position(|it| same(it.heading.as_ref(), &heading));
    let at = at.unwrap_or_else(|| {
        listing.goals.push(ListedGoal { heading: Some(heading), directions: Vec::new() });
        listing.goals.len() - 1
    });
    for direction in goal.directions.all().ok_or(too_many(Noun::Direction))? {
        counts.directions += 1;
        if counts.directions > Book::most(Noun::Direction) {
            return Err(too_many(Noun::Direction));
        }
        let direction: DirectionItem<&RawValue> = counts
            .unknown
            .read(direction.get(), "directions", Place::Declaration)
            .map_err(shape)?;
        let key = "directions.number";
        let heading = Heading {
            place: Place::Declaration,
            number: numbered(direction.number, &Place::Declaration, key, &mut listing.doubts),
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
        for measure in direction.measures.all().ok_or_else(bounds::rows)? {
            counts.measures += 1;
            let place = Place::Item(counts.measures);
            if counts.measures > bounds::ROWS as u32 {
                return Err(bounds::rows().at(Spot::Place(place)));
            }
            match read_measure(measure, place.clone(), counts, &mut listing.doubts) {
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

fn read_measure(
    measure: &RawValue,
    place: Place,
    counts: &mut Counts,
    doubts: &mut Vec<Doubt>,
) -> Result<ListedMeasure, Reason> {
    let item = counts.unknown.read(measure.get(), "measures", place.clone());
    let WithFurther { measure: item, further } =
        item.map_err(|_| Reason::Shape { key: misshapen(measure.get()) })?;
    if measure.get().contains("\\u") || has_controls(measure.get()) {
        let keys = texts(measure.get(), has_controls);
        doubts.extend(keys.iter().map(|key| key_doubt(place.clone(), key, "", Question::Control)));
    }
    let number = numbered(item.number, &place, "number", doubts);
    let some = |text: &str| Some(clean(text)).filter(|text| !text.is_empty());
    let names = |names: Names, key: &'static str| {
        let names = names.all().ok_or(Reason::Shape { key })?;
        let names: Vec<String> = names.iter().filter_map(|name| some(name)).collect();
        Ok(Some(names).filter(|names| !names.is_empty()))
    };
    let [first, last] = [item.first_year, item.last_year].map(|year| year.map(FiscalYear));
    let period = Period { first, last };
    let mut measure = ListedMeasure {
        place,
        number,
        name: clean(&item.name),
        description: item.description.as_deref().and_then(some),
        further: further.into_iter().filter_map(|(at, text)| Some((at, some(&text)?))).collect(),
        lead: names(item.departments, "departments")?,
        related: names(item.related_departments, "related_departments")?,
        retired: item.retired,
        period: Some(period).filter(|period| !period.is_open()),
        dismissed: item.dismissed,
        entries: Vec::new(),
        also_at: Vec::new(),
    };
    let at = measure.place.clone();
    for (year, narrative) in by_year(item.narratives, "narratives", &at, doubts)? {
        let narrative = narrative.as_deref().and_then(some);
        measure.add(ListedEntry { narrative, ..of(year) });
    }
    for (year, status) in by_year(item.statuses_by_year, "statuses_by_year", &at, doubts)? {
        measure.add(ListedEntry { status: some(&status), ..of(year) });
    }
    for (year, approval) in by_year(item.approvals, "approvals", &at, doubts)? {
        measure.add(ListedEntry { approval: Some(approval), ..of(year) });
    }
    for (year, remark) in by_year(item.remarks, "remarks", &at, doubts)? {
        measure.add(ListedEntry { remark: some(&remark), ..of(year) });
    }
    for (year, dismissed) in by_year(item.dismissed_by_year, "dismissed_by_year", &at, doubts)? {
        measure.add(ListedEntry { dismissed: Some(dismissed), ..of(year) });
    }
    let status = item.status.as_deref().and_then(some);
    measure.add(ListedEntry { status, ..ListedEntry::default() });
    Ok(measure)
}

/// An entry of a year that says nothing yet.
fn of(year: FiscalYear) -> ListedEntry {
    ListedEntry { year: Some(year), ..ListedEntry::default() }
}

/// What a key says of years. Of what it says of one year under two names, the first is taken.
fn by_year<T>(
    said: ByYear<T>,
    key: &'static str,
    place: &Place,
    doubts: &mut Vec<Doubt>,
) -> Result<Vec<(FiscalYear, T)>, Reason> {
    let mut found: BTreeMap<FiscalYear, T> = BTreeMap::new();
    for (of, said) in said.all().ok_or(Reason::Shape { key })? {
        match found.entry(FiscalYear::parse(&of).ok_or(Reason::Shape { key })?) {
            Entry::Vacant(entry) => drop(entry.insert(said)),
            Entry::Occupied(_) => {
                doubts.push(key_doubt(place.clone(), key, &of, Question::Untaken));
            }
        }
    }
    Ok(found.into_iter().collect())
}

/// Writes a book, in lines that a person and a version control can read.
///
/// # Errors
/// [`Error::ToJson`], which a book does not give cause for.
pub(super) fn write(book: &Book) -> Result<Vec<u8>, Error> {
    let plan = book.plan();
    let file = File {
        municipality: Some(plan.municipality.clone()),
        plan: Some(plan.name.clone()),
        title: Some(plan.title.clone()),
        first_reiwa: Some(plan.first_reiwa).filter(|reiwa| *reiwa != FirstReiwa::default()),
        number_style: Some(plan.number_style).filter(|it| *it != NumberStyle::default()),
        bracket_style: Some(plan.bracket_style).filter(|it| *it != BracketStyle::default()),
        dismissed: Some(plan.dismissed.clone()).filter(|it| !it.is_empty()),
        indicator_kinds: Some(&plan.indicator_kinds)
            .filter(|kinds| !kinds.is_empty())
            .map(|kinds| kinds.lines().map(str::to_owned).collect()),
        rate_rule: Some(plan.rate_rule).filter(|it| *it != RateRule::default()),
        scales: book.scales().into_iter().map(|it| indicators::scale_item(book, it)).collect(),
        indicators: book
            .indicators()
            .into_iter()
            .map(|it| Item::Indicator(indicators::indicator_item(book, it)))
            .collect(),
        goals: book.goals().into_iter().map(|goal| Item::Goal(goal_item(book, goal))).collect(),
        departments: book.departments().into_iter().map(|it| department_item(book, it)).collect(),
        statuses: book.statuses().into_iter().map(status_item).collect(),
        years: book
            .years()
            .map(|year| OrShort(YearItem { year: year.year.0, closed: year.closed }))
            .collect(),
    };
    let written = serde_json::to_vec_pretty(&file);
    let mut bytes = written.map_err(|error| Error::ToJson(Arc::new(error)))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// What stands in a list of the file, ready to be written.
#[derive(Serialize)]
#[serde(untagged)]
enum Item {
    Goal(GoalItem<DirectionItem<WithFurther>>),
    Indicator(serde_json::Value),
}

fn department_item(book: &Book, department: &Department) -> OrShort<DepartmentItem> {
    let successor = department.successor.and_then(|Succession { into, from }| {
        Some(SuccessorItem { into: book.department(into)?.name.clone(), from: from.0 })
    });
    OrShort(DepartmentItem {
        name: department.name.clone(),
        retired: department.retired,
        contact: department.contact.clone(),
        successor,
    })
}

fn status_item(status: &ProgressStatus) -> OrShort<StatusItem> {
    let ProgressStatus { name, retired, mark, done, hue, meaning, .. } = status.clone();
    OrShort(StatusItem { name, retired, mark, done, hue, meaning })
}

fn goal_item(book: &Book, goal: &Goal) -> GoalItem<DirectionItem<WithFurther>> {
    let directions = book.directions(goal.id).into_iter().map(|direction| DirectionItem {
        number: direction.number.into(),
        name: direction.name.clone(),
        measures: book
            .measures(direction.id)
            .into_iter()
            .map(|measure| measure_item(book, measure))
            .collect(),
    });
    GoalItem {
        number: goal.number.into(),
        label: Some(goal.label.clone()),
        name: goal.name.clone(),
        directions: directions.collect(),
    }
}

fn measure_item(book: &Book, measure: &Measure) -> WithFurther {
    let names = |ids: &[_]| {
        let departments = ids.iter().filter_map(|id| book.department(*id));
        departments.map(|department| department.name.clone()).collect()
    };
    let latest = book.latest_year();
    let status = |year| book.progress(measure.id, year).map(|status| status.name.clone());
    let entries = || book.implementations(measure.id);
    let further = Measure::further_texts()
        .filter_map(|about| Some((about.field, measure.text(about.field)?.clone())))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let measure = MeasureItem {
        number: measure.number.into(),
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
        approvals: entries()
            .filter(|entry| entry.approval != Approval::None)
            .map(|entry| (entry.year.to_string(), entry.approval))
            .collect(),
        remarks: entries()
            .filter(|entry| !entry.remark.is_empty())
            .map(|entry| (entry.year.to_string(), entry.remark.clone()))
            .collect(),
        dismissed: Some(measure.dismissed.clone()).filter(|it| !it.is_empty()),
        dismissed_by_year: entries()
            .filter(|entry| !entry.dismissed.is_empty())
            .map(|entry| (entry.year.to_string(), entry.dismissed.clone()))
            .collect(),
        retired: Some(true).filter(|_| measure.retired),
        first_year: measure.period.first.map(|year| year.0),
        last_year: measure.period.last.map(|year| year.0),
    };
    WithFurther { measure, further }
}
