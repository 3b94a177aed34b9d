//! A screen with a draft, and what the workspace does with it, whatever is typed there.

use super::draft::StaleEdit;
use super::request::Commit;
use crate::domain::Book;
use crate::store;

/// What is typed and not stored yet, with its own undo.
pub(super) trait EditableDraft {
    /// What is typed and would replace what others have stored since: asked about before it is saved.
    fn stale_edits(&self, book: &Book) -> Vec<StaleEdit>;

    fn keep_mine(&mut self);

    fn accept_theirs(&mut self);

    /// Whether what is typed has steps of its own, which come before those of the file.
    fn can_undo(&self) -> bool {
        false
    }

    fn can_redo(&self) -> bool {
        false
    }

    fn undo(&mut self) {}

    fn redo(&mut self) {}

    /// Whether the next step back leads beyond what was typed here, which is told once.
    fn reaches_undo_boundary(&mut self) -> bool {
        false
    }

    /// Whether that was told, and nothing was done since.
    fn is_at_undo_boundary(&self) -> bool {
        false
    }
}

/// A screen that is typed in.
pub(super) trait EditableScreen {
    fn draft(&self) -> Option<&dyn EditableDraft>;

    fn draft_mut(&mut self) -> Option<&mut dyn EditableDraft>;

    /// What is unsaved, by name.
    fn unsaved(&self) -> Option<String>;

    /// The edit that saves the draft.
    fn save(&mut self) -> Option<Commit>;

    /// Throws away what is unsaved.
    fn discard(&mut self);

    /// Tells beside the field why a save failed; `false` where it must be told elsewhere.
    fn refused(&mut self, error: &store::Error) -> bool;

    /// Whether Esc has something to close.
    fn can_escape(&self) -> bool {
        false
    }

    /// Closes what is open.
    fn escape(&mut self) {}

    fn stale_edits(&self, book: &Book) -> Vec<StaleEdit> {
        self.draft().map(|draft| draft.stale_edits(book)).unwrap_or_default()
    }

    fn keep_mine(&mut self) {
        self.draft_mut().into_iter().for_each(EditableDraft::keep_mine);
    }

    fn accept_theirs(&mut self) {
        self.draft_mut().into_iter().for_each(EditableDraft::accept_theirs);
    }

    fn can_undo(&self) -> bool {
        self.draft().is_some_and(EditableDraft::can_undo)
    }

    fn can_redo(&self) -> bool {
        self.draft().is_some_and(EditableDraft::can_redo)
    }

    fn undo(&mut self) {
        self.draft_mut().into_iter().for_each(EditableDraft::undo);
    }

    fn redo(&mut self) {
        self.draft_mut().into_iter().for_each(EditableDraft::redo);
    }

    fn reaches_undo_boundary(&mut self) -> bool {
        self.draft_mut().is_some_and(EditableDraft::reaches_undo_boundary)
    }

    fn is_at_undo_boundary(&self) -> bool {
        self.draft().is_some_and(EditableDraft::is_at_undo_boundary)
    }
}
