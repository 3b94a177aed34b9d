//! What is typed into a cell, as the workspace sees it.

use super::Screen;
use super::editor::Editor;
use crate::domain::Book;
use crate::store;
use crate::ui::draft::StaleEdit;
use crate::ui::editable_screen::{EditableDraft, EditableScreen};
use crate::ui::request::Commit;
use crate::words;

impl EditableDraft for Screen {
    fn stale_edits(&self, book: &Book) -> Vec<StaleEdit> {
        let entry = self.entry.as_ref();
        let overtaken = entry.and_then(|entry| Some((entry.cell, entry.overtaken(book)?)));
        let told = overtaken
            .map(|(cell, theirs)| StaleEdit::new(super::view::cell_name(cell), theirs.to_string()));
        let notes = self.notes.iter().flat_map(|notes| notes.overtaken(book));
        let notes = notes.map(|(field, theirs)| StaleEdit::new(words::field(field), theirs));
        let editor = self.editor.iter().flat_map(|editor| editor.stale_edits(book));
        told.into_iter().chain(notes).chain(editor).collect()
    }

    fn keep_mine(&mut self) {
        if let Some(entry) = &mut self.entry {
            entry.keep(&self.book);
        }
        if let Some(notes) = &mut self.notes {
            notes.keep(&self.book);
        }
        if let Some(editor) = &mut self.editor {
            editor.keep_mine();
        }
    }

    fn accept_theirs(&mut self) {
        match &mut self.editor {
            Some(editor) if self.entry.is_none() => editor.accept_theirs(),
            _ => self.drop_draft(),
        }
    }

    fn can_undo(&self) -> bool {
        self.is_typed_beside_editor() || self.editor.as_ref().is_some_and(Editor::can_undo)
    }

    fn can_redo(&self) -> bool {
        self.editor.as_ref().is_some_and(Editor::can_redo)
    }

    fn undo(&mut self) {
        match &mut self.editor {
            Some(editor) if editor.can_undo() => editor.undo(),
            _ => self.drop_draft(),
        }
    }

    fn redo(&mut self) {
        self.editor.iter_mut().for_each(Editor::redo);
    }

    fn reaches_undo_boundary(&mut self) -> bool {
        self.editor.as_mut().is_some_and(Editor::reaches_undo_boundary)
    }

    fn is_at_undo_boundary(&self) -> bool {
        self.editor.as_ref().is_some_and(Editor::is_at_undo_boundary)
    }
}

impl Screen {
    /// Leaves what is typed.
    fn drop_draft(&mut self) {
        (self.entry, self.notes) = (None, None);
        self.show_beside();
    }

    /// Whether something is typed in the cell or in what is said of its year.
    fn is_typed_beside_editor(&self) -> bool {
        self.entry.is_some() || self.notes_change()
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
        let entry = self.entry.as_ref().filter(|_| self.entry_changes());
        let notes = self.notes.as_ref().filter(|notes| notes.is_changed());
        let editor = self.editor.as_ref().filter(|_| self.editor_changes());
        let id = entry.map(|it| it.cell.indicator()).or(notes.map(|it| it.indicator));
        match (id, editor) {
            (Some(id), _) => self.book.indicator(id).map(|row| row.name.clone()),
            (None, editor) => editor.map(|editor| editor.name().to_owned()),
        }
    }

    fn save(&mut self) -> Option<Commit> {
        self.commit()
    }

    fn discard(&mut self) {
        self.drop_draft();
        self.editor = self.editor.take().filter(|editor| !editor.is_new());
        self.editor.iter_mut().for_each(Editor::discard);
    }

    fn refused(&mut self, error: &store::Error) -> bool {
        let editor = self.editor.as_mut().filter(|editor| editor.is_changed(&self.book));
        editor.is_some_and(|editor| editor.refuse(error))
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
