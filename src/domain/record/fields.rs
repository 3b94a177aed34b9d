//! Records as fields with values, for whatever treats all fields alike.

use super::with_row;
use crate::domain::field::{About, FieldSpec, Fields, Kind};
use crate::domain::{
    Department, Direction, DirectionId, Field, Goal, GoalId, Implementation, Key, Measure, Noun,
    Plan, Position, ProgressStatus, Record, Template, Value, Year,
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
            | Self::Template(Template { name, .. }) => Some(name),
            Self::Year(_) | Self::Implementation(_) => None,
        }
    }

    /// All fields but those that identify the record, in the order of its form.
    pub fn fields(&self) -> Vec<(Field, Value)> {
        fn values<R: Fields>(row: &R) -> Vec<(Field, Value)> {
            fields::<R>().map(|spec| (spec.about.field, (spec.get)(row))).collect()
        }
        with_row!(self, row => values(row))
    }

    /// One of its [`fields`](Self::fields).
    pub fn value(&self, field: Field) -> Option<Value> {
        fn value<R: Fields>(row: &R, field: Field) -> Option<Value> {
            fields::<R>().find(|spec| spec.about.field == field).map(|spec| (spec.get)(row))
        }
        with_row!(self, row => value(row, field))
    }

    /// Makes a field, or a text in one, as it is to be; tells whether this record has such a field with
    /// such values.
    pub fn set(&mut self, field: Field, value: Value) -> bool {
        fn set<R: Fields>(row: &mut R, field: Field, value: Value) -> bool {
            let spec = R::FIELDS.iter().find(|spec| spec.about.field == field);
            spec.is_some_and(|spec| (spec.set)(row, value))
        }
        with_row!(self, row => set(row, field, value))
    }

    /// The texts of this record that may stand on a paper, in the order of its form.
    pub fn texts(&self) -> Vec<(Field, &str)> {
        let all = self.all_texts().into_iter();
        all.filter(|(about, _)| about.is_printed).map(|(about, text)| (about.field, text)).collect()
    }

    /// All texts of this record, with what there is to know of their fields.
    pub fn all_texts(&self) -> Vec<(About, &str)> {
        fn texts<R: Fields>(row: &R) -> Vec<(About, &str)> {
            let text = |spec: &'static FieldSpec<R>| Some((spec.about, spec.text.as_ref()?));
            let texts = R::FIELDS.iter().filter_map(text);
            texts.map(|(about, text)| (about, (text.get)(row).as_str())).collect()
        }
        with_row!(self, row => texts(row))
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
        fn values<R: Fields>(row: &R) -> Vec<Value> {
            let referring = fields::<R>().filter(|spec| spec.about.kind.refers());
            referring.map(|spec| (spec.get)(row)).collect()
        }
        let mut all = match self {
            Self::Implementation(entry) => {
                vec![Key::Measure(entry.measure), Key::Year(entry.year)]
            }
            _ => Vec::new(),
        };
        let values: Vec<Value> = with_row!(self, row => values(row));
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
            _ => {}
        }
        for (field, value) in self.fields() {
            let _ = record.set(field, value.referring(to));
        }
        record
    }
}

/// The fields of a record, without the texts that are parts of one.
fn fields<R: Fields>() -> impl Iterator<Item = &'static FieldSpec<R>> {
    R::FIELDS.iter().filter(|spec| spec.about.kind != Kind::Part)
}
