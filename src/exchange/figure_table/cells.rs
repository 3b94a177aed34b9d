//! What a cell of a table of indicators says.

use super::column::FigureColumn;
use super::kinds::RowKind;
use super::words::{is_plain, whole, year_in};
use crate::domain::field::{About, Fields, Kind};
use crate::domain::rate::Better;
use crate::domain::series::Series;
use crate::domain::text::parse_number;
use crate::domain::{
    Code, Field, Figure, FirstReiwa, FiscalYear, Indicator, Observation, OutlineKey, Period,
    Position, Value,
};
use crate::exchange::account::Fate;
use crate::exchange::cell;
use crate::exchange::doubt::Question;
use crate::exchange::grid::{Cell, Value as CellValue};
use crate::exchange::listed_indicator::{ListedIndicator, ListedPlace, Said};
use crate::exchange::table::read_departments;

/// The cells of one row.
pub(super) struct Cells<'c> {
    pub listed: &'c mut ListedIndicator,
    pub unit: &'c str,
    pub kind: Option<RowKind>,
    /// The year of the row, or the last one with actuals.
    pub year: Option<FiscalYear>,
}

/// Why a cell is not taken, with its text.
type Untaken = (Question, String);

impl Cells<'_> {
    /// Takes a cell, or says why not.
    pub(super) fn take(&mut self, cell: &Cell, column: FigureColumn) -> Result<Fate, Untaken> {
        let text = cell.text();
        let untaken = |question| Err((question, text.to_owned()));
        match &cell.value {
            CellValue::Error(error) => return Err((Question::Error, error.clone())),
            CellValue::Uncalculated => return untaken(Question::Uncalculated),
            CellValue::Text(text) if column.has_figures() && is_day(text) => {
                return untaken(Question::Value);
            }
            CellValue::Text(text) if cell::ERRORS.contains(&text.trim()) => {
                return untaken(Question::Error);
            }
            CellValue::Text(_) | CellValue::Empty => {}
        }
        let figure = || Figure::parse(&cell::text(text), self.unit);
        let is_taken = match column {
            FigureColumn::Goal | FigureColumn::Finer | FigureColumn::Year => {
                return Ok(Fate::Heading);
            }
            FigureColumn::Number if parse_number(text).is_some() => return Ok(Fate::Heading),
            FigureColumn::Number => {
                say(&mut self.listed.said, Field::IndicatorLabel, Value::Text(cell::name(text)))
            }
            FigureColumn::RowKind => match self.kind {
                Some(RowKind::Target | RowKind::Actual) => return Ok(Fate::Heading),
                _ => self.take_sort(text),
            },
            FigureColumn::Of(Field::IndicatorName | Field::Unit) => true,
            FigureColumn::Of(field) => {
                match self.value(Indicator::FIELDS.iter().map(|it| it.about), field, text) {
                    Some(value) => say(&mut self.listed.said, field, value),
                    None => return untaken(Question::Value),
                }
            }
            FigureColumn::OfYear(field) => {
                let value = self.value(Observation::FIELDS.iter().map(|it| it.about), field, text);
                match (value, self.year) {
                    (Some(value), Some(year)) => self.say_of_year(year, field, value),
                    _ => return untaken(Question::Value),
                }
            }
            FigureColumn::Lead => {
                let names = read_departments(text);
                self.listed.lead.get_or_insert_default().extend(names.lead);
                if !names.related.is_empty() {
                    self.listed.related.get_or_insert_default().extend(names.related);
                }
                true
            }
            FigureColumn::Related => {
                let names = read_departments(text);
                let related = self.listed.related.get_or_insert_default();
                related.extend(names.lead.into_iter().chain(names.related));
                true
            }
            FigureColumn::At => {
                let places: Option<Vec<ListedPlace>> =
                    text.split('、').map(ListedPlace::parse).collect();
                match places {
                    Some(places) => self.listed.at = places,
                    None => return untaken(Question::Value),
                }
                true
            }
            FigureColumn::Scale => name_of(&mut self.listed.scale, text),
            FigureColumn::Successor => name_of(&mut self.listed.successor, text),
            FigureColumn::FirstYear | FigureColumn::LastYear => {
                let Some(year) = year_in(text) else {
                    return untaken(Question::Value);
                };
                let period = self
                    .listed
                    .said
                    .entry(Field::Period)
                    .or_insert(Value::Period(Period::default()));
                if let Value::Period(period) = period {
                    let is_first = column == FigureColumn::FirstYear;
                    *(if is_first { &mut period.first } else { &mut period.last }) = Some(year);
                }
                true
            }
            FigureColumn::Base(year) => {
                if let Some(year) = year {
                    let at = Value::Text(year.label(FirstReiwa::default()));
                    let _ = say(&mut self.listed.said, Field::BaseAt, at);
                }
                say(&mut self.listed.said, Field::Base, Value::Figure(figure()))
            }
            FigureColumn::FinalTarget(_) if self.kind == Some(RowKind::Actual) => false,
            FigureColumn::FinalTarget(year) => {
                if year.is_some() {
                    let _ = say(&mut self.listed.said, Field::TargetYear, Value::Year(year));
                }
                say(&mut self.listed.said, Field::FinalTarget, Value::Figure(figure()))
            }
            // The target stays in force until one stands beside it.
            FigureColumn::FormerTarget => {
                say(&mut self.listed.said, Field::FinalTarget, Value::Figure(figure()))
            }
            FigureColumn::AmendedTarget(year) => {
                let new = Value::Figure(figure());
                let old = self.listed.said.insert(Field::FinalTarget, new.clone());
                if let Some(old) = old.filter(|old| *old != new) {
                    let said = self.listed.amendments.entry(year).or_default();
                    let _ = said.insert(Field::FinalTarget, old);
                }
                true
            }
            FigureColumn::Target(year) if self.kind != Some(RowKind::Actual) => {
                self.say_of_year(year, Field::YearTarget, Value::Figure(figure()))
            }
            FigureColumn::Actual(year) if self.kind != Some(RowKind::Target) => {
                self.say_of_year(year, Field::Actual, Value::Figure(figure()))
            }
            FigureColumn::Target(_) | FigureColumn::Actual(_) => false,
            FigureColumn::OfRow(year) => {
                let field = match self.kind {
                    Some(RowKind::Target) => Field::YearTarget,
                    Some(RowKind::Actual) | None => Field::Actual,
                    Some(RowKind::Unknown) => return untaken(Question::Value),
                };
                self.say_of_year(year, field, Value::Figure(figure()))
            }
            FigureColumn::Grade(year) => match year.or(self.year) {
                Some(year) => name_of(&mut self.listed.years.entry(year).or_default().grade, text),
                None => false,
            },
            FigureColumn::Derived => false,
        };
        if is_taken { Ok(Fate::Figure) } else { untaken(Question::Untaken) }
    }

    /// 区分 that tells no rows apart may say of which sort the figures are, or the indicator.
    fn take_sort(&mut self, text: &str) -> bool {
        let series = code(Code::Series(Series::default()), text);
        let (field, value) = match series {
            Some(code) => (Field::Series, Value::Code(code)),
            None if self.kind.is_none() => (Field::IndicatorKind, Value::Text(cell::name(text))),
            None => return false,
        };
        say(&mut self.listed.said, field, value)
    }

    fn say_of_year(&mut self, year: FiscalYear, field: Field, value: Value) -> bool {
        say(&mut self.listed.years.entry(year).or_default().said, field, value)
    }

    /// The value of a field that a cell says.
    fn value(
        &self,
        fields: impl Iterator<Item = About>,
        field: Field,
        text: &str,
    ) -> Option<Value> {
        let about = fields.filter(is_plain).find(|about| about.field == field)?;
        Some(match about.kind {
            Kind::Name | Kind::Line => Value::Text(cell::name(text)),
            Kind::Lines => Value::Text(cell::text(text)),
            Kind::Figure => Value::Figure(Figure::parse(&cell::text(text), self.unit)),
            Kind::Year => Value::Year(Some(year_in(text)?)),
            Kind::Flag => Value::Flag(matches!(whole(text).as_str(), "廃止" | "○" | "1" | "true")),
            Kind::Code(_) => Value::Code(code(set_of(field)?, text)?),
            _ => return None,
        })
    }
}

