//! Characters that no font has, found before anything is printed.

use super::error::Error;
use super::fonts::FontSet;
use super::options::Options;
use super::table::Content;
use super::typeset::{atoms, composed};
use crate::domain::{Book, Field, FiscalYear, Key};
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
pub(super) fn missing_in_contents(
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
            check(&caption.text, &|c| sources_of(book, &caption.sources, c));
        }
        for cell in content.rows.iter().flat_map(|row| &row.cells) {
            for text in &cell.blocks {
                check(text, &|c| {
                    // One field of a record is enough to find the others.
                    let mut sources = sources_of(book, &cell.sources, c);
                    sources.dedup_by_key(|(key, _)| *key);
                    sources
                });
            }
        }
    }
    // The name of a department is in many rows, and is corrected in one place.
    let mut seen = BTreeSet::new();
    found.retain(|missing| seen.insert(*missing));
    Ok(found)
}

/// The characters and variations of a text that no font has, each once.
pub(super) fn missing_in(fonts: &FontSet, text: &str) -> BTreeSet<(char, Option<char>)> {
    // Nearly all texts have nothing but plain characters of the font.
    if text.chars().all(|c| c == '\n' || fonts.glyph(c).is_some()) {
        return BTreeSet::new();
    }
    let text = composed(text);
    let atoms = text.lines().flat_map(|paragraph| atoms(fonts, paragraph));
    let lacking = atoms.filter(|atom| atom.missing || atom.unknown.is_some());
    lacking.map(|atom| (atom.char, atom.unknown.filter(|_| !atom.missing))).collect()
}

/// Those of the sources of a text that have a character. The texts of the template have no record of
/// their own that could be asked.
fn sources_of(book: &Book, sources: &[(Key, Field)], character: char) -> Vec<(Key, Field)> {
    let has_character = |(key, field): &(Key, Field)| {
        *key == Key::Plan
            || book.record(*key).is_some_and(|record| {
                let mut texts = record.texts().into_iter();
                texts.any(|(at, text)| at == *field && composed(text).contains(character))
            })
    };
    sources.iter().copied().filter(has_character).collect()
}
