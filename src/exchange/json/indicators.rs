//! Indicators and scales in JSON: each field under the name of its column, references by name.

use super::{Unknown, key_doubt};
use crate::domain::field::{About, Fields, Kind};
use crate::domain::text::clean;
use crate::domain::{
    Amendment, Book, DepartmentId, Field, Figure, FiscalYear, Grade, Indicator, Observation,
    OutlineKey, Period, Scale, Value,
};
use crate::exchange::doubt::{Doubt, Question};
use crate::exchange::listed_indicator::{
    ListedIndicator, ListedObservation, ListedPlace, ListedScale, Said,
};
use crate::exchange::place::Place;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// The keys that stand for several columns, or for other records.
mod key {
    pub(super) const AT: &str = "at";
    pub(super) const DEPARTMENTS: &str = "departments";
    pub(super) const RELATED: &str = "related_departments";
    pub(super) const FIRST_YEAR: &str = "first_year";
    pub(super) const LAST_YEAR: &str = "last_year";
    pub(super) const YEARS: &str = "years";
    pub(super) const AMENDMENTS: &str = "amendments";
    pub(super) const GRADES: &str = "grades";
    /// The lower bound of a grade; `lower` in the table, as `from` is a word of SQL.
    pub(super) const FROM: &str = "from";
}

/// What is read of an object: the fields that it names, what else it holds, and what is doubtful.
struct Reader<'r> {
    place: Place,
    /// The list in which it stands, by its key.
    list: &'static str,
    unit: String,
    unknown: &'r mut Unknown,
    doubts: &'r mut Vec<Doubt>,
}

impl Reader<'_> {
    /// The fields of a record that an object names. `special` takes the keys that are no fields.
    fn said<R: Fields>(
        &mut self,
        object: &Map<String, Json>,
        mut special: impl FnMut(&mut Self, &str, &Json) -> bool,
    ) -> Said {
        let mut said = Said::new();
        for (name, json) in object {
            if special(self, name, json) {
                continue;
            }
            let about = R::FIELDS.iter().map(|spec| spec.about);
            let about = about.filter(is_plain).find(|it| column(it) == name);
            let Some(about) = about else {
                self.unknown.note(self.list, name, &self.place);
                continue;
            };
            match from_json(about, json, &self.unit) {
                Some(value) => drop(said.insert(about.field, value)),
                None => self.tell(name, json),
            }
        }
        said
    }

    /// Tells that a value was not taken.
    fn tell(&mut self, name: &str, json: &Json) {
        let text = match json {
            Json::String(text) => text.clone(),
            other => other.to_string(),
        };
        let doubt = key_doubt(self.place.clone(), name, &text, Question::Value);
        self.doubts.push(doubt);
    }

    fn names(&mut self, name: &str, json: &Json) -> Option<Vec<String>> {
        let names = json.as_array().and_then(|names| {
            names.iter().map(|name| name.as_str().map(clean)).collect::<Option<Vec<_>>>()
        });
        if names.is_none() {
            self.tell(name, json);
        }
        names.map(|names| names.into_iter().filter(|name| !name.is_empty()).collect())
    }

    fn text(&mut self, name: &str, json: &Json) -> Option<String> {
        let text = json.as_str().map(clean);
        if text.is_none() {
            self.tell(name, json);
        }
        text.filter(|text| !text.is_empty())
    }

    fn years<T>(
        &mut self,
        name: &str,
        json: &Json,
        mut read: impl FnMut(&mut Self, &Map<String, Json>) -> T,
    ) -> BTreeMap<FiscalYear, T> {
        let mut years = BTreeMap::new();
        let Some(object) = json.as_object() else {
            self.tell(name, json);
            return years;
        };
        for (year, of_year) in object {
            match (FiscalYear::parse(year), of_year.as_object()) {
                (Some(year), Some(of_year)) if !years.contains_key(&year) => {
                    let read = read(self, of_year);
                    let _ = years.insert(year, read);
                }
                _ => self.tell(&format!("{name}.{year}"), of_year),
            }
        }
        years
    }

    fn places(&mut self, json: &Json) -> Vec<ListedPlace> {
        let Some(list) = json.as_array() else {
            self.tell(key::AT, json);
            return Vec::new();
        };
        let mut places = Vec::new();
        for item in list {
            match serde_json::from_value(item.clone()) {
                Ok(place) => places.push(place),
                Err(_) => self.tell(key::AT, item),
            }
        }
        places
    }
}

