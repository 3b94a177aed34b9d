//! 印刷の前に, as it is seen below the choices: what is to be mended, and the link to where it is mended.

use super::Message;
use super::concerns::{Concern, Concerns, Lead};
use crate::ui::theme::Look;
use crate::ui::widget::{button, label, panel};
use iced::widget::{column, container, row};
use iced::{Element, Fill};

/// How many things to mend are listed; the others are counted.
const LISTED: usize = 60;

/// All of it; where the file is not `writes`, it is looked at alone.
pub(super) fn view<'a>(look: Look, concerns: &'a Concerns, writes: bool) -> Element<'a, Message> {
    let c = look.color;
    let content: Element<'a, Message> = if concerns.rows.is_empty() {
        let words = "✓ 未入力も、書体にない文字もありません。";
        let words = label::body(look, words).color(c.done);
        panel::tinted(c.done_soft, words).width(Fill).into()
    } else {
        let title = format!("印刷の前に　{}件", concerns.rows.len());
        let more = concerns.rows.len().saturating_sub(LISTED);
        let more = (more > 0).then(|| label::second(look, format!("ほか{more}件")));
        let rows = concerns.rows.iter().take(LISTED).map(|row| concern(look, row, writes));
        let rows = column(rows).push(more).spacing(10.0).width(Fill);
        let rows = panel::scrolled(look, rows.padding(iced::Padding::ZERO.right(12.0)));
        let height = match (look.is_tight(), look.is_large()) {
            (true, _) => 62.0,
            (false, true) => 110.0,
            (false, false) => 190.0,
        };
        let content = column![
            label::bold(look, title).color(c.attention),
            // The choices above need their room as well.
            container(rows).max_height(height),
        ]
        .spacing(8.0);
        panel::tinted(c.attention_soft, content).width(Fill).into()
    };
    container(content).padding([12.0, 20.0]).into()
}

/// One thing to mend, and the way there.
fn concern<'a>(look: Look, concern: &'a Concern, writes: bool) -> Element<'a, Message> {
    let way = match concern.lead {
        Lead::Missing(_) | Lead::Unconfirmed(_) => Some("見る"),
        Lead::Findings { .. } => Some("点検を開く →"),
        Lead::Measure(..) | Lead::Details(_) | Lead::Registers => {
            Some(if writes { "直す" } else { "見る" })
        }
        Lead::Here => None,
    };
    let way = way.map(|way| button::link(look, way).on_press(Message::Led(concern.lead)));
    let what = label::body(look, concern.what.as_str()).width(Fill);
    let place = label::second(look, concern.place.as_str()).width(Fill);
    column![row![what].push(way).spacing(8.0), place].spacing(2.0).into()
}
