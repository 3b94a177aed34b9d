//! What keys do, wherever the clerk is.

use super::{App, Message, View};
use crate::ui::command::Command;
use crate::ui::help::{self, Chapter};
use crate::ui::request::Purpose;
use crate::ui::theme::Look;
use crate::ui::widget::dialog::Weight;
use crate::ui::widget::focus;
use crate::ui::widget::guard::KeyPriority;
use crate::ui::widget::tab_stop::presses;
use crate::ui::{files, start, workspace};
use iced::Task;
use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};
use iced::widget::operation;

impl App {
    pub(super) fn pressed(&mut self, command: Command) -> Task<Message> {
        match command {
            Command::NextField => return self.tab(true),
            Command::PreviousField => return self.tab(false),
            Command::PastField => return focus::step(true),
            Command::BeforeField => return focus::step(false),
            _ => {}
        }
        if self.question.is_some() {
            return self.pressed_in_question(command);
        }
        if self.help.is_some() {
            return self.pressed_in_help(command);
        }
        if self.ask.is_some() {
            return match command {
                Command::Escape => self.files(files::Message::Cancelled),
                _ => Task::none(),
            };
        }
        let Some(message) = self.message_for(command) else { return Task::none() };
        let done = self.update(message);
        match (command, &self.view) {
            (Command::GoTo(_), View::Workspace(workspace)) if self.question.is_none() => {
                done.chain(workspace.focus_content())
            }
            _ => done,
        }
    }

    /// Ctrl and the wheel: the pages, or all text, become larger or smaller.
    pub(super) fn zoom(&mut self, larger: bool) -> Task<Message> {
        let pages = match &self.view {
            View::Workspace(workspace) if self.import.is_none() && self.help.is_none() => {
                workspace.zoomed(larger)
            }
            View::Workspace(_) | View::Start(_) => None,
        };
        match pages {
            Some(message) => self.update(Message::Workspace(message)),
            None => self.resize_text(larger),
        }
    }

    /// What a key or a menu does at the moment; `None` where it cannot be done.
    pub(super) fn message_for(&self, command: Command) -> Option<Message> {
        Some(match (command, &self.view) {
            (Command::Menu, _) => Message::MenuOpened,
            (Command::Open, _) => Message::OpenAsked,
            (Command::Quit, _) => Message::CloseAsked,
            (Command::Close, View::Start(_)) => return None,
            (Command::NewFile | Command::Close | Command::Sample, _) => Message::Leave(command),
            (Command::Merge, _) if self.can_merge() => Message::FileAsked(Purpose::Merge),
            (Command::Import, _) if self.can_import() => Message::FileAsked(Purpose::Import),
            (Command::Merge | Command::Import, _) => return None,
            (Command::Export, View::Workspace(_)) => Message::FileAsked(Purpose::Export),
            (Command::Larger, _) => Message::TextResized { larger: true },
            (Command::Smaller, _) => Message::TextResized { larger: false },
            (Command::Scheme(scheme), _) => Message::SchemeChosen(scheme),
            (Command::Help, View::Start(_)) => Message::HelpAsked(Chapter::Beginning),
            (Command::Help, View::Workspace(workspace)) => {
                Message::HelpAsked(Chapter::of(workspace.screen()))
            }
            (Command::Keys, _) => Message::HelpAsked(Chapter::Keys),
            (Command::About, _) => Message::AboutAsked,
            (Command::Cut | Command::Copy | Command::Paste | Command::SelectAll, _) => {
                Message::Replayed(command)
            }
            (Command::New, View::Start(_)) => Message::Start(start::Message::NewAsked),
            (Command::Escape, View::Start(screen)) => {
                let _ = screen.form()?;
                Message::Start(start::Message::FormLeft)
            }
            (_, View::Start(_)) => return None,
            (_, View::Workspace(workspace)) => Message::Workspace(workspace.message_for(command)?),
        })
    }

