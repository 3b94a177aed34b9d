//! Where everything of a list stands on its pages.

use super::content::Content;
use super::form::Form;
use crate::report::Error;
use crate::report::flow::{Heights, Part, Row};
use crate::report::geometry::{Em, Length, Point, Rect, Size};
use crate::report::page::{Cell, Column, Item, Origin, Page, Rule, Text, Tint};
use crate::report::typeset::{Line, set};
use std::collections::BTreeMap;

/// What is the same on all pages: the title, the heads of the columns, the room between.
pub struct Sheet<'a> {
    form: &'a Form,
    title: Vec<Line>,
    note: Vec<Line>,
    heads: Row<Origin>,
    /// The lines of the title that stand above the table; the others fill pages before it.
    title_above: usize,
}

/// How lines stand in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Align {
    Left,
    Centre,
    Right,
}

/// The size of the title, and its leading.
const TITLE: Em = Em(1400);
const TITLE_LEADING: Em = Em(1400);

/// Between the title and the table.
const BELOW_TITLE: Em = Em(600);

/// Between the table, where it fills the page, and the number of the page.
const ABOVE_NUMBER: Em = Em(700);

const HAIRLINE: Length = Length::thousandths(400);
const FRAME: Length = Length::thousandths(800);

const HEAD_TINT: u16 = 900;
const GOAL_TINT: u16 = 955;

/// The fewest lines of the table that a page must hold.
const FEWEST_LINES: i64 = 4;

impl<'a> Sheet<'a> {
    /// # Errors
    /// [`Error::NoRoom`] where a page would hold but a few lines.
    pub fn new(form: &'a Form, content: &Content) -> Result<Self, Error> {
        let cells = Column::ALL.into_iter().zip(&content.heads);
        let heads = Row {
            of: Origin::Head(Column::Number),
            cells: cells.map(|(column, text)| form.set(Some(column), text)).collect(),
            again: Vec::new(),
            heading: None,
        };
        let width = form.title_size().ems_in(form.body().size.width);
        let note = if content.note.is_empty() { Vec::new() } else { form.set(None, &content.note) };
        let mut sheet = Self {
            form,
            title: set(form.face, &content.title, width, &[]),
            note,
            heads,
            title_above: 0,
        };
        let room = form.body().size.height
            - sheet.head_height()
            - form.line() * FEWEST_LINES
            - form.padding_y() * 2;
        let room = room - sheet.below_title();
        let lines = room.in_thousandths() / form.title_line().in_thousandths().max(1);
        let lines = usize::try_from(lines).unwrap_or(0);
        if lines == 0 {
            return Err(Error::NoRoom);
        }
        sheet.title_above = match sheet.title.len() % lines {
            0 => sheet.title.len().min(lines),
            rest => rest,
        };
        Ok(sheet)
    }

    /// The room for rows on the first page of the table and on the others.
    pub fn rooms(&self) -> (Length, Length) {
        let others = self.form.body().size.height - self.head_height();
        (others - self.title_height(), others)
    }

    /// How many pages the title takes before the table begins: none, unless it is longer than any
    /// title should be.
    pub fn title_pages(&self) -> usize {
        let before = self.title.len() - self.title_above;
        before.div_ceil(self.title_lines_alone())
    }

    /// Where the first row stands on a page of the table.
    pub fn table_top(&self, page: usize) -> Length {
        let title = if page == 0 { self.title_height() } else { Length::ZERO };
        self.form.body().top() + title + self.head_height()
    }

    /// The height of what stands of a row on a page.
    pub fn height(&self, row: &Row<Origin>, part: &Part) -> Length {
        row.part_height(part, self.form.heights())
    }

    /// Draws all pages.
    pub fn draw(&self, rows: &[Row<Origin>], parts: &[Vec<Part>]) -> Vec<Page> {
        let before = self.title.len() - self.title_above;
        let count = self.title_pages() + parts.len();
        let mut pages: Vec<Page> = self.title[..before]
            .chunks(self.title_lines_alone())
            .map(|lines| {
                let mut page = Page::default();
                self.draw_title(&mut page, lines);
                page
            })
            .collect();
        for (index, parts) in parts.iter().enumerate() {
            pages.push(self.draw_table(index, rows, parts));
        }
        for (index, page) in pages.iter_mut().enumerate() {
            self.draw_number(page, index + 1, count);
        }
        pages
    }

