//! A line across the screen for what needs attention and can be mended.

use super::expiring::expiring;
use super::{button, dialog, label, panel};
use crate::ui::theme::Look;
use crate::words::{self, Notice};
use iced::widget::{column, container, row};
use iced::{Border, Element, Fill};
use std::path::Path;

/// What happened, what to do, and the detail folded away.
pub(crate) fn banner<'a, M: Clone + 'a>(
    look: Look,
    notice: &'a Notice,
    unfolded: bool,
    on_unfold: M,
    on_close: M,
) -> Element<'a, M> {
    let c = look.color;
    let detail = (!notice.detail.is_empty())
        .then(|| dialog::folded(look, "くわしい情報", &notice.detail, unfolded, on_unfold));
    let words = column![label::bold(look, format!("！ {}", notice.what)).color(c.wrong)]
        .push((!notice.remedy.is_empty()).then(|| label::body(look, &notice.remedy)))
        .push(detail)
        .spacing(4.0)
        .width(Fill);
    let close = button::link(look, "閉じる ×").on_press(on_close);
    panel::tinted(c.wrong_soft, row![words, close].spacing(12.0)).width(Fill).into()
}

/// A quiet line for a file that was written, with a button that opens its folder.
pub(crate) fn saved<'a, M: Clone + 'a>(
    look: Look,
    path: &Path,
    on_open: M,
    on_close: M,
) -> Element<'a, M> {
    let c = look.color;
    let words = format!("✓ 保存しました：{}", words::path(path));
    let line = row![
        label::body(look, words).color(c.done).width(Fill),
        button::link(look, "開く").on_press(on_open),
        button::link(look, "閉じる ×").on_press(on_close),
    ]
    .spacing(12.0);
    panel::tinted(c.done_soft, line).padding([4.0, 14.0]).width(Fill).into()
}

/// What succeeded, on a line across the screen where the rail has no room for a card. It goes by
/// itself.
pub(crate) fn line<'a, M: Clone + 'a>(
    look: Look,
    sentence: &'a str,
    on_close: M,
) -> Element<'a, M> {
    let c = look.color;
    let words = label::body(look, format!("✓ {sentence}")).color(c.done).width(Fill);
    let close = button::link(look, "閉じる ×").on_press(on_close.clone());
    let line = row![words, close].spacing(12.0);
    let line = panel::filled(c.done_soft, line).padding([4.0, 16.0]);
    expiring(line.width(Fill), sentence, on_close)
}

/// The height that a long sentence has in a card at most; what does not find room is scrolled.
const CARD: f32 = 150.0;

/// The height of a card besides its words.
const AROUND: f32 = 40.0;

/// The least height of a card, with which three lines are read in it.
pub(crate) const LEAST: f32 = AROUND + 60.0;

/// A narrow card no higher than `room` for what succeeded, which goes by itself.
pub(crate) fn card<'a, M: Clone + 'a>(
    look: Look,
    sentence: &'a str,
    room: f32,
    on_close: M,
) -> Element<'a, M> {
    let c = look.color;
    let words = label::body(look, format!("✓ {sentence}")).color(c.done).width(Fill);
    let words = panel::scrolled(look, words).spacing(2.0);
    let words = container(words).max_height(CARD.min(room - AROUND));
    let close = button::link(look, "閉じる ×").on_press(on_close.clone());
    let lines = column![words, close].align_x(iced::Right);
    let card = container(lines).padding([8.0, 10.0]).style(move |_| {
        container::Style::default().background(c.done_soft).border(Border {
            color: c.done,
            width: 1.0,
            radius: look.radius().into(),
        })
    });
    expiring(card.width(Fill), sentence, on_close)
}
