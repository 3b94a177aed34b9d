//! Something at a place of the window, moved so far that it is seen whole.

use super::decorate::decorate;
use iced::advanced::layout::Node;
use iced::{Element, Point, Size, Vector};

/// Shows `content`, of this size, at a place: to the left of it or above it where there is no room.
pub(crate) fn pinned<'a, M: 'a>(
    content: impl Into<Element<'a, M>>,
    place: Point,
    size: Size,
) -> Element<'a, M> {
    let framed = iced::widget::container(content).width(iced::Fill).height(iced::Fill);
    decorate(framed)
        .layout(move |(): &mut (), limits, lay_out| {
            let room = limits.max();
            let at = |place: f32, size: f32, room: f32| {
                if place + size <= room { place } else { (place - size).max(0.0) }
            };
            let at = Vector::new(
                at(place.x, size.width, room.width),
                at(place.y, size.height, room.height),
            );
            let node = lay_out(limits);
            let moved = node.children().iter().cloned().map(|child| child.translate(at)).collect();
            Node::with_children(room, moved)
        })
        .into()
}
