//! Which measures are chosen together, by mouse and by key.

use super::{Message as ScreenMessage, Screen};
use crate::domain::MeasureId;
use crate::ui::request::Action;
use crate::ui::theme::Look;
use crate::ui::widget::tab_stop::ListKey;
use iced::keyboard::{Key, Modifiers, key::Named};
use std::collections::BTreeSet;

/// The chosen measures, and where the keys are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Selection {
    chosen: BTreeSet<MeasureId>,
    /// Where a range begins.
    anchor: Option<MeasureId>,
    /// The row that the arrow keys have come to.
    cursor: Option<MeasureId>,
    /// Whether the cursor is shown: once a key has moved it.
    shown: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// Ctrl, Shift or Alt was pressed or let go.
    ModifiersChanged(Modifiers),
    /// Into the selection, or out of it.
    Toggled(MeasureId),
    /// From where the last one was to this one.
    Extended(MeasureId),
    All,
    Cleared,
    /// The arrow keys; with Shift what lies between is chosen.
    Stepped {
        forward: bool,
        extend: bool,
    },
    /// Space.
    CursorToggled,
    /// Enter.
    CursorOpened,
}

impl Selection {
    pub(super) fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    pub(super) fn has(&self, id: MeasureId) -> bool {
        self.chosen.contains(&id)
    }

    /// Whether the keys are at this row.
    pub(super) fn is_at(&self, id: MeasureId) -> bool {
        self.shown && self.cursor == Some(id)
    }

    /// Where the keys are.
    pub(super) const fn cursor(&self) -> Option<MeasureId> {
        self.cursor
    }

    /// The chosen ones, in the order of the list.
    pub(super) fn of(&self, listed: impl Iterator<Item = MeasureId>) -> Vec<MeasureId> {
        listed.filter(|id| self.has(*id)).collect()
    }

    /// The editor has opened a measure.
    pub(super) fn opened(&mut self, id: MeasureId) {
        *self = Self { anchor: Some(id), cursor: Some(id), ..Self::default() };
    }

    pub(super) fn clear(&mut self) {
        self.chosen.clear();
    }

    /// Leaves out what is not listed any more: nothing that cannot be seen is changed.
    pub(super) fn keep(&mut self, listed: impl Iterator<Item = MeasureId>) {
        let listed: BTreeSet<MeasureId> = listed.collect();
        self.chosen.retain(|id| listed.contains(id));
    }

    fn toggle(&mut self, id: MeasureId) {
        if !self.chosen.remove(&id) {
            let _ = self.chosen.insert(id);
        }
        (self.anchor, self.cursor) = (Some(id), Some(id));
    }

    fn extend(&mut self, listed: &[MeasureId], to: MeasureId) {
        let at = |id| listed.iter().position(|listed| *listed == id);
        let from = self.anchor.and_then(at).or_else(|| at(to));
        let (Some(from), Some(end)) = (from, at(to)) else { return };
        let range = listed.get(from.min(end)..=from.max(end)).unwrap_or_default();
        self.chosen = range.iter().copied().collect();
        self.anchor = listed.get(from).copied();
        self.cursor = Some(to);
    }
}

impl Message {
    /// Whether it takes the place of the editor, so that an unsaved draft is to be settled before.
    pub const fn changes(&self) -> bool {
        match self {
            Self::Toggled(_) | Self::Extended(_) | Self::All | Self::CursorToggled => true,
            Self::Stepped { extend, .. } => *extend,
            Self::ModifiersChanged(_) | Self::Cleared | Self::CursorOpened => false,
        }
    }
}

