//! The registers of 台帳: what rows each has, and its tab.

use super::draft::Draft;
use super::record::New;
use super::{Message, outline, scales};
use crate::domain::{Book, Key};
use crate::ui::screen_id::Tab;
use crate::ui::theme::Look;
use crate::ui::widget::{panel, rail};
use iced::widget::{column, container, row};
use iced::{Element, Fill};

impl Tab {
    /// How many rows it has; empty where it has none.
    pub fn count(self, book: &Book) -> String {
        match self {
            Self::Departments => book.departments().len().to_string(),
            Self::Statuses => book.statuses().len().to_string(),
            Self::Years => book.years().count().to_string(),
            Self::Scales => book.scales().len().to_string(),
            Self::Outline => book.goals().len().to_string(),
            Self::Plan => String::new(),
        }
    }

    /// What a name typed at the foot of the register adds.
    pub const fn named(self) -> Option<New> {
        match self {
            Self::Departments => Some(New::Department),
            Self::Statuses => Some(New::Status),
            Self::Scales | Self::Years | Self::Outline | Self::Plan => None,
        }
    }

    /// Whether its rows are opened one at a time.
    pub const fn has_rows(self) -> bool {
        match self {
            Self::Departments | Self::Statuses | Self::Scales | Self::Outline => true,
            Self::Years | Self::Plan => false,
        }
    }

    /// The rows that can be opened, from the top; one that is being added among its siblings.
    pub fn rows(self, book: &Book, draft: Option<&Draft>) -> Vec<Key> {
        match self {
            Self::Departments => {
                book.departments().into_iter().map(|row| Key::Department(row.id)).collect()
            }
            Self::Statuses => book.statuses().into_iter().map(|row| Key::Status(row.id)).collect(),
            Self::Scales => scales::rows(book, draft),
            Self::Outline => outline::rows(book, draft),
            Self::Years | Self::Plan => Vec::new(),
        }
    }
}

/// All of them beside the register.
pub(super) fn beside<'a>(look: Look, book: &Book, here: Tab) -> Element<'a, Message> {
    let tabs = column(Tab::ALL.into_iter().map(|tab| entry(look, book, tab, here)))
        .spacing(2.0)
        .padding([16.0, 12.0])
        .width(244.0);
    panel::filled(look.color.surface, tabs).height(Fill).into()
}

/// All of them above the register, where there is no room beside it.
pub(super) fn above<'a>(look: Look, book: &Book, here: Tab) -> Element<'a, Message> {
    let tabs = Tab::ALL.into_iter().map(|tab| {
        // As wide as the name, and room for a count.
        let chars = u8::try_from(tab.name().chars().count()).unwrap_or(u8::MAX);
        let width = f32::from(chars) * 15.0 + if look.is_tight() { 50.0 } else { 56.0 };
        container(entry(look, book, tab, here)).width(width).into()
    });
    let tabs = container(row(tabs).spacing(2.0).wrap());
    let tabs = tabs.padding([8.0, 12.0]).width(Fill);
    panel::filled(look.color.surface, tabs).into()
}

fn entry<'a>(look: Look, book: &Book, tab: Tab, here: Tab) -> Element<'a, Message> {
    let (name, count) = (tab.name(), tab.count(book));
    let on_press = Message::TabChosen(tab);
    let entry = rail::Entry { name, count, here: tab == here, on_press };
    rail::entry(look, entry, look.is_large())
}
