//! Cells to and from a spreadsheet.

use super::{Editor, Message, Screen};
use crate::domain::MeasureId;
use crate::exchange::cells;
use crate::ui::action::{Action, Errand};

impl Screen {
    /// The chosen measures, or the open one, as cells.
    pub(super) fn copy(&self) -> Action<Message> {
        let mut chosen = self.selection.of(self.list.measures());
        if chosen.is_empty() {
            let one = self.editor.as_ref().map(Editor::id).or(self.selection.cursor());
            chosen = one.into_iter().collect::<Vec<MeasureId>>();
        }
        if chosen.is_empty() {
            return Action::None;
        }
        match cells::copied(&self.book, self.year, &chosen) {
            Ok(text) => Action::Go(Errand::Copy {
                text,
                told: format!("{}件を写しました。Excelに貼り付けられます。", chosen.len()),
            }),
            Err(error) => Action::Go(Errand::Tell((&error).into())),
        }
    }

    /// What is pasted is looked at like a list from a file, before anything is written.
    pub(super) fn paste(&self, text: Option<String>) -> Action<Message> {
        match text.filter(|text| !text.trim().is_empty()) {
            Some(text) => Action::Go(Errand::Paste(text, self.year)),
            None => Action::None,
        }
    }
}
