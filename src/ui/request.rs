//! What a screen asks for after an update, in one vocabulary. A request climbs once: to the workspace,
//! which has the open file, or past it to the window.

use super::open_mode::{self, ReturnTarget};
use super::screen_id::{ScreenId, Tab};
use super::status::Status;
use super::theme::Scheme;
use super::transfer::ReadList;
use super::widget::dialog::Question;
use crate::domain::check::Kind;
use crate::domain::edition::Making;
use crate::domain::search::Filter;
use crate::domain::{
    Book, Change, DepartmentId, DirectionId, EditionId, Field, FiscalYear, Key, MeasureId, Op,
};
use crate::exchange::Remembered;
use crate::report::FileType;
use crate::store::{Backup, Proof, Ready, Replace, Store};
use crate::words::Notice;
use chrono::NaiveDate;
use iced::Task;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use uuid::Uuid;

/// What comes of an update, besides the state of the screen itself.
#[derive(Debug)]
pub(super) enum Action<M> {
    None,
    Run(Task<M>),
    /// The message leaves an unsaved draft: it comes again once that is saved.
    SaveFirst(M),
    Ask(Question<M>),
    Request(Request),
    /// Another state of the file is shown in its place.
    Show(Box<Snapshot>),
}

/// An earlier state of the file, opened to be looked at.
#[derive(Debug)]
pub(super) struct Snapshot {
    pub store: Store,
    pub kind: open_mode::Kind,
}

/// What a screen cannot do itself.
#[derive(Debug, Clone)]
pub enum Request {
    /// One edit is stored.
    Commit(Commit),
    /// The last edit is taken back.
    Undo,
    /// The whole of an earlier moment is brought back.
    RestoreMoment(EarlierMoment),

    // Where to go.
    GoTo(ScreenId),
    /// The measures, narrowed to what a number counted.
    Measures(Filter),
    /// One measure in the editor.
    Measure(MeasureId),
    /// The details of one measure, over the editor.
    Details(MeasureId),
    /// One field where it is edited, with a part of its text selected.
    Field(Key, Field, Option<Range<usize>>),
    /// What 点検 found: of one kind or all, in the year that is looked at or in every year.
    Findings {
        kind: Option<Kind>,
        all_years: bool,
    },
    /// Where a measure stands on the paper.
    Paper(MeasureId),
    /// The indicators of which the actual is missing: all, or those of a department.
    MissingIndicators(Option<DepartmentId>),
    /// One of the registers of 台帳.
    Register(Tab),
    /// A new measure in a direction.
    NewMeasure(DirectionId),
    /// Something in another year.
    Year(FiscalYear, Box<Request>),

    // 変更履歴.
    /// The entries are read again.
    ReloadHistory,
    /// What one entry changed.
    Changes(Uuid),
    /// What has changed since an entry.
    ChangesSince(Uuid),
    /// One entry, in the history.
    Entry(Uuid),
    /// The history of one measure.
    HistoryOf(MeasureId),

    // 保存版.
    KeepEdition(Box<NewEdition>),
    Edition(EditionId),
    /// The shown edition is compared with this one.
    CompareEdition(EditionId),
    /// An edition is listed, or no longer.
    ListEdition(EditionId, bool),
    /// The data of the edition of this name are shown in the place of the file.
    OpenEditionData(EditionId, String),

    // 配布・回収.
    /// A department's file gets its name, and its line in the ledger.
    RecordHandout(Arc<Ready>),
    Submit,
    Withdraw,

    // The file, its copies and its backups.
    BackUp,
    /// What has changed since a backup.
    CompareBackup(Backup),
    /// A backup is shown in the place of the file.
    OpenBackup(Backup),
    /// Back from a backup or an edition to the file.
    ReturnToFile,
    /// A copy is carried away.
    WriteOut,
    /// The work goes on in another file.
    SaveAs,
    /// The work goes on in a copy on the PC.
    WorkOnPc,
    /// The file is worked in where it lies.
    WorkInPlace,
    BringBack(Then),
    CopyFinished(FinishedCopy),
    /// The file is read again.
    Reload,
    /// The reviewed merge is written.
    AcceptMerge,
    LeaveMerge,

    // What is told.
    Notify(Notice),
    Status(Status),
    /// A text goes to the clipboard.
    Copy {
        text: String,
        status: String,
    },

