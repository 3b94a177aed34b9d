//! What happens in an open file.

use crate::domain::FiscalYear;
use crate::ui::request::Commit;
use crate::ui::screen_id::ScreenId;
use crate::ui::{
    check, collect, editions, history, home, indicators, measures, merge, print, registers,
    replace, settings, storage,
};
use crate::words::Notice;
use std::path::PathBuf;

#[derive(Debug, Clone)]
pub enum Message {
    GoTo(ScreenId),
    YearChosen(FiscalYear),
    Undo,
    Redo,
    /// A step is taken back that was asked about.
    UndoConfirmed,
    /// What is typed is stored over what others have stored since, as was decided.
    MineKept(Box<Commit>),
    /// What others have stored takes its place.
    TheirsAccepted,
    /// Esc.
    Escaped,
    /// What stands in the fields of the paper is stored.
    PaperSettled,
    FindAsked,
    /// 検索と置換, with what is selected.
    ReplaceAsked,
    PageTurned {
        forward: bool,
    },
    EntryStepped {
        forward: bool,
    },
    NoticeClosed,
    /// The folder of what was made is to be shown.
    FolderAsked(PathBuf),
    FolderShown(Result<(), Notice>),
    DetailToggled,
    /// The file is another one: what is to be done is asked.
    ExternalChangeNoticed,
    /// A list was written to this file, or could not be.
    Exported(Result<PathBuf, Notice>),
    Home(home::Message),
    Measures(measures::Message),
    Indicators(indicators::Message),
    Check(check::Message),
    Replace(replace::Message),
    Registers(registers::Message),
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
    MergeSnapshotAsked,
    Merging(merge::Progress),
    Merge(merge::Message),
}
