//! Tags for screen readers and for reflow on a small screen: a tree (ISO 32000-1, 14.7) of standard
//! structure types (14.8.4).
//!
//! A report is `Document` → `H1`, `P`, and `Table` → `THead` → `TR` → `TH` and `TBody` → `TR` → `TH`
//! or `TD`. A goal begins a `TBody` of its own; its heading is an `H2` in a `TH`, that of a direction an
//! `H3`. Paragraphs with a bullet or a number are `L` → `LI` → `Lbl` and `LBody`. Underlined text is a
//! `Span`. The entries of the contents and of an index are `TOC` → `TOCI` → `Reference` → `Link`.
//! Everything that is drawn is either a leaf of this tree or an artifact (14.8.2.2).

mod marks;
mod tree;

pub(super) use marks::{Artifact, Mark, Marked};
pub(super) use tree::{Element, Kid, Numbering, Scope, Tag, Tree};

use crate::domain::MeasureId;
use crate::report::geometry::Length;
use crate::report::page::{Block, Cell, Column, Item, Origin, Page, Role};
use marks::Marker;
use std::collections::BTreeSet;
use std::ops::Range;

/// The cells that are cut over pages.
pub(crate) fn cut_cells(pages: &[Page]) -> impl Iterator<Item = Origin> {
    let cells = pages.iter().flat_map(|page| &page.cells);
    cells.filter(|cell| cell.continued && !cell.repeated).map(|cell| cell.of)
}

/// Builds the structure of a document, page by page.
#[derive(Debug)]
pub(super) struct Builder {
    marker: Marker,
    /// The cells that are cut over pages.
    cut: BTreeSet<Origin>,
    /// The last element outside a table.
    block: Option<usize>,
    /// The contents or the index that the last block is an entry of.
    entries: Option<usize>,
    table: Option<Table>,
}

/// The last table.
#[derive(Debug)]
struct Table {
    element: usize,
    /// The part of the table that the next row is added to.
    part: usize,
    /// The left edges of its columns.
    columns: Vec<Length>,
    /// The element, page and top of the last row.
    row: Option<(usize, usize, Length)>,
    /// The cells of the last row.
    cells: Vec<Begun>,
}

/// A cell to which a later page can add.
#[derive(Debug)]
struct Begun {
    of: Origin,
    element: usize,
    /// The lists that its last paragraph is in, the outermost first.
    lists: Vec<List>,
    /// The element of its last paragraph.
    last: Option<usize>,
}

/// A list, with the body of its last item.
#[derive(Debug, Clone, Copy)]
struct List {
    numbering: Numbering,
    element: usize,
    body: usize,
}

/// A part of a page that is read aloud.
enum Piece<'a> {
    Block(usize, &'a Block),
    Cell(&'a Cell),
}

impl Piece<'_> {
    const fn start(&self) -> usize {
        match self {
            Self::Block(_, block) => block.items.start,
            Self::Cell(cell) => cell.items.start,
        }
    }
}

impl Builder {
    /// A builder for a document in which these cells are cut.
    pub(super) fn new(cut: BTreeSet<Origin>) -> Self {
        Self { marker: Marker::new(), cut, block: None, entries: None, table: None }
    }

    /// Adds the next page, of which `middle` is half the height, and returns the marks of all its items
    /// in their order.
    pub(super) fn page(&mut self, page: &Page, middle: Length) -> Vec<Mark> {
        self.marker.begin_page(middle);
        let blocks = page.blocks.iter().enumerate().map(|(at, block)| Piece::Block(at, block));
        let mut pieces: Vec<Piece<'_>> = blocks.chain(page.cells.iter().map(Piece::Cell)).collect();
        pieces.sort_by_key(Piece::start);
        for piece in pieces {
            match piece {
                Piece::Block(at, block) => self.block(page, block, at),
                Piece::Cell(cell) => self.cell(page, cell),
            }
        }
        self.marker.end_page(page)
    }

    /// The structure of all pages.
    pub(super) fn finish(mut self) -> Tree {
        self.marker.tree.complete();
        self.marker.tree
    }

    /// Adds the block of a page with this index.
    fn block(&mut self, page: &Page, block: &Block, at: usize) {
        if block.items.is_empty() {
            return;
        }
        self.entries = self.entries.filter(|_| block.role == Role::Entry);
        match block.role {
            Role::Title | Role::Section => {
                let tag = if block.role == Role::Title { Tag::H1 } else { Tag::H2 };
                let last = self.block.filter(|_| block.continued);
                let element = last.unwrap_or_else(|| self.marker.tree.add(0, tag));
                self.block = Some(element);
                self.marker.mark(page, element, block.items.clone());
            }
            Role::Entry => {
                let last = self.block.filter(|_| block.continued && self.entries.is_some());
                let element = last.unwrap_or_else(|| self.add_entry());
                self.block = Some(element);
                self.marker.mark(page, element, block.items.clone());
                for _ in page.links.iter().filter(|link| link.block == at) {
                    self.marker.tree.add_annotation(element);
                }
            }
            Role::Body => {
                for (items, begins) in paragraphs(page, block.items.clone()) {
                    let last = self.block.filter(|_| !begins);
                    let element = last.unwrap_or_else(|| self.marker.tree.add(0, Tag::P));
                    self.block = Some(element);
                    self.marker.mark(page, element, items);
                }
            }
        }
    }

