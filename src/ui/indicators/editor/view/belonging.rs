//! Where an indicator belongs, who answers for it, and from when until when.

use super::{chosen_value, group};
use crate::domain::{Book, Department, Field, FiscalYear, Key, Period, Value};
use crate::ui::indicators::Message as ScreenMessage;
use crate::ui::indicators::editor::{Editor, Message, finder};
use crate::ui::measures::years;
use crate::ui::theme::{Look, PAPER};
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::{badge, button, field, label};
use crate::words::Names;
use iced::widget::{column, row};
use iced::{Center, Element, Fill};

impl Editor {
    /// Where it stands, and who answers for it.
    pub(super) fn belonging<'a>(
        &'a self,
        look: Look,
        book: &'a Book,
    ) -> Element<'a, ScreenMessage> {
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
                label::body(look, finder::name(&names, key)).font(PAPER).width(Fill),
            ]
            .push(first)
            .push(remove)
            .spacing(6.0)
            .align_y(Center)
            .into()
        });
        let hint = "ほかにも載せる所を検索（目標・方向・施策の名称）";
        let finder = self.finder(look, book, Field::At, hint, "当てはまる所はありません。");
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
                Some(column(places).push(finder).spacing(6.0).into()),
                Some(departments(look, book, "所管課", Field::Lead, leads)),
                of_measure.map(Into::into),
                Some(departments(look, book, "関連課", Field::Related, related)),
            ]
            .into_iter()
            .flatten(),
        )
    }

    /// The years for which it is asked, and what took its place after them.
    pub(super) fn span<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, ScreenMessage> {
        let indicator = self.draft.indicator();
        let next = indicator.successor.map(Key::Indicator);
        let next: Element<'a, ScreenMessage> = match next {
            Some(key) => {
                let removed = Message::Removed(Field::NextIndicator, key);
                row![
                    label::body(look, Names::of(book).name(key)).font(PAPER).width(Fill),
                    button::link(look, "× 外す").on_press(ScreenMessage::Editor(removed)),
                ]
                .spacing(6.0)
                .align_y(Center)
                .into()
            }
            None => {
                let hint = "この指標に代わる指標を検索（名称）";
                self.finder(look, book, Field::NextIndicator, hint, "当てはまる指標はありません。")
            }
        };
        let years = period(look, book, indicator.period);
        group(
            look,
            "期間と後継",
            [
                self.labelled(look, "値を求める年度", Field::Period, years),
                self.labelled(look, "後継の指標", Field::NextIndicator, next),
            ],
        )
    }

    /// A field for words, and what they find for a field that refers to other records.
    fn finder<'a>(
        &'a self,
        look: Look,
        book: &'a Book,
        at: Field,
        hint: &str,
        none: &'a str,
    ) -> Element<'a, ScreenMessage> {
        let words = self.words(at);
        let field = field::line(look, hint, words)
            .on_input(move |words| ScreenMessage::Editor(Message::Searched(at, words)))
            .on_submit(ScreenMessage::Editor(Message::FirstFoundAdded(at)));
        let found = (!words.trim().is_empty()).then(|| {
            let names = Names::of(book);
            let found = finder::found(book, &self.draft, at, words);
            let none = found.is_empty().then(|| label::second(look, none));
            let rows = found.into_iter().map(|key| {
                let added = ScreenMessage::Editor(Message::Added(at, key));
                button::link(look, format!("＋ {}", finder::name(&names, key)))
                    .on_press(added)
                    .into()
            });
            column(rows).push(none).spacing(2.0)
        });
        column![field].push(found).spacing(6.0).into()
    }
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
