//! ファイルと控え: where the file lies, copies of it that are carried away, and the backups: what has
//! changed since each, and the way back.

mod copy_job;
mod view;

pub(super) use copy_job::{CopyJob, run};
pub(super) use view::open_mode_line;

use super::background::Cancel;
use super::context::Context;
use super::history::record_changes::{Detail, details};
use super::request::{Action, EarlierMoment, FinishedCopy, Purpose, Request, Then};
use super::widget::dialog::{Question, Weight};
use crate::domain::restore::{Extent, restoration};
use crate::domain::{Book, Change, Op};
use crate::store::{Backup, Entry, Progress, Proof};
use crate::words::{self, Notice};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// The backups, the one that is looked at, and a copy on its way.
#[derive(Debug, Default)]
pub(super) struct Screen {
    /// Whether backups of the file are kept: not of a backup that is looked into.
    keeps: bool,
    file: Option<PathBuf>,
    rows: Vec<Row>,
    chosen: Option<Chosen>,
    copy_job: Option<CopyJob>,
}

/// A backup, and what has been done to the file since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub backup: Backup,
    /// The commits since, newest first; `None` where the file's history does not lead back to it.
    pub since: Option<Vec<Entry>>,
}

/// The backup that is looked at.
#[derive(Debug)]
struct Chosen {
    backup: Backup,
    book: Arc<Book>,
    /// What has changed since, record by record.
    changes: Vec<Change>,
    /// The last commit of the file that it has as well.
    moment: Uuid,
    details: Vec<Detail>,
}

#[derive(Debug, Clone)]
pub enum Message {
    WriteOutAsked,
    TakeInAsked,
    SaveAsAsked,
    /// What is held is to be kept elsewhere, with what is typed: the file is not what it was.
    SaveHeldAsked,
    BackupAsked,
    Chosen(PathBuf),
    /// The whole of the chosen backup is to come back.
    RestoreAsked,
    RestoreAccepted,
    /// A part of it.
    Restored(Extent),
    /// The chosen backup is to be looked into.
    LookAsked,
    /// Back from a backup to the file.
    ReturnAsked,
    TakeToPcAsked,
    /// The file is worked in where it lies.
    CarriedAccepted,
    BringBackAsked,
    Progressed(Progress),
    Finished(Arc<Result<Proof, Notice>>),
    /// What follows upon a copy, after what stood in the way of it was decided.
    Followed(FinishedCopy),
    CancelAsked,
    /// What is left unsaid when the work has ended.
    Ended,
    /// The file is to be read again.
    ReopenAsked,
}

impl Screen {
    /// Shows the backups of a file; `None` where none are kept of it.
    pub(super) fn refresh(&mut self, file: Option<&Path>, rows: Option<Vec<Row>>) {
        self.file = file.map(Path::to_owned);
        self.keeps = rows.is_some();
        self.rows = rows.unwrap_or_default();
        let chosen = self.chosen.as_ref().map(|chosen| &chosen.backup.path);
        if !chosen.is_some_and(|path| self.rows.iter().any(|row| row.backup.path == *path)) {
            self.chosen = None;
        }
    }

    /// The backup that is looked at.
    pub(super) fn looked_at(&self) -> Option<&Backup> {
        self.chosen.as_ref().map(|chosen| &chosen.backup)
    }

    /// Shows what has changed since a backup.
    pub(super) fn show(
        &mut self,
        backup: Backup,
        book: &Arc<Book>,
        changes: Vec<Change>,
        moment: Uuid,
    ) {
        let details = details(book, &changes);
        self.chosen = Some(Chosen { backup, book: Arc::clone(book), changes, moment, details });
    }

    /// A copy is on its way.
    pub(super) fn begin(&mut self, copy_job: CopyJob) -> Cancel {
        let cancel = copy_job.cancel();
        self.copy_job = Some(copy_job);
        cancel
    }

    /// Whether a copy is on its way.
    pub(super) const fn is_busy(&self) -> bool {
        self.copy_job.is_some()
    }

