//! The steps of the draft, taken back and made again.

use super::Editor;
use crate::ui::measures::draft::Draft;
use crate::ui::past::Run;
use iced::widget::text_editor::Cursor;

/// A state of the draft that can be gone back to.
#[derive(Debug, Clone)]
pub struct Moment {
    draft: Draft,
    caret: Cursor,
}

impl Editor {
    pub fn can_undo(&self) -> bool {
        self.past.can_undo()
    }

    pub fn can_redo(&self) -> bool {
        self.past.can_redo()
    }

    pub fn stops(&mut self) -> bool {
        self.past.stops()
    }

    pub const fn has_stopped(&self) -> bool {
        self.past.has_stopped()
    }

    /// Takes the latest change of the draft back.
    pub fn undo(&mut self) {
        let present = self.moment();
        if let Some(moment) = self.past.undo(|| present) {
            self.go_back_to(moment);
        }
    }

    /// Makes again what was taken back last.
    pub fn redo(&mut self) {
        let present = self.moment();
        if let Some(moment) = self.past.redo(|| present) {
            self.go_back_to(moment);
        }
    }

    pub(super) fn moment(&self) -> Moment {
        Moment { draft: self.draft.clone(), caret: self.narrative.caret() }
    }

    pub(super) fn go_back_to(&mut self, moment: Moment) {
        self.draft = moment.draft;
        self.pasted = None;
        self.show_draft();
        // The caret belongs to this very text, so that it lies within it.
        self.narrative.put_caret(moment.caret);
    }

    /// Notes the present state before a change.
    pub(super) fn note(&mut self, run: Option<Run>) {
        let moment = self.moment();
        self.past.note(|| moment, run);
        self.refusal = None;
        self.pasted = None;
    }
}
