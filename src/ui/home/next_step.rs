//! 次にすること: the step at which the year stands, in words, and the way into the next year.

use super::steps::{self, Step};
use super::summary::{Summary, left_open};
use super::{Message, Screen};
use crate::domain::search::Filter;
use crate::domain::{EntryState, Op, Statuses, rollover};
use crate::ui::context::Context;
use crate::ui::request::Action;
use crate::ui::screen_id::{ScreenId, Tab};
use crate::ui::theme::Look;
use crate::ui::widget::dialog::{Question, Weight};
use crate::ui::widget::{button, label, panel};
use iced::widget::{Id, column, container};
use iced::{Element, Fill};

/// Where what is to be done next stands.
pub(crate) fn next_step_id() -> Id {
    Id::new("next step")
}

impl Screen {
    /// The next step of the year.
    pub(super) fn next<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let summary = ctx.year.map(|year| self.summary(ctx, year));
        let (sentence, step) = match summary {
            Some(summary) if summary.whole.all() > 0 => self.step(look, &summary),
            _ => self.first_step(ctx, look),
        };
        let content = column![
            label::heading(look, "次にすること"),
            label::body(look, sentence).line_height(1.6)
        ]
        .push(step)
        .push(self.year_after(ctx, look))
        .spacing(12.0);
        container(panel::panel(look, content).width(Fill)).id(next_step_id()).into()
    }

    /// What is to be done where the year stands.
    fn step<'a>(
        &self,
        look: Look,
        summary: &Summary,
    ) -> (String, Option<button::Button<'a, Message>>) {
        let of = |states: &[EntryState]| {
            let count: usize = states.iter().map(|state| summary.whole.of(*state)).sum();
            let filter = Filter { states: states.iter().copied().collect(), ..Filter::default() };
            (count, Message::Measures(filter))
        };
        let handed = &summary.handed;
        let collect = Message::GoTo(ScreenId::Collect);
        let (sentence, name, way) = match steps::current(summary) {
            Step::HandOut if handed.any() => {
                let count = summary.departments_unasked();
                let sentence = format!(
                    "未入力の施策がある課のうち、まだ配布していない課が{count}課あります。配布するか、続きを入力してください。"
                );
                (sentence, "配布・回収を開く", collect)
            }
            Step::Collection if handed.awaited() > 0 => {
                let mut sentence = format!("まだ戻っていない課が{}課あります。", handed.awaited());
                if handed.overdue() > 0 {
                    let late = format!("{}課は、提出期限を過ぎています。", handed.overdue());
                    sentence.push_str(&late);
                }
                (sentence, "配布・回収を開く", collect)
            }
            Step::Opening | Step::HandOut | Step::Entry => {
                let (count, way) = of(&[EntryState::Missing]);
                let sentence =
                    format!("まだ入力していない施策が{count}件あります。続きを入力してください。");
                (sentence, "続きを入力する", way)
            }
            Step::Collection => {
                let (count, way) = of(&[EntryState::InProgress]);
                let sentence = format!("課の確認を待っている施策が{count}件あります。");
                (sentence, "入力中の施策を見る", way)
            }
            Step::Check if summary.found() > 0 => {
                let sentence = format!("点検で見つかったものが{}件あります。", summary.found());
                (sentence, "点検の結果を見る", Message::Findings(None))
            }
            Step::Check => {
                let (count, way) = of(&[EntryState::DepartmentChecked]);
                (format!("確定を待っている施策が{count}件あります。"), "確定する施策を見る", way)
            }
            Step::Print => {
                let sentence = match of(&[EntryState::InProgress]).0 {
                    0 => "この年度の入力はすべて済んでいます。一覧表を印刷できます。".to_owned(),
                    count => format!(
                        "未入力の施策はありません（入力中{count}件）。一覧表を印刷できます。"
                    ),
                };
                (sentence, "印刷する", Message::GoTo(ScreenId::Print))
            }
        };
        (sentence, Some(button::filled(look, name).on_press(way)))
    }

    /// The way into the next year, from the latest.
    fn year_after<'a>(&'a self, ctx: &'a Context, look: Look) -> Option<Element<'a, Message>> {
        let latest = ctx.book.latest_year().filter(|latest| Some(*latest) == ctx.year)?;
        let name = format!("{}を始める →", ctx.book.year_label(latest.next()));
        let begun = ctx.book.measure_count() > 0;
        begun.then(|| button::link(look, name).on_press(Message::NextYearAsked).into())
    }

    pub(super) fn ask_next_year(&self, ctx: &Context) -> Action<Message> {
        let Some(latest) = ctx.book.latest_year() else { return Action::None };
        let (before, after) = (ctx.book.year_label(latest), ctx.book.year_label(latest.next()));
        let begun = |statuses| Some(Message::NextYearBegun(statuses));
        let question = Question::new(format!("{after}を始めますか"));
        let question = match left_open(&ctx.book, latest) {
            Some(left) => question.line(format!("{left}あとからでも入力できます。")),
            None => question,
        };
        Action::Ask(
            question
                .line(format!(
                    "{after}の文は空で始まります。入力の画面では、{before}の文が横に並びます。"
                ))
                .line(format!("進捗状況は、{before}のものを引きつぐか、空にするかを選べます。"))
                .line(format!(
                    "印刷する一覧表にも、{after}の欄が加わります。「印刷」の「年度・列・絞り込み」で外せます。"
                ))
                .line("元に戻す（Ctrl+Z）で、始める前に戻せます。")
                .answer("進捗状況を引きつぐ", Weight::Next, begun(Statuses::Carried))
                .answer("進捗状況を空にする", Weight::Other, begun(Statuses::Blank))
                .or_back(),
        )
    }

    pub(super) fn begin_next_year(&self, ctx: &Context, statuses: Statuses) -> Action<Message> {
        let Some(latest) = ctx.book.latest_year() else { return Action::None };
        let subject = ctx.book.year_label(latest.next());
        Action::commit(Op::Rollover, subject, rollover(&ctx.book, statuses))
    }

    /// What comes before there is any measure.
    fn first_step<'a>(
        &'a self,
        ctx: &'a Context,
        look: Look,
    ) -> (String, Option<button::Button<'a, Message>>) {
        let goals = ctx.book.goals().into_iter();
        match goals.flat_map(|goal| ctx.book.directions(goal.id)).next() {
            None => (
                "施策がまだありません。エクセルなどの一覧から取り込むか、台帳で基本目標と施策の方向を作ってください。".to_owned(),
                Some(
                    button::filled(look, "基本目標と施策の方向を作る")
                        .on_press(Message::Register(Tab::Outline)),
                ),
            ),
            Some(direction) => (
                "施策がまだありません。最初の施策を追加してください。".to_owned(),
                Some(
                    button::filled(look, "施策を追加")
                        .on_press(Message::NewMeasure(direction.id)),
                ),
            ),
        }
    }
}
