//! What is drawn of the table: heads, headings, and the figures of an indicator.

use super::columns::{Column, HEADING, HEADS, ROW};
use super::cursor::{Cursor, Line};
use super::entry::Entry;
use super::list::Row;
use super::{HEADING_BELOW, Screen, Told};
use crate::domain::figure::{grouped, written};
use crate::domain::{Figure, Indicator, IndicatorId};
use crate::ui::theme::{BOLD, INTERFACE, Look, PAPER};
use crate::ui::widget::badge::Tone;
use crate::ui::widget::grid::{Anchor, Drawn, Piece};
use crate::ui::widget::one_line::{OneLine, one_line};
use crate::words;
use iced::alignment::Horizontal;
use iced::{Color, Font, Rectangle};
use std::ops::Range;

/// The size of heads, units and words beside figures.
const SMALL: f32 = 13.0;

/// What a figure keeps from the edge of its cell.
const PADDING: f32 = 8.0;

/// A text in its colour.
struct Ink {
    size: f32,
    font: Font,
    color: Color,
    align: Horizontal,
}

fn text(anchor: Anchor, bounds: Rectangle, content: impl Into<String>, ink: Ink) -> Piece {
    let Ink { size, font, color, align } = ink;
    let content = content.into();
    Piece { anchor, bounds, drawn: Drawn::Text { content, size, font, color, align } }
}

fn within(span: &Range<f32>, y: f32, height: f32) -> Rectangle {
    Rectangle { x: span.start, y, width: span.end - span.start, height }
}

fn padded(bounds: Rectangle) -> Rectangle {
    Rectangle { x: bounds.x + PADDING, width: bounds.width - 2.0 * PADDING, ..bounds }
}

impl Screen {
    /// The heads of the columns.
    pub(super) fn heads(&self, look: Look) -> Vec<Piece> {
        let c = look.color;
        let columns = &self.columns;
        let head = |anchor, span: &Range<f32>, word: String, align, here: bool| {
            let (color, font) = if here { (c.accent, BOLD) } else { (c.second, INTERFACE) };
            let bounds = padded(within(span, 0.0, HEADS));
            text(anchor, bounds, word, Ink { size: SMALL, font, color, align })
        };
        let (left, centre, right) = (Horizontal::Left, Horizontal::Center, Horizontal::Right);
        let name = 12.0..columns.fixed();
        let mut heads = vec![
            head(Anchor::Fixed, &name, "指標".to_owned(), left, false),
            head(Anchor::Scrolls, &columns.unit(), "単位".to_owned(), centre, false),
        ];
        for column in columns.figures() {
            let span = columns.at(column);
            let here = self.cursor.is_some_and(|it| it.column == column);
            if here {
                let bounds = within(&span, 0.0, HEADS);
                heads.push(Piece::fill(Anchor::Scrolls, bounds, c.accent_soft));
            }
            let word = match column {
                Column::Base => "基準値".to_owned(),
                Column::Year(year) if columns.is_narrow() => {
                    short_year(&self.book.year_label(year))
                }
                Column::Year(year) => self.book.year_label(year),
                Column::Target => "最終目標".to_owned(),
            };
            heads.push(head(Anchor::Scrolls, &span, word, right, here));
        }
        heads.push(head(Anchor::Scrolls, &columns.rate(), "達成率".to_owned(), right, false));
        let line = Rectangle { x: 0.0, y: HEADS - 1.0, width: 10_000.0, height: 1.0 };
        heads.push(Piece::fill(Anchor::Across, line, c.line));
        heads
    }

    /// A row.
    pub(super) fn pieces(&self, look: Look, row: usize) -> Vec<Piece> {
        match self.rows.get(row) {
            Some(Row::Heading { name, count }) => heading(look, name, *count),
            Some(Row::Indicator(id)) => {
                let indicator = self.book.indicator(*id);
                indicator.map(|row| self.figures(look, row)).unwrap_or_default()
            }
            Some(Row::Heads) | None => Vec::new(),
        }
    }

