//! The texts of a table, prepared to be set to any column widths.

use super::content::{CellText, RowText};
use super::design::{Kind, RowStyle};
use crate::domain::template::{Design, Flush};
use crate::report::flow::{self, Note, Row, RowMetrics};
use crate::report::fonts::FontSet;
use crate::report::geometry::{Em, Length};
use crate::report::page::{Column, Origin};
use crate::report::typeset::{Line, Paragraphs, Style, shared};
use crate::report::{Error, Face, Options};
use std::sync::Arc;

/// A row.
#[derive(Debug)]
pub(super) struct PreparedRow<'a> {
    of: Origin,
    pub cells: Vec<PreparedCell<'a>>,
    /// The level of a heading over the whole width; `None` for all other rows.
    pub heading: Option<u8>,
    /// The fonts of what is added to it.
    label: &'a FontSet,
}

/// A cell.
#[derive(Debug)]
pub(super) struct PreparedCell<'a> {
    /// The column it stands in; `None` for one over the whole width.
    pub column: Option<Column>,
    blocks: Vec<Block<'a>>,
    /// Between two of them.
    between: Em,
    /// What stands in its place where its row continues on a later page: the first that is short
    /// enough; nothing else.
    continuation: Vec<Paragraphs<'a>>,
    /// Whether it stands there as it is.
    repeats: bool,
    /// Whether it is compared with another one: what is left out in both stands in the middle.
    compared: bool,
}

/// A block of a cell.
#[derive(Debug)]
struct Block<'a> {
    /// Its first line in a face of its own; `None` where it is like the others.
    label: Option<Paragraphs<'a>>,
    /// The same above the rest of it on a later page.
    continued: Option<Paragraphs<'a>>,
    text: Option<Paragraphs<'a>>,
    /// The sizes of label and text.
    sizes: [Em; 2],
}

/// The fonts of the rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Faces {
    pub body: &'static FontSet,
    label: &'static FontSet,
    bold: &'static FontSet,
}

/// What rows are prepared with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    pub faces: Faces,
    pub options: &'a Options,
}

/// What the lines of a row follow from besides its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowWidths {
    pub columns: Vec<(Column, Em)>,
    /// Of cells over the whole width, by their [`Kind`].
    pub whole: [Em; Kind::ALL.len()],
    /// The most lines of a continuation.
    pub most: usize,
}

/// Stands for lines that are the same in both of two texts that are compared.
pub(in crate::report) const OMITTED: &str = "（略）";

/// The size of the label of a block.
pub(in crate::report) const LABEL: Em = Em(950);

/// What stands for a narrative where there is none for any year, and for one of a year that bears a
/// mark.
const NOTHING: &str = "－";
const NOT_ENTERED: &str = "（未入力）";

/// The sizes of the mark of a status and of the word below it.
const MARK: [Em; 2] = [Em(1100), Em(900)];

/// The end of a text that is repeated on a later page.
const CONTINUED: &str = "（続き）";

/// Where a row goes on on the next page, and where its description is not repeated there.
const GOES_ON: &str = "（次頁へ続く）";
const AS_BEFORE: &str = "（前頁のとおり）";

/// The size of these where they are added to a text.
const NOTE: Em = Em(900);

/// The fewest lines in a third of a page, that lines may be added to those of a text.
const ROOM_TO_ADD: usize = 4;

/// The space between the blocks of a cell, such as the years: about half a line.
pub(in crate::report) const BETWEEN_BLOCKS: Em = Em(400);

/// The same where a rule of dots stands between them, besides the space between lines.
const AROUND_RULE: Em = Em(300);

impl Faces {
    /// The fonts of a document of this typeface.
    ///
    /// # Errors
    /// [`Error::Font`] where a bundled font cannot be read.
    pub(super) fn new(options: &Options) -> Result<Self, Error> {
        let [body, label, bold] =
            [Face::Body, Face::Label, Face::Bold].map(|face| options.typeface.face(face));
        match options.design {
            Design::Original => body.map(|body| Self { body, label: body, bold: body }),
            Design::Current => Ok(Self { body: body?, label: label?, bold: bold? }),
        }
    }

    /// The fonts of a kind of text.
    const fn get(self, face: Face) -> &'static FontSet {
        match face {
            Face::Body => self.body,
            Face::Label => self.label,
            Face::Bold => self.bold,
        }
    }
}

impl<'a> Setting<'a> {
    /// # Errors
    /// As for [`Faces::new`].
    pub(super) fn new(options: &'a Options) -> Result<Self, Error> {
        Ok(Self { faces: Faces::new(options)?, options })
    }
}

impl RowWidths {
    /// The width of a cell.
    fn of(&self, kind: Kind, column: Option<Column>) -> Em {
        match column {
            Some(column) => {
                let width = self.columns.iter().find(|(other, _)| *other == column);
                width.map_or(Em::ZERO, |(_, width)| *width)
            }
            None => self.whole[kind as usize],
        }
    }
}

