//! A heading that stays in sight for as long as anything is seen of what stands beneath it, however far
//! what is around it is scrolled.

use super::decorate::decorate;
use iced::advanced::Renderer as _;
use iced::advanced::renderer::Quad;
use iced::widget::column;
use iced::{Color, Element, Fill, Rectangle, Vector};

/// A heading over its content, so far apart; the heading is drawn on `ground` where it covers some of it.
pub(crate) fn sticky_header<'a, M: 'a>(
    ground: Color,
    spacing: f32,
    heading: impl Into<Element<'a, M>>,
    content: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    decorate(column![heading.into(), content.into()].spacing(spacing).width(Fill))
        .draw(move |(), column, renderer| {
            let Some(heading) = column.layout.children().next().map(|heading| heading.bounds())
            else {
                return;
            };
            let all = column.bounds();
            let Some(down) = lowered(all, heading, column.viewport.y) else { return };
            let covered = Rectangle { y: heading.y + down, width: all.width, ..heading };
            renderer.with_layer(covered, |renderer| {
                renderer.fill_quad(Quad { bounds: covered, ..Quad::default() }, ground);
                renderer.with_translation(Vector::new(0.0, down), |renderer| {
                    // Of the column, only the heading is seen there.
                    column.content(renderer, &heading);
                });
            });
        })
        .into()
}

/// How far beneath its own place a heading is seen, in what is all of this height and scrolled so that
/// `seen` is its first line that is seen; `None` where it is in its place, or all has gone by.
fn lowered(all: Rectangle, heading: Rectangle, seen: f32) -> Option<f32> {
    let furthest = all.y + all.height - heading.height - heading.y;
    let down = (seen - heading.y).min(furthest);
    (down > 0.0 && seen < all.y + all.height).then_some(down)
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
