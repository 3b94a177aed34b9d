//! The keys of the window.

use iced::keyboard::{Key, Modifiers, key::Named};

/// What a key means, wherever the focus is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortcut {
    Save,
    Undo,
    Redo,
    Find,
    Print,
    Open,
    New,
    Previous,
    Next,
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    Rename,
    Confirm,
    /// 課確認, then 確定.
    Advance,
    /// To the next measure for which nothing is written.
    NextMissing,
    /// The first proposal of 点検 is taken.
    Correct,
    Escape,
    NextField,
    PreviousField,
    /// To the place of this number on the rail, from 0.
    Place(u8),
    Help,
}

impl Shortcut {
    /// The shortcut of a key; `None` where the key belongs to the field that has the focus.
    pub fn of(key: &Key, modifiers: Modifiers) -> Option<Self> {
        let (command, alt, shift) = (modifiers.command(), modifiers.alt(), modifiers.shift());
        match key.as_ref() {
            Key::Character(c) if command && !alt => match c.to_ascii_lowercase().as_str() {
                "s" => Some(Self::Save),
                "z" if shift => Some(Self::Redo),
                "z" => Some(Self::Undo),
                "y" => Some(Self::Redo),
                "f" => Some(Self::Find),
                "p" => Some(Self::Print),
                "o" => Some(Self::Open),
                "n" => Some(Self::New),
                "m" => Some(Self::NextMissing),
                "k" => Some(Self::Correct),
                digit => {
                    digit.parse().ok().and_then(|number: u8| number.checked_sub(1)).map(Self::Place)
                }
            },
            Key::Named(Named::ArrowUp) if alt => Some(Self::Previous),
            Key::Named(Named::ArrowDown) if alt => Some(Self::Next),
            Key::Named(Named::ArrowUp) if modifiers.is_empty() => Some(Self::Up),
            Key::Named(Named::ArrowDown) if modifiers.is_empty() => Some(Self::Down),
            Key::Named(Named::PageUp) if command => Some(Self::Previous),
            Key::Named(Named::PageDown) if command => Some(Self::Next),
            Key::Named(Named::Tab) if !command && !alt => {
                Some(if shift { Self::PreviousField } else { Self::NextField })
            }
            Key::Named(Named::F1) => Some(Self::Help),
            Key::Named(Named::F2) => Some(Self::Rename),
            Key::Named(Named::Enter) if command => Some(Self::Advance),
            Key::Named(Named::Enter) => Some(Self::Confirm),
            Key::Named(Named::Escape) => Some(Self::Escape),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_belongs_to_the_fields() {
        let typed = |key: &str, modifiers| Shortcut::of(&Key::Character(key.into()), modifiers);
        assert_eq!(typed("s", Modifiers::empty()), None);
        assert_eq!(typed("Z", Modifiers::CTRL | Modifiers::SHIFT), Some(Shortcut::Redo));
        // AltGr reports both.
        assert_eq!(typed("s", Modifiers::CTRL | Modifiers::ALT), None);
        assert_eq!(Shortcut::of(&Key::Named(Named::Process), Modifiers::CTRL), None);
    }
}
