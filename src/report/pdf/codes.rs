//! The character codes of a document's fonts.
//!
//! A code stands for a glyph *and* the text that it shows, since a PDF maps codes to text: where two
//! texts share a glyph (葛 with and without a variation selector, 〓 for all that the font lacks)
//! each has a code of its own, so that all of it is copied back exactly.

use crate::report::page::{Item, Page};
use crate::report::{Font, FontSlot, GlyphId};
use std::borrow::Cow;
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// The meaning of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The glyph's number in the font.
    pub glyph: u16,
    pub text: Box<str>,
}

/// The codes of each font of a document.
#[derive(Debug)]
pub(super) struct Codes {
    /// By slot.
    fonts: [FontCodes; FontSlot::ALL.len()],
}

/// The codes of a font, in the order of their first use. 0 is unused.
#[derive(Debug)]
pub(super) struct FontCodes {
    entries: Vec<Entry>,
    /// The first code of each glyph; 0 for none.
    first: Vec<u16>,
    /// The further codes of glyphs that stand for more than one text.
    others: BTreeMap<(u16, Box<str>), u16>,
    /// The glyphs of the subset by those of the whole font.
    subset: GlyphRemapper,
    /// Whether there were enough codes.
    complete: bool,
}

impl Codes {
    /// No codes yet.
    pub(super) fn new() -> Self {
        Self { fonts: FontSlot::ALL.map(|_| FontCodes::new()) }
    }

    /// Adds the codes of a page. Existing codes stay the same.
    pub(super) fn add(&mut self, page: &Page) {
        for (_, item) in &page.items {
            let Item::Text(text) = item else { continue };
            for (glyph, text) in text.line.glyph_texts() {
                let text = mappable(text);
                self.fonts[glyph.id.slot as usize].add(glyph.id.index, &text);
            }
        }
    }

    /// The codes of a font.
    pub(super) const fn font(&self, slot: FontSlot) -> &FontCodes {
        &self.fonts[slot as usize]
    }

    /// The fonts in use, with their codes.
    pub(super) fn used(&self) -> impl Iterator<Item = (FontSlot, &FontCodes)> {
        let all = FontSlot::ALL.into_iter().map(|slot| (slot, self.font(slot)));
        all.filter(|(_, codes)| !codes.entries.is_empty())
    }

    /// The code of a glyph with its text in its font.
    pub(super) fn code(&self, glyph: GlyphId, text: &str) -> u16 {
        self.font(glyph.slot).code(glyph.index, &mappable(text))
    }
}

/// A text as a PDF may map a code to it: without NUL, U+FEFF and U+FFFE (ISO 14289-1, 7.21.7, and
/// ISO 19005-2, 6.2.11.7.2). U+FEFF within a text has long been what U+2060 is (Unicode, 23.2).
fn mappable(text: &str) -> Cow<'_, str> {
    if !text.contains(['\0', '\u{FEFF}', '\u{FFFE}']) {
        return Cow::Borrowed(text);
    }
    let mapped = text.chars().map(|c| match c {
        '\u{FEFF}' => '\u{2060}',
        '\0' | '\u{FFFE}' => '\u{FFFD}',
        c => c,
    });
    Cow::Owned(mapped.collect())
}

impl FontCodes {
    fn new() -> Self {
        Self {
            entries: Vec::new(),
            first: vec![0; 1 << 16],
            others: BTreeMap::new(),
            subset: GlyphRemapper::new(),
            complete: true,
        }
    }

    fn add(&mut self, glyph: u16, text: &str) {
        if self.find(glyph, text).is_some() {
            return;
        }
        // PDF has no more codes; further texts are drawn, but copied as another text.
        let Ok(code) = u16::try_from(self.entries.len() + 1) else {
            self.complete = false;
            return;
        };
        let _ = self.subset.remap(glyph);
        self.entries.push(Entry { glyph, text: text.into() });
        let first = &mut self.first[usize::from(glyph)];
        if *first == 0 {
            *first = code;
        } else {
            let _ = self.others.insert((glyph, text.into()), code);
        }
    }

    fn find(&self, glyph: u16, text: &str) -> Option<u16> {
        let first = self.first[usize::from(glyph)];
        let entry = self.entries.get(usize::from(first).checked_sub(1)?)?;
        if *entry.text == *text {
            return Some(first);
        }
        self.others.get(&(glyph, text.into())).copied()
    }

    fn code(&self, glyph: u16, text: &str) -> u16 {
        self.find(glyph, text).unwrap_or(self.first[usize::from(glyph)])
    }

    /// Whether each glyph with its text has a code of its own.
    pub(super) const fn is_complete(&self) -> bool {
        self.complete
    }

    /// All codes with their meaning.
    pub(super) fn entries(&self) -> impl Iterator<Item = (u16, &Entry)> {
        (1..=u16::MAX).zip(&self.entries)
    }

    /// The font program, reduced to the glyphs in use.
    pub(super) fn program(&self, font: &Font) -> Result<Vec<u8>, subsetter::Error> {
        subsetter::subset(font.data, 0, &self.subset)
    }

    /// The glyph of each code in the reduced font, two bytes each, from code 0 on; `None` where
    /// codes and glyphs are the same.
    pub(super) fn glyph_map(&self) -> Option<Vec<u8>> {
        let glyphs = self.entries.iter().map(|entry| self.subset.get(entry.glyph).unwrap_or(0));
        let glyphs: Vec<u16> = std::iter::once(0).chain(glyphs).collect();
        let same = glyphs.iter().enumerate().all(|(code, glyph)| code == usize::from(*glyph));
        (!same).then(|| glyphs.into_iter().flat_map(u16::to_be_bytes).collect())
    }
}
