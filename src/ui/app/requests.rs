//! What the open file, the start screen and the dialogs ask for.

use super::{App, Message, View};
use crate::ui::help;
use crate::ui::request::{Action, Request, ReviewedList};
use crate::ui::start;
use crate::ui::theme::{Look, Scheme};
use crate::ui::workspace::{self, Workspace};
use iced::Task;

impl App {
    /// Hands something to the open file, and does what it asks for.
    pub(super) fn with_workspace(
        &mut self,
        f: impl FnOnce(&mut Workspace) -> Action<workspace::Message>,
    ) -> Task<Message> {
        let View::Workspace(workspace) = &mut self.view else { return Task::none() };
        let action = f(workspace).map(Message::Workspace);
        let wake = workspace.wake(Message::TriedAgain);
        Task::batch([self.perform(action), wake])
    }

    pub(super) fn start(&mut self, message: start::Message) -> Task<Message> {
        let View::Start(screen) = &mut self.view else { return Task::none() };
        let action = screen.update(message).map(Message::Start);
        self.perform(action)
    }

    pub(super) fn perform(&mut self, action: Action<Message>) -> Task<Message> {
        match action {
            Action::None => Task::none(),
            Action::Run(task) => task,
            Action::SaveFirst(message) => self.save_first(message),
            Action::Ask(question) => self.question(question),
            Action::Show(snapshot) => self.show(snapshot.store, snapshot.kind),
            Action::Request(request) => self.handle(request),
        }
    }

    fn handle(&mut self, request: Request) -> Task<Message> {
        match request {
            Request::ChooseFile(purpose, proposed) => self.ask_file(purpose, &proposed),
            Request::FileChosen(path, replace) => self.file_chosen(path, replace),
            Request::FileChoiceCancelled => {
                self.ask = None;
                Task::none()
            }
            Request::Open(path) => self.open_when_free(None, &path, 0),
            Request::ContinueIn(path, status) => match self.must_wait() {
                Some(question) => self.question(question),
                None => self.switch_to(&path, status),
            },
            Request::Create(book, path) => self.create(&book, &path),
            Request::ForgetRecent(path) => {
                self.preferences.forget(&path);
                Task::none()
            }
            Request::ReturnTo(target) => self.return_to(&target),
            Request::TakeToPc(path) => self.take_to_pc(&path),
            Request::Close => self.close(),
            Request::Paste(text, year) => self.read_cells(text, year),
            Request::Import(reviewed) => {
                let ReviewedList { list, kept, dropped } = *reviewed;
                self.preferences.remember_forms(&kept, &dropped);
                self.take(list)
            }
            Request::LeaveImport => {
                self.import = None;
                self.with_workspace(Workspace::left_import)
            }
            Request::SetWho(who) => {
                self.preferences.set_who(who);
                Task::none()
            }
            Request::SetTextPercent(percent) => self.set_text_percent(percent),
            Request::SetScheme(scheme) => self.set_scheme(scheme),
            Request::SetListWidth(width) => {
                self.preferences.set_list_width(width);
                Task::none()
            }
            Request::ShowKeys => self.show_help(help::Chapter::Keys),
            // The workspace has done all others.
            _ => Task::none(),
        }
    }

    pub(super) fn set_text_percent(&mut self, percent: u16) -> Task<Message> {
        self.preferences.set_text_percent(percent);
        self.look = Look::new(self.look.scheme(), percent);
        Task::none()
    }

    pub(super) fn set_scheme(&mut self, scheme: Scheme) -> Task<Message> {
        self.preferences.set_scheme(scheme);
        self.look = Look::new(scheme, self.look.percent());
        Task::none()
    }
}
