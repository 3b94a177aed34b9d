//! The shapes of the file. Keys that hold defaults are left out; unknown keys are told.
//!
//! A file of sixty megabytes can hold thirty million items, each of which takes many times its text in
//! memory. So no list is read further than a book could hold, and nothing is buffered to find out
//! what it is.

mod further;
mod limited;

use crate::domain::fold::fold;
use crate::domain::rate::RateRule;
use crate::domain::text::{clean, parse_number};
use crate::domain::{
    Approval, Book, BracketStyle, Dismissed, FirstReiwa, FiscalYear, Hue, Noun, NumberStyle,
};
use crate::exchange::bounds::ROWS;
use crate::exchange::listing::{ListedDepartment, ListedStatus, ListedYear};
pub(super) use further::WithFurther;
pub(super) use limited::{ByYear, Limited};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value as Json;
use std::fmt;
use std::marker::PhantomData;

/// A file with goals as `G`, which have directions as `D`, which have measures as `M`: ready ones to
/// write, or the text of each to read, so that a measure of another shape leaves the others readable.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct File<G> {
    #[serde(default)]
    pub municipality: Option<String>,
    #[serde(default)]
    pub plan: Option<String>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_reiwa: Option<FirstReiwa>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number_style: Option<NumberStyle>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bracket_style: Option<BracketStyle>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dismissed: Option<Dismissed>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator_kinds: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_rule: Option<RateRule>,
    #[serde(default, skip_serializing_if = "Limited::is_empty")]
    pub scales: Limited<Json, { Book::most(Noun::Scale) }>,
    #[serde(default = "Limited::default", skip_serializing_if = "Limited::is_empty")]
    pub indicators: Limited<G, { Book::most(Noun::Indicator) }>,
    pub goals: Limited<G, { Book::most(Noun::Goal) }>,
    #[serde(default)]
    pub departments: Limited<OrShort<DepartmentItem>, { Book::most(Noun::Department) }>,
    #[serde(default)]
    pub statuses: Limited<OrShort<StatusItem>, { Book::most(Noun::Status) }>,
    #[serde(default)]
    pub years: Limited<OrShort<YearItem>, { Book::most(Noun::Year) }>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct GoalItem<D> {
    #[serde(default)]
    pub number: Number,
    #[serde(default)]
    pub label: Option<String>,
    #[serde(default)]
    pub name: String,
    #[serde(default = "Limited::default")]
    pub directions: Limited<D, { Book::most(Noun::Direction) }>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct DirectionItem<M> {
    #[serde(default)]
    pub number: Number,
    #[serde(default)]
    pub name: String,
    #[serde(default = "Limited::default")]
    pub measures: Limited<M, ROWS>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct MeasureItem {
    #[serde(default)]
    pub number: Number,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub departments: Names,
    #[serde(default)]
    pub related_departments: Names,
    /// That of the latest year.
    #[serde(default)]
    pub status: Option<String>,
    /// Those of other years.
    #[serde(default, skip_serializing_if = "ByYear::is_empty")]
    pub statuses_by_year: ByYear<String>,
    #[serde(default)]
    pub narratives: ByYear<Option<String>>,
    /// Who has agreed to the entry of a year; nothing where nobody has.
    #[serde(default, skip_serializing_if = "ByYear::is_empty")]
    pub approvals: ByYear<Approval>,
    #[serde(default, skip_serializing_if = "ByYear::is_empty")]
    pub remarks: ByYear<String>,
    /// What 点検 found in the measure itself and is left as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dismissed: Option<Dismissed>,
    /// The same in its entries.
    #[serde(default, skip_serializing_if = "ByYear::is_empty")]
    pub dismissed_by_year: ByYear<Dismissed>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_year: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_year: Option<i32>,
}

/// The departments of a measure.
pub(super) type Names = Limited<String, { Book::most(Noun::Department) }>;

#[derive(Debug, Default, Serialize, Deserialize)]
pub struct DepartmentItem {
    pub name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub retired: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub contact: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<SuccessorItem>,
}

/// The department that took over, by its name, and the first year of which it is printed.
#[derive(Debug, Serialize, Deserialize)]
pub struct SuccessorItem {
    pub into: String,
    pub from: i32,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub struct StatusItem {
    pub name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub retired: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub mark: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub done: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub hue: Hue,
    #[serde(default, skip_serializing_if = "is_default")]
    pub meaning: String,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct YearItem {
    pub year: i32,
    #[serde(default, skip_serializing_if = "is_default")]
    pub closed: bool,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// An object, for which its name or its number may stand: `{"name": "農政課", "retired": true}` or
/// `"農政課"`, `{"year": 2024, "closed": true}` or `2024`.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct OrShort<T>(pub T);

/// What an object is of which only the name or the number is said.
pub trait Short: Sized {
    fn of_name(_name: &str) -> Option<Self> {
        None
    }

    fn of_number(_number: i64) -> Option<Self> {
        None
    }
}

impl Short for DepartmentItem {
    fn of_name(name: &str) -> Option<Self> {
        Some(Self { name: name.to_owned(), ..Self::default() })
    }
}

impl Short for StatusItem {
    fn of_name(name: &str) -> Option<Self> {
        Some(Self { name: name.to_owned(), ..Self::default() })
    }
}

impl Short for YearItem {
    fn of_number(number: i64) -> Option<Self> {
        Some(Self { year: i32::try_from(number).ok()?, closed: false })
    }
}

impl<'de, T: Short + Deserialize<'de>> Deserialize<'de> for OrShort<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OrShortVisitor(PhantomData)).map(Self)
    }
}

struct OrShortVisitor<T>(PhantomData<T>);

impl<'de, T: Short + Deserialize<'de>> Visitor<'de> for OrShortVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, or what stands for it")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<T, E> {
        T::of_name(name).ok_or_else(|| E::invalid_type(Unexpected::Str(name), &self))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        T::of_number(number).ok_or_else(|| E::invalid_type(Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        self.visit_i64(i64::try_from(number).unwrap_or(i64::MAX))
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(object))
    }
}

/// A number, which other programs may write as a text or as a fraction.
#[derive(Debug, Default)]
pub(super) struct Number {
    pub value: Option<u32>,
    /// What stands there, where that is not the number alone.
    pub odd: Option<String>,
}

impl From<u32> for Number {
    fn from(number: u32) -> Self {
        Self { value: Some(number), odd: None }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Number::default())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        let value = parse_number(text);
        let alone = value.is_some_and(|value| fold(text.trim()) == value.to_string());
        let is_odd = !alone && !text.trim().is_empty();
        Ok(Number { value, odd: is_odd.then(|| text.to_owned()) })
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        let value = u32::try_from(number).ok();
        Ok(Number { value, odd: value.is_none().then(|| number.to_string()) })
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        match u64::try_from(number) {
            Ok(number) => self.visit_u64(number),
            Err(_) => Ok(Number { value: None, odd: Some(number.to_string()) }),
        }
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        // 3.0 is shown as 3.
        let shown = number.to_string();
        let value = shown.parse().ok();
        Ok(Number { value, odd: value.is_none().then_some(shown) })
    }
}

impl From<OrShort<DepartmentItem>> for ListedDepartment {
    fn from(OrShort(item): OrShort<DepartmentItem>) -> Self {
        let DepartmentItem { name, retired, contact, successor } = item;
        Self {
            name: clean(&name),
            retired,
            contact: clean(&contact),
            successor: successor.map(|it| (clean(&it.into), FiscalYear(it.from))),
        }
    }
}

impl From<OrShort<StatusItem>> for ListedStatus {
    fn from(OrShort(item): OrShort<StatusItem>) -> Self {
        let StatusItem { name, retired, mark, done, hue, meaning } = item;
        let (name, mark, meaning) = (clean(&name), clean(&mark), clean(&meaning));
        Self { name, retired, mark, done, hue, meaning }
    }
}

impl From<OrShort<YearItem>> for ListedYear {
    fn from(OrShort(item): OrShort<YearItem>) -> Self {
        Self { year: FiscalYear(item.year), closed: item.closed }
    }
}
