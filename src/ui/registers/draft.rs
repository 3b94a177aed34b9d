//! The row that is being edited, until it is saved.

use super::record;
use super::record::{Choice, Part};
use crate::domain::{Book, Field, Key, Op, Record, Value, text};
use crate::ui::draft::{self, DraftFields, StaleEdit};
use crate::ui::editable_screen::EditableDraft;
use crate::ui::number;
use crate::ui::refusal::Refusal;
use crate::ui::request::Commit;
use crate::ui::undo_stack::{EditGroup, UndoStack};
use crate::words;

/// A row as the clerk left it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Form {
    record: Record,
    /// As it is typed: it may not be a number yet.
    number: String,
}

impl Form {
    fn of(record: Record) -> Self {
        let number = record::number_text(&record);
        Self { record, number }
    }
}

impl DraftFields for Form {
    type Name = Field;

    fn names(&self) -> Vec<Field> {
        self.record.fields().into_iter().map(|(field, _)| field).collect()
    }

    fn differs(&self, other: &Self, field: &Field) -> bool {
        match field {
            Field::Number | Field::GradeLower => self.number != other.number,
            field => self.record.value(*field) != other.record.value(*field),
        }
    }

    fn take(&mut self, other: &Self, field: &Field) {
        if matches!(field, Field::Number | Field::GradeLower) {
            self.number.clone_from(&other.number);
        }
        if let Some(value) = other.record.value(*field) {
            let _ = self.record.set(*field, value);
        }
    }
}

/// A row, what is stored of it, and how it came about.
#[derive(Debug)]
pub struct Draft {
    form: draft::Draft<Form>,
    new: bool,
    undo_stack: UndoStack<Form>,
    refusal: Option<Refusal>,
}

impl Draft {
    /// Of a row that is stored.
    pub fn of(record: Record) -> Self {
        let (form, undo_stack) = (draft::Draft::of(Form::of(record)), UndoStack::default());
        Self { form, new: false, undo_stack, refusal: None }
    }

    /// Goes on upon what others have stored; one step back leads to that.
    pub fn follow(&mut self, now: Record) {
        self.form.rebase(Form::of(now));
        self.undo_stack.clear();
        self.undo_stack.note(|| self.form.saved().clone(), None);
    }

    /// What is typed, for reading.
    pub fn typed(&self) -> String {
        let texts = self.form.record.texts().into_iter().filter(|(_, text)| !text.is_empty());
        let lines = texts.map(|(field, text)| format!("{}：{text}", words::field(field)));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Of a row that is to be added.
    pub fn new(record: Record) -> Self {
        Self { new: true, ..Self::of(record) }
    }

    pub const fn key(&self) -> Key {
        self.form.typed().record.key()
    }

    /// Whether the row is not stored yet.
    pub const fn is_new(&self) -> bool {
        self.new
    }

    /// The row as it stands.
    pub const fn record(&self) -> &Record {
        &self.form.typed().record
    }

    /// The number as it is typed.
    pub fn number(&self) -> &str {
        &self.form.number
    }

    /// What is wrong with the number.
    pub fn wrong_number(&self) -> Option<&'static str> {
        let has_number = record::number(&self.form.record).is_some();
        (has_number && number::typed(&self.form.number).is_none()).then_some(number::NOT_A_NUMBER)
    }

    pub const fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    pub fn refuse(&mut self, refusal: Refusal) {
        self.refusal = Some(refusal);
    }

    pub fn is_unsaved(&self) -> bool {
        self.form.is_unsaved()
    }

    /// The row by the name under which it is stored, or is to be.
    pub fn name(&self, book: &Book) -> String {
        let form = if self.new { self.form.typed() } else { self.form.saved() };
        record::name(book, &form.record)
    }

    /// Puts a text into a field.
    pub fn write(&mut self, part: Part, text: String) {
        self.note(Some(EditGroup::Typed(part as u8)));
        if part == Part::Number {
            record::write_number(&mut self.form.record, &text);
            self.form.number = text;
        } else if let Some(field) = record::text_mut(&mut self.form.record, part) {
            *field = text;
        }
    }

    /// Puts a chosen value into a field.
    pub fn choose(&mut self, choice: Choice) {
        self.note(None);
        record::choose(&mut self.form.record, choice);
    }

    /// Notes the present state before a change.
    fn note(&mut self, run: Option<EditGroup>) {
        self.undo_stack.note(|| self.form.typed().clone(), run);
        self.refusal = None;
    }

    /// Back to what is stored.
    pub fn discard(&mut self) {
        self.form.discard();
        self.undo_stack.clear();
        self.refusal = None;
    }

