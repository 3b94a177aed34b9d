//! ホーム: how far the year is, department by department, and what changed lately. Every number
//! leads to what it counts.

use super::action::{Action, Commit, Errand};
use super::files::{self, Purpose};
use super::measures::list::Progress;
use super::place::{Place, Tab};
use super::theme::Look;
use super::when;
use super::widget::badge::badge;
use super::widget::dialog::{Question, Weight};
use super::widget::one_line::one_line;
use super::widget::{button, label, panel};
use crate::domain::search::Filter;
use crate::domain::text::nameable;
use crate::domain::{
    Book, Department, DepartmentId, DirectionId, FiscalYear, Measure, Op, Statuses, rollover,
};
use crate::store::Entry;
use crate::words;
use iced::widget::text::Wrapping;
use iced::widget::{Space, column, container, row, scrollable, space};
use iced::{Center, Color, Element, Fill, FillPortion, border};
use std::sync::Arc;

/// How many of the latest changes are shown.
pub const LATEST: usize = 6;

/// The year at a glance.
#[derive(Debug)]
pub struct Screen {
    book: Arc<Book>,
    year: Option<FiscalYear>,
    latest: Vec<Entry>,
}

#[derive(Debug, Clone)]
pub enum Message {
    Missing(Option<DepartmentId>),
    Department(DepartmentId),
    /// A new measure in this direction.
    NewMeasure(DirectionId),
    /// A table of 台帳.
    Table(Tab),
    ImportAsked,
    ExportAsked,
    /// The next year is to begin.
    NextYearAsked,
    NextYearBegun(Statuses),
    PrintAsked,
}

/// How many measures are how far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    done: u16,
    begun: u16,
    missing: u16,
}

impl Tally {
    fn of<'a>(
        book: &Book,
        year: FiscalYear,
        measures: impl IntoIterator<Item = &'a Measure>,
    ) -> Self {
        let mut tally = Self::default();
        for measure in measures {
            let count = match Progress::of(book, measure, year) {
                Progress::Done => &mut tally.done,
                Progress::Begun => &mut tally.begun,
                Progress::Missing => &mut tally.missing,
                Progress::Retired => continue,
            };
            *count = count.saturating_add(1);
        }
        tally
    }

    const fn all(self) -> u16 {
        self.done.saturating_add(self.begun).saturating_add(self.missing)
    }

    /// Those that still lack something.
    const fn open(self) -> u16 {
        self.begun.saturating_add(self.missing)
    }
}

impl Screen {
    pub const fn new(book: Arc<Book>, year: Option<FiscalYear>) -> Self {
        Self { book, year, latest: Vec::new() }
    }

    /// Shows what is stored now.
    pub fn refresh(&mut self, book: &Arc<Book>, year: Option<FiscalYear>) {
        self.book = Arc::clone(book);
        self.year = year;
    }

    /// The latest changes, newest first.
    pub fn set_latest(&mut self, latest: Vec<Entry>) {
        self.latest = latest;
    }

    pub fn update(&mut self, message: Message) -> Action<Message> {
        let filter = match message {
            Message::NextYearAsked => return self.ask_next_year(),
            Message::NextYearBegun(statuses) => return self.begin_next_year(statuses),
            Message::PrintAsked => return Action::Go(Errand::Place(Place::Print)),
            Message::Missing(department) => Filter {
                department,
                lead_only: department.is_some(),
                missing: true,
                ..Filter::default()
            },
            Message::Department(department) => {
                Filter { department: Some(department), lead_only: true, ..Filter::default() }
            }
            Message::NewMeasure(direction) => {
                return Action::Go(Errand::NewMeasure(direction));
            }
            Message::Table(tab) => return Action::Go(Errand::Table(tab)),
            Message::ImportAsked => {
                return Action::Go(Errand::File(Purpose::Import, files::documents()));
            }
            Message::ExportAsked => {
                let name = nameable(&format!("{}.xlsx", self.book.plan().name));
                return Action::Go(Errand::File(Purpose::Export, files::documents().join(name)));
            }
        };
        Action::Go(Errand::Measures(filter))
    }

