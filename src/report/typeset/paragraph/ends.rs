//! Where the lines of a paragraph end.

use super::{Paragraph, ink_end};
use crate::report::geometry::Em;
use crate::report::typeset::adjust::Adjustment;
use crate::report::typeset::break_rank::Break;
use crate::report::typeset::ruler::Slack;

/// The end of a line, and how far its spaces are reduced for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    pub at: usize,
    pub slack: Slack,
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
    /// The ends of all lines. Spaces are reduced where that saves the paragraph a line, most often one
    /// with nothing but 「した。」 (JLREQ §3.8.1, note), and in no more lines than necessary.
    pub(super) fn ends(&self, measure: Em) -> Vec<End> {
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
    pub(super) fn saved(&self, ends: &[End], measure: Em) -> Option<Vec<End>> {
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
    pub(super) fn fill(&self, from: usize, measure: Em) -> Vec<End> {
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
    pub(super) fn best_end(&self, from: usize, most: usize) -> usize {
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
}
