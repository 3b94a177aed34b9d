//! The list at the left: records, and under each what differs of it.

use super::subject::{Filter, Subject};
use super::{Message, Screen};
use crate::domain::Key;
use crate::ui::theme::{BOLD, Look};
use crate::ui::widget::badge::badge;
use crate::ui::widget::button::{bare, in_list};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::panel;
use crate::ui::widget::virtual_list::VirtualList;
use crate::words::{self, MergeWords};
use iced::widget::{column, container, row, space};
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

/// The rows, and which part of them is seen.
#[derive(Debug, Clone)]
pub(super) struct List {
    rows: Vec<Row>,
    pub scrolling: VirtualList,
}

impl Default for List {
    fn default() -> Self {
        Self { rows: Vec::new(), scrolling: VirtualList::new("differences") }
    }
}

impl List {
    /// Lays the rows of a filter.
    pub(super) fn lay(&mut self, subjects: &[Subject], filter: Filter) {
        self.rows.clear();
        let mut group = None;
        for subject in subjects.iter().filter(|subject| subject.filter == filter) {
            if group != Some(subject.group) {
                group = Some(subject.group);
                self.rows.push(Row::Heading(subject.group));
            }
            self.rows.push(Row::Subject(Box::new(subject.clone())));
        }
        self.scrolling.lay(self.rows.iter().map(Row::height));
    }

    /// What is listed.
    pub(super) fn subjects(&self) -> Vec<&Subject> {
        let subjects = self.rows.iter().filter_map(|row| match row {
            Row::Subject(subject) => Some(subject.as_ref()),
            Row::Heading(_) => None,
        });
        subjects.collect()
    }

    /// Scrolls so far that a subject is seen.
    pub(super) fn reveal<M: 'static>(&self, subject: &Subject) -> Task<M> {
        let is = |row: &Row| matches!(row, Row::Subject(it) if **it == *subject);
        // With the heading above it.
        let index = self.rows.iter().position(is);
        index.map_or_else(Task::none, |index| self.scrolling.reveal(index, 48.0))
    }
}

impl Screen {
    /// The rows with the part of them that is seen.
    pub(super) fn rows(&self, look: Look) -> Element<'_, Message> {
        let row = |at| match self.list.rows.get(at) {
            Some(Row::Heading(key)) => self.group(look, *key),
            Some(Row::Subject(subject)) => self.row(look, subject),
            None => space().into(),
        };
        self.list.scrolling.view(look, row, None, Message::List)
    }

    fn group<'a>(&self, look: Look, key: Key) -> Element<'a, Message> {
        let name = MergeWords(self.merge()).subject(key);
        let line = container(one_line(look, name).font(BOLD))
            .padding(iced::Padding::from([0.0, 18.0]).top(6.0))
            .center_y(Fill);
        line.into()
    }

    fn row<'a>(&self, look: Look, subject: &Subject) -> Element<'a, Message> {
        let here = self.chosen.as_ref() == Some(subject);
        let (tone, sign, word) = self.state_of(subject).mark();
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
        use super::subject::SubjectKind;
        match &subject.kind {
            SubjectKind::Union { theirs, .. } => {
                format!("同じ名前の{}", words::noun(theirs.noun()))
            }
            SubjectKind::Outside(key) => words::noun(key.noun()).to_owned(),
            SubjectKind::Item { cell, .. } => self
                .item(*cell)
                .map(|item| MergeWords(self.merge()).field(item))
                .unwrap_or_default(),
        }
    }
}
