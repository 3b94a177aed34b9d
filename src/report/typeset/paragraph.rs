//! One paragraph: its line ends, and the glyphs of each line.

mod ends;

use super::adjust::{Adjustment, Spaces};
use super::atom::{Atom, atoms};
use super::break_rank::Break;
use super::breaks::breaks;
use super::class::Class;
use super::figures::gaps;
use super::indent::Mark;
use super::line::{Glyph, Line};
use super::ruler::{Ruler, Slack, Step};
use super::style::Style;
use crate::report::fonts::FontSet;
use crate::report::geometry::Em;
use std::ops::Range;

/// A text without line breaks.
#[derive(Debug)]
pub(super) struct Paragraph {
    text: String,
    atoms: Vec<Atom>,
    breaks: Vec<Break>,
    /// For each atom, the last free break up to it, as the number of atoms before the break; 0 where
    /// there is none.
    free: Vec<usize>,
    ruler: Ruler,
    mark: Mark,
    heading: bool,
    /// Whether there is a tab, which moves the pen to a position in the column.
    tabbed: bool,
    style: Style,
    /// The width of its longest word, where its further lines are indented.
    longest_word: Em,
    /// In a line of a label and figures, the last space before each of the figures, and what it is
    /// widened by where the paragraph fits into one line.
    pub gaps: Vec<(usize, Em)>,
}

/// The distance of tab stops.
const TAB: Em = Em::whole(4);

/// How much wider than half an em the digits of DejaVu Serif are, which a PC without ＭＳ 明朝 may take.
const SUBSTITUTED: Em = Em(1280);

impl Paragraph {
    /// Lines do not break within `names` where they fit into one.
    pub(super) fn new(fonts: &FontSet, text: &str, names: &[&str], style: Style) -> Self {
        let atoms = atoms(fonts, text);
        let mut breaks = breaks(text, &atoms, names, style);
        let mark = Mark::of(&atoms, style.revised);
        // A mark is kept with its text.
        for place in breaks.iter_mut().take(mark.len) {
            *place = (*place).min(Break::Kinsoku);
        }
        let mut last = 0;
        let free = breaks.iter().enumerate().map(|(at, place)| {
            if *place == Break::Free {
                last = at + 1;
            }
            last
        });
        let free = free.collect();
        let spaces = Spaces { atoms: &atoms, breaks: &breaks, style, mark: mark.len };
        let steps = atoms.iter().enumerate().map(|(at, atom)| Step {
            advance: atom.advance + spaces.natural(at),
            ink: (!atom.class.is_space()).then(|| ink_end(atom, style)),
            gives: [Slack::Even, Slack::Saving].map(|slack| spaces.give(at, slack)),
        });
        let ruler = Ruler::new(steps);
        let mut gaps = gaps(&atoms, style.revised);
        // A tab before a figure is a space that is widened.
        let in_gap = |at: usize| {
            let spaces = |gap: &usize| atoms[at..=*gap].iter().all(|it| it.class.is_space());
            style.revised && gaps.iter().any(|gap| at <= *gap && spaces(gap))
        };
        let mut tabs = atoms.iter().enumerate().filter(|(_, atom)| atom.class == Class::Tab);
        let tabbed = tabs.any(|(at, _)| !in_gap(at));
        if tabbed {
            gaps.clear();
        }
        let heading = is_heading(text.trim());
        let gaps = gaps.into_iter().map(|gap| (gap, Em::ZERO)).collect();
        let text = text.to_owned();
        let longest_word = Em::ZERO;
        let mut all = Self {
            text,
            atoms,
            breaks,
            free,
            ruler,
            mark,
            heading,
            tabbed,
            style,
            longest_word,
            gaps,
        };
        if style.indented {
            all.longest_word = all.longest(Break::Part);
        }
        all
    }

    /// Makes it a heading where it is a label above entries, such as ①周知活動 above ・講座.
    pub(super) fn mark_heading(&mut self, next: &Self) {
        let label = self.gaps.is_empty() && !self.is_entry() && !self.text.trim().is_empty();
        let last = self.atoms.iter().rfind(|atom| !atom.class.is_space());
        let label = label && last.is_none_or(|last| last.class != Class::Stop);
        self.heading |= label && next.is_entry();
    }

    /// Whether it is an entry of the lowest level of a list.
    fn is_entry(&self) -> bool {
        let first = self.atoms[..self.mark.len].iter().find(|atom| !atom.class.is_space());
        first.is_some_and(|atom| matches!(atom.char, '・' | '･' | '•' | '-' | '－' | '‐' | '–'))
    }

