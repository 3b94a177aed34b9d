//! A text as a sequence of atoms: a glyph each, with the characters that it stands for.

use super::class::Class;
use crate::report::fonts::{FontSet, GlyphId};
use crate::report::geometry::Em;
use std::borrow::Cow;
use unicode_normalization::char::{compose, is_combining_mark};

/// One glyph to be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Atom {
    /// The number of bytes of the text that it stands for.
    pub len: u8,
    pub glyph: GlyphId,
    /// Its advance, before any adjustment to its neighbours.
    pub advance: Em,
    pub class: Class,
    /// Its first character.
    pub char: char,
    /// Whether it belongs to the atom before it, as a combining mark does.
    pub joined: bool,
    /// Whether 〓 is drawn for a character that no font has.
    pub missing: bool,
    /// The selector of an ideographic variation sequence (UTS #37) that no font has; the character is
    /// drawn in its plain form.
    pub unknown: Option<char>,
}

/// The most bytes of an atom; further invisible characters begin another one.
const LONGEST: usize = 200;

/// A text with combining marks composed with their letters where Unicode has a character for both: か
/// and ゛ become が, else the mark would be drawn as wide as a letter.
///
/// Not NFC, which would also replace compatibility ideographs (U+FA19 by 神), which matter in names.
pub fn composed(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_combining_mark) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut last = None;
    for c in text.chars() {
        match last.filter(|_| is_combining_mark(c)).and_then(|letter| compose(letter, c)) {
            Some(both) => last = Some(both),
            None => out.extend(last.replace(c)),
        }
    }
    out.extend(last);
    Cow::Owned(out)
}

/// The atoms of one paragraph (a text without line breaks). Their lengths add up to the text's.
pub fn atoms(fonts: &FontSet, text: &str) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::with_capacity(text.len() / 3 + 1);
    for c in text.chars() {
        let len = c.len_utf8();
        if is_invisible(c) {
            match out.last_mut() {
                Some(last) if usize::from(last.len) + len <= LONGEST => {
                    last.len += u8::try_from(len).unwrap_or(0);
                    if let Some(glyph) = fonts.variant(last.char, c) {
                        (last.glyph, last.missing) = (glyph, false);
                    } else if is_ideographic_selector(c) && !fonts.knows_variant(last.char, c) {
                        last.unknown = Some(c);
                    }
                }
                _ => out.push(Atom { advance: Em::ZERO, ..Atom::new(fonts, c, fonts.blank()) }),
            }
            continue;
        }
        let mut atom = match fonts.glyph(c) {
            _ if Class::of(c) == Class::Tab => Atom::new(fonts, c, fonts.blank()),
            Some(glyph) => Atom::new(fonts, c, glyph),
            None => Atom { missing: true, ..Atom::new(fonts, c, fonts.substitute()) },
        };
        if let Some(base) = out.last_mut().filter(|_| is_combining_mark(c) && !atom.missing) {
            if let Some(both) = fonts.composed(base.glyph, atom.glyph) {
                base.glyph = both;
                base.len += atom.len;
                continue;
            }
            (base.advance, atom.advance) = overprint(base.advance, fonts.width(atom.glyph), c);
            atom.joined = true;
        }
        out.push(atom);
    }
    out
}

impl Atom {
    fn new(fonts: &FontSet, c: char, glyph: GlyphId) -> Self {
        let advance = fonts.width(glyph);
        Self {
            len: u8::try_from(c.len_utf8()).unwrap_or(0),
            glyph,
            advance,
            class: Class::of(c).at_width(advance),
            char: c,
            joined: false,
            missing: false,
            unknown: None,
        }
    }
}

/// Variation selectors 17 to 256, which are used only for ideographs (UTS #37).
const fn is_ideographic_selector(c: char) -> bool {
    matches!(c, '\u{E0100}'..='\u{E01EF}')
}

