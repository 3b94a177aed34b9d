//! Yes or no.

use crate::domain::text::visible;
use crate::ui::theme::Look;
use crate::ui::widget::tab_stop::{self, TabStop};
use iced::Border;
use iced::widget::checkbox;
use iced::widget::text::IntoFragment;

/// Yes or no, with its name.
pub(crate) fn check<'a, M: Clone + 'a>(
    look: Look,
    name: impl IntoFragment<'a>,
    checked: bool,
    on_toggle: impl Fn(bool) -> M + 'a,
) -> TabStop<'a, M> {
    let c = look.color;
    let pressed = on_toggle(!checked);
    let drawn = checkbox(checked)
        .label(visible(name.into_fragment()))
        .on_toggle(on_toggle)
        .size(18.0)
        .text_size(look.body())
        .spacing(8.0)
        .text_wrapping(iced::widget::text::Wrapping::None)
        .style(move |_, status| {
            let (checked, over) = match status {
                checkbox::Status::Active { is_checked } => (is_checked, false),
                checkbox::Status::Hovered { is_checked } => (is_checked, true),
                checkbox::Status::Disabled { is_checked } => (is_checked, false),
            };
            checkbox::Style {
                background: if checked { c.accent } else { c.surface }.into(),
                icon_color: c.on_accent,
                border: Border {
                    color: if checked || over { c.accent } else { c.second },
                    width: 1.0,
                    radius: 4.0.into(),
                },
                text_color: Some(c.ink),
            }
        });
    tab_stop::pressed(look, drawn, Some(pressed))
}
