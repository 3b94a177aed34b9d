//! What there is to know of the fields of a record, and how to get at them.

use super::Field;
use crate::domain::{Code, Key, Value};
use uuid::Uuid;

/// What there is to know of a field of a record.
#[derive(Debug, Clone, Copy)]
pub struct About {
    pub field: Field,
    /// What it is called in its record, and in the table that stores it.
    pub column: &'static str,
    pub kind: Kind,
    /// Whether it is a text that may stand on a paper.
    pub is_printed: bool,
}

/// What a field holds, and the limits of it.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A text of one line that is not blank.
    Name,
    /// A text of one line.
    Line,
    /// A text of one or more lines.
    Lines,
    Number,
    Flag,
    /// One of a closed set, stored by its word.
    Code(fn(&str) -> Option<Code>),
    /// Where a record stands among the others: under the same parent, where it has one. The parent is
    /// stored in a column of its own.
    Place {
        parent: Option<Parent>,
    },
    Reference(fn(Uuid) -> Key),
    /// Records in their order, stored as a JSON list of their keys.
    Keys,
    /// A figure, stored as its text.
    Figure,
    /// A year, or none.
    Year,
    /// 課 in the order in which they are printed, stored in a table of their own.
    Departments,
    /// Stored in two columns, the year under the name of the field and `_from`.
    Successor,
    /// Stored in two columns, the years under the name of the field and `_first`, `_last`.
    Period,
    /// Stored as JSON.
    Settings,
    /// Findings that are left as they are, as their marks.
    Dismissed,
    /// A text inside another field, not a field by itself.
    Part,
}

/// How the record is stored under which others stand.
#[derive(Debug, Clone, Copy)]
pub struct Parent {
    pub column: &'static str,
    pub key: fn(Uuid) -> Key,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl Kind {
    /// Whether it refers to other records.
    pub const fn refers(self) -> bool {
        matches!(
            self,
            Self::Place { .. }
                | Self::Reference(_)
                | Self::Keys
                | Self::Departments
                | Self::Successor
        )
    }
}

/// A field of the records of one kind, and how to get at it.
#[derive(Debug)]
pub struct FieldSpec<R: 'static> {
    pub about: About,
    pub get: fn(&R) -> Value,
    /// Tells whether the value is one that the field can hold.
    pub set: fn(&mut R, Value) -> bool,
    pub text: Option<TextLens<R>>,
}

/// A text in a record, to read or to change.
#[derive(Debug)]
pub struct TextLens<R: 'static> {
    pub get: fn(&R) -> &String,
    pub get_mut: fn(&mut R) -> &mut String,
}

impl<R> FieldSpec<R> {
    /// The same field, which no paper shows.
    pub const fn unprinted(mut self) -> Self {
        self.about.is_printed = false;
        self
    }
}

/// A record with all fields but those that identify it, in the order of its form.
pub trait Fields: Sized + 'static {
    const FIELDS: &'static [FieldSpec<Self>];

    /// All fields but those that identify it, and the texts that are parts of one.
    fn fields() -> impl Iterator<Item = &'static FieldSpec<Self>> {
        Self::FIELDS.iter().filter(|spec| spec.about.kind != Kind::Part)
    }

    /// What its [fields](Self::fields) hold.
    fn values(&self) -> Vec<(Field, Value)> {
        Self::fields().map(|spec| (spec.about.field, (spec.get)(self))).collect()
    }

    /// What those hold that refer to other records.
    fn referring(&self) -> Vec<Value> {
        let referring = Self::fields().filter(|spec| spec.about.kind.refers());
        referring.map(|spec| (spec.get)(self)).collect()
    }

    /// What one of its [fields](Self::fields) holds.
    fn value(&self, field: Field) -> Option<Value> {
        let spec = Self::fields().find(|spec| spec.about.field == field)?;
        Some((spec.get)(self))
    }

    /// Makes a field, or a text in one, as it is to be; tells whether the record has such a field with
    /// such values.
    fn set(&mut self, field: Field, value: Value) -> bool {
        let spec = Self::FIELDS.iter().find(|spec| spec.about.field == field);
        spec.is_some_and(|spec| (spec.set)(self, value))
    }

    /// Its texts, with what there is to know of their fields.
    fn texts(&self) -> Vec<(About, &str)> {
        let text = |spec: &'static FieldSpec<Self>| Some((spec.about, spec.text.as_ref()?));
        let texts = Self::FIELDS.iter().filter_map(text);
        texts.map(|(about, text)| (about, (text.get)(self).as_str())).collect()
    }

    /// The text of a field; `None` where the record has no such text.
    fn text(&self, field: Field) -> Option<&String> {
        Some((text_lens(field)?.get)(self))
    }

    /// The same text, for changing it.
    fn text_mut(&mut self, field: Field) -> Option<&mut String> {
        Some((text_lens(field)?.get_mut)(self))
    }
}

