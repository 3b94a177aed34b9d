//! The program in its window: the start screen or an open file, the questions that are asked, and
//! what is done with files.

mod file_drop;
mod files;
mod keys;
mod lists;
mod menus;
mod questions;
mod requests;
mod session;

use super::autosave::{Autosave, AutosavedDraft};
use super::command::Command;
use super::files::PathDialog;
use super::merge::Source;
use super::placement::{self, Placement};
use super::request::{Purpose, Then};
use super::theme::{Look, Scheme};
use super::transfer::{Opened, ReadList};
use super::widget::dialog::{Question, over};
use super::widget::focus;
use super::widget::focus_trap::focus_trap;
use super::widget::guard::{Replay, guard};
use super::workspace::{self, Workspace};
use super::{Preferences, Start, help, import, menu, relative_time, start};
use crate::domain::Book;
use crate::store::{Backups, Replace, Session, Store};
use crate::words::Notice;
use iced::widget::stack;
use iced::{Element, Point, Subscription, Task, Theme, event, window};
use lists::cannot_import;
use std::path::{Path, PathBuf};

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
    ask: Option<PathDialog>,
    /// A list on its way in.
    import: Option<Box<import::Screen>>,
    /// A list that waits for the place of the file that is made from it.
    list: Option<ReadList>,
    autosave: Autosave,
    /// The manual, while it is read.
    help: Option<help::Screen>,
    /// The menu that is open.
    menu: Option<menu::Open>,
    /// What a menu has a field do.
    replay: Replay,
    /// How the window stands.
    placement: Placement,
    /// A file that is held over the window.
    hovered_file: Option<PathBuf>,
}

#[derive(Debug)]
enum View {
    Start(start::Screen),
    Workspace(Box<Workspace>),
}

#[derive(Debug, Clone)]
pub enum Message {
    Pressed(Command),
    Start(start::Message),
    Workspace(workspace::Message),
    Files(super::files::Message),
    /// The answer of this number to the question.
    Answered(usize),
    DetailToggled,
    OpenAsked,
    FileChosen(PathBuf),
    /// A file is to be opened in this way, after a question.
    OpenAs(session::OpenMethod, PathBuf),
    /// The same after another program held the file, with how often that was tried.
    OpenedAgain(Option<session::OpenMethod>, PathBuf, u32),
    /// What another program kept from being done with the open file is tried again.
    TriedAgain,
    /// A file that cannot be opened is replaced by a backup.
    Remade(PathBuf, PathBuf),
    /// The window has been come back to.
    Focused,
    /// The working copy goes back to the stick, and the window closes.
    BringBackAndClose,
    Closed,
    /// A file was dropped on the window.
    Dropped(PathBuf),
    /// Another copy was chosen to be taken into the open file.
    MergeChosen(PathBuf),
    /// A list was chosen to be brought in.
    ListChosen(PathBuf),
    ListOpened(Result<Opened, Notice>),
    Import(import::Message),
    CloseAsked,
    /// A file that is there already may be replaced.
    ReplacingAccepted(Purpose, PathBuf),
    /// Throw the draft away, then go on.
    DiscardThen(Box<Message>),
    Help(help::Message),
    Menu(menu::Message),
    /// What can be done with the text at this place is to be shown.
    TextMenu(Point),
    TextMenuOpened(Point),
    /// A key while a menu is open.
    MenuKey(iced::keyboard::Key),
    MenuOpened,
    /// A field hears what a menu says, as if the key had been pressed.
    Replayed(Command),
    /// The open file is left, for what this leads to.
    Leave(Command),
    FileAsked(Purpose),
    TextResized {
        larger: bool,
    },
    /// The wheel was turned with Ctrl.
    WheelZoomed {
        larger: bool,
    },
    SchemeChosen(Scheme),
    HelpAsked(help::Chapter),
    AboutAsked,
    /// The window was moved or made larger or smaller.
    Changed(placement::Change),
    /// The same, and whether the window is maximised.
    Placed(placement::Change, bool),
    /// A file is held over the window, or no longer.
    FileHovered(Option<PathBuf>),
    /// What was left unfinished is gone on with.
    TakenUp(Box<AutosavedDraft>),
    LeftForgotten(Box<AutosavedDraft>),
    /// A key that does nothing while a question is open.
    Ignored,
}

impl App {
    /// The window at its start.
    pub fn boot(start: Start, preferences: Preferences) -> (Self, Task<Message>) {
        let mut app = Self {
            look: Look::new(preferences.scheme(), preferences.text_percent()),
            view: View::Start(start::Screen::new(preferences.recent())),
            autosave: Autosave::new(preferences.drafts()),
            help: None,
            menu: None,
            replay: None,
            hovered_file: None,
            placement: preferences.placement(),
            preferences,
            sample: start.sample,
            backups: start.backups,
            question: None,
            unfolded: false,
            ask: None,
            import: None,
            list: None,
        };
        let task = match start.file {
            Some(path) => app.open_when_free(None, &path, 0),
            None => app.ask_about_copies(),
        };
        (app, task)
    }

