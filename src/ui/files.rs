//! Choosing a file: by the system's dialog, or by its path where no dialog answers.
//!
//! On Linux the dialog is the desktop's portal; where there is none it answers at once as if it
//! had been cancelled. So the path can always be typed there.

use super::background::single;
use super::request::{Action, Purpose, Request};
use super::theme::Look;
use super::widget::{button, dialog, field, label};
use crate::report::FileType;
use crate::store::{DATABASE, Replace, has_ending};
use crate::words::{self, Notice};
use iced::widget::{Id, column, operation, row, space};
use iced::{Element, Task};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

impl Purpose {
    const fn title(&self) -> &'static str {
        match self {
            Self::Open => "ファイルを開く",
            Self::Create => "新しいファイルの保存先",
            Self::Sample => "見本のコピーの保存先",
            Self::Paper(FileType::Pdf) => "PDFを保存する場所",
            Self::Paper(FileType::Excel) => "Excelのファイルを保存する場所",
            Self::Paper(FileType::Word) => "Wordのファイルを保存する場所",
            Self::Merge => "統合するファイルを選ぶ",
            Self::Import => "取り込む一覧（エクセル・CSV・JSON）",
            Self::FromList => "新しいファイルの保存先",
            Self::Export => "一覧を書き出す場所（拡張子は .xlsx .csv .json）",
            Self::WriteOut => "USBメモリーなどへ書き出す場所",
            Self::SaveAs => "別名で保存する場所",
            Self::HandOut => "課の入力用ファイルを書き出すフォルダー",
        }
    }

    const fn accept(&self) -> &'static str {
        match self {
            Self::Open => "開く",
            Self::Create | Self::Sample | Self::FromList => "保存する",
            Self::Paper(_) | Self::Export | Self::SaveAs => "ここに保存",
            Self::Merge | Self::Import => "読み込む",
            Self::WriteOut | Self::HandOut => "ここへ書き出す",
        }
    }

    /// Whether a file is written rather than read.
    const fn saves(&self) -> bool {
        match self {
            // A folder is chosen as it is.
            Self::Open | Self::Merge | Self::Import | Self::HandOut => false,
            Self::Create
            | Self::Sample
            | Self::Paper(_)
            | Self::FromList
            | Self::Export
            | Self::WriteOut
            | Self::SaveAs => true,
        }
    }

    /// Whether the clerk may have a file replaced that is there already.
    pub const fn replaces(&self) -> bool {
        match self {
            Self::Open
            | Self::Create
            | Self::Sample
            | Self::Merge
            | Self::Import
            | Self::FromList
            | Self::HandOut => false,
            Self::Paper(_) | Self::Export | Self::WriteOut | Self::SaveAs => true,
        }
    }

    /// The kind of file, and the ends of its name.
    const fn kind(&self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Open
            | Self::Create
            | Self::Sample
            | Self::Merge
            | Self::FromList
            | Self::WriteOut
            | Self::SaveAs
            | Self::HandOut => ("進捗帳のファイル", &[DATABASE]),
            Self::Paper(FileType::Pdf) => ("PDF", &["pdf"]),
            Self::Paper(FileType::Excel) => ("Excel", &["xlsx"]),
            Self::Paper(FileType::Word) => ("Word", &["docx"]),
            Self::Import | Self::Export => ("一覧", &["xlsx", "csv", "json"]),
        }
    }
}

/// The dialog in which a path is typed or chosen.
#[derive(Debug, Clone)]
pub(super) struct PathDialog {
    purpose: Purpose,
    /// The name that is proposed for what is written.
    name: OsString,
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

impl PathDialog {
    /// Asks for a path, proposing one.
    pub(super) fn new(purpose: Purpose, proposed: &Path) -> Self {
        let name = proposed.file_name().unwrap_or_default().to_owned();
        Self { purpose, name, path: proposed.to_string_lossy().into_owned() }
    }

    pub(super) const fn purpose(&self) -> &Purpose {
        &self.purpose
    }

    /// What is done as soon as it is asked: elsewhere than on Linux the system's dialog opens at
    /// once, and its answer is the choice.
    pub(super) fn begin(&self) -> Task<Message> {
        if cfg!(target_os = "linux") {
            operation::focus(path_id()).chain(operation::move_cursor_to_end(path_id()))
        } else {
            self.browse()
        }
    }

    pub(super) fn update(&mut self, message: Message) -> Action<Message> {
        match message {
            Message::PathChanged(path) => self.path = path,
            Message::Browse => return self.browse().into(),
            Message::Picked(Some(path)) => return self.chosen(path, Replace::Confirmed),
            // On Linux no answer may mean that there is nobody to ask: the field stays.
            Message::Picked(None) if cfg!(target_os = "linux") => {}
            Message::Accepted => {
                let path = self.path.trim();
                if !path.is_empty() {
                    return self.chosen(PathBuf::from(path), Replace::Never);
                }
            }
            Message::Picked(None) | Message::Cancelled => {
                return Request::FileChoiceCancelled.into();
            }
        }
        Action::None
    }

    /// A file that is written goes into a folder that is named, under the proposed name, and gets the
    /// end of its kind: without it, the system knows no program that opens it. The system's dialog has asked about a file that is there, but not under the
    /// name so made.
    fn chosen(&self, path: PathBuf, replace: Replace) -> Action<Message> {
        if self.purpose.saves() && !self.name.is_empty() && path.is_dir() {
            return Request::FileChosen(path.join(&self.name), Replace::Never).into();
        }
        let (_, ends) = self.purpose.kind();
        let ended = ends.iter().any(|end| has_ending(&path, end));
        match ends.first() {
            Some(end) if self.purpose.saves() && !ended => {
                let mut name = path.into_os_string();
                name.push(".");
                name.push(end);
                Request::FileChosen(name.into(), Replace::Never).into()
            }
            _ => Request::FileChosen(path, replace).into(),
        }
    }

