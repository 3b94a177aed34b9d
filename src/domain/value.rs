//! Records as fields with values, for whatever treats all fields alike.

use super::change::with_row;
use super::field::{About, FieldSpec, Fields, Kind};
use super::{
    Code, Department, DepartmentId, Direction, DirectionId, Field, Goal, GoalId, Implementation,
    Key, Measure, Noun, Plan, Position, ProgressStatus, Record, StatusId, Succession, Template,
    Year, template::Settings,
};
use serde::Serialize;
use uuid::Uuid;

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    Text(String),
    Number(u32),
    Flag(bool),
    /// Under which heading (`None` for what stands under none), and where among the others there.
    Place {
        parent: Option<Key>,
        position: Position,
    },
    Reference(Option<Key>),
    /// In the order in which they are printed.
    References(Vec<Key>),
    Successor(Option<Succession>),
    Settings(Box<Settings>),
    /// All of a record, where it was added or deleted as such.
    Record(Box<Record>),
    #[serde(untagged)]
    Code(Code),
}

impl Value {
    /// The records that the value refers to.
    pub fn references(&self) -> Vec<Key> {
        match self {
            Self::Place { parent: key, .. } | Self::Reference(key) => key.iter().copied().collect(),
            Self::References(keys) => keys.clone(),
            Self::Successor(succession) => {
                succession.iter().map(|it| Key::Department(it.into)).collect()
            }
            Self::Record(record) => record.references(),
            Self::Text(_) | Self::Number(_) | Self::Flag(_) | Self::Code(_) | Self::Settings(_) => {
                Vec::new()
            }
        }
    }

    /// The value with its references led elsewhere.
    #[must_use]
    pub fn referring(self, to: &impl Fn(Key) -> Key) -> Self {
        match self {
            Self::Place { parent, position } => Self::Place { parent: parent.map(to), position },
            Self::Reference(key) => Self::Reference(key.map(to)),
            Self::References(keys) => Self::References(keys.into_iter().map(to).collect()),
            Self::Successor(Some(succession)) => {
                let into = match to(Key::Department(succession.into)) {
                    Key::Department(into) => into,
                    _ => succession.into,
                };
                Self::Successor(Some(Succession { into, ..succession }))
            }
            Self::Record(record) => Self::Record(Box::new(record.referring(to))),
            other => other,
        }
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

    /// One of its [texts](Self::all_texts), for changing it.
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

/// A type of which fields are, as a [`Value`].
pub trait Held: Sized {
    fn to_value(&self) -> Value;

    /// `None` where the value is of another kind.
    fn from_value(value: Value) -> Option<Self>;
}

macro_rules! held {
    ($($type:ty = $variant:ident),+ $(,)?) => {$(
        impl Held for $type {
            fn to_value(&self) -> Value {
                Value::$variant(Clone::clone(self))
            }

            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::$variant(held) => Some(held),
                    _ => None,
                }
            }
        }
    )+};
}

held! {
    u32 = Number,
    bool = Flag,
    Option<Succession> = Successor,
    Box<Settings> = Settings,
}

impl Held for Option<StatusId> {
    fn to_value(&self) -> Value {
        Value::Reference(self.map(Key::Status))
    }

    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Reference(None) => Some(None),
            Value::Reference(Some(Key::Status(id))) => Some(Some(id)),
            _ => None,
        }
    }
}

impl Held for Vec<DepartmentId> {
    fn to_value(&self) -> Value {
        Value::References(self.iter().copied().map(Key::Department).collect())
    }

    fn from_value(value: Value) -> Option<Self> {
        let Value::References(keys) = value else { return None };
        let department = |key| if let Key::Department(id) = key { Some(id) } else { None };
        Some(keys.into_iter().filter_map(department).collect())
    }
}
