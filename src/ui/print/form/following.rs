//! The 様式 in the fields, while others change the same one.

use super::Form;
use crate::domain::template::Settings;
use crate::domain::{Book, Template};
use crate::ui::overtaken::{self, Fields, Overtaken};
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
        overtaken::follow(&mut *settings, &mut self.upon, &now.settings);
        self.draft = Template { settings, ..now.clone() };
        self.saved = now;
        self.show_note();
    }

    /// What would be replaced of what others have stored.
    pub fn overtaken(&self, book: &Book) -> Vec<Overtaken> {
        let (draft, saved) = (&*self.draft.settings, &*self.saved.settings);
        if !self.stores || overtaken::overtaken(draft, &self.upon, saved).is_empty() {
            return Vec::new();
        }
        let (mut given, mut upon) = (draft.clone(), self.upon.clone());
        overtaken::give_way(&mut given, &mut upon, saved);
        let typed = words::settings(book, draft).into_iter();
        let theirs = words::settings(book, &given);
        let told = typed.zip(theirs).filter(|(typed, theirs)| typed != theirs);
        told.map(|(_, (name, theirs))| Overtaken::new(name, theirs)).collect()
    }

    pub fn overrule(&mut self) {
        self.upon = Settings::clone(&self.saved.settings);
    }

    /// Takes what others have stored.
    pub fn give_way(&mut self) {
        let saved = &self.saved.settings;
        overtaken::give_way(&mut *self.draft.settings, &mut self.upon, saved);
        self.typed.clear();
        self.show_note();
    }
}
