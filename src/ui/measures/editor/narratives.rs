//! This year's narrative, large, and last year's beside it.

use super::Message;
use crate::domain::EntryState;
use crate::ui::measures::slip_marks::{self, Marker, Marks, Places};
use crate::ui::measures::texts::{Stamp, Text};
use crate::ui::theme::{Look, PAPER};
use crate::ui::widget::badge::{outside, state};
use crate::ui::widget::cached_layout::cached_layout;
use crate::ui::widget::choice::check;
use crate::ui::widget::composing::composing;
use crate::ui::widget::diff_view::differing;
use crate::ui::widget::{button, field, label, panel};
use iced::widget::text::Wrapping;
use iced::widget::text_editor::{self, Binding, KeyPress};
use iced::widget::{Id, column, container, responsive, row, space};
use iced::{Center, Element, Fill, FillPortion, Padding};

/// The narrative of the year before.
#[derive(Clone)]
pub(super) struct Previous<'a> {
    pub label: String,
    pub status: Option<&'a str>,
    pub text: &'a Text,
    /// The same text, for what became of it.
    pub written: &'a str,
    /// Whether that is shown.
    pub compares: bool,
}

/// The narrative that is written.
#[derive(Clone)]
pub(super) struct Present<'a> {
    pub label: String,
    /// `None` in a year in which the measure is not carried out.
    pub state: Option<EntryState>,
    pub written: &'a str,
    pub text: &'a Text,
    pub closed: bool,
    /// What is likely wrong in it, and which reading has found it.
    pub slips: (&'a Places, Stamp),
}

/// The width below which the texts stand one above the other, so that a line keeps its measure.
pub(super) const SIDE_BY_SIDE: f32 = 600.0;

/// The width below which what stands above last year's text has no room for 前年度.
const ROOMY: f32 = 340.0;

/// The distance of the texts that stand one above the other, and beside one another.
const BETWEEN: f32 = 12.0;
const BESIDE: f32 = 20.0;

/// What last year's text has beside this year's, which has the rest.
const BEFORE: f32 = 272.0;

/// The longest line of a text, in characters: a longer one is not read back to its beginning.
const LONGEST: f32 = 40.0;

/// The height of what stands above a field, and its distance from it.
const HEAD: f32 = 28.0;
const BELOW_HEAD: f32 = 4.0;

/// The field of this year's narrative.
pub(crate) fn narrative_id() -> Id {
    Id::new("narrative")
}

/// Both texts, side by side where there is room.
pub(super) fn view<'a>(
    look: Look,
    previous: Option<Previous<'a>>,
    present: Present<'a>,
) -> Element<'a, Message> {
    responsive(move |size| {
        let wide = size.width >= SIDE_BY_SIDE;
        let longest = LONGEST * look.paper() + 2.0 * MARGIN + 2.0;
        let room = size.width - BESIDE;
        let present_width = match previous {
            Some(_) => (room - BEFORE).max(room * 0.52).min(longest),
            None => size.width.min(longest),
        };
        let previous_width = (room - present_width).min(longest);
        let (now, before) = match wide || previous.is_none() {
            true => (size.height, size.height),
            false => {
                let fifth = (size.height - BETWEEN).max(0.0) / 5.0;
                (3.0 * fifth, 2.0 * fifth)
            }
        };
        let before = previous.clone().map(|previous| {
            let is_roomy = !wide || previous_width >= ROOMY;
            self::previous(look, previous, &present, before, is_roomy)
        });
        let now = self::present(look, previous.as_ref(), present.clone(), now);
        if wide {
            row![]
                .push(before.map(|before| before.width(previous_width).height(Fill)))
                .push(now.width(present_width).height(Fill))
                .spacing(BESIDE)
                .into()
        } else {
            column![now.height(FillPortion(3))]
                .push(before.map(|before| before.height(FillPortion(2))))
                .spacing(BETWEEN)
                .into()
        }
    })
    .into()
}

