//! What a document is to a reader that speaks it, or that sets it anew on a small screen: its
//! structure tree (ISO 32000-1, 14.7) of standard structure types (14.8.4).
//!
//! A list is `Document` → `H1`, `P`, and `Table` → `THead` → `TR` → `TH` and `TBody` → `TR` → `TH` or
//! `TD`. What is underlined is a `Span`. A goal begins a `TBody` of its own. What is drawn is either a leaf of this tree or an
//! artifact (14.8.2.2): nothing is neither.

mod marks;

pub use marks::{Artifact, Mark, Marked};

use crate::report::geometry::Length;
use crate::report::page::{Block, Cell, Column, Item, Origin, Page, Role};
use std::collections::BTreeSet;
use std::ops::Range;

/// A standard structure type, with its attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    Document,
    /// The title.
    H1,
    /// A paragraph.
    P,
    Table,
    THead,
    TBody,
    TR,
    TH {
        scope: Scope,
        /// How many columns it takes.
        columns: u16,
    },
    TD,
    /// Characters within a paragraph that are underlined.
    Span,
}

/// What the head of a table's row or column is the head of (ISO 32000-1, table 349).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Row,
    Column,
}

/// A node of the tree. A long list has a million of them, so that each is small.
#[derive(Debug, Clone, Copy)]
pub struct Element {
    pub tag: Tag,
    /// The element above it; [`NONE`] for the root.
    parent: u32,
    /// Its first and its last kid among those of the tree, or [`NONE`].
    first: u32,
    last: u32,
}

/// What an element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kid {
    Element(u32),
    /// Marked content of a page, both counted from 0.
    Content {
        page: u32,
        id: u32,
    },
}

/// A kid, and the next one of the same element.
#[derive(Debug, Clone, Copy)]
struct Link {
    kid: Kid,
    next: u32,
}

const NONE: u32 = u32::MAX;

/// The number of an element, a page or a marked content. Memory ends before the numbers do.
fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(NONE)
}

/// The structure of a document.
#[derive(Debug)]
pub struct Tree {
    /// The elements, each behind the one above it; the first is the root.
    pub elements: Vec<Element>,
    kids: Vec<Link>,
    /// The elements that the marked contents are leaves of, page by page.
    leaves: Vec<u32>,
    /// How many leaves there are before each page.
    pages: Vec<usize>,
}

impl Tree {
    fn new() -> Self {
        let root = Element { tag: Tag::Document, parent: NONE, first: NONE, last: NONE };
        Self { elements: vec![root], kids: Vec::new(), leaves: Vec::new(), pages: Vec::new() }
    }

    /// The element above one; none for the root.
    pub fn parent(&self, element: &Element) -> Option<u32> {
        Some(element.parent).filter(|parent| *parent != NONE)
    }

    /// What an element holds, in its order.
    pub fn kids(&self, element: &Element) -> impl Iterator<Item = Kid> {
        let link = |at: u32| self.kids.get(at as usize);
        std::iter::successors(link(element.first), move |it| link(it.next)).map(|link| link.kid)
    }

    /// By page and marked content, the element that it is a leaf of.
    pub fn leaves(&self) -> impl ExactSizeIterator<Item = &[u32]> {
        (0..self.pages.len()).map(|page| self.leaves_of(page))
    }

    fn leaves_of(&self, page: usize) -> &[u32] {
        let end = self.pages.get(page + 1).copied().unwrap_or(self.leaves.len());
        &self.leaves[self.pages[page]..end]
    }

    /// The last thing that an element holds so far.
    fn last_kid(&self, element: usize) -> Option<Kid> {
        Some(self.kids.get(self.elements[element].last as usize)?.kid)
    }

    fn add_kid(&mut self, element: usize, kid: Kid) {
        let at = count(self.kids.len());
        let element = &mut self.elements[element];
        match self.kids.get_mut(element.last as usize) {
            Some(last) => last.next = at,
            None => element.first = at,
        }
        element.last = at;
        self.kids.push(Link { kid, next: NONE });
    }

