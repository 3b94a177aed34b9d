//! Bars whose parts are told apart in black alone.

use super::super::sheet::{At, Sheet};
use super::count::{Counts, Pattern, Row};
use crate::report::Face;
use crate::report::geometry::{Length, Point, Rect, Size};
use crate::report::page::{Item, Page, Rule, Tint};

/// A bar, and what is said instead of it.
pub(super) struct Bar {
    /// Each part with its share of the whole.
    parts: Vec<(Pattern, usize)>,
    /// How many fill the whole width.
    whole: usize,
    /// Whether each one has a cell of its own.
    units: bool,
    pub alt: String,
}

impl Bar {
    /// The shares of a row.
    pub(super) fn shares(counts: &Counts<'_>, row: &Row) -> Self {
        Self::new(counts, row, row.all.now, false)
    }

    /// A cell for each measure of a row.
    pub(super) fn units(counts: &Counts<'_>, row: &Row, most: usize) -> Self {
        Self::new(counts, row, most, true)
    }

    fn new(counts: &Counts<'_>, row: &Row, whole: usize, units: bool) -> Self {
        let each = row.each.iter().enumerate().filter(|(_, total)| total.now > 0);
        let parts = each.map(|(at, total)| (counts.pattern(at), total.now)).collect();
        let said = counts.names().zip(&row.each).filter(|(_, total)| total.now > 0);
        let said: Vec<String> =
            said.map(|(name, total)| format!("{name}{}件", total.now)).collect();
        Self { parts, whole, units, alt: format!("{}：{}", row.name, said.join("、")) }
    }

    /// Draws it within an area.
    pub(super) fn draw(&self, sheet: &Sheet, page: &mut Page, area: Rect) {
        let width = area.size.width.in_thousandths();
        let whole = i64::try_from(self.whole.max(1)).unwrap_or(1);
        let place = |at: usize| {
            let at = i64::try_from(at).unwrap_or(0);
            let at = if self.units { at * (width / whole).min(20_000) } else { width * at / whole };
            Length::thousandths(at)
        };
        let part = |from: usize, to: usize| Rect {
            origin: Point { x: area.left() + place(from), y: area.top() },
            size: Size { width: place(to) - place(from), height: area.size.height },
        };
        let mut from = 0;
        for (pattern, count) in &self.parts {
            if self.units {
                for at in from..from + count {
                    let mut area = part(at, at + 1);
                    area.size.width = area.size.width - Length::points(2);
                    draw_pattern(page, area, *pattern);
                }
            } else {
                let area = part(from, from + count);
                draw_pattern(page, area, *pattern);
                label(sheet, page, area, &count.to_string());
            }
            from += count;
        }
    }
}

/// The least width of a part beside the white ground of its number: its pattern must show on both
/// sides.
const AROUND_LABEL: Length = Length::points(10);

/// A number in the middle of a part, on white; none where it would hide the pattern, which the figures
/// of the table tell as well.
fn label(sheet: &Sheet, page: &mut Page, area: Rect, text: &str) {
    let (face, size) = (Face::Label, Length::points(9));
    let width = sheet.width(face, size, text) + Length::points(3);
    if width + AROUND_LABEL > area.size.width {
        return;
    }
    let middle = area.left() + area.size.width.half();
    let at = Point { x: middle - width.half(), y: area.top() + Length::thousandths(1_500) };
    let size_of_ground = Size { width, height: area.size.height - Length::points(3) };
    page.items.push((at, Item::Tint(Tint { size: size_of_ground, white: 1000 })));
    let baseline = area.top() + area.size.height.half() + Length::thousandths(3_300);
    sheet.draw(page, (At::Middle(middle), baseline), (face, size), text);
}

/// From one line of a hatching to the next, along an edge of its area: three points across them.
const HATCH: Length = Length::thousandths(4_240);

/// Fills an area.
pub(super) fn draw_pattern(page: &mut Page, area: Rect, pattern: Pattern) {
    let Size { width, height } = area.size;
    let mut rule = |x: Length, y: Length, size, weight, dotted| {
        let weight = Length::thousandths(weight);
        page.items.push((Point { x, y }, Item::Rule(Rule { size, weight, dotted })));
    };
    match pattern {
        Pattern::Done => {
            page.items.push((area.origin, Item::Tint(Tint { size: area.size, white: 0 })));
        }
        Pattern::UnderWay => {
            // Lines upwards to the right, of which the first ends at the left edge.
            let mut from = HATCH - height;
            while from < width {
                let start = from.max(Length::ZERO);
                let end = (from + height).min(width);
                let size = Size { width: end - start, height: start - end };
                rule(area.left() + start, area.bottom() - (start - from), size, 500, false);
                from += HATCH;
            }
        }
        Pattern::Considered => {
            let mut y = area.top() + Length::points(2);
            while y < area.bottom() {
                rule(area.left(), y, Size { width, height: Length::ZERO }, 1000, true);
                y += Length::thousandths(3_600);
            }
        }
        Pattern::NotBegun | Pattern::Missing => {}
    }
    let dotted = pattern == Pattern::Missing;
    Sheet::frame(page, area, Length::thousandths(700), dotted);
}