    fn browse(&self) -> Task<Message> {
        let (name, ends) = self.purpose.kind();
        let proposed = Path::new(self.path.trim());
        let mut dialog =
            rfd::AsyncFileDialog::new().set_title(self.purpose.title()).add_filter(name, ends);
        if self.purpose == Purpose::Open {
            let (name, ends) = Purpose::Import.kind();
            dialog = dialog.add_filter(name, ends);
        }
        let folder = if proposed.is_dir() { Some(proposed) } else { proposed.parent() };
        if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
            dialog = dialog.set_directory(folder);
        }
        if let Some(name) = proposed.file_name().filter(|_| self.purpose.saves()) {
            dialog = dialog.set_file_name(name.to_string_lossy());
        }
        let picked = if self.purpose == Purpose::HandOut {
            Task::future(dialog.pick_folder())
        } else if self.purpose.saves() {
            Task::future(dialog.save_file())
        } else {
            Task::future(dialog.pick_file())
        };
        picked.map(|handle| Message::Picked(handle.map(|handle| handle.path().to_owned())))
    }

    pub(super) fn view(&self, look: Look) -> Element<'_, Message> {
        let field = field::line(look, "/home/…", &self.path)
            .id(path_id())
            .on_input(Message::PathChanged)
            .on_submit(Message::Accepted);
        let body = column![
            field::labelled(
                look,
                if self.purpose == Purpose::HandOut {
                    "フォルダーの場所"
                } else {
                    "ファイルの場所と名前"
                },
                field,
                None
            ),
            row![
                button::plain(look, "参照…").on_press(Message::Browse),
                label::second(
                    look,
                    "選択画面が表示されない場合は、ファイルの場所を入力してください。"
                ),
            ]
            .spacing(12.0)
            .align_y(iced::Center),
        ]
        .spacing(12.0);
        let able = !self.path.trim().is_empty();
        let buttons = row![
            space::horizontal(),
            button::filled(look, self.purpose.accept())
                .key("Enter")
                .on_press_maybe(able.then_some(Message::Accepted)),
            button::plain(look, "戻る").key("Esc").on_press(Message::Cancelled),
        ]
        .spacing(8.0);
        dialog::card(look, self.purpose.title(), body, buttons)
    }
}

fn path_id() -> Id {
    Id::new("path")
}

/// Opens a file or a folder with the system's program for it, beside the window.
pub(super) fn open<M: Send + 'static>(
    path: PathBuf,
    opened: impl Fn(Result<(), Notice>) -> M + Send + 'static,
) -> Task<M> {
    let broken = opened(Err(words::broken()));
    single(move || opened(open_now(&path)), broken)
}

/// Opens a file or a folder with the system's program for it, and waits until that has begun.
pub(super) fn open_now(path: &Path) -> Result<(), Notice> {
    let opened = match cfg!(target_os = "linux") {
        true => open_by("xdg-open", path),
        false => opener::open(path).map_err(Into::into),
    };
    opened.map_err(|error| words::not_opened(path, &*error))
}

/// `opener` does not ask how `xdg-open` ended, which fails at once where no program opens such files,
/// and may go on for as long as the program that does.
fn open_by(opener: &str, path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    const BEGUN: Duration = Duration::from_secs(3);
    let mut command = Command::new(opener);
    let _ = command.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let (mut child, began) = (command.spawn()?, Instant::now());
    while began.elapsed() < BEGUN {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(format!("{opener}: {status}").into()),
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    }
    // Whoever waits for it takes its end from the table of processes.
    drop(std::thread::spawn(move || child.wait()));
    Ok(())
}

/// Shows the folder in which a file lies; a folder itself.
pub(super) fn show_folder<M: Send + 'static>(
    made: &Path,
    shown: impl Fn(Result<(), Notice>) -> M + Send + 'static,
) -> Task<M> {
    let folder = if made.is_dir() { made } else { made.parent().unwrap_or(made) };
    open(folder.to_owned(), shown)
}

/// The folder in which a clerk looks for documents.
pub(super) fn documents() -> PathBuf {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(path: &str) -> PathBuf {
        let mut ask =
            PathDialog::new(Purpose::Paper(FileType::Pdf), Path::new("/仕事/一覧表_令和6年度.pdf"));
        let _ = ask.update(Message::PathChanged(path.to_owned()));
        match ask.update(Message::Accepted) {
            Action::Request(Request::FileChosen(path, _)) => path,
            _ => panic!("nothing was chosen"),
        }
    }

    #[test]
    fn a_folder_takes_the_file_under_the_proposed_name() {
        let folder = tempfile::tempdir().unwrap();
        let expected = folder.path().join("一覧表_令和6年度.pdf");
        assert_eq!(chosen(&folder.path().to_string_lossy()), expected);
    }

    #[test]
    #[cfg(unix)]
    fn what_no_program_opens_is_told() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(open_by("true", file.path()).is_ok());
        assert!(open_by("false", file.path()).is_err());
        assert!(open_by("no-such-program", file.path()).is_err());
    }

    #[test]
    fn a_file_gets_the_end_of_its_kind() {
        assert_eq!(chosen("一覧表"), PathBuf::from("一覧表.pdf"));
        assert_eq!(chosen("一覧表R6.12"), PathBuf::from("一覧表R6.12.pdf"));
        assert_eq!(chosen("戦略.db"), PathBuf::from("戦略.db.pdf"));
        assert_eq!(chosen("一覧表.PDF"), PathBuf::from("一覧表.PDF"));
    }
}
