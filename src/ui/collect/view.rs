//! The ledger as it is seen: a row for each department, and beside it what the next ones are told.

use super::{Message, Part, Requested, Row, Screen};
use crate::domain::handout::Collection;
use crate::domain::{YearStyle, date};
use crate::ui::context::Context;
use crate::ui::permissions;
use crate::ui::theme::Look;
use crate::ui::widget::badge::{Tone, badge};
use crate::ui::widget::choice::check;
use crate::ui::widget::composing::composing;
use crate::ui::widget::{button, field, label, panel};
use crate::words;
use iced::widget::text::Wrapping;
use iced::widget::{column, container, responsive, row, space, text_editor};
use iced::{Center, Element, Fill};

/// The width from which the form stands beside the ledger.
const BESIDE: f32 = 900.0;
const FORM: f32 = 320.0;

/// The distance of the lines of 課への連絡.
const MESSAGE_LINE: f32 = 1.4;

/// The widths of the columns after the name.
const MEASURES: f32 = 70.0;
const SENT: f32 = 96.0;
const DEADLINE: f32 = 96.0;
const STATE: f32 = 130.0;
const MISSING: f32 = 120.0;

/// The colour and the sign of how far the return of a file has come.
pub(super) const fn mark(collection: Collection) -> (Tone, &'static str) {
    match collection {
        Collection::Overdue => (Tone::Wrong, "！"),
        Collection::Out => (Tone::Quiet, "○"),
        Collection::Early => (Tone::Attention, "△"),
        Collection::Taken => (Tone::Done, "✓"),
        Collection::Replaced => (Tone::Quiet, "×"),
    }
}

