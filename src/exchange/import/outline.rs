//! Goals and directions of a list, and where in the book they are.

use super::likeness::alike;
use super::matching::{Known, Match, Wanted, matched};
use super::{Importer, next_number, place};
use crate::domain::{Change, Direction, DirectionId, Goal, GoalId, MeasureId, Position, Record};
use crate::exchange::doubt::{Doubt, Question, Reason};
use crate::exchange::listing::{Heading, ListedDirection, ListedGoal, ListedMeasure};
use crate::exchange::place::Place;

impl Importer<'_> {
    /// Takes over the goals, and what stands under them.
    pub(super) fn goals(&mut self, listed: &[ListedGoal]) {
        let known = self.book.goals();
        let known: Vec<Known<'_, GoalId>> = known
            .iter()
            .map(|goal| Known {
                id: goal.id,
                number: goal.number,
                name: &goal.name,
                lead: Vec::new(),
            })
            .collect();
        let headings = listed.iter().filter_map(|goal| goal.heading.as_ref());
        let mut ids = matched(&known, &wanted(headings)).into_iter();
        let mut after = None;
        for goal in listed {
            let scope = match &goal.heading {
                None => Ok(self.work.goals().iter().map(|goal| goal.id).collect()),
                Some(heading) => {
                    let known = ids.next().and_then(Match::first);
                    let old = known.and_then(|id| self.work.goal(id)).map(|it| it.name.clone());
                    let is_of = |importer: &Self, id| {
                        let direction = importer.work.measure(id).map(|it| it.direction);
                        direction.and_then(|id| importer.work.direction(id)).map(|it| it.goal)
                            == known
                    };
                    let measures = goal.directions.iter().flat_map(|it| &it.measures);
                    let is_meant = self.is_meant(heading, old.as_deref(), measures, is_of);
                    let known = known.filter(|_| is_meant);
                    if self.are_left(&goal.directions, known.is_some()) {
                        Ok(known.into_iter().collect())
                    } else {
                        self.goal(heading, known, &mut after).map(|id| vec![id])
                    }
                }
            };
            match scope {
                Ok(scope) => self.directions(&scope, &goal.directions),
                Err(reason) => self.refuse_all(&goal.directions, &reason),
            }
        }
    }

    /// Whether a heading means the goal or direction that was found for it, whose name is `old`. A number
    /// alone says nothing: the names have to be alike, or most of the measures under it have to be
    /// there by exactly their names. What is doubtful about it is told.
    fn is_meant<'a>(
        &mut self,
        heading: &Heading,
        old: Option<&str>,
        measures: impl Iterator<Item = &'a ListedMeasure>,
        is_of: impl Fn(&Self, MeasureId) -> bool,
    ) -> bool {
        let Some(old) = old else { return true };
        if heading.name.is_empty() || old.is_empty() || alike(&heading.name, old) {
            return true;
        }
        let (mut all, mut same) = (0_usize, 0_usize);
        for measure in measures {
            let known = self.named.get(&measure.place);
            all += 1;
            same += usize::from(known.is_some_and(|id| is_of(self, *id)));
        }
        let is_meant = same * 2 > all;
        let question = if is_meant { Question::RenamedHeading } else { Question::OtherHeading };
        self.outcome.doubts.push(Doubt {
            place: heading.place.clone(),
            column: None,
            text: format!("{}　←　{old}", heading.name),
            question,
        });
        is_meant
    }

    /// Whether there are measures, all of which are left as they are: then so is what they stand under.
    /// Nor is a heading made for measures that all stand elsewhere already.
    fn are_left(&self, directions: &[ListedDirection], is_known: bool) -> bool {
        let mut measures = directions.iter().flat_map(|direction| &direction.measures).peekable();
        measures.peek().is_some()
            && measures.all(|ListedMeasure { place, .. }| {
                self.decisions.left.contains(place) || (!is_known && self.named.contains_key(place))
            })
    }

    fn refuse_all(&mut self, directions: &[ListedDirection], reason: &Reason) {
        for measure in directions.iter().flat_map(|direction| &direction.measures) {
            self.refuse_measure(measure, reason);
        }
    }

    /// Updates the goal that a heading means, or adds it behind the one `after` which it stands.
    fn goal(
        &mut self,
        heading: &Heading,
        known: Option<GoalId>,
        after: &mut Option<Position>,
    ) -> Result<GoalId, Reason> {
        let goal = match known.and_then(|id| self.work.goal(id)) {
            Some(goal) => Goal {
                number: heading.number.unwrap_or(goal.number),
                label: filled(heading.label.as_ref(), &goal.label),
                name: filled(Some(&heading.name), &goal.name),
                ..goal.clone()
            },
            None => {
                let goals = self.work.goals();
                let siblings: Vec<_> = goals.iter().map(|it| (it.position, it.number)).collect();
                let number = heading.number.unwrap_or_else(|| next_number(&siblings));
                let default = || Goal::default_label(number);
                Goal {
                    id: GoalId::new(),
                    number,
                    label: heading.label.clone().unwrap_or_else(default),
                    name: heading.name.clone(),
                    position: place(&siblings, *after, number),
                }
            }
        };
        *after = Some(goal.position);
        let id = goal.id;
        let changes: Vec<Change> = self.work.put(Record::Goal(goal)).into_iter().collect();
        self.apply(&changes)?;
        Ok(id)
    }

    /// Reads what stands under one of the goals in `scope`: the goal that the source names, or all
    /// where it names none.
    fn directions(&mut self, scope: &[GoalId], listed: &[ListedDirection]) {
        let known: Vec<Direction> =
            scope.iter().flat_map(|goal| self.work.directions(*goal)).cloned().collect();
        let candidates: Vec<Known<'_, DirectionId>> = known
            .iter()
            .map(|it| Known { id: it.id, number: it.number, name: &it.name, lead: Vec::new() })
            .collect();
        let headings = listed.iter().filter_map(|direction| direction.heading.as_ref());
        let mut ids = matched(&candidates, &wanted(headings)).into_iter();
        let mut after = None;
        let mut scope = scope.to_vec();
        for direction in listed {
            let under = match &direction.heading {
                None => Ok(scope
                    .iter()
                    .flat_map(|goal| self.work.directions(*goal))
                    .map(|direction| direction.id)
                    .collect()),
                Some(heading) => {
                    let known = ids.next().and_then(Match::first);
                    let old = known.and_then(|id| self.work.direction(id));
                    let old = old.map(|it| it.name.clone());
                    let is_of = |importer: &Self, id| {
                        importer.work.measure(id).map(|it| it.direction) == known
                    };
                    let measures = direction.measures.iter();
                    let is_meant = self.is_meant(heading, old.as_deref(), measures, is_of);
                    let known = known.filter(|_| is_meant);
                    if self.are_left(std::slice::from_ref(direction), known.is_some()) {
                        Ok(known.into_iter().collect())
                    } else {
                        self.direction(&mut scope, heading, known, &mut after).map(|id| vec![id])
                    }
                }
            };
            match under {
                Ok(under) => self.measures(&scope, &under, &direction.measures),
                Err(reason) => self.refuse_all(std::slice::from_ref(direction), &reason),
            }
        }
    }

    /// Updates the direction that a heading means, or adds it. A goal that is made for it is from then
    /// on the one in `scope`.
    fn direction(
        &mut self,
        scope: &mut Vec<GoalId>,
        heading: &Heading,
        known: Option<DirectionId>,
        after: &mut Option<Position>,
    ) -> Result<DirectionId, Reason> {
        let direction = match known.and_then(|id| self.work.direction(id)) {
            Some(direction) => Direction {
                number: heading.number.unwrap_or(direction.number),
                name: filled(Some(&heading.name), &direction.name),
                ..direction.clone()
            },
            None => {
                let goal = self.goal_for_new(scope)?;
                let directions = self.work.directions(goal);
                let siblings: Vec<_> =
                    directions.iter().map(|it| (it.position, it.number)).collect();
                let number = heading.number.unwrap_or_else(|| next_number(&siblings));
                Direction {
                    id: DirectionId::new(),
                    goal,
                    number,
                    name: heading.name.clone(),
                    position: place(&siblings, *after, number),
                }
            }
        };
        *after = Some(direction.position);
        let id = direction.id;
        let changes: Vec<Change> =
            self.work.put(Record::Direction(direction)).into_iter().collect();
        self.apply(&changes)?;
        Ok(id)
    }

    /// The goal under which new directions go: the only one there is, or a first one.
    fn goal_for_new(&mut self, scope: &mut Vec<GoalId>) -> Result<GoalId, Reason> {
        let heading =
            Heading { place: Place::Declaration, number: None, label: None, name: String::new() };
        match scope.as_slice() {
            [goal] => Ok(*goal),
            [] if self.work.goals().is_empty() => {
                let goal = self.goal(&heading, None, &mut None)?;
                scope.push(goal);
                Ok(goal)
            }
            _ => {
                let last = self.work.goals().last().map(|goal| goal.id);
                let last = last.filter(|_| self.is_new()).ok_or(Reason::Homeless)?;
                *scope = vec![last];
                Ok(last)
            }
        }
    }

    /// The direction in which new measures go: the one that the source names, or the only one or the
    /// unnamed one where it names none.
    pub(super) fn direction_for_new(
        &mut self,
        goals: &[GoalId],
        scope: &[DirectionId],
    ) -> Result<DirectionId, Reason> {
        let unnamed = || {
            let mut directions = scope.iter().filter_map(|id| self.work.direction(*id));
            directions.find(|direction| direction.name.is_empty()).map(|direction| direction.id)
        };
        let heading =
            Heading { place: Place::Declaration, number: None, label: None, name: String::new() };
        match scope {
            [direction] => Ok(*direction),
            [] => self.direction(&mut goals.to_vec(), &heading, None, &mut None),
            _ => match unnamed() {
                Some(direction) => Ok(direction),
                None if self.is_new() => {
                    self.direction(&mut goals.to_vec(), &heading, None, &mut None)
                }
                None => Err(Reason::Homeless),
            },
        }
    }

    /// Whether the book had nothing in it: then the list says all that there is, and no measure is
    /// refused because nothing says where it belongs.
    fn is_new(&self) -> bool {
        self.book.goals().is_empty()
    }
}

fn wanted<'a>(headings: impl Iterator<Item = &'a Heading>) -> Vec<Wanted<'a>> {
    headings
        .map(|heading| Wanted { number: heading.number, name: &heading.name, lead: None })
        .collect()
}

/// What the source says, unless that is nothing.
fn filled(new: Option<&String>, old: &str) -> String {
    new.filter(|new| !new.is_empty()).map_or_else(|| old.to_owned(), Clone::clone)
}
