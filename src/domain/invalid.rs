//! What the rules of the nouns refuse.

pub(super) mod rules;

use super::{Field, FiscalYear, Key, Noun};

/// A change that would break a rule. Nothing has been changed when one of these is returned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// A part alone would be brought back into a year that is closed.
    #[error("the year {0} is closed")]
    ClosedYear(FiscalYear),
    #[error("{0:?} must not be blank")]
    Blank(Field),
    #[error("{field:?} of {of:?} has {chars} characters, more than {}", super::text::MAX_CHARS)]
    TooLong {
        field: Field,
        chars: usize,
        /// The name of the record, shortened; empty where it has none.
        of: String,
    },
    #[error("{0:?} holds a control character")]
    ControlCharacter(Field),
    #[error("{0:?} must be one line")]
    LineBreak(Field),
    #[error("another row already has the name {0}")]
    DuplicateName(String),
    #[error("the row is used by {uses} others")]
    InUse { key: Key, uses: usize },
    #[error("a row that is referred to does not exist: {0:?}")]
    Dangling(Key),
    #[error("a department is listed twice for one measure")]
    DepartmentTwice,
    #[error("a department would be its own successor")]
    OwnSuccessor,
    #[error("too many departments take over from one, one after the other")]
    TooManySuccessors,
    #[error("the fiscal year {0} is out of range")]
    YearOutOfRange(i32),
    #[error("a measure would end before it begins")]
    EndsBeforeItBegins,
    #[error("{0:?} is out of range")]
    OutOfRange(Field),
    #[error("no column is left to print")]
    NoColumn,
    #[error("too many records of {0:?}")]
    TooMany(Noun),
    #[error("the last template cannot be deleted")]
    LastTemplate,
    #[error("the plan cannot be deleted or exchanged for another")]
    OtherPlan,
    #[error("the row is not as it was when the edit began: {0:?}")]
    Stale(Key),
    #[error("a change of nothing")]
    Empty,
}
