//! ホーム: where the year stands, how far it is in all, by department and by goal, what 点検 found,
//! and what changed lately. Every number leads to what it counts.

mod bars;
mod findings;
mod handout;
mod name_prompt;
mod next_step;
mod steps;
pub(super) mod summary;
mod table;

pub(super) use next_step::next_step_id;

use super::context::Context;
use super::context::Derived;
use super::permissions;
use super::relative_time;
use super::request::{Action, Purpose, Request};
use super::screen_id::{ScreenId, Tab};
use super::theme::Look;
use super::widget::one_line::one_line;
use super::widget::{button, label, panel};
use crate::domain::check::Kind;
use crate::domain::search::Filter;
use crate::domain::text::nameable;
use crate::domain::{DirectionId, FiscalYear, Statuses};
use crate::words;
use handout::HandoutSummary;
use iced::widget::{column, responsive, row};
use iced::{Element, Fill, FillPortion};
use name_prompt::NamePrompt;
use std::path::PathBuf;
use std::rc::Rc;
use summary::{Indicators, Summary};
use table::By;
use uuid::Uuid;

/// How many of the latest changes are shown.
pub(super) const LATEST: usize = 6;

/// The width from which what changed stands beside the numbers, and the height from which both fill
/// the window rather than scroll.
const BESIDE: f32 = 940.0;
const FILLS: f32 = 668.0;

/// The height of the line that asks for a name.
const ASKING: f32 = 78.0;

/// The year at a glance.
#[derive(Debug, Default)]
pub(super) struct Screen {
    by: By,
    /// Whether there is neither a history nor a ledger: what is shown is the data of an edition.
    detached: bool,
    /// Who works at this PC, where it is not known yet.
    name_prompt: Option<NamePrompt>,
    summary: Derived<Summary>,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// The measures that a number counts.
    Measures(Filter),
    CountedBy(By),
    /// A new measure in this direction.
    NewMeasure(DirectionId),
    /// A register of 台帳.
    Register(Tab),
    GoTo(ScreenId),
    /// The indicators of which the actual of the year is missing.
    MissingIndicators,
    /// What 点検 found: of one kind, or all.
    Findings(Option<Kind>),
    /// What one of the latest commits changed.
    Entry(Uuid),
    ImportAsked,
    ExportAsked,
    WhoWritten(String),
    WhoAccepted,
    WhoDeclined,
    /// The next year is to begin.
    NextYearAsked,
    NextYearBegun(Statuses),
}

impl Screen {
    /// Leaves out what leads to the history or the ledger.
    pub(super) const fn detach(&mut self) {
        self.detached = true;
    }

    /// Asks for the name of whoever works at this PC; the present one is proposed.
    pub(super) fn ask_who(&mut self, present: &str) {
        self.name_prompt =
            Some(NamePrompt { present: present.to_owned(), draft: present.to_owned() });
    }

    /// Ends the asking; the name is remembered also where it stays as it is.
    fn answer_who(&mut self, given: bool) -> Action<Message> {
        let Some(NamePrompt { present, draft }) = self.name_prompt.take() else {
            return Action::None;
        };
        let who = if given { draft.trim().to_owned() } else { present };
        Request::SetWho(who).into()
    }

    pub(super) fn update(&mut self, ctx: &Context, message: Message) -> Action<Message> {
        match message {
            Message::CountedBy(by) => {
                self.by = by;
                Action::None
            }
            Message::Measures(filter) => Request::Measures(filter).into(),
            Message::NewMeasure(direction) => Request::NewMeasure(direction).into(),
            Message::Register(tab) => Request::Register(tab).into(),
            Message::GoTo(screen) => Request::GoTo(screen).into(),
            Message::MissingIndicators => Request::MissingIndicators(None).into(),
            Message::Findings(kind) => Request::Findings { kind, all_years: false }.into(),
            Message::Entry(id) => Request::Entry(id).into(),
            Message::WhoWritten(who) => {
                if let Some(prompt) = &mut self.name_prompt {
                    prompt.draft = who;
                }
                Action::None
            }
            Message::WhoAccepted => self.answer_who(true),
            Message::WhoDeclined => self.answer_who(false),
            Message::NextYearAsked => self.ask_next_year(ctx),
            Message::NextYearBegun(statuses) => self.begin_next_year(ctx, statuses),
            Message::ImportAsked => Request::ChooseFile(Purpose::Import, PathBuf::new()).into(),
            Message::ExportAsked => {
                let name = nameable(&format!("{}.xlsx", ctx.book.plan().name));
                Request::ChooseFile(Purpose::Export, name.into()).into()
            }
        }
    }

