//! The program in its window: the start screen or an open file, the questions that are asked, and
//! what is done with files.

use super::background::background;
use super::desk::{self, Desk};
use super::files::{self, Ask, Purpose};
use super::shortcut::Shortcut;
use super::theme::Look;
use super::transfer::{self, Incoming};
use super::widget::dialog::{Question, Weight, over};
use super::widget::guard::guard;
use super::{Preferences, Start, start, when};
use crate::domain::Book;
use crate::exchange::Format;
use crate::store::{Access, Backups, Error, Replace, Session, Store};
use crate::words::Notice;
use iced::keyboard::{Key, Modifiers};
use iced::widget::operation;
use iced::{Element, Subscription, Task, Theme, event, window};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everything that the window holds.
#[derive(Debug)]
pub struct App {
    look: Look,
    preferences: Preferences,
    sample: fn() -> Book,
    backups: Backups,
    view: View,
    question: Option<Question<Message>>,
    unfolded: bool,
    ask: Option<Ask>,
    /// A list that waits for the place of the file that is made from it.
    incoming: Option<Incoming>,
}

#[derive(Debug)]
enum View {
    Start(start::Screen),
    Desk(Box<Desk>),
}

#[derive(Debug, Clone)]
pub enum Message {
    Pressed(Shortcut),
    Start(start::Message),
    Desk(desk::Message),
    Files(files::Message),
    /// The answer of this number to the question.
    Answered(usize),
    DetailToggled,
    OpenAsked,
    FileChosen(PathBuf),
    /// A file was dropped on the window.
    Dropped(PathBuf),
    /// A list was chosen to be brought in.
    ListChosen(PathBuf),
    ListRead(Result<Incoming, Notice>),
    ListAccepted(Incoming),
    CloseAsked,
    /// A file that is there already may be replaced.
    ReplacingAccepted(Purpose, PathBuf),
    /// Save the draft, then go on.
    SaveThen(Box<Message>),
    /// Throw the draft away, then go on.
    DiscardThen(Box<Message>),
    /// A key that does nothing while a question is open.
    Ignored,
}

impl App {
    /// The window at its start.
    pub fn boot(start: Start, preferences: Preferences) -> (Self, Task<Message>) {
        let mut app = Self {
            look: Look::new(preferences.text_percent()),
            view: View::Start(start::Screen::new(preferences.recent())),
            preferences,
            sample: start.sample,
            backups: start.backups,
            question: None,
            unfolded: false,
            ask: None,
            incoming: None,
        };
        let task = match start.file {
            Some(path) => app.open(&path),
            None => Task::none(),
        };
        (app, task)
    }

    /// The window over a store that is open already.
    pub fn over(store: Store, start: Start, preferences: Preferences) -> Self {
        let (mut app, _) = Self::boot(start, preferences);
        app.view = View::Desk(Box::new(Desk::new(store)));
        app
    }

    /// The store of the open file.
    pub fn store(&self) -> Option<&Store> {
        match &self.view {
            View::Start(_) => None,
            View::Desk(desk) => Some(desk.store()),
        }
    }

    pub fn title(&self) -> String {
        match &self.view {
            View::Start(_) => "進捗帳".to_owned(),
            View::Desk(desk) => format!("{} — 進捗帳", desk.file_name()),
        }
    }

    pub fn theme(&self) -> Theme {
        self.look.theme()
    }

    pub fn style(&self, _theme: &Theme) -> iced::theme::Style {
        iced::theme::Style {
            background_color: self.look.color.ground,
            text_color: self.look.color.ink,
        }
    }

    pub fn subscription(&self) -> Subscription<Message> {
        event::listen_with(|event, _status, _window| match event {
            iced::Event::Window(window::Event::CloseRequested) => Some(Message::CloseAsked),
            iced::Event::Window(window::Event::FileDropped(path)) => Some(Message::Dropped(path)),
            _ => None,
        })
    }

    fn session(&self) -> Session {
        Session { who: self.preferences.who().to_owned(), clock: when::now }
    }

