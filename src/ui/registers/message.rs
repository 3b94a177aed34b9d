//! What a message does, so that it is known before it is obeyed.

use super::{Message, Screen};

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
            | Message::ProposedAdded(_)
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
