//! The sheets of a workbook, and the parts in which they and what they share are kept.

use super::container::Container;
use super::sheet::address;
use super::tags::{Node, attribute, each, flag, walk};
use crate::exchange::bounds;
use crate::exchange::error::Error;
use crate::exchange::grid::Area;
use crate::exchange::number_format::Epoch;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// What a workbook is made of.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    /// The sheets, in their order.
    pub sheets: Vec<SheetPart>,
    /// The parts of the shared texts and of the looks of cells, by their names.
    pub strings: String,
    pub looks: String,
    pub epoch: Epoch,
    /// The names of the sheets that Excel does not show.
    pub hidden: Vec<String>,
}

/// A sheet.
#[derive(Debug)]
pub(super) struct SheetPart {
    pub name: String,
    pub part: String,
    /// Whether it is shown, and has cells.
    pub is_read: bool,
    /// The areas that are printed; none where all is.
    pub printed: Vec<Area>,
}

/// One part's pointing to another.
pub(super) struct Relation {
    pub id: String,
    pub kind: String,
    pub target: String,
}

impl Workbook {
    /// Each part is that of one sheet alone: the same one under many names would be read for each of
    /// them.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::TooLarge`].
    pub(super) fn of(container: &mut Container<'_>) -> Result<Self, Error> {
        let workbook = relations(container, "_rels/.rels")?
            .into_iter()
            .find(|relation| relation.kind.ends_with("/officeDocument"))
            .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| from("", &relation.target));
        let relations = relations_of(container, &workbook)?;
        let shared = |kind: &str, usual: &str| {
            let relation = relations.iter().find(|relation| relation.kind.ends_with(kind));
            from(&workbook, relation.map_or(usual, |relation| &relation.target))
        };
        let mut out = Self {
            strings: shared("/sharedStrings", "sharedStrings.xml"),
            looks: shared("/styles", "styles.xml"),
            ..Self::default()
        };
        let mut listed: Vec<(String, String, bool)> = Vec::new();
        let mut printed: BTreeMap<usize, String> = BTreeMap::new();
        let mut area: Option<usize> = None;
        walk(container.part(&workbook)?.ok_or(Error::Damaged)?, |node| {
            let tag = match (node, area) {
                (Node::Start(tag), _) => tag,
                (Node::Text(text), Some(sheet)) => {
                    printed.entry(sheet).or_default().push_str(text);
                    return Ok(ControlFlow::Continue(()));
                }
                (Node::End(_), _) => {
                    area = None;
                    return Ok(ControlFlow::Continue(()));
                }
                (Node::Text(_), None) => return Ok(ControlFlow::Continue(())),
            };
            let said = |name| attribute(tag, name).map(Option::unwrap_or_default);
            match tag.local_name().as_ref() {
                "definedName" if said("name")? == "_xlnm.Print_Area" => {
                    area = said("localSheetId")?.parse().ok();
                }
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
            Ok(ControlFlow::Continue(()))
        })?;
        let targets: BTreeMap<&str, &Relation> =
            relations.iter().map(|relation| (relation.id.as_str(), relation)).collect();
        let (mut names, mut parts) = (BTreeSet::new(), BTreeSet::new());
        for (index, (name, id, shown)) in listed.into_iter().enumerate() {
            let relation = targets.get(id.as_str()).ok_or(Error::Damaged)?;
            let part = from(&workbook, &relation.target);
            if !names.insert(name.clone()) || !parts.insert(part.to_ascii_lowercase()) {
                return Err(Error::Damaged);
            }
            let has_cells = relation.kind.ends_with("/worksheet");
            if has_cells && !shown {
                out.hidden.push(name.clone());
            }
            let printed = printed.get(&index).map_or_else(Vec::new, |areas| areas_of(areas));
            out.sheets.push(SheetPart { name, part, is_read: shown && has_cells, printed });
        }
        Ok(out)
    }
}

/// The areas that a name stands for: `'一覧'!$A$1:$H$20,'一覧'!$A$30:$H$40`, also whole columns or rows.
/// None where one of them is something else.
fn areas_of(text: &str) -> Vec<Area> {
    let corner = |text: &str| -> Option<(Option<u32>, Option<usize>)> {
        let text = text.replace('$', "");
        let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
        let row = text.get(letters..).filter(|row| !row.is_empty());
        let filled = match (letters, row) {
            (0, row) => format!("A{}", row?),
            (_, None) => format!("{text}1"),
            (_, Some(_)) => text.clone(),
        };
        let (at, column) = address(&filled)?;
        let column = usize::try_from(column).ok()?;
        Some((row.map(|_| at.saturating_add(1)), (letters > 0).then_some(column)))
    };
    let area = |text: &str| {
        let range = text.rsplit_once('!').map_or(text, |(_, range)| range);
        let (from, to) = range.split_once(':').unwrap_or((range, range));
        let ((top, left), (bottom, right)) = (corner(from)?, corner(to)?);
        Some(Area {
            rows: top.unwrap_or(0)..=bottom.unwrap_or(u32::MAX),
            columns: left.unwrap_or(0)..=right.unwrap_or(usize::MAX),
        })
    };
    // The name of a sheet may hold a comma, in quotes.
    let mut is_quoted = false;
    let is_end = |c: char| {
        is_quoted ^= c == '\'';
        c == ',' && !is_quoted
    };
    text.split(is_end).map(area).collect::<Option<Vec<Area>>>().unwrap_or_default()
}

/// What a part points to.
///
/// # Errors
/// [`Error::Damaged`].
pub(super) fn relations_of(
    container: &mut Container<'_>,
    part: &str,
) -> Result<Vec<Relation>, Error> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    relations(container, &format!("{folder}/_rels/{name}.rels"))
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

/// The path that a target means, seen from a part.
pub(super) fn from(part: &str, target: &str) -> String {
    let (mut folder, _) = part.rsplit_once('/').unwrap_or(("", part));
    let mut target = target;
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    while let Some(rest) = target.strip_prefix("../") {
        folder = folder.rsplit_once('/').map_or("", |(upper, _)| upper);
        target = rest;
    }
    if folder.is_empty() { target.to_owned() } else { format!("{folder}/{target}") }
}
