//! The steps of the draft, taken back and made again.

use super::Editor;
use crate::ui::measures::draft::Draft;
use crate::ui::undo_stack::EditGroup;
use iced::widget::text_editor::Cursor;

/// A state of the draft that can be gone back to.
#[derive(Debug, Clone)]
pub struct Moment {
    draft: Draft,
    caret: Cursor,
}

impl Editor {
    pub fn can_undo(&self) -> bool {
        self.undo_stack.can_undo()
    }

    pub fn can_redo(&self) -> bool {
        self.undo_stack.can_redo()
    }

    pub fn reaches_undo_boundary(&mut self) -> bool {
        self.undo_stack.reaches_undo_boundary()
    }

    pub const fn is_at_undo_boundary(&self) -> bool {
        self.undo_stack.is_at_undo_boundary()
    }

    /// Takes the latest change of the draft back.
    pub fn undo(&mut self) {
        let present = self.moment();
        if let Some(moment) = self.undo_stack.undo(|| present) {
            self.go_back_to(moment);
        }
    }

    /// Makes again what was taken back last.
    pub fn redo(&mut self) {
        let present = self.moment();
        if let Some(moment) = self.undo_stack.redo(|| present) {
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
    pub(super) fn note(&mut self, run: Option<EditGroup>) {
        let moment = self.moment();
        self.undo_stack.note(|| moment, run);
        self.refusal = None;
        self.pasted = None;
    }
}