    /// To the next control, or the one before; in a list that is written, a step in or out.
    fn tab(&self, forward: bool) -> Task<Message> {
        let over = self.question.is_some() || self.help.is_some() || self.ask.is_some();
        let field = match &self.view {
            View::Workspace(workspace) if !over => workspace.hears_tab(forward),
            View::Workspace(_) | View::Start(_) => None,
        };
        let Some((field, message)) = field else {
            return match forward && !over {
                true => focus::enter(workspace::first_stops()),
                false => focus::step(forward),
            };
        };
        operation::is_focused(field).then(move |focused| {
            if focused {
                Task::done(Message::Workspace(message.clone()))
            } else {
                focus::step(forward)
            }
        })
    }

    fn pressed_in_question(&mut self, command: Command) -> Task<Message> {
        let Some(question) = &self.question else { return Task::none() };
        let last = question.answers.len().saturating_sub(1);
        let safe = question.answers.first().is_some_and(|first| first.weight != Weight::Danger);
        match command {
            Command::Confirm if safe => self.answered(0),
            Command::Escape => self.answered(last),
            _ => Task::none(),
        }
    }

    fn pressed_in_help(&mut self, command: Command) -> Task<Message> {
        let message = match command {
            Command::Escape | Command::Help => help::Message::Closed,
            Command::Previous => help::Message::Turned { forward: false },
            Command::Next => help::Message::Turned { forward: true },
            Command::Up => help::Message::Scrolled { lines: -1 },
            Command::Down => help::Message::Scrolled { lines: 1 },
            Command::Keys => help::Message::ChapterChosen(Chapter::Keys),
            _ => return Task::none(),
        };
        self.helped(message)
    }

    /// Leaves the open file: for the start screen, the form of a new plan, or a copy of the sample.
    pub(super) fn leave_for(&mut self, command: Command) -> Task<Message> {
        if let Some(question) = self.must_wait() {
            return self.question(question);
        }
        if self.unsaved().is_some() {
            return self.save_first(Message::Leave(command));
        }
        match command {
            // It is left once the copy has its place.
            Command::Sample => self.ask_file(Purpose::Sample, std::path::Path::new(start::SAMPLE)),
            Command::NewFile => {
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
        let command = Command::of(key, modifiers);
        let repeats = command.is_some_and(Command::repeats);
        if self.menu.is_some() {
            let moves = matches!(key, Key::Named(Named::ArrowLeft | Named::ArrowRight)) || repeats;
            return Some(match held && !moves {
                true => KeyPriority::Swallowed,
                false => KeyPriority::First(Message::MenuKey(key.clone())),
            });
        }
        // A key that is held goes on moving and typing; what a command does, it does once.
        if held && command.is_some() && !repeats {
            let types = matches!(command, Some(Command::Confirm));
            let over = self.question.is_some() || self.help.is_some();
            return (over || !types).then_some(KeyPriority::Swallowed);
        }
        if self.question.is_some() || self.help.is_some() {
            let dialog = |command| match command {
                Command::Confirm => KeyPriority::Otherwise(Message::Pressed(command)),
                _ => KeyPriority::First(Message::Pressed(command)),
            };
            return command.map(dialog);
        }
        if let (Some(import), None) = (&self.import, &self.ask) {
            return match command {
                Some(command @ (Command::NextField | Command::PreviousField)) => {
                    Some(KeyPriority::First(Message::Pressed(command)))
                }
                _ if held && presses(key, modifiers) => None,
                _ => import.key(key, modifiers).map(|heard| heard.map(Message::Import)),
            };
        }
        if self.ask.is_none()
            && let View::Workspace(workspace) = &self.view
            && !(held && presses(key, modifiers))
            && let Some(heard) = workspace.hears_in_review(key, modifiers)
        {
            return Some(heard.map(Message::Workspace));
        }
        let command = command?;
        if held
            && let View::Workspace(workspace) = &self.view
            && workspace.ends(command)
        {
            return None;
        }
        let heard = match command {
            Command::Confirm => false,
            Command::Escape if self.ask.is_some() => true,
            // Else they belong to the field.
            Command::Escape | Command::Up | Command::Down => {
                self.ask.is_none() && self.message_for(command).is_some()
            }
            _ => true,
        };
        heard.then(|| KeyPriority::First(Message::Pressed(command)))
    }
}