/// The advances of a letter and of the mark that is printed over it, so that both together are as
/// wide as the letter.
fn overprint(letter: Em, mark: Em, c: char) -> (Em, Em) {
    let before = match c {
        // The fonts draw voicing marks at the left of an em: they go to the letter's upper right.
        '\u{3099}' | '\u{309A}' => letter - Em(letter.0 / 4),
        // Others stand in the middle of their width, and go over the middle of the letter.
        _ => Em((letter.0 - mark.0) / 2),
    };
    (before, letter - before)
}

/// Characters that are never drawn: Default_Ignorable_Code_Point of Unicode, and control characters,
/// which no stored text should have.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{A}'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Typeface;
    use proptest::prelude::*;

    fn set(text: &str) -> Vec<Atom> {
        atoms(Typeface::Mincho.fonts().unwrap(), text)
    }

    #[test]
    fn voicing_marks_are_joined_to_their_kana() {
        assert_eq!(composed("か\u{3099}くし\u{3099}ゅつ"), "がくじゅつ");
        assert_eq!(composed("e\u{301}"), "é");
        // No one character for か゚, nor for a mark with nothing before it.
        assert_eq!(composed("か\u{309A}"), "か\u{309A}");
        assert_eq!(composed("\u{3099}か"), "\u{3099}か");
    }

    #[test]
    fn names_keep_their_form_of_an_ideograph() {
        assert_eq!(composed("\u{FA19}か\u{3099}"), "\u{FA19}が");
    }

    #[test]
    fn a_mark_takes_no_room_beyond_its_letter() {
        let atoms = set("あ\u{309A}く");
        assert_eq!(atoms.len(), 3);
        assert_eq!(atoms[0].advance + atoms[1].advance, Em::ONE);
        assert!(atoms[1].joined && !atoms[0].joined && !atoms[2].joined);
    }

    #[test]
    fn a_letter_with_a_mark_of_its_own_form_is_one_glyph() {
        // JIS X 0213: the kana that Unicode has only as two characters.
        for fonts in [Typeface::Mincho, Typeface::Gothic].map(|it| it.fonts().unwrap()) {
            for kana in "かきくけこカキクケコセツトㇷ".chars() {
                let [both, next] = atoms(fonts, &format!("{kana}\u{309A}く"))[..] else {
                    panic!("{kana}");
                };
                assert_eq!((both.char, both.len, both.joined), (kana, 6, false));
                assert_eq!((both.advance, next.advance), (Em::ONE, Em::ONE));
                assert_ne!(Some(both.glyph), fonts.glyph(kana));
            }
        }
    }

    #[test]
    fn a_variation_selector_draws_no_box_of_its_own() {
        let atoms = set("葛\u{E0100}城");
        assert_eq!(atoms.iter().map(|atom| atom.len).collect::<Vec<_>>(), [7, 3]);
        assert!(atoms.iter().all(|atom| !atom.missing));
        assert_ne!(set("辻\u{E0100}")[0].glyph, set("辻")[0].glyph);
    }

    #[test]
    fn what_no_font_has_is_set_as_a_geta() {
        let atoms = set("😀野");
        assert_eq!(atoms[0].glyph, set("〓")[0].glyph);
        assert_eq!((atoms[0].missing, atoms[0].len, atoms[1].missing), (true, 4, false));
        // What only the extra font has is not missing.
        assert!(set("𠮷尐⼩").iter().all(|atom| !atom.missing && atom.advance == Em::ONE));
    }

    proptest! {
        #[test]
        fn no_character_is_lost_or_repeated(text in "\\PC{0,80}|[かは゛゜\u{3099}\u{309A}\u{301}\u{200D}\u{E0100}辻𠮷　 \t]{0,300}") {
            let text = composed(&text);
            let total: usize = set(&text).iter().map(|atom| usize::from(atom.len)).sum();
            prop_assert_eq!(total, text.len());
            let mut at = 0;
            for atom in set(&text) {
                prop_assert!(text[at..].starts_with(atom.char));
                at += usize::from(atom.len);
            }
        }
    }
}
