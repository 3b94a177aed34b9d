//! An open file: the store, the places of the rail, and what every place has in common.

mod collecting;
mod commits;
mod copying;
mod drafts;
mod errands;
mod frame;
mod keeping;
mod keys;
mod looking;
mod merging;
mod message;
mod proposing;
mod showing;
mod storing;
mod waiting;

pub use drafts::Saved;
pub use message::{Message, Request};

use super::action::Action;
use super::holding::Holding;
use super::permit::Permit;
use super::place::Place;
use super::theme::Look;
use super::when;
use super::writing::Writing;
use super::{collect, editions, history, home, measures, merge, print, settings, storage, tables};
use crate::domain::{Book, FiscalYear};
use crate::store::{self, Elsewhere, Entry, Replace, Store};
use crate::words::{self, Notice};
use std::path::Path;
use std::sync::Arc;
use waiting::{Deed, Waiting};

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
    permit: Permit,
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
    /// How many lists are being written.
    exporting: usize,
    waiting: Waiting,
}

impl Desk {
    pub fn new(mut store: Store) -> Self {
        Self::be_quick(&mut store);
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
            permit: Permit::default(),
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
            exporting: 0,
            waiting: Waiting::default(),
        };
        desk.confine();
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

    /// What may be edited here.
    pub const fn permit(&self) -> &Permit {
        &self.permit
    }

    fn book(&self) -> &Arc<Book> {
        self.store.book()
    }

    /// The name of the file, for the title of the window.
    pub fn file_name(&self) -> String {
        if let Some(edition) = self.holding.edition() {
            return format!("保存版「{edition}」");
        }
        self.store.path().map_or_else(|| "名称未設定".to_owned(), words::file_name)
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
            Message::Undo
                if self.undoable().is_some() && self.writing_mut().is_some_and(Writing::stops) =>
            {
                self.told = Some(STOPPED.to_owned());
                Request::None
            }
            Message::Redo if self.writing().is_some_and(Writing::can_redo) => {
                self.writing_mut().into_iter().for_each(Writing::redo);
                Request::None
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
                Request::Ask(self.ask_to_wait())
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
            Message::Undo | Message::Redo if !self.permit.writes() => Request::None,
            Message::Undo => self.attempt(look, Deed::Undo),
            Message::Redo => self.attempt(look, Deed::Redo),
            Message::Overruled(commit) => {
                self.writing_mut().into_iter().for_each(Writing::overrule);
                self.perform(look, Action::Commit(*commit))
            }
            Message::GaveWay => {
                self.writing_mut().into_iter().for_each(Writing::give_way);
                self.arrive(look)
            }
            Message::NoticeClosed => {
                (self.notice, self.told, self.unfolded) = (None, None, false);
                Request::None
            }
            Message::Exported(written) => {
                self.exported(written);
                Request::None
            }
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

    fn tell(&mut self, error: &store::Error) {
        if self.puts_off(error) {
            return;
        }
        if let store::Error::ChangedElsewhere(elsewhere) = error {
            self.elsewhere = Some(*elsewhere);
        }
        self.notice = Some(error.into());
        (self.told, self.unfolded) = (None, false);
    }
}

/// What is told before a step back leads from what was typed to what is stored.
const STOPPED: &str = "入力は、ここまで戻しました。もう一度押すと、保存した変更を戻します。";

/// The year to look at first: the latest that is still written in, else the latest.
fn first_year(book: &Book) -> Option<FiscalYear> {
    let open = book.years().rev().find(|year| !year.closed).map(|year| year.year);
    open.or_else(|| book.latest_year())
}