/// Reads an indicator of a list.
pub(super) fn read_indicator(
    json: &Json,
    place: Place,
    unknown: &mut Unknown,
    doubts: &mut Vec<Doubt>,
) -> Option<ListedIndicator> {
    let object = json.as_object();
    let unit = object.and_then(|it| it.get("unit")).and_then(Json::as_str).map(clean);
    let unit = unit.unwrap_or_default();
    let mut reader = Reader { place: place.clone(), list: "indicators", unit, unknown, doubts };
    let Some(object) = object else {
        reader.tell("indicators", json);
        return None;
    };
    let mut listed = ListedIndicator::at_place(place);
    let (mut period, mut has_period) = (Period::default(), false);
    listed.said = reader.said::<Indicator>(object, |reader, name, json| {
        let year = |reader: &mut Reader<'_>| {
            let year = json.as_i64().and_then(|year| i32::try_from(year).ok()).map(FiscalYear);
            if year.is_none() {
                reader.tell(name, json);
            }
            year
        };
        match name {
            key::AT => listed.at = reader.places(json),
            key::DEPARTMENTS => listed.lead = reader.names(name, json),
            key::RELATED => listed.related = reader.names(name, json),
            "scale" => listed.scale = reader.text(name, json),
            "successor" => listed.successor = reader.text(name, json),
            key::FIRST_YEAR => (period.first, has_period) = (year(reader), true),
            key::LAST_YEAR => (period.last, has_period) = (year(reader), true),
            key::YEARS => {
                listed.years = reader.years(name, json, |reader, object| {
                    let mut grade = None;
                    let said = reader.said::<Observation>(object, |reader, name, json| {
                        let is_grade = name == "grade";
                        if is_grade {
                            grade = reader.text(name, json);
                        }
                        is_grade
                    });
                    ListedObservation { said, grade }
                });
            }
            key::AMENDMENTS => {
                listed.amendments = reader.years(name, json, |reader, object| {
                    reader.said::<Amendment>(object, |_, _, _| false)
                });
            }
            _ => return false,
        }
        true
    });
    if has_period {
        let _ = listed.said.insert(Field::Period, Value::Period(period));
    }
    Some(listed)
}

/// Reads a scale of a list.
pub(super) fn read_scale(
    json: &Json,
    unknown: &mut Unknown,
    doubts: &mut Vec<Doubt>,
) -> Option<ListedScale> {
    let (place, unit) = (Place::Declaration, "%".to_owned());
    let mut reader = Reader { place, list: "scales", unit, unknown, doubts };
    let Some(object) = json.as_object() else {
        reader.tell("scales", json);
        return None;
    };
    let mut grades = Vec::new();
    let said = reader.said::<Scale>(object, |reader, name, json| {
        if name != key::GRADES {
            return false;
        }
        let Some(list) = json.as_array() else {
            reader.tell(name, json);
            return true;
        };
        for item in list {
            match item.as_object() {
                Some(object) => grades.push(reader.said::<Grade>(object, |_, _, _| false)),
                None => reader.tell(name, item),
            }
        }
        true
    });
    Some(ListedScale { said, grades })
}

/// Whether a field stands under the name of its own column, as a value that names no other record.
const fn is_plain(about: &About) -> bool {
    !matches!(
        about.kind,
        Kind::Place { .. }
            | Kind::Reference(_)
            | Kind::Keys
            | Kind::Departments
            | Kind::Successor
            | Kind::Period
            | Kind::Settings
            | Kind::Part
    )
}

/// The key of a plain field.
fn column(about: &About) -> &'static str {
    if about.field == Field::GradeLower { key::FROM } else { about.column }
}

fn from_json(about: About, json: &Json, unit: &str) -> Option<Value> {
    Some(match about.kind {
        Kind::Name | Kind::Line | Kind::Lines => Value::Text(clean(json.as_str()?)),
        Kind::Flag => Value::Flag(json.as_bool()?),
        Kind::Number => Value::Number(u32::try_from(json.as_u64()?).ok()?),
        Kind::Year => Value::Year(match json {
            Json::Null => None,
            year => Some(FiscalYear(i32::try_from(year.as_i64()?).ok()?)),
        }),
        Kind::Code(from_code) => Value::Code(from_code(json.as_str()?)?),
        Kind::Figure => Value::Figure(figure_of(json, unit)?),
        Kind::Dismissed => Value::Dismissed(json.as_str()?.parse().ok()?),
        _ => return None,
    })
}

