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

/// Where a tabulator takes the pen: to the next multiple of this.
const TAB: Em = Em::whole(4);

/// Sets a text to a measure. Paragraphs end at line breaks; an empty one is a line of nothing.
/// `names` are kept in one piece where a line has the room.
pub fn set(face: &Face, text: &str, measure: Em, names: &[&str]) -> Vec<Line> {
    Paragraphs::new(face, text, names).lines(measure)
}

/// A text of which all is known that does not hang on the measure that it is set to.
#[derive(Debug)]
pub struct Paragraphs<'a> {
    face: &'a Face,
    all: Vec<Paragraph>,
}

impl<'a> Paragraphs<'a> {
    /// Paragraphs end at line breaks. `names` are kept in one piece where a line has the room.
    pub fn new(face: &'a Face, text: &str, names: &[&str]) -> Self {
        let text = composed(text);
        let all = text.split(['\n', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']);
        Self { face, all: all.map(|text| Paragraph::new(face, text, names)).collect() }
    }

    /// The lines of a column of this measure.
    pub fn lines(&self, measure: Em) -> Vec<Line> {
        let measure = measure.max(NARROWEST);
        self.all.iter().flat_map(|it| it.lines(self.face, measure)).collect()
    }

    /// How many lines these would be.
    pub fn count(&self, measure: Em) -> usize {
        let measure = measure.max(NARROWEST);
        self.all.iter().map(|it| it.ends(measure).len()).sum()
    }

    /// The narrowest measure in which nothing is torn that belongs together.
    pub fn longest_run(&self) -> Em {
        self.all.iter().map(Paragraph::longest_run).max().unwrap_or(Em::ZERO)
    }
}

#[derive(Debug)]
struct Paragraph {
    text: String,
    atoms: Vec<Atom>,
    breaks: Vec<Break>,
    mark: Mark,
    heading: bool,
}

/// Where a line ends, and whether its punctuation gives way so that it may end there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct End {
    at: usize,
    tight: bool,
}

/// The most lines of a paragraph that is looked through for one that can be saved.
const MOST_TIGHTENED: usize = 32;

impl Paragraph {
    fn new(face: &Face, text: &str, names: &[&str]) -> Self {
        let atoms = atoms(face, text);
        let mut breaks = breaks(text, &atoms, names);
        let mark = Mark::of(&atoms);
        // A mark is nothing without what it marks.
        for place in breaks.iter_mut().take(mark.len) {
            *place = (*place).min(Break::Kinsoku);
        }
        Self { text: text.to_owned(), atoms, breaks, mark, heading: is_heading(text.trim()) }
    }

    fn lines(&self, face: &Face, measure: Em) -> Vec<Line> {
        let (mut from, mut byte) = (0, 0);
        let ends = self.ends(measure).into_iter();
        ends.map(|End { at, tight }| {
            let indent = self.indent(from, measure);
            let line = self.line(face, from..at, byte, indent, tight.then_some(measure));
            from = at;
            byte += line.text.len();
            line
        })
        .collect()
    }

    fn indent(&self, from: usize, measure: Em) -> Em {
        if from == 0 { Em::ZERO } else { self.mark.indent(measure) }
    }

    /// Where the lines end. Punctuation gives way where that saves the paragraph a line, which is
    /// most often one with nothing but 「した。」 (追い込み, JLREQ §3.8.2), and in no more lines than
    /// that takes.
    fn ends(&self, measure: Em) -> Vec<End> {
        let plain = self.plain_ends(0, measure);
        let fewer = plain.len() - 1;
        let last = plain.iter().nth_back(1).map_or(0, |end| self.atoms.len() - end.at);
        // A line can take in one or two characters; and tabulators would take back what is gained.
        let hopeless = last > fewer * 2
            || !(1..MOST_TIGHTENED).contains(&fewer)
            || self.atoms.iter().any(|atom| atom.class == Class::Tab);
        if hopeless { plain } else { self.tight_ends(fewer, measure).unwrap_or(plain) }
    }

    /// Where so many lines end, if they can hold the paragraph.
    fn tight_ends(&self, count: usize, measure: Em) -> Option<Vec<End>> {
        let mut ends: Vec<End> = Vec::with_capacity(count);
        while ends.len() < count {
            let from = ends.last().map_or(0, |end| end.at);
            let rest = self.plain_ends(from, measure);
            if ends.len() + rest.len() <= count {
                ends.extend(rest);
                return Some(ends);
            }
            let at = self.line_end(from, measure, true);
            ends.push(End { at, tight: true });
            if at >= self.atoms.len() {
                return Some(ends);
            }
        }
        None
    }

    /// Where the lines from an atom on end if nothing gives way.
    fn plain_ends(&self, from: usize, measure: Em) -> Vec<End> {
        let mut ends = Vec::new();
        let mut at = from;
        loop {
            at = self.line_end(at, measure, false);
            ends.push(End { at, tight: false });
            if at >= self.atoms.len() {
                return ends;
            }
        }
    }

