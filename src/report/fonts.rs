//! The bundled fonts: their glyphs and widths, read once for each run of the program.

mod font;

use super::error::Error;
use super::geometry::Em;
use crate::assets;
use std::sync::OnceLock;
use unicode_normalization::char::decompose_canonical;

pub use font::{Font, Metrics, Variant};

pub use crate::domain::template::Typeface;

/// A font of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum FontSlot {
    /// The font that draws nearly all text.
    #[default]
    Main,
    /// The font for what the main one lacks: the kanji of names above all.
    Fallback,
    /// The bold font of headings, which is proportional.
    Bold,
    /// The gothic of what is added to a text, in a document whose main font is another.
    Label,
    /// The font for what the bold font and the gothic lack.
    LabelFallback,
}

/// A glyph of a [`FontSet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct GlyphId {
    pub slot: FontSlot,
    /// Its number in the font.
    pub index: u16,
}

/// What a text of a document is, by which its font is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// Running text, in the typeface of the document.
    Body,
    /// What is added to a text, such as （続き）: gothic.
    Label,
    /// Headings: bold gothic.
    Bold,
}

/// The fonts of a kind of text: glyphs are looked for in one after the other.
#[derive(Debug)]
pub struct FontSet {
    typeface: Typeface,
    slots: &'static [FontSlot],
    main: &'static Font,
}

/// 〓, which stands where a character has no glyph, as printers have always done.
const GETA: char = '〓';

impl Typeface {
    /// The fonts of its running text.
    ///
    /// # Errors
    /// [`Error::Font`] where a bundled font cannot be read.
    pub fn fonts(self) -> Result<&'static FontSet, Error> {
        self.face(Face::Body)
    }

    /// The fonts of a kind of text in a document of this typeface.
    ///
    /// # Errors
    /// [`Error::Font`] where a bundled font cannot be read.
    pub fn face(self, face: Face) -> Result<&'static FontSet, Error> {
        use FontSlot::{Bold, Fallback, Label, LabelFallback, Main};
        static SETS: [OnceLock<Option<FontSet>>; 6] = [const { OnceLock::new() }; 6];
        let (at, slots): (usize, &[FontSlot]) = match (self, face) {
            (Self::Mincho, Face::Body) => (0, &[Main, Fallback]),
            (Self::Mincho, Face::Label) => (1, &[Label, LabelFallback, Main, Fallback]),
            (Self::Mincho, Face::Bold) => (2, &[Bold, LabelFallback, Main, Fallback]),
            (Self::Gothic, Face::Body) => (3, &[Main, Fallback]),
            (Self::Gothic, Face::Label) => (4, &[Main, Fallback]),
            (Self::Gothic, Face::Bold) => (5, &[Bold, Fallback, Main]),
        };
        let set = SETS[at].get_or_init(|| {
            let main = self.font(*slots.first()?)?;
            let complete = slots.iter().all(|slot| self.font(*slot).is_some());
            complete.then_some(FontSet { typeface: self, slots, main })
        });
        set.as_ref().ok_or(Error::Font(self))
    }

    /// The font of a slot, read at its first use; `None` where it cannot be read.
    fn font(self, slot: FontSlot) -> Option<&'static Font> {
        static FILES: [OnceLock<Option<Font>>; 5] = [const { OnceLock::new() }; 5];
        let (at, name, data) = match (self, slot) {
            (Self::Mincho, FontSlot::Main) => (0, "BIZUDMincho-Regular", assets::MINCHO),
            (Self::Mincho, FontSlot::Fallback) => (1, "ShinchokuExtraMincho", assets::EXTRA_MINCHO),
            (Self::Gothic, FontSlot::Main) | (_, FontSlot::Label) => {
                (2, "BIZUDGothic-Regular", assets::GOTHIC)
            }
            (Self::Gothic, FontSlot::Fallback) | (_, FontSlot::LabelFallback) => {
                (3, "ShinchokuExtraGothic", assets::EXTRA_GOTHIC)
            }
            (_, FontSlot::Bold) => (4, "BIZUDPGothic-Bold", assets::INTERFACE_BOLD),
        };
        FILES[at].get_or_init(|| Font::read(name, data)).as_ref()
    }
}

