//! The content stream of a page (ISO 32000-1, 7.8.2), written in integers.

use super::codes::Codes;
use super::object::{put, put_literal};
use super::tags::{Artifact, Mark, Marked};
use crate::report::FontSlot;
use crate::report::geometry::{Length, Point, Size};
use crate::report::page::{Item, Page, Rule, Text, Tint};
use std::ops::Range;

/// The operators that draw a page, all of them within marked content (ISO 32000-1, 14.6).
pub(super) fn content(page: &Page, marks: &[Mark], paper: Size, codes: &Codes) -> Vec<u8> {
    let mut writer = Writer {
        out: Vec::with_capacity(16 << 10),
        paper,
        codes,
        white: 0,
        weight: None,
        dotted: false,
        pen: None,
        font: None,
    };
    for mark in marks {
        writer.marked(mark, &page.items[mark.items.clone()]);
    }
    writer.end_text();
    writer.out
}

struct Writer<'a> {
    out: Vec<u8>,
    paper: Size,
    codes: &'a Codes,
    /// The current fill, in thousandths of white.
    white: u16,
    weight: Option<Length>,
    dotted: bool,
    /// The start of the last line, within a text object.
    pen: Option<Point>,
    /// The current font and type size.
    font: Option<(FontSlot, Length)>,
}

impl Writer<'_> {
    /// Draws items as one marked content: within a text object, or outside any, since the two must not
    /// overlap (ISO 32000-1, 14.6.1).
    fn marked(&mut self, mark: &Mark, items: &[(Point, Item)]) {
        if let Some((_, Item::Text(_))) = items.first() {
            self.set_white(0);
            self.begin_text();
        } else {
            self.end_text();
        }
        match mark.of {
            Marked::Content { tag, id } => {
                put(&mut self.out, format_args!("/{}<</MCID {id}>>BDC\n", tag.name()));
            }
            Marked::Artifact(kind) => self.out.extend(artifact(kind)),
        }
        for (point, item) in items {
            match item {
                Item::Text(text) => self.text(*point, text, mark.glyphs.clone()),
                Item::Rule(rule) => self.rule(*point, *rule),
                Item::Tint(tint) => self.tint(*point, *tint),
            }
        }
        self.out.extend(b"EMC\n");
    }

    /// A line, or some of its glyphs, which follow those drawn before.
    fn text(&mut self, point: Point, text: &Text, glyphs: Option<Range<usize>>) {
        let glyphs = glyphs.unwrap_or(0..text.line.glyphs.len());
        let first = text.line.glyphs.get(glyphs.start);
        self.set_font(first.map_or(FontSlot::Main, |it| it.id.slot), text.size);
        if glyphs.start == 0 {
            self.begin_line(point);
        }
        self.show(text, glyphs);
    }

    fn begin_line(&mut self, point: Point) {
        let from = self.pen.unwrap_or(Point { x: Length::ZERO, y: self.paper.height });
        self.number(point.x - from.x);
        self.number(from.y - point.y);
        self.out.extend(b"Td\n");
        self.pen = Some(point);
    }

    fn set_font(&mut self, slot: FontSlot, size: Length) {
        if self.font != Some((slot, size)) {
            put(&mut self.out, format_args!("/{} ", name(slot)));
            self.number(size);
            self.out.extend(b"Tf\n");
            self.font = Some((slot, size));
        }
    }

    /// Glyphs of a line with their kerning.
    fn show(&mut self, text: &Text, glyphs: Range<usize>) {
        self.out.extend(b"[(");
        let mut open = true;
        for (glyph, text_of_glyph) in text.line.glyph_texts().skip(glyphs.start).take(glyphs.len())
        {
            if self.font != Some((glyph.id.slot, text.size)) {
                self.out.extend(if open { b")]TJ\n".as_slice() } else { b"]TJ\n" });
                self.set_font(glyph.id.slot, text.size);
                self.out.extend(b"[(");
                open = true;
            }
            if !open {
                self.out.push(b'(');
                open = true;
            }
            for byte in self.codes.code(glyph.id, text_of_glyph).to_be_bytes() {
                put_literal(&mut self.out, byte);
            }
            if glyph.kern != 0 {
                self.out.push(b')');
                open = false;
                // TJ takes thousandths of an em, against the direction of writing.
                self.integer(-i64::from(glyph.kern));
            }
        }
        self.out.extend(if open { b")]TJ\n".as_slice() } else { b"]TJ\n" });
    }

    fn rule(&mut self, point: Point, rule: Rule) {
        if self.weight != Some(rule.weight) {
            self.number(rule.weight);
            self.out.extend(b"w\n");
            self.weight = Some(rule.weight);
        }
        if self.dotted != rule.dotted {
            // One point on, one and a half off (ISO 32000-1, 8.4.3.6).
            self.out.extend(if rule.dotted { b"[1 1.5]0 d\n".as_slice() } else { b"[]0 d\n" });
            self.dotted = rule.dotted;
        }
        self.point(point);
        self.out.extend(b"m ");
        self.point(Point { x: point.x + rule.size.width, y: point.y + rule.size.height });
        self.out.extend(b"l S\n");
    }

    fn tint(&mut self, point: Point, tint: Tint) {
        self.set_white(tint.white);
        self.point(Point { x: point.x, y: point.y + tint.size.height });
        self.number(tint.size.width);
        self.number(tint.size.height);
        self.out.extend(b"re f\n");
    }

    fn set_white(&mut self, white: u16) {
        if self.white != white {
            self.number(Length::thousandths(i64::from(white)));
            self.out.extend(b"g\n");
            self.white = white;
        }
    }

    fn begin_text(&mut self) {
        if self.pen.is_none() {
            self.out.extend(b"BT\n");
            self.pen = Some(Point { x: Length::ZERO, y: self.paper.height });
        }
    }

    fn end_text(&mut self) {
        if self.pen.take().is_some() {
            self.out.extend(b"ET\n");
        }
    }

    fn point(&mut self, point: Point) {
        self.number(point.x);
        self.number(self.paper.height - point.y);
    }

    /// Thousandths as a decimal number, and a space.
    fn number(&mut self, length: Length) {
        let value = length.in_thousandths();
        if value < 0 {
            self.out.push(b'-');
        }
        let value = value.unsigned_abs();
        self.digits(value / 1000);
        let fraction = value % 1000;
        if fraction > 0 {
            self.out.push(b'.');
            let (mut rest, mut place) = (fraction, 100);
            while rest > 0 {
                self.digits(rest / place);
                (rest, place) = (rest % place, place / 10);
            }
        }
        self.out.push(b' ');
    }

    fn integer(&mut self, value: i64) {
        if value < 0 {
            self.out.push(b'-');
        }
        self.digits(value.unsigned_abs());
    }

    fn digits(&mut self, value: u64) {
        if value >= 10 {
            self.digits(value / 10);
        }
        self.out.push(b'0' + u8::try_from(value % 10).unwrap_or(0));
    }
}

