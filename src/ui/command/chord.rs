//! A key with those that are held down along with it.

use iced::keyboard::{Key, Modifiers, key::Named};
use std::fmt;

/// The modifier keys, and the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chord(pub ModifierKeys, pub Stroke);

/// The modifier keys of a chord.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ModifierKeys {
    Nothing,
    Ctrl,
    Shift,
    Alt,
    CtrlShift,
    AltShift,
}

/// The key itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stroke {
    Letter(&'static str),
    /// Something that some keyboards have with Shift and others without.
    Symbol(&'static str),
    Named(Named),
}

impl Chord {
    pub(super) const fn ctrl(letter: &'static str) -> Self {
        Self(ModifierKeys::Ctrl, Stroke::Letter(letter))
    }

    pub(super) const fn symbol(symbol: &'static str) -> Self {
        Self(ModifierKeys::Ctrl, Stroke::Symbol(symbol))
    }

    pub(super) const fn named(key: Named) -> Self {
        Self(ModifierKeys::Nothing, Stroke::Named(key))
    }

    /// Whether this is what was pressed.
    pub(super) fn is(self, key: &Key, modifiers: Modifiers) -> bool {
        let Self(held, stroke) = self;
        match (stroke, key.as_ref()) {
            (Stroke::Letter(letter), Key::Character(c)) => {
                held.modifiers() == modifiers && c.eq_ignore_ascii_case(letter)
            }
            (Stroke::Symbol(symbol), Key::Character(c)) => {
                held.modifiers() == modifiers - Modifiers::SHIFT && c == symbol
            }
            (Stroke::Named(named), Key::Named(key)) => {
                held.modifiers() == modifiers && named == key
            }
            _ => false,
        }
    }

    /// As the keyboard reports it.
    pub(super) fn pressed(self) -> (Key, Modifiers) {
        let key = match self.1 {
            Stroke::Letter(c) | Stroke::Symbol(c) => Key::Character(c.into()),
            Stroke::Named(named) => Key::Named(named),
        };
        (key, self.0.modifiers())
    }
}

impl ModifierKeys {
    fn modifiers(self) -> Modifiers {
        match self {
            Self::Nothing => Modifiers::empty(),
            Self::Ctrl => Modifiers::COMMAND,
            Self::Shift => Modifiers::SHIFT,
            Self::Alt => Modifiers::ALT,
            Self::CtrlShift => Modifiers::COMMAND | Modifiers::SHIFT,
            Self::AltShift => Modifiers::ALT | Modifiers::SHIFT,
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            ModifierKeys::Nothing => "",
            ModifierKeys::Ctrl => "Ctrl+",
            ModifierKeys::Shift => "Shift+",
            ModifierKeys::Alt => "Alt+",
            ModifierKeys::CtrlShift => "Ctrl+Shift+",
            ModifierKeys::AltShift => "Alt+Shift+",
        })?;
        match self.1 {
            Stroke::Letter(c) | Stroke::Symbol(c) => f.write_str(&c.to_ascii_uppercase()),
            Stroke::Named(Named::ArrowUp) => f.write_str("↑"),
            Stroke::Named(Named::ArrowDown) => f.write_str("↓"),
            Stroke::Named(Named::Escape) => f.write_str("Esc"),
            Stroke::Named(named) => write!(f, "{named:?}"),
        }
    }
}
