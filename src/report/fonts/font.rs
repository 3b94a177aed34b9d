//! One font file: the glyphs of its characters, and their widths.

use crate::report::geometry::Em;
use std::collections::BTreeMap;
use std::fmt;
use ttf_parser::cmap::{Format, GlyphVariationResult, Subtable};
use ttf_parser::gsub::SubstitutionSubtable;
use ttf_parser::{GlyphId, Tag, opentype_layout::LayoutTable};

/// A font.
pub struct Font {
    /// Its PostScript name.
    pub name: &'static str,
    /// Its bytes.
    pub data: &'static [u8],
    pub metrics: Metrics,
    parsed: ttf_parser::Face<'static>,
    /// Glyphs of the Basic Multilingual Plane by code point; 0 where there is none.
    basic: Box<[u16]>,
    /// Widths by glyph, in thousandths of an em.
    widths: Box<[i32]>,
    /// The glyphs that replace a pair of glyphs.
    composed: BTreeMap<(u16, u16), u16>,
}

/// The metrics of a font in its own units.
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

/// The glyph of an ideographic variation sequence (UTS #37).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// A glyph of its own.
    Own(u16),
    /// The glyph of the character without the selector.
    Plain,
}

impl Font {
    /// Reads a font; `None` where the bytes are not a font.
    pub fn read(name: &'static str, data: &'static [u8]) -> Option<Self> {
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
        for table in parsed.tables().cmap?.subtables.into_iter().filter(Subtable::is_unicode) {
            table.codepoints(|code| {
                let slot = usize::try_from(code).ok().and_then(|at| basic.get_mut(at));
                if let (Some(slot), Some(glyph)) = (slot, table.glyph_index(code)) {
                    *slot = glyph.0;
                }
            });
        }
        let glyphs = parsed.number_of_glyphs();
        let composed = parsed.tables().gsub.map(|it| compositions(it, glyphs)).unwrap_or_default();
        Some(Self { name, data, metrics, parsed, basic: basic.into(), widths, composed })
    }

    /// The glyph of a character, or `None` where the font has none.
    pub fn glyph(&self, c: char) -> Option<u16> {
        match self.basic.get(c as usize) {
            Some(0) => None,
            Some(glyph) => Some(*glyph),
            None => self.parsed.glyph_index(c).map(|glyph| glyph.0),
        }
    }

    /// The glyph of a character with a selector, or `None` where the font does not have the sequence.
    pub fn variant(&self, base: char, selector: char) -> Option<Variant> {
        let subtables = self.parsed.tables().cmap?.subtables;
        let known = subtables.into_iter().find_map(|table| match table.format {
            Format::UnicodeVariationSequences(sequences) => {
                sequences.glyph_index(u32::from(base), u32::from(selector))
            }
            _ => None,
        })?;
        Some(match known {
            GlyphVariationResult::Found(glyph) => Variant::Own(glyph.0),
            GlyphVariationResult::UseDefault => Variant::Plain,
        })
    }

    /// The glyph that replaces two others, such as か゚ for か and its mark (OpenType, feature `ccmp`), or
    /// `None` where the font has none.
    pub fn composed(&self, base: u16, mark: u16) -> Option<u16> {
        self.composed.get(&(base, mark)).copied()
    }

    /// The width of a glyph.
    pub fn width(&self, glyph: u16) -> Em {
        Em(self.widths.get(usize::from(glyph)).copied().unwrap_or(0))
    }

    /// The width of a glyph in the font's own units.
    pub fn units(&self, glyph: u16) -> u16 {
        self.parsed.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0)
    }
}

/// The pairs of glyphs that the feature `ccmp` replaces by one.
fn compositions(table: LayoutTable<'static>, glyphs: u16) -> BTreeMap<(u16, u16), u16> {
    let mut out = BTreeMap::new();
    let Some(feature) = table.features.find(Tag::from_bytes(b"ccmp")) else { return out };
    let lookups = feature.lookup_indices.into_iter().filter_map(|at| table.lookups.get(at));
    for subtable in lookups.flat_map(|lookup| lookup.subtables.into_iter()) {
        let SubstitutionSubtable::Ligature(ligatures) = subtable else { continue };
        for base in (0..glyphs).map(GlyphId) {
            let Some(set) = ligatures.coverage.get(base) else { continue };
            for ligature in ligatures.ligature_sets.get(set).into_iter().flatten() {
                let mut marks = ligature.components.into_iter();
                if let (Some(mark), None) = (marks.next(), marks.next()) {
                    let _ = out.entry((base.0, mark.0)).or_insert(ligature.glyph.0);
                }
            }
        }
    }
    out
}

impl fmt::Debug for Font {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Font").field("name", &self.name).finish_non_exhaustive()
    }
}
