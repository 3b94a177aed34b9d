//! Records as rows: one reader and one writer for all tables, by what the records say of their fields.

mod write;

pub(super) use write::{delete_record, write_record};

use super::Error;
use super::digest::RowSum;
use crate::domain::field::{About, Kind, Parent};
use crate::domain::{
    Book, Change, DepartmentId, DirectionId, Figure, FiscalYear, GoalId, GradeId, IndicatorId,
    Invalid, Key, Measure, MeasureId, Noun, Period, PlanId, Position, Record, ScaleId, StatusId,
    Succession, TemplateId, Value,
};
use rusqlite::types::Value as Stored;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use std::collections::HashMap;
use uuid::Uuid;

/// The tables that [`read_book`] reads.
pub(super) const TABLES: [&str; 15] = [
    "plan",
    "department",
    "progress_status",
    "fiscal_year",
    "goal",
    "direction",
    "measure",
    "measure_department",
    "implementation",
    "template",
    "indicator",
    "observation",
    "amendment",
    "scale",
    "grade",
];

/// Reads the whole content of a file, and checks it by the rules of the domain. The rows are summed
/// up as they are read.
pub(super) fn read_book(connection: &Connection, sum: &mut RowSum) -> Result<Book, Error> {
    let fields = Noun::Plan.fields();
    let plan = connection
        .query_row("SELECT * FROM plan", [], |row| {
            Ok(sum.add("plan", row).and_then(|()| read_row(row, Noun::Plan, &fields)))
        })
        .optional()?
        .ok_or_else(|| Error::Damaged("no plan".to_owned()))??;
    let Record::Plan(bare) = &plan else { return Err(Error::Damaged("no plan".to_owned())) };
    let mut book = Book::bare(bare.clone());
    let mut rows = Vec::new();
    let mut reader = Reader { connection, sum };
    for &noun in Book::NOUNS {
        let mut assigned = match noun {
            Noun::Measure => reader.read_assignments()?,
            _ => Assignments::new(),
        };
        reader.read_all(noun, |mut record| {
            if let Record::Measure(measure) = &mut record
                && let Some((lead, related)) = assigned.remove(&measure.id)
            {
                (measure.lead, measure.related) = (lead, related);
            }
            rows.push(Change::add(record));
        })?;
        if !assigned.is_empty() {
            return Err(Error::Damaged("a department is assigned to no measure".to_owned()));
        }
    }
    // The plan goes through the rules as well.
    rows.push(Change { before: Some(plan.clone()), after: Some(plan) });
    book.apply(&rows).and_then(|()| book.check_templates()).map_err(Error::Content)?;
    Ok(book)
}

/// The identity of the plan, in a file of any version.
pub(super) fn read_plan_id(connection: &Connection) -> Result<PlanId, Error> {
    connection
        .query_row("SELECT id FROM plan", [], |row| Ok(uuid(row, "id")))?
        .map(PlanId::from_uuid)
}

/// The record that is stored under a key.
pub(super) fn read_record(connection: &Connection, key: Key) -> Result<Option<Record>, Error> {
    let (columns, values) = identity(key);
    let sql = format!("SELECT * FROM {} WHERE {}", table(key.noun()), where_clause(columns));
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut record = read_row(row, key.noun(), &key.noun().fields())?;
    if let Record::Measure(measure) = &mut record {
        read_departments(connection, measure)?;
    }
    Ok(Some(record))
}

/// The columns by which a row is found, with what stands in them.
fn identity(key: Key) -> (&'static [&'static str], Vec<Stored>) {
    let of_year = |id: Uuid, year: FiscalYear| vec![text(id).into(), year.0.into()];
    match key {
        Key::Year(year) => (&["year"], vec![year.0.into()]),
        Key::Implementation(it, year) => (&["measure", "year"], of_year(it.uuid(), year)),
        Key::Observation(it, year) | Key::Amendment(it, year) => {
            (&["indicator", "year"], of_year(it.uuid(), year))
        }
        key => match key.uuid() {
            Some(id) => (&["id"], vec![text(id).into()]),
            None => (&["only_row"], vec![1.into()]),
        },
    }
}

/// `measure = ?1 AND year = ?2`.
fn where_clause(columns: &[&str]) -> String {
    let terms = columns.iter().zip(1..).map(|(column, at)| format!("{column} = ?{at}"));
    terms.collect::<Vec<_>>().join(" AND ")
}

const LEAD: &str = "lead";
const RELATED: &str = "related";

