//! 印刷の前に: what is to be mended, each with the way to where it is mended. Below the choices there is
//! room for the first of them; all are listed in the place of the choices, so that nothing scrolls beside
//! or within what scrolls.

use super::Message;
use super::concerns::{Concern, Concerns, Lead};
use crate::ui::theme::Look;
use crate::ui::widget::{button, label, panel};
use iced::widget::{column, container, row};
use iced::{Element, Fill};

/// How many things to mend are listed; the others are counted.
const LISTED: usize = 60;

/// How many of them there is room for below the choices.
const fn few(look: Look) -> usize {
    match (look.is_tight(), look.is_large()) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 3,
    }
}

/// All of them, in the place of the choices; `None` where the few below those are all.
pub(super) fn all<'a>(
    look: Look,
    concerns: &'a Concerns,
    writes: bool,
) -> Option<Element<'a, Message>> {
    let count = concerns.rows.len();
    let more = count.saturating_sub(LISTED);
    let more = (more > 0).then(|| label::second(look, format!("ほか{more}件")));
    let rows = concerns.rows.iter().take(LISTED).map(|row| concern(look, row, writes));
    let rows = column(rows).push(more).spacing(10.0).width(Fill).padding([0.0, 20.0]);
    let head = column![
        button::link(look, "← 設定に戻る").on_press(Message::ConcernsToggled),
        label::bold(look, format!("印刷の前に　{count}件")).color(look.color.attention),
    ];
    let head = container(head.spacing(8.0)).padding([12.0, 20.0]);
    (count > few(look)).then(|| column![head, panel::page(look, rows)].into())
}

/// The first of them; where the file is not `writes`, they are looked at alone.
pub(super) fn view<'a>(look: Look, concerns: &'a Concerns, writes: bool) -> Element<'a, Message> {
    let c = look.color;
    let content: Element<'a, Message> = if concerns.rows.is_empty() {
        let words = "✓ 未入力も、書体にない文字もありません。";
        let words = label::body(look, words).color(c.done);
        panel::tinted(c.done_soft, words).width(Fill).into()
    } else {
        let title = format!("印刷の前に　{}件", concerns.rows.len());
        let more = (concerns.rows.len() > few(look))
            .then(|| button::link(look, "すべて見る").on_press(Message::ConcernsToggled));
        let head = row![label::bold(look, title).color(c.attention).width(Fill)].push(more);
        let rows = concerns.rows.iter().take(few(look)).map(|row| concern(look, row, writes));
        let content = column![head, column(rows).spacing(8.0)].spacing(8.0);
        panel::tinted(c.attention_soft, content).width(Fill).into()
    };
    container(content).padding([12.0, 20.0]).into()
}

/// One thing to mend, and the way there.
fn concern<'a>(look: Look, concern: &'a Concern, writes: bool) -> Element<'a, Message> {
    let way = match concern.lead {
        Lead::Missing(_) | Lead::Unconfirmed(_) => Some("見る"),
        Lead::Findings { .. } => Some("点検を開く →"),
        Lead::Measure(..) | Lead::Details(_) | Lead::Field(..) => {
            Some(if writes { "直す" } else { "見る" })
        }
        Lead::Here => None,
    };
    let way = way.map(|way| button::link(look, way).on_press(Message::Led(concern.lead)));
    let what = label::body(look, concern.what.as_str()).width(Fill);
    let place = label::second(look, concern.place.as_str()).width(Fill);
    column![row![what].push(way).spacing(8.0), place].spacing(2.0).into()
}
