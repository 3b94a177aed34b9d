//! Draws the pages of a report: the table, and the bands above and below it.

use super::bands::{Align, Band, above, below, draw_lines};
use super::content::{ColumnSpec, Content};
use super::design::Kind;
use super::dimensions::{ABOVE_NUMBER, Dimensions};
use super::rules::draw_rules;
use crate::domain::template::Flush;
use crate::domain::template::{Design, PageNumberForm};
use crate::report::flow::{Fragment, Row};
use crate::report::fonts::FontSet;
use crate::report::geometry::{Em, Length, Point, Rect, Size};
use crate::report::page::{Cell, Column, Item, Origin, Page, Rule, Text, Tint};
use crate::report::typeset::{Line, Paragraphs, Style, set, shared};
use crate::report::{Error, Face, parallel};
use std::slice;
use std::sync::Arc;

/// Draws the pages around the rows of a table.
pub(super) struct PageBuilder<'a> {
    dimensions: &'a Dimensions,
    /// The bands above the table. An excessively long title fills pages before the table.
    above: Vec<Band>,
    /// How many of these are on each page; the last of these pages has the table.
    pages_above: Vec<usize>,
    below: Vec<Band>,
    heads: Row<Origin>,
    /// What stands at the top of all pages but the first, at the left and at the right.
    running_head: Option<[Arc<Line>; 2]>,
    /// How many numbered pages there are before and behind these.
    pages_around: [usize; 2],
}

/// The top of what stands below a running head, and the places of its rule and its baseline above that.
pub(in crate::report) const BELOW_RUNNING_HEAD: Length = Length::millimetres(14);
const RUNNING_RULE: Length = Length::millimetres(3);
const RUNNING_BASELINE: Length = Length::thousandths(12_800);
pub(in crate::report) const RUNNING_SIZE: Length = Length::thousandths(8_500);
const RUNNING_WEIGHT: Length = Length::thousandths(350);

/// Between the table and the bands above and below it.
const ABOVE_TABLE: Em = Em(600);
const BELOW_TABLE: Em = Em(400);

/// For fewer pages threads cost more than they save.
const FEWEST_FOR_THREADS: usize = 16;

/// The fewest lines of the table that a page must hold.
const FEWEST_LINES: i64 = 4;

impl<'a> PageBuilder<'a> {
    /// # Errors
    /// [`Error::NoRoom`] where a page would hold less than [`FEWEST_LINES`].
    pub(super) fn new(dimensions: &'a Dimensions, content: &Content) -> Result<Self, Error> {
        let fonts = dimensions.face(dimensions.style(Kind::Head).face)?;
        let head = |it: &ColumnSpec| {
            let width = dimensions.head_width(it.column);
            set_breaking(fonts, &it.head.text, width, dimensions.design)
        };
        let heads = Row {
            of: Origin::Head(Column::Number),
            cells: content.columns.iter().map(head).collect(),
            continuation: Vec::new(),
            heading: None,
            blocks: Vec::new(),
            note: None,
        };
        let mut builder = Self {
            dimensions,
            above: above(dimensions, content),
            pages_above: Vec::new(),
            below: below(dimensions, content),
            heads,
            running_head: None,
            pages_around: content.pages_around,
        };
        if let Some([left, right]) = &content.running_head {
            let fonts = dimensions.face(Face::Label)?;
            let room = RUNNING_SIZE.ems_in(dimensions.body().size.width);
            let first = |text: &str, room| set(fonts, text, room, &[]).into_iter().next();
            let right = first(&right.text, Em(room.0 / 2)).unwrap_or_default();
            let left = first(&left.text, room - right.end - Em::whole(2)).unwrap_or_default();
            builder.running_head = Some([left, right].map(Arc::new));
        }
        let room = dimensions.body().size.height
            - builder.head_height()
            - dimensions.line() * FEWEST_LINES
            - dimensions.padding_y(Kind::Entry) * 2
            - dimensions.size.times(ABOVE_TABLE);
        let highest = builder.above.iter().chain(&builder.below).map(|band| band.height).max();
        if room < highest.unwrap_or(Length::ZERO).max(Length::thousandths(1)) {
            return Err(Error::NoRoom);
        }
        builder.pages_above = divide(&builder.above, dimensions.body().size.height, room);
        Ok(builder)
    }

