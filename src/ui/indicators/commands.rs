//! What the keys and the menus of the window do at the place 指標.

use super::cursor::Motion;
use super::editor::Editor;
use super::{Message, Screen};
use crate::ui::command::Command;

impl Screen {
    /// What a key or a menu does here at the moment.
    pub(in crate::ui) fn message_for(&self, command: Command) -> Option<Message> {
        let is_at_cell = self.cursor.is_some() && self.permissions.can_write();
        let of_cell = |message| is_at_cell.then_some(message);
        let arranges = self.permissions.can_edit_structure();
        // A new one is not among the others yet.
        let is_new = self.editor.as_ref().is_some_and(Editor::is_new);
        let of_one = |message| (arranges && !is_new && self.cursor.is_some()).then_some(message);
        let moved = |motion| Some(Message::Moved { motion, extends: false });
        match command {
            Command::Save => self.is_unsaved().then_some(Message::Save),
            Command::NextMissing => Some(Message::SteppedToMissing),
            // Where nothing comes of it, the clerk is told why.
            Command::Rename => of_cell(Message::MendAsked),
            Command::Fill => of_cell(Message::Filled),
            Command::Advance => of_cell(Message::Advanced),
            Command::New => arranges.then_some(Message::NewAsked),
            Command::Previous => moved(Motion::Above),
            Command::Next => moved(Motion::Below),
            Command::MoveEarlier => of_one(Message::Shifted { later: false }),
            Command::MoveLater => of_one(Message::Shifted { later: true }),
            // What is typed in a cell, and what is marked, is given up before.
            Command::Escape if self.entry.is_some() || self.anchor.is_some() => None,
            Command::Escape => match self.editor {
                Some(_) => Some(Message::EditorClosed),
                None => self.unfolded.then_some(Message::PanelToggled),
            },
            _ => None,
        }
    }
}
