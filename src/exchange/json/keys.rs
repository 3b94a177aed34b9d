//! Which key of a measure something is the matter with.

use super::items::MeasureItem;
use crate::domain::Measure;
use serde::Deserialize;
use serde_json::value::RawValue;

/// The values of a measure as they stand.
#[derive(Deserialize)]
struct Fields<'a> {
    #[serde(borrow)]
    number: Option<&'a RawValue>,
    name: Option<&'a RawValue>,
    description: Option<&'a RawValue>,
    departments: Option<&'a RawValue>,
    related_departments: Option<&'a RawValue>,
    status: Option<&'a RawValue>,
    statuses_by_year: Option<&'a RawValue>,
    narratives: Option<&'a RawValue>,
    approvals: Option<&'a RawValue>,
    remarks: Option<&'a RawValue>,
    dismissed: Option<&'a RawValue>,
    dismissed_by_year: Option<&'a RawValue>,
    retired: Option<&'a RawValue>,
    first_year: Option<&'a RawValue>,
    last_year: Option<&'a RawValue>,
}

fn fields(measure: &str) -> Vec<(&'static str, &str)> {
    let Ok(fields) = serde_json::from_str::<Fields<'_>>(measure) else { return Vec::new() };
    let fields = [
        ("number", fields.number),
        ("name", fields.name),
        ("description", fields.description),
        ("departments", fields.departments),
        ("related_departments", fields.related_departments),
        ("status", fields.status),
        ("statuses_by_year", fields.statuses_by_year),
        ("narratives", fields.narratives),
        ("approvals", fields.approvals),
        ("remarks", fields.remarks),
        ("dismissed", fields.dismissed),
        ("dismissed_by_year", fields.dismissed_by_year),
        ("retired", fields.retired),
        ("first_year", fields.first_year),
        ("last_year", fields.last_year),
    ];
    fields.into_iter().filter_map(|(key, value)| Some((key, value?.get()))).collect()
}

/// The key whose value is of another kind than it holds; that of the list where no single one is.
pub(super) fn misshapen(measure: &str) -> &'static str {
    let is_misshapen = |(key, value): &(&str, &str)| {
        serde_json::from_str::<MeasureItem>(&format!("{{\"{key}\":{value}}}")).is_err()
    };
    let of_table = || {
        let mut further = Measure::further_texts();
        further.find(|about| measure.contains(&format!("\"{}\"", about.column)))
    };
    let found = fields(measure).into_iter().find(is_misshapen).map(|(key, _)| key);
    found.or_else(|| Some(of_table()?.column)).unwrap_or("measures")
}

/// The keys with a text of which something is true.
pub(super) fn texts(measure: &str, is: impl Fn(&str) -> bool) -> Vec<&'static str> {
    fn any(value: &serde_json::Value, is: &dyn Fn(&str) -> bool) -> bool {
        match value {
            serde_json::Value::String(text) => is(text),
            serde_json::Value::Array(values) => values.iter().any(|value| any(value, is)),
            serde_json::Value::Object(values) => values.values().any(|value| any(value, is)),
            _ => false,
        }
    }
    let fields = fields(measure).into_iter();
    let fields =
        fields.filter(|(_, value)| serde_json::from_str(value).is_ok_and(|value| any(&value, &is)));
    fields.map(|(key, _)| key).collect()
}
