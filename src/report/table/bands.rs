//! The texts above and below the table: number, meeting, title, subtitle, legend, remarks and notes.

use super::captions::SourcedText;
use super::content::Content;
use super::dimensions::Dimensions;
use crate::domain::template::Design;
use crate::report::Face;
use crate::report::flow::RowMetrics;
use crate::report::fonts::FontSet;
use crate::report::geometry::{Em, Length, Point, Rect, Size};
use crate::report::page::{Item, Page, Role, Rule, Text};
use crate::report::typeset::{Line, Paragraphs, Style, set};
use std::sync::Arc;

/// Lines side by side over the whole width, kept together on a page.
#[derive(Debug)]
pub(super) struct Band {
    pub height: Length,
    pieces: Vec<Piece>,
}

/// A line of a band.
#[derive(Debug)]
struct Piece {
    line: Arc<Line>,
    size: Length,
    align: Align,
    frame: Frame,
    /// How far its line stands below the top of the band, within the frame.
    down: Length,
    role: Role,
    /// Whether its text began in the band before.
    continued: bool,
}

/// What stands around the line of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    None,
    /// A frame around its text.
    Text,
    /// A frame as wide as the table, which all pieces of the band share.
    Width,
}

/// Where a text that is wider than the page is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrap {
    Anywhere,
    /// Between phrases, into lines of about the same length.
    Phrases,
    /// Between its entries, which ideographic spaces part.
    Entries,
}

/// Horizontal alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::report) enum Align {
    Left,
    Centre,
    Right,
}

/// The type sizes of title, subtitle, 資料番号 and everything else, and the leading of the larger
/// ones.
const TITLE: Em = Em(1400);
const SUBTITLE: Em = Em(1100);
const NUMBER: Em = Em(1100);
pub(in crate::report) const LEADING: Em = Em(1400);

/// The same in [`Design::Current`].
const CURRENT_TITLE: Em = Em(1600);
const CURRENT_SUBTITLE: Em = Em(950);
const CURRENT_OTHER: Em = Em(850);

/// Between 資料番号 and its frame, and between the frame and the title.
const FRAME_X: Em = Em(600);
const FRAME_Y: Em = Em(250);
const BELOW_FRAME: Em = Em(300);

/// The least distance between lines side by side.
const BETWEEN: Em = Em::whole(2);

/// The bands above the table.
pub(super) fn above(dimensions: &Dimensions, content: &Content) -> Vec<Band> {
    let large = |text, face, size: Length| {
        bands_of(dimensions, text, face, size, size.times(LEADING), Align::Centre)
    };
    let [title_size, subtitle_size, _] = large_sizes(dimensions);
    let mut title = large(&content.title, Face::Bold, title_size);
    for piece in title.iter_mut().flat_map(|band| &mut band.pieces) {
        piece.role = Role::Title;
    }
    let mut bands = top(dimensions, content);
    bands.extend(title);
    bands.extend(large(&content.subtitle, Face::Label, subtitle_size));
    bands.extend(below_title(dimensions, content));
    bands
}

/// The bands below the table.
pub(super) fn below(dimensions: &Dimensions, content: &Content) -> Vec<Band> {
    let notes = content.notes.iter();
    notes
        .flat_map(|note| {
            let (size, line) = other(dimensions);
            bands_of(dimensions, note, Face::Label, size, line, Align::Left)
        })
        .collect()
}

/// The type sizes of title, subtitle and 資料番号.
pub(in crate::report) fn large_sizes(dimensions: &Dimensions) -> [Length; 3] {
    let sizes = match dimensions.design {
        Design::Original => [TITLE, SUBTITLE, NUMBER],
        Design::Current => [CURRENT_TITLE, CURRENT_SUBTITLE, NUMBER],
    };
    sizes.map(|size| dimensions.size.times(size))
}

/// The type size and the leading of the texts that are neither title nor number.
pub(in crate::report) fn other(dimensions: &Dimensions) -> (Length, Length) {
    match dimensions.design {
        Design::Original => (dimensions.size, dimensions.line()),
        Design::Current => {
            let size = dimensions.size.times(CURRENT_OTHER);
            (size, size.times(LEADING))
        }
    }
}

