//! How much 点検 found in the year, by what it is about.

use super::Message;
use super::summary::Summary;
use crate::ui::check::kinds;
use crate::ui::theme::Look;
use crate::ui::widget::badge::badge;
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{button, label, panel};
use iced::widget::text::Wrapping;
use iced::widget::{column, row};
use iced::{Center, Element, Fill};

/// The numbers, each leading to the findings that it counts.
pub(super) fn view<'a>(look: Look, summary: &Summary) -> Element<'a, Message> {
    let heading = row![
        label::heading(look, "点検の結果").width(Fill),
        button::link(look, "点検を開く →").on_press(Message::Findings(None)),
    ];
    let none = summary
        .findings
        .is_empty()
        .then(|| label::body(look, "✓ 気になるところはありません。").color(look.color.done));
    let rows = summary.findings.iter().map(|(kind, count)| {
        let (tone, sign) = kinds::mark(*kind);
        let count = label::second(look, format!("{count}件")).wrapping(Wrapping::None);
        let line = row![badge(look, tone, sign, ""), one_line(look, kinds::name(*kind)), count]
            .spacing(8.0)
            .align_y(Center);
        button::bare(look, line, Message::Findings(Some(*kind)))
            .style(button::in_list(look, false))
            .width(Fill)
            .into()
    });
    let content = column![heading].push(none).extend(rows).spacing(8.0);
    panel::panel(look, content).width(Fill).into()
}
