//! Buttons: one filled on a screen, the others plain; each carries its key.

use super::icon::{Icon, icon};
use super::{label, tab_stop};
use crate::domain::text::visible;
use crate::ui::theme::{BOLD, INTERFACE, Look};
use iced::widget::button::{Status, Style};
use iced::widget::text::Wrapping;
use iced::widget::{Id, container, row, text, tooltip};
use iced::{Border, Center, Color, Element, Length, Padding, Theme};
use std::borrow::Cow;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Filled,
    Plain,
    Danger,
    Link,
}

/// A button in the making.
#[derive(Debug)]
pub struct Button<'a, M> {
    look: Look,
    kind: Kind,
    label: Cow<'a, str>,
    icon: Option<Icon>,
    key: Option<&'static str>,
    hint: Option<Cow<'a, str>>,
    on_press: Option<M>,
    id: Option<Id>,
}

/// The next step of a screen.
pub(crate) fn filled<'a, M>(look: Look, label: impl Into<Cow<'a, str>>) -> Button<'a, M> {
    Button::new(look, Kind::Filled, label)
}

/// What can be done as well.
pub(crate) fn plain<'a, M>(look: Look, label: impl Into<Cow<'a, str>>) -> Button<'a, M> {
    Button::new(look, Kind::Plain, label)
}

/// What deletes.
pub(crate) fn danger<'a, M>(look: Look, label: impl Into<Cow<'a, str>>) -> Button<'a, M> {
    Button::new(look, Kind::Danger, label)
}

/// What leads elsewhere, within a line of text.
pub(crate) fn link<'a, M>(look: Look, label: impl Into<Cow<'a, str>>) -> Button<'a, M> {
    Button::new(look, Kind::Link, label)
}

/// What unfolds something beneath it, and folds it away again.
pub(crate) fn fold<'a, M>(
    look: Look,
    label: impl Into<Cow<'a, str>>,
    unfolded: bool,
) -> Button<'a, M> {
    link(look, label).icon(if unfolded { Icon::Unfolded } else { Icon::Folded })
}

impl<'a, M> Button<'a, M> {
    fn new(look: Look, kind: Kind, label: impl Into<Cow<'a, str>>) -> Self {
        Self {
            look,
            kind,
            label: label.into(),
            icon: None,
            key: None,
            hint: None,
            on_press: None,
            id: None,
        }
    }

    /// A sign before the label.
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// The key that does the same.
    pub fn key(self, key: &'static str) -> Self {
        Self { key: Some(key), ..self }
    }

    /// More words, shown while the pointer rests on the button.
    pub fn hint(self, hint: impl Into<Cow<'a, str>>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The name by which the focus is brought here.
    pub fn id(self, id: Id) -> Self {
        Self { id: Some(id), ..self }
    }

    pub fn on_press(self, message: M) -> Self {
        Self { on_press: Some(message), ..self }
    }

    /// Without a message the button cannot be pressed.
    pub fn on_press_maybe(self, message: Option<M>) -> Self {
        Self { on_press: message, ..self }
    }
}

impl<'a, M: Clone + 'a> From<Button<'a, M>> for Element<'a, M> {
    fn from(button: Button<'a, M>) -> Self {
        let Button { look, kind, label, icon: sign, key, hint, on_press, id } = button;
        let able = on_press.is_some();
        let (ink, second) = inks(look, kind, able);
        let font = if kind == Kind::Filled { BOLD } else { INTERFACE };
        let word = |content: Cow<'a, str>, color| {
            text(visible(content))
                .size(look.body())
                .font(font)
                .color(color)
                .wrapping(Wrapping::None)
        };
        let content = row![]
            .push(sign.map(|sign| icon(sign, ink)))
            .push((!label.is_empty()).then(|| word(label, ink)))
            .push(key.filter(|key| !key.is_empty()).map(|key| word(Cow::Borrowed(key), second)))
            .spacing(8.0)
            .align_y(Center);
        let (height, padding) = match kind {
            Kind::Link => (24.0, Padding::from([0.0, 2.0])),
            _ => (look.control(), Padding::from([0.0, 14.0])),
        };
        let pressable = iced::widget::button(container(content).center_y(height))
            .padding(padding)
            .style(move |_, status| style(look, kind, status))
            .on_press_maybe(on_press.clone());
        let mut pressable = tab_stop::pressed(look, pressable, on_press);
        if let Some(id) = id {
            pressable = pressable.id(id);
        }
        match hint {
            Some(hint) => {
                tooltip(pressable, bubble(look, hint), tooltip::Position::Bottom).gap(4.0).into()
            }
            None => pressable.into(),
        }
    }
}

