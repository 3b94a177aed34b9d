//! The table (ECMA-376 part 1, 17.4): its heads are repeated on each page, its headings stand over all
//! columns and with the row that follows.

use super::paragraph::{self, Piece, Setting, eighths, lines_of, twips};
use crate::domain::template::Rows;
use crate::report::Face;
use crate::report::flow::RowMetrics;
use crate::report::geometry::{Em, Length};
use crate::report::office::text::{Run, blocks, lines};
use crate::report::office::{Part, grey};
use crate::report::page::{Column, Origin};
use crate::report::table::{
    Align, BETWEEN_BLOCKS, CellText, ColumnSpec, Dimensions, Kind, RowText, alignment, cell_style,
};
use crate::report::typeset::Paragraphs;
use std::fmt::Write;

/// Writes the table of a section. Writing to memory cannot fail.
pub(super) fn write(out: &mut String, part: &Part, dimensions: &Dimensions) {
    Table { out, part, dimensions, columns: columns(dimensions) }.write();
}

struct Table<'a> {
    out: &'a mut String,
    part: &'a Part,
    dimensions: &'a Dimensions,
    /// The columns with their widths, in twentieths of a point.
    columns: Vec<(Column, i64)>,
}

/// The widths are differences of rounded places, so that they fill the width of the page.
fn columns(dimensions: &Dimensions) -> Vec<(Column, i64)> {
    let columns = dimensions.columns().into_iter();
    columns.map(|(column, left, width)| (column, twips(left + width) - twips(left))).collect()
}

/// A cell: over how many columns it goes, how wide it is, and what stands in it.
struct Cell {
    of: Origin,
    span: usize,
    width: i64,
    /// Of each of its blocks.
    paragraphs: Vec<Vec<(Setting, Vec<Piece>)>>,
}

/// How a cell goes with those above and below it (ECMA-376 part 1, 17.4.84).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Merge {
    None,
    /// It goes on in the next row.
    Begins,
    /// It goes on from the row above.
    GoesOn,
    /// It is one of the blocks of a cell: the first, one between two others, the last.
    First,
    Middle,
    Last,
}

