//! 番号, 名称, 内容, 交付金の名称, 実施期間 and the place of a measure; and what becomes of it.

use super::form::Form;
use super::texts::Text;
use crate::domain::{Book, DirectionId, Field, FiscalYear, Measure, text};
use crate::ui::number;
use crate::ui::refusal::Refusal;
use crate::ui::theme::{Look, PAPER};
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::composing::{Composed, composing};
use crate::ui::widget::{button, field, label};
use iced::widget::text_editor::Action;
use iced::widget::{Id, column, container, row, text_editor};
use iced::{Center, Element, Fill};

#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    NumberChanged(String),
    NameChanged(String),
    DescriptionEdited(Action),
    /// In 内容.
    Composed(Composed),
    GrantChanged(String),
    FirstYearChosen(Option<FiscalYear>),
    LastYearChosen(Option<FiscalYear>),
    DirectionChosen(DirectionId),
    MoveEarlier,
    MoveLater,
    Retire,
    Reinstate,
    Delete,
}

/// The panel in which they are edited.
pub(super) fn view<'a>(
    look: Look,
    book: &'a Book,
    draft: &'a Form,
    description: &'a Text,
    refusal: Option<&'a Refusal>,
) -> Element<'a, Message> {
    let wrong_number = draft.number().is_none().then_some(number::NOT_A_NUMBER);
    let number = field::line(look, "", &draft.number).on_input(Message::NumberChanged);
    let name = field::line(look, "施策の名称", &draft.name)
        .id(name_id())
        .font(PAPER)
        .on_input(Message::NameChanged);
    let first = row![
        container(field::labelled(look, "番号", number, None)).width(96.0),
        field::labelled(look, "名称", name, Refusal::at(refusal, Field::MeasureName)),
    ]
    .spacing(12.0);
    let content = text_editor(description.content())
        .id(description_id())
        .on_action(Message::DescriptionEdited)
        .font(PAPER)
        .size(look.body())
        .line_height(LINE)
        .padding([8.0, 12.0])
        .height(LINES * LINE * look.body() + 2.0 * 8.0)
        .wrapping(iced::widget::text::Wrapping::WordOrGlyph)
        .style(field::written(look));
    let content = composing(content, Message::Composed);
    let content = field::labelled(look, "内容", content, Refusal::at(refusal, Field::Description));
    let grant = field::line(look, "", &draft.grant).font(PAPER).on_input(Message::GrantChanged);
    let grant = field::labelled(look, "交付金の名称", grant, Refusal::at(refusal, Field::Grant));
    // The sentence needs the width of both fields.
    let first =
        column![first].push(wrong_number.map(|wrong| label::wrong(look, wrong))).spacing(4.0);
    let wrong = Refusal::at(refusal, Field::Period);
    let period = field::labelled(look, "実施期間", period(look, book, draft), wrong);
    let further = row![grant, container(period).width(PERIOD)].spacing(12.0);
    column![first, place(look, book, draft), content, further].spacing(8.0).into()
}

/// The distance of the lines of 内容, and how many of them are seen: a line is never cut off.
const LINE: f32 = 1.6;
const LINES: f32 = 3.0;

/// The field of the name.
pub(super) fn name_id() -> Id {
    Id::new("measure-name")
}

/// The field of 内容.
pub(super) fn description_id() -> Id {
    Id::new("measure-description")
}

/// The first and the last year.
fn period<'a>(look: Look, book: &'a Book, draft: &'a Form) -> Element<'a, Message> {
    type Year = Named<Option<FiscalYear>>;
    let end = |held: Option<FiscalYear>, open: &str, message: fn(Option<FiscalYear>) -> Message| {
        let years = years(book, held).map(|year| Named::new(Some(year), book.year_label(year)));
        let years: Vec<Year> = [Named::new(None, open)].into_iter().chain(years).collect();
        let chosen = years.iter().find(|named| named.value == held).cloned();
        choice(look, years, chosen, move |named: Year| message(named.value)).width(Fill)
    };
    row![
        end(draft.period.first, "開始：なし", Message::FirstYearChosen),
        label::second(look, "～"),
        end(draft.period.last, "終了：なし", Message::LastYearChosen),
    ]
    .spacing(8.0)
    .align_y(Center)
    .into()
}

/// The years that a measure may begin or end with: those of a plan before and behind the ones that
/// are kept, and the one that is chosen.
pub(in crate::ui) fn years(
    book: &Book,
    held: Option<FiscalYear>,
) -> impl Iterator<Item = FiscalYear> + use<> {
    let kept = || book.years().map(|year| year.year);
    let first = kept().next().map_or(EARLIEST, |year| year.0 - AROUND);
    let last = kept().next_back().map_or(EARLIEST + 4 * AROUND, |year| year.0 + AROUND);
    let before = held.filter(|year| year.0 < first);
    let behind = held.filter(|year| year.0 > last);
    before.into_iter().chain((first..=last).map(FiscalYear)).chain(behind)
}

/// How many years before and behind those of the book can be chosen.
const AROUND: i32 = 10;
/// The first year of the national strategy, for a book that has no years yet.
const EARLIEST: i32 = 2015;

/// The width of both choices.
const PERIOD: f32 = 300.0;

/// Where the measure stands.
fn place<'a>(look: Look, book: &'a Book, draft: &'a Form) -> Element<'a, Message> {
    let directions = directions(book);
    let chosen = directions.iter().find(|named| named.value == draft.direction).cloned();
    let direction = choice(look, directions, chosen, |named: Named<DirectionId>| {
        Message::DirectionChosen(named.value)
    })
    .width(Fill);
    row![
        label::second(look, "施策の方向"),
        direction,
        button::plain(look, "↑").hint("同じ方向の中で1つ前へ").on_press(Message::MoveEarlier),
        button::plain(look, "↓").hint("同じ方向の中で1つ後へ").on_press(Message::MoveLater),
    ]
    .spacing(8.0)
    .align_y(Center)
    .into()
}

/// What becomes of the measure.
pub(super) fn retire_and_delete<'a>(look: Look, measure: &Measure) -> Element<'a, Message> {
    let retire = if measure.retired {
        button::plain(look, "廃止を取り消す").on_press(Message::Reinstate)
    } else {
        button::plain(look, "廃止にする")
            .hint("今後は入力を求めません。印刷には残ります。")
            .on_press(Message::Retire)
    };
    let delete = button::danger(look, "削除…").on_press(Message::Delete);
    row![retire, delete].spacing(8.0).align_y(Center).into()
}

/// Every direction, as a measure can be moved to it.
pub(super) fn directions(book: &Book) -> Vec<Named<DirectionId>> {
    let goals = book.goals();
    let directions = goals.iter().flat_map(|goal| {
        book.directions(goal.id).into_iter().map(|direction| {
            let name = if direction.name.is_empty() { &goal.name } else { &direction.name };
            let number = text::circled(direction.number);
            Named::new(direction.id, format!("{}-{number} {name}", goal.number))
        })
    });
    directions.collect()
}
