//! Marks within a text that is written: the places of slips, in a colour of their own. A text
//! editor of iced 0.14 knows colours, but neither grounds nor underlines.

use iced::Color;
use iced::advanced::text::highlighter::{self, Highlighter};
use std::ops::Range;
use std::sync::Arc;

/// Places in a text, by line and by bytes within it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Places(Arc<Vec<Vec<Range<usize>>>>);

impl Places {
    /// Places given by bytes of the whole text, in their order.
    pub(super) fn of(text: &str, places: impl Iterator<Item = Range<usize>> + Clone) -> Self {
        let mut start = 0;
        let lines = text.split('\n').map(|line| {
            let (from, to) = (start, start + line.len());
            start = to + 1;
            let parts = places.clone().map(|place| place.start.max(from)..place.end.min(to));
            let within = parts.filter(|part| part.start < part.end);
            within.map(|part| part.start - from..part.end - from).collect()
        });
        Self(Arc::new(lines.collect()))
    }
}

/// What is marked, and how.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Marks {
    pub places: Places,
    pub ink: Color,
    /// The line and the bytes of what is being composed, which was not looked through, and its colour.
    pub composed: Option<(usize, Range<usize>)>,
    pub composed_ink: Color,
}

/// Hands the marks to the text editor, line by line.
#[derive(Debug)]
pub(super) struct Marker {
    marks: Marks,
    line: usize,
}

impl Highlighter for Marker {
    type Settings = Marks;
    type Highlight = Color;
    type Iterator<'a> = std::vec::IntoIter<(Range<usize>, Color)>;

    fn new(marks: &Marks) -> Self {
        Self { marks: marks.clone(), line: 0 }
    }

    fn update(&mut self, marks: &Marks) {
        self.marks = marks.clone();
        self.line = 0;
    }

    fn change_line(&mut self, line: usize) {
        self.line = self.line.min(line);
    }

    fn highlight_line(&mut self, line: &str) -> Self::Iterator<'_> {
        let places = self.marks.places.0.get(self.line).map(Vec::as_slice).unwrap_or_default();
        let composed = self.marks.composed.as_ref().filter(|(at, _)| *at == self.line);
        let composed = composed.map(|(_, place)| place.clone());
        self.line += 1;
        if let Some(composed) = composed {
            let before = places.iter().filter(|place| place.end <= composed.start);
            let mut marked: Vec<_> = before.map(|place| (place.clone(), self.marks.ink)).collect();
            marked.push((composed, self.marks.composed_ink));
            marked.retain(|(place, _)| line.get(place.clone()).is_some());
            return marked.into_iter();
        }
        // The editor may already hold a text that has not been looked through.
        let within = places.iter().filter(|place| line.get((*place).clone()).is_some());
        let marked: Vec<_> = within.map(|place| (place.clone(), self.marks.ink)).collect();
        marked.into_iter()
    }

    fn current_line(&self) -> usize {
        self.line
    }
}

/// How a mark is drawn.
pub(super) fn format(ink: &Color, _theme: &iced::Theme) -> highlighter::Format<iced::Font> {
    // A font must be given with the colour, or the field's own is lost.
    highlighter::Format { color: Some(*ink), font: Some(crate::ui::theme::PAPER) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_are_told_line_by_line() {
        let places = Places::of("あ\nいう\n\nえ", [4..7, 7..13].into_iter());
        let lines: Vec<_> = places.0.iter().map(|line| format!("{line:?}")).collect();
        assert_eq!(lines, ["[]", "[0..3, 3..6]", "[]", "[0..1]"]);
    }

    proptest! {
        /// Each line has the bytes that the whole text has there.
        #[test]
        fn no_mark_is_lost(text in "[あa\n]{0,20}", from in 0usize..20, len in 1usize..10) {
            let to = (from + len).min(text.len());
            let from = from.min(to);
            let places = Places::of(&text, std::iter::once(from..to));
            let marked: usize = places.0.iter().flatten().map(Range::len).sum();
            let breaks = text.as_bytes()[from..to].iter().filter(|b| **b == b'\n').count();
            prop_assert_eq!(marked, to - from - breaks);
        }

        #[test]
        fn marks_never_split_a_character(text in "[あa\n]{0,20}", other in "[あa\n]{0,20}") {
            let whole = Places::of(&text, std::iter::once(0..text.len()));
            let mut marker = Marker::new(&Marks {
                places: whole,
                ink: Color::BLACK,
                composed: None,
                composed_ink: Color::BLACK,
            });
            for line in other.split('\n') {
                for (place, _) in marker.highlight_line(line) {
                    prop_assert!(line.get(place).is_some());
                }
            }
        }
    }
}
