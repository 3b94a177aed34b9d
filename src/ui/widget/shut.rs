//! Shuts what lies beneath a dialog: Tab stays within the dialog, and what is typed reaches nothing
//! beneath. What had the focus keeps it, and has it again when the dialog is closed.

use super::wrapping::{hand_on, pass_on};
use iced::advanced::widget::operation::{Focusable, Outcome, Scrollable, TextInput};
use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, mouse};
use iced::{Element, Event, Rectangle, Renderer, Theme, Vector, keyboard, window};
use std::any::Any;

/// Something that can be shut.
pub struct ReadOnlyReason<'a, M> {
    content: Element<'a, M>,
    closed: bool,
}

impl<M> std::fmt::Debug for ReadOnlyReason<'_, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shut").field("closed", &self.closed).finish_non_exhaustive()
    }
}

/// Shuts `content` while `closed`.
pub fn shut<'a, M: 'a>(content: impl Into<Element<'a, M>>, closed: bool) -> ReadOnlyReason<'a, M> {
    ReadOnlyReason { content: content.into(), closed }
}

/// An operation that finds nothing to focus and nothing to type in.
struct Blind<'a>(&'a mut dyn Operation);

impl Operation for Blind<'_> {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        self.0.traverse(&mut |operation| operate(&mut Blind(operation)));
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

impl<M> Widget<M, Theme, Renderer> for ReadOnlyReason<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::stateless()
    }

    pass_on!(children, diff, size, layout, draw, mouse_interaction, overlay);

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let content = self.content.as_widget_mut();
        let child = &mut tree.children[0];
        if self.closed {
            content.operate(child, layout, renderer, &mut Blind(operation));
        } else {
            content.operate(child, layout, renderer, operation);
        }
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
        let typed = matches!(
            event,
            Event::Keyboard(keyboard::Event::KeyPressed { .. }) | Event::InputMethod(_)
        );
        if self.closed && typed {
            return;
        }
        let before = shell.input_method().clone();
        hand_on!(self, tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        // The field beneath would have the input method go on.
        if self.closed && matches!(event, Event::Window(window::Event::RedrawRequested(_))) {
            *shell.input_method_mut() = before;
        }
    }
}

impl<'a, M: 'a> From<ReadOnlyReason<'a, M>> for Element<'a, M> {
    fn from(shut: ReadOnlyReason<'a, M>) -> Self {
        Self::new(shut)
    }
}
