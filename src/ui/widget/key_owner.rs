//! Hands a key on that nobody has taken yet.
//!
//! `Element::map` of iced 0.14 gives its content a shell of its own, in which it is not known that a
//! widget beside it has taken the key: a word pasted into a field of the bar would be pasted into the
//! list below it as well.

use super::decorate::decorate;
use iced::{Element, Event, keyboard};

/// Keeps from `content` the keys that something before it has taken.
pub(crate) fn key_owner<'a, M: 'a>(content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    decorate(content)
        .update(|(): &mut (), content, event, shell| {
            let pressed = matches!(event, Event::Keyboard(keyboard::Event::KeyPressed { .. }));
            if !(pressed && shell.is_event_captured()) {
                content.update(event, shell);
            }
        })
        .into()
}
