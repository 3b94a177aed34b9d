//! What is asked of the clerk before going on.

use super::{App, Message, View, Workspace};
use crate::ui::command::Command;
use crate::ui::widget::dialog::{self, Question, Weight};
use crate::ui::widget::focus;
use crate::ui::workspace::Saved;
use crate::ui::{help, relative_time};
use iced::Task;
use std::path::absolute;

impl App {
    /// Saves what is typed before a message is followed that leaves it. What cannot be saved keeps
    /// the clerk at its field, beside which the reason stands; only the file can be left without it.
    pub(super) fn save_first(&mut self, then: Message) -> Task<Message> {
        let View::Workspace(workspace) = &mut self.view else { return self.update(then) };
        let discard = || Message::DiscardThen(Box::new(then.clone()));
        if let Some(question) = workspace.ask_leaving_review(discard()) {
            return self.question(question);
        }
        match workspace.save() {
            Saved::All => self.update(then),
            Saved::Asked(question) => self.question(question.map(Message::Workspace)),
            Saved::Not if matches!(then, Message::Workspace(_)) => Task::none(),
            Saved::Not => {
                let name = workspace.unsaved().unwrap_or_default();
                self.question(
                    Question::new("保存できない入力があります")
                        .line(format!("「{name}」の入力は、まだ保存できていません。"))
                        .line("入力に戻ると、理由が欄のそばに出ています。")
                        .answer("入力を破棄して進む", Weight::Danger, Some(discard()))
                        .answer("入力に戻る", Weight::Next, None),
                )
            }
        }
    }

    /// Keeps what is typed and not saved.
    pub(super) fn keep(&mut self) {
        let View::Workspace(workspace) = &self.view else { return };
        let Some(file) = workspace.store().path().and_then(|path| absolute(path).ok()) else {
            return;
        };
        self.autosave.follow(&file, relative_time::now(), workspace.unfinished().as_ref());
    }

    /// Asks what is to become of what was left unfinished in the file, where there is any.
    pub(super) fn ask_about_left(&mut self) -> Task<Message> {
        let View::Workspace(workspace) = &self.view else { return Task::none() };
        let store = workspace.store();
        let file = store.path().and_then(|path| absolute(path).ok());
        let Some(file) = file.filter(|_| workspace.permissions().can_write()) else {
            return Task::none();
        };
        let left = self.autosave.left_in(&file);
        let known =
            left.into_iter().find_map(|left| Some((left.unfinished.name(store.book())?, left)));
        let Some((name, left)) = known else { return Task::none() };
        let at = relative_time::relative(left.at, relative_time::now());
        let question = Question::new("保存していない入力が残っていました")
            .line(format!("「{name}」に、{at}に入力して保存しなかった内容があります。"))
            .line("続きから書くと、入力した画面に戻ります。保存するまで、ファイルは変わりません。");
        let question = if left.unfinished.is_stale(store.book()) {
            let noun = left.unfinished.noun();
            question.line(format!("この{noun}は、そのあとに変わっています。入力していた欄も変わっている場合は、保存するときに確かめます。"))
        } else {
            question
        };
        let left = Box::new(left);
        self.question(
            question
                .answer("続きから書く", Weight::Next, Some(Message::TakenUp(left.clone())))
                .answer("捨てる", Weight::Danger, Some(Message::LeftForgotten(left)))
                .or_back(),
        )
    }

    pub(super) fn question(&mut self, question: Question<Message>) -> Task<Message> {
        let answer = question.safe();
        self.question = Some(question);
        self.unfolded = false;
        focus::to(dialog::answer_id(answer))
    }

    pub(super) fn show_help(&mut self, chapter: help::Chapter) -> Task<Message> {
        self.help = Some(help::Screen::at(chapter));
        Task::none()
    }

    pub(super) fn helped(&mut self, message: help::Message) -> Task<Message> {
        match message {
            help::Message::Closed => {
                self.help = None;
                Task::none()
            }
            help::Message::SampleAsked => {
                self.help = None;
                self.pressed(Command::Sample)
            }
            _ => match &mut self.help {
                Some(help) => help.update(message),
                None => Task::none(),
            },
        }
    }

    pub(super) fn answered(&mut self, index: usize) -> Task<Message> {
        let Some(question) = self.question.take() else { return Task::none() };
        let answer = question.answers.into_iter().nth(index).and_then(|answer| answer.then);
        match answer {
            Some(message) => self.update(message),
            None => self.with_workspace(Workspace::resume),
        }
    }
}
