//! What a key means in the table: before the field of the cell hears it.

use super::Message;
use super::cursor::Motion;
use super::entry::Entry;
use super::state::State;
use iced::keyboard::{Key, Modifiers, key::Named};

/// What a key does; `None` leaves it to the field.
pub(super) fn message(entry: Option<&Entry>, key: &Key, modifiers: Modifiers) -> Option<Message> {
    let writes = entry.is_some();
    let mends = entry.is_some_and(|entry| entry.mends);
    let shift = modifiers == Modifiers::SHIFT;
    let plain = modifiers.is_empty() || shift;
    let ctrl = modifiers == Modifiers::COMMAND;
    let moved = |motion| Some(Message::Moved { motion, extends: shift });
    match key.as_ref() {
        Key::Named(Named::Enter) if plain => {
            let motion = if shift { Motion::Above } else { Motion::Below };
            Some(Message::Moved { motion, extends: false })
        }
        Key::Named(Named::ArrowUp) if plain => moved(Motion::Up),
        Key::Named(Named::ArrowDown) if plain => moved(Motion::Down),
        Key::Named(Named::ArrowLeft) if plain && !mends => moved(Motion::Left),
        Key::Named(Named::ArrowRight) if plain && !mends => moved(Motion::Right),
        Key::Named(Named::PageUp) if plain => moved(Motion::PageUp),
        Key::Named(Named::PageDown) if plain => moved(Motion::PageDown),
        Key::Named(Named::Home) if plain && !mends => moved(Motion::First),
        Key::Named(Named::End) if plain && !mends => moved(Motion::Last),
        Key::Named(Named::Home) if ctrl && !mends => moved(Motion::Top),
        Key::Named(Named::End) if ctrl && !mends => moved(Motion::Bottom),
        Key::Named(Named::Delete | Named::Backspace) if !writes => Some(Message::Cleared),
        Key::Character("c") if ctrl && !writes => Some(Message::Copied { clears: false }),
        Key::Character("x") if ctrl && !writes => Some(Message::Copied { clears: true }),
        Key::Character("v") if ctrl && !writes => Some(Message::PasteAsked),
        Key::Character("a") if ctrl && !writes => Some(Message::AllMarked),
        Key::Character(digit) if modifiers == Modifiers::ALT => {
            let number = digit.parse::<usize>().ok()?.checked_sub(1)?;
            let state = State::ALL.get(number).copied();
            // What is typed is marked as 速報値, or no longer; the others would take its place.
            let state = state.filter(|state| !writes || *state == State::Provisional);
            state.map(Message::Stated)
        }
        _ => None,
    }
}
