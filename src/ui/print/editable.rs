//! What stands in the fields of the paper and is not stored yet, as the workspace sees it.

use super::Screen;
use crate::store;
use crate::ui::editable_screen::{EditableDraft, EditableScreen};
use crate::ui::request::Commit;

impl EditableScreen for Screen {
    fn draft(&self) -> Option<&dyn EditableDraft> {
        Some(&self.form)
    }

    fn draft_mut(&mut self) -> Option<&mut dyn EditableDraft> {
        Some(&mut self.form)
    }

    fn unsaved(&self) -> Option<String> {
        self.form.unsaved().map(|name| format!("様式：{name}"))
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

    fn accept_theirs(&mut self) {
        self.form.accept_theirs();
        self.stale = true;
    }
}
