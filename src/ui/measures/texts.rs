//! A field of many lines and its text.

use crate::domain::text;
use crate::domain::writing::{self, Entered, Shifted};
use crate::ui::undo_stack::EditGroup;
use crate::ui::widget::composing::Composed;
use iced::widget::text_editor::{Action, Content, Cursor, Edit, Position};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a field of many lines holds.
#[derive(Debug)]
pub(crate) struct Text {
    content: Content,
    stamp: Stamp,
    composing: Option<Composing>,
}

/// A text that an input method is composing. The field holds it; what it stands for does not.
#[derive(Debug)]
struct Composing {
    /// The text without it.
    without: String,
    /// The caret, and what was selected, before.
    caret: Cursor,
    replaced: String,
    start: Position,
    end: Position,
}

/// Different after every change of a [`Text`], and from that of every other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp(u64);

impl Default for Stamp {
    fn default() -> Self {
        Self::new()
    }
}

impl Stamp {
    fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::new()
    }
}

impl Text {
    pub(crate) fn new() -> Self {
        Self { content: Content::new(), stamp: Stamp::new(), composing: None }
    }

    /// One that holds this text.
    pub(crate) fn holding(text: &str) -> Self {
        Self { content: Content::with_text(text), ..Self::new() }
    }

    /// For the widget.
    pub(crate) const fn content(&self) -> &Content {
        &self.content
    }

    pub(crate) const fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// The text. iced joins lines in the manner of the system; the line feed is ours.
    pub(crate) fn get(&self) -> String {
        match &self.composing {
            Some(composing) => composing.without.clone(),
            None => text::clean(&self.content.text()),
        }
    }

    /// Shows what an input method is composing at the caret, in the place of what was selected.
    pub(crate) fn compose(&mut self, composed: &Composed) {
        self.end_composing();
        if composed.text.is_empty() {
            return;
        }
        let (without, caret) = (self.get(), self.caret());
        let replaced = self.content.selection().unwrap_or_default();
        let other = caret.selection.unwrap_or(caret.position);
        let in_order = |place: &Position| (place.line, place.column);
        let start =
            if in_order(&other) < in_order(&caret.position) { other } else { caret.position };
        self.content.perform(Action::Edit(Edit::Paste(Arc::new(composed.text.clone()))));
        let end = self.caret().position;
        let is_part =
            |part: &Range<usize>| !part.is_empty() && composed.text.get(part.clone()).is_some();
        let part = composed.part.clone().filter(is_part).unwrap_or(0..composed.text.len());
        let column = |at: usize| Position { column: start.column + at, ..start };
        let part = Cursor { position: column(part.end), selection: Some(column(part.start)) };
        self.content.move_to(part);
        self.composing = Some(Composing { without, caret, replaced, start, end });
        self.stamp = Stamp::new();
    }

    /// The line and the bytes of what is being composed.
    pub(crate) fn composed(&self) -> Option<(usize, Range<usize>)> {
        let Composing { start, end, .. } = self.composing.as_ref()?;
        Some((start.line, start.column..end.column))
    }

    /// Puts the text back as it is without what is composed.
    fn end_composing(&mut self) {
        let Some(Composing { caret, replaced, start, end, .. }) = self.composing.take() else {
            return;
        };
        self.content.move_to(Cursor { position: end, selection: Some(start) });
        self.content.perform(Action::Edit(match replaced.as_str() {
            "" => Edit::Delete,
            _ => Edit::Paste(Arc::new(replaced)),
        }));
        self.content.move_to(caret);
        self.stamp = Stamp::new();
    }

    /// Shows a text, unless it is shown already: the caret stays then.
    pub(crate) fn show(&mut self, text: &str) {
        if self.get() != text {
            *self = Self::holding(text);
        }
    }

