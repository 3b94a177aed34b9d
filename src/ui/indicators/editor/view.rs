//! All fields of an indicator as they are seen, in the groups in which a clerk looks for them.

use super::form::Place;
use super::{Editor, Message, finder, name_id};
use crate::domain::series::Closing;
use crate::domain::{
    Book, Code, Department, Field, FiscalYear, Indicator, Key, Period, Scale, Value,
};
use crate::ui::indicators::{Message as ScreenMessage, list};
use crate::ui::measures::years;
use crate::ui::refusal::Refusal;
use crate::ui::screen_id::Tab;
use crate::ui::theme::{Look, PAPER};
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::composing::composing;
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{badge, button, field, label, panel};
use crate::words::{self, Names};
use iced::widget::{column, container, row, space, text_editor};
use iced::{Center, Element, Fill};

/// The distance of the lines of a field of several, in sizes of type, and how many are seen.
const LINE: f32 = 1.6;
const LINES: f32 = 3.0;

impl Editor {
    /// The page: `year` is the one that is looked at.
    pub(in crate::ui::indicators) fn view<'a>(
        &'a self,
        look: Look,
        book: &'a Book,
        year: Option<FiscalYear>,
    ) -> Element<'a, ScreenMessage> {
        let indicator = self.draft.indicator();
        let title = row![
            one_line(look, indicator.name.as_str()).size(look.heading()),
            button::plain(look, "閉じる").key("Esc").on_press(ScreenMessage::EditorClosed),
        ];
        let title = container(title.spacing(12.0).align_y(Center)).padding([10.0, 20.0]);
        let groups = column![
            self.names(look, book),
            self.belonging(look, book),
            self.reading(look, book),
            self.ends(look, book),
            self.contents(look),
            self.amendments(look, book, year),
        ]
        .spacing(24.0)
        .padding(iced::Padding::from([16.0, 20.0]).right(28.0));
        column![
            title,
            panel::line(look),
            panel::scrolled(look, groups).height(Fill),
            panel::line(look),
            container(self.fate(look, indicator)).padding([8.0, 20.0]),
        ]
        .into()
    }

    /// What it is called and counted in.
    fn names<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, ScreenMessage> {
        let own = Place::Indicator;
        let name = self.line(look, "指標の名称", own(Field::IndicatorName)).id(name_id());
        let label = self.line(look, "例：KPI①", own(Field::IndicatorLabel));
        let unit = self.line(look, "例：人", own(Field::Unit));
        group(
            look,
            "名称と単位",
            [
                self.labelled(look, "名称", Field::IndicatorName, name),
                row![
                    self.labelled(look, "見出し", Field::IndicatorLabel, label),
                    self.labelled(look, "単位", Field::Unit, unit),
                    self.labelled(look, "種別", Field::IndicatorKind, self.kind(look, book)),
                ]
                .spacing(12.0)
                .into(),
            ],
        )
    }

    fn kind<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, ScreenMessage> {
        let held = &self.draft.indicator().kind;
        let kinds = list::kinds(book);
        if kinds.is_empty() && held.is_empty() {
            let way = button::link(look, "台帳で決める →");
            return way.on_press(ScreenMessage::RegisterAsked(Tab::Plan)).into();
        }
        let known = kinds.iter().chain((!kinds.contains(held)).then_some(held));
        let known = known.filter(|kind| !kind.is_empty());
        let none = Named::new(String::new(), "（なし）");
        let kinds: Vec<_> =
            [none].into_iter().chain(known.map(|it| Named::new(it.clone(), it))).collect();
        let chosen = kinds.iter().find(|named| named.value == *held).cloned();
        let pick =
            |named: Named<String>| chosen_value(Field::IndicatorKind, Value::Text(named.value));
        choice(look, kinds, chosen, pick).width(Fill).into()
    }

    /// Where it stands, and who answers for it.
    fn belonging<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, ScreenMessage> {
        let names = Names::of(book);
        let indicator = self.draft.indicator();
        let only = indicator.at.len() == 1;
        let places = indicator.at.iter().enumerate().map(|(at, place)| {
            let key = Key::from(*place);
            let word = if at == 0 { "属する所" } else { "再掲" };
            let first = (at > 0).then(|| {
                let up = Message::MovedEarlier(Field::At, key);
                button::link(look, "↑").hint("前へ").on_press(ScreenMessage::Editor(up))
            });
            let remove = (!only).then(|| {
                let removed = Message::Removed(Field::At, key);
                button::link(look, "× 外す").on_press(ScreenMessage::Editor(removed))
            });
            row![
                label::second(look, word).width(64.0),
                one_line(look, finder::name(&names, key)).font(PAPER),
            ]
            .push(first)
            .push(remove)
            .spacing(6.0)
            .align_y(Center)
            .into()
        });
        let hint = "ほかにも載せる所を検索（目標・方向・施策の名称）";
        let finder = field::line(look, hint, &self.words)
            .on_input(|words| ScreenMessage::Editor(Message::Searched(words)))
            .on_submit(ScreenMessage::Editor(Message::FirstFoundAdded));
        let found = (!self.words.trim().is_empty()).then(|| {
            let found = finder::found(book, &self.draft, &self.words);
            let none = found.is_empty().then(|| label::second(look, "当てはまる所はありません。"));
            let rows = found.into_iter().map(|key| {
                let added = ScreenMessage::Editor(Message::Added(Field::At, key));
                button::link(look, format!("＋ {}", finder::name(&names, key)))
                    .on_press(added)
                    .into()
            });
            column(rows).push(none).spacing(2.0)
        });
        let leads = indicator.lead.iter().map(|id| Key::Department(*id)).collect();
        let related = indicator.related.iter().map(|id| Key::Department(*id)).collect();
        let of_measure = indicator.lead.is_empty().then(|| {
            let of_measure = book.indicator_lead(indicator).iter();
            let of_measure = of_measure.filter_map(|id| book.department(*id));
            of_measure.map(|row| row.name.as_str()).collect::<Vec<_>>().join("、")
        });
        let of_measure = of_measure.filter(|names| !names.is_empty());
        let of_measure = of_measure.map(|names| {
            label::second(look, format!("選ばなければ、施策の所管課（{names}）が入力します。"))
        });
        group(
            look,
            "載せる所と課",
            [
                Some(column(places).push(finder).push(found).spacing(6.0).into()),
                Some(departments(look, book, "所管課", Field::Lead, leads)),
                of_measure.map(Into::into),
                Some(departments(look, book, "関連課", Field::Related, related)),
            ]
            .into_iter()
            .flatten(),
        )
    }

    /// How its figures are to be read.
    fn reading<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, ScreenMessage> {
        let code = |name, at| self.labelled(look, name, at, self.code(look, at));
        let indicator = self.draft.indicator();
        let closing_figure = (indicator.closing == Closing::Entered).then(|| {
            let place = Place::Indicator(Field::ClosingFigure);
            self.labelled(look, "最後の列の値", Field::ClosingFigure, self.figure(look, place))
        });
        group(
            look,
            "値の見方",
            [
                Some(two(code("値の種類", Field::Series), code("最後の列", Field::Closing))),
                closing_figure,
                Some(two(code("よい方向", Field::Better), code("小数", Field::Decimals))),
                Some(two(
                    code("達成率", Field::RateChoice),
                    self.labelled(look, "評価尺度", Field::Scale, scale(look, book, indicator)),
                )),
                Some(self.labelled(
                    look,
                    "値を求める年度",
                    Field::Period,
                    period(look, book, indicator.period),
                )),
            ]
            .into_iter()
            .flatten(),
        )
    }

    /// From where to where it is to go.
    fn ends<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, ScreenMessage> {
        let own = Place::Indicator;
        let line = |name, at, hint| self.labelled(look, name, at, self.line(look, hint, own(at)));
        let figure = |name, at| self.labelled(look, name, at, self.figure(look, own(at)));
        let held = self.draft.indicator().target_year;
        let ends = years(book, held).map(|year| Named::new(Some(year), book.year_label(year)));
        let ends: Vec<_> = [Named::new(None, "（なし）")].into_iter().chain(ends).collect();
        let chosen = ends.iter().find(|named| named.value == held).cloned();
        let pick = |named: Named<_>| chosen_value(Field::TargetYear, Value::Year(named.value));
        let year = choice(look, ends, chosen, pick).width(Fill);
        group(
            look,
            "基準値と最終目標",
            [
                two(
                    figure("基準値", Field::Base),
                    line("基準の時点", Field::BaseAt, "例：令和2年度"),
                ),
                two(
                    figure("最終目標", Field::FinalTarget),
                    self.labelled(look, "目標の年度", Field::TargetYear, year),
                ),
                two(
                    line("基準値の見出し", Field::BaseLabel, "例：申請時"),
                    line("最終目標の見出し", Field::TargetLabel, "例：事業終了後"),
                ),
            ],
        )
    }

    /// What it means, and how it comes to be known.
    fn contents<'a>(&'a self, look: Look) -> Element<'a, ScreenMessage> {
        let own = Place::Indicator;
        let line = |name, at, hint| self.labelled(look, name, at, self.line(look, hint, own(at)));
        let lines = |name, at| self.labelled(look, name, at, self.lines(look, own(at)));
        group(
            look,
            "内容",
            [
                lines("定義", Field::Definition),
                lines("把握方法", Field::Method),
                two(
                    line("把握時期", Field::Timing, "例：毎年5月"),
                    line("報告元", Field::Reporter, "例：観光協会"),
                ),
                lines("備考", Field::FigureNote),
            ],
        )
    }

    /// What was changed midway.
    fn amendments<'a>(
        &'a self,
        look: Look,
        book: &'a Book,
        year: Option<FiscalYear>,
    ) -> Element<'a, ScreenMessage> {
        let hint = "途中で目標・単位・定義を変えるときは、変える前の値をここに残してから、上の欄を直します。\
                    それより前の年度は、残した値で計算し、印刷します。";
        let amended = self.draft.amendments.iter().enumerate().map(|(at, amended)| {
            let place = |field| Place::Amendment(at, field);
            let name = format!("{}から改定", book.year_label(amended.row.year));
            let removed = ScreenMessage::Editor(Message::AmendmentRemoved(at));
            let head = row![
                label::bold(look, name),
                space::horizontal(),
                button::link(look, "× 取り消す").on_press(removed),
            ];
            let unit = self.line(look, "", place(Field::Unit));
            let content = column![
                head.align_y(Center),
                two(
                    field::labelled(
                        look,
                        "改定前の最終目標",
                        self.figure(look, place(Field::FinalTarget)),
                        None
                    ),
                    field::labelled(look, "改定前の単位", unit, None),
                ),
                field::labelled(
                    look,
                    "改定前の定義",
                    self.lines(look, place(Field::Definition)),
                    None
                ),
                field::labelled(look, "改定の理由", self.lines(look, place(Field::Reason)), None),
            ];
            panel::tinted(look.color.rest, content.spacing(10.0)).width(Fill).into()
        });
        let taken =
            |year: FiscalYear| self.draft.amendments.iter().any(|amended| amended.row.year == year);
        let open: Vec<_> = years(book, None)
            .filter(|year| !taken(*year))
            .map(|year| Named::new(year, format!("{}から改定", book.year_label(year))))
            .collect();
        let pick = |named: Named<_>| ScreenMessage::Editor(Message::Amended(named.value));
        let other = choice(look, open, None::<Named<FiscalYear>>, pick);
        let other = other.placeholder("ほかの年度から改定").width(190.0);
        let now = year.filter(|year| !taken(*year)).map(|year| {
            let name = format!("＋ {}から改定", book.year_label(year));
            button::plain(look, name).on_press(ScreenMessage::Editor(Message::Amended(year)))
        });
        let add = row![].push(now).push(other).spacing(8.0).align_y(Center).wrap();
        let hint = label::second(look, hint).line_height(1.5).width(Fill);
        group(look, "改定", [hint.into(), column(amended).spacing(10.0).into(), add.into()])
    }

    /// What becomes of it.
    fn fate<'a>(&'a self, look: Look, indicator: &'a Indicator) -> Element<'a, ScreenMessage> {
        let retire = if indicator.retired {
            button::plain(look, "廃止を取り消す").on_press(ScreenMessage::Retired(false))
        } else {
            button::plain(look, "廃止にする")
                .hint("今後は入力を求めません。印刷には残ります。")
                .on_press(ScreenMessage::Retired(true))
        };
        let shift = |later| ScreenMessage::Shifted { later };
        row![
            button::plain(look, "↑").hint("並び順を1つ前へ（Alt+Shift+↑）").on_press(shift(false)),
            button::plain(look, "↓").hint("並び順を1つ後へ（Alt+Shift+↓）").on_press(shift(true)),
            retire,
            button::danger(look, "削除…").on_press(ScreenMessage::DeleteAsked),
        ]
        .spacing(8.0)
        .align_y(Center)
        .wrap()
        .into()
    }

    fn labelled<'a>(
        &'a self,
        look: Look,
        name: &'a str,
        at: Field,
        content: impl Into<Element<'a, ScreenMessage>>,
    ) -> Element<'a, ScreenMessage> {
        field::labelled(look, name, content, Refusal::at(self.refusal.as_ref(), at))
    }

    fn line<'a>(
        &self,
        look: Look,
        hint: &str,
        place: Place,
    ) -> iced::widget::TextInput<'a, ScreenMessage> {
        field::line(look, hint, &self.draft.text(place))
            .font(PAPER)
            .on_input(move |text| ScreenMessage::Editor(Message::Written(place, text)))
            .on_submit(ScreenMessage::Save)
    }

    /// A figure, and beneath it how it is read.
    fn figure<'a>(&self, look: Look, place: Place) -> Element<'a, ScreenMessage> {
        let (figure, unit) = self.draft.figure(place);
        let read = (!figure.is_blank()).then(|| {
            let read = words::read_as(&figure, unit, None);
            label::second(look, read).size(13.0).width(Fill)
        });
        column![self.line(look, "", place)].push(read).spacing(2.0).into()
    }

    fn lines(&self, look: Look, place: Place) -> Element<'_, ScreenMessage> {
        let Some(text) = self.texts.get(&place) else { return space().into() };
        let edited = move |action| ScreenMessage::Editor(Message::Edited(place, action));
        let content = text_editor(text.content())
            .on_action(edited)
            .font(PAPER)
            .size(look.body())
            .line_height(LINE)
            .padding([8.0, 12.0])
            .height(LINES * LINE * look.body() + 2.0 * 8.0)
            .wrapping(iced::widget::text::Wrapping::WordOrGlyph)
            .style(field::written(look));
        composing(content, move |it| ScreenMessage::Editor(Message::Composed(place, it)))
    }

    /// One of a closed set.
    fn code<'a>(&self, look: Look, at: Field) -> Element<'a, ScreenMessage> {
        let Some(Value::Code(held)) = self.draft.value(at) else { return space().into() };
        let all: Vec<Named<Code>> =
            held.alternatives().into_iter().map(|it| Named::new(it, it.label())).collect();
        let chosen = all.iter().find(|named| named.value == held).cloned();
        let pick = move |named: Named<Code>| chosen_value(at, Value::Code(named.value));
        choice(look, all, chosen, pick).width(Fill).into()
    }
}

