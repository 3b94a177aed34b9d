//! An open file: the store, the screens of the rail, and what every screen has in common.

mod collection;
mod commands;
mod commits;
mod copies;
mod drafts;
mod edition_commands;
mod fields;
mod file_commands;
mod frame;
mod merge_review;
mod message;
mod navigation;
mod proposed_paths;
mod refresh;
mod retry_queue;
mod snapshot_view;
mod steps;

pub(super) use commands::first_stops;
pub(super) use drafts::Saved;
pub(super) use message::Message;

use super::context::Context;
use super::editable_screen::EditableScreen;
use super::open_mode::OpenMode;
use super::permissions::Permissions;
use super::request::{Action, Request};
use super::screen_id::ScreenId;
use super::status::Status;
use super::theme::Look;
use super::{
    check, collect, editions, files, history, home, indicators, measures, merge, print, registers,
    replace, settings, storage,
};
use crate::domain::Book;
use crate::store::{self, ExternalChange, Replace, Store};
use crate::words::{self, Notice};
use retry_queue::{Job, RetryQueue};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// An open file and the screens over it.
#[derive(Debug)]
pub(super) struct Workspace {
    store: Store,
    screen: ScreenId,
    context: Context,
    home: home::Screen,
    measures: measures::Screen,
    indicators: indicators::Screen,
    check: check::Screen,
    replace: replace::Screen,
    registers: registers::Screen,
    print: print::Screen,
    collect: collect::Screen,
    editions: editions::Screen,
    history: history::Screen,
    settings: settings::Screen,
    storage: storage::Screen,
    /// Another copy that is being read, and how many were.
    reading: Option<merge::PendingComparison>,
    readings: u64,
    /// What another copy brings, while it is reviewed: in the place of every other screen.
    review: Option<Box<merge::Screen>>,
    open_mode: OpenMode,
    /// What has become of the file, where the clerk is still to be asked.
    external_change: Option<ExternalChange>,
    /// What the clerk has been asked about when the window was come back to.
    last_prompted: Option<ExternalChange>,
    /// What went wrong, until it is closed or something succeeds.
    notice: Option<Notice>,
    /// What succeeded, where it cannot be seen otherwise.
    status_message: Option<Status>,
    unfolded: bool,
    /// How many lists are being written.
    exporting: usize,
    retry_queue: RetryQueue,
    /// What was committed on the screen of the paper, and is taken back there.
    made_on_paper: BTreeSet<Uuid>,
}

impl Workspace {
    pub(super) fn new(mut store: Store) -> Self {
        Self::shorten_busy_timeout(&mut store);
        let book = Arc::clone(store.book());
        let context = Context::new(Arc::clone(&book), Permissions::of(&store));
        let year = context.year;
        let mut workspace = Self {
            home: home::Screen::default(),
            check: check::Screen::default(),
            replace: replace::Screen::default(),
            registers: registers::Screen::new(Arc::clone(&book), year),
            print: print::Screen::new(Arc::clone(&book)),
            collect: collect::Screen::default(),
            editions: editions::Screen::new(),
            history: history::Screen::new(),
            settings: settings::Screen::new(store.who()),
            storage: storage::Screen::default(),
            reading: None,
            readings: 0,
            review: None,
            open_mode: OpenMode::default(),
            external_change: None,
            last_prompted: None,
            indicators: indicators::Screen::new(Arc::clone(&book), year),
            measures: measures::Screen::new(book, year),
            store,
            screen: ScreenId::Home,
            context,
            notice: None,
            status_message: None,
            unfolded: false,
            exporting: 0,
            retry_queue: RetryQueue::default(),
            made_on_paper: BTreeSet::new(),
        };
        workspace.confine();
        workspace.read_history();
        workspace.read_editions();
        workspace.read_ledger();
        workspace.enter_department_mode();
        workspace.check.refresh(&workspace.context);
        workspace.refresh_indicators();
        workspace
    }

    /// Asks at ホーム who works at this PC.
    pub(super) fn ask_who(&mut self) {
        self.home.ask_who(self.store.who());
    }

    pub(super) const fn store(&self) -> &Store {
        &self.store
    }

    /// What may be edited here.
    pub(super) const fn permissions(&self) -> &Permissions {
        &self.context.permissions
    }

    fn book(&self) -> &Arc<Book> {
        self.store.book()
    }