    /// Does what the clerk did. What is pasted comes from anywhere, and is cleaned first.
    pub(crate) fn perform(&mut self, action: Action) {
        if !matches!(action, Action::Scroll { .. }) {
            self.end_composing();
        }
        let action = match action {
            Action::Edit(Edit::Paste(pasted)) => {
                Action::Edit(Edit::Paste(Arc::new(text::clean(&pasted))))
            }
            action => action,
        };
        let steps = matches!(
            action,
            Action::Move(_) | Action::Select(_) | Action::Edit(_) | Action::Click(_)
        );
        self.content.perform(action);
        if steps {
            self.settle_caret();
        }
        self.stamp = Stamp::new();
    }

    /// Has a caret at the end of a line belong to the character before it. Where a click or Home has
    /// left it with the one behind, which is none, cosmic-text looks for it at the beginning of the
    /// line and scrolls no further than that.
    fn settle_caret(&mut self) {
        let caret = self.caret();
        let end = self.content.line(caret.position.line).map(|line| line.text.len());
        if end == Some(caret.position.column) {
            self.content.move_to(caret);
        }
    }

    /// Puts a text in at the caret, in the place of what is selected.
    pub(crate) fn insert(&mut self, text: String) {
        self.perform(Action::Edit(Edit::Paste(Arc::new(text))));
    }

    /// Breaks the line at the caret. A list goes on with its next bullet, or ends with one that has no
    /// text.
    pub(crate) fn enter(&mut self) {
        if self.content.selection().is_some() {
            self.content.perform(Action::Edit(Edit::Delete));
        }
        let caret = self.caret().position;
        let line = self.line(caret.line);
        match writing::entered(&line, caret.column) {
            Entered::Break => self.perform(Action::Edit(Edit::Enter)),
            Entered::Continued(bullet) => {
                self.perform(Action::Edit(Edit::Enter));
                self.insert(bullet);
            }
            Entered::Ended => {
                let place = |column| Position { line: caret.line, column };
                self.put_caret(Cursor { position: place(line.len()), selection: Some(place(0)) });
                self.perform(Action::Edit(Edit::Delete));
            }
        }
    }

    /// What a key or an input method writes, without a bullet that stands there already.
    pub(crate) fn without_bullet(&self, action: Action) -> Option<Action> {
        let caret = self.caret().position;
        let left = |typed: &str| {
            let line = self.line(caret.line);
            let is_free = self.content.selection().is_none();
            let left = writing::without_bullet(&line, caret.column, typed);
            if is_free { left.to_owned() } else { typed.to_owned() }
        };
        match action {
            Action::Edit(Edit::Insert(c)) => {
                (!left(&c.to_string()).is_empty()).then_some(Action::Edit(Edit::Insert(c)))
            }
            Action::Edit(Edit::Paste(typed)) => {
                let left = left(&typed);
                (!left.is_empty() || typed.is_empty())
                    .then(|| Action::Edit(Edit::Paste(Arc::new(left))))
            }
            action => Some(action),
        }
    }

    fn line(&self, at: usize) -> String {
        self.content.line(at).map(|line| line.text.into_owned()).unwrap_or_default()
    }

    /// The first line and the last one that the caret or the selection touches.
    fn touched(&self) -> (usize, usize) {
        let caret = self.caret();
        let (one, other) = (caret.position.line, caret.selection.unwrap_or(caret.position).line);
        (one.min(other), one.max(other))
    }

    /// Whether a line at the caret stands in a list, and can go a step in, or out.
    pub(crate) fn can_shift(&self, inward: bool) -> bool {
        let (first, last) = self.touched();
        (first..=last).any(|at| writing::shifted(&self.line(at), inward) != Shifted::Unmoved)
    }

