//! From pages to the bytes of a PDF.
//!
//! printpdf makes the document: pages, resources, and the embedded font with its widths and its map
//! to Unicode. What it has no words for is written into its tree through lopdf: the pages' content
//! ready-made (its own form of it holds an object for each glyph), language, nested bookmarks, and
//! metadata that claim only what holds.
//!
//! The same document is the same bytes: no clock, no random number, no order of a hash map reaches
//! the file.

mod codes;
mod content;
mod fingerprint;

use super::geometry::{Length, Size};
use super::page::{Bookmark, Document, Page};
use super::{Error, Face};
use chrono::NaiveDate;
use codes::Codes;
use content::content;
use fingerprint::Fingerprint;
use lopdf::{Dictionary, Object, ObjectId, SaveOptions, Stream, dictionary};
use printpdf::ops::PdfFontHandle;
use printpdf::text::Codepoint;
use printpdf::{
    FontId, FontMetrics, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfPage, PdfSaveOptions, Pt,
    TextItem,
};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::thread;

/// The name by which the pages call their font.
const FONT: &str = "F0";

/// How many pages are written between two calls of the progress hook, at least.
const STRIDE: usize = 32;

/// Writes a document. `progress` is told how many of how many pages are done, and can stop.
///
/// # Errors
/// [`Error::Cancelled`] where `progress` breaks off, [`Error::Subset`] and [`Error::Write`] where the
/// libraries fail, [`Error::Font`] where a bundled font cannot be read.
pub fn write(
    document: &Document,
    mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<u8>, Error> {
    let face = document.typeface.face()?;
    let codes = Codes::of(document);
    let program = codes.program(face).map_err(|source| Error::Subset {
        typeface: document.typeface,
        source: Arc::new(source),
    })?;
    let mut fingerprint = Fingerprint::of(&program);
    let mut made = frame(document, face, &codes, program);
    let pages: Vec<ObjectId> = made.page_iter().collect();
    let resources = shared_resources(&mut made, &pages)?;
    let mut done = 0;
    for (ids, group) in pages.chunks(STRIDE).zip(document.pages.chunks(STRIDE)) {
        for (id, stream) in ids.iter().zip(streams(group, document, &codes)) {
            fingerprint.add(&stream.content);
            fill(&mut made, *id, document.paper, resources, stream)?;
        }
        done += group.len();
        if progress(done, document.pages.len()).is_break() {
            return Err(Error::Cancelled);
        }
    }
    if let Some(map) = codes.glyph_map() {
        set_glyph_map(&mut made, resources, map)?;
    }
    set_outline(&mut made, &document.outline, &pages, document.paper)?;
    set_metadata(&mut made, document, fingerprint)?;
    save(made)
}

/// The document with its font and its pages, which are still empty.
fn frame(document: &Document, face: &Face, codes: &Codes, program: Vec<u8>) -> lopdf::Document {
    let mut pdf = PdfDocument::new(&document.title);
    let id = FontId(FONT.to_owned());
    let font = embedded(face, codes, program);
    let _ = pdf.resources.fonts.map.insert(id.clone(), PdfFont::new(font));
    // printpdf embeds what it sees used: one operation with all that is used stands for all pages.
    let used =
        codes.entries().map(|(code, entry)| Codepoint::with_cid(code, 0.0, entry.text.to_string()));
    let mut census = vec![
        Op::StartTextSection,
        Op::SetFont { font: PdfFontHandle::External(id), size: Pt(1.0) },
        Op::ShowText { items: vec![TextItem::GlyphIds(used.collect())] },
        Op::EndTextSection,
    ];
    let pages =
        document.pages.iter().map(|_| PdfPage::new(Mm(0.0), Mm(0.0), std::mem::take(&mut census)));
    let _ = pdf.with_pages(pages.collect());
    let options =
        PdfSaveOptions { subset_fonts: false, image_optimization: None, ..Default::default() };
    pdf.to_lopdf_document(&options, &mut Vec::new())
}

fn embedded(face: &Face, codes: &Codes, program: Vec<u8>) -> ParsedFont {
    let metrics = face.metrics;
    let widths = codes.entries().map(|(code, entry)| (code, face.units(entry.glyph)));
    // ISO 32000-1, 9.6.4: a subset is marked by six letters, here derived from what it holds.
    let name = format!("{}+{}", Fingerprint::of(&program).letters(), face.name);
    let mut font = ParsedFont::with_glyph_data(
        program,
        0,
        Some(name),
        std::collections::BTreeMap::new(),
        widths.collect(),
        metrics.units_per_em,
        FontMetrics { ascent: metrics.ascent, descent: metrics.descent },
    );
    let [x_min, y_min, x_max, y_max] = metrics.bounds;
    let stated = &mut font.pdf_font_metrics;
    (stated.x_min, stated.y_min, stated.x_max, stated.y_max) = (x_min, y_min, x_max, y_max);
    stated.us_weight_class = metrics.weight;
    font
}

/// The contents of pages, compressed, each core taking its share.
fn streams(pages: &[Page], document: &Document, codes: &Codes) -> Vec<Stream> {
    let stream = |page: &Page| {
        let content = content(page, document.paper, FONT, codes);
        let mut stream = Stream::new(Dictionary::new(), content);
        // It would stay uncompressed, and as right.
        let _ = stream.compress();
        stream
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = pages.len().div_ceil(cores).max(1);
    thread::scope(|scope| {
        let work: Vec<_> = pages
            .chunks(share)
            .map(|pages| scope.spawn(move || pages.iter().map(stream).collect::<Vec<_>>()))
            .collect();
        work.into_iter()
            .flat_map(|work| work.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// Makes one resource dictionary serve all pages, and returns it.
fn shared_resources(made: &mut lopdf::Document, pages: &[ObjectId]) -> Result<ObjectId, Error> {
    let mut fonts = None;
    for page in pages {
        let resources = reference(made, *page, b"Resources")?;
        fonts = fonts.or(Some(reference(made, resources, b"Font")?));
        let removed = made.objects.remove(&resources);
        drop(removed);
    }
    let mut resources = Dictionary::new();
    if let Some(fonts) = fonts {
        resources.set("Font", fonts);
    }
    Ok(made.add_object(resources))
}

/// Gives a page its size, resources and content.
fn fill(
    made: &mut lopdf::Document,
    page: ObjectId,
    paper: Size,
    resources: ObjectId,
    stream: Stream,
) -> Result<(), Error> {
    let content = reference(made, page, b"Contents")?;
    let _ = made.objects.insert(content, Object::Stream(stream));
    let parent = made.get_dictionary(page).and_then(|page| page.get(b"Parent")).map_err(failed)?;
    let dictionary = dictionary! {
        "Type" => "Page",
        "Parent" => parent.clone(),
        "MediaBox" => vec![0.into(), 0.into(), number(paper.width), number(paper.height)],
        "Resources" => resources,
        "Contents" => content,
    };
    let _ = made.objects.insert(page, Object::Dictionary(dictionary));
    Ok(())
}

/// Tells which glyph each code stands for, where several codes share one (ISO 32000-1, 9.7.4.2).
fn set_glyph_map(
    made: &mut lopdf::Document,
    resources: ObjectId,
    map: Vec<u8>,
) -> Result<(), Error> {
    let mut stream = Stream::new(Dictionary::new(), map);
    let _ = stream.compress();
    let map = made.add_object(stream);
    let fonts = reference(made, resources, b"Font")?;
    let font = reference(made, fonts, FONT.as_bytes())?;
    let descendants = made
        .get_dictionary_mut(font)
        .and_then(|font| font.get_mut(b"DescendantFonts"))
        .and_then(Object::as_array_mut)
        .map_err(failed)?;
    for descendant in descendants {
        descendant.as_dict_mut().map_err(failed)?.set("CIDToGIDMap", map);
    }
    Ok(())
}

/// Writes the bookmarks, nested as they are (ISO 32000-1, 12.3.3).
fn set_outline(
    made: &mut lopdf::Document,
    outline: &[Bookmark],
    pages: &[ObjectId],
    paper: Size,
) -> Result<(), Error> {
    if outline.is_empty() {
        return Ok(());
    }
    let root = made.new_object_id();
    let (ends, count) = add_bookmarks(made, outline, root, pages, paper);
    let mut dictionary = dictionary! { "Type" => "Outlines", "Count" => count };
    set_ends(&mut dictionary, ends);
    let _ = made.objects.insert(root, Object::Dictionary(dictionary));
    made.catalog_mut().map_err(failed)?.set("Outlines", root);
    Ok(())
}

/// Adds bookmarks below a parent. Returns the first and the last of them, and how many are shown
/// with all opened.
fn add_bookmarks(
    made: &mut lopdf::Document,
    bookmarks: &[Bookmark],
    parent: ObjectId,
    pages: &[ObjectId],
    paper: Size,
) -> (Option<(ObjectId, ObjectId)>, i64) {
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| made.new_object_id()).collect();
    let mut shown = 0;
    for (index, (bookmark, id)) in bookmarks.iter().zip(&ids).enumerate() {
        let (ends, below) = add_bookmarks(made, &bookmark.children, *id, pages, paper);
        shown += 1 + below;
        let mut dictionary = dictionary! { "Title" => text(&bookmark.title), "Parent" => parent };
        if let Some(page) = pages.get(bookmark.page) {
            let top = number(paper.height - bookmark.top);
            let place = vec![(*page).into(), "XYZ".into(), Object::Null, top, Object::Null];
            dictionary.set("Dest", place);
        }
        if let Some(before) = index.checked_sub(1).and_then(|before| ids.get(before)) {
            dictionary.set("Prev", *before);
        }
        if let Some(after) = ids.get(index + 1) {
            dictionary.set("Next", *after);
        }
        if below > 0 {
            dictionary.set("Count", below);
        }
        set_ends(&mut dictionary, ends);
        let _ = made.objects.insert(*id, Object::Dictionary(dictionary));
    }
    (ids.first().copied().zip(ids.last().copied()), shown)
}

fn set_ends(dictionary: &mut Dictionary, ends: Option<(ObjectId, ObjectId)>) {
    if let Some((first, last)) = ends {
        dictionary.set("First", first);
        dictionary.set("Last", last);
    }
}

/// Title, language and dates; nothing that does not hold.
fn set_metadata(
    made: &mut lopdf::Document,
    document: &Document,
    mut fingerprint: Fingerprint,
) -> Result<(), Error> {
    let mut info = dictionary! {
        "Title" => text(&document.title),
        "Creator" => text(concat!("進捗帳 (Shinchoku) ", env!("CARGO_PKG_VERSION"))),
        "Producer" => text("printpdf 0.12.8"),
    };
    if let Some(date) = document.date {
        let date = Object::string_literal(pdf_date(date));
        info.set("CreationDate", date.clone());
        info.set("ModDate", date);
    }
    let id = reference_in(&made.trailer, b"Info")?;
    let _ = made.objects.insert(id, Object::Dictionary(info));
    let catalog = made.catalog_mut().map_err(failed)?;
    catalog.set("Lang", Object::string_literal("ja-JP"));
    catalog.set("PageLayout", "SinglePage");
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    fingerprint.add(document.title.as_bytes());
    fingerprint.add(document.date.map(pdf_date).unwrap_or_default().as_bytes());
    let id = Object::String(fingerprint.bytes().to_vec(), lopdf::StringFormat::Hexadecimal);
    made.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

/// ISO 32000-1, 7.9.4: a day without a time.
fn pdf_date(date: NaiveDate) -> String {
    date.format("D:%Y%m%d").to_string()
}

fn save(mut made: lopdf::Document) -> Result<Vec<u8>, Error> {
    // Object streams are of 1.5, and nothing is of a later version than this one.
    "1.7".clone_into(&mut made.version);
    let _ = made.prune_objects();
    made.renumber_objects();
    made.compress();
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(200)
        .compression_level(9)
        .build();
    let mut bytes = Vec::new();
    made.save_with_options(&mut bytes, options).map_err(failed)?;
    Ok(bytes)
}

/// A text string of PDF (ISO 32000-1, 7.9.2.2).
fn text(text: &str) -> Object {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    let bytes = units.flat_map(u16::to_be_bytes).collect();
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}

/// A length as a number of PDF. The nearest single-precision number prints as the digits it was
/// made from, for as few digits as a page needs.
fn number(length: Length) -> Object {
    let thousandths = length.in_thousandths();
    if thousandths % 1000 == 0 {
        Object::Integer(thousandths / 1000)
    } else {
        Object::Real((thousandths as f64 / 1000.0) as f32)
    }
}

fn reference(made: &lopdf::Document, of: ObjectId, key: &[u8]) -> Result<ObjectId, Error> {
    reference_in(made.get_dictionary(of).map_err(failed)?, key)
}

fn reference_in(dictionary: &Dictionary, key: &[u8]) -> Result<ObjectId, Error> {
    dictionary.get(key).and_then(Object::as_reference).map_err(failed)
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Write(Arc::new(error))
}
