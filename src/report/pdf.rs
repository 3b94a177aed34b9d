//! From pages to the bytes of a PDF.
//!
//! printpdf makes the document: pages, resources, and the embedded fonts with their widths and their
//! maps to Unicode. What it has no words for is written into its tree through lopdf: the pages' content
//! ready-made (its own form of it holds an object for each glyph), language, nested bookmarks, and
//! metadata that claim only what holds.
//!
//! The same document is the same bytes: no clock, no random number, no order of a hash map reaches
//! the file.

mod claim;
mod codes;
mod content;
mod file;
mod fingerprint;
mod intent;
mod object;
mod outline;
mod structure;
mod tags;
mod xmp;

use super::geometry::{Length, Size};
use super::page::{Document, Origin, Page};
use super::{Error, Font, Part};
use chrono::NaiveDate;
use codes::{Codes, FontCodes};
use content::content;
use file::{File, compress};
use fingerprint::Fingerprint;
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use outline::set_outline;
use printpdf::ops::PdfFontHandle;
use printpdf::text::Codepoint;
use printpdf::{
    FontId, FontMetrics, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfPage, PdfSaveOptions, Pt,
    TextItem,
};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::thread;
pub(super) use tags::continued;
use tags::{Builder, Mark, Tree};
use xmp::Metadata;

/// How many pages are written between two calls of the progress hook, at least.
const STRIDE: usize = 32;

/// Writes a document. `progress` is told how many of how many pages are done, and can stop.
///
/// # Errors
/// [`Error::Cancelled`] where `progress` breaks off, [`Error::Subset`] and [`Error::Write`] where the
/// libraries fail, [`Error::Font`] where a bundled font cannot be read.
pub fn write(
    document: &Document,
    progress: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new(continued(&document.pages).collect());
    writer.add(&document.pages, document.paper, progress)?;
    writer.finish(document)
}

/// A document on its way into a file. Of its pages only what will be written is kept.
pub(super) struct Writer {
    codes: Codes,
    structure: Builder,
    contents: Contents,
}

impl Writer {
    /// For a document of which these cells stand on more than one page.
    pub fn new(cut: BTreeSet<Origin>) -> Self {
        Self { codes: Codes::new(), structure: Builder::new(cut), contents: Contents::default() }
    }

    /// Takes the next pages. `progress` is told how many of them are done, and can stop.
    pub fn add(
        &mut self,
        pages: &[Page],
        paper: Size,
        mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let mut done = 0;
        for group in pages.chunks(STRIDE) {
            group.iter().for_each(|page| self.codes.add(page));
            let marks = group.iter().map(|page| self.structure.page(page, paper.height.half()));
            let work: Vec<_> = group.iter().zip(marks).collect();
            streams(&work, paper, &self.codes).iter().for_each(|it| self.contents.push(it));
            done += group.len();
            if progress(done, pages.len()).is_break() {
                return Err(Error::Cancelled);
            }
        }
        Ok(())
    }

    /// How many pages there are so far.
    pub const fn pages(&self) -> usize {
        self.contents.pages.len()
    }

    /// The bytes of the file, with what `document` has besides pages.
    pub fn finish(self, document: &Document) -> Result<Vec<u8>, Error> {
        let Self { codes, structure, contents } = self;
        let face = document.typeface.face()?;
        let mut fingerprint = Fingerprint::of(&[]);
        let mut fonts = Vec::new();
        for (part, codes) in codes.used() {
            let program = codes.program(face.font(part)).map_err(|source| Error::Subset {
                typeface: document.typeface,
                source: Arc::new(source),
            })?;
            fingerprint.add(&program);
            fonts.push((part, codes, embedded(face.font(part), codes, program)));
        }
        let mut made = frame(&document.title, contents.pages.len(), fonts);
        let pages: Vec<ObjectId> = made.page_iter().collect();
        let resources = shared_resources(&mut made, &pages)?;
        // One page after the other, which is all of them.
        fingerprint.add(&contents.bytes);
        for (index, id) in pages.iter().enumerate() {
            fill(&mut made, *id, document.paper, resources, index)?;
        }
        for (part, codes) in codes.used() {
            if let Some(map) = codes.glyph_map() {
                set_glyph_map(&mut made, resources, part, map)?;
            }
        }
        set_outline(&mut made, &document.outline, &pages, document.paper)?;
        let conforms = claim::holds(document, face, &codes);
        set_metadata(&mut made, document, conforms, fingerprint)?;
        save(made, &structure.finish(), &contents)
    }
}

/// The compressed contents of pages, in one buffer: by itself each would stay where much else is let
/// go of around it, and keep the memory of all that from being used again.
#[derive(Default)]
struct Contents {
    bytes: Vec<u8>,
    /// Where each page's ends, and whether it was worth compressing.
    pages: Vec<(usize, bool)>,
}

impl Contents {
    fn push(&mut self, stream: &Stream) {
        self.bytes.extend(&stream.content);
        self.pages.push((self.bytes.len(), stream.dict.has(b"Filter")));
    }

    /// That of a page.
    fn stream(&self, page: usize) -> Option<Stream> {
        let (end, compressed) = *self.pages.get(page)?;
        let start = page.checked_sub(1).map_or(0, |before| self.pages[before].0);
        let mut stream = Stream::new(Dictionary::new(), self.bytes[start..end].to_vec());
        if compressed {
            stream.dict.set("Filter", "FlateDecode");
        }
        Some(stream)
    }
}

