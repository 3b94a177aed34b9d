//! The rules of a table: around the cells, each drawn once however many cells share it, and a frame
//! around all.

use crate::report::geometry::{Length, Point, Rect, Size};
use crate::report::page::{Cell, Item, Page, Rule};
use std::collections::BTreeMap;

/// Draws them for the cells of a page; the frame is twice as heavy as the others.
pub fn draw_rules(page: &mut Page, table: Rect, weight: Length) {
    let mut across: BTreeMap<Length, Vec<(Length, Length)>> = BTreeMap::new();
    let mut down: BTreeMap<Length, Vec<(Length, Length)>> = BTreeMap::new();
    for Cell { area, .. } in &page.cells {
        // The edges to the right and below are those of the next cell, or the frame's.
        if area.top() > table.top() {
            extend(across.entry(area.top()).or_default(), (area.left(), area.right()));
        }
        if area.left() > table.left() {
            extend(down.entry(area.left()).or_default(), (area.top(), area.bottom()));
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

/// Makes a span part of the last one where the two touch.
fn extend(spans: &mut Vec<(Length, Length)>, (from, to): (Length, Length)) {
    match spans.last_mut() {
        Some((_, end)) if *end == from => *end = to,
        _ => spans.push((from, to)),
    }
}
