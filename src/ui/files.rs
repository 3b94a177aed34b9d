//! Choosing a file: by the system's dialog, or by its path where no dialog answers.
//!
//! On Linux the dialog is the desktop's portal; where there is none it answers at once as if it
//! had been cancelled. So the path can always be typed there.

use super::theme::Look;
use super::widget::{button, dialog, field, label};
use iced::widget::{Id, column, operation, row, space};
use iced::{Element, Task};
use std::path::{Path, PathBuf};

/// What a file is chosen for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A plan's file, to open it.
    Open,
    /// Where a new plan's file goes.
    Create,
    /// Where a copy of the sample goes.
    Sample,
}

impl Purpose {
    const fn title(&self) -> &'static str {
        match self {
            Self::Open => "ファイルを開く",
            Self::Create => "新しいファイルの場所",
            Self::Sample => "見本の写しを置く場所",
        }
    }

    const fn accept(&self) -> &'static str {
        match self {
            Self::Open => "開く",
            Self::Create | Self::Sample => "ここに置く",
        }
    }

    /// Whether a file is written rather than read.
    const fn saves(&self) -> bool {
        match self {
            Self::Open => false,
            Self::Create | Self::Sample => true,
        }
    }

    /// The kind of file, and the ends of its name.
    const fn kind(&self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Open | Self::Create | Self::Sample => ("進捗帳のファイル", &["db"]),
        }
    }
}

/// The dialog in which a path is typed or chosen.
#[derive(Debug, Clone)]
pub struct Ask {
    purpose: Purpose,
    path: String,
}

#[derive(Debug, Clone)]
pub enum Message {
    PathChanged(String),
    /// The system's dialog is asked for.
    Browse,
    /// What the system's dialog answered.
    Picked(Option<PathBuf>),
    Accepted,
    Cancelled,
}

/// What comes of a message.
pub enum Outcome {
    /// Still being chosen.
    Open(Task<Message>),
    Chosen(PathBuf),
    Cancelled,
}

impl Ask {
    /// Asks for a path, proposing one.
    pub fn new(purpose: Purpose, proposed: &Path) -> Self {
        Self { purpose, path: proposed.to_string_lossy().into_owned() }
    }

    pub const fn purpose(&self) -> &Purpose {
        &self.purpose
    }

    /// What is done as soon as it is asked: elsewhere than on Linux the system's dialog opens at
    /// once, and its answer is the choice.
    pub fn begin(&self) -> Task<Message> {
        if cfg!(target_os = "linux") {
            operation::focus(path_id()).chain(operation::move_cursor_to_end(path_id()))
        } else {
            self.browse()
        }
    }

    pub fn update(&mut self, message: Message) -> Outcome {
        match message {
            Message::PathChanged(path) => self.path = path,
            Message::Browse => return Outcome::Open(self.browse()),
            Message::Picked(Some(path)) => return Outcome::Chosen(path),
            // On Linux no answer may mean that there is nobody to ask: the field stays.
            Message::Picked(None) if cfg!(target_os = "linux") => {}
            Message::Accepted => {
                let path = self.path.trim();
                if !path.is_empty() {
                    return Outcome::Chosen(PathBuf::from(path));
                }
            }
            Message::Picked(None) | Message::Cancelled => return Outcome::Cancelled,
        }
        Outcome::Open(Task::none())
    }

    fn browse(&self) -> Task<Message> {
        let (name, ends) = self.purpose.kind();
        let proposed = Path::new(self.path.trim());
        let mut dialog =
            rfd::AsyncFileDialog::new().set_title(self.purpose.title()).add_filter(name, ends);
        if let Some(folder) = proposed.parent().filter(|folder| folder.is_dir()) {
            dialog = dialog.set_directory(folder);
        }
        if let Some(name) = proposed.file_name().filter(|_| self.purpose.saves()) {
            dialog = dialog.set_file_name(name.to_string_lossy());
        }
        let picked = if self.purpose.saves() {
            Task::future(dialog.save_file())
        } else {
            Task::future(dialog.pick_file())
        };
        picked.map(|handle| Message::Picked(handle.map(|handle| handle.path().to_owned())))
    }

    pub fn view(&self, look: Look) -> Element<'_, Message> {
        let field = field::line(look, "/home/…", &self.path)
            .id(path_id())
            .on_input(Message::PathChanged)
            .on_submit(Message::Accepted);
        let body = column![
            field::labelled(look, "ファイルの場所と名前", field, None),
            row![
                button::plain(look, "一覧から選ぶ…").on_press(Message::Browse),
                label::second(look, "選ぶ画面が出ないときは、場所を入力してください。"),
            ]
            .spacing(look.px(12.0))
            .align_y(iced::Center),
        ]
        .spacing(look.px(12.0));
        let able = !self.path.trim().is_empty();
        let buttons = row![
            space::horizontal(),
            button::filled(look, self.purpose.accept())
                .key("Enter")
                .on_press_maybe(able.then_some(Message::Accepted)),
            button::plain(look, "戻る").key("Esc").on_press(Message::Cancelled),
        ]
        .spacing(look.px(8.0));
        dialog::card(look, self.purpose.title(), body, buttons)
    }
}

fn path_id() -> Id {
    Id::new("path")
}

/// The folder in which a clerk looks for documents.
pub fn documents() -> PathBuf {
    let folders = directories::UserDirs::new();
    folders
        .and_then(|folders| {
            folders
                .document_dir()
                .filter(|folder| folder.is_dir())
                .map(Path::to_owned)
                .or_else(|| Some(folders.home_dir().to_owned()))
        })
        .unwrap_or_default()
}