fn read_departments(connection: &Connection, measure: &mut Measure) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(
        "SELECT department, role FROM measure_department WHERE measure = ?1 ORDER BY position",
    )?;
    let mut rows = statement.query([text(measure.id.uuid())])?;
    while let Some(row) = rows.next()? {
        read_department(row, &mut measure.lead, &mut measure.related)?;
    }
    Ok(())
}

fn read_department(
    row: &Row<'_>,
    lead: &mut Vec<DepartmentId>,
    related: &mut Vec<DepartmentId>,
) -> Result<(), Error> {
    let department = DepartmentId::from_uuid(uuid(row, "department")?);
    match row.get_ref("role")?.as_str() {
        Ok(LEAD) => lead.push(department),
        _ => related.push(department),
    }
    Ok(())
}

/// Reads tables whole, and sums up their rows.
struct Reader<'r> {
    connection: &'r Connection,
    sum: &'r mut RowSum,
}

/// The lead and related departments of every measure.
type Assignments = HashMap<MeasureId, (Vec<DepartmentId>, Vec<DepartmentId>)>;

impl Reader<'_> {
    /// Reads a table, up to the most rows that a book has of it.
    fn read_all(&mut self, noun: Noun, mut take: impl FnMut(Record)) -> Result<(), Error> {
        let (table, fields) = (table(noun), noun.fields());
        let mut statement = self.connection.prepare(&format!("SELECT * FROM {table}"))?;
        let mut rows = statement.query([])?;
        let mut left = Book::most(noun);
        while let Some(row) = rows.next()? {
            left = left.checked_sub(1).ok_or(Error::Content(Invalid::TooMany(noun)))?;
            self.sum.add(table, row)?;
            take(read_row(row, noun, &fields)?);
        }
        Ok(())
    }

    fn read_assignments(&mut self) -> Result<Assignments, Error> {
        let mut assigned = Assignments::new();
        let sql = "SELECT * FROM measure_department ORDER BY measure, position";
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            self.sum.add("measure_department", row)?;
            let measure = MeasureId::from_uuid(uuid(row, "measure")?);
            let (lead, related) = assigned.entry(measure).or_default();
            read_department(row, lead, related)?;
        }
        Ok(assigned)
    }
}

const fn table(noun: Noun) -> &'static str {
    match noun {
        Noun::Status => "progress_status",
        Noun::Year => "fiscal_year",
        other => other.code(),
    }
}

/// Reads a row of a table, without what stands in tables of its own.
fn read_row(row: &Row<'_>, noun: Noun, fields: &[About]) -> Result<Record, Error> {
    let year = || Ok::<_, Error>(FiscalYear(row.get("year")?));
    let key = match noun {
        Noun::Plan => Key::Plan,
        Noun::Goal => Key::Goal(GoalId::from_uuid(uuid(row, "id")?)),
        Noun::Direction => Key::Direction(DirectionId::from_uuid(uuid(row, "id")?)),
        Noun::Measure => Key::Measure(MeasureId::from_uuid(uuid(row, "id")?)),
        Noun::Department => Key::Department(DepartmentId::from_uuid(uuid(row, "id")?)),
        Noun::Status => Key::Status(StatusId::from_uuid(uuid(row, "id")?)),
        Noun::Year => Key::Year(year()?),
        Noun::Implementation => {
            Key::Implementation(MeasureId::from_uuid(uuid(row, "measure")?), year()?)
        }
        Noun::Template => Key::Template(TemplateId::from_uuid(uuid(row, "id")?)),
        Noun::Indicator => Key::Indicator(IndicatorId::from_uuid(uuid(row, "id")?)),
        Noun::Scale => Key::Scale(ScaleId::from_uuid(uuid(row, "id")?)),
        Noun::Grade => Key::Grade(GradeId::from_uuid(uuid(row, "id")?)),
        Noun::Observation => {
            Key::Observation(IndicatorId::from_uuid(uuid(row, "indicator")?), year()?)
        }
        Noun::Amendment => Key::Amendment(IndicatorId::from_uuid(uuid(row, "indicator")?), year()?),
    };
    let mut record = Record::empty(key);
    if let Record::Plan(plan) = &mut record {
        plan.id = PlanId::from_uuid(uuid(row, "id")?);
    }
    for about in fields {
        if let Some(value) = read_value(row, about)? {
            let _ = record.set(about.field, value);
        }
    }
    Ok(record)
}

