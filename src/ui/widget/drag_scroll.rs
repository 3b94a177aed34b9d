//! A list over which something is dragged: the pointer is followed wherever it goes, and near the
//! upper and the lower edge the list comes towards it.

use super::decorate::decorate;
use iced::{Element, Event, mouse, window};

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

/// Follows what is dragged over `content`; `on_drag` is `None` while nothing is.
pub(crate) fn drag_scroll<'a, M: 'a>(
    content: impl Into<Element<'a, M>>,
    on_drag: Option<fn(Drag) -> M>,
) -> Element<'a, M> {
    decorate(content)
        .update(move |(), content, event, shell| {
            content.update(event, shell);
            let (Some(on_drag), Some(at)) = (on_drag, content.cursor.land().position()) else {
                return;
            };
            let list = content.bounds();
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
        })
        .interaction(on_drag.map(|_| mouse::Interaction::Grabbing))
        .into()
}

/// How far a list of this height moves while the pointer is there.
fn stride(y: f32, height: f32) -> f32 {
    let (above, below) = (EDGE - y, y - (height - EDGE));
    let share = |depth: f32| (depth / EDGE).clamp(0.0, 1.0);
    STRIDE * (share(below) - share(above))
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