    /// Makes the head of a table that has no rows its body: where there is a head there must be a
    /// body (ISO 14289-1, 7.5, as ISO 32000-1, table 337, has it).
    fn settle(&mut self) {
        for at in 0..self.elements.len() {
            let table = self.elements[at];
            if table.tag == Tag::Table
                && table.first == table.last
                && let Some(Kid::Element(only)) = self.last_kid(at)
                && self.elements[only as usize].tag == Tag::THead
            {
                self.elements[only as usize].tag = Tag::TBody;
            }
        }
    }
}

/// The cells that stand on more than one page.
pub fn continued(pages: &[Page]) -> impl Iterator<Item = Origin> {
    let cells = pages.iter().flat_map(|page| &page.cells);
    cells.filter(|cell| cell.continued && !cell.repeated).map(|cell| cell.of)
}

/// Makes the structure of a document, page by page.
#[derive(Debug)]
pub struct Builder {
    tree: Tree,
    /// How the items of the last page are marked.
    marks: Vec<Mark>,
    /// The cells that stand on more than one page.
    cut: BTreeSet<Origin>,
    /// The last element outside a table.
    block: Option<usize>,
    table: Option<Table>,
}

/// The table that is being told.
#[derive(Debug)]
struct Table {
    element: usize,
    /// The part of the table that its next row goes to.
    part: usize,
    /// The left edges of its columns.
    columns: Vec<Length>,
    /// The last row: its element, on which page, how far down, and its cells.
    row: Option<(usize, usize, Length)>,
    cells: Vec<(Origin, usize)>,
}

/// What is read of a page.
enum Piece<'a> {
    Block(&'a Block),
    Cell(&'a Cell),
}

impl Piece<'_> {
    const fn start(&self) -> usize {
        match self {
            Self::Block(block) => block.items.start,
            Self::Cell(cell) => cell.items.start,
        }
    }
}

impl Builder {
    /// For a document of which these cells stand on more than one page.
    pub fn new(cut: BTreeSet<Origin>) -> Self {
        Self { tree: Tree::new(), marks: Vec::new(), cut, block: None, table: None }
    }

    /// Takes the next page, of which `middle` is half its height, and tells how its items are marked,
    /// all of them and in their order.
    pub fn page(&mut self, page: &Page, middle: Length) -> Vec<Mark> {
        self.tree.pages.push(self.tree.leaves.len());
        let blocks = page.blocks.iter().map(Piece::Block);
        let mut pieces: Vec<Piece<'_>> = blocks.chain(page.cells.iter().map(Piece::Cell)).collect();
        pieces.sort_by_key(Piece::start);
        for piece in pieces {
            match piece {
                Piece::Block(block) => self.block(page, block, middle),
                Piece::Cell(cell) => self.cell(page, cell, middle),
            }
        }
        self.decorate(page, page.items.len(), middle);
        std::mem::take(&mut self.marks)
    }

    /// The structure of all pages.
    pub fn finish(mut self) -> Tree {
        self.tree.settle();
        self.tree
    }

    fn block(&mut self, page: &Page, block: &Block, middle: Length) {
        if block.items.is_empty() {
            return;
        }
        match block.role {
            Role::Title => {
                let last = self.block.filter(|_| block.continued);
                let element = last.unwrap_or_else(|| self.add(0, Tag::H1));
                self.block = Some(element);
                self.mark(page, element, block.items.clone(), middle);
            }
            Role::Body => {
                for (items, begins) in paragraphs(page, block.items.clone()) {
                    let last = self.block.filter(|_| !begins);
                    let element = last.unwrap_or_else(|| self.add(0, Tag::P));
                    self.block = Some(element);
                    self.mark(page, element, items, middle);
                }
            }
        }
    }

    fn cell(&mut self, page: &Page, cell: &Cell, middle: Length) {
        if cell.repeated {
            self.decorate(page, cell.items.start, middle);
            self.artifact(cell.items.clone(), Artifact::Header);
            return;
        }
        let begun = self.table.as_ref().filter(|_| cell.continued).and_then(|table| {
            table.cells.iter().find(|(of, _)| *of == cell.of).map(|(_, element)| *element)
        });
        let element = begun.unwrap_or_else(|| self.add_cell(page, cell));
        if self.tree.elements[element].tag == Tag::TD {
            self.cell_paragraphs(page, cell, element, middle);
        } else {
            self.mark(page, element, cell.items.clone(), middle);
        }
    }

