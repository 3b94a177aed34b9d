//! Underlines the characters in which the two texts of a compared row differ.

use super::content::RowText;
use super::figures::whole_figures;
use crate::domain::difference::{Piece, difference};
use crate::domain::template::Design;
use crate::report::find::glyph_offset;
use crate::report::flow::Fragment;
use crate::report::fonts::FontSet;
use crate::report::geometry::{Em, Length, Point, Size};
use crate::report::page::{Cell, Column, Item, Page, Rule, Text, Underlined};
use crate::report::typeset::{Class, composed};
use std::ops::Range;

/// How far the underline is below the baseline, and its weight, in ems of the type.
const fn place(design: Design) -> (Em, Em) {
    match design {
        Design::Original => (Em(160), Em(60)),
        Design::Current => (Em(220), Em(70)),
    }
}

/// Underlines the differences of all compared rows. `pages` have these fragments of the rows, below
/// as many heads as there are columns.
pub(super) fn underline(
    fonts: &FontSet,
    rows: &[RowText],
    columns: usize,
    pages: &mut [Page],
    fragments: &[Vec<Fragment>],
    design: Design,
) {
    // A row is cut over pages that follow one another.
    let mut marks: Option<(usize, [Marks; 2])> = None;
    for (page, fragments) in pages.iter_mut().zip(fragments) {
        let mut underlines = Vec::new();
        let mut cells = page.cells.iter().skip(columns);
        for fragment in fragments {
            let row = &rows[fragment.row];
            let cells: Vec<&Cell> = cells.by_ref().take(row.cells.len()).collect();
            if !row.compared {
                continue;
            }
            if marks.as_ref().is_none_or(|(row, _)| *row != fragment.row) {
                let [old, new] = [Column::Previous, Column::Implementation].map(|it| row.text(it));
                marks =
                    Some((fragment.row, Marks::between(&composed(old), &composed(new), design)));
            }
            let Some((_, [old, new])) = &mut marks else { continue };
            for (text, cell) in row.cells.iter().zip(cells) {
                match text.column {
                    Some(Column::Previous) => {
                        underlines.extend(old.underlines(fonts, page, cell, design));
                    }
                    Some(Column::Implementation) => {
                        underlines.extend(new.underlines(fonts, page, cell, design));
                    }
                    _ => {}
                }
            }
        }
        underlines.sort_by_key(|(underlined, _)| underlined.item);
        for (underlined, rule) in underlines {
            page.underlined.push(underlined);
            page.items.push(rule);
        }
    }
}

/// The marked characters of a cell, whose lines are taken one after the other.
#[derive(Debug, Default)]
struct Marks {
    /// In bytes of the text without its line breaks.
    ranges: Vec<Range<usize>>,
    /// The bytes of the lines taken so far.
    taken: usize,
}

impl Marks {
    /// The differences of two composed texts: figures as a whole, but in the first design.
    fn between(old: &str, new: &str, design: Design) -> [Self; 2] {
        let mut marks = [Self::default(), Self::default()];
        let [mut old_at, mut new_at] = [0, 0];
        for piece in difference(old, new) {
            let (Piece::Same(text) | Piece::Removed(text) | Piece::Added(text)) = piece;
            let len = line_len(text);
            match piece {
                Piece::Same(_) => {}
                Piece::Removed(_) => marks[0].push(old_at, len),
                Piece::Added(_) => marks[1].push(new_at, len),
            }
            old_at += if matches!(piece, Piece::Added(_)) { 0 } else { len };
            new_at += if matches!(piece, Piece::Removed(_)) { 0 } else { len };
        }
        if design == Design::Original {
            return marks;
        }
        let [old_marks, new_marks] = marks;
        [old_marks.whole_figures(&line_text(old)), new_marks.whole_figures(&line_text(new))]
    }

    /// The same marks, those within a figure widened to all of it. `text` is without its line breaks.
    fn whole_figures(self, text: &str) -> Self {
        Self { ranges: whole_figures(text, &self.ranges), taken: self.taken }
    }

    fn push(&mut self, at: usize, len: usize) {
        match self.ranges.last_mut() {
            Some(last) if last.end == at => last.end = at + len,
            _ if len > 0 => self.ranges.push(at..at + len),
            _ => {}
        }
    }

    /// The marked glyphs of the next lines of the cell, each with the rule below them.
    fn underlines(
        &mut self,
        fonts: &FontSet,
        page: &Page,
        cell: &Cell,
        design: Design,
    ) -> Vec<(Underlined, (Point, Item))> {
        let mut underlines = Vec::new();
        for item in cell.items.clone() {
            if let Some((pen, Item::Text(text))) = page.items.get(item) {
                let runs = self.marked_glyphs(text).into_iter();
                underlines.extend(runs.map(|glyphs| {
                    let rule = rule_below(fonts, *pen, text, &glyphs, design);
                    (Underlined { item, glyphs }, rule)
                }));
            }
        }
        underlines
    }

    /// The runs of marked glyphs in the next line.
    fn marked_glyphs(&mut self, text: &Text) -> Vec<Range<usize>> {
        let mut at = self.taken;
        let marked = text.line.glyph_texts().map(|(_, text)| {
            let from = at;
            at += text.len();
            !text.trim().is_empty() && self.ranges.iter().any(|it| it.contains(&from))
        });
        let marked: Vec<bool> = marked.collect();
        self.taken += text.line.text.len();
        let mut at = 0;
        let runs = marked.chunk_by(|one, other| one == other).filter_map(|run| {
            let from = at;
            at += run.len();
            (run.first() == Some(&true)).then_some(from..at)
        });
        runs.collect()
    }
}

/// The rule below some glyphs of a line that begins at `pen`.
fn rule_below(
    fonts: &FontSet,
    pen: Point,
    text: &Text,
    glyphs: &Range<usize>,
    design: Design,
) -> (Point, Item) {
    let (below, weight) = place(design);
    // A bracket at an end of the line has half of its em outside the lines around it. In the first design
    // that of an indented line is underlined.
    let outside = match design {
        Design::Original => Em(-text.line.start.0),
        Design::Current => {
            let first = text.line.glyph_texts().next().filter(|_| glyphs.start == 0);
            let class = first.and_then(|(glyph, text)| {
                Some(Class::of(text.chars().next()?).at_width(fonts.width(glyph.id)))
            });
            class.map_or(Em::ZERO, Class::space_before)
        }
    };
    let from = glyph_offset(fonts, text, glyphs.start).max(text.size.times(outside));
    let ink = text.size.times(text.line.end - text.line.start);
    let to = glyph_offset(fonts, text, glyphs.end).min(ink);
    let size = Size { width: to - from, height: Length::ZERO };
    let place = Point { x: pen.x + from, y: pen.y + text.size.times(below) };
    (place, Item::Rule(Rule::solid(size, text.size.times(weight))))
}

/// What the lines of a text hold: all but the ends of paragraphs.
fn line_text(text: &str) -> String {
    let ends =
        |c: &char| matches!(c, '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    text.chars().filter(|c| !ends(c)).collect()
}

/// The bytes of a text that its lines hold.
fn line_len(text: &str) -> usize {
    line_text(text).len()
}
