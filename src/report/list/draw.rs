//! Where everything of a paper stands on its pages.

use super::content::Content;
use super::form::Form;
use super::front::{Align, Band, above, below};
use super::rules::draw_rules;
use crate::domain::template::PageNumberForm;
use crate::report::Error;
use crate::report::flow::{Part, Row};
use crate::report::geometry::{Em, Length, Point, Rect, Size};
use crate::report::page::{Cell, Column, Item, Origin, Page, Tint};
use crate::report::typeset::{Line, set};

/// What is the same on all pages: what stands around the table, the heads of the columns, the room
/// between.
pub struct Sheet<'a> {
    form: &'a Form,
    /// What stands above the table, and fills pages before it where it is longer than any should be.
    above: Vec<Band>,
    /// How many of these are on each page, the last of which has the table.
    pages_above: Vec<usize>,
    below: Vec<Band>,
    heads: Row<Origin>,
}

/// Between the table and what stands above and below it.
const ABOVE_TABLE: Em = Em(600);
const BELOW_TABLE: Em = Em(400);

/// Between the table, where it fills the page, and the number of the page.
const ABOVE_NUMBER: Em = Em(700);

const HEAD_TINT: u16 = 900;
const GOAL_TINT: u16 = 955;

/// The fewest lines of the table that a page must hold.
const FEWEST_LINES: i64 = 4;

impl<'a> Sheet<'a> {
    /// # Errors
    /// [`Error::NoRoom`] where a page would hold but a few lines.
    pub fn new(form: &'a Form, content: &Content) -> Result<Self, Error> {
        let head = |head: &super::content::Head| form.set(Some(head.column), &head.text.text);
        let heads = Row {
            of: Origin::Head(Column::Number),
            cells: content.columns.iter().map(head).collect(),
            again: Vec::new(),
            heading: None,
        };
        let mut sheet = Self {
            form,
            above: above(form, content),
            pages_above: Vec::new(),
            below: below(form, content),
            heads,
        };
        let room = form.body().size.height
            - sheet.head_height()
            - form.line() * FEWEST_LINES
            - form.padding_y() * 2
            - form.size.times(ABOVE_TABLE);
        let highest = sheet.above.iter().chain(&sheet.below).map(|band| band.height).max();
        if room < highest.unwrap_or(Length::ZERO).max(Length::thousandths(1)) {
            return Err(Error::NoRoom);
        }
        sheet.pages_above = divided(&sheet.above, form.body().size.height, room);
        Ok(sheet)
    }

    /// The room for rows on the first page of the table and on the others.
    pub fn rooms(&self) -> (Length, Length) {
        let others = self.form.body().size.height - self.head_height();
        (others - self.height_above(), others)
    }

    /// How many pages there are before the table begins: none, unless what stands above it is longer
    /// than any should be.
    pub fn pages_before(&self) -> usize {
        self.pages_above.len().saturating_sub(1)
    }

    /// Where the first row stands on a page of the table.
    pub fn table_top(&self, page: usize) -> Length {
        let above = if page == 0 { self.height_above() } else { Length::ZERO };
        self.form.body().top() + above + self.head_height()
    }

    /// The height of what stands of a row on a page.
    pub fn height(&self, row: &Row<Origin>, part: &Part) -> Length {
        row.part_height(part, self.form.heights())
    }

    /// Draws all pages, and takes the lines out of the rows.
    pub fn draw(&self, mut rows: Vec<Row<Origin>>, parts: &[Vec<Part>]) -> Vec<Page> {
        let mut pages = Vec::new();
        let mut above = self.above.iter();
        for count in &self.pages_above[..self.pages_before()] {
            let mut page = Page::default();
            let bands: Vec<&Band> = above.by_ref().take(*count).collect();
            let _ = self.draw_bands(&mut page, &bands, self.form.body().top());
            pages.push(page);
        }
        let mut bottom = Length::ZERO;
        for (index, parts) in parts.iter().enumerate() {
            let mut page = Page::default();
            let bands: Vec<&Band> = above.by_ref().collect();
            let _ = self.draw_bands(&mut page, &bands, self.form.body().top());
            bottom = self.draw_table(&mut page, index, &mut rows, parts);
            let mut top = self.form.body().top();
            for band in bands {
                band.draw_frames(self.form, &mut page, top);
                top += band.height;
            }
            pages.push(page);
        }
        self.draw_below(&mut pages, bottom);
        let count = pages.len();
        for (index, page) in pages.iter_mut().enumerate() {
            self.draw_number(page, index, count);
        }
        pages
    }

    /// Draws bands one below the other, and tells where they end.
    fn draw_bands(&self, page: &mut Page, bands: &[&Band], mut top: Length) -> Length {
        for band in bands {
            band.draw(self.form, page, top);
            top += band.height;
        }
        top
    }

    /// Draws what stands below the table, from where it ends, and on more pages where it must.
    fn draw_below(&self, pages: &mut Vec<Page>, table_bottom: Length) {
        let body = self.form.body();
        let mut top = table_bottom + self.form.size.times(BELOW_TABLE);
        for band in &self.below {
            if top + band.height > body.bottom() {
                pages.push(Page::default());
                top = body.top();
            }
            if let Some(page) = pages.last_mut() {
                top = self.draw_bands(page, &[band], top);
            }
        }
    }

