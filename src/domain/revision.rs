//! 新旧対照: what differs on paper between two states of a plan.

use super::{
    Book, Department, DepartmentId, Direction, DirectionId, FiscalYear, Goal, GoalId,
    Implementation, Key, Measure, MeasureId, Plan, StatusId,
};
use std::collections::BTreeSet;

/// One difference: a field of a record, or a record that was added or deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Whose it is.
    pub of: Key,
    pub part: Part,
    /// `None` where the record was not there, or its field empty.
    pub before: Option<String>,
    /// `None` where the record is gone, or its field empty.
    pub after: Option<String>,
}

/// What differs in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Municipality,
    PlanName,
    Title,
    /// The record as a whole: it was added or deleted.
    Whole,
    /// What a goal or a direction is called on the paper, with its label or number.
    Heading,
    Number,
    Name,
    /// Under which goal or direction it stands.
    Place,
    Description,
    Lead,
    Related,
    /// 廃止.
    Retired,
    Status(FiscalYear),
    Narrative(FiscalYear),
}

/// The differences under one heading of the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub of: Heading,
    /// Never empty.
    pub revisions: Vec<Revision>,
}

/// The headings under which differences are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    Plan,
    Goal(GoalId),
    Direction(DirectionId),
    Departments,
    Statuses,
}

/// All differences that a reader of the paper sees, in its order: goals, directions and measures, then
/// the names of departments and statuses. Each is listed once: a measure is not listed again because a
/// name changed that it refers to. What is never printed (approvals, remarks, contacts, grants, 様式,
/// the order alone) is left out.
pub fn revisions(before: &Book, after: &Book) -> Vec<Section> {
    let pair = Pair { before, after };
    let mut sections = vec![Section { of: Heading::Plan, revisions: pair.plan() }];
    for goal in pair.goals() {
        let of = Heading::Goal(goal);
        sections.push(Section { of, revisions: pair.goal(goal) });
        for direction in pair.directions(goal) {
            let mut revisions = pair.direction(direction);
            let measures = pair.measures(direction).into_iter();
            revisions.extend(measures.flat_map(|measure| pair.measure(measure)));
            sections.push(Section { of: Heading::Direction(direction), revisions });
        }
    }
    sections.push(Section { of: Heading::Departments, revisions: pair.departments() });
    sections.push(Section { of: Heading::Statuses, revisions: pair.statuses() });
    sections.retain(|section| !section.revisions.is_empty());
    sections
}

/// The two states.
struct Pair<'a> {
    before: &'a Book,
    after: &'a Book,
}

/// Those of the later state in their order, and behind them those that only the earlier one has.
fn both<T: Copy + Ord>(after: Vec<T>, before: Vec<T>, gone: impl Fn(T) -> bool) -> Vec<T> {
    let known: BTreeSet<T> = after.iter().copied().collect();
    let lost = before.into_iter().filter(|id| !known.contains(id) && gone(*id));
    after.into_iter().chain(lost).collect()
}