    fn summary(&self, ctx: &Context, year: FiscalYear) -> Rc<Summary> {
        let count =
            || Summary::of(&ctx.book, year, HandoutSummary::of(&ctx.ledger, year, ctx.today));
        self.summary.get(ctx, count)
    }

    pub(super) fn view<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        responsive(move |size| {
            let beside = size.width >= BESIDE;
            let asking = if self.name_prompt.is_some() { ASKING } else { 0.0 };
            let fills = beside && size.height >= FILLS + asking;
            let parts: Element<'_, Message> = if beside {
                let matters = column![]
                    .push(self.first(ctx, look))
                    .push(self.matters(ctx, look, fills))
                    .spacing(16.0);
                row![
                    self.numbers(ctx, look, beside, fills).width(FillPortion(17)),
                    matters.width(FillPortion(10)),
                ]
                .spacing(16.0)
                .into()
            } else {
                column![]
                    .push(self.first(ctx, look))
                    .push(self.numbers(ctx, look, beside, fills))
                    .push(self.matters(ctx, look, fills))
                    .spacing(16.0)
                    .into()
            };
            let year = ctx.year.filter(|_| !self.is_empty(ctx));
            let steps = year
                .map(|year| steps::view(look, &self.summary(ctx, year), beside, !self.detached));
            let content = column![]
                .push(self.name_prompt.as_ref().map(|prompt| name_prompt::view(look, prompt)))
                .push(steps)
                .push(parts)
                .spacing(16.0)
                .padding([20.0, 24.0]);
            if fills { content.into() } else { panel::page(look, content) }
        })
        .into()
    }

    /// Whether there is nothing to count yet, only to begin.
    fn is_empty(&self, ctx: &Context) -> bool {
        ctx.book.measure_count() == 0 && ctx.permissions.can_edit_structure()
    }

    /// How far the year is.
    fn numbers<'a>(
        &'a self,
        ctx: &'a Context,
        look: Look,
        beside: bool,
        fills: bool,
    ) -> iced::widget::Column<'a, Message> {
        match ctx.year {
            Some(_) if self.is_empty(ctx) => column![self.next(ctx, look), self.lists(ctx, look)],
            Some(year) => {
                let summary = self.summary(ctx, year);
                let year = ctx.book.year_label(year);
                let unasked = summary.unasked;
                let parts = [("廃止", unasked.retired), ("対象外", unasked.outside)];
                let parts = parts.into_iter().filter(|(_, count)| *count > 0);
                let parts: Vec<_> =
                    parts.map(|(what, count)| format!("{what}の{count}件")).collect();
                let counted = if parts.is_empty() {
                    year
                } else {
                    format!("{year}（{}を除く）", parts.join("、"))
                };
                column![bars::whole(look, counted, summary.whole, beside)]
                    .push(indicators(look, summary.indicators))
                    .push(table::view(look, &ctx.book, &summary, self.by, fills))
            }
            None => column![self.no_year(ctx, look)],
        }
        .spacing(16.0)
    }

    /// What is to be done next, where there are numbers beside which it stands.
    fn first<'a>(&'a self, ctx: &'a Context, look: Look) -> Option<Element<'a, Message>> {
        let begins = ctx.year.is_some() && self.is_empty(ctx);
        (ctx.permissions.can_edit_structure() && !begins).then(|| self.next(ctx, look))
    }

    /// What was found, what changed.
    fn matters<'a>(
        &'a self,
        ctx: &'a Context,
        look: Look,
        fills: bool,
    ) -> iced::widget::Column<'a, Message> {
        let latest = (!self.detached).then(|| self.latest(ctx, look, fills));
        if ctx.year.is_some() && self.is_empty(ctx) {
            return column![].push(latest);
        }
        let found = ctx.year.map(|year| findings::view(look, &self.summary(ctx, year)));
        column![].push(found).push(latest).push(self.lists(ctx, look)).spacing(16.0)
    }

    fn latest<'a>(&'a self, ctx: &'a Context, look: Look, fills: bool) -> Element<'a, Message> {
        let now = relative_time::now();
        let rows = ctx.latest.iter().map(|entry| {
            let what = words::entry(entry);
            let by = if entry.who.is_empty() { String::new() } else { format!("{}・", entry.who) };
            let by = label::second(look, format!("{by}{}", relative_time::relative(entry.at, now)));
            let content = column![one_line(look, what), by].spacing(2.0).width(Fill);
            button::bare(look, content, Message::Entry(entry.id))
                .style(button::in_list(look, false))
                .width(Fill)
                .into()
        });
        let rows = column(rows).spacing(10.0).width(Fill);
        let heading = row![
            label::heading(look, "最近の変更").width(Fill),
            button::link(look, "変更履歴 →").on_press(Message::GoTo(ScreenId::History)),
        ];
        if !fills {
            let content = column![heading, rows].spacing(12.0);
            return panel::panel(look, content).width(Fill).into();
        }
        let rows = panel::scrolled(look, rows).height(Fill);
        let content = column![heading, rows].spacing(12.0);
        panel::panel(look, content).width(Fill).height(Fill).into()
    }

    fn no_year<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let may = ctx.permissions.can_edit_structure();
        let none = permissions::none(may, "年度", "「台帳」の「年度」で追加してください。");
        let add = button::link(look, "年度を追加 →").on_press(Message::Register(Tab::Years));
        let content = column![label::body(look, none)].push(may.then_some(add));
        panel::panel(look, content.spacing(8.0)).width(Fill).into()
    }

    /// Lists in and out.
    fn lists<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let import = button::plain(look, "取り込む").on_press(Message::ImportAsked);
        let content = row![label::second(look, "一覧（エクセルなど）").width(Fill)]
            .push(ctx.permissions.can_edit_structure().then_some(import))
            .push(button::plain(look, "書き出す").on_press(Message::ExportAsked))
            .spacing(8.0)
            .align_y(iced::Center);
        panel::panel(look, content).padding([10.0, 20.0]).width(Fill).into()
    }
}

