//! What is typed here and not stored yet, as it is kept for a program that is torn away.

use super::cursor::Cursor;
use super::editor::{self, Editor};
use super::entry::Entry;
use super::notes::{self, Notes};
use super::{Screen, opening};
use crate::domain::{Book, FiscalYear, IndicatorId};
use iced::Task;
use serde::{Deserialize, Serialize};

/// What was typed of an indicator: into its cell, of a year, in its editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    pub indicator: IndicatorId,
    pub year: Option<FiscalYear>,
    entry: Option<Entry>,
    notes: Option<notes::Kept>,
    editor: Option<editor::Kept>,
}

impl Unfinished {
    /// What the indicator is called; `None` where it is gone.
    pub fn name(&self, book: &Book) -> Option<String> {
        let new = || self.editor.as_ref().filter(|kept| kept.is_new()).map(editor::Kept::name);
        let stored = book.indicator(self.indicator).map(|row| row.name.clone());
        stored.or_else(|| new().map(str::to_owned))
    }

    /// Whether what is stored is another by now than what it was typed upon.
    pub fn is_stale(&self, book: &Book) -> bool {
        self.entry.as_ref().is_some_and(|entry| entry.is_stale(book))
            || self.notes.as_ref().is_some_and(|notes| notes.is_stale(book, self.indicator))
            || self.editor.as_ref().is_some_and(|editor| editor.is_stale(book))
    }
}

impl Screen {
    /// What is typed and not stored.
    pub(in crate::ui) fn unfinished(&self) -> Option<Unfinished> {
        let entry = self.entry.clone().filter(|_| self.entry_changes());
        let notes = self.notes.as_ref().filter(|notes| notes.is_changed());
        let editor = self.editor.as_ref().filter(|_| self.editor_changes());
        let id = entry.as_ref().map(|entry| entry.cell.indicator());
        let id = id.or(notes.map(|notes| notes.indicator)).or(editor.map(Editor::id))?;
        let (notes, editor) = (notes.map(Notes::kept), editor.map(Editor::kept));
        Some(Unfinished { indicator: id, year: self.year, entry, notes, editor })
    }

    /// Goes on with what was left unfinished, as it was typed.
    pub(in crate::ui) fn take_up<M: Send + 'static>(&mut self, left: Unfinished) -> Task<M> {
        let Unfinished { indicator, entry, notes, editor, .. } = left;
        let of_entry = entry.as_ref().map(|entry| Cursor::of(entry.cell));
        let of_notes = notes.as_ref().map(|notes| opening::of_year(indicator, notes.year()));
        if self.book.indicator(indicator).is_some() {
            let at = of_entry.or(of_notes);
            self.go_to(
                indicator,
                at.map(|it| it.column),
                at.map_or(super::Line::Actual, |it| it.line),
            );
        }
        self.entered = true;
        self.entry = entry.filter(|entry| self.cell() == Some(entry.cell));
        if let Some(kept) = notes {
            self.notes = Some(Notes::taken_up(indicator, kept));
        }
        self.editor = editor.map(|kept| Editor::taken_up(&self.book, kept));
        self.show_beside();
        match self.editor {
            Some(_) => iced::widget::operation::focus(editor::name_id()),
            None => self.focus_content(),
        }
    }
}
