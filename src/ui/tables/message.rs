//! What happens in 台帳.

use super::record::{Choice, New, Part};
use super::{Screen, reorganisation};
use crate::domain::{FiscalYear, Key};
use crate::ui::place::Tab;
use crate::ui::request::Request;
use iced::widget::scrollable;

#[derive(Debug, Clone)]
pub enum Message {
    TabChosen(Tab),
    RowChosen(Key),
    Stepped {
        forward: bool,
    },
    /// F2, or the row itself.
    Rename,
    /// Ctrl+N.
    NewAsked,
    /// An empty row is opened, to be filled in.
    Add(New),
    /// Typing in the field at the foot.
    NewNamed(New, String),
    Written(Part, String),
    Picked(Choice),
    /// 組織改正 of the open department.
    Reorganisation(reorganisation::Message),
    Save,
    Cancelled,
    Moved {
        later: bool,
    },
    Retired(bool),
    Deleted(Key),
    YearAdded(FiscalYear),
    YearClosed(FiscalYear, bool),
    /// Although something in it is unfinished.
    ClosingAccepted(FiscalYear),
    /// To what is shown elsewhere.
    Left(Request),
    Scrolled(scrollable::Viewport),
}

impl Message {
    /// Whether it changes what is stored, or leads to that.
    pub const fn edits(&self) -> bool {
        !matches!(self, Self::TabChosen(_) | Self::Left(_) | Self::Scrolled(_))
    }
}

impl Screen {
    /// Whether a message would lose the draft.
    pub(super) fn leaves(&self, message: &Message) -> bool {
        match message {
            Message::Reorganisation(message) => message.stores(),
            Message::NewNamed(..) => !self.draft.as_ref().is_some_and(|row| self.is_at_foot(row)),
            Message::TabChosen(_)
            | Message::RowChosen(_)
            | Message::Stepped { .. }
            | Message::Add(_)
            | Message::Moved { .. }
            | Message::Retired(_)
            | Message::YearAdded(_)
            | Message::YearClosed(..)
            | Message::ClosingAccepted(..)
            | Message::Left(_) => true,
            Message::Rename
            | Message::NewAsked
            | Message::Written(..)
            | Message::Picked(_)
            | Message::Save
            | Message::Cancelled
            | Message::Deleted(_)
            | Message::Scrolled(_) => false,
        }
    }
}
