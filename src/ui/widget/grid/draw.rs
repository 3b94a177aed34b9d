//! What is drawn of a table: the rows that are seen, then what stays at the left, then the heads.

use super::Grid;
use crate::ui::widget::decorate::decorate;
use crate::ui::widget::drawn_text::DrawnText;
use iced::advanced::renderer::{Quad, Renderer as _};
use iced::advanced::widget::Operation;
use iced::alignment::Horizontal;
use iced::widget::space;
use iced::{Border, Color, Element, Font, Point, Rectangle, Renderer, Vector};

/// With what a piece moves when the table is scrolled sideways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// With the columns.
    Scrolls,
    /// It stays at the left, over the columns.
    Fixed,
    /// It stays, as wide as what is seen.
    Across,
}

/// Something drawn: its bounds within its row, or its heads.
#[derive(Debug, Clone)]
pub struct Piece {
    pub anchor: Anchor,
    pub bounds: Rectangle,
    pub drawn: Drawn,
}

#[derive(Debug, Clone)]
pub enum Drawn {
    Fill { color: Color, radius: f32 },
    Frame { color: Color, width: f32 },
    Text { content: String, size: f32, font: Font, color: Color, align: Horizontal },
}

impl Piece {
    pub(crate) const fn fill(anchor: Anchor, bounds: Rectangle, color: Color) -> Self {
        Self { anchor, bounds, drawn: Drawn::Fill { color, radius: 0.0 } }
    }
}

impl<M> Grid<'_, M> {
    /// The rows of which something is seen, each with how far down it begins.
    fn rows_seen(&self, bounds: Rectangle, seen: Rectangle) -> impl Iterator<Item = (usize, f32)> {
        let first = self.row_at(seen.y + self.heads() - bounds.y).unwrap_or(1);
        let tops = self.tops.iter().copied().enumerate().skip(first);
        let rows = tops.take(self.tops.len().saturating_sub(first + 1));
        let rows = rows.map(move |(row, top)| (row, bounds.y + top));
        let end = seen.y + seen.height;
        rows.take_while(move |(_, y)| *y < end)
    }

    /// Draws what is seen; `field` draws the field.
    pub(super) fn draw_seen(
        &self,
        renderer: &mut Renderer,
        bounds: Rectangle,
        seen: Rectangle,
        field: impl FnOnce(&mut Renderer),
    ) {
        let Some(seen) = bounds.union(&seen).intersection(&seen) else { return };
        let body = Rectangle {
            y: seen.y + self.heads(),
            height: (seen.height - self.heads()).max(0.0),
            ..seen
        };
        let fixed = self.fixed.min(seen.width);
        let columns = Rectangle { x: seen.x + fixed, width: seen.width - fixed, ..body };
        let aside = Rectangle { width: fixed, ..body };
        let rows: Vec<(f32, Vec<Piece>)> =
            self.rows_seen(bounds, seen).map(|(row, y)| (y, (self.rows)(row))).collect();
        let paint = |renderer: &mut Renderer, clip: Rectangle, anchor: Anchor| {
            let origin = match anchor {
                Anchor::Scrolls => bounds.x,
                Anchor::Fixed | Anchor::Across => seen.x,
            };
            for (y, pieces) in &rows {
                for piece in pieces.iter().filter(|piece| piece.anchor == anchor) {
                    piece.draw(renderer, Vector::new(origin, *y), clip);
                }
            }
        };
        renderer.with_layer(columns, |renderer| {
            paint(renderer, columns, Anchor::Scrolls);
            field(renderer);
        });
        renderer.with_layer(body, |renderer| {
            fill(renderer, aside, self.ground);
            paint(renderer, aside, Anchor::Fixed);
            paint(renderer, body, Anchor::Across);
        });
        let heads = Rectangle { height: self.heads(), ..seen };
        renderer.with_layer(heads, |renderer| {
            fill(renderer, heads, self.ground);
            let clip = Rectangle { x: columns.x, width: columns.width, ..heads };
            for piece in &self.heads {
                let (x, clip) = match piece.anchor {
                    Anchor::Scrolls => (bounds.x, clip),
                    Anchor::Fixed | Anchor::Across => (seen.x, heads),
                };
                piece.draw(renderer, Vector::new(x, seen.y), clip);
            }
        });
        renderer.with_layer(body, |renderer| {
            for piece in &self.over {
                piece.draw(renderer, Vector::new(bounds.x, bounds.y), body);
            }
        });
    }

    /// Tells an operation every text that is seen.
    pub(super) fn tell(&self, bounds: Rectangle, seen: Rectangle, operation: &mut dyn Operation) {
        let mut tell = |piece: &Piece, y: f32| {
            let x = if piece.anchor == Anchor::Scrolls { bounds.x } else { seen.x };
            if let Drawn::Text { content, .. } = &piece.drawn {
                operation.text(None, piece.bounds + Vector::new(x, y), content);
            }
        };
        self.heads.iter().for_each(|piece| tell(piece, seen.y));
        for (row, y) in self.rows_seen(bounds, seen) {
            (self.rows)(row).iter().for_each(|piece| tell(piece, y));
        }
        self.over.iter().for_each(|piece| tell(piece, bounds.y));
    }
}

impl Piece {
    /// Draws what is within `clip`.
    fn draw(&self, renderer: &mut Renderer, origin: Vector, clip: Rectangle) {
        let bounds = self.bounds + origin;
        let Some(part) = bounds.intersection(&clip) else { return };
        match &self.drawn {
            Drawn::Fill { color, radius } => {
                let border = Border { radius: (*radius).into(), ..Border::default() };
                let bounds = if *radius > 0.0 { bounds } else { part };
                renderer.fill_quad(Quad { bounds, border, ..Quad::default() }, *color);
            }
            Drawn::Frame { color, width } => {
                let border = Border { color: *color, width: *width, radius: 3.0.into() };
                let quad = Quad { bounds, border, ..Quad::default() };
                renderer.fill_quad(quad, Color::TRANSPARENT);
            }
            Drawn::Text { content, size, font, color, align } => {
                let text = DrawnText { content, size: *size, font: *font, align: *align };
                text.draw(renderer, bounds, *color);
            }
        }
    }
}

/// Pieces by themselves, in this much room.
pub(crate) fn drawing<'a, M: 'a>(width: f32, height: f32, pieces: Vec<Piece>) -> Element<'a, M> {
    decorate(space().width(width).height(height))
        .draw(move |(), content, renderer| {
            let bounds = content.bounds();
            for piece in &pieces {
                piece.draw(renderer, bounds.position() - Point::ORIGIN, *content.viewport);
            }
        })
        .into()
}

fn fill(renderer: &mut Renderer, bounds: Rectangle, color: Color) {
    renderer.fill_quad(Quad { bounds, ..Quad::default() }, color);
}
