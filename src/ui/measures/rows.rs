//! The rows of the list as they are drawn.

use super::Message;
use super::list_row::Row;
use super::selection::{self, Selection};
use crate::domain::search::{Order, Place, Words, state_of};
use crate::domain::{
    Book, DepartmentId, Direction, DirectionId, FiscalYear, Goal, GoalId, Measure, MeasureId,
};
use crate::ui::theme::{BOLD, Look, PAPER};
use crate::ui::widget::badge::{self, status_word};
use crate::ui::widget::button::{bare, in_list};
use crate::ui::widget::icon::{Icon, icon};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{label, panel};
use iced::widget::{column, container, mouse_area, row, space};
use iced::{Center, Element, Fill, mouse};

/// What the rows are drawn from.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub book: &'a Book,
    pub year: Option<FiscalYear>,
    /// The measure in the editor.
    pub open: Option<MeasureId>,
    pub selection: &'a Selection,
    pub words: &'a Words,
    pub order: Order,
    /// Whether a sign alone tells how far an entry is.
    pub terse: bool,
    /// Whether rows can be moved, and the like.
    pub arranged: bool,
}

impl<'a> Scene<'a> {
    pub(super) fn row(&self, look: Look, row: &'a Row) -> Element<'a, Message> {
        match row {
            Row::Goal(id) => self.goal(look, *id),
            Row::Direction(id) => self.direction(look, *id),
            Row::Group(name) => heading(look, name.clone()),
            Row::Measure(id, place) => match self.book.measure(*id) {
                Some(measure) => self.measure(look, measure, *place),
                None => space().into(),
            },
        }
    }

    fn goal(&self, look: Look, id: GoalId) -> Element<'a, Message> {
        heading(look, self.book.goal(id).map(Goal::heading).unwrap_or_default())
    }

