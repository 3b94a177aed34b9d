//! What keys do in an open file.

use super::{Message, Workspace};
use crate::ui::editable_screen::EditableScreen;
use crate::ui::place::Place;
use crate::ui::request::Action;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::Look;
use crate::ui::widget::stop::ListKey;
use crate::ui::{editions, history, measures, merge, print, tables};
use iced::widget::{Id, operation};

impl Workspace {
    /// What a key does here; the app has taken what it does everywhere.
    pub fn shortcut(&mut self, look: Look, shortcut: Shortcut) -> Action<Message> {
        if self.review.is_some() {
            return self.shortcut_in_review(look, shortcut);
        }
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
            Shortcut::Save if self.place == Place::Print => {
                self.settle();
                self.on_enter(look)
            }
            Shortcut::Place(number) => match Place::ALL.get(usize::from(number)) {
                Some(place) => self.update(look, Message::Went(*place)),
                None => Action::None,
            },
            Shortcut::Undo => self.update(look, Message::Undo),
            Shortcut::Redo => self.update(look, Message::Redo),
            Shortcut::Find if matches!(self.place, Place::Print | Place::Editions) => {
                print::preview::find().into()
            }
            Shortcut::Find if self.place == Place::History => {
                operation::focus(history::filters::search_id()).into()
            }
            Shortcut::Find => {
                let went = self.update(look, Message::Went(Place::Measures));
                match went {
                    Action::AskFirst(message) => Action::AskFirst(message),
                    _ => operation::focus(measures::search_id()).into(),
                }
            }
            Shortcut::Print if self.place == Place::Print => {
                self.update(look, Message::Print(print::Message::SaveAsked))
            }
            Shortcut::Print if self.place == Place::Editions => {
                self.update(look, Message::Editions(editions::Message::SaveAsked))
            }
            Shortcut::Print => self.update(look, Message::Went(Place::Print)),
            Shortcut::Previous | Shortcut::Next if self.place == Place::Print => {
                self.print.turn(shortcut == Shortcut::Next).map(Message::Print).into()
            }
            Shortcut::Previous | Shortcut::Next if self.place == Place::Editions => {
                self.editions.turn(shortcut == Shortcut::Next).map(Message::Editions).into()
            }
            Shortcut::Previous | Shortcut::Next if self.place == Place::History => {
                let action = self.history.step(shortcut == Shortcut::Next).map(Message::History);
                self.perform(look, action)
            }
            Shortcut::Previous | Shortcut::Next if in_measures => {
                let forward = shortcut == Shortcut::Next;
                self.update(look, Message::Measures(measures::Message::Stepped { forward }))
            }
            Shortcut::Advance | Shortcut::Correct | Shortcut::NextMissing if in_measures => {
                match measures::Message::of(shortcut) {
                    Some(message) => self.update(look, Message::Measures(message)),
                    None => Action::None,
                }
            }
            Shortcut::MoveEarlier | Shortcut::MoveLater if in_measures => {
                let later = shortcut == Shortcut::MoveLater;
                self.update(look, Message::Measures(measures::Message::shifted_row(later)))
            }
            Shortcut::RowMenu if in_measures => {
                self.update(look, Message::Measures(measures::Message::row_menu()))
            }
            Shortcut::New if in_measures => {
                self.update(look, Message::Measures(measures::Message::Add))
            }
            Shortcut::Escape if in_measures => {
                self.measures.escape();
                Action::None
            }
            _ => Action::None,
        }
    }

    /// What a key does while another copy is reviewed.
    fn shortcut_in_review(&mut self, look: Look, shortcut: Shortcut) -> Action<Message> {
        let step = |key| Message::Merge(merge::Message::Stepped(key));
        let message = match shortcut {
            Shortcut::Place(number) => match Place::ALL.get(usize::from(number)) {
                Some(place) => Message::Went(*place),
                None => return Action::None,
            },
            Shortcut::Undo => Message::Undo,
            Shortcut::Redo => Message::Redo,
            Shortcut::Print => Message::Went(Place::Print),
            Shortcut::Advance => Message::Merge(merge::Message::AcceptAsked),
            Shortcut::NextMissing => Message::Merge(merge::Message::NextAsked),
            Shortcut::Previous => step(ListKey::Up),
            Shortcut::Next => step(ListKey::Down),
            _ => return Action::None,
        };
        self.update(look, message)
    }

    /// Whether a key that is held ends here: it leads from what was typed to nothing that is stored.
    pub fn ends(&self, held: Shortcut) -> bool {
        held == Shortcut::Undo
            && self.review.is_none()
            && self.writing().is_some_and(EditableScreen::is_at_undo_boundary)
    }

    /// Where the clerk is.
    pub const fn place(&self) -> Place {
        self.place
    }

    /// Whether what a menu names can be done now.
    pub fn is_able(&self, shortcut: Shortcut) -> bool {
        match shortcut {
            Shortcut::Merge => self.can_merge(),
            Shortcut::Import => self.can_import(),
            Shortcut::Save => self.unsaved_draft().is_some(),
            Shortcut::Undo if self.review.is_some() => {
                self.review.as_ref().is_some_and(|review| review.can_undo())
            }
            Shortcut::Redo if self.review.is_some() => {
                self.review.as_ref().is_some_and(|review| review.can_redo())
            }
            Shortcut::Undo => {
                self.undoable().is_some() || self.writing().is_some_and(EditableScreen::can_undo)
            }
            Shortcut::Redo => {
                self.redoable().is_some() || self.writing().is_some_and(EditableScreen::can_redo)
            }
            Shortcut::NextMissing => self.place == Place::Measures,
            Shortcut::Advance | Shortcut::Correct => {
                self.place == Place::Measures && self.permissions.can_write()
            }
            Shortcut::New => {
                matches!(self.place, Place::Measures | Place::Tables)
                    && self.permissions.can_edit_structure()
            }
            Shortcut::Place(number) => {
                Place::ALL.get(usize::from(number)).is_some_and(|place| self.offers(*place))
            }
            _ => true,
        }
    }

    /// Gives the focus back to what was being written, after a question that changed nothing.
    pub fn resume(&mut self) -> Action<Message> {
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
    pub fn hears_tab(&self, inward: bool) -> Option<Id> {
        let shifts = self.review.is_none()
            && self.place == Place::Measures
            && self.measures.can_shift(inward);
        shifts.then(measures::narrative_id)
    }

    /// Whether Esc closes something here, rather than leaving a field.
    pub fn hears_escape(&self) -> bool {
        self.writing().is_some_and(EditableScreen::can_escape)
    }

    /// Whether the arrows lead from row to row here, rather than moving within a field.
    pub fn hears_arrows(&self) -> bool {
        self.review.is_none() && self.place == Place::Tables && self.tables.has_rows()
    }
}
