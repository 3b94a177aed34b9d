//! Characters that no font has, found before anything is printed.

use super::error::Error;
use super::fonts::FontSet;
use super::options::Options;
use super::page::{Column, Origin};
use super::table::{CellText, Content, SourcedText};
use super::typeset::{atoms, composed};
use crate::domain::{Book, DepartmentId, Field, FiscalYear, Key};
use std::collections::BTreeSet;

/// A character that no font has, and the field that has the character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MissingGlyph {
    /// The record.
    pub key: Key,
    /// The field of the record.
    pub field: Field,
    pub character: char,
    /// The selector of a variation that no font has, where the character is drawn in its plain form;
    /// `None` where 〓 is drawn.
    pub selector: Option<char>,
}

impl MissingGlyph {
    /// The year of an entry.
    pub const fn year(&self) -> Option<FiscalYear> {
        match self.key {
            Key::Implementation(_, year) => Some(year),
            _ => None,
        }
    }

    /// Whether 〓 is drawn for it.
    pub const fn is_replaced(&self) -> bool {
        self.selector.is_none()
    }
}

/// The characters of some tables that no font has, each once for each text.
pub fn missing_in_contents(
    book: &Book,
    options: &Options,
    contents: impl IntoIterator<Item = Content>,
) -> Result<Vec<MissingGlyph>, Error> {
    let fonts = options.typeface.fonts()?;
    let mut found = Vec::new();
    let mut check = |text: &str, sources: &dyn Fn(char) -> Vec<(Key, Field)>| {
        for (character, selector) in missing_in(fonts, text) {
            let sources = sources(character).into_iter();
            found.extend(sources.map(|(key, field)| MissingGlyph {
                key,
                field,
                character,
                selector,
            }));
        }
    };
    for content in contents {
        for caption in content.captions() {
            check(&caption.text, &|c| caption_sources(book, caption, c));
        }
        for row in &content.rows {
            for cell in &row.cells {
                for text in &cell.blocks {
                    check(text, &|c| cell_sources(book, row.of, cell, &content.years, c));
                }
            }
        }
    }
    // The name of a department is in many rows, and is corrected in one place.
    let mut seen = BTreeSet::new();
    found.retain(|missing| seen.insert(*missing));
    Ok(found)
}

/// The characters and variations of a text that no font has, each once.
pub fn missing_in(fonts: &FontSet, text: &str) -> BTreeSet<(char, Option<char>)> {
    // Nearly all texts have nothing but plain characters of the font.
    if text.chars().all(|c| c == '\n' || fonts.glyph(c).is_some()) {
        return BTreeSet::new();
    }
    let text = composed(text);
    let atoms = text.lines().flat_map(|paragraph| atoms(fonts, paragraph));
    let lacking = atoms.filter(|atom| atom.missing || atom.unknown.is_some());
    lacking.map(|atom| (atom.char, atom.unknown.filter(|_| !atom.missing))).collect()
}

/// The fields that a character in a cell comes from.
fn cell_sources(
    book: &Book,
    of: Origin,
    cell: &CellText,
    years: &[FiscalYear],
    character: char,
) -> Vec<(Key, Field)> {
    match (of, cell.column) {
        (Origin::Goal(id), _) => {
            let in_label = book.goal(id).is_some_and(|goal| has(&goal.label, character));
            vec![(Key::Goal(id), if in_label { Field::GoalLabel } else { Field::GoalName })]
        }
        (Origin::Direction(id), _) => vec![(Key::Direction(id), Field::DirectionName)],
        (Origin::Entry(id, _), Some(column)) => match column {
            Column::Number | Column::Name => vec![(Key::Measure(id), Field::MeasureName)],
            Column::Description => vec![(Key::Measure(id), Field::Description)],
            Column::Departments => book.measure(id).map_or_else(Vec::new, |measure| {
                let year = years.iter().max().copied();
                let (lead, related) =
                    (book.lead_as_of(measure, year), book.related_as_of(measure, year));
                let ids = lead.iter().chain(&related).map(|department| department.id);
                departments(book, &ids.collect::<Vec<_>>(), character)
            }),
            Column::Status => book
                .statuses()
                .into_iter()
                .filter(|row| {
                    cell.text().strip_prefix(&row.mark) == Some(&row.name)
                        || cell.text() == row.name
                })
                .map(|row| {
                    let in_name = has(&row.name, character);
                    let at = if in_name { Field::StatusName } else { Field::StatusMark };
                    (Key::Status(row.id), at)
                })
                .take(1)
                .collect(),
            Column::Implementation | Column::Previous => years
                .iter()
                .filter(|year| has(book.narrative(id, **year), character))
                .map(|year| (Key::Implementation(id, *year), Field::Narrative))
                .collect(),
        },
        (Origin::Department(id), _) => departments(book, id.as_slice(), character),
        (Origin::Entry(..) | Origin::Head(_) | Origin::Section | Origin::Other(_), _) => Vec::new(),
    }
}

/// The fields that a character in a caption comes from: its only field, or those of the names that have
/// the character.
fn caption_sources(book: &Book, caption: &SourcedText, character: char) -> Vec<(Key, Field)> {
    let has_character = |key: Key, at: Field| match key {
        Key::Department(id) => book.department(id).is_some_and(|row| has(&row.name, character)),
        Key::Status(id) => book.status(id).is_some_and(|row| {
            has(if at == Field::StatusMark { &row.mark } else { &row.name }, character)
        }),
        Key::Goal(id) => book.goal(id).is_some_and(|row| has(&row.label, character)),
        _ => true,
    };
    caption.sources.iter().copied().filter(|(key, at)| has_character(*key, *at)).collect()
}

fn departments(book: &Book, ids: &[DepartmentId], character: char) -> Vec<(Key, Field)> {
    ids.iter()
        .filter_map(|id| book.department(*id))
        .filter(|department| has(&department.name, character))
        .map(|department| (Key::Department(department.id), Field::DepartmentName))
        .collect()
}

fn has(text: &str, character: char) -> bool {
    composed(text).contains(character)
}
