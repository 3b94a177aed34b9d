//! This year's narrative, large, and last year's beside it.

use super::draft::Draft;
use super::editor::Message;
use super::list::Progress;
use super::texts::Text;
use crate::domain::proofread::Slip;
use crate::ui::theme::{Look, PAPER};
use crate::ui::widget::badge::{Tone, badge};
use crate::ui::widget::still::still;
use crate::ui::widget::{button, field, label};
use crate::words;
use iced::widget::text::Wrapping;
use iced::widget::{Id, column, responsive, row, space, text_editor};
use iced::{Center, Element, Fill, FillPortion};

/// The narrative of the year before.
#[derive(Clone)]
pub struct Previous<'a> {
    pub label: String,
    pub status: Option<&'a str>,
    pub text: &'a Text,
}

/// The narrative that is written.
#[derive(Clone)]
pub struct Present<'a> {
    pub label: String,
    pub draft: &'a Draft,
    pub text: &'a Text,
    pub closed: bool,
    /// What is likely wrong in it.
    pub slips: Vec<Slip>,
    pub refusal: Option<&'a str>,
}

/// The width below which the texts stand one above the other, so that a line keeps its measure.
const SIDE_BY_SIDE: f32 = 620.0;

/// The field of this year's narrative.
pub fn narrative_id() -> Id {
    Id::new("narrative")
}

/// Both texts, side by side where there is room.
pub fn view<'a>(
    look: Look,
    previous: Option<Previous<'a>>,
    present: Present<'a>,
) -> Element<'a, Message> {
    responsive(move |size| {
        let wide = size.width >= look.px(SIDE_BY_SIDE);
        let before = previous.clone().map(|previous| self::previous(look, previous, &present));
        let now = self::present(look, present.clone());
        if wide {
            row![]
                .push(before.map(|before| before.width(FillPortion(10)).height(Fill)))
                .push(now.width(FillPortion(11)).height(Fill))
                .spacing(look.px(16.0))
                .into()
        } else {
            column![now.height(FillPortion(3))]
                .push(before.map(|before| before.height(FillPortion(2))))
                .spacing(look.px(12.0))
                .into()
        }
    })
    .into()
}

fn previous<'a>(
    look: Look,
    previous: Previous<'a>,
    present: &Present<'a>,
) -> iced::widget::Column<'a, Message> {
    let blank = previous.text.content().is_empty();
    let copy = (!present.closed && !blank)
        .then(|| button::link(look, "今年度へ写す").on_press(Message::CopyPrevious));
    let head = row![
        label::second(look, format!("{}（前年度）", previous.label)).wrapping(Wrapping::None),
        label::second(look, previous.status.unwrap_or_default()).wrapping(Wrapping::None),
        space::horizontal(),
    ]
    .push(copy)
    .spacing(look.px(8.0))
    .height(look.px(28.0))
    .align_y(Center);
    let text = written(look, previous.text)
        .placeholder("記載はありません。")
        .on_action(Message::PreviousTouched)
        .style(field::read(look));
    let key = (previous.text.stamp(), look.body());
    column![head, still(key, text)].spacing(look.px(4.0))
}

fn present<'a>(look: Look, present: Present<'a>) -> iced::widget::Column<'a, Message> {
    let progress = match (present.draft.status, present.draft.narrative.trim().is_empty()) {
        (Some(_), false) => Progress::Done,
        (None, true) => Progress::Missing,
        _ => Progress::Begun,
    };
    let (tone, sign, word) = progress.mark();
    let head = row![
        label::bold(look, present.label).wrapping(Wrapping::None),
        badge(look, tone, sign, word),
        space::horizontal(),
        label::second(look, format!("{}字", count(&present.draft.narrative))),
    ]
    .spacing(look.px(8.0))
    .height(look.px(28.0))
    .align_y(Center);
    let text = written(look, present.text)
        .id(narrative_id())
        .placeholder(if present.closed {
            "記載はありません。"
        } else {
            "・実施したことを入力します。"
        })
        .on_action(Message::NarrativeEdited);
    let text = if present.closed {
        text.style(field::read(look))
    } else {
        text.style(field::written(look))
    };
    let foot = if present.closed {
        Some(label::second(look, "締めた年度です。「台帳」の「年度」で開くと編集できます。").into())
    } else {
        present
            .refusal
            .map(|refusal| label::wrong(look, refusal).into())
            .or_else(|| slip(look, present.slips))
    };
    let key = (present.text.stamp(), look.body());
    column![head, still(key, text)].push(foot).spacing(look.px(4.0))
}

/// A field of paper text in the size for writing.
fn written<'a>(
    look: Look,
    text: &'a Text,
) -> iced::widget::TextEditor<'a, iced::advanced::text::highlighter::PlainText, Message> {
    text_editor(text.content())
        .font(PAPER)
        .size(look.paper())
        .line_height(1.9)
        .padding([look.px(14.0), look.px(20.0)])
        .height(Fill)
        .wrapping(Wrapping::WordOrGlyph)
}

/// The characters of a text, line breaks aside.
fn count(text: &str) -> usize {
    text.chars().filter(|c| *c != '\n').count()
}

/// The first thing in a text that is likely wrong, with the way to put it right.
fn slip<'a>(look: Look, found: Vec<Slip>) -> Option<Element<'a, Message>> {
    let more = found.len().saturating_sub(1);
    let slip = found.into_iter().next()?;
    let sentence = words::slip(&slip);
    let correct = slip
        .proposed
        .is_some()
        .then(|| button::link(look, "直す").on_press(Message::Corrected(slip)));
    let more = (more > 0).then(|| label::second(look, format!("ほか{more}か所")));
    let line = row![badge(look, Tone::Wrong, "字", ""), label::body(look, sentence)]
        .push(correct)
        .push(more)
        .spacing(look.px(8.0))
        .align_y(Center);
    Some(line.into())
}
