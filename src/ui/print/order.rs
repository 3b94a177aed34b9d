//! Which paper is made, and from what.

use crate::domain::Book;
use crate::report::revisions::{Revised, State, Wording};
use crate::report::{Options, Report};
use std::sync::Arc;

/// A paper that is to be shown.
#[derive(Debug, Clone)]
pub(crate) enum Order {
    /// A 帳票 of a book.
    Print(Box<Printing>),
    /// A PDF that was kept, to the byte as it is.
    Kept(Arc<Vec<u8>>, Option<Box<Printing>>),
    /// What differs between two states.
    Revised(Box<Comparing>),
}

/// What is printed, and how.
#[derive(Debug, Clone)]
pub(crate) struct Printing {
    pub book: Arc<Book>,
    pub options: Options,
    pub report: Report,
}

/// What is compared, and how it is told.
#[derive(Debug, Clone)]
pub(crate) struct Comparing {
    pub before: (String, Arc<Book>),
    pub after: (String, Arc<Book>),
    pub wording: Wording,
    pub options: Options,
}

impl Comparing {
    pub(crate) fn revised(&self) -> Revised<'_> {
        Revised { before: state(&self.before), after: state(&self.after), wording: self.wording }
    }
}

fn state((name, book): &(String, Arc<Book>)) -> State<'_> {
    State { name, book }
}