    /// Where the line that begins with an atom ends: at the last of the best places up to which it
    /// fits. What does not fit goes to the next line (追い出し, JLREQ §3.8.2).
    fn line_end(&self, from: usize, measure: Em, tight: bool) -> usize {
        let mut best: Option<(Break, usize)> = None;
        let mut x = self.indent(from, measure) - self.class(from).space_before();
        let mut room = measure;
        for at in from..self.atoms.len() {
            let class = self.class(at);
            let end = x + self.advance(at, x);
            // Spaces take no room at the end of a line, so that they always fit.
            if at > from && !class.is_space() && end - class.space_after() > room {
                return best.map_or(at, |(_, end)| end);
            }
            let place = self.breaks[at];
            if place > Break::Joined && best.is_none_or(|(known, _)| place >= known) {
                best = Some((place, at + 1));
            }
            x = end - class.space_between(self.class(at + 1));
            if tight {
                room += self.give(at);
            }
        }
        self.atoms.len()
    }

    /// Sets one line; one that is tight, so that it ends within a measure.
    fn line(
        &self,
        face: &Face,
        range: Range<usize>,
        byte: usize,
        indent: Em,
        within: Option<Em>,
    ) -> Line {
        let atoms = &self.atoms[range.clone()];
        let spaces = atoms.iter().rev().take_while(|atom| atom.class.is_space()).count();
        let ink_end = range.end - spaces;
        let start = indent - self.class(range.start).space_before();
        let (begins, ends) = (range.start == 0, range.end == self.atoms.len());
        let mut line = Line { start, begins, ends, heading: self.heading, ..Line::default() };
        let mut gives = self.gives(range.start..ink_end, start, within);
        let (mut x, mut len) = (start, 0);
        for at in range {
            let atom = &self.atoms[at];
            let step = if at >= ink_end {
                Em::ZERO
            } else if at + 1 == ink_end {
                self.advance(at, x)
            } else {
                self.advance(at, x)
                    - atom.class.space_between(self.class(at + 1))
                    - gives.of(self.give(at))
            };
            x += step;
            if at < ink_end {
                line.end = x - atom.class.space_after();
            }
            len += usize::from(atom.len);
            let kern = step - face.width(atom.glyph);
            line.glyphs.push(Glyph {
                id: atom.glyph,
                len: atom.len,
                kern: i16::try_from(kern.0).unwrap_or(0),
            });
        }
        line.text = self.text[byte..byte + len].to_owned();
        line
    }

    /// What each place of a line has to give that ends within a measure.
    fn gives(&self, ink: Range<usize>, start: Em, within: Option<Em>) -> Gives {
        let (Some(within), Some(last)) = (within, ink.clone().last()) else {
            return Gives::default();
        };
        let width: Em = ink.clone().map(|at| self.atoms[at].advance).sum();
        let inner = ink.start..last;
        let gone: Em =
            inner.clone().map(|at| self.class(at).space_between(self.class(at + 1))).sum();
        let end = start + width - gone - self.class(last).space_after();
        Gives {
            missing: (end - within).max(Em::ZERO),
            places: inner.filter(|at| self.give(*at) > Em::ZERO).count(),
        }
    }

    /// How much the space between an atom and the next can give way: the half em that goes with
    /// brackets and commas, never that of a full stop (JLREQ §3.8.3).
    fn give(&self, at: usize) -> Em {
        let (Some(atom), Some(next)) = (self.atoms.get(at), self.atoms.get(at + 1)) else {
            return Em::ZERO;
        };
        let after = match atom.class {
            Class::Closing => Em::HALF,
            Class::Stop if matches!(atom.char, '、' | '，') => Em::HALF,
            Class::Stop => return Em::ZERO,
            _ => Em::ZERO,
        };
        let space = after + next.class.space_before() - atom.class.space_between(next.class);
        if space >= Em::HALF { Em::HALF } else { Em::ZERO }
    }

    /// The width of the longest stretch in which no line may end.
    fn longest_run(&self) -> Em {
        let (mut longest, mut from) = (Em::ZERO, 0);
        for (at, place) in self.breaks.iter().enumerate() {
            if *place == Break::Free {
                let width: Em = self.atoms[from..=at].iter().map(|atom| atom.advance).sum();
                let space = self.class(from).space_before() + self.class(at).space_after();
                longest = longest.max(width - space);
                from = at + 1;
            }
        }
        longest
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

/// What is still to be given, and by how many places.
#[derive(Debug, Clone, Copy, Default)]
struct Gives {
    missing: Em,
    places: usize,
}

impl Gives {
    /// The share of the next place, of which no more than `most` can be had.
    fn of(&mut self, most: Em) -> Em {
        if most == Em::ZERO || self.places == 0 {
            return Em::ZERO;
        }
        let places = i32::try_from(self.places).unwrap_or(i32::MAX);
        let share = Em((self.missing.0 + places - 1) / places).min(most);
        self.missing = self.missing - share;
        self.places -= 1;
        share
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
