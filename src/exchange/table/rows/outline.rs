//! The goals and directions under which the rows stand.

use super::{Reader, UpperHeading};
use crate::exchange::doubt::Question;
use crate::exchange::grid::Row;
use crate::exchange::listing::{Heading, ListedDirection, ListedGoal};
use crate::exchange::place::Place;
use crate::exchange::table::columns::Column;
use crate::exchange::table::headings::{self, Kind, Parsed};
use crate::exchange::table::number_columns;
use crate::exchange::table::numbering::number_of;
use crate::exchange::table::sheet::Sheet;

impl Reader<'_> {
    /// A goal below the row of a department stands under it; one after its measures ends it.
    pub(super) fn leave_department(&mut self) {
        match &mut self.department {
            Some(row) if row.is_fresh => row.is_outer = true,
            Some(row) if row.is_outer => {}
            _ => self.end_department(),
        }
    }

    /// Leaves the row of a department, and tells it where all measures below have departments of their
    /// own.
    pub(super) fn end_department(&mut self) {
        if let Some((row, column)) = self.department.take().and_then(|it| it.unused) {
            self.account.tell(row, column, Question::NoField);
        }
    }

    /// Tells a heading that stands right above one of a finer level, which is that of the direction.
    pub(super) fn leave_upper(&mut self, finer: Option<Kind>) {
        let is_other =
            |upper: &UpperHeading| upper.kind.is_some() && finer.is_some() && upper.kind != finer;
        let Some(upper) = self.upper.take().filter(is_other) else { return };
        let goal = self.goal.and_then(|at| self.listing.goals.get_mut(at));
        if let Some(goal) = goal
            && self.direction.is_some_and(|at| at + 1 == goal.directions.len())
            && goal.directions.last().is_some_and(|it| it.measures.is_empty())
        {
            let _ = goal.directions.pop();
            self.direction = None;
        }
        for column in upper.columns {
            self.account.tell(upper.row, column, Question::MiddleHeading);
        }
    }

    /// The numbers of the goal and of the direction under which the row stands.
    pub(super) fn numbers_above(&self) -> [Option<u32>; 2] {
        let goal = self.goal.and_then(|at| self.listing.goals.get(at));
        let direction = goal.and_then(|goal| goal.directions.get(self.direction?));
        let number = |heading: Option<&Heading>| heading?.number;
        [
            number(goal.and_then(|it| it.heading.as_ref())),
            number(direction.and_then(|it| it.heading.as_ref())),
        ]
    }

    /// Whether the measures read last stand under no direction.
    pub(super) fn is_flat(&self) -> bool {
        let goal = self.goal.and_then(|at| self.listing.goals.get(at));
        let direction = goal.and_then(|goal| goal.directions.get(self.direction?));
        direction.is_some_and(|it| it.heading.is_none() && !it.measures.is_empty())
    }

    /// Takes the goal and the direction from their columns. Blank cells mean: as in the row above.
    pub(super) fn enter_columns(&mut self, sheet: &Sheet<'_>, index: usize, row: &Row) {
        let number = |column| sheet.text(row, column).as_deref().and_then(number_of);
        let goal = sheet.level(row, Column::Goal).cloned();
        let label = sheet.exact(row, Column::GoalLabel, Column::GoalNumber);
        let name = sheet.exact(row, Column::GoalName, Column::GoalNumber);
        let direction = sheet.level(row, Column::Direction).cloned();
        let name_of_direction = sheet.exact(row, Column::DirectionName, Column::DirectionNumber);
        self.store(sheet, row, |column| match column {
            Column::Goal | Column::Direction => sheet.level(row, column).is_some(),
            Column::GoalNumber | Column::DirectionNumber => number(column).is_some(),
            Column::GoalLabel => label.is_some(),
            Column::GoalName => name.is_some(),
            Column::DirectionName => name_of_direction.is_some(),
            _ => false,
        });
        for titled in &sheet.layout.columns {
            let cell = row.cell(titled.at);
            if matches!(titled.column, Column::Goal | Column::Direction)
                && !cell.carried
                && headings::is_again(cell.text())
            {
                let doubt = sheet.doubt(index, Some(titled.at), cell.text(), Question::Again);
                self.listing.doubts.push(doubt);
            }
        }
        if let Some(goal) = overridden(goal, number(Column::GoalNumber), label, name) {
            self.enter_goal(goal, sheet.place(index));
        }
        let number = number(Column::DirectionNumber);
        if let Some(direction) = overridden(direction, number, None, name_of_direction) {
            self.enter_direction(direction, sheet.place(index));
        }
        self.enter_path(sheet, index, row);
    }

    /// Takes the goal and the direction from the numbers before that of the measure.
    fn enter_path(&mut self, sheet: &Sheet<'_>, index: usize, row: &Row) {
        let numbers = sheet.text(row, Column::NumberPath).map(|text| number_columns::path(&text));
        let numbered =
            |number: &u32| Parsed { number: Some(*number), label: None, name: String::new() };
        let (goal, direction) = match numbers.as_deref() {
            Some([goal, direction, _]) => (Some(goal), Some(direction)),
            Some([direction, _]) => (None, Some(direction)),
            _ => (None, None),
        };
        // What columns of their own say goes before.
        let goal = goal.filter(|_| !sheet.goal_column);
        let direction = direction.filter(|_| !sheet.direction_column);
        if let Some(goal) = goal {
            self.enter_goal(numbered(goal), sheet.place(index));
        }
        if let Some(direction) = direction {
            self.enter_direction(numbered(direction), sheet.place(index));
        }
    }

    /// A goal's heading with the name that an earlier page gave it.
    pub(super) fn completed(&self, parsed: Parsed) -> Parsed {
        let headings = self.listing.goals.iter().filter_map(|goal| goal.heading.as_ref());
        let known = headings.rev().find(|known| {
            parsed.name.is_empty() && known.number == parsed.number && known.label == parsed.label
        });
        match known {
            Some(known) => Parsed { name: known.name.clone(), ..parsed },
            None => parsed,
        }
    }

    /// Goes on under a goal, the known one of that heading or a new one.
    pub(super) fn enter_goal(&mut self, parsed: Parsed, place: Place) {
        let tab = self.tab.take().filter(|at| at + 1 == self.listing.goals.len());
        let of_tab =
            tab.and_then(|at| self.listing.goals.get(at)).filter(|it| it.directions.is_empty());
        if let Some(heading) = of_tab.and_then(|goal| goal.heading.as_ref()) {
            if parsed.name.is_empty() && heading.number == parsed.number {
                return;
            }
            let _ = self.listing.goals.pop();
            self.goal = None;
        }
        let known = self.listing.goals.iter().position(|goal| {
            goal.heading.as_ref().is_some_and(|heading| is_same(heading, &parsed))
        });
        if known.is_some() && known == self.goal {
            return;
        }
        self.goal = Some(known.unwrap_or_else(|| {
            let directions = Vec::new();
            self.listing
                .goals
                .push(ListedGoal { heading: Some(heading(parsed, place)), directions });
            self.listing.goals.len() - 1
        }));
        self.direction = None;
    }

    /// Goes on under a direction of the present goal.
    pub(super) fn enter_direction(&mut self, parsed: Parsed, place: Place) {
        let goal = self.present_goal();
        let Some(goal) = self.listing.goals.get_mut(goal) else { return };
        let known = goal.directions.iter().position(|direction| {
            direction.heading.as_ref().is_some_and(|heading| is_same(heading, &parsed))
        });
        self.direction = Some(known.unwrap_or_else(|| {
            let measures = Vec::new();
            goal.directions
                .push(ListedDirection { heading: Some(heading(parsed, place)), measures });
            goal.directions.len() - 1
        }));
    }

    /// The goal under which the next row stands: one without a heading where none has come.
    fn present_goal(&mut self) -> usize {
        *self.goal.get_or_insert_with(|| {
            self.listing.goals.push(ListedGoal { heading: None, directions: Vec::new() });
            self.listing.goals.len() - 1
        })
    }

    pub(super) fn present_direction(&mut self) -> (usize, usize) {
        let at = self.present_goal();
        let direction = match (self.direction, self.listing.goals.get_mut(at)) {
            (Some(direction), _) => direction,
            (None, None) => 0,
            (None, Some(goal)) => {
                let unnamed = goal.directions.iter().position(|it| it.heading.is_none());
                unnamed.unwrap_or_else(|| {
                    goal.directions.push(ListedDirection { heading: None, measures: Vec::new() });
                    goal.directions.len() - 1
                })
            }
        };
        self.direction = Some(direction);
        (at, direction)
    }
}

/// A heading with what separate columns say of it.
fn overridden(
    parsed: Option<Parsed>,
    number: Option<u32>,
    label: Option<String>,
    name: Option<String>,
) -> Option<Parsed> {
    if parsed.is_none() && number.is_none() && name.is_none() {
        return None;
    }
    let parsed = parsed.unwrap_or(Parsed { number: None, label: None, name: String::new() });
    Some(Parsed {
        number: number.or(parsed.number),
        label: label.or(parsed.label),
        name: name.unwrap_or(parsed.name),
    })
}

/// Whether a heading is the one known already.
fn is_same(known: &Heading, parsed: &Parsed) -> bool {
    (known.number, &known.label, &known.name) == (parsed.number, &parsed.label, &parsed.name)
}

fn heading(parsed: Parsed, place: Place) -> Heading {
    Heading { place, number: parsed.number, label: parsed.label, name: parsed.name }
}
