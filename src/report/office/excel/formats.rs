//! The looks of cells.

use crate::report::geometry::Length;
use crate::report::office::text::Run;
use crate::report::office::{font, grey, points};
use crate::report::table::{Align, LABEL};
use crate::report::{Face, Options, Typeface};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};
use std::collections::HashMap;

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Look {
    pub face: Face,
    pub size: Length,
    pub align: Align,
    /// Whether the text stands in the middle of the cell's height.
    pub middle: bool,
    pub tint: Option<u16>,
    pub edges: Edges,
}

/// The weights of the rules at the edges of a cell; `None` for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Edges {
    pub top: Option<Length>,
    pub bottom: Option<Length>,
    pub left: Option<Length>,
    pub right: Option<Length>,
}

impl Edges {
    pub(super) const fn all(weight: Length) -> Self {
        let weight = Some(weight);
        Self { top: weight, bottom: weight, left: weight, right: weight }
    }
}

/// The formats of a sheet, each made once.
#[derive(Debug)]
pub(super) struct Formats {
    typeface: Typeface,
    known: HashMap<Look, Format>,
}

impl Formats {
    pub(super) fn new(options: &Options) -> Self {
        Self { typeface: options.typeface, known: HashMap::new() }
    }

    pub(super) fn of(&mut self, look: Look) -> &Format {
        let typeface = self.typeface;
        self.known.entry(look).or_insert_with(|| format(look, typeface))
    }

    /// The type of a run within a text.
    pub(super) fn run(&self, look: Look, run: &Run) -> Format {
        let look = match run.label {
            true => Look { face: Face::Bold, size: look.size.times(LABEL), ..look },
            false => look,
        };
        let format = type_of(self.typeface, look);
        if run.underlined { format.set_underline(FormatUnderline::Single) } else { format }
    }
}

fn type_of(typeface: Typeface, look: Look) -> Format {
    /// The character set of Japanese fonts (ECMA-376 part 1, 18.4.1).
    const SHIFT_JIS: u8 = 128;
    // Roman and modern (ECMA-376 part 1, 18.8.18).
    let family = match (typeface, look.face) {
        (Typeface::Mincho, Face::Body) => 1,
        _ => 3,
    };
    let format = Format::new()
        .set_font_name(font(typeface, look.face))
        .set_font_family(family)
        .set_font_charset(SHIFT_JIS)
        .set_font_size(points(look.size));
    if look.face == Face::Bold { format.set_bold() } else { format }
}

fn format(look: Look, typeface: Typeface) -> Format {
    let Edges { top, bottom, left, right } = look.edges;
    let format = type_of(typeface, look)
        .set_text_wrap()
        .set_align(match look.align {
            Align::Left => FormatAlign::Left,
            Align::Centre => FormatAlign::Center,
            Align::Right => FormatAlign::Right,
        })
        .set_align(if look.middle { FormatAlign::VerticalCenter } else { FormatAlign::Top })
        .set_border_top(border(top))
        .set_border_bottom(border(bottom))
        .set_border_left(border(left))
        .set_border_right(border(right));
    match look.tint {
        Some(white) => format.set_background_color(Color::RGB(grey(white))),
        None => format,
    }
}

/// The rule of Excel that is nearest to a weight: it has three, of one, two and three pixels.
fn border(weight: Option<Length>) -> FormatBorder {
    match weight.map(Length::in_thousandths) {
        None => FormatBorder::None,
        Some(..750) => FormatBorder::Thin,
        Some(750..2_000) => FormatBorder::Medium,
        Some(_) => FormatBorder::Thick,
    }
}