/// What appears beside a button while the pointer rests on it.
fn bubble<'a, M: 'a>(look: Look, hint: Cow<'a, str>) -> Element<'a, M> {
    container(label::body(look, hint).color(look.color.surface))
        .padding([6.0, 10.0])
        .max_width(360.0)
        .style(move |_| {
            container::Style::default()
                .background(look.color.ink)
                .border(iced::border::rounded(look.radius()))
        })
        .into()
}

/// The colours of the label and of the key.
fn inks(look: Look, kind: Kind, able: bool) -> (Color, Color) {
    let c = look.color;
    match kind {
        Kind::Filled => (c.on_accent, c.on_accent_second),
        _ if !able => (c.second.scale_alpha(0.6), c.second.scale_alpha(0.6)),
        Kind::Plain => (c.ink, c.second),
        Kind::Danger => (c.wrong, c.second),
        Kind::Link => (c.accent, c.second),
    }
}

fn style(look: Look, kind: Kind, status: Status) -> Style {
    let c = look.color;
    let over = matches!(status, Status::Hovered | Status::Pressed);
    let border = |color| Border { color, width: 1.0, radius: look.radius().into() };
    let (background, border) = match (kind, status) {
        (Kind::Filled, Status::Disabled) => (c.accent_off, border(c.accent_off)),
        (Kind::Filled, _) if over => (c.accent_hover, border(c.accent_hover)),
        (Kind::Filled, _) => (c.accent, border(c.accent)),
        (Kind::Link, _) => (
            if over { c.accent_soft } else { Color::TRANSPARENT },
            iced::border::rounded(look.radius()),
        ),
        (Kind::Danger, _) if over => (c.wrong_soft, border(c.wrong)),
        (_, _) if over => (c.hover, border(c.edge)),
        (_, _) => (c.surface, border(c.line)),
    };
    Style { background: Some(background.into()), text_color: c.ink, border, ..Style::default() }
}

/// A whole row or card that can be pressed; it is drawn by what it holds.
pub struct RowButton<'a, M> {
    look: Look,
    pressable: iced::widget::Button<'a, M>,
    on_press: M,
    /// Whether Tab visits it.
    visited: bool,
}

impl<M> std::fmt::Debug for RowButton<'_, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RowButton").field("visited", &self.visited).finish_non_exhaustive()
    }
}

/// Whatever is pressed as a whole.
pub(crate) fn bare<'a, M: Clone + 'a>(
    look: Look,
    content: impl Into<Element<'a, M>>,
    on_press: M,
) -> RowButton<'a, M> {
    let pressable = iced::widget::button(content).padding(0).on_press(on_press.clone());
    RowButton { look, pressable, on_press, visited: true }
}

impl<'a, M: Clone + 'a> RowButton<'a, M> {
    pub fn width(self, width: impl Into<Length>) -> Self {
        Self { pressable: self.pressable.width(width), ..self }
    }

    pub fn height(self, height: impl Into<Length>) -> Self {
        Self { pressable: self.pressable.height(height), ..self }
    }

    pub fn padding(self, padding: impl Into<Padding>) -> Self {
        Self { pressable: self.pressable.padding(padding), ..self }
    }

    pub fn style(self, style: impl Fn(&Theme, Status) -> Style + 'a) -> Self {
        Self { pressable: self.pressable.style(style), ..self }
    }

    /// Tab passes by: the list in which it stands is one stop ([`tab_stop::list`]).
    pub fn of_a_list(self) -> Self {
        Self { visited: false, ..self }
    }
}

impl<'a, M: Clone + 'a> From<RowButton<'a, M>> for Element<'a, M> {
    fn from(bare: RowButton<'a, M>) -> Self {
        let RowButton { look, pressable, on_press, visited } = bare;
        if visited {
            tab_stop::pressed(look, pressable, Some(on_press)).within().into()
        } else {
            pressable.into()
        }
    }
}

/// How a row of a list stands: on the ground that the list has already, where it is neither the
/// chosen one nor under the pointer, since every ground costs a frame of scrolling.
pub(crate) fn in_list(look: Look, chosen: bool) -> impl Fn(&Theme, Status) -> Style {
    let c = look.color;
    move |_, status| {
        let over = matches!(status, Status::Hovered | Status::Pressed);
        let background = match (chosen, over) {
            (true, _) => Some(c.accent_soft.into()),
            (false, true) => Some(c.hover.into()),
            (false, false) => None,
        };
        Style { background, text_color: c.ink, ..Style::default() }
    }
}
