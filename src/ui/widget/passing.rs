//! Something told that goes by itself after a while; it stays as long as the pointer rests on it.

use super::wrapping::{hand_on, pass_on};
use iced::advanced::widget::{Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, mouse};
use iced::time::{Duration, Instant};
use iced::{Element, Event, Rectangle, Renderer, Theme, window};

/// How long a sentence stands: long enough to be read twice.
const STANDS: Duration = Duration::from_secs(7);

/// What goes by itself.
pub struct Passing<'a, M> {
    content: Element<'a, M>,
    /// What is told: something else begins its time anew.
    told: &'a str,
    on_passed: M,
}

impl<M> std::fmt::Debug for Passing<'_, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Passing").field("told", &self.told).finish_non_exhaustive()
    }
}

/// Shows `content`, which tells `told`, for a while.
pub fn passing<'a, M: 'a>(
    content: impl Into<Element<'a, M>>,
    told: &'a str,
    on_passed: M,
) -> Passing<'a, M> {
    Passing { content: content.into(), told, on_passed }
}

#[derive(Default)]
struct State {
    told: String,
    /// Since when it has stood there unread.
    since: Option<Instant>,
}

impl<M: Clone> Widget<M, Theme, Renderer> for Passing<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
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

        let Event::Window(window::Event::RedrawRequested(now)) = event else { return };
        let state = tree.state.downcast_mut::<State>();
        if state.told != self.told {
            *state = State { told: self.told.to_owned(), since: None };
        }
        if cursor.is_over(layout.bounds()) {
            state.since = None;
        }
        let end = *state.since.get_or_insert(*now) + STANDS;
        if end <= *now {
            shell.publish(self.on_passed.clone());
        } else {
            shell.request_redraw_at(end);
        }
    }
}

impl<'a, M: Clone + 'a> From<Passing<'a, M>> for Element<'a, M> {
    fn from(passing: Passing<'a, M>) -> Self {
        Self::new(passing)
    }
}
