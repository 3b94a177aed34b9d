//! The draft of the open measure, as the workspace sees it.

use super::Screen;
use super::editor::{Editor, Panel};
use super::row_actions::RowInteraction;
use crate::store;
use crate::ui::editable_screen::EditableScreen;
use crate::ui::request::Commit;
use crate::ui::stale_edits::StaleEdit;

impl EditableScreen for Screen {
    fn unsaved(&self) -> Option<String> {
        let editor = self.editor.as_ref().filter(|editor| editor.is_unsaved())?;
        Some(editor.measure().name.clone())
    }

    fn discard(&mut self) {
        if let Some(editor) = &mut self.editor {
            editor.discard();
        }
    }

    fn stale_edits(&self) -> Vec<StaleEdit> {
        self.editor.as_ref().map(|editor| editor.stale_edits(&self.book)).unwrap_or_default()
    }

    fn keep_mine(&mut self) {
        self.editor.iter_mut().for_each(Editor::keep_mine);
    }

    fn accept_theirs(&mut self) {
        self.editor.iter_mut().for_each(Editor::accept_theirs);
    }

    fn save(&mut self) -> Option<Commit> {
        let editor = self.editor.as_mut()?;
        let commit = editor.commit(&self.book);
        // What has to be mended first is told beside its field, which may not be in sight.
        if commit.is_none() && editor.is_unsaved() {
            editor.unfold(Panel::Details);
        }
        commit
    }

    fn refused(&mut self, error: &store::Error) -> bool {
        self.open_after_commit = None;
        self.bulk.refused();
        self.editor.as_mut().is_some_and(|editor| editor.refused(error))
    }

    fn can_undo(&self) -> bool {
        self.editor.as_ref().is_some_and(Editor::can_undo)
    }

    fn can_redo(&self) -> bool {
        self.editor.as_ref().is_some_and(Editor::can_redo)
    }

    fn undo(&mut self) {
        if let Some(editor) = &mut self.editor {
            editor.undo();
        }
    }

    fn redo(&mut self) {
        if let Some(editor) = &mut self.editor {
            editor.redo();
        }
    }

    fn reaches_undo_boundary(&mut self) -> bool {
        self.editor.as_mut().is_some_and(Editor::reaches_undo_boundary)
    }

    fn is_at_undo_boundary(&self) -> bool {
        self.editor.as_ref().is_some_and(Editor::is_at_undo_boundary)
    }

    fn can_escape(&self) -> bool {
        self.row_interaction.is_begun()
            || !self.selection.is_empty()
            || self.editor.as_ref().is_some_and(Editor::is_unfolded)
    }

    fn escape(&mut self) {
        if self.row_interaction.is_begun() {
            self.row_interaction = RowInteraction::None;
        } else if !self.selection.is_empty() {
            self.selection.clear();
        } else if let Some(editor) = &mut self.editor {
            editor.fold();
        }
    }
}