    /// What is unsaved, by name.
    fn unsaved(&self) -> Option<String> {
        match &self.view {
            View::Start(_) => None,
            View::Desk(desk) => desk.unsaved(),
        }
    }

    pub fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Pressed(shortcut) => self.pressed(shortcut),
            Message::Start(message) => self.start(message),
            Message::Desk(message) => {
                let look = self.look;
                self.on_desk(|desk| desk.update(look, message))
            }
            Message::Files(message) => self.files(message),
            Message::Answered(index) => self.answered(index),
            Message::DetailToggled => {
                self.unfolded = !self.unfolded;
                Task::none()
            }
            // What leaves the open file asks first.
            Message::OpenAsked
            | Message::FileChosen(_)
            | Message::ListChosen(_)
            | Message::CloseAsked
                if self.unsaved().is_some() =>
            {
                self.ask_first(message)
            }
            Message::OpenAsked => self.ask_file(Purpose::Open, &files::documents()),
            Message::FileChosen(path) => self.open(&path),
            Message::Dropped(path) if is_list(&path) => self.update(Message::ListChosen(path)),
            Message::Dropped(path) => self.update(Message::FileChosen(path)),
            Message::ListChosen(path) => self.read_list(path),
            Message::ListRead(Ok(incoming)) => {
                let accepted = Message::ListAccepted(incoming.clone());
                self.question(transfer::question(&incoming, accepted))
            }
            Message::ListRead(Err(notice)) => {
                self.question(Question::told("一覧を取り込めませんでした", notice))
            }
            Message::ListAccepted(incoming) => match &mut self.view {
                View::Start(_) => {
                    let name = Path::new(&incoming.name).with_extension("db");
                    self.incoming = Some(incoming);
                    self.ask_file(Purpose::FromList, &files::documents().join(name))
                }
                View::Desk(_) => self.on_desk(|desk| desk.import(&incoming)),
            },
            Message::ReplacingAccepted(purpose, path) => {
                self.chosen(purpose, &path, Replace::Confirmed)
            }
            Message::CloseAsked => iced::exit(),
            Message::SaveThen(then) => {
                let saved = match &mut self.view {
                    View::Start(_) => true,
                    View::Desk(desk) => desk.save(),
                };
                if saved { self.update(*then) } else { Task::none() }
            }
            Message::DiscardThen(then) => {
                if let View::Desk(desk) = &mut self.view {
                    desk.discard();
                }
                self.update(*then)
            }
            Message::Ignored => Task::none(),
        }
    }

    /// Hands something to the open file, and does what it asks for.
    fn on_desk(&mut self, f: impl FnOnce(&mut Desk) -> desk::Request) -> Task<Message> {
        let View::Desk(desk) = &mut self.view else { return Task::none() };
        match f(desk) {
            desk::Request::None => Task::none(),
            desk::Request::Run(task) => task.map(Message::Desk),
            desk::Request::AskFirst(message) => self.ask_first(Message::Desk(message)),
            desk::Request::Ask(question) => self.question(question.map(Message::Desk)),
            desk::Request::File(purpose, proposed) => self.ask_file(purpose, &proposed),
            desk::Request::Who(who) => {
                self.preferences.set_who(who);
                Task::none()
            }
            desk::Request::TextPercent(percent) => {
                self.preferences.set_text_percent(percent);
                self.look = Look::new(percent);
                Task::none()
            }
        }
    }

    /// Asks what is to become of the draft before a message is followed.
    fn ask_first(&mut self, then: Message) -> Task<Message> {
        let Some(name) = self.unsaved() else { return self.update(then) };
        let then = Box::new(then);
        self.question(
            Question::new("保存していない変更があります")
                .line(format!("「{name}」の変更は、まだ保存していません。"))
                .answer("保存する", Weight::Next, Some(Message::SaveThen(then.clone())))
                .answer("保存しない", Weight::Danger, Some(Message::DiscardThen(then)))
                .or_back(),
        )
    }

    fn question(&mut self, question: Question<Message>) -> Task<Message> {
        self.question = Some(question);
        self.unfolded = false;
        // What is typed must not reach a field beneath.
        unfocus()
    }

    fn answered(&mut self, index: usize) -> Task<Message> {
        let Some(question) = self.question.take() else { return Task::none() };
        let answer = question.answers.into_iter().nth(index).and_then(|answer| answer.then);
        match answer {
            Some(message) => self.update(message),
            None => self.on_desk(Desk::resume),
        }
    }

    fn pressed(&mut self, shortcut: Shortcut) -> Task<Message> {
        if let Some(question) = &self.question {
            let last = question.answers.len().saturating_sub(1);
            let safe = question.answers.first().is_some_and(|first| first.weight != Weight::Danger);
            return match shortcut {
                Shortcut::Confirm if safe => self.answered(0),
                Shortcut::Escape => self.answered(last),
                _ => Task::none(),
            };
        }
        match shortcut {
            Shortcut::NextField => operation::focus_next(),
            Shortcut::PreviousField => operation::focus_previous(),
            Shortcut::Escape if self.ask.is_some() => self.files(files::Message::Cancelled),
            _ if self.ask.is_some() => Task::none(),
            Shortcut::Open => self.update(Message::OpenAsked),
            _ => match &mut self.view {
                View::Start(screen) => match shortcut {
                    Shortcut::New => self.start(start::Message::NewAsked),
                    Shortcut::Escape => {
                        screen.escape();
                        Task::none()
                    }
                    _ => Task::none(),
                },
                View::Desk(_) => {
                    let look = self.look;
                    self.on_desk(|desk| desk.shortcut(look, shortcut))
                }
            },
        }
    }

    fn start(&mut self, message: start::Message) -> Task<Message> {
        let View::Start(screen) = &mut self.view else { return Task::none() };
        match screen.update(message) {
            start::Request::None => Task::none(),
            start::Request::AskFile => self.update(Message::OpenAsked),
            start::Request::Open(path) => self.open(&path),
            start::Request::Forget(path) => {
                self.preferences.forget(&path);
                Task::none()
            }
            start::Request::AskSample => {
                self.ask_file(Purpose::Sample, &files::documents().join("進捗帳の見本.db"))
            }
            start::Request::AskList => self.ask_file(Purpose::Import, &files::documents()),
            start::Request::AskPlace => {
                let place = screen.form().map(start::NewPlan::place).unwrap_or_default();
                self.ask_file(Purpose::Create, &place)
            }
            start::Request::Create(book, path) => self.create(&book, &path),
        }
    }

    fn ask_file(&mut self, purpose: Purpose, proposed: &Path) -> Task<Message> {
        let ask = Ask::new(purpose, proposed);
        let task = ask.begin().map(Message::Files);
        self.ask = Some(ask);
        task
    }

    fn files(&mut self, message: files::Message) -> Task<Message> {
        let Some(ask) = &mut self.ask else { return Task::none() };
        match ask.update(message) {
            files::Outcome::Open(task) => task.map(Message::Files),
            files::Outcome::Cancelled => {
                self.ask = None;
                Task::none()
            }
            files::Outcome::Chosen(path, replace) => {
                let purpose = ask.purpose().clone();
                self.ask = None;
                if purpose.replaces() && replace == Replace::Never && path.exists() {
                    return self.question(ask_replacing(purpose, path));
                }
                self.chosen(purpose, &path, replace)
            }
        }
    }

    fn chosen(&mut self, purpose: Purpose, path: &Path, replace: Replace) -> Task<Message> {
        match (purpose, &mut self.view) {
            (Purpose::Open, _) => self.open(path),
            (Purpose::Create, View::Start(screen)) => {
                screen.place_chosen(path);
                Task::none()
            }
            (Purpose::Create, View::Desk(_)) => Task::none(),
            (Purpose::Sample, _) => {
                let book = (self.sample)();
                self.create(&book, path)
            }
            (Purpose::Import, _) => self.update(Message::ListChosen(path.to_owned())),
            (Purpose::FromList, _) => {
                let Some(incoming) = self.incoming.take() else { return Task::none() };
                let mut book = transfer::blank();
                match book.apply(&incoming.import.changes) {
                    Ok(()) => self.create(&book, path),
                    Err(invalid) => {
                        let notice = Notice::from(&invalid);
                        self.question(Question::told("一覧を取り込めませんでした", notice))
                    }
                }
            }
            (Purpose::Export, _) => self.on_desk(|desk| desk.export(path, replace)),
            (Purpose::Pdf, _) => {
                let look = self.look;
                self.on_desk(|desk| desk.place_chosen(look, path, replace))
            }
        }
    }

    /// Reads a list beside the window, and compares it with what is open.
    fn read_list(&self, path: PathBuf) -> Task<Message> {
        let open = self.store().map(|store| Arc::clone(store.book()));
        let book = open.unwrap_or_else(|| Arc::new(transfer::blank()));
        background(
            move |tell| tell.tell(Message::ListRead(transfer::read(&path, &book))),
            Message::Ignored,
        )
    }

    /// Opens a file in the place of what is open.
    fn open(&mut self, path: &Path) -> Task<Message> {
        let opened = Store::open(path, Access::Write, self.session(), &self.backups);
        self.enter(opened, path)
    }

    fn create(&mut self, book: &Book, path: &Path) -> Task<Message> {
        let created = Store::create(path, book, self.session());
        self.enter(created, path)
    }

    fn enter(&mut self, opened: Result<Store, Error>, path: &Path) -> Task<Message> {
        match opened {
            Ok(store) => {
                self.preferences.used(path);
                self.view = View::Desk(Box::new(Desk::new(store)));
                Task::none()
            }
            Err(error) => {
                if let View::Start(screen) = &mut self.view
                    && screen.refused(&error)
                {
                    return Task::none();
                }
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                let title = format!("「{name}」を開けませんでした");
                self.question(Question::told(title, (&error).into()))
            }
        }
    }

    /// The window's own keys; the others belong to the fields.
    fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        let shortcut = Shortcut::of(key, modifiers);
        if self.question.is_some() {
            return Some(shortcut.map_or(Message::Ignored, Message::Pressed));
        }
        let heard = match shortcut? {
            Shortcut::Confirm => false,
            Shortcut::Escape if self.ask.is_some() => true,
            Shortcut::Escape => match &self.view {
                View::Start(screen) => screen.form().is_some(),
                View::Desk(desk) => desk.hears_escape(),
            },
            Shortcut::Up | Shortcut::Down => match &self.view {
                View::Start(_) => false,
                View::Desk(desk) => self.ask.is_none() && desk.hears_arrows(),
            },
            _ => true,
        };
        heard.then_some(()).and(shortcut).map(Message::Pressed)
    }

    pub fn view(&self) -> Element<'_, Message> {
        let look = self.look;
        let base: Element<'_, Message> = match &self.view {
            View::Start(screen) => screen.view(look).map(Message::Start),
            View::Desk(desk) => desk.view(look).map(Message::Desk),
        };
        let dialog = match (&self.question, &self.ask) {
            (Some(question), _) => {
                Some(question.view(look, self.unfolded, Message::DetailToggled, Message::Answered))
            }
            (None, Some(ask)) if cfg!(target_os = "linux") => {
                Some(ask.view(look).map(Message::Files))
            }
            (None, _) => None,
        };
        guard(over(look, base, dialog), |key, modifiers| self.key(key, modifiers)).into()
    }
}

/// Whether a file is a list rather than a plan's file, by the end of its name.
fn is_list(path: &Path) -> bool {
    Format::of(&path.to_string_lossy()).is_ok()
}

fn ask_replacing(purpose: Purpose, path: PathBuf) -> Question<Message> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    Question::new(format!("「{name}」はすでにあります"))
        .line("置きかえると、いまのファイルの内容は失われます。")
        .answer("置きかえる", Weight::Danger, Some(Message::ReplacingAccepted(purpose, path)))
        .or_back()
}

/// Takes the focus from every field.
fn unfocus() -> Task<Message> {
    iced::advanced::widget::operate(iced::advanced::widget::operation::focusable::unfocus())
}
