//! What is set about an indicator, in the place of what is shown of it: all its fields, and what was
//! changed midway.

mod finder;
mod form;
mod view;

use crate::domain::{Book, Field, FiscalYear, Indicator, IndicatorId, Key, Noun, Op, Value};
use crate::store;
use crate::ui::draft::{Draft, StaleEdit};
use crate::ui::editable_screen::EditableDraft;
use crate::ui::measures::texts::{Text, edit_group_of};
use crate::ui::refusal::Refusal;
use crate::ui::request::Commit;
use crate::ui::undo_stack::{EditGroup, UndoStack};
use crate::ui::widget::composing::Composed;
use form::{Form, Place};
use iced::widget::{Id, text_editor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Clone)]
pub enum Message {
    /// Into a field of one line.
    Written(Place, String),
    /// Into a field of several.
    Edited(Place, text_editor::Action),
    Composed(Place, Composed),
    Chosen(Field, Value),
    /// What holds until now is kept as what held before this year.
    Amended(FiscalYear),
    AmendmentRemoved(usize),
    /// Words for what is to be found, in one of the fields that refer to other records.
    Searched(Field, String),
    FirstFoundAdded(Field),
    Added(Field, Key),
    Removed(Field, Key),
    MovedEarlier(Field, Key),
}

/// The draft of an indicator.
#[derive(Debug)]
pub(super) struct Editor {
    draft: Draft<Form>,
    is_new: bool,
    /// What the fields of several lines hold.
    texts: BTreeMap<Place, Text>,
    undo_stack: UndoStack<Form>,
    refusal: Option<Refusal>,
    /// The words by which what a field refers to is searched for.
    words: BTreeMap<Field, String>,
}

/// What was typed, as it is kept for a program that is torn away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    is_new: bool,
    typed: Form,
    /// What was stored when it was typed.
    base: Form,
}

impl Kept {
    pub(super) const fn is_new(&self) -> bool {
        self.is_new
    }

    pub(super) fn name(&self) -> &str {
        named(self.typed.indicator())
    }

    /// Whether others have written in the indicator since.
    pub(super) fn is_stale(&self, book: &Book) -> bool {
        let stored = book.indicator(self.base.id());
        stored.is_some_and(|row| Form::of(book, row) != self.base)
    }
}

/// The name of an indicator, or what it is called before it has one.
fn named(indicator: &Indicator) -> &str {
    match indicator.name.trim() {
        "" => "新しい指標",
        name => name,
    }
}

/// The field of the name.
pub(super) fn name_id() -> Id {
    Id::new("indicator-name")
}

/// The fields of several lines.
fn long_places(form: &Form) -> impl Iterator<Item = Place> {
    let own = [Field::Definition, Field::Method, Field::FigureNote].map(Place::Indicator);
    let amended = (0..form.amendments.len())
        .flat_map(|at| [Field::Definition, Field::Reason].map(|field| Place::Amendment(at, field)));
    own.into_iter().chain(amended)
}

/// The number of a field for [`EditGroup`].
const fn number(place: Place) -> u8 {
    match place {
        Place::Indicator(field) => field as u8,
        Place::Amendment(at, field) => (field as u8).wrapping_add(97 * (at as u8 + 1)),
    }
}

impl Editor {
    pub(super) fn of(book: &Book, indicator: &Indicator) -> Self {
        let mut editor = Self {
            draft: Draft::of(Form::of(book, indicator)),
            is_new: false,
            texts: BTreeMap::new(),
            undo_stack: UndoStack::default(),
            refusal: None,
            words: BTreeMap::new(),
        };
        editor.show();
        editor
    }

    /// Of an indicator that is not stored yet.
    pub(super) fn of_new(book: &Book, indicator: &Indicator) -> Self {
        Self { is_new: true, ..Self::of(book, indicator) }
    }

    /// Whether the indicator is not stored yet.
    pub(super) const fn is_new(&self) -> bool {
        self.is_new
    }

    /// The name of the indicator, as it is typed.
    pub(super) fn name(&self) -> &str {
        named(self.draft.indicator())
    }

    pub(super) fn kept(&self) -> Kept {
        let (typed, base) = (self.draft.typed().clone(), self.draft.base().clone());
        Kept { is_new: self.is_new, typed, base }
    }

    /// Goes on with what was typed before, upon what is stored now; one step back leads to that.
    pub(super) fn taken_up(book: &Book, kept: Kept) -> Self {
        let Kept { is_new, typed, base } = kept;
        let mut editor = match book.indicator(base.id()) {
            Some(stored) => Self::of(book, stored),
            None => Self { is_new, ..Self::of(book, base.indicator()) },
        };
        editor.note(None);
        editor.draft.resume(typed, base);
        editor.show();
        editor
    }

    pub(super) fn id(&self) -> IndicatorId {
        self.draft.id()
    }

    /// Whether saving would change something, or there is something to mend first.
    pub(super) fn is_changed(&self, book: &Book) -> bool {
        self.draft.is_unsaved() && !self.draft.changes(book).is_empty()
    }

    /// The edit that stores what is typed.
    pub(super) fn commit(&self, book: &Book) -> Option<Commit> {
        let changes = self.draft.changes(book);
        let subject = self.draft.indicator().name.trim().to_owned();
        let noun = Noun::Indicator;
        let op = if self.is_new { Op::Add(noun) } else { Op::Edit(noun) };
        (!changes.is_empty()).then_some(Commit { op, subject, changes })
    }