impl FontSlot {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Main, Self::Fallback, Self::Bold, Self::Label, Self::LabelFallback];

    const fn glyph(self, index: u16) -> GlyphId {
        GlyphId { slot: self, index }
    }
}

impl FontSet {
    /// A font of the document.
    pub fn font(&self, slot: FontSlot) -> &'static Font {
        // A glyph has the slot of a font that was read.
        self.typeface.font(slot).unwrap_or(self.main)
    }

    /// The glyph of a character, or `None` where no font has one.
    pub fn glyph(&self, c: char) -> Option<GlyphId> {
        let own = |slot: &FontSlot| Some(slot.glyph(self.font(*slot).glyph(c)?));
        let own = self.slots.iter().find_map(own);
        own.or_else(|| self.glyph(unified(c)?))
    }

    /// The glyph of an ideographic variation sequence (UTS #37), where it is known to differ from
    /// the one that the character has without the selector.
    pub fn variant(&self, base: char, selector: char) -> Option<GlyphId> {
        let known = |slot: &FontSlot| Some((*slot, self.font(*slot).variant(base, selector)?));
        match self.slots.iter().find_map(known)? {
            (slot, Variant::Own(index)) => Some(slot.glyph(index)),
            (_, Variant::Plain) => None,
        }
    }

    /// Whether one of the fonts has this variation sequence, even if its glyph is the plain form.
    pub fn knows_variant(&self, base: char, selector: char) -> bool {
        self.slots.iter().any(|slot| self.font(*slot).variant(base, selector).is_some())
    }

    /// The single glyph for a letter and the mark on it, where the letter's font has one.
    pub fn composed(&self, letter: GlyphId, mark: GlyphId) -> Option<GlyphId> {
        let font = self.font(letter.slot);
        let one = font.composed(letter.index, mark.index).filter(|_| letter.slot == mark.slot)?;
        Some(letter.slot.glyph(one))
    }

    /// The glyph for a character that has none: 〓.
    pub fn substitute(&self) -> GlyphId {
        self.glyph(GETA).unwrap_or_default()
    }

    /// Whether this is 〓 in one of the fonts.
    pub fn is_substitute(&self, glyph: GlyphId) -> bool {
        self.font(glyph.slot).glyph(GETA) == Some(glyph.index)
    }

    /// A glyph without ink, one em wide.
    pub fn blank(&self) -> GlyphId {
        self.glyph('\u{3000}').unwrap_or_default()
    }

    /// The width of a glyph.
    pub fn width(&self, glyph: GlyphId) -> Em {
        self.font(glyph.slot).width(glyph.index)
    }

    /// The distance from the top of the em box to the baseline.
    pub fn ascent(&self) -> Em {
        let Metrics { ascent, descent, .. } = self.main.metrics;
        let body = (i32::from(ascent) - i32::from(descent)).max(1);
        Em(i32::from(ascent) * 1000 / body)
    }
}

