//! Tells when the pointer is moved over something. iced's `mouse_area` also tells of what appears
//! beneath a pointer at rest, which in a menu would take the mark from the keys.

use super::decorate::decorate;
use iced::{Element, Event, mouse};

/// Tells when the pointer is moved over `content`.
pub(crate) fn hover<'a, M: Clone + 'a>(
    content: impl Into<Element<'a, M>>,
    on_move: M,
) -> Element<'a, M> {
    decorate(content)
        .update(move |(), content, event, shell| {
            content.update(event, shell);
            let moved = matches!(event, Event::Mouse(mouse::Event::CursorMoved { .. }));
            if moved && content.is_pointed_at() {
                shell.publish(on_move.clone());
            }
        })
        .into()
}
