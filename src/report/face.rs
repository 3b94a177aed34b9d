//! What the bundled fonts can draw, and how wide: measured once for each run of the program.

use super::Error;
use super::geometry::Em;
use crate::assets;
use std::fmt;
use std::sync::OnceLock;

pub use crate::domain::handout::Typeface;

/// A glyph of a [`Face`] by its number in the font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct GlyphId(pub u16);

/// One font: which glyph stands for a character, and its width.
pub struct Face {
    /// The font's name in a PDF.
    pub(super) name: &'static str,
    /// The bytes of the font.
    pub(super) data: &'static [u8],
    pub(super) metrics: Metrics,
    parsed: ttf_parser::Face<'static>,
    /// Glyphs of the Basic Multilingual Plane by code point; 0 where there is none.
    basic: Box<[u16]>,
    /// Widths by glyph, in thousandths of an em.
    widths: Box<[i32]>,
}

/// Measures of a font in its own units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metrics {
    pub units_per_em: u16,
    pub ascent: i16,
    pub descent: i16,
    /// `[x_min, y_min, x_max, y_max]` around all glyphs.
    pub bounds: [i16; 4],
    /// 400 for a regular weight.
    pub weight: u16,
}

/// 〓, which stands where a character has no glyph, as composing rooms have always had it.
const GETA: char = '〓';

impl Typeface {
    /// Its font.
    ///
    /// # Errors
    /// [`Error::Font`] where the bundled font cannot be read.
    pub fn face(self) -> Result<&'static Face, Error> {
        static MINCHO: OnceLock<Option<Face>> = OnceLock::new();
        static GOTHIC: OnceLock<Option<Face>> = OnceLock::new();
        let face = match self {
            Self::Mincho => {
                MINCHO.get_or_init(|| Face::read("BIZUDMincho-Regular", assets::MINCHO))
            }
            Self::Gothic => {
                GOTHIC.get_or_init(|| Face::read("BIZUDGothic-Regular", assets::GOTHIC))
            }
        };
        face.as_ref().ok_or(Error::Font(self))
    }
}

impl Face {
    fn read(name: &'static str, data: &'static [u8]) -> Option<Self> {
        let parsed = ttf_parser::Face::parse(data, 0).ok()?;
        let bounds = parsed.global_bounding_box();
        let metrics = Metrics {
            units_per_em: parsed.units_per_em(),
            ascent: parsed.ascender(),
            descent: parsed.descender(),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max],
            weight: parsed.weight().to_number(),
        };
        let widths = (0..parsed.number_of_glyphs())
            .map(|glyph| {
                let width = parsed.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0);
                i32::from(width) * 1000 / i32::from(metrics.units_per_em)
            })
            .collect();
        let mut basic = vec![0; 1 << 16];
        for table in parsed
            .tables()
            .cmap?
            .subtables
            .into_iter()
            .filter(ttf_parser::cmap::Subtable::is_unicode)
        {
            table.codepoints(|code| {
                let slot = usize::try_from(code).ok().and_then(|at| basic.get_mut(at));
                if let (Some(slot), Some(glyph)) = (slot, table.glyph_index(code)) {
                    *slot = glyph.0;
                }
            });
        }
        Some(Self { name, data, metrics, parsed, basic: basic.into(), widths })
    }

    /// The glyph of a character, or `None` where the font has none.
    pub fn glyph(&self, c: char) -> Option<GlyphId> {
        match self.basic.get(c as usize) {
            Some(0) => None,
            Some(glyph) => Some(GlyphId(*glyph)),
            None => self.parsed.glyph_index(c).map(|glyph| GlyphId(glyph.0)),
        }
    }

    /// The glyph of an ideographic variation sequence (UTS #37) that differs from the plain one.
    pub fn variant(&self, base: char, selector: char) -> Option<GlyphId> {
        self.parsed.glyph_variation_index(base, selector).map(|glyph| GlyphId(glyph.0))
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
        Em(self.widths.get(usize::from(glyph.0)).copied().unwrap_or(0))
    }

    /// The width of a glyph in the font's own units.
    pub(super) fn units(&self, glyph: GlyphId) -> u16 {
        self.parsed.glyph_hor_advance(ttf_parser::GlyphId(glyph.0)).unwrap_or(0)
    }

    /// How far below the top of the em box the baseline stands.
    pub fn ascent(&self) -> Em {
        let Metrics { ascent, descent, .. } = self.metrics;
        let body = (i32::from(ascent) - i32::from(descent)).max(1);
        Em(i32::from(ascent) * 1000 / body)
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Face").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [Typeface; 2] = [Typeface::Mincho, Typeface::Gothic];

    #[test]
    fn the_fonts_are_whole() {
        // OpenType, `head`: the sum of a font, taken as 32-bit numbers, is this constant. A font
        // that was cut short would still be read without complaint.
        for face in BOTH.map(|typeface| typeface.face().unwrap()) {
            let sum = face.data.chunks(4).fold(0u32, |sum, bytes| {
                let mut word = [0; 4];
                word[..bytes.len()].copy_from_slice(bytes);
                sum.wrapping_add(u32::from_be_bytes(word))
            });
            assert_eq!(sum, 0xB1B0_AFBA, "{}", face.name);
        }
    }

    #[test]
    fn widths_are_those_that_a_pdf_can_state() {
        // PDF widths are whole thousandths of an em: Japanese type is exact in them.
        for face in BOTH.map(|typeface| typeface.face().unwrap()) {
            for c in "字、（・①～≪3A％".chars() {
                let glyph = face.glyph(c).unwrap();
                let expected = if c.is_ascii() { Em::HALF } else { Em::ONE };
                assert_eq!(face.width(glyph), expected, "{c}");
            }
            assert!(
                face.width(face.substitute()) == Em::ONE && face.width(face.blank()) == Em::ONE
            );
        }
    }

    #[test]
    fn what_the_font_lacks_is_known() {
        let face = Typeface::Mincho.face().unwrap();
        assert!(face.glyph('﨑').is_some() && face.glyph('髙').is_some());
        assert_eq!(['𠮷', '尐', '\u{FE0F}'].map(|c| face.glyph(c)), [None; 3]);
        let plain = face.glyph('辻');
        assert!(face.variant('辻', '\u{E0100}').is_some_and(|glyph| Some(glyph) != plain));
        assert_eq!(face.variant('葛', '\u{E01EF}'), None);
    }
}
