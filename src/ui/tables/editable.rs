//! The draft of the open row, as the workspace sees it.

use super::Screen;
use super::draft::Draft;
use crate::store;
use crate::ui::editable_screen::EditableScreen;
use crate::ui::place::Tab;
use crate::ui::refusal::Refusal;
use crate::ui::request::Commit;
use crate::ui::stale_edits::StaleEdit;
use crate::words;

impl EditableScreen for Screen {
    fn unsaved(&self) -> Option<String> {
        let draft = self.draft.as_ref().filter(|draft| draft.is_unsaved())?;
        let name = draft.name(&self.book);
        Some(if name.is_empty() { words::noun(draft.key().noun()).to_owned() } else { name })
    }

    fn discard(&mut self) {
        match &mut self.draft {
            Some(draft) if draft.is_new() => self.draft = None,
            Some(draft) => draft.discard(),
            None => {}
        }
    }

    fn stale_edits(&self) -> Vec<StaleEdit> {
        self.draft.as_ref().map(|draft| draft.stale_edits(&self.book)).unwrap_or_default()
    }

    fn keep_mine(&mut self) {
        self.draft.iter_mut().for_each(Draft::keep_mine);
    }

    fn accept_theirs(&mut self) {
        self.draft.iter_mut().for_each(Draft::accept_theirs);
    }

    fn save(&mut self) -> Option<Commit> {
        let draft = self.draft.as_mut()?;
        let commit = draft.commit(&self.book);
        if commit.is_none() && draft.wrong_number().is_none() {
            // What differs from what is stored in nothing that is kept.
            draft.discard();
        }
        self.adding = draft.is_new();
        commit
    }

    fn refused(&mut self, error: &store::Error) -> bool {
        self.adding = false;
        match (&mut self.draft, Refusal::of(error)) {
            (Some(draft), Some(refusal)) => {
                draft.refuse(refusal);
                true
            }
            _ => false,
        }
    }

    fn can_undo(&self) -> bool {
        self.draft.as_ref().is_some_and(Draft::can_undo)
    }

    fn can_redo(&self) -> bool {
        self.draft.as_ref().is_some_and(Draft::can_redo)
    }

    fn undo(&mut self) {
        if let Some(draft) = &mut self.draft {
            draft.undo();
        }
    }

    fn redo(&mut self) {
        if let Some(draft) = &mut self.draft {
            draft.redo();
        }
    }

    fn reaches_undo_boundary(&mut self) -> bool {
        self.draft.as_mut().is_some_and(Draft::reaches_undo_boundary)
    }

    fn is_at_undo_boundary(&self) -> bool {
        self.draft.as_ref().is_some_and(Draft::is_at_undo_boundary)
    }

    fn can_escape(&self) -> bool {
        self.tab != Tab::Plan && self.draft.is_some()
    }

    /// What was typed is as it was; then the row closes.
    fn escape(&mut self) {
        match &mut self.draft {
            Some(draft) if draft.is_unsaved() && !draft.is_new() => draft.discard(),
            _ => self.draft = None,
        }
    }
}
