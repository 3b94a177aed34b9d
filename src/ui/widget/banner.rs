//! A line across the screen for what needs attention and can be mended.

use super::expiring::expiring;
use super::{button, dialog, label, panel};
use crate::ui::theme::Look;
use crate::words::{self, Notice};
use iced::widget::{column, container, opaque, row};
use iced::{Border, Center, Element, Fill, Padding};
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
    on_folder: Option<M>,
    on_close: M,
) -> Element<'a, M> {
    let c = look.color;
    let folder = on_folder.map(|shown| button::link(look, FOLDER).on_press(shown));
    let words = format!("✓ 保存しました：{}", words::path(path));
    let line = row![
        label::body(look, words).color(c.done).width(Fill),
        button::link(look, "開く").on_press(on_open),
    ]
    .push(folder)
    .push(button::link(look, "閉じる ×").on_press(on_close))
    .spacing(12.0);
    panel::tinted(c.done_soft, line).padding([4.0, 14.0]).width(Fill).into()
}

/// What succeeded, at the left above the foot of the window, with the way to the folder of what was made. It goes
/// by itself unless it leads somewhere.
pub(crate) fn floating<'a, M: Clone + 'a>(
    look: Look,
    sentence: &'a str,
    on_folder: Option<M>,
    on_close: M,
) -> Element<'a, M> {
    let c = look.color;
    let stays = on_folder.is_some();
    let words = label::body(look, format!("✓ {sentence}")).color(c.done);
    let folder = on_folder.map(|shown| button::link(look, FOLDER).on_press(shown));
    let close = button::link(look, "閉じる ×").on_press(on_close.clone());
    let line = row![container(words).max_width(WIDEST)]
        .push(folder)
        .push(close)
        .spacing(16.0)
        .align_y(Center);
    let card = opaque(container(line).padding([8.0, 16.0]).style(move |_| {
        container::Style::default().background(c.done_soft).border(Border {
            color: c.done,
            width: 1.0,
            radius: look.radius().into(),
        })
    }));
    let card = if stays { card } else { expiring(card, sentence, on_close) };
    let padding = Padding::ZERO.left(8.0).bottom(ABOVE).right(8.0);
    container(card).padding(padding).width(Fill).align_bottom(Fill).into()
}

/// How far above the lower edge it stands: over the file's name, and not over what lists end with.
const ABOVE: f32 = 48.0;

/// The widest that a sentence is set.
const WIDEST: f32 = 420.0;

/// The way to the folder of what was made.
const FOLDER: &str = "フォルダーを開く";
