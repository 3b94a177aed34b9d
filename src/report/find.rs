//! What stands where on finished pages: from words to their places, and from a place to what is
//! printed there.

use super::Error;
use super::face::Face;
use super::geometry::{Length, Point, Rect, Size};
use super::page::{Cell, Document, Item, Origin, Page, Text};
use crate::domain::MeasureId;
use crate::domain::fold::fold;
use std::ops::Range;

/// Words found on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The page, from 0.
    pub page: usize,
    /// Where the words stand: one area for each line that they touch.
    pub areas: Vec<Rect>,
}

impl Document {
    /// Every place where these words stand within a cell, in reading order. Width, case and kana are
    /// folded, and where a line ends does not matter.
    ///
    /// # Errors
    /// [`Error::Font`] where the bundled font cannot be read.
    pub fn find(&self, words: &str) -> Result<Vec<Hit>, Error> {
        let words = fold(words);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let face = self.typeface.face()?;
        let pages = self.pages.iter().enumerate();
        let cells =
            pages.flat_map(|(at, page)| page.cells.iter().map(move |cell| (at, page, cell)));
        let hits = cells.flat_map(|(at, page, cell)| {
            let read = Reading::of(page, cell);
            let found = read.find(&words);
            found.into_iter().map(move |glyphs| Hit { page: at, areas: read.areas(face, &glyphs) })
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

    /// Where a measure stands: the page, and the area of its row there. A row that was cut stands on
    /// several pages.
    pub fn rows_of(&self, measure: MeasureId) -> impl Iterator<Item = (usize, Rect)> + '_ {
        let pages = 0..self.pages.len();
        pages.filter_map(move |page| Some((page, self.row_on(page, measure)?)))
    }

    /// Where the row of a measure stands on a page.
    pub fn row_on(&self, page: usize, measure: MeasureId) -> Option<Rect> {
        let of_row = |cell: &&Cell| matches!(cell.of, Origin::Entry(id, _) if id == measure);
        let cells = self.pages.get(page)?.cells.iter().filter(of_row);
        cells.map(|cell| cell.area).reduce(around)
    }
}

/// The least area around two.
fn around(one: Rect, other: Rect) -> Rect {
    let origin = Point { x: one.left().min(other.left()), y: one.top().min(other.top()) };
    let (right, bottom) = (one.right().max(other.right()), one.bottom().max(other.bottom()));
    Rect { origin, size: Size { width: right - origin.x, height: bottom - origin.y } }
}

/// The text of a cell as it is read for a search.
struct Reading<'a> {
    lines: Vec<(Point, &'a Text)>,
    folded: String,
    /// Where the folded text of each glyph begins, with the line and the glyph within it.
    glyphs: Vec<(usize, (usize, usize))>,
}

impl<'a> Reading<'a> {
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
            for (glyph, (_, spoken)) in text.line.spoken().enumerate() {
                glyphs.push((folded.len(), (line, glyph)));
                folded.push_str(&fold(spoken));
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

    /// Where these glyphs stand, line by line.
    fn areas(&self, face: &Face, glyphs: &Range<usize>) -> Vec<Rect> {
        let places = &self.glyphs[glyphs.clone()];
        let lines = places.chunk_by(|(_, (one, _)), (_, (other, _))| one == other);
        lines
            .filter_map(|line| {
                let (_, (at, first)) = line.first()?;
                let (_, (_, last)) = line.last()?;
                let (pen, text) = self.lines.get(*at)?;
                let (left, right) = (edge(face, text, *first), edge(face, text, last + 1));
                let top = pen.y - text.size.times(face.ascent());
                Some(Rect {
                    origin: Point { x: pen.x + left, y: top },
                    size: Size { width: right - left, height: text.size },
                })
            })
            .collect()
    }
}

/// How far from the pen's start the glyph of this index begins.
pub(super) fn edge(face: &Face, text: &Text, index: usize) -> Length {
    let before = text.line.glyphs.iter().take(index);
    let ems: i32 = before.map(|glyph| face.width(glyph.id).0 + i32::from(glyph.kern)).sum();
    text.size.times(super::Em(ems))
}
