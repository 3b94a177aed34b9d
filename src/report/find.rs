//! Search on finished pages: the places of words, and the cell at a place.

use super::error::Error;
use super::fonts::FontSet;
use super::geometry::{Em, Length, Point, Rect, Size};
use super::page::{Cell, Document, Item, Origin, Page, Text};
use crate::domain::MeasureId;
use crate::domain::fold::fold;
use std::ops::Range;

/// Words found on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The page, from 0.
    pub page: usize,
    /// The areas of the words, one for each line that they touch.
    pub areas: Vec<Rect>,
}

impl Document {
    /// All places of these words within a cell, in reading order. Width, case and kana are folded, and
    /// line breaks are ignored.
    ///
    /// # Errors
    /// [`Error::Font`] where the bundled font cannot be read.
    pub fn find(&self, words: &str) -> Result<Vec<Hit>, Error> {
        let words = fold(words);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let fonts = self.typeface.fonts()?;
        let pages = self.pages.iter().enumerate();
        let cells =
            pages.flat_map(|(at, page)| page.cells.iter().map(move |cell| (at, page, cell)));
        let hits = cells.flat_map(|(at, page, cell)| {
            let folded = FoldedCell::of(page, cell);
            let found = folded.find(&words);
            found
                .into_iter()
                .map(move |glyphs| Hit { page: at, areas: folded.areas(fonts, &glyphs) })
        });
        Ok(hits.collect())
    }

    /// The cell at a point of a page.
    pub fn cell_at(&self, page: usize, point: Point) -> Option<&Cell> {
        let holds = |area: &Rect| {
            (area.left()..area.right()).contains(&point.x)
                && (area.top()..area.bottom()).contains(&point.y)
        };
        self.pages.get(page)?.cells.iter().find(|cell| holds(&cell.area))
    }

    /// The pages of a measure, with the area of its row there. A row that is cut is on several pages.
    pub fn rows_of(&self, measure: MeasureId) -> impl Iterator<Item = (usize, Rect)> + '_ {
        let pages = 0..self.pages.len();
        pages.filter_map(move |page| Some((page, self.row_on(page, measure)?)))
    }

    /// The area of the row of a measure on a page.
    pub fn row_on(&self, page: usize, measure: MeasureId) -> Option<Rect> {
        let of_row = |cell: &&Cell| matches!(cell.of, Origin::Entry(id, _) if id == measure);
        let cells = self.pages.get(page)?.cells.iter().filter(of_row);
        cells.map(|cell| cell.area).reduce(union)
    }
}

/// The smallest area that holds both.
fn union(one: Rect, other: Rect) -> Rect {
    let origin = Point { x: one.left().min(other.left()), y: one.top().min(other.top()) };
    let (right, bottom) = (one.right().max(other.right()), one.bottom().max(other.bottom()));
    Rect { origin, size: Size { width: right - origin.x, height: bottom - origin.y } }
}

/// The text of a cell, folded for a search.
struct FoldedCell<'a> {
    lines: Vec<(Point, &'a Text)>,
    folded: String,
    /// The start of each glyph in the folded text, with the line and the index of the glyph in it.
    glyphs: Vec<(usize, (usize, usize))>,
}

impl<'a> FoldedCell<'a> {
    fn of(page: &'a Page, cell: &Cell) -> Self {
        let items = page.items.get(cell.items.clone()).unwrap_or_default();
        let lines: Vec<(Point, &Text)> = items
            .iter()
            .filter_map(|(point, item)| match item {
                Item::Text(text) => Some((*point, text)),
                Item::Rule(_) | Item::Tint(_) => None,
            })
            .collect();
        let (mut folded, mut glyphs) = (String::new(), Vec::new());
        for (line, (_, text)) in lines.iter().enumerate() {
            for (glyph, (_, text)) in text.line.glyph_texts().enumerate() {
                glyphs.push((folded.len(), (line, glyph)));
                folded.push_str(&fold(text));
            }
        }
        Self { lines, folded, glyphs }
    }

    /// The glyphs of each hit, as a range of all.
    fn find(&self, words: &str) -> Vec<Range<usize>> {
        let glyph_at = |byte: usize| self.glyphs.partition_point(|(from, _)| *from <= byte);
        let hits = self.folded.match_indices(words);
        hits.map(|(from, hit)| glyph_at(from) - 1..glyph_at(from + hit.len() - 1)).collect()
    }

    /// The areas of these glyphs, line by line.
    fn areas(&self, fonts: &FontSet, glyphs: &Range<usize>) -> Vec<Rect> {
        let places = &self.glyphs[glyphs.clone()];
        let lines = places.chunk_by(|(_, (one, _)), (_, (other, _))| one == other);
        lines
            .filter_map(|line| {
                let (_, (at, first)) = line.first()?;
                let (_, (_, last)) = line.last()?;
                let (pen, text) = self.lines.get(*at)?;
                let (left, right) =
                    (glyph_offset(fonts, text, *first), glyph_offset(fonts, text, last + 1));
                let top = pen.y - text.size.times(fonts.ascent());
                Some(Rect {
                    origin: Point { x: pen.x + left, y: top },
                    size: Size { width: right - left, height: text.size },
                })
            })
            .collect()
    }
}

/// The distance from the start of a line to the glyph with this index.
pub(super) fn glyph_offset(fonts: &FontSet, text: &Text, index: usize) -> Length {
    let before = text.line.glyphs.iter().take(index);
    let ems: i32 = before.map(|glyph| fonts.width(glyph.id).0 + i32::from(glyph.kern)).sum();
    text.size.times(Em(ems))
}
