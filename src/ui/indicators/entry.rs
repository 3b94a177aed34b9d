//! What is typed into a cell, and what it is read as.

use crate::domain::{Book, Figure, FigureCell};
use serde::{Deserialize, Serialize};

/// A cell that is being written in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub cell: FigureCell,
    pub text: String,
    /// Whether what stood there is being mended: the arrows move within the text then.
    pub mends: bool,
    /// Whether what is typed is 速報値 as what it replaces was.
    keeps_mark: bool,
    /// What stood there when it was begun.
    before: Figure,
}

impl Entry {
    /// What is typed takes the place of what stands there.
    pub(super) fn typed(book: &Book, cell: FigureCell, text: String) -> Self {
        let before = book.figure(cell).clone();
        Self { cell, text, mends: false, keeps_mark: before.is_provisional(), before }
    }

    /// What stands there is mended, and its mark with it.
    pub(super) fn mending(book: &Book, cell: FigureCell) -> Self {
        let before = book.figure(cell).clone();
        Self { cell, text: before.to_string(), mends: true, keeps_mark: false, before }
    }

    /// What the text is read as.
    pub(super) fn figure(&self, book: &Book) -> Figure {
        let read = Figure::parse(&self.text, book.unit(self.cell));
        if self.keeps_mark { read.with_provisional(true) } else { read }
    }

    /// Whether it is 速報値 for no other reason than that what it replaces was.
    pub(super) fn has_kept_mark(&self, book: &Book) -> bool {
        self.keeps_mark && self.figure(book).is_provisional()
    }

    /// As 速報値, or as final.
    pub(super) fn mark(&mut self, book: &Book) {
        let figure = self.figure(book);
        let provisional = !figure.is_provisional();
        self.text = figure.with_provisional(provisional).to_string();
        self.keeps_mark = false;
    }

    /// Whether saving would change something.
    pub(super) fn is_changed(&self, book: &Book) -> bool {
        self.figure(book) != self.before
    }

    /// Whether the cell was another when it was begun.
    pub(super) fn is_stale(&self, book: &Book) -> bool {
        *book.figure(self.cell) != self.before
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
