//! What is typed into a cell, as the workspace sees it.

use super::Screen;
use crate::domain::Book;
use crate::store;
use crate::ui::draft::StaleEdit;
use crate::ui::editable_screen::{EditableDraft, EditableScreen};
use crate::ui::request::Commit;

impl EditableDraft for Screen {
    fn stale_edits(&self, book: &Book) -> Vec<StaleEdit> {
        let entry = self.entry.as_ref();
        let overtaken = entry.and_then(|entry| Some((entry.cell, entry.overtaken(book)?)));
        let told = overtaken
            .map(|(cell, theirs)| StaleEdit::new(super::view::cell_name(cell), theirs.to_string()));
        told.into_iter().collect()
    }

    fn keep_mine(&mut self) {
        if let Some(entry) = &mut self.entry {
            entry.keep(&self.book);
        }
    }

    fn accept_theirs(&mut self) {
        self.entry = None;
    }

    fn can_undo(&self) -> bool {
        self.entry.is_some()
    }

    fn undo(&mut self) {
        self.entry = None;
    }
}

impl EditableScreen for Screen {
    fn draft(&self) -> Option<&dyn EditableDraft> {
        Some(self)
    }

    fn draft_mut(&mut self) -> Option<&mut dyn EditableDraft> {
        Some(self)
    }

    fn unsaved(&self) -> Option<String> {
        let entry = self.entry.as_ref().filter(|entry| entry.is_changed(&self.book))?;
        self.book.indicator(entry.cell.indicator()).map(|row| row.name.clone())
    }

    fn save(&mut self) -> Option<Commit> {
        self.commit()
    }

    fn discard(&mut self) {
        self.entry = None;
    }

    fn refused(&mut self, _error: &store::Error) -> bool {
        false
    }

    fn can_escape(&self) -> bool {
        self.entry.is_some() || self.anchor.is_some()
    }

    fn escape(&mut self) {
        if self.entry.take().is_none() {
            self.anchor = None;
        }
    }
}