/// The ideograph that a compatibility ideograph duplicates (UAX #15, singleton decompositions): where
/// no font has 豈 (U+F900), 豈 (U+8C48) has its form.
fn unified(c: char) -> Option<char> {
    let mut unified = None;
    if matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}') {
        decompose_canonical(c, |other| unified = Some(other));
    }
    unified.filter(|other| *other != c)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [Typeface; 2] = [Typeface::Mincho, Typeface::Gothic];

    const BODY: [FontSlot; 2] = [FontSlot::Main, FontSlot::Fallback];

    fn fonts() -> impl Iterator<Item = &'static Font> {
        let faces = BOTH.into_iter().map(|typeface| typeface.face(Face::Bold).unwrap());
        faces.flat_map(|fonts| FontSlot::ALL.map(|slot| fonts.font(slot)))
    }

    #[test]
    fn the_fonts_are_complete() {
        // OpenType, `head`: the sum of a font, taken as 32-bit numbers, is this constant. A font
        // that was cut short would still be read without complaint.
        for font in fonts() {
            let sum = font.data.chunks(4).fold(0u32, |sum, bytes| {
                let mut word = [0; 4];
                word[..bytes.len()].copy_from_slice(bytes);
                sum.wrapping_add(u32::from_be_bytes(word))
            });
            assert_eq!(sum, 0xB1B0_AFBA, "{}", font.name);
        }
    }

    #[test]
    fn the_fonts_are_those_of_this_program() {
        // The bytes of a report depend on them.
        let sizes: Vec<_> = fonts().map(|font| (font.name, font.data.len())).collect();
        assert_eq!(sizes[1], ("ShinchokuExtraMincho", 2_146_488));
        assert_eq!(sizes[2], ("BIZUDPGothic-Bold", 4_640_592));
        assert_eq!(sizes[4], ("ShinchokuExtraGothic", 1_597_764));
    }

    #[test]
    fn widths_can_be_stated_in_a_pdf() {
        // PDF widths are whole thousandths of an em: Japanese type is exact in them.
        for fonts in BOTH.map(|typeface| typeface.fonts().unwrap()) {
            for c in "字、（・①～≪3A％𠮷尐⼩".chars() {
                let glyph = fonts.glyph(c).unwrap();
                let expected = if c.is_ascii() { Em::HALF } else { Em::ONE };
                assert_eq!(fonts.width(glyph), expected, "{c}");
            }
            assert!(
                fonts.width(fonts.substitute()) == Em::ONE && fonts.width(fonts.blank()) == Em::ONE
            );
        }
        for font in fonts() {
            let em = u32::from(font.metrics.units_per_em);
            for glyph in ('\u{20}'..'\u{3_0000}').filter_map(|c| font.glyph(c)) {
                let exact = u32::from(font.units(glyph)) * 1000;
                let stated = u32::try_from(font.width(glyph).0).unwrap() * em;
                // ISO 14289-1, 7.21.5: the same, up to a thousandth of an em.
                assert!(exact - stated < em, "{} {glyph}", font.name);
            }
        }
    }

    #[test]
    fn both_fonts_have_the_same_em_box() {
        for fonts in BOTH.map(|typeface| typeface.fonts().unwrap()) {
            let body = |slot| {
                let Metrics { units_per_em, ascent, descent, .. } = fonts.font(slot).metrics;
                [ascent, descent].map(|it| i32::from(it) * 1000 / i32::from(units_per_em))
            };
            let [main, fallback] = BODY.map(body);
            assert!(main.iter().zip(fallback).all(|(one, other)| (one - other).abs() <= 1));
        }
    }

    #[test]
    fn the_fallback_font_has_what_the_main_one_lacks() {
        for fonts in BOTH.map(|typeface| typeface.fonts().unwrap()) {
            let slot = |c| fonts.glyph(c).map(|glyph| glyph.slot);
            for c in "﨑髙①～葛\u{3000}".chars() {
                assert_eq!(slot(c), Some(FontSlot::Main), "{c}");
            }
            for c in "𠮷尐单⼩㋃☑₂⁵".chars() {
                assert_eq!(slot(c), Some(FontSlot::Fallback), "{c}");
            }
            assert_eq!(['한', '\u{FE0F}', '😀'].map(|c| fonts.glyph(c)), [None; 3]);
        }
    }

    #[test]
    fn a_compatibility_ideograph_is_drawn_as_the_one_it_duplicates() {
        let fonts = Typeface::Mincho.fonts().unwrap();
        assert_eq!(fonts.glyph('\u{F900}'), fonts.glyph('豈'));
        assert!(fonts.glyph('\u{F900}').is_some());
        // 﨑 has a form of its own.
        assert_ne!(fonts.glyph('﨑'), fonts.glyph('崎'));
    }

    #[test]
    fn a_sequence_is_looked_for_in_both_fonts() {
        for fonts in BOTH.map(|typeface| typeface.fonts().unwrap()) {
            let own = |base, selector| {
                let variant: Option<GlyphId> = fonts.variant(base, selector);
                variant.filter(|glyph| Some(*glyph) != fonts.glyph(base)).map(|glyph| glyph.slot)
            };
            assert_eq!(own('辻', '\u{E0100}'), Some(FontSlot::Main));
            let fallback = ('\u{E0100}'..='\u{E010F}').filter_map(|it| own('邊', it));
            assert!(fallback.into_iter().any(|slot| slot == FontSlot::Fallback));
            // No sequence at all.
            assert_eq!(own('葛', '\u{E01EF}'), None);
        }
    }
}
