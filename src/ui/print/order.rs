//! Which paper is made, and from what.

use crate::domain::Book;
use crate::domain::edition::Making;
use crate::report::revisions::{self, Revised, State, Wording};
use crate::report::{Document, Options, Report};
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
    /// How the paper of the earlier state was made, and its bytes, where they are known.
    pub made: Option<(Making, Arc<Vec<u8>>)>,
}

impl RevisionOrder {
    /// What is compared; `printed` is the paper of the earlier state.
    pub(crate) fn revised<'a>(&'a self, printed: Option<&'a Document>) -> Revised<'a> {
        let (before, after) = (state(&self.before), state(&self.after));
        Revised { before, after, wording: self.wording, printed }
    }

    /// The paper of the earlier state, as far as it is known what stands where on it.
    pub(crate) fn printed(&self) -> Option<Document> {
        let (made, bytes) = self.made.as_ref()?;
        revisions::edition(&self.before.1, made, bytes)
    }
}

fn state((name, book): &(String, Arc<Book>)) -> State<'_> {
    State { name, book }
}
