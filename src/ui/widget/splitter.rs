//! The border between two parts, by which one becomes wider and the other narrower.

use super::decorate::decorate;
use super::panel;
use crate::ui::theme::Look;
use iced::time::{Duration, Instant};
use iced::widget::{container, mouse_area};
use iced::{Element, Event, Fill, mouse};

/// The width of what can be taken hold of.
pub(crate) const WIDTH: f32 = 8.0;

/// Two presses within this time are a double click.
const DOUBLE: Duration = Duration::from_millis(400);

/// What happens with the border.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Split {
    /// The part at the left is to be so wide.
    To(f32),
    /// The border was let go of.
    Done,
    /// Back to the width of the beginning.
    Reset,
}

#[derive(Default)]
struct State {
    /// How far at the right of the width the pointer has taken hold.
    held: Option<f32>,
    pressed: Option<Instant>,
}

/// The border at the right of a part of this width.
pub(crate) fn splitter<'a, M: Clone + 'a>(
    look: Look,
    width: f32,
    on_split: fn(Split) -> M,
) -> Element<'a, M> {
    let line = container(panel::upright(look)).center_x(WIDTH).height(Fill);
    let line = mouse_area(panel::filled(look.color.ground, line))
        .interaction(mouse::Interaction::ResizingHorizontally);
    decorate(line)
        .update(move |state: &mut State, content, event, shell| {
            let at = content.cursor.land().position().map(|at| at.x);
            match (event, at) {
                (Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)), Some(at))
                    if content.is_pointed_at() =>
                {
                    let now = Instant::now();
                    let before = state.pressed.replace(now);
                    if before.is_some_and(|before| now - before < DOUBLE) {
                        *state = State::default();
                        shell.publish(on_split(Split::Reset));
                    } else {
                        state.held = Some(at - width);
                    }
                    shell.capture_event();
                }
                (Event::Mouse(mouse::Event::CursorMoved { .. }), Some(at)) => {
                    if let Some(held) = state.held {
                        shell.publish(on_split(Split::To(at - held)));
                        shell.capture_event();
                    }
                }
                (Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)), _)
                    if state.held.take().is_some() =>
                {
                    shell.publish(on_split(Split::Done));
                }
                _ => {}
            }
        })
        .into()
}