/// The most bytes that a list of records may have: more than one of every department and measure.
const KEYS: usize = 4 << 20;

/// The most bytes that the settings of a template may have: many times what the longest texts take.
const SETTINGS: usize = 4 << 20;

/// What stands in the columns of a field; `None` where that is no value of it.
fn read_value(row: &Row<'_>, about: &About) -> Result<Option<Value>, Error> {
    let column = about.column;
    let word = || row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
    Ok(Some(match about.kind {
        Kind::Name | Kind::Line | Kind::Lines => Value::Text(row.get(column)?),
        Kind::Number => Value::Number(row.get(column)?),
        Kind::Flag => Value::Flag(row.get(column)?),
        Kind::Code(from_code) => return Ok(from_code(word()?).map(Value::Code)),
        Kind::Place { parent } => Value::Place {
            parent: match parent {
                Some(Parent { column, key }) => Some(key(uuid(row, column)?)),
                None => None,
            },
            position: Position::from_stored(row.get(column)?),
        },
        Kind::Reference(key) => Value::Reference(optional(row, column)?.map(key)),
        Kind::Year => Value::Year(row.get::<_, Option<i32>>(column)?.map(FiscalYear)),
        Kind::Figure => Value::Figure(read_figure(word()?, column)?),
        Kind::Keys => Value::References(read_keys(word()?, column)?),
        Kind::Successor => Value::Successor(match optional(row, column)? {
            Some(into) => Some(Succession {
                into: DepartmentId::from_uuid(into),
                from: FiscalYear(row.get(from(column).as_str())?),
            }),
            None => None,
        }),
        Kind::Period => {
            let year =
                |end| Ok::<_, Error>(row.get::<_, Option<i32>>(period(column, end).as_str())?);
            let [first, last] = [year(FIRST)?, year(LAST)?].map(|year| year.map(FiscalYear));
            Value::Period(Period { first, last })
        }
        Kind::Settings => {
            let settings = word()?;
            if settings.len() > SETTINGS {
                return Err(unreadable("too long"));
            }
            Value::Settings(serde_json::from_str(settings).map_err(unreadable)?)
        }
        Kind::Dismissed => {
            let dismissed = word()?.parse().map_err(|it| Error::Damaged(format!("{column}: {it}")));
            Value::Dismissed(dismissed?)
        }
        Kind::Departments | Kind::Part => return Ok(None),
    }))
}

/// Only what is written for a figure is read, or two texts could stand for one value.
fn read_figure(stored: &str, column: &str) -> Result<Figure, Error> {
    let figure = Figure::parse(stored, "");
    let is_ours = figure.to_string() == stored;
    is_ours.then_some(figure).ok_or_else(|| Error::Damaged(format!("{column} is no figure")))
}

/// The same for a list of records.
fn read_keys(stored: &str, column: &str) -> Result<Vec<Key>, Error> {
    let damaged = || Error::Damaged(format!("{column} is no list of records"));
    if stored.len() > KEYS {
        return Err(damaged());
    }
    let keys: Vec<Key> = serde_json::from_str(stored).map_err(|_| damaged())?;
    (keys_text(&keys)? == stored).then_some(keys).ok_or_else(damaged)
}

fn keys_text(keys: &[Key]) -> Result<String, Error> {
    serde_json::to_string(keys).map_err(unreadable)
}

/// The column of the year of a succession.
fn from(column: &str) -> String {
    format!("{column}_from")
}

const FIRST: &str = "first";
const LAST: &str = "last";

/// The column of the first or the last year of a period.
fn period(column: &str, end: &str) -> String {
    format!("{column}_{end}")
}

fn unreadable(why: impl std::fmt::Display) -> Error {
    Error::Damaged(why.to_string())
}

fn uuid(row: &Row<'_>, column: &str) -> Result<Uuid, Error> {
    parse_uuid(row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?)
}

fn optional(row: &Row<'_>, column: &str) -> Result<Option<Uuid>, Error> {
    let stored = row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?;
    stored.map(parse_uuid).transpose()
}

/// Only the form that we write is read, or two texts could stand for one row.
fn parse_uuid(stored: &str) -> Result<Uuid, Error> {
    Uuid::parse_str(stored)
        .ok()
        .filter(|uuid| text(*uuid) == stored)
        .ok_or_else(|| Error::Damaged("a row has no proper identity".to_owned()))
}

fn text(uuid: Uuid) -> String {
    uuid.hyphenated().to_string()
}
