//! Rows and columns that a sheet hides: what they hold is read like the rest, and the clerk is told.

use super::container::Container;
use super::tags::{attribute, each};
use crate::exchange::bounds;
use crate::exchange::error::Error;
use crate::exchange::grid::Hidden;
use quick_xml::events::BytesStart;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::str::FromStr;

/// What each sheet hides, by the name of the sheet. (ECMA-376 Part 1, 18.3.1.13 `col` and 18.3.1.73
/// `row`.) A sheet that cannot be found hides nothing.
///
/// # Errors
/// [`Error::Damaged`].
pub fn hidden(
    container: &mut Container<'_>,
    parts: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Hidden>, Error> {
    parts.iter().map(|(name, part)| Ok((name.clone(), of_sheet(container, part)?))).collect()
}

/// The parts of the sheets, by their names. Each is the part of one sheet alone: the same one under
/// many names would be read for each of them.
///
/// # Errors
/// [`Error::Damaged`], [`Error::TooLarge`].
pub fn parts(container: &mut Container<'_>) -> Result<BTreeMap<String, String>, Error> {
    let workbook = relations(container, "_rels/.rels")?
        .into_iter()
        .find(|relation| relation.kind.ends_with("/officeDocument"))
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| from("", &relation.target));
    let (folder, name) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
    let relations = relations(container, &format!("{folder}/_rels/{name}.rels"))?;
    let targets: BTreeMap<String, String> =
        relations.into_iter().map(|relation| (relation.id, relation.target)).collect();
    let (mut parts, mut seen) = (BTreeMap::new(), BTreeSet::new());
    for (name, id) in sheets(container, &workbook)? {
        let Some(target) = targets.get(&id) else { continue };
        let part = from(folder, target);
        let is_new = seen.insert(part.to_ascii_lowercase());
        if !is_new || parts.insert(name, part).is_some() {
            return Err(Error::Damaged);
        }
    }
    Ok(parts)
}

/// One part's pointing to another.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

fn relations(container: &mut Container<'_>, path: &str) -> Result<Vec<Relation>, Error> {
    let mut out = Vec::new();
    let Some(part) = container.part(path)? else { return Ok(out) };
    each(part, |tag| {
        if tag.local_name().as_ref() == "Relationship" {
            let attribute = |name| attribute(tag, name).map(Option::unwrap_or_default);
            let (id, kind) = (attribute("Id")?, attribute("Type")?);
            out.push(Relation { id, kind, target: attribute("Target")? });
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(out)
}

/// The sheets with the ids of their relations.
fn sheets(container: &mut Container<'_>, path: &str) -> Result<Vec<(String, String)>, Error> {
    let mut out = Vec::new();
    let Some(part) = container.part(path)? else { return Ok(out) };
    each(part, |tag| {
        if tag.local_name().as_ref() == "sheet" {
            let attribute = |name| attribute(tag, name).map(Option::unwrap_or_default);
            out.push((attribute("name")?, attribute("id")?));
        }
        if out.len() > bounds::SHEETS {
            return Err(bounds::sheets());
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(out)
}

fn of_sheet(container: &mut Container<'_>, path: &str) -> Result<Hidden, Error> {
    let mut hidden = Hidden::default();
    let Some(part) = container.part(path)? else { return Ok(hidden) };
    let mut row = 0;
    each(part, |tag| {
        match tag.local_name().as_ref() {
            "col" if is_hidden(tag)? => {
                if let (Some(first), Some(last)) = (number(tag, "min")?, number(tag, "max")?) {
                    hidden.columns.push(first..=last);
                }
            }
            "row" => {
                row = number(tag, "r")?.unwrap_or(row + 1);
                if is_hidden(tag)? {
                    let _ = hidden.rows.insert(row);
                }
            }
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(hidden)
}

fn is_hidden(tag: &BytesStart<'_>) -> Result<bool, Error> {
    Ok(matches!(attribute(tag, "hidden")?.as_deref(), Some("1" | "true")))
}

fn number<T: FromStr>(tag: &BytesStart<'_>, name: &str) -> Result<Option<T>, Error> {
    Ok(attribute(tag, name)?.and_then(|value| value.parse().ok()))
}

/// The path that a target means, seen from a folder.
fn from(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{target}"),
    }
}
