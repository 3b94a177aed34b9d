//! The form of a new plan: whose it is, its name, its first year, and where its file goes.

use crate::domain::text::nameable;
use crate::domain::{Book, FirstReiwa, FiscalYear, Plan};
use crate::store::Error;
use crate::ui::files;
use crate::ui::request::{Action, Purpose, Request};
use crate::ui::theme::Look;
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::{button, field, label, panel};
use crate::words::Notice;
use chrono::{DateTime, Datelike, FixedOffset};
use iced::widget::{Id, column, container, row, space};
use iced::{Element, Fill};
use std::path::{Path, PathBuf};

/// What has been filled in.
#[derive(Debug)]
pub(crate) struct NewPlan {
    municipality: String,
    name: String,
    year: FiscalYear,
    years: Vec<Named<FiscalYear>>,
    /// The place as the clerk chose it; until then it follows the name of the plan.
    place: Option<String>,
    wrong_place: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Message {
    MunicipalityChanged(String),
    NameChanged(String),
    YearChosen(FiscalYear),
    PlaceChanged(String),
    PlaceAsked,
    Accepted,
    Cancelled,
}

impl NewPlan {
    pub(crate) fn new(now: DateTime<FixedOffset>) -> Self {
        let present = FiscalYear::containing(now.year(), now.month());
        let years = (present.0 - 9..=present.0 + 1).rev().map(FiscalYear);
        Self {
            municipality: String::new(),
            name: String::new(),
            year: present,
            years: years.map(|year| Named::new(year, year.label(FirstReiwa::default()))).collect(),
            place: None,
            wrong_place: None,
        }
    }

    /// Where the file goes.
    pub(crate) fn place(&self) -> PathBuf {
        match &self.place {
            Some(place) => PathBuf::from(place.trim()),
            None => files::documents().join(format!("{}.db", nameable(&self.name))),
        }
    }

    pub(crate) fn place_chosen(&mut self, path: &Path) {
        self.place = Some(path.to_string_lossy().into_owned());
        self.wrong_place = None;
    }

    pub(crate) fn refused(&mut self, error: &Error) -> bool {
        use Error::{Denied, Exists, NameTooLong, NoFolder, PathTooLong};
        let is_about_path =
            matches!(error, Exists | NoFolder(_) | Denied | NameTooLong | PathTooLong);
        if is_about_path {
            let notice = Notice::from(error);
            self.wrong_place = Some(format!("{}{}", notice.what, notice.remedy));
        }
        is_about_path
    }

    pub(crate) fn update(&mut self, message: Message) -> Action<Message> {
        match message {
            Message::MunicipalityChanged(municipality) => self.municipality = municipality,
            Message::NameChanged(name) => {
                self.name = name;
                self.wrong_place = None;
            }
            Message::YearChosen(year) => self.year = year,
            Message::PlaceChanged(place) => {
                self.place = Some(place);
                self.wrong_place = None;
            }
            Message::PlaceAsked => {
                return Request::ChooseFile(Purpose::Create, self.place()).into();
            }
            Message::Accepted if self.is_complete() => {
                return Request::Create(Box::new(self.book()), self.place()).into();
            }
            // The start screen has closed the form.
            Message::Accepted | Message::Cancelled => {}
        }
        Action::None
    }

    fn is_complete(&self) -> bool {
        !self.name.trim().is_empty() && !self.place().as_os_str().is_empty()
    }

    fn book(&self) -> Book {
        Book::starting(Plan::new(self.municipality.trim(), self.name.trim()), self.year)
    }

    pub(crate) fn view(&self, look: Look) -> Element<'_, Message> {
        let municipality = field::line(look, "例：みずほ野市", &self.municipality)
            .id(first_field())
            .on_input(Message::MunicipalityChanged)
            .on_submit(Message::Accepted);
        let name = field::line(look, "例：まち・ひと・しごと創生総合戦略", &self.name)
            .on_input(Message::NameChanged)
            .on_submit(Message::Accepted);
        let chosen = self.years.iter().find(|named| named.value == self.year).cloned();
        let year = choice(look, self.years.as_slice(), chosen, |named: Named<FiscalYear>| {
            Message::YearChosen(named.value)
        })
        .width(180.0);
        let place = self.place();
        let place = row![
            field::line(look, "", &place.to_string_lossy())
                .on_input(Message::PlaceChanged)
                .on_submit(Message::Accepted),
            button::plain(look, "参照…").on_press(Message::PlaceAsked),
        ]
        .spacing(8.0);
        let buttons = row![
            space::horizontal(),
            button::filled(look, "この内容で作る")
                .on_press_maybe(self.is_complete().then_some(Message::Accepted)),
            button::plain(look, "戻る").key("Esc").on_press(Message::Cancelled),
        ]
        .spacing(8.0);
        let wrong = self.wrong_place.as_deref();
        let content = column![
            label::heading(look, "新しく作る"),
            field::labelled(look, "市町村名", municipality, None),
            field::labelled(look, "計画名", name, None),
            field::labelled(look, "最初の年度", year, None),
            field::labelled(look, "保存する場所", place, wrong),
            buttons,
        ]
        .spacing(16.0);
        container(panel::panel(look, content).max_width(640.0)).width(Fill).into()
    }
}

/// The field that is filled in first.
pub(super) fn first_field() -> Id {
    Id::new("municipality")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> NewPlan {
        let now = DateTime::parse_from_rfc3339("2026-02-12T10:24:00+09:00").unwrap();
        NewPlan::new(now)
    }

    #[test]
    fn a_new_plan_begins_with_the_present_year() {
        let mut form = form();
        let _ = form.update(Message::NameChanged(" 総合戦略 ".to_owned()));
        let Action::Request(Request::Create(book, path)) = form.update(Message::Accepted) else {
            panic!("the form is complete");
        };
        assert_eq!(book.plan().name, "総合戦略");
        assert_eq!(book.latest_year(), Some(FiscalYear(2025)));
        assert!(!book.statuses().is_empty());
        assert!(path.ends_with("総合戦略.db"));
    }

    #[test]
    fn without_a_name_nothing_is_made() {
        assert!(matches!(form().update(Message::Accepted), Action::None));
    }
}
