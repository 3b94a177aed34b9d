//! Records as rows: one reader and one writer for each table.

mod write;

pub use write::{delete_record, write_record};

use super::digest::RowSum;
use super::{Error, handout};
use crate::domain::{
    Approval, Book, BracketStyle, Change, Department, DepartmentId, Direction, DirectionId,
    FirstReiwa, FiscalYear, Goal, GoalId, Hue, Implementation, Invalid, Key, Measure, MeasureId,
    Noun, NumberStyle, Plan, PlanId, Position, ProgressStatus, Record, StatusId, Succession,
    Template, TemplateId, Year,
};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::HashMap;
use uuid::Uuid;

/// The tables that [`read_book`] reads.
pub const TABLES: [&str; 10] = [
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
];

/// Reads the whole content of a file, and checks it by the rules of the domain. The rows are summed
/// up as they are read.
pub fn read_book(connection: &Connection, sum: &mut RowSum) -> Result<Book, Error> {
    let plan = connection
        .query_row("SELECT * FROM plan", [], |row| {
            Ok(sum.add("plan", row).and_then(|()| read_plan(row)))
        })
        .optional()?
        .ok_or_else(|| Error::Damaged("no plan".to_owned()))??;
    let mut rows = Vec::new();
    let mut take = |record| rows.push(Change::add(record));
    let mut reader = Reader { connection, sum };
    reader.read_all(Noun::Department, read_department, |row| take(Record::Department(row)))?;
    reader.read_all(Noun::Status, read_status, |row| take(Record::Status(row)))?;
    reader.read_all(Noun::Year, read_year, |row| take(Record::Year(row)))?;
    reader.read_all(Noun::Goal, read_goal, |row| take(Record::Goal(row)))?;
    reader.read_all(Noun::Direction, read_direction, |row| take(Record::Direction(row)))?;
    let mut assigned = reader.read_assignments()?;
    reader.read_all(Noun::Measure, read_measure, |mut measure| {
        if let Some((lead, related)) = assigned.remove(&measure.id) {
            (measure.lead, measure.related) = (lead, related);
        }
        take(Record::Measure(measure));
    })?;
    if !assigned.is_empty() {
        return Err(Error::Damaged("a department is assigned to no measure".to_owned()));
    }
    reader.read_all(Noun::Implementation, read_implementation, |row| {
        take(Record::Implementation(row));
    })?;
    reader.read_all(Noun::Template, read_template, |row| take(Record::Template(row)))?;
    let mut book = Book::bare(plan.clone());
    // The plan goes through the rules as well.
    rows.push(Change { before: Some(Record::Plan(plan.clone())), after: Some(Record::Plan(plan)) });
    book.apply(&rows).and_then(|()| book.check_templates()).map_err(Error::Content)?;
    book.hand_down(handout::confined(connection)?.and_then(|confined| confined.scope.usage));
    Ok(book)
}

/// The identity of the plan, in a file of any version.
pub fn read_plan_id(connection: &Connection) -> Result<PlanId, Error> {
    connection
        .query_row("SELECT id FROM plan", [], |row| Ok(uuid(row, "id")))?
        .map(PlanId::from_uuid)
}

