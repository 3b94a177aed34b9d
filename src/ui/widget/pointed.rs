//! Hears the pointer being moved over something. iced's `mouse_area` also tells of what appears
//! beneath a pointer at rest, which in a menu would take the mark from the keys.

use super::wrapping::{hand_on, pass_on};
use iced::advanced::widget::{Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, mouse};
use iced::{Element, Event, Rectangle, Renderer, Theme};

/// Something the pointer is moved over.
pub struct Pointed<'a, M> {
    content: Element<'a, M>,
    on_move: M,
}

impl<M> std::fmt::Debug for Pointed<'_, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pointed").finish_non_exhaustive()
    }
}

/// Tells when the pointer is moved over `content`.
pub fn pointed<'a, M: 'a>(content: impl Into<Element<'a, M>>, on_move: M) -> Pointed<'a, M> {
    Pointed { content: content.into(), on_move }
}

impl<M: Clone> Widget<M, Theme, Renderer> for Pointed<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::stateless()
    }

    pass_on!();

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
        hand_on!(self, tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        if matches!(event, Event::Mouse(mouse::Event::CursorMoved { .. }))
            && cursor.is_over(layout.bounds())
        {
            shell.publish(self.on_move.clone());
        }
    }
}

impl<'a, M: Clone + 'a> From<Pointed<'a, M>> for Element<'a, M> {
    fn from(pointed: Pointed<'a, M>) -> Self {
        Self::new(pointed)
    }
}
