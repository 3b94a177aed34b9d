//! What stands around the table: above it the number, the title and what it is of, below it notes.

use super::content::Content;
use super::form::Form;
use super::mention::Mention;
use crate::report::geometry::{Em, Length, Point, Rect, Size};
use crate::report::page::{Item, Page, Role, Rule, Text};
use crate::report::typeset::{Line, set};

/// Lines side by side over the whole width, not to be parted.
#[derive(Debug)]
pub struct Band {
    pub height: Length,
    pieces: Vec<Piece>,
}

/// One of them.
#[derive(Debug)]
struct Piece {
    line: Line,
    size: Length,
    align: Align,
    framed: bool,
    role: Role,
    /// Whether its text began on the line before.
    continued: bool,
}

/// How lines stand in their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// The sizes of the title, of what stands below it and of 資料番号, and their leading.
const TITLE: Em = Em(1400);
const SUBTITLE: Em = Em(1100);
const NUMBER: Em = Em(1100);
const LEADING: Em = Em(1400);

/// Between 資料番号 and its frame, and between the frame and the title.
const FRAME_X: Em = Em(600);
const FRAME_Y: Em = Em(250);
const BELOW_FRAME: Em = Em(300);

/// What stands side by side keeps this apart.
const BETWEEN: Em = Em::whole(2);

/// What stands above the table.
pub fn above(form: &Form, content: &Content) -> Vec<Band> {
    let title = size(form, TITLE);
    let subtitle = size(form, SUBTITLE);
    let mut bands = top(form, content);
    let mut title = bands_of(form, &content.title, title, title.times(LEADING), Align::Centre);
    for piece in title.iter_mut().flat_map(|band| &mut band.pieces) {
        piece.role = Role::Title;
    }
    bands.extend(title);
    bands.extend(bands_of(
        form,
        &content.subtitle,
        subtitle,
        subtitle.times(LEADING),
        Align::Centre,
    ));
    bands.extend(below_title(form, content));
    bands
}

/// What stands below the table.
pub fn below(form: &Form, content: &Content) -> Vec<Band> {
    let notes = content.notes.iter();
    notes.flat_map(|note| bands_of(form, note, form.size, form.line(), Align::Left)).collect()
}

/// 資料番号 and 会議名, in the corners where they fit side by side, else one below the other.
fn top(form: &Form, content: &Content) -> Vec<Band> {
    let number = &content.number;
    let (at, other) =
        if number.left { (Align::Left, Align::Right) } else { (Align::Right, Align::Left) };
    let large = size(form, NUMBER);
    let mut numbers = bands_of(form, &number.text, large, large.times(LEADING), at);
    let meetings = bands_of(form, &content.meeting, form.size, form.line(), other);
    if let [band] = numbers.as_mut_slice()
        && number.framed
    {
        band.frame(form);
    }
    beside(form, numbers, meetings)
}

/// 凡例 on the left, what the paper is of on the right: the last of one beside the first of the other
/// where they fit.
fn below_title(form: &Form, content: &Content) -> Vec<Band> {
    let lines = |mention, align| bands_of(form, mention, form.size, form.line(), align);
    let remarks = content.remarks.iter().flat_map(|it| lines(it, Align::Right)).collect();
    beside(form, remarks, lines(&content.legend, Align::Left))
}

/// Bands one after the other; the last of the first and the only one of the others as one, where both
/// fit side by side.
fn beside(form: &Form, mut bands: Vec<Band>, others: Vec<Band>) -> Vec<Band> {
    let room = form.body().size.width - form.size.times(BETWEEN);
    let fits = |one: &Band, other: &Band| one.width(form) + other.width(form) <= room;
    match (bands.last_mut(), <[Band; 1]>::try_from(others)) {
        (Some(last), Ok([other])) if fits(last, &other) => {
            last.height = last.height.max(other.height);
            last.pieces.extend(other.pieces);
        }
        (_, Ok([other])) => bands.push(other),
        (_, Err(others)) => bands.extend(others),
    }
    bands
}

fn size(form: &Form, em: Em) -> Length {
    form.size.times(em)
}

