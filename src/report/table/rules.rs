//! The rules of a table: around the cells, each drawn once however many cells share it, and a frame.

use crate::report::geometry::{Length, Point, Rect, Size};
use crate::report::page::{Cell, Item, Page, Rule};
use std::collections::BTreeMap;

/// Draws the rules for the cells of a page; the frame is twice as heavy.
pub(super) fn draw_rules(page: &mut Page, table: Rect, weight: Length) {
    let mut across: BTreeMap<Length, Vec<(Length, Length)>> = BTreeMap::new();
    let mut down: BTreeMap<Length, Vec<(Length, Length)>> = BTreeMap::new();
    for Cell { area, .. } in &page.cells {
        // The edges on the right and below belong to the next cell or the frame.
        if area.top() > table.top() {
            add_span(across.entry(area.top()).or_default(), (area.left(), area.right()));
        }
        if area.left() > table.left() {
            add_span(down.entry(area.left()).or_default(), (area.top(), area.bottom()));
        }
    }
    let mut rule = |x, y, width, height, weight| {
        let size = Size { width, height };
        page.items.push((Point { x, y }, Item::Rule(Rule { size, weight })));
    };
    for (y, spans) in across {
        for (from, to) in spans {
            rule(from, y, to - from, Length::ZERO, weight);
        }
    }
    for (x, spans) in down {
        for (from, to) in spans {
            rule(x, from, Length::ZERO, to - from, weight);
        }
    }
    let Size { width, height } = table.size;
    for (x, y, width, height) in [
        (table.left(), table.top(), width, Length::ZERO),
        (table.left(), table.bottom(), width, Length::ZERO),
        (table.left(), table.top(), Length::ZERO, height),
        (table.right(), table.top(), Length::ZERO, height),
    ] {
        rule(x, y, width, height, weight * 2);
    }
}

/// Adds a span, joined with the last one where the two touch.
fn add_span(spans: &mut Vec<(Length, Length)>, (from, to): (Length, Length)) {
    match spans.last_mut() {
        Some((_, end)) if *end == from => *end = to,
        _ => spans.push((from, to)),
    }
}
