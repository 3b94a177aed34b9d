//! A text on one line that ends in … where there is no room for all of it.

use crate::domain::text::visible;
use crate::ui::theme::{INTERFACE, Look};
use iced::advanced::text::{self, Paragraph as _, Renderer as _};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Layout, Widget, layout, renderer};
use iced::widget::text::{LineHeight, Shaping, Wrapping};
use iced::{Color, Element, Fill, Font, Length, Pixels, Rectangle, Renderer, Size, Theme, mouse};
use std::borrow::Cow;
use std::ops::Range;

type Paragraph = <Renderer as text::Renderer>::Paragraph;

/// One line as wide as there is room, or as the text needs where [`OneLine::shrink`] is asked for.
#[derive(Debug)]
pub struct OneLine<'a> {
    content: Cow<'a, str>,
    size: f32,
    font: Font,
    color: Option<Color>,
    width: Length,
    /// What is marked, in bytes, and in what colours: the ground and the line beneath.
    marks: Vec<Range<usize>>,
    marker: (Color, Color),
}

/// Ordinary text on one line. What would be invisible in it is shown.
pub(crate) fn one_line<'a>(look: Look, content: impl Into<Cow<'a, str>>) -> OneLine<'a> {
    OneLine {
        content: visible(content),
        size: look.body(),
        font: INTERFACE,
        color: None,
        width: Fill,
        marks: Vec::new(),
        marker: (look.color.attention_soft, look.color.attention_fill),
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

    /// With parts of it marked: ranges of bytes, in order.
    pub fn marked(self, marks: Vec<Range<usize>>) -> Self {
        Self { marks, ..self }
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

    /// Where the marks are in what is `width` pixels wide.
    fn marked_at(&self, width: f32) -> Vec<Range<f32>> {
        let upto = |end: usize| {
            let part = self.content.get(..end).unwrap_or(&self.content);
            self.laid_out(part).min_width().min(width)
        };
        let marked = self.marks.iter().map(|range| upto(range.start)..upto(range.end));
        marked.filter(|range| range.start < range.end).collect()
    }

    fn fitted(&self, width: f32) -> Paragraph {
        self.laid_out(&self.shortened(width))
    }

    /// As much of the text as fits, measured by halving.
    pub fn shortened(&self, width: f32) -> Cow<'_, str> {
        if self.laid_out(&self.content).min_width() <= width {
            return Cow::Borrowed(&self.content);
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
        Cow::Owned(shortened(fits))
    }
}

fn fill(renderer: &mut Renderer, bounds: Rectangle, color: Color) {
    let quad = renderer::Quad { bounds, ..renderer::Quad::default() };
    renderer::Renderer::fill_quad(renderer, quad, color);
}

/// What was laid out last, and from what.
#[derive(Default)]
struct State {
    content: String,
    marks: Vec<Range<usize>>,
    /// Where the marks begin and end, in pixels.
    marked: Vec<Range<f32>>,
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
            || state.marks != self.marks
            || (state.width - width).abs() > 0.1
            || (state.size - self.size).abs() > 0.1
            || state.font != self.font;
        if stale {
            let paragraph = self.fitted(width);
            let content = self.content.as_ref().to_owned();
            let marked = self.marked_at(paragraph.min_width());
            let marks = self.marks.clone();
            let (size, font) = (self.size, self.font);
            *state = State { content, marks, marked, width, size, font, paragraph };
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
        let (ground, line) = self.marker;
        for range in &state.marked {
            let bounds = layout.bounds();
            let part =
                Rectangle { x: bounds.x + range.start, width: range.end - range.start, ..bounds };
            fill(renderer, part, ground);
            fill(renderer, Rectangle { y: part.y + part.height - 2.0, height: 2.0, ..part }, line);
        }
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
