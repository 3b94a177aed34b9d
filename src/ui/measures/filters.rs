//! What narrows the list: words, department, status, missing entries.

use super::{Message, Screen};
use crate::domain::{DepartmentId, StatusId};
use crate::ui::theme::Look;
use crate::ui::widget::badge::chip;
use crate::ui::widget::choice::{Named, check, choice};
use crate::ui::widget::{button, field, icon};
use iced::widget::{Id, column, container, row, space};
use iced::{Center, Element, Fill, FillPortion};

impl Screen {
    /// The search field, for the bar.
    pub fn tools(&self, look: Look) -> Element<'_, Message> {
        let search = field::line(look, "名称・内容・本文・課を検索", &self.filter.words)
            .id(search_id())
            .on_input(Message::SearchChanged)
            .on_submit(Message::FirstFoundChosen)
            .padding(iced::Padding::from([look.px(9.0), look.px(12.0)]).left(look.px(36.0)));
        let sign = container(icon::icon(look, icon::Icon::Search, look.color.second))
            .padding([0.0, look.px(10.0)])
            .center_y(look.control());
        let search = container(iced::widget::stack![search, sign]).width(FillPortion(3));
        row![search, space::horizontal()].into()
    }

    /// Department, status and missing entries.
    pub(super) fn filters(&self, look: Look) -> Element<'_, Message> {
        let departments = self.book.departments().into_iter();
        let departments: Vec<Named<DepartmentId>> =
            departments.map(|row| Named::new(row.id, row.name.as_str())).collect();
        let statuses = self.book.statuses().into_iter();
        let statuses: Vec<Named<StatusId>> =
            statuses.map(|row| Named::new(row.id, row.name.as_str())).collect();
        let padding = [look.px(5.0), look.px(10.0)];
        let by_department = choice(look, departments, None::<Named<_>>, |named: Named<_>| {
            Message::DepartmentChosen(Some(named.value))
        })
        .placeholder("課")
        .padding(padding)
        .width(Fill);
        let by_status = choice(look, statuses, None::<Named<_>>, |named: Named<_>| {
            Message::StatusChosen(Some(named.value))
        })
        .placeholder("進捗状況")
        .padding(padding)
        .width(look.px(112.0));
        let missing = check(look, "未入力のみ", self.filter.missing, Message::MissingToggled);
        let chosen = row![by_department, by_status, missing].spacing(look.px(8.0)).align_y(Center);
        column![chosen]
            .push(self.chips(look))
            .spacing(look.px(8.0))
            .padding([look.px(10.0), look.px(18.0)])
            .into()
    }

    /// What narrows the list, each taken back by a press.
    pub(super) fn chips(&self, look: Look) -> Option<Element<'_, Message>> {
        if self.filter.is_open() {
            return None;
        }
        let words = self.filter.words.trim();
        let department = self.filter.department.and_then(|id| self.book.department(id));
        let status = self.filter.status.and_then(|id| self.book.status(id));
        let chips = row![]
            .push(
                (!words.is_empty()).then(|| {
                    chip(look, format!("「{words}」"), Message::SearchChanged(String::new()))
                }),
            )
            .push(
                department
                    .map(|row| chip(look, row.name.as_str(), Message::DepartmentChosen(None))),
            )
            .push(status.map(|row| chip(look, row.name.as_str(), Message::StatusChosen(None))))
            .push(self.filter.missing.then(|| chip(look, "未入力", Message::MissingToggled(false))))
            .push(button::link(look, "すべて表示").on_press(Message::FilterCleared));
        Some(chips.spacing(look.px(8.0)).align_y(Center).wrap().into())
    }
}

/// The field that Ctrl+F leads to.
pub fn search_id() -> Id {
    Id::new("search")
}
