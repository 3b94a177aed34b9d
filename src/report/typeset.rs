//! 組版: a text becomes lines of glyphs, by JLREQ (Requirements for Japanese Text Layout) and
//! UAX #14. The rules stand in the modules below, each with its clause.
//!
//! Everything is measured in thousandths of an em, so that the lines are those of any size of type.

mod atom;
mod breaks;
mod class;
mod indent;

pub use atom::{atoms, composed};

use super::face::{Face, GlyphId};
use super::geometry::Em;
use atom::Atom;
use breaks::{Break, breaks};
use class::Class;
use indent::Mark;
use std::ops::Range;

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
    /// Whether it is a heading in the text (【…】, ≪…≫), not to be left alone at a page's foot.
    pub heading: bool,
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

/// Where a tabulator takes the pen: to the next multiple of this.
const TAB: Em = Em::whole(4);

/// Sets a text to a measure. Paragraphs end at line breaks; an empty one is a line of nothing.
/// `names` are kept in one piece where a line has the room.
pub fn set(face: &Face, text: &str, measure: Em, names: &[&str]) -> Vec<Line> {
    let measure = measure.max(NARROWEST);
    let text = composed(text);
    let mut lines = Vec::new();
    for text in text.split(['\n', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']) {
        Paragraph::new(face, text, measure, names).fill(&mut lines);
    }
    lines
}

struct Paragraph<'a> {
    face: &'a Face,
    text: &'a str,
    measure: Em,
    atoms: Vec<Atom>,
    breaks: Vec<Break>,
    /// How far the lines after the first are set in.
    indent: Em,
    heading: bool,
}

impl<'a> Paragraph<'a> {
    fn new(face: &'a Face, text: &'a str, measure: Em, names: &[&str]) -> Self {
        let atoms = atoms(face, text);
        let mut breaks = breaks(text, &atoms, names);
        let mark = Mark::of(&atoms, measure);
        // A mark is nothing without what it marks.
        for place in breaks.iter_mut().take(mark.len) {
            *place = (*place).min(Break::Kinsoku);
        }
        Self {
            face,
            text,
            measure,
            atoms,
            breaks,
            indent: mark.indent,
            heading: is_heading(text.trim()),
        }
    }

    fn fill(&self, lines: &mut Vec<Line>) {
        let (mut from, mut byte) = (0, 0);
        let mut indent = Em::ZERO;
        loop {
            let to = self.line_end(from, indent);
            let line = self.line(from..to, byte, indent);
            byte += line.text.len();
            lines.push(line);
            if to >= self.atoms.len() {
                return;
            }
            (from, indent) = (to, self.indent);
        }
    }

    /// Where the line that begins with an atom ends: at the last of the best places up to which it
    /// fits. What does not fit goes to the next line (追い出し, JLREQ §3.8.2).
    fn line_end(&self, from: usize, indent: Em) -> usize {
        let mut best: Option<(Break, usize)> = None;
        let mut x = indent - self.class(from).space_before();
        for at in from..self.atoms.len() {
            let class = self.class(at);
            let end = x + self.advance(at, x);
            // Spaces take no room at the end of a line, so that they always fit.
            if at > from && !class.is_space() && end - class.space_after() > self.measure {
                return best.map_or(at, |(_, end)| end);
            }
            let place = self.breaks[at];
            if place > Break::Joined && best.is_none_or(|(known, _)| place >= known) {
                best = Some((place, at + 1));
            }
            x = end - class.space_between(self.class(at + 1));
        }
        self.atoms.len()
    }

    fn line(&self, range: Range<usize>, byte: usize, indent: Em) -> Line {
        let atoms = &self.atoms[range.clone()];
        let spaces = atoms.iter().rev().take_while(|atom| atom.class.is_space()).count();
        let ink_end = range.end - spaces;
        let start = indent - self.class(range.start).space_before();
        let mut line = Line { start, heading: self.heading, ..Line::default() };
        let (mut x, mut len) = (start, 0);
        for at in range {
            let atom = &self.atoms[at];
            let step = if at >= ink_end {
                Em::ZERO
            } else if at + 1 == ink_end {
                self.advance(at, x)
            } else {
                self.advance(at, x) - atom.class.space_between(self.class(at + 1))
            };
            x += step;
            if at < ink_end {
                line.end = x - atom.class.space_after();
            }
            len += usize::from(atom.len);
            let kern = step - self.face.width(atom.glyph);
            line.glyphs.push(Glyph {
                id: atom.glyph,
                len: atom.len,
                kern: i16::try_from(kern.0).unwrap_or(0),
            });
        }
        line.text = self.text[byte..byte + len].to_owned();
        line
    }

    /// How far an atom takes the pen that stands at `x`.
    fn advance(&self, at: usize, x: Em) -> Em {
        let atom = &self.atoms[at];
        match atom.class {
            Class::Tab => TAB - Em(x.0.rem_euclid(TAB.0)),
            _ => atom.advance,
        }
    }

    fn class(&self, at: usize) -> Class {
        self.atoms.get(at).map_or(Class::Other, |atom| atom.class)
    }
}

/// Whether a paragraph is nothing but 【…】 or ≪…≫.
fn is_heading(text: &str) -> bool {
    [('【', '】'), ('≪', '≫'), ('《', '》'), ('〈', '〉'), ('＜', '＞')]
        .into_iter()
        .any(|(open, close)| text.starts_with(open) && text.ends_with(close))
}

#[cfg(test)]
mod tests;
