//! Keeps what is laid out for as long as it need not be laid out anew.
//!
//! A text editor of iced 0.14 is taken for changed, and painted again, whenever it is laid out, and
//! everything is laid out with every message. Behind this, an editor is laid out again only where
//! its text or its room has changed.

use super::decorate::decorate;
use iced::Element;
use iced::advanced::layout::{Limits, Node};

/// The key, the room and the layout of the last time.
type Cache<K> = Option<(K, Limits, Node)>;

/// Lays `content` out again only where `key` or the room for it has changed.
pub(crate) fn cached_layout<'a, K: Copy + PartialEq + 'static, M: 'a>(
    key: K,
    content: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    decorate(content)
        .layout(move |cache: &mut Cache<K>, limits, lay_out| {
            if let Some((last, room, node)) = cache
                && *last == key
                && room == limits
            {
                return node.clone();
            }
            let node = lay_out(limits);
            *cache = Some((key, *limits, node.clone()));
            node
        })
        .into()
}
