//! The draft of the open measure, as the workspace sees it.

use super::Screen;
use super::editor::{Editor, Panel};
use super::row_actions::RowInteraction;
use crate::store;
use crate::ui::editable_screen::{EditableDraft, EditableScreen};
use crate::ui::request::Commit;

impl EditableScreen for Screen {
    fn draft(&self) -> Option<&dyn EditableDraft> {
        self.editor.as_ref().map(|editor| editor as &dyn EditableDraft)
    }

    fn draft_mut(&mut self) -> Option<&mut dyn EditableDraft> {
        self.editor.as_mut().map(|editor| editor as &mut dyn EditableDraft)
    }

    fn unsaved(&self) -> Option<String> {
        let editor = self.editor.as_ref().filter(|editor| editor.is_unsaved())?;
        Some(editor.measure().name.clone())
    }

    fn discard(&mut self) {
        if let Some(editor) = &mut self.editor {
            editor.discard();
        }
    }

    fn save(&mut self) -> Option<Commit> {
        let editor = self.editor.as_mut()?;
        let commit = editor.commit(&self.book);
        // What has to be mended first is told beside its field, which may not be in sight.
        if commit.is_none() && editor.is_unsaved() {
            match editor.is_to_be_mended() {
                true => editor.unfold(Panel::Details),
                // What differs from what is stored in nothing that is kept.
                false => editor.discard(),
            }
        }
        commit
    }

    fn refused(&mut self, error: &store::Error) -> bool {
        self.open_after_commit = None;
        self.bulk.clear();
        self.editor.as_mut().is_some_and(|editor| editor.refused(error))
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
