//! The ranks of line breaks.

/// How good a break between two atoms is. A worse one is used only where a line has no better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Within a letter and its combining mark.
    Joined,
    /// Against kinsoku: only in a line that is all brackets.
    Kinsoku,
    /// Where UAX #14 prohibits a break: within a Latin word, a figure, a dash of two em.
    Word,
    /// Between two labels of an address: lg.|jp; within a word in katakana.
    Inner,
    /// Within a run that is read as one: 47,500人, 平成30年度, a name.
    Run,
    /// Between two parts of a word, where lines break between phrases.
    Part,
    /// Between two phrases of a name that should be on one line.
    Phrase,
    /// Allowed.
    Free,
}
