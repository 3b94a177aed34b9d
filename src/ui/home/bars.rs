//! How many are how far, as a picture: parts of a whole side by side, and the numbers they stand for.

use super::Message;
use super::summary::Tally;
use crate::domain::EntryState;
use crate::domain::search::Filter;
use crate::ui::theme::{BOLD, Look};
use crate::ui::widget::badge::{Tone, mark, state as state_badge};
use crate::ui::widget::{button, label, panel};
use iced::widget::text::Wrapping;
use iced::widget::{Space, column, container, row, space, text};
use iced::{Center, Color, Element, Fill, FillPortion, border};

/// The order in which the parts stand: what is furthest first.
pub(super) const PARTS: [EntryState; 4] = [
    EntryState::Confirmed,
    EntryState::DepartmentChecked,
    EntryState::InProgress,
    EntryState::Missing,
];

/// A part that is at least this much of the whole, in hundredths, bears its sign and number.
const LABELLED: usize = 8;

/// The area of a state.
fn area(look: Look, state: EntryState) -> Color {
    let c = look.color;
    match mark(state).0 {
        Tone::Done => c.done,
        Tone::Accent => c.accent,
        Tone::Attention => c.attention_fill,
        Tone::Quiet | Tone::Wrong => c.rest,
    }
}

/// The one of two inks that is read better on an area.
fn ink_on(look: Look, area: Color) -> Color {
    let contrast = |ink: Color| {
        let (a, b) = (ink.relative_luminance() + 0.05, area.relative_luminance() + 0.05);
        if a > b { a / b } else { b / a }
    };
    let (ink, surface) = (look.color.ink, look.color.surface);
    if contrast(ink) >= contrast(surface) { ink } else { surface }
}

/// The parts of a whole. Thin lines of the ground keep them apart where colours are hard to tell.
pub(super) fn bar<'a>(
    look: Look,
    tally: Tally,
    height: f32,
    labelled: bool,
) -> Element<'a, Message> {
    let part = |state: EntryState| {
        let count = tally.of(state);
        let ground = area(look, state);
        let portion = u16::try_from(count).unwrap_or(u16::MAX);
        (count > 0).then(|| {
            let words = labelled && count * 100 >= tally.all() * LABELLED;
            let words = words.then(|| {
                text(format!("{} {count}", mark(state).1))
                    .size(look.body())
                    .font(BOLD)
                    .color(ink_on(look, ground))
                    .wrapping(Wrapping::None)
            });
            let inner = container(row![].push(words))
                .center(Fill)
                .style(move |_| container::Style::default().background(ground));
            container(inner).width(FillPortion(portion)).height(Fill).into()
        })
    };
    let parts = row(PARTS.into_iter().filter_map(part)).spacing(2);
    let rest = look.color.rest;
    let empty = tally.all() == 0;
    container(if empty { row![Space::new()] } else { parts })
        .width(Fill)
        .height(height)
        .style(move |_| {
            let style = container::Style::default();
            if empty { style.background(rest).border(border::rounded(3)) } else { style }
        })
        .into()
}

/// The whole year: the picture, and under it the numbers, each leading to what it counts.
pub(super) fn whole<'a>(
    look: Look,
    counted: String,
    tally: Tally,
    roomy: bool,
) -> Element<'a, Message> {
    let count = |state: EntryState| {
        let number = label::body(look, tally.of(state).to_string()).size(look.title());
        let content = column![state_badge(look, state), number].spacing(4.0);
        let filter = Filter { states: [state].into(), ..Filter::default() };
        let pressable =
            button::bare(look, content, Message::Measures(filter)).padding([4.0, 0.0]).width(112.0);
        let style = button::in_list(look, false);
        pressable
            .style(move |theme, status| iced::widget::button::Style {
                border: border::rounded(look.radius()),
                ..style(theme, status)
            })
            .into()
    };
    let missing = tally.of(EntryState::Missing);
    let see = (missing > 0).then(|| {
        let filter = Filter { states: [EntryState::Missing].into(), ..Filter::default() };
        button::link(look, format!("未入力の{missing}件を見る →"))
            .on_press(Message::Measures(filter))
    });
    let counts = row(PARTS.into_iter().map(count));
    let (beside, below) = if roomy { (see, None) } else { (None, see) };
    let counts: Element<'a, Message> = if roomy {
        counts.push(space::horizontal()).push(beside).align_y(Center).into()
    } else {
        counts.wrap().into()
    };
    let title = format!("{}施策の進み具合", tally.all());
    let heading = row![label::heading(look, title), label::second(look, counted)];
    let content =
        column![heading.spacing(12.0).align_y(Center), bar(look, tally, 26.0, true), counts,]
            .push(below)
            .spacing(12.0);
    panel::panel(look, content).width(Fill).into()
}

/// What a filter of the year's measures is called by.
pub(super) fn of_state(filter: &Filter, state: EntryState) -> Filter {
    Filter { states: [state].into(), ..filter.clone() }
}
