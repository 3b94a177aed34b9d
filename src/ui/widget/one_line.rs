//! A text on one line that ends in … where there is no room for all of it.

use crate::ui::theme::{INTERFACE, Look};
use iced::advanced::text::{self, Paragraph as _, Renderer as _};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Layout, Widget, layout, renderer};
use iced::widget::text::{LineHeight, Shaping, Wrapping};
use iced::{Color, Element, Fill, Font, Length, Pixels, Rectangle, Renderer, Size, Theme, mouse};
use std::borrow::Cow;

type Paragraph = <Renderer as text::Renderer>::Paragraph;

/// One line as wide as there is room, or as the text needs where [`OneLine::shrink`] is asked for.
#[derive(Debug)]
pub struct OneLine<'a> {
    content: Cow<'a, str>,
    size: f32,
    font: Font,
    color: Option<Color>,
    width: Length,
}

/// Ordinary text on one line.
pub fn one_line<'a>(look: Look, content: impl Into<Cow<'a, str>>) -> OneLine<'a> {
    OneLine {
        content: content.into(),
        size: look.body(),
        font: INTERFACE,
        color: None,
        width: Fill,
    }
}

impl OneLine<'_> {
    pub fn font(self, font: Font) -> Self {
        Self { font, ..self }
    }

    pub fn size(self, size: f32) -> Self {
        Self { size, ..self }
    }

    pub fn color(self, color: Color) -> Self {
        Self { color: Some(color), ..self }
    }

    /// No wider than the text.
    pub fn shrink(self) -> Self {
        Self { width: Length::Shrink, ..self }
    }

    fn laid_out(&self, content: &str) -> Paragraph {
        Paragraph::with_text(text::Text {
            content,
            bounds: Size::INFINITE,
            size: Pixels(self.size),
            line_height: LineHeight::default(),
            font: self.font,
            align_x: text::Alignment::Default,
            align_y: iced::alignment::Vertical::Top,
            shaping: Shaping::Advanced,
            wrapping: Wrapping::None,
        })
    }

    /// As much of the text as fits, measured by halving.
    fn fitted(&self, width: f32) -> Paragraph {
        let whole = self.laid_out(&self.content);
        if whole.min_width() <= width {
            return whole;
        }
        let ends: Vec<usize> = self.content.char_indices().map(|(at, _)| at).collect();
        let shortened =
            |kept: usize| format!("{}…", &self.content[..ends.get(kept).copied().unwrap_or(0)]);
        let (mut fits, mut too_long) = (0, ends.len());
        while too_long - fits > 1 {
            let middle = usize::midpoint(fits, too_long);
            if self.laid_out(&shortened(middle)).min_width() <= width {
                fits = middle;
            } else {
                too_long = middle;
            }
        }
        self.laid_out(&shortened(fits))
    }
}

/// What was laid out last, and from what.
#[derive(Default)]
struct State {
    content: String,
    width: f32,
    size: f32,
    font: Font,
    paragraph: Paragraph,
}

impl<M> Widget<M, Theme, Renderer> for OneLine<'_> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, Length::Shrink)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        _renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        let width = limits.max().width;
        let stale = state.content != *self.content
            || (state.width - width).abs() > 0.1
            || (state.size - self.size).abs() > 0.1
            || state.font != self.font;
        if stale {
            let paragraph = self.fitted(width);
            let content = self.content.as_ref().to_owned();
            *state = State { content, width, size: self.size, font: self.font, paragraph };
        }
        layout::sized(limits, self.width, Length::Shrink, |_| state.paragraph.min_bounds())
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        _theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let color = self.color.unwrap_or(style.text_color);
        renderer.fill_paragraph(&state.paragraph, layout.position(), color, *viewport);
    }

    fn operate(
        &mut self,
        _tree: &mut Tree,
        layout: Layout<'_>,
        _renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.text(None, layout.bounds(), &self.content);
    }
}

impl<'a, M: 'a> From<OneLine<'a>> for Element<'a, M> {
    fn from(line: OneLine<'a>) -> Self {
        Self::new(line)
    }
}
