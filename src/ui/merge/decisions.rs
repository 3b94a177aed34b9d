//! What the clerk decides: difference by difference, all at once, or by writing.

use super::choices::Identity;
use super::subject::{Subject, SubjectKind, SubjectState, has_lines};
use super::{Choice, Message, Screen, difference, text_id};
use crate::domain::Key;
use crate::domain::merge::Decision;
use crate::ui::measures::texts::edit_group_of;
use crate::ui::request::Action;
use crate::ui::undo_stack::EditGroup;
use iced::widget::operation;
use iced::widget::text_editor::{self, Edit, Motion};
use std::sync::Arc;

impl Screen {
    pub(super) fn decide(&mut self, choice: Choice) -> Action<Message> {
        let Some(subject) = self.chosen.clone() else { return Action::None };
        if !subject.takes(choice) {
            return Action::None;
        }
        // A proposed text is agreed to by asking for it once more.
        let again = choice == Choice::Text
            && self.state_of(&subject) == SubjectState::Written
            && !self.choices.is_draft(&subject);
        if !again {
            self.note(None);
            self.judge(&subject, choice);
            self.show();
        }
        match choice {
            Choice::Text => {
                self.text.perform(text_editor::Action::Move(Motion::DocumentEnd));
                Action::Run(operation::focus(text_id()))
            }
            Choice::First | Choice::Second | Choice::None => Action::None,
        }
    }

    pub(super) fn decide_all(&mut self, choice: Choice) {
        let listed: Vec<Subject> = self.list.subjects().into_iter().cloned().collect();
        let open = listed.iter().filter(|it| self.state_of(it) == SubjectState::Open).count();
        let meant = |it: &&Subject| open == 0 || self.state_of(it) == SubjectState::Open;
        // Whether two of one name are one is asked of each by itself.
        let items = |it: &&Subject| matches!(it.kind, SubjectKind::Item { .. });
        let meant: Vec<Subject> = listed.iter().filter(meant).filter(items).cloned().collect();
        self.note(None);
        for subject in meant.iter().filter(|subject| subject.takes(choice)) {
            self.judge(subject, choice);
        }
        self.show();
    }

    fn judge(&mut self, subject: &Subject, choice: Choice) {
        match &subject.kind {
            SubjectKind::Item { cell, taken } => {
                if let Some(Decision::Text(text)) = self.choices.decisions.get(cell) {
                    let _ = self.written.insert(*cell, text.clone());
                }
                let draft = choice == Choice::Text
                    && self.state_of(subject) == SubjectState::Open
                    && !self.choices.is_draft(subject)
                    && !self.written.contains_key(cell);
                let decision = match choice {
                    Choice::First => Some(Decision::Mine),
                    // That is what is done with it anyhow.
                    Choice::Second if *taken => None,
                    Choice::Second => Some(Decision::Theirs),
                    Choice::Text => {
                        let written = self.written.get(cell).cloned();
                        let draft = || self.item(*cell).map(difference::draft);
                        written.or_else(draft).map(Decision::Text)
                    }
                    Choice::None => None,
                };
                self.choices.decide(*cell, decision);
                if draft {
                    let _ = self.choices.drafts.insert(*cell);
                }
            }
            SubjectKind::Union { theirs, name } => {
                let identity = match choice {
                    Choice::First => Some(Identity::Same),
                    Choice::Second if self.name.trim().is_empty() => {
                        Some(Identity::Different(format!("{name}（2）")))
                    }
                    Choice::Second => Some(Identity::Different(self.name.trim().to_owned())),
                    Choice::Text | Choice::None => None,
                };
                self.unite(*theirs, identity);
            }
            SubjectKind::Outside(_) => {}
        }
    }

    fn unite(&mut self, theirs: Key, identity: Option<Identity>) {
        let before = self.choices.apart();
        self.choices.unite(theirs, identity);
        if before != self.choices.apart() {
            self.replan();
        }
    }

    /// Whether what is chosen is decided by a text that the clerk has changed.
    pub(super) fn is_rewritten(&self) -> bool {
        let Some(Subject { kind: SubjectKind::Item { cell, .. }, .. }) = &self.chosen else {
            return false;
        };
        match (self.choices.decisions.get(cell), self.item(*cell)) {
            (Some(Decision::Text(text)), Some(item)) => *text != difference::draft(item),
            _ => false,
        }
    }

    /// Typing in the text is deciding for it.
    pub(super) fn edit(&mut self, action: text_editor::Action) {
        let Some(subject) = self.chosen.clone() else { return };
        let SubjectKind::Item { cell, .. } = &subject.kind else { return };
        if self.state_of(&subject) != SubjectState::Written && !self.choices.is_draft(&subject) {
            return;
        }
        let lines = has_lines(*cell);
        let Some(action) = self.text.without_bullet(action) else { return };
        if action.is_edit() {
            self.note(edit_group_of(&action, 0));
        } else {
            self.undo_stack.pause();
        }
        match action {
            text_editor::Action::Edit(Edit::Enter) if !lines => {}
            text_editor::Action::Edit(Edit::Enter) => self.text.enter(),
            text_editor::Action::Edit(Edit::Paste(pasted)) if !lines => {
                let line = pasted.lines().collect::<Vec<_>>().join(" ");
                self.text.perform(text_editor::Action::Edit(Edit::Paste(Arc::new(line))));
            }
            action => self.text.perform(action),
        }
        let text = self.text.get();
        if self.choices.text(&subject) != Some(text.as_str()) {
            self.choices.decide(*cell, Some(Decision::Text(text)));
            // What is told beside it follows.
            self.shown = Some(self.difference(&subject));
        }
    }

    pub(super) fn rename(&mut self, name: String) {
        self.name = name;
        let Some(subject) = self.chosen.clone() else { return };
        let SubjectKind::Union { theirs, .. } = subject.kind else { return };
        if self.state_of(&subject) == SubjectState::Apart && !self.name.trim().is_empty() {
            self.note(Some(EditGroup::Typed(1)));
            self.unite(theirs, Some(Identity::Different(self.name.trim().to_owned())));
        }
    }
}
