//! The list at the left: records, and under each what differs of it. Only the rows that are seen are
//! built, so that thousands scroll as smoothly as ten.

use super::subject::{Filter, Subject};
use super::{Message, Screen};
use crate::domain::Key;
use crate::ui::theme::{BOLD, Look};
use crate::ui::widget::badge::badge;
use crate::ui::widget::button::{bare, in_list};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::panel;
use crate::words::{self, Merging};
use iced::widget::{Id, column, container, operation, row, scrollable, space};
use iced::{Center, Element, Fill, Task};

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    Heading(Key),
    Subject(Box<Subject>),
}

impl Row {
    /// In pixels.
    const fn height(&self) -> f32 {
        match self {
            Self::Heading(_) => 40.0,
            Self::Subject(_) => 44.0,
        }
    }
}

/// The rows, where each begins, and which part of them is seen.
#[derive(Debug, Clone)]
pub struct List {
    rows: Vec<Row>,
    /// Where each row begins, and after them where the last one ends.
    tops: Vec<f32>,
    /// The first pixel that is seen, and how many are.
    seen: (f32, f32),
}

/// How many pixels above and below the seen part are built as well.
const MARGIN: f32 = 240.0;

impl Default for List {
    fn default() -> Self {
        // The height of the window is not known before the first frame.
        Self { rows: Vec::new(), tops: vec![0.0], seen: (0.0, 1400.0) }
    }
}

pub fn scroll_id() -> Id {
    Id::new("differences")
}

impl List {
    /// Lays the rows of a filter.
    pub fn lay(&mut self, subjects: &[Subject], filter: Filter) {
        self.rows.clear();
        let mut group = None;
        for subject in subjects.iter().filter(|subject| subject.filter == filter) {
            if group != Some(subject.group) {
                group = Some(subject.group);
                self.rows.push(Row::Heading(subject.group));
            }
            self.rows.push(Row::Subject(Box::new(subject.clone())));
        }
        let mut top = 0.0;
        let ends = self.rows.iter().map(|row| {
            top += row.height();
            top
        });
        self.tops = std::iter::once(0.0).chain(ends).collect();
    }

    /// What is listed.
    pub fn subjects(&self) -> Vec<&Subject> {
        let subjects = self.rows.iter().filter_map(|row| match row {
            Row::Subject(subject) => Some(subject.as_ref()),
            Row::Heading(_) => None,
        });
        subjects.collect()
    }

    /// Follows the scrolling.
    pub fn scrolled(&mut self, viewport: scrollable::Viewport) {
        self.seen = (viewport.absolute_offset().y, viewport.bounds().height.max(1.0));
    }

    /// Scrolls so far that a subject is seen.
    pub fn reveal<M: 'static>(&self, subject: &Subject) -> Task<M> {
        let is = |row: &Row| matches!(row, Row::Subject(it) if **it == *subject);
        let Some(index) = self.rows.iter().position(is) else { return Task::none() };
        let (top, bottom) = (self.top(index), self.top(index + 1));
        let (first, height) = self.seen;
        let to = if top < first {
            // With the heading above it.
            (top - 48.0).max(0.0)
        } else if bottom > first + height {
            bottom - height
        } else {
            return Task::none();
        };
        let offset = scrollable::AbsoluteOffset { x: None, y: Some(to) };
        operation::scroll_to(scroll_id(), offset)
    }

    fn top(&self, index: usize) -> f32 {
        self.tops.get(index).copied().unwrap_or(0.0)
    }
}

impl Screen {
    /// The rows with the part of them that is seen.
    pub(super) fn rows(&self, look: Look) -> Element<'_, Message> {
        let list = &self.list;
        let (first, height) = list.seen;
        let row_at = |y: f32| list.tops.partition_point(|top| *top <= y).saturating_sub(1);
        let from = row_at((first - MARGIN).max(0.0));
        let to = (row_at(first + height + MARGIN) + 1).min(list.rows.len());
        let rows = list.rows.get(from..to).unwrap_or_default().iter().map(|row| {
            let element = match row {
                Row::Heading(key) => self.group(look, *key),
                Row::Subject(subject) => self.row(look, subject),
            };
            container(element).height(row.height()).width(Fill).into()
        });
        let end = list.top(list.rows.len());
        let content = column![
            space().height(list.top(from)),
            column(rows),
            space().height(end - list.top(to)),
        ];
        panel::scrolled(look, content)
            .id(scroll_id())
            .on_scroll(Message::Scrolled)
            .width(Fill)
            .height(Fill)
            .into()
    }

    fn group<'a>(&self, look: Look, key: Key) -> Element<'a, Message> {
        let name = Merging(self.merge()).subject(key);
        let line = container(one_line(look, name).font(BOLD))
            .padding(iced::Padding::from([0.0, 18.0]).top(6.0))
            .center_y(Fill);
        line.into()
    }

    fn row<'a>(&self, look: Look, subject: &Subject) -> Element<'a, Message> {
        let here = self.chosen.as_ref() == Some(subject);
        let (tone, sign, word) = self.standing(subject).mark();
        let c = look.color;
        let field = one_line(look, self.field(subject)).color(if here { c.accent } else { c.ink });
        // Where there is little room, the name has it: the word stands beside the text.
        let (word, side, left) = if look.is_tight() { ("", 8.0, 12.0) } else { (word, 18.0, 23.0) };
        let line = row![field, badge(look, tone, sign, word)]
            .spacing(8.0)
            .padding(iced::Padding::from([0.0, side]).left(left))
            .align_y(Center);
        let edge: Element<'_, Message> = if here {
            panel::filled(c.accent, space().width(3).height(Fill)).into()
        } else {
            space().width(3).into()
        };
        let content = row![edge, container(line).center_y(Fill).width(Fill)];
        let pressable = bare(look, content, Message::Chosen(subject.clone()));
        column![pressable.height(Fill).style(in_list(look, here)).of_a_list(), panel::line(look)]
            .into()
    }

    /// What of its record a subject is.
    fn field(&self, subject: &Subject) -> String {
        use super::subject::Of;
        match &subject.of {
            Of::Union { theirs, .. } => format!("同じ名前の{}", words::noun(theirs.noun())),
            Of::Outside(key) => words::noun(key.noun()).to_owned(),
            Of::Item { cell, .. } => {
                self.item(*cell).map(|item| Merging(self.merge()).field(item)).unwrap_or_default()
            }
        }
    }
}
