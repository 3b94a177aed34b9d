//! What is done with whole measures: added, moved, retired, deleted.

use super::{Message, Screen, form};
use crate::domain::{
    Book, Department, DepartmentId, DirectionId, FiscalYear, Key, Measure, MeasureId, Noun, Op,
    Position, Record, Year, text,
};
use crate::ui::editable_screen::EditableScreen;
use crate::ui::positions;
use crate::ui::request::{Action, Request};
use crate::ui::screen_id::Tab;
use crate::ui::widget::dialog::{Question, Weight};

/// What is to be opened once an edit is stored.
#[derive(Debug, Clone, Copy)]
pub(super) enum OpenAfterCommit {
    /// A new measure, to be named.
    New(MeasureId),
    /// The neighbour of one that goes.
    Neighbour(MeasureId),
    /// A new department, to be one of the open measure's.
    Department(DepartmentId),
}

impl Screen {
    /// A new measure behind the open one's siblings, or in the first direction.
    pub(super) fn add(&mut self) -> Action<Message> {
        let of_open = self.editor.as_ref().map(|editor| editor.measure().direction);
        let first = self.book.goals().into_iter().flat_map(|goal| self.book.directions(goal.id));
        let direction = of_open.or_else(|| first.into_iter().next().map(|direction| direction.id));
        match direction {
            Some(direction) => self.add_to(direction),
            None => Request::Register(Tab::Outline).into(),
        }
    }

    /// A new measure at the end of a direction.
    pub(crate) fn add_to(&mut self, direction: DirectionId) -> Action<Message> {
        if !self.permissions.can_edit_structure() {
            return Action::None;
        }
        let Some(direction) = self.book.direction(direction) else { return Action::None };
        let measure = form::new_measure(&self.book, direction);
        self.open_after_commit = Some(OpenAfterCommit::New(measure.id));
        let subject = measure.name.clone();
        let changes = self.book.put(Record::Measure(measure)).into_iter().collect();
        Action::commit(Op::Add(Noun::Measure), subject, changes)
    }

    pub(super) fn delete(&mut self, id: MeasureId) -> Action<Message> {
        self.discard();
        let Some(measure) = self.book.measure(id) else { return Action::None };
        let neighbour = |forward| self.list.neighbour(Some(id), forward);
        self.open_after_commit =
            neighbour(true).or_else(|| neighbour(false)).map(OpenAfterCommit::Neighbour);
        let changes = self.book.remove(Key::Measure(id));
        Action::commit(Op::Delete(Noun::Measure), &measure.name, changes)
    }

    pub(super) fn retire(&self, id: MeasureId, retired: bool) -> Action<Message> {
        let Some(measure) = self.book.measure(id) else { return Action::None };
        let op = if retired { Op::Retire(Noun::Measure) } else { Op::Reinstate(Noun::Measure) };
        let change = self.book.put(Record::Measure(Measure { retired, ..measure.clone() }));
        Action::commit(op, &measure.name, change.into_iter().collect())
    }

    /// A new department behind the others, for the open measure.
    pub(super) fn add_department(&mut self, name: &str) -> Action<Message> {
        let departments = self.book.departments();
        let position = Position::after_all(departments.iter().map(|known| known.position));
        let department = Department::new(text::clean(name), position);
        self.open_after_commit = Some(OpenAfterCommit::Department(department.id));
        let subject = department.name.clone();
        let change = self.book.put(Record::Department(department));
        Action::commit(Op::Add(Noun::Department), subject, change.into_iter().collect())
    }

    /// 締めを解除: the year can be written in again.
    pub(super) fn open_year(&self, year: FiscalYear) -> Action<Message> {
        let change = self.book.put(Record::Year(Year { year, closed: false }));
        let subject = self.book.year_label(year);
        Action::commit(Op::Edit(Noun::Year), subject, change.into_iter().collect())
    }

    /// One place earlier or later under its direction.
    pub(super) fn shift(&self, id: MeasureId, later: bool) -> Action<Message> {
        let Some(measure) = self.book.measure(id) else { return Action::None };
        let siblings = self.book.measures(measure.direction);
        let rows: Vec<(MeasureId, Position)> =
            siblings.iter().map(|sibling| (sibling.id, sibling.position)).collect();
        let moved = positions::shift(&rows, id, later);
        let changes: Vec<_> = moved
            .into_iter()
            .filter_map(|(id, position)| {
                let measure = self.book.measure(id)?.clone();
                self.book.put(Record::Measure(Measure { position, ..measure }))
            })
            .collect();
        Action::commit(Op::Move(Noun::Measure), &measure.name, changes)
    }
}

/// Asks before a measure and its entries are deleted.
pub(super) fn ask_deletion(book: &Book, measure: &Measure) -> Question<Message> {
    let years: Vec<String> =
        book.implementations(measure.id).map(|entry| book.year_label(entry.year)).collect();
    let lost = if years.is_empty() {
        "名称と内容が失われます。実施状況はまだ入力されていません。".to_owned()
    } else {
        format!("名称・内容と、{}の実施状況が失われます。", years.join("、"))
    };
    let question = Question::new(format!("「{}」を削除しますか", measure.name))
        .line(lost)
        .line("印刷した一覧表に残す場合は、削除せずに「廃止」にしてください。削除しても、元に戻す（Ctrl+Z）で戻せます。")
        .answer("削除する", Weight::Danger, Some(Message::Delete(measure.id)));
    let question = if measure.retired {
        question
    } else {
        question.answer("廃止にする", Weight::Other, Some(Message::Retire(measure.id, true)))
    };
    question.or_back()
}
