//! The borders of the columns, which are dragged on the page: by half a character at a time, as the
//! widths are kept. What one column gains the other loses.

use crate::report::geometry::Rect;
use crate::report::{Cell, Column, Length, Origin};
use crate::ui::theme::{INTERFACE, Look};
use iced::widget::canvas::{self, Canvas, Geometry, Path};
use iced::widget::text::Shaping;
use iced::{Element, Event, Pixels, Point, Rectangle, Renderer, Size, Theme, mouse};

/// The border between two columns was let go of, so many halves of a character further to the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dragged {
    pub left: Column,
    pub right: Column,
    pub halves: i16,
}

/// A border between two columns.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Border {
    left: (Column, f32),
    right: (Column, f32),
    /// How far it is from the left edge of the page, in points, as are the widths.
    at: f32,
}

/// The borders in the head of the table of a page.
#[derive(Debug)]
struct Handles<M> {
    look: Look,
    borders: Vec<Border>,
    /// The upper and the lower edge of the head, in points.
    head: (f32, f32),
    /// Pixels to a point.
    scale: f32,
    /// Half a character, in points.
    half: f32,
    on_drag: fn(Dragged) -> M,
}

/// Handles over a page that is shown this large, `scale` pixels to a point, with type of this size.
pub(super) fn handles<'a, M: 'a>(
    look: Look,
    cells: &[Cell],
    type_size: Length,
    size: Size,
    scale: f32,
    on_drag: fn(Dragged) -> M,
) -> Option<Element<'a, M>> {
    let handles = Handles::of(look, cells, points(type_size) / 2.0, scale, on_drag)?;
    Some(Canvas::new(handles).width(size.width).height(size.height).into())
}

fn points(length: Length) -> f32 {
    length.in_thousandths() as f32 / 1000.0
}

/// How near to a border it is taken hold of, and the size of what shows it, in pixels.
const NEAR: f32 = 6.0;
const GRIP: Size = Size::new(12.0, 5.0);

/// The least width of a column, in points: 8 mm.
const LEAST: f32 = 8.0 / 25.4 * 72.0;

impl<M> Handles<M> {
    fn of(
        look: Look,
        cells: &[Cell],
        half: f32,
        scale: f32,
        on_drag: fn(Dragged) -> M,
    ) -> Option<Self> {
        let mut heads: Vec<(Column, Rect)> = cells
            .iter()
            .filter_map(|cell| match cell.of {
                Origin::Head(column) => Some((column, cell.area)),
                _ => None,
            })
            .collect();
        heads.sort_by_key(|(_, area)| area.left());
        let top = heads.iter().map(|(_, area)| area.top()).min()?;
        let bottom = heads.iter().map(|(_, area)| area.bottom()).max()?;
        let width = |area: Rect| points(area.size.width);
        let borders = heads.windows(2).filter_map(|pair| {
            let [(left, one), (right, other)] = pair else { return None };
            Some(Border {
                left: (*left, width(*one)),
                right: (*right, width(*other)),
                at: points(other.left()),
            })
        });
        let (borders, head) = (borders.collect(), (points(top), points(bottom)));
        Some(Self { look, borders, head, scale, half, on_drag })
    }

    /// The border that is taken hold of at a place of the page.
    fn border_at(&self, at: Point) -> Option<usize> {
        let (top, bottom) =
            (self.head.0 * self.scale - 2.0 * GRIP.height, self.head.1 * self.scale);
        let near = |border: &Border| (border.at * self.scale - at.x).abs() <= NEAR;
        let in_head = (top..=bottom).contains(&at.y);
        self.borders.iter().position(|border| in_head && near(border))
    }

    /// By how many halves of a character a border is moved, so that both columns keep their least
    /// width.
    fn halves(&self, border: Border, pixels: f32) -> i16 {
        let moved = (pixels / self.scale / self.half).round();
        let most = ((border.right.1 - LEAST) / self.half).floor().max(0.0);
        let least = ((LEAST - border.left.1) / self.half).ceil().min(0.0);
        moved.clamp(least, most) as i16
    }
}

#[derive(Debug, Default, Clone, Copy)]
struct State {
    over: Option<usize>,
    /// The border that is held, where it was taken hold of, and where the pointer is.
    held: Option<(usize, f32, f32)>,
}

impl<M> canvas::Program<M> for Handles<M> {
    type State = State;

    fn update(
        &self,
        state: &mut State,
        event: &Event,
        bounds: Rectangle,
        cursor: mouse::Cursor,
    ) -> Option<canvas::Action<M>> {
        let at = cursor.position().map(|at| Point::new(at.x - bounds.x, at.y - bounds.y));
        match event {
            Event::Mouse(mouse::Event::CursorMoved { .. }) => {
                if let Some((_, _, to)) = &mut state.held {
                    *to = at?.x;
                    return Some(canvas::Action::request_redraw().and_capture());
                }
                let over = cursor.position_in(bounds).and_then(|at| self.border_at(at));
                let changed = std::mem::replace(&mut state.over, over) != over;
                changed.then(canvas::Action::request_redraw)
            }
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                let at = cursor.position_in(bounds)?;
                state.held = Some((self.border_at(at)?, at.x, at.x));
                Some(canvas::Action::request_redraw().and_capture())
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => {
                let (held, from, to) = state.held.take()?;
                let border = *self.borders.get(held)?;
                let (left, right) = (border.left.0, border.right.0);
                match self.halves(border, to - from) {
                    0 => Some(canvas::Action::request_redraw().and_capture()),
                    halves => {
                        let dragged = Dragged { left, right, halves };
                        Some(canvas::Action::publish((self.on_drag)(dragged)).and_capture())
                    }
                }
            }
            _ => None,
        }
    }