    /// The name of the file, for the title of the window.
    pub(super) fn file_name(&self) -> String {
        if let Some(edition) = self.open_mode.edition() {
            return format!("保存版「{edition}」");
        }
        self.store.path().map_or_else(|| "名称未設定".to_owned(), words::file_name)
    }

    pub(super) fn update(&mut self, look: Look, message: Message) -> Action<Message> {
        let action = self.act(look, message);
        self.ask_about_external_change(action)
    }

    fn act(&mut self, look: Look, message: Message) -> Action<Message> {
        let leaves = matches!(message, Message::GoTo(_) | Message::ReplaceAsked);
        if leaves || matches!(message, Message::Undo | Message::Redo) {
            self.settle();
        }
        match message {
            Message::Undo if self.review.is_some() => {
                self.review.iter_mut().for_each(|review| review.undo());
                Action::None
            }
            Message::Redo if self.review.is_some() => {
                self.review.iter_mut().for_each(|review| review.redo());
                Action::None
            }
            Message::GoTo(_) if self.review.is_some() && self.unsaved().is_some() => {
                Action::SaveFirst(message)
            }
            Message::GoTo(screen) if self.review.is_some() => {
                self.leave_review();
                self.screen = screen;
                self.on_enter(look)
            }
            Message::GoTo(screen) if screen == self.screen || !self.offers(screen) => Action::None,
            Message::Undo if self.editable().is_some_and(EditableScreen::can_undo) => {
                self.editable_mut().into_iter().for_each(EditableScreen::undo);
                Action::None
            }
            Message::Undo
                if self.undoable().is_some()
                    && self.editable_mut().is_some_and(EditableScreen::reaches_undo_boundary) =>
            {
                self.status_message = Some(STOPPED.into());
                Action::None
            }
            Message::Redo if self.editable().is_some_and(EditableScreen::can_redo) => {
                self.editable_mut().into_iter().for_each(EditableScreen::redo);
                Action::None
            }
            Message::Storage(
                storage::Message::SaveAsAsked
                | storage::Message::LookAsked
                | storage::Message::ReturnAsked
                | storage::Message::TakeToPcAsked,
            )
            | Message::Editions(editions::Message::LookAsked)
                if self.is_writing() =>
            {
                Action::Ask(self.ask_to_wait())
            }
            Message::GoTo(_)
            | Message::ReplaceAsked
            | Message::YearChosen(_)
            | Message::Undo
            | Message::Redo
            | Message::Storage(
                storage::Message::SaveAsAsked
                | storage::Message::LookAsked
                | storage::Message::ReturnAsked
                | storage::Message::TakeToPcAsked,
            )
            | Message::Editions(editions::Message::LookAsked)
                if self.unsaved().is_some() =>
            {
                Action::SaveFirst(message)
            }
            Message::GoTo(screen) => {
                self.screen = screen;
                self.status_message = None;
                self.on_enter(look)
            }
            Message::YearChosen(year) => {
                self.context.year = Some(year);
                self.refresh();
                Action::None
            }
            Message::Undo | Message::Redo | Message::UndoConfirmed
                if !self.context.permissions.can_write() =>
            {
                Action::None
            }
            Message::Undo => match self.ask_undo() {
                Some(question) => Action::Ask(question),
                None => self.attempt(look, Job::Undo),
            },
            Message::UndoConfirmed => self.attempt(look, Job::Undo),
            Message::Redo => self.attempt(look, Job::Redo),
            Message::MineKept(commit) => {
                self.editable_mut().into_iter().for_each(EditableScreen::keep_mine);
                self.perform(look, Request::Commit(*commit).into())
            }
            Message::TheirsAccepted => {
                self.editable_mut().into_iter().for_each(EditableScreen::accept_theirs);
                self.on_enter(look)
            }
            Message::Escaped if self.gives_up_new() => self.attempt(look, Job::Undo),
            Message::Measures(message) if message.toggles_details() && self.gives_up_new() => {
                self.attempt(look, Job::Undo)
            }
            Message::Escaped => {
                self.editable_mut().into_iter().for_each(EditableScreen::escape);
                Action::None
            }
            Message::PaperSettled => {
                self.settle();
                self.on_enter(look)
            }
            Message::FindAsked => self.find(look),
            Message::ReplaceAsked => self.begin_replacing(look),
            Message::PageTurned { forward } => self.turn_page(forward),
            Message::EntryStepped { forward } => {
                let action = self.history.step(forward).map(Message::History);
                self.perform(look, action)
            }
            Message::FolderAsked(path) => files::show_folder(&path, Message::FolderShown).into(),
            Message::FolderShown(Ok(())) => Action::None,
            Message::FolderShown(Err(notice)) => {
                (self.notice, self.unfolded) = (Some(notice), false);
                Action::None
            }
            Message::NoticeClosed => {
                (self.notice, self.status_message, self.unfolded) = (None, None, false);
                Action::None
            }
            Message::Exported(written) => {
                self.exported(written);
                Action::None
            }
            Message::DetailToggled => {
                self.unfolded = !self.unfolded;
                Action::None
            }
            // It is asked after every message.
            Message::ExternalChangeNoticed => Action::None,
            Message::Home(message) => {
                let action = self.home.update(&self.context, message).map(Message::Home);
                self.perform(look, action)
            }
            Message::Measures(message) => {
                let action = self.measures.update(look, message).map(Message::Measures);
                self.perform(look, action)
            }
            Message::Indicators(message) => {
                let action = self.indicators.update(message).map(Message::Indicators);
                self.perform(look, action)
            }
            Message::Check(message) => {
                let action = self.check.update(&self.context, message).map(Message::Check);
                self.perform(look, action)
            }
            Message::Replace(message) => {
                let action = self.replace.update(&self.context, message).map(Message::Replace);
                self.perform(look, action)
            }
            Message::Registers(message) => {
                let action = self.registers.update(message).map(Message::Registers);
                self.perform(look, action)
            }
            Message::Print(message) => {
                let action = self.print.update(message).map(Message::Print);
                self.perform(look, action)
            }
            Message::Collect(message) => {
                let action = self.collect.update(&self.context, message).map(Message::Collect);
                self.perform(look, action)
            }
            Message::Editions(message) => {
                let action = self.editions.update(&self.context, message).map(Message::Editions);
                self.perform(look, action)
            }
            Message::History(message) => {
                let action = self.history.update(&self.context, message).map(Message::History);
                self.perform(look, action)
            }
            Message::Settings(message) => {
                let action = self.settings.update(message).map(Message::Settings);
                self.perform(look, action)
            }
            Message::Storage(message) => {
                let action = self.storage.update(&self.context, message).map(Message::Storage);
                self.perform(look, action)
            }
            Message::MergeAsked(source) => self.ask_merge(source),
            Message::MergeAgain(source) => self.read_again(source),
            Message::MergeSnapshotAsked => self.merge_snapshot(),
            Message::Merging(progress) => self.merging(progress),
            Message::Merge(message) => self.reviewed(look, message),
        }
    }

