//! What is typed while others change the same row: the fields that were typed in stay, the others are
//! as they are stored, and where both changed one the clerk is asked before theirs is replaced.

use crate::words;

/// What is filled in, field by field.
pub trait Fields {
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

/// Puts what is typed upon what is stored `now`. `upon` becomes `now`, but where it is overtaken: there
/// it stays what was typed upon, so that this is known until it is decided.
pub fn follow<F: Fields>(typed: &mut F, base: &mut F, now: &F) {
    for name in now.names() {
        if !typed.differs(base, &name) {
            typed.take(now, &name);
        }
        if !typed.differs(now, &name) {
            base.take(now, &name);
        }
    }
}

/// The fields that others have changed since they were typed in, and otherwise than they were typed.
pub fn stale_edits<F: Fields>(typed: &F, base: &F, now: &F) -> Vec<F::Name> {
    let names = now.names().into_iter();
    names.filter(|name| base.differs(now, name) && typed.differs(now, name)).collect()
}

/// Takes what others have stored where they have overtaken what is typed.
pub fn accept_theirs<F: Fields>(typed: &mut F, base: &mut F, now: &F) {
    for name in stale_edits(typed, base, now) {
        typed.take(now, &name);
        base.take(now, &name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    impl Fields for [u8; 4] {
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
        fn a_typed_field_stays_and_is_overtaken_where_theirs_would_be_lost(
            typed in row(), saved in row(), now in row(), later in row(),
        ) {
            let (mut draft, mut base) = (typed, saved);
            follow(&mut draft, &mut base, &now);
            let lost = stale_edits(&draft, &base, &now);
            for at in 0..4 {
                let typed_in = typed[at] != saved[at];
                prop_assert_eq!(draft[at], if typed_in { typed[at] } else { now[at] });
                let theirs = now[at] != saved[at] && now[at] != typed[at];
                prop_assert_eq!(lost.contains(&at), typed_in && theirs);
            }
            // What others do later makes nothing of this forgotten.
            let mut untouched = later;
            lost.iter().for_each(|at| untouched[*at] = now[*at]);
            follow(&mut draft, &mut base, &untouched);
            let still = stale_edits(&draft, &base, &untouched);
            prop_assert!(lost.iter().all(|at| still.contains(at)));
            accept_theirs(&mut draft, &mut base, &untouched);
            prop_assert!(stale_edits(&draft, &base, &untouched).is_empty());
            prop_assert!(lost.iter().all(|at| draft[*at] == now[*at]));
        }
    }
}
