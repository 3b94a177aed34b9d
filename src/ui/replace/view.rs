//! What is searched for at the left, the hits beside it, and what will come of it beneath.

use super::{Message, Screen, list_id};
use crate::domain::replace::Hit;
use crate::ui::context::Context;
use crate::ui::permissions::READING;
use crate::ui::theme::Look;
use crate::ui::widget::tab_stop::{self, ListKey};
use crate::ui::widget::{button, label, panel};
use iced::widget::{column, container, responsive, row, space};
use iced::{Center, Element, Fill};
use std::collections::BTreeSet;

impl Screen {
    /// The one thing to do next, for the bar.
    pub(crate) fn next_step(&self, ctx: &Context, look: Look) -> Element<'_, Message> {
        let count = self.count(ctx);
        let name = match (count, self.query.replacement.is_empty()) {
            (None, _) => "置き換える".to_owned(),
            (Some(count), true) => format!("{count}か所を削除する"),
            (Some(count), false) => format!("{count}か所を置き換える"),
        };
        let deletes = count.is_some() && self.query.replacement.is_empty();
        let button = if deletes { button::danger(look, name) } else { button::filled(look, name) };
        button
            .key(if deletes || look.percent() > 150 { "" } else { "Ctrl+Enter" })
            .on_press_maybe(count.map(|_| Message::Accepted))
            .into()
    }

    /// The way back, for the bar.
    pub(crate) fn way_back(&self, look: Look) -> Element<'_, Message> {
        let name = format!("← {}", self.from().name());
        button::plain(look, name).key("Esc").on_press(Message::Left).into()
    }

    pub(crate) fn view<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        responsive(move |room| {
            let width = 336_f32.min(room.width * 0.42);
            let conditions = panel::filled(look.color.surface, self.conditions(ctx, look));
            let found = column![self.head(look), self.hits(ctx, look), self.foot(ctx, look)];
            row![conditions.width(width).height(Fill), panel::upright(look), found.width(Fill)]
                .into()
        })
        .into()
    }

    /// How many places there are, above them.
    fn head<'a>(&'a self, look: Look) -> Element<'a, Message> {
        let listed = self.listed();
        let measures: BTreeSet<_> = listed.iter().filter_map(Hit::measure).collect();
        let measures = (!measures.is_empty()).then(|| format!("{}施策", measures.len()));
        let measures = measures.map(|count| label::second(look, count));
        let line = if self.shows_left_alone {
            let title = format!("置き換えない{}か所", listed.len());
            let back = button::link(look, "← 置き換える箇所").on_press(Message::LeftAloneToggled);
            row![label::bold(look, title)].push(measures).push(space::horizontal()).push(back)
        } else {
            let (all, count) = (listed.len(), self.ticked().count());
            let title = match (all, count == all) {
                (0, _) => String::new(),
                (_, true) => format!("{all}か所"),
                (_, false) => format!("{all}か所のうち{count}か所を選択"),
            };
            let (name, ticked) =
                if count == 0 { ("すべて選択", true) } else { ("選択を解除", false) };
            let all =
                (all > 0).then(|| button::link(look, name).on_press(Message::AllTicked(ticked)));
            row![label::bold(look, title)].push(measures).push(space::horizontal()).push(all)
        };
        let line = line.spacing(12.0).align_y(Center);
        container(line).padding([0.0, 20.0]).center_y(52.0).width(Fill).into()
    }

    /// What was done last, or what will come of it; its room is always there.
    fn foot<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let line = match self.done {
            Some(count) => {
                let what = match self.query.replacement.is_empty() {
                    true => format!("✓ {count}か所を削除しました"),
                    false => format!("✓ {count}か所を置き換えました"),
                };
                let undo = button::plain(look, "元に戻す").key("Ctrl+Z");
                row![
                    label::body(look, what).color(look.color.done).width(Fill),
                    undo.on_press(Message::UndoAsked)
                ]
            }
            None => {
                let hint = if !ctx.permissions.can_write() {
                    READING
                } else {
                    "1回の操作として記録します。確定・課確認の実施状況は、置き換えると「入力中」に戻ります。"
                };
                row![label::second(look, hint).width(Fill)]
            }
        };
        let line = container(line.spacing(12.0).align_y(Center));
        let line = line.padding([0.0, 20.0]).center_y(if look.is_large() { 64.0 } else { 52.0 });
        column![panel::line(look), panel::filled(look.color.surface, line).width(Fill)].into()
    }

    /// The hits, of which only those that are seen are built.
    fn hits<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let hits = self.listed();
        if hits.is_empty() {
            let hint = if self.query.phrase.is_empty() {
                "検索する文字を入力すると、見つかった箇所をここに表示します。"
            } else if self.done.is_some() {
                "置き換える箇所は、ほかにありません。"
            } else {
                "見つかりません。"
            };
            return container(label::second(look, hint)).padding([8.0, 20.0]).height(Fill).into();
        }
        let row = |at| match self.listed().get::<usize>(at) {
            Some(hit) => self.row(ctx, look, at, hit),
            None => space().into(),
        };
        let list = self.list.0.view(look, row, None, Message::List);
        let list = panel::filled(look.color.surface, list).width(Fill).height(Fill);
        let keys = move |key| match key {
            ListKey::Mark => Some(Message::Ticked(self.at)),
            ListKey::Enter => Some(Message::Opened(self.at)),
            ListKey::Remove => None,
            key => key.leads(Some(self.at), self.listed().len()).map(Message::Chosen),
        };
        tab_stop::list(look, list, keys).id(list_id()).into()
    }
}
