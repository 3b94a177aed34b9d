//! The options of a choice, laid over the window.

use super::Options;
use crate::ui::theme::{INTERFACE, Look};
use crate::ui::widget::drawn_text::DrawnText;
use crate::ui::widget::tab_stop::presses;
use iced::advanced::renderer::{self, Quad, Renderer as _};
use iced::advanced::widget::Operation;
use iced::advanced::{Clipboard, Layout, Overlay, Shell, layout, mouse};
use iced::alignment::Horizontal;
use iced::keyboard::{self, Key, key::Named};
use iced::{Border, Event, Point, Rectangle, Renderer, Size, Theme, border, touch};

/// What is open of a choice.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Open {
    /// The option that Enter chooses.
    pub at: usize,
    /// The widest option, in pixels.
    pub width: f32,
    /// How far the options are scrolled, in pixels; until the clerk moves, as far as the marked one
    /// needs.
    pub scrolled: Option<f32>,
}

/// The list of options while it is open.
pub(super) struct Menu<'a, M> {
    pub look: Look,
    /// What becomes of the state: `None` once something is chosen or it is closed.
    pub open: &'a mut Option<Open>,
    pub options: &'a dyn Options<M>,
    /// The field, where it is seen.
    pub field: Rectangle,
    /// How far text stands from the edges, at the left and above.
    pub padding: (f32, f32),
}

impl<M> Menu<'_, M> {
    fn row_height(&self) -> f32 {
        20.0 + 2.0 * self.padding.1
    }

    fn bar_width(&self) -> f32 {
        8.0
    }

    /// The furthest that the options can be scrolled.
    fn furthest(&self, height: f32) -> f32 {
        (self.rows() - height).max(0.0)
    }

    #[expect(clippy::cast_precision_loss, reason = "a list has few options")]
    fn rows(&self) -> f32 {
        self.row_height() * self.options.len() as f32
    }

    #[expect(clippy::cast_precision_loss, reason = "a list has few options")]
    fn top(&self, index: usize) -> f32 {
        self.row_height() * index as f32
    }

    /// How far the wheel and the keys have scrolled the options.
    fn turned(&self, height: f32) -> f32 {
        let Some(open) = *self.open else { return 0.0 };
        let (top, furthest) = (self.top(open.at), self.furthest(height));
        let middle = top + (self.row_height() - height) / 2.0;
        open.scrolled.unwrap_or(middle).clamp(0.0, furthest)
    }

    /// How far the options are scrolled: by whole rows, so that none is seen in part.
    fn scrolled(&self, height: f32) -> f32 {
        (self.turned(height) / self.row_height()).round() * self.row_height()
    }

    /// Where an option begins; `None` where it is out of sight.
    fn seen_at(&self, index: usize, bounds: Rectangle) -> Option<f32> {
        let top = self.top(index) - self.scrolled(bounds.height);
        let seen = (0.0..bounds.height).contains(&(top + self.row_height() / 2.0));
        seen.then_some(bounds.y + top)
    }

    /// The option under a point.
    fn under(&self, at: Point, bounds: Rectangle) -> Option<usize> {
        (0..self.options.len()).find(|index| {
            let top = self.seen_at(*index, bounds);
            top.is_some_and(|top| (top..top + self.row_height()).contains(&at.y))
        })
    }

    /// Marks an option and scrolls it into sight.
    fn mark(&mut self, at: usize, height: f32) {
        let (top, row, scrolled) = (self.top(at), self.row_height(), self.scrolled(height));
        if let Some(open) = self.open {
            open.at = at;
            open.scrolled = Some(scrolled.min(top).max(top + row - height));
        }
    }

    fn choose(&mut self, index: usize, shell: &mut Shell<'_, M>) {
        *self.open = None;
        if let Some(message) = self.options.choose(index) {
            shell.publish(message);
        }
        shell.request_redraw();
    }

    /// What a key does; `false` where it means nothing here.
    fn key(&mut self, key: &Key, page: usize, height: f32, shell: &mut Shell<'_, M>) -> bool {
        let Some(open) = *self.open else { return false };
        let last = self.options.len().saturating_sub(1);
        let to = match key.as_ref() {
            Key::Named(Named::ArrowUp) => open.at.saturating_sub(1),
            Key::Named(Named::ArrowDown) => (open.at + 1).min(last),
            Key::Named(Named::PageUp) => open.at.saturating_sub(page),
            Key::Named(Named::PageDown) => (open.at + page).min(last),
            Key::Named(Named::Home) => 0,
            Key::Named(Named::End) => last,
            Key::Named(Named::Escape | Named::Tab | Named::F4) => {
                *self.open = None;
                shell.request_redraw();
                return *key != Key::Named(Named::Tab);
            }
            _ if presses(key, keyboard::Modifiers::empty()) => {
                self.choose(open.at, shell);
                return true;
            }
            // Nothing that is typed means anything beneath an open list.
            _ => return matches!(key, Key::Character(_)),
        };
        self.mark(to, height);
        shell.request_redraw();
        true
    }
}