    fn figures(&self, look: Look, indicator: &Indicator) -> Vec<Piece> {
        let c = look.color;
        let columns = &self.columns;
        let here = self.cursor.is_some_and(|it| it.indicator == indicator.id);
        let mut pieces = Vec::with_capacity(32);
        let width = columns.width();
        if here {
            let all = Rectangle { x: 0.0, y: 0.0, width, height: ROW - 1.0 };
            pieces.push(Piece::fill(Anchor::Scrolls, all, c.hover));
        }
        for column in columns.figures() {
            for line in [Line::Target, Line::Actual] {
                let cursor = Cursor { indicator: indicator.id, line, column };
                if column == Column::Base || column == Column::Target {
                    if line == Line::Target {
                        self.cell_pieces(look, indicator, cursor, 0.0, ROW - 1.0, &mut pieces);
                    }
                } else {
                    let y = if line == Line::Target { 0.0 } else { ROW / 2.0 };
                    self.cell_pieces(look, indicator, cursor, y, ROW / 2.0 - 0.5, &mut pieces);
                }
            }
            let edge = columns.at(column).end - 1.0;
            let edge = Rectangle { x: edge, y: 0.0, width: 1.0, height: ROW };
            pieces.push(Piece::fill(Anchor::Scrolls, edge, c.line));
        }
        let small = |color| Ink { size: SMALL, font: INTERFACE, color, align: Horizontal::Center };
        let unit = within(&columns.unit(), 0.0, ROW);
        pieces.push(text(Anchor::Scrolls, unit, indicator.unit.as_str(), small(c.second)));
        let word = columns.word();
        for (y, name) in [(0.0, "目標"), (ROW / 2.0, "実績")] {
            let bounds = within(&word, y, ROW / 2.0);
            pieces.push(text(Anchor::Scrolls, bounds, name, small(c.second)));
        }
        self.rate_pieces(look, indicator, &mut pieces);
        let line = Rectangle { x: 0.0, y: ROW - 1.0, width, height: 1.0 };
        pieces.push(Piece::fill(Anchor::Scrolls, line, c.line));
        self.name_pieces(look, indicator, here, &mut pieces);
        pieces
    }

    /// The ground of a cell and its figure.
    fn cell_pieces(
        &self,
        look: Look,
        indicator: &Indicator,
        cursor: Cursor,
        y: f32,
        height: f32,
        pieces: &mut Vec<Piece>,
    ) {
        let c = look.color;
        let cell = cursor.cell();
        let bounds = within(&self.columns.at(cursor.column), y, height);
        if !self.can_write(cell) {
            pieces.push(Piece::fill(Anchor::Scrolls, bounds, c.rest.scale_alpha(0.6)));
        }
        if self.anchor.is_some() && self.is_marked(cursor) {
            pieces.push(Piece::fill(Anchor::Scrolls, bounds, c.selection.scale_alpha(0.6)));
        }
        let at = self.cursor.is_some_and(|it| it.cell() == cell);
        if !(at && self.entry.is_some()) {
            self.figure_pieces(look, indicator, cursor, padded(bounds), pieces);
        }
        if at {
            let drawn = Drawn::Frame { color: c.accent, width: 2.0 };
            pieces.push(Piece { anchor: Anchor::Scrolls, bounds, drawn });
        }
    }

    fn is_marked(&self, cursor: Cursor) -> bool {
        self.marked_cells.contains(&cursor.cell())
    }

    fn figure_pieces(
        &self,
        look: Look,
        indicator: &Indicator,
        cursor: Cursor,
        bounds: Rectangle,
        pieces: &mut Vec<Piece>,
    ) {
        let c = look.color;
        let figure = self.figure(cursor.cell());
        let printed = indicator.printed(figure);
        if printed.is_empty() {
            return;
        }
        let is_second = cursor.line == Line::Target && matches!(cursor.column, Column::Year(_));
        let (color, ground) = match figure {
            Figure::Pending | Figure::Unpublished => (c.attention, Some(c.attention_soft)),
            Figure::NotApplicable | Figure::NotSurveyed => (c.second, None),
            _ if is_second => (c.second, None),
            _ => (c.ink, None),
        };
        let badge = |x: f32, width: f32| {
            let bounds = Rectangle { x, y: bounds.center_y() - 10.0, width, height: 20.0 };
            let drawn = Drawn::Fill { color: c.attention_soft, radius: 3.0 };
            Piece { anchor: Anchor::Scrolls, bounds, drawn }
        };
        let size = fitting(&printed, bounds.width);
        let right = bounds.x + bounds.width;
        if ground.is_some() {
            let width = wide(&printed, size) + 8.0;
            pieces.push(badge(right - width + 4.0, width));
        }
        if figure.is_provisional() {
            let x = (right - wide(&printed, size) - 22.0).max(bounds.x - 4.0);
            let mark = badge(x, 18.0);
            let ink =
                Ink { size: 12.0, font: INTERFACE, color: c.attention, align: Horizontal::Center };
            pieces.push(mark.clone());
            pieces.push(text(Anchor::Scrolls, mark.bounds, "速", ink));
        }
        let ink = Ink { size, font: PAPER, color, align: Horizontal::Right };
        pieces.push(text(Anchor::Scrolls, bounds, printed, ink));
    }

