//! A small table of figures and bars.

use super::super::sheet::{At, Sheet};
use super::bars::Bar;
use crate::report::Face;
use crate::report::geometry::{Em, Length, Point, Rect, Size};
use crate::report::page::{self, Cell, Item, Origin, Page, Rule, Tint};

/// A column with its head, of one or two lines.
pub(super) struct Column {
    head: [String; 2],
    width: Length,
}

/// What a cell holds.
pub(super) enum Content {
    /// The head of its row.
    Text(String),
    Figure(usize),
    Right(String),
    /// A number, its share and its change.
    Shares(usize, String, Option<String>),
    Bar(Bar),
}

/// A table at a place.
pub(super) struct Grid {
    pub origin: Point,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Content>>,
    /// The least height of a row.
    pub height: Length,
    /// Whether the last row is the sum of the others.
    pub total: bool,
}

const PADDING: Length = Length::points(5);
const HEAD: (Face, Length) = (Face::Bold, Length::points(9));
const NAME: (Face, Length) = (Face::Body, Length::thousandths(9_500));
const NAME_LINE: Length = Length::points(12);
/// The weights of the rules under the heads and above the sum, and of the others.
const HEAVY: Length = Length::thousandths(800);
const LIGHT: Length = Length::thousandths(400);
const FIGURE: (Face, Length) = (Face::Label, Length::points(9));
/// The least width in which a number, its share and its change stand side by side.
const NARROW: Length = Length::points(74);

impl Column {
    pub(super) fn new(head: &str, width: Length) -> Self {
        Self { head: [head.to_owned(), String::new()], width }
    }

    /// With a second line in its head.
    pub(super) fn below(head: String, more: &str, width: Length) -> Self {
        Self { head: [head, more.to_owned()], width }
    }
}

impl Grid {
    /// Draws it, and returns where it ends.
    pub(super) fn draw(self, sheet: &Sheet, page: &mut Page) -> Length {
        let head = self.head();
        let heights: Vec<Length> = self.rows.iter().map(|row| self.row(sheet, row)).collect();
        let width: Length = self.columns.iter().map(|column| column.width).sum();
        let ground = Size { width, height: head };
        page.items.push((self.origin, Item::Tint(Tint { size: ground, white: 900 })));
        let mut lefts = Vec::new();
        let mut x = self.origin.x;
        for column in &self.columns {
            lefts.push(x);
            let size = Size { width: column.width, height: head };
            let area = Rect { origin: Point { x, y: self.origin.y }, size };
            let of = Origin::Head(page::Column::Number);
            draw_cell(page, of, area, None, |page| draw_head(sheet, page, column, area));
            x += column.width;
        }
        let mut y = self.origin.y + head;
        let last = self.rows.len().saturating_sub(1);
        let mut edges = Vec::new();
        for ((at, row), height) in self.rows.into_iter().enumerate().zip(heights) {
            let sum = self.total && at == last;
            edges.push((y, if at == 0 || sum { HEAVY } else { LIGHT }));
            for ((content, column), x) in row.into_iter().zip(&self.columns).zip(&lefts) {
                let area =
                    Rect { origin: Point { x: *x, y }, size: Size { width: column.width, height } };
                let column = match content {
                    Content::Text(_) => page::Column::Name,
                    _ => page::Column::Number,
                };
                let alt = match &content {
                    Content::Bar(bar) => Some(bar.alt.clone()),
                    _ => None,
                };
                draw_cell(page, Origin::Other(column), area, alt, |page| {
                    draw_content(sheet, page, &content, area, sum);
                });
            }
            y += height;
        }
        let size = Size { width, height: y - self.origin.y };
        draw_rules(page, Rect { origin: self.origin, size }, &edges, &lefts);
        y
    }

    fn head(&self) -> Length {
        let two = self.columns.iter().any(|column| !column.head[1].is_empty());
        if two { Length::points(30) } else { self.height }
    }

    /// The height of a row, whose name may need several lines.
    fn row(&self, sheet: &Sheet, row: &[Content]) -> Length {
        let heights = row.iter().zip(&self.columns).map(|(content, column)| match content {
            Content::Text(text) => text_height(sheet, text, column.width, self.height),
            _ => Length::ZERO,
        });
        heights.max().unwrap_or_default().max(self.height)
    }
}

/// The height of a name in a column of this width and a row that has at least this height.
pub(super) fn text_height(sheet: &Sheet, text: &str, width: Length, least: Length) -> Length {
    let lines = sheet.wrapped(NAME, text, width - PADDING * 2).len();
    let around = (least - NAME_LINE).min(Length::points(5));
    (NAME_LINE * i64::try_from(lines).unwrap_or(1) + around).max(least)
}

