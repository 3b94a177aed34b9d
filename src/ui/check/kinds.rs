//! The kinds of findings, each with how many there are of it.

use super::{Listed, Message, Screen};
use crate::domain::check::Kind;
use crate::ui::context::Context;
use crate::ui::theme::{BOLD, INTERFACE, Look};
use crate::ui::widget::badge::Tone;
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::{button, label, panel};
use iced::widget::text::Wrapping;
use iced::widget::{column, container, row, space};
use iced::{Center, Element, Fill};

/// What a clerk calls a kind.
pub(crate) const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Characters => "文字の誤り",
        Kind::Brackets => "かっこの不一致",
        Kind::Notation => "数字・かっこの表記",
        Kind::Years => "年度の書き方",
        Kind::AsLastYear => "前年度と同じ文章",
        Kind::Ditto => "「同上」などの記号だけの文",
        Kind::Measures => "番号・所管課・実施期間",
        Kind::Figures => "指標の値",
        Kind::Missing => "未入力",
    }
}

/// The colour and the sign of a kind.
pub(crate) const fn mark(kind: Kind) -> (Tone, &'static str) {
    match kind {
        Kind::Characters => (Tone::Wrong, "字"),
        Kind::Brackets => (Tone::Wrong, "括弧"),
        Kind::Notation => (Tone::Attention, "表記"),
        Kind::Years => (Tone::Attention, "年度"),
        Kind::AsLastYear => (Tone::Quiet, "同文"),
        Kind::Ditto => (Tone::Quiet, "同上"),
        Kind::Measures => (Tone::Attention, "施策"),
        Kind::Figures => (Tone::Attention, "指標"),
        Kind::Missing => (Tone::Quiet, "未入力"),
    }
}

impl Screen {
    /// Every choice, with how many there are of it.
    fn choices(&self, ctx: &Context) -> Vec<(Listed, &'static str, usize)> {
        let counts = self.counts(ctx);
        let all = (Listed::All, "すべて", counts.values().sum());
        let kinds = Kind::ALL.into_iter().filter_map(|kind| {
            let count = counts.get(&kind).copied().unwrap_or_default();
            let stays = count > 0 || self.listed == Listed::Of(kind);
            stays.then_some((Listed::Of(kind), name(kind), count))
        });
        let dismissed = self.narrowed(ctx, &self.review.dismissed).count();
        let dismissed = (Listed::Dismissed, "このままにしたもの", dismissed);
        [all].into_iter().chain(kinds).chain([dismissed]).collect()
    }

    /// All of them beneath one another.
    pub(super) fn kinds<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let c = look.color;
        let entries = self.choices(ctx).into_iter().map(|(listed, name, count)| {
            let here = self.listed == listed;
            let (ink, font) = if here { (c.accent, BOLD) } else { (c.ink, INTERFACE) };
            let name = label::body(look, name).font(font).color(ink).width(Fill);
            let count = label::body(look, count.to_string()).color(ink).wrapping(Wrapping::None);
            let content = row![name, count].spacing(8.0).align_y(Center);
            let content = container(content).padding([0.0, 12.0]).center_y(40.0);
            let entry = button::bare(look, content, Message::ListedChosen(listed))
                .width(Fill)
                .style(button::in_list(look, here));
            let line = (listed == Listed::Dismissed)
                .then(|| container(panel::line(look)).padding([8.0, 12.0]));
            column![].push(line).push(entry).into()
        });
        let hint = "点検は、保存のたびに更新されます。「このまま」にした箇所は、ファイルに記録され、表示しません。";
        let content = column![container(label::second(look, "種類")).padding([8.0, 12.0])]
            .extend(entries)
            .push(space().height(12.0))
            .push(container(label::second(look, hint)).padding([0.0, 12.0]))
            .padding(12.0);
        panel::page(look, content)
    }

    /// The same as one choice.
    pub(super) fn kind_choice<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let named = |(listed, name, count): (Listed, &str, usize)| {
            Named::new(listed, format!("{name}　{count}件"))
        };
        let choices: Vec<_> = self.choices(ctx).into_iter().map(named).collect();
        let chosen = choices.iter().find(|named| named.value == self.listed).cloned();
        choice(look, choices, chosen, |named: Named<Listed>| Message::ListedChosen(named.value))
            .into()
    }
}
