//! What is marked upon a page: found words, and the row under the pointer.

use crate::report::geometry::{Length, Rect};
use iced::widget::canvas::{self, Canvas, Geometry, Path, Stroke};
use iced::{Color, Element, Point, Rectangle, Renderer, Size, Theme, Vector, mouse};

/// One marked area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    pub area: Rect,
    pub fill: Color,
    pub edge: Option<Color>,
}

/// Marks over a page that is shown this large, `scale` pixels to a point.
pub(super) fn marks<'a, M: 'a>(marks: Vec<Mark>, size: Size, scale: f32) -> Element<'a, M> {
    Canvas::new(Highlights { marks, scale }).width(size.width).height(size.height).into()
}

#[derive(Debug)]
struct Highlights {
    marks: Vec<Mark>,
    scale: f32,
}

impl<M> canvas::Program<M> for Highlights {
    type State = ();

    fn draw(
        &self,
        _state: &(),
        renderer: &Renderer,
        _theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<Geometry> {
        let mut frame = canvas::Frame::new(renderer, bounds.size());
        for mark in &self.marks {
            let pixels = |length: Length| length.in_thousandths() as f32 / 1000.0 * self.scale;
            let corner = Point::new(pixels(mark.area.left()), pixels(mark.area.top()));
            let size = Size::new(pixels(mark.area.size.width), pixels(mark.area.size.height));
            frame.fill_rectangle(corner, size, mark.fill);
            if let Some(edge) = mark.edge {
                // Beside what is marked, not over it.
                let corner = corner - Vector::new(1.5, 1.5);
                let around =
                    Path::rectangle(corner, Size::new(size.width + 3.0, size.height + 3.0));
                frame.stroke(&around, Stroke::default().with_color(edge).with_width(1.5));
            }
        }
        vec![frame.into_geometry()]
    }
}