/// Says a value, unless another was said before; tells whether it holds now.
fn say(said: &mut Said, field: Field, value: Value) -> bool {
    *said.entry(field).or_insert_with(|| value.clone()) == value
}

fn name_of(held: &mut Option<String>, text: &str) -> bool {
    let name = cell::name(text);
    *held.get_or_insert_with(|| name.clone()) == name
}

/// The set of which a field of an indicator holds one.
fn set_of(field: Field) -> Option<Code> {
    let spec = Indicator::FIELDS.iter().find(|spec| spec.about.field == field)?;
    match (spec.get)(&Indicator::new("", OutlineKey::Plan, Position::nth(0))) {
        Value::Code(code) => Some(code),
        _ => None,
    }
}

/// One of a closed set, by what a clerk calls it.
fn code(set: Code, text: &str) -> Option<Code> {
    let said = whole(text);
    let alias = match said.as_str() {
        "累計" | "累積" | "累計値" => Some(Code::Series(Series::Running)),
        "単年" | "単年度" | "単年値" | "単年度値" | "年間" => {
            Some(Code::Series(Series::Annual))
        }
        "時点" | "現在値" | "年度末" | "時点値" => Some(Code::Series(Series::Level)),
        "増加分" | "増分" | "増加数" => Some(Code::Series(Series::Increment)),
        "増加" | "上昇" | "増" | "↑" | "↗" | "向上" | "高" => {
            Some(Code::Better(Better::Higher))
        }
        "減少" | "低下" | "減" | "↓" | "↘" | "抑制" | "低" => {
            Some(Code::Better(Better::Lower))
        }
        "維持" | "→" => Some(Code::Better(Better::Neither)),
        _ => None,
    };
    let mut all = set.alternatives().into_iter();
    all.find(|it| whole(it.label()) == said || Some(*it) == alias)
}

/// A fraction that Excel has made a day of: 1月3日.
fn is_day(text: &str) -> bool {
    let day = text.trim().strip_suffix('日').and_then(|text| text.split_once('月'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    day.is_some_and(|(month, day)| is_number(month) && is_number(day))
}