    pub(super) fn update(&mut self, ctx: &Context, message: Message) -> Action<Message> {
        match message {
            Message::WriteOutAsked
            | Message::TakeInAsked
            | Message::SaveAsAsked
            | Message::SaveHeldAsked
                if self.is_busy() =>
            {
                Action::None
            }
            Message::WriteOutAsked => Request::WriteOut.into(),
            Message::TakeInAsked => Request::ChooseFile(Purpose::Merge, PathBuf::new()).into(),
            Message::SaveAsAsked | Message::SaveHeldAsked => Request::SaveAs.into(),
            Message::BackupAsked => Request::BackUp.into(),
            Message::Chosen(path) => {
                let row = self.rows.iter().find(|row| row.backup.path == path);
                row.map_or(Action::None, |row| Request::CompareBackup(row.backup.clone()).into())
            }
            Message::RestoreAsked | Message::RestoreAccepted | Message::Restored(_)
                if !ctx.permissions.can_write() =>
            {
                Action::None
            }
            Message::RestoreAsked => self.ask_restore(),
            Message::RestoreAccepted => self.restore(Extent::All),
            Message::Restored(extent) => self.restore(extent),
            Message::LookAsked => self
                .chosen
                .as_ref()
                .map_or(Action::None, |chosen| Request::OpenBackup(chosen.backup.clone()).into()),
            Message::ReturnAsked => Request::ReturnToFile.into(),
            Message::TakeToPcAsked => Request::WorkOnPc.into(),
            Message::CarriedAccepted => Request::WorkInPlace.into(),
            Message::BringBackAsked => Request::BringBack(Then::Stay).into(),
            Message::ReopenAsked => Request::Reload.into(),
            Message::Progressed(progress) => {
                if let Some(copy_job) = &mut self.copy_job {
                    copy_job.progressed(progress);
                }
                Action::None
            }
            Message::CancelAsked => {
                if let Some(copy_job) = &self.copy_job {
                    copy_job.cancel().cancel();
                }
                Action::None
            }
            Message::Finished(outcome) => match self.copy_job.take() {
                Some(copy_job) => Request::CopyFinished(copy_job.ended(outcome)).into(),
                None => Action::None,
            },
            Message::Followed(carried) => Request::CopyFinished(carried).into(),
            Message::Ended => self.update(ctx, Message::Finished(Arc::new(Err(words::broken())))),
        }
    }

    fn ask_restore(&self) -> Action<Message> {
        let Some(chosen) = &self.chosen else { return Action::None };
        Action::Ask(
            Question::new(format!("{}の控えに戻しますか", words::backup(&chosen.backup)))
                .line(format!("{}件が、控えの内容に変わります。", chosen.changes.len()))
                .line("いまの内容は、戻す前に控えに取ります。戻したあとは「元に戻す」で取り消せます。")
                .answer("この控えに戻す", Weight::Next, Some(Message::RestoreAccepted))
                .or_back(),
        )
    }

    /// Brings the chosen backup back, as far as `extent` goes.
    fn restore(&self, extent: Extent) -> Action<Message> {
        let Some(Chosen { backup, book, changes, moment, details }) = &self.chosen else {
            return Action::None;
        };
        let subject = match extent {
            Extent::All => format!("{}の控え", words::backup(backup)),
            Extent::Record(key) | Extent::Field(key, _) => {
                let detail = details.iter().find(|detail| detail.key == key);
                format!(
                    "控えの「{}」",
                    detail.map(|detail| detail.name.as_str()).unwrap_or_default()
                )
            }
        };
        match restoration(book, changes, extent) {
            Ok(changes) if changes.is_empty() => Action::None,
            Ok(changes) if extent == Extent::All => {
                Request::RestoreMoment(EarlierMoment { subject, changes, moment: *moment }).into()
            }
            Ok(changes) => Action::commit(Op::Restore, subject, changes),
            Err(invalid) => {
                Action::Ask(Question::notice("控えから戻せませんでした", (&invalid).into()))
            }
        }
    }
}
