//! The texts above and below the table, as on paper.

use super::caption_face;
use super::text::width;
use crate::report::Face;
use crate::report::geometry::{Em, Length};
use crate::report::table::{Align, Content, Dimensions, SourcedText, large_sizes, other};

/// A text outside the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caption<'a> {
    pub text: &'a str,
    pub face: Face,
    pub size: Length,
    pub align: Align,
    pub framed: bool,
    /// Whether it is the title of the document.
    pub is_title: bool,
}

/// Captions side by side: one, or one on the left and one on the right.
#[derive(Debug)]
pub(super) enum Band<'a> {
    One(Caption<'a>),
    Two(Caption<'a>, Caption<'a>),
}

/// Between two captions side by side.
const BETWEEN: Em = Em::whole(2);

/// Between the number of a document and its frame, on both sides.
const FRAME: Em = Em(1200);

/// The texts above the table.
pub(super) fn above<'a>(content: &'a Content, dimensions: &Dimensions) -> Vec<Band<'a>> {
    let [large, subtitle, number_size] = large_sizes(dimensions);
    let (size, _) = other(dimensions);
    let caption = |text: &'a SourcedText, face, size, align| Caption {
        text: &text.text,
        face: caption_face(dimensions, face),
        size,
        align,
        framed: false,
        is_title: false,
    };
    let (at, opposite) = match content.number.left {
        true => (Align::Left, Align::Right),
        false => (Align::Right, Align::Left),
    };
    let number = caption(&content.number.text, Face::Bold, number_size, at);
    let number = Caption { framed: content.number.framed, ..number };
    let title = caption(&content.title, Face::Bold, large, Align::Centre);
    let mut bands = Vec::new();
    add(&mut bands, dimensions, number);
    add(&mut bands, dimensions, caption(&content.meeting, Face::Label, size, opposite));
    add(&mut bands, dimensions, Caption { is_title: true, ..title });
    add(&mut bands, dimensions, caption(&content.subtitle, Face::Label, subtitle, Align::Centre));
    for remark in &content.remarks {
        add(&mut bands, dimensions, caption(remark, Face::Label, size, Align::Right));
    }
    add(&mut bands, dimensions, caption(&content.legend, Face::Label, size, Align::Left));
    bands
}

/// The texts below the table.
pub(super) fn below<'a>(
    content: &'a Content,
    dimensions: &Dimensions,
) -> impl Iterator<Item = Caption<'a>> {
    let (size, _) = other(dimensions);
    let face = caption_face(dimensions, Face::Label);
    content.notes.iter().filter(|note| !note.text.is_empty()).map(move |note| Caption {
        text: &note.text,
        face,
        size,
        align: Align::Left,
        framed: false,
        is_title: false,
    })
}

/// Adds a caption, beside the last one where that stands on the other side and both fit; nothing for an
/// empty text.
fn add<'a>(bands: &mut Vec<Band<'a>>, dimensions: &Dimensions, caption: Caption<'a>) {
    if caption.text.is_empty() {
        return;
    }
    let room = dimensions.body().size.width - dimensions.size.times(BETWEEN);
    let fits = |other: &Caption<'_>| other.width(dimensions) + caption.width(dimensions) <= room;
    let pair = match bands.last() {
        Some(Band::One(other)) if fits(other) => match (other.align, caption.align) {
            (Align::Left, Align::Right) => Some(Band::Two(*other, caption)),
            (Align::Right, Align::Left) => Some(Band::Two(caption, *other)),
            _ => None,
        },
        _ => None,
    };
    match pair {
        Some(pair) => {
            let _ = bands.pop();
            bands.push(pair);
        }
        None => bands.push(Band::One(caption)),
    }
}

impl Caption<'_> {
    /// Its width in one line, with its frame.
    pub(super) fn width(&self, dimensions: &Dimensions) -> Length {
        let frame = if self.framed { dimensions.size.times(FRAME) } else { Length::ZERO };
        width(dimensions.fonts, self.text, self.size) + frame
    }
}
