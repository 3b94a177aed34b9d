//! One sheet: the captions, the table and the notes, row by row.

use super::breaks::{PagedRow, breaks};
use super::cells::{Area, Cells, Failure};
use super::formats::{Edges, Look};
use super::heights::{Heights, Slices};
use crate::report::error::Error;
use crate::report::geometry::Length;
use crate::report::office::Part;
use crate::report::office::captions::{Band, Caption, above, below};
use crate::report::office::text::{Run, blocks};
use crate::report::page::{Column, Origin};
use crate::report::table::{
    Align, CellText, Content, Dimensions, Kind, RowStyle, RowText, alignment,
};
use rust_xlsxwriter::Worksheet;
use std::ops::RangeInclusive;

/// A sheet that is being written from top to bottom.
pub(super) struct Sheet<'a> {
    cells: Cells<'a>,
    content: &'a Content,
    dimensions: &'a Dimensions,
    columns: Vec<(Column, Length)>,
    heights: Heights<'a>,
    /// The rows of the table that are headings.
    headings: Vec<u32>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(
        sheet: &'a mut Worksheet,
        part: &'a Part,
        dimensions: &'a Dimensions,
    ) -> Result<Self, Error> {
        let columns = dimensions.columns().into_iter();
        let columns: Vec<(Column, Length)> =
            columns.map(|(column, _, width)| (column, width)).collect();
        Ok(Self {
            cells: Cells::new(sheet, &part.options, &columns)?,
            content: &part.content,
            dimensions,
            columns,
            heights: Heights::new(dimensions),
            headings: Vec::new(),
        })
    }

    pub(super) fn write(mut self) -> Result<(), Error> {
        for band in above(self.content, self.dimensions) {
            self.band(&band)?;
        }
        self.heads()?;
        let first = self.cells.next_row();
        let mut above = Kind::Head;
        for (at, row) in self.content.rows.iter().enumerate() {
            self.row(row, above, self.kind(at + 1))?;
            above = Kind::of(row.of);
        }
        self.break_pages(first)?;
        for note in below(self.content, self.dimensions) {
            self.band(&Band::One(note))?;
        }
        Ok(())
    }

    fn last_column(&self) -> u16 {
        u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// The captions of a band.
    fn band(&mut self, band: &Band<'_>) -> Result<(), Error> {
        let all = 0..=self.last_column();
        match band {
            Band::One(caption) if caption.framed => {
                self.captions(&[(caption, self.columns_for(caption))])
            }
            Band::One(caption) => self.captions(&[(caption, all)]),
            Band::Two(left, right) => {
                let place = self.columns_for(right);
                let rest = 0..=place.start().saturating_sub(1);
                let fits = *place.start() > 0 && self.width(&rest) >= left.width(self.dimensions);
                if fits {
                    self.captions(&[(left, rest), (right, place)])
                } else {
                    self.band(&Band::One(*left))?;
                    self.band(&Band::One(*right))
                }
            }
        }
    }

    /// Captions in these columns of the next rows.
    fn captions(&mut self, captions: &[(&Caption<'_>, RangeInclusive<u16>)]) -> Result<(), Error> {
        let height = |(caption, columns): &(&Caption<'_>, _)| {
            self.heights.caption(caption, self.width(columns))
        };
        let heights = self.heights.divided(captions.iter().map(height).max().unwrap_or_default());
        let top = self.cells.next_row();
        let bottom = top + count(heights.len()).saturating_sub(1);
        let frame = self.dimensions.rules.frame;
        for (caption, columns) in captions {
            let look = Look {
                face: caption.face,
                size: caption.size,
                align: caption.align,
                middle: caption.framed || caption.is_title,
                tint: None,
                edges: if caption.framed { Edges::all(frame) } else { Edges::default() },
            };
            let area = Area { top, bottom, left: *columns.start(), right: *columns.end() };
            let written = self.cells.text(area, &[Run::plain(caption.text)], look);
            written.map_err(|cause| cause.at("", ""))?;
        }
        self.cells.end_rows(&heights)
    }

    /// The fewest columns, from its side of the table on, that hold a caption in one line.
    fn columns_for(&self, caption: &Caption<'_>) -> RangeInclusive<u16> {
        let last = self.last_column();
        // Besides the text, what Excel leaves free at both sides of a cell.
        let needed = caption.width(self.dimensions) + self.dimensions.size;
        let places = (0..=last).map(|at| match caption.align {
            Align::Left => 0..=at,
            Align::Right | Align::Centre => last - at..=last,
        });
        let mut places = places.filter(|place| self.width(place) >= needed);
        places.next().unwrap_or(0..=last)
    }

    /// The width of columns together.
    fn width(&self, columns: &RangeInclusive<u16>) -> Length {
        let columns = usize::from(*columns.start())..=usize::from(*columns.end());
        let columns = self.columns.get(columns).unwrap_or_default();
        columns.iter().map(|(_, width)| *width).sum()
    }

    /// The heads of the columns, which are printed on each page.
    fn heads(&mut self) -> Result<(), Error> {
        let row = self.cells.next_row();
        let mut height = Length::ZERO;
        let heads = self.content.columns.iter().zip(self.columns.clone());
        for (at, (spec, (column, width))) in (0..).zip(heads) {
            let look = self.look(Origin::Head(column), at..=at, None, self.kind(0));
            let area = Area { top: row, bottom: row, left: at, right: at };
            let written = self.cells.text(area, &[Run::plain(&spec.head.text)], look);
            written.map_err(|cause| cause.at("", &spec.head.text))?;
            height = height.max(self.heights.text(&spec.head.text, width));
        }
        self.cells.repeat(row)?;
        self.cells.end_rows(&self.heights.divided(self.heights.row(height)))
    }

    /// The kind of a row of the table; `None` where there is none.
    fn kind(&self, at: usize) -> Option<Kind> {
        self.content.rows.get(at).map(|row| Kind::of(row.of))
    }

    /// How a cell of the table looks between a row above and one below.
    fn look(
        &self,
        of: Origin,
        columns: RangeInclusive<u16>,
        above: Option<Kind>,
        below: Option<Kind>,
    ) -> Look {
        let Dimensions { rules, size, .. } = *self.dimensions;
        let kind = Kind::of(of);
        let RowStyle { face, size: relative, tint, .. } = self.dimensions.style(kind);
        let (align, middle) = alignment(of);
        let side = |is_frame| Some(if is_frame { rules.frame } else { rules.column });
        let edges = Edges {
            top: Some(above.map_or(rules.frame, |above| rules.between(Some(above), kind))),
            bottom: Some(below.map_or(rules.frame, |below| rules.between(Some(kind), below))),
            left: side(*columns.start() == 0),
            right: side(*columns.end() == self.last_column()),
        };
        Look { face, size: size.times(relative), align, middle, tint, edges }
    }

    fn row(&mut self, row: &RowText, above: Kind, below: Option<Kind>) -> Result<(), Error> {
        let all = 0..=self.last_column();
        let slices = self.heights.slices(row, |cell| match self.place(cell) {
            Some(at) => self.width(&(at..=at)),
            None => self.width(&all),
        });
        let top = self.cells.next_row();
        let bottom = top + count(slices.heights.len()).saturating_sub(1);
        if row.heading.is_some() {
            self.headings.push(top);
        }
        for cell in &row.cells {
            let columns = self.place(cell).map_or(all.clone(), |at| at..=at);
            let of = cell.column.map_or(row.of, |column| row.of.in_column(column));
            let area = Area { top, bottom, left: *columns.start(), right: *columns.end() };
            let look = self.look(of, columns, Some(above), below);
            let written = self.cell(row, cell, &slices, area, look);
            written.map_err(|cause| {
                let head = self.content.columns.iter().find(|it| Some(it.column) == cell.column);
                cause.at(&name_of(row), head.map_or("", |it| it.head.text.as_str()))
            })?;
        }
        self.cells.end_rows(&slices.heights)
    }

    /// The column of a cell; `None` for one over the whole width.
    fn place(&self, cell: &CellText) -> Option<u16> {
        let at = self.columns.iter().position(|(column, _)| Some(*column) == cell.column)?;
        u16::try_from(at).ok()
    }

    /// A cell of the table. One whose texts are divided among several rows has no rules between them.
    fn cell(
        &mut self,
        row: &RowText,
        cell: &CellText,
        slices: &Slices,
        area: Area,
        look: Look,
    ) -> Result<(), Failure> {
        let mut blocks = blocks(row, cell, self.dimensions.design);
        if slices.divided != cell.column || cell.column.is_none() {
            return match cell.column {
                Some(Column::Number) => self.cells.number(area, &joined(blocks), look),
                _ => self.cells.text(area, &joined(blocks), look),
            };
        }
        let mut top = area.top;
        for (at, (texts, rows)) in slices.parts.iter().enumerate() {
            let rest = blocks.split_off((*texts).min(blocks.len()));
            let part = std::mem::replace(&mut blocks, rest);
            let bottom = top + rows - 1;
            let (first, last) = (at == 0, at + 1 == slices.parts.len());
            let look = Look {
                edges: Edges {
                    top: look.edges.top.filter(|_| first),
                    bottom: look.edges.bottom.filter(|_| last),
                    ..look.edges
                },
                ..look
            };
            self.cells.text(Area { top, bottom, ..area }, &joined(part), look)?;
            top = bottom + 1;
        }
        Ok(())
    }

    /// Begins pages so that no heading is the last row of one. The row before `first` is the head.
    fn break_pages(&mut self, first: u32) -> Result<(), Error> {
        let at = usize::try_from(first).unwrap_or(usize::MAX);
        let (above, rows) = self.cells.heights().split_at(at.min(self.cells.heights().len()));
        let rows: Vec<PagedRow> = (first..)
            .zip(rows)
            .map(|(row, height)| PagedRow {
                height: *height,
                is_heading: self.headings.binary_search(&row).is_ok(),
            })
            .collect();
        // Printers differ by a hair in what they take for a page.
        let page = self.dimensions.body().size.height - self.dimensions.size.half();
        let head = above.last().copied().unwrap_or_default();
        let breaks = breaks(&rows, page - above.iter().copied().sum(), page - head);
        let breaks: Vec<u32> = breaks.into_iter().map(|at| first + count(at)).collect();
        if breaks.is_empty() { Ok(()) } else { self.cells.break_pages(&breaks) }
    }
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

/// The blocks of a cell one below the other.
fn joined(blocks: Vec<Vec<Run>>) -> Vec<Run> {
    let mut all: Vec<Run> = Vec::new();
    for block in blocks {
        if let Some(last) = all.last_mut() {
            last.text.push('\n');
        }
        for run in block {
            match all.last_mut() {
                Some(last) if (last.underlined, last.label) == (run.underlined, run.label) => {
                    last.text.push_str(&run.text);
                }
                _ => all.push(run),
            }
        }
    }
    all
}

/// What a clerk finds a row by: 5 特産品の販売.
fn name_of(row: &RowText) -> String {
    if row.heading.is_some() {
        return row.heading_text().to_owned();
    }
    [Column::Number, Column::Name].map(|column| row.text(column)).join(" ").trim().to_owned()
}
