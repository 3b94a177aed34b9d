//! What is done with the whole file: copies that are carried away, backups, and what others have
//! done to it meanwhile.

use super::{Message, Workspace};
use crate::store::{
    Access, Backup, Claim, Error, ExternalChange, Mark, Reason, Session, Store, WorkingCopies,
    WorkingCopy, claim,
};
use crate::ui::open_mode::OpenMode;
use crate::ui::relative_time;
use crate::ui::request::{Action, Request};
use crate::ui::status::Status;
use crate::ui::storage::{self, Row};
use crate::ui::widget::dialog::{Question, Weight};
use crate::words::{self, Notice};
use iced::Task;

impl Workspace {
    /// A file that is held in an uncommon way.
    pub(crate) fn held(store: Store, open_mode: OpenMode) -> Self {
        let mut workspace = Self::new(store);
        if open_mode.edition().is_some() {
            workspace.home.detach();
        }
        workspace.open_mode = open_mode;
        workspace
    }

    /// Others are told that the file is open here.
    pub(crate) fn mark(&mut self, mark: Option<Mark>) {
        self.open_mode.mark = mark;
    }

    /// The copy that is worked in, of a file on a stick.
    pub(crate) const fn working(&self) -> Option<&WorkingCopy> {
        self.open_mode.working()
    }

    /// Whether anything is being written beside the window: what comes of it is told here, so that the
    /// file is not to be left meanwhile.
    pub(crate) fn is_writing(&self) -> bool {
        self.can_cancel_writing()
            || self.retry_queue.is_about_to_write()
            || self.exporting > 0
            || self.collect.is_reminding()
            || self.print.is_writing()
            || self.editions.is_writing()
    }

    /// Whether it is something that takes its time, and that can be cancelled.
    const fn can_cancel_writing(&self) -> bool {
        self.storage.is_busy() || self.collect.is_handing()
    }

    /// Told where the file is not left, since something is still being written.
    pub(crate) fn ask_to_wait<M>(&self) -> Question<M> {
        let question = Question::new("ファイルを書き出している途中です")
            .line("このファイルを離れるのは、書き出しが終わるまでお待ちください。");
        let hurry = "急ぐ場合は、書き出しを取りやめることができます。";
        question.line(if self.can_cancel_writing() { hurry } else { "" }).answer(
            "待つ",
            Weight::Next,
            None,
        )
    }

    /// How wide the clerk has made the list of measures.
    pub(crate) const fn set_list_width(&mut self, width: f32) {
        self.measures.set_list_width(width);
    }

    /// Tells of something that succeeded.
    pub(crate) fn say(&mut self, sentence: String) {
        self.status_message = Some(sentence.into());
    }

    /// Takes away the mark that tells others that the file is open here.
    pub(crate) fn release(&mut self) {
        self.open_mode.mark = None;
    }

    pub(super) fn session(&self) -> Session {
        Session { who: self.store.who().to_owned(), clock: relative_time::now }
    }

    pub(super) fn copies(&self) -> Option<WorkingCopies> {
        self.store.backups().map(WorkingCopies::beside)
    }

    pub(super) fn back_up(&mut self) -> Action<Message> {
        let Some(backups) = self.store.backups() else { return Action::None };
        match backups.take_of(&self.store, Reason::Asked) {
            Ok(made) => {
                self.notice = None;
                self.status_message = Some(Status::made("控えを取りました。", &made));
                self.read_backups();
            }
            Err(error) => self.tell(&error),
        }
        Action::None
    }

    /// Reads the backups again, and looks again at the one that was looked at.
    pub(super) fn read_backups(&mut self) {
        let looked_at = self.storage.looked_at().cloned();
        let rows = self.backup_rows().unwrap_or_else(|error| {
            self.report_unread(&error);
            Some(Vec::new())
        });
        self.storage.refresh(self.store.path(), rows);
        if let Some(backup) = looked_at
            && self.storage.looked_at().is_some()
        {
            drop(self.compare(backup));
        }
    }

    fn backup_rows(&self) -> Result<Option<Vec<Row>>, Error> {
        let Some(backups) = self.store.backups() else { return Ok(None) };
        let listed = backups.of(self.store.whose(), relative_time::now());
        let history = self.store.history(usize::MAX)?;
        let row = |backup: Backup| {
            let at = history.iter().position(|entry| Some(entry.id) == backup.head());
            Row { since: at.map(|at| history[..at].to_vec()), backup }
        };
        Ok(Some(listed.into_iter().map(row).collect()))
    }

    pub(super) fn compare(&mut self, backup: Backup) -> Action<Message> {
        let session = self.session();
        let compared = Store::look_into(&backup.path, session).and_then(|then| {
            let changes = crate::store::differences(&then, &self.store)?;
            Ok((changes, self.store.moment_of(&then)?))
        });
        match compared {
            Ok((changes, moment)) => {
                self.storage.show(backup, self.store.book(), changes, moment);
            }
            Err(error) => self.tell(&error),
        }
        Action::None
    }

    /// What the clerk has to know of a commit besides that it succeeded, which is told already.
    pub(super) fn report_commit(&mut self) {
        if let Some(error) = self.store.take_failed_backup() {
            (self.notice, self.unfolded) = (Some((&error).into()), false);
        }
        let foreign_commits = self.store.take_foreign_commits();
        if foreign_commits > 0 {
            *self.status_message.get_or_insert_default() += &loaded_changes(foreign_commits);
        }
    }