impl<M> Overlay<M, Theme, Renderer> for Menu<'_, M> {
    fn layout(&mut self, _renderer: &Renderer, window: Size) -> layout::Node {
        let below = window.height - (self.field.y + self.field.height);
        let above = self.field.y;
        let most = 380.0;
        let wanted = self.rows().min(most);
        let upward = below < wanted && above > below;
        let room = wanted.min(if upward { above } else { below });
        let height =
            ((room / self.row_height()).floor() * self.row_height()).max(self.row_height());
        let y = if upward { self.field.y - height } else { self.field.y + self.field.height };
        let widest =
            self.open.map_or(0.0, |open| open.width) + 2.0 * self.padding.0 + self.bar_width();
        let width = self.field.width.max(widest).min(window.width);
        let x = self.field.x.min(window.width - width).max(0.0);
        layout::Node::new(Size::new(width, height)).move_to(Point::new(x, y))
    }

    fn draw(
        &self,
        renderer: &mut Renderer,
        _theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
    ) {
        let Some(open) = *self.open else { return };
        let scrolled = self.scrolled(layout.bounds().height);
        let (c, bounds) = (self.look.color, layout.bounds());
        let edge = Border { color: c.edge, width: 1.0, radius: self.look.radius().into() };
        renderer.fill_quad(Quad { bounds, border: edge, ..Quad::default() }, c.surface);
        let inside = bounds.shrink(1);
        renderer.with_layer(inside, |renderer| {
            for index in 0..self.options.len() {
                let Some(y) = self.seen_at(index, bounds) else { continue };
                let row = Rectangle { y, height: self.row_height(), ..inside };
                let marked = index == open.at;
                if marked {
                    let border = border::rounded(self.look.radius() - 1.0);
                    renderer
                        .fill_quad(Quad { bounds: row, border, ..Quad::default() }, c.accent_soft);
                }
                let name = self.options.name(index);
                let text = DrawnText {
                    content: &name,
                    size: self.look.body(),
                    font: INTERFACE,
                    align: Horizontal::Left,
                };
                let room = Rectangle { x: bounds.x + self.padding.0, ..row };
                text.draw(renderer, room, if marked { c.accent } else { c.ink });
            }
            if self.furthest(bounds.height) > 0.0 {
                let share = bounds.height / self.rows();
                let bar = Rectangle {
                    x: inside.x + inside.width - self.bar_width(),
                    y: inside.y + scrolled * share,
                    width: self.bar_width(),
                    height: inside.height * share,
                };
                let quad = Quad { bounds: bar, border: border::rounded(4), ..Quad::default() };
                renderer.fill_quad(quad, c.edge);
            }
        });
    }

    fn operate(&mut self, layout: Layout<'_>, _renderer: &Renderer, operation: &mut dyn Operation) {
        let bounds = layout.bounds();
        for index in 0..self.options.len() {
            let Some(y) = self.seen_at(index, bounds) else { continue };
            let row = Rectangle { y, height: self.row_height(), ..bounds };
            operation.text(None, row, &self.options.name(index));
        }
    }

    fn update(
        &mut self,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _renderer: &Renderer,
        _clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
    ) {
        let bounds = layout.bounds();
        let over = cursor.position_over(bounds);
        match event {
            Event::Keyboard(keyboard::Event::KeyPressed { key, .. }) => {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "few rows are seen at a time"
                )]
                let page = (bounds.height / self.row_height()) as usize;
                if self.key(key, page, bounds.height, shell) {
                    shell.capture_event();
                }
            }
            Event::Mouse(mouse::Event::CursorMoved { .. }) => {
                let under = over.and_then(|at| self.under(at, bounds));
                let scrolled = self.scrolled(bounds.height);
                if let (Some(under), Some(open)) = (under, self.open.as_mut())
                    && open.at != under
                {
                    // What is pointed at stays where it is.
                    (open.at, open.scrolled) = (under, Some(scrolled));
                    shell.request_redraw();
                }
            }
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. }) => {
                match over.and_then(|at| self.under(at, bounds)) {
                    Some(index) => self.choose(index, shell),
                    None => *self.open = None,
                }
                shell.request_redraw();
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::WheelScrolled { delta }) if over.is_some() => {
                let down = match delta {
                    mouse::ScrollDelta::Lines { y, .. } => -y * self.row_height(),
                    mouse::ScrollDelta::Pixels { y, .. } => -y,
                };
                let scrolled = self.turned(bounds.height) + down;
                let furthest = self.furthest(bounds.height);
                if let Some(open) = self.open {
                    open.scrolled = Some(scrolled.clamp(0.0, furthest));
                }
                shell.request_redraw();
                shell.capture_event();
            }
            _ => {}
        }
    }

    fn mouse_interaction(
        &self,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _renderer: &Renderer,
    ) -> mouse::Interaction {
        if cursor.is_over(layout.bounds()) {
            mouse::Interaction::Pointer
        } else {
            mouse::Interaction::None
        }
    }
}
