//! A stop of the focus order: something that Tab visits and that keys press.
//!
//! iced's own Tab visits text fields only. Whatever else can be pressed stands in a stop, which
//! takes part in the same order, draws a ring while the keyboard is on it, and hears keys.

use super::decorate::decorate;
use super::focus::Focus;
use crate::ui::theme::Look;
use iced::advanced::renderer::{Quad, Renderer as _};
use iced::advanced::widget::Id;
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Border, Color, Element, Event, Rectangle, Renderer, mouse, touch};

/// What a key comes to.
type OnKey<'a, M> = Box<dyn Fn(&Key, Modifiers) -> Option<M> + 'a>;

/// The width of the ring.
const RING: f32 = 2.0;

/// Something in the focus order.
pub struct TabStop<'a, M> {
    content: Element<'a, M>,
    look: Look,
    id: Option<Id>,
    /// How far the ring stands off; less than nothing where it is drawn within.
    gap: f32,
    /// `None` where nothing can be pressed: Tab passes by.
    on_key: Option<OnKey<'a, M>>,
}

impl<M> std::fmt::Debug for TabStop<'_, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TabStop").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What Enter and Space press. Without a message it is no stop.
pub(crate) fn pressed<'a, M: Clone + 'a>(
    look: Look,
    content: impl Into<Element<'a, M>>,
    on_press: Option<M>,
) -> TabStop<'a, M> {
    let on_key = on_press.map(|message| -> OnKey<'a, M> {
        Box::new(move |key, modifiers| presses(key, modifiers).then(|| message.clone()))
    });
    TabStop { content: content.into(), look, id: None, gap: 1.0, on_key }
}

/// A list, which is one stop: the arrows go from row to row, and `None` stands for a key that means
/// nothing to it.
pub(crate) fn list<'a, M: 'a>(
    look: Look,
    content: impl Into<Element<'a, M>>,
    on_key: impl Fn(ListKey) -> Option<M> + 'a,
) -> TabStop<'a, M> {
    let on_key: OnKey<'a, M> =
        Box::new(move |key, modifiers| ListKey::of(key, modifiers).and_then(&on_key));
    TabStop { content: content.into(), look, id: None, gap: -RING, on_key: Some(on_key) }
}

impl<M> TabStop<'_, M> {
    /// The name by which the focus is brought here.
    pub fn id(self, id: Id) -> Self {
        Self { id: Some(id), ..self }
    }

    /// The ring is drawn within, where there is no room around.
    pub fn within(self) -> Self {
        Self { gap: -RING, ..self }
    }
}

/// Whether a key presses what has the focus.
pub(crate) fn presses(key: &Key, modifiers: Modifiers) -> bool {
    let space = matches!(key.as_ref(), Key::Character(" ") | Key::Named(Named::Space));
    modifiers.is_empty() && (space || *key == Key::Named(Named::Enter))
}

/// What a key does in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKey {
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    First,
    Last,
    /// Into the row that is chosen.
    Enter,
    /// The row that is chosen is marked, or no longer.
    Mark,
    /// The row that is chosen is taken out.
    Remove,
}

impl ListKey {
    /// The row of `count` rows that a key leads to from the chosen one; `None` beyond the ends.
    pub fn leads(self, chosen: Option<usize>, count: usize) -> Option<usize> {
        let to = match (self, chosen) {
            (Self::Up, Some(at)) => at.checked_sub(1)?,
            (Self::Down, Some(at)) => at + 1,
            (Self::Up | Self::Down | Self::First, _) => 0,
            (Self::Last, _) => count.checked_sub(1)?,
            (Self::Enter | Self::Mark | Self::Remove, chosen) => chosen?,
        };
        (to < count).then_some(to)
    }

    fn of(key: &Key, modifiers: Modifiers) -> Option<Self> {
        if !modifiers.is_empty() {
            return None;
        }
        match key.as_ref() {
            Key::Named(Named::ArrowUp) => Some(Self::Up),
            Key::Named(Named::ArrowDown) => Some(Self::Down),
            Key::Named(Named::Home) => Some(Self::First),
            Key::Named(Named::End) => Some(Self::Last),
            Key::Named(Named::Enter) => Some(Self::Enter),
            Key::Named(Named::Delete) => Some(Self::Remove),
            Key::Named(Named::Space) | Key::Character(" ") => Some(Self::Mark),
            _ => None,
        }
    }
}

/// A ring of the accent around what has the focus, drawn within `viewport`, which would cut it off.
pub(crate) fn ring(
    renderer: &mut Renderer,
    look: Look,
    bounds: Rectangle,
    gap: f32,
    viewport: &Rectangle,
) {
    let border =
        Border { color: look.color.accent, width: RING, radius: (look.radius() + gap).into() };
    let Some(bounds) = bounds.expand(gap + RING).intersection(viewport) else { return };
    renderer.fill_quad(Quad { bounds, border, ..Quad::default() }, Color::TRANSPARENT);
}

impl<'a, M: 'a> From<TabStop<'a, M>> for Element<'a, M> {
    fn from(stop: TabStop<'a, M>) -> Self {
        let TabStop { content, look, id, gap, on_key } = stop;
        let can_focus = on_key.is_some();
        decorate(content)
            .operate(move |focus: &mut Focus, bounds, operation, hand_on| {
                if can_focus {
                    operation.focusable(id.as_ref(), bounds, focus);
                } else {
                    *focus = Focus::default();
                }
                hand_on(operation);
            })
            .update(move |focus, content, event, shell| {
                content.update(event, shell);
                match event {
                    Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
                    | Event::Touch(touch::Event::FingerPressed { .. }) => {
                        if focus.seen {
                            shell.request_redraw();
                        }
                        *focus = Focus::pressed(can_focus && content.is_pointed_at());
                    }
                    // A key that is held goes on moving, and presses once.
                    Event::Keyboard(keyboard::Event::KeyPressed {
                        key, modifiers, repeat, ..
                    }) if focus.seen
                        && !shell.is_event_captured()
                        && !(*repeat && presses(key, *modifiers)) =>
                    {
                        let message = on_key.as_ref().and_then(|on_key| on_key(key, *modifiers));
                        if let Some(message) = message {
                            shell.publish(message);
                            shell.capture_event();
                        }
                    }
                    _ => {}
                }
            })
            .draw(move |focus, content, renderer| {
                if focus.seen && can_focus {
                    ring(renderer, look, content.bounds(), gap, content.viewport);
                }
            })
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_a_list_stay_within_it() {
        assert_eq!(ListKey::Down.leads(None, 3), Some(0));
        assert_eq!(ListKey::Down.leads(Some(2), 3), None);
        assert_eq!(ListKey::Up.leads(Some(0), 3), None);
        assert_eq!(ListKey::Up.leads(Some(2), 3), Some(1));
        assert_eq!(ListKey::Last.leads(None, 0), None);
        assert_eq!(ListKey::Enter.leads(Some(1), 3), Some(1));
    }
}
