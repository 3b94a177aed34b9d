//! Indicators as rows of texts: one row for each year of each, which [`read`](super::read) gives back.

use super::words::is_plain;
use crate::domain::field::Fields;
use crate::domain::{
    Book, DepartmentId, Field, Figure, FiscalYear, Indicator, Observation, OutlineKey, Position,
    Value,
};
use crate::exchange::cell;
use crate::exchange::listed_indicator::ListedPlace;
use crate::exchange::table::written_departments;

/// The indicators of a book: the headings of the columns, and the rows under them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub headings: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

/// A column: its heading, and what stands in it.
type Cell<'b> = Box<dyn Fn(usize, &Indicator, Option<&Observation>) -> String + 'b>;

/// Lays out the indicators; `None` where there are none. A column that would be empty is left out.
pub(crate) fn write(book: &Book) -> Option<Written> {
    let indicators = book.indicators();
    if indicators.is_empty() {
        return None;
    }
    let columns = columns(book);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (at, row) in indicators.iter().enumerate() {
        let of_years: Vec<Option<&Observation>> = book.observations(row.id).map(Some).collect();
        let of_years = if of_years.is_empty() { vec![None] } else { of_years };
        for of_year in of_years {
            rows.push(columns.iter().map(|(_, cell)| cell(at, row, of_year)).collect());
        }
    }
    let is_needed = |at: usize| {
        at < ALWAYS || rows.iter().any(|row| row.get(at).is_some_and(|it| !it.is_empty()))
    };
    let kept: Vec<usize> = (0..columns.len()).filter(|at| is_needed(*at)).collect();
    let headings =
        kept.iter().filter_map(|at| columns.get(*at)).map(|(heading, _)| *heading).collect();
    let rows = rows.iter().map(|row| kept.iter().filter_map(|at| row.get(*at)).cloned().collect());
    Some(Written { headings, rows: rows.collect() })
}

/// So many columns stand there even if nothing is in them.
const ALWAYS: usize = 4;

fn columns(book: &Book) -> Vec<(&'static str, Cell<'_>)> {
    let mut columns: Vec<(&'static str, Cell<'_>)> = vec![
        ("番号", Box::new(|at, _, _| (at + 1).to_string())),
        (
            Field::At.label(),
            Box::new(|_, row, _| {
                let places = row.at.iter().map(|at| ListedPlace::of(book, *at).to_string());
                places.collect::<Vec<_>>().join("、")
            }),
        ),
    ];
    let plain = Indicator::FIELDS.iter().filter(|spec| is_plain(&spec.about));
    let blank = Indicator::new("", OutlineKey::Plan, Position::nth(0));
    columns.extend(plain.map(|spec| {
        let unsaid = (spec.get)(&blank);
        let cell: Cell<'_> = Box::new(move |_, row, _| {
            let value = (spec.get)(row);
            if value == unsaid { String::new() } else { text(&value) }
        });
        (spec.about.field.label(), cell)
    }));
    // The name and the unit come first.
    columns[2..].sort_by_key(|(heading, _)| {
        let first = [Field::IndicatorName.label(), Field::Unit.label()];
        first.iter().position(|it| it == heading).unwrap_or(first.len())
    });
    let names = |ids: &[DepartmentId]| {
        let names = ids.iter().filter_map(|id| book.department(*id)).map(|row| row.name.clone());
        written_departments(&names.collect::<Vec<_>>())
    };
    let year = |year: Option<FiscalYear>| year.map(|it| format!("{it}年度")).unwrap_or_default();
    let of_year = |field: Field| -> Cell<'_> {
        Box::new(move |_, _, row| {
            let spec = Observation::FIELDS.iter().find(|spec| spec.about.field == field);
            spec.zip(row).map(|(spec, row)| text(&(spec.get)(row))).unwrap_or_default()
        })
    };
    let further: [(&'static str, Cell<'_>); 13] = [
        ("所管課", Box::new(move |_, row, _| names(&row.lead))),
        ("関連課", Box::new(move |_, row, _| names(&row.related))),
        (
            Field::Scale.label(),
            Box::new(|_, row, _| {
                let scale = row.scale.and_then(|id| book.scale(id));
                scale.map(|it| cell::written_name(&it.name)).unwrap_or_default()
            }),
        ),
        ("開始年度", Box::new(move |_, row, _| year(row.period.first))),
        ("終了年度", Box::new(move |_, row, _| year(row.period.last))),
        (
            Field::NextIndicator.label(),
            Box::new(|_, row, _| {
                let next = row.successor.and_then(|id| book.indicator(id));
                next.map(|it| cell::written_name(&it.name)).unwrap_or_default()
            }),
        ),
        ("年度", Box::new(move |_, _, row| year(row.map(|row| row.year)))),
        (Field::YearTarget.label(), of_year(Field::YearTarget)),
        (Field::Actual.label(), of_year(Field::Actual)),
        (Field::AsOf.label(), of_year(Field::AsOf)),
        ("値の備考", of_year(Field::FigureNote)),
        (Field::Cause.label(), of_year(Field::Cause)),
        (
            Field::Grade.label(),
            Box::new(|_, _, row| {
                let grade = row.and_then(|row| row.grade).and_then(|id| book.grade(id));
                grade.map(|it| cell::written_name(&it.mark)).unwrap_or_default()
            }),
        ),
    ];
    columns.extend(further);
    columns
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => cell::written(text, cell::text),
        Value::Code(code) => code.label().to_owned(),
        Value::Year(year) => year.map(|it| format!("{it}年度")).unwrap_or_default(),
        Value::Flag(true) => "廃止".to_owned(),
        Value::Figure(figure) if *figure != Figure::Blank => {
            cell::written(&figure.to_string(), cell::text)
        }
        _ => String::new(),
    }
}
