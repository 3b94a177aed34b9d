//! Hears the keys that no field beside a list has taken, while the last press was on the list, and
//! which of Ctrl, Shift and Alt are held.
//!
//! Pressing a widget of iced 0.14 does not tell what keys are held meanwhile.

use super::wrapping::{hand_on, pass_on};
use iced::advanced::widget::{Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, mouse};
use iced::keyboard::{self, Key, Modifiers};
use iced::{Element, Event, Rectangle, Renderer, Theme};

/// What a key means here.
type OnKey<'a, M> = Box<dyn Fn(&Key, Modifiers) -> Option<M> + 'a>;

/// A view whose unclaimed keys are heard.
pub struct Unclaimed<'a, M> {
    content: Element<'a, M>,
    on_key: OnKey<'a, M>,
    on_modifiers: Box<dyn Fn(Modifiers) -> M + 'a>,
    always: bool,
}

/// Whether the last press was on something else.
#[derive(Default)]
struct ExternalChange(bool);

impl<M> Unclaimed<'_, M> {
    /// Keys are heard wherever the last press was.
    pub fn always(self, always: bool) -> Self {
        Self { always, ..self }
    }
}

impl<M> std::fmt::Debug for Unclaimed<'_, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unclaimed").finish_non_exhaustive()
    }
}

/// Hears what keys are left over by `content`, a row whose first part is the list.
pub fn unclaimed<'a, M: 'a>(
    content: impl Into<Element<'a, M>>,
    on_key: impl Fn(&Key, Modifiers) -> Option<M> + 'a,
    on_modifiers: impl Fn(Modifiers) -> M + 'a,
) -> Unclaimed<'a, M> {
    Unclaimed {
        content: content.into(),
        on_key: Box::new(on_key),
        on_modifiers: Box::new(on_modifiers),
        always: false,
    }
}

impl<M> Widget<M, Theme, Renderer> for Unclaimed<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<ExternalChange>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(ExternalChange::default())
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
        if let Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)) = event {
            shell.publish((self.on_modifiers)(*modifiers));
        }
        let elsewhere = tree.state.downcast_mut::<ExternalChange>();
        if let Event::Mouse(mouse::Event::ButtonPressed(_)) = event {
            let list = layout.children().next();
            elsewhere.0 = !list.is_some_and(|list| cursor.is_over(list.bounds()));
        }
        if shell.is_event_captured() || (elsewhere.0 && !self.always) {
            return;
        }
        if let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) = event
            && let Some(message) = (self.on_key)(key, *modifiers)
        {
            shell.publish(message);
            shell.capture_event();
        }
    }
}

impl<'a, M: 'a> From<Unclaimed<'a, M>> for Element<'a, M> {
    fn from(unclaimed: Unclaimed<'a, M>) -> Self {
        Self::new(unclaimed)
    }
}
