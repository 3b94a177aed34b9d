//! What is done with whole rows: put in order, retired, deleted.

use super::{Message, Screen, record, scales};
use crate::domain::{Change, Key, Noun, Op, Position, Record};
use crate::ui::editable_screen::EditableScreen;
use crate::ui::positions;
use crate::ui::request::Action;

impl Screen {
    /// One edit of one row.
    pub(super) fn edit(&self, op: Op, after: Record) -> Action<Message> {
        let subject = record::name(&self.book, &after);
        let change = self.book.put(after);
        Action::commit(op, subject, change.into_iter().collect())
    }

    /// The open row one place earlier or later among its siblings.
    pub(super) fn shift(&self, later: bool) -> Action<Message> {
        let Some(draft) = &self.draft else { return Action::None };
        let key = draft.key();
        let rows: Vec<(Key, Position)> = self.book.siblings(key);
        let moved = positions::shift(&rows, key, later).into_iter();
        let changes = moved.filter_map(|(key, position)| {
            self.book.put(record::placed(self.book.record(key)?, position))
        });
        Action::commit(Op::Move(key.noun()), draft.name(&self.book), changes.collect())
    }

    pub(super) fn retire(&self, retired: bool) -> Action<Message> {
        let Some(row) = self.draft.as_ref().and_then(|draft| self.book.record(draft.key())) else {
            return Action::None;
        };
        let noun = row.key().noun();
        let op = if retired { Op::Retire(noun) } else { Op::Reinstate(noun) };
        self.edit(op, record::retired(row, retired))
    }

    pub(super) fn delete(&mut self, key: Key) -> Action<Message> {
        self.discard();
        let Some(row) = self.book.record(key) else { return Action::None };
        let subject = record::name(&self.book, &row);
        let grades = match key {
            Key::Scale(id) => self.book.grades(id),
            _ => Vec::new(),
        };
        let grades = grades.into_iter().flat_map(|row| self.book.remove(Key::Grade(row.id)));
        let changes = grades.chain(self.book.remove(key)).collect();
        Action::commit(Op::Delete(key.noun()), subject, changes)
    }

    /// One of the scales that plans often use, behind the others, with its grades.
    pub(super) fn add_proposed(&self, at: usize) -> Action<Message> {
        let proposed = scales::proposed(&self.book).find(|(number, ..)| *number == at);
        let Some((_, mut scale, grades)) = proposed else { return Action::None };
        let all = self.book.scales();
        scale.position = Position::after_all(all.iter().map(|row| row.position));
        let name = scale.name.clone();
        let added = grades.into_iter().map(|row| Change::add(Record::Grade(row)));
        let changes = [Change::add(Record::Scale(scale))].into_iter().chain(added).collect();
        Action::commit(Op::Add(Noun::Scale), name, changes)
    }
}