/// The record that is stored under a key.
pub fn read_record(connection: &Connection, key: Key) -> Result<Option<Record>, Error> {
    match key {
        Key::Plan => one(connection, "SELECT * FROM plan WHERE ?1 IS NOT NULL", "", read_plan)
            .map(|row| row.map(Record::Plan)),
        Key::Department(id) => {
            one(connection, "SELECT * FROM department WHERE id = ?1", id.uuid(), read_department)
                .map(|row| row.map(Record::Department))
        }
        Key::Status(id) => {
            one(connection, "SELECT * FROM progress_status WHERE id = ?1", id.uuid(), read_status)
                .map(|row| row.map(Record::Status))
        }
        Key::Year(year) => {
            one(connection, "SELECT * FROM fiscal_year WHERE year = ?1", year.0, read_year)
                .map(|row| row.map(Record::Year))
        }
        Key::Goal(id) => one(connection, "SELECT * FROM goal WHERE id = ?1", id.uuid(), read_goal)
            .map(|row| row.map(Record::Goal)),
        Key::Direction(id) => {
            one(connection, "SELECT * FROM direction WHERE id = ?1", id.uuid(), read_direction)
                .map(|row| row.map(Record::Direction))
        }
        Key::Measure(id) => {
            let sql = "SELECT * FROM measure WHERE id = ?1";
            let Some(mut measure) = one(connection, sql, id.uuid(), read_measure)? else {
                return Ok(None);
            };
            let mut statement = connection.prepare_cached(
                "SELECT department, role FROM measure_department WHERE measure = ?1
                 ORDER BY position",
            )?;
            let mut rows = statement.query([text(id.uuid())])?;
            while let Some(row) = rows.next()? {
                let department = DepartmentId::from_uuid(uuid(row, "department")?);
                if row.get_ref("role")?.as_str().is_ok_and(|role| role == LEAD) {
                    measure.lead.push(department);
                } else {
                    measure.related.push(department);
                }
            }
            Ok(Some(Record::Measure(measure)))
        }
        Key::Implementation(measure, year) => {
            let mut statement = connection
                .prepare_cached("SELECT * FROM implementation WHERE measure = ?1 AND year = ?2")?;
            let mut rows = statement.query((text(measure.uuid()), year.0))?;
            let row = rows.next()?.map(read_implementation).transpose()?;
            Ok(row.map(Record::Implementation))
        }
        Key::Template(id) => {
            one(connection, "SELECT * FROM template WHERE id = ?1", id.uuid(), read_template)
                .map(|row| row.map(Record::Template))
        }
    }
}

const LEAD: &str = "lead";
const RELATED: &str = "related";

/// Codes of who has agreed to an entry.
const DEPARTMENT: &str = "department";
const CONFIRMED: &str = "confirmed";

fn one<T, K: StoredKey>(
    connection: &Connection,
    sql: &str,
    key: K,
    read: fn(&Row<'_>) -> Result<T, Error>,
) -> Result<Option<T>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([key.stored()])?;
    rows.next()?.map(read).transpose()
}

/// What a `WHERE` compares with.
trait StoredKey {
    fn stored(self) -> rusqlite::types::Value;
}

impl StoredKey for Uuid {
    fn stored(self) -> rusqlite::types::Value {
        text(self).into()
    }
}

impl StoredKey for i32 {
    fn stored(self) -> rusqlite::types::Value {
        self.into()
    }
}

impl StoredKey for &str {
    fn stored(self) -> rusqlite::types::Value {
        self.to_owned().into()
    }
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
    fn read_all<T>(
        &mut self,
        noun: Noun,
        read: fn(&Row<'_>) -> Result<T, Error>,
        mut take: impl FnMut(T),
    ) -> Result<(), Error> {
        let table = table(noun);
        let mut statement = self.connection.prepare(&format!("SELECT * FROM {table}"))?;
        let mut rows = statement.query([])?;
        let mut left = Book::most(noun);
        while let Some(row) = rows.next()? {
            left = left.checked_sub(1).ok_or(Error::Content(Invalid::TooMany(noun)))?;
            self.sum.add(table, row)?;
            take(read(row)?);
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
            let department = DepartmentId::from_uuid(uuid(row, "department")?);
            let (lead, related) = assigned.entry(measure).or_default();
            match row.get_ref("role")?.as_str() {
                Ok(LEAD) => lead.push(department),
                _ => related.push(department),
            }
        }
        Ok(assigned)
    }
}

const fn table(noun: Noun) -> &'static str {
    match noun {
        Noun::Plan => "plan",
        Noun::Goal => "goal",
        Noun::Direction => "direction",
        Noun::Measure => "measure",
        Noun::Department => "department",
        Noun::Status => "progress_status",
        Noun::Year => "fiscal_year",
        Noun::Implementation => "implementation",
        Noun::Template => "template",
    }
}

fn read_plan(row: &Row<'_>) -> Result<Plan, Error> {
    Ok(Plan {
        id: PlanId::from_uuid(uuid(row, "id")?),
        municipality: row.get("municipality")?,
        name: row.get("name")?,
        title: row.get("title")?,
        first_reiwa: match row.get_ref("first_reiwa")?.as_str() {
            Ok("heisei31") => FirstReiwa::Heisei31,
            _ => FirstReiwa::Gannen,
        },
        number_style: {
            let code = row.get_ref("number_style")?.as_str().map_err(rusqlite::Error::from)?;
            NumberStyle::ALL.into_iter().find(|it| it.code() == code).unwrap_or_default()
        },
        bracket_style: {
            let code = row.get_ref("bracket_style")?.as_str().map_err(rusqlite::Error::from)?;
            BracketStyle::ALL.into_iter().find(|it| it.code() == code).unwrap_or_default()
        },
    })
}

