//! A heading that stays in sight for as long as anything is seen of what stands beneath it, however far
//! what is around it is scrolled.

use super::wrapping::{hand_on, pass_on};
use iced::advanced::renderer::{self, Quad};
use iced::advanced::widget::Tree;
use iced::advanced::{Layout, Renderer as _, Widget};
use iced::widget::column;
use iced::{Color, Element, Fill, Rectangle, Renderer, Theme, Vector, mouse};

/// A column whose first part is its heading.
struct Lasting<'a, M> {
    content: Element<'a, M>,
    ground: Color,
}

/// A heading over its content, so far apart; the heading is drawn on `ground` where it covers some of it.
pub fn lasting<'a, M: 'a>(
    ground: Color,
    spacing: f32,
    heading: impl Into<Element<'a, M>>,
    content: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    let content = column![heading.into(), content.into()].spacing(spacing).width(Fill).into();
    Element::new(Lasting { content, ground })
}

/// How far beneath its own place a heading is seen, in what is all of this height and scrolled so that
/// `seen` is its first line that is seen; `None` where it is in its place, or all has gone by.
fn lowered(all: Rectangle, heading: Rectangle, seen: f32) -> Option<f32> {
    let furthest = all.y + all.height - heading.height - heading.y;
    let down = (seen - heading.y).min(furthest);
    (down > 0.0 && seen < all.y + all.height).then_some(down)
}

impl<M> Widget<M, Theme, Renderer> for Lasting<'_, M> {
    pass_on!(children, diff, size, layout, operate, update, mouse_interaction, overlay);

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let (content, tree) = (self.content.as_widget(), &tree.children[0]);
        content.draw(tree, renderer, theme, style, layout, cursor, viewport);
        let Some(heading) = layout.children().next().map(|heading| heading.bounds()) else {
            return;
        };
        let Some(down) = lowered(layout.bounds(), heading, viewport.y) else { return };
        let covered = Rectangle { y: heading.y + down, width: layout.bounds().width, ..heading };
        renderer.with_layer(covered, |renderer| {
            renderer.fill_quad(Quad { bounds: covered, ..Quad::default() }, self.ground);
            renderer.with_translation(Vector::new(0.0, down), |renderer| {
                // Of the column, only the heading is seen there.
                content.draw(tree, renderer, theme, style, layout, cursor, &heading);
            });
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_seen_until_the_end_of_its_text() {
        let area = |y, height| Rectangle { x: 0.0, y, width: 100.0, height };
        let (all, heading) = (area(100.0, 500.0), area(100.0, 30.0));
        let down = |seen| lowered(all, heading, seen);
        assert_eq!(down(0.0), None);
        assert_eq!(down(100.0), None);
        assert_eq!(down(150.0), Some(50.0));
        assert_eq!(down(590.0), Some(470.0), "it leaves with the last line");
        assert_eq!(down(600.0), None);
    }
}