/// The width of a column that has a name in one line.
pub(super) fn text_width(sheet: &Sheet, text: &str) -> Length {
    sheet.width(NAME.0, NAME.1, text) + PADDING * 2 + Length::points(1)
}

/// The rules of a table, with the tops of its rows and the weights of the rules there.
fn draw_rules(page: &mut Page, area: Rect, edges: &[(Length, Length)], lefts: &[Length]) {
    let Rect { origin, size: Size { width, height } } = area;
    let across = Size { width, height: Length::ZERO };
    for (y, weight) in edges {
        page.items.push((Point { x: origin.x, y: *y }, Item::Rule(Rule::solid(across, *weight))));
    }
    let down = Size { width: Length::ZERO, height };
    for x in lefts.iter().skip(1) {
        let rule = Rule::solid(down, Length::thousandths(250));
        page.items.push((Point { x: *x, y: origin.y }, Item::Rule(rule)));
    }
    Sheet::frame(page, area, Length::points(1), false);
}

fn draw_cell(
    page: &mut Page,
    of: Origin,
    area: Rect,
    alt: Option<String>,
    draw: impl FnOnce(&mut Page),
) {
    let from = page.items.len();
    draw(page);
    let items = from..page.items.len();
    page.cells.push(Cell { of, area, items, continued: false, repeated: false, alt });
}

fn draw_head(sheet: &Sheet, page: &mut Page, column: &Column, area: Rect) {
    let middle = area.left() + area.size.width.half();
    let room = area.size.width - Length::points(4);
    let [first, second] = &column.head;
    let centre = area.top() + area.size.height.half();
    let y = centre + Length::points(if second.is_empty() { 3 } else { -3 });
    let size = sheet.fitting(HEAD.0, HEAD.1, first, room);
    sheet.draw(page, (At::Middle(middle), y), (HEAD.0, size), first);
    if !second.is_empty() {
        let size = sheet.fitting(Face::Label, Length::points(8), second, room);
        sheet.draw(
            page,
            (At::Middle(middle), centre + Length::points(10)),
            (Face::Label, size),
            second,
        );
    }
}

fn draw_content(sheet: &Sheet, page: &mut Page, content: &Content, area: Rect, sum: bool) {
    let (left, right) = (area.left() + PADDING, area.right() - PADDING);
    let room = right - left;
    let y = area.top() + area.size.height.half() + Length::thousandths(3_300);
    match content {
        Content::Text(text) => {
            let style = (if sum { Face::Bold } else { NAME.0 }, NAME.1);
            let lines = sheet.wrapped(style, text, room);
            let up = NAME_LINE.half() * i64::try_from(lines.len().saturating_sub(1)).unwrap_or(0);
            let mut y = y - up;
            for line in lines {
                sheet.draw(page, (At::Left(left), y), style, &line);
                y += NAME_LINE;
            }
        }
        Content::Figure(figure) => {
            sheet.draw(page, (At::Right(right), y), FIGURE, &figure.to_string());
        }
        Content::Right(text) => sheet.draw(page, (At::Right(right), y), FIGURE, text),
        Content::Shares(count, share, change) if area.size.width < NARROW => {
            let up = Length::points(6);
            let end = if change.is_some() { left + room.times(Em(450)) } else { right };
            sheet.draw(page, (At::Right(end), y - up), FIGURE, &count.to_string());
            if let Some(change) = change {
                sheet.draw(page, (At::Right(right), y - up), FIGURE, change);
            }
            sheet.draw(page, (At::Right(right), y + up), FIGURE, &format!("{share}％"));
        }
        Content::Shares(count, share, change) => {
            let third = Length::thousandths(room.in_thousandths() / 10);
            let ends =
                if change.is_some() { [third * 2, third * 6] } else { [third * 4, third * 10] };
            let size = FIGURE.1.min(third * 10);
            let style = (FIGURE.0, size.min(Length::thousandths(room.in_thousandths() / 8)));
            sheet.draw(page, (At::Right(left + ends[0]), y), style, &count.to_string());
            sheet.draw(page, (At::Right(left + ends[1]), y), style, share);
            if let Some(change) = change {
                sheet.draw(page, (At::Right(right), y), style, change);
            }
        }
        Content::Bar(bar) => {
            let height = Length::points(13).min(area.size.height - Length::points(6));
            let top = area.top() + (area.size.height - height).half();
            let size = Size { width: room, height };
            bar.draw(sheet, page, Rect { origin: Point { x: left, y: top }, size });
        }
    }
}
