//! The structure tree of a document (ISO 32000-1, 14.7).

use std::collections::BTreeMap;

/// A standard structure type, with its attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Document,
    /// The title.
    H1,
    /// The heading of a goal, a department or another section.
    H2,
    /// The heading of a direction.
    H3,
    /// A paragraph.
    P,
    Table,
    THead,
    TBody,
    TR,
    TH {
        scope: Scope,
        /// The number of columns that it spans.
        columns: u16,
    },
    TD,
    L(Numbering),
    LI,
    /// The bullet or number of an item of a list.
    Lbl,
    LBody,
    /// What is drawn, with what is said instead of it.
    Figure,
    /// Characters within a paragraph that are underlined.
    Span,
    /// 目次 or 索引.
    Toc,
    /// An entry of it.
    Toci,
    Reference,
    Link,
}

/// How the items of a list are labelled (ISO 32000-1, table 347).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbering {
    Bullets,
    Figures,
    Letters,
}

/// Whether a header cell is that of its row or of its column (ISO 32000-1, table 349).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Row,
    Column,
}

/// A node of the tree. It is small, since a long list has a million of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element {
    pub tag: Tag,
    /// The element above it; [`NONE`] for the root.
    parent: u32,
    /// Its first and its last kid among those of the tree, or [`NONE`].
    first: u32,
    last: u32,
}

/// A kid of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kid {
    Element(u32),
    /// Marked content of a page, both counted from 0.
    Content {
        page: u32,
        id: u32,
    },
    /// An annotation on a page, counted from 0 in the document.
    Annotation {
        page: u32,
        id: u32,
    },
}

/// A kid, and the next one of the same element.
#[derive(Debug, Clone, Copy)]
struct Link {
    kid: Kid,
    next: u32,
}

const NONE: u32 = u32::MAX;

/// The number of an element, a page or a marked content. Memory ends before the numbers do.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}

/// The structure of a document.
#[derive(Debug)]
pub(crate) struct Tree {
    /// The elements, each behind its parent; the first is the root.
    pub elements: Vec<Element>,
    /// What is said instead of figures, by their elements.
    pub alternatives: BTreeMap<u32, String>,
    /// The elements of the annotations.
    pub annotations: Vec<u32>,
    kids: Vec<Link>,
    /// The elements that the marked contents are leaves of, page by page.
    leaves: Vec<u32>,
    /// The number of leaves before each page.
    pages: Vec<usize>,
}

impl Tree {
    pub(crate) fn new() -> Self {
        let root = Element { tag: Tag::Document, parent: NONE, first: NONE, last: NONE };
        Self {
            elements: vec![root],
            alternatives: BTreeMap::new(),
            annotations: Vec::new(),
            kids: Vec::new(),
            leaves: Vec::new(),
            pages: Vec::new(),
        }
    }

    /// The parent of an element; none for the root.
    pub(crate) fn parent(&self, element: &Element) -> Option<u32> {
        Some(element.parent).filter(|parent| *parent != NONE)
    }

    /// The kids of an element in their order.
    pub(crate) fn kids(&self, element: &Element) -> impl Iterator<Item = Kid> {
        let link = |at: u32| self.kids.get(at as usize);
        std::iter::successors(link(element.first), move |it| link(it.next)).map(|link| link.kid)
    }

    /// By page and marked content, the element that the content is a leaf of.
    pub(crate) fn leaves(&self) -> impl ExactSizeIterator<Item = &[u32]> {
        (0..self.pages.len()).map(|page| self.leaves_of(page))
    }

    fn leaves_of(&self, page: usize) -> &[u32] {
        let end = self.pages.get(page + 1).copied().unwrap_or(self.leaves.len());
        &self.leaves[self.pages[page]..end]
    }

    /// The last kid of an element so far.
    pub(crate) fn last_kid(&self, element: usize) -> Option<Kid> {
        Some(self.kids.get(self.elements[element].last as usize)?.kid)
    }

    /// Begins the next page.
    pub(crate) fn add_page(&mut self) {
        self.pages.push(self.leaves.len());
    }

    /// Adds an element below another, and returns its index.
    pub(crate) fn add(&mut self, parent: usize, tag: Tag) -> usize {
        let element = self.elements.len();
        let parent_number = number(parent);
        self.elements.push(Element { tag, parent: parent_number, first: NONE, last: NONE });
        self.add_kid(parent, Kid::Element(number(element)));
        element
    }

    /// Adds a figure below an element, and returns its index.
    pub(crate) fn add_figure(&mut self, parent: usize, alternative: &str) -> usize {
        let element = self.add(parent, Tag::Figure);
        let _ = self.alternatives.insert(number(element), alternative.to_owned());
        element
    }

    /// Adds the next marked content of the last page below an element, and returns its identifier.
    pub(crate) fn add_content(&mut self, element: usize) -> u32 {
        let (before, page) = (self.pages.last().copied().unwrap_or(0), self.pages.len());
        let id = number(self.leaves.len() - before);
        self.leaves.push(number(element));
        self.add_kid(element, Kid::Content { page: number(page.saturating_sub(1)), id });
        id
    }

    /// Adds the next annotation of the last page below an element.
    pub(crate) fn add_annotation(&mut self, element: usize) {
        let id = number(self.annotations.len());
        self.annotations.push(number(element));
        let page = number(self.pages.len().saturating_sub(1));
        self.add_kid(element, Kid::Annotation { page, id });
    }

    /// The number of pages so far.
    pub(crate) const fn page_count(&self) -> usize {
        self.pages.len()
    }

    fn add_kid(&mut self, element: usize, kid: Kid) {
        let at = number(self.kids.len());
        let element = &mut self.elements[element];
        match self.kids.get_mut(element.last as usize) {
            Some(last) => last.next = at,
            None => element.first = at,
        }
        element.last = at;
        self.kids.push(Link { kid, next: NONE });
    }

    /// Turns the head of a table without rows into its body: a table with a head must have a body
    /// (ISO 14289-1, 7.5; ISO 32000-1, table 337).
    pub(crate) fn complete(&mut self) {
        for at in 0..self.elements.len() {
            let table = self.elements[at];
            if table.tag == Tag::Table
                && table.first == table.last
                && let Some(Kid::Element(only)) = self.last_kid(at)
                && self.elements[only as usize].tag == Tag::THead
            {
                self.elements[only as usize].tag = Tag::TBody;
            }
        }
    }
}