    fn rate_pieces(&self, look: Look, indicator: &Indicator, pieces: &mut Vec<Piece>) {
        let c = look.color;
        let Some(year) = self.year else { return };
        let columns = &self.columns;
        let span = columns.rate();
        let grade = self.book.grade_of(indicator, year);
        let bounds = padded(within(&span, 0.0, ROW));
        if let Some(grade) = grade {
            let (color, _) = Tone::from(grade.hue).colors(c);
            let ink = Ink { size: 15.0, font: BOLD, color, align: Horizontal::Right };
            pieces.push(text(Anchor::Scrolls, bounds, grade.mark.as_str(), ink));
        }
        let bounds = Rectangle { width: bounds.width - columns.grade(), ..bounds };
        let rate = self.book.rate(indicator, year);
        let (word, color) = match rate {
            Some(rate) => (format!("{}%", grouped(&written(rate.percent(1), Some(1)))), c.ink),
            None => ("―".to_owned(), c.second),
        };
        let size = fitting(&word, bounds.width);
        let ink = Ink { size, font: PAPER, color, align: Horizontal::Right };
        pieces.push(text(Anchor::Scrolls, bounds, word, ink));
    }

    /// What stays at the left: the label or the kind, and the name.
    fn name_pieces(&self, look: Look, indicator: &Indicator, here: bool, pieces: &mut Vec<Piece>) {
        let c = look.color;
        let width = self.columns.fixed();
        let all = Rectangle { x: 0.0, y: 0.0, width, height: ROW - 1.0 };
        if here {
            pieces.push(Piece::fill(Anchor::Fixed, all, c.hover));
            let edge = Rectangle { width: 3.0, ..all };
            pieces.push(Piece::fill(Anchor::Fixed, edge, c.accent));
        }
        let room = Rectangle { x: 20.0, width: width - 28.0, ..all };
        let mut label = match indicator.label.as_str() {
            "" => indicator.kind.clone(),
            label => label.to_owned(),
        };
        if indicator.retired {
            label =
                if label.is_empty() { "廃止".to_owned() } else { format!("{label}　廃止") };
        }
        let name = one_line(look, indicator.name.as_str()).font(BOLD);
        let name = self.shortened((indicator.id, true), &name, room.width);
        let (upper, lower) = match label.is_empty() {
            true => (None, room),
            false => {
                let upper = Rectangle { y: 8.0, height: 20.0, ..room };
                (Some(upper), Rectangle { y: 29.0, height: 24.0, ..room })
            }
        };
        if let Some(bounds) = upper {
            let line = one_line(look, label).size(14.0);
            let label = self.shortened((indicator.id, false), &line, room.width);
            let ink = Ink { size: 14.0, font: INTERFACE, color: c.second, align: Horizontal::Left };
            pieces.push(text(Anchor::Fixed, bounds, label, ink));
        }
        let font = if here { BOLD } else { INTERFACE };
        let ink = Ink { size: look.body(), font, color: c.ink, align: Horizontal::Left };
        pieces.push(text(Anchor::Fixed, lower, name, ink));
        let line = Rectangle { x: 0.0, y: ROW - 1.0, width, height: 1.0 };
        pieces.push(Piece::fill(Anchor::Fixed, line, c.line));
        let edge = Rectangle { x: width - 1.0, y: 0.0, width: 1.0, height: ROW };
        pieces.push(Piece::fill(Anchor::Fixed, edge, c.line));
    }