fn chosen_value(at: Field, value: Value) -> ScreenMessage {
    ScreenMessage::Editor(Message::Chosen(at, value))
}

/// Fields under a heading.
fn group<'a>(
    look: Look,
    name: &'a str,
    fields: impl IntoIterator<Item = Element<'a, ScreenMessage>>,
) -> Element<'a, ScreenMessage> {
    column![label::bold(look, name)].extend(fields).spacing(10.0).into()
}

fn two<'a>(
    left: Element<'a, ScreenMessage>,
    right: Element<'a, ScreenMessage>,
) -> Element<'a, ScreenMessage> {
    row![left, right].spacing(12.0).into()
}

/// The departments that are chosen, and those that can be.
fn departments<'a>(
    look: Look,
    book: &'a Book,
    name: &'a str,
    at: Field,
    chosen: Vec<Key>,
) -> Element<'a, ScreenMessage> {
    let of = |key: &Key| match key {
        Key::Department(id) => book.department(*id),
        _ => None,
    };
    let removed =
        |row: &Department| ScreenMessage::Editor(Message::Removed(at, Key::Department(row.id)));
    let chips = chosen.iter().filter_map(of);
    let chips = chips.map(|row| badge::chip(look, row.name.as_str(), removed(row)));
    let open = book.departments().into_iter();
    let open = open.filter(|row| !row.retired && !chosen.contains(&Key::Department(row.id)));
    let open: Vec<_> = open.map(|row| Named::new(row.id, row.name.as_str())).collect();
    let pick = move |named: Named<_>| {
        ScreenMessage::Editor(Message::Added(at, Key::Department(named.value)))
    };
    let add = choice(look, open, None::<Named<_>>, pick).placeholder("＋ 課を選ぶ").width(180.0);
    let chosen = row(chips).push(add).spacing(6.0).align_y(Center).wrap().vertical_spacing(6.0);
    field::labelled(look, name, chosen, None)
}

