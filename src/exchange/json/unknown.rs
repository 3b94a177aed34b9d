//! Keys that have no place in a book.

use crate::exchange::listing::UnknownKey;
use crate::exchange::place::Place;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How many different keys are told by their names, and how many characters of each.
const MOST: usize = 1000;
const LONGEST: usize = 60;

/// The unknown keys that have been met.
#[derive(Debug, Default)]
pub(super) struct Unknown {
    keys: BTreeMap<String, UnknownKey>,
    /// How many further ones there are.
    more: usize,
}

impl Unknown {
    /// Reads what stands in the list of a key, and notes the keys that it does not know.
    ///
    /// # Errors
    /// Those of the text, as of [`serde_json::from_str`].
    pub(super) fn read<'a, T: Deserialize<'a>>(
        &mut self,
        text: &'a str,
        list: &str,
        place: Place,
    ) -> serde_json::Result<T> {
        let mut json = serde_json::Deserializer::from_str(text);
        let value = serde_ignored::deserialize(&mut json, |path| {
            self.note(list, &path.to_string(), &place);
        })?;
        json.end()?;
        Ok(value)
    }

    pub(super) fn note(&mut self, list: &str, path: &str, place: &Place) {
        // Which item of a list it is does not matter.
        let parts = path.split('.').filter(|part| part.parse::<usize>().is_err());
        let parts: Vec<&str> =
            std::iter::once(list).filter(|list| !list.is_empty()).chain(parts).collect();
        let key: String = parts.join(".").chars().take(LONGEST).collect();
        if let Some(known) = self.keys.get_mut(&key) {
            known.count += 1;
        } else if self.keys.len() < MOST {
            let first = place.clone();
            let _ = self.keys.insert(key.clone(), UnknownKey { key, first, count: 1 });
        } else {
            self.more += 1;
        }
    }

    pub(super) fn into_keys(self) -> Vec<UnknownKey> {
        let more = (self.more > 0).then_some(UnknownKey {
            key: String::new(),
            first: Place::Declaration,
            count: self.more,
        });
        self.keys.into_values().chain(more).collect()
    }
}
