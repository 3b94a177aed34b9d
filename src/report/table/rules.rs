//! The rules of a table: around the cells, each drawn once however many cells share it, and a frame.

use super::design::{Kind, Rules};
use crate::report::geometry::{Length, Point, Rect, Size};
use crate::report::page::{Cell, Item, Page, Rule};
use std::collections::BTreeMap;

/// Draws the rules for the cells of a page, and the frame around them.
pub(super) fn draw_rules(page: &mut Page, table: Rect, rules: Rules) {
    let mut across: BTreeMap<Length, (Length, Vec<(Length, Length)>)> = BTreeMap::new();
    let mut down: BTreeMap<Length, Vec<(Length, Length)>> = BTreeMap::new();
    let mut above = None;
    for Cell { of, area, .. } in &page.cells {
        // The edges on the right and below belong to the next cell or the frame.
        if area.top() > table.top() {
            let weight = rules.between(above, Kind::of(*of));
            let (_, spans) = across.entry(area.top()).or_insert((weight, Vec::new()));
            add_span(spans, (area.left(), area.right()));
        }
        if area.left() > table.left() {
            add_span(down.entry(area.left()).or_default(), (area.top(), area.bottom()));
        }
        if area.right() >= table.right() {
            above = Some(Kind::of(*of));
        }
    }
    let mut rule = |x, y, width, height, weight| {
        let size = Size { width, height };
        page.items.push((Point { x, y }, Item::Rule(Rule::solid(size, weight))));
    };
    let Size { width, height } = table.size;
    // A rule that is heavier than the frame ends where the frame does.
    let over = rules.corner;
    for (y, (weight, spans)) in across {
        let wide = weight > rules.frame;
        for (from, to) in spans {
            let (from, to) = if wide { (from - over, to + over) } else { (from, to) };
            rule(from, y, to - from, Length::ZERO, weight);
        }
    }
    for (x, spans) in down {
        for (from, to) in spans {
            rule(x, from, Length::ZERO, to - from, rules.column);
        }
    }
    for (x, y, width, height) in [
        (table.left() - over, table.top(), width + over * 2, Length::ZERO),
        (table.left() - over, table.bottom(), width + over * 2, Length::ZERO),
        (table.left(), table.top(), Length::ZERO, height),
        (table.right(), table.top(), Length::ZERO, height),
    ] {
        rule(x, y, width, height, rules.frame);
    }
}

impl Rules {
    /// The weight between a row of a kind and the row below it: that of the higher of both ranks.
    pub(in crate::report) fn between(self, above: Option<Kind>, below: Kind) -> Length {
        let own = match below {
            Kind::Goal => self.above_goal,
            Kind::Direction => self.above_direction,
            Kind::Head | Kind::Entry => self.row,
        };
        match above {
            Some(Kind::Head) => own.max(self.below_heads),
            _ => own,
        }
    }
}

/// Adds a span, joined with the last one where the two touch.
fn add_span(spans: &mut Vec<(Length, Length)>, (from, to): (Length, Length)) {
    match spans.last_mut() {
        Some((_, end)) if *end == from => *end = to,
        _ => spans.push((from, to)),
    }
}
