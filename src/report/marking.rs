//! Lines below the characters in which two texts beside one another differ.

use super::Face;
use super::find::edge;
use super::geometry::{Em, Length, Point, Size};
use super::page::{Cell, Item, Page, Rule, Text, Underlined};
use crate::domain::difference::{Piece, difference};
use std::ops::Range;

/// The characters of a cell that are marked, while its lines are met one after the other.
#[derive(Debug, Default)]
pub struct Marks {
    /// In bytes of the text without its line breaks.
    ranges: Vec<Range<usize>>,
    /// How far its lines have been met.
    met: usize,
}

/// Marked characters of a page.
#[derive(Debug)]
pub struct Underline {
    of: Underlined,
    /// The line below them.
    rule: (Point, Item),
}

impl Page {
    /// Draws lines below characters, last of all, and tells of which they speak.
    pub fn underline(&mut self, mut lines: Vec<Underline>) {
        lines.sort_by_key(|line| line.of.item);
        for Underline { of, rule } in lines {
            self.underlined.push(of);
            self.items.push(rule);
        }
    }
}

/// Below the baseline, in ems of the type.
const BELOW: Em = Em(160);

/// In ems of the type.
const WEIGHT: Em = Em(60);

impl Marks {
    /// What differs between two texts as they are set: the marks of the one and of the other.
    pub fn between(old: &str, new: &str) -> (Self, Self) {
        let (mut one, mut other) = (Self::default(), Self::default());
        let (mut at, mut beside) = (0, 0);
        for piece in difference(old, new) {
            match piece {
                Piece::Same(text) => {
                    at += set_length(text);
                    beside += set_length(text);
                }
                Piece::Removed(text) => {
                    one.push(at, set_length(text));
                    at += set_length(text);
                }
                Piece::Added(text) => {
                    other.push(beside, set_length(text));
                    beside += set_length(text);
                }
            }
        }
        (one, other)
    }

    fn push(&mut self, at: usize, len: usize) {
        match self.ranges.last_mut() {
            Some(last) if last.end == at => last.end = at + len,
            _ if len > 0 => self.ranges.push(at..at + len),
            _ => {}
        }
    }

    /// What is marked of the next lines of the cell, each with the line under it.
    pub fn under(&mut self, face: &Face, page: &Page, cell: &Cell) -> Vec<Underline> {
        let mut out = Vec::new();
        for item in cell.items.clone() {
            if let Some((pen, Item::Text(text))) = page.items.get(item) {
                let runs = self.runs(face, *pen, text);
                let of = |(glyphs, rule)| Underline { of: Underlined { item, glyphs }, rule };
                out.extend(runs.map(of));
            }
        }
        out
    }

    /// The marked glyphs of the next line, with the lines under them.
    fn runs(
        &mut self,
        face: &Face,
        pen: Point,
        text: &Text,
    ) -> impl Iterator<Item = (Range<usize>, (Point, Item))> {
        let mut at = self.met;
        let spoken = text.line.spoken().map(|(_, spoken)| {
            let from = at;
            at += spoken.len();
            !spoken.trim().is_empty() && self.ranges.iter().any(|it| it.contains(&from))
        });
        let marked: Vec<bool> = spoken.collect();
        self.met += text.line.text.len();
        let mut at = 0;
        let runs = marked.chunk_by(|one, other| one == other).map(|run| {
            let from = at;
            at += run.len();
            (run.first() == Some(&true), from..at)
        });
        let runs: Vec<_> = runs.filter(|(marked, _)| *marked).map(|(_, glyphs)| glyphs).collect();
        runs.into_iter().map(move |glyphs| {
            // A bracket at an end of the line has half of its em outside, beyond the rules there.
            let from = edge(face, text, glyphs.start).max(text.size.times(-text.line.start));
            let ink = text.size.times(text.line.end - text.line.start);
            let to = edge(face, text, glyphs.end).min(ink);
            let size = Size { width: to - from, height: Length::ZERO };
            let place = Point { x: pen.x + from, y: pen.y + text.size.times(BELOW) };
            (glyphs, (place, Item::Rule(Rule { size, weight: text.size.times(WEIGHT) })))
        })
    }
}

/// How many bytes of a text stand in lines: all but those at which paragraphs end.
fn set_length(text: &str) -> usize {
    let ends =
        |c: &char| matches!(c, '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    text.chars().filter(|c| !ends(c)).map(char::len_utf8).sum()
}
