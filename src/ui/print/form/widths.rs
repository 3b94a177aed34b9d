//! Columns that become wider and narrower on the page.

use super::{Form, Message, Text};
use crate::domain::template::{Column, Settings};
use crate::report::Em;
use crate::ui::print::preview::Dragged;

impl Form {
    /// The settings with a border moved. The two columns keep the widths that come of it; of those that
    /// share what the others leave, the last one goes on doing so, or the table would not fill the page.
    pub(in crate::ui::print) fn dragged(
        &mut self,
        widths: &[(Column, Em)],
        dragged: Dragged,
    ) -> Message {
        let mut settings = self.draft.settings.clone();
        for (column, by) in [(dragged.left, dragged.halves), (dragged.right, -dragged.halves)] {
            let is_auto = |at: &Column| settings.column(*at).width.is_none();
            let autos = widths.iter().filter(|(at, _)| is_auto(at)).count();
            let shares = is_auto(&column) && autos == 1;
            let now = widths.iter().find(|(at, _)| *at == column).map(|(_, width)| halves(*width));
            if let Some(now) = now.filter(|_| !shares) {
                let (least, most) = Settings::WIDTHS.into_inner();
                let width = now.saturating_add(by).clamp(least.cast_signed(), most.cast_signed());
                let mut own = settings.column(column);
                own.width = Some(width.cast_unsigned());
                settings.set_column(column, own);
                let _ = self.typed.remove(&Text::Width(column));
            }
        }
        Message::Chosen(settings)
    }
}

/// In halves of a character.
fn halves(width: Em) -> i16 {
    let halves = f64::from(width.0) / f64::from(Em::HALF.0);
    halves.round() as i16
}