    /// As much of a name, or of what stands above it, as fits, measured once.
    fn shortened(&self, of: (IndicatorId, bool), line: &OneLine<'_>, width: f32) -> String {
        let mut names = self.names.borrow_mut();
        let name = names.entry(of).or_insert_with(|| line.shortened(width).into_owned());
        name.clone()
    }

    /// What is told of the cell, beneath it: how its text is read, or why nothing was done.
    pub(super) fn told_beneath(&self, look: Look) -> Vec<Piece> {
        let told = match (&self.entry, &self.told) {
            (Some(entry), _) => self.read_as(entry),
            (None, Some(Told::Why(why))) => why.clone(),
            (None, _) => return Vec::new(),
        };
        let Some(bounds) = self.field_bounds() else { return Vec::new() };
        let c = look.color;
        let width = wide(&told, 14.0) + 24.0;
        let right = bounds.x + bounds.width;
        let x = (right - width).max(self.sideways + self.columns.fixed() + 2.0);
        let y = bounds.y + bounds.height + 2.0;
        let bounds = Rectangle { x, y, width, height: HEADING_BELOW - 6.0 };
        let drawn = Drawn::Fill { color: c.ink, radius: 4.0 };
        let ground = Piece { anchor: Anchor::Scrolls, bounds, drawn };
        let ink = Ink { size: 14.0, font: BOLD, color: c.surface, align: Horizontal::Center };
        vec![ground, text(Anchor::Scrolls, bounds, told, ink)]
    }

    /// How what is typed is read.
    fn read_as(&self, entry: &Entry) -> String {
        let decimals = self.book.indicator(entry.cell.indicator());
        let decimals = decimals.and_then(|row| row.decimals.count());
        let figure = entry.figure(&self.book);
        let mut told = words::read_over(
            self.figure(entry.cell),
            &figure,
            self.book.unit(entry.cell),
            decimals,
        );
        if entry.has_kept_mark(&self.book) {
            told += "　確定した値なら Alt+4";
        }
        told
    }

    /// Where the cell stands in which the clerk is.
    pub(super) fn field_bounds(&self) -> Option<Rectangle> {
        let cursor = self.cursor?;
        let row = self.rows.iter().position(|row| row.indicator() == Some(cursor.indicator))?;
        let top = self.list.top(row);
        let span = self.columns.at(cursor.column);
        Some(match (cursor.column, cursor.line) {
            (Column::Base | Column::Target, _) => within(&span, top, ROW - 1.0),
            (_, Line::Target) => within(&span, top, ROW / 2.0 - 0.5),
            (_, Line::Actual) => within(&span, top + ROW / 2.0, ROW / 2.0 - 0.5),
        })
    }
}

/// 令和6 of 令和6年度.
pub(super) fn short_year(label: &str) -> String {
    label.strip_suffix("年度").unwrap_or(label).to_owned()
}

fn heading(look: Look, name: &str, count: usize) -> Vec<Piece> {
    let c = look.color;
    let across = Rectangle { x: 0.0, y: 0.0, width: 10_000.0, height: HEADING };
    let ink = |font, color| Ink { size: 15.0, font, color, align: Horizontal::Left };
    let bounds = Rectangle { x: 20.0, width: across.width, ..across };
    let count_at = Rectangle { x: 20.0 + wide(name, 15.0) + 14.0, ..bounds };
    vec![
        Piece::fill(Anchor::Across, across, c.rest),
        text(Anchor::Across, bounds, name, ink(BOLD, c.ink)),
        text(Anchor::Across, count_at, format!("{count}指標"), ink(INTERFACE, c.second)),
    ]
}

/// About how wide a text is: full-width characters are as wide as they are high.
pub(super) fn wide(text: &str, size: f32) -> f32 {
    text.chars().map(|c| if c.is_ascii() { size * 0.52 } else { size }).sum()
}

/// The size at which a text finds room, not below what can be read.
fn fitting(text: &str, room: f32) -> f32 {
    let width = wide(text, 15.0);
    if width <= room { 15.0 } else { (15.0 * room / width).max(11.0) }
}