    /// Adds an entry of the contents, and returns the element of its text (ISO 32000-1, 14.8.4.3 and
    /// 14.8.4.4).
    fn add_entry(&mut self) -> usize {
        let tree = &mut self.marker.tree;
        let entries = *self.entries.get_or_insert_with(|| tree.add(0, Tag::Toc));
        let entry = tree.add(entries, Tag::Toci);
        let reference = tree.add(entry, Tag::Reference);
        tree.add(reference, Tag::Link)
    }

    fn cell(&mut self, page: &Page, cell: &Cell) {
        if cell.repeated {
            self.marker.mark_repeated(page, cell.items.clone());
            return;
        }
        let begun = self.table.as_mut().filter(|_| cell.continued).and_then(|table| {
            let at = table.cells.iter().position(|begun| begun.of == cell.of)?;
            Some(table.cells.swap_remove(at))
        });
        let mut begun = begun.unwrap_or_else(|| self.add_cell(page, cell));
        if let Some(alt) = &cell.alt {
            let figure = self.marker.tree.add_figure(begun.element, alt);
            self.marker.mark_figure(page, figure, cell.items.clone());
            return;
        }
        let heading = match cell.of {
            Origin::Goal(_) | Origin::Department(_) | Origin::Section => Some(Tag::H2),
            Origin::Direction(_) | Origin::Subsection => Some(Tag::H3),
            Origin::Head(_) | Origin::Entry(..) | Origin::Indicator(..) | Origin::Other(_) => None,
        };
        if let Some(tag) = heading {
            let element = begun.last.unwrap_or_else(|| self.marker.tree.add(begun.element, tag));
            begun.last = Some(element);
            self.marker.mark(page, element, cell.items.clone());
        } else if self.marker.tree.elements[begun.element].tag == Tag::TD {
            self.cell_paragraphs(page, cell, &mut begun);
        } else {
            self.marker.mark(page, begun.element, cell.items.clone());
        }
        if let Some(table) = &mut self.table {
            table.cells.push(begun);
        }
    }

    /// Marks the text of a cell, where it has several paragraphs each as one.
    fn cell_paragraphs(&mut self, page: &Page, cell: &Cell, begun: &mut Begun) {
        let parts: Vec<_> = paragraphs(page, cell.items.clone()).collect();
        let label = |items: &Range<usize>| labelled(page, items.start);
        if let [(items, _)] = &parts[..]
            && !self.cut.contains(&cell.of)
            && label(items).is_none()
        {
            self.marker.mark(page, begun.element, cell.items.clone());
            return;
        }
        for (items, begins) in parts {
            match (begun.last.filter(|_| !begins), label(&items)) {
                (Some(last), _) => self.marker.mark(page, last, items),
                (None, Some((numbering, len))) => {
                    let [label, body] = self.add_item(begun, numbering);
                    begun.last = Some(body);
                    self.marker.mark_labelled(page, [label, body], items, len);
                }
                (None, None) => {
                    begun.lists.clear();
                    let paragraph = self.marker.tree.add(begun.element, Tag::P);
                    begun.last = Some(paragraph);
                    self.marker.mark(page, paragraph, items);
                }
            }
        }
    }

    /// Adds an item to the list of its labels, and returns the elements of its label and its body. Labels
    /// of another kind begin a list within the last item.
    fn add_item(&mut self, cell: &mut Begun, numbering: Numbering) -> [usize; 2] {
        let tree = &mut self.marker.tree;
        match cell.lists.iter().position(|list| list.numbering == numbering) {
            Some(at) => cell.lists.truncate(at + 1),
            None => {
                let above = cell.lists.last().map_or(cell.element, |list| list.body);
                let element = tree.add(above, Tag::L(numbering));
                cell.lists.push(List { numbering, element, body: element });
            }
        }
        let list = cell.lists.last().map_or(cell.element, |list| list.element);
        let item = tree.add(list, Tag::LI);
        let [label, body] = [Tag::Lbl, Tag::LBody].map(|tag| tree.add(item, tag));
        if let Some(list) = cell.lists.last_mut() {
            list.body = body;
        }
        [label, body]
    }

