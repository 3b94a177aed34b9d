//! What narrows the list: words, goal, department, 進捗状況 and states; and its order.

use super::{Message, Screen};
use crate::domain::search::{Filter, Index, Order, state_of};
use crate::domain::{DepartmentId, EntryState, GoalId, StatusId};
use crate::ui::theme::Look;
use crate::ui::widget::badge::{self, chip};
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::{button, field, icon};
use crate::words;
use iced::widget::{Id, column, container, row, space};
use iced::{Center, Element, FillPortion};
use std::collections::{BTreeMap, BTreeSet};

impl Screen {
    /// The search field, for the bar.
    pub(crate) fn tools(&self, look: Look) -> Element<'_, Message> {
        let hint = if look.is_large() {
            "検索"
        } else {
            "名称・内容・この年度の本文・課を検索"
        };
        let search = field::line(look, hint, &self.filter.words)
            .id(search_id())
            .on_input(Message::SearchChanged)
            .on_submit(Message::FirstFoundChosen)
            .padding(iced::Padding::from([9.0, 12.0]).left(36.0));
        let sign = container(icon::icon(icon::Icon::Search, look.color.second))
            .padding([0.0, 10.0])
            .center_y(look.control());
        let search = container(iced::widget::stack![search, sign]).width(FillPortion(3));
        row![search].push((!look.is_tight()).then(space::horizontal)).into()
    }

    /// Goal, department, 進捗状況 and states, and the order.
    pub(super) fn filters(&self, look: Look, alone: bool) -> Element<'_, Message> {
        let goals: Vec<Named<GoalId>> =
            self.book.goals().into_iter().map(|row| Named::new(row.id, row.heading())).collect();
        let departments = self.book.departments().into_iter();
        let departments: Vec<Named<DepartmentId>> =
            departments.map(|row| Named::new(row.id, row.name.as_str())).collect();
        let statuses = self.book.statuses().into_iter();
        let statuses: Vec<Named<StatusId>> =
            statuses.map(|row| Named::new(row.id, row.name.as_str())).collect();
        let orders: Vec<Named<Order>> = Order::ALL.map(|row| Named::new(row, name(row))).into();
        let order = orders.iter().find(|named| named.value == self.order).cloned();
        let padding = [5.0, 8.0];
        let by_goal = choice(look, goals, None::<Named<_>>, |named: Named<_>| {
            Message::GoalChosen(Some(named.value))
        });
        let by_department = choice(look, departments, None::<Named<_>>, |named: Named<_>| {
            Message::DepartmentChosen(Some(named.value))
        });
        let by_status = choice(look, statuses, None::<Named<_>>, |named: Named<_>| {
            Message::StatusChosen(Some(named.value))
        });
        let order = choice(look, orders, order, |named| Message::OrderChosen(named.value));
        let of_list = [
            by_goal.placeholder("目標").padding(padding).width(FillPortion(3)).into(),
            by_department.placeholder("課").padding(padding).width(FillPortion(3)).into(),
        ];
        let of_entry = [
            by_status.placeholder("進捗状況").padding(padding).width(FillPortion(4)).into(),
            order.padding(padding).width(FillPortion(5)).into(),
        ];
        let gap = 6.0;
        let chosen: Element<'_, Message> = if look.is_large() && !alone {
            column![row(of_list).spacing(gap), row(of_entry).spacing(gap)].spacing(gap).into()
        } else {
            row(of_list.into_iter().chain(of_entry)).spacing(gap).into()
        };
        column![chosen, self.states(look)]
            .push(self.chips(look))
            .spacing(8.0)
            .padding([10.0, 10.0])
            .into()
    }

    /// The states, each with how many there are; a press shows those alone.
    fn states(&self, look: Look) -> Element<'_, Message> {
        let chips = EntryState::ALL.map(|state| {
            let count = self.counts.get(&state).copied().unwrap_or(0);
            let (tone, sign) = badge::mark(state);
            let word = format!("{sign} {} {count}", words::state(state));
            let on = self.filter.states.contains(&state);
            badge::toggle(look, tone, word, on, Message::StateToggled(state))
        });
        row(chips).spacing(3.0).wrap().into()
    }

    /// What narrows the list, each taken back by a press. The states show that for themselves.
    pub(super) fn chips(&self, look: Look) -> Option<Element<'_, Message>> {
        if self.filter.is_open() {
            return None;
        }
        let words = self.filter.words.trim();
        let goal = self.filter.goal.and_then(|id| self.book.goal(id));
        let department = self.filter.department.and_then(|id| self.book.department(id));
        let status = self.filter.status.and_then(|id| self.book.status(id));
        let department = department.map(|row| match self.filter.lead_only {
            true => format!("所管：{}", row.name),
            false => row.name.clone(),
        });
        let chips =
            row![]
                .push((!words.is_empty()).then(|| {
                    chip(look, format!("「{words}」"), Message::SearchChanged(String::new()))
                }))
                .push(goal.map(|row| chip(look, row.label.as_str(), Message::GoalChosen(None))))
                .push(department.map(|name| chip(look, name, Message::DepartmentChosen(None))))
                .push(status.map(|row| chip(look, row.name.as_str(), Message::StatusChosen(None))))
                .push(
                    self.filter
                        .missing
                        .then(|| chip(look, "文か進捗状況がない", Message::MissingToggled(false))),
                )
                .push(button::link(look, "すべて表示").on_press(Message::FilterCleared));
        Some(chips.spacing(8.0).align_y(Center).wrap().into())
    }

    /// How many measures of each state the other filters leave.
    pub(super) fn count_states(&mut self, index: &Index) {
        let mut counts = BTreeMap::new();
        let filter = Filter { states: BTreeSet::new(), ..self.filter.clone() };
        for found in index.find(&self.book, &filter, self.year) {
            let measure = self.book.measure(found.measure);
            if let Some(state) = measure.and_then(|row| state_of(&self.book, row, self.year)) {
                *counts.entry(state).or_default() += 1;
            }
        }
        self.counts = counts;
    }
}

const fn name(order: Order) -> &'static str {
    match order {
        Order::Listed => "一覧の順",
        Order::State => "入力の段階の順",
        Order::Status => "進捗状況の順",
        Order::Department => "所管課の順",
    }
}

/// The field that Ctrl+F leads to.
pub(crate) fn search_id() -> Id {
    Id::new("search")
}
