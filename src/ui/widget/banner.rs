//! A line across the screen for what needs attention and can be mended.

use super::{button, dialog, label, panel};
use crate::ui::theme::Look;
use crate::words::{self, Notice};
use iced::widget::{column, row};
use iced::{Element, Fill};
use std::path::Path;

/// What happened, what to do, and the detail folded away; with the way to the folder of what was made.
pub(crate) fn banner<'a, M: Clone + 'a>(
    look: Look,
    notice: &'a Notice,
    unfolded: bool,
    on_unfold: M,
    on_folder: Option<M>,
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
    let folder = on_folder.map(|shown| button::link(look, FOLDER).on_press(shown));
    let close = button::link(look, "閉じる ×").on_press(on_close);
    panel::tinted(c.wrong_soft, row![words].push(folder).push(close).spacing(12.0))
        .width(Fill)
        .into()
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

/// The way to the folder of what was made.
pub(super) const FOLDER: &str = "フォルダーを開く";
