//! The editions, the latest day first.

use super::{Message, Screen};
use crate::domain::Edition;
use crate::ui::context::Context;
use crate::ui::theme::{BOLD, Look};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{button, label, panel};
use crate::words::{self, EditionNames};
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill};

impl Screen {
    pub(super) fn list<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let here = self.open(ctx).map(|open| open.id);
        let listed = ctx.editions.iter().filter(|edition| !edition.removed);
        let names = EditionNames::of(&ctx.editions);
        let rows = listed.map(|edition| {
            let number = names.number(edition);
            entry(look, edition, &number, here == Some(edition.id))
        });
        let all = column(rows).push((self.count(ctx) == 0).then(|| self.none(ctx, look)));
        let all = all.push(self.discarded(ctx, look)).width(Fill);
        panel::scrolled(look, all).height(Fill).into()
    }

    /// What editions are, where there is none.
    fn none<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let may = ctx.permissions.can_edit_structure();
        let none = if may {
            "保存版は、まだありません。"
        } else {
            "保存版はありません。"
        };
        let how = if may {
            "「印刷」で「保存版にする」を押すと、ここに並びます。"
        } else {
            ""
        };
        let what = "議会などに配った一覧表を、そのときのデータと一緒に残しておく場所です。";
        let what = format!("{what}{how}");
        let content = column![label::bold(look, none), label::second(look, what)]
            .push(may.then(|| button::plain(look, "印刷へ").on_press(Message::PrintAsked)))
            .spacing(12.0);
        container(content).padding(18.0).into()
    }

    /// Those that are no longer listed, folded away.
    fn discarded<'a>(&'a self, ctx: &'a Context, look: Look) -> Option<Element<'a, Message>> {
        let discarded: Vec<&Edition> =
            ctx.editions.iter().filter(|edition| edition.removed).collect();
        if discarded.is_empty() {
            return None;
        }
        let name = format!("消した保存版　{}件", discarded.len());
        let fold = button::fold(look, name, self.discarded).on_press(Message::DiscardedToggled);
        let rows = discarded.into_iter().filter(|_| self.discarded).map(|edition| {
            let recover = button::link(look, "戻す").on_press(Message::Recovered(edition.id));
            row![one_line(look, words::edition(edition)).color(look.color.second)]
                .push(ctx.permissions.can_write().then_some(recover))
                .spacing(8.0)
                .align_y(Center)
                .into()
        });
        let content = column![fold].extend(rows).spacing(8.0);
        Some(container(content).padding([14.0, 18.0]).into())
    }
}

fn entry<'a>(look: Look, edition: &'a Edition, number: &str, here: bool) -> Element<'a, Message> {
    let c = look.color;
    let name = one_line(look, edition.name.as_str()).color(if here { c.accent } else { c.ink });
    let name = if here { name.font(BOLD) } else { name };
    let second = |text: String| one_line(look, text).color(c.second);
    let words = column![
        name,
        second(words::edition_day(edition) + number),
        second(words::edition_paper(edition))
    ]
    .spacing(2.0)
    .width(Fill);
    let padded = container(words).padding([10.0, 18.0]);
    let pressable = button::bare(look, padded, Message::Chosen(edition.id))
        .width(Fill)
        .style(button::in_list(look, here));
    column![pressable, panel::line(look)].into()
}
