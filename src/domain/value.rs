//! What a field of a record holds, whatever the field.

use super::indicator::{Decimals, OutlineKey, RateChoice};
use super::rate::{Better, RateRule};
use super::scale::Basis;
use super::series::{Closing, Series};
use super::template::Settings;
use super::{
    Approval, BracketStyle, Code, DepartmentId, Dismissed, Figure, FirstReiwa, FiscalYear, GradeId,
    Hue, IndicatorId, Key, NumberStyle, Period, Position, Record, ScaleId, StatusId, Succession,
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
    Figure(Figure),
    Year(Option<FiscalYear>),
    /// In the order in which they are printed.
    References(Vec<Key>),
    Successor(Option<Succession>),
    Period(Period),
    Settings(Box<Settings>),
    Dismissed(Dismissed),
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
            Self::Text(_)
            | Self::Number(_)
            | Self::Flag(_)
            | Self::Code(_)
            | Self::Period(_)
            | Self::Figure(_)
            | Self::Year(_)
            | Self::Settings(_)
            | Self::Dismissed(_) => Vec::new(),
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

/// The type of a field, converted to and from a [`Value`].
pub trait FieldValue: Sized {
    fn to_value(&self) -> Value;

    /// `None` where the value is of another kind.
    fn from_value(value: Value) -> Option<Self>;
}

macro_rules! field_values {
    ($($type:ty = $variant:ident),+ $(,)?) => {$(
        impl FieldValue for $type {
            fn to_value(&self) -> Value {
                Value::$variant(Clone::clone(self))
            }

            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::$variant(value) => Some(value),
                    _ => None,
                }
            }
        }
    )+};
}

field_values! {
    u32 = Number,
    bool = Flag,
    Option<Succession> = Successor,
    Period = Period,
    Box<Settings> = Settings,
    Dismissed = Dismissed,
    Figure = Figure,
    Option<FiscalYear> = Year,
}

macro_rules! reference_values {
    ($($id:ident = $kind:ident),+) => {$(
        impl FieldValue for Option<$id> {
            fn to_value(&self) -> Value {
                Value::Reference(self.map(Key::$kind))
            }

            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::Reference(None) => Some(None),
                    Value::Reference(Some(Key::$kind(id))) => Some(Some(id)),
                    _ => None,
                }
            }
        }
    )+};
}

reference_values!(StatusId = Status, ScaleId = Scale, GradeId = Grade, IndicatorId = Indicator);

impl FieldValue for Vec<DepartmentId> {
    fn to_value(&self) -> Value {
        Value::References(self.iter().copied().map(Key::Department).collect())
    }

    fn from_value(value: Value) -> Option<Self> {
        let Value::References(keys) = value else { return None };
        let department = |key| if let Key::Department(id) = key { Some(id) } else { None };
        Some(keys.into_iter().filter_map(department).collect())
    }
}

impl FieldValue for Vec<OutlineKey> {
    fn to_value(&self) -> Value {
        Value::References(self.iter().copied().map(Key::from).collect())
    }

    fn from_value(value: Value) -> Option<Self> {
        let Value::References(keys) = value else { return None };
        keys.into_iter().map(OutlineKey::of).collect()
    }
}

macro_rules! code_values {
    ($($set:ident),+) => {$(
        impl FieldValue for $set {
            fn to_value(&self) -> Value {
                Value::Code(Code::$set(*self))
            }

            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::Code(Code::$set(it)) => Some(it),
                    _ => None,
                }
            }
        }
    )+};
}

code_values!(
    Approval,
    Hue,
    FirstReiwa,
    NumberStyle,
    BracketStyle,
    Series,
    Closing,
    Better,
    RateRule,
    RateChoice,
    Decimals,
    Basis
);
