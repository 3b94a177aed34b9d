//! What stands in the fields of the paper and is not stored yet, as the workspace sees it.

use super::Screen;
use crate::store;
use crate::ui::editable_screen::EditableScreen;
use crate::ui::request::Commit;
use crate::ui::stale_edits::StaleEdit;

impl EditableScreen for Screen {
    fn unsaved(&self) -> Option<String> {
        self.form.unsaved().map(|name| format!("様式：{name}"))
    }

    fn stale_edits(&self) -> Vec<StaleEdit> {
        self.form.stale_edits(&self.book)
    }

    fn keep_mine(&mut self) {
        self.form.keep_mine();
    }

    fn accept_theirs(&mut self) {
        self.form.accept_theirs();
        self.stale = true;
    }

    fn save(&mut self) -> Option<Commit> {
        self.form.settle(&self.book)
    }

    fn discard(&mut self) {
        self.form.discard();
        self.stale = true;
    }

    fn refused(&mut self, error: &store::Error) -> bool {
        self.form.refused(error)
    }

    fn can_undo(&self) -> bool {
        false
    }

    fn can_redo(&self) -> bool {
        false
    }

    fn undo(&mut self) {}

    fn redo(&mut self) {}

    fn can_escape(&self) -> bool {
        false
    }

    fn escape(&mut self) {}
}