    /// The height for rows on the first page of the table and on the others.
    pub(super) fn page_heights(&self) -> (Length, Length) {
        let others = self.dimensions.body().size.height - self.head_height();
        (others - self.height_above(), others - self.running_room())
    }

    /// The number of pages before that on which the table begins.
    pub(super) fn pages_before(&self) -> usize {
        self.pages_above.len().saturating_sub(1)
    }

    /// The top of the first row on a page of the table.
    pub(super) fn table_top(&self, page: usize) -> Length {
        let above = if page == 0 { self.height_above() } else { self.running_room() };
        self.dimensions.body().top() + above + self.head_height()
    }

    /// The height of a fragment of a row.
    pub(super) fn height(&self, row: &Row<Origin>, fragment: &Fragment) -> Length {
        row.fragment_height(fragment, self.dimensions.metrics(Kind::of(row.of)))
    }

    /// Draws all pages.
    pub(super) fn draw(&self, rows: &[&Row<Origin>], fragments: &[Vec<Fragment>]) -> Vec<Page> {
        let mut pages = Vec::new();
        let mut above = self.above.iter();
        for count in &self.pages_above[..self.pages_before()] {
            let mut page = Page::default();
            let bands: Vec<&Band> = above.by_ref().take(*count).collect();
            let _ = self.draw_bands(&mut page, &bands, self.dimensions.body().top());
            pages.push(page);
        }
        let above: Vec<&Band> = above.collect();
        let fragments: Vec<_> = fragments.iter().enumerate().collect();
        let tables = parallel::map(&fragments, FEWEST_FOR_THREADS, |(index, fragments)| {
            let mut page = Page::default();
            let bands = if *index == 0 { above.as_slice() } else { &[] };
            let _ = self.draw_bands(&mut page, bands, self.dimensions.body().top());
            let bottom = self.draw_table(&mut page, *index, rows, fragments);
            let mut top = self.dimensions.body().top();
            for band in bands {
                band.draw_frames(self.dimensions, &mut page, top);
                top += band.height;
            }
            (page, bottom)
        });
        let bottom = tables.last().map_or(Length::ZERO, |(_, bottom)| *bottom);
        pages.extend(tables.into_iter().map(|(page, _)| page));
        self.draw_below(&mut pages, bottom);
        let count = pages.len();
        for (index, page) in pages.iter_mut().enumerate() {
            self.draw_number(page, index, count);
            if index > 0 {
                self.draw_running_head(page);
            }
        }
        pages
    }

    /// Draws bands one below the other, and returns the bottom of the last.
    fn draw_bands(&self, page: &mut Page, bands: &[&Band], mut top: Length) -> Length {
        for band in bands {
            band.draw(self.dimensions, page, top);
            top += band.height;
        }
        top
    }

    /// Draws the bands below the table, on further pages where they do not fit.
    fn draw_below(&self, pages: &mut Vec<Page>, table_bottom: Length) {
        let body = self.dimensions.body();
        let mut top = table_bottom + self.dimensions.size.times(BELOW_TABLE);
        for band in &self.below {
            if top + band.height > body.bottom() {
                pages.push(Page::default());
                top = body.top() + self.running_room();
            }
            if let Some(page) = pages.last_mut() {
                top = self.draw_bands(page, &[band], top);
            }
        }
    }

    /// Draws the part of the table on a page, and returns its bottom.
    fn draw_table(
        &self,
        page: &mut Page,
        index: usize,
        rows: &[&Row<Origin>],
        fragments: &[Fragment],
    ) -> Length {
        let body = self.dimensions.body();
        let lines = self.heads.cells.iter().map(|it| 0..it.len()).collect();
        let head = Fragment { row: 0, lines, continued: false, goes_on: false };
        let table_top = self.table_top(index) - self.head_height();
        let mut top = table_top;
        top += self.draw_row(page, &self.heads, &head, top);
        for cell in &mut page.cells {
            cell.repeated = index > 0;
        }
        for fragment in fragments {
            if let Some(row) = rows.get(fragment.row) {
                top += self.draw_row(page, row, fragment, top);
            }
        }
        let table = Rect {
            origin: Point { x: body.left(), y: table_top },
            size: Size { width: body.size.width, height: top - table_top },
        };
        draw_rules(page, table, self.dimensions.rules);
        top
    }

