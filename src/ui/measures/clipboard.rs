//! Cells to and from a spreadsheet.

use super::{Editor, Message, Screen};
use crate::domain::MeasureId;
use crate::exchange::cells;
use crate::ui::request::{Action, Request};

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
            Ok(text) => Request::Copy {
                text,
                status: format!("{}件をコピーしました。Excelに貼り付けられます。", chosen.len()),
            }
            .into(),
            Err(error) => Request::Notify((&error).into()).into(),
        }
    }

    /// What is pasted is looked at like a list from a file, before anything is written.
    pub(super) fn paste(&self, text: Option<String>) -> Action<Message> {
        match text.filter(|text| !text.trim().is_empty()) {
            Some(text) => Request::Paste(text, self.year).into(),
            None => Action::None,
        }
    }
}
