//! 年度: those for which entries are kept, and which of them are closed.

use super::names::{card, count, none, shut};
use super::{Message, ROW, RowContext};
use crate::domain::search::Filter;
use crate::domain::{Book, FiscalYear, Key, Year};
use crate::ui::relative_time;
use crate::ui::request::Request;
use crate::ui::theme::Look;
use crate::ui::widget::badge::{Tone, badge};
use crate::ui::widget::{button, label, panel};
use chrono::Datelike;
use iced::widget::{column, container, row, space};
use iced::{Center, Element};

/// The widths of the columns.
const YEAR: f32 = 116.0;
const COUNT: f32 = 72.0;

pub(super) fn view<'a>(look: Look, scene: RowContext<'a>) -> Element<'a, Message> {
    let book = scene.book;
    let head = row![
        container(label::second(look, "年度")).width(YEAR),
        container(label::second(look, "実施状況")).width(COUNT),
    ]
    .spacing(12.0)
    .padding([0.0, 12.0]);
    let none = (book.years().count() == 0)
        .then(|| none(look, scene, "年度", "下のボタンで追加してください。"));
    let rows = column(book.years().map(|year| line(look, scene, year))).push(none);
    let hint = "実施状況を書く年度です。締めた年度は、印刷には残りますが、書き換えられません。";
    let foot = if scene.arranged { foot(look, book) } else { shut(look) };
    card(look, "年度", hint, head, rows, foot)
}

fn line<'a>(look: Look, scene: RowContext<'a>, year: &Year) -> Element<'a, Message> {
    let book = scene.book;
    let Year { year, closed } = *year;
    let uses = book.uses(Key::Year(year));
    let to = Request::Year(year, Box::new(Request::Measures(Filter::default())));
    let (close, mark) = if closed {
        (button::plain(look, "締めを解除"), badge(look, Tone::Quiet, "■", "締め"))
    } else {
        let close = button::plain(look, "締める")
            .hint("この年度を書き換えられないようにします。いつでも解けます。");
        (close, badge(look, Tone::Done, "□", "入力できます"))
    };
    let delete = button::danger(look, "削除");
    let delete = if uses == 0 {
        delete.on_press(Message::Deleted(Key::Year(year)))
    } else {
        delete.hint(format!("{uses}件の実施状況があるため、削除できません。締めることはできます。"))
    };
    let content = row![
        container(label::bold(look, book.year_label(year))).width(YEAR),
        container(count(look, uses, to)).width(COUNT),
        mark,
        space::horizontal(),
    ]
    .push(scene.arranged.then(|| close.on_press(Message::YearClosed(year, !closed))))
    .push(scene.arranged.then_some(delete))
    .spacing(12.0)
    .padding([0.0, 12.0])
    .height(ROW + 5.0)
    .align_y(Center);
    column![content, panel::line(look)].into()
}

/// The buttons that add a year.
fn foot<'a>(look: Look, book: &Book) -> Element<'a, Message> {
    let first = book.years().next().map(|year| year.year);
    let add = |name: &str, year: FiscalYear| {
        format!("＋ {name}年度（{}）を加える", book.year_label(year))
    };
    let (Some(first), Some(last)) = (first, book.latest_year()) else {
        let now = relative_time::now();
        let year = FiscalYear::containing(now.year(), now.month());
        let name = format!("＋ {}を加える", book.year_label(year));
        return button::filled(look, name).on_press(Message::YearAdded(year)).into();
    };
    let (before, after) = (first.previous(), last.next());
    row![
        button::filled(look, add("次の", after)).on_press(Message::YearAdded(after)),
        button::plain(look, add("前の", before)).on_press(Message::YearAdded(before)),
    ]
    .spacing(8.0)
    .wrap()
    .into()
}