    /// Adds the element of a cell, and those of the row, the part and the table that it begins.
    fn add_cell(&mut self, page: &Page, cell: &Cell) -> Begun {
        let number = self.marker.tree.page_count();
        let (top, left) = (cell.area.top(), cell.area.left());
        let row = self.table.as_ref().and_then(|table| table.row);
        let same = row.filter(|(_, page, at)| (*page, *at) == (number, top)).map(|it| it.0);
        let head = matches!(cell.of, Origin::Head(_));
        if self.table.is_none() || (head && same.is_none()) {
            self.add_table(head);
        }
        let part = self.table.as_ref().map_or(0, |table| table.part);
        let row = same.unwrap_or_else(|| {
            let part = self.part(part, cell.of);
            self.marker.tree.add(part, Tag::TR)
        });
        let tag = self.cell_tag(page, cell);
        let element = self.marker.tree.add(row, tag);
        if let Some(table) = &mut self.table {
            if same.is_none() {
                table.cells.clear();
            }
            if head {
                table.columns.push(left);
            }
            table.row = Some((row, number, top));
        }
        Begun { of: cell.of, element, lists: Vec::new(), last: None }
    }

    fn add_table(&mut self, head: bool) {
        let element = self.marker.tree.add(0, Tag::Table);
        let part = self.marker.tree.add(element, if head { Tag::THead } else { Tag::TBody });
        let (columns, cells) = (Vec::new(), Vec::new());
        self.table = Some(Table { element, part, columns, row: None, cells });
    }

    /// The part of the table for a row with this cell: the last one, unless that is the head or a goal
    /// begins.
    fn part(&mut self, last: usize, of: Origin) -> usize {
        let tag = self.marker.tree.elements[last].tag;
        let rows = self.marker.tree.last_kid(last).is_some();
        let fits = match of {
            Origin::Head(_) => tag == Tag::THead,
            Origin::Goal(_) | Origin::Department(_) | Origin::Section => tag == Tag::TBody && !rows,
            Origin::Direction(_)
            | Origin::Subsection
            | Origin::Entry(..)
            | Origin::Indicator(..)
            | Origin::Other(_) => tag == Tag::TBody,
        };
        if fits {
            return last;
        }
        let table = self.table.as_ref().map_or(0, |table| table.element);
        let part = self.marker.tree.add(table, Tag::TBody);
        if let Some(table) = &mut self.table {
            table.part = part;
        }
        part
    }

    fn cell_tag(&self, page: &Page, cell: &Cell) -> Tag {
        let columns = self.table.iter().flat_map(|table| &table.columns);
        let across = cell.area.left()..cell.area.right();
        let columns = columns.filter(|left| across.contains(left)).count().max(1);
        let columns = u16::try_from(columns).unwrap_or(u16::MAX);
        match cell.of {
            Origin::Head(_) => Tag::TH { scope: Scope::Column, columns: 1 },
            // `Both` would make it a header of all cells below it, those of the next goal among them,
            // and each would be read aloud with all headings above.
            Origin::Goal(_)
            | Origin::Direction(_)
            | Origin::Department(_)
            | Origin::Section
            | Origin::Subsection
            | Origin::Indicator(_, Column::Name)
            | Origin::Other(Column::Name) => Tag::TH { scope: Scope::Row, columns },
            Origin::Entry(of, column) if column == row_head(page, cell, of) => {
                Tag::TH { scope: Scope::Row, columns }
            }
            Origin::Entry(..) | Origin::Indicator(..) | Origin::Other(_) => Tag::TD,
        }
    }
}

/// The column of the header cell of a row: the name of the measure, or its number in a list without
/// names.
fn row_head(page: &Page, cell: &Cell, of: MeasureId) -> Column {
    let named = page.cells.iter().any(|other| {
        other.of == Origin::Entry(of, Column::Name) && other.area.top() == cell.area.top()
    });
    if named { Column::Name } else { Column::Number }
}

/// How the paragraph that begins with this line is labelled, and how many glyphs the label has; `None`
/// where it has no label, or nothing else.
fn labelled(page: &Page, item: usize) -> Option<(Numbering, usize)> {
    let (_, Item::Text(text)) = page.items.get(item)? else { return None };
    let line = &text.line;
    if line.label == 0 || line.label >= line.glyphs.len() {
        return None;
    }
    let (_, text) =
        line.glyph_texts().take(line.label).find(|(_, text)| !text.trim().is_empty())?;
    let brackets = ['（', '('];
    let first = line.text.trim_start().trim_start_matches(brackets).chars().next()?;
    let numbering = match first {
        first if first.is_numeric() => Numbering::Figures,
        first if first.is_alphabetic() && text.starts_with(brackets) => Numbering::Letters,
        _ => Numbering::Bullets,
    };
    Some((numbering, line.label))
}

/// The paragraphs of some lines, and whether each begins with the first of its lines there.
fn paragraphs(page: &Page, items: Range<usize>) -> impl Iterator<Item = (Range<usize>, bool)> {
    let lines: Vec<bool> = page.items[items.clone()]
        .iter()
        .map(|(_, item)| matches!(item, Item::Text(text) if text.line.begins))
        .collect();
    let mut from = 0;
    std::iter::from_fn(move || {
        let begins = *lines.get(from)?;
        let next = lines[from + 1..].iter().position(|begins| *begins);
        let to = next.map_or(lines.len(), |next| from + 1 + next);
        let part = items.start + from..items.start + to;
        from = to;
        Some((part, begins))
    })
}