impl<'a> PreparedRow<'a> {
    pub(super) fn new(Setting { faces, options }: Setting<'_>, row: &RowText) -> Self {
        let fonts = faces.get(RowStyle::new(options.design, Kind::of(row.of)).face);
        let current = options.design == Design::Current;
        let cell = |cell: &CellText| {
            let compared = row.compared && current && is_narrative(cell.column);
            PreparedCell { compared, ..PreparedCell::new(faces, fonts, cell, options) }
        };
        let cells = row.cells.iter().map(cell).collect();
        Self { of: row.of, cells, heading: row.heading, label: faces.label }
    }

    /// The row in columns of these widths.
    pub(super) fn set(&self, widths: &RowWidths, design: Design) -> Row<Origin> {
        let most = widths.most;
        let width = |cell: &PreparedCell<'_>| widths.of(Kind::of(self.of), cell.column);
        let cells = self.cells.iter();
        let (cells, continuation) = cells
            .map(|cell| {
                let width = width(cell);
                (shared(cell.lines(width)), shared(cell.continuation(width, most)))
            })
            .unzip();
        let adds = design == Design::Current && most >= ROOM_TO_ADD;
        let blocks = self.cells.iter().map(|cell| cell.starts(width(cell), adds)).collect();
        let narrative = self.cells.iter().rposition(|cell| is_narrative(cell.column));
        let note = narrative.filter(|_| adds).map(|cell| Note {
            cell,
            line: Arc::new(flush_right(self.label, GOES_ON, width(&self.cells[cell]))),
        });
        Row { of: self.of, cells, continuation, heading: self.heading, blocks, note }
    }
}

impl<'a> PreparedCell<'a> {
    fn new(faces: Faces, fonts: &'a FontSet, cell: &CellText, options: &Options) -> Self {
        let CellText { column, blocks, names, labelled, sources: _ } = cell;
        let names: Vec<&str> = names.iter().chain(&options.names).map(String::as_str).collect();
        let style = cell_style(cell, options.style);
        let set = |fonts, text: &str| Paragraphs::new(fonts, text, &names, style);
        let sizes = [LABEL, Em::ONE];
        // What was reached below what was aimed at, told apart on a copy as well.
        let is_figure = matches!(column, Some(Column::Data(_, Flush::Left | Flush::Right)));
        let fonts_of = |at: usize| if is_figure && at == 1 { faces.label } else { fonts };
        let block = |(at, text): (usize, &String)| match text.split_once('\n') {
            _ if !labelled || options.design == Design::Original => {
                let text = Some(set(fonts_of(at), text));
                Block { label: None, continued: None, text, sizes }
            }
            Some((mark, word)) if *column == Some(Column::Status) => {
                let (mark, word) = (set(faces.label, mark), set(fonts, word));
                Block { label: Some(mark), continued: None, text: Some(word), sizes: MARK }
            }
            Some((label, text)) => Block {
                label: Some(set(faces.bold, label)),
                continued: Some(set(faces.bold, &format!("{label}{CONTINUED}"))),
                text: Some(set(fonts, text)),
                sizes,
            },
            None => {
                let not_entered = Some(set(fonts, NOT_ENTERED));
                let label = Some(set(faces.bold, text));
                Block { label, continued: None, text: not_entered, sizes }
            }
        };
        let mut blocks: Vec<Block<'_>> = blocks.iter().enumerate().map(block).collect();
        let is_blank = cell.blocks.iter().all(String::is_empty);
        if is_blank && *column == Some(Column::Implementation) && options.design == Design::Current
        {
            // Nothing was left out by mistake.
            let nothing = Some(set(fonts, NOTHING));
            blocks = vec![Block { label: None, continued: None, text: nothing, sizes }];
        }
        let between = match options.design {
            Design::Original => BETWEEN_BLOCKS,
            Design::Current => AROUND_RULE,
        };
        let current = options.design == Design::Current;
        let continuation = match column {
            Some(Column::Number) => Some(cell.text().to_owned()),
            None | Some(Column::Name) => Some(format!("{}{CONTINUED}", cell.text())),
            Some(Column::Departments) if current => Some(cell.text().to_owned()),
            _ => None,
        };
        let refers = matches!(column, Some(Column::Description | Column::Departments));
        let refers = (refers && current && !cell.text().is_empty()).then(|| AS_BEFORE.to_owned());
        let mut names = names;
        let repeats = current && *column == Some(Column::Status);
        names.push(CONTINUED);
        let texts = continuation.into_iter().chain(refers);
        let continuation = texts.map(|text| Paragraphs::new(fonts, &text, &names, style)).collect();
        Self { column: *column, blocks, between, continuation, repeats, compared: false }
    }

