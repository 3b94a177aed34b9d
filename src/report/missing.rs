//! Characters that the font cannot draw, found before anything is printed.

use super::list::{Content, Mention, Passage};
use super::page::{Column, Origin};
use super::typeset::{atoms, composed};
use super::{Error, Face, Options};
use crate::domain::{Book, DepartmentId, Field, FiscalYear, Key};
use std::collections::BTreeSet;

/// A character for which the font has no glyph, and the text that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MissingGlyph {
    /// Whose text it is.
    pub key: Key,
    /// Which of its texts.
    pub field: Field,
    pub character: char,
    /// The selector of a variation of the character that no font has. The character itself is drawn
    /// then, in its plain form; without a selector 〓 stands for it.
    pub selector: Option<char>,
}

impl MissingGlyph {
    /// The year, for what is kept by year.
    pub const fn year(&self) -> Option<FiscalYear> {
        match self.key {
            Key::Implementation(_, year) => Some(year),
            _ => None,
        }
    }

    /// Whether 〓 stands for it.
    pub const fn is_replaced(&self) -> bool {
        self.selector.is_none()
    }
}

/// What a list printed with these options could not show, in the order of the list, each character
/// once for each text. It looks at the very texts that are printed, so that none is passed over. In
/// a document that is printed all the same, 〓 stands for the character, and the character itself is
/// there for whoever copies the text.
///
/// # Errors
/// [`Error::Font`] where the bundled font cannot be read.
pub fn missing_glyphs(book: &Book, options: &Options) -> Result<Vec<MissingGlyph>, Error> {
    missing_in_papers(book, options, [Content::of(book, options)])
}

/// What these texts could not show.
pub fn missing_in_papers(
    book: &Book,
    options: &Options,
    papers: impl IntoIterator<Item = Content>,
) -> Result<Vec<MissingGlyph>, Error> {
    let face = options.typeface.face()?;
    let mut found = Vec::new();
    let mut look = |text: &str, places: &dyn Fn(char) -> Vec<(Key, Field)>| {
        for (character, selector) in missing_in(face, text) {
            let places = places(character).into_iter();
            found.extend(places.map(|(key, field)| MissingGlyph {
                key,
                field,
                character,
                selector,
            }));
        }
    };
    for content in papers {
        for mention in content.mentions() {
            look(&mention.text, &|c| mentioned(book, mention, c));
        }
        for row in &content.rows {
            for passage in &row.cells {
                for text in &passage.blocks {
                    look(text, &|c| places(book, row.of, passage, &content.years, c));
                }
            }
        }
    }
    // A department's name stands in many rows, and is to be mended in one place.
    let mut seen = BTreeSet::new();
    found.retain(|missing| seen.insert(*missing));
    Ok(found)
}

/// The characters and variations of a text that no font has, each once.
pub(super) fn missing_in(face: &Face, text: &str) -> BTreeSet<(char, Option<char>)> {
    // Nearly all texts have nothing but plain characters of the font.
    if text.chars().all(|c| c == '\n' || face.glyph(c).is_some()) {
        return BTreeSet::new();
    }
    let text = composed(text);
    let atoms = text.lines().flat_map(|paragraph| atoms(face, paragraph));
    let lacking = atoms.filter(|atom| atom.missing || atom.unknown.is_some());
    lacking.map(|atom| (atom.char, atom.unknown.filter(|_| !atom.missing))).collect()
}

/// The texts that have brought a character into a cell.
fn places(
    book: &Book,
    of: Origin,
    passage: &Passage,
    years: &[FiscalYear],
    character: char,
) -> Vec<(Key, Field)> {
    match (of, passage.column) {
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
                    passage.text().strip_prefix(&row.mark) == Some(&row.name)
                        || passage.text() == row.name
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

/// The texts that have brought a character into a text outside the rows: the only one that it has, or
/// those of a record's names that have the character.
fn mentioned(book: &Book, mention: &Mention, character: char) -> Vec<(Key, Field)> {
    let named = |key: Key, at: Field| match key {
        Key::Department(id) => book.department(id).is_some_and(|row| has(&row.name, character)),
        Key::Status(id) => book.status(id).is_some_and(|row| {
            has(if at == Field::StatusMark { &row.mark } else { &row.name }, character)
        }),
        Key::Goal(id) => book.goal(id).is_some_and(|row| has(&row.label, character)),
        _ => true,
    };
    mention.of.iter().copied().filter(|(key, at)| named(*key, *at)).collect()
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
