//! Shuts what lies beneath a dialog: Tab stays within the dialog, and what is typed reaches nothing
//! beneath. What had the focus keeps it, and has it again when the dialog is closed.

use super::decorate::decorate;
use iced::advanced::widget::operation::{Focusable, Outcome, Scrollable, TextInput};
use iced::advanced::widget::{Id, Operation};
use iced::{Element, Event, Rectangle, Vector, keyboard, window};
use std::any::Any;

/// Shuts `content` while `closed`.
pub(crate) fn focus_trap<'a, M: 'a>(
    content: impl Into<Element<'a, M>>,
    closed: bool,
) -> Element<'a, M> {
    decorate(content)
        .operate(move |(), _, operation, hand_on| {
            if closed {
                hand_on(&mut NoFocus(operation));
            } else {
                hand_on(operation);
            }
        })
        .update(move |(), content, event, shell| {
            let typed = matches!(
                event,
                Event::Keyboard(keyboard::Event::KeyPressed { .. }) | Event::InputMethod(_)
            );
            if closed && typed {
                return;
            }
            let before = shell.input_method().clone();
            content.update(event, shell);
            // The field beneath would have the input method go on.
            if closed && matches!(event, Event::Window(window::Event::RedrawRequested(_))) {
                *shell.input_method_mut() = before;
            }
        })
        .into()
}

/// An operation that finds nothing to focus and nothing to type in.
struct NoFocus<'a>(&'a mut dyn Operation);

impl Operation for NoFocus<'_> {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        self.0.traverse(&mut |operation| operate(&mut NoFocus(operation)));
    }

    fn container(&mut self, id: Option<&Id>, bounds: Rectangle) {
        self.0.container(id, bounds);
    }

    fn scrollable(
        &mut self,
        id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        offset: Vector,
        state: &mut dyn Scrollable,
    ) {
        self.0.scrollable(id, bounds, content, offset, state);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, _state: &mut dyn Focusable) {}

    fn text_input(&mut self, _id: Option<&Id>, _bounds: Rectangle, _state: &mut dyn TextInput) {}

    fn text(&mut self, id: Option<&Id>, bounds: Rectangle, text: &str) {
        self.0.text(id, bounds, text);
    }

    fn custom(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Any) {
        self.0.custom(id, bounds, state);
    }

    fn finish(&self) -> Outcome<()> {
        self.0.finish()
    }
}
