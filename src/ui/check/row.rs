//! A finding: where it stands, its line as it is and as it was likely meant, and what can be done.

use super::{Listed, Message, ROW, Screen, TALL, kinds};
use crate::domain::Value;
use crate::domain::check::{Finding, FindingKind};
use crate::ui::context::Context;
use crate::ui::theme::{BOLD, Look, PAPER};
use crate::ui::widget::badge::badge;
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::quote::quote;
use crate::ui::widget::{button, label, panel};
use crate::words;
use iced::widget::text::Wrapping;
use iced::widget::{column, container, row, space};
use iced::{Center, Element, Fill};

impl Screen {
    pub(super) fn row<'a>(
        &'a self,
        ctx: &'a Context,
        look: Look,
        at: usize,
        finding: &'a Finding,
    ) -> Element<'a, Message> {
        let here = at == self.at;
        let (name, field) = words::place_and_field(&ctx.book, finding.key, finding.field);
        let mark = finding.about().map(|kind| {
            let (tone, sign) = kinds::mark(kind);
            badge(look, tone, sign, "")
        });
        let name = one_line(look, name).font(BOLD);
        let name = if here { name.color(look.color.accent) } else { name };
        let field = label::second(look, field).wrapping(Wrapping::None);
        let head = row![].push(mark).push(name).push(field).spacing(10.0).align_y(Center);
        let what = match &finding.kind {
            FindingKind::Slip(slip) => words::slip(slip),
            kind => words::finding(kind),
        };
        let what = one_line(look, what).color(look.color.second);
        let actions = self.actions(ctx, look, at, finding);
        let lines = column![head, self.line(ctx, look, finding)].spacing(6.0);
        let lines = if self.is_narrow {
            lines.push(what).push(row![space::horizontal(), actions])
        } else {
            lines.push(row![what, actions].spacing(12.0).align_y(Center))
        };
        let height = if self.is_narrow { TALL } else { ROW };
        let content = container(lines).padding([10.0, 16.0]).height(height - 1.0).width(Fill);
        let pressable = button::bare(look, content, Message::Chosen(at))
            .width(Fill)
            .style(button::in_list(look, here))
            .of_a_list();
        column![pressable, panel::line(look)].into()
    }

    /// The line in which it stands.
    fn line<'a>(&self, ctx: &Context, look: Look, finding: &Finding) -> Element<'a, Message> {
        let record = ctx.book.record(finding.key);
        let text = record.as_ref().and_then(|record| record.text(finding.field));
        let instead = finding.proposed().filter(|_| self.listed != Listed::Dismissed);
        match text {
            Some(text) if !text.trim().is_empty() => {
                quote(look, text, finding.range().unwrap_or(0..0), instead)
            }
            _ => match record.as_ref().and_then(|record| record.value(finding.field)) {
                Some(Value::Figure(figure)) if !figure.is_blank() => {
                    label::body(look, figure.printed(None)).font(PAPER).into()
                }
                _ => label::second(look, "―").into(),
            },
        }
    }

    fn actions<'a>(
        &'a self,
        ctx: &'a Context,
        look: Look,
        at: usize,
        finding: &'a Finding,
    ) -> Element<'a, Message> {
        let here = at == self.at;
        let way = match finding.measure() {
            Some(_) => "施策を開く →",
            None => "開く →",
        };
        let open = button::link(look, way).on_press(Message::Opened(at));
        let leave = match self.listed {
            Listed::Dismissed => "点検に戻す",
            _ => "このまま",
        };
        let leave = Self::can_dismiss(ctx, finding)
            .then(|| button::link(look, leave).on_press(Message::Dismissed(at)));
        let correct = self.correctable(ctx, finding).map(|meant| {
            let name = match meant {
                "" => "取り除く".to_owned(),
                meant => {
                    let found = finding.slip().map_or("", |slip| &slip.found);
                    format!("{}に直す", words::in_width(meant, found))
                }
            };
            let key = if here && look.percent() <= 125 { "Ctrl+K" } else { "" };
            button::plain(look, name).key(key).on_press(Message::Corrected(at))
        });
        row![open].push(leave).push(correct).spacing(14.0).align_y(Center).height(38.0).into()
    }
}