    // What only the window can do.
    ChooseFile(Purpose, PathBuf),
    FileChosen(PathBuf, Replace),
    FileChoiceCancelled,
    /// A file is opened in the place of what is open.
    Open(PathBuf),
    /// The same, with what is typed and not saved.
    ContinueIn(PathBuf, String),
    Create(Box<Book>, PathBuf),
    ForgetRecent(PathBuf),
    ReturnTo(ReturnTarget),
    TakeToPc(PathBuf),
    Close,
    /// Cells of the clipboard are reviewed as a list, of this year where they name none.
    Paste(String, Option<FiscalYear>),
    Import(Box<ReviewedList>),
    LeaveImport,
    /// Who is entered in the history from now on.
    SetWho(String),
    /// The size of text, in per cent.
    SetTextPercent(u16),
    SetScheme(Scheme),
    /// How wide the list of measures is.
    SetListWidth(f32),
    ShowKeys,
}

/// What a file is chosen for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A plan's file, to open it.
    Open,
    /// Where a new plan's file goes.
    Create,
    /// Where a copy of the sample goes.
    Sample,
    /// Where a printed list goes.
    Paper(FileType),
    /// Another copy of the open file, to take it in.
    Merge,
    /// A list to bring in.
    Import,
    /// Where the file goes that is made from a list.
    FromList,
    /// Where a list goes.
    Export,
    /// Where a copy of the file goes, to be carried away.
    WriteOut,
    /// Where the file is to be gone on with.
    SaveAs,
    /// The folder into which the files of departments go.
    HandOut,
}

/// One edit and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    pub op: Op,
    /// What is edited, by name.
    pub subject: String,
    pub changes: Vec<Change>,
}

/// The whole of an earlier moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierMoment {
    /// Of what, by name.
    pub subject: String,
    pub changes: Vec<Change>,
    /// The last commit that stays.
    pub moment: Uuid,
}

/// A paper that becomes an edition.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEdition {
    pub name: String,
    pub day: NaiveDate,
    pub made: Making,
    pub pages: usize,
    pub pdf: Arc<Vec<u8>>,
    pub book: Arc<Book>,
}

/// A list that was reviewed, and what to remember and to forget of its form.
#[derive(Debug, Clone)]
pub struct ReviewedList {
    pub list: ReadList,
    pub kept: Vec<Remembered>,
    pub dropped: Vec<Remembered>,
}

/// What follows once a copy has been proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    Stay,
    /// The work goes on in the copy.
    Open,
    /// The window closes.
    Close,
}

/// How a copy ended.
#[derive(Debug, Clone, PartialEq)]
pub struct FinishedCopy {
    pub to: PathBuf,
    pub then: Then,
    /// The latest commit of what was copied.
    pub of: Option<Uuid>,
    pub outcome: Arc<Result<Proof, Notice>>,
}

impl<M> Action<M> {
    /// One edit; nothing where nothing changes.
    pub(super) fn commit(op: Op, subject: impl Into<String>, changes: Vec<Change>) -> Self {
        if changes.is_empty() {
            return Self::None;
        }
        Request::Commit(Commit { op, subject: subject.into(), changes }).into()
    }

    pub(super) fn map<N: Send + 'static>(
        self,
        f: impl Fn(M) -> N + Clone + Send + 'static,
    ) -> Action<N>
    where
        M: Send + 'static,
    {
        match self {
            Self::None => Action::None,
            Self::Run(task) => Action::Run(task.map(f)),
            Self::SaveFirst(message) => Action::SaveFirst(f(message)),
            Self::Ask(question) => Action::Ask(question.map(f)),
            Self::Request(request) => Action::Request(request),
            Self::Show(snapshot) => Action::Show(snapshot),
        }
    }
}

impl<M> From<Request> for Action<M> {
    fn from(request: Request) -> Self {
        Self::Request(request)
    }
}

impl<M> From<Task<M>> for Action<M> {
    fn from(task: Task<M>) -> Self {
        Self::Run(task)
    }
}

impl<M> From<Option<Commit>> for Action<M> {
    fn from(commit: Option<Commit>) -> Self {
        commit.map_or(Self::None, |commit| Request::Commit(commit).into())
    }
}
