//! The texts of a report for Excel and Word, where a secretariat makes its last edits.
//!
//! Both are made of what the PDF is made of: the [`Content`] of each section and the [`Dimensions`] of
//! its table. Pages and lines are left to the program that opens the file.

mod captions;
mod excel;
mod text;
mod word;

pub(super) use excel::write as excel;
pub(super) use word::write as word;

use super::fonts::{Face, Typeface};
use super::geometry::Length;
use super::options::Options;
use super::table::{Content, Dimensions};
use crate::domain::template::Design;

/// A section of a report: a sheet of the workbook, in the document what begins a new page.
#[derive(Debug)]
pub(super) struct Part {
    pub name: String,
    pub options: Options,
    pub content: Content,
}

/// The font that every PC with Excel has and in which a character is as wide as in ours: a whole or
/// half an em, but in the bold one.
const fn font(typeface: Typeface, face: Face) -> &'static str {
    match (typeface, face) {
        (Typeface::Mincho, Face::Body) => "ＭＳ 明朝",
        (Typeface::Gothic, Face::Body) | (_, Face::Label) => "ＭＳ ゴシック",
        (_, Face::Bold) => "ＭＳ Ｐゴシック",
    }
}

/// The face of a text outside the table: all have that of running text in the first design.
const fn caption_face(dimensions: &Dimensions, face: Face) -> Face {
    match dimensions.design {
        Design::Original => Face::Body,
        Design::Current => face,
    }
}

/// A shade of grey as in both forms of files, from thousandths of white.
fn grey(white: u16) -> u32 {
    let level = (u32::from(white) * 255 + 500) / 1000;
    level << 16 | level << 8 | level
}

/// In points. Lengths on paper are far below what an `f64` holds exactly.
fn points(length: Length) -> f64 {
    length.in_thousandths() as f64 / 1000.0
}
