//! A list over which something is dragged: the pointer is followed wherever it goes, and near the
//! upper and the lower edge the list comes towards it.

use super::wrapping::pass_on;
use iced::advanced::widget::{Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse};
use iced::{Element, Event, Rectangle, Renderer, Theme, window};

/// How near to an edge the list begins to move, in pixels.
const EDGE: f32 = 40.0;

/// How far it moves at most from one frame to the next, in pixels.
const STRIDE: f32 = 14.0;

/// What happens with what is dragged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Drag {
    /// The pointer is so many pixels below the top of the list.
    To(f32),
    /// The same, and the list is to be scrolled by so many pixels.
    Scrolled { y: f32, by: f32 },
    /// It was let go of over the list, or above or below it.
    Dropped,
    /// It was let go of beside the list, or where the window does not hear it.
    Left,
}

/// A list over which something is dragged.
pub struct Dragged<'a, M> {
    content: Element<'a, M>,
    /// `None` while nothing is dragged.
    on_drag: Option<fn(Drag) -> M>,
}

impl<M> std::fmt::Debug for Dragged<'_, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dragged").finish_non_exhaustive()
    }
}

/// Follows what is dragged over `content`.
pub fn dragged<'a, M: 'a>(
    content: impl Into<Element<'a, M>>,
    on_drag: Option<fn(Drag) -> M>,
) -> Dragged<'a, M> {
    Dragged { content: content.into(), on_drag }
}

/// How far a list of this height moves while the pointer is there.
fn stride(y: f32, height: f32) -> f32 {
    let (above, below) = (EDGE - y, y - (height - EDGE));
    let share = |depth: f32| (depth / EDGE).clamp(0.0, 1.0);
    STRIDE * (share(below) - share(above))
}

impl<M> Widget<M, Theme, Renderer> for Dragged<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::stateless()
    }

    fn state(&self) -> tree::State {
        tree::State::None
    }

    pass_on!(children, diff, size, operate, draw, overlay);

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        self.content.as_widget_mut().layout(&mut tree.children[0], renderer, limits)
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        viewport: &Rectangle,
    ) {
        let child = &mut tree.children[0];
        self.content
            .as_widget_mut()
            .update(child, event, layout, cursor, renderer, clipboard, shell, viewport);

        let (Some(on_drag), Some(at)) = (self.on_drag, cursor.land().position()) else { return };
        let list = layout.bounds();
        let y = (at.y - list.y).clamp(0.0, list.height);
        match event {
            Event::Mouse(mouse::Event::CursorMoved { .. }) => {
                shell.publish(on_drag(Drag::To(y)));
                shell.request_redraw();
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => {
                let over = (list.x..list.x + list.width).contains(&at.x);
                shell.publish(on_drag(if over { Drag::Dropped } else { Drag::Left }));
            }
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Window(window::Event::Unfocused) => shell.publish(on_drag(Drag::Left)),
            Event::Window(window::Event::RedrawRequested(_)) => {
                let by = stride(y, list.height);
                if by != 0.0 {
                    shell.publish(on_drag(Drag::Scrolled { y, by }));
                    shell.request_redraw();
                }
            }
            _ => {}
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        if self.on_drag.is_some() {
            return mouse::Interaction::Grabbing;
        }
        let content = self.content.as_widget();
        content.mouse_interaction(&tree.children[0], layout, cursor, viewport, renderer)
    }
}

impl<'a, M: 'a> From<Dragged<'a, M>> for Element<'a, M> {
    fn from(dragged: Dragged<'a, M>) -> Self {
        Self::new(dragged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_comes_towards_the_pointer_at_its_edges_alone() {
        assert_eq!(stride(200.0, 400.0), 0.0);
        assert_eq!(stride(EDGE, 400.0), 0.0);
        assert_eq!(stride(0.0, 400.0), -STRIDE);
        assert_eq!(stride(400.0, 400.0), STRIDE);
        assert!((stride(380.0, 400.0) - STRIDE / 2.0).abs() < 0.001);
    }
}
