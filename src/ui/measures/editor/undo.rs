//! The steps of the draft, taken back and made again.

use super::Editor;
use crate::domain::Book;
use crate::ui::draft::StaleEdit;
use crate::ui::editable_screen::EditableDraft;
use crate::ui::measures::form::Form;
use crate::ui::undo_stack::EditGroup;
use iced::widget::text_editor::Cursor;

/// A state of the draft that can be gone back to.
#[derive(Debug, Clone)]
pub(super) struct Moment {
    form: Form,
    caret: Cursor,
}

impl EditableDraft for Editor {
    fn stale_edits(&self, book: &Book) -> Vec<StaleEdit> {
        let theirs = self.draft.saved();
        self.draft.stale().into_iter().map(|field| theirs.stale_edit(book, field)).collect()
    }

    fn keep_mine(&mut self) {
        self.draft.keep_mine();
    }

    /// One step back leads to what was typed.
    fn accept_theirs(&mut self) {
        self.note(None);
        self.draft.accept_theirs();
        self.show_draft();
    }

    fn can_undo(&self) -> bool {
        self.undo_stack.can_undo()
    }

    fn can_redo(&self) -> bool {
        self.undo_stack.can_redo()
    }

    fn undo(&mut self) {
        let present = self.moment();
        if let Some(moment) = self.undo_stack.undo(|| present) {
            self.go_back_to(moment);
        }
    }

    fn redo(&mut self) {
        let present = self.moment();
        if let Some(moment) = self.undo_stack.redo(|| present) {
            self.go_back_to(moment);
        }
    }

    fn reaches_undo_boundary(&mut self) -> bool {
        self.undo_stack.reaches_undo_boundary()
    }

    fn is_at_undo_boundary(&self) -> bool {
        self.undo_stack.is_at_undo_boundary()
    }
}

impl Editor {
    pub(super) fn moment(&self) -> Moment {
        Moment { form: self.draft.typed().clone(), caret: self.narrative.caret() }
    }

    pub(super) fn go_back_to(&mut self, moment: Moment) {
        *self.draft = moment.form;
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
