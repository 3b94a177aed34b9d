//! The 様式 in the fields, while others change the same one.

use super::Form;
use crate::domain::template::Settings;
use crate::domain::{Book, Template};
use crate::ui::draft::{DraftFields, StaleEdit};
use crate::ui::editable_screen::EditableDraft;
use crate::words;
use serde_json::{Map, Value};

/// Its members under the names by which they are stored.
fn members(settings: &Settings) -> Map<String, Value> {
    match serde_json::to_value(settings) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

/// The settings of the 様式; its name is not among its fields.
impl DraftFields for Template {
    type Name = String;

    fn names(&self) -> Vec<String> {
        members(&self.settings).into_iter().map(|(name, _)| name).collect()
    }

    fn differs(&self, other: &Self, name: &String) -> bool {
        members(&self.settings).get(name) != members(&other.settings).get(name)
    }

    fn take(&mut self, other: &Self, name: &String) {
        let (mut taken, other) = (members(&self.settings), members(&other.settings));
        if let Some(value) = other.get(name) {
            let _ = taken.insert(name.clone(), value.clone());
        }
        if let Ok(settings) = serde_json::from_value(Value::Object(taken)) {
            *self.settings = settings;
        }
    }
}

impl Form {
    /// Goes on over what others have stored.
    pub(super) fn rebase(&mut self, now: Template) {
        self.draft.rebase(now.clone());
        *self.draft = Template { settings: self.draft.settings.clone(), ..now };
        self.show_note();
    }
}

impl EditableDraft for Form {
    fn stale_edits(&self, book: &Book) -> Vec<StaleEdit> {
        let stale = self.draft.stale();
        if !self.stores || stale.is_empty() {
            return Vec::new();
        }
        let mut given = self.draft.typed().clone();
        stale.iter().for_each(|name| given.take(self.draft.saved(), name));
        let typed = words::settings(book, &self.draft.settings).into_iter();
        let theirs = words::settings(book, &given.settings);
        let differing = typed.zip(theirs).filter(|(typed, theirs)| typed != theirs);
        differing.map(|(_, (name, theirs))| StaleEdit::new(name, theirs)).collect()
    }

    fn keep_mine(&mut self) {
        self.draft.keep_mine();
    }

    fn accept_theirs(&mut self) {
        self.draft.accept_theirs();
        self.typed.clear();
        self.show_note();
    }
}
