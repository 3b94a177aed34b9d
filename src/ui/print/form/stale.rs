//! The 様式 in the fields, while others change the same one.

use super::Form;
use crate::domain::template::Settings;
use crate::domain::{Book, Template};
use crate::ui::stale_edits::{self, Fields, StaleEdit};
use crate::words;
use serde_json::{Map, Value};

/// Its members under the names by which they are stored.
fn members(settings: &Settings) -> Map<String, Value> {
    match serde_json::to_value(settings) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

impl Fields for Settings {
    type Name = String;

    fn names(&self) -> Vec<String> {
        members(self).into_iter().map(|(name, _)| name).collect()
    }

    fn differs(&self, other: &Self, name: &String) -> bool {
        members(self).get(name) != members(other).get(name)
    }

    fn take(&mut self, other: &Self, name: &String) {
        let (mut taken, other) = (members(self), members(other));
        if let Some(value) = other.get(name) {
            let _ = taken.insert(name.clone(), value.clone());
        }
        if let Ok(settings) = serde_json::from_value(Value::Object(taken)) {
            *self = settings;
        }
    }
}

impl Form {
    /// Goes on upon what others have stored.
    pub(super) fn follow(&mut self, now: Template) {
        let mut settings = self.draft.settings.clone();
        stale_edits::follow(&mut *settings, &mut self.base, &now.settings);
        self.draft = Template { settings, ..now.clone() };
        self.saved = now;
        self.show_note();
    }

    /// What would be replaced of what others have stored.
    pub fn stale_edits(&self, book: &Book) -> Vec<StaleEdit> {
        let (draft, saved) = (&*self.draft.settings, &*self.saved.settings);
        if !self.stores || stale_edits::stale_edits(draft, &self.base, saved).is_empty() {
            return Vec::new();
        }
        let (mut given, mut base) = (draft.clone(), self.base.clone());
        stale_edits::accept_theirs(&mut given, &mut base, saved);
        let typed = words::settings(book, draft).into_iter();
        let theirs = words::settings(book, &given);
        let told = typed.zip(theirs).filter(|(typed, theirs)| typed != theirs);
        told.map(|(_, (name, theirs))| StaleEdit::new(name, theirs)).collect()
    }

    pub fn keep_mine(&mut self) {
        self.base = Settings::clone(&self.saved.settings);
    }

    /// Takes what others have stored.
    pub fn accept_theirs(&mut self) {
        let saved = &self.saved.settings;
        stale_edits::accept_theirs(&mut *self.draft.settings, &mut self.base, saved);
        self.typed.clear();
        self.show_note();
    }
}