/// What a key means in the list, where no field has taken it.
pub(super) fn heard(key: &Key, modifiers: Modifiers) -> Option<ScreenMessage> {
    let (command, shift) = (modifiers.command(), modifiers.shift());
    let message = match key.as_ref() {
        _ if modifiers.alt() => return None,
        Key::Named(Named::ArrowDown) if !command => {
            Message::Stepped { forward: true, extend: shift }
        }
        Key::Named(Named::ArrowUp) if !command => {
            Message::Stepped { forward: false, extend: shift }
        }
        Key::Named(Named::Space) if !command => Message::CursorToggled,
        Key::Named(Named::Enter) if !command => Message::CursorOpened,
        Key::Named(Named::Escape) => Message::Cleared,
        Key::Character("a" | "A") if command => Message::All,
        Key::Character("c" | "C") if command => return Some(ScreenMessage::Copied),
        Key::Character("v" | "V") if command => return Some(ScreenMessage::PasteAsked),
        _ => return None,
    };
    Some(ScreenMessage::Selection(message))
}

/// What a key means in the list, where that is the stop that has the focus.
pub(super) fn of_list(key: ListKey) -> Option<ScreenMessage> {
    let message = match key {
        ListKey::Up => Message::Stepped { forward: false, extend: false },
        ListKey::Down => Message::Stepped { forward: true, extend: false },
        ListKey::Enter => Message::CursorOpened,
        ListKey::Mark => Message::CursorToggled,
        ListKey::First | ListKey::Last | ListKey::Remove => return None,
    };
    Some(ScreenMessage::Selection(message))
}

impl Screen {
    /// What pressing a row means, with the keys that are held.
    pub(super) fn pressed(&self, id: MeasureId) -> ScreenMessage {
        if self.modifiers.shift() {
            ScreenMessage::Selection(Message::Extended(id))
        } else if self.modifiers.command() {
            ScreenMessage::Selection(Message::Toggled(id))
        } else {
            ScreenMessage::Chosen(id)
        }
    }

    pub(super) fn select(&mut self, look: Look, message: Message) -> Action<ScreenMessage> {
        let listed: Vec<MeasureId> = self.list.measures().collect();
        let selection = &mut self.selection;
        if !matches!(message, Message::ModifiersChanged(_)) {
            self.bulk.clear();
        }
        match message {
            Message::ModifiersChanged(modifiers) => self.modifiers = modifiers,
            Message::Toggled(id) => selection.toggle(id),
            Message::Extended(id) => selection.extend(&listed, id),
            Message::All => selection.chosen = listed.into_iter().collect(),
            Message::Cleared => selection.clear(),
            Message::Stepped { forward, extend } => {
                let from = selection.cursor;
                let next = self.list.neighbour(from, forward).or(from);
                let Some(next) = next else { return Action::None };
                selection.shown = true;
                if extend {
                    selection.extend(&listed, next);
                } else {
                    (selection.anchor, selection.cursor) = (Some(next), Some(next));
                }
                return Action::Run(self.list.reveal(next));
            }
            Message::CursorToggled => {
                selection.cursor.into_iter().for_each(|id| selection.toggle(id));
            }
            Message::CursorOpened => {
                let Some(id) = selection.cursor else { return Action::None };
                return self.update(look, ScreenMessage::Chosen(id));
            }
        }
        Action::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_goes_from_where_it_began() {
        let listed: Vec<MeasureId> = (0..5).map(|_| MeasureId::new()).collect();
        let mut selection = Selection::default();
        let chosen = |selection: &Selection| {
            let at = |id: &MeasureId| listed.iter().position(|listed| listed == id);
            selection.of(listed.iter().copied()).iter().filter_map(at).collect::<Vec<_>>()
        };
        selection.toggle(listed[2]);
        selection.extend(&listed, listed[4]);
        assert_eq!(chosen(&selection), [2, 3, 4]);
        selection.extend(&listed, listed[1]);
        assert_eq!(chosen(&selection), [1, 2]);
        selection.toggle(listed[4]);
        assert_eq!(chosen(&selection), [1, 2, 4]);
        selection.keep(listed[..2].iter().copied());
        assert_eq!(chosen(&selection), [1]);
        selection.opened(listed[0]);
        assert!(selection.is_empty());
        selection.extend(&listed, listed[1]);
        assert_eq!(chosen(&selection), [0, 1]);
    }
}