    /// Says of what is typed that others have changed the same.
    pub(super) fn report_stale_edits(&mut self) {
        let stale_edits =
            self.editable().map(|screen| screen.stale_edits(self.book())).unwrap_or_default();
        let fields: Vec<&str> = stale_edits.iter().map(|field| field.field).collect();
        if let (Some(status), false) = (&mut self.status_message, fields.is_empty()) {
            *status += &words::overtaken_draft(&fields);
        }
    }

    /// Takes in what others have added to the file.
    pub(super) fn follow(&mut self) -> Action<Message> {
        match self.store.follow() {
            Ok(0) => self.last_prompted = None,
            Ok(more) => {
                self.last_prompted = None;
                self.status_message = Some(loaded_changes(more).into());
                self.load_changes();
                self.report_stale_edits();
            }
            Err(Error::ChangedExternally(elsewhere)) if self.last_prompted != Some(elsewhere) => {
                self.last_prompted = Some(elsewhere);
                self.tell(&Error::ChangedExternally(elsewhere));
            }
            Err(error) if self.defer_if_busy(&error) => {}
            // Asked already, or a disk that does not answer now: saving will tell.
            Err(_) => {}
        }
        self.ask_about_external_change(Action::None)
    }

    /// Asks what to do where the file is no longer the one that was opened.
    pub(super) fn ask_about_external_change(&mut self, action: Action<Message>) -> Action<Message> {
        let closes = matches!(action, Action::Request(Request::Close));
        if self.open_mode.working().is_some() && closes {
            return action;
        }
        match (action, self.external_change.take()) {
            // What is under way is heard first: the next message asks.
            (Action::Run(task), Some(elsewhere)) => {
                self.external_change = Some(elsewhere);
                Action::Run(Task::batch([task, Task::done(Message::ExternalChangeNoticed)]))
            }
            (Action::None, Some(elsewhere)) => {
                let notice = Notice::from(&Error::ChangedExternally(elsewhere));
                Action::Ask(ask_elsewhere(elsewhere, notice))
            }
            (action, _) => action,
        }
    }

    /// Reads the file again; what is typed and not saved stays.
    pub(super) fn reopen(&mut self) -> Action<Message> {
        self.notice = None;
        match self.reload(Reason::Reread) {
            Ok(kept) => {
                let kept = if kept { SUPERSEDED_IS_BACKED_UP } else { "" };
                self.status_message = Some(format!("ファイルを読み直しました。{kept}").into());
                self.report_stale_edits();
            }
            Err(error) => self.tell(&error),
        }
        Action::None
    }

    /// The same, without saying so; whether what is held no longer is in the file, and therefore was
    /// kept among the backups.
    pub(super) fn reload(&mut self, reason: Reason) -> Result<bool, Error> {
        let kept = self.back_up_superseded(reason)?;
        self.store.reopen()?;
        Self::shorten_busy_timeout(&mut self.store);
        self.last_prompted = None;
        self.load_changes();
        // Another file is there: others are to know who has that one open.
        if let (Some(path), Access::Write) = (self.store.path(), self.store.access()) {
            self.open_mode.mark = None;
            if let Claim::Free(mark) = claim(path, &self.session()) {
                self.open_mode.mark = mark;
            }
        }
        Ok(kept)
    }

    /// Keeps what others have put another file in the place of: once the file is read again, it would be
    /// nowhere.
    fn back_up_superseded(&mut self, reason: Reason) -> Result<bool, Error> {
        let left_behind = matches!(
            self.store.follow(),
            Err(Error::ChangedExternally(ExternalChange::Replaced | ExternalChange::Diverged))
        );
        if !left_behind || self.store.access() == Access::Read {
            return Ok(false);
        }
        let held = self.store.rescue()?;
        let (Some(backups), Some(file)) = (self.store.backups(), self.store.path()) else {
            return Ok(false);
        };
        let known = backups.of(self.store.whose(), relative_time::now());
        if !known.iter().any(|backup| backup.head().is_some() && backup.head() == held.head()) {
            drop(backups.take_named(held.path(), file, reason, relative_time::now())?);
        }
        Ok(true)
    }
}

/// Where what the window held is, once the file was read again.
pub(super) const SUPERSEDED_IS_BACKED_UP: &str =
    "読み直す前にこの画面にあった内容は、控えに残しました。「ファイルと控え」で見られます。";

fn ask_elsewhere(elsewhere: ExternalChange, notice: Notice) -> Question<Message> {
    let question = match elsewhere {
        ExternalChange::Replaced | ExternalChange::Diverged => {
            Question::new("ファイルが、ほかで変えられています")
        }
        ExternalChange::Gone => Question::new("ファイルが見つかりません"),
    };
    let again = match elsewhere {
        ExternalChange::Replaced | ExternalChange::Diverged => "読み直す",
        ExternalChange::Gone => "もう一度確かめる",
    };
    let message = |message| Some(Message::Storage(message));
    let question = question
        .line(notice.what)
        .line(notice.remedy)
        .line("保存していない入力は、読み直しても画面に残ります。")
        .answer(again, Weight::Next, message(storage::Message::ReopenAsked));
    let question = match elsewhere {
        ExternalChange::Replaced | ExternalChange::Diverged => {
            question.answer("統合して続ける", Weight::Other, Some(Message::MergeSnapshotAsked))
        }
        ExternalChange::Gone => question,
    };
    question.answer("別名で保存", Weight::Other, message(storage::Message::SaveHeldAsked)).or_back()
}

pub(super) fn loaded_changes(commits: u64) -> String {
    format!("ほかで行われた変更（{commits}回）を読み込みました。")
}
