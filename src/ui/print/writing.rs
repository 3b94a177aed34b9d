//! What stands in the fields of the paper and is not stored yet, as the desk sees it.

use super::Screen;
use crate::store;
use crate::ui::action::Commit;
use crate::ui::overtaken::Overtaken;
use crate::ui::writing::Writing;

impl Writing for Screen {
    fn unsaved(&self) -> Option<String> {
        self.form.unsaved().map(|name| format!("様式：{name}"))
    }

    fn overtaken(&self) -> Vec<Overtaken> {
        self.form.overtaken(&self.book)
    }

    fn overrule(&mut self) {
        self.form.overrule();
    }

    fn give_way(&mut self) {
        self.form.give_way();
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
