//! The draft of the open row, as the workspace sees it.

use super::Screen;
use crate::store;
use crate::ui::editable_screen::{EditableDraft, EditableScreen};
use crate::ui::refusal::Refusal;
use crate::ui::request::Commit;
use crate::ui::screen_id::Tab;
use crate::words;

impl EditableScreen for Screen {
    fn draft(&self) -> Option<&dyn EditableDraft> {
        self.draft.as_ref().map(|draft| draft as &dyn EditableDraft)
    }

    fn draft_mut(&mut self) -> Option<&mut dyn EditableDraft> {
        self.draft.as_mut().map(|draft| draft as &mut dyn EditableDraft)
    }

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
