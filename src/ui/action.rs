//! What screens ask of the app.

use super::files::Purpose;
use super::widget::dialog::Question;
use crate::domain::{Change, EditionId, Field, FiscalYear, Invalid, Op};
use crate::store;
use crate::words::Notice;
use iced::Task;
use std::path::PathBuf;
use uuid::Uuid;

/// What a screen asks for after an update.
#[derive(Debug)]
pub enum Action<M> {
    None,
    Run(Task<M>),
    /// One edit, to be stored.
    Commit(Commit),
    /// Something that leaves an unsaved draft: the message is to come again once the clerk has
    /// decided what becomes of it.
    AskFirst(M),
    Ask(Question<M>),
    /// What only the app can do.
    Go(Errand),
}

/// One edit and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    pub op: Op,
    /// What is edited, by name.
    pub subject: String,
    pub changes: Vec<Change>,
}

/// The whole of an earlier moment that comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// Of what, by name.
    pub subject: String,
    pub changes: Vec<Change>,
    /// The last commit that stays.
    pub moment: Uuid,
}

/// What leads out of a screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Errand {
    /// The measures, narrowed to what a number counted.
    Measures(crate::domain::search::Filter),
    /// One measure in the editor.
    Measure(crate::domain::MeasureId),
    /// What is set about one measure, over the editor.
    Details(crate::domain::MeasureId),
    /// Where a measure stands on the paper.
    Paper(crate::domain::MeasureId),
    /// One of the tables of 台帳.
    Table(super::place::Tab),
    /// A new measure in a direction.
    NewMeasure(crate::domain::DirectionId),
    Place(super::place::Place),
    /// Something in another year than the one that is looked at.
    Year(FiscalYear, Box<Errand>),
    /// The history, as far as it is shown.
    History,
    /// What one entry of the history changed.
    Changes(Uuid),
    /// What has changed since an entry of the history.
    ChangesSince(Uuid),
    /// The whole of an earlier moment is to be brought back.
    Return(Return),
    /// One entry of the history, and what it changed.
    Entry(Uuid),
    /// The history of one measure.
    HistoryOf(crate::domain::MeasureId),
    /// Who is entered in the history from now on.
    Who(String),
    /// The size of text, in per cent.
    TextPercent(u16),
    /// The colours of the window.
    Scheme(super::theme::Scheme),
    /// The list of keys.
    Help,
    /// A paper is to be kept as an edition.
    Keep(Box<super::print::Keep>),
    /// An edition is to be shown.
    Edition(EditionId),
    /// The data of an edition of this name is to be looked into.
    LookIntoEdition(EditionId, String),
    /// What is shown is to be compared with this edition.
    EditionAgainst(EditionId),
    /// Whether an edition is to be listed.
    EditionListed(EditionId, bool),
    /// What is done with the whole file and its backups.
    Storage(super::storage::Wish),
    /// A text goes to the clipboard, which is told in words.
    Copy {
        text: String,
        told: String,
    },
    /// Cells from the clipboard are to be looked at, as those of a year where they name none.
    Paste(String, Option<FiscalYear>),
    /// What went wrong.
    Tell(Notice),
    /// Another copy of the file is to be taken in, after it was reviewed.
    Merge(PathBuf),
    /// 配布・回収.
    Collect(super::collect::Wish),
    /// A file is to be chosen, for which a path is proposed.
    File(Purpose, PathBuf),
}

impl<M> Action<M> {
    pub fn map<N: Send + 'static>(self, f: impl Fn(M) -> N + Clone + Send + 'static) -> Action<N>
    where
        M: Send + 'static,
    {
        match self {
            Self::None => Action::None,
            Self::Run(task) => Action::Run(task.map(f)),
            Self::Commit(commit) => Action::Commit(commit),
            Self::AskFirst(message) => Action::AskFirst(f(message)),
            Self::Ask(question) => Action::Ask(question.map(f)),
            Self::Go(errand) => Action::Go(errand),
        }
    }
}

/// A value that a rule refuses, told beside its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The field, where the rule is about one.
    pub field: Option<Field>,
    pub sentence: String,
}

impl Refusal {
    /// What a failed commit says about a field; `None` where it is not about one.
    pub fn of(error: &store::Error) -> Option<Self> {
        let store::Error::Invalid(invalid) = error else { return None };
        let field = match invalid {
            Invalid::Blank(field)
            | Invalid::ControlCharacter(field)
            | Invalid::LineBreak(field)
            | Invalid::TooLong { field, .. } => Some(*field),
            Invalid::OutOfRange(field) => Some(*field),
            Invalid::DuplicateName(_) | Invalid::YearOutOfRange(_) | Invalid::NoColumn => None,
            Invalid::DepartmentTwice => Some(Field::DepartmentName),
            Invalid::InUse { .. }
            | Invalid::Dangling(_)
            | Invalid::OtherPlan
            | Invalid::ClosedYear(_)
            | Invalid::LastTemplate
            | Invalid::TooMany(_)
            | Invalid::OwnSuccessor
            | Invalid::TooManySuccessors
            | Invalid::Stale(_)
            | Invalid::Empty => return None,
        };
        let notice = Notice::from(invalid);
        Some(Self { field, sentence: format!("{}{}", notice.what, notice.remedy) })
    }

    /// The sentence, where it is about this field.
    pub fn at(refusal: Option<&Self>, field: Field) -> Option<&str> {
        refusal
            .filter(|refusal| refusal.field == Some(field))
            .map(|refusal| refusal.sentence.as_str())
    }
}
