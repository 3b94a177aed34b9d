//! What is typed while others may change the same: the fields that were typed in stay, the others are
//! as they are stored, and where both changed one the clerk is asked before theirs is replaced.

use crate::words;
use std::ops::{Deref, DerefMut};

/// What is filled in, field by field.
pub(super) trait DraftFields {
    type Name;

    fn names(&self) -> Vec<Self::Name>;

    fn differs(&self, other: &Self, name: &Self::Name) -> bool;

    /// Makes a field as it is in another.
    fn take(&mut self, other: &Self, name: &Self::Name);
}

/// A field that was typed in and that others have changed meanwhile, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleEdit {
    pub field: &'static str,
    /// What others have stored there.
    pub theirs: String,
}

impl StaleEdit {
    pub fn new(field: &'static str, theirs: impl Into<String>) -> Self {
        Self { field, theirs: theirs.into() }
    }

    /// The sentence for a question.
    pub fn sentence(&self) -> String {
        words::overtaken(self.field, &self.theirs)
    }
}

/// What is typed, over what is stored.
#[derive(Debug)]
pub(super) struct Draft<T> {
    saved: T,
    /// What was stored when it was typed; with each field that others change and that is not in the
    /// way of what is typed it becomes what is stored.
    base: T,
    typed: T,
}

impl<T: DraftFields + Clone + PartialEq> Draft<T> {
    /// Nothing is typed yet.
    pub(super) fn of(saved: T) -> Self {
        Self { base: saved.clone(), typed: saved.clone(), saved }
    }

    pub(super) const fn saved(&self) -> &T {
        &self.saved
    }

    pub(super) const fn base(&self) -> &T {
        &self.base
    }

    pub(super) const fn typed(&self) -> &T {
        &self.typed
    }

    pub(super) fn is_unsaved(&self) -> bool {
        self.typed != self.saved
    }

    /// Back to what is stored.
    pub(super) fn discard(&mut self) {
        (self.typed, self.base) = (self.saved.clone(), self.saved.clone());
    }

    /// Goes on with what was typed over another state, over what is stored now.
    pub(super) fn resume(&mut self, typed: T, base: T) {
        (self.typed, self.base) = (typed, base);
        self.rebase(self.saved.clone());
    }

    /// Goes on over what is stored `now`. Where that is stale the base stays, so that this is known
    /// until it is decided.
    pub(super) fn rebase(&mut self, now: T) {
        for name in now.names() {
            if !self.typed.differs(&self.base, &name) {
                self.typed.take(&now, &name);
            }
            if !self.typed.differs(&now, &name) {
                self.base.take(&now, &name);
            }
        }
        self.saved = now;
    }

    /// The fields that others have changed since they were typed in, and otherwise than they were typed.
    pub(super) fn stale(&self) -> Vec<T::Name> {
        let Self { saved, base, typed } = self;
        let names = saved.names().into_iter();
        names.filter(|name| base.differs(saved, name) && typed.differs(saved, name)).collect()
    }

    /// What is typed replaces what others have stored.
    pub(super) fn keep_mine(&mut self) {
        self.base = self.saved.clone();
    }

    /// What others have stored replaces what is typed there.
    pub(super) fn accept_theirs(&mut self) {
        for name in self.stale() {
            self.typed.take(&self.saved, &name);
            self.base.take(&self.saved, &name);
        }
    }
}

impl<T> Deref for Draft<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.typed
    }
}

impl<T> DerefMut for Draft<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.typed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    impl DraftFields for [u8; 4] {
        type Name = usize;

        fn names(&self) -> Vec<usize> {
            (0..self.len()).collect()
        }

        fn differs(&self, other: &Self, name: &usize) -> bool {
            self[*name] != other[*name]
        }

        fn take(&mut self, other: &Self, name: &usize) {
            self[*name] = other[*name];
        }
    }

    /// Few values, so that they often are the same.
    fn row() -> impl Strategy<Value = [u8; 4]> {
        proptest::array::uniform4(0..3u8)
    }

    proptest! {
        #[test]
        fn a_typed_field_stays_and_is_stale_where_theirs_would_be_lost(
            typed in row(), saved in row(), now in row(), later in row(),
        ) {
            let mut draft = Draft { saved, base: saved, typed };
            draft.rebase(now);
            let lost = draft.stale();
            for at in 0..4 {
                let typed_in = typed[at] != saved[at];
                prop_assert_eq!(draft[at], if typed_in { typed[at] } else { now[at] });
                let theirs = now[at] != saved[at] && now[at] != typed[at];
                prop_assert_eq!(lost.contains(&at), typed_in && theirs);
            }
            // What others do later makes nothing of this forgotten.
            let mut untouched = later;
            lost.iter().for_each(|at| untouched[*at] = now[*at]);
            draft.rebase(untouched);
            let still = draft.stale();
            prop_assert!(lost.iter().all(|at| still.contains(at)));
            draft.accept_theirs();
            prop_assert!(draft.stale().is_empty());
            prop_assert!(lost.iter().all(|at| draft[*at] == now[*at]));
        }
    }
}