    /// Draws what of the table stands on a page, and tells where it ends.
    fn draw_table(
        &self,
        page: &mut Page,
        index: usize,
        rows: &mut [Row<Origin>],
        parts: &[Part],
    ) -> Length {
        let body = self.form.body();
        let lines = self.heads.cells.iter().map(|it| 0..it.len()).collect();
        let head = Part { row: 0, lines, continued: false };
        let table_top = self.table_top(index) - self.head_height();
        let mut top = table_top;
        top += self.draw_row(page, &mut self.heads.clone(), &head, top);
        for cell in &mut page.cells {
            cell.repeated = index > 0;
        }
        for part in parts {
            if let Some(row) = rows.get_mut(part.row) {
                top += self.draw_row(page, row, part, top);
            }
        }
        let table = Rect {
            origin: Point { x: body.left(), y: table_top },
            size: Size { width: body.size.width, height: top - table_top },
        };
        draw_rules(page, table, self.form.rule);
        top
    }

    /// Draws what stands of a row on a page, and tells how high that is.
    fn draw_row(&self, page: &mut Page, row: &mut Row<Origin>, part: &Part, top: Length) -> Length {
        let height = self.height(row, part);
        let body = self.form.body();
        let whole = Rect {
            origin: Point { x: body.left(), y: top },
            size: Size { width: body.size.width, height },
        };
        let tint = match row.of {
            Origin::Head(_) => Some(HEAD_TINT),
            Origin::Goal(_) | Origin::Department(_) | Origin::Section => Some(GOAL_TINT),
            Origin::Direction(_) | Origin::Entry(..) | Origin::Other(_) => None,
        };
        if let Some(white) = tint {
            page.items.push((whole.origin, Item::Tint(Tint { size: whole.size, white })));
        }
        let continued = part.continued;
        let cell = |index: usize, of, area| {
            let repeated = part.says_again(index);
            Cell { of, area, items: 0..0, continued, repeated }
        };
        if row.heading.is_some() {
            let lines = row.take_shown(part, 0);
            self.draw_cell(page, cell(0, row.of, whole), lines);
            return height;
        }
        for (index, (column, left, width)) in self.form.columns().into_iter().enumerate() {
            let of = match row.of {
                Origin::Head(_) => Origin::Head(column),
                Origin::Entry(measure, _) => Origin::Entry(measure, column),
                Origin::Other(_) => Origin::Other(column),
                of => of,
            };
            let area = Rect { origin: Point { x: left, y: top }, size: Size { width, height } };
            let lines = row.take_shown(part, index);
            self.draw_cell(page, cell(index, of, area), lines);
        }
        height
    }

    fn draw_cell(&self, page: &mut Page, cell: Cell, lines: Vec<Line>) {
        let form = self.form;
        let (align, middle) = match cell.of {
            Origin::Head(_) => (Align::Centre, true),
            Origin::Entry(_, Column::Number | Column::Status)
            | Origin::Other(Column::Number | Column::Status) => (Align::Centre, false),
            Origin::Goal(_)
            | Origin::Direction(_)
            | Origin::Department(_)
            | Origin::Section
            | Origin::Entry(..)
            | Origin::Other(_) => (Align::Left, false),
        };
        let spare = if middle {
            (cell.area.size.height - form.heights().lines(&lines)).half()
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

    /// The number of a page in the middle of its foot.
    fn draw_number(&self, page: &mut Page, index: usize, count: usize) {
        let form = self.form;
        let before = usize::from(form.page_number.first).saturating_sub(1);
        let text = match form.page_number.form {
            PageNumberForm::Fraction => format!("{}/{}", before + index + 1, before + count),
            PageNumberForm::Dashed => format!("－{}－", before + index + 1),
            PageNumberForm::None => return,
        };
        let lines = form.set(None, &text);
        let body = form.body();
        // Near the table: many printers leave the last five millimetres of a sheet blank.
        let foot = form.paper.height - body.bottom();
        let above = (foot - form.line()).half().min(form.size.times(ABOVE_NUMBER));
        let place =
            Rect { origin: Point { x: body.left(), y: body.bottom() + above }, size: body.size };
        form.draw_lines(page, lines, place, Align::Centre, (form.size, form.line()));
    }

    fn head_height(&self) -> Length {
        self.heads.height(self.form.heights())
    }

    /// The height of what stands above the table on its first page.
    fn height_above(&self) -> Length {
        let count = self.pages_above.last().copied().unwrap_or_default();
        let bands = self.above.iter().rev().take(count).map(|band| band.height);
        bands.sum::<Length>() + self.form.size.times(ABOVE_TABLE)
    }
}

/// How many bands stand on each page, as long as the rest is too high for the last, which has less
/// room.
fn divided(bands: &[Band], page: Length, last: Length) -> Vec<usize> {
    let mut counts = Vec::new();
    let mut rest = bands;
    let height = |bands: &[Band]| bands.iter().map(|band| band.height).sum::<Length>();
    while height(rest) > last {
        let mut left = page;
        let mut fits = |band: &&Band| {
            left = left - band.height;
            left >= Length::ZERO
        };
        let count = rest.iter().take_while(|band| fits(band)).count().clamp(1, rest.len());
        counts.push(count);
        rest = &rest[count..];
    }
    counts.push(rest.len());
    counts
}

impl Form {
    fn set(&self, column: Option<Column>, text: &str) -> Vec<Line> {
        set(self.face, text, self.measure(column), &[])
    }
}
