//! Whether a document conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2, level A), which
//! its metadata then claims.
//!
//! All reports conform to both, as far as a machine can check (veraPDF finds nothing), unless one of
//! their texts prevents it, which is checked here.

use super::codes::{Codes, Entry};
use super::object::text;
use crate::report::page::{Bookmark, Document};
use crate::report::{FontSet, FontSlot, GlyphId};
use lopdf::Object;

/// Whether the document conforms to both.
pub(super) fn conforms(document: &Document, fonts: &FontSet, codes: &Codes) -> bool {
    let speakable =
        |slot| codes.font(slot).entries().all(|(_, entry)| is_speakable(fonts, slot, entry));
    // ISO 14289-1, 7.1: the title identifies the document.
    !document.title.trim().is_empty()
        && fits(&document.title)
        && fits(&document.author)
        && all_fit(&document.outline)
        && FontSlot::ALL.into_iter().all(|slot| codes.font(slot).is_complete() && speakable(slot))
}

/// Whether a code can be read aloud: a private-use character means nothing to others (ISO 19005-2,
/// 6.2.11.7.3), and 〓 is not the character that it stands for (6.2.11.7.2).
fn is_speakable(fonts: &FontSet, slot: FontSlot, entry: &Entry) -> bool {
    let drawn = GlyphId { slot, index: entry.glyph };
    let substituted = fonts.is_substitute(drawn) && !entry.text.starts_with('〓');
    !entry.text.contains(is_private) && !substituted
}

/// Whether this is a private-use character (Unicode, 23.5).
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
        let lines = set(Typeface::Mincho.fonts().unwrap(), text, Em::whole(99), &[]);
        let items = lines
            .into_iter()
            .map(|line| (Point::default(), Item::Text(Text { line: line.into(), size })));
        Document {
            title: "一覧表".to_owned(),
            paper: Size { width: Length::points(100), height: Length::points(50) },
            pages: vec![Page { items: items.collect(), ..Page::default() }],
            ..Document::default()
        }
    }

    fn holds(document: &Document) -> bool {
        conforms(document, Typeface::Mincho.fonts().unwrap(), &codes(document))
    }

    #[test]
    fn characters_of_the_fonts_conform() {
        for text in
            ["", "か\u{309A}葛\u{E0100}𠮷﨑", "〓", "〓\u{200B}文", "\u{200B}", "文\u{FEFF}"]
        {
            assert!(holds(&document(text)), "{text:?}");
        }
    }

    #[test]
    fn private_use_and_missing_characters_do_not_conform() {
        for text in ["\u{E000}", "文\u{F_0000}", "\u{10_FFFD}文", "文😀", "한\u{200B}", "\u{FFFE}"]
        {
            assert!(!holds(&document(text)), "{text:?}");
        }
    }

    #[test]
    fn titles_are_neither_empty_nor_too_long() {
        let titled = |title: String| Document { title, ..document("文") };
        assert!(!holds(&titled(" \u{3000}".to_owned())));
        // Two bytes for each, and two before them.
        let longest = "文".repeat((LONGEST - 2) / 2);
        assert!(holds(&titled(longest.clone())));
        assert!(!holds(&titled(longest.clone() + "文")));
        let child = |title| Bookmark { title, page: 0, top: Length::ZERO, children: Vec::new() };
        let bookmark =
            Bookmark { children: vec![child(longest + "文")], ..child("文".to_owned()) };
        assert!(!holds(&Document { outline: vec![bookmark], ..document("文") }));
    }
}
