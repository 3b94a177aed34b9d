//! Hears the keys that no field beside a list has taken, while the last press was on the list, and
//! which of Ctrl, Shift and Alt are held.
//!
//! Pressing a widget of iced 0.14 does not tell what keys are held meanwhile.

use super::decorate::decorate;
use iced::keyboard::{self, Key, Modifiers};
use iced::{Element, Event, mouse};

/// Whether the last press was beside the list.
#[derive(Default)]
struct PressedElsewhere(bool);

/// Hears what keys are left over by `content`, a row whose first part is the list; with `always`,
/// wherever the last press was.
pub(crate) fn key_listener<'a, M: 'a>(
    content: impl Into<Element<'a, M>>,
    always: bool,
    on_key: impl Fn(&Key, Modifiers) -> Option<M> + 'a,
    on_modifiers: impl Fn(Modifiers) -> M + 'a,
) -> Element<'a, M> {
    decorate(content)
        .update(move |elsewhere: &mut PressedElsewhere, content, event, shell| {
            content.update(event, shell);
            if let Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)) = event {
                shell.publish(on_modifiers(*modifiers));
            }
            if let Event::Mouse(mouse::Event::ButtonPressed(_)) = event {
                let list = content.layout.children().next();
                elsewhere.0 = !list.is_some_and(|list| content.cursor.is_over(list.bounds()));
            }
            if shell.is_event_captured() || (elsewhere.0 && !always) {
                return;
            }
            if let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) = event
                && let Some(message) = on_key(key, *modifiers)
            {
                shell.publish(message);
                shell.capture_event();
            }
        })
        .into()
}
