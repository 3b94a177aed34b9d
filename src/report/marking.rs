//! Lines below the characters in which two texts beside one another differ.

use super::Face;
use super::find::edge;
use super::geometry::{Em, Length, Point, Size};
use super::page::{Item, Rule, Text};
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

    /// The lines under the marked characters of the next line of the cell.
    pub fn under(&mut self, face: &Face, pen: Point, text: &Text) -> Vec<(Point, Item)> {
        let mut at = self.met;
        let spoken = text.line.spoken().map(|(_, spoken)| {
            let from = at;
            at += spoken.len();
            !spoken.trim().is_empty() && self.ranges.iter().any(|it| it.contains(&from))
        });
        let marked: Vec<bool> = spoken.collect();
        self.met += text.line.text.len();
        let glyphs: Vec<usize> = (0..marked.len()).collect();
        let runs = glyphs.chunk_by(|one, other| marked[*one] == marked[*other]);
        let rule = |run: &[usize]| {
            let (from, to) = (edge(face, text, *run.first()?), edge(face, text, run.last()? + 1));
            let size = Size { width: to - from, height: Length::ZERO };
            let place = Point { x: pen.x + from, y: pen.y + text.size.times(BELOW) };
            Some((place, Item::Rule(Rule { size, weight: text.size.times(WEIGHT) })))
        };
        let runs = runs.filter(|run| run.first().is_some_and(|at| marked[*at]));
        runs.filter_map(rule).collect()
    }
}

/// How many bytes of a text stand in lines: all but those at which paragraphs end.
fn set_length(text: &str) -> usize {
    let ends =
        |c: &char| matches!(c, '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    text.chars().filter(|c| !ends(c)).map(char::len_utf8).sum()
}
