//! What a key or a menu does in an open file. What can be done now is what has a message.

use super::{Message, Workspace};
use crate::report::FileType;
use crate::ui::command::Command;
use crate::ui::editable_screen::EditableScreen;
use crate::ui::request::Action;
use crate::ui::screen_id::ScreenId;
use crate::ui::theme::Look;
use crate::ui::widget::focus;
use crate::ui::widget::tab_stop::ListKey;
use crate::ui::{check, editions, history, home, indicators, measures, merge, print, replace};
use iced::Task;
use iced::widget::{Id, operation};

impl Workspace {
    /// What it does at the moment; `None` where it cannot be done.
    pub(crate) fn message_for(&self, command: Command) -> Option<Message> {
        let go_to = |screen: ScreenId| self.offers(screen).then_some(Message::GoTo(screen));
        match command {
            Command::GoTo(number) => go_to(*ScreenId::ALL.get(usize::from(number))?),
            _ if let Some(review) = &self.review => {
                let step = |key| Message::Merge(merge::Message::Stepped(key));
                match command {
                    Command::Undo => review.can_undo().then_some(Message::Undo),
                    Command::Redo => review.can_redo().then_some(Message::Redo),
                    Command::Print => go_to(ScreenId::Print),
                    Command::Advance => Some(Message::Merge(merge::Message::AcceptAsked)),
                    Command::NextMissing => Some(Message::Merge(merge::Message::NextAsked)),
                    Command::Previous => Some(step(ListKey::Up)),
                    Command::Next => Some(step(ListKey::Down)),
                    _ => None,
                }
            }
            // What stands in the fields of the paper is stored first, and is a step by itself.
            Command::Undo => (self.undoable().is_some()
                || self.print.unsaved().is_some()
                || self.editable().is_some_and(EditableScreen::can_undo))
            .then_some(Message::Undo),
            Command::Redo => (self.redoable().is_some()
                || self.editable().is_some_and(EditableScreen::can_redo))
            .then_some(Message::Redo),
            Command::Escape if self.screen == ScreenId::Replace => {
                self.replace.message_for(&self.context, command).map(Message::Replace)
            }
            // What it closes is stored before.
            Command::Escape
                if self.screen == ScreenId::Indicators
                    && let Some(closed) = self.indicators.message_for(command) =>
            {
                Some(Message::Indicators(closed))
            }
            Command::Replace => self.offers(ScreenId::Replace).then_some(Message::ReplaceAsked),
            Command::Escape => {
                let can_escape = self.editable().is_some_and(EditableScreen::can_escape);
                let told = self.status_message.is_some() || self.notice.is_some();
                let closed = told.then_some(Message::NoticeClosed);
                can_escape.then_some(Message::Escaped).or(closed)
            }
            _ => match self.screen {
                ScreenId::Measures => self.measures.message_for(command).map(Message::Measures),
                ScreenId::Indicators => {
                    self.indicators.message_for(command).map(Message::Indicators)
                }
                ScreenId::Registers => self.registers.message_for(command).map(Message::Registers),
                ScreenId::Check => {
                    self.check.message_for(&self.context, command).map(Message::Check)
                }
                ScreenId::Replace => {
                    self.replace.message_for(&self.context, command).map(Message::Replace)
                }
                ScreenId::Print => match command {
                    Command::FindNext => Some(found_on_paper(true)),
                    Command::FindPrevious => Some(found_on_paper(false)),
                    Command::Save => self.print.unsaved().map(|_| Message::PaperSettled),
                    Command::Print => Some(Message::Print(print::Message::PrintAsked)),
                    Command::SavePdf => {
                        Some(Message::Print(print::Message::SaveAsked(FileType::Pdf)))
                    }
                    Command::Previous => Some(Message::PageTurned { forward: false }),
                    Command::Next => Some(Message::PageTurned { forward: true }),
                    _ => None,
                },
                ScreenId::Editions => match command {
                    Command::FindNext => Some(found_on_edition(true)),
                    Command::FindPrevious => Some(found_on_edition(false)),
                    Command::Print | Command::SavePdf => {
                        Some(Message::Editions(editions::Message::SaveAsked))
                    }
                    Command::Previous => Some(Message::PageTurned { forward: false }),
                    Command::Next => Some(Message::PageTurned { forward: true }),
                    _ => None,
                },
                ScreenId::History => match command {
                    Command::Previous | Command::FindPrevious => {
                        Some(Message::EntryStepped { forward: false })
                    }
                    Command::Next | Command::FindNext => {
                        Some(Message::EntryStepped { forward: true })
                    }
                    _ => None,
                },
                ScreenId::Home | ScreenId::Collect | ScreenId::Storage | ScreenId::Settings => None,
            }
            .or_else(|| match command {
                Command::Find | Command::FindNext | Command::FindPrevious => {
                    Some(Message::FindAsked)
                }
                Command::Print | Command::SavePdf => go_to(ScreenId::Print),
                _ => None,
            }),
        }
    }

