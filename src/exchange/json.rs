//! JSON: the whole of a book but its identities and history.

mod items;

use super::listing::{
    Header, Heading, ListedDepartment, ListedDirection, ListedEntry, ListedGoal, ListedMeasure,
    ListedStatus, ListedYear, Listing, Place, Reason, Unreadable,
};
use super::{Bound, Error, Spot, bounds};
use crate::domain::text::clean;
use crate::domain::{
    Approval, Book, BracketStyle, Department, FirstReiwa, FiscalYear, Goal, Measure, Noun,
    NumberStyle, ProgressStatus, Succession,
};
use items::{
    DepartmentItem, DirectionItem, File, GoalItem, MeasureItem, Number, StatusItem, SuccessorItem,
    YearItem,
};
use serde_json::Value;
use std::sync::Arc;

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
    let counts = [
        (Noun::Department, file.departments.len()),
        (Noun::Status, file.statuses.len()),
        (Noun::Year, file.years.len()),
        (Noun::Goal, file.goals.len()),
        (Noun::Direction, file.goals.iter().map(|goal| goal.directions.len()).sum()),
    ];
    if let Some((noun, _)) = counts.into_iter().find(|(noun, count)| *count > Book::most(*noun)) {
        return Err(bounds::too_large(Bound::Records(noun), Book::most(noun) as u64));
    }
    let said = |text: Option<String>| text.as_deref().map(clean);
    let mut listing = Listing {
        header: Header {
            municipality: said(file.municipality),
            plan: said(file.plan),
            title: said(file.title),
            first_reiwa: file.first_reiwa,
            number_style: file.number_style,
            bracket_style: file.bracket_style,
        },
        departments: file.departments.into_iter().map(ListedDepartment::from).collect(),
        statuses: file.statuses.into_iter().map(ListedStatus::from).collect(),
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
                return Err(bounds::rows().at(Spot::Place(place)));
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
    let year = |key: &str, of| FiscalYear::parse(key).ok_or(Reason::Shape { key: of });
    let of = |year| ListedEntry { year: Some(year), ..ListedEntry::default() };
    for (key, narrative) in item.narratives {
        let narrative = narrative.as_deref().and_then(some);
        measure.add(ListedEntry { narrative, ..of(year(&key, "narratives")?) });
    }
    for (key, status) in item.statuses_by_year {
        measure.add(ListedEntry { status: some(&status), ..of(year(&key, "statuses_by_year")?) });
    }
    for (key, approval) in item.approvals {
        let approval = Some(approval);
        measure.add(ListedEntry { approval, ..of(year(&key, "approvals")?) });
    }
    for (key, remark) in item.remarks {
        measure.add(ListedEntry { remark: some(&remark), ..of(year(&key, "remarks")?) });
    }
    let status = item.status.as_deref().and_then(some);
    measure.add(ListedEntry { status, ..ListedEntry::default() });
    Ok(measure)
}

/// Writes a book, in lines that a person and a version control can read.
///
/// # Errors
/// [`Error::ToJson`], which a book does not give cause for.
pub fn write(book: &Book) -> Result<Vec<u8>, Error> {
    let plan = book.plan();
    let file = File {
        municipality: Some(plan.municipality.clone()),
        plan: Some(plan.name.clone()),
        title: Some(plan.title.clone()),
        first_reiwa: Some(plan.first_reiwa).filter(|reiwa| *reiwa != FirstReiwa::default()),
        number_style: Some(plan.number_style).filter(|it| *it != NumberStyle::default()),
        bracket_style: Some(plan.bracket_style).filter(|it| *it != BracketStyle::default()),
        goals: book.goals().into_iter().map(|goal| goal_item(book, goal)).collect(),
        departments: book.departments().into_iter().map(|it| department_item(book, it)).collect(),
        statuses: book.statuses().into_iter().map(status_item).collect(),
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

fn department_item(book: &Book, department: &Department) -> DepartmentItem {
    let successor = department.successor.and_then(|Succession { into, from }| {
        Some(SuccessorItem { into: book.department(into)?.name.clone(), from: from.0 })
    });
    DepartmentItem::Full {
        name: department.name.clone(),
        retired: department.retired,
        contact: department.contact.clone(),
        successor,
    }
}

fn status_item(status: &ProgressStatus) -> StatusItem {
    let ProgressStatus { name, retired, mark, done, hue, .. } = status.clone();
    StatusItem::Full { name, retired, mark, done, hue }
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
        approvals: entries()
            .filter(|entry| entry.approval != Approval::None)
            .map(|entry| (entry.year.to_string(), entry.approval))
            .collect(),
        remarks: entries()
            .filter(|entry| !entry.remark.is_empty())
            .map(|entry| (entry.year.to_string(), entry.remark.clone()))
            .collect(),
        retired: Some(true).filter(|_| measure.retired),
    }
}
