//! What can be done with one row, beside it.

use super::Message;
use crate::domain::MeasureId;
use crate::ui::measures::details::directions;
use crate::ui::measures::{Message as ScreenMessage, Screen};
use crate::ui::theme::Look;
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::{button, label, panel};
use iced::widget::{column, container, mouse_area, opaque, row, space};
use iced::{Center, Element, Fill, Padding};

/// How high the menu is, at the ordinary size of text: where there is less room below its row it
/// goes up.
const HEIGHT: f32 = 372.0;

impl Screen {
    /// `None` where the row is gone.
    pub(super) fn menu(&self, look: Look, id: MeasureId) -> Option<Element<'_, ScreenMessage>> {
        let measure = self.book.measure(id)?;
        let (top, room) = self.list.place_of(id)?;
        let rows = |message| ScreenMessage::Rows(message);
        let direction = measure.direction;
        let elsewhere = directions(&self.book).into_iter().filter(|to| to.value != direction);
        let to =
            choice(look, elsewhere.collect::<Vec<_>>(), None::<Named<_>>, move |to: Named<_>| {
                rows(Message::MovedTo(id, to.value))
            });
        let shift = |name, key, later| {
            let message = self.is_listed().then_some(ScreenMessage::Move(id, later));
            item(look, name, key, message)
        };
        let (retire, retired) = if measure.retired {
            ("廃止を取り消す", false)
        } else {
            ("廃止にする", true)
        };
        let items = column![
            shift("1つ上へ動かす", "Alt+Shift+↑", false),
            shift("1つ下へ動かす", "Alt+Shift+↓", true),
            container(to.placeholder("別の方向へ移す").width(Fill)).padding([0.0, look.px(8.0)]),
            item(look, "写しを作る", "", Some(rows(Message::Duplicated(id)))),
            item(look, "この方向の番号を振り直す", "", Some(rows(Message::Renumbered(direction)))),
            panel::line(look),
            item(look, "紙面で見る", "", Some(ScreenMessage::OnPaper(id))),
            item(look, retire, "", Some(ScreenMessage::Retire(id, retired))),
            item(look, "削除…", "", Some(ScreenMessage::DeletionAsked(id))),
        ]
        .spacing(look.px(2.0));
        let menu = panel::raised(look, items).padding(look.px(6.0)).width(look.px(300.0));
        let top = (top + 34.0).min(room - HEIGHT).max(4.0);
        let placed = container(opaque(menu))
            .padding(Padding::ZERO.top(look.px(top)).right(look.px(14.0)))
            .align_right(Fill)
            .height(Fill);
        Some(opaque(mouse_area(placed).on_press(rows(Message::MenuClosed))))
    }
}

fn item<'a>(
    look: Look,
    name: &'a str,
    key: &'a str,
    message: Option<ScreenMessage>,
) -> Element<'a, ScreenMessage> {
    let c = look.color;
    let able = message.is_some();
    let ink = if able { c.ink } else { c.second.scale_alpha(0.6) };
    let content =
        row![label::body(look, name).color(ink), space::horizontal(), label::second(look, key)]
            .align_y(Center)
            .padding([0.0, look.px(10.0)]);
    iced::widget::button(container(content).center_y(look.px(34.0)))
        .padding(0)
        .width(Fill)
        .on_press_maybe(message)
        .style(button::in_list(look, false))
        .into()
}
