//! Text in the sizes and colours of the window.

use crate::domain::text::visible;
use crate::ui::theme::{BOLD, Look};
use iced::widget::text::{IntoFragment, Wrapping};
use iced::widget::{Text, text};

/// Ordinary text. What would be invisible in it is shown.
pub(crate) fn body<'a>(look: Look, content: impl IntoFragment<'a>) -> Text<'a> {
    text(visible(content.into_fragment())).size(look.body()).wrapping(Wrapping::WordOrGlyph)
}

/// Labels, hints and what stands beside the matter.
pub(crate) fn second<'a>(look: Look, content: impl IntoFragment<'a>) -> Text<'a> {
    body(look, content).color(look.color.second)
}

/// A name, or what is counted.
pub(crate) fn bold<'a>(look: Look, content: impl IntoFragment<'a>) -> Text<'a> {
    body(look, content).font(BOLD)
}

/// The heading of a part of a screen.
pub(crate) fn heading<'a>(look: Look, content: impl IntoFragment<'a>) -> Text<'a> {
    bold(look, content).size(look.heading())
}

/// The title of a screen.
pub(crate) fn title<'a>(look: Look, content: impl IntoFragment<'a>) -> Text<'a> {
    bold(look, content).size(look.title()).wrapping(Wrapping::None)
}

/// What is wrong with a field, beside it.
pub(crate) fn wrong<'a>(look: Look, content: impl IntoFragment<'a>) -> Text<'a> {
    body(look, content).color(look.color.wrong)
}
