//! Which paper is made, and from what.

use crate::domain::Book;
use crate::report::revisions::{Revised, State, Wording};
use crate::report::{Options, Report};
use std::sync::Arc;

/// A paper that is to be shown.
#[derive(Debug, Clone)]
pub(crate) enum Order {
    /// A 帳票 of a book.
    Print(Box<PrintOrder>),
    /// A PDF that was kept, to the byte as it is.
    Kept(Arc<Vec<u8>>, Option<Box<PrintOrder>>),
    /// What differs between two states.
    Revised(Box<RevisionOrder>),
}

/// What is printed, and how.
#[derive(Debug, Clone)]
pub(crate) struct PrintOrder {
    pub book: Arc<Book>,
    pub options: Options,
    pub report: Report,
}

/// What is compared, and how it is told.
#[derive(Debug, Clone)]
pub(crate) struct RevisionOrder {
    pub before: (String, Arc<Book>),
    pub after: (String, Arc<Book>),
    pub wording: Wording,
    pub options: Options,
}

impl RevisionOrder {
    pub(crate) fn revised(&self) -> Revised<'_> {
        Revised { before: state(&self.before), after: state(&self.after), wording: self.wording }
    }
}

fn state((name, book): &(String, Arc<Book>)) -> State<'_> {
    State { name, book }
}
