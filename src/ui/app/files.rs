//! Files and lists: chosen, opened, made, brought in.

use super::session::OpenMethod;
use super::{App, Message, View};
use crate::domain::Book;
use crate::store::{Replace, Store};
use crate::ui::files::{self, PathDialog};
use crate::ui::open_mode::Kind;
use crate::ui::request::{Purpose, Then};
use crate::ui::widget::dialog::{Question, Weight};
use crate::words;
use iced::Task;
use std::path::{Path, PathBuf};

impl App {
    /// Where files are looked for: beside the open one.
    fn folder(&self) -> PathBuf {
        match &self.view {
            View::Start(_) => files::documents(),
            View::Workspace(workspace) => workspace.folder(),
        }
    }

    /// Asks for a path; one that is proposed by its name alone lies beside the open file.
    pub(super) fn ask_file(&mut self, purpose: Purpose, proposed: &Path) -> Task<Message> {
        let ask = PathDialog::new(purpose, &self.folder().join(proposed));
        let task = ask.begin().map(Message::Files);
        self.ask = Some(ask);
        task
    }

    pub(super) fn files(&mut self, message: files::Message) -> Task<Message> {
        let Some(ask) = &mut self.ask else { return Task::none() };
        let action = ask.update(message).map(Message::Files);
        self.perform(action)
    }

    /// A path was chosen for what was asked; a file that is there is replaced only where the clerk agrees.
    pub(super) fn file_chosen(&mut self, path: PathBuf, replace: Replace) -> Task<Message> {
        let Some(ask) = self.ask.take() else { return Task::none() };
        let purpose = ask.purpose().clone();
        if purpose.replaces() && replace == Replace::Never && path.exists() {
            return self.question(ask_replacing(purpose, path));
        }
        self.chosen(purpose, &path, replace)
    }

    pub(super) fn chosen(
        &mut self,
        purpose: Purpose,
        path: &Path,
        replace: Replace,
    ) -> Task<Message> {
        let look = self.look;
        match (purpose, &mut self.view) {
            (Purpose::Open, _) => self.update(Message::FileChosen(path.to_owned())),
            (Purpose::Create, View::Start(screen)) => {
                screen.place_chosen(path);
                Task::none()
            }
            (Purpose::Create, View::Workspace(_)) => Task::none(),
            (Purpose::Sample, _) => {
                let book = (self.sample)();
                self.create(&book, path)
            }
            (Purpose::Merge, _) => self.update(Message::MergeChosen(path.to_owned())),
            (Purpose::Import, _) => self.update(Message::ListChosen(path.to_owned())),
            (Purpose::FromList, _) => self.create_from_list(path),
            (Purpose::Export, _) => {
                self.with_workspace(|workspace| workspace.export(path, replace))
            }
            (Purpose::WriteOut, _) => self
                .with_workspace(|workspace| workspace.write_out(look, path, replace, Then::Stay)),
            (Purpose::SaveAs, _) => self
                .with_workspace(|workspace| workspace.write_out(look, path, replace, Then::Open)),
            (Purpose::HandOut, _) => {
                self.with_workspace(|workspace| workspace.hand_out(look, path))
            }
            (Purpose::Paper(_), _) => {
                self.with_workspace(|workspace| workspace.place_chosen(look, path, replace))
            }
        }
    }

    /// Makes a file, and opens it as any other: it may lie on a stick, and others are to know who has
    /// it open.
    pub(super) fn create(&mut self, book: &Book, path: &Path) -> Task<Message> {
        match Store::create(path, book, self.session()) {
            Ok(created) => {
                drop(created);
                self.open_as(OpenMethod::Itself, path)
            }
            Err(error) => self.enter(Err(error), path, Kind::Normal),
        }
    }
}

fn ask_replacing(purpose: Purpose, path: PathBuf) -> Question<Message> {
    let name = words::file_name(&path);
    Question::new(format!("「{name}」はすでにあります"))
        .line("置き換えると、いまのファイルの内容は失われます。")
        .answer("置き換える", Weight::Danger, Some(Message::ReplacingAccepted(purpose, path)))
        .or_back()
}
