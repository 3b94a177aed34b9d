//! The rows of the registers, all alike: by name, by place, by what is typed into them.

use crate::domain::{
    Book, BracketStyle, Department, Direction, DirectionId, Field, FirstReiwa, Goal, GoalId, Hue,
    NumberStyle, Position, ProgressStatus, Record, Value, text,
};

/// A field of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Number,
    Label,
    Name,
    Municipality,
    Title,
    Contact,
    Mark,
    Meaning,
}

/// A value of a row that is chosen rather than typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    FirstReiwa(FirstReiwa),
    NumberStyle(NumberStyle),
    BracketStyle(BracketStyle),
    Hue(Hue),
    /// 完了として数える.
    Done(bool),
}

/// What can be added by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum New {
    Department,
    Status,
    Goal,
    Direction(GoalId),
}

impl New {
    /// A row that is not stored yet, behind its siblings, with the next number.
    pub fn record(self, book: &Book) -> Record {
        match self {
            Self::Department => Record::Department(Department::new(
                "",
                Position::after_all(book.departments().iter().map(|row| row.position)),
            )),
            Self::Status => Record::Status(ProgressStatus::new(
                "",
                Position::after_all(book.statuses().iter().map(|row| row.position)),
            )),
            Self::Goal => {
                let goals = book.goals();
                let number = next(goals.iter().map(|goal| goal.number));
                Record::Goal(Goal {
                    id: GoalId::new(),
                    number,
                    label: Goal::default_label(number),
                    name: String::new(),
                    position: Position::after_all(goals.iter().map(|goal| goal.position)),
                })
            }
            Self::Direction(goal) => {
                let siblings = book.directions(goal);
                Record::Direction(Direction {
                    id: DirectionId::new(),
                    goal,
                    number: next(siblings.iter().map(|row| row.number)),
                    name: String::new(),
                    position: Position::after_all(siblings.iter().map(|row| row.position)),
                })
            }
        }
    }
}

fn next(numbers: impl Iterator<Item = u32>) -> u32 {
    numbers.max().unwrap_or(0).saturating_add(1)
}

/// The name under which an edit of a row is told.
pub(super) fn name(book: &Book, record: &Record) -> String {
    match record {
        Record::Plan(plan) => plan.name.clone(),
        Record::Department(row) => row.name.clone(),
        Record::Status(row) => row.name.clone(),
        Record::Goal(goal) if goal.name.is_empty() => goal.label.clone(),
        Record::Goal(goal) => goal.name.clone(),
        Record::Direction(row) if row.name.is_empty() => text::circled(row.number),
        Record::Direction(row) => row.name.clone(),
        Record::Year(year) => book.year_label(year.year),
        // Not edited here.
        _ => String::new(),
    }
}

/// The number of a heading.
pub(super) const fn number(record: &Record) -> Option<u32> {
    match record {
        Record::Goal(goal) => Some(goal.number),
        Record::Direction(direction) => Some(direction.number),
        _ => None,
    }
}

/// Gives a heading its number. The label of a goal follows as long as it is the ordinary one.
pub(super) fn set_number(record: &mut Record, number: u32) {
    match record {
        Record::Goal(goal) => {
            if goal.label == Goal::default_label(goal.number) {
                goal.label = Goal::default_label(number);
            }
            goal.number = number;
        }
        Record::Direction(direction) => direction.number = number,
        _ => {}
    }
}

/// The text of a row that is typed into one of its fields; `None` where it has no such field.
pub(super) fn text_mut(record: &mut Record, part: Part) -> Option<&mut String> {
    match (record, part) {
        (Record::Plan(plan), Part::Name) => Some(&mut plan.name),
        (Record::Plan(plan), Part::Municipality) => Some(&mut plan.municipality),
        (Record::Plan(plan), Part::Title) => Some(&mut plan.title),
        (Record::Department(row), Part::Name) => Some(&mut row.name),
        (Record::Status(row), Part::Name) => Some(&mut row.name),
        (Record::Department(row), Part::Contact) => Some(&mut row.contact),
        (Record::Status(row), Part::Mark) => Some(&mut row.mark),
        (Record::Status(row), Part::Meaning) => Some(&mut row.meaning),
        (Record::Goal(goal), Part::Name) => Some(&mut goal.name),
        (Record::Goal(goal), Part::Label) => Some(&mut goal.label),
        (Record::Direction(row), Part::Name) => Some(&mut row.name),
        (
            _,
            Part::Name
            | Part::Municipality
            | Part::Title
            | Part::Label
            | Part::Number
            | Part::Contact
            | Part::Mark
            | Part::Meaning,
        ) => None,
    }
}

/// Puts a chosen value into a row; nothing where it has no such value.
pub(super) const fn choose(record: &mut Record, choice: Choice) {
    match (record, choice) {
        (Record::Plan(plan), Choice::FirstReiwa(first_reiwa)) => plan.first_reiwa = first_reiwa,
        (Record::Plan(plan), Choice::NumberStyle(style)) => plan.number_style = style,
        (Record::Plan(plan), Choice::BracketStyle(style)) => plan.bracket_style = style,
        (Record::Status(row), Choice::Hue(hue)) => row.hue = hue,
        (Record::Status(row), Choice::Done(done)) => row.done = done,
        (
            _,
            Choice::FirstReiwa(_)
            | Choice::NumberStyle(_)
            | Choice::BracketStyle(_)
            | Choice::Hue(_)
            | Choice::Done(_),
        ) => {}
    }
}

/// The row with a mark of 廃止, or without it.
pub(super) fn retired(mut record: Record, retired: bool) -> Record {
    let _ = record.set(Field::Retired, Value::Flag(retired));
    record
}

/// The row at another place.
pub(super) fn placed(mut record: Record, position: Position) -> Record {
    if let Some(Value::Place { parent, .. }) = record.value(Field::Place) {
        let _ = record.set(Field::Place, Value::Place { parent, position });
    }
    record
}
