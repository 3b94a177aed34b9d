//! The few signs that the bundled fonts do not have, drawn as lines.

use iced::widget::canvas::{self, Canvas, Geometry, LineCap, LineJoin, Path, Stroke};
use iced::{Color, Point, Rectangle, Renderer, Theme, mouse};
use std::cell::Cell;
use std::f32::consts::PI;

/// A sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Undo,
    Redo,
    Search,
    /// What more can be done.
    More,
    /// Something is folded away here.
    Folded,
    Unfolded,
}

/// The sign as an element, as large as a line of text.
pub(crate) fn icon<'a, M: 'a>(icon: Icon, color: Color) -> Canvas<Drawing, M> {
    let size = 18.0;
    Canvas::new(Drawing { icon, color }).width(size).height(size)
}

/// A sign in its colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Drawing {
    icon: Icon,
    color: Color,
}

/// What was drawn last: a drawing that is not kept makes iced paint its place in every frame.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    cache: canvas::Cache,
    drawing: Cell<Option<Drawing>>,
}

impl<M> canvas::Program<M> for Drawing {
    type State = Kept;

    fn draw(
        &self,
        kept: &Kept,
        renderer: &Renderer,
        _theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<Geometry> {
        if kept.drawing.replace(Some(*self)) != Some(*self) {
            kept.cache.clear();
        }
        let drawn = kept.cache.draw(renderer, bounds.size(), |frame| {
            // Drawn on a square of 18.
            let scale = bounds.width / 18.0;
            frame.scale(scale);
            let stroke = Stroke {
                style: self.color.into(),
                width: 1.6 * scale,
                line_cap: LineCap::Round,
                line_join: LineJoin::Round,
                ..Stroke::default()
            };
            frame.stroke(&path(self.icon), stroke);
        });
        vec![drawn]
    }
}

fn path(icon: Icon) -> Path {
    let turn = |mirror: bool| {
        let x = |x: f32| if mirror { 18.0 - x } else { x };
        Path::new(|p| {
            p.move_to(Point::new(x(6.5), 3.5));
            p.line_to(Point::new(x(3.0), 7.0));
            p.line_to(Point::new(x(6.5), 10.5));
            p.move_to(Point::new(x(3.0), 7.0));
            p.line_to(Point::new(x(11.0), 7.0));
            p.bezier_curve_to(
                Point::new(x(16.2), 7.0),
                Point::new(x(16.2), 14.5),
                Point::new(x(11.0), 14.5),
            );
            p.line_to(Point::new(x(8.0), 14.5));
        })
    };
    match icon {
        Icon::Undo => turn(false),
        Icon::Redo => turn(true),
        Icon::Folded => corner([(6.5, 4.0), (12.0, 9.0), (6.5, 14.0)]),
        Icon::Unfolded => corner([(4.0, 6.5), (9.0, 12.0), (14.0, 6.5)]),
        Icon::More => Path::new(|p| {
            for y in [4.0, 9.0, 14.0] {
                p.circle(Point::new(9.0, y), 0.5);
            }
        }),
        Icon::Search => Path::new(|p| {
            let (centre, radius) = (Point::new(7.8, 7.8), 4.8);
            p.circle(centre, radius);
            let edge = radius * (PI / 4.0).cos();
            p.move_to(Point::new(centre.x + edge, centre.y + edge));
            p.line_to(Point::new(15.5, 15.5));
        }),
    }
}

/// Two lines that meet.
fn corner([from, over, to]: [(f32, f32); 3]) -> Path {
    Path::new(|p| {
        p.move_to(from.into());
        p.line_to(over.into());
        p.line_to(to.into());
    })
}
