//! States and choices as small marks: a sign and a word, never colour alone.

use super::label;
use crate::domain::text::visible;
use crate::domain::{EntryState, Hue, ProgressStatus};
use crate::ui::theme::{Colors, Look};
use crate::words;
use iced::widget::text::Wrapping;
use iced::widget::{container, row, text};
use iced::{Center, Color, Element, border};
use std::borrow::Cow;

/// What a mark says by its colour, besides its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Done,
    Accent,
    Attention,
    Wrong,
    Quiet,
}

impl Tone {
    /// Text and ground.
    pub fn colors(self, colors: &Colors) -> (Color, Color) {
        match self {
            Self::Done => (colors.done, colors.done_soft),
            Self::Accent => (colors.accent, colors.accent_soft),
            Self::Attention => (colors.attention, colors.attention_soft),
            Self::Wrong => (colors.wrong, colors.wrong_soft),
            Self::Quiet => (colors.second, colors.hover),
        }
    }
}

impl From<Hue> for Tone {
    fn from(hue: Hue) -> Self {
        match hue {
            Hue::Gray => Self::Quiet,
            Hue::Indigo => Self::Accent,
            Hue::Green => Self::Done,
            Hue::Amber => Self::Attention,
            Hue::Red => Self::Wrong,
        }
    }
}

/// The colour and the sign of how far an entry has come.
pub(crate) const fn mark(state: EntryState) -> (Tone, &'static str) {
    match state {
        EntryState::Missing => (Tone::Quiet, "○"),
        EntryState::InProgress => (Tone::Attention, "…"),
        EntryState::DepartmentChecked => (Tone::Accent, "◎"),
        EntryState::Confirmed => (Tone::Done, "✓"),
    }
}

/// How far an entry has come: a sign and a word.
pub(crate) fn state<'a, M: 'a>(look: Look, state: EntryState) -> Element<'a, M> {
    let (tone, sign) = mark(state);
    badge(look, tone, sign, words::state(state))
}

/// 廃止: not asked for any more.
pub(crate) fn retired<'a, M: 'a>(look: Look) -> Element<'a, M> {
    badge(look, Tone::Quiet, "－", "廃止")
}

/// 対象外: carried out in other years.
pub(crate) fn outside<'a, M: 'a>(look: Look) -> Element<'a, M> {
    badge(look, Tone::Quiet, "－", words::OUTSIDE_PERIOD)
}

/// 進捗状況 where a badge beside it tells something else: its mark and its name in its colour, on no
/// ground of its own.
pub(crate) fn status_word<'a, M: 'a>(look: Look, status: &ProgressStatus) -> Element<'a, M> {
    let (ink, _) = Tone::from(status.hue).colors(look.color);
    let word = format!("{}{}", status.mark, status.name);
    label::body(look, word).color(ink).wrapping(Wrapping::None).into()
}

/// A sign and a word.
pub(crate) fn badge<'a, M: 'a>(
    look: Look,
    tone: Tone,
    sign: &'a str,
    word: impl Into<Cow<'a, str>>,
) -> Element<'a, M> {
    let (ink, ground) = tone.colors(look.color);
    let word = word.into();
    let content = if word.is_empty() { sign.to_owned() } else { format!("{sign} {word}") };
    container(text(visible(content)).size(look.body()).color(ink).wrapping(Wrapping::None))
        .padding([1.0, 8.0])
        .style(move |_| container::Style::default().background(ground).border(border::rounded(4.0)))
        .into()
}

/// Something chosen, without a sign; on several lines where it is longer than there is room.
pub(crate) fn tag<'a, M: 'a>(look: Look, word: impl Into<Cow<'a, str>>) -> Element<'a, M> {
    let (ink, ground) = Tone::Accent.colors(look.color);
    container(text(visible(word)).size(look.body()).color(ink).wrapping(Wrapping::WordOrGlyph))
        .padding([1.0, 8.0])
        .style(move |_| container::Style::default().background(ground).border(border::rounded(4.0)))
        .into()
}

/// Something chosen that a press takes back.
pub(crate) fn chip<'a, M: Clone + 'a>(
    look: Look,
    word: impl Into<Cow<'a, str>>,
    on_press: M,
) -> Element<'a, M> {
    let c = look.color;
    let content = row![
        label::body(look, word.into()).color(c.accent).wrapping(Wrapping::None),
        label::body(look, "×").color(c.accent),
    ]
    .spacing(6.0)
    .align_y(Center);
    super::button::bare(look, content, on_press)
        .padding([1.0, 8.0])
        .style(move |_, status| {
            let over = matches!(
                status,
                iced::widget::button::Status::Hovered | iced::widget::button::Status::Pressed
            );
            iced::widget::button::Style {
                background: Some(if over { c.selection } else { c.accent_soft }.into()),
                text_color: c.accent,
                border: border::rounded(4.0),
                ..Default::default()
            }
        })
        .into()
}

/// One of several that can be on together: pressed in, where it is.
pub(crate) fn toggle<'a, M: Clone + 'a>(
    look: Look,
    tone: Tone,
    word: String,
    on: bool,
    on_press: M,
) -> Element<'a, M> {
    let c = look.color;
    let (ink, ground) = tone.colors(c);
    let edge = if on { ink } else { c.line };
    let word = label::body(look, word).wrapping(Wrapping::None);
    let word = if on { word.color(ink).font(crate::ui::theme::BOLD) } else { word.color(c.second) };
    super::button::bare(look, word, on_press)
        .padding([1.0, 4.0])
        .style(move |_, status| {
            let over = matches!(
                status,
                iced::widget::button::Status::Hovered | iced::widget::button::Status::Pressed
            );
            let background = match (on, over) {
                (true, _) => ground,
                (false, true) => c.hover,
                (false, false) => c.surface,
            };
            iced::widget::button::Style {
                background: Some(background.into()),
                text_color: ink,
                border: iced::Border { color: edge, width: 1.0, radius: 4.0.into() },
                ..Default::default()
            }
        })
        .into()
}