fn previous<'a>(
    look: Look,
    previous: Previous<'a>,
    present: &Present<'a>,
    height: f32,
    is_roomy: bool,
) -> iced::widget::Column<'a, Message> {
    let copy = (!present.closed && !previous.written.is_empty())
        .then(|| button::link(look, "今年度へコピー").on_press(Message::CopyPrevious));
    let name = match previous.compares {
        true => format!("{}からの違い", previous.label),
        // Beside this year's it is told by its place, where there is little room.
        false if look.is_large() || !is_roomy => previous.label.to_owned(),
        false => format!("{}（前年度）", previous.label),
    };
    let status = previous.status.filter(|_| !previous.compares).unwrap_or_default();
    let head = row![
        label::second(look, name).wrapping(Wrapping::None),
        label::second(look, status).wrapping(Wrapping::None),
        space::horizontal(),
    ]
    .push(copy)
    .spacing(8.0)
    .height(HEAD)
    .align_y(Center);
    if previous.compares {
        return column![head, compared(look, previous.written, present.written)]
            .spacing(BELOW_HEAD);
    }
    let text = writing(look, previous.text, height)
        .placeholder("記載はありません。")
        .on_action(Message::PreviousTouched)
        .style(field::read(look));
    let key = (previous.text.stamp(), look.body());
    column![head, cached_layout(key, text)].spacing(BELOW_HEAD)
}

/// What became of last year's text, in its place.
fn compared<'a>(look: Look, before: &'a str, after: &'a str) -> Element<'a, Message> {
    let text = differing(look, before, after).size(look.paper()).line_height(LINE);
    let text = container(text).padding([14.0, 20.0]);
    let text = panel::scrolled(look, text).width(Fill).height(Fill);
    panel::panel(look, text).padding(0).width(Fill).height(Fill).into()
}

fn present<'a>(
    look: Look,
    previous: Option<&Previous<'a>>,
    present: Present<'a>,
    height: f32,
) -> iced::widget::Column<'a, Message> {
    let compare = previous.filter(|previous| !previous.written.is_empty()).map(|previous| {
        check(look, "前年度との違い", previous.compares, Message::ComparisonToggled)
    });
    let head = row![
        label::bold(look, present.label).wrapping(Wrapping::None),
        present.state.map_or_else(|| outside(look), |it| state(look, it)),
        space::horizontal(),
    ]
    .push(compare)
    .spacing(8.0)
    .height(HEAD)
    .align_y(Center);
    let (places, read) = present.slips;
    let marks = Marks {
        places: places.clone(),
        ink: look.color.wrong,
        composed: present.text.composed(),
        composed_ink: look.color.accent,
    };
    let text = writing(look, present.text, height)
        .id(narrative_id())
        .placeholder(match (present.closed, present.state) {
            (_, None) => "この施策の実施期間ではない年度です。入力は不要です。",
            (true, _) => "記載はありません。",
            (false, _) => "・実施したことを入力します。",
        })
        .on_action(Message::NarrativeEdited)
        .key_binding(binding)
        .highlight_with::<Marker>(marks, slip_marks::format);
    let text = if present.closed {
        text.style(field::read(look))
    } else {
        text.style(field::written(look))
    };
    let key = (present.text.stamp(), read, look.body(), look.scheme());
    let text = composing(cached_layout(key, text), Message::Composed);
    column![head, text].spacing(BELOW_HEAD)
}

/// What a key does in the field: what is pasted goes through our hands, so that it is told from what
/// an input method commits.
fn binding(press: KeyPress) -> Option<Binding<Message>> {
    let focused = matches!(press.status, text_editor::Status::Focused { .. });
    let pastes = press.key.to_latin(press.physical_key) == Some('v')
        && press.modifiers.command()
        && !press.modifiers.alt();
    if focused && pastes {
        Some(Binding::Custom(Message::PasteAsked))
    } else {
        Binding::from_key_press(press)
    }
}

/// The distance of lines, in sizes of type.
const LINE: f32 = 1.9;

/// The space of a field above its text, and at both sides.
const PADDING: f32 = 14.0;
const MARGIN: f32 = 20.0;

/// A field of paper text in the size for writing. `height` is that of the field with its head.
fn writing<'a>(
    look: Look,
    text: &'a Text,
    height: f32,
) -> iced::widget::TextEditor<'a, iced::advanced::text::highlighter::PlainText, Message> {
    let field = height - HEAD - BELOW_HEAD;
    let below = field::below(field, PADDING, look.paper() * LINE);
    iced::widget::text_editor(text.content())
        .font(PAPER)
        .size(look.paper())
        .line_height(LINE)
        .padding(Padding::from([PADDING, MARGIN]).bottom(below))
        .height(Fill)
        .wrapping(Wrapping::WordOrGlyph)
}