    /// Marks the text of a cell, each of its paragraphs as one where there are several.
    fn cell_paragraphs(&mut self, page: &Page, cell: &Cell, element: usize, middle: Length) {
        let parts: Vec<_> = paragraphs(page, cell.items.clone()).collect();
        if parts.len() < 2 && !self.cut.contains(&cell.of) {
            self.mark(page, element, cell.items.clone(), middle);
            return;
        }
        for (items, begins) in parts {
            let last = match self.tree.last_kid(element) {
                Some(Kid::Element(last)) if !begins => Some(last as usize),
                _ => None,
            };
            let paragraph = last.unwrap_or_else(|| self.add(element, Tag::P));
            self.mark(page, paragraph, items, middle);
        }
    }

    /// Adds the element of a cell, and of the row, the part and the table where it is their first.
    fn add_cell(&mut self, page: &Page, cell: &Cell) -> usize {
        let number = self.tree.pages.len();
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
            self.add(part, Tag::TR)
        });
        let tag = self.cell_tag(page, cell);
        let element = self.add(row, tag);
        if let Some(table) = &mut self.table {
            if same.is_none() {
                table.cells.clear();
            }
            if head {
                table.columns.push(left);
            }
            table.row = Some((row, number, top));
            table.cells.push((cell.of, element));
        }
        element
    }

    fn add_table(&mut self, head: bool) {
        let element = self.add(0, Tag::Table);
        let part = self.add(element, if head { Tag::THead } else { Tag::TBody });
        let (columns, cells) = (Vec::new(), Vec::new());
        self.table = Some(Table { element, part, columns, row: None, cells });
    }

    /// The part of the table to which a row with this cell goes: the last one, unless it is the head
    /// or a goal begins.
    fn part(&mut self, last: usize, of: Origin) -> usize {
        let tag = self.tree.elements[last].tag;
        let rows = self.tree.last_kid(last).is_some();
        let fits = match of {
            Origin::Head(_) => tag == Tag::THead,
            Origin::Goal(_) | Origin::Department(_) | Origin::Section => tag == Tag::TBody && !rows,
            Origin::Direction(_) | Origin::Entry(..) | Origin::Other(_) => tag == Tag::TBody,
        };
        if fits {
            return last;
        }
        let table = self.table.as_ref().map_or(0, |table| table.element);
        let part = self.add(table, Tag::TBody);
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
            // Of its own row and no more: `Both` would make it the head of all cells below it, those
            // of the next goal among them, and each would be read out with all headings above.
            Origin::Goal(_)
            | Origin::Direction(_)
            | Origin::Department(_)
            | Origin::Section
            | Origin::Other(Column::Name) => Tag::TH { scope: Scope::Row, columns },
            Origin::Entry(of, column) if column == row_head(page, cell, of) => {
                Tag::TH { scope: Scope::Row, columns }
            }
            Origin::Entry(..) | Origin::Other(_) => Tag::TD,
        }
    }

    fn add(&mut self, parent: usize, tag: Tag) -> usize {
        let element = self.tree.elements.len();
        let parent_number = count(parent);
        self.tree.elements.push(Element { tag, parent: parent_number, first: NONE, last: NONE });
        self.tree.add_kid(parent, Kid::Element(count(element)));
        element
    }
}

/// The column whose cell is the head of a row: the name of the measure, or its number in a list
/// without names.
fn row_head(page: &Page, cell: &Cell, of: crate::domain::MeasureId) -> Column {
    let named = page.cells.iter().any(|other| {
        other.of == Origin::Entry(of, Column::Name) && other.area.top() == cell.area.top()
    });
    if named { Column::Name } else { Column::Number }
}

/// The paragraphs of some lines, and whether each begins there.
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
