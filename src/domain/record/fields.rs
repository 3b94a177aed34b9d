//! Records as fields with values, for whatever treats all fields alike.

use super::with_row;
use crate::domain::field::{About, Fields, Kind};
use crate::domain::indicator::{Amendment, Indicator, OutlineKey};
use crate::domain::observation::Observation;
use crate::domain::scale::{Grade, Scale};
use crate::domain::{
    Department, Direction, DirectionId, Field, Goal, GoalId, Implementation, Key, Measure, Noun,
    Plan, Position, ProgressStatus, Record, ScaleId, Template, Value, Year,
};
use uuid::Uuid;

impl Field {
    /// Whether it is a text of several lines.
    pub fn has_lines(self) -> bool {
        let mut all = Noun::ALL.into_iter().flat_map(Noun::fields);
        all.any(|about| about.field == self && about.kind == Kind::Lines)
    }
}

impl Noun {
    /// What there is to know of the fields of a kind of record.
    pub fn fields(self) -> Vec<About> {
        fn all<R: Fields>() -> Vec<About> {
            let fields = R::FIELDS.iter().map(|spec| spec.about);
            fields.filter(|about| about.kind != Kind::Part).collect()
        }
        match self {
            Self::Plan => all::<Plan>(),
            Self::Goal => all::<Goal>(),
            Self::Direction => all::<Direction>(),
            Self::Measure => all::<Measure>(),
            Self::Department => all::<Department>(),
            Self::Status => all::<ProgressStatus>(),
            Self::Year => all::<Year>(),
            Self::Implementation => all::<Implementation>(),
            Self::Template => all::<Template>(),
            Self::Indicator => all::<Indicator>(),
            Self::Observation => all::<Observation>(),
            Self::Amendment => all::<Amendment>(),
            Self::Scale => all::<Scale>(),
            Self::Grade => all::<Grade>(),
        }
    }
}

impl Record {
    /// A record of this identity with nothing in its fields.
    pub fn empty(key: Key) -> Self {
        let (number, name, position) = (0, String::new(), Position::FIRST);
        match key {
            Key::Plan => Self::Plan(Plan::new("", "")),
            Key::Goal(id) => Self::Goal(Goal { id, number, label: String::new(), name, position }),
            Key::Direction(id) => {
                let goal = GoalId::from_uuid(Uuid::nil());
                Self::Direction(Direction { id, goal, number, name, position })
            }
            Key::Measure(id) => {
                let direction = DirectionId::from_uuid(Uuid::nil());
                Self::Measure(Measure { id, ..Measure::new(direction, number, name, position) })
            }
            Key::Department(id) => {
                Self::Department(Department { id, ..Department::new(name, position) })
            }
            Key::Status(id) => {
                Self::Status(ProgressStatus { id, ..ProgressStatus::new(name, position) })
            }
            Key::Year(year) => Self::Year(Year { year, closed: false }),
            Key::Implementation(measure, year) => {
                Self::Implementation(Implementation::blank(measure, year))
            }
            Key::Template(id) => {
                Self::Template(Template { id, name, position, settings: Box::default() })
            }
            Key::Indicator(id) => {
                let blank = Indicator::new(name, OutlineKey::Plan, position);
                Self::Indicator(Box::new(Indicator { id, ..blank }))
            }
            Key::Observation(indicator, year) => {
                Self::Observation(Observation::blank(indicator, year))
            }
            Key::Amendment(indicator, year) => Self::Amendment(Amendment::blank(indicator, year)),
            Key::Scale(id) => Self::Scale(Scale { id, ..Scale::new(name, position) }),
            Key::Grade(id) => {
                let scale = ScaleId::from_uuid(Uuid::nil());
                Self::Grade(Grade { id, ..Grade::new(scale, name, position) })
            }
        }
    }

    /// Its own name; `None` for years and entries, which have none.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Plan(Plan { name, .. })
            | Self::Goal(Goal { name, .. })
            | Self::Direction(Direction { name, .. })
            | Self::Measure(Measure { name, .. })
            | Self::Department(Department { name, .. })
            | Self::Status(ProgressStatus { name, .. })
            | Self::Template(Template { name, .. })
            | Self::Scale(Scale { name, .. })
            | Self::Grade(Grade { mark: name, .. }) => Some(name),
            Self::Indicator(row) => Some(&row.name),
            Self::Year(_) | Self::Implementation(_) | Self::Observation(_) | Self::Amendment(_) => {
                None
            }
        }
    }

    /// All fields but those that identify the record, in the order of its form.
    pub fn fields(&self) -> Vec<(Field, Value)> {
        with_row!(self, row => row.values())
    }

    /// One of its [`fields`](Self::fields).
    pub fn value(&self, field: Field) -> Option<Value> {
        with_row!(self, row => row.value(field))
    }

    /// Makes a field, or a text in one, as it is to be; tells whether this record has such a field with
    /// such values.
    pub fn set(&mut self, field: Field, value: Value) -> bool {
        with_row!(self, row => row.set(field, value))
    }

    /// The texts of this record that may stand on a paper, in the order of its form.
    pub fn texts(&self) -> Vec<(Field, &str)> {
        let all = self.all_texts().into_iter();
        all.filter(|(about, _)| about.is_printed).map(|(about, text)| (about.field, text)).collect()
    }

    /// All texts of this record, with what there is to know of their fields.
    pub fn all_texts(&self) -> Vec<(About, &str)> {
        with_row!(self, row => row.texts())
    }

    /// One of its [texts](Self::all_texts).
    pub fn text(&self, field: Field) -> Option<&str> {
        with_row!(self, row => row.text(field).map(String::as_str))
    }

    /// The same text, for changing it.
    pub fn text_mut(&mut self, field: Field) -> Option<&mut String> {
        with_row!(self, row => row.text_mut(field))
    }

    /// The records that this one cannot do without, its own identity's included.
    pub fn references(&self) -> Vec<Key> {
        let mut all = match self {
            Self::Implementation(entry) => {
                vec![Key::Measure(entry.measure), Key::Year(entry.year)]
            }
            // Targets are entered for years that have not begun.
            Self::Observation(Observation { indicator, .. })
            | Self::Amendment(Amendment { indicator, .. }) => vec![Key::Indicator(*indicator)],
            _ => Vec::new(),
        };
        let values: Vec<Value> = with_row!(self, row => row.referring());
        all.extend(values.iter().flat_map(Value::references));
        all
    }

    /// The record with another identity of its kind where `to` leads its own there, and with its
    /// references led as well.
    #[must_use]
    pub fn referring(&self, to: &impl Fn(Key) -> Key) -> Self {
        let mut record = self.clone();
        match (&mut record, to(self.key())) {
            (Self::Department(row), Key::Department(id)) => row.id = id,
            (Self::Status(row), Key::Status(id)) => row.id = id,
            (Self::Template(row), Key::Template(id)) => row.id = id,
            (Self::Scale(row), Key::Scale(id)) => row.id = id,
            _ => {}
        }
        for (field, value) in self.fields() {
            let _ = record.set(field, value.referring(to));
        }
        record
    }
}
