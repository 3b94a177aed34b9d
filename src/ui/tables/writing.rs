//! The draft of the open row, as the desk sees it.

use super::Screen;
use super::draft::Draft;
use crate::store;
use crate::ui::action::{Commit, Refusal};
use crate::ui::overtaken::Overtaken;
use crate::ui::place::Tab;
use crate::ui::writing::Writing;
use crate::words;

impl Writing for Screen {
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

    fn overtaken(&self) -> Vec<Overtaken> {
        self.draft.as_ref().map(|draft| draft.overtaken(&self.book)).unwrap_or_default()
    }

    fn overrule(&mut self) {
        self.draft.iter_mut().for_each(Draft::overrule);
    }

    fn give_way(&mut self) {
        self.draft.iter_mut().for_each(Draft::give_way);
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

    fn stops(&mut self) -> bool {
        self.draft.as_mut().is_some_and(Draft::stops)
    }

    fn has_stopped(&self) -> bool {
        self.draft.as_ref().is_some_and(Draft::has_stopped)
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