    /// Its width in one line, without adjustment.
    pub(super) fn width(&self) -> Em {
        let ink = self.ink(0..self.atoms.len());
        self.ink_end(ink, self.pen(0, Em(i32::MAX)))
    }

    /// The first of the spaces that end with this one.
    pub(super) fn first_space(&self, gap: usize) -> usize {
        let spaces = self.atoms[..gap].iter().rev().take_while(|atom| atom.class.is_space());
        gap - spaces.count()
    }

    /// The width up to an atom in one line, without adjustment.
    pub(super) fn width_to(&self, at: usize) -> Em {
        self.ruler.start(at)
    }

    /// The lines of a column of this measure.
    pub(super) fn lines(&self, fonts: &FontSet, measure: Em) -> Vec<Line> {
        let (mut from, mut byte) = (0, 0);
        let ends = self.ends(measure).into_iter();
        ends.map(|end| {
            let line = self.line(fonts, from..end.at, byte, measure, end.slack);
            from = end.at;
            byte += line.text.len();
            line
        })
        .collect()
    }

    /// The number of these lines.
    pub(super) fn count(&self, measure: Em) -> usize {
        // A widow that is mended takes no other number of lines.
        let ends = self.fill(0, measure);
        self.saved(&ends, measure).map_or(ends.len(), |saved| saved.len())
    }

    /// The number of lines where no space is ever reduced, and where what is narrower than an em may
    /// be set in another font.
    pub(super) fn plain_count(&self, measure: Em) -> usize {
        let (mut lines, mut from, mut width) = (1, 0, Em::ZERO);
        let substituted = |atom: &Atom| match atom.advance {
            narrow if narrow < Em::ONE => Em(narrow.0 * SUBSTITUTED.0 / Em::ONE.0),
            wide => wide,
        };
        for (at, atom) in self.atoms.iter().enumerate() {
            width += self.advance(at, width).max(substituted(atom));
            while width > measure && at > from && !atom.class.is_space() {
                from = self.best_end(from, at);
                lines += 1;
                width = self.atoms[from..=at].iter().map(substituted).sum();
            }
        }
        lines
    }

    /// How far its lines after the first are indented: in a name that has no mark, where that tears no
    /// word that a line holds.
    pub(super) fn indent(&self, measure: Em) -> Em {
        let indent = self.mark.indent(measure);
        let tears = measure - Em::ONE < self.longest_word && self.longest_word <= measure;
        let indents = self.style.indented && !tears && measure > Em::whole(2);
        if indents && indent == Em::ZERO { Em::ONE } else { indent }
    }

    /// How many of these lines end within a word.
    pub(super) fn torn(&self, measure: Em) -> usize {
        let ends = self.ends(measure).into_iter();
        ends.filter(|end| self.breaks.get(end.at.max(1) - 1) < Some(&Break::Phrase)).count()
    }

    /// The width of the longest run without a free break.
    pub(super) fn longest_run(&self) -> Em {
        self.longest(Break::Free)
    }

    /// The width of the longest run without a break that is as good as this.
    fn longest(&self, least: Break) -> Em {
        let (mut longest, mut from) = (Em::ZERO, 0);
        for (at, place) in self.breaks.iter().enumerate() {
            if *place >= least {
                let width: Em = self.atoms[from..=at].iter().map(|atom| atom.advance).sum();
                let space = self.class(from).space_before() + self.class(at).space_after();
                longest = longest.max(width - space);
                from = at + 1;
            }
        }
        longest
    }

