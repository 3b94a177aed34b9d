//! What could not be read, or not for certain, and why.

use super::place::Place;
use crate::domain::Invalid;

/// The beginning of a text, as much as is quoted where the text is doubted.
pub(super) fn excerpt(text: &str) -> String {
    const SHOWN: usize = 40;
    text.chars().take(SHOWN).collect()
}

/// Something that could not be read or taken over, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    pub place: Place,
    pub reason: Reason,
}

/// Why a row was not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A value that the rules of the nouns refuse.
    Refused(Invalid),
    /// The cell under this heading shows an error such as #REF!.
    ErrorCell { heading: String, error: String },
    /// The cell under this heading holds a formula whose result was not stored.
    Uncalculated { heading: String },
    /// The same measure stands in an earlier place.
    Duplicate { first: Place },
    /// The row has no name.
    Nameless,
    /// Its name is struck out.
    Struck,
    /// The row is neither a heading nor a measure; what stands in it.
    Unknown { text: String },
    /// The row has no number, and little else of what the measures of its list have; what stands in it.
    Unnumbered { text: String },
    /// The row belongs to a table of other things; what stands in it.
    OtherTable { text: String },
    /// Several measures of its name are there, and neither its number nor its departments tell which
    /// it is.
    SeveralOfName,
    /// A new measure, without it being said under which direction it belongs.
    Homeless,
    /// A value of another kind than this key holds.
    Shape { key: &'static str },
}

/// A cell of a row that was taken over, which was not taken as it stands or may mean something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    pub place: Place,
    /// Its column, counted from 0; `None` where it is about the row.
    pub column: Option<usize>,
    /// What it says, shortened.
    pub text: String,
    pub question: Question,
}

impl Doubt {
    /// One about a sheet as a whole.
    pub(super) fn sheet(name: &str, question: Question) -> Self {
        Self { place: Place::Sheet(name.to_owned()), column: None, text: String::new(), question }
    }
}

/// What is doubtful about a cell, or why it was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Its row was not taken, which [`Listing::unreadable`](super::Listing::unreadable) tells.
    Refused,
    /// Its column has no place in a book, which [`Listing::ignored`](super::Listing::ignored) tells.
    NoPlace,
    /// Its sheet is not read.
    UnreadSheet,
    /// It stands above the list and is no part of its title.
    AboveList,
    /// It is in the column of a status and is no mark that says whether it holds.
    NoMark,
    /// It is in a row that tells of what is planned.
    Planned,
    /// What it says of its measure has no place: another row or column says it already.
    Untaken,
    /// There is nothing of its measure that it could be.
    NoField,
    /// It is no value of its key or its item, and was not taken.
    Value,
    /// It is where an indicator belongs, and the file has no such goal, direction or measure.
    UnknownPlace,
    /// It is in another unit than the file has for the same indicator, which stays.
    OtherUnit,
    /// It is a remark below or beside a table of figures, and was not taken.
    Remark,
    /// It says otherwise of a setting than the file does, which stays.
    Known,
    /// It has control characters, without which it was taken.
    Control,
    /// A further cell of the same address stands in the file; that one was taken.
    Double,
    /// It stands under no heading, and was not taken.
    Unheaded,
    /// It is too long for a status, and was not taken.
    LongStatus,
    /// It is in the place of a status and is a figure, or another status with a remark; it was taken.
    OddStatus,
    /// It is no number that can be read: the measure got the next one.
    Number,
    /// It is the name of a row without a number among others that have one, or without anything else; it
    /// was taken for a measure.
    Unnumbered,
    /// Its row has more cells than headings, so that its values may stand under the wrong ones.
    Shifted,
    /// It is a number behind letters, of which the number was taken.
    PartOfNumber,
    /// It says of a department what a name cannot: 企画課ほか.
    Department,
    /// The status differs from the one that an earlier row gives the measure; that one was taken.
    OtherStatus,
    /// Another sheet says otherwise of the measure; the later year holds.
    OtherSheet,
    /// （再掲） behind the name of a goal or a direction, of which it is no part.
    Again,
    /// It stands alone in its row without the mark of a heading; it was taken for one.
    PlainHeading,
    /// It heads a level between those of the goals and of the directions, and was not taken.
    MiddleHeading,
    /// It marks a status of a year for which another one is marked as well, and was not taken.
    SeveralMarks,
    /// It stands under the heading of several years and names none; it was taken for the last.
    SeveralYears,
    /// It has figures of other years than that of its column, for which it was taken.
    OtherYear,
    /// It names a year without its era, which was guessed.
    GuessedYear,
    /// It is no year that can be read.
    UnreadYear,
    /// Nothing tells the year of it, and it was not taken.
    Undated,
    /// It refers to the cell above, and nothing stands there.
    Ditto,
    /// It heads the names of a second table to the right, which was not taken.
    TableBeside,
    /// It is struck out, and was not taken.
    Struck,
    /// Its number format shows nothing of it, and it was not taken.
    Unshown,
    /// It shows an error such as #REF!, and was not taken.
    Error,
    /// It is a formula whose result was not stored.
    Uncalculated,
    /// A merged cell covers it, so that Excel does not show it, and it was not taken.
    Covered,
    /// It stands too far from the list, and was not read.
    Beyond,
    /// It is a comment, and was not taken.
    Comment,
    /// It stands in a shape, and was not taken.
    Shape,
    /// It stands outside what is printed; it was taken.
    Unprinted,
    /// Its sheet is hidden, and was not read.
    HiddenSheet,
    /// A measure of its name stands under another direction, and stays there with its number.
    Elsewhere,
    /// The goal or direction of its number has another name: it is taken for another one.
    OtherHeading,
    /// The goal or direction of its number has another name, but the same measures: it gets this name.
    RenamedHeading,
    /// The measure of its number has another name, and may be another one.
    OtherName,
}
