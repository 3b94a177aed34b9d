//! Keeps what is laid out for as long as it need not be laid out anew.
//!
//! A text editor of iced 0.14 is taken for changed, and painted again, whenever it is laid out, and
//! everything is laid out with every message. Behind this, an editor is laid out again only where
//! its text or its room has changed.

use super::wrapping::{hand_on, pass_on};
use iced::advanced::widget::{Tree, tree};
use iced::advanced::{Widget, layout};
use iced::{Element, Renderer, Theme};

/// Something that stands still.
pub struct Still<'a, K, M> {
    content: Element<'a, M>,
    key: K,
}

/// Lays `content` out again only where `key` or the room for it has changed.
pub fn still<'a, K, M>(key: K, content: impl Into<Element<'a, M>>) -> Still<'a, K, M> {
    Still { content: content.into(), key }
}

struct State<K> {
    laid: Option<(K, layout::Limits, layout::Node)>,
}

impl<K: Copy + PartialEq + 'static, M> Widget<M, Theme, Renderer> for Still<'_, K, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State<K>>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::<K> { laid: None })
    }

    pass_on!(children, diff, size, operate, update, draw, mouse_interaction, overlay);

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let state = tree.state.downcast_mut::<State<K>>();
        if let Some((key, room, node)) = &state.laid
            && *key == self.key
            && room == limits
        {
            return node.clone();
        }
        let node = self.content.as_widget_mut().layout(&mut tree.children[0], renderer, limits);
        state.laid = Some((self.key, *limits, node.clone()));
        node
    }
}

impl<'a, K: Copy + PartialEq + 'static, M: 'a> From<Still<'a, K, M>> for Element<'a, M> {
    fn from(still: Still<'a, K, M>) -> Self {
        Self::new(still)
    }
}

impl<K, M> std::fmt::Debug for Still<'_, K, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Still").finish_non_exhaustive()
    }
}
