//! How what a page draws is marked: as content of an element, or as decoration (ISO 32000-1, 14.6).

use super::{Builder, Kid, Tag, count};
use crate::report::geometry::Length;
use crate::report::page::{Item, Page, Underlined};
use std::ops::Range;

/// A stretch of a page's items that is marked as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub items: Range<usize>,
    /// Of a single line the glyphs that it holds, where it is not whole.
    pub glyphs: Option<Range<usize>>,
    pub of: Marked,
}

/// What marked content is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marked {
    /// A leaf of the tree; the marked contents of a page are counted from 0.
    Content {
        tag: Tag,
        id: u32,
    },
    Artifact(Artifact),
}

/// What is drawn and not read (ISO 32000-1, table 330).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Artifact {
    /// Rules and tints.
    Layout,
    /// What stands again at the head of a page.
    Header,
    /// What stands again at the foot of a page.
    Footer,
}

impl Builder {
    /// Marks items as the content of an element, what is underlined in them as that of a span.
    pub(super) fn mark(
        &mut self,
        page: &Page,
        element: usize,
        items: Range<usize>,
        middle: Length,
    ) {
        self.decorate(page, items.start, middle);
        let from = page.underlined.partition_point(|it| it.item < items.start);
        let to = page.underlined.partition_point(|it| it.item < items.end);
        let mut plain = items.start;
        for runs in page.underlined[from..to].chunk_by(|one, next| one.item == next.item) {
            let item = runs[0].item;
            self.mark_plain(element, plain..item, None);
            self.mark_line(page, element, item, runs);
            plain = item + 1;
        }
        self.mark_plain(element, plain..items.end, None);
    }

    /// Marks a line of which these runs are underlined.
    fn mark_line(&mut self, page: &Page, element: usize, item: usize, runs: &[Underlined]) {
        let Some((_, Item::Text(text))) = page.items.get(item) else { return };
        let mut plain = 0;
        for Underlined { glyphs, .. } in runs {
            self.mark_plain(element, item..item + 1, Some(plain..glyphs.start));
            // What goes on from the line before is one stretch of text.
            let last = match self.tree.last_kid(element) {
                Some(Kid::Element(last)) if self.tree.elements[last as usize].tag == Tag::Span => {
                    Some(last as usize)
                }
                _ => None,
            };
            let span = last.unwrap_or_else(|| self.add(element, Tag::Span));
            self.mark_plain(span, item..item + 1, Some(glyphs.clone()));
            plain = glyphs.end;
        }
        self.mark_plain(element, item..item + 1, Some(plain..text.line.glyphs.len()));
    }

    /// Marks items, or glyphs of one, as the content of an element.
    fn mark_plain(&mut self, element: usize, items: Range<usize>, glyphs: Option<Range<usize>>) {
        let Some(before) = self.tree.pages.last() else { return };
        let page = count(self.tree.pages.len() - 1);
        if items.is_empty() || glyphs.as_ref().is_some_and(Range::is_empty) {
            return;
        }
        let id = count(self.tree.leaves.len() - before);
        self.tree.leaves.push(count(element));
        self.tree.add_kid(element, Kid::Content { page, id });
        let tag = self.tree.elements[element].tag;
        self.marks.push(Mark { items, glyphs, of: Marked::Content { tag, id } });
    }

    /// Marks what is not yet marked of the items before `end` as artifacts.
    pub(super) fn decorate(&mut self, page: &Page, end: usize, middle: Length) {
        let from = self.marks.last().map_or(0, |mark| mark.items.end);
        for at in from..end {
            let kind = match &page.items[at] {
                (point, Item::Text(_)) if point.y < middle => Artifact::Header,
                (_, Item::Text(_)) => Artifact::Footer,
                (_, Item::Rule(_) | Item::Tint(_)) => Artifact::Layout,
            };
            self.artifact(at..at + 1, kind);
        }
    }

    pub(super) fn artifact(&mut self, items: Range<usize>, kind: Artifact) {
        match self.marks.last_mut() {
            Some(last) if last.of == Marked::Artifact(kind) => last.items.end = items.end,
            _ if items.is_empty() => {}
            _ => self.marks.push(Mark { items, glyphs: None, of: Marked::Artifact(kind) }),
        }
    }
}
