//! Leads to one field, wherever it is edited.

use super::{Message, Workspace};
use crate::domain::{Field, Key};
use crate::ui::request::Action;
use crate::ui::screen_id::{ScreenId, Tab};
use crate::ui::theme::Look;
use std::ops::Range;

impl Workspace {
    /// Opens a record where it is edited, with the part of the text selected.
    pub(super) fn open_field(
        &mut self,
        look: Look,
        key: Key,
        field: Field,
        range: Option<Range<usize>>,
    ) -> Action<Message> {
        let register = |tab| (ScreenId::Registers, Some(tab));
        let (screen, tab) = match key {
            Key::Measure(_) | Key::Implementation(..) => (ScreenId::Measures, None),
            Key::Plan => register(Tab::Plan),
            Key::Goal(_) | Key::Direction(_) => register(Tab::Outline),
            Key::Department(_) => register(Tab::Departments),
            Key::Status(_) => register(Tab::Statuses),
            Key::Year(_) => register(Tab::Years),
            Key::Scale(_) | Key::Grade(_) => register(Tab::Scales),
            Key::Indicator(_) | Key::Observation(..) | Key::Amendment(..) => {
                (ScreenId::Indicators, None)
            }
            Key::Template(_) => (ScreenId::Print, None),
        };
        if !self.offers(screen) {
            return Action::None;
        }
        self.screen = screen;
        if let Key::Implementation(_, year) | Key::Observation(_, year) = key
            && self.context.year != Some(year)
            && self.book().year(year).is_some()
        {
            self.context.year = Some(year);
            self.refresh();
        }
        match (key, tab) {
            (Key::Measure(id) | Key::Implementation(id, _), _) => {
                self.measures.open_field(id, field, range).map(Message::Measures).into()
            }
            (Key::Indicator(_) | Key::Observation(..) | Key::Amendment(..), _) => {
                self.indicators.open_field(key, field).map(Message::Indicators).into()
            }
            (key, Some(tab)) => self.registers.open_row(tab, key).map(Message::Registers).into(),
            (_, None) => self.on_enter(look),
        }
    }
}