/// The document with its fonts and its pages, which are still empty.
fn frame(title: &str, pages: usize, fonts: Vec<(Part, &FontCodes, ParsedFont)>) -> lopdf::Document {
    let mut pdf = PdfDocument::new(title);
    // printpdf embeds what it sees used: one page with all that is used stands for all pages.
    let mut census = Vec::new();
    for (part, codes, font) in fonts {
        let id = FontId(content::name(part).to_owned());
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

fn embedded(from: &Font, codes: &FontCodes, program: Vec<u8>) -> ParsedFont {
    let metrics = from.metrics;
    let widths = codes.entries().map(|(code, entry)| (code, from.units(entry.glyph)));
    // ISO 32000-1, 9.6.4: a subset is marked by six letters, here derived from what it holds.
    let name = format!("{}+{}", Fingerprint::of(&program).letters(), from.name);
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
fn streams(pages: &[(&Page, Vec<Mark>)], paper: Size, codes: &Codes) -> Vec<Stream> {
    let stream = |(page, marks): &(&Page, Vec<Mark>)| {
        let content = content(page, marks, paper, codes);
        let mut stream = Stream::new(Dictionary::new(), content);
        compress(&mut stream);
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

/// Gives a page its size, resources and place in the structure. Its content is written with the file.
fn fill(
    made: &mut lopdf::Document,
    page: ObjectId,
    paper: Size,
    resources: ObjectId,
    index: usize,
) -> Result<(), Error> {
    let content = reference(made, page, b"Contents")?;
    let _ = made.objects.insert(content, Object::Null);
    let parent = made.get_dictionary(page).and_then(|page| page.get(b"Parent")).map_err(failed)?;
    let dictionary = dictionary! {
        "Type" => "Page",
        "Parent" => parent.clone(),
        "MediaBox" => vec![0.into(), 0.into(), number(paper.width), number(paper.height)],
        "Resources" => resources,
        "Contents" => content,
        "StructParents" => i64::try_from(index).unwrap_or(0),
        // The keyboard goes from place to place as the structure does (ISO 32000-1, 12.5).
        "Tabs" => "S",
    };
    let _ = made.objects.insert(page, Object::Dictionary(dictionary));
    Ok(())
}

/// Tells which glyph each code of a font stands for, where several codes share one (ISO 32000-1, 9.7.4.2).
fn set_glyph_map(
    made: &mut lopdf::Document,
    resources: ObjectId,
    part: Part,
    map: Vec<u8>,
) -> Result<(), Error> {
    let mut stream = Stream::new(Dictionary::new(), map);
    compress(&mut stream);
    let map = made.add_object(stream);
    let fonts = reference(made, resources, b"Font")?;
    let font = reference(made, fonts, content::name(part).as_bytes())?;
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

/// The language of all that is printed.
const LANGUAGE: &str = "ja-JP";

const CREATOR: &str = concat!("進捗帳 (Shinchoku) ", env!("CARGO_PKG_VERSION"));
const PRODUCER: &str = "printpdf 0.12.8";

/// Title, language, dates, and what the greys are; nothing that does not hold.
fn set_metadata(
    made: &mut lopdf::Document,
    document: &Document,
    conforms: bool,
    mut fingerprint: Fingerprint,
) -> Result<(), Error> {
    let mut info = dictionary! {
        "Title" => text(&document.title),
        "Creator" => text(CREATOR),
        "Producer" => text(PRODUCER),
    };
    if let Some(date) = document.date {
        let date = Object::string_literal(pdf_date(date));
        info.set("CreationDate", date.clone());
        info.set("ModDate", date);
    }
    let id = reference_in(&made.trailer, b"Info")?;
    let _ = made.objects.insert(id, Object::Dictionary(info));
    let packet = Metadata {
        title: &document.title,
        creator: CREATOR,
        producer: PRODUCER,
        language: LANGUAGE,
        date: document.date,
        conforms,
    }
    .packet();
    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // Whoever looks for metadata in a file need not understand PDF (ISO 32000-1, 14.3.2).
    let metadata = Stream::new(kind, packet.into_bytes()).with_compression(false);
    let metadata = made.add_object(metadata);
    let intents = intent::add(made);
    let catalog = made.catalog_mut().map_err(failed)?;
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", intents);
    catalog.set("Lang", Object::string_literal(LANGUAGE));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
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

/// The bytes of the file, with the structure of what is in it.
fn save(mut made: lopdf::Document, tree: &Tree, contents: &Contents) -> Result<Vec<u8>, Error> {
    let _ = made.prune_objects();
    made.renumber_objects();
    made.compress();
    let mut file = File::new(made.max_id);
    let pages: Vec<ObjectId> = made.page_iter().collect();
    let root = structure::add(&mut file, tree, &pages);
    made.catalog_mut().map_err(failed)?.set("StructTreeRoot", (root, 0));
    let page = |(at, page): (usize, &ObjectId)| Ok((reference(&made, *page, b"Contents")?, at));
    let of_pages: BTreeMap<ObjectId, usize> =
        pages.iter().enumerate().map(page).collect::<Result<_, Error>>()?;
    for (id, object) in std::mem::take(&mut made.objects) {
        match of_pages.get(&id).and_then(|page| contents.stream(*page)) {
            Some(content) => file.add(id.0, &Object::Stream(content)),
            None => file.add(id.0, &object),
        }
    }
    Ok(file.finish(&made.trailer))
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