    /// Leads to the field in which words are searched for.
    pub(super) fn find(&mut self, look: Look) -> Action<Message> {
        match self.screen {
            ScreenId::Print | ScreenId::Editions => print::preview::find().into(),
            ScreenId::History => operation::focus(history::filters::search_id()).into(),
            ScreenId::Check => operation::focus(check::search_id()).into(),
            ScreenId::Indicators => operation::focus(indicators::search_id()).into(),
            ScreenId::Replace => operation::focus(replace::phrase_id()).into(),
            _ => match self.update(look, Message::GoTo(ScreenId::Measures)) {
                Action::SaveFirst(_) => Action::SaveFirst(Message::FindAsked),
                _ => operation::focus(measures::search_id()).into(),
            },
        }
    }

    /// The pages become larger or smaller, where there are any.
    pub(crate) fn zoomed(&self, larger: bool) -> Option<Message> {
        let zoomed = print::preview::Message::ZoomStepped { larger };
        match self.screen {
            _ if self.review.is_some() => None,
            ScreenId::Print => Some(Message::Print(print::Message::Preview(zoomed))),
            ScreenId::Editions => Some(Message::Editions(editions::Message::Preview(zoomed))),
            _ => None,
        }
    }

    /// Gives the focus to what the screen is about.
    pub(crate) fn focus_content<M: Send + 'static>(&self) -> Task<M> {
        match self.screen {
            ScreenId::Measures if self.review.is_none() => self.measures.focus_content(),
            ScreenId::Indicators if self.review.is_none() => self.indicators.focus_content(),
            ScreenId::Check if self.review.is_none() => self.check.on_enter(),
            _ => focus::first_in(&first_stops()),
        }
    }

    pub(super) fn turn_page(&mut self, forward: bool) -> Action<Message> {
        match self.screen {
            ScreenId::Editions => self.editions.turn(forward).map(Message::Editions).into(),
            _ => self.print.turn(forward).map(Message::Print).into(),
        }
    }

    /// Whether a key that is held ends here: it leads from what was typed to nothing that is stored.
    pub(crate) fn ends(&self, held: Command) -> bool {
        held == Command::Undo
            && self.review.is_none()
            && self.editable().is_some_and(EditableScreen::is_at_undo_boundary)
    }

    /// Where the clerk is.
    pub(crate) const fn screen(&self) -> ScreenId {
        self.screen
    }

    /// Gives the focus back to what was being written, after a question that changed nothing.
    pub(crate) fn resume(&mut self) -> Action<Message> {
        match self.screen {
            _ if self.review.is_some() => Action::None,
            ScreenId::Measures => self.measures.resume().into(),
            ScreenId::Registers => self.registers.resume().map(Message::Registers).into(),
            ScreenId::Indicators => self.indicators.focus_content().into(),
            ScreenId::Home
            | ScreenId::Check
            | ScreenId::Print
            | ScreenId::Collect
            | ScreenId::Editions
            | ScreenId::History
            | ScreenId::Storage
            | ScreenId::Settings
            | ScreenId::Replace => Action::None,
        }
    }

    /// To 検索と置換, with what is selected in the text that is written.
    pub(super) fn begin_replacing(&mut self, look: Look) -> Action<Message> {
        if !self.offers(ScreenId::Replace) {
            return Action::None;
        }
        let selected = match self.screen {
            ScreenId::Measures => self.measures.selected_text(),
            _ => None,
        };
        self.replace.begin(&self.context, self.screen, selected);
        self.screen = ScreenId::Replace;
        self.status_message = None;
        self.on_enter(look)
    }

    /// What Tab does in the field of this identity: a line goes a step in or out, a table goes on.
    pub(crate) fn hears_tab(&self, forward: bool) -> Option<(Id, Message)> {
        match self.screen {
            _ if self.review.is_some() => None,
            ScreenId::Measures if self.measures.can_shift(forward) => {
                let shifted = Message::Measures(measures::Message::shifted(forward));
                Some((measures::narrative_id(), shifted))
            }
            ScreenId::Indicators => {
                let tabbed = Message::Indicators(indicators::Message::Tabbed { forward });
                Some((indicators::cell_id(), tabbed))
            }
            _ => None,
        }
    }
}

/// Where Tab begins: at what is to be done next, else within the screen.
pub(crate) fn first_stops() -> Vec<Id> {
    vec![home::next_step_id(), content_id()]
}

/// Where the screen is, beside the rail and below the bar.
pub(crate) fn content_id() -> Id {
    Id::new("content")
}

fn found_on_paper(forward: bool) -> Message {
    let step = print::preview::Message::SearchStepped { forward };
    Message::Print(print::Message::Preview(step))
}

fn found_on_edition(forward: bool) -> Message {
    let step = print::preview::Message::SearchStepped { forward };
    Message::Editions(editions::Message::Preview(step))
}
