//! What keys do, wherever the clerk is.

use super::{App, Message, View};
use crate::ui::shortcut::Shortcut;
use crate::ui::widget::dialog::Weight;
use crate::ui::{files, start};
use iced::Task;
use iced::keyboard::{Key, Modifiers};
use iced::widget::operation;

impl App {
    pub(super) fn pressed(&mut self, shortcut: Shortcut) -> Task<Message> {
        if let Some(question) = &self.question {
            let last = question.answers.len().saturating_sub(1);
            let safe = question.answers.first().is_some_and(|first| first.weight != Weight::Danger);
            return match shortcut {
                Shortcut::Confirm if safe => self.answered(0),
                Shortcut::Escape => self.answered(last),
                _ => Task::none(),
            };
        }
        if self.help {
            return match shortcut {
                Shortcut::Escape | Shortcut::Confirm | Shortcut::Help => {
                    self.update(Message::HelpClosed)
                }
                _ => Task::none(),
            };
        }
        match shortcut {
            Shortcut::NextField => operation::focus_next(),
            Shortcut::PreviousField => operation::focus_previous(),
            Shortcut::Escape if self.ask.is_some() => self.files(files::Message::Cancelled),
            _ if self.ask.is_some() => Task::none(),
            Shortcut::Open => self.update(Message::OpenAsked),
            Shortcut::Help => self.show_help(),
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

    /// The window's own keys; the others belong to the fields.
    pub(super) fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        let shortcut = Shortcut::of(key, modifiers);
        if self.question.is_some() || self.help {
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
}
