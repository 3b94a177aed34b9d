//! What keys do, wherever the clerk is.

use super::{App, Message, View};
use crate::ui::shortcut::Shortcut;
use crate::ui::widget::dialog::Weight;
use crate::ui::{desk, files, measures, start};
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
            Shortcut::NextField | Shortcut::PreviousField => self.tab(shortcut),
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

    /// To the next field, or the one before; in a list that is written, a step in or out.
    fn tab(&self, shortcut: Shortcut) -> Task<Message> {
        let inward = shortcut == Shortcut::NextField;
        let focus = if inward { operation::focus_next } else { operation::focus_previous };
        let field = match &self.view {
            View::Desk(desk) if self.ask.is_none() => desk.hears_tab(inward),
            View::Desk(_) | View::Start(_) => None,
        };
        let Some(field) = field else { return focus() };
        operation::is_focused(field).then(move |focused| {
            if focused {
                let shifted = measures::Message::shifted(inward);
                Task::done(Message::Desk(desk::Message::Measures(shifted)))
            } else {
                focus()
            }
        })
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
