//! What keys do, wherever the clerk is.

use super::{App, Message, View};
use crate::ui::help::{self, Chapter};
use crate::ui::request::Purpose;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::Look;
use crate::ui::widget::dialog::Weight;
use crate::ui::widget::focus;
use crate::ui::widget::guard::KeyPriority;
use crate::ui::{files, measures, start, workspace};
use iced::Task;
use iced::keyboard::{Key, Modifiers};
use iced::widget::operation;

impl App {
    pub(super) fn pressed(&mut self, shortcut: Shortcut) -> Task<Message> {
        match shortcut {
            Shortcut::NextField => return self.tab(true),
            Shortcut::PreviousField => return self.tab(false),
            Shortcut::PastField => return focus::step(true),
            Shortcut::BeforeField => return focus::step(false),
            _ => {}
        }
        if self.question.is_some() {
            return self.pressed_in_question(shortcut);
        }
        if self.help.is_some() {
            return self.pressed_in_help(shortcut);
        }
        if self.ask.is_some() {
            return match shortcut {
                Shortcut::Escape => self.files(files::Message::Cancelled),
                _ => Task::none(),
            };
        }
        self.command(shortcut).map_or_else(Task::none, |message| self.update(message))
    }

    /// What a key or a menu does at the moment; `None` where it cannot be done.
    pub(super) fn command(&self, shortcut: Shortcut) -> Option<Message> {
        Some(match (shortcut, &self.view) {
            (Shortcut::Menu, _) => Message::MenuOpened,
            (Shortcut::Open, _) => Message::OpenAsked,
            (Shortcut::Quit, _) => Message::CloseAsked,
            (Shortcut::Close, View::Start(_)) => return None,
            (Shortcut::NewFile | Shortcut::Close | Shortcut::Sample, _) => Message::Leave(shortcut),
            (Shortcut::Merge, _) if self.can_merge() => Message::FileAsked(Purpose::Merge),
            (Shortcut::Import, _) if self.can_import() => Message::FileAsked(Purpose::Import),
            (Shortcut::Merge | Shortcut::Import, _) => return None,
            (Shortcut::Export, View::Workspace(_)) => Message::FileAsked(Purpose::Export),
            (Shortcut::Larger, _) => Message::TextResized { larger: true },
            (Shortcut::Smaller, _) => Message::TextResized { larger: false },
            (Shortcut::Scheme(scheme), _) => Message::SchemeChosen(scheme),
            (Shortcut::Help, View::Start(_)) => Message::HelpAsked(Chapter::Beginning),
            (Shortcut::Help, View::Workspace(workspace)) => {
                Message::HelpAsked(Chapter::of(workspace.place()))
            }
            (Shortcut::Keys, _) => Message::HelpAsked(Chapter::Keys),
            (Shortcut::About, _) => Message::AboutAsked,
            (Shortcut::Cut | Shortcut::Copy | Shortcut::Paste, _) => Message::Replayed(shortcut),
            (Shortcut::New, View::Start(_)) => Message::Start(start::Message::NewAsked),
            (Shortcut::Escape, View::Start(screen)) => {
                let _ = screen.form()?;
                Message::Start(start::Message::FormLeft)
            }
            (_, View::Start(_)) => return None,
            (_, View::Workspace(workspace)) => Message::Workspace(workspace.command(shortcut)?),
        })
    }

    /// To the next control, or the one before; in a list that is written, a step in or out.
    fn tab(&self, forward: bool) -> Task<Message> {
        let over = self.question.is_some() || self.help.is_some() || self.ask.is_some();
        let field = match &self.view {
            View::Workspace(workspace) if !over => workspace.hears_tab(forward),
            View::Workspace(_) | View::Start(_) => None,
        };
        let Some(field) = field else { return focus::step(forward) };
        operation::is_focused(field).then(move |focused| {
            if focused {
                let shifted = measures::Message::shifted(forward);
                Task::done(Message::Workspace(workspace::Message::Measures(shifted)))
            } else {
                focus::step(forward)
            }
        })
    }

