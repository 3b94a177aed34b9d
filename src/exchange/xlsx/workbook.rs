//! The sheets of a workbook, and the parts in which they and what they share are kept.

use super::container::Container;
use super::tags::{attribute, each, flag};
use crate::exchange::bounds;
use crate::exchange::error::Error;
use crate::exchange::number_format::Epoch;
use std::collections::{BTreeMap, BTreeSet};

/// What a workbook is made of.
#[derive(Debug, Default)]
pub struct Workbook {
    /// The sheets, in their order.
    pub sheets: Vec<SheetPart>,
    /// The parts of the shared texts and of the looks of cells, by their names.
    pub strings: String,
    pub looks: String,
    pub epoch: Epoch,
}

/// A sheet.
#[derive(Debug)]
pub struct SheetPart {
    pub name: String,
    pub part: String,
    /// Whether it is shown, and has cells.
    pub is_read: bool,
}

/// One part's pointing to another.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Workbook {
    /// Each part is that of one sheet alone: the same one under many names would be read for each of
    /// them.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::TooLarge`].
    pub fn of(container: &mut Container<'_>) -> Result<Self, Error> {
        let workbook = relations(container, "_rels/.rels")?
            .into_iter()
            .find(|relation| relation.kind.ends_with("/officeDocument"))
            .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| from("", &relation.target));
        let (folder, name) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
        let relations = relations(container, &format!("{folder}/_rels/{name}.rels"))?;
        let shared = |kind: &str, usual: &str| {
            let relation = relations.iter().find(|relation| relation.kind.ends_with(kind));
            from(folder, relation.map_or(usual, |relation| &relation.target))
        };
        let mut out = Self {
            strings: shared("/sharedStrings", "sharedStrings.xml"),
            looks: shared("/styles", "styles.xml"),
            ..Self::default()
        };
        let mut listed: Vec<(String, String, bool)> = Vec::new();
        each(container.part(&workbook)?.ok_or(Error::Damaged)?, |tag| {
            let said = |name| attribute(tag, name).map(Option::unwrap_or_default);
            match tag.local_name().as_ref() {
                "sheet" => {
                    let shown = matches!(said("state")?.as_str(), "" | "visible");
                    listed.push((said("name")?, said("id")?, shown));
                }
                "workbookPr" if flag(tag, "date1904", false)? => out.epoch = Epoch::Of1904,
                _ => {}
            }
            if listed.len() > bounds::SHEETS {
                return Err(bounds::sheets());
            }
            Ok(())
        })?;
        let targets: BTreeMap<&str, &Relation> =
            relations.iter().map(|relation| (relation.id.as_str(), relation)).collect();
        let (mut names, mut parts) = (BTreeSet::new(), BTreeSet::new());
        for (name, id, shown) in listed {
            let relation = targets.get(id.as_str()).ok_or(Error::Damaged)?;
            let part = from(folder, &relation.target);
            if !names.insert(name.clone()) || !parts.insert(part.to_ascii_lowercase()) {
                return Err(Error::Damaged);
            }
            let is_read = shown && relation.kind.ends_with("/worksheet");
            out.sheets.push(SheetPart { name, part, is_read });
        }
        Ok(out)
    }
}

fn relations(container: &mut Container<'_>, path: &str) -> Result<Vec<Relation>, Error> {
    let mut out = Vec::new();
    let Some(part) = container.part(path)? else { return Ok(out) };
    each(part, |tag| {
        if tag.local_name().as_ref() == "Relationship" {
            let said = |name| attribute(tag, name).map(Option::unwrap_or_default);
            out.push(Relation { id: said("Id")?, kind: said("Type")?, target: said("Target")? });
        }
        Ok(())
    })?;
    Ok(out)
}

/// The path that a target means, seen from a folder.
fn from(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{target}"),
    }
}
