//! 組版: a text becomes lines of glyphs, by JLREQ (Requirements for Japanese Text Layout) and
//! UAX #14. The rules stand in the modules below, each with its clause.
//!
//! Everything is measured in thousandths of an em, so that the lines are those of any size of type.

mod adjust;
mod atom;
mod breaks;
mod class;
mod figures;
mod indent;
mod paragraph;
mod ruler;
mod style;

pub use atom::{atoms, composed};
pub use style::Style;

use super::face::{Face, GlyphId};
use super::geometry::Em;
use paragraph::Paragraph;

/// One line of text, ready to be placed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// What the line says; the glyphs divide it up.
    pub text: String,
    pub glyphs: Vec<Glyph>,
    /// Where the pen starts, from the left edge of the column. Negative where the line begins with
    /// a bracket whose left half is space.
    pub start: Em,
    /// Where the ink ends, from the left edge of the column; never beyond the measure.
    pub end: Em,
    /// Space above the line, where it is not the first on a page.
    pub above: Em,
    /// Whether a paragraph begins with it.
    pub begins: bool,
    /// Whether it is a heading in the text (【…】, ≪…≫), not to be left alone at a page's foot.
    pub heading: bool,
    /// Whether its paragraph ends with it.
    pub ends: bool,
}

/// One glyph of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    pub id: GlyphId,
    /// How many bytes of the line's text it stands for.
    pub len: u8,
    /// How much further than the glyph's own width the pen goes.
    pub kern: i16,
}

impl Line {
    /// The glyphs, each with the text that it stands for.
    pub fn spoken(&self) -> impl Iterator<Item = (Glyph, &str)> {
        let mut at = 0;
        self.glyphs.iter().map(move |glyph| {
            let from = at;
            at += usize::from(glyph.len);
            (*glyph, self.text.get(from..at).unwrap_or(""))
        })
    }
}

/// The narrowest column that text can be set to.
pub const NARROWEST: Em = Em::whole(2);

/// Sets a text to a measure. Paragraphs end at line breaks; an empty one is a line of nothing.
/// `names` are kept in one piece where a line has the room.
pub fn set(face: &Face, text: &str, measure: Em, names: &[&str]) -> Vec<Line> {
    Paragraphs::new(face, text, names, Style::default()).lines(measure)
}

/// A text of which all is known that does not hang on the measure that it is set to.
#[derive(Debug)]
pub struct Paragraphs<'a> {
    face: &'a Face,
    all: Vec<Paragraph>,
}

impl<'a> Paragraphs<'a> {
    /// Paragraphs end at line breaks. `names` are kept in one piece where a line has the room.
    pub fn new(face: &'a Face, text: &str, names: &[&str], style: Style) -> Self {
        let text = composed(text);
        let all = text.split(['\n', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']);
        let mut all: Vec<_> = all.map(|text| Paragraph::new(face, text, names, style)).collect();
        figures::align(&mut all);
        for at in 1..all.len() {
            if let [label, next] = &mut all[at - 1..=at] {
                label.head(next);
            }
        }
        Self { face, all }
    }

    /// The lines of a column of this measure.
    pub fn lines(&self, measure: Em) -> Vec<Line> {
        let measure = measure.max(NARROWEST);
        self.all.iter().flat_map(|it| it.lines(self.face, measure)).collect()
    }

    /// How many lines these would be.
    pub fn count(&self, measure: Em) -> usize {
        let measure = measure.max(NARROWEST);
        self.all.iter().map(|it| it.count(measure)).sum()
    }

    /// The narrowest measure in which nothing is torn that belongs together.
    pub fn longest_run(&self) -> Em {
        self.all.iter().map(Paragraph::longest_run).max().unwrap_or(Em::ZERO)
    }
}

#[cfg(test)]
mod tests;
