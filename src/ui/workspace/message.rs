//! What happens in an open file, and what the workspace asks of the app.

use crate::domain::FiscalYear;
use crate::store::Store;
use crate::ui::action::Commit;
use crate::ui::files::Purpose;
use crate::ui::open_mode::{Kind, ReturnTarget};
use crate::ui::place::Place;
use crate::ui::theme::Scheme;
use crate::ui::widget::dialog::Question;
use crate::ui::{
    collect, editions, history, home, measures, merge, print, settings, storage, tables,
};
use crate::words::Notice;
use iced::Task;
use std::path::PathBuf;

#[derive(Debug, Clone)]
pub enum Message {
    Went(Place),
    YearChosen(FiscalYear),
    Undo,
    Redo,
    /// What is typed is stored over what others have stored since, as was decided.
    MineKept(Box<Commit>),
    /// What others have stored takes its place.
    TheirsAccepted,
    NoticeClosed,
    DetailToggled,
    /// A list was written to this file, or could not be.
    Exported(Result<PathBuf, Notice>),
    Home(home::Message),
    Measures(measures::Message),
    Tables(tables::Message),
    Print(print::Message),
    Collect(collect::Message),
    Editions(editions::Message),
    History(history::Message),
    Settings(settings::Message),
    Storage(storage::Message),
    /// Another copy is to be taken in.
    MergeAsked(merge::Source),
    /// The same, after this file has changed meanwhile.
    MergeAgain(merge::Source),
    /// What is held is to be taken into the file that others have put in its place.
    MergeHeldAsked,
    Merging(merge::Progress),
    Merge(merge::Message),
}

/// What the workspace asks of the app.
#[derive(Debug)]
pub enum Request {
    None,
    Run(Task<Message>),
    AskFirst(Message),
    Ask(Question<Message>),
    /// A file is to be chosen.
    File(Purpose, PathBuf),
    /// Cells of the clipboard are to be looked at.
    Paste(String, Option<FiscalYear>),
    /// Who is entered in the history is to be remembered on this PC.
    Who(String),
    /// The size of text on this PC, in per cent.
    TextPercent(u16),
    /// The list of keys is to be shown.
    Help,
    /// The colours of the window on this PC.
    Scheme(Scheme),
    /// Another file is to be opened in the place of this one, and this is to be said of it.
    Open(PathBuf, Option<String>),
    /// What the file was once is to be looked at, and the file come back to.
    LookInto(Box<Store>, Kind),
    /// The file that was left to look into something is to be come back to.
    Return(ReturnTarget),
    /// A working copy on the PC is to be taken of the file.
    TakeToPc(PathBuf),
    /// The window is to be closed.
    Close,
}

impl From<Task<Message>> for Request {
    fn from(task: Task<Message>) -> Self {
        Self::Run(task)
    }
}
