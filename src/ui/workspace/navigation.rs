//! What screens ask for, and what is done with lists in other files.

use super::retry_queue::Job;
use super::{Message, Workspace};
use crate::domain::{Change, Op};
use crate::exchange::{self, Format};
use crate::store::{self, Entry, Replace};
use crate::ui::background::single;
use crate::ui::open_mode::Kind;
use crate::ui::request::{Action, Commit, Purpose, Request};
use crate::ui::screen_id::{ScreenId, Tab};
use crate::ui::status::Status;
use crate::ui::theme::Look;
use crate::ui::transfer::{self, ReadList};
use crate::words::{self, Notice};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

impl Workspace {
    /// Does what a screen cannot do itself; what only the window can do is passed on.
    pub(super) fn handle(&mut self, look: Look, request: Request) -> Action<Message> {
        match request {
            Request::Commit(commit) => {
                self.commit(commit);
                Action::None
            }
            Request::RestoreMoment(moment) => self.restore_moment(look, &moment),
            Request::GoTo(screen) => self.update(look, Message::GoTo(screen)),
            Request::Year(year, request) => {
                self.context.year = Some(year);
                self.refresh();
                self.handle(look, *request)
            }
            Request::Measures(filter) => {
                self.screen = ScreenId::Measures;
                self.measures.narrow(filter).into()
            }
            Request::Measure(id) => {
                self.screen = ScreenId::Measures;
                self.measures.open(id).map(Message::Measures).into()
            }
            Request::Details(id) => {
                self.screen = ScreenId::Measures;
                self.measures.open_details(id).map(Message::Measures).into()
            }
            Request::Field(key, field, range) => self.open_field(look, key, field, range),
            Request::Findings { kind, all_years } => {
                self.check.show(&self.context, kind, all_years);
                self.screen = ScreenId::Check;
                self.on_enter(look)
            }
            Request::Undo => self.update(look, Message::Undo),
            Request::Paper(id) => {
                self.screen = ScreenId::Print;
                self.print.seek(id).map(Message::Print).into()
            }
            Request::MissingIndicators(department) => {
                self.screen = ScreenId::Indicators;
                self.indicators.show_missing(department).map(Message::Indicators).into()
            }
            Request::Register(tab) => {
                self.screen = ScreenId::Registers;
                self.registers.show(tab);
                Action::None
            }
            Request::NewMeasure(direction) => {
                self.screen = ScreenId::Measures;
                let action = self.measures.add_to(direction).map(Message::Measures);
                self.perform(look, action)
            }
            Request::ReloadHistory => {
                self.read_history();
                self.history.stay().into()
            }
            Request::Changes(id) => {
                match self.store.changes(id) {
                    Ok(changes) => self.history.show(&self.context, id, changes),
                    Err(error) => self.tell(&error),
                }
                self.history.reveal().into()
            }
            Request::ChangesSince(id) => match self.since(id) {
                Ok((entries, changes)) => {
                    let action = self.history.ask_moment(&self.context, &entries, &changes);
                    self.perform(look, action.map(Message::History))
                }
                Err(error) => {
                    self.tell(&error);
                    Action::None
                }
            },
            Request::Entry(id) => {
                self.screen = ScreenId::History;
                self.history.widen();
                self.read_history();
                self.handle(look, Request::Changes(id))
            }
            Request::HistoryOf(measure) => {
                self.screen = ScreenId::History;
                self.history.narrow(measure);
                self.read_history();
                Action::None
            }
            Request::KeepEdition(edition) => self.keep_edition(&edition),
            Request::Edition(id) => self.show_edition(id),
            Request::CompareEdition(id) => self.show_against(look, id),
            Request::ListEdition(id, listed) => self.list_edition(look, id, listed),
            Request::OpenEditionData(id, name) => self.open_edition_data(id, name),
            Request::RecordHandout(file) => {
                self.record_handout(&file);
                Action::None
            }
            Request::Submit => {
                let done = self.store.submit();
                self.submitted(done, "提出しました。ファイルは保存してあります。")
            }
            Request::Withdraw => {
                let done = self.store.withdraw();
                self.submitted(done, "提出を取り消しました。続きを入力できます。")
            }
            Request::BackUp => self.back_up(),
            Request::CompareBackup(backup) => self.compare(backup),
            Request::OpenBackup(backup) => self.open_backup(&backup),
            Request::ReturnToFile => match self.open_mode.return_target() {
                Some(target) => Request::ReturnTo(target.clone()).into(),
                None => Action::None,
            },
            Request::WriteOut => Request::ChooseFile(Purpose::WriteOut, self.copy_place()).into(),
            Request::SaveAs => Request::ChooseFile(Purpose::SaveAs, self.copy_place()).into(),
            Request::WorkOnPc => match self.store.path() {
                Some(file) => Request::TakeToPc(file.to_owned()).into(),
                None => Action::None,
            },
            Request::WorkInPlace => {
                self.open_mode.kind = Kind::Normal;
                Action::None
            }
            Request::BringBack(then) => self.write_back_now(then),
            Request::CopyFinished(copy) => self.copy_finished(copy),
            Request::Reload => self.reopen(),
            Request::AcceptMerge => self.attempt(look, Job::AcceptMerge),
            Request::LeaveMerge => {
                self.leave_review();
                Action::None
            }
            Request::Notify(notice) => {
                (self.notice, self.status_message) = (Some(notice), None);
                Action::None
            }
            Request::Status(status) => {
                self.status_message = Some(status);
                Action::None
            }
            Request::Copy { text, status } => {
                self.status_message = Some(status.into());
                iced::clipboard::write(text).into()
            }
            Request::SetWho(who) => {
                self.store.set_who(who.clone());
                self.settings.set_who(&who);
                Request::SetWho(who).into()
            }
            Request::ChooseFile(..)
            | Request::FileChosen(..)
            | Request::FileChoiceCancelled
            | Request::Open(_)
            | Request::ContinueIn(..)
            | Request::Create(..)
            | Request::ForgetRecent(_)
            | Request::ReturnTo(_)
            | Request::TakeToPc(_)
            | Request::Close
            | Request::Paste(..)
            | Request::Import(_)
            | Request::LeaveImport
            | Request::SetTextPercent(_)
            | Request::SetScheme(_)
            | Request::SetListWidth(_)
            | Request::ShowKeys => request.into(),
        }
    }

