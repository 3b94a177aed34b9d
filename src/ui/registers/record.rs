//! The rows of the registers, all alike: by name, by place, by what is typed into them.

use crate::domain::rate::RateRule;
use crate::domain::scale::Basis;
use crate::domain::{
    Book, BracketStyle, Department, Direction, DirectionId, Field, Figure, FirstReiwa, Goal,
    GoalId, Grade, Hue, NumberStyle, Position, ProgressStatus, Record, Scale, ScaleId, Value, text,
};
use crate::ui::number::typed;

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
    /// 指標の種別, a line each; written with 、 between.
    IndicatorKinds,
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
    RateRule(RateRule),
    Basis(Basis),
    /// 集計に数える.
    Counted(bool),
}

/// What can be added by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum New {
    Department,
    Status,
    Goal,
    Direction(GoalId),
    Scale,
    Grade(ScaleId),
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
            Self::Scale => Record::Scale(Scale::new(
                "",
                Position::after_all(book.scales().iter().map(|row| row.position)),
            )),
            Self::Grade(scale) => {
                let siblings = book.grades(scale);
                let position = Position::after_all(siblings.iter().map(|row| row.position));
                Record::Grade(Grade::new(scale, "", position))
            }
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
        Record::Scale(row) => row.name.clone(),
        Record::Grade(row) => row.mark.clone(),
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

/// What is typed into a row as a number: that of a heading, or the bound of a grade.
pub(super) fn number_text(record: &Record) -> String {
    match record {
        Record::Grade(grade) => grade.lower.to_string(),
        record => number(record).map(|number| number.to_string()).unwrap_or_default(),
    }
}

/// Takes what is typed as a number, as far as it can be read.
pub(super) fn write_number(record: &mut Record, text: &str) {
    match record {
        Record::Grade(grade) => grade.lower = Figure::parse(text, "%"),
        record => typed(text).into_iter().for_each(|number| set_number(record, number)),
    }
}

/// Gives a heading its number. The label of a goal follows as long as it is the ordinary one.
fn set_number(record: &mut Record, number: u32) {
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
        (Record::Scale(row), Part::Name) => Some(&mut row.name),
        (Record::Grade(row), Part::Name) => Some(&mut row.mark),
        (Record::Grade(row), Part::Meaning) => Some(&mut row.meaning),
        (Record::Plan(plan), Part::IndicatorKinds) => Some(&mut plan.indicator_kinds),
        (
            _,
            Part::Name
            | Part::Municipality
            | Part::Title
            | Part::Label
            | Part::Number
            | Part::Contact
            | Part::Mark
            | Part::Meaning
            | Part::IndicatorKinds,
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
        (Record::Plan(plan), Choice::RateRule(rule)) => plan.rate_rule = rule,
        (Record::Scale(row), Choice::Basis(basis)) => row.basis = basis,
        (Record::Grade(row), Choice::Hue(hue)) => row.hue = hue,
        (Record::Grade(row), Choice::Counted(counted)) => row.counted = counted,
        (
            _,
            Choice::FirstReiwa(_)
            | Choice::NumberStyle(_)
            | Choice::BracketStyle(_)
            | Choice::Hue(_)
            | Choice::Done(_)
            | Choice::RateRule(_)
            | Choice::Basis(_)
            | Choice::Counted(_),
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
