//! What the open file and the start screen ask for.

use super::{App, Message, View};
use crate::ui::desk::{self, Desk};
use crate::ui::files::{Purpose, documents};
use crate::ui::theme::Look;
use crate::ui::widget::focus;
use crate::ui::{help, start};
use iced::Task;

impl App {
    /// Hands something to the open file, and does what it asks for.
    pub(super) fn on_desk(&mut self, f: impl FnOnce(&mut Desk) -> desk::Request) -> Task<Message> {
        let View::Desk(desk) = &mut self.view else { return Task::none() };
        let request = f(desk);
        let wake = desk.wake(Message::TriedAgain);
        Task::batch([self.requested(request), wake])
    }

    fn requested(&mut self, request: desk::Request) -> Task<Message> {
        match request {
            desk::Request::None => Task::none(),
            desk::Request::Run(task) => task.map(Message::Desk),
            desk::Request::AskFirst(message) => self.ask_first(Message::Desk(message)),
            desk::Request::Ask(question) => self.question(question.map(Message::Desk)),
            desk::Request::File(purpose, proposed) => self.ask_file(purpose, &proposed),
            desk::Request::Paste(text, year) => self.read_cells(text, year),
            desk::Request::Who(who) => {
                self.preferences.set_who(who);
                Task::none()
            }
            desk::Request::TextPercent(percent) => {
                self.preferences.set_text_percent(percent);
                self.look = Look::new(self.look.scheme(), percent);
                Task::none()
            }
            desk::Request::Open(path, told) => match self.must_wait() {
                Some(question) => self.question(question),
                None => self.go_on_in(&path, told),
            },
            desk::Request::LookInto(store, kind) => self.show(*store, kind),
            desk::Request::Return(whence) => self.come_back(&whence),
            desk::Request::TakeToPc(path) => self.take_to_pc(&path),
            desk::Request::Close => self.close(),
            desk::Request::Help => self.show_help(help::Chapter::Keys),
            desk::Request::Scheme(scheme) => {
                self.preferences.set_scheme(scheme);
                self.look = Look::new(scheme, self.look.percent());
                Task::none()
            }
        }
    }

    pub(super) fn start(&mut self, message: start::Message) -> Task<Message> {
        let View::Start(screen) = &mut self.view else { return Task::none() };
        match screen.update(message) {
            start::Request::None => Task::none(),
            start::Request::Focus(field) => focus::to(field),
            start::Request::AskFile => self.update(Message::OpenAsked),
            start::Request::Open(path) => self.open_once_free(None, &path, 0),
            start::Request::Forget(path) => {
                self.preferences.forget(&path);
                Task::none()
            }
            start::Request::AskSample => {
                self.ask_file(Purpose::Sample, &documents().join("進捗帳の見本.db"))
            }
            start::Request::AskList => self.ask_file(Purpose::Import, &documents()),
            start::Request::AskPlace => {
                let place = screen.form().map(start::NewPlan::place).unwrap_or_default();
                self.ask_file(Purpose::Create, &place)
            }
            start::Request::Create(book, path) => self.create(&book, &path),
        }
    }
}
