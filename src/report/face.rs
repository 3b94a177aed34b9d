//! What the bundled fonts can draw, and how wide: measured once for each run of the program.

mod font;

use super::Error;
use super::geometry::Em;
use crate::assets;
use std::sync::OnceLock;
use unicode_normalization::char::decompose_canonical;

pub use font::{Font, Metrics, Variant};

pub use crate::domain::template::Typeface;

/// The two fonts of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Part {
    /// The font that draws nearly all.
    #[default]
    Main,
    /// The font that draws what the other lacks: the kanji of names above all.
    Extra,
}

/// A glyph of a [`Face`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct GlyphId {
    pub part: Part,
    /// Its number in the font.
    pub index: u16,
}

/// A font with another that draws what it lacks, in the same style and of the same body.
#[derive(Debug)]
pub struct Face {
    main: Font,
    extra: Font,
}

/// 〓, which stands where a character has no glyph, as composing rooms have always had it.
const GETA: char = '〓';

impl Typeface {
    /// Its fonts.
    ///
    /// # Errors
    /// [`Error::Font`] where a bundled font cannot be read.
    pub fn face(self) -> Result<&'static Face, Error> {
        static MINCHO: OnceLock<Option<Face>> = OnceLock::new();
        static GOTHIC: OnceLock<Option<Face>> = OnceLock::new();
        let face = match self {
            Self::Mincho => MINCHO.get_or_init(|| {
                Some(Face {
                    main: Font::read("BIZUDMincho-Regular", assets::MINCHO)?,
                    extra: Font::read("ShinchokuExtraMincho", assets::EXTRA_MINCHO)?,
                })
            }),
            Self::Gothic => GOTHIC.get_or_init(|| {
                Some(Face {
                    main: Font::read("BIZUDGothic-Regular", assets::GOTHIC)?,
                    extra: Font::read("ShinchokuExtraGothic", assets::EXTRA_GOTHIC)?,
                })
            }),
        };
        face.as_ref().ok_or(Error::Font(self))
    }
}

impl Part {
    /// Both, in the order in which they are asked for a glyph.
    pub const ALL: [Self; 2] = [Self::Main, Self::Extra];

    const fn glyph(self, index: u16) -> GlyphId {
        GlyphId { part: self, index }
    }
}

impl Face {
    /// One of its fonts.
    pub const fn font(&self, part: Part) -> &Font {
        match part {
            Part::Main => &self.main,
            Part::Extra => &self.extra,
        }
    }

    /// The glyph of a character, or `None` where neither font has one.
    pub fn glyph(&self, c: char) -> Option<GlyphId> {
        let main = self.main.glyph(c).map(|index| Part::Main.glyph(index));
        main.or_else(|| self.rare(c))
    }

    /// The glyph of a character that the main font lacks.
    fn rare(&self, c: char) -> Option<GlyphId> {
        let own = self.extra.glyph(c).map(|index| Part::Extra.glyph(index));
        own.or_else(|| self.glyph(unified(c)?))
    }

    /// The glyph of an ideographic variation sequence (UTS #37), where it is known to differ from
    /// the one that the character has without the selector.
    pub fn variant(&self, base: char, selector: char) -> Option<GlyphId> {
        let known = |part: Part| Some((part, self.font(part).variant(base, selector)?));
        match Part::ALL.into_iter().find_map(known)? {
            (part, Variant::Own(index)) => Some(part.glyph(index)),
            (_, Variant::Plain) => None,
        }
    }

    /// Whether one of the fonts has this variation sequence, be it in the plain form.
    pub fn knows_variant(&self, base: char, selector: char) -> bool {
        Part::ALL.into_iter().any(|part| self.font(part).variant(base, selector).is_some())
    }

    /// The glyph that draws a letter and the mark on it as one, where the letter's font has such.
    pub fn composed(&self, letter: GlyphId, mark: GlyphId) -> Option<GlyphId> {
        let font = self.font(letter.part);
        let one = font.composed(letter.index, mark.index).filter(|_| letter.part == mark.part)?;
        Some(letter.part.glyph(one))
    }

    /// What is drawn where a character has no glyph: 〓.
    pub fn substitute(&self) -> GlyphId {
        self.glyph(GETA).unwrap_or_default()
    }

