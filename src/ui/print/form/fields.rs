//! The fields that are typed into.

use super::{Form, Message};
use crate::domain::date;
use crate::domain::fold::fold;
use crate::domain::template::{Column, ColumnSettings, Settings};
use crate::ui::theme::Look;
use crate::ui::widget::field;
use crate::ui::{number, relative_time};
use chrono::NaiveDate;
use iced::widget::TextInput;

/// A field of the 様式.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Text {
    Title,
    Subtitle,
    Number,
    Meeting,
    Unconfirmed,
    Names,
    Head(Column),
    /// 現在日.
    AsOf,
    /// How wide a column is, in ems.
    Width(Column),
    FirstPage,
}

impl Text {
    /// How what cannot be read is to be typed.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::AsOf => {
                "6/12、令和8年6月12日、R8.6.12 のように入力してください。空でも構いません。"
            }
            Self::Width(_) => "2から100までの字数で入力してください。空にすると自動です。",
            Self::FirstPage => "1から9999までの数で入力してください。",
            Self::Title
            | Self::Subtitle
            | Self::Number
            | Self::Meeting
            | Self::Unconfirmed
            | Self::Names
            | Self::Head(_) => "",
        }
    }
}

impl Form {
    /// Takes what is typed, and into the 様式 as far as it can be read.
    pub(super) fn type_in(&mut self, text: Text, value: String) {
        let settings = &mut self.draft.settings;
        match text {
            Text::Title => settings.title = value,
            Text::Subtitle => settings.subtitle = value,
            Text::Number => settings.number.text = value,
            Text::Meeting => settings.meeting = value,
            Text::Unconfirmed => settings.unconfirmed = value,
            Text::Names => settings.names = value,
            Text::Head(column) => {
                let own = settings.column(column);
                settings.set_column(column, ColumnSettings { head: value, ..own });
            }
            Text::AsOf | Text::Width(_) | Text::FirstPage => {
                // What cannot be read is told beside its field.
                let _ = read(settings, text, &value);
                let _ = self.typed.insert(text, value);
            }
        }
    }

    /// Whether what is typed into a field cannot be read.
    pub(super) fn unreadable(&self, text: Text) -> bool {
        let mut settings = Settings::clone(&self.draft.settings);
        self.typed.get(&text).is_some_and(|value| !read(&mut settings, text, value))
    }

    /// What stands in a field.
    fn value(&self, text: Text) -> String {
        let settings = &self.draft.settings;
        if let Some(typed) = self.typed.get(&text) {
            return typed.clone();
        }
        match text {
            Text::Title => settings.title.clone(),
            Text::Subtitle => settings.subtitle.clone(),
            Text::Number => settings.number.text.clone(),
            Text::Meeting => settings.meeting.clone(),
            Text::Unconfirmed => settings.unconfirmed.clone(),
            Text::Names => settings.names.clone(),
            Text::Head(column) => settings.column(column).head,
            Text::AsOf => {
                let day = settings.as_of.map(|day| date::written(day, settings.years));
                day.unwrap_or_default()
            }
            Text::Width(column) => settings.column(column).width.map(ems).unwrap_or_default(),
            Text::FirstPage => settings.page_number.first.to_string(),
        }
    }

    /// A field; Enter settles what is typed into it.
    pub(super) fn line<'a>(
        &self,
        look: Look,
        text: Text,
        placeholder: &str,
    ) -> TextInput<'a, Message> {
        field::line(look, placeholder, &self.value(text))
            .on_input(move |value| Message::Typed(text, value))
            .on_submit(Message::Entered)
    }

    /// A field under its name.
    pub(super) fn labelled<'a>(
        &'a self,
        look: Look,
        name: &'a str,
        text: Text,
        placeholder: &str,
    ) -> iced::Element<'a, Message> {
        let wrong = self.unreadable(text).then(|| text.remedy());
        field::labelled(look, name, self.line(look, text, placeholder), wrong)
    }
}

/// Reads what is typed into a field of a number or a day; `false` where it cannot be, and the
/// settings stay as they are.
fn read(settings: &mut Settings, text: Text, value: &str) -> bool {
    let value = value.trim();
    match text {
        Text::AsOf => match (value, near(value)) {
            ("", _) => settings.as_of = None,
            (_, None) => return false,
            (_, day) => settings.as_of = day,
        },
        Text::Width(column) => {
            let mut own = settings.column(column);
            own.width = match (value, halves(value)) {
                ("", _) => None,
                (_, None) => return false,
                (_, width) => width,
            };
            settings.set_column(column, own);
        }
        Text::FirstPage => match number::typed(value).and_then(|first| first.try_into().ok()) {
            Some(first) if Settings::FIRST_PAGES.contains(&first) => {
                settings.page_number.first = first;
            }
            _ => return false,
        },
        Text::Title
        | Text::Subtitle
        | Text::Number
        | Text::Meeting
        | Text::Unconfirmed
        | Text::Names
        | Text::Head(_) => {}
    }
    true
}

/// A day as typed; without a year it is the nearest to today.
pub(in crate::ui::print) fn near(text: &str) -> Option<NaiveDate> {
    date::read_near(text, relative_time::now().date_naive(), date::Without::Neither)
}

/// A number of ems such as 8 or 8.5, in halves; in whatever digits, and with the 。 that an input
/// method makes of a point.
fn halves(text: &str) -> Option<u16> {
    let folded = fold(text);
    let (whole, part) = folded.split_once(['.', '。']).unwrap_or((&folded, "0"));
    let half = match part {
        "0" => 0,
        "5" => 1,
        _ => return None,
    };
    let halves = whole.parse::<u16>().ok()?.checked_mul(2)? + half;
    Settings::WIDTHS.contains(&halves).then_some(halves)
}

fn ems(halves: u16) -> String {
    if halves.is_multiple_of(2) { (halves / 2).to_string() } else { format!("{}.5", halves / 2) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_read_in_halves() {
        assert_eq!((halves("8"), halves("8.5"), halves("2")), (Some(16), Some(17), Some(4)));
        for text in ["８．５", "８。５", "８.５"] {
            assert_eq!(halves(text), Some(17), "{text}");
        }
        for text in ["", "1.5", "101", "8.3", "-8", "九", "99999"] {
            assert_eq!(halves(text), None, "{text}");
        }
        assert_eq!((ems(16), ems(17)), ("8".to_owned(), "8.5".to_owned()));
    }

    #[test]
    fn the_first_page_is_typed_in_whatever_digits() {
        let mut settings = Settings::default();
        for (text, first) in [("31", 31), ("３１", 31), ("３2", 32)] {
            assert!(read(&mut settings, Text::FirstPage, text), "{text}");
            assert_eq!(settings.page_number.first, first);
        }
        assert!(!read(&mut settings, Text::FirstPage, "三十"));
        assert_eq!(settings.page_number.first, 32);
    }
}