    fn draw(
        &self,
        state: &State,
        renderer: &Renderer,
        _theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<Geometry> {
        let c = self.look.color;
        let mut frame = canvas::Frame::new(renderer, bounds.size());
        let top = self.head.0 * self.scale;
        for (at, border) in self.borders.iter().enumerate() {
            let is_lit = state.over == Some(at) || state.held.is_some_and(|held| held.0 == at);
            let corner =
                Point::new(border.at * self.scale - GRIP.width / 2.0, top - GRIP.height - 1.0);
            let color = if is_lit { c.accent } else { c.accent.scale_alpha(0.35) };
            frame.fill(&Path::rounded_rectangle(corner, GRIP, 2.0.into()), color);
        }
        if let Some((border, (_, from, to))) =
            state.held.and_then(|held| Some((self.borders.get(held.0)?, held)))
        {
            let halves = self.halves(*border, to - from);
            let moved = f32::from(halves) * self.half;
            // No strokes: of an upright one, iced_tiny_skia 0.14 takes nothing for painted.
            let mut upright = |at: f32, width: f32, color| {
                let corner = Point::new((at * self.scale - width / 2.0).floor(), top);
                frame.fill_rectangle(corner, Size::new(width, bounds.height - top), color);
            };
            upright(border.at, 1.0, c.edge);
            upright(border.at + moved, 2.0, c.accent);
            let mm = |points: f32| (points / 72.0 * 25.4).round();
            let (before, after) = (border.left.1, border.left.1 + moved);
            let text = canvas::Text {
                content: format!("{}ミリ → {}ミリ", mm(before), mm(after)),
                position: Point::new((border.at + moved) * self.scale + 8.0, top + 4.0),
                color: c.accent,
                size: Pixels(self.look.body()),
                font: INTERFACE,
                shaping: Shaping::Advanced,
                ..canvas::Text::default()
            };
            let ground = Size::new(10.0 * self.look.body(), 1.6 * self.look.body());
            frame.fill_rectangle(text.position - iced::Vector::new(4.0, 2.0), ground, c.surface);
            frame.fill_text(text);
        }
        vec![frame.into_geometry()]
    }

    fn mouse_interaction(
        &self,
        state: &State,
        bounds: Rectangle,
        cursor: mouse::Cursor,
    ) -> mouse::Interaction {
        let over = cursor.position_in(bounds).and_then(|at| self.border_at(at));
        match state.held.is_some() || over.is_some() {
            true => mouse::Interaction::ResizingHorizontally,
            false => mouse::Interaction::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Options, list};
    use crate::ui::theme::Scheme;
    use iced::widget::canvas::Program;

    const SCALE: f32 = 1.5;

    fn on_first_page() -> (Handles<Dragged>, Rectangle) {
        let paper = list::lay_out(&crate::exchange::sample(), &Options::default()).unwrap();
        let look = Look::new(Scheme::Light, 100);
        let half = points(Options::default().type_size) / 2.0;
        let handles = Handles::of(look, &paper.pages[0].cells, half, SCALE, |it| it).unwrap();
        (handles, Rectangle::new(Point::new(40.0, 60.0), Size::new(1400.0, 1000.0)))
    }

    /// Drags a border by so many pixels, and tells what comes of it.
    fn drag(border: usize, by: f32) -> Option<Dragged> {
        let (handles, bounds) = on_first_page();
        let at = Point::new(
            bounds.x + handles.borders[border].at * SCALE,
            bounds.y + handles.head.0 * SCALE,
        );
        let to = Point::new(at.x + by, at.y + 200.0);
        let (mut state, left) = (State::default(), mouse::Button::Left);
        let mut send = |event, at| {
            let cursor = mouse::Cursor::Available(at);
            handles.update(&mut state, &Event::Mouse(event), bounds, cursor)
        };
        let _ = send(mouse::Event::CursorMoved { position: at }, at);
        let _ = send(mouse::Event::ButtonPressed(left), at);
        let _ = send(mouse::Event::CursorMoved { position: to }, to);
        let action = send(mouse::Event::ButtonReleased(left), to);
        action.and_then(|action| action.into_inner().0)
    }

    #[test]
    fn a_border_moves_by_halves_of_a_character() {
        let (handles, _) = on_first_page();
        assert_eq!(handles.borders.len() + 1, 6, "a border between any two columns");
        let (left, right) = (Column::Name, Column::Description);
        let half = handles.half * SCALE;
        assert_eq!(drag(1, 3.0 * half), Some(Dragged { left, right, halves: 3 }));
        assert_eq!(drag(1, -2.2 * half), Some(Dragged { left, right, halves: -2 }));
        assert_eq!(drag(1, 0.3 * half), None);
    }

    #[test]
    fn no_column_becomes_narrower_than_eight_millimetres() {
        let (handles, _) = on_first_page();
        let border = handles.borders[1];
        for by in [-5000.0, 5000.0] {
            let halves = f32::from(drag(1, by).unwrap().halves) * handles.half;
            let rest = if by < 0.0 { border.left.1 + halves } else { border.right.1 - halves };
            assert!((LEAST..LEAST + handles.half).contains(&rest), "{rest}");
        }
    }
}