    /// The window over a store that is open already.
    pub fn over(store: Store, start: Start, preferences: Preferences) -> Self {
        let (mut app, _) = Self::boot(start, preferences);
        app.view = View::Workspace(Box::new(Workspace::new(store)));
        app
    }

    /// The store of the open file.
    pub fn store(&self) -> Option<&Store> {
        match &self.view {
            View::Start(_) => None,
            View::Workspace(workspace) => Some(workspace.store()),
        }
    }

    pub fn title(&self) -> String {
        match &self.view {
            View::Start(_) => "進捗帳".to_owned(),
            View::Workspace(workspace) => format!("{} — 進捗帳", workspace.file_name()),
        }
    }

    /// By how much everything is enlarged.
    pub fn scale_factor(&self) -> f32 {
        self.look.scale()
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
            iced::Event::Window(window::Event::Focused) => Some(Message::Focused),
            iced::Event::Window(window::Event::FileDropped(path)) => Some(Message::Dropped(path)),
            iced::Event::Window(window::Event::FileHovered(path)) => {
                Some(Message::FileHovered(Some(path)))
            }
            iced::Event::Window(window::Event::Resized(size)) => {
                Some(Message::Changed(placement::Change::Sized(size)))
            }
            iced::Event::Window(window::Event::Moved(at)) => {
                Some(Message::Changed(placement::Change::Moved(at)))
            }
            iced::Event::Window(window::Event::FilesHoveredLeft) => {
                Some(Message::FileHovered(None))
            }
            _ => None,
        })
    }

    fn session(&self) -> Session {
        Session { who: self.preferences.who().to_owned(), clock: relative_time::now }
    }

    /// Whether another copy can be taken into what is open.
    fn can_merge(&self) -> bool {
        match &self.view {
            View::Start(_) => false,
            View::Workspace(workspace) => workspace.can_merge(),
        }
    }

    /// Whether a list can be brought into what is open, or a file made from it.
    fn can_import(&self) -> bool {
        match &self.view {
            View::Start(_) => true,
            View::Workspace(workspace) => workspace.can_import(),
        }
    }

    /// What is told where the open file is to be left while something is being written.
    fn must_wait(&self) -> Option<Question<Message>> {
        match &self.view {
            View::Workspace(workspace) if workspace.is_writing() => Some(workspace.ask_to_wait()),
            View::Workspace(_) | View::Start(_) => None,
        }
    }

    /// What is unsaved, by name.
    fn unsaved(&self) -> Option<String> {
        match &self.view {
            View::Start(_) => None,
            View::Workspace(workspace) => workspace.unsaved(),
        }
    }

    pub fn update(&mut self, message: Message) -> Task<Message> {
        let task = self.act(message);
        self.keep();
        task
    }

    fn act(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Pressed(command) => self.pressed(command),
            Message::Start(message) => self.start(message),
            Message::Workspace(message) => {
                let look = self.look;
                self.with_workspace(|workspace| workspace.update(look, message))
            }
            Message::Files(message) => self.files(message),
            Message::Answered(index) => self.answered(index),
            Message::DetailToggled => {
                self.unfolded = !self.unfolded;
                Task::none()
            }
            Message::OpenAsked | Message::FileChosen(_) | Message::OpenedAgain(..)
                if let Some(question) = self.must_wait() =>
            {
                self.question(question)
            }
            // What leaves the open file saves first.
            Message::OpenAsked
            | Message::FileChosen(_)
            | Message::OpenedAgain(..)
            | Message::ListChosen(_)
            | Message::CloseAsked
                if self.unsaved().is_some() =>
            {
                self.save_first(message)
            }
            Message::OpenAsked => self.ask_file(Purpose::Open, Path::new("")),
            Message::FileChosen(path)
                if file_drop::DroppedFile::of(&path) == file_drop::DroppedFile::List =>
            {
                self.update(Message::ListChosen(path))
            }
            Message::FileChosen(path) => self.open_when_free(None, &path, 0),
            Message::OpenAs(way, path) => self.open_when_free(Some(way), &path, 0),
            Message::OpenedAgain(way, path, tries) => self.open_when_free(way, &path, tries),
            Message::TriedAgain => {
                let look = self.look;
                self.with_workspace(|workspace| workspace.try_again(look))
            }
            Message::Remade(file, backup) => self.remake(&file, &backup),
            Message::Focused => {
                let look = self.look;
                self.with_workspace(|workspace| workspace.come_back_to(look))
            }
            Message::BringBackAndClose => {
                let look = self.look;
                self.with_workspace(|workspace| workspace.write_back(look, Then::Close))
            }
            Message::Closed => self.closed(),
            Message::Dropped(path) => {
                self.hovered_file = None;
                let meaning = file_drop::DroppedFile::of(&path);
                match meaning {
                    file_drop::DroppedFile::Plan if self.can_merge() => {
                        self.question(file_drop::ask_what(path))
                    }
                    _ => self.update(meaning.message(path)),
                }
            }
            Message::MergeChosen(path) => {
                let message = workspace::Message::MergeAsked(Source::File(path));
                self.update(Message::Workspace(message))
            }
            Message::ListChosen(_) if !self.can_import() => self.question(cannot_import()),
            Message::ListChosen(path) => self.read_list(path),
            Message::ListOpened(Ok(opened)) => self.enter_import(opened),
            Message::ListOpened(Err(notice)) => {
                self.question(Question::notice("一覧を取り込めませんでした", notice))
            }
            Message::Import(message) => self.import(message),
            Message::ReplacingAccepted(purpose, path) => {
                self.chosen(purpose, &path, Replace::Confirmed)
            }
            Message::CloseAsked => self.close(),
            Message::DiscardThen(then) => {
                if let View::Workspace(workspace) = &mut self.view {
                    workspace.discard();
                }
                self.update(*then)
            }
            Message::TakenUp(left) => {
                let unfinished = self.autosave.take_up(*left);
                self.with_workspace(|workspace| workspace.take_up(unfinished))
            }
            Message::Help(message) => self.helped(message),
            Message::Menu(message) => self.menu(&message),
            Message::MenuKey(key) => self.menu_key(&key),
            Message::TextMenu(_) if self.question.is_some() || self.help.is_some() => Task::none(),
            // The focus comes first: an open menu keeps it from what is beneath.
            Message::TextMenu(place) => {
                focus::at(place).chain(Task::done(Message::TextMenuOpened(place)))
            }
            Message::TextMenuOpened(place) => {
                self.menu = Some(menu::Open::of_text(place));
                Task::none()
            }
            Message::MenuOpened => {
                self.menu = Some(menu::Open::first());
                Task::none()
            }
            Message::Replayed(command) => {
                let number = self.replay.as_ref().map_or(1, |(number, _)| number.wrapping_add(1));
                self.replay = command.typed().map(|key| (number, key));
                Task::none()
            }
            Message::Leave(command) => self.leave_for(command),
            Message::FileAsked(purpose) => {
                let proposed = match (&purpose, &self.view) {
                    (Purpose::Export, View::Workspace(workspace)) => workspace.list_place(),
                    _ => PathBuf::new(),
                };
                self.ask_file(purpose, &proposed)
            }
            Message::TextResized { larger } => self.resize_text(larger),
            Message::WheelZoomed { larger } => self.zoom(larger),
            Message::SchemeChosen(scheme) => self.set_scheme(scheme),
            Message::HelpAsked(chapter) => self.show_help(chapter),
            Message::AboutAsked => self.about(),
            Message::Changed(change) => {
                let change = change.enlarged(self.look.scale());
                placement::maximized().map(move |maximized| Message::Placed(change, maximized))
            }
            Message::Placed(change, maximized) => {
                self.placement.follow(change, maximized);
                Task::none()
            }
            Message::FileHovered(path) => {
                self.hovered_file = path;
                Task::none()
            }
            Message::LeftForgotten(left) => {
                self.autosave.forget(*left);
                Task::none()
            }
            Message::Ignored => Task::none(),
        }
    }

    pub fn view(&self) -> Element<'_, Message> {
        let look = self.look;
        let base: Element<'_, Message> = match (&self.import, &self.view) {
            (Some(import), _) => import.view(look).map(Message::Import),
            (None, View::Start(screen)) => screen.view(look).map(Message::Start),
            (None, View::Workspace(workspace)) => workspace.view(look).map(Message::Workspace),
        };
        let has_menus = self.menu.is_none_or(menu::Open::is_of_text) && self.import.is_none();
        let heads = has_menus.then(|| menu::heads(look, None).map(Message::Menu));
        let dialog = self.dialog();
        let base = focus_trap(stack![base].push(heads), dialog.is_some() || self.menu.is_some());
        let menu = self.menu.map(|open| menu::view(look, open, self.rows(open)).map(Message::Menu));
        let drop_hint =
            self.hovered_file.as_deref().map(|path| file_drop::view(look, path, self.can_merge()));
        let window = stack![over(look, base, dialog)].push(menu).push(drop_hint);
        let zoomed = |larger| Message::WheelZoomed { larger };
        guard(
            window,
            look,
            self.replay.clone(),
            zoomed,
            Message::TextMenu,
            |key, modifiers, held| self.key(key, modifiers, held),
        )
    }

    /// What lies over the window, and must be answered or closed first.
    fn dialog(&self) -> Option<Element<'_, Message>> {
        let look = self.look;
        match (&self.question, &self.ask, self.help) {
            (Some(question), _, _) => {
                Some(question.view(look, self.unfolded, Message::DetailToggled, Message::Answered))
            }
            (None, Some(ask), _) if cfg!(target_os = "linux") => {
                Some(ask.view(look).map(Message::Files))
            }
            (None, None, Some(help)) => Some(help.view(look).map(Message::Help)),
            (None, _, _) => None,
        }
    }
}