    fn pressed_in_question(&mut self, shortcut: Shortcut) -> Task<Message> {
        let Some(question) = &self.question else { return Task::none() };
        let last = question.answers.len().saturating_sub(1);
        let safe = question.answers.first().is_some_and(|first| first.weight != Weight::Danger);
        match shortcut {
            Shortcut::Confirm if safe => self.answered(0),
            Shortcut::Escape => self.answered(last),
            _ => Task::none(),
        }
    }

    fn pressed_in_help(&mut self, shortcut: Shortcut) -> Task<Message> {
        let message = match shortcut {
            Shortcut::Escape | Shortcut::Help => help::Message::Closed,
            Shortcut::Previous => help::Message::Turned { forward: false },
            Shortcut::Next => help::Message::Turned { forward: true },
            Shortcut::Up => help::Message::Scrolled { lines: -1 },
            Shortcut::Down => help::Message::Scrolled { lines: 1 },
            Shortcut::Keys => help::Message::ChapterChosen(Chapter::Keys),
            _ => return Task::none(),
        };
        self.helped(message)
    }

    /// Leaves the open file: for the start screen, the form of a new plan, or a copy of the sample.
    pub(super) fn leave_for(&mut self, shortcut: Shortcut) -> Task<Message> {
        if let Some(question) = self.must_wait() {
            return self.question(question);
        }
        if self.unsaved().is_some() {
            return self.ask_first(Message::Leave(shortcut));
        }
        match shortcut {
            // It is left once the copy has its place.
            Shortcut::Sample => {
                self.ask_file(Purpose::Sample, &files::documents().join(start::SAMPLE))
            }
            Shortcut::NewFile => {
                self.leave();
                self.start(start::Message::NewAsked)
            }
            _ => {
                self.leave();
                Task::none()
            }
        }
    }

    /// To the next size of text, or the one before.
    pub(super) fn resize_text(&mut self, larger: bool) -> Task<Message> {
        let percent = self.look.percent();
        let to = if larger {
            Look::STEPS.into_iter().find(|step| *step > percent)
        } else {
            Look::STEPS.into_iter().rfind(|step| *step < percent)
        };
        to.map_or_else(Task::none, |percent| self.set_text_percent(percent))
    }

    /// The window's own keys; the others belong to the fields and to what has the focus.
    /// `held` tells that the key was pressed before and has not been let go of.
    pub(super) fn key(
        &self,
        key: &Key,
        modifiers: Modifiers,
        held: bool,
    ) -> Option<KeyPriority<Message>> {
        if self.menu.is_some() {
            return Some(KeyPriority::First(Message::MenuKey(key.clone())));
        }
        let shortcut = Shortcut::of(key, modifiers);
        if self.question.is_some() || self.help.is_some() {
            let dialog = |shortcut| match shortcut {
                Shortcut::Confirm => KeyPriority::Otherwise(Message::Pressed(shortcut)),
                _ => KeyPriority::First(Message::Pressed(shortcut)),
            };
            return shortcut.map(dialog);
        }
        if let (Some(import), None) = (&self.import, &self.ask) {
            return match shortcut {
                Some(shortcut @ (Shortcut::NextField | Shortcut::PreviousField)) => {
                    Some(KeyPriority::First(Message::Pressed(shortcut)))
                }
                _ => import.key(key, modifiers).map(|heard| heard.map(Message::Import)),
            };
        }
        if self.ask.is_none()
            && let View::Workspace(workspace) = &self.view
            && let Some(heard) = workspace.hears_in_review(key, modifiers)
        {
            return Some(match heard {
                KeyPriority::First(message) => KeyPriority::First(Message::Workspace(message)),
                KeyPriority::Otherwise(message) => {
                    KeyPriority::Otherwise(Message::Workspace(message))
                }
            });
        }
        let shortcut = shortcut?;
        if held
            && let View::Workspace(workspace) = &self.view
            && workspace.ends(shortcut)
        {
            return None;
        }
        let heard = match shortcut {
            Shortcut::Confirm => false,
            Shortcut::Escape if self.ask.is_some() => true,
            // Else they belong to the field.
            Shortcut::Escape | Shortcut::Up | Shortcut::Down => {
                self.ask.is_none() && self.command(shortcut).is_some()
            }
            _ => true,
        };
        heard.then(|| KeyPriority::First(Message::Pressed(shortcut)))
    }
}
