//! Coming to the place 指標: where the clerk is then.

use super::columns::Column;
use super::cursor::{Cursor, Line};
use super::list::{Filter, Listed};
use super::{Message, Screen, cell_id, editor};
use crate::domain::{Change, DepartmentId, Field, FiscalYear, IndicatorId, Key, Record, Value};
use iced::Task;
use iced::widget::operation;

impl Screen {
    /// Gives the focus to the cell.
    pub(in crate::ui) fn focus_content<M: Send + 'static>(&self) -> Task<M> {
        Task::batch([self.reveal(), operation::focus(cell_id())])
    }

    /// The clerk comes here.
    pub(in crate::ui) fn on_enter<M: Send + 'static>(&mut self) -> Task<M> {
        if std::mem::replace(&mut self.entered, true) {
            return Task::batch([
                self.list.scroll_both_ways(Some(self.sideways), Some(self.list.first())),
                operation::focus(cell_id()),
            ]);
        }
        self.focus_content()
    }

    /// What follows once an edit is stored.
    pub(in crate::ui) fn after_commit<M: Send + 'static>(&mut self) -> Task<M> {
        if std::mem::take(&mut self.goes_on) { self.focus_content() } else { Task::none() }
    }

    /// Lists those of which the actual is missing: all, or those of a department.
    pub(in crate::ui) fn show_missing(
        &mut self,
        department: Option<DepartmentId>,
    ) -> Task<Message> {
        let name = department.and_then(|id| self.book.department(id)).map(|row| row.name.clone());
        self.filter = Filter { listed: Listed::Missing, words: name.unwrap_or_default() };
        (self.entry, self.anchor, self.known.kept) = (None, None, None);
        self.lay();
        self.entered = true;
        self.show_beside();
        self.focus_content()
    }

    /// Opens a cell, and what is set about the indicator where it is about that. What hides the
    /// indicator is given up.
    pub(in crate::ui) fn open_field(&mut self, key: Key, field: Field) -> Task<Message> {
        let Some((id, column, line)) = place(key, field) else { return self.on_enter() };
        self.entry = None;
        self.editor = None;
        self.go_to(id, column, line);
        if column.is_none() && self.permissions.can_edit_structure() {
            self.open_editor();
        }
        self.show_beside();
        match self.editor {
            Some(_) => self.reveal().chain(operation::focus(editor::name_id())),
            None => self.focus_content(),
        }
    }

    /// Goes to the first of the cells that an edit has changed, or to its indicator.
    pub(in crate::ui) fn show_changed(&mut self, changes: &[Change]) -> Task<Message> {
        let indicator = |change: &Change| change.key()?.indicator();
        let is_kept = |id: &IndicatorId| self.book.indicator(*id).is_some();
        let first = changes.iter().filter_map(indicator).find(is_kept);
        let Some(first) = first else { return self.focus_content() };
        let of_first = |change: &&Change| indicator(change) == Some(first);
        let places = changes.iter().filter(of_first).filter_map(|change| {
            let fields = |record: &Option<Record>| {
                record.iter().flat_map(Record::fields).collect::<Vec<_>>()
            };
            let (before, after) = (fields(&change.before), fields(&change.after));
            let changed = before.iter().chain(&after).map(|(field, _)| *field).find(|field| {
                let of = |held: &[(Field, Value)]| {
                    held.iter().find(|(at, _)| at == field).map(|(_, value)| value.clone())
                };
                of(&before) != of(&after)
            });
            place(change.key()?, changed?)
        });
        let (id, column, line) = places.into_iter().next().unwrap_or((first, None, Line::Actual));
        self.entry = None;
        self.go_to(id, column, line);
        self.show_beside();
        match self.editor {
            Some(_) => self.reveal(),
            None => self.focus_content(),
        }
    }

    /// The clerk is at a cell, whatever hid it; without a column in that of the year.
    pub(super) fn go_to(&mut self, indicator: IndicatorId, column: Option<Column>, line: Line) {
        if !self.listed.contains(&indicator) {
            self.filter = Filter::default();
            self.lay();
        }
        let present = self.year.map_or(Column::Base, Column::Year);
        let cursor = Cursor { indicator, line, column: column.unwrap_or(present) };
        (self.cursor, self.anchor) = (Some(cursor), None);
        self.lay();
        self.entered = true;
    }
}

/// Where a field of an indicator stands in the table; no column for what is set in its editor.
const fn place(key: Key, field: Field) -> Option<(IndicatorId, Option<Column>, Line)> {
    Some(match (key, field) {
        (Key::Observation(id, year), Field::YearTarget) => {
            (id, Some(Column::Year(year)), Line::Target)
        }
        (Key::Observation(id, year), _) => (id, Some(Column::Year(year)), Line::Actual),
        (Key::Indicator(id), Field::Base) => (id, Some(Column::Base), Line::Actual),
        (Key::Indicator(id), Field::FinalTarget) => (id, Some(Column::Target), Line::Actual),
        (Key::Indicator(id) | Key::Amendment(id, _), _) => (id, None, Line::Actual),
        _ => return None,
    })
}

/// The actual of a year.
pub(super) const fn of_year(indicator: IndicatorId, year: FiscalYear) -> Cursor {
    Cursor { indicator, line: Line::Actual, column: Column::Year(year) }
}
