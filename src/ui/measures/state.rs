//! How far an entry is, as it is seen: a mark and a word.

use crate::domain::EntryState;
use crate::ui::theme::Look;
use crate::ui::widget::badge::{Tone, badge};
use crate::words;
use iced::Element;

/// The colour and the sign of a state.
const fn mark(state: EntryState) -> (Tone, &'static str) {
    match state {
        EntryState::Missing => (Tone::Quiet, "○"),
        EntryState::InProgress => (Tone::Attention, "…"),
        EntryState::DepartmentChecked => (Tone::Accent, "◎"),
        EntryState::Confirmed => (Tone::Done, "✓"),
    }
}

/// The state of an entry.
pub fn state<'a, M: 'a>(look: Look, state: EntryState) -> Element<'a, M> {
    let (tone, sign) = mark(state);
    badge(look, tone, sign, words::state(state))
}