/// 資料番号 and 会議名, in the corners where they fit side by side, else one below the other.
fn top(dimensions: &Dimensions, content: &Content) -> Vec<Band> {
    let number = &content.number;
    let (at, opposite) =
        if number.left { (Align::Left, Align::Right) } else { (Align::Right, Align::Left) };
    let [.., large] = large_sizes(dimensions);
    let leading = large.times(LEADING);
    let mut numbers = bands_of(dimensions, &number.text, Face::Bold, large, leading, at);
    let (size, line) = other(dimensions);
    let meetings = bands_of(dimensions, &content.meeting, Face::Label, size, line, opposite);
    if let [band] = numbers.as_mut_slice()
        && number.framed
    {
        band.frame(dimensions);
    }
    beside(dimensions, numbers, meetings)
}

/// The remarks on the right and 凡例, in a frame below them or on the left, beside the last of them where
/// both fit.
fn below_title(dimensions: &Dimensions, content: &Content) -> Vec<Band> {
    let (size, line) = other(dimensions);
    let lines = |text, align| bands_of(dimensions, text, Face::Label, size, line, align);
    let mut remarks: Vec<Band> =
        content.remarks.iter().flat_map(|it| lines(it, Align::Right)).collect();
    if dimensions.design == Design::Current {
        remarks.extend(framed(dimensions, &content.legend));
        return remarks;
    }
    beside(dimensions, remarks, lines(&content.legend, Align::Left))
}

/// A text in a frame as wide as the table; `None` for an empty one.
fn framed(dimensions: &Dimensions, text: &SourcedText) -> Option<Band> {
    let (size, line) = other(dimensions);
    let [inset, above, below] = [FRAME_X, FRAME_Y, BELOW_FRAME].map(|it| dimensions.size.times(it));
    let measure = size.ems_in(dimensions.body().size.width - inset * 2);
    let (align, measure) = (Align::Left, (measure, Wrap::Entries));
    let lines = bands_in(dimensions, text, Face::Label, (size, line), align, measure);
    if lines.is_empty() {
        return None;
    }
    let mut down = below + above;
    let mut pieces = Vec::new();
    for band in lines {
        pieces.extend(band.pieces.into_iter().map(|piece| Piece {
            frame: Frame::Width,
            down,
            ..piece
        }));
        down += line;
    }
    Some(Band { height: down + above, pieces })
}