    /// Draws a fragment of a row, and returns its height.
    fn draw_row(
        &self,
        page: &mut Page,
        row: &Row<Origin>,
        fragment: &Fragment,
        top: Length,
    ) -> Length {
        let height = self.height(row, fragment);
        let body = self.dimensions.body();
        let whole = Rect {
            origin: Point { x: body.left(), y: top },
            size: Size { width: body.size.width, height },
        };
        if let Some(white) = self.dimensions.style(Kind::of(row.of)).tint {
            page.items.push((whole.origin, Item::Tint(Tint { size: whole.size, white })));
        }
        let continued = fragment.continued;
        let cell = |index: usize, of, area| {
            let repeated = fragment.is_repeated(index);
            Cell { of, area, items: 0..0, continued, repeated, alt: None }
        };
        if row.heading.is_some() {
            let lines = row.lines(fragment, 0);
            self.draw_cell(page, cell(0, row.of, whole), None, lines, None);
            return height;
        }
        for (index, (column, left, width)) in self.dimensions.columns().into_iter().enumerate() {
            let of = row.of.in_column(column);
            let area = Rect { origin: Point { x: left, y: top }, size: Size { width, height } };
            let [label, note] = [row.label(fragment, index), row.note(fragment, index)];
            let lines = row.lines(fragment, index);
            self.draw_cell(page, cell(index, of, area), label, lines, note);
        }
        height
    }

    /// Draws a cell, between a label and a note that are no part of its text.
    fn draw_cell(
        &self,
        page: &mut Page,
        cell: Cell,
        label: Option<&Arc<Line>>,
        lines: &[Arc<Line>],
        note: Option<&Arc<Line>>,
    ) {
        let dimensions = self.dimensions;
        let kind = Kind::of(cell.of);
        let metrics = dimensions.metrics(kind);
        let (align, middle) = alignment(cell.of);
        let spare = if middle {
            (cell.area.size.height - metrics.lines(lines)).half()
        } else {
            dimensions.padding_y(kind)
        };
        let place = Rect {
            origin: Point {
                x: cell.area.left() + dimensions.padding_x(kind),
                y: cell.area.top() + spare,
            },
            size: Size {
                width: cell.area.size.width - dimensions.padding_x(kind) * 2,
                ..cell.area.size
            },
        };
        let size = (metrics.size, metrics.line);
        let below = |height| {
            let origin = Point { y: place.top() + height, ..place.origin };
            Rect { origin, ..place }
        };
        let labelled = if label.is_some() { metrics.line } else { Length::ZERO };
        draw_lines(dimensions, page, label.map_or(&[], slice::from_ref), place, align, size);
        let from = page.items.len();
        let dots = self.dots(lines, below(labelled));
        let bottom = below(labelled + metrics.lines(lines));
        draw_lines(dimensions, page, lines, below(labelled), align, size);
        page.cells.push(Cell { items: from..page.items.len(), ..cell });
        draw_lines(dimensions, page, note.map_or(&[], slice::from_ref), bottom, align, size);
        page.items.extend(dots);
    }

    /// The rules between the blocks of a cell.
    fn dots(&self, lines: &[Arc<Line>], place: Rect) -> Vec<(Point, Item)> {
        let Some(weight) = self.dimensions.rules.block else { return Vec::new() };
        let metrics = self.dimensions.row_metrics();
        let size = Size { width: place.size.width, height: Length::ZERO };
        let tops = metrics.tops(lines).zip(lines).skip(1);
        tops.filter(|(_, line)| line.above > Em::ZERO)
            .map(|(top, line)| {
                let y = place.top() + top - metrics.size.times(line.above).half();
                let rule = Rule { size, weight, dotted: true };
                (Point { x: place.left(), y }, Item::Rule(rule))
            })
            .collect()
    }

