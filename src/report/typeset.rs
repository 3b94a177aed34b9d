//! 組版: a text becomes lines of glyphs, by JLREQ (Requirements for Japanese Text Layout) and
//! UAX #14. The rules stand in the modules below, each with its clause.
//!
//! Everything is measured in thousandths of an em, so that the lines are the same at any type size.

mod adjust;
mod atom;
mod break_rank;
mod breaks;
mod class;
mod figures;
mod indent;
mod line;
mod paragraph;
mod phrases;
mod ruler;
mod style;

pub use atom::{atoms, composed};
pub use class::Class;
pub use line::{Glyph, Line};
pub use style::Style;

use super::fonts::FontSet;
use super::geometry::Em;
use paragraph::Paragraph;
use std::sync::Arc;

/// The narrowest column that text can be set to.
pub const NARROWEST: Em = Em::whole(2);

/// Sets a text to a measure. Paragraphs end at line breaks; an empty one is an empty line. Lines do
/// not break within `names` where they fit into one.
pub fn set(fonts: &FontSet, text: &str, measure: Em, names: &[&str]) -> Vec<Line> {
    Paragraphs::new(fonts, text, names, Style::default()).lines(measure)
}

/// Lines to be held by more than one paper.
pub(super) fn shared(lines: Vec<Line>) -> Vec<Arc<Line>> {
    lines.into_iter().map(Arc::new).collect()
}

/// A text with everything that does not depend on the measure it is set to.
#[derive(Debug)]
pub struct Paragraphs<'a> {
    fonts: &'a FontSet,
    all: Vec<Paragraph>,
}

impl<'a> Paragraphs<'a> {
    /// Paragraphs end at line breaks. Lines do not break within `names` where they fit into one.
    pub fn new(fonts: &'a FontSet, text: &str, names: &[&str], style: Style) -> Self {
        let text = composed(text);
        let all = text.split(['\n', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']);
        let mut all: Vec<_> = all.map(|text| Paragraph::new(fonts, text, names, style)).collect();
        align_figures(&mut all);
        for at in 1..all.len() {
            if let [label, next] = &mut all[at - 1..=at] {
                label.mark_heading(next);
            }
        }
        Self { fonts, all }
    }

    /// The lines of a column of this measure.
    pub fn lines(&self, measure: Em) -> Vec<Line> {
        let measure = measure.max(NARROWEST);
        self.all.iter().flat_map(|it| it.lines(self.fonts, measure)).collect()
    }

    /// The same in type of another size than the column's.
    pub fn scaled_lines(&self, measure: Em, scale: Em) -> Vec<Line> {
        let mut lines = self.lines(scaled(measure, scale));
        lines.iter_mut().for_each(|line| line.scale = scale);
        lines
    }

    /// The number of these lines.
    pub fn scaled_count(&self, measure: Em, scale: Em) -> usize {
        self.count(scaled(measure, scale))
    }

    /// The number of these lines.
    pub fn count(&self, measure: Em) -> usize {
        let measure = measure.max(NARROWEST);
        self.all.iter().map(|it| it.count(measure)).sum()
    }

    /// The number of lines in a program that sets every character at its full width.
    pub fn plain_count(&self, measure: Em) -> usize {
        let measure = measure.max(NARROWEST);
        self.all.iter().map(|it| it.plain_count(measure)).sum()
    }

    /// How far the lines of each paragraph after its first are indented.
    pub fn indents(&self, measure: Em) -> impl Iterator<Item = Em> {
        self.all.iter().map(move |it| it.indent(measure))
    }

    /// How many of these lines end within a word.
    pub fn torn(&self, measure: Em) -> usize {
        let measure = measure.max(NARROWEST);
        self.all.iter().map(|it| it.torn(measure)).sum()
    }

    /// The narrowest measure in which lines break only where they should.
    pub fn longest_run(&self) -> Em {
        self.all.iter().map(Paragraph::longest_run).max().unwrap_or(Em::ZERO)
    }
}

/// A measure in type of another size.
fn scaled(measure: Em, scale: Em) -> Em {
    let scaled = i64::from(measure.0) * 1000 / i64::from(scale.0.max(1));
    Em(i32::try_from(scaled).unwrap_or(i32::MAX))
}

/// The most that the gap between a label and a figure is widened: labels of very different lengths do
/// not belong together.
const WIDEST_GAP: Em = Em::whole(12);

/// Widens the gaps of adjacent lines of a label and as many figures so that the figures end together.
fn align_figures(paragraphs: &mut [Paragraph]) {
    let alike = |one: &Paragraph, next: &Paragraph| {
        !one.gaps.is_empty() && one.gaps.len() == next.gaps.len()
    };
    for lines in paragraphs.chunk_by_mut(alike).filter(|lines| lines.len() > 1) {
        let figures = lines[0].gaps.len();
        for figure in 0..figures {
            // The end of the figure, with the gaps before it widened.
            let end = |line: &Paragraph| {
                let widened: Em = line.gaps[..figure].iter().map(|(_, extra)| *extra).sum();
                let end = match line.gaps.get(figure + 1) {
                    Some((gap, _)) => line.width_to(line.first_space(*gap)),
                    None => line.width(),
                };
                end + widened
            };
            let Some(widest) = lines.iter().map(end).max() else { continue };
            let spare: Vec<Em> = lines.iter().map(|line| widest - end(line)).collect();
            for (line, spare) in lines.iter_mut().zip(spare) {
                line.gaps[figure].1 = if spare <= WIDEST_GAP { spare } else { Em::ZERO };
            }
        }
    }
}

#[cfg(test)]
mod tests;
