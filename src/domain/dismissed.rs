//! What the clerk has decided to leave as it is (このまま), as the record keeps it in which it stands.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use twox_hash::XxHash3_128;

/// What identifies a finding within its record: the field, and what is the matter with which
/// characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(u64);

impl Mark {
    /// Of these parts, in their order.
    pub(super) fn of(parts: &[&str]) -> Self {
        // No text holds this character (`text::is_clean`).
        Self(XxHash3_128::oneshot(parts.join("\0").as_bytes()) as u64)
    }
}

/// The findings of a record that are left as they are. Written as hexadecimal numbers with a space
/// between.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Dismissed(BTreeSet<Mark>);

/// A text that is no list of marks as we write it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a list of dismissed findings")]
pub struct Malformed;

impl Dismissed {
    /// The most findings that a record keeps: many times what anybody leaves.
    pub const MOST: usize = 1_000;

    /// None.
    pub const fn new() -> Self {
        Self(BTreeSet::new())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    pub fn contains(&self, mark: Mark) -> bool {
        self.0.contains(&mark)
    }

    /// Leaves a finding as it is; nothing where there are too many already.
    pub fn insert(&mut self, mark: Mark) {
        if self.0.len() < Self::MOST {
            let _ = self.0.insert(mark);
        }
    }

    /// Takes that back.
    pub fn remove(&mut self, mark: Mark) {
        let _ = self.0.remove(&mark);
    }

    /// What either side has added to `base` and neither has taken out.
    #[must_use]
    pub fn merged(base: &Self, mine: &Self, theirs: &Self) -> Self {
        let all = mine.0.union(&theirs.0).copied();
        let stays = |mark: &Mark| {
            let both = mine.contains(*mark) && theirs.contains(*mark);
            both || !base.contains(*mark)
        };
        Self(all.filter(stays).take(Self::MOST).collect())
    }
}

impl fmt::Display for Dismissed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, Mark(mark)) in self.0.iter().enumerate() {
            let space = if at == 0 { "" } else { " " };
            write!(f, "{space}{mark:016x}")?;
        }
        Ok(())
    }
}

impl FromStr for Dismissed {
    type Err = Malformed;

    /// Reads only what [`fmt::Display`] writes, or two texts could stand for one value.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let parse = |word| u64::from_str_radix(word, 16).map(Mark).map_err(|_| Malformed);
        let words = text.split(' ').filter(|word| !word.is_empty()).take(Self::MOST + 1);
        let read = Self(words.map(parse).collect::<Result<_, _>>()?);
        (read.to_string() == text && read.count() <= Self::MOST).then_some(read).ok_or(Malformed)
    }
}

impl From<Dismissed> for String {
    fn from(dismissed: Dismissed) -> Self {
        dismissed.to_string()
    }
}

impl TryFrom<String> for Dismissed {
    type Error = Malformed;

    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dismissed() -> impl Strategy<Value = Dismissed> {
        proptest::collection::btree_set((0..6u64).prop_map(Mark), 0..5).prop_map(Dismissed)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(of in dismissed()) {
            prop_assert_eq!(of.to_string().parse(), Ok(of));
        }

        #[test]
        fn both_sides_keep_what_they_did(base in dismissed(), mine in dismissed(), theirs in dismissed()) {
            let merged = Dismissed::merged(&base, &mine, &theirs);
            prop_assert_eq!(&merged, &Dismissed::merged(&base, &theirs, &mine));
            for mark in (0..6).map(Mark) {
                let [base, mine, theirs] = [&base, &mine, &theirs].map(|it| it.contains(mark));
                let expected = if mine == theirs { mine } else { !base };
                prop_assert_eq!(merged.contains(mark), expected);
            }
        }
    }

    #[test]
    fn only_what_is_written_by_us_is_read() {
        for text in
            ["x", "1", "000000000000000A", " 000000000000000a", "000000000000000b 000000000000000a"]
        {
            assert_eq!(text.parse::<Dismissed>(), Err(Malformed), "{text}");
        }
    }
}