impl Pair<'_> {
    fn goals(&self) -> Vec<GoalId> {
        let ids = |book: &Book| book.goals().into_iter().map(|row| row.id).collect();
        both(ids(self.after), ids(self.before), |_| true)
    }

    /// Those that stand there, and those that stood there and are gone altogether.
    fn directions(&self, goal: GoalId) -> Vec<DirectionId> {
        let ids = |book: &Book| book.directions(goal).into_iter().map(|row| row.id).collect();
        both(ids(self.after), ids(self.before), |id| self.after.direction(id).is_none())
    }

    fn measures(&self, direction: DirectionId) -> Vec<MeasureId> {
        let ids = |book: &Book| book.measures(direction).into_iter().map(|row| row.id).collect();
        both(ids(self.after), ids(self.before), |id| self.after.measure(id).is_none())
    }

    fn plan(&self) -> Vec<Revision> {
        let (old, new) = (self.before.plan(), self.after.plan());
        let part = |part, value: fn(&Plan) -> &str| {
            revised(Key::Plan, part, some(value(old)), some(value(new)))
        };
        [
            part(Part::Municipality, |plan| &plan.municipality),
            part(Part::PlanName, |plan| &plan.name),
            part(Part::Title, |plan| &plan.title),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn goal(&self, id: GoalId) -> Vec<Revision> {
        let (old, new) = (self.before.goal(id), self.after.goal(id));
        let heading = |goal: Option<&Goal>| goal.map(Goal::heading);
        let number = |goal: Option<&Goal>| goal.map(|goal| goal.number.to_string());
        let key = Key::Goal(id);
        match (old, new) {
            (Some(_), Some(_)) => revised(key, Part::Heading, heading(old), heading(new))
                .into_iter()
                .chain(revised(key, Part::Number, number(old), number(new)))
                .collect(),
            _ => revised(key, Part::Whole, heading(old), heading(new)).into_iter().collect(),
        }
    }

    fn direction(&self, id: DirectionId) -> Vec<Revision> {
        let (old, new) = (self.before.direction(id), self.after.direction(id));
        let heading = |row: Option<&Direction>| row.map(direction_heading);
        let key = Key::Direction(id);
        match (old, new) {
            (Some(one), Some(other)) => {
                let place = (one.goal != other.goal).then(|| {
                    let name =
                        |book: &Book, id| book.goal(id).map(Goal::heading).unwrap_or_default();
                    let places = (name(self.before, one.goal), name(self.after, other.goal));
                    Revision {
                        of: key,
                        part: Part::Place,
                        before: Some(places.0),
                        after: Some(places.1),
                    }
                });
                let heading = revised(key, Part::Heading, heading(old), heading(new));
                heading.into_iter().chain(place).collect()
            }
            _ => revised(key, Part::Whole, heading(old), heading(new)).into_iter().collect(),
        }
    }

    fn measure(&self, id: MeasureId) -> Vec<Revision> {
        let key = Key::Measure(id);
        let (old, new) = match (self.before.measure(id), self.after.measure(id)) {
            (Some(old), Some(new)) => (old, new),
            (old, new) => {
                let whole = |book: &Book, row: Option<&Measure>| row.map(|row| whole(book, row));
                let (old, new) = (whole(self.before, old), whole(self.after, new));
                return revised(key, Part::Whole, old, new).into_iter().collect();
            }
        };
        let text = |part, value: fn(&Measure) -> String| {
            revised(key, part, some(&value(old)), some(&value(new)))
        };
        let place = (old.direction != new.direction).then(|| Revision {
            of: key,
            part: Part::Place,
            before: Some(place(self.before, old)),
            after: Some(place(self.after, new)),
        });
        let departments = |part, ids: fn(&Measure) -> &[DepartmentId]| {
            let (one, other) = (ids(old), ids(new));
            (one != other).then(|| Revision {
                of: key,
                part,
                before: some(&names(self.before, one)),
                after: some(&names(self.after, other)),
            })
        };
        let own = [
            place,
            text(Part::Number, |row| row.number.to_string()),
            text(Part::Name, |row| row.name.clone()),
            text(Part::Description, |row| row.description.trim_end().to_owned()),
            departments(Part::Lead, |row| &row.lead),
            departments(Part::Related, |row| &row.related),
            revised(key, Part::Retired, retired(old.retired), retired(new.retired)),
        ];
        own.into_iter().flatten().chain(self.entries(id)).collect()
    }

    /// The differences in the entries of a measure, year by year.
    fn entries(&self, id: MeasureId) -> Vec<Revision> {
        let years = |book: &Book| {
            book.implementations(id).map(|entry| entry.year).collect::<BTreeSet<FiscalYear>>()
        };
        let mut revisions = Vec::new();
        for year in years(self.before).union(&years(self.after)) {
            let key = Key::Implementation(id, *year);
            let (old, new) =
                (self.before.implementation(id, *year), self.after.implementation(id, *year));
            let status = |entry: Option<&Implementation>| entry.and_then(|entry| entry.status);
            let (one, other) = (status(old), status(new));
            if one != other {
                revisions.push(Revision {
                    of: key,
                    part: Part::Status(*year),
                    before: one.and_then(|id| status_name(self.before, id)),
                    after: other.and_then(|id| status_name(self.after, id)),
                });
            }
            let (old, new) = (printed(self.before, id, *year), printed(self.after, id, *year));
            revisions.extend(revised(key, Part::Narrative(*year), some(old), some(new)));
        }
        revisions
    }

    fn departments(&self) -> Vec<Revision> {
        let ids = |book: &Book| book.departments().into_iter().map(|row| row.id).collect();
        let name = |book: &Book, id| book.department(id).map(|row: &Department| row.name.clone());
        both(ids(self.after), ids(self.before), |_| true)
            .into_iter()
            .filter_map(|id| {
                let (old, new) = (name(self.before, id), name(self.after, id));
                let part = if old.is_some() && new.is_some() { Part::Name } else { Part::Whole };
                revised(Key::Department(id), part, old, new)
            })
            .collect()
    }

    fn statuses(&self) -> Vec<Revision> {
        let ids = |book: &Book| book.statuses().into_iter().map(|row| row.id).collect();
        both(ids(self.after), ids(self.before), |_| true)
            .into_iter()
            .filter_map(|id| {
                let (old, new) = (status_name(self.before, id), status_name(self.after, id));
                let part = if old.is_some() && new.is_some() { Part::Name } else { Part::Whole };
                revised(Key::Status(id), part, old, new)
            })
            .collect()
    }
}

/// A revision, where the two values differ.
fn revised(of: Key, part: Part, before: Option<String>, after: Option<String>) -> Option<Revision> {
    (before != after).then_some(Revision { of, part, before, after })
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A direction without a name has no heading, and is known by its number.
fn direction_heading(direction: &Direction) -> String {
    match direction.name.as_str() {
        "" => super::text::circled(direction.number),
        _ => direction.heading(),
    }
}

/// The headings that a measure stands under.
fn place(book: &Book, measure: &Measure) -> String {
    let direction = book.direction(measure.direction);
    let goal = direction.and_then(|direction| book.goal(direction.goal));
    let headings = goal.map(Goal::heading).into_iter().chain(direction.map(direction_heading));
    headings.collect::<Vec<_>>().join("\n")
}

/// All that the paper says of a measure, for one that was added or deleted.
fn whole(book: &Book, measure: &Measure) -> String {
    let mut lines = vec![measure.name.clone()];
    lines.extend(some(measure.description.trim_end()));
    lines.extend(some(&names(book, &measure.lead)));
    lines.extend(some(&names(book, &measure.related)).map(|names| format!("（{names}）")));
    for entry in book.implementations(measure.id) {
        let status = entry.status.and_then(|id| status_name(book, id));
        let status = status.map(|name| format!("　{name}")).unwrap_or_default();
        lines.push(format!("【{}】{status}", book.year_label(entry.year)));
        lines.extend(some(printed(book, measure.id, entry.year)));
    }
    lines.join("\n")
}

/// What is printed of a narrative.
fn printed(book: &Book, measure: MeasureId, year: FiscalYear) -> &str {
    book.narrative(measure, year).trim_start_matches('\n').trim_end()
}

fn names(book: &Book, ids: &[DepartmentId]) -> String {
    let names = ids.iter().filter_map(|id| book.department(*id)).map(|row| row.name.as_str());
    names.collect::<Vec<_>>().join("、")
}

fn status_name(book: &Book, id: StatusId) -> Option<String> {
    book.status(id).map(|row| row.name.clone())
}

fn retired(retired: bool) -> Option<String> {
    Some(if retired { "廃止" } else { "実施" }.to_owned())
}