/// The name of a font in the resources of the pages.
pub(super) const fn name(slot: FontSlot) -> &'static str {
    match slot {
        FontSlot::Main => "F0",
        FontSlot::Fallback => "F1",
        FontSlot::Bold => "F2",
        FontSlot::Label => "F3",
        FontSlot::LabelFallback => "F4",
    }
}

/// The start of an artifact (ISO 32000-1, 14.8.2.2.2).
const fn artifact(kind: Artifact) -> &'static [u8] {
    match kind {
        Artifact::Layout => b"/Artifact<</Type/Layout>>BDC\n",
        Artifact::Header => b"/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
        Artifact::Footer => b"/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::page::{Block, Role};
    use crate::report::pdf::tags::Builder;
    use crate::report::typeset::set;
    use crate::report::{Em, Typeface};
    use std::collections::BTreeSet;

    const PAPER: Size = Size { width: Length::points(100), height: Length::points(50) };

    fn written(items: Vec<(Point, Item)>) -> String {
        let texts = items.iter().take_while(|(_, item)| matches!(item, Item::Text(_))).count();
        let block = Block { role: Role::Body, items: 0..texts, continued: false };
        let page = Page { items, blocks: vec![block], ..Page::default() };
        let marks = Builder::new(BTreeSet::new()).page(&page, PAPER.height.half());
        let mut codes = Codes::new();
        codes.add(&page);
        let bytes = content(&page, &marks, PAPER, &codes);
        bytes.iter().map(|byte| char::from(*byte)).collect()
    }

    fn at(x: i64, y: i64) -> Point {
        Point { x: Length::thousandths(x), y: Length::thousandths(y) }
    }

    #[test]
    fn lines_of_type_follow_one_another() {
        let lines = set(Typeface::Mincho.fonts().unwrap(), "（文\n文", Em::whole(5), &[]);
        let size = Length::thousandths(9500);
        let items = lines.into_iter().zip([at(10_250, 20_000), at(15_000, 31_400)]);
        let items =
            items.map(|(line, point)| (point, Item::Text(Text { line: line.into(), size })));
        assert_eq!(
            written(items.collect()),
            "BT\n/P<</MCID 0>>BDC\n/F0 9.5 Tf\n10.25 30 Td\n[(\0\u{1}\0\u{2})]TJ\nEMC\n\
             /P<</MCID 1>>BDC\n4.75 -11.4 Td\n[(\0\u{2})]TJ\nEMC\nET\n"
        );
    }

    #[test]
    fn kerning_is_between_the_glyphs() {
        let line = set(Typeface::Mincho.fonts().unwrap(), "文）（文", Em::whole(9), &[]).remove(0);
        let text = Item::Text(Text { line: line.into(), size: Length::points(9) });
        let written = written(vec![(at(0, 50_000), text)]);
        assert!(written.contains("[(\0\u{1}\0\u{2})500(\0\u{3}\0\u{1})]TJ"), "{written:?}");
    }

    #[test]
    fn the_font_changes_within_a_line() {
        let line =
            set(Typeface::Mincho.fonts().unwrap(), "文𠮷）（文", Em::whole(9), &[]).remove(0);
        let text = Item::Text(Text { line: line.into(), size: Length::points(9) });
        let written = written(vec![(at(0, 50_000), text)]);
        let expected = "/F0 9 Tf\n0 0 Td\n[(\0\u{1})]TJ\n/F1 9 Tf\n[(\0\u{1})]TJ\n/F0 9 Tf\n\
                        [(\0\u{2})500(\0\u{3}\0\u{1})]TJ\n";
        assert!(written.contains(expected), "{written:?}");
    }

    #[test]
    fn rules_and_tints_are_the_right_way_up() {
        let size = Size { width: Length::points(30), height: Length::points(10) };
        let tint = Item::Tint(Tint { size, white: 900 });
        let size = Size { width: Length::points(30), height: Length::ZERO };
        let rule = Item::Rule(Rule::solid(size, Length::thousandths(400)));
        assert_eq!(
            written(vec![(at(10_000, 5_000), tint), (at(10_000, 5_005), rule)]),
            "/Artifact<</Type/Layout>>BDC\n0.9 g\n10 35 30 10 re f\n0.4 w\n10 44.995 m 40 44.995 l S\nEMC\n"
        );
    }
}
