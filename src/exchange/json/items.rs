//! The shapes of the file. Keys that hold defaults are left out; unknown keys are passed over.

use crate::domain::text::{clean, parse_number};
use crate::domain::{Approval, BracketStyle, FirstReiwa, FiscalYear, Hue, NumberStyle};
use crate::exchange::listing::{ListedDepartment, ListedStatus, ListedYear};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A file with measures as `M`: ready ones to write, or values of which each is read by itself, so
/// that one of another shape leaves the others readable. Keys that hold defaults are left out;
/// unknown keys are passed over.
#[derive(Debug, Serialize, Deserialize)]
pub struct File<M> {
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
    pub goals: Vec<GoalItem<M>>,
    #[serde(default)]
    pub departments: Vec<DepartmentItem>,
    #[serde(default)]
    pub statuses: Vec<StatusItem>,
    #[serde(default)]
    pub years: Vec<YearItem>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct GoalItem<M> {
    #[serde(default)]
    pub number: Option<Number>,
    #[serde(default)]
    pub label: Option<String>,
    #[serde(default)]
    pub name: String,
    #[serde(default = "Vec::new")]
    pub directions: Vec<DirectionItem<M>>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct DirectionItem<M> {
    #[serde(default)]
    pub number: Option<Number>,
    #[serde(default)]
    pub name: String,
    #[serde(default = "Vec::new")]
    pub measures: Vec<M>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct MeasureItem {
    #[serde(default)]
    pub number: Option<Number>,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub departments: Vec<String>,
    #[serde(default)]
    pub related_departments: Vec<String>,
    /// That of the latest year.
    #[serde(default)]
    pub status: Option<String>,
    /// Those of other years.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub statuses_by_year: BTreeMap<String, String>,
    #[serde(default)]
    pub narratives: BTreeMap<String, Option<String>>,
    /// Who has agreed to the entry of a year; nothing where nobody has.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub approvals: BTreeMap<String, Approval>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub remarks: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<bool>,
}

/// A number, which other programs may write as a text.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Number {
    Number(u32),
    Text(String),
}

/// A department: `{"name": …, "retired": true, "contact": …}`, or its name alone.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum DepartmentItem {
    Full {
        name: String,
        #[serde(default, skip_serializing_if = "is_default")]
        retired: bool,
        #[serde(default, skip_serializing_if = "is_default")]
        contact: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        successor: Option<SuccessorItem>,
    },
    Name(String),
}

/// The department that took over, by its name, and the first year of which it is printed.
#[derive(Debug, Serialize, Deserialize)]
pub struct SuccessorItem {
    pub into: String,
    pub from: i32,
}

/// A status: `{"name": …, "mark": "◎", "done": true, "hue": "green"}`, or its name alone.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum StatusItem {
    Full {
        name: String,
        #[serde(default, skip_serializing_if = "is_default")]
        retired: bool,
        #[serde(default, skip_serializing_if = "is_default")]
        mark: String,
        #[serde(default, skip_serializing_if = "is_default")]
        done: bool,
        #[serde(default, skip_serializing_if = "is_default")]
        hue: Hue,
    },
    Name(String),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum YearItem {
    Full {
        year: i32,
        #[serde(default, skip_serializing_if = "is_default")]
        closed: bool,
    },
    Year(i32),
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Number {
    /// The number, where it is one.
    pub fn value(self) -> Option<u32> {
        match self {
            Self::Number(number) => Some(number),
            Self::Text(text) => parse_number(&text),
        }
    }
}

impl From<DepartmentItem> for ListedDepartment {
    fn from(item: DepartmentItem) -> Self {
        match item {
            DepartmentItem::Full { name, retired, contact, successor } => Self {
                name: clean(&name),
                retired,
                contact: clean(&contact),
                successor: successor.map(|it| (clean(&it.into), FiscalYear(it.from))),
            },
            DepartmentItem::Name(name) => Self { name: clean(&name), ..Self::default() },
        }
    }
}

impl From<StatusItem> for ListedStatus {
    fn from(item: StatusItem) -> Self {
        match item {
            StatusItem::Full { name, retired, mark, done, hue } => {
                Self { name: clean(&name), retired, mark: clean(&mark), done, hue }
            }
            StatusItem::Name(name) => Self { name: clean(&name), ..Self::default() },
        }
    }
}

impl From<YearItem> for ListedYear {
    fn from(item: YearItem) -> Self {
        match item {
            YearItem::Full { year, closed } => Self { year: FiscalYear(year), closed },
            YearItem::Year(year) => Self { year: FiscalYear(year), closed: false },
        }
    }
}
