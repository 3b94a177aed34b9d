//! The draft of the open measure, as the desk sees it.

use super::Screen;
use super::editor::{Editor, Panel};
use super::order::Handling;
use crate::store;
use crate::ui::action::Commit;
use crate::ui::overtaken::Overtaken;
use crate::ui::writing::Writing;

impl Writing for Screen {
    fn unsaved(&self) -> Option<String> {
        let editor = self.editor.as_ref().filter(|editor| editor.is_unsaved())?;
        Some(editor.measure().name.clone())
    }

    fn discard(&mut self) {
        if let Some(editor) = &mut self.editor {
            editor.discard();
        }
    }

    fn overtaken(&self) -> Vec<Overtaken> {
        self.editor.as_ref().map(|editor| editor.overtaken(&self.book)).unwrap_or_default()
    }

    fn overrule(&mut self) {
        self.editor.iter_mut().for_each(Editor::overrule);
    }

    fn give_way(&mut self) {
        self.editor.iter_mut().for_each(Editor::give_way);
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
        self.awaited = None;
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

    fn stops(&mut self) -> bool {
        self.editor.as_mut().is_some_and(Editor::stops)
    }

    fn has_stopped(&self) -> bool {
        self.editor.as_ref().is_some_and(Editor::has_stopped)
    }

    fn can_escape(&self) -> bool {
        self.handling.is_begun()
            || !self.selection.is_empty()
            || self.editor.as_ref().is_some_and(Editor::is_unfolded)
    }

    fn escape(&mut self) {
        if self.handling.is_begun() {
            self.handling = Handling::None;
        } else if !self.selection.is_empty() {
            self.selection.clear();
        } else if let Some(editor) = &mut self.editor {
            editor.fold();
        }
    }
}
