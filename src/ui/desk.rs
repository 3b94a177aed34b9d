//! An open file: the store, the places of the rail, and what every place has in common.

use super::action::{Action, Commit, Errand};
use super::files::Purpose;
use super::shortcut::Shortcut;
use super::theme::Look;
use super::transfer::{self, Incoming};
use super::widget::choice::{Named, choice};
use super::widget::dialog::Question;
use super::widget::icon::Icon;
use super::widget::{banner, bar, button, rail};
use super::{history, home, measures, print, settings, tables, when};
use crate::domain::{Book, FiscalYear, Invalid, Op};
use crate::store::{self, Entry, Replace, Step, Store};
use crate::words::{self, Notice};
use iced::widget::{column, container, operation, row};
use iced::{Center, Element, Fill, Task};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the clerk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Home,
    Measures,
    Print,
    History,
    Tables,
    Settings,
}

impl Place {
    const ALL: [Self; 6] =
        [Self::Home, Self::Measures, Self::Print, Self::History, Self::Tables, Self::Settings];

    /// Its name on the rail.
    const fn name(self) -> &'static str {
        match self {
            Self::Home => "ホーム",
            Self::Measures => "施策",
            Self::Print => "印刷",
            Self::History => "変更履歴",
            Self::Tables => "台帳",
            Self::Settings => "設定",
        }
    }
}

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
    history: history::Screen,
    settings: settings::Screen,
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
    Home(home::Message),
    Measures(measures::Message),
    Tables(tables::Message),
    Print(print::Message),
    History(history::Message),
    Settings(settings::Message),
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
    /// Who is entered in the history is to be remembered on this PC.
    Who(String),
    /// The size of text on this PC, in per cent.
    TextPercent(u16),
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
            history: history::Screen::new(),
            settings: settings::Screen::new(store.who()),
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
        desk
    }

    pub const fn store(&self) -> &Store {
        &self.store
    }

    fn book(&self) -> &Arc<Book> {
        self.store.book()
    }

    /// What is unsaved, by name.
    pub fn unsaved(&self) -> Option<String> {
        self.measures.unsaved().or_else(|| self.tables.unsaved())
    }

    /// Saves what is unsaved; `false` where that failed, and the draft is kept.
    pub fn save(&mut self) -> bool {
        let commit = match self.place {
            Place::Measures => self.measures.save(),
            Place::Tables => self.tables.save(),
            Place::Home | Place::Print | Place::History | Place::Settings => None,
        };
        if let Some(commit) = commit {
            self.commit(commit);
        }
        self.unsaved().is_none()
    }

    /// Throws away what is unsaved.
    pub fn discard(&mut self) {
        self.measures.discard();
        self.tables.discard();
    }

    /// The name of the file, for the title of the window.
    pub fn file_name(&self) -> String {
        let name = self.store.path().and_then(|path| path.file_name());
        name.map_or_else(|| "名称未設定".to_owned(), |name| name.to_string_lossy().into_owned())
    }

    pub fn update(&mut self, look: Look, message: Message) -> Request {
        match message {
            Message::Went(place) if place == self.place => Request::None,
            Message::Undo if self.can_undo_typing() => {
                match self.place {
                    Place::Measures => self.measures.undo(),
                    Place::Tables => self.tables.undo(),
                    Place::Home | Place::Print | Place::History | Place::Settings => {}
                }
                Request::None
            }
            Message::Redo if self.can_redo_typing() => {
                match self.place {
                    Place::Measures => self.measures.redo(),
                    Place::Tables => self.tables.redo(),
                    Place::Home | Place::Print | Place::History | Place::Settings => {}
                }
                Request::None
            }
            Message::Went(_) | Message::YearChosen(_) | Message::Undo | Message::Redo
                if self.unsaved().is_some() =>
            {
                Request::AskFirst(message)
            }
            Message::Went(place) => {
                self.place = place;
                self.told = None;
                self.arrive()
            }
            Message::YearChosen(year) => {
                self.year = Some(year);
                self.refresh();
                Request::None
            }
            Message::Undo => self.step("元に戻しました", Store::undo),
            Message::Redo => self.step("やり直しました", Store::redo),
            Message::NoticeClosed => {
                (self.notice, self.told, self.unfolded) = (None, None, false);
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
            Message::History(message) => {
                let action = self.history.update(message).map(Message::History);
                self.perform(look, action)
            }
            Message::Settings(message) => {
                let action = self.settings.update(message).map(Message::Settings);
                self.perform(look, action)
            }
        }
    }

    /// What a place does when the clerk comes to it.
    fn arrive(&mut self) -> Request {
        match self.place {
            Place::Print => self.print.arrive().map(Message::Print).into(),
            Place::History => {
                self.read_history();
                Request::None
            }
            Place::Home | Place::Measures | Place::Tables | Place::Settings => Request::None,
        }
    }

    /// A place for what is written was chosen.
    pub fn place_chosen(&mut self, look: Look, path: &Path, replace: Replace) -> Request {
        let action = self.print.place_chosen(path, replace).map(Message::Print);
        self.perform(look, action)
    }

    /// Brings a list in, as one step.
    pub fn import(&mut self, incoming: &Incoming) -> Request {
        self.commit(Commit {
            op: Op::Import,
            subject: incoming.name.clone(),
            changes: incoming.import.changes.clone(),
        });
        if self.notice.is_none() {
            let done = words::imported(&incoming.import);
            self.told = Some(format!("「{}」を取り込みました。{done}", incoming.name));
        }
        Request::None
    }

    /// Writes the list to a file.
    pub fn export(&mut self, path: &Path, replace: Replace) -> Request {
        match transfer::write(path, self.book(), replace) {
            Ok(()) => {
                self.notice = None;
                self.told = Some(format!("「{}」に書き出しました。", path.display()));
            }
            Err(notice) => self.notice = Some(notice),
        }
        Request::None
    }

    /// Whether what is typed here has steps of its own, which come before those of the file.
    fn can_undo_typing(&self) -> bool {
        match self.place {
            Place::Measures => self.measures.can_undo(),
            Place::Tables => self.tables.can_undo(),
            Place::Home | Place::Print | Place::History | Place::Settings => false,
        }
    }

    fn can_redo_typing(&self) -> bool {
        match self.place {
            Place::Measures => self.measures.can_redo(),
            Place::Tables => self.tables.can_redo(),
            Place::Home | Place::Print | Place::History | Place::Settings => false,
        }
    }

    fn perform(&mut self, look: Look, action: Action<Message>) -> Request {
        match action {
            Action::None => Request::None,
            Action::Run(task) => task.into(),
            Action::Commit(commit) => {
                self.commit(commit);
                match self.place {
                    Place::Tables => self.tables.arrive(look).map(Message::Tables).into(),
                    Place::Home
                    | Place::Measures
                    | Place::Print
                    | Place::History
                    | Place::Settings => self.measures.arrive(look).map(Message::Measures).into(),
                }
            }
            Action::AskFirst(message) => Request::AskFirst(message),
            Action::Ask(question) => Request::Ask(question),
            Action::Go(errand) => self.go(look, errand),
        }
    }

    fn go(&mut self, look: Look, errand: Errand) -> Request {
        match errand {
            Errand::Place(place) => self.update(look, Message::Went(place)),
            Errand::Year(year, errand) => {
                self.year = Some(year);
                self.refresh();
                self.go(look, *errand)
            }
            Errand::History => {
                self.read_history();
                Request::None
            }
            Errand::Changes(id) => {
                match self.store.changes(id) {
                    Ok(changes) => self.history.show(id, self.store.book(), &changes),
                    Err(error) => self.tell(&error),
                }
                Request::None
            }
            Errand::Who(who) => {
                self.store.set_who(who.clone());
                Request::Who(who)
            }
            Errand::TextPercent(percent) => Request::TextPercent(percent),
            Errand::File(purpose, proposed) => Request::File(purpose, proposed),
            Errand::Measure(id) => {
                self.place = Place::Measures;
                self.measures.open(look, id).map(Message::Measures).into()
            }
            Errand::Table(tab) => {
                self.place = Place::Tables;
                self.tables.show(tab);
                Request::None
            }
            Errand::NewMeasure(direction) => {
                self.place = Place::Measures;
                let action = self.measures.add_to(direction).map(Message::Measures);
                self.perform(look, action)
            }
            Errand::Measures(filter) => {
                self.place = Place::Measures;
                self.measures.narrow(filter).into()
            }
        }
    }

    /// Stores one edit. A failed one keeps the draft and is told, beside its field where it is about
    /// one.
    fn commit(&mut self, commit: Commit) {
        match self.store.commit(commit.op, &commit.subject, commit.changes) {
            Ok(()) => {
                (self.notice, self.told) = (None, None);
                self.refresh();
            }
            Err(error) => {
                if matches!(error, store::Error::Invalid(Invalid::Stale(_))) {
                    self.refresh();
                }
                let told = match self.place {
                    Place::Measures => self.measures.refused(&error),
                    Place::Tables => self.tables.refused(&error),
                    Place::Home | Place::Print | Place::History | Place::Settings => false,
                };
                if !told {
                    self.tell(&error);
                }
            }
        }
    }

    fn step(
        &mut self,
        done: &str,
        step: impl FnOnce(&mut Store) -> Result<Option<Step>, store::Error>,
    ) -> Request {
        match step(&mut self.store) {
            Ok(Some(step)) => {
                self.notice = None;
                self.told = Some(format!("{done}：{}", words::step(step.op, &step.subject)));
                self.refresh();
                return self.arrive();
            }
            Ok(None) => {}
            Err(error) => self.tell(&error),
        }
        Request::None
    }

    fn tell(&mut self, error: &store::Error) {
        self.notice = Some(error.into());
        (self.told, self.unfolded) = (None, false);
    }

    /// Lays every screen anew after what is stored has changed.
    fn refresh(&mut self) {
        let book = Arc::clone(self.book());
        if self.year.is_none_or(|year| book.year(year).is_none()) {
            self.year = first_year(&book);
        }
        self.home.refresh(&book, self.year);
        self.measures.refresh(&book, self.year);
        self.tables.refresh(&book, self.year);
        self.print.refresh(&book);
        self.read_history();
    }

    fn read_history(&mut self) {
        let shown = self.place == Place::History;
        let limit = if shown { self.history.limit() } else { home::LATEST };
        match self.store.history(limit) {
            Ok(entries) => {
                self.last_commit = entries.first().cloned();
                self.home.set_latest(entries.iter().take(home::LATEST).cloned().collect());
                if shown {
                    self.history.refresh(entries);
                }
            }
            Err(error) => self.tell(&error),
        }
    }

    /// What a key does here; the app has taken what it does everywhere.
    pub fn shortcut(&mut self, look: Look, shortcut: Shortcut) -> Request {
        let in_measures = self.place == Place::Measures;
        if self.place == Place::Tables
            && let Some(message) = tables::Message::of(shortcut)
        {
            return self.update(look, Message::Tables(message));
        }
        match shortcut {
            Shortcut::Save if in_measures => {
                self.update(look, Message::Measures(measures::Message::Save))
            }
            Shortcut::Undo => self.update(look, Message::Undo),
            Shortcut::Redo => self.update(look, Message::Redo),
            Shortcut::Find => {
                let went = self.update(look, Message::Went(Place::Measures));
                match went {
                    Request::AskFirst(message) => Request::AskFirst(message),
                    _ => operation::focus(measures::search_id()).into(),
                }
            }
            Shortcut::Print if self.place == Place::Print => {
                self.update(look, Message::Print(print::Message::SaveAsked))
            }
            Shortcut::Print => self.update(look, Message::Went(Place::Print)),
            Shortcut::Previous | Shortcut::Next if self.place == Place::Print => {
                self.print.turn(shortcut == Shortcut::Next).map(Message::Print).into()
            }
            Shortcut::Previous | Shortcut::Next if self.place == Place::History => {
                let action = self.history.step(shortcut == Shortcut::Next).map(Message::History);
                self.perform(look, action)
            }
            Shortcut::Previous | Shortcut::Next if in_measures => {
                let forward = shortcut == Shortcut::Next;
                self.update(look, Message::Measures(measures::Message::Stepped { forward }))
            }
            Shortcut::New if in_measures => {
                self.update(look, Message::Measures(measures::Message::Add))
            }
            Shortcut::Escape if in_measures => {
                self.measures.escape();
                Request::None
            }
            _ => Request::None,
        }
    }

    /// Gives the focus back to what was being written, after a question that changed nothing.
    pub fn resume(&mut self) -> Request {
        match self.place {
            Place::Measures => self.measures.resume().into(),
            Place::Tables => self.tables.resume().map(Message::Tables).into(),
            Place::Home | Place::Print | Place::History | Place::Settings => Request::None,
        }
    }

    /// Whether Esc closes something here, rather than leaving a field.
    pub fn hears_escape(&self) -> bool {
        match self.place {
            Place::Measures => self.measures.can_escape(),
            Place::Tables => self.tables.can_escape(),
            Place::Home | Place::Print | Place::History | Place::Settings => false,
        }
    }

    /// Whether the arrows lead from row to row here, rather than moving within a field.
    pub fn hears_arrows(&self) -> bool {
        self.place == Place::Tables && self.tables.has_rows()
    }

    pub fn view(&self, look: Look) -> Element<'_, Message> {
        let plan = self.book().plan();
        let entries = Place::ALL.into_iter().map(|place| rail::Entry {
            name: place.name(),
            count: match place {
                Place::Measures => self.book().measure_count().to_string(),
                Place::Home | Place::Print | Place::History | Place::Tables | Place::Settings => {
                    String::new()
                }
            },
            here: place == self.place,
            on_press: Message::Went(place),
        });
        let rail = rail::rail(look, &plan.municipality, &plan.name, entries, self.foot());
        let body: Element<'_, Message> = match self.place {
            Place::Home => self.home.view(look).map(Message::Home),
            Place::Measures => self.measures.view(look).map(Message::Measures),
            Place::Tables => self.tables.view(look).map(Message::Tables),
            Place::Print => self.print.view(look).map(Message::Print),
            Place::History => self.history.view(look).map(Message::History),
            Place::Settings => self.settings.view(look).map(Message::Settings),
        };
        let notice = self.notice.as_ref().map(|notice| {
            let closed = Message::NoticeClosed;
            banner::banner(look, notice, self.unfolded, Message::DetailToggled, closed)
        });
        let told = self.told.as_deref().map(|told| banner::told(look, told, Message::NoticeClosed));
        let notices = (notice.is_some() || told.is_some()).then(|| {
            container(column![].push(notice).push(told).spacing(look.px(8.0)))
                .padding(iced::Padding::from([look.px(12.0), look.px(24.0)]).bottom(0))
        });
        let screen = column![self.bar(look)].push(notices).push(container(body).height(Fill));
        row![rail, screen.width(Fill)].into()
    }

    fn foot(&self) -> rail::Foot {
        let saved = self.unsaved().is_none();
        let state = match &self.last_commit {
            _ if !saved => "未保存の変更あり".to_owned(),
            Some(entry) => format!("保存済み {}", when::briefly(entry.at, when::now())),
            None => "保存済み".to_owned(),
        };
        rail::Foot { file: self.file_name(), saved, state }
    }

    fn bar<'a>(&'a self, look: Look) -> Element<'a, Message> {
        let (tools, next): (Option<Element<'a, Message>>, Option<Element<'a, Message>>) =
            match self.place {
                Place::Home | Place::History | Place::Settings => (None, None),
                Place::Tables => {
                    (None, self.tables.next_step(look).map(|next| next.map(Message::Tables)))
                }
                Place::Print => (None, Some(self.print.next_step(look).map(Message::Print))),
                Place::Measures => (
                    Some(self.measures.tools(look).map(Message::Measures)),
                    Some(self.measures.next_step(look).map(Message::Measures)),
                ),
            };
        let tools =
            row![].push(self.years(look)).push(tools).spacing(look.px(12.0)).align_y(Center);
        let actions = [self.undo(look), self.redo(look)].into_iter().chain(next);
        bar::bar(look, self.place.name(), tools, actions)
    }

    /// The year that is looked at.
    fn years(&self, look: Look) -> Option<Element<'_, Message>> {
        let name = |year: FiscalYear| Named::new(year, self.book().year_label(year));
        let years: Vec<_> = self.book().years().rev().map(|year| name(year.year)).collect();
        // The others are not about the year that is looked at.
        let about = matches!(self.place, Place::Home | Place::Measures);
        let chosen = name(self.year.filter(|_| about)?);
        Some(
            choice(look, years, Some(chosen), |named: Named<FiscalYear>| {
                Message::YearChosen(named.value)
            })
            .into(),
        )
    }

    fn undo(&self, look: Look) -> Element<'_, Message> {
        let typing = self.can_undo_typing();
        let step = self.store.undoable().map(|step| words::step(step.op, &step.subject));
        let hint = if typing { Some("入力を1つ元に戻す".to_owned()) } else { step };
        let able = typing || self.store.undoable().is_some();
        let button = button::plain(look, "元に戻す")
            .icon(Icon::Undo)
            .key("Ctrl+Z")
            .on_press_maybe(able.then_some(Message::Undo));
        match hint {
            Some(hint) => button.hint(hint).into(),
            None => button.into(),
        }
    }

    fn redo(&self, look: Look) -> Element<'_, Message> {
        let typing = self.can_redo_typing();
        let step = self.store.redoable().map(|step| words::step(step.op, &step.subject));
        let hint = if typing { Some("入力を1つやり直す".to_owned()) } else { step };
        let able = typing || self.store.redoable().is_some();
        let button = button::plain(look, "やり直す")
            .icon(Icon::Redo)
            .on_press_maybe(able.then_some(Message::Redo));
        match hint {
            Some(hint) => button.hint(format!("{hint}（Ctrl+Y）")).into(),
            None => button.into(),
        }
    }
}

/// The year to look at first: the latest that is still written in, else the latest.
fn first_year(book: &Book) -> Option<FiscalYear> {
    let open = book.years().rev().find(|year| !year.closed).map(|year| year.year);
    open.or_else(|| book.latest_year())
}
