//! Whether a document keeps to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2, level A), which it
//! then says of itself.
//!
//! All papers keep to both, as far as a machine can tell (veraPDF finds nothing) and the structure is
//! true to what is printed, unless a text stands in the way: this is the one place that tells. It
//! looks at what the document has, not at how it came about.

use super::codes::{Codes, Entry};
use super::text;
use crate::report::page::{Bookmark, Document};
use crate::report::{Face, GlyphId, Part};
use lopdf::Object;

/// Whether the document keeps to both.
pub fn holds(document: &Document, face: &Face, codes: &Codes) -> bool {
    let told = |part| codes.font(part).entries().all(|(_, entry)| is_told(face, part, entry));
    // ISO 14289-1, 7.1: the title says which document it is.
    !document.title.trim().is_empty()
        && fits(&document.title)
        && all_fit(&document.outline)
        && Part::ALL.into_iter().all(|part| codes.font(part).is_whole() && told(part))
}

/// Whether what is drawn can be spoken: a character for private use means nothing to a stranger
/// (ISO 19005-2, 6.2.11.7.3), and 〓 is not the one that it stands for (6.2.11.7.2).
fn is_told(face: &Face, part: Part, entry: &Entry) -> bool {
    let substitute = face.substitute();
    let drawn = GlyphId { part, index: entry.glyph };
    let own = entry.text.chars().next().and_then(|c| face.glyph(c));
    !entry.text.contains(is_private) && (drawn != substitute || own == Some(substitute))
}

/// Whether a character is for private use (Unicode, 23.5).
const fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F_0000}'..='\u{10_FFFF}')
}

/// The longest string of a PDF/A, in bytes (ISO 19005-2, 6.1.13).
const LONGEST: usize = 32_767;

fn fits(title: &str) -> bool {
    matches!(text(title), Object::String(bytes, _) if bytes.len() <= LONGEST)
}

fn all_fit(outline: &[Bookmark]) -> bool {
    outline.iter().all(|it| fits(&it.title) && all_fit(&it.children))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::geometry::{Length, Point, Size};
    use crate::report::page::{Item, Page, Text};
    use crate::report::typeset::set;
    use crate::report::{Em, Typeface};

    fn codes(document: &Document) -> Codes {
        let mut codes = Codes::new();
        document.pages.iter().for_each(|page| codes.add(page));
        codes
    }

    fn document(text: &str) -> Document {
        let size = Length::points(9);
        let lines = set(Typeface::Mincho.face().unwrap(), text, Em::whole(99), &[]);
        let items =
            lines.into_iter().map(|line| (Point::default(), Item::Text(Text { line, size })));
        Document {
            title: "一覧表".to_owned(),
            typeface: Typeface::Mincho,
            paper: Size { width: Length::points(100), height: Length::points(50) },
            date: None,
            pages: vec![Page { items: items.collect(), ..Page::default() }],
            outline: Vec::new(),
        }
    }

    fn held(document: &Document) -> bool {
        holds(document, Typeface::Mincho.face().unwrap(), &codes(document))
    }

    #[test]
    fn what_the_fonts_have_stands_in_no_way() {
        for text in
            ["", "か\u{309A}葛\u{E0100}𠮷﨑", "〓", "〓\u{200B}文", "\u{200B}", "文\u{FEFF}"]
        {
            assert!(held(&document(text)), "{text:?}");
        }
    }

    #[test]
    fn what_cannot_be_spoken_does() {
        for text in ["\u{E000}", "文\u{F_0000}", "\u{10_FFFD}文", "文😀", "한\u{200B}", "\u{FFFE}"]
        {
            assert!(!held(&document(text)), "{text:?}");
        }
    }

    #[test]
    fn titles_are_neither_empty_nor_endless() {
        let titled = |title: String| Document { title, ..document("文") };
        assert!(!held(&titled(" \u{3000}".to_owned())));
        // Two bytes for each, and two before them.
        let longest = "文".repeat((LONGEST - 2) / 2);
        assert!(held(&titled(longest.clone())));
        assert!(!held(&titled(longest.clone() + "文")));
        let child = |title| Bookmark { title, page: 0, top: Length::ZERO, children: Vec::new() };
        let bookmark =
            Bookmark { children: vec![child(longest + "文")], ..child("文".to_owned()) };
        assert!(!held(&Document { outline: vec![bookmark], ..document("文") }));
    }
}
