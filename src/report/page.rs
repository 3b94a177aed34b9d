//! Pages as data, for the PDF, the preview and the tests.

use super::fonts::Typeface;
use super::geometry::{Length, Point, Rect, Size};
use super::typeset::Line;
use crate::domain::{DepartmentId, DirectionId, GoalId, IndicatorId, MeasureId};
use chrono::NaiveDate;
use std::ops::Range;
use std::sync::Arc;

pub use crate::domain::template::Column;

/// A laid-out document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The title in the window of a PDF viewer.
    pub title: String,
    /// Who issues it: the municipality; may be empty.
    pub author: String,
    /// How its pages are numbered; `None` where they are not.
    pub numbers: Option<Numbers>,
    pub typeface: Typeface,
    /// The size of every page.
    pub paper: Size,
    /// The date in the metadata; `None` for none.
    pub date: Option<NaiveDate>,
    pub pages: Vec<Page>,
    pub outline: Vec<Bookmark>,
}

/// The numbers of pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// The number of pages at the beginning that bear none.
    pub covers: usize,
    /// That of the first page that bears one.
    pub first: u16,
    /// The further pages, from 0, that bear this number as well: sections that are numbered apart.
    pub restarts: Vec<usize>,
}

impl Numbers {
    /// What is printed on a page, counted from 0; `None` on one that bears no number.
    pub fn of(&self, page: usize) -> Option<usize> {
        let restart = self.restarts.iter().copied().rfind(|restart| *restart <= page);
        let from = restart.unwrap_or(self.covers);
        page.checked_sub(from).map(|at| at + usize::from(self.first))
    }
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Everything that is drawn, in this order. The point of a text is its start on the baseline, that
    /// of all else the upper left corner.
    pub items: Vec<(Point, Item)>,
    /// The cells of the table in reading order, each with its texts.
    pub cells: Vec<Cell>,
    /// The texts outside the table in reading order. Items that belong neither to a cell nor to one of
    /// these are artifacts, which a screen reader skips: rules, tints, the page number.
    pub blocks: Vec<Block>,
    /// The underlined parts of its lines, in the order of the items.
    pub underlined: Vec<Underlined>,
    /// The blocks that lead to other places, in their order.
    pub links: Vec<Link>,
}

/// A block that leads to another place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The index of the block among the page's.
    pub block: usize,
    pub area: Rect,
    /// What is said of where it leads.
    pub said: String,
    pub to: Destination,
}

/// A place in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Destination {
    /// The page, from 0.
    pub page: usize,
    /// The distance from the top of the page.
    pub top: Length,
}

/// Characters that are underlined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Underlined {
    /// The index of the line among the page's items.
    pub item: usize,
    /// Its glyphs, at least one.
    pub glyphs: Range<usize>,
}

/// A text outside the table, or the part of it on this page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub role: Role,
    /// Its lines among the page's items.
    pub items: Range<usize>,
    /// Whether it began on an earlier page.
    pub continued: bool,
}

/// The role of a text outside the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The title of the document.
    Title,
    /// A heading below it.
    Section,
    /// Paragraphs.
    Body,
    /// An entry of the contents or of an index.
    Entry,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    Text(Text),
    Rule(Rule),
    Tint(Tint),
}

/// A line of type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Shared with other papers that have the same line.
    pub line: Arc<Line>,
    pub size: Length,
}

/// A straight line to the right or downwards: one side of its size is zero. In a hatching it goes upwards
/// to the right: its height is below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub size: Size,
    pub weight: Length,
    /// Whether it is a row of dots.
    pub dotted: bool,
}

/// An area in grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tint {
    pub size: Size,
    /// Thousandths of white.
    pub white: u16,
}

/// A cell of the table, or the part of it on this page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub of: Origin,
    pub area: Rect,
    /// Its texts among the page's items.
    pub items: Range<usize>,
    /// Whether it began on an earlier page.
    pub continued: bool,
    /// Whether it repeats a text of an earlier page: for those who see this page alone, not for those
    /// who hear all pages in order.
    pub repeated: bool,
    /// What is said instead of a figure that its items draw; `None` for text.
    pub alt: Option<String>,
}

/// The record that a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The head of a column, repeated on each page.
    Head(Column),
    Goal(GoalId),
    Direction(DirectionId),
    /// The heading of a department; `None` above the measures that no department leads.
    Department(Option<DepartmentId>),
    Entry(MeasureId, Column),
    /// A heading that is no record, and one below it.
    Section,
    Subsection,
    Indicator(IndicatorId, Column),
    /// A cell of a row that is no measure.
    Other(Column),
}

impl Origin {
    /// The cell of the same row in another column.
    pub const fn in_column(self, column: Column) -> Self {
        match self {
            Self::Head(_) => Self::Head(column),
            Self::Entry(measure, _) => Self::Entry(measure, column),
            Self::Indicator(indicator, _) => Self::Indicator(indicator, column),
            Self::Other(_) => Self::Other(column),
            Self::Goal(_)
            | Self::Direction(_)
            | Self::Department(_)
            | Self::Section
            | Self::Subsection => self,
        }
    }
}

/// A bookmark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    pub title: String,
    /// The page, from 0.
    pub page: usize,
    /// The distance from the top of the page.
    pub top: Length,
    pub children: Vec<Bookmark>,
}

impl Document {
    /// Moves its bookmarks by the number of pages that it is appended to.
    pub fn move_bookmarks(&mut self, pages: usize) {
        self.outline.iter_mut().for_each(|bookmark| bookmark.move_by(pages));
    }

    /// Numbers each section that begins with one of these pages anew.
    pub fn number_sections(&mut self, begins: &[usize]) {
        if let Some(numbers) = &mut self.numbers {
            numbers.restarts = begins.iter().copied().filter(|page| *page > 0).collect();
        }
    }
}

impl Bookmark {
    fn move_by(&mut self, pages: usize) {
        self.page += pages;
        self.children.iter_mut().for_each(|child| child.move_by(pages));
    }
}

impl Rule {
    /// An unbroken line.
    pub const fn solid(size: Size, weight: Length) -> Self {
        Self { size, weight, dotted: false }
    }
}

impl Page {
    /// Draws a text outside the table. `continued` is whether it began on an earlier page.
    pub fn block(&mut self, role: Role, continued: bool, draw: impl FnOnce(&mut Self)) {
        let from = self.items.len();
        draw(self);
        self.blocks.push(Block { role, items: from..self.items.len(), continued });
    }

    /// Makes the last block lead to another place.
    pub fn link(&mut self, area: Rect, to: Destination, said: String) {
        let Some(block) = self.blocks.len().checked_sub(1) else { return };
        self.links.push(Link { block, area, said, to });
    }
}
