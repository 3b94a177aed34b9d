//! The texts of a table, prepared to be set to any column widths.

use super::content::{CellText, RowText};
use crate::report::Options;
use crate::report::flow::{Row, RowMetrics};
use crate::report::fonts::FontSet;
use crate::report::geometry::{Em, Length};
use crate::report::page::{Column, Origin};
use crate::report::typeset::{Line, Paragraphs, Style};

/// A row.
#[derive(Debug)]
pub(super) struct PreparedRow<'a> {
    of: Origin,
    pub cells: Vec<PreparedCell<'a>>,
    /// The level of a heading over the whole width; `None` for all other rows.
    pub heading: Option<u8>,
}

/// A cell.
#[derive(Debug)]
pub(super) struct PreparedCell<'a> {
    /// The column it stands in; `None` for one over the whole width.
    pub column: Option<Column>,
    blocks: Vec<Paragraphs<'a>>,
    /// The text where its row continues on a later page; `None` for none.
    continuation: Option<Paragraphs<'a>>,
}

/// The end of a text that is repeated on a later page.
const CONTINUED: &str = "（続き）";

/// The space between the blocks of a cell, such as the years: about half a line.
const BETWEEN_BLOCKS: Em = Em(400);

impl<'a> PreparedRow<'a> {
    pub(super) fn new(fonts: &'a FontSet, row: &RowText, options: &Options) -> Self {
        let cells = row.cells.iter().map(|cell| PreparedCell::new(fonts, cell, options)).collect();
        Self { of: row.of, cells, heading: row.heading }
    }

    /// The row in columns of these widths. A continuation of more than `most` lines is left out.
    pub(super) fn set(&self, width: impl Fn(Option<Column>) -> Em, most: usize) -> Row<Origin> {
        let cells = self.cells.iter();
        let (cells, continuation) = cells
            .map(|cell| {
                let width = width(cell.column);
                (cell.lines(width), cell.continuation(width, most))
            })
            .unzip();
        Row { of: self.of, cells, continuation, heading: self.heading }
    }
}

impl<'a> PreparedCell<'a> {
    fn new(fonts: &'a FontSet, cell: &CellText, options: &Options) -> Self {
        let CellText { column, blocks, names, sources: _ } = cell;
        let names: Vec<&str> = names.iter().chain(&options.names).map(String::as_str).collect();
        let style = column_style(*column, options.style);
        let blocks =
            blocks.iter().map(|text| Paragraphs::new(fonts, text, &names, style)).collect();
        let continuation = match column {
            Some(Column::Number) => Some(cell.text().to_owned()),
            None | Some(Column::Name) => Some(format!("{}{CONTINUED}", cell.text())),
            _ => None,
        };
        let continuation =
            continuation.map(|text| Paragraphs::new(fonts, &text, &[CONTINUED], style));
        Self { column: *column, blocks, continuation }
    }

    fn continuation(&self, width: Em, most: usize) -> Vec<Line> {
        let lines = self.continuation.as_ref().map(|text| text.lines(width)).unwrap_or_default();
        if lines.len() <= most { lines } else { Vec::new() }
    }

    fn lines(&self, width: Em) -> Vec<Line> {
        let mut lines = Vec::new();
        for block in &self.blocks {
            let mut block = block.lines(width);
            if let Some(first) = block.first_mut().filter(|_| !lines.is_empty()) {
                first.above = BETWEEN_BLOCKS;
            }
            lines.append(&mut block);
        }
        lines
    }

    /// The height of its lines in a column of this width.
    pub(super) fn height(&self, width: Em, metrics: RowMetrics) -> Length {
        let lines: usize = self.blocks.iter().map(|block| block.count(width)).sum();
        let between = self.blocks.len().saturating_sub(1);
        let times = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        metrics.line * times(lines) + metrics.size.times(BETWEEN_BLOCKS) * times(between)
    }

    /// The narrowest width in which lines break only where they should.
    pub(super) fn longest_run(&self) -> Em {
        self.blocks.iter().map(Paragraphs::longest_run).max().unwrap_or(Em::ZERO)
    }
}

/// The style for a column: only running text is justified and has hanging punctuation, since a column
/// of names is as wide as they are.
pub(crate) fn column_style(column: Option<Column>, style: Style) -> Style {
    let running =
        matches!(column, Some(Column::Description | Column::Implementation | Column::Previous));
    Style { justify: style.justify && running, hanging: style.hanging && running, ..style }
}
