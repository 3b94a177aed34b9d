//! 改定: what was changed of an indicator midway.

use super::{group, two};
use crate::domain::{Book, Field, FiscalYear};
use crate::ui::indicators::Message as ScreenMessage;
use crate::ui::indicators::editor::form::Place;
use crate::ui::indicators::editor::{Editor, Message};
use crate::ui::measures::years;
use crate::ui::theme::Look;
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::{button, field, label, panel};
use iced::widget::{column, row, space};
use iced::{Center, Element, Fill};

impl Editor {
    /// What was changed midway.
    pub(super) fn amendments<'a>(
        &'a self,
        look: Look,
        book: &'a Book,
        year: Option<FiscalYear>,
    ) -> Element<'a, ScreenMessage> {
        let hint = "途中で目標・単位・定義を変えるときは、変える前の値をここに残してから、上の欄を直します。\
                    それより前の年度は、残した値で計算し、印刷します。";
        let amended = self.draft.amendments.iter().enumerate().map(|(at, amended)| {
            let place = |field| Place::Amendment(at, field);
            let name = format!("{}から改定", book.year_label(amended.row.year));
            let removed = ScreenMessage::Editor(Message::AmendmentRemoved(at));
            let head = row![
                label::bold(look, name),
                space::horizontal(),
                button::link(look, "× 取り消す").on_press(removed),
            ];
            let unit = self.line(look, "", place(Field::Unit));
            let content = column![
                head.align_y(Center),
                two(
                    field::labelled(
                        look,
                        "改定前の最終目標",
                        self.figure(look, place(Field::FinalTarget)),
                        None
                    ),
                    field::labelled(look, "改定前の単位", unit, None),
                ),
                field::labelled(
                    look,
                    "改定前の定義",
                    self.lines(look, place(Field::Definition)),
                    None
                ),
                field::labelled(look, "改定の理由", self.lines(look, place(Field::Reason)), None),
            ];
            panel::tinted(look.color.rest, content.spacing(10.0)).width(Fill).into()
        });
        let taken =
            |year: FiscalYear| self.draft.amendments.iter().any(|amended| amended.row.year == year);
        let open: Vec<_> = years(book, None)
            .filter(|year| !taken(*year))
            .map(|year| Named::new(year, format!("{}から改定", book.year_label(year))))
            .collect();
        let pick = |named: Named<_>| ScreenMessage::Editor(Message::Amended(named.value));
        let other = choice(look, open, None::<Named<FiscalYear>>, pick);
        let other = other.placeholder("ほかの年度から改定").width(190.0);
        let now = year.filter(|year| !taken(*year)).map(|year| {
            let name = format!("＋ {}から改定", book.year_label(year));
            button::plain(look, name).on_press(ScreenMessage::Editor(Message::Amended(year)))
        });
        let add = row![].push(now).push(other).spacing(8.0).align_y(Center).wrap();
        let hint = label::second(look, hint).line_height(1.5).width(Fill);
        let parts = [Element::from(hint)].into_iter().chain(amended).chain([add.into()]);
        group(look, "改定", parts)
    }
}
