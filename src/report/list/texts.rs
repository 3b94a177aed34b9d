//! The texts of a list, ready to be set to whatever widths its columns will have.

use super::content::{self, Passage};
use crate::report::Options;
use crate::report::face::Face;
use crate::report::flow::{self, Heights};
use crate::report::geometry::{Em, Length};
use crate::report::page::{Column, Origin};
use crate::report::typeset::{Line, Paragraphs, Style};
use std::thread;

/// The texts of a row.
#[derive(Debug)]
pub struct Row<'a> {
    pub of: Origin,
    pub cells: Vec<Text<'a>>,
    /// How deep it stands among the headings, over the whole width; `None` for a measure.
    pub heading: Option<u8>,
}

/// The text of a cell.
#[derive(Debug)]
pub struct Text<'a> {
    /// The column it stands in; `None` for one over the whole width.
    pub column: Option<Column>,
    blocks: Vec<Paragraphs<'a>>,
    /// What it says where its row goes on, on a later page; nothing where that is nothing.
    again: Option<Paragraphs<'a>>,
}

/// Behind what is said again on a later page.
const CONTINUED: &str = "（続き）";

/// Between what stands in a cell one below the other, such as the years: about half a line.
const BETWEEN_BLOCKS: Em = Em(400);

impl<'a> Row<'a> {
    pub fn new(face: &'a Face, row: &content::Row, options: &Options) -> Self {
        let cells = row.cells.iter().map(|passage| Text::new(face, passage, options)).collect();
        Self { of: row.of, cells, heading: row.heading }
    }

    /// The row in columns of these measures. What it says again has at most so many lines, or it
    /// is not said.
    pub fn set(&self, measure: impl Fn(Option<Column>) -> Em, most: usize) -> flow::Row<Origin> {
        let cells = self.cells.iter().map(|text| text.lines(measure(text.column))).collect();
        let again = self.cells.iter().map(|text| text.again(measure(text.column), most)).collect();
        flow::Row { of: self.of, cells, again, heading: self.heading }
    }
}

impl<'a> Text<'a> {
    fn new(face: &'a Face, passage: &Passage, options: &Options) -> Self {
        let Passage { column, blocks, names } = passage;
        let names: Vec<&str> = names.iter().chain(&options.names).map(String::as_str).collect();
        let style = suited(*column, options.style);
        let blocks = blocks.iter().map(|text| Paragraphs::new(face, text, &names, style)).collect();
        let again = match column {
            Some(Column::Number) => Some(passage.text().to_owned()),
            None | Some(Column::Name) => Some(format!("{}{CONTINUED}", passage.text())),
            _ => None,
        };
        let again = again.map(|text| Paragraphs::new(face, &text, &[CONTINUED], style));
        Self { column: *column, blocks, again }
    }

    /// What it says on a later page, unless that takes more than so many lines.
    fn again(&self, measure: Em, most: usize) -> Vec<Line> {
        let lines = self.again.as_ref().map(|text| text.lines(measure)).unwrap_or_default();
        if lines.len() <= most { lines } else { Vec::new() }
    }

    /// Its lines in a column of this measure.
    fn lines(&self, measure: Em) -> Vec<Line> {
        let mut lines = Vec::new();
        for block in &self.blocks {
            let mut block = block.lines(measure);
            if let Some(first) = block.first_mut().filter(|_| !lines.is_empty()) {
                first.above = BETWEEN_BLOCKS;
            }
            lines.append(&mut block);
        }
        lines
    }

    /// The height of these lines.
    pub fn height(&self, measure: Em, heights: Heights) -> Length {
        let lines: usize = self.blocks.iter().map(|block| block.count(measure)).sum();
        let between = self.blocks.len().saturating_sub(1);
        let times = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        heights.line * times(lines) + heights.size.times(BETWEEN_BLOCKS) * times(between)
    }

    /// The narrowest measure in which nothing is torn that belongs together.
    pub fn longest_run(&self) -> Em {
        self.blocks.iter().map(Paragraphs::longest_run).max().unwrap_or(Em::ZERO)
    }
}

/// The style for a column: lines are even, and leave room for what hangs, where there is running text.
/// A column of names is as wide as they are.
pub fn suited(column: Option<Column>, style: Style) -> Style {
    let running =
        matches!(column, Some(Column::Description | Column::Implementation | Column::Previous));
    Style { justify: style.justify && running, hanging: style.hanging && running, ..style }
}

/// What a function makes of each row. Rows do not know of one another, so that each core takes its
/// share.
pub fn each<T: Sync, U: Send>(rows: &[T], make: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let cores = thread::available_parallelism().map_or(1, usize::from).min(8);
    if rows.len() < 64 || cores == 1 {
        return rows.iter().map(make).collect();
    }
    let make = &make;
    thread::scope(|scope| {
        let shares: Vec<_> = rows
            .chunks(rows.len().div_ceil(cores))
            .map(|share| scope.spawn(move || share.iter().map(make).collect::<Vec<_>>()))
            .collect();
        shares
            .into_iter()
            .flat_map(|made| made.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
