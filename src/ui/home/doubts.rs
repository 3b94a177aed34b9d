//! What 点検 found in the year, by what it is about.

use super::Message;
use super::summary::{Doubt, Summary};
use crate::ui::screen_id::ScreenId;
use crate::ui::theme::Look;
use crate::ui::widget::badge::{Tone, badge};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{button, label, panel};
use iced::widget::text::Wrapping;
use iced::widget::{column, row};
use iced::{Center, Element, Fill};

impl Doubt {
    /// Its colour, sign and words.
    const fn words(self) -> (Tone, &'static str, &'static str) {
        match self {
            Self::NoStatus => (Tone::Attention, "状", "進捗状況が選ばれていません"),
            Self::Characters => (Tone::Wrong, "字", "文字の誤りと思われるもの"),
            Self::Brackets => (Tone::Wrong, "括", "かっこが合わないもの"),
            Self::Years => (Tone::Attention, "年", "年度の書き方が合わないもの"),
            Self::Notation => (Tone::Attention, "記", "数字・かっこの表記が違うもの"),
            Self::Ditto => (Tone::Attention, "同", "「同上」などの記号だけの文"),
            Self::AsLastYear => (Tone::Attention, "文", "前年度と同じ文章"),
            Self::Measures => (Tone::Quiet, "表", "番号の重なり、所管課のない施策"),
        }
    }
}

/// The numbers, each leading to 印刷の前に, where each finding leads to its place.
pub(super) fn view<'a>(look: Look, summary: &Summary) -> Element<'a, Message> {
    let heading = row![
        label::heading(look, "点検の結果").width(Fill),
        button::link(look, "一つずつ見る →").on_press(Message::GoTo(ScreenId::Print)),
    ];
    let none = summary
        .doubts
        .is_empty()
        .then(|| label::body(look, "✓ 気になるところはありません。").color(look.color.done));
    let rows = summary.doubts.iter().map(|(doubt, count)| {
        let (tone, sign, words) = doubt.words();
        let count = label::second(look, format!("{count}件")).wrapping(Wrapping::None);
        let line = row![badge(look, tone, sign, ""), one_line(look, words), count]
            .spacing(8.0)
            .align_y(Center);
        button::bare(look, line, Message::GoTo(ScreenId::Print))
            .style(button::in_list(look, false))
            .width(Fill)
            .into()
    });
    let content = column![heading].push(none).extend(rows).spacing(8.0);
    panel::panel(look, content).width(Fill).into()
}
