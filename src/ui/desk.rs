//! An open file: the store, the places of the rail, and what every place has in common.

mod collecting;
mod errands;
mod frame;
mod keeping;
mod keys;
mod merging;
mod showing;
mod storing;

use super::action::{Action, Commit};
use super::files::Purpose;
use super::holding::{Holding, Kind};
use super::measures::Unfinished;
use super::place::Place;
use super::theme::{Look, Scheme};
use super::when;
use super::widget::dialog::Question;
use super::writing::Writing;
use super::{collect, editions, history, home, measures, merge, print, settings, storage, tables};
use crate::domain::{Book, FiscalYear, Invalid, Op};
use crate::store::{self, Elsewhere, Entry, Replace, Step, Store};
use crate::words::{self, Notice};
use iced::Task;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open file and the screens over it.
#[derive(Debug)]
pub struct Desk {
    store: Store,
    place: Place,
    year: Option<FiscalYear>,
    home: home::Screen,
    measures: measures::Screen,
    tables: tables::Screen,
    print: print::Screen,
    collect: collect::Screen,
    editions: editions::Screen,
    history: history::Screen,
    settings: settings::Screen,
    storage: storage::Screen,
    /// Another copy that is being read, and how many were.
    reading: Option<merge::Reading>,
    readings: u64,
    /// What another copy brings, while it is reviewed: in the place of every other screen.
    review: Option<Box<merge::Screen>>,
    holding: Holding,
    /// What has become of the file, where the clerk is still to be asked.
    elsewhere: Option<Elsewhere>,
    /// What the clerk has been asked about when the window was come back to.
    asked: Option<Elsewhere>,
    /// What went wrong, until it is closed or something succeeds.
    notice: Option<Notice>,
    /// What succeeded, where it cannot be seen otherwise.
    told: Option<String>,
    unfolded: bool,
    last_commit: Option<Entry>,
}

#[derive(Debug, Clone)]
pub enum Message {
    Went(Place),
    YearChosen(FiscalYear),
    Undo,
    Redo,
    NoticeClosed,
    DetailToggled,
    /// A list was written to this file, or could not be.
    Exported(Result<PathBuf, Notice>),
    ExportEnded,
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

/// What the desk asks of the app.
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

impl Desk {
    pub fn new(store: Store) -> Self {
        let book = Arc::clone(store.book());
        let year = first_year(&book);
        let mut desk = Self {
            home: home::Screen::new(Arc::clone(&book), year),
            tables: tables::Screen::new(Arc::clone(&book), year),
            print: print::Screen::new(Arc::clone(&book)),
            collect: collect::Screen::new(Arc::clone(&book), year, when::now().date_naive()),
            editions: editions::Screen::new(Arc::clone(&book)),
            history: history::Screen::new(Arc::clone(&book)),
            settings: settings::Screen::new(store.who()),
            storage: storage::Screen::default(),
            reading: None,
            readings: 0,
            review: None,
            holding: Holding::default(),
            elsewhere: None,
            asked: None,
            measures: measures::Screen::new(book, year),
            store,
            place: Place::Home,
            year,
            notice: None,
            told: None,
            unfolded: false,
            last_commit: None,
        };
        desk.read_history();
        desk.read_editions();
        desk.read_ledger();
        desk.begin_own();
        desk
    }

    /// Asks at ホーム who works at this PC.
    pub fn ask_who(&mut self) {
        self.home.ask_who(self.store.who());
    }

    pub const fn store(&self) -> &Store {
        &self.store
    }

    fn book(&self) -> &Arc<Book> {
        self.store.book()
    }

    /// What is unsaved, by name.
    pub fn unsaved(&self) -> Option<String> {
        let begun = self.review.as_ref().filter(|review| review.is_begun());
        begun.map(|review| review.file_name()).or_else(|| self.unsaved_draft())
    }

    /// What is typed and unsaved, by name.
    fn unsaved_draft(&self) -> Option<String> {
        let screens: [&dyn Writing; 3] = [&self.measures, &self.tables, &self.print];
        screens.into_iter().find_map(Writing::unsaved)
    }

    /// The screen that is written in, where the clerk is in one.
    fn writing(&self) -> Option<&dyn Writing> {
        match self.place {
            Place::Measures => Some(&self.measures),
            Place::Tables => Some(&self.tables),
            Place::Print => Some(&self.print),
            Place::Home
            | Place::Collect
            | Place::Editions
            | Place::History
            | Place::Storage
            | Place::Settings => None,
        }
    }