impl Screen {
    pub(super) fn view_ledger<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        responsive(
            move |room| {
                if room.width >= BESIDE { self.wide(ctx, look) } else { self.narrow(ctx, look) }
            },
        )
        .into()
    }

    /// The ledger, and the form beside it.
    fn wide<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let [heads, lines] = self.ledger(ctx, look);
        let lines = panel::scrolled(look, lines).height(Fill);
        let ledger = panel::filled(look.color.surface, column![heads, panel::line(look), lines]);
        let ledger = column![self.counts(ctx, look, false), panel::line(look), ledger.height(Fill)];
        let form = ctx.permissions.can_edit_structure().then(|| {
            let form = column![self.form(ctx, look)].push(self.under_way(look)).spacing(12.0);
            let form = panel::scrolled(look, container(form).padding(20.0)).height(Fill);
            panel::filled(look.color.surface, form).width(FORM)
        });
        let apart = form.is_some().then(|| panel::upright(look));
        row![ledger.width(Fill)].push(apart).push(form).into()
    }

    /// All of it in one column, which is scrolled as a whole; the form is folded over the ledger.
    fn narrow<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let [heads, lines] = self.ledger(ctx, look);
        let form =
            (ctx.permissions.can_edit_structure() && self.unfolded).then(|| self.form(ctx, look));
        let form = [form, self.under_way(look)].into_iter().flatten().map(|part| {
            let part = container(part).padding([12.0, 18.0]).width(Fill);
            column![panel::filled(look.color.surface, part), panel::line(look)].into()
        });
        let ledger = panel::filled(look.color.surface, column![heads, panel::line(look), lines]);
        let page =
            column![self.counts(ctx, look, true), panel::line(look)].extend(form).push(ledger);
        panel::page(look, page)
    }

    /// The heads of the columns, and a line for each department.
    fn ledger<'a>(&'a self, ctx: &'a Context, look: Look) -> [Element<'a, Message>; 2] {
        let rows = self.rows(ctx);
        let chosen = self.chosen(ctx);
        let all = !chosen.is_empty() && chosen == self.askable(ctx);
        let head = |name, width: f32| label::second(look, name).width(width);
        let count = |name, width: f32| head(name, width).align_x(iced::Right);
        let every = if look.is_large() { "すべて" } else { "すべての所管課" };
        let name: Element<'_, Message> = if ctx.permissions.can_edit_structure() {
            check(look, every, all, Message::AllChosen).into()
        } else {
            label::second(look, "所管課").into()
        };
        let heads = row![container(name).width(Fill)]
            // Large type leaves no room for what can be missed.
            .push((!look.is_large()).then(|| count("施策", MEASURES)))
            .push((!look.is_large()).then(|| head("配布した日", SENT)))
            .extend(
                [head("提出期限", DEADLINE), head("回収", STATE), count("入力不足", MISSING)]
                    .map(Element::from),
            )
            .spacing(18.0)
            .align_y(Center)
            .padding([8.0, 18.0]);
        let none = rows.is_empty().then(|| {
            let none = if ctx.permissions.can_edit_structure() {
                "この年度に入力をお願いする課がありません。施策に所管課を付けてください。"
            } else {
                "この年度に入力をお願いする課はありません。"
            };
            container(label::second(look, none)).padding(18.0)
        });
        let lines = rows.into_iter().map(|row| self.line(ctx, look, row));
        [heads.into(), column(lines).push(none).width(Fill).into()]
    }

    /// How many files are where, and what is done about those that are not back.
    fn counts<'a>(&'a self, ctx: &'a Context, look: Look, narrow: bool) -> Element<'a, Message> {
        let of = |collection: Collection| {
            let count = self.of(ctx, collection);
            let (tone, sign) = mark(collection);
            (count > 0).then(|| {
                badge(look, tone, sign, format!("{} {count}", words::collection(collection)))
            })
        };
        let wraps = narrow || look.is_large();
        let fold = (narrow && ctx.permissions.can_edit_structure()).then(|| {
            button::fold(look, "提出期限・課への連絡", self.unfolded).on_press(Message::FormToggled)
        });
        let awaited = !self.awaited(ctx).is_empty();
        let none = match (ctx.permissions.can_edit_structure(), self.askable(ctx).is_empty()) {
            (true, false) => {
                "まだ配布していません。課を選び、提出期限などを書いて、配布してください。"
            }
            (true, true) => "まだ配布していません。",
            (false, _) => "配布したファイルはありません。",
        };
        let none = (self.out(ctx) == 0).then(|| label::second(look, none));
        let shut =
            (!ctx.permissions.can_write()).then(|| label::second(look, permissions::READING));
        let remind = |name, hint, message| {
            let button = button::link(look, name).hint(hint);
            awaited.then(|| button.on_press(message))
        };
        let line = row![]
            .push(none)
            .push(of(Collection::Overdue))
            .push(of(Collection::Out))
            .push(of(Collection::Early))
            .push(of(Collection::Taken))
            .push((!wraps).then(space::horizontal))
            .push(remind(
                "督促文をコピー",
                "戻っていない課と、足りないものを、メールなどに貼り付けられます。",
                Message::RemindersCopied,
            ))
            .push(remind(
                "督促一覧をPDFに",
                "戻っていない課を、連絡先と足りないものとともに一覧にします。",
                Message::ReminderAsked,
            ))
            .push(shut)
            .push(ctx.permissions.can_write().then(|| {
                button::plain(look, "返ってきたファイルを開く").on_press(Message::ReturnAsked)
            }))
            .push(fold)
            .spacing(10.0)
            .align_y(Center);
        let line: Element<'_, Message> =
            if wraps { line.wrap().vertical_spacing(6.0).into() } else { line.into() };
        container(line).padding([12.0, 18.0]).into()
    }

    fn line<'a>(&'a self, ctx: &'a Context, look: Look, row: Row<'a>) -> Element<'a, Message> {
        let (id, measures) = (row.id, row.requested.count);
        let chosen = self.chosen.contains(&id);
        let name: Element<'_, Message> = if ctx.permissions.can_edit_structure() && measures > 0 {
            check(look, row.name, chosen, move |chosen| Message::Chosen(id, chosen)).into()
        } else {
            label::body(look, row.name).into()
        };
        let cell = |text: String, width: f32| {
            label::body(look, text).wrapping(Wrapping::None).width(width)
        };
        let sent = row.line.map(|line| words::short_day(line.at.date_naive())).unwrap_or_default();
        let deadline = row.line.and_then(|line| line.scope.deadline);
        let deadline = deadline.map(words::short_day).unwrap_or_default();
        let state = row.line.map(|line| {
            let collection = line.collection(ctx.today);
            let (tone, sign) = mark(collection);
            badge(look, tone, sign, words::collection(collection))
        });
        let Requested { missing_measures, missing_indicators, .. } = row.requested;
        let missing: Element<'_, Message> = match (missing_measures, missing_indicators) {
            (0, 0) => label::body(look, "なし").color(look.color.done).into(),
            (count, 0) => {
                button::link(look, format!("{count}件")).on_press(Message::Missing(id)).into()
            }
            (0, count) => button::link(look, format!("指標{count}"))
                .on_press(Message::MissingIndicators(id))
                .into(),
            (measures, indicators) => row![
                button::link(look, format!("施策{measures}")).on_press(Message::Missing(id)),
                button::link(look, format!("指標{indicators}"))
                    .on_press(Message::MissingIndicators(id)),
            ]
            .spacing(8.0)
            .into(),
        };
        let cells = row![container(name).width(Fill),]
            .push(
                (!look.is_large())
                    .then(|| cell(format!("{measures}件"), MEASURES).align_x(iced::Right)),
            )
            .push((!look.is_large()).then(|| cell(sent, SENT)))
            .push(cell(deadline, DEADLINE))
            .push(container(row![].push(state)).width(STATE))
            .push(container(missing).align_right(MISSING))
            .spacing(18.0)
            .align_y(Center)
            .height(44.0)
            .padding([0.0, 18.0]);
        column![cells, panel::line(look)].into()
    }

    /// What the departments are told.
    fn form<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let line = |placeholder, value: &str, part| {
            field::line(look, placeholder, value).on_input(move |text| Message::Written(part, text))
        };
        let message = text_editor(self.form.message.content())
            .placeholder("開いた画面の上に表示します")
            .on_action(Message::NoteEdited)
            .size(look.body())
            .line_height(MESSAGE_LINE)
            // Whole lines: one that is cut off is painted beyond the field.
            .height(3.0 * MESSAGE_LINE * look.body() + 2.0 * 9.0)
            .padding([9.0, 12.0])
            .style(field::written(look));
        let message = composing(message, Message::NoteComposed);
        column![
            label::heading(look, "配布"),
            label::second(
                look,
                "選んだ課ごとに、その課の実施状況だけを入力できるファイルを作ります。"
            ),
            column![
                field::labelled(
                    look,
                    "提出期限",
                    line("例：5/31", &self.form.deadline, Part::Deadline),
                    None,
                ),
                // Its room is always there: what is below stays where it is.
                container(self.deadline_read(ctx, look)).height(if look.is_large() { 66.0 } else { 44.0 }),
            ]
            .spacing(4.0),
            field::labelled(
                look,
                "提出先",
                line("例：企画課　内線2345", &self.form.return_to, Part::ReturnTo),
                None,
            ),
            field::labelled(look, "課への連絡", message, None),
            check(look, "ほかの課の施策を入れない", self.form.left_out, Message::LeftOut),
            label::second(
                look,
                "入れる場合も、ほかの課の施策は読み取り専用になります。配布・回収の記録と保存版は、配布するファイルに入りません。"
            ),
        ]
        .spacing(12.0)
        .into()
    }

    /// How the deadline was read, or what is wrong with it.
    fn deadline_read<'a>(&self, ctx: &Context, look: Look) -> Element<'a, Message> {
        match (self.deadline_fault(ctx), self.deadline(ctx)) {
            (Some(fault), _) => label::wrong(look, fault).into(),
            (None, Some(day)) => {
                label::second(look, date::with_weekday(day, YearStyle::default())).into()
            }
            (None, None) => label::second(look, "令和9年5月31日、R9.5.31 も使えます。").into(),
        }
    }

    /// How many of the files are written that are on their way.
    fn under_way(&self, look: Look) -> Option<Element<'_, Message>> {
        let handing = self.handing.as_ref()?;
        let words = format!("書き出して、確かめています（{}／{}）", handing.done, handing.all);
        let line = row![
            label::body(look, words).color(look.color.accent).width(Fill),
            button::link(look, "取りやめる").on_press(Message::CancelAsked),
        ];
        Some(line.align_y(Center).into())
    }
}