fn text_lens<R: Fields>(field: Field) -> Option<&'static TextLens<R>> {
    R::FIELDS.iter().find(|spec| spec.about.field == field)?.text.as_ref()
}

/// A text: `text!(Contact, Line, contact)`.
macro_rules! text {
    ($field:ident, $kind:ident, $($member:ident).+) => {
        $crate::domain::field::FieldSpec::<Self> {
            about: $crate::domain::field::About {
                field: $crate::domain::Field::$field,
                column: stringify!($($member).+),
                kind: $crate::domain::field::Kind::$kind,
                is_printed: true,
            },
            get: |row| $crate::domain::Value::Text(row.$($member).+.clone()),
            set: |row, value| {
                let $crate::domain::Value::Text(text) = value else { return false };
                row.$($member).+ = text;
                true
            },
            text: Some($crate::domain::field::TextLens {
                get: |row| &row.$($member).+,
                get_mut: |row| &mut row.$($member).+,
            }),
        }
    };
}

/// Any other field: `field!(Retired, Kind::Flag, retired)`.
macro_rules! field {
    ($field:ident, $kind:expr, $member:ident) => {
        $crate::domain::field::FieldSpec::<Self> {
            about: $crate::domain::field::About {
                field: $crate::domain::Field::$field,
                column: stringify!($member),
                kind: $kind,
                is_printed: false,
            },
            get: |row| $crate::domain::FieldValue::to_value(&row.$member),
            set: |row, value| match $crate::domain::FieldValue::from_value(value) {
                Some(held) => {
                    row.$member = held;
                    true
                }
                None => false,
            },
            text: None,
        }
    };
}

/// One of a closed set: `code!(Hue, Hue, hue)`.
macro_rules! code {
    ($field:ident, $set:ident, $member:ident) => {
        $crate::domain::field::field!(
            $field,
            $crate::domain::field::Kind::Code(|code| {
                $set::from_code(code).map($crate::domain::code::Code::$set)
            }),
            $member
        )
    };
}

/// Where a record stands: `place!()`, or under a parent `place!(goal: Goal(GoalId))`.
macro_rules! place {
    () => {
        $crate::domain::field::place!(@ None, |_row| None, |_row, parent: Option<$crate::domain::Key>| parent.is_none())
    };
    ($parent:ident: $kind:ident($id:ident)) => {
        $crate::domain::field::place!(
            @ Some($crate::domain::field::Parent {
                column: stringify!($parent),
                key: |id| $crate::domain::Key::$kind($id::from_uuid(id)),
            }),
            |row| Some($crate::domain::Key::$kind(row.$parent)),
            |row, parent| match parent {
                Some($crate::domain::Key::$kind(id)) => {
                    row.$parent = id;
                    true
                }
                _ => false,
            }
        )
    };
    (@ $stored:expr, $get:expr, $set:expr) => {
        $crate::domain::field::FieldSpec::<Self> {
            about: $crate::domain::field::About {
                field: $crate::domain::Field::Place,
                column: "position",
                kind: $crate::domain::field::Kind::Place { parent: $stored },
                is_printed: false,
            },
            get: |row| {
                let parent: fn(&Self) -> Option<$crate::domain::Key> = $get;
                $crate::domain::Value::Place { parent: parent(row), position: row.position }
            },
            set: |row, value| {
                let $crate::domain::Value::Place { parent, position } = value else { return false };
                let put: fn(&mut Self, Option<$crate::domain::Key>) -> bool = $set;
                let fits = put(row, parent);
                if fits {
                    row.position = position;
                }
                fits
            },
            text: None,
        }
    };
}

pub(in crate::domain) use {code, field, place, text};