    fn writing_mut(&mut self) -> Option<&mut dyn Writing> {
        match self.place {
            Place::Measures => Some(&mut self.measures),
            Place::Tables => Some(&mut self.tables),
            Place::Print => Some(&mut self.print),
            Place::Home
            | Place::Collect
            | Place::Editions
            | Place::History
            | Place::Storage
            | Place::Settings => None,
        }
    }

    /// Saves what is unsaved; `false` where that failed, and the draft is kept.
    pub fn save(&mut self) -> bool {
        let commit = self.writing_mut().and_then(Writing::save);
        if let Some(commit) = commit {
            self.commit(commit);
        }
        self.unsaved().is_none()
    }

    /// Throws away what is unsaved, as far as it was asked about.
    pub fn discard(&mut self) {
        // What is typed is asked about by itself.
        if self.review.is_some() {
            return self.leave_review();
        }
        self.measures.discard();
        self.tables.discard();
        self.print.discard();
    }

    /// What is typed and not saved, where it is worth keeping.
    pub fn unfinished(&self) -> Option<Unfinished> {
        self.measures.unfinished()
    }

    /// Goes on with what was left unfinished.
    pub fn take_up(&mut self, look: Look, left: Unfinished) -> Request {
        self.place = Place::Measures;
        self.year = left.year.or(self.year);
        self.refresh();
        self.measures.take_up(look, left).map(Message::Measures).into()
    }

    /// The name of the file, for the title of the window.
    pub fn file_name(&self) -> String {
        if let Some(edition) = self.holding.edition() {
            return format!("保存版「{edition}」");
        }
        let name = self.store.path().and_then(|path| path.file_name());
        name.map_or_else(|| "名称未設定".to_owned(), |name| name.to_string_lossy().into_owned())
    }

    pub fn update(&mut self, look: Look, message: Message) -> Request {
        let request = self.act(look, message);
        self.asking(request)
    }

    fn act(&mut self, look: Look, message: Message) -> Request {
        if matches!(message, Message::Went(_) | Message::Undo | Message::Redo) {
            self.settle();
        }
        match message {
            Message::Undo if self.review.is_some() => {
                self.review.iter_mut().for_each(|review| review.undo());
                Request::None
            }
            Message::Redo if self.review.is_some() => {
                self.review.iter_mut().for_each(|review| review.redo());
                Request::None
            }
            Message::Went(_) if self.review.is_some() && self.unsaved().is_some() => {
                Request::AskFirst(message)
            }
            Message::Went(place) if self.review.is_some() => {
                self.leave_review();
                self.place = place;
                self.arrive(look)
            }
            Message::Went(place) if place == self.place || !self.offers(place) => Request::None,
            Message::Undo if self.writing().is_some_and(Writing::can_undo) => {
                self.writing_mut().into_iter().for_each(Writing::undo);
                Request::None
            }
            Message::Redo if self.writing().is_some_and(Writing::can_redo) => {
                self.writing_mut().into_iter().for_each(Writing::redo);
                Request::None
            }
            Message::Went(_)
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
                Request::AskFirst(message)
            }
            Message::Went(place) => {
                self.place = place;
                self.told = None;
                self.arrive(look)
            }
            Message::YearChosen(year) => {
                self.year = Some(year);
                self.refresh();
                Request::None
            }
            Message::Undo => self.step(look, "元に戻しました", Store::undo),
            Message::Redo => self.step(look, "やり直しました", Store::redo),
            Message::NoticeClosed => {
                (self.notice, self.told, self.unfolded) = (None, None, false);
                Request::None
            }
            Message::Exported(written) => {
                self.exported(written);
                Request::None
            }
            Message::ExportEnded => Request::None,
            Message::DetailToggled => {
                self.unfolded = !self.unfolded;
                Request::None
            }
            Message::Home(message) => {
                let action = self.home.update(message).map(Message::Home);
                self.perform(look, action)
            }
            Message::Measures(message) => {
                let action = self.measures.update(look, message).map(Message::Measures);
                self.perform(look, action)
            }
            Message::Tables(message) => {
                let action = self.tables.update(look, message).map(Message::Tables);
                self.perform(look, action)
            }
            Message::Print(message) => {
                let action = self.print.update(message).map(Message::Print);
                self.perform(look, action)
            }
            Message::Collect(message) => {
                let action = self.collect.update(message).map(Message::Collect);
                self.perform(look, action)
            }
            Message::Editions(message) => {
                let action = self.editions.update(message).map(Message::Editions);
                self.perform(look, action)
            }
            Message::History(message) => {
                let action = self.history.update(message).map(Message::History);
                self.perform(look, action)
            }
            Message::Settings(message) => {
                let action = self.settings.update(message).map(Message::Settings);
                self.perform(look, action)
            }
            Message::Storage(message) => {
                let action = self.storage.update(message).map(Message::Storage);
                self.perform(look, action)
            }
            Message::MergeAsked(source) => self.ask_merge(source),
            Message::MergeAgain(source) => self.read_again(source),
            Message::MergeHeldAsked => self.merge_held(),
            Message::Merging(progress) => self.merging(progress),
            Message::Merge(message) => self.reviewed(look, message),
        }
    }

