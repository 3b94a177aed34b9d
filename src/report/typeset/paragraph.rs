//! One paragraph: its line ends, and the glyphs of each line.

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
    /// In a line of a label and figures, the last space before each of the figures, and what it is
    /// widened by where the paragraph fits into one line.
    pub gaps: Vec<(usize, Em)>,
}

/// The end of a line, and how far its spaces are reduced for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct End {
    at: usize,
    slack: Slack,
}

/// How lines are filled with fewer characters than they can hold.
#[derive(Debug, Clone, Copy)]
struct Sparing {
    /// How many lines there are.
    count: usize,
    measure: Em,
    /// The fewest characters of the last one.
    fewest: usize,
    /// How far the others are expanded.
    slack: Slack,
}

/// The distance of tab stops.
const TAB: Em = Em::whole(4);

/// The fewest characters that look well on the last line of a paragraph.
const FEWEST: usize = 3;

/// The same where a lone 「した。」 is mended as well.
const REVISED_FEWEST: usize = 4;

/// How a last line of one or two characters is mended: how many it then has at least, and how far other
/// lines are expanded for it. One of three is mended by the first alone.
const MENDS: [(usize, Slack); 4] = [
    (REVISED_FEWEST, Slack::None),
    (FEWEST, Slack::None),
    (REVISED_FEWEST, Slack::Loose),
    (FEWEST, Slack::Loose),
];

/// How many lines before a widow are tried with fewer characters, and with how many fewer.
const MOST_MENDED: usize = 4;
const MOST_SPARED: usize = 3;

