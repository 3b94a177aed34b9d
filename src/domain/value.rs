//! Records as fields with values, for whatever treats all fields alike.

use super::{
    Approval, BracketStyle, Department, DepartmentId, Direction, Field, FirstReiwa, Goal, Hue,
    Implementation, Key, Measure, NumberStyle, Plan, Position, ProgressStatus, Record, Succession,
    Template, Year, template::Settings,
};
use serde::Serialize;

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
    Approval(Approval),
    Hue(Hue),
    FirstReiwa(FirstReiwa),
    NumberStyle(NumberStyle),
    BracketStyle(BracketStyle),
    Settings(Box<Settings>),
    /// All of a record, where it was added or deleted as such.
    Record(Box<Record>),
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
            Self::Text(_)
            | Self::Number(_)
            | Self::Flag(_)
            | Self::Approval(_)
            | Self::Hue(_)
            | Self::FirstReiwa(_)
            | Self::NumberStyle(_)
            | Self::BracketStyle(_)
            | Self::Settings(_) => Vec::new(),
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
                let into = departments(&[to(Key::Department(succession.into))]);
                let into = into.first().copied().unwrap_or(succession.into);
                Self::Successor(Some(Succession { into, ..succession }))
            }
            Self::Record(record) => Self::Record(Box::new(record.referring(to))),
            other => other,
        }
    }
}

impl Record {
    /// All fields but those that identify the record, in the order of its form.
    pub fn fields(&self) -> Vec<(Field, Value)> {
        let text = |text: &String| Value::Text(text.clone());
        let place = |parent, position| (Field::Place, Value::Place { parent, position });
        let listed = |ids: &[DepartmentId]| {
            Value::References(ids.iter().copied().map(Key::Department).collect())
        };
        // Taken apart by name: a field that is added to a record is not forgotten here.
        match self {
            Self::Plan(Plan {
                id: _,
                municipality,
                name,
                title,
                first_reiwa,
                number_style,
                bracket_style,
            }) => vec![
                (Field::Municipality, text(municipality)),
                (Field::PlanName, text(name)),
                (Field::Title, text(title)),
                (Field::FirstReiwa, Value::FirstReiwa(*first_reiwa)),
                (Field::NumberStyle, Value::NumberStyle(*number_style)),
                (Field::BracketStyle, Value::BracketStyle(*bracket_style)),
            ],
            Self::Goal(Goal { id: _, number, label, name, position }) => vec![
                (Field::Number, Value::Number(*number)),
                (Field::GoalLabel, text(label)),
                (Field::GoalName, text(name)),
                place(None, *position),
            ],
            Self::Direction(Direction { id: _, goal, number, name, position }) => vec![
                (Field::Number, Value::Number(*number)),
                (Field::DirectionName, text(name)),
                place(Some(Key::Goal(*goal)), *position),
            ],
            Self::Measure(Measure {
                id: _,
                direction,
                number,
                name,
                description,
                lead,
                related,
                position,
                retired,
            }) => vec![
                (Field::Number, Value::Number(*number)),
                (Field::MeasureName, text(name)),
                (Field::Description, text(description)),
                (Field::Lead, listed(lead)),
                (Field::Related, listed(related)),
                place(Some(Key::Direction(*direction)), *position),
                (Field::Retired, Value::Flag(*retired)),
            ],
            Self::Department(Department { id: _, name, position, retired, contact, successor }) => {
                vec![
                    (Field::DepartmentName, text(name)),
                    (Field::Contact, text(contact)),
                    (Field::Successor, Value::Successor(*successor)),
                    place(None, *position),
                    (Field::Retired, Value::Flag(*retired)),
                ]
            }
            Self::Status(ProgressStatus { id: _, name, position, retired, mark, done, hue }) => {
                vec![
                    (Field::StatusName, text(name)),
                    (Field::StatusMark, text(mark)),
                    (Field::Done, Value::Flag(*done)),
                    (Field::Hue, Value::Hue(*hue)),
                    place(None, *position),
                    (Field::Retired, Value::Flag(*retired)),
                ]
            }
            Self::Year(Year { year: _, closed }) => vec![(Field::Closed, Value::Flag(*closed))],
            Self::Implementation(Implementation {
                measure: _,
                year: _,
                status,
                narrative,
                approval,
                remark,
            }) => vec![
                (Field::Status, Value::Reference(status.map(Key::Status))),
                (Field::Narrative, text(narrative)),
                (Field::Approval, Value::Approval(*approval)),
                (Field::Remark, text(remark)),
            ],
            Self::Template(Template { id: _, name, position, settings }) => vec![
                (Field::TemplateName, text(name)),
                (Field::Settings, Value::Settings(settings.clone())),
                place(None, *position),
            ],
        }
    }