/// The lines of a text over the whole width, a band each; none for an empty text.
fn bands_of(
    form: &Form,
    Mention { text, .. }: &Mention,
    size: Length,
    height: Length,
    align: Align,
) -> Vec<Band> {
    if text.is_empty() {
        return Vec::new();
    }
    let lines = set(form.face, text, size.ems_in(form.body().size.width), &[]);
    let lines = lines.into_iter().enumerate();
    let piece = lines.map(|(index, line)| Piece {
        line,
        size,
        align,
        framed: false,
        role: Role::Body,
        continued: index > 0,
    });
    piece.map(|piece| Band { height, pieces: vec![piece] }).collect()
}

impl Band {
    /// Puts a frame around its line, unless that leaves no room for it.
    fn frame(&mut self, form: &Form) {
        let frame = form.size.times(FRAME_X) * 2;
        if self.width(form) + frame > form.body().size.width {
            return;
        }
        for piece in &mut self.pieces {
            piece.framed = true;
            self.height = piece.size + form.size.times(FRAME_Y * 2 + BELOW_FRAME);
        }
    }

    /// The room that its lines take.
    fn width(&self, form: &Form) -> Length {
        let frame = form.size.times(FRAME_X) * 2;
        let width = |piece: &Piece| {
            piece.size.times(piece.line.end) + if piece.framed { frame } else { Length::ZERO }
        };
        self.pieces.iter().map(width).sum()
    }

    /// Draws it below `top`.
    pub fn draw(&self, form: &Form, page: &mut Page, top: Length) {
        let body = form.body();
        for piece in &self.pieces {
            let (inset, height) = match piece.framed {
                true => (form.size.times(FRAME_X), self.height - form.size.times(BELOW_FRAME)),
                false => (Length::ZERO, self.height),
            };
            let place = Rect {
                origin: Point { x: body.left() + inset, y: top },
                size: Size { width: body.size.width - inset * 2, height },
            };
            let lines = vec![piece.line.clone()];
            page.block(piece.role, piece.continued, |page| {
                form.draw_lines(page, lines, place, piece.align, (piece.size, height));
            });
        }
    }

    /// Draws the frames of its lines, once all texts of the page are drawn.
    pub fn draw_frames(&self, form: &Form, page: &mut Page, top: Length) {
        let body = form.body();
        for piece in self.pieces.iter().filter(|piece| piece.framed) {
            let width = piece.size.times(piece.line.end) + form.size.times(FRAME_X) * 2;
            let height = self.height - form.size.times(BELOW_FRAME);
            let left = match piece.align {
                Align::Right => body.right() - width,
                Align::Left | Align::Centre => body.left(),
            };
            let (across, down) =
                (Size { width, height: Length::ZERO }, Size { width: Length::ZERO, height });
            for (x, y, size) in [
                (left, top, across),
                (left, top + height, across),
                (left, top, down),
                (left + width, top, down),
            ] {
                let rule = Rule { size, weight: form.rule * 2 };
                page.items.push((Point { x, y }, Item::Rule(rule)));
            }
        }
    }
}

impl Form {
    /// Draws lines from the top of a place, with this size of type and from line to line.
    pub fn draw_lines(
        &self,
        page: &mut Page,
        lines: Vec<Line>,
        place: Rect,
        align: Align,
        (size, step): (Length, Length),
    ) {
        let baseline = (step - size).half() + size.times(self.face.ascent());
        let heights = crate::report::flow::Heights { size, line: step, padding: Length::ZERO };
        let tops: Vec<Length> = heights.tops(&lines).collect();
        for (line, top) in lines.into_iter().zip(tops) {
            let y = place.top() + top + baseline;
            let spare = place.size.width - size.times(line.end);
            let shift = match align {
                Align::Left => Length::ZERO,
                Align::Centre => spare.half(),
                Align::Right => spare,
            };
            if !line.glyphs.is_empty() {
                let x = place.left() + shift + size.times(line.start);
                page.items.push((Point { x, y }, Item::Text(Text { line, size })));
            }
        }
    }
}
