//! A line of glyphs.

use crate::report::fonts::GlyphId;
use crate::report::geometry::Em;

/// One line of text, ready to be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The text, which the glyphs divide up.
    pub text: String,
    pub glyphs: Vec<Glyph>,
    /// The origin of the first glyph, from the left edge of the column. Negative where the line begins
    /// with a bracket whose left half is space.
    pub start: Em,
    /// The end of the ink, from the left edge of the column; never beyond the measure.
    pub end: Em,
    /// The size of its type, relative to that of the column. `start` and `end` are in ems of it.
    pub scale: Em,
    /// Space above the line, where it is not the first on a page.
    pub above: Em,
    /// Whether a paragraph begins with it.
    pub begins: bool,
    /// How many of its glyphs are the bullet or number of its paragraph, with the spaces around it.
    pub label: usize,
    /// Whether it is a heading in the text (【…】, ≪…≫), which is kept with the next line.
    pub heading: bool,
    /// Whether its paragraph ends with it.
    pub ends: bool,
}

/// One glyph of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    pub id: GlyphId,
    /// The number of bytes of the line's text that it stands for.
    pub len: u8,
    /// What is added to the advance width of the glyph.
    pub kern: i16,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            text: String::new(),
            glyphs: Vec::new(),
            start: Em::ZERO,
            end: Em::ZERO,
            scale: Em::ONE,
            above: Em::ZERO,
            begins: false,
            label: 0,
            heading: false,
            ends: false,
        }
    }
}

impl Line {
    /// The glyphs, each with the text that it stands for.
    pub fn glyph_texts(&self) -> impl Iterator<Item = (Glyph, &str)> {
        let mut at = 0;
        self.glyphs.iter().map(move |glyph| {
            let from = at;
            at += usize::from(glyph.len);
            (*glyph, self.text.get(from..at).unwrap_or(""))
        })
    }
}