impl Table<'_> {
    fn write(mut self) {
        let Self { dimensions, .. } = self;
        let width: i64 = self.columns.iter().map(|(_, width)| width).sum();
        let rules = dimensions.rules;
        // A text as wide as its column fits by a hair.
        let x = twips(dimensions.padding_x(Kind::Entry).half());
        let y = twips(dimensions.padding_y(Kind::Entry));
        let _ = write!(
            self.out,
            r#"<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>"#
        );
        for edge in ["top", "left", "bottom", "right"] {
            self.rule(edge, "single", rules.frame);
        }
        self.rule("insideH", "single", rules.row);
        self.rule("insideV", "single", rules.column);
        self.out.push_str(r#"</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>"#);
        for (edge, width) in [("top", y), ("left", x), ("bottom", y), ("right", x)] {
            let _ = write!(self.out, r#"<w:{edge} w:w="{width}" w:type="dxa"/>"#);
        }
        self.out.push_str("</w:tblCellMar></w:tblPr><w:tblGrid>");
        for (_, width) in &self.columns {
            let _ = write!(self.out, r#"<w:gridCol w:w="{width}"/>"#);
        }
        self.out.push_str("</w:tblGrid>");
        self.heads();
        let mut above = Kind::Head;
        for row in &self.part.content.rows {
            self.row(row, above);
            above = Kind::of(row.of);
        }
        self.out.push_str("</w:tbl>");
    }

    fn rule(&mut self, edge: &str, kind: &str, weight: Length) {
        let weight = eighths(weight);
        let _ = write!(
            self.out,
            r#"<w:{edge} w:val="{kind}" w:sz="{weight}" w:space="0" w:color="auto"/>"#
        );
    }

    fn heads(&mut self) {
        let RowMetrics { size, line, .. } = self.dimensions.metrics(Kind::Head);
        let face = self.dimensions.style(Kind::Head).face;
        let setting = Setting {
            align: Some(Align::Centre),
            size: Some((size, line)),
            face: (face != Face::Body).then_some(face),
            ..Setting::default()
        };
        let heads = self.part.content.columns.iter().zip(&self.columns);
        let cell = |(spec, (column, width)): (&ColumnSpec, &(Column, i64))| {
            let lines = lines_of(&[Run::plain(&spec.head.text)], size).into_iter();
            let paragraphs = vec![lines.map(|line| (setting, line)).collect()];
            Cell { of: Origin::Head(*column), span: 1, width: *width, paragraphs }
        };
        let cells: Vec<Cell> = heads.map(cell).collect();
        self.out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for cell in &cells {
            self.write_cell(cell, Merge::None, None);
        }
        self.out.push_str("</w:tr>");
    }

    fn row(&mut self, row: &RowText, above: Kind) {
        let cells: Vec<Cell> = row.cells.iter().map(|cell| self.cell(row, cell)).collect();
        let divided = cells.iter().position(|cell| cell.paragraphs.len() > 1);
        if let Some(divided) = divided.filter(|_| self.part.options.rows == Rows::Years) {
            self.years(row, cells, divided, above);
            return;
        }
        let whole = match self.part.options.rows {
            Rows::Whole => row.cells.iter().all(|cell| self.fits_page(row, &cell.blocks, cell)),
            Rows::Split => row.heading.is_some(),
            Rows::Years => {
                row.heading.is_some()
                    || row.cells.iter().all(|cell| self.fits_page(row, &cell.blocks, cell))
            }
        };
        self.cells(whole, &cells, |_| Merge::None, Some(above));
    }

    /// A row for each year, all other cells merged, so that Word cuts between years alone.
    fn years(&mut self, row: &RowText, mut cells: Vec<Cell>, divided: usize, above: Kind) {
        let years = std::mem::take(&mut cells[divided].paragraphs);
        let last = years.len().saturating_sub(1);
        for (at, year) in years.into_iter().enumerate() {
            let text = &row.cells[divided];
            let whole = text.blocks.get(at..=at).is_some_and(|it| self.fits_page(row, it, text));
            // The rule of dots is that of the row.
            let year = year.into_iter().map(|(setting, pieces)| {
                let setting = Setting { dots_above: None, above: Length::ZERO, ..setting };
                (setting, pieces)
            });
            cells[divided].paragraphs = vec![year.collect()];
            let (merge, own) = match at {
                0 => (Merge::Begins, Merge::First),
                at if at == last => (Merge::GoesOn, Merge::Last),
                _ => (Merge::GoesOn, Merge::Middle),
            };
            let merge = |cell| if cell == divided { own } else { merge };
            self.cells(whole, &cells, merge, Some(above));
            for (_, cell) in cells.iter_mut().enumerate().filter(|(cell, _)| *cell != divided) {
                cell.paragraphs.clear();
            }
        }
    }

    /// Whether a page can hold some blocks of a cell: Word cuts off what it may neither divide nor hold.
    fn fits_page(&self, row: &RowText, blocks: &[String], cell: &CellText) -> bool {
        let Self { dimensions, .. } = self;
        let RowMetrics { line, padding, .. } = dimensions.metrics(Kind::of(row.of));
        let width = dimensions.text_width(cell.column);
        let count: i64 = blocks.iter().map(|it| lines(dimensions.fonts, it, width) + 1).sum();
        // What is left of a page below the heads of the columns.
        let room = Length::thousandths(dimensions.body().size.height.in_thousandths() * 3 / 4);
        line * count + padding <= room
    }

    fn cell(&self, row: &RowText, cell: &CellText) -> Cell {
        let Self { dimensions, .. } = self;
        let found = self.columns.iter().find(|(column, _)| Some(*column) == cell.column);
        let (span, width) = match found {
            Some((_, width)) => (1, *width),
            None => (self.columns.len(), self.columns.iter().map(|(_, width)| width).sum()),
        };
        let of = cell.column.map_or(row.of, |column| row.of.in_column(column));
        let (align, _) = alignment(of);
        let style = cell_style(cell, self.part.options.style);
        let setting = Setting {
            style: row.heading.map(|level| if level == 0 { "Heading1" } else { "Heading2" }),
            align: (align != Align::Left).then_some(align),
            justified: style.justify,
            hanging: style.hanging,
            ..Setting::default()
        };
        let measure = dimensions.text_width(cell.column);
        let mut paragraphs = Vec::new();
        let dots = dimensions.rules.block;
        for (at, block) in blocks(row, cell, dimensions.design).into_iter().enumerate() {
            let mut of_block = Vec::new();
            let text: String = block.iter().map(|run| run.text.as_str()).collect();
            let indents = Paragraphs::new(dimensions.fonts, &text, &[], style);
            let indents: Vec<Em> = indents.indents(measure).collect();
            for (line, pieces) in lines_of(&block, dimensions.size).into_iter().enumerate() {
                let indent = indents.get(line).copied().unwrap_or(Em::ZERO);
                let begins = at > 0 && line == 0;
                let above = if begins { BETWEEN_BLOCKS } else { Em::ZERO };
                let setting = Setting {
                    indent: dimensions.size.times(indent),
                    above: dimensions.size.times(above),
                    dots_above: dots.filter(|_| begins),
                    ..setting
                };
                of_block.push((setting, pieces));
            }
            paragraphs.push(of_block);
        }
        Cell { of, span, width, paragraphs }
    }

    /// A row below one of the kind `above`, which is not divided where it is `whole`.
    fn cells(
        &mut self,
        whole: bool,
        cells: &[Cell],
        merge: impl Fn(usize) -> Merge,
        above: Option<Kind>,
    ) {
        self.out.push_str("<w:tr>");
        if whole {
            self.out.push_str("<w:trPr><w:cantSplit/></w:trPr>");
        }
        for (at, cell) in cells.iter().enumerate() {
            self.write_cell(cell, merge(at), above);
        }
        self.out.push_str("</w:tr>");
    }

    /// A cell below one of a kind; `None` for the heads.
    fn write_cell(&mut self, cell: &Cell, merge: Merge, kind_above: Option<Kind>) {
        let Cell { of, span, width, paragraphs } = cell;
        let _ = write!(self.out, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>"#);
        if *span > 1 {
            let _ = write!(self.out, r#"<w:gridSpan w:val="{span}"/>"#);
        }
        match merge {
            Merge::Begins => self.out.push_str(r#"<w:vMerge w:val="restart"/>"#),
            Merge::GoesOn => self.out.push_str("<w:vMerge/>"),
            _ => {}
        }
        let kind = Kind::of(*of);
        let (above, below) = match merge {
            Merge::None | Merge::Begins => (true, true),
            Merge::GoesOn | Merge::Last => (false, true),
            Merge::First => (true, false),
            Merge::Middle => (false, false),
        };
        let weight =
            kind_above.filter(|_| above).map(|it| self.dimensions.rules.between(Some(it), kind));
        if kind_above.is_some() {
            self.out.push_str("<w:tcBorders>");
            match weight {
                Some(weight) => self.rule("top", "single", weight),
                None => self.out.push_str(r#"<w:top w:val="nil"/>"#),
            }
            if !below {
                let rules = self.dimensions.rules;
                self.rule("bottom", "dotted", rules.block.unwrap_or(rules.row));
            }
            self.out.push_str("</w:tcBorders>");
        }
        if let Some(white) = self.dimensions.style(kind).tint {
            let fill = format!("{:06X}", grey(white));
            let _ = write!(self.out, r#"<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>"#);
        }
        if kind != Kind::Entry {
            let (x, y) = (self.dimensions.padding_x(kind), self.dimensions.padding_y(kind));
            let (x, y) = (twips(x.half()), twips(y));
            let _ = write!(
                self.out,
                r#"<w:tcMar><w:top w:w="{y}" w:type="dxa"/><w:left w:w="{x}" w:type="dxa"/><w:bottom w:w="{y}" w:type="dxa"/><w:right w:w="{x}" w:type="dxa"/></w:tcMar>"#
            );
        }
        if alignment(*of).1 {
            self.out.push_str(r#"<w:vAlign w:val="center"/>"#);
        }
        self.out.push_str("</w:tcPr>");
        for (setting, pieces) in paragraphs.iter().flatten() {
            paragraph::write(self.out, *setting, self.part.options.typeface, pieces);
        }
        // A cell ends with a paragraph (ECMA-376 part 1, 17.4.65).
        if paragraphs.iter().all(Vec::is_empty) {
            self.out.push_str("<w:p/>");
        }
        self.out.push_str("</w:tc>");
    }
}