fn scale<'a>(look: Look, book: &Book, indicator: &Indicator) -> Element<'a, ScreenMessage> {
    let held = indicator.scale;
    let is_offered = |row: &&Scale| !row.retired || held == Some(row.id);
    let scales = book.scales().into_iter().filter(is_offered);
    let scales = scales.map(|row| Named::new(Some(row.id), row.name.as_str()));
    let scales: Vec<_> = [Named::new(None, "（なし）")].into_iter().chain(scales).collect();
    if scales.len() == 1 {
        let way = button::link(look, "台帳で作る →");
        return way.on_press(ScreenMessage::RegisterAsked(Tab::Scales)).into();
    }
    let chosen = scales.iter().find(|named| named.value == held).cloned();
    let pick = |named: Named<Option<_>>| {
        chosen_value(Field::Scale, Value::Reference(named.value.map(Key::Scale)))
    };
    choice(look, scales, chosen, pick).width(Fill).into()
}

/// The first and the last year.
fn period<'a>(look: Look, book: &Book, held: Period) -> Element<'a, ScreenMessage> {
    let end =
        |year: Option<FiscalYear>, open: &str, with: fn(Period, Option<FiscalYear>) -> Period| {
            let all = years(book, year).map(|it| Named::new(Some(it), book.year_label(it)));
            let all: Vec<_> = [Named::new(None, open)].into_iter().chain(all).collect();
            let chosen = all.iter().find(|named| named.value == year).cloned();
            let pick = move |named: Named<_>| {
                chosen_value(Field::Period, Value::Period(with(held, named.value)))
            };
            choice(look, all, chosen, pick).width(Fill)
        };
    row![
        end(held.first, "開始：なし", |period, first| Period { first, ..period }),
        label::second(look, "～"),
        end(held.last, "終了：なし", |period, last| Period { last, ..period }),
    ]
    .spacing(8.0)
    .align_y(Center)
    .into()
}
