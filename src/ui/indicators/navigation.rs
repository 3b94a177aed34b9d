//! Where the keys and the pointer lead in the table.

use super::columns::{self, Column, HEADS, ROW};
use super::cursor::{Cursor, Line, Motion};
use super::list::Row;
use super::{HEADING_BELOW, Message, Screen, cell_id};
use crate::domain::IndicatorId;
use crate::ui::request::Action;
use crate::ui::widget::grid::{Place, Press};
use iced::Task;
use iced::widget::operation;

impl Screen {
    /// Scrolls so far that the cell is seen.
    pub(super) fn reveal<M: Send + 'static>(&self) -> Task<M> {
        // Before the table was seen, nobody knows how much of it will be.
        let Some(cursor) = self.cursor.filter(|_| self.room > 0.0) else { return Task::none() };
        let row = self.rows.iter().position(|row| row.indicator() == Some(cursor.indicator));
        let top = self.list.top(row.unwrap_or(0));
        let (first, height) = (self.list.first(), self.list.height());
        // What is told of a cell stands beneath it.
        let bottom = top + ROW + HEADING_BELOW;
        let y = if top < first + HEADS {
            // With its heading, where it is the first below one.
            let heading = row.and_then(|row| self.rows.get(row.checked_sub(1)?));
            let above = heading.filter(|row| row.indicator().is_none()).map_or(0.0, Row::height);
            Some((top - above.min(columns::HEADING) - HEADS).max(0.0))
        } else {
            (bottom > first + height).then_some(bottom - height)
        };
        let span = self.columns.at(cursor.column);
        let fixed = self.columns.fixed();
        let x = if span.start < self.sideways + fixed {
            Some((span.start - fixed).max(0.0))
        } else {
            (span.end > self.sideways + self.room).then_some(span.end + 10.0 - self.room)
        };
        match (x, y) {
            (None, None) => Task::none(),
            _ => self.list.scroll_both_ways(x, y),
        }
    }

    pub(super) fn go(&mut self, motion: Motion, extends: bool) -> Action<Message> {
        let Some(cursor) = self.cursor.or_else(|| self.first()) else { return Action::None };
        self.anchor = extends.then(|| self.anchor.unwrap_or(cursor));
        self.cursor = Some(cursor.moved(motion, &self.listed, &self.columns));
        self.focus_content().into()
    }

    /// To the next column, and from the last one to the first year of the next line.
    pub(super) fn tab(&mut self, forward: bool) -> Action<Message> {
        let Some(cursor) = self.cursor else { return Action::None };
        self.anchor = None;
        let motion = if forward { Motion::Right } else { Motion::Left };
        let moved = cursor.moved(motion, &self.listed, &self.columns);
        self.cursor = Some(if moved == cursor {
            let (line, column) = match forward {
                true => (Motion::Down, Motion::First),
                false => (Motion::Up, Motion::Last),
            };
            let beyond = cursor.moved(line, &self.listed, &self.columns);
            beyond.moved(column, &self.listed, &self.columns)
        } else {
            moved
        });
        self.focus_content().into()
    }

    pub(super) fn mark_all(&mut self) -> Action<Message> {
        let ends = self.listed.first().zip(self.listed.last());
        if let Some((first, last)) = ends {
            let column = Column::Base;
            self.anchor = Some(Cursor { indicator: *first, line: Line::Target, column });
            let column = Column::Target;
            self.cursor = Some(Cursor { indicator: *last, line: Line::Actual, column });
        }
        operation::focus(cell_id()).into()
    }

    pub(super) fn press(&mut self, place: Place, press: Press) -> Action<Message> {
        let Some((to, cursor)) = self.pointed(place).zip(self.cursor) else {
            return operation::focus(cell_id()).into();
        };
        match press {
            Press::Extended if to == cursor => return Action::None,
            Press::Extended => self.anchor = Some(self.anchor.unwrap_or(cursor)),
            Press::Single | Press::Double => self.anchor = None,
        }
        self.cursor = Some(to);
        if press == Press::Double {
            let is_name = place.x < self.columns.fixed();
            return if is_name { self.edit() } else { self.mend() };
        }
        operation::focus(cell_id()).into()
    }

    /// The cell at a place. A name is pressed to look at the indicator.
    pub(super) fn pointed(&self, place: Place) -> Option<Cursor> {
        let indicator = self.rows.get(place.row).and_then(Row::indicator)?;
        let line = if place.y < ROW / 2.0 { Line::Target } else { Line::Actual };
        let column = self.columns.figure_at(place.x).or(self.cursor.map(|it| it.column))?;
        Some(Cursor { indicator, line, column })
    }

    pub(super) fn step_to_missing(&mut self) -> Action<Message> {
        let Some(year) = self.year else { return Action::None };
        let lacks = |id: &IndicatorId| {
            self.book.indicator(*id).is_some_and(|row| self.known.lacks(&self.book, row, year))
        };
        let at = self.cursor.and_then(|it| self.listed.iter().position(|id| *id == it.indicator));
        let begun = at.map_or(0, |at| at + 1);
        let (before, after) = self.listed.split_at(begun);
        let next = after.iter().chain(before).copied().find(lacks);
        let of = |indicator| Cursor { indicator, line: Line::Actual, column: Column::Year(year) };
        match next.map(of) {
            Some(next) if Some(next) == self.cursor => {
                self.tell_why("ほかに未入力の実績はありません。")
            }
            Some(next) => {
                (self.cursor, self.anchor) = (Some(next), None);
                self.focus_content().into()
            }
            None => {
                let year = self.book.year_label(year);
                let all = self.book.indicators();
                let hidden = all.iter().filter(|row| lacks(&row.id)).count();
                self.tell_why(match hidden {
                    0 => format!("{year}の未入力の実績はありません。"),
                    count => format!(
                        "一覧に出ている指標に、未入力の実績はありません（ほかの指標に{count}件）。"
                    ),
                })
            }
        }
    }
}