    /// Moves the lines at the caret that stand in a list a step in, or out.
    pub(crate) fn shift(&mut self, inward: bool) {
        let ((first, last), caret) = (self.touched(), self.caret());
        let (mut at, mut lines) = (caret, Vec::new());
        for (number, line) in self.get().split('\n').enumerate() {
            let step = writing::shifted(line, inward);
            let Shifted::To { removed, inserted } = step else {
                lines.push(line.to_owned());
                continue;
            };
            if !(first..=last).contains(&number) {
                lines.push(line.to_owned());
                continue;
            }
            let column = |place: Position| match place.line == number {
                true => place.column.saturating_sub(removed) + inserted.len(),
                false => place.column,
            };
            at.position.column = column(at.position);
            at.selection = at.selection.map(|it| Position { column: column(it), ..it });
            lines.push(format!("{inserted}{}", line.get(removed..).unwrap_or_default()));
        }
        self.show(&lines.join("\n"));
        self.put_caret(at);
    }

    /// Selects a part of the text, in bytes.
    pub(crate) fn select(&mut self, range: Range<usize>) {
        let text = self.get();
        let position = |at: usize| {
            let before = text.get(..at)?;
            let begins = before.rfind('\n').map_or(0, |end| end + 1);
            let line = before.matches('\n').count();
            Some(Position { line, column: at - begins })
        };
        if let (Some(start), Some(position)) = (position(range.start), position(range.end)) {
            self.put_caret(Cursor { position, selection: Some(start) });
        }
    }

    pub(crate) fn caret(&self) -> Cursor {
        self.content.cursor()
    }

    /// Puts the caret where it was when the text was the same.
    pub(crate) fn put_caret(&mut self, caret: Cursor) {
        self.content.move_to(caret);
        self.stamp = Stamp::new();
    }
}

/// The run that an edit of the field of this number belongs to; `None` where it is a step of its own,
/// as the end of a word or a sentence is.
pub(crate) fn edit_group_of(action: &Action, field: u8) -> Option<EditGroup> {
    match action {
        Action::Edit(Edit::Insert(c)) if c.is_alphanumeric() => Some(EditGroup::Typed(field)),
        Action::Edit(Edit::Backspace | Edit::Delete) => Some(EditGroup::Deleted(field)),
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
        fn a_field_keeps_its_text(given in "[あア漢a ・、。（）\t\n𠮷]{0,40}") {
            let mut text = Text::new();
            text.show(&given);
            prop_assert_eq!(text.get(), given);
        }

        /// What is composed is seen and is no part of the text, whatever was selected; what is committed
        /// then takes the place of what was.
        #[test]
        fn what_is_composed_is_seen_and_not_written(
            given in "[あア漢a\n]{0,12}",
            selected in 0usize..40,
            length in 0usize..10,
            composed in "[か漢b]{1,4}",
        ) {
            let mut text = Text::holding(&given);
            let within = |at: usize| (0..=at.min(given.len())).rev().find(|at| given.is_char_boundary(*at));
            let (from, to) = (within(selected).unwrap(), within(selected + length).unwrap());
            text.select(from..to);
            let before = text.caret();
            for end in 1..=composed.chars().count() {
                let part: String = composed.chars().take(end).collect();
                text.compose(&Composed { text: part.clone(), part: None });
                prop_assert_eq!(text.get(), given.clone());
                prop_assert_eq!(text.content.selection(), Some(part.clone()));
                let seen = text::clean(&text.content.text());
                prop_assert_eq!(seen, [&given[..from], &part, &given[to..]].concat());
            }
            text.compose(&Composed::default());
            prop_assert_eq!(text.get(), given.clone());
            prop_assert_eq!(text.caret(), before);
            text.insert(composed.clone());
            prop_assert_eq!(text.get(), [&given[..from], &composed, &given[to..]].concat());
        }

        /// Pasting puts in what was pasted, with our line ends.
        #[test]
        fn a_paste_arrives_whole(pasted in "[あa\r\n\t\u{7}\u{2028}]{0,20}") {
            let mut text = Text::new();
            text.perform(Action::Edit(Edit::Paste(Arc::new(pasted.clone()))));
            prop_assert_eq!(text.get(), text::clean(&pasted));
        }
    }
}