    /// The edit that stores the row; `None` where it is stored already, or where a field must be
    /// mended first, which is told beside it.
    pub fn commit(&self, book: &Book) -> Option<Commit> {
        if self.wrong_number().is_some() {
            return None;
        }
        let mut record = self.form.record.clone();
        for part in [
            Part::Label,
            Part::Name,
            Part::Municipality,
            Part::Title,
            Part::Contact,
            Part::Mark,
            Part::Meaning,
            Part::IndicatorKinds,
        ] {
            if let Some(field) = record::text_mut(&mut record, part) {
                *field = text::clean(field).trim().to_owned();
            }
        }
        let noun = record.key().noun();
        let op = if self.new { Op::Add(noun) } else { Op::Edit(noun) };
        let subject = record::name(book, &record);
        let change = book.put(record)?;
        Some(Commit { op, subject, changes: vec![change] })
    }
}

impl EditableDraft for Draft {
    fn stale_edits(&self, book: &Book) -> Vec<StaleEdit> {
        let theirs = |field| match self.form.saved().record.value(field)? {
            Value::Text(text) => Some(text),
            value => Some(words::value(book, &value)),
        };
        let stale = self.form.stale().into_iter();
        stale
            .map(|field| StaleEdit::new(words::field(field), theirs(field).unwrap_or_default()))
            .collect()
    }

    fn keep_mine(&mut self) {
        self.form.keep_mine();
    }

    /// One step back leads to what was typed.
    fn accept_theirs(&mut self) {
        self.note(None);
        self.form.accept_theirs();
    }

    fn can_undo(&self) -> bool {
        self.undo_stack.can_undo()
    }

    fn can_redo(&self) -> bool {
        self.undo_stack.can_redo()
    }

    fn undo(&mut self) {
        if let Some(form) = self.undo_stack.undo(|| self.form.typed().clone()) {
            *self.form = form;
        }
        self.refusal = None;
    }

    fn redo(&mut self) {
        if let Some(form) = self.undo_stack.redo(|| self.form.typed().clone()) {
            *self.form = form;
        }
        self.refusal = None;
    }

    fn reaches_undo_boundary(&mut self) -> bool {
        self.undo_stack.reaches_undo_boundary()
    }

    fn is_at_undo_boundary(&self) -> bool {
        self.undo_stack.is_at_undo_boundary()
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::New;
    use super::*;
    use crate::domain::{FiscalYear, Noun, Plan};

    fn book() -> Book {
        Book::starting(Plan::new("みずほ野市", "総合戦略"), FiscalYear(2026))
    }

    #[test]
    fn the_label_of_a_goal_follows_its_number_until_it_is_written() {
        let mut draft = Draft::new(New::Goal.record(&book()));
        draft.write(Part::Number, "３".to_owned());
        assert!(matches!(draft.record(), Record::Goal(goal) if goal.label == "基本目標３"));
        draft.write(Part::Label, "目標Ａ".to_owned());
        draft.write(Part::Number, "4".to_owned());
        assert!(matches!(draft.record(), Record::Goal(goal) if goal.label == "目標Ａ"));
        draft.write(Part::Number, "四".to_owned());
        assert!(draft.wrong_number().is_some() && draft.commit(&book()).is_none());
    }

    #[test]
    fn names_are_stored_without_the_blanks_around_them() {
        let mut book = book();
        let mut draft = Draft::new(New::Department.record(&book));
        draft.write(Part::Name, "　企画課 ".to_owned());
        let commit = draft.commit(&book).unwrap();
        assert_eq!((commit.op, commit.subject.as_str()), (Op::Add(Noun::Department), "企画課"));
        book.apply(&commit.changes).unwrap();
        assert!(book.department_named("企画課").is_some());
        // What differs in nothing but such blanks is stored already.
        let mut draft = Draft::of(book.record(draft.key()).unwrap());
        draft.write(Part::Name, "企画課 ".to_owned());
        assert!(draft.is_unsaved() && draft.commit(&book).is_none());
    }

    #[test]
    fn typing_is_taken_back_field_by_field() {
        let mut draft = Draft::new(New::Goal.record(&book()));
        draft.write(Part::Name, "住".to_owned());
        draft.write(Part::Name, "住む".to_owned());
        draft.write(Part::Number, "2".to_owned());
        draft.undo();
        assert_eq!((draft.number(), draft.name(&book()).as_str()), ("1", "住む"));
        draft.undo();
        assert!(!draft.is_unsaved() && !draft.can_undo());
        draft.redo();
        assert_eq!(draft.name(&book()), "住む");
    }
}