/// 97.6, "集計中", or {"figure": "95", "provisional": true}.
fn figure_of(json: &Json, unit: &str) -> Option<Figure> {
    match json {
        Json::String(text) => Some(Figure::parse(&clean(text), unit)),
        Json::Number(number) => Some(Figure::parse(&number.to_string(), unit)),
        Json::Object(object) => {
            let is_known = |key: &String| matches!(key.as_str(), "figure" | "provisional");
            let figure = object.get("figure").filter(|it| !it.is_object())?;
            let provisional = object.get("provisional").is_some_and(|it| *it == Json::Bool(true));
            let figure = figure_of(figure, unit)?.with_provisional(provisional);
            object.keys().all(is_known).then_some(figure)
        }
        _ => None,
    }
}

fn to_json(value: &Value) -> Option<Json> {
    Some(match value {
        Value::Text(text) if text.is_empty() => return None,
        Value::Text(text) => Json::from(text.as_str()),
        Value::Flag(flag) => Json::from(*flag),
        Value::Number(number) => Json::from(*number),
        Value::Year(year) => Json::from((*year)?.0),
        Value::Code(code) => Json::from(code.code()),
        Value::Figure(figure) if figure.is_blank() => return None,
        Value::Figure(figure) if figure.is_provisional() => {
            let bare = figure.clone().with_provisional(false).to_string();
            serde_json::json!({ "figure": bare, "provisional": true })
        }
        Value::Figure(figure) => Json::from(figure.to_string()),
        Value::Dismissed(dismissed) if dismissed.is_empty() => return None,
        Value::Dismissed(dismissed) => Json::from(dismissed.to_string()),
        _ => return None,
    })
}

/// The plain fields of a record that differ from those of a blank one.
fn object<R: Fields>(row: &R, blank: &R) -> Map<String, Json> {
    let mut object = Map::new();
    for spec in R::fields().filter(|spec| is_plain(&spec.about)) {
        let value = (spec.get)(row);
        if value != (spec.get)(blank)
            && let Some(json) = to_json(&value)
        {
            let _ = object.insert(column(&spec.about).to_owned(), json);
        }
    }
    object
}

/// An indicator with its figures.
pub(super) fn indicator_item(book: &Book, row: &Indicator) -> Json {
    let blank = Indicator::new("", OutlineKey::Plan, row.position);
    let mut item = object(row, &blank);
    let mut put = |key: &str, json: Option<Json>| {
        if let Some(json) = json {
            let _ = item.insert(key.to_owned(), json);
        }
    };
    let names = |ids: &[DepartmentId]| {
        let names = ids.iter().filter_map(|id| book.department(*id));
        let names: Vec<&str> = names.map(|row| row.name.as_str()).collect();
        (!names.is_empty()).then(|| Json::from(names))
    };
    let year = |year: Option<FiscalYear>| year.map(|year| Json::from(year.0));
    let places: Vec<Json> = row
        .at
        .iter()
        .filter_map(|at| serde_json::to_value(ListedPlace::of(book, *at)).ok())
        .collect();
    put(key::AT, Some(Json::from(places)));
    put(key::DEPARTMENTS, names(&row.lead));
    put(key::RELATED, names(&row.related));
    let scale = row.scale.and_then(|id| book.scale(id));
    put("scale", scale.map(|scale| Json::from(scale.name.as_str())));
    let successor = row.successor.and_then(|id| book.indicator(id));
    put("successor", successor.map(|row| Json::from(row.name.as_str())));
    put(key::FIRST_YEAR, year(row.period.first));
    put(key::LAST_YEAR, year(row.period.last));
    let observations = book.observations(row.id).map(|observation| {
        let blank = Observation::blank(row.id, observation.year);
        let mut object = object(observation, &blank);
        if let Some(grade) = observation.grade.and_then(|id| book.grade(id)) {
            let _ = object.insert("grade".to_owned(), Json::from(grade.mark.as_str()));
        }
        (observation.year.to_string(), Json::Object(object))
    });
    let observations: Map<String, Json> = observations.collect();
    put(key::YEARS, (!observations.is_empty()).then_some(Json::Object(observations)));
    let amendments = book.amendments(row.id).map(|amendment| {
        let blank = Amendment::blank(row.id, amendment.year);
        (amendment.year.to_string(), Json::Object(object(amendment, &blank)))
    });
    let amendments: Map<String, Json> = amendments.collect();
    put(key::AMENDMENTS, (!amendments.is_empty()).then_some(Json::Object(amendments)));
    Json::Object(item)
}

/// A scale with its grades.
pub(super) fn scale_item(book: &Book, row: &Scale) -> Json {
    let mut item = object(row, &Scale::new("", row.position));
    let grades = book
        .grades(row.id)
        .into_iter()
        .map(|grade| Json::Object(object(grade, &Grade::new(row.id, "", grade.position))));
    let _ = item.insert(key::GRADES.to_owned(), Json::Array(grades.collect()));
    Json::Object(item)
}