    /// Shows what is stored now; what is typed and is not stored stays.
    pub(super) fn refresh(&mut self, book: &Book) {
        let Some(indicator) = book.indicator(self.id()) else { return };
        self.is_new = false;
        if self.is_changed(book) {
            self.draft.rebase(Form::of(book, indicator));
        } else {
            self.draft = Draft::of(Form::of(book, indicator));
            self.undo_stack.clear();
            self.refusal = None;
        }
        self.show();
    }

    pub(super) fn refuse(&mut self, error: &store::Error) -> bool {
        self.refusal = Refusal::of(error);
        self.refusal.is_some()
    }

    pub(super) fn discard(&mut self) {
        self.draft.discard();
        self.undo_stack.clear();
        self.refusal = None;
        self.show();
    }

    /// Shows the draft in the fields of several lines.
    fn show(&mut self) {
        let places: Vec<Place> = long_places(&self.draft).collect();
        self.texts.retain(|place, _| places.contains(place));
        for place in places {
            self.texts.entry(place).or_default().show(&self.draft.text(place));
        }
    }

    /// Notes the present state before a change.
    fn note(&mut self, group: Option<EditGroup>) {
        self.undo_stack.note(|| self.draft.typed().clone(), group);
        self.refusal = None;
    }

    pub(super) fn update(&mut self, book: &Book, message: Message) {
        match message {
            Message::Written(place, text) => {
                self.note(Some(EditGroup::Typed(number(place))));
                self.draft.write(place, text);
            }
            Message::Edited(place, action) => {
                if action.is_edit() {
                    self.note(edit_group_of(&action, number(place)));
                }
                let Some(text) = self.texts.get_mut(&place) else { return };
                text.perform(action);
                let written = text.get();
                self.draft.write(place, written);
            }
            Message::Composed(place, composed) => {
                self.texts.get_mut(&place).into_iter().for_each(|it| it.compose(&composed));
            }
            Message::Chosen(field, value) => {
                self.note(None);
                self.draft.choose(field, value);
            }
            Message::Amended(year) => {
                self.note(None);
                self.draft.amend(year);
                self.show();
            }
            Message::AmendmentRemoved(at) => {
                self.note(None);
                if at < self.draft.amendments.len() {
                    let _ = self.draft.amendments.remove(at);
                }
                self.show();
            }
            Message::Searched(field, words) => {
                let _ = self.words.insert(field, words);
            }
            Message::FirstFoundAdded(field) => {
                let first = finder::found(book, &self.draft, field, self.words(field));
                first.first().into_iter().for_each(|key| self.add(field, *key));
            }
            Message::Added(field, key) => self.add(field, key),
            Message::Removed(field, key) => self.refer(field, |keys| keys.retain(|it| *it != key)),
            Message::MovedEarlier(field, key) => self.refer(field, |keys| {
                let at = keys.iter().position(|it| *it == key);
                if let Some((at, before)) = at.and_then(|at| Some((at, at.checked_sub(1)?))) {
                    keys.swap(at, before);
                }
            }),
        }
    }

    /// The words by which what a field refers to is searched for.
    fn words(&self, field: Field) -> &str {
        self.words.get(&field).map_or("", String::as_str)
    }

    fn add(&mut self, field: Field, key: Key) {
        let _ = self.words.remove(&field);
        self.refer(field, |keys| {
            if !keys.contains(&key) {
                keys.push(key);
            }
        });
    }

    /// Changes what a field refers to.
    fn refer(&mut self, field: Field, change: impl FnOnce(&mut Vec<Key>)) {
        self.note(None);
        match self.draft.value(field) {
            Some(Value::References(mut keys)) => {
                change(&mut keys);
                // An indicator always belongs somewhere.
                if field != Field::At || !keys.is_empty() {
                    self.draft.choose(field, Value::References(keys));
                }
            }
            Some(Value::Reference(key)) => {
                let mut keys: Vec<Key> = key.into_iter().collect();
                change(&mut keys);
                self.draft.choose(field, Value::Reference(keys.last().copied()));
            }
            _ => {}
        }
    }
}

impl EditableDraft for Editor {
    fn stale_edits(&self, book: &Book) -> Vec<StaleEdit> {
        let stale = self.draft.stale().into_iter();
        stale.map(|field| self.draft.saved().stale_edit(book, field)).collect()
    }

    fn keep_mine(&mut self) {
        self.draft.keep_mine();
    }

    /// One step back leads to what was typed.
    fn accept_theirs(&mut self) {
        self.note(None);
        self.draft.accept_theirs();
        self.show();
    }

    fn can_undo(&self) -> bool {
        self.undo_stack.can_undo()
    }

    fn can_redo(&self) -> bool {
        self.undo_stack.can_redo()
    }

    fn undo(&mut self) {
        if let Some(form) = self.undo_stack.undo(|| self.draft.typed().clone()) {
            *self.draft = form;
        }
        self.refusal = None;
        self.show();
    }

    fn redo(&mut self) {
        if let Some(form) = self.undo_stack.redo(|| self.draft.typed().clone()) {
            *self.draft = form;
        }
        self.refusal = None;
        self.show();
    }

    fn reaches_undo_boundary(&mut self) -> bool {
        self.undo_stack.reaches_undo_boundary()
    }

    fn is_at_undo_boundary(&self) -> bool {
        self.undo_stack.is_at_undo_boundary()
    }
}
