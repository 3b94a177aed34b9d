//! What the menus say of this moment, and what is done from them.

use super::{App, Message, View};
use crate::ui::command::Command;
use crate::ui::menu::{self, Item, Key, Row};
use crate::ui::screen_id::ScreenId;
use crate::words;
use iced::Task;
use iced::keyboard::{self, key::Named};

/// How many of the files used last a menu names.
const RECENT: usize = 5;

impl App {
    /// The rows of a menu, as things stand.
    pub(super) fn rows(&self, open: menu::Open) -> Vec<Row<Message>> {
        let entry = |command: Command| Row::Entry {
            name: command.name().into_owned(),
            key: command.key(),
            ticked: command == Command::Scheme(self.look.scheme()),
            // Ctrl+N begins a plan where no file is open, which is not what the menu says of it.
            then: self
                .message_for(command)
                .filter(|_| command != Command::New || self.store().is_some()),
        };
        let mut rows = Vec::new();
        for item in open.items() {
            match item {
                Item::Do(command) => rows.push(entry(*command)),
                Item::Line => rows.push(Row::Line),
                Item::Recent => rows.extend(self.recent()),
                Item::Places => {
                    let screens = 0..u8::try_from(ScreenId::ALL.len()).unwrap_or(u8::MAX);
                    rows.extend(screens.map(Command::GoTo).map(entry));
                }
            }
        }
        rows
    }

    fn recent(&self) -> impl Iterator<Item = Row<Message>> {
        let open = self.store().and_then(|store| store.path());
        let others =
            self.preferences.recent().iter().filter(move |path| Some(path.as_path()) != open);
        others.take(RECENT).map(|path| Row::Entry {
            name: words::file_name(path),
            key: String::new(),
            ticked: false,
            then: path.is_file().then(|| Message::FileChosen(path.clone())),
        })
    }

    pub(super) fn menu(&mut self, message: &menu::Message) -> Task<Message> {
        let open = self.menu;
        self.menu = menu::follow(open, message);
        match (message, open) {
            (menu::Message::Chosen(index), Some(open)) => self.run_row(open, *index),
            _ => Task::none(),
        }
    }

    /// Does what a row of a menu says.
    fn run_row(&mut self, open: menu::Open, index: usize) -> Task<Message> {
        match self.rows(open).into_iter().nth(index) {
            Some(Row::Entry { then: Some(message), .. }) => {
                self.menu = None;
                self.update(message)
            }
            _ => Task::none(),
        }
    }

    /// What a key does while a menu is open.
    pub(super) fn menu_key(&mut self, key: &keyboard::Key) -> Task<Message> {
        let Some(open) = self.menu else { return Task::none() };
        let key = match key.as_ref() {
            keyboard::Key::Named(Named::ArrowUp) => Key::Up,
            keyboard::Key::Named(Named::ArrowDown) => Key::Down,
            keyboard::Key::Named(Named::ArrowLeft) => Key::Left,
            keyboard::Key::Named(Named::ArrowRight) => Key::Right,
            keyboard::Key::Named(Named::Escape | Named::F10 | Named::Alt | Named::Tab) => {
                Key::Close
            }
            keyboard::Key::Named(Named::Enter) => {
                return open.marked().map_or_else(Task::none, |at| self.run_row(open, at));
            }
            _ => return Task::none(),
        };
        self.menu = open.key(key, &self.rows(open));
        // Into a menu whose first row cannot be chosen.
        if let (Key::Left | Key::Right, Some(opened)) = (key, self.menu) {
            let rows = self.rows(opened);
            self.menu = opened.key(Key::Up, &rows).and_then(|open| open.key(Key::Down, &rows));
        }
        Task::none()
    }

    /// What is known of the program.
    pub(super) fn about(&mut self) -> Task<Message> {
        use crate::ui::widget::dialog::{Question, Weight};
        let question = Question::new("進捗帳について")
            .line(concat!("進捗帳　バージョン ", env!("CARGO_PKG_VERSION")))
            .line("総合戦略などの計画の施策と各年度の実施状況をまとめ、進捗状況一覧表を作ります。")
            .line("このプログラムは、ネットワークに接続しません。")
            .line("文字：BIZ UDゴシック、BIZ UDPゴシック、BIZ UD明朝（SIL Open Font License 1.1）。足りない文字は、同じ条件の書体から補っています。")
            .answer("閉じる", Weight::Next, None);
        self.question(question)
    }

    /// Closes the open file: the start screen again.
    pub(super) fn leave(&mut self) {
        self.view = View::Start(crate::ui::start::Screen::new(self.preferences.recent()));
    }
}