    pub fn view(&self, look: Look) -> Element<'_, Message> {
        let left = match self.year {
            Some(year) => column![self.whole(look, year), self.departments(look, year)],
            None => column![self.no_year(look)],
        };
        let right = column![self.next(look), lists(look), self.latest(look)];
        row![
            left.spacing(look.px(16.0)).width(FillPortion(17)),
            right.spacing(look.px(16.0)).width(FillPortion(10)),
        ]
        .spacing(look.px(16.0))
        .padding([look.px(20.0), look.px(24.0)])
        .into()
    }

    fn no_year(&self, look: Look) -> Element<'_, Message> {
        let content = column![
            label::body(look, "年度がまだありません。「台帳」の「年度」で加えてください。"),
            button::link(look, "年度を加える →").on_press(Message::Table(Tab::Years)),
        ];
        panel::panel(look, content.spacing(look.px(8.0))).width(Fill).into()
    }

    fn tally(&self, year: FiscalYear) -> Tally {
        Tally::of(&self.book, year, self.book.listed().into_iter().map(|(_, _, measure)| measure))
    }

    fn whole(&self, look: Look, year: FiscalYear) -> Element<'_, Message> {
        let tally = self.tally(year);
        let count = |progress: Progress, count: u16| {
            let (tone, sign, word) = progress.mark();
            column![
                badge(look, tone, sign, word),
                label::body(look, count.to_string()).size(look.title()),
            ]
            .spacing(look.px(4.0))
            .width(look.px(118.0))
        };
        let see = (tally.open() > 0).then(|| {
            button::link(look, format!("未入力・入力中の{}件を見る →", tally.open()))
                .on_press(Message::Missing(None))
        });
        let counts = row![
            count(Progress::Done, tally.done),
            count(Progress::Begun, tally.begun),
            count(Progress::Missing, tally.missing),
            space::horizontal(),
        ]
        .push(see);
        let title = format!("{}施策の進み具合", tally.all());
        let content = column![
            row![label::heading(look, title), label::second(look, self.book.year_label(year)),]
                .spacing(look.px(12.0))
                .align_y(Center),
            bar(look, tally, 22.0),
            counts,
        ]
        .spacing(look.px(14.0));
        panel::panel(look, content).width(Fill).into()
    }

    fn departments(&self, look: Look, year: FiscalYear) -> Element<'_, Message> {
        let rows = self.book.departments().into_iter().filter_map(|department| {
            let listed = self.book.listed();
            let led = listed.iter().map(|(_, _, measure)| *measure);
            let tally = Tally::of(
                &self.book,
                year,
                led.filter(|measure| measure.lead.contains(&department.id)),
            );
            (tally.all() > 0).then(|| department_row(look, department, tally))
        });
        let head = |name, portion| container(label::second(look, name)).width(FillPortion(portion));
        let head =
            row![head("所管課", 6), head("入力", 9), head("入力済", 3), head("まだのもの", 4)]
                .padding([0.0, look.px(8.0)])
                .spacing(look.px(12.0));
        let table = scrollable(column(rows))
            .direction(panel::thin(look))
            .style(panel::scroll(look))
            .height(Fill);
        let content = column![label::heading(look, "課ごと"), head, panel::line(look), table]
            .spacing(look.px(10.0));
        panel::panel(look, content).width(Fill).height(Fill).into()
    }

    /// The next step of the year.
    fn next(&self, look: Look) -> Element<'_, Message> {
        let open = self.year.map(|year| self.tally(year).open());
        let (sentence, step) = match open {
            Some(0) if self.book.measure_count() > 0 => (
                "この年度の入力はすべて済んでいます。一覧表を印刷できます。".to_owned(),
                Some(button::filled(look, "印刷する").on_press(Message::PrintAsked)),
            ),
            Some(count) if count > 0 => (
                format!("まだ入力が済んでいない施策が{count}件あります。続きを入力してください。"),
                Some(button::filled(look, "続きを入力する").on_press(Message::Missing(None))),
            ),
            _ => self.first_step(look),
        };
        let content = column![
            label::heading(look, "次にすること"),
            label::body(look, sentence).line_height(1.6)
        ]
        .push(step)
        .push(self.year_after(look))
        .spacing(look.px(12.0));
        panel::panel(look, content).width(Fill).into()
    }

    /// The way into the next year, from the latest.
    fn year_after<'a>(&self, look: Look) -> Option<Element<'a, Message>> {
        let latest = self.book.latest_year().filter(|latest| Some(*latest) == self.year)?;
        let name = format!("{}を始める →", self.book.year_label(latest.next()));
        let begun = self.book.measure_count() > 0;
        begun.then(|| button::link(look, name).on_press(Message::NextYearAsked).into())
    }

    fn ask_next_year(&self) -> Action<Message> {
        let Some(latest) = self.book.latest_year() else { return Action::None };
        let (before, after) = (self.book.year_label(latest), self.book.year_label(latest.next()));
        let begun = |statuses| Some(Message::NextYearBegun(statuses));
        Action::Ask(
            Question::new(format!("{after}を始めますか"))
                .line(format!(
                    "{after}の文は空で始まります。入力の画面では、{before}の文が横に並びます。"
                ))
                .line(format!("進捗状況は、{before}のものを引きつぐか、空にするかを選べます。"))
                .line("元に戻す（Ctrl+Z）で、始める前に戻せます。")
                .answer("進捗状況を引きつぐ", Weight::Next, begun(Statuses::Carried))
                .answer("進捗状況を空にする", Weight::Other, begun(Statuses::Blank))
                .or_back(),
        )
    }

    fn begin_next_year(&self, statuses: Statuses) -> Action<Message> {
        let Some(latest) = self.book.latest_year() else { return Action::None };
        Action::Commit(Commit {
            op: Op::Rollover,
            subject: self.book.year_label(latest.next()),
            changes: rollover(&self.book, statuses),
        })
    }

    /// What comes before there is any measure.
    fn first_step<'a>(&self, look: Look) -> (String, Option<button::Button<'a, Message>>) {
        let goals = self.book.goals().into_iter();
        match goals.flat_map(|goal| self.book.directions(goal.id)).next() {
            None => (
                "施策がまだありません。エクセルなどの一覧から取り込むか、台帳で基本目標と施策の方向を作ってください。".to_owned(),
                Some(
                    button::filled(look, "基本目標と施策の方向を作る")
                        .on_press(Message::Table(Tab::Outline)),
                ),
            ),
            Some(direction) => (
                "施策がまだありません。最初の施策を加えてください。".to_owned(),
                Some(
                    button::filled(look, "施策を加える")
                        .on_press(Message::NewMeasure(direction.id)),
                ),
            ),
        }
    }

    fn latest(&self, look: Look) -> Element<'_, Message> {
        let now = when::now();
        let rows = self.latest.iter().map(|entry| {
            let what = words::entry(entry);
            let by = if entry.who.is_empty() { String::new() } else { format!("{}・", entry.who) };
            column![
                label::body(look, what),
                label::second(look, format!("{by}{}", when::spoken(entry.at, now))),
            ]
            .spacing(look.px(2.0))
            .into()
        });
        let content = column![label::heading(look, "最近の変更")]
            .push(
                scrollable(column(rows).spacing(look.px(12.0)).width(Fill))
                    .direction(panel::thin(look))
                    .style(panel::scroll(look)),
            )
            .spacing(look.px(12.0));
        panel::panel(look, content).width(Fill).height(Fill).into()
    }
}

