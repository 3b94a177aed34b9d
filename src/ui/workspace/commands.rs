//! What a key or a menu does in an open file. What can be done now is what has a message.

use super::{Message, Workspace};
use crate::ui::editable_screen::EditableScreen;
use crate::ui::place::Place;
use crate::ui::request::Action;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::Look;
use crate::ui::widget::tab_stop::ListKey;
use crate::ui::{editions, history, measures, merge, print};
use iced::widget::{Id, operation};

impl Workspace {
    /// What it does at the moment; `None` where it cannot be done.
    pub(crate) fn command(&self, shortcut: Shortcut) -> Option<Message> {
        let place = |place: Place| self.offers(place).then_some(Message::Went(place));
        match shortcut {
            Shortcut::Place(number) => place(*Place::ALL.get(usize::from(number))?),
            _ if let Some(review) = &self.review => {
                let step = |key| Message::Merge(merge::Message::Stepped(key));
                match shortcut {
                    Shortcut::Undo => review.can_undo().then_some(Message::Undo),
                    Shortcut::Redo => review.can_redo().then_some(Message::Redo),
                    Shortcut::Print => place(Place::Print),
                    Shortcut::Advance => Some(Message::Merge(merge::Message::AcceptAsked)),
                    Shortcut::NextMissing => Some(Message::Merge(merge::Message::NextAsked)),
                    Shortcut::Previous => Some(step(ListKey::Up)),
                    Shortcut::Next => Some(step(ListKey::Down)),
                    _ => None,
                }
            }
            // What stands in the fields of the paper is stored first, and is a step by itself.
            Shortcut::Undo => (self.undoable().is_some()
                || self.print.unsaved().is_some()
                || self.editable().is_some_and(EditableScreen::can_undo))
            .then_some(Message::Undo),
            Shortcut::Redo => (self.redoable().is_some()
                || self.editable().is_some_and(EditableScreen::can_redo))
            .then_some(Message::Redo),
            Shortcut::Escape => {
                let can_escape = self.editable().is_some_and(EditableScreen::can_escape);
                can_escape.then_some(Message::Escaped)
            }
            _ => match self.place {
                Place::Measures => self.measures.command(shortcut).map(Message::Measures),
                Place::Tables => self.tables.command(shortcut).map(Message::Tables),
                Place::Print => match shortcut {
                    Shortcut::Save => self.print.unsaved().map(|_| Message::PaperSettled),
                    Shortcut::Print => Some(Message::Print(print::Message::SaveAsked)),
                    Shortcut::Previous => Some(Message::PageTurned { forward: false }),
                    Shortcut::Next => Some(Message::PageTurned { forward: true }),
                    _ => None,
                },
                Place::Editions => match shortcut {
                    Shortcut::Print => Some(Message::Editions(editions::Message::SaveAsked)),
                    Shortcut::Previous => Some(Message::PageTurned { forward: false }),
                    Shortcut::Next => Some(Message::PageTurned { forward: true }),
                    _ => None,
                },
                Place::History => match shortcut {
                    Shortcut::Previous => Some(Message::EntryStepped { forward: false }),
                    Shortcut::Next => Some(Message::EntryStepped { forward: true }),
                    _ => None,
                },
                Place::Home | Place::Collect | Place::Storage | Place::Settings => None,
            }
            .or_else(|| match shortcut {
                Shortcut::Find => Some(Message::FindAsked),
                Shortcut::Print => place(Place::Print),
                _ => None,
            }),
        }
    }

    /// Leads to the field in which words are searched for.
    pub(super) fn find(&mut self, look: Look) -> Action<Message> {
        match self.place {
            Place::Print | Place::Editions => print::preview::find().into(),
            Place::History => operation::focus(history::filters::search_id()).into(),
            _ => match self.update(look, Message::Went(Place::Measures)) {
                asks @ Action::AskFirst(_) => asks,
                _ => operation::focus(measures::search_id()).into(),
            },
        }
    }

    pub(super) fn turn_page(&mut self, forward: bool) -> Action<Message> {
        match self.place {
            Place::Editions => self.editions.turn(forward).map(Message::Editions).into(),
            _ => self.print.turn(forward).map(Message::Print).into(),
        }
    }

    /// Whether a key that is held ends here: it leads from what was typed to nothing that is stored.
    pub(crate) fn ends(&self, held: Shortcut) -> bool {
        held == Shortcut::Undo
            && self.review.is_none()
            && self.editable().is_some_and(EditableScreen::is_at_undo_boundary)
    }

    /// Where the clerk is.
    pub(crate) const fn place(&self) -> Place {
        self.place
    }

    /// Gives the focus back to what was being written, after a question that changed nothing.
    pub(crate) fn resume(&mut self) -> Action<Message> {
        match self.place {
            _ if self.review.is_some() => Action::None,
            Place::Measures => self.measures.resume().into(),
            Place::Tables => self.tables.resume().map(Message::Tables).into(),
            Place::Home
            | Place::Print
            | Place::Collect
            | Place::Editions
            | Place::History
            | Place::Storage
            | Place::Settings => Action::None,
        }
    }

    /// Where a line at the caret can go a step in, or out: in the field of this identity.
    pub(crate) fn hears_tab(&self, inward: bool) -> Option<Id> {
        let shifts = self.review.is_none()
            && self.place == Place::Measures
            && self.measures.can_shift(inward);
        shifts.then(measures::narrative_id)
    }
}
