//! How far the year is by department or by goal: a picture and numbers, each leading to what it
//! counts.

use super::Message;
use super::bars::{PARTS, bar, of_state};
use super::summary::{Summary, Tally};
use crate::domain::Book;
use crate::domain::search::Filter;
use crate::ui::theme::Look;
use crate::ui::widget::badge::mark;
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{button, label, panel};
use crate::words;
use iced::widget::text::Wrapping;
use iced::widget::{column, container, row, space};
use iced::{Center, Element, Fill, FillPortion};

/// By what the measures are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    #[default]
    Department,
    Goal,
}

impl By {
    const ALL: [Self; 2] = [Self::Department, Self::Goal];

    const fn name(self) -> &'static str {
        match self {
            Self::Department => "課ごと",
            Self::Goal => "基本目標ごと",
        }
    }
}

/// The width of a column of numbers.
const NUMBER: f32 = 68.0;

pub(super) fn view<'a>(
    look: Look,
    book: &'a Book,
    summary: &Summary,
    by: By,
    fills: bool,
) -> Element<'a, Message> {
    let choices = By::ALL.into_iter().map(|other| {
        let name = if other == by { format!("✓ {}", other.name()) } else { other.name().into() };
        button::link(look, name).on_press(Message::CountedBy(other)).into()
    });
    let heading = row![label::heading(look, by.name()).width(Fill)].extend(choices);
    let rows: Vec<Element<'a, Message>> = match by {
        By::Department => summary
            .departments
            .iter()
            .filter_map(|(id, tally)| {
                let department = book.department(*id)?;
                let filter = Filter { department: Some(*id), lead_only: true, ..Filter::default() };
                Some(line(look, department.name.clone(), *tally, filter))
            })
            .collect(),
        By::Goal => summary
            .goals
            .iter()
            .filter_map(|(id, tally)| {
                let filter = Filter { goal: Some(*id), ..Filter::default() };
                Some(line(look, book.goal(*id)?.heading(), *tally, filter))
            })
            .collect(),
    };
    // The bar of what scrolls stands beside the numbers.
    let rows = column(rows).padding(iced::Padding::ZERO.right(12.0));
    let rows: Element<'a, Message> =
        if fills { panel::scrolled(look, rows).height(Fill).into() } else { rows.into() };
    let heading = heading.spacing(12.0).align_y(Center);
    let counted: usize = summary.departments.iter().map(|(_, tally)| tally.all()).sum();
    let twice = (by == By::Department && counted > summary.whole.all())
        .then(|| label::second(look, "複数の課が所管する施策は、それぞれの課で数えています。"));
    let content = column![heading].push(twice).push(head(look, by)).push(panel::line(look));
    let panel = panel::panel(look, content.push(rows).spacing(8.0)).width(Fill);
    if fills { panel.height(Fill).into() } else { panel.into() }
}

fn head<'a>(look: Look, by: By) -> Element<'a, Message> {
    let name = match by {
        By::Department => "所管課",
        By::Goal => "基本目標",
    };
    let number = |state| {
        let (_, sign) = mark(state);
        let name = label::second(look, format!("{sign}{}", words::state(state)));
        container(name.wrapping(Wrapping::None)).align_right(NUMBER).into()
    };
    row![label::second(look, name).width(FillPortion(6)), space().width(FillPortion(7))]
        .extend(PARTS.into_iter().map(number))
        .spacing(8.0)
        .padding(iced::Padding::from([0.0, 8.0]).right(20.0))
        .into()
}

/// One row.
fn line<'a>(look: Look, name: String, tally: Tally, filter: Filter) -> Element<'a, Message> {
    let numbers = PARTS.into_iter().map(|state| {
        let number: Element<'a, Message> = match tally.of(state) {
            0 => label::second(look, "0").into(),
            count => button::link(look, count.to_string())
                .on_press(Message::Measures(of_state(&filter, state)))
                .into(),
        };
        container(number).align_right(NUMBER).into()
    });
    let name = button::bare(look, one_line(look, name), Message::Measures(filter.clone()))
        .style(button::in_list(look, false));
    let line = row![
        container(name).width(FillPortion(6)),
        container(bar(look, tally, 14.0, false)).width(FillPortion(7)),
    ]
    .extend(numbers)
    .spacing(8.0)
    .padding([0.0, 8.0])
    .height(37.0)
    .align_y(Center);
    column![line, panel::line(look)].into()
}
