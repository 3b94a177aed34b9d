//! Draws single lines and rules at places of a page.

use crate::domain::template::PageNumberForm;
use crate::report::geometry::{Em, Length, Point, Rect, Size};
use crate::report::page::{Destination, Item, Page, Role, Rule, Text, Tint};
use crate::report::typeset::{Line, Paragraphs, Style, set};
use crate::report::{Error, Face, FontSet, Options};
use std::sync::Arc;

/// A sheet of paper of a document, and the fonts for it.
pub(super) struct Sheet {
    fonts: [&'static FontSet; 3],
    pub paper: Size,
    /// The area within the margins.
    pub body: Rect,
    form: PageNumberForm,
}

/// Where a line stands beside a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// It begins there.
    Left(Length),
    /// Its middle is there.
    Middle(Length),
    /// It ends there.
    Right(Length),
}

/// The distance of a page number from the lower edge of the paper.
const NUMBER_TO_EDGE: Length = Length::millimetres(8);

impl Sheet {
    pub(super) fn new(options: &Options) -> Result<Self, Error> {
        let face = |face| options.typeface.face(face);
        let (paper, margins) = (options.paper.size(), options.margins);
        let bottom = margins.bottom.max(Length::millimetres(13));
        let top = margins.top.max(Length::millimetres(14));
        let size = Size {
            width: paper.width - margins.left - margins.right,
            height: paper.height - top - bottom,
        };
        Ok(Self {
            fonts: [face(Face::Body)?, face(Face::Label)?, face(Face::Bold)?],
            paper,
            body: Rect { origin: Point { x: margins.left, y: top }, size },
            form: options.page_number.form,
        })
    }

    fn fonts(&self, face: Face) -> &'static FontSet {
        match face {
            Face::Body => self.fonts[0],
            Face::Label => self.fonts[1],
            Face::Bold => self.fonts[2],
        }
    }

    fn line(&self, face: Face, text: &str) -> Line {
        set(self.fonts(face), text, Em(i32::MAX / 2), &[]).into_iter().next().unwrap_or_default()
    }

    /// The width of a text in one line.
    pub(super) fn width(&self, face: Face, size: Length, text: &str) -> Length {
        size.times(self.line(face, text).end)
    }

    /// The largest size up to this one at which a text fits into one line of a width.
    pub(super) fn fitting(&self, face: Face, size: Length, text: &str, width: Length) -> Length {
        let needed = self.width(face, size, text).in_thousandths().max(1);
        let most = size.in_thousandths() * width.in_thousandths().max(0) / needed;
        size.min(Length::thousandths(most)).max(Length::points(4))
    }

    /// The lines of a text in a width, which break between phrases; one for an empty text.
    pub(super) fn wrapped(
        &self,
        (face, size): (Face, Length),
        text: &str,
        width: Length,
    ) -> Vec<String> {
        let style = Style { phrases: true, revised: true, ..Style::default() };
        let lines = Paragraphs::new(self.fonts(face), text, &[], style).lines(size.ems_in(width));
        lines.into_iter().map(|line| line.text.trim_end().to_owned()).collect()
    }

    /// Draws a line of text on a baseline, without telling what it is.
    pub(super) fn draw(
        &self,
        page: &mut Page,
        (at, y): (At, Length),
        (face, size): (Face, Length),
        text: &str,
    ) {
        let line = self.line(face, text);
        let width = size.times(line.end);
        let x = match at {
            At::Left(x) => x,
            At::Middle(x) => x - width.half(),
            At::Right(x) => x - width,
        };
        if !line.glyphs.is_empty() {
            let x = x + size.times(line.start);
            let text = Text { line: Arc::new(line), size };
            page.items.push((Point { x, y }, Item::Text(text)));
        }
    }

    /// Draws a line of text that is a paragraph or a heading of its own.
    pub(super) fn text(
        &self,
        page: &mut Page,
        role: Role,
        at: (At, Length),
        style: (Face, Length),
        text: &str,
    ) {
        page.block(role, false, |page| self.draw(page, at, style, text));
    }

    /// Makes the last line, between two places and on this baseline, lead to a page with this number.
    pub(super) fn link(
        page: &mut Page,
        (left, right): (Length, Length),
        y: Length,
        (to, number): (Destination, usize),
        text: &str,
    ) {
        let size = Size { width: right - left, height: Length::points(13) };
        let area = Rect { origin: Point { x: left, y: y - Length::points(10) }, size };
        page.link(area, to, format!("{text}（{number}ページ）"));
    }

    /// Draws a line to the right.
    pub(super) fn rule(page: &mut Page, x: Length, y: Length, width: Length, weight: Length) {
        let rule = Rule::solid(Size { width, height: Length::ZERO }, weight);
        page.items.push((Point { x, y }, Item::Rule(rule)));
    }

    /// Draws a frame.
    pub(super) fn frame(page: &mut Page, area: Rect, weight: Length, dotted: bool) {
        let Size { width, height } = area.size;
        let (across, down) =
            (Size { width, height: Length::ZERO }, Size { width: Length::ZERO, height });
        for (x, y, size) in [
            (area.left(), area.top(), across),
            (area.left(), area.bottom(), across),
            (area.left(), area.top(), down),
            (area.right(), area.top(), down),
        ] {
            page.items.push((Point { x, y }, Item::Rule(Rule { size, weight, dotted })));
        }
    }

    /// Draws leaders up to a place, their dots on one grid of the page.
    pub(super) fn leaders(page: &mut Page, from: Length, to: Length, y: Length) {
        const PITCH: i64 = 8_000;
        let dot = Size { width: Length::points(1), height: Length::points(1) };
        let first = (from.in_thousandths() + PITCH - 1) / PITCH;
        let last = to.in_thousandths() / PITCH;
        for at in first..last {
            let at = Point { x: Length::thousandths(at * PITCH), y: y - Length::points(3) };
            page.items.push((at, Item::Tint(Tint { size: dot, white: 0 })));
        }
    }

    /// Draws the number of a page in the middle of its foot.
    pub(super) fn number(&self, page: &mut Page, number: usize, last: usize) {
        let text = match self.form {
            PageNumberForm::Fraction => format!("{number}/{last}"),
            PageNumberForm::Dashed => format!("－{number}－"),
            PageNumberForm::None => return,
        };
        let middle = self.body.left() + self.body.size.width.half();
        let at = (At::Middle(middle), self.paper.height - NUMBER_TO_EDGE);
        self.draw(page, at, (Face::Label, Length::points(9)), &text);
    }
}
