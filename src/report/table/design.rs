//! 体裁: the face, size, white space and tint of each kind of row, and the weights of the rules.

use crate::domain::template::Design;
use crate::report::Face;
use crate::report::geometry::{Em, Length};
use crate::report::page::Origin;

/// The kinds of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Kind {
    /// The heads of the columns.
    Head,
    /// A heading of the highest level.
    Goal,
    /// A heading below that.
    Direction,
    Entry,
}

/// How a kind of row is set. Lengths are in ems of the table's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct RowStyle {
    pub face: Face,
    /// The size of the type.
    pub size: Em,
    /// The least distance between a text and the rules beside it.
    pub padding_x: Em,
    /// Between a text and the rules above and below it.
    pub padding_y: Padding,
    /// Thousandths of white behind it; `None` for none.
    pub tint: Option<u16>,
}

/// White space above and below a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Padding {
    /// Besides the text's share of the leading.
    BesideLeading(Em),
    /// To the em boxes of the text.
    ToType(Em),
}

/// The weights of the rules of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct Rules {
    pub frame: Length,
    pub above_goal: Length,
    pub above_direction: Length,
    pub below_heads: Length,
    pub row: Length,
    pub column: Length,
    /// Between the blocks of a cell; `None` for none.
    pub block: Option<Length>,
    /// How far the frame goes beyond its corners, so that they are square: a line ends where it is
    /// told to, and half the weight of the other is missing there.
    pub corner: Length,
}

impl Kind {
    /// All of them, in the order of their numbers.
    pub(super) const ALL: [Self; 4] = [Self::Head, Self::Goal, Self::Direction, Self::Entry];

    pub(in crate::report) const fn of(origin: Origin) -> Self {
        match origin {
            Origin::Head(_) => Self::Head,
            Origin::Goal(_) | Origin::Department(_) | Origin::Section => Self::Goal,
            Origin::Direction(_) | Origin::Subsection => Self::Direction,
            Origin::Entry(..) | Origin::Indicator(..) | Origin::Other(_) => Self::Entry,
        }
    }
}

impl RowStyle {
    pub(super) const fn new(design: Design, kind: Kind) -> Self {
        let (face, size, x, y, tint) = match (design, kind) {
            (Design::Original, kind) => {
                let tint = match kind {
                    Kind::Head => Some(900),
                    Kind::Goal => Some(955),
                    Kind::Direction | Kind::Entry => None,
                };
                // Most lines leave half an em on the right themselves.
                let (x, y) = (Em(320), Padding::BesideLeading(Em(120)));
                return Self { face: Face::Body, size: Em::ONE, padding_x: x, padding_y: y, tint };
            }
            (Design::Current, Kind::Head) => (Face::Bold, 900, 350, 350, Some(900)),
            (Design::Current, Kind::Goal) => (Face::Bold, 1150, 500, 350, Some(820)),
            (Design::Current, Kind::Direction) => (Face::Bold, 1050, 500, 300, Some(950)),
            (Design::Current, Kind::Entry) => (Face::Body, 1000, 350, 350, None),
        };
        let (padding_x, padding_y) = (Em(x), Padding::ToType(Em(y)));
        Self { face, size: Em(size), padding_x, padding_y, tint }
    }
}

impl Rules {
    /// The weights that go with this one for the rules between rows.
    pub(super) fn new(design: Design, row: Length) -> Self {
        match design {
            Design::Original => Self {
                frame: row * 2,
                above_goal: row,
                above_direction: row,
                below_heads: row,
                row,
                column: row,
                block: None,
                corner: Length::ZERO,
            },
            // 1.0, 1.5, 0.8, 0.25 and 0.35 points beside 0.4.
            Design::Current => Self {
                frame: row.times(Em(2500)),
                above_goal: row.times(Em(3750)),
                above_direction: row * 2,
                below_heads: row * 2,
                row,
                column: row.times(Em(625)),
                block: Some(row.times(Em(875))),
                corner: row.times(Em(1250)),
            },
        }
    }
}
