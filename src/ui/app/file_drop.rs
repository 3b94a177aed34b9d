//! What becomes of a file that is dropped on the window, told while it is held over it.

use super::Message;
use crate::exchange::Format;
use crate::ui::theme::Look;
use crate::ui::widget::dialog::{Question, Weight};
use crate::ui::widget::{label, panel};
use crate::words;
use iced::widget::{center, column, container};
use iced::{Center, Element};
use std::path::{Path, PathBuf};

/// What a file is taken for, by the end of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DroppedFile {
    /// A plan's file: it is opened.
    Plan,
    /// A list: it is brought in.
    List,
    /// Something else: opening it will tell that it is not ours.
    Other,
}

impl DroppedFile {
    pub(super) fn of(path: &Path) -> Self {
        if Format::of(&path.to_string_lossy()).is_ok() {
            Self::List
        } else if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("db")) {
            Self::Plan
        } else {
            Self::Other
        }
    }

    /// What the drop asks for.
    pub(super) fn message(self, path: PathBuf) -> Message {
        match self {
            Self::List => Message::ListChosen(path),
            Self::Plan | Self::Other => Message::FileChosen(path),
        }
    }

    const fn sentence(self, merges: bool) -> &'static str {
        match self {
            Self::Plan if merges => "ここにドロップすると、統合するか、開くかを選べます。",
            Self::Plan => "ここにドロップすると、このファイルを開きます。",
            Self::List => {
                "ここにドロップすると、一覧を読みます。取り込む前に、内容を確かめられます。"
            }
            Self::Other => {
                "この種類のファイルは開けません。.db .xlsx .csv .json のファイルを使えます。"
            }
        }
    }
}

/// What is laid over the window while a file is held over it.
/// `merges` where another copy can be taken into what is open.
pub(super) fn view<'a>(look: Look, path: &Path, merges: bool) -> Element<'a, Message> {
    let name = words::file_name(path);
    let sentence = label::body(look, DroppedFile::of(path).sentence(merges));
    let words = column![label::heading(look, name), sentence].spacing(8.0).align_x(Center);
    center(panel::raised(look, words).padding(28.0))
        .style(move |_| container::Style::default().background(look.color.veil))
        .into()
}

/// Asks what is to become of a plan's file while another one is open.
pub(super) fn ask_what(path: PathBuf) -> Question<Message> {
    let name = words::file_name(&path);
    Question::new(format!("「{name}」をどうしますか"))
        .line("統合すると、このファイルのコピーで行われた変更を、いま開いているファイルに取り込みます。先に内容を確かめられます。")
        .line("開くと、いま開いているファイルを閉じて、こちらを開きます。")
        .answer("統合する", Weight::Next, Some(Message::MergeChosen(path.clone())))
        .answer("開く", Weight::Other, Some(Message::FileChosen(path)))
        .or_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_for_what_its_name_says() {
        let meaning = |name: &str| DroppedFile::of(Path::new(name));
        for name in ["一覧.xlsx", "一覧.CSV", "一覧.json"] {
            assert_eq!(meaning(name), DroppedFile::List, "{name}");
        }
        assert_eq!(meaning("戦略.DB"), DroppedFile::Plan);
        assert_eq!(meaning("一覧表.pdf"), DroppedFile::Other);
    }
}