    fn direction(&self, look: Look, id: DirectionId) -> Element<'a, Message> {
        let heading = self.book.direction(id).map(Direction::heading).unwrap_or_default();
        container(one_line(look, heading).color(look.color.second))
            .padding([0.0, 18.0])
            .center_y(Fill)
            .into()
    }

    fn measure(
        &self,
        look: Look,
        measure: &'a Measure,
        place: Option<Place>,
    ) -> Element<'a, Message> {
        let c = look.color;
        let id = measure.id;
        let is_open = self.open == Some(id) && self.selection.is_empty();
        let lines = column![self.first(look, measure, is_open), self.second(look, measure)]
            .push(place.and_then(|place| self.found(look, measure, place)))
            .spacing(2.0)
            .padding(iced::Padding::from([0.0, 14.0]).left(6.0));
        let selected = self.selection.has(id);
        let mark = self.mark(look, id, selected);
        let edge = if is_open || self.selection.is_at(id) { c.accent } else { c.line };
        let edge: Element<'_, Message> = if is_open || self.selection.is_at(id) {
            panel::filled(edge, space().width(3).height(Fill)).into()
        } else {
            space().width(3).into()
        };
        let content = row![edge, mark, container(lines).center_y(Fill).width(Fill)].align_y(Center);
        let pressable = bare(look, content, Message::Pressed(id))
            .height(Fill)
            .style(in_list(look, is_open || selected))
            .of_a_list();
        let pressable: Element<'_, Message> = if self.arranged {
            let rightly = Message::row_menu_opened(id);
            mouse_area(pressable).on_right_press(rightly).into()
        } else {
            pressable.into()
        };
        column![pressable, panel::line(look)].into()
    }

    /// What is pressed to choose the row together with others.
    fn mark(&self, look: Look, id: MeasureId, selected: bool) -> Element<'a, Message> {
        let c = look.color;
        let (ground, edge) = if selected { (c.accent, c.accent) } else { (c.surface, c.edge) };
        let sign = selected.then(|| label::bold(look, "✓").size(13.0).color(c.on_accent));
        let drawn = container(column![].push(sign)).center(18.0).style(move |_| {
            let border = iced::Border { color: edge, width: 1.0, radius: 4.0.into() };
            container::Style::default().background(ground).border(border)
        });
        let room = container(drawn).padding([0.0, 6.0]).center_y(Fill);
        bare(look, room, Message::Selection(selection::Message::Toggled(id)))
            .height(Fill)
            .style(in_list(look, false))
            .of_a_list()
            .into()
    }

    /// Number and name, which has the line for itself.
    fn first(&self, look: Look, measure: &'a Measure, is_open: bool) -> Element<'a, Message> {
        let name = one_line(look, measure.name.as_str()).marked(self.words.marks(&measure.name));
        let name = if is_open { name.font(BOLD) } else { name };
        // Away from its headings, a number alone would not tell which measure it is.
        let (number, width) = match self.order {
            Order::Listed => (measure.number.to_string(), 24.0),
            Order::State | Order::Status | Order::Department => {
                (self.book.measure_number(measure), 58.0)
            }
        };
        let number = label::bold(look, number)
            .color(look.color.second)
            .wrapping(iced::widget::text::Wrapping::None)
            .width(width);
        row![number, name].spacing(4.0).align_y(Center).into()
    }

    /// How far the entry is.
    fn state(&self, look: Look, measure: &Measure) -> Option<Element<'a, Message>> {
        if measure.retired {
            return Some(badge::retired(look));
        }
        if self.year.is_some_and(|year| !measure.period.contains(year)) {
            return Some(badge::outside(look));
        }
        state_of(self.book, measure, self.year).map(|state| match badge::mark(state) {
            // The departments need the room; what the signs mean stands above the list.
            (tone, sign) if self.terse => badge::badge(look, tone, sign, ""),
            _ => badge::state(look, state),
        })
    }

    /// Departments, 進捗状況, how far the entry is, and what can be done with the row.
    fn second(&self, look: Look, measure: &'a Measure) -> Element<'a, Message> {
        let id = measure.id;
        let departments = self.departments(measure);
        let marks = self.words.marks(&departments);
        let departments = one_line(look, departments).color(look.color.second).marked(marks);
        let status = self.year.and_then(|year| self.book.progress(id, year));
        row![departments]
            .push(status.map(|status| status_word(look, status)))
            .push(self.state(look, measure))
            .push((self.arranged && self.order == Order::Listed).then(|| handle(look, id)))
            .push(self.arranged.then(|| menu(look, id)))
            .spacing(6.0)
            .align_y(Center)
            .into()
    }

    /// 産業振興課（学務課）.
    fn departments(&self, measure: &Measure) -> String {
        // By the names of the year: 組織改正 gives what one did to another.
        let of_year = |id| match self.year {
            Some(year) => self.book.department_as_of(id, year),
            None => self.book.department(id),
        };
        let names = |ids: &[DepartmentId]| {
            let mut names: Vec<&str> = Vec::with_capacity(ids.len());
            for department in ids.iter().filter_map(|id| of_year(*id)) {
                if !names.contains(&department.name.as_str()) {
                    names.push(&department.name);
                }
            }
            names.join("、")
        };
        let lead = names(&measure.lead);
        if measure.related.is_empty() {
            lead
        } else {
            format!("{lead}（{}）", names(&measure.related))
        }
    }

    /// The words of a search where they stand, if the row does not show them anyway.
    fn found(&self, look: Look, measure: &Measure, place: Place) -> Option<Element<'a, Message>> {
        let (name, text) = match place {
            Place::Description => ("内容", measure.description.as_str()),
            Place::Narrative => ("本文", self.book.narrative(measure.id, self.year?)),
        };
        let excerpt = self.words.excerpt(text)?;
        let line = one_line(look, excerpt.text).font(PAPER).marked(excerpt.marks);
        let name = label::second(look, name).width(36.0);
        Some(row![name, line].spacing(4.0).align_y(Center).into())
    }
}

fn heading<'a>(look: Look, name: String) -> Element<'a, Message> {
    let line = container(one_line(look, name).font(BOLD)).padding([0.0, 18.0]);
    panel::filled(look.color.hover, line.center_y(Fill)).width(Fill).height(Fill).into()
}

/// What opens the menu of a row.
fn menu<'a>(look: Look, id: MeasureId) -> Element<'a, Message> {
    let sign = container(icon(Icon::More, look.color.second));
    bare(look, sign.center_x(24.0), Message::row_menu_opened(id))
        .style(in_list(look, false))
        .of_a_list()
        .into()
}

/// What a row is dragged by.
fn handle<'a>(look: Look, id: MeasureId) -> Element<'a, Message> {
    let sign = label::second(look, "≡");
    mouse_area(container(sign).padding([0.0, 4.0]))
        .on_press(Message::row_taken(id))
        .interaction(mouse::Interaction::Grab)
        .into()
}