    fn spaces(&self) -> Spaces<'_> {
        let Self { atoms, breaks, style, .. } = self;
        Spaces { atoms, breaks, style: *style, mark: self.mark.len }
    }

    /// The start of a line: the left half of a bracket stands outside.
    fn pen(&self, from: usize, measure: Em) -> Em {
        let indent = if from == 0 { Em::ZERO } else { self.indent(measure) };
        indent - self.class(from).space_before()
    }

    /// The right edge for all but hanging punctuation.
    fn limit(&self, measure: Em) -> Em {
        if self.style.hanging { measure - Em::HALF } else { measure }
    }

    /// Sets one line.
    fn line(
        &self,
        fonts: &FontSet,
        range: Range<usize>,
        byte: usize,
        measure: Em,
        slack: Slack,
    ) -> Line {
        let ink_end = self.ink(range.clone()).end;
        let start = self.pen(range.start, measure);
        let (begins, ends) = (range.start == 0, range.end == self.atoms.len());
        let label = if begins { self.mark.len.min(range.len()) } else { 0 };
        let mut line = Line { start, begins, ends, label, ..Line::default() };
        line.heading = self.heading;
        let spaces = self.spaces();
        let mut adjustment = self.adjustment(range.clone(), measure, slack);
        let widens = self.widens_gaps(&range, self.limit(measure));
        let (mut x, mut len) = (start, 0);
        for at in range {
            let atom = &self.atoms[at];
            let step = if at >= ink_end {
                Em::ZERO
            } else if at + 1 == ink_end {
                self.advance(at, x)
            } else {
                self.advance(at, x) + spaces.natural(at) + adjustment.of(spaces, at)
            };
            let gap = self.gaps.iter().find(|(gap, _)| widens && *gap == at);
            let step = step + gap.map_or(Em::ZERO, |(_, extra)| *extra);
            x += step;
            if at < ink_end {
                line.end = x - atom.class.space_after();
            }
            len += usize::from(atom.len);
            let kern = step - fonts.width(atom.glyph);
            line.glyphs.push(Glyph {
                id: atom.glyph,
                len: atom.len,
                kern: i16::try_from(kern.0).unwrap_or(0),
            });
        }
        line.text = self.text[byte..byte + len].to_owned();
        line
    }

    /// A line without the spaces at its end.
    fn ink(&self, line: Range<usize>) -> Range<usize> {
        let atoms = self.atoms[line.clone()].iter().rev();
        line.start..line.end - atoms.take_while(|atom| atom.class.is_space()).count()
    }

    /// The end of the ink, without adjustment, of a line that starts at `pen`.
    fn ink_end(&self, ink: Range<usize>, pen: Em) -> Em {
        let Some(last) = ink.clone().last() else { return pen };
        let width = self.ruler.start(last) - self.ruler.start(ink.start);
        pen + width + self.atoms[last].advance - self.class(last).space_after()
    }

    /// Whether the gaps between label and figures are widened: only in a line that is the whole
    /// paragraph, in a column that holds the longest of the aligned lines.
    fn widens_gaps(&self, line: &Range<usize>, measure: Em) -> bool {
        let extra = self.gaps.iter().map(|(_, extra)| *extra).sum();
        line.len() == self.atoms.len() && self.width() + extra <= measure
    }

    /// The adjustment of a line: if lines are justified, all but the last end with the column
    /// (JLREQ §3.8.1).
    fn adjustment(&self, line: Range<usize>, measure: Em, slack: Slack) -> Adjustment {
        let ink = self.ink(line.clone());
        let Some(last) = ink.clone().last().filter(|_| !self.tabbed) else {
            return Adjustment::Nothing;
        };
        let from = ink.start;
        let natural = self.ink_end(ink, self.pen(from, measure));
        let hangs = self.style.hanging && self.class(last) == Class::Stop;
        let limit = self.limit(measure);
        let limit = if hangs && natural > limit { measure } else { limit };
        let spare = limit - natural;
        let free = spare > Em::ZERO && (!self.style.justify || line.end >= self.atoms.len());
        let reduces = matches!(slack, Slack::Even | Slack::Saving);
        if free || (spare < Em::ZERO && !reduces) {
            return Adjustment::Nothing;
        }
        Adjustment::new(self.spaces(), from..last, spare, slack)
    }

    /// The advance of an atom at `x`.
    fn advance(&self, at: usize, x: Em) -> Em {
        let atom = &self.atoms[at];
        match atom.class {
            Class::Tab if self.tabbed => TAB - Em(x.0.rem_euclid(TAB.0)),
            _ => atom.advance,
        }
    }

    fn class(&self, at: usize) -> Class {
        self.atoms.get(at).map_or(Class::Other, |atom| atom.class)
    }
}

/// The end of the ink of an atom that must be within the column: zero for hanging punctuation.
fn ink_end(atom: &Atom, style: Style) -> Em {
    let hangs = style.hanging && atom.class == Class::Stop;
    if hangs { Em::ZERO } else { atom.advance - atom.class.space_after() }
}

/// Whether a paragraph is nothing but 【…】 or ≪…≫.
fn is_heading(text: &str) -> bool {
    [('【', '】'), ('≪', '≫'), ('《', '》'), ('〈', '〉'), ('＜', '＞')]
        .into_iter()
        .any(|(open, close)| text.starts_with(open) && text.ends_with(close))
}
