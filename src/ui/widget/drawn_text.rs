//! One line of text that a widget draws by itself, without a paragraph that it keeps.

use iced::advanced::text::{self, Paragraph as _, Renderer as _};
use iced::alignment::{Horizontal, Vertical};
use iced::widget::text::{LineHeight, Shaping, Wrapping};
use iced::{Color, Font, Pixels, Point, Rectangle, Renderer, Size};
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// A text and how it is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DrawnText<'a> {
    pub content: &'a str,
    pub size: f32,
    pub font: Font,
    pub align: Horizontal,
}

/// The height of a line, in sizes of type: iced's own.
const LINE: f32 = 1.3;

impl DrawnText<'_> {
    /// Draws it in the middle of the height of `bounds`, at the side to which it is aligned.
    pub(crate) fn draw(self, renderer: &mut Renderer, bounds: Rectangle, color: Color) {
        let place = self.place(bounds);
        let text = text::Text {
            content: self.content.to_owned(),
            bounds: place.size(),
            size: Pixels(self.size),
            line_height: LineHeight::Relative(LINE),
            font: self.font,
            align_x: text::Alignment::Left,
            align_y: Vertical::Top,
            shaping: Shaping::Advanced,
            wrapping: Wrapping::None,
        };
        // iced's tiny-skia cuts a text at its layer alone, and only where these bounds go beyond.
        let clip = bounds.union(&place);
        renderer.fill_text(text, Point::new(place.x, place.y), color, clip);
    }

    /// The pixels that it takes. iced's tiny-skia takes what begins at the point of a text and is as
    /// large as its bounds for painted, however the text is aligned to the point; where only a text
    /// changes from one frame to the next, what stands left of the point or above it would stay. So
    /// the text begins at the point.
    fn place(self, bounds: Rectangle) -> Rectangle {
        // Room for what rounding takes: the text would be broken.
        let width = self.width().ceil() + 1.0;
        let height = LINE * self.size;
        let x = match self.align {
            Horizontal::Left => bounds.x,
            Horizontal::Center => bounds.center_x() - (width - 1.0) / 2.0,
            Horizontal::Right => bounds.x + bounds.width - width + 1.0,
        };
        Rectangle { x, y: bounds.center_y() - height / 2.0, width, height }
    }

    /// How wide it is. A table asks this of hundreds of texts in every frame.
    fn width(self) -> f32 {
        WIDTHS.with_borrow_mut(|(hashes, widths)| {
            if widths.len() >= MOST_WIDTHS {
                widths.clear();
            }
            let key = hashes.hash_one((self.content, self.size.to_bits(), self.font));
            *widths.entry(key).or_insert_with(|| self.measured())
        })
    }

    fn measured(self) -> f32 {
        let paragraph = <Renderer as text::Renderer>::Paragraph::with_text(text::Text {
            content: self.content,
            bounds: Size::INFINITE,
            size: Pixels(self.size),
            line_height: LineHeight::Relative(LINE),
            font: self.font,
            align_x: text::Alignment::Left,
            align_y: Vertical::Top,
            shaping: Shaping::Advanced,
            wrapping: Wrapping::None,
        });
        paragraph.min_width()
    }
}

/// How many widths are kept at most.
const MOST_WIDTHS: usize = 20_000;

thread_local! {
    /// The widths of texts, by hash.
    static WIDTHS: RefCell<(RandomState, HashMap<u64, f32>)> = RefCell::default();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::PAPER;

    #[test]
    fn what_a_text_takes_is_known_however_it_is_aligned() {
        let bounds = Rectangle { x: 100.0, y: 20.0, width: 80.0, height: 30.0 };
        let text = |align| DrawnText { content: "1,120", size: 15.0, font: PAPER, align };
        let [left, center, right] = [Horizontal::Left, Horizontal::Center, Horizontal::Right]
            .map(|it| text(it).place(bounds));
        for place in [left, center, right] {
            assert!(place.width > 15.0 && place.is_within(&bounds.expand(1.0)), "{place:?}");
            assert!((place.center_y() - bounds.center_y()).abs() < 0.01, "{place:?}");
        }
        assert!((left.x - bounds.x).abs() < 0.01);
        assert!((center.center_x() - bounds.center_x()).abs() < 1.0);
        assert!((right.x + right.width - bounds.x - bounds.width - 1.0).abs() < 0.01);
    }
}