/// How many indicators have no actual yet, and the way to them; nothing where there are none.
fn indicators<'a>(look: Look, count: Indicators) -> Option<Element<'a, Message>> {
    let Indicators { all, missing, awaited } = count;
    let told = match (missing, awaited) {
        (0, 0) => label::body(look, format!("✓ {all}件すべて入力済みです")).color(look.color.done),
        // What is still reckoned up is no value, though nothing is left to be entered now.
        (0, awaited) => label::body(
            look,
            format!("{all}件のうち{awaited}件は値を待っています（集計中・未公表）"),
        ),
        (missing, 0) => label::body(look, format!("{all}件のうち{missing}件が未入力です")),
        (missing, awaited) => label::body(
            look,
            format!("{all}件のうち{missing}件が未入力、{awaited}件が集計中・未公表です"),
        ),
    };
    let way = match missing {
        0 => button::link(look, "見る →").on_press(Message::GoTo(ScreenId::Indicators)),
        missing => button::link(look, format!("未入力の{missing}件を見る →"))
            .on_press(Message::MissingIndicators),
    };
    let content = row![label::bold(look, "指標の実績"), told.width(Fill), way];
    let content = content.spacing(12.0).align_y(iced::Center);
    (all > 0).then(|| panel::panel(look, content).padding([10.0, 20.0]).width(Fill).into())
}
