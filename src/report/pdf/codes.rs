//! The codes by which a document's pages call the glyphs of its font.
//!
//! A code stands for a glyph *and* the text that it shows, since a PDF maps codes to text: where two
//! texts share a glyph (葛 with and without a variation selector, 〓 for all that the font lacks)
//! each has a code of its own, so that all of it is copied back exactly.

use crate::report::page::{Document, Item};
use crate::report::{Face, GlyphId};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// What a code stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub glyph: GlyphId,
    pub text: Box<str>,
}

/// The codes of a document, in the order in which they are met. 0 stands for nothing.
#[derive(Debug)]
pub struct Codes {
    entries: Vec<Entry>,
    /// The first code of each glyph; 0 for none.
    first: Vec<u16>,
    /// The further codes of glyphs that show more than one text.
    others: BTreeMap<(GlyphId, Box<str>), u16>,
    /// The glyphs of the document's font by those of the whole font.
    subset: GlyphRemapper,
}

impl Codes {
    /// The codes that a document needs.
    pub fn of(document: &Document) -> Self {
        let mut codes = Self {
            entries: Vec::new(),
            first: vec![0; 1 << 16],
            others: BTreeMap::new(),
            subset: GlyphRemapper::new(),
        };
        for page in &document.pages {
            for (_, item) in &page.items {
                let Item::Text(text) = item else { continue };
                for (glyph, text) in text.line.spoken() {
                    codes.add(glyph.id, text);
                }
            }
        }
        codes
    }

    fn add(&mut self, glyph: GlyphId, text: &str) {
        if self.find(glyph, text).is_some() {
            return;
        }
        // PDF has no more codes than these; a text beyond is drawn, but copied as another.
        let Ok(code) = u16::try_from(self.entries.len() + 1) else { return };
        let _ = self.subset.remap(glyph.0);
        self.entries.push(Entry { glyph, text: text.into() });
        let first = &mut self.first[usize::from(glyph.0)];
        if *first == 0 {
            *first = code;
        } else {
            let _ = self.others.insert((glyph, text.into()), code);
        }
    }

    fn find(&self, glyph: GlyphId, text: &str) -> Option<u16> {
        let first = self.first[usize::from(glyph.0)];
        let entry = self.entries.get(usize::from(first).checked_sub(1)?)?;
        if *entry.text == *text {
            return Some(first);
        }
        self.others.get(&(glyph, text.into())).copied()
    }

    /// The code of a glyph that shows this text.
    pub fn code(&self, glyph: GlyphId, text: &str) -> u16 {
        self.find(glyph, text).unwrap_or(self.first[usize::from(glyph.0)])
    }

    /// All codes with what they stand for.
    pub fn entries(&self) -> impl Iterator<Item = (u16, &Entry)> {
        (1..=u16::MAX).zip(&self.entries)
    }

    /// The font program, reduced to what is used.
    pub fn program(&self, face: &Face) -> Result<Vec<u8>, subsetter::Error> {
        subsetter::subset(face.data, 0, &self.subset)
    }

    /// The glyph of each code in the reduced font, two bytes each, from code 0 on; `None` where
    /// codes and glyphs are the same.
    pub fn glyph_map(&self) -> Option<Vec<u8>> {
        let glyphs = self.entries.iter().map(|entry| self.subset.get(entry.glyph.0).unwrap_or(0));
        let glyphs: Vec<u16> = std::iter::once(0).chain(glyphs).collect();
        let same = glyphs.iter().enumerate().all(|(code, glyph)| code == usize::from(*glyph));
        (!same).then(|| glyphs.into_iter().flat_map(u16::to_be_bytes).collect())
    }
}
