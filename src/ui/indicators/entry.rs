//! What is typed into a cell, and what it is read as.

use crate::domain::{Book, Figure, FigureCell};

/// A cell that is being written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub cell: FigureCell,
    pub text: String,
    /// Whether what stood there is being mended: the arrows move within the text then.
    pub mends: bool,
    /// What stood there when it was begun.
    before: Figure,
}

impl Entry {
    /// What is typed takes the place of what stands there.
    pub(super) fn typed(book: &Book, cell: FigureCell, text: String) -> Self {
        Self { cell, text, mends: false, before: book.figure(cell).clone() }
    }

    /// What stands there is mended.
    pub(super) fn mending(book: &Book, cell: FigureCell) -> Self {
        let before = book.figure(cell).clone();
        Self { cell, text: before.to_string(), mends: true, before }
    }

    /// What the text is read as.
    pub(super) fn figure(&self, book: &Book) -> Figure {
        Figure::parse(&self.text, book.unit(self.cell))
    }

    /// Whether saving would change something.
    pub(super) fn is_changed(&self, book: &Book) -> bool {
        self.figure(book) != self.before
    }

    /// What others have stored meanwhile, which saving would replace.
    pub(super) fn overtaken<'b>(&self, book: &'b Book) -> Option<&'b Figure> {
        let stored = book.figure(self.cell);
        (*stored != self.before && *stored != self.figure(book)).then_some(stored)
    }

    /// What others have stored is replaced.
    pub(super) fn keep(&mut self, book: &Book) {
        self.before = book.figure(self.cell).clone();
    }
}
