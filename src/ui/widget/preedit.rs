//! The text that an input method is composing, drawn over its field.
//!
//! iced 0.14 draws it at the rectangle that the input method is told, which the guard gives in
//! pixels of the system: where everything is enlarged, that is another place.

use iced::advanced::input_method;
use iced::advanced::renderer::{Quad, Renderer as _};
use iced::advanced::text::{self, Paragraph as _, Renderer as _, Span};
use iced::widget::text::{LineHeight, Shaping, Wrapping};
use iced::{Color, Padding, Point, Rectangle, Renderer, Size};

type Paragraph = <Renderer as text::Renderer>::Paragraph;

/// The width of the line beneath it.
const UNDERLINE: f32 = 2.0;

/// A text that is being composed.
#[derive(Debug)]
pub(super) struct Preedit {
    paragraph: Paragraph,
    /// The lower end of the caret.
    at: Point,
}

impl Preedit {
    /// The text at a caret. What the input method has selected is drawn in the colour of the `ground`.
    pub(super) fn new(
        preedit: &input_method::Preedit,
        caret: Rectangle,
        renderer: &Renderer,
        ground: Color,
    ) -> Self {
        let content = preedit.content.as_str();
        let spans: Vec<Span<'_>> = match &preedit.selection {
            Some(selection) => {
                let selected = &content[selection.clone()];
                // A caret in the text is as wide as a hair space.
                let selected = if selected.is_empty() { "\u{200A}" } else { selected };
                vec![
                    Span::new(&content[..selection.start]),
                    Span::new(selected).color(ground),
                    Span::new(&content[selection.end..]),
                ]
            }
            None => vec![Span::new(content)],
        };
        let paragraph = Paragraph::with_spans(text::Text {
            content: spans.as_slice(),
            bounds: Size::INFINITE,
            size: preedit.text_size.unwrap_or_else(|| renderer.default_size()),
            line_height: LineHeight::default(),
            font: renderer.default_font(),
            align_x: text::Alignment::Default,
            align_y: iced::alignment::Vertical::Top,
            shaping: Shaping::Advanced,
            wrapping: Wrapping::None,
        });
        Self { paragraph, at: Point::new(caret.x, caret.y + caret.height) }
    }

    /// Draws it within the window.
    pub(super) fn draw(
        &self,
        renderer: &mut Renderer,
        ink: Color,
        ground: Color,
        window: Rectangle,
    ) {
        let size = self.paragraph.min_bounds();
        let within = |at: f32, furthest: f32| at.min(furthest).max(0.0);
        let bounds = Rectangle::new(
            Point::new(
                within(self.at.x, window.width - size.width),
                within(self.at.y - size.height, window.height - size.height),
            ),
            size,
        );
        let fill = |renderer: &mut Renderer, bounds, color: Color| {
            renderer.fill_quad(Quad { bounds, ..Quad::default() }, color);
        };
        renderer.with_layer(bounds, |renderer| {
            fill(renderer, bounds, ground);
            renderer.fill_paragraph(&self.paragraph, bounds.position(), ink, bounds);
            let line = Padding::ZERO.top(bounds.height - UNDERLINE);
            fill(renderer, bounds.shrink(line), ink);
            for selected in self.paragraph.span_bounds(1) {
                fill(renderer, selected + (bounds.position() - Point::ORIGIN), ink);
            }
        });
    }
}
