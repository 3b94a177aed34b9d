//! Records into rows.

use super::{
    FIRST, LAST, LEAD, RELATED, from, identity, keys_text, period, table, text, unreadable,
    where_clause,
};
use crate::domain::field::{About, Kind};
use crate::domain::{FiscalYear, Key, Measure, Record, Value};
use crate::store::Error;
use rusqlite::types::Value as Stored;
use rusqlite::{Connection, params_from_iter};
use uuid::Uuid;

/// Makes `record` the stored one, whether or not one was stored under its key.
pub(crate) fn write_record(connection: &Connection, record: &Record) -> Result<(), Error> {
    let key = record.key();
    let (of_key, mut values) = identity(key);
    let mut columns: Vec<String> = of_key.iter().copied().map(str::to_owned).collect();
    if let Record::Plan(plan) = record {
        columns.push("id".to_owned());
        values.push(text(plan.id.uuid()).into());
    }
    let of_fields = columns.len();
    for about in key.noun().fields() {
        let Some(value) = record.value(about.field) else { continue };
        for (column, value) in stored(about, value)? {
            columns.push(column);
            values.push(value);
        }
    }
    let places: Vec<String> = (1..=columns.len()).map(|at| format!("?{at}")).collect();
    let changed = columns[of_fields..].iter().map(|column| format!("{column} = excluded.{column}"));
    let sql = format!(
        "INSERT INTO {} ({}) VALUES ({}) ON CONFLICT ({}) DO UPDATE SET {}",
        table(key.noun()),
        columns.join(", "),
        places.join(", "),
        of_key.join(", "),
        changed.collect::<Vec<_>>().join(", "),
    );
    execute(connection, &sql, params_from_iter(values))?;
    match record {
        Record::Measure(measure) => write_departments(connection, measure),
        _ => Ok(()),
    }
}

/// The columns of a field with what stands in them; none for what has a table of its own.
fn stored(about: About, value: Value) -> Result<Vec<(String, Stored)>, Error> {
    let column = about.column.to_owned();
    let optional = |uuid: Option<Uuid>| uuid.map_or(Stored::Null, |uuid| text(uuid).into());
    Ok(match value {
        Value::Text(text) => vec![(column, text.into())],
        Value::Number(number) => vec![(column, number.into())],
        Value::Flag(flag) => vec![(column, flag.into())],
        Value::Code(code) => vec![(column, code.code().to_owned().into())],
        Value::Reference(key) => vec![(column, optional(key.and_then(|key| key.uuid())))],
        Value::Place { parent, position } => {
            let mut columns = vec![(column, position.stored().into())];
            if let (Kind::Place { parent: Some(under) }, Some(key)) = (about.kind, parent) {
                columns.push((under.column.to_owned(), optional(key.uuid())));
            }
            columns
        }
        Value::Successor(successor) => {
            let year = successor.map_or(Stored::Null, |it| it.from.0.into());
            vec![(from(&column), year), (column, optional(successor.map(|it| it.into.uuid())))]
        }
        Value::Period(held) => {
            let year = |year: Option<FiscalYear>| year.map_or(Stored::Null, |year| year.0.into());
            vec![
                (period(&column, FIRST), year(held.first)),
                (period(&column, LAST), year(held.last)),
            ]
        }
        Value::Settings(settings) => {
            vec![(column, serde_json::to_string(&settings).map_err(unreadable)?.into())]
        }
        Value::Dismissed(dismissed) => vec![(column, dismissed.to_string().into())],
        Value::Figure(figure) => vec![(column, figure.to_string().into())],
        Value::Year(year) => vec![(column, year.map_or(Stored::Null, |year| year.0.into()))],
        Value::References(keys) if about.kind == Kind::Keys => {
            vec![(column, keys_text(&keys)?.into())]
        }
        Value::References(_) | Value::Record(_) => Vec::new(),
    })
}

/// Removes the record of a key; that of the plan stays, since no file is without one.
pub(crate) fn delete_record(connection: &Connection, key: Key) -> Result<(), Error> {
    match key {
        Key::Plan => return Ok(()),
        Key::Measure(id) => delete_departments(connection, &text(id.uuid()))?,
        _ => {}
    }
    let (columns, values) = identity(key);
    let sql = format!("DELETE FROM {} WHERE {}", table(key.noun()), where_clause(columns));
    execute(connection, &sql, params_from_iter(values))
}

fn delete_departments(connection: &Connection, measure: &str) -> Result<(), Error> {
    execute(connection, "DELETE FROM measure_department WHERE measure = ?1", [measure])
}

fn write_departments(connection: &Connection, row: &Measure) -> Result<(), Error> {
    let id = text(row.id.uuid());
    delete_departments(connection, &id)?;
    let lead = row.lead.iter().map(|department| (department, LEAD));
    let related = row.related.iter().map(|department| (department, RELATED));
    for (position, (department, role)) in (0_i64..).zip(lead.chain(related)) {
        execute(
            connection,
            "INSERT INTO measure_department (measure, department, role, position)
             VALUES (?1, ?2, ?3, ?4)",
            (&id, text(department.uuid()), role, position),
        )?;
    }
    Ok(())
}

fn execute(connection: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<(), Error> {
    let _ = connection.prepare_cached(sql)?.execute(params)?;
    Ok(())
}
