//! What is asked of the clerk before going on.

use super::{App, Desk, Message};
use crate::ui::widget::dialog::{Question, Weight};
use iced::Task;

impl App {
    /// Asks what is to become of the draft before a message is followed.
    pub(super) fn ask_first(&mut self, then: Message) -> Task<Message> {
        let Some(name) = self.unsaved() else { return self.update(then) };
        let then = Box::new(then);
        self.question(
            Question::new("保存していない変更があります")
                .line(format!("「{name}」の変更は、まだ保存していません。"))
                .answer("保存する", Weight::Next, Some(Message::SaveThen(then.clone())))
                .answer("保存しない", Weight::Danger, Some(Message::DiscardThen(then)))
                .or_back(),
        )
    }

    pub(super) fn question(&mut self, question: Question<Message>) -> Task<Message> {
        self.question = Some(question);
        self.unfolded = false;
        // What is typed must not reach a field beneath.
        unfocus()
    }

    pub(super) fn answered(&mut self, index: usize) -> Task<Message> {
        let Some(question) = self.question.take() else { return Task::none() };
        let answer = question.answers.into_iter().nth(index).and_then(|answer| answer.then);
        match answer {
            Some(message) => self.update(message),
            None => self.on_desk(Desk::resume),
        }
    }
}

/// Takes the focus from every field.
fn unfocus() -> Task<Message> {
    iced::advanced::widget::operate(iced::advanced::widget::operation::focusable::unfocus())
}