/// Bands one after the other. A single other band is joined with the last one where they fit side by
/// side.
fn beside(dimensions: &Dimensions, mut bands: Vec<Band>, others: Vec<Band>) -> Vec<Band> {
    let room = dimensions.body().size.width - dimensions.size.times(BETWEEN);
    let fits = |one: &Band, other: &Band| one.width(dimensions) + other.width(dimensions) <= room;
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

/// A band for each line of a text; none for an empty text.
fn bands_of(
    dimensions: &Dimensions,
    text: &SourcedText,
    face: Face,
    size: Length,
    height: Length,
    align: Align,
) -> Vec<Band> {
    let measure = size.ems_in(dimensions.body().size.width);
    let wrap = if align == Align::Centre { Wrap::Phrases } else { Wrap::Anywhere };
    bands_in(dimensions, text, face, (size, height), align, (measure, wrap))
}

/// The same in lines of this measure.
fn bands_in(
    dimensions: &Dimensions,
    SourcedText { text, .. }: &SourcedText,
    face: Face,
    (size, height): (Length, Length),
    align: Align,
    (measure, wrap): (Em, Wrap),
) -> Vec<Band> {
    if text.is_empty() {
        return Vec::new();
    }
    let fonts = match dimensions.design {
        Design::Original => dimensions.fonts,
        Design::Current => dimensions.face(face).unwrap_or(dimensions.fonts),
    };
    let lines = match dimensions.design {
        Design::Original => set(fonts, text, measure, &[]),
        Design::Current => wrapped(fonts, text, measure, wrap),
    };
    let lines = lines.into_iter().enumerate();
    let piece = lines.map(|(index, line)| Piece {
        line: Arc::new(line),
        size,
        align,
        frame: Frame::None,
        down: Length::ZERO,
        role: Role::Body,
        continued: index > 0,
    });
    piece.map(|piece| Band { height, pieces: vec![piece] }).collect()
}

/// The lines of a text that may need several.
fn wrapped(fonts: &FontSet, text: &str, measure: Em, wrap: Wrap) -> Vec<Line> {
    let lines = set(fonts, text, measure, &[]);
    if lines.len() < 2 || wrap == Wrap::Anywhere {
        return lines;
    }
    let entries: Vec<&str> = text.split('\u{3000}').collect();
    let style = Style { phrases: true, revised: true, ..Style::default() };
    let text = Paragraphs::new(fonts, text, &entries, style);
    text.lines(if wrap == Wrap::Phrases { balanced(&text, measure) } else { measure })
}

/// The least measure in which a text has no more lines, and none torn that is whole.
fn balanced(text: &Paragraphs<'_>, measure: Em) -> Em {
    let (count, torn) = (text.count(measure), text.torn(measure));
    let (mut least, mut most) = (0, measure.0);
    while most - least > Em::HALF.0 {
        let middle = Em((least + most) / 2);
        if text.count(middle) <= count && text.torn(middle) <= torn {
            most = middle.0;
        } else {
            least = middle.0;
        }
    }
    Em(most)
}

impl Band {
    /// Puts a frame around its line, unless that is too wide.
    fn frame(&mut self, dimensions: &Dimensions) {
        let frame = dimensions.size.times(FRAME_X) * 2;
        if self.width(dimensions) + frame > dimensions.body().size.width {
            return;
        }
        for piece in &mut self.pieces {
            piece.frame = Frame::Text;
            self.height = piece.size + dimensions.size.times(FRAME_Y * 2 + BELOW_FRAME);
        }
    }

    /// The width of its lines.
    fn width(&self, dimensions: &Dimensions) -> Length {
        let frame = dimensions.size.times(FRAME_X) * 2;
        let width = |piece: &Piece| {
            let frame = if piece.frame == Frame::None { Length::ZERO } else { frame };
            piece.size.times(piece.line.end) + frame
        };
        self.pieces.iter().map(width).sum()
    }

    /// Draws it below `top`.
    pub(super) fn draw(&self, dimensions: &Dimensions, page: &mut Page, top: Length) {
        let body = dimensions.body();
        for piece in &self.pieces {
            let inset = dimensions.size.times(FRAME_X);
            let (inset, height) = match piece.frame {
                Frame::Text => (inset, self.height - dimensions.size.times(BELOW_FRAME)),
                Frame::Width => (inset, other(dimensions).1),
                Frame::None => (Length::ZERO, self.height),
            };
            let place = Rect {
                origin: Point { x: body.left() + inset, y: top + piece.down },
                size: Size { width: body.size.width - inset * 2, height },
            };
            let lines = [Arc::clone(&piece.line)];
            page.block(piece.role, piece.continued, |page| {
                draw_lines(dimensions, page, &lines, place, piece.align, (piece.size, height));
            });
        }
    }

    /// Draws the frames of its lines, after all texts of the page.
    pub(super) fn draw_frames(&self, dimensions: &Dimensions, page: &mut Page, top: Length) {
        let body = dimensions.body();
        let below = dimensions.size.times(BELOW_FRAME);
        let framed = self.pieces.iter().filter(|piece| piece.frame == Frame::Text);
        let mut frames: Vec<_> = framed
            .map(|piece| {
                let width = piece.size.times(piece.line.end) + dimensions.size.times(FRAME_X) * 2;
                let left = match piece.align {
                    Align::Right => body.right() - width,
                    Align::Left | Align::Centre => body.left(),
                };
                (left, top, width, dimensions.rules.frame)
            })
            .collect();
        if self.pieces.iter().any(|piece| piece.frame == Frame::Width) {
            frames.push((body.left(), top + below, body.size.width, dimensions.rules.row));
        }
        for (left, top, width, weight) in frames {
            let height = self.height - below;
            let (across, down) =
                (Size { width, height: Length::ZERO }, Size { width: Length::ZERO, height });
            for (x, y, size) in [
                (left, top, across),
                (left, top + height, across),
                (left, top, down),
                (left + width, top, down),
            ] {
                page.items.push((Point { x, y }, Item::Rule(Rule::solid(size, weight))));
            }
        }
    }
}

/// Draws lines from the top of a place, with this type size and leading.
pub(super) fn draw_lines(
    dimensions: &Dimensions,
    page: &mut Page,
    lines: &[Arc<Line>],
    place: Rect,
    align: Align,
    (size, leading): (Length, Length),
) {
    let baseline = (leading - size).half() + size.times(dimensions.fonts.ascent());
    let metrics = RowMetrics { size, line: leading, padding: Length::ZERO };
    for (line, top) in lines.iter().zip(metrics.tops(lines)) {
        let y = place.top() + top + baseline;
        let scaled = size.times(line.scale);
        let spare = place.size.width - scaled.times(line.end);
        let shift = match align {
            Align::Left => Length::ZERO,
            Align::Centre => spare.half(),
            Align::Right => spare,
        };
        if !line.glyphs.is_empty() {
            let x = place.left() + shift + scaled.times(line.start);
            let text = Text { line: Arc::clone(line), size: scaled };
            page.items.push((Point { x, y }, Item::Text(text)));
        }
    }
}
