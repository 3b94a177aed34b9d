//! Lists on their way in.

use super::{App, Message, View};
use crate::domain::{Book, FiscalYear};
use crate::ui::background::single;
use crate::ui::files::documents;
use crate::ui::import;
use crate::ui::request::Purpose;
use crate::ui::transfer::{self, Opened, ReadList};
use crate::ui::widget::dialog::{Question, Weight};
use crate::words::{self, Notice};
use iced::Task;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl App {
    /// Opens a list beside the window.
    pub(super) fn read_list(&self, path: PathBuf) -> Task<Message> {
        single(
            move || Message::ListOpened(transfer::open(&path)),
            Message::ListOpened(Err(words::broken())),
        )
    }

    /// Opens cells from the clipboard beside the window.
    pub(super) fn read_cells(&self, text: String, year: Option<FiscalYear>) -> Task<Message> {
        let Some(book) = self.store().map(|store| Arc::clone(store.book())) else {
            return Task::none();
        };
        single(
            move || Message::ListOpened(transfer::pasted(&text, &book, year)),
            Message::ListOpened(Err(words::broken())),
        )
    }

    /// Shows what an opened list is taken for.
    pub(super) fn enter_import(&mut self, opened: Opened) -> Task<Message> {
        let open = self.store().map(|store| Arc::clone(store.book()));
        let book = open.unwrap_or_else(|| Arc::new(transfer::blank()));
        let (screen, task) = import::Screen::new(opened, book, self.preferences.forms());
        self.import = Some(Box::new(screen));
        task.map(Message::Import)
    }

    pub(super) fn import(&mut self, message: import::Message) -> Task<Message> {
        let Some(screen) = &mut self.import else { return Task::none() };
        let action = screen.update(message).map(Message::Import);
        self.perform(action)
    }

    /// Brings a list into the open file, or asks where the file goes that is made from it.
    pub(super) fn take(&mut self, list: ReadList) -> Task<Message> {
        match &self.view {
            View::Start(_) => {
                let name = Path::new(&list.name).with_extension("db");
                let beside = list.folder.clone().filter(|folder| folder.is_dir());
                let folder = beside.unwrap_or_else(documents);
                self.list = Some(list);
                self.ask_file(Purpose::FromList, &folder.join(name))
            }
            View::Workspace(_) => {
                self.import = None;
                let look = self.look;
                self.with_workspace(|workspace| workspace.import(look, list))
            }
        }
    }

    /// Makes the file of a list that has been waiting for its place.
    pub(super) fn create_from_list(&mut self, path: &Path) -> Task<Message> {
        let Some(list) = self.list.take() else { return Task::none() };
        let mut book = Book::clone(&list.book);
        match book.apply(&list.import.changes) {
            Ok(()) => {
                let look = self.look;
                let made = self.create(&book, path);
                let questions = self.with_workspace(|workspace| {
                    workspace.report_imported(&list);
                    workspace.ask_names(look)
                });
                Task::batch([made, questions])
            }
            Err(invalid) => {
                let notice = Notice::from(&invalid);
                self.question(Question::notice("一覧を取り込めませんでした", notice))
            }
        }
    }
}

/// Told where the open file takes no list.
pub(super) fn cannot_import() -> Question<Message> {
    Question::new("このファイルには一覧を取り込めません")
        .line("読み取り専用で開いたファイルと、課の入力用ファイルには、一覧を取り込めません。何も変えていません。")
        .line("取り込む場合は、計画のファイルを開いてください。")
        .answer("閉じる", Weight::Next, None)
}
