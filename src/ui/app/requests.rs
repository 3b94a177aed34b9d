//! What the open file and the start screen ask for.

use super::{App, Message, View};
use crate::ui::files::{Purpose, documents};
use crate::ui::theme::Look;
use crate::ui::widget::focus;
use crate::ui::workspace::{self, Workspace};
use crate::ui::{help, start};
use iced::Task;

impl App {
    /// Hands something to the open file, and does what it asks for.
    pub(super) fn with_workspace(
        &mut self,
        f: impl FnOnce(&mut Workspace) -> workspace::Request,
    ) -> Task<Message> {
        let View::Workspace(workspace) = &mut self.view else { return Task::none() };
        let request = f(workspace);
        let wake = workspace.wake(Message::TriedAgain);
        Task::batch([self.requested(request), wake])
    }

    fn requested(&mut self, request: workspace::Request) -> Task<Message> {
        match request {
            workspace::Request::None => Task::none(),
            workspace::Request::Run(task) => task.map(Message::Workspace),
            workspace::Request::AskFirst(message) => self.ask_first(Message::Workspace(message)),
            workspace::Request::Ask(question) => self.question(question.map(Message::Workspace)),
            workspace::Request::File(purpose, proposed) => self.ask_file(purpose, &proposed),
            workspace::Request::Paste(text, year) => self.read_cells(text, year),
            workspace::Request::Who(who) => {
                self.preferences.set_who(who);
                Task::none()
            }
            workspace::Request::TextPercent(percent) => {
                self.preferences.set_text_percent(percent);
                self.look = Look::new(self.look.scheme(), percent);
                Task::none()
            }
            workspace::Request::Open(path, told) => match self.must_wait() {
                Some(question) => self.question(question),
                None => self.switch_to(&path, told),
            },
            workspace::Request::LookInto(store, kind) => self.show(*store, kind),
            workspace::Request::Return(return_target) => self.return_to(&return_target),
            workspace::Request::TakeToPc(path) => self.take_to_pc(&path),
            workspace::Request::Close => self.close(),
            workspace::Request::Help => self.show_help(help::Chapter::Keys),
            workspace::Request::Scheme(scheme) => {
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
            start::Request::Open(path) => self.open_when_free(None, &path, 0),
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