fn read_department(row: &Row<'_>) -> Result<Department, Error> {
    Ok(Department {
        id: DepartmentId::from_uuid(uuid(row, "id")?),
        name: row.get("name")?,
        position: position(row)?,
        retired: row.get("retired")?,
        contact: row.get("contact")?,
        successor: match optional(row, "successor")? {
            Some(into) => Some(Succession {
                into: DepartmentId::from_uuid(into),
                from: FiscalYear(row.get("successor_from")?),
            }),
            None => None,
        },
    })
}

fn read_status(row: &Row<'_>) -> Result<ProgressStatus, Error> {
    Ok(ProgressStatus {
        id: StatusId::from_uuid(uuid(row, "id")?),
        name: row.get("name")?,
        position: position(row)?,
        retired: row.get("retired")?,
        mark: row.get("mark")?,
        done: row.get("done")?,
        hue: {
            let code = row.get_ref("hue")?.as_str().map_err(rusqlite::Error::from)?;
            Hue::ALL.into_iter().find(|hue| hue.code() == code).unwrap_or_default()
        },
    })
}

fn read_year(row: &Row<'_>) -> Result<Year, Error> {
    Ok(Year { year: FiscalYear(row.get("year")?), closed: row.get("closed")? })
}

fn read_goal(row: &Row<'_>) -> Result<Goal, Error> {
    Ok(Goal {
        id: GoalId::from_uuid(uuid(row, "id")?),
        number: row.get("number")?,
        label: row.get("label")?,
        name: row.get("name")?,
        position: position(row)?,
    })
}

fn read_direction(row: &Row<'_>) -> Result<Direction, Error> {
    Ok(Direction {
        id: DirectionId::from_uuid(uuid(row, "id")?),
        goal: GoalId::from_uuid(uuid(row, "goal")?),
        number: row.get("number")?,
        name: row.get("name")?,
        position: position(row)?,
    })
}

/// A measure without its departments, which are rows of their own.
fn read_measure(row: &Row<'_>) -> Result<Measure, Error> {
    Ok(Measure {
        id: MeasureId::from_uuid(uuid(row, "id")?),
        direction: DirectionId::from_uuid(uuid(row, "direction")?),
        number: row.get("number")?,
        name: row.get("name")?,
        description: row.get("description")?,
        lead: Vec::new(),
        related: Vec::new(),
        position: position(row)?,
        retired: row.get("retired")?,
    })
}

fn read_implementation(row: &Row<'_>) -> Result<Implementation, Error> {
    Ok(Implementation {
        measure: MeasureId::from_uuid(uuid(row, "measure")?),
        year: FiscalYear(row.get("year")?),
        status: optional(row, "status")?.map(StatusId::from_uuid),
        narrative: row.get("narrative")?,
        approval: match row.get_ref("approval")?.as_str() {
            Ok(DEPARTMENT) => Approval::Department,
            Ok(CONFIRMED) => Approval::Confirmed,
            _ => Approval::None,
        },
        remark: row.get("remark")?,
    })
}

/// The most bytes that the settings of a template may have: many times what the longest texts take.
const SETTINGS: usize = 4 << 20;

fn read_template(row: &Row<'_>) -> Result<Template, Error> {
    let settings = row.get_ref("settings")?.as_str().map_err(rusqlite::Error::from)?;
    if settings.len() > SETTINGS {
        return Err(unreadable("too long"));
    }
    Ok(Template {
        id: TemplateId::from_uuid(uuid(row, "id")?),
        name: row.get("name")?,
        position: position(row)?,
        settings: serde_json::from_str(settings).map_err(unreadable)?,
    })
}

fn unreadable(why: impl std::fmt::Display) -> Error {
    Error::Damaged(format!("the settings of a template: {why}"))
}

fn position(row: &Row<'_>) -> Result<Position, Error> {
    Ok(Position::from_stored(row.get("position")?))
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
