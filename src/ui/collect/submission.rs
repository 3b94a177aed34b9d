//! A file that was handed out, as the department sees it: what is asked for, by when, and 提出.

use super::{Message, Screen};
use crate::domain::handout::Scope;
use crate::domain::search::state_of;
use crate::domain::{EntryState, Indicator, Measure};
use crate::ui::context::Context;
use crate::ui::permissions::{self, DepartmentCopy};
use crate::ui::theme::Look;
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{badge, button, label, panel};
use crate::words;
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill};

impl Screen {
    /// A line above every place: whose file this is, and until when.
    pub(crate) fn banner<'a>(
        &'a self,
        ctx: &'a Context,
        look: Look,
    ) -> Option<Element<'a, Message>> {
        let DepartmentCopy { scope, submitted } = ctx.permissions.department_copy()?;
        let c = look.color;
        let (ink, ground) =
            if *submitted { (c.done, c.done_soft) } else { (c.accent, c.accent_soft) };
        let mut sentence = words::own_file(scope);
        if *submitted {
            sentence.push_str("　✓ 提出済みです。直す場合は、提出を取り消してください。");
        }
        let message =
            (!scope.message.is_empty()).then(|| label::body(look, scope.message.as_str()));
        let content = column![label::bold(look, sentence).color(ink)].push(message).spacing(2.0);
        Some(panel::tinted(ground, content).width(Fill).into())
    }

    pub(super) fn view_own<'a>(
        &'a self,
        ctx: &'a Context,
        look: Look,
        own: &'a DepartmentCopy,
    ) -> Element<'a, Message> {
        let scope = &own.scope;
        let listed = ctx.book.listed().into_iter().map(|(_, _, measure)| measure);
        let rows: Vec<&Measure> =
            listed.filter(|measure| scope.measures.contains(&measure.id)).collect();
        let lines = rows.into_iter().map(|measure| self.measure_row(ctx, look, scope, measure));
        let indicators = ctx.book.indicators().into_iter();
        let indicators = indicators.filter(|row| scope.indicators.contains(&row.id));
        let lines = lines.chain(indicators.map(|row| self.indicator_row(ctx, look, scope, row)));
        let list = panel::scrolled(look, column(lines).width(Fill)).height(Fill);
        let list = panel::filled(look.color.surface, list).height(Fill);
        column![self.progress(ctx, look, own), panel::line(look), list].into()
    }

    /// How far it is, and what comes after 提出.
    fn progress<'a>(
        &'a self,
        ctx: &'a Context,
        look: Look,
        own: &'a DepartmentCopy,
    ) -> Element<'a, Message> {
        let DepartmentCopy { scope, submitted } = own;
        let states = scope.states(&ctx.book);
        let counts = EntryState::ALL.into_iter().zip(states).filter(|(_, count)| *count > 0);
        let counts = counts.map(|(state, count)| {
            let (tone, sign) = badge::mark(state);
            badge::badge(look, tone, sign, format!("{} {count}", words::state(state)))
        });
        let heading = format!(
            "{}に入力をお願いする{}（{}）",
            scope.name,
            words::requested(scope.measures.len(), scope.indicators.len()),
            ctx.book.year_label(scope.year)
        );
        let next = if !ctx.permissions.can_write() {
            permissions::READING.to_owned()
        } else if *submitted {
            let to = if scope.return_to.is_empty() { "配布した課" } else { &scope.return_to };
            format!("このファイルを、{to}に返してください。ファイルは、その場で保存してあります。")
        } else {
            "選ぶと、入力の画面が開きます。すべて済んだら「提出する」を押してください。".to_owned()
        };
        let write_out = submitted
            .then(|| button::plain(look, "USBなどへ書き出す").on_press(Message::WriteOutAsked));
        let head = row![label::heading(look, heading).width(Fill)].push(write_out).align_y(Center);
        column![head, row(counts).spacing(8.0), label::second(look, next),]
            .spacing(8.0)
            .padding([14.0, 24.0])
            .into()
    }

    fn indicator_row<'a>(
        &'a self,
        ctx: &'a Context,
        look: Look,
        scope: &'a Scope,
        indicator: &'a Indicator,
    ) -> Element<'a, Message> {
        let state = match indicator.is_asked_for(scope.year) {
            true => badge::state(look, ctx.book.observation_state(indicator.id, scope.year)),
            false if indicator.retired => badge::retired(look),
            false => badge::outside(look),
        };
        let actual = indicator.printed(ctx.book.actual(indicator.id, scope.year));
        let content = row![
            label::second(look, "指標").width(76.0),
            container(one_line(look, indicator.heading())).width(Fill),
            label::body(look, actual),
            container(state).width(110.0),
        ]
        .spacing(12.0)
        .align_y(Center)
        .height(44.0)
        .padding([0.0, 24.0]);
        let pressable = button::bare(look, content, Message::Indicator(indicator.id))
            .width(Fill)
            .style(button::in_list(look, false));
        column![pressable, panel::line(look)].into()
    }

    fn measure_row<'a>(
        &'a self,
        ctx: &'a Context,
        look: Look,
        scope: &'a Scope,
        measure: &'a Measure,
    ) -> Element<'a, Message> {
        let state = match state_of(&ctx.book, measure, Some(scope.year)) {
            Some(state) => badge::state(look, state),
            None if measure.retired => badge::retired(look),
            None => badge::outside(look),
        };
        let lacks = ctx.book.lacks_status(measure, scope.year)
            && !ctx.book.lacks_narrative(measure, scope.year);
        let lacks =
            lacks.then(|| label::second(look, "進捗状況が未選択").color(look.color.attention));
        let number = label::second(look, ctx.book.measure_number(measure)).width(76.0);
        let content = row![number, container(one_line(look, measure.name.as_str())).width(Fill)]
            .push(lacks)
            .push(container(state).width(110.0))
            .spacing(12.0)
            .align_y(Center)
            .height(44.0)
            .padding([0.0, 24.0]);
        let pressable = button::bare(look, content, Message::Measure(measure.id))
            .width(Fill)
            .style(button::in_list(look, false));
        column![pressable, panel::line(look)].into()
    }
}
