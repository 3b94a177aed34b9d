//! How a list is to be printed.

use super::Error;
use super::face::Typeface;
use super::geometry::{Em, Length, Size};
use crate::domain::handout::Rows;
use crate::domain::{DepartmentId, FiscalYear};
use chrono::NaiveDate;

/// What the clerk chooses about a printed list. The default is the handout for the council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Stands at the head of the first page; `None` for the plan's name and title.
    pub title: Option<String>,
    /// The years whose entries are printed; `None` for all that the book has. Years that the book
    /// has not are passed over.
    pub years: Option<Vec<FiscalYear>>,
    /// Only measures that this department leads or is related to; `None` for all.
    pub department: Option<DepartmentId>,
    pub paper: Paper,
    pub margins: Margins,
    pub typeface: Typeface,
    /// The size of the type, 6 to 24 points.
    pub type_size: Length,
    /// From one baseline to the next, in ems of the type; never less than one.
    pub leading: Em,
    pub rows: Rows,
    /// Whether a page that goes on under a goal and a direction says so at its top.
    pub repeats_headings: bool,
    /// The day that the document bears in its metadata. Without one it bears none: a clock would
    /// make the same list into other bytes.
    pub date: Option<NaiveDate>,
}

/// A sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    pub format: Format,
    pub orientation: Orientation,
}

/// Formats of ISO 216.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    A4,
    A3,
}

/// Which side is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// 縦.
    Portrait,
    /// 横.
    Landscape,
}

/// White space around the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Margins {
    pub top: Length,
    pub right: Length,
    pub bottom: Length,
    pub left: Length,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            title: None,
            years: None,
            department: None,
            paper: Paper { format: Format::A4, orientation: Orientation::Landscape },
            margins: Margins {
                bottom: Length::millimetres(11),
                ..Margins::all(Length::millimetres(10))
            },
            typeface: Typeface::Mincho,
            type_size: Length::points(9),
            leading: Em(1200),
            rows: Rows::default(),
            repeats_headings: false,
            date: None,
        }
    }
}

impl Options {
    /// The sizes of type that can be set.
    pub const TYPE_SIZES: std::ops::RangeInclusive<Length> = Length::points(6)..=Length::points(24);

    /// The leading that is used: type that touches the line above cannot be read.
    pub(super) fn leading(&self) -> Em {
        self.leading.clamp(Em::ONE, Em::whole(4))
    }

    /// The size of the type that is used.
    ///
    /// # Errors
    /// [`Error::TypeSize`] where it is outside [`Options::TYPE_SIZES`].
    pub(super) fn type_size(&self) -> Result<Length, Error> {
        if Self::TYPE_SIZES.contains(&self.type_size) {
            Ok(self.type_size)
        } else {
            Err(Error::TypeSize(self.type_size))
        }
    }
}

impl Paper {
    /// Its width and height.
    pub const fn size(self) -> Size {
        let (short, long) = match self.format {
            Format::A4 => (Length::millimetres(210), Length::millimetres(297)),
            Format::A3 => (Length::millimetres(297), Length::millimetres(420)),
        };
        match self.orientation {
            Orientation::Portrait => Size { width: short, height: long },
            Orientation::Landscape => Size { width: long, height: short },
        }
    }
}

impl Margins {
    /// The same on all sides.
    pub const fn all(width: Length) -> Self {
        Self { top: width, right: width, bottom: width, left: width }
    }
}