    /// What is drawn for white space: nothing, one em wide.
    pub fn blank(&self) -> GlyphId {
        self.glyph('\u{3000}').unwrap_or_default()
    }

    /// The width of a glyph.
    pub fn width(&self, glyph: GlyphId) -> Em {
        self.font(glyph.part).width(glyph.index)
    }

    /// How far below the top of the em box the baseline stands.
    pub fn ascent(&self) -> Em {
        let Metrics { ascent, descent, .. } = self.main.metrics;
        let body = (i32::from(ascent) - i32::from(descent)).max(1);
        Em(i32::from(ascent) * 1000 / body)
    }
}

/// The ideograph that a compatibility ideograph is in Unicode only for the sake of other standards
/// (UAX #15, singleton decompositions): where no font has 豈 (U+F900), 豈 (U+8C48) has its form.
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

    fn fonts() -> impl Iterator<Item = &'static Font> {
        let faces = BOTH.into_iter().map(|typeface| typeface.face().unwrap());
        faces.flat_map(|face| Part::ALL.map(|part| face.font(part)))
    }

    #[test]
    fn the_fonts_are_whole() {
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
        // The bytes of a paper hang on them.
        let sizes: Vec<_> = fonts().map(|font| (font.name, font.data.len())).collect();
        assert_eq!(sizes[1], ("ShinchokuExtraMincho", 2_141_764));
        assert_eq!(sizes[3], ("ShinchokuExtraGothic", 1_593_496));
    }

    #[test]
    fn widths_are_those_that_a_pdf_can_state() {
        // PDF widths are whole thousandths of an em: Japanese type is exact in them.
        for face in BOTH.map(|typeface| typeface.face().unwrap()) {
            for c in "字、（・①～≪3A％𠮷尐⼩".chars() {
                let glyph = face.glyph(c).unwrap();
                let expected = if c.is_ascii() { Em::HALF } else { Em::ONE };
                assert_eq!(face.width(glyph), expected, "{c}");
            }
            assert!(
                face.width(face.substitute()) == Em::ONE && face.width(face.blank()) == Em::ONE
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
    fn both_fonts_have_one_body() {
        for face in BOTH.map(|typeface| typeface.face().unwrap()) {
            let body = |part| {
                let Metrics { units_per_em, ascent, descent, .. } = face.font(part).metrics;
                [ascent, descent].map(|it| i32::from(it) * 1000 / i32::from(units_per_em))
            };
            let [main, extra] = Part::ALL.map(body);
            assert!(main.iter().zip(extra).all(|(one, other)| (one - other).abs() <= 1));
        }
    }

    #[test]
    fn the_extra_font_draws_what_the_main_one_lacks() {
        for face in BOTH.map(|typeface| typeface.face().unwrap()) {
            let part = |c| face.glyph(c).map(|glyph| glyph.part);
            for c in "﨑髙①～葛\u{3000}".chars() {
                assert_eq!(part(c), Some(Part::Main), "{c}");
            }
            for c in "𠮷尐单⼩㋃☑".chars() {
                assert_eq!(part(c), Some(Part::Extra), "{c}");
            }
            assert_eq!(['한', '\u{FE0F}', '😀'].map(|c| face.glyph(c)), [None; 3]);
        }
    }

    #[test]
    fn a_compatibility_ideograph_is_drawn_as_the_one_it_repeats() {
        let face = Typeface::Mincho.face().unwrap();
        assert_eq!(face.glyph('\u{F900}'), face.glyph('豈'));
        assert!(face.glyph('\u{F900}').is_some());
        // 﨑 has a form of its own.
        assert_ne!(face.glyph('﨑'), face.glyph('崎'));
    }

    #[test]
    fn a_sequence_is_looked_for_in_both_fonts() {
        for face in BOTH.map(|typeface| typeface.face().unwrap()) {
            let own = |base, selector| {
                let variant: Option<GlyphId> = face.variant(base, selector);
                variant.filter(|glyph| Some(*glyph) != face.glyph(base)).map(|glyph| glyph.part)
            };
            assert_eq!(own('辻', '\u{E0100}'), Some(Part::Main));
            let extra = ('\u{E0100}'..='\u{E010F}').filter_map(|it| own('邊', it));
            assert!(extra.into_iter().any(|part| part == Part::Extra));
            // No sequence at all.
            assert_eq!(own('葛', '\u{E01EF}'), None);
        }
    }
}
