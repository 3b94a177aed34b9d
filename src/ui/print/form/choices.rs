//! Fields from which something is picked: each hands over the settings that come of it.

use super::{Form, Message};
use crate::domain::template::Settings;
use crate::ui::theme::Look;
use crate::ui::widget::choice::{Named, check, choice};
use crate::ui::widget::{button, field};
use iced::widget::{column, row};
use iced::{Center, Element, Fill};
use std::collections::BTreeSet;

impl Form {
    /// The settings after a change.
    fn changed(&self, change: impl FnOnce(&mut Settings)) -> Message {
        let mut settings = self.draft.settings.clone();
        change(&mut settings);
        Message::Chosen(settings)
    }

    /// One of a few, under its name. A value that is none of them stays until another is picked.
    pub(super) fn picked<'a, T: Clone + PartialEq + 'a>(
        &'a self,
        look: Look,
        name: &'a str,
        rows: &[Named<T>],
        value: T,
        set: impl Fn(&mut Settings, T) + 'a,
    ) -> Element<'a, Message> {
        let chosen = rows.iter().find(|row| row.value == value).cloned();
        let field = choice(look, rows.to_vec(), chosen, move |row: Named<T>| {
            self.changed(|settings| set(settings, row.value))
        });
        let field = field.placeholder("その他").width(Fill);
        field::labelled(look, name, field, None)
    }

    /// Yes or no.
    pub(super) fn toggled<'a>(
        &'a self,
        look: Look,
        name: impl iced::widget::text::IntoFragment<'a>,
        on: bool,
        set: impl Fn(&mut Settings, bool) + 'a,
    ) -> Element<'a, Message> {
        check(look, name, on, move |on| self.changed(|settings| set(settings, on))).into()
    }

    /// Some of many: each that is chosen can be let go of; none stands for all.
    pub(super) fn chosen<'a, T: Copy + Ord + 'a>(
        &'a self,
        look: Look,
        name: &'a str,
        rows: Vec<Named<T>>,
        chosen: &BTreeSet<T>,
        of: fn(&mut Settings) -> &mut BTreeSet<T>,
    ) -> Element<'a, Message> {
        let (taken, left): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|row| chosen.contains(&row.value));
        let placeholder = if taken.is_empty() { "すべて" } else { "追加" };
        let add = choice(look, left, None::<Named<T>>, move |row: Named<T>| {
            self.changed(|settings| {
                let _ = of(settings).insert(row.value);
            })
        });
        let taken = taken.into_iter().map(|row| {
            let gone = self.changed(|settings| {
                let _ = of(settings).remove(&row.value);
            });
            button::link(look, format!("{} ×", row.name)).on_press(gone).into()
        });
        let add = add.placeholder(placeholder).width(Fill);
        let taken = row(taken).spacing(8.0).align_y(Center).wrap();
        field::labelled(look, name, column![Element::from(add), Element::from(taken)], None)
    }
}
