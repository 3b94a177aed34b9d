//! The heights of the rows of a sheet: Excel fits none to a text in merged cells, and none to one that
//! it wraps otherwise in print than on the screen.

use crate::report::geometry::{Em, Length};
use crate::report::office::captions::Caption;
use crate::report::office::text::lines;
use crate::report::page::Column;
use crate::report::table::{CellText, Dimensions, Kind, RowText};

/// The greatest height of a row in Excel, which cuts off what is taller.
const TALLEST: Length = Length::points(409);

/// From one baseline to the next, in ems of the type, where the paper has less. Excel sets the lines of
/// ＭＳ 明朝 at less; but a PC that lacks it takes another font, and Noto CJK has the tallest lines of
/// those that are common.
const LINE: Em = Em(1450);

/// What Excel leaves free at both sides of a text, and what lines may be shorter in print.
const BESIDE: Em = Em(900);

/// Above and below the lines of a cell, together.
const PADDING: Em = Em(500);

/// The heights of texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heights<'a> {
    dimensions: &'a Dimensions,
    line: Length,
}

/// The rows of the sheet that one of the table takes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slices {
    pub heights: Vec<Length>,
    /// The column whose texts are divided among the rows; all other cells are merged over them.
    pub divided: Option<Column>,
    /// How many texts of that column stand in how many rows, merged.
    pub parts: Vec<(usize, u32)>,
}

impl<'a> Heights<'a> {
    pub(super) fn new(dimensions: &'a Dimensions) -> Self {
        let line = dimensions.line().max(dimensions.size.times(LINE));
        Self { dimensions, line }
    }

    /// The height of the lines of a text in a column of this width.
    pub(super) fn text(&self, text: &str, width: Length) -> Length {
        let size = self.dimensions.size;
        let width = size.ems_in(width - size.times(BESIDE));
        self.line * lines(self.dimensions.fonts, text, width)
    }

    /// The height of a row whose tallest text is of this height.
    pub(super) fn row(&self, text: Length) -> Length {
        text.max(self.line) + self.dimensions.size.times(PADDING)
    }

    /// The height of a caption in columns of this width.
    pub(super) fn caption(&self, caption: &Caption<'_>, width: Length) -> Length {
        let width = caption.size.ems_in(width - self.dimensions.size.times(BESIDE));
        let lines = lines(self.dimensions.fonts, caption.text, width);
        let padding = if caption.framed || caption.is_title { PADDING } else { Em::EIGHTH };
        caption.size.times(LINE) * lines + self.dimensions.size.times(padding)
    }

    /// The rows that have this height together.
    pub(super) fn divided(&self, height: Length) -> Vec<Length> {
        let height = height.in_thousandths().max(1);
        let count = (height - 1) / TALLEST.in_thousandths() + 1;
        let each = Length::thousandths(height / count + i64::from(height % count > 0));
        vec![each; usize::try_from(count).unwrap_or(1)]
    }

    /// The rows of the sheet for one of the table. Where one cannot hold it, its texts of several years
    /// are divided among several, so that a page ends between two years; a single text that is taller
    /// stands in merged rows.
    pub(super) fn slices(&self, row: &RowText, width: impl Fn(&CellText) -> Length) -> Slices {
        // The largest of headings, of which most have one line.
        let scale = self.dimensions.style(Kind::of(row.of)).size.max(Em::ONE);
        let heights = |cell: &CellText| -> Vec<Length> {
            let width =
                Length::thousandths(width(cell).in_thousandths() * 1000 / i64::from(scale.0));
            cell.blocks.iter().map(|it| self.text(it, width).times(scale)).collect()
        };
        let cells: Vec<Vec<Length>> = row.cells.iter().map(heights).collect();
        let total = |blocks: &[Length]| blocks.iter().copied().sum::<Length>();
        let tallest = cells.iter().map(|blocks| total(blocks)).max().unwrap_or_default();
        let whole = self.row(tallest);
        let divided = cells.iter().zip(&row.cells).enumerate();
        let divided = divided
            .filter(|(_, (blocks, cell))| blocks.len() > 1 && cell.column.is_some())
            .max_by_key(|(_, (blocks, _))| total(blocks));
        let Some((at, (blocks, cell))) = divided.filter(|_| whole > TALLEST) else {
            return Slices { heights: self.divided(whole), divided: None, parts: Vec::new() };
        };
        let mut parts: Vec<(usize, Length)> = Vec::new();
        for block in blocks {
            match parts.last_mut() {
                Some((texts, height)) if self.row(*height + *block) <= TALLEST => {
                    *texts += 1;
                    *height += *block;
                }
                _ => parts.push((1, *block)),
            }
        }
        let others = cells.iter().enumerate().filter(|(other, _)| *other != at);
        let others = self.row(others.map(|(_, it)| total(it)).max().unwrap_or_default());
        let taken: Length = parts.iter().map(|(_, height)| self.row(*height)).sum();
        if let Some((_, last)) = parts.last_mut().filter(|_| others > taken) {
            *last += others - taken;
        }
        let mut slices = Slices { heights: Vec::new(), divided: cell.column, parts: Vec::new() };
        for (texts, height) in parts {
            let rows = self.divided(self.row(height));
            slices.parts.push((texts, u32::try_from(rows.len()).unwrap_or(u32::MAX)));
            slices.heights.extend(rows);
        }
        slices
    }
}