    /// One of its [`fields`](Self::fields).
    pub fn value(&self, field: Field) -> Option<Value> {
        self.fields().into_iter().find(|(it, _)| *it == field).map(|(_, value)| value)
    }

    /// Makes a field as it is to be; tells whether this record has such a field with such values.
    pub fn set(&mut self, field: Field, value: Value) -> bool {
        match (self, field, value) {
            (Self::Plan(row), Field::FirstReiwa, Value::FirstReiwa(value)) => {
                row.first_reiwa = value;
            }
            (Self::Plan(row), Field::NumberStyle, Value::NumberStyle(value)) => {
                row.number_style = value;
            }
            (Self::Plan(row), Field::BracketStyle, Value::BracketStyle(value)) => {
                row.bracket_style = value;
            }
            (Self::Goal(Goal { number, .. }), Field::Number, Value::Number(value))
            | (Self::Direction(Direction { number, .. }), Field::Number, Value::Number(value))
            | (Self::Measure(Measure { number, .. }), Field::Number, Value::Number(value)) => {
                *number = value;
            }
            (
                Self::Goal(Goal { position: at, .. })
                | Self::Department(Department { position: at, .. })
                | Self::Status(ProgressStatus { position: at, .. })
                | Self::Template(Template { position: at, .. }),
                Field::Place,
                Value::Place { parent: None, position },
            ) => *at = position,
            (
                Self::Direction(row),
                Field::Place,
                Value::Place { parent: Some(Key::Goal(goal)), position },
            ) => (row.goal, row.position) = (goal, position),
            (
                Self::Measure(row),
                Field::Place,
                Value::Place { parent: Some(Key::Direction(direction)), position },
            ) => (row.direction, row.position) = (direction, position),
            (
                Self::Measure(Measure { retired, .. })
                | Self::Department(Department { retired, .. })
                | Self::Status(ProgressStatus { retired, .. }),
                Field::Retired,
                Value::Flag(value),
            ) => *retired = value,
            (Self::Measure(row), Field::Lead, Value::References(keys)) => {
                row.lead = departments(&keys);
            }
            (Self::Measure(row), Field::Related, Value::References(keys)) => {
                row.related = departments(&keys);
            }
            (Self::Department(row), Field::Successor, Value::Successor(value)) => {
                row.successor = value;
            }
            (Self::Status(row), Field::Done, Value::Flag(value)) => row.done = value,
            (Self::Status(row), Field::Hue, Value::Hue(value)) => row.hue = value,
            (Self::Year(row), Field::Closed, Value::Flag(value)) => row.closed = value,
            (Self::Implementation(row), Field::Status, Value::Reference(None)) => row.status = None,
            (Self::Implementation(row), Field::Status, Value::Reference(Some(Key::Status(id)))) => {
                row.status = Some(id);
            }
            (Self::Implementation(row), Field::Approval, Value::Approval(value)) => {
                row.approval = value;
            }
            (Self::Implementation(row), Field::Remark, Value::Text(text)) => row.remark = text,
            (Self::Template(row), Field::Settings, Value::Settings(value)) => row.settings = value,
            (record, field, Value::Text(text)) => {
                let Some(place) = record.text_mut(field) else { return false };
                *place = text;
            }
            _ => return false,
        }
        true
    }

    /// The records that this one cannot do without, its own identity's included.
    pub fn references(&self) -> Vec<Key> {
        let owners = match self {
            Self::Implementation(entry) => {
                vec![Key::Measure(entry.measure), Key::Year(entry.year)]
            }
            _ => Vec::new(),
        };
        let values = self.fields().into_iter().flat_map(|(_, value)| value.references());
        owners.into_iter().chain(values).collect()
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

fn departments(keys: &[Key]) -> Vec<DepartmentId> {
    keys.iter()
        .filter_map(|key| if let Key::Department(id) = key { Some(*id) } else { None })
        .collect()
}