    /// The number of a page in the middle of its foot.
    fn draw_number(&self, page: &mut Page, index: usize, count: usize) {
        let dimensions = self.dimensions;
        let [pages_before, pages_behind] = self.pages_around;
        let before = usize::from(dimensions.page_number.first).saturating_sub(1) + pages_before;
        let count = count + pages_behind;
        let text = match dimensions.page_number.form {
            PageNumberForm::Fraction => format!("{}/{}", before + index + 1, before + count),
            PageNumberForm::Dashed => format!("－{}－", before + index + 1),
            PageNumberForm::None => return,
        };
        let fonts = match dimensions.design {
            Design::Original => dimensions.fonts,
            Design::Current => dimensions.face(Face::Label).unwrap_or(dimensions.fonts),
        };
        let number = dimensions.number_size();
        let body = dimensions.body();
        let lines = shared(set(fonts, &text, number.ems_in(body.size.width), &[]));
        // Near the table: many printers leave the last five millimetres of a sheet blank.
        let foot = dimensions.paper.height - body.bottom();
        let above = (foot - dimensions.line()).half().min(dimensions.size.times(ABOVE_NUMBER));
        let above = match dimensions.design {
            Design::Original => above,
            Design::Current => above.min(foot - dimensions.number_to_edge() - number),
        };
        let place =
            Rect { origin: Point { x: body.left(), y: body.bottom() + above }, size: body.size };
        let line = if dimensions.design == Design::Original { dimensions.line() } else { number };
        let size = (number, line);
        draw_lines(dimensions, page, &lines, place, Align::Centre, size);
    }

    /// The room that a running head takes below the margin.
    fn running_room(&self) -> Length {
        let top = self.dimensions.margins.top;
        let room = self.running_head.as_ref().map(|_| BELOW_RUNNING_HEAD - top);
        room.unwrap_or_default().max(Length::ZERO)
    }

    fn draw_running_head(&self, page: &mut Page) {
        let Some(lines) = &self.running_head else { return };
        let body = self.dimensions.body();
        let below = body.top() + self.running_room();
        for (line, at_right) in lines.iter().zip([false, true]) {
            let shift = if at_right {
                body.size.width - RUNNING_SIZE.times(line.end)
            } else {
                Length::ZERO
            };
            if !line.glyphs.is_empty() {
                let x = body.left() + shift + RUNNING_SIZE.times(line.start);
                let text = Text { line: Arc::clone(line), size: RUNNING_SIZE };
                page.items.push((Point { x, y: below - RUNNING_BASELINE }, Item::Text(text)));
            }
        }
        let size = Size { width: body.size.width, height: Length::ZERO };
        let at = Point { x: body.left(), y: below - RUNNING_RULE };
        page.items.push((at, Item::Rule(Rule::solid(size, RUNNING_WEIGHT))));
    }

    fn head_height(&self) -> Length {
        self.heads.height(self.dimensions.metrics(Kind::Head))
    }

    /// The height of the bands above the table on its first page.
    fn height_above(&self) -> Length {
        let count = self.pages_above.last().copied().unwrap_or_default();
        let bands = self.above.iter().rev().take(count).map(|band| band.height);
        bands.sum::<Length>() + self.dimensions.size.times(ABOVE_TABLE)
    }
}

/// How the text of a cell is aligned, and whether it stands in the middle of the cell's height.
pub(in crate::report) const fn alignment(of: Origin) -> (Align, bool) {
    match of {
        Origin::Head(_) => (Align::Centre, true),
        Origin::Entry(_, Column::Number | Column::Status | Column::Place)
        | Origin::Other(Column::Number | Column::Status | Column::Place) => (Align::Centre, false),
        Origin::Indicator(_, column) => {
            let align = match column {
                Column::Number | Column::Data(_, Flush::Centre) => Align::Centre,
                Column::Data(_, Flush::Right) => Align::Right,
                _ => Align::Left,
            };
            (align, true)
        }
        Origin::Goal(_)
        | Origin::Direction(_)
        | Origin::Department(_)
        | Origin::Section
        | Origin::Subsection
        | Origin::Entry(..)
        | Origin::Other(_) => (Align::Left, false),
    }
}

/// The number of bands on each page, the last of which has less room.
fn divide(bands: &[Band], page: Length, last: Length) -> Vec<usize> {
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

/// The lines of a head, which break between phrases.
fn set_breaking(fonts: &FontSet, text: &str, width: Em, design: Design) -> Vec<Arc<Line>> {
    let current = design == Design::Current;
    let style = Style { phrases: current, revised: current, ..Style::default() };
    shared(Paragraphs::new(fonts, text, &[], style).lines(width))
}
