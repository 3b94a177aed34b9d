//! Marks everything that a page draws as the content of an element or as an artifact (ISO 32000-1,
//! 14.6).

use super::tree::{Kid, Tag, Tree};
use crate::report::geometry::Length;
use crate::report::page::{Item, Page, Underlined};
use std::ops::Range;

/// Items of a page that are marked as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub items: Range<usize>,
    /// The glyphs of a single line, where it is not the whole line.
    pub glyphs: Option<Range<usize>>,
    pub of: Marked,
}

/// How items are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marked {
    /// A leaf of the tree, with its identifier on the page.
    Content {
        tag: Tag,
        id: u32,
    },
    Artifact(Artifact),
}

/// Content that is not read aloud (ISO 32000-1, table 330).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Artifact {
    /// Rules and tints.
    Layout,
    /// Repeated text at the top of a page.
    Header,
    /// Repeated text at the bottom of a page.
    Footer,
}

/// A structure tree, and the marks of its last page.
#[derive(Debug)]
pub(super) struct Marker {
    pub tree: Tree,
    marks: Vec<Mark>,
    /// Half the height of the page, above which an artifact is a header.
    middle: Length,
}

impl Marker {
    pub(super) fn new() -> Self {
        Self { tree: Tree::new(), marks: Vec::new(), middle: Length::ZERO }
    }

    /// Begins the next page.
    pub(super) fn begin_page(&mut self, middle: Length) {
        self.tree.add_page();
        self.middle = middle;
    }

    /// The marks of the page: all its items in their order.
    pub(super) fn end_page(&mut self, page: &Page) -> Vec<Mark> {
        self.mark_artifacts_before(page, page.items.len());
        std::mem::take(&mut self.marks)
    }

    /// Marks items as the content of an element, the underlined glyphs as that of a span.
    pub(super) fn mark(&mut self, page: &Page, element: usize, items: Range<usize>) {
        self.mark_artifacts_before(page, items.start);
        let from = page.underlined.partition_point(|it| it.item < items.start);
        let to = page.underlined.partition_point(|it| it.item < items.end);
        let mut plain = items.start;
        for runs in page.underlined[from..to].chunk_by(|one, next| one.item == next.item) {
            let item = runs[0].item;
            self.mark_plain(element, plain..item, None);
            self.mark_line(page, element, item, 0..glyph_count(page, item));
            plain = item + 1;
        }
        self.mark_plain(element, plain..items.end, None);
    }

    /// Marks the items of a figure, texts and all else apart (ISO 32000-1, 14.6.1).
    pub(super) fn mark_figure(&mut self, page: &Page, element: usize, items: Range<usize>) {
        self.mark_artifacts_before(page, items.start);
        let is_text = |at: &usize| matches!(page.items[*at], (_, Item::Text(_)));
        let all: Vec<usize> = items.collect();
        for run in all.chunk_by(|one, other| is_text(one) == is_text(other)) {
            self.mark_plain(element, run[0]..run[run.len() - 1] + 1, None);
        }
    }

    /// Marks repeated items.
    pub(super) fn mark_repeated(&mut self, page: &Page, items: Range<usize>) {
        self.mark_artifacts_before(page, items.start);
        self.mark_artifact(items, Artifact::Header);
    }

    /// Marks the label of the first of some lines as the content of one element, and the rest as that
    /// of another.
    pub(super) fn mark_labelled(
        &mut self,
        page: &Page,
        [label, body]: [usize; 2],
        items: Range<usize>,
        len: usize,
    ) {
        self.mark_artifacts_before(page, items.start);
        self.mark_line(page, label, items.start, 0..len);
        self.mark_line(page, body, items.start, len..glyph_count(page, items.start));
        self.mark(page, body, items.start + 1..items.end);
    }

    /// Marks a part of a line, the underlined glyphs as the content of a span.
    fn mark_line(&mut self, page: &Page, element: usize, item: usize, part: Range<usize>) {
        let runs = page.underlined.iter().filter(|it| it.item == item);
        let mut plain = part.start;
        for Underlined { glyphs, .. } in runs {
            let glyphs = glyphs.start.max(part.start)..glyphs.end.min(part.end);
            if glyphs.is_empty() {
                continue;
            }
            self.mark_plain(element, item..item + 1, Some(plain..glyphs.start));
            // A run that continues from the line before belongs to the same span.
            let last = match self.tree.last_kid(element) {
                Some(Kid::Element(last)) if self.tree.elements[last as usize].tag == Tag::Span => {
                    Some(last as usize)
                }
                _ => None,
            };
            let span = last.unwrap_or_else(|| self.tree.add(element, Tag::Span));
            self.mark_plain(span, item..item + 1, Some(glyphs.clone()));
            plain = glyphs.end;
        }
        self.mark_plain(element, item..item + 1, Some(plain..part.end));
    }

    /// Marks items, or glyphs of one, as the content of an element.
    fn mark_plain(&mut self, element: usize, items: Range<usize>, glyphs: Option<Range<usize>>) {
        if items.is_empty() || glyphs.as_ref().is_some_and(Range::is_empty) {
            return;
        }
        let id = self.tree.add_content(element);
        let tag = self.tree.elements[element].tag;
        self.marks.push(Mark { items, glyphs, of: Marked::Content { tag, id } });
    }

    /// Marks the unmarked items before `end` as artifacts.
    fn mark_artifacts_before(&mut self, page: &Page, end: usize) {
        let from = self.marks.last().map_or(0, |mark| mark.items.end);
        for at in from..end {
            let kind = match &page.items[at] {
                (point, Item::Text(_)) if point.y < self.middle => Artifact::Header,
                (_, Item::Text(_)) => Artifact::Footer,
                (_, Item::Rule(_) | Item::Tint(_)) => Artifact::Layout,
            };
            self.mark_artifact(at..at + 1, kind);
        }
    }

    fn mark_artifact(&mut self, items: Range<usize>, kind: Artifact) {
        match self.marks.last_mut() {
            Some(last) if last.of == Marked::Artifact(kind) => last.items.end = items.end,
            _ if items.is_empty() => {}
            _ => self.marks.push(Mark { items, glyphs: None, of: Marked::Artifact(kind) }),
        }
    }
}

/// The number of glyphs of a line.
fn glyph_count(page: &Page, item: usize) -> usize {
    match page.items.get(item) {
        Some((_, Item::Text(text))) => text.line.glyphs.len(),
        _ => 0,
    }
}
