//! What of that which is typed is left by what the clerk does next, and is stored before.

use super::state::State;
use super::{Message, Screen};

/// What of that which is typed is left: in the cell, of the year, in the editor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Left {
    cell: bool,
    notes: bool,
    pub(super) editor: bool,
}

impl Screen {
    /// What of that which is typed a message leaves.
    pub(super) const fn leaves(&self, message: &Message) -> Left {
        let (cell, notes, editor) = match message {
            Message::List(_)
            | Message::PasteAsked
            | Message::PanelToggled
            | Message::Deleted(_) => (false, false, false),
            Message::Typed(_) => (false, true, true),
            Message::Stated(State::Provisional) if self.entry.is_some() => (false, true, true),
            Message::Notes(_) => (true, false, true),
            Message::Editor(_) => (true, true, false),
            _ => (true, true, true),
        };
        Left { cell, notes, editor }
    }

    /// Whether a message leaves what is typed, which is stored before.
    pub(super) fn is_left_by(&self, message: &Message) -> bool {
        let left = self.leaves(message);
        (left.cell && self.entry_changes())
            || (left.notes && self.notes_change())
            || (left.editor && self.editor_changes())
    }
}
