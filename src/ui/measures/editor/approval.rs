//! 課確認, 確定 and 差し戻し: the steps of an entry, each stored together with what is unsaved.

use super::{Editor, Message, Panel};
use crate::domain::{Approval, Book, EntryState, Field};
use crate::ui::measures::form::Step;
use crate::ui::refusal::Refusal;
use crate::ui::request::Action;
use crate::words;

impl Editor {
    /// How far the entry is, as saving would leave it.
    pub(super) fn state(&self, book: &Book) -> EntryState {
        let entry = self.year.map(|year| self.draft.entry(book, self.measure.id, year));
        entry.map_or(EntryState::Missing, |entry| entry.state())
    }

    /// How far the entry is in the file.
    pub(super) fn stored_state(&self, book: &Book) -> EntryState {
        self.year.map_or(EntryState::Missing, |year| book.entry_state(self.measure.id, year))
    }

    /// Whether saving takes back what others have agreed to.
    pub(super) fn falls_back(&self, book: &Book) -> bool {
        let (stored, draft) = (self.stored_state(book), self.state(book));
        stored >= EntryState::DepartmentChecked && draft < stored
    }

    /// The next step, whichever it is.
    pub(super) fn advance(&mut self, book: &Book) -> Action<Message> {
        match self.state(book) {
            EntryState::Missing => self.approve(book, Approval::Department),
            state => state.next().map_or(Action::None, |next| self.approve(book, next)),
        }
    }

    /// Nothing written is nothing to agree to.
    pub(super) fn approve(&mut self, book: &Book, approval: Approval) -> Action<Message> {
        if self.is_beyond(approval) {
            return Action::None;
        }
        if approval != Approval::None && self.draft.narrative.trim().is_empty() {
            let sentence = words::nothing_to_approve(approval);
            self.refusal = Some(Refusal { field: Some(Field::Narrative), sentence });
            return Action::None;
        }
        self.store(book, Step::Approve(approval))
    }

    /// Stores the draft, and with it a step of the entry.
    pub(super) fn store(&mut self, book: &Book, step: Step) -> Action<Message> {
        if self.draft.number().is_none() {
            self.unfolded = Some(Panel::Details);
            return Action::None;
        }
        if self.unfolded == Some(Panel::Remark) {
            self.unfolded = None;
        }
        self.draft.commit(book, &self.measure, self.year, step).into()
    }
}