    fn continuation(&self, width: Em, most: usize) -> Vec<Line> {
        if self.repeats {
            return Some(self.lines(width)).filter(|it| it.len() <= most).unwrap_or_default();
        }
        let mut texts = self.continuation.iter().map(|text| text.lines(width));
        texts.find(|lines| lines.len() <= most).unwrap_or_default()
    }

    fn lines(&self, width: Em) -> Vec<Line> {
        let mut lines = Vec::new();
        for block in &self.blocks {
            let mut block = block.lines(width);
            if let Some(first) = block.first_mut().filter(|_| !lines.is_empty()) {
                first.above = self.between;
            }
            lines.append(&mut block);
        }
        for line in lines.iter_mut().filter(|line| self.compared && line.text == OMITTED) {
            let spare = Em((width - line.end).0 / 2);
            (line.start, line.end) = (line.start + spare, line.end + spare);
        }
        lines
    }

    /// The blocks of a narrative; `labelled` is whether their labels are repeated.
    fn starts(&self, width: Em, labelled: bool) -> Vec<flow::Block> {
        if !is_narrative(self.column) {
            return Vec::new();
        }
        let mut start = 0;
        let block = |block: &Block<'_>| {
            let label = block.continued.as_ref().filter(|_| labelled);
            let label = label.and_then(|it| it.scaled_lines(width, LABEL).try_into().ok());
            let label = label.map(|[line]: [Line; 1]| Arc::new(line));
            let from = start;
            start += block.count(width);
            flow::Block { start: from, label }
        };
        self.blocks.iter().map(block).collect()
    }

    /// The height of its lines in a column of this width.
    pub(super) fn height(&self, width: Em, metrics: RowMetrics) -> Length {
        let lines: usize = self.blocks.iter().map(|block| block.count(width)).sum();
        let between = self.blocks.len().saturating_sub(1);
        let times = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        metrics.line * times(lines) + metrics.size.times(self.between) * times(between)
    }

    /// The number of its blocks.
    pub(super) const fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// How many of its lines in a column of this width end within a word.
    pub(super) fn torn(&self, width: Em) -> usize {
        let texts = self.blocks.iter().filter_map(|block| block.text.as_ref());
        texts.map(|text| text.torn(width)).sum()
    }

    /// The narrowest width in which lines break only where they should.
    pub(super) fn longest_run(&self) -> Em {
        self.blocks.iter().map(Block::longest_run).max().unwrap_or(Em::ZERO)
    }
}

impl Block<'_> {
    fn lines(&self, width: Em) -> Vec<Line> {
        let parts = [&self.label, &self.text].into_iter().zip(self.sizes);
        let lines = parts.filter_map(|(part, size)| Some(part.as_ref()?.scaled_lines(width, size)));
        lines.flatten().collect()
    }

    fn count(&self, width: Em) -> usize {
        let parts = [&self.label, &self.text].into_iter().zip(self.sizes);
        parts.filter_map(|(part, size)| Some(part.as_ref()?.scaled_count(width, size))).sum()
    }

    fn longest_run(&self) -> Em {
        let parts = [&self.label, &self.text].into_iter().zip(self.sizes);
        let runs = parts.filter_map(|(part, size)| {
            let run = i64::from(part.as_ref()?.longest_run().0);
            i32::try_from((run * i64::from(size.0) + 999) / 1000).ok().map(Em)
        });
        runs.max().unwrap_or(Em::ZERO)
    }
}

/// Whether a column has the narratives, which rows are cut in.
const fn is_narrative(column: Option<Column>) -> bool {
    matches!(column, Some(Column::Implementation | Column::Previous))
}

/// A line that ends where the column does.
fn flush_right(fonts: &FontSet, text: &str, width: Em) -> Line {
    let text = Paragraphs::new(fonts, text, &[text], Style::default());
    let mut line = text.scaled_lines(width, NOTE).into_iter().next().unwrap_or_default();
    let measure = Em(width.0 * Em::ONE.0 / NOTE.0);
    let spare = measure - line.end;
    (line.start, line.end) = (line.start + spare, line.end + spare);
    line
}

/// The style for a cell. Departments stand one below the other.
pub(crate) fn cell_style(cell: &CellText, style: Style) -> Style {
    let of_column = column_style(cell.column, style);
    let several = cell.column == Some(Column::Departments) && cell.text().contains('\n');
    Style { indented: style.revised && several, ..of_column }
}

/// The style for a column: only running text is justified and has hanging punctuation, since a column
/// of names is as wide as they are.
pub(crate) fn column_style(column: Option<Column>, style: Style) -> Style {
    let running =
        matches!(column, Some(Column::Description | Column::Implementation | Column::Previous));
    Style {
        justify: style.justify && running,
        hanging: style.hanging && running,
        phrases: style.revised && !running,
        ..style
    }
}
