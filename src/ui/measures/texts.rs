//! The fields of many lines, and their text.

use crate::domain::text;
use crate::ui::past::Run;
use iced::widget::text_editor::{Action, Content, Edit};
use std::sync::Arc;

/// The text of a field. iced joins lines in the manner of the system; the line feed is ours.
pub fn text_of(content: &Content) -> String {
    text::clean(&content.text())
}

/// Makes a field show a text, unless it does already: the caret stays then.
pub fn show(content: &mut Content, text: &str) {
    if text_of(content) != text {
        *content = Content::with_text(text);
    }
}

/// What is pasted comes from anywhere.
pub fn cleaned(action: Action) -> Action {
    match action {
        Action::Edit(Edit::Paste(pasted)) => {
            Action::Edit(Edit::Paste(Arc::new(text::clean(&pasted))))
        }
        action => action,
    }
}

/// The run that an edit of the field of this number belongs to; `None` where it is a step of its own,
/// as the end of a word or a sentence is.
pub fn run_of(action: &Action, field: u8) -> Option<Run> {
    match action {
        Action::Edit(Edit::Insert(c)) if c.is_alphanumeric() => Some(Run::Typed(field)),
        Action::Edit(Edit::Backspace | Edit::Delete) => Some(Run::Deleted(field)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What a field is given it gives back, whatever lines it has.
        #[test]
        fn a_field_keeps_its_text(text in "[あア漢a ・、。（）\t\n𠮷]{0,40}") {
            prop_assert_eq!(text_of(&Content::with_text(&text)), text);
        }

        /// Pasting puts in what was pasted, with our line ends.
        #[test]
        fn a_paste_arrives_whole(text in "[あa\r\n\t\u{7}\u{2028}]{0,20}") {
            let mut content = Content::new();
            content.perform(cleaned(Action::Edit(Edit::Paste(Arc::new(text.clone())))));
            prop_assert_eq!(text_of(&content), crate::domain::text::clean(&text));
        }
    }
}