    /// What a screen does when the clerk comes to it.
    fn on_enter(&mut self, look: Look) -> Action<Message> {
        match self.screen {
            ScreenId::Editions => {
                let action = self.editions.on_enter(&self.context).map(Message::Editions);
                self.perform(look, action)
            }
            ScreenId::Print => self.print.on_enter().map(Message::Print).into(),
            ScreenId::Check => self.check.on_enter().into(),
            ScreenId::Indicators => self.indicators.on_enter().into(),
            ScreenId::Replace => self.replace.on_enter(&self.context).map(Message::Replace).into(),
            ScreenId::History => {
                self.read_history();
                Action::None
            }
            ScreenId::Collect => {
                self.read_ledger();
                Action::None
            }
            ScreenId::Storage => {
                self.read_backups();
                Action::None
            }
            ScreenId::Home | ScreenId::Measures | ScreenId::Registers | ScreenId::Settings => {
                Action::None
            }
        }
    }

    /// A place for what is written was chosen.
    pub(super) fn place_chosen(
        &mut self,
        look: Look,
        path: &Path,
        replace: Replace,
    ) -> Action<Message> {
        let action = match self.screen {
            ScreenId::Collect => {
                self.collect.place_chosen(&self.context, path, replace).map(Message::Collect)
            }
            ScreenId::Editions => self.editions.place_chosen(path, replace).map(Message::Editions),
            _ => self.print.place_chosen(path, replace).map(Message::Print),
        };
        self.perform(look, action)
    }

    fn tell(&mut self, error: &store::Error) {
        if self.defer_if_busy(error) {
            return;
        }
        if let store::Error::ChangedExternally(elsewhere) = error {
            self.external_change = Some(*elsewhere);
        }
        self.notice = Some(error.into());
        (self.status_message, self.unfolded) = (None, false);
    }
}

/// What is told before a step back leads from what was typed to what is stored.
const STOPPED: &str =
    "入力中の変更は、すべて元に戻しました。もう一度押すと、保存した変更を戻します。";
