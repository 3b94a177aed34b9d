//! The part of a document that printpdf makes: the catalog, the page tree, and the embedded fonts with
//! their widths and their maps to Unicode.
//!
//! printpdf embeds the glyphs that it finds on pages. Our pages are content streams of which it knows
//! nothing, so that its first page is a census: it shows each code of each font once. The census and
//! the resources that printpdf makes for each page are then dropped: the pages get dictionaries of
//! their own, which share the fonts.

use super::codes::FontCodes;
use super::content;
use super::file::compress;
use super::fingerprint::Fingerprint;
use super::object::{failed, number, reference};
use crate::report::error::Error;
use crate::report::fonts::{Font, FontSlot};
use crate::report::geometry::Size;
use crate::report::page::Document;
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use printpdf::ops::PdfFontHandle;
use printpdf::text::Codepoint;
use printpdf::{
    FontId, FontMetrics, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfPage, PdfSaveOptions, Pt,
    TextItem,
};
use std::collections::BTreeMap;

/// A document with its fonts and pages, and the identities of the pages. The contents of the pages are
/// still missing.
pub(super) fn skeleton(
    document: &Document,
    pages: usize,
    fonts: Vec<(FontSlot, &FontCodes, ParsedFont)>,
) -> Result<(lopdf::Document, Vec<ObjectId>), Error> {
    let glyph_maps: Vec<_> =
        fonts.iter().filter_map(|(slot, codes, _)| Some((*slot, codes.glyph_map()?))).collect();
    let mut pdf = printpdf_document(&document.title, pages, fonts);
    let pages: Vec<ObjectId> = pdf.page_iter().collect();
    let resources = share_resources(&mut pdf, &pages)?;
    for (index, id) in pages.iter().enumerate() {
        set_page(&mut pdf, *id, document.paper, resources, index)?;
    }
    for (slot, map) in glyph_maps {
        set_glyph_map(&mut pdf, resources, slot, map)?;
    }
    Ok((pdf, pages))
}

/// A font for printpdf, reduced to `program`.
pub(super) fn embedded(font: &Font, codes: &FontCodes, program: Vec<u8>) -> ParsedFont {
    let metrics = font.metrics;
    let widths = codes.entries().map(|(code, entry)| (code, font.units(entry.glyph)));
    // ISO 32000-1, 9.6.4: a subset is marked by six letters, here derived from its bytes.
    let name = format!("{}+{}", Fingerprint::of(&program).letters(), font.name);
    let mut parsed = ParsedFont::with_glyph_data(
        program,
        0,
        Some(name),
        BTreeMap::new(),
        widths.collect(),
        metrics.units_per_em,
        FontMetrics { ascent: metrics.ascent, descent: metrics.descent },
    );
    let [x_min, y_min, x_max, y_max] = metrics.bounds;
    let stated = &mut parsed.pdf_font_metrics;
    (stated.x_min, stated.y_min, stated.x_max, stated.y_max) = (x_min, y_min, x_max, y_max);
    stated.us_weight_class = metrics.weight;
    parsed
}

/// What printpdf makes of the fonts, the census and further empty pages.
fn printpdf_document(
    title: &str,
    pages: usize,
    fonts: Vec<(FontSlot, &FontCodes, ParsedFont)>,
) -> lopdf::Document {
    let mut pdf = PdfDocument::new(title);
    let mut census = Vec::new();
    for (slot, codes, font) in fonts {
        let id = FontId(content::name(slot).to_owned());
        let _ = pdf.resources.fonts.map.insert(id.clone(), PdfFont::new(font));
        let used = codes
            .entries()
            .map(|(code, entry)| Codepoint::with_cid(code, 0.0, entry.text.to_string()));
        census.extend([
            Op::StartTextSection,
            Op::SetFont { font: PdfFontHandle::External(id), size: Pt(1.0) },
            Op::ShowText { items: vec![TextItem::GlyphIds(used.collect())] },
            Op::EndTextSection,
        ]);
    }
    let pages = (0..pages).map(|_| PdfPage::new(Mm(0.0), Mm(0.0), std::mem::take(&mut census)));
    let _ = pdf.with_pages(pages.collect());
    let options =
        PdfSaveOptions { subset_fonts: false, image_optimization: None, ..Default::default() };
    pdf.to_lopdf_document(&options, &mut Vec::new())
}

/// Replaces the resources of all pages by one dictionary, and returns it.
fn share_resources(pdf: &mut lopdf::Document, pages: &[ObjectId]) -> Result<ObjectId, Error> {
    let mut fonts = None;
    for page in pages {
        let resources = reference(pdf, *page, b"Resources")?;
        fonts = fonts.or(Some(reference(pdf, resources, b"Font")?));
        let removed = pdf.objects.remove(&resources);
        drop(removed);
    }
    let mut resources = Dictionary::new();
    if let Some(fonts) = fonts {
        resources.set("Font", fonts);
    }
    Ok(pdf.add_object(resources))
}

/// Gives a page its size, its resources and its key in the structure. The content is written with the
/// file.
fn set_page(
    pdf: &mut lopdf::Document,
    page: ObjectId,
    paper: Size,
    resources: ObjectId,
    index: usize,
) -> Result<(), Error> {
    let content = reference(pdf, page, b"Contents")?;
    let _ = pdf.objects.insert(content, Object::Null);
    let parent = pdf.get_dictionary(page).and_then(|page| page.get(b"Parent")).map_err(failed)?;
    let dictionary = dictionary! {
        "Type" => "Page",
        "Parent" => parent.clone(),
        "MediaBox" => vec![0.into(), 0.into(), number(paper.width), number(paper.height)],
        "Resources" => resources,
        "Contents" => content,
        "StructParents" => i64::try_from(index).unwrap_or(0),
        // The tab order follows the structure (ISO 32000-1, 12.5).
        "Tabs" => "S",
    };
    let _ = pdf.objects.insert(page, Object::Dictionary(dictionary));
    Ok(())
}

/// Sets the glyph of each code of a font in which several codes share one (ISO 32000-1, 9.7.4.2).
fn set_glyph_map(
    pdf: &mut lopdf::Document,
    resources: ObjectId,
    slot: FontSlot,
    map: Vec<u8>,
) -> Result<(), Error> {
    let mut stream = Stream::new(Dictionary::new(), map);
    compress(&mut stream);
    let map = pdf.add_object(stream);
    let fonts = reference(pdf, resources, b"Font")?;
    let font = reference(pdf, fonts, content::name(slot).as_bytes())?;
    let descendants = pdf
        .get_dictionary_mut(font)
        .and_then(|font| font.get_mut(b"DescendantFonts"))
        .and_then(Object::as_array_mut)
        .map_err(failed)?;
    for descendant in descendants {
        descendant.as_dict_mut().map_err(failed)?.set("CIDToGIDMap", map);
    }
    Ok(())
}