    /// The commits after one, newest first, and what they changed in their order.
    fn since(&self, id: Uuid) -> Result<(Vec<Entry>, Vec<Change>), store::Error> {
        let mut entries = self.store.history(usize::MAX)?;
        let at = entries.iter().position(|entry| entry.id == id);
        entries.truncate(at.unwrap_or_default());
        Ok((entries, self.store.changes_since(id)?))
    }

    /// Whether lists can be brought in: not where the file is read, nor where a department writes its
    /// own entries alone.
    pub(crate) fn can_import(&self) -> bool {
        self.context.permissions.can_edit_structure()
    }

    pub(super) fn import_now(&mut self, list: &ReadList) -> Action<Message> {
        let commit = Commit {
            op: Op::Import,
            subject: list.name.clone(),
            changes: list.import.changes.clone(),
        };
        match self.stored(commit) {
            Ok(()) => {
                self.report_imported(list);
            }
            Err(error) => self.report_refused(&error),
        }
        Action::None
    }

    /// Reports what a list has brought in. What was not taken of it stays to be read until it is closed.
    pub(crate) fn report_imported(&mut self, list: &ReadList) {
        let done =
            format!("「{}」を取り込みました。{}", list.name, words::counts(&list.import.tally()));
        let left = words::import_notes(&list.import);
        if left.is_empty() {
            self.status_message = Some(done.into());
            return;
        }
        let remedy =
            "取り込んでいないものや、確かめるものがあります。「くわしい情報」で見られます。";
        self.notice =
            Some(Notice { what: done, remedy: remedy.to_owned(), detail: left.join("\n") });
        self.unfolded = false;
    }

    /// Asks for the names of a plan that a list without them was made into.
    pub(crate) fn ask_names(&mut self, look: Look) -> Action<Message> {
        let plan = self.store.book().plan();
        if !plan.municipality.is_empty() && !plan.name.is_empty() {
            return Action::None;
        }
        self.status_message =
            Some("ファイルを作りました。市町村名と計画名を入力してください。".into());
        self.handle(look, Request::Register(Tab::Plan))
    }

    /// A list was not brought in.
    pub(crate) fn left_import(&mut self) -> Action<Message> {
        self.notice = None;
        self.status_message = Some("取り込みを中止しました。何も書き込んでいません。".into());
        self.resume()
    }

    /// Writes the list to a file, beside the window.
    pub(crate) fn export(&mut self, path: &Path, replace: Replace) -> Action<Message> {
        let (path, book) = (path.to_owned(), Arc::clone(self.book()));
        self.exporting += 1;
        single(
            move || Message::Exported(transfer::write(&path, &book, replace).map(|()| path)),
            Message::Exported(Err(words::broken())),
        )
        .into()
    }

    /// What came of writing the list.
    pub(super) fn exported(&mut self, written: Result<PathBuf, Notice>) {
        self.exporting = self.exporting.saturating_sub(1);
        match written {
            Ok(path) => {
                self.notice = None;
                let format = Format::of(&path.to_string_lossy()).unwrap_or(Format::Json);
                let left = words::left_out(&exchange::left_out(format, self.book()));
                let done = format!("「{}」に書き出しました。", words::path(&path));
                let done = done + &left.unwrap_or_default();
                self.status_message = Some(Status::made(done, &path));
            }
            Err(notice) => (self.notice, self.status_message) = (Some(notice), None),
        }
    }
}
