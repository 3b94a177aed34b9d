//! Records into rows.

use super::{CONFIRMED, DEPARTMENT, LEAD, RELATED, text, unreadable};
use crate::domain::{Approval, FirstReiwa, Key, Measure, Record};
use crate::store::Error;
use rusqlite::{Connection, named_params};
use uuid::Uuid;

/// Makes `record` the stored one, whether or not one was stored under its key.
pub fn write_record(connection: &Connection, record: &Record) -> Result<(), Error> {
    match record {
        Record::Plan(plan) => execute(
            connection,
            "INSERT INTO plan (only_row, id, municipality, name, title, first_reiwa, number_style,
                bracket_style)
             VALUES (1, :id, :municipality, :name, :title, :first_reiwa, :number_style,
                :bracket_style)
             ON CONFLICT (only_row) DO UPDATE SET municipality = excluded.municipality,
                name = excluded.name, title = excluded.title, first_reiwa = excluded.first_reiwa,
                number_style = excluded.number_style, bracket_style = excluded.bracket_style",
            named_params! {
                ":id": text(plan.id.uuid()),
                ":municipality": plan.municipality,
                ":name": plan.name,
                ":title": plan.title,
                ":first_reiwa": match plan.first_reiwa {
                    FirstReiwa::Gannen => "gannen",
                    FirstReiwa::Heisei31 => "heisei31",
                },
                ":number_style": plan.number_style.code(),
                ":bracket_style": plan.bracket_style.code(),
            },
        ),
        Record::Department(row) => {
            let successor = row.successor;
            execute(
                connection,
                "INSERT INTO department
                    (id, name, position, retired, contact, successor, successor_from)
                 VALUES (:id, :name, :position, :retired, :contact, :successor, :from)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name,
                    position = excluded.position, retired = excluded.retired,
                    contact = excluded.contact, successor = excluded.successor,
                    successor_from = excluded.successor_from",
                named_params! {
                    ":id": text(row.id.uuid()),
                    ":name": row.name,
                    ":position": row.position.stored(),
                    ":retired": row.retired,
                    ":contact": row.contact,
                    ":successor": successor.map(|it| text(it.into.uuid())),
                    ":from": successor.map(|it| it.from.0),
                },
            )
        }
        Record::Status(row) => execute(
            connection,
            "INSERT INTO progress_status (id, name, position, retired, mark, done, hue)
             VALUES (:id, :name, :position, :retired, :mark, :done, :hue)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, position = excluded.position,
                retired = excluded.retired, mark = excluded.mark, done = excluded.done,
                hue = excluded.hue",
            named_params! {
                ":id": text(row.id.uuid()),
                ":name": row.name,
                ":position": row.position.stored(),
                ":retired": row.retired,
                ":mark": row.mark,
                ":done": row.done,
                ":hue": row.hue.code(),
            },
        ),
        Record::Year(row) => execute(
            connection,
            "INSERT INTO fiscal_year (year, closed) VALUES (:year, :closed)
             ON CONFLICT (year) DO UPDATE SET closed = excluded.closed",
            named_params! { ":year": row.year.0, ":closed": row.closed },
        ),
        Record::Goal(row) => execute(
            connection,
            "INSERT INTO goal (id, number, label, name, position)
             VALUES (:id, :number, :label, :name, :position)
             ON CONFLICT (id) DO UPDATE SET number = excluded.number, label = excluded.label,
                name = excluded.name, position = excluded.position",
            named_params! {
                ":id": text(row.id.uuid()),
                ":number": row.number,
                ":label": row.label,
                ":name": row.name,
                ":position": row.position.stored(),
            },
        ),
        Record::Direction(row) => execute(
            connection,
            "INSERT INTO direction (id, goal, number, name, position)
             VALUES (:id, :goal, :number, :name, :position)
             ON CONFLICT (id) DO UPDATE SET goal = excluded.goal, number = excluded.number,
                name = excluded.name, position = excluded.position",
            named_params! {
                ":id": text(row.id.uuid()),
                ":goal": text(row.goal.uuid()),
                ":number": row.number,
                ":name": row.name,
                ":position": row.position.stored(),
            },
        ),
        Record::Measure(row) => write_measure(connection, row),
        Record::Implementation(row) => execute(
            connection,
            "INSERT INTO implementation (measure, year, status, narrative, approval, remark)
             VALUES (:measure, :year, :status, :narrative, :approval, :remark)
             ON CONFLICT (measure, year) DO UPDATE SET status = excluded.status,
                narrative = excluded.narrative, approval = excluded.approval,
                remark = excluded.remark",
            named_params! {
                ":measure": text(row.measure.uuid()),
                ":year": row.year.0,
                ":status": row.status.map(|id| text(id.uuid())),
                ":narrative": row.narrative,
                ":approval": match row.approval {
                    Approval::None => "none",
                    Approval::Department => DEPARTMENT,
                    Approval::Confirmed => CONFIRMED,
                },
                ":remark": row.remark,
            },
        ),
        Record::Template(row) => execute(
            connection,
            "INSERT INTO template (id, name, position, settings)
             VALUES (:id, :name, :position, :settings)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, position = excluded.position,
                settings = excluded.settings",
            named_params! {
                ":id": text(row.id.uuid()),
                ":name": row.name,
                ":position": row.position.stored(),
                ":settings": serde_json::to_string(&row.settings).map_err(unreadable)?,
            },
        ),
    }
}

/// Removes the record of a key; that of the plan stays, since no file is without one.
pub fn delete_record(connection: &Connection, key: Key) -> Result<(), Error> {
    let delete = |sql: &str, id: Uuid| execute(connection, sql, [text(id)]);
    match key {
        Key::Plan => Ok(()),
        Key::Department(id) => delete("DELETE FROM department WHERE id = ?1", id.uuid()),
        Key::Status(id) => delete("DELETE FROM progress_status WHERE id = ?1", id.uuid()),
        Key::Year(year) => execute(connection, "DELETE FROM fiscal_year WHERE year = ?1", [year.0]),
        Key::Goal(id) => delete("DELETE FROM goal WHERE id = ?1", id.uuid()),
        Key::Direction(id) => delete("DELETE FROM direction WHERE id = ?1", id.uuid()),
        Key::Measure(id) => {
            delete("DELETE FROM measure_department WHERE measure = ?1", id.uuid())?;
            delete("DELETE FROM measure WHERE id = ?1", id.uuid())
        }
        Key::Implementation(measure, year) => execute(
            connection,
            "DELETE FROM implementation WHERE measure = ?1 AND year = ?2",
            (text(measure.uuid()), year.0),
        ),
        Key::Template(id) => delete("DELETE FROM template WHERE id = ?1", id.uuid()),
    }
}

fn write_measure(connection: &Connection, row: &Measure) -> Result<(), Error> {
    let id = text(row.id.uuid());
    execute(
        connection,
        "INSERT INTO measure (id, direction, number, name, description, position, retired)
         VALUES (:id, :direction, :number, :name, :description, :position, :retired)
         ON CONFLICT (id) DO UPDATE SET direction = excluded.direction, number = excluded.number,
            name = excluded.name, description = excluded.description,
            position = excluded.position, retired = excluded.retired",
        named_params! {
            ":id": id,
            ":direction": text(row.direction.uuid()),
            ":number": row.number,
            ":name": row.name,
            ":description": row.description,
            ":position": row.position.stored(),
            ":retired": row.retired,
        },
    )?;
    execute(connection, "DELETE FROM measure_department WHERE measure = ?1", [&id])?;
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
