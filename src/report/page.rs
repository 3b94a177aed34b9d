//! Pages as data: what stands where. The PDF and the tests read the same.

use super::face::Typeface;
use super::geometry::{Length, Point, Rect, Size};
use super::typeset::Line;
use crate::domain::{DepartmentId, DirectionId, GoalId, MeasureId};
use chrono::NaiveDate;
use std::ops::Range;

pub use crate::domain::template::Column;

/// A laid-out document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What the window of a PDF viewer shows.
    pub title: String,
    pub typeface: Typeface,
    /// The size of every page.
    pub paper: Size,
    /// The day that the document bears; none where none was given.
    pub date: Option<NaiveDate>,
    pub pages: Vec<Page>,
    pub outline: Vec<Bookmark>,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Everything that is drawn, in the order in which it is drawn. For a text the point is where
    /// the pen starts on the baseline; for all else the upper left corner.
    pub items: Vec<(Point, Item)>,
    /// The cells of the table in reading order, each with its texts.
    pub cells: Vec<Cell>,
    /// What is read outside the table, in reading order. What belongs neither to a cell nor to one of
    /// these is decoration, which a reader that speaks passes over: rules, tints, the page number.
    pub blocks: Vec<Block>,
    /// What of its lines is underlined, in the order of the items.
    pub underlined: Vec<Underlined>,
}

/// Characters that are underlined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Underlined {
    /// The line among the page's items.
    pub item: usize,
    /// Its glyphs, at least one.
    pub glyphs: Range<usize>,
}

/// Texts outside the table, or the part of them that stands on this page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub role: Role,
    /// Its lines among the page's items.
    pub items: Range<usize>,
    /// Whether it began on an earlier page.
    pub continued: bool,
}

/// What a text outside the table is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The title of the document.
    Title,
    /// Paragraphs.
    Body,
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
    pub line: Line,
    pub size: Length,
}

/// A straight line to the right and downwards, one of which is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub size: Size,
    pub weight: Length,
}

/// An area in grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tint {
    pub size: Size,
    /// Thousandths of white.
    pub white: u16,
}

/// A cell of the table, or the part of one that stands on this page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub of: Origin,
    pub area: Rect,
    /// Its texts among the page's items.
    pub items: Range<usize>,
    /// Whether it began on an earlier page.
    pub continued: bool,
    /// Whether it says again what stands whole on an earlier page. A reader who sees the page alone
    /// needs it; one who hears all pages in order does not.
    pub repeated: bool,
}

/// What a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The head of a column, repeated on each page.
    Head(Column),
    Goal(GoalId),
    Direction(DirectionId),
    /// A department with what it is asked for; `None` for measures that none leads.
    Department(Option<DepartmentId>),
    Entry(MeasureId, Column),
    /// A heading of nothing that has an identity of its own.
    Section,
    /// What is told of no measure.
    Other(Column),
}

/// A place to go to in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    pub title: String,
    /// The page, from 0.
    pub page: usize,
    /// How far down the page.
    pub top: Length,
    pub children: Vec<Bookmark>,
}

impl Page {
    /// Draws texts outside the table. `continued` tells whether they began on an earlier page.
    pub fn block(&mut self, role: Role, continued: bool, draw: impl FnOnce(&mut Self)) {
        let from = self.items.len();
        draw(self);
        self.blocks.push(Block { role, items: from..self.items.len(), continued });
    }
}