    fn draw_table(&self, index: usize, rows: &[Row<Origin>], parts: &[Part]) -> Page {
        let mut page = Page::default();
        let body = self.form.body();
        if index == 0 {
            self.draw_title(&mut page, &self.title[self.title.len() - self.title_above..]);
            self.draw_note(&mut page);
        }
        let lines = self.heads.cells.iter().map(|it| 0..it.len()).collect();
        let head = Part { row: 0, lines, continued: false };
        let mut top = self.table_top(index) - self.head_height();
        self.draw_row(&mut page, &self.heads, &head, top);
        top += self.head_height();
        for part in parts {
            if let Some(row) = rows.get(part.row) {
                self.draw_row(&mut page, row, part, top);
                top += self.height(row, part);
            }
        }
        let table = Rect {
            origin: Point { x: body.left(), y: self.table_top(index) - self.head_height() },
            size: Size {
                width: body.size.width,
                height: top - self.table_top(index) + self.head_height(),
            },
        };
        draw_rules(&mut page, table);
        page
    }

    fn draw_row(&self, page: &mut Page, row: &Row<Origin>, part: &Part, top: Length) {
        let height = self.height(row, part);
        let body = self.form.body();
        let whole = Rect {
            origin: Point { x: body.left(), y: top },
            size: Size { width: body.size.width, height },
        };
        let tint = match row.of {
            Origin::Head(_) => Some(HEAD_TINT),
            Origin::Goal(_) => Some(GOAL_TINT),
            Origin::Direction(_) | Origin::Entry(..) => None,
        };
        if let Some(white) = tint {
            page.items.push((whole.origin, Item::Tint(Tint { size: whole.size, white })));
        }
        let continued = part.continued;
        let cell = |index: usize, of, area| {
            let repeated = part.says_again(index);
            (Cell { of, area, items: 0..0, continued, repeated }, row.shown(part, index))
        };
        if row.cells.len() == 1 {
            let (cell, lines) = cell(0, row.of, whole);
            self.draw_cell(page, cell, lines);
            return;
        }
        let columns = Column::ALL.into_iter().zip(self.form.columns());
        for (index, (column, (left, width))) in columns.enumerate() {
            let of = match row.of {
                Origin::Head(_) => Origin::Head(column),
                Origin::Entry(measure, _) => Origin::Entry(measure, column),
                of => of,
            };
            let area = Rect { origin: Point { x: left, y: top }, size: Size { width, height } };
            let (cell, lines) = cell(index, of, area);
            self.draw_cell(page, cell, lines);
        }
    }

    fn draw_cell(&self, page: &mut Page, cell: Cell, lines: &[Line]) {
        let form = self.form;
        let (align, middle) = match cell.of {
            Origin::Head(_) => (Align::Centre, true),
            Origin::Entry(_, Column::Number | Column::Status) => (Align::Centre, false),
            Origin::Goal(_) | Origin::Direction(_) | Origin::Entry(..) => (Align::Left, false),
        };
        let spare = if middle {
            (cell.area.size.height - form.heights().lines(lines)).half()
        } else {
            form.padding_y()
        };
        let place = Rect {
            origin: Point { x: cell.area.left() + form.padding_x(), y: cell.area.top() + spare },
            size: Size { width: cell.area.size.width - form.padding_x() * 2, ..cell.area.size },
        };
        let from = page.items.len();
        form.draw_lines(page, lines, place, align, (form.size, form.line()));
        page.cells.push(Cell { items: from..page.items.len(), ..cell });
    }

    fn draw_title(&self, page: &mut Page, lines: &[Line]) {
        let form = self.form;
        let place = (form.title_size(), form.title_line());
        form.draw_lines(page, lines, form.body(), Align::Centre, place);
    }

    fn draw_note(&self, page: &mut Page) {
        let form = self.form;
        let count = i64::try_from(self.title_above).unwrap_or(0);
        let mut place = form.body();
        place.origin.y += form.title_line() * count;
        form.draw_lines(page, &self.note, place, Align::Right, (form.size, form.line()));
    }