/// Lists in and out.
fn lists<'a>(look: Look) -> Element<'a, Message> {
    let content = column![
        label::heading(look, "一覧の取込・書出"),
        label::second(look, "エクセル、CSV、JSONの一覧を読みこみ、書き出します。").line_height(1.5),
        row![
            button::plain(look, "取り込む").on_press(Message::ImportAsked),
            button::plain(look, "書き出す").on_press(Message::ExportAsked),
        ]
        .spacing(look.px(8.0)),
    ]
    .spacing(look.px(10.0));
    panel::panel(look, content).width(Fill).into()
}

fn department_row<'a>(
    look: Look,
    department: &'a Department,
    tally: Tally,
) -> Element<'a, Message> {
    let open = (tally.open() > 0).then(|| {
        button::link(look, format!("{}件を見る", tally.open()))
            .on_press(Message::Missing(Some(department.id)))
    });
    let name =
        button::bare(one_line(look, department.name.as_str()), Message::Department(department.id))
            .style(move |_, _| iced::widget::button::Style {
                text_color: look.color.ink,
                ..Default::default()
            });
    let line = row![
        container(name).width(FillPortion(6)),
        container(bar(look, tally, 14.0)).width(FillPortion(9)),
        label::body(look, format!("{}／{}", tally.done, tally.all()))
            .wrapping(Wrapping::None)
            .width(FillPortion(3)),
        container(row![].push(open)).width(FillPortion(4)),
    ]
    .spacing(look.px(12.0))
    .padding([0.0, look.px(8.0)])
    .height(look.px(37.0))
    .align_y(Center);
    column![line, panel::line(look)].into()
}

/// The parts of a whole, side by side.
fn bar<'a>(look: Look, tally: Tally, height: f32) -> Element<'a, Message> {
    let c = look.color;
    let part = |count: u16, color: Color| {
        (count > 0).then(|| {
            container(Space::new())
                .width(FillPortion(count))
                .height(Fill)
                .style(move |_| container::Style::default().background(color))
        })
    };
    let parts = row![]
        .push(part(tally.done, c.done))
        .push(part(tally.begun, c.attention_fill))
        .push(part(tally.missing, c.rest));
    container(parts)
        .width(Fill)
        .height(look.px(height))
        .style(move |_| {
            container::Style::default().background(c.rest).border(border::rounded(look.px(3.0)))
        })
        .into()
}
