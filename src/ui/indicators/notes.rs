//! 時点, 備考 and 要因分析 of a year, as they are written beside the table.

use crate::domain::{Approval, Book, Change, Field, FiscalYear, IndicatorId, Observation, Record};
use crate::ui::measures::texts::Text;
use crate::ui::widget::composing::Composed;
use iced::widget::text_editor;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone)]
pub enum Message {
    AsOf(String),
    Note(String),
    Cause(text_editor::Action),
    Composed(Composed),
}

/// What is written of an indicator in a year.
#[derive(Debug)]
pub(super) struct Notes {
    pub(super) indicator: IndicatorId,
    pub(super) year: FiscalYear,
    pub(super) as_of: String,
    pub(super) note: String,
    pub(super) cause: Text,
    /// What stood there when it was begun.
    before: Observation,
}

/// What was written, as it is kept for a program that is torn away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    as_of: String,
    note: String,
    cause: String,
    before: Observation,
}

impl Kept {
    pub(super) const fn year(&self) -> FiscalYear {
        self.before.year
    }

    /// Whether others have written there since.
    pub(super) fn is_stale(&self, book: &Book, indicator: IndicatorId) -> bool {
        texts(&stored(book, indicator, self.year())) != texts(&self.before)
    }
}

/// The stored ones, or none.
fn stored(book: &Book, indicator: IndicatorId, year: FiscalYear) -> Observation {
    let blank = || Observation::blank(indicator, year);
    book.observation(indicator, year).cloned().unwrap_or_else(blank)
}

fn texts(row: &Observation) -> [(Field, &str); 3] {
    [(Field::AsOf, &row.as_of), (Field::Note, &row.note), (Field::Cause, &row.cause)]
}

impl Notes {
    pub(super) fn of(book: &Book, indicator: IndicatorId, year: FiscalYear) -> Self {
        let before = stored(book, indicator, year);
        Self {
            indicator,
            year,
            as_of: before.as_of.clone(),
            note: before.note.clone(),
            cause: Text::holding(&before.cause),
            before,
        }
    }

    pub(super) fn kept(&self) -> Kept {
        let (as_of, note, cause) = (self.as_of.clone(), self.note.clone(), self.cause.get());
        Kept { as_of, note, cause, before: self.before.clone() }
    }

    pub(super) fn taken_up(indicator: IndicatorId, kept: Kept) -> Self {
        let Kept { as_of, note, cause, before } = kept;
        Self { indicator, year: before.year, as_of, note, cause: Text::holding(&cause), before }
    }

    pub(super) fn update(&mut self, message: Message) {
        match message {
            Message::AsOf(text) => self.as_of = text,
            Message::Note(text) => self.note = text,
            Message::Cause(action) => self.cause.perform(action),
            Message::Composed(composed) => self.cause.compose(&composed),
        }
    }

    /// What is written, in the order of the texts.
    fn written(&self) -> [String; 3] {
        [self.as_of.trim().to_owned(), self.note.trim().to_owned(), self.cause.get()]
    }

    pub(super) fn is_changed(&self) -> bool {
        let before = texts(&self.before);
        self.written().iter().zip(before).any(|(text, (_, before))| text != before)
    }

    /// The edit that stores what was written. What the department says is no longer agreed to then.
    pub(super) fn change(&self, book: &Book) -> Option<Change> {
        let mut row = stored(book, self.indicator, self.year);
        let [as_of, note, cause] = self.written();
        let (was, before) = (row.clone(), &self.before);
        for (to, text, before) in [
            (&mut row.as_of, as_of, &before.as_of),
            (&mut row.note, note, &before.note),
            (&mut row.cause, cause, &before.cause),
        ] {
            // What was not written in stays as others have stored it.
            if text != *before {
                *to = text;
            }
        }
        if !row.has_words_of(&was) {
            row.approval = Approval::None;
        }
        book.put(Record::Observation(row))
    }

    /// The texts that others have changed meanwhile and that were written in here.
    pub(super) fn overtaken(&self, book: &Book) -> Vec<(Field, String)> {
        let stored = stored(book, self.indicator, self.year);
        let written = self.written();
        let both = written.iter().zip(texts(&self.before)).zip(texts(&stored));
        both.filter(|((text, (_, before)), (_, now))| {
            **text != *before && now != before && **text != *now
        })
        .map(|(_, (field, now))| (field, now.to_owned()))
        .collect()
    }

    /// What others have stored is replaced.
    pub(super) fn keep(&mut self, book: &Book) {
        self.before = stored(book, self.indicator, self.year);
    }
}