/// The most lines of a paragraph for which the saving of one is tried.
const MOST_TIGHTENED: usize = 32;

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
        Self { text, atoms, breaks, free, ruler, mark, heading, tabbed, style, gaps }
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

    /// The number of lines where no space is ever reduced.
    pub(super) fn plain_count(&self, measure: Em) -> usize {
        let (mut lines, mut from, mut width) = (1, 0, Em::ZERO);
        for (at, atom) in self.atoms.iter().enumerate() {
            width += self.advance(at, width);
            while width > measure && at > from && !atom.class.is_space() {
                from = self.best_end(from, at);
                lines += 1;
                width = self.atoms[from..=at].iter().map(|atom| atom.advance).sum();
            }
        }
        lines
    }

    /// How far its lines after the first are indented.
    pub(super) fn indent(&self, measure: Em) -> Em {
        self.mark.indent(measure)
    }

    /// How many of these lines end within a word.
    pub(super) fn torn(&self, measure: Em) -> usize {
        let ends = self.ends(measure).into_iter();
        ends.filter(|end| self.breaks.get(end.at.max(1) - 1) < Some(&Break::Phrase)).count()
    }

    /// The width of the longest run without a free break.
    pub(super) fn longest_run(&self) -> Em {
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

    fn spaces(&self) -> Spaces<'_> {
        let Self { atoms, breaks, style, .. } = self;
        Spaces { atoms, breaks, style: *style, mark: self.mark.len }
    }

    /// The start of a line: the left half of a bracket stands outside.
    fn pen(&self, from: usize, measure: Em) -> Em {
        let indent = if from == 0 { Em::ZERO } else { self.mark.indent(measure) };
        indent - self.class(from).space_before()
    }

    /// The right edge for all but hanging punctuation.
    fn limit(&self, measure: Em) -> Em {
        if self.style.hanging { measure - Em::HALF } else { measure }
    }

    /// The ends of all lines. Spaces are reduced where that saves the paragraph a line, most often one
    /// with nothing but 「した。」 (JLREQ §3.8.1, note), and in no more lines than necessary.
    fn ends(&self, measure: Em) -> Vec<End> {
        let mut ends = self.fill(0, measure);
        self.saved(&ends, measure).unwrap_or_else(|| {
            self.mend_widow(&mut ends, measure);
            let left = ends.iter().nth_back(1).map(|before| self.atoms.len() - before.at);
            let tries: &[_] = match left {
                _ if !self.style.revised => &[],
                Some(left) if left < FEWEST => &MENDS,
                Some(left) if left < REVISED_FEWEST => &MENDS[..1],
                _ => &[],
            };
            let mended = tries
                .iter()
                .find_map(|(few, slack)| self.without_widow(&ends, measure, *few, *slack));
            mended.unwrap_or(ends)
        })
    }

    /// The ends of one line less than these, if they can hold the paragraph.
    fn saved(&self, ends: &[End], measure: Em) -> Option<Vec<End>> {
        let fewer = ends.len() - 1;
        let last = ends.iter().nth_back(1).map_or(0, |end| self.atoms.len() - end.at);
        // A line can take in one or two characters; and tabs would take back what is gained.
        let hopeless = last > fewer * 2 || !(1..MOST_TIGHTENED).contains(&fewer) || self.tabbed;
        if hopeless { None } else { self.saving(fewer, measure) }
    }

    /// The ends of as many lines without a widow, where some lines can each go without a few of their
    /// last characters.
    fn without_widow(
        &self,
        ends: &[End],
        measure: Em,
        fewest: usize,
        slack: Slack,
    ) -> Option<Vec<End>> {
        if self.tabbed || !self.style.justify {
            return None;
        }
        let kept = ends.len().saturating_sub(1 + MOST_MENDED);
        let mut mended = ends[..kept].to_vec();
        let sparing = Sparing { count: ends.len(), measure, fewest, slack };
        self.fill_sparing(&mut mended, sparing).then_some(mended)
    }

    /// Adds lines up to the number of them; `false` where that leaves a widow.
    fn fill_sparing(&self, ends: &mut Vec<End>, sparing: Sparing) -> bool {
        let Sparing { count, measure, fewest, slack } = sparing;
        let from = ends.last().map_or(0, |end| end.at);
        if ends.len() + 1 == count {
            ends.push(self.end(from, measure));
            let whole = ends.last().is_some_and(|end| end.at >= self.atoms.len());
            if whole && self.atoms.len() - from >= fewest {
                return true;
            }
            ends.truncate(count - 1);
            return false;
        }
        let full = self.end(from, measure);
        (0..=MOST_SPARED).any(|less| {
            let shorter = || {
                let at = self.best_end(from, full.at.checked_sub(less).filter(|at| *at > from)?);
                let free = at > from && self.free.get(at - 1) == Some(&at);
                let filled = self.adjustment(from..at, measure, slack);
                let fills = free && matches!(filled, Adjustment::Expanded(..));
                fills.then_some(End { at, slack })
            };
            let end = if less == 0 { Some(full) } else { shorter() };
            let Some(end) = end.filter(|end| end.at < self.atoms.len()) else { return false };
            ends.push(end);
            if self.fill_sparing(ends, sparing) {
                return true;
            }
            let _ = ends.pop();
            false
        })
    }

    /// The ends of `count` lines, if they can hold the paragraph.
    fn saving(&self, count: usize, measure: Em) -> Option<Vec<End>> {
        let mut ends: Vec<End> = Vec::with_capacity(count);
        while ends.len() < count {
            let from = ends.last().map_or(0, |end| end.at);
            let rest = self.fill(from, measure);
            if ends.len() + rest.len() <= count {
                ends.extend(rest);
                return Some(ends);
            }
            let at = self.line_end(from, measure, Slack::Saving);
            ends.push(End { at, slack: Slack::Saving });
            if at >= self.atoms.len() {
                return Some(ends);
            }
        }
        None
    }

    /// The ends of the lines from an atom on, each found on its own.
    fn fill(&self, from: usize, measure: Em) -> Vec<End> {
        let mut ends = Vec::new();
        let mut at = from;
        loop {
            let end = self.end(at, measure);
            at = end.at;
            ends.push(end);
            if at >= self.atoms.len() {
                return ends;
            }
        }
    }

    /// The end of the line that begins with an atom. What does not fit goes to the next line
    /// (追い出し), unless lines are justified and can take in more (追い込み, JLREQ §3.8.2).
    fn end(&self, from: usize, measure: Em) -> End {
        let plain = self.line_end(from, measure, Slack::None);
        let full = plain >= self.atoms.len() || self.tabbed || !self.style.justify;
        if !full {
            let at = self.line_end(from, measure, Slack::Even);
            if at > plain && !self.is_widow(at) {
                return End { at, slack: Slack::Even };
            }
        }
        End { at: plain, slack: Slack::None }
    }

    /// Whether a last line that begins with an atom would be a widow: 「た。」 (JLREQ §3.5.4).
    fn is_widow(&self, at: usize) -> bool {
        (1..self.fewest()).contains(&(self.atoms.len() - at))
    }

    fn fewest(&self) -> usize {
        if self.style.revised { REVISED_FEWEST } else { FEWEST }
    }

    /// Gives a widow some characters of the line before it, where that line can still be justified.
    fn mend_widow(&self, ends: &mut [End], measure: Em) {
        let [earlier @ .., before, _] = ends else { return };
        if self.tabbed || !self.style.justify || !self.is_widow(before.at) {
            return;
        }
        let from = earlier.last().map_or(0, |end| end.at);
        let Some(most) = self.atoms.len().checked_sub(self.fewest()).filter(|most| *most > from)
        else {
            return;
        };
        let at = self.best_end(from, most);
        let free = self.free.get(at - 1) == Some(&at);
        let whole = self.line_end(at, measure, Slack::None) >= self.atoms.len();
        let filled = self.adjustment(from..at, measure, Slack::None);
        if free && whole && matches!(filled, Adjustment::Expanded(..)) {
            *before = End { at, slack: Slack::None };
        }
    }

    /// The end of a line: the last of the best breaks up to which it fits.
    fn line_end(&self, from: usize, measure: Em, slack: Slack) -> usize {
        if self.tabbed {
            return self.tabbed_end(from, measure);
        }
        let room = self.limit(measure) - self.pen(from, measure);
        // One atom fits any column.
        let fitting = self.ruler.fitting(from, room, slack).max(1);
        self.best_end(from, from + fitting)
    }

    /// The same with tabs, after which each position depends on all before it.
    fn tabbed_end(&self, from: usize, measure: Em) -> usize {
        let spaces = self.spaces();
        let mut x = self.pen(from, measure);
        for at in from..self.atoms.len() {
            let atom = &self.atoms[at];
            let ink = x + self.advance(at, x) - (atom.advance - ink_end(atom, self.style));
            if at > from && !atom.class.is_space() && ink > self.limit(measure) {
                return self.best_end(from, at);
            }
            x += self.advance(at, x) + spaces.natural(at);
        }
        self.atoms.len()
    }

    /// The last of the best breaks up to `most`.
    fn best_end(&self, from: usize, most: usize) -> usize {
        if most >= self.atoms.len() {
            return self.atoms.len();
        }
        let free = most.checked_sub(1).and_then(|last| self.free.get(last)).copied();
        if let Some(free) = free.filter(|free| *free > from) {
            return free;
        }
        let places = (from..most).zip(&self.breaks[from..most]);
        let best = places.filter(|(_, place)| **place > Break::Joined).max_by_key(|it| it.1);
        best.map_or(most, |(at, _)| at + 1)
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