    /// Stores what stands in the fields of the paper: it has no button to save it, so that leaving it
    /// does.
    fn settle(&mut self) {
        if self.store.scope().is_some() {
            // The paper of a department is a look at it: its form is not kept.
            return self.print.discard();
        }
        if self.place == Place::Print
            && let Some(commit) = self.print.save()
        {
            self.commit(commit);
        }
    }

    /// What a place does when the clerk comes to it.
    fn arrive(&mut self, look: Look) -> Request {
        match self.place {
            Place::Editions => {
                let action = self.editions.arrive().map(Message::Editions);
                self.perform(look, action)
            }
            Place::Print => self.print.arrive().map(Message::Print).into(),
            Place::History => {
                self.read_history();
                Request::None
            }
            Place::Collect => {
                self.read_ledger();
                Request::None
            }
            Place::Storage => {
                self.read_backups();
                Request::None
            }
            Place::Home | Place::Measures | Place::Tables | Place::Settings => Request::None,
        }
    }

    /// A place for what is written was chosen.
    pub fn place_chosen(&mut self, look: Look, path: &Path, replace: Replace) -> Request {
        let action = match self.place {
            Place::Collect => self.collect.place_chosen(path, replace).map(Message::Collect),
            Place::Editions => self.editions.place_chosen(path, replace).map(Message::Editions),
            _ => self.print.place_chosen(path, replace).map(Message::Print),
        };
        self.perform(look, action)
    }

    fn perform(&mut self, look: Look, action: Action<Message>) -> Request {
        match action {
            Action::None => Request::None,
            Action::Run(task) => task.into(),
            Action::Commit(commit) => {
                self.commit(commit);
                match self.place {
                    Place::Tables => self.tables.arrive(look).map(Message::Tables).into(),
                    Place::Print | Place::Storage => self.arrive(look),
                    Place::Home
                    | Place::Measures
                    | Place::Collect
                    | Place::Editions
                    | Place::History
                    | Place::Settings => self.measures.arrive(look).map(Message::Measures).into(),
                }
            }
            Action::AskFirst(message) => Request::AskFirst(message),
            Action::Ask(question) => Request::Ask(question),
            Action::Go(errand) => self.go(look, errand),
        }
    }

    /// Stores one edit. A failed one keeps the draft and is told, beside its field where it is about
    /// one.
    fn commit(&mut self, commit: Commit) {
        if let Err(error) = self.stored(commit)
            && !self.writing_mut().is_some_and(|screen| screen.refused(&error))
        {
            self.tell(&error);
        }
    }

    /// Stores one edit, and shows what the file holds then.
    fn stored(&mut self, commit: Commit) -> Result<(), store::Error> {
        let Commit { op, subject, changes } = commit;
        let stored = self.store.commit(op, &subject, changes);
        match &stored {
            Ok(()) => {
                let restored = || format!("戻しました：{}", words::step(op, &subject));
                (self.notice, self.told) = (None, (op == Op::Restore).then(restored));
                if op == Op::Rollover {
                    self.year = None;
                }
                self.refresh();
                self.tell_of_commit();
            }
            Err(store::Error::Invalid(Invalid::Stale(_))) => self.refresh_under_drafts(),
            Err(_) => {}
        }
        stored
    }

    fn step(
        &mut self,
        look: Look,
        done: &str,
        step: impl FnOnce(&mut Store) -> Result<Option<Step>, store::Error>,
    ) -> Request {
        match step(&mut self.store) {
            Ok(Some(step)) => {
                self.notice = None;
                self.told = Some(format!("{done}：{}", words::step(step.op, &step.subject)));
                self.refresh();
                return self.arrive(look);
            }
            Ok(None) => {}
            Err(error) => self.tell(&error),
        }
        Request::None
    }

    fn tell(&mut self, error: &store::Error) {
        if let store::Error::ChangedElsewhere(elsewhere) = error {
            self.elsewhere = Some(*elsewhere);
        }
        self.notice = Some(error.into());
        (self.told, self.unfolded) = (None, false);
    }
}

/// The year to look at first: the latest that is still written in, else the latest.
fn first_year(book: &Book) -> Option<FiscalYear> {
    let open = book.years().rev().find(|year| !year.closed).map(|year| year.year);
    open.or_else(|| book.latest_year())
}
