//! Undo of typing: what a form held before each change, since the fields of iced 0.14 have none of
//! their own.

/// How many steps are kept.
const LIMIT: usize = 500;

/// The states that a form has been in, and those that were taken back.
#[derive(Debug, Clone)]
pub(super) struct UndoStack<T> {
    before: Vec<T>,
    after: Vec<T>,
    group: Option<EditGroup>,
    /// Whether the clerk was told that the next step back leads beyond the first state.
    announced: bool,
}

/// Changes that are taken back together as long as they follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EditGroup {
    /// Characters typed one by one into the field of this number.
    Typed(u8),
    /// Characters deleted one by one from the field of this number.
    Deleted(u8),
}

impl<T> Default for UndoStack<T> {
    fn default() -> Self {
        Self { before: Vec::new(), after: Vec::new(), group: None, announced: false }
    }
}

impl<T> UndoStack<T> {
    /// Notes that the form changes from `state`, within a run of changes where there is one.
    pub(super) fn note(&mut self, state: impl FnOnce() -> T, group: Option<EditGroup>) {
        let goes_on = group.is_some() && group == self.group;
        (self.group, self.announced) = (group, false);
        self.after.clear();
        if goes_on {
            return;
        }
        if self.before.len() == LIMIT {
            drop(self.before.remove(0));
        }
        self.before.push(state());
    }

    /// Ends a run: what comes next is a step of its own.
    pub(super) fn pause(&mut self) {
        self.group = None;
    }

    /// The state before the latest step, in exchange for the present one.
    pub(super) fn undo(&mut self, present: impl FnOnce() -> T) -> Option<T> {
        self.pause();
        let state = self.before.pop()?;
        self.after.push(present());
        Some(state)
    }

    /// The state that was taken back last, in exchange for the present one.
    pub(super) fn redo(&mut self, present: impl FnOnce() -> T) -> Option<T> {
        self.pause();
        self.announced = false;
        let state = self.after.pop()?;
        self.before.push(present());
        Some(state)
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.after.is_empty()
    }

    /// Whether a step back would lead beyond what was typed and has all been taken back: once, so that
    /// it can be told; asked for again it is meant.
    pub(super) fn reaches_undo_boundary(&mut self) -> bool {
        let reaches_undo_boundary =
            self.before.is_empty() && !self.after.is_empty() && !self.announced;
        self.announced |= reaches_undo_boundary;
        reaches_undo_boundary
    }

    /// Whether that was told, and nothing was done since.
    pub(super) const fn is_at_undo_boundary(&self) -> bool {
        self.announced
    }

    /// Forgets everything, once the form is stored.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_one_step() {
        let mut stack = UndoStack::default();
        let mut text = String::new();
        for c in "abc".chars() {
            stack.note(|| text.clone(), Some(EditGroup::Typed(0)));
            text.push(c);
        }
        stack.note(|| text.clone(), None);
        text.push('、');
        stack.note(|| text.clone(), Some(EditGroup::Typed(0)));
        text.push('d');

        let mut back = |text: &mut String| {
            let present = text.clone();
            stack.undo(|| present).map(|state| *text = state)
        };
        assert_eq!((back(&mut text), text.as_str()), (Some(()), "abc、"));
        assert_eq!((back(&mut text), text.as_str()), (Some(()), "abc"));
        assert_eq!((back(&mut text), text.as_str()), (Some(()), ""));
        assert_eq!(back(&mut text), None);
        assert!(stack.can_redo() && !stack.can_undo());
        assert_eq!(stack.redo(String::new), Some("abc".to_owned()));
    }

    #[test]
    fn what_was_typed_ends_with_a_stop() {
        let mut stack = UndoStack::default();
        assert!(!stack.reaches_undo_boundary(), "nothing was typed");
        stack.note(|| 0, None);
        assert!(!stack.reaches_undo_boundary(), "there is a step to take back");
        assert_eq!(stack.undo(|| 1), Some(0));
        assert!(stack.reaches_undo_boundary() && stack.is_at_undo_boundary());
        assert!(!stack.reaches_undo_boundary(), "asked for twice it is meant");
        assert_eq!(stack.redo(|| 0), Some(1));
        assert!(!stack.is_at_undo_boundary());
    }

    #[test]
    fn a_change_forgets_what_was_taken_back() {
        let mut stack = UndoStack::default();
        stack.note(|| 0, None);
        assert_eq!(stack.undo(|| 1), Some(0));
        stack.note(|| 0, None);
        assert!(!stack.can_redo());
    }
}
