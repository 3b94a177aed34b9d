//! Fields that are typed into.

use super::label;
use crate::ui::theme::Look;
use iced::widget::{TextInput, column, text_editor, text_input};
use iced::{Border, Element, Fill};

/// A one-line field. Without `on_input` it can only be read.
pub(crate) fn line<'a, M: Clone + 'a>(
    look: Look,
    placeholder: &str,
    value: &str,
) -> TextInput<'a, M> {
    text_input(placeholder, value)
        .size(look.body())
        .line_height(iced::Pixels(20.0))
        .padding([9.0, 12.0])
        .style(move |_, status| line_style(look, status))
}

/// A field under its name, with what is wrong with it beneath.
pub(crate) fn labelled<'a, M: 'a>(
    look: Look,
    name: &'a str,
    field: impl Into<Element<'a, M>>,
    wrong: Option<&'a str>,
) -> Element<'a, M> {
    column![label::second(look, name), field.into()]
        .push(wrong.map(|wrong| label::wrong(look, wrong)))
        .spacing(4.0)
        .width(Fill)
        .into()
}

fn line_style(look: Look, status: text_input::Status) -> text_input::Style {
    let c = look.color;
    let (color, width) = match status {
        text_input::Status::Focused { .. } => (c.accent, 2.0),
        text_input::Status::Hovered => (c.edge, 1.0),
        text_input::Status::Active | text_input::Status::Disabled => (c.line, 1.0),
    };
    let disabled = status == text_input::Status::Disabled;
    text_input::Style {
        background: if disabled { c.quiet } else { c.surface }.into(),
        border: Border { color, width, radius: look.radius().into() },
        icon: c.second,
        placeholder: c.second,
        value: c.ink,
        selection: c.selection,
    }
}

/// A field of many lines that is written in.
pub(crate) fn written(
    look: Look,
) -> impl Fn(&iced::Theme, text_editor::Status) -> text_editor::Style {
    move |_, status| editor_style(look, status, false)
}

/// A field of many lines that is only read.
pub(crate) fn read(look: Look) -> impl Fn(&iced::Theme, text_editor::Status) -> text_editor::Style {
    move |_, status| editor_style(look, status, true)
}

fn editor_style(look: Look, status: text_editor::Status, quiet: bool) -> text_editor::Style {
    let c = look.color;
    let (color, width) = match status {
        text_editor::Status::Focused { .. } if quiet => (c.edge, 1.0),
        text_editor::Status::Focused { .. } => (c.accent, 2.0),
        text_editor::Status::Hovered => (c.edge, 1.0),
        text_editor::Status::Active | text_editor::Status::Disabled => (c.line, 1.0),
    };
    text_editor::Style {
        background: if quiet { c.quiet } else { c.surface }.into(),
        border: Border { color, width, radius: 8.0.into() },
        placeholder: c.second,
        value: c.ink,
        selection: c.selection,
    }
}

/// What a field of several lines leaves below its text, where it leaves `padding` above, so that it
/// has room for whole lines alone: tiny-skia paints one that is cut off beyond the field, and does
/// not always take it away again. All in pixels.
pub(crate) fn below(height: f32, padding: f32, line: f32) -> f32 {
    padding + (height - 2.0 * padding).max(0.0) % line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_room_for_whole_lines() {
        for height in [0.0, 20.0, 96.0, 137.5, 400.0] {
            let room: f32 = height - 14.0 - below(height, 14.0, 30.4);
            let lines = (room.max(0.0) / 30.4).round();
            assert!((room.max(0.0) - lines * 30.4).abs() < 0.01, "{height}: {lines} lines");
        }
        assert!((below(400.0, 14.0, 30.4) - 21.2).abs() < 0.01);
    }
}
