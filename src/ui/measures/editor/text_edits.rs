//! What is done to this year's text.

use super::{CopyMode, Editor, NARRATIVE};
use crate::domain::proofread::{Slip, corrected};
use crate::domain::text;
use crate::domain::writing::{Did, clean_pasted};
use crate::ui::editable_screen::EditableDraft;
use crate::ui::measures::texts::edit_group_of;
use iced::widget::text_editor::{Action, Edit};

/// What was pasted last and mended on the way, as long as nothing else was done.
#[derive(Debug, Clone)]
pub(super) struct Pasted {
    original: String,
    pub did: Vec<Did>,
}

impl Editor {
    pub(super) fn write(&mut self, action: Action) {
        let Some(action) = self.narrative.without_bullet(action) else { return };
        if action.is_edit() {
            self.note(edit_group_of(&action, NARRATIVE));
        } else {
            self.undo_stack.pause();
        }
        match action {
            Action::Edit(Edit::Enter) => self.narrative.enter(),
            action => self.narrative.perform(action),
        }
        self.wrote();
    }

    /// Takes over what the field holds now.
    fn wrote(&mut self) {
        let text = self.narrative.get();
        if text != self.draft.narrative {
            self.draft.narrative = text;
            self.read();
        }
    }

    /// The lines at the caret go a step in or out, those of a list.
    pub(super) fn shift(&mut self, inward: bool) {
        if self.narrative.can_shift(inward) {
            self.note(None);
            self.narrative.shift(inward);
            self.wrote();
        }
    }

    /// Whether Tab, or Shift+Tab, moves the line at the caret rather than the focus.
    pub(crate) fn can_shift(&self, inward: bool) -> bool {
        self.narrative.can_shift(inward)
    }

    pub(super) fn paste(&mut self, pasted: Option<String>) {
        let Some(original) = pasted.filter(|pasted| !pasted.is_empty()) else { return };
        let cleaned = clean_pasted(&original);
        self.note(None);
        self.narrative.insert(cleaned.text);
        self.wrote();
        if !cleaned.did.is_empty() {
            self.pasted = Some(Pasted { original, did: cleaned.did });
        }
    }

    /// What was pasted last, but with all that was mended.
    pub(super) fn paste_as_is(&mut self) {
        let Some(pasted) = self.pasted.take() else { return };
        self.undo();
        self.note(None);
        self.narrative.insert(text::clean(&pasted.original));
        self.wrote();
    }

    pub(super) fn copy_previous(&mut self, copying: CopyMode) {
        self.note(None);
        let previous = self.previous.get();
        self.draft.narrative = match copying {
            CopyMode::Replacing => previous,
            CopyMode::After => format!("{}\n{previous}", self.draft.narrative.trim_end()),
        };
        self.show_draft();
    }

    pub(super) fn correct(&mut self, slip: &Slip) {
        if let Some(corrected) = slip.corrected(&self.draft.narrative) {
            self.note(None);
            self.draft.narrative = corrected;
            self.show_draft();
        }
    }

    /// Takes every proposal, as one step.
    pub(super) fn correct_all(&mut self) {
        let corrected = corrected(&self.draft.narrative, self.slips.slips());
        if corrected != self.draft.narrative {
            self.note(None);
            self.draft.narrative = corrected;
            self.show_draft();
        }
    }

    pub(super) fn correct_first(&mut self) {
        if let Some(slip) = self.slips.first_known().cloned() {
            self.correct(&slip);
        }
    }
}