    /// The number of the page and how many there are, in the middle of the foot.
    fn draw_number(&self, page: &mut Page, number: usize, count: usize) {
        let form = self.form;
        let lines = form.set(None, &format!("{number}/{count}"));
        let body = form.body();
        // Near the table: many printers leave the last five millimetres of a sheet blank.
        let foot = form.paper.height - body.bottom();
        let above = (foot - form.line()).half().min(form.size.times(ABOVE_NUMBER));
        let place =
            Rect { origin: Point { x: body.left(), y: body.bottom() + above }, size: body.size };
        form.draw_lines(page, &lines, place, Align::Centre, (form.size, form.line()));
    }

    fn head_height(&self) -> Length {
        self.heads.height(self.form.heights())
    }

    fn title_height(&self) -> Length {
        let lines = i64::try_from(self.title_above).unwrap_or(0);
        self.form.title_line() * lines + self.below_title()
    }

    fn below_title(&self) -> Length {
        let note = i64::try_from(self.note.len()).unwrap_or(0);
        self.form.size.times(BELOW_TITLE) + self.form.line() * note
    }

    /// How many lines of a title a page without a table holds.
    fn title_lines_alone(&self) -> usize {
        let lines = self.form.body().size.height.in_thousandths()
            / self.form.title_line().in_thousandths().max(1);
        usize::try_from(lines).unwrap_or(1).max(1)
    }
}

impl Form {
    fn set(&self, column: Option<Column>, text: &str) -> Vec<Line> {
        set(self.face, text, self.measure(column), &[])
    }

    fn title_size(&self) -> Length {
        self.size.times(TITLE)
    }

    fn title_line(&self) -> Length {
        self.title_size().times(TITLE_LEADING)
    }

    /// Draws lines from the top of a place, with this size of type and from line to line.
    fn draw_lines(
        &self,
        page: &mut Page,
        lines: &[Line],
        place: Rect,
        align: Align,
        (size, step): (Length, Length),
    ) {
        let baseline = (step - size).half() + size.times(self.face.ascent());
        let heights = Heights { size, line: step, padding: Length::ZERO };
        for (line, top) in lines.iter().cloned().zip(heights.tops(lines)) {
            let y = place.top() + top + baseline;
            let spare = place.size.width - size.times(line.end);
            let shift = match align {
                Align::Left => Length::ZERO,
                Align::Centre => spare.half(),
                Align::Right => spare,
            };
            if !line.glyphs.is_empty() {
                let x = place.left() + shift + size.times(line.start);
                page.items.push((Point { x, y }, Item::Text(Text { line, size })));
            }
        }
    }
}

/// Rules around the cells, each drawn once however many cells share it, and a frame around all.
fn draw_rules(page: &mut Page, table: Rect) {
    let mut across: BTreeMap<Length, Vec<(Length, Length)>> = BTreeMap::new();
    let mut down: BTreeMap<Length, Vec<(Length, Length)>> = BTreeMap::new();
    for Cell { area, .. } in &page.cells {
        // The edges to the right and below are those of the next cell, or the frame's.
        if area.top() > table.top() {
            extend(across.entry(area.top()).or_default(), (area.left(), area.right()));
        }
        if area.left() > table.left() {
            extend(down.entry(area.left()).or_default(), (area.top(), area.bottom()));
        }
    }
    let mut rule = |x, y, width, height, weight| {
        let size = Size { width, height };
        page.items.push((Point { x, y }, Item::Rule(Rule { size, weight })));
    };
    for (y, spans) in across {
        for (from, to) in spans {
            rule(from, y, to - from, Length::ZERO, HAIRLINE);
        }
    }
    for (x, spans) in down {
        for (from, to) in spans {
            rule(x, from, Length::ZERO, to - from, HAIRLINE);
        }
    }
    let Size { width, height } = table.size;
    for (x, y, width, height) in [
        (table.left(), table.top(), width, Length::ZERO),
        (table.left(), table.bottom(), width, Length::ZERO),
        (table.left(), table.top(), Length::ZERO, height),
        (table.right(), table.top(), Length::ZERO, height),
    ] {
        rule(x, y, width, height, FRAME);
    }
}

/// Makes a span part of the last one where the two touch.
fn extend(spans: &mut Vec<(Length, Length)>, (from, to): (Length, Length)) {
    match spans.last_mut() {
        Some((_, end)) if *end == from => *end = to,
        _ => spans.push((from, to)),
    }
}
