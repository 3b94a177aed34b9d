//! What a screen that is written in owes the workspace, whatever is written there.

use super::request::Commit;
use super::stale_edits::StaleEdit;
use crate::store;

/// A screen with a draft: what is typed and not stored yet.
pub trait EditableScreen {
    /// What is unsaved, by name.
    fn unsaved(&self) -> Option<String>;

    /// The edit that saves the draft.
    fn save(&mut self) -> Option<Commit>;

    /// Throws away what is unsaved.
    fn discard(&mut self);

    /// What is typed and would replace what others have stored since: asked about before it is saved.
    fn stale_edits(&self) -> Vec<StaleEdit>;

    /// What is typed is to replace it, as was decided.
    fn keep_mine(&mut self);

    /// What others have stored takes the place of what is typed there.
    fn accept_theirs(&mut self);

    /// Tells beside the field why a save failed; `false` where it must be told elsewhere.
    fn refused(&mut self, error: &store::Error) -> bool;

    /// Whether what is typed has steps of its own, which come before those of the file.
    fn can_undo(&self) -> bool;

    fn can_redo(&self) -> bool;

    fn undo(&mut self);

    fn redo(&mut self);

    /// Whether the next step back leads beyond what was typed here, which is told once.
    fn reaches_undo_boundary(&mut self) -> bool {
        false
    }

    /// Whether that was told, and nothing was done since.
    fn is_at_undo_boundary(&self) -> bool {
        false
    }

    /// Whether Esc has something to close.
    fn can_escape(&self) -> bool;

    /// Closes what is open.
    fn escape(&mut self);
}
