//! What is shown of an edition, and the buttons that show it.

use super::{Message, Open, Screen};
use crate::domain::EditionId;
use crate::report::revisions::Wording;
use crate::ui::context::Context;
use crate::ui::relative_time;
use crate::ui::theme::Look;
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::{button, label, panel};
use crate::words;
use iced::widget::text::Wrapping;
use iced::widget::{column, container, row, space};
use iced::{Center, Element, Fill};

impl Screen {
    /// The name of the edition, and what of it is shown below.
    pub(super) fn shown<'a>(
        &'a self,
        ctx: &'a Context,
        look: Look,
        open: &'a Open,
    ) -> Element<'a, Message> {
        let Some(edition) = self.edition(ctx) else { return space().into() };
        let kept = relative_time::relative(edition.at, relative_time::now());
        let by = if edition.who.is_empty() {
            format!("{kept}に保存")
        } else {
            format!("{}が保存（{kept}）", edition.who)
        };
        let about = format!("{}・{by}", words::edition_paper(edition));
        let discard = button::link(look, "一覧から消す").on_press(Message::DiscardAsked);
        let look_into = button::link(look, "この時点のデータを見る")
            .hint("施策と実施状況を、この一覧表を残したときのまま表示します。書き換えることはできません。")
            .on_press(Message::LookAsked);
        // Beneath the name: beside it they would leave it no room in large type.
        let links = row![look_into]
            .push(ctx.permissions.can_write().then_some(discard))
            .spacing(16.0)
            .wrap();
        let head = column![
            label::bold(look, self.named(ctx, edition)).size(look.heading()),
            label::second(look, about),
            links,
        ]
        .spacing(2.0)
        .width(Fill);
        let here = open.against.as_ref().map(|against| against.wording);
        let views = row![way(look, "残した一覧表", here.is_none(), Message::PaperAsked)]
            .extend(Wording::ALL.map(|wording| {
                way(look, wording.title(), here == Some(wording), Message::Compared(wording))
            }))
            .push(self.against(ctx, look, open))
            .spacing(8.0)
            .align_y(Center)
            .wrap()
            .vertical_spacing(8.0);
        let content = column![head, views].spacing(10.0);
        let padded = container(content).padding([12.0, 16.0]);
        column![panel::filled(look.color.surface, padded).width(Fill), panel::line(look)].into()
    }

    /// What it is compared with, and how much differs.
    fn against<'a>(
        &'a self,
        ctx: &'a Context,
        look: Look,
        open: &'a Open,
    ) -> Option<Element<'a, Message>> {
        let against = open.against.as_ref()?;
        let present = Named::new(None::<EditionId>, words::PRESENT);
        let others = ctx.editions.iter().filter(|it| !it.removed && it.id != open.id);
        let others = others.map(|edition| Named::new(Some(edition.id), self.named(ctx, edition)));
        let all: Vec<Named<Option<EditionId>>> = std::iter::once(present).chain(others).collect();
        let chosen = all.iter().find(|named| named.value == against.id).cloned();
        let choice = choice(look, all, chosen, |named: Named<Option<EditionId>>| {
            Message::AgainstChosen(named.value)
        })
        .width(260.0);
        let count = match against.count {
            0 => "異なるところはありません".to_owned(),
            count => format!("{count}か所"),
        };
        let plain = |text| label::second(look, text).wrapping(Wrapping::None);
        let parts = row![plain("比べる相手".to_owned()), choice, plain(count)];
        Some(parts.spacing(8.0).align_y(Center).into())
    }
}

/// One way to look at an edition; the present one is marked.
fn way<'a>(look: Look, name: &'a str, here: bool, on_press: Message) -> Element<'a, Message> {
    let c = look.color;
    let (ink, ground) = if here { (c.accent, c.accent_soft) } else { (c.ink, c.surface) };
    let name = if here { label::bold(look, name) } else { label::body(look, name) };
    let word = container(name.color(ink).wrapping(Wrapping::None))
        .center_y(look.control())
        .padding([0.0, 14.0]);
    let edge = if here { c.accent } else { c.line };
    button::bare(look, word, on_press)
        .style(move |_, status| {
            let over = matches!(status, iced::widget::button::Status::Hovered);
            iced::widget::button::Style {
                background: Some(if over && !here { c.hover } else { ground }.into()),
                border: iced::border::rounded(look.radius()).color(edge).width(1.0),
                text_color: ink,
                ..iced::widget::button::Style::default()
            }
        })
        .into()
}
