//! From pages to the bytes of a PDF.
//!
//! Who writes what:
//! - **printpdf** makes the document ([`skeleton`]): the catalog, the page tree, and the embedded fonts
//!   with their widths and their maps to Unicode.
//! - What it has no words for is added to its objects through **lopdf**: language, output intent, XMP,
//!   nested bookmarks, the dictionaries of the pages.
//! - **Ours** are the content streams ([`content`]), which in printpdf's own form would hold an object
//!   for each glyph; the structure tree ([`tags`], [`structure`]), which printpdf does not know; and
//!   the file ([`file`]), since a long list has a million elements of structure that are cheap as
//!   bytes only, and lopdf writes only what it holds as objects.
//!
//! The same document is the same bytes: no clock, no random number and no order of a hash map reaches
//! the file.

mod claim;
mod codes;
mod content;
mod file;
mod fingerprint;
mod intent;
mod links;
mod metadata;
mod object;
mod outline;
mod skeleton;
mod structure;
mod tags;

pub(super) use tags::cut_cells;

use super::error::Error;
use super::geometry::Size;
use super::page::{Document, Link, Origin, Page};
use super::parallel;
use codes::Codes;
use content::content;
use file::{File, compress, compress_all};
use fingerprint::Fingerprint;
use links::set_links;
use lopdf::{Dictionary, Object, ObjectId, Stream};
use metadata::set_metadata;
use object::{failed, reference};
use outline::set_outline;
use skeleton::skeleton;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;
use tags::{Builder, Tree};

/// The number of pages that are written between two calls of the progress hook.
const CHUNK: usize = 32;

/// Writes a document. `progress` is called with the number of pages done and of all pages, and can
/// stop the work.
///
/// # Errors
/// [`Error::Cancelled`] where `progress` breaks off, [`Error::Subset`] and [`Error::Write`] where the
/// libraries fail, [`Error::Font`] where a bundled font cannot be read.
pub fn write(
    document: &Document,
    progress: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new(cut_cells(&document.pages).collect());
    writer.add(&document.pages, document.paper, progress)?;
    writer.finish(document)
}

/// Writes a document chunk by chunk. Of the pages only their compressed content and structure is kept.
pub(super) struct Writer {
    codes: Codes,
    structure: Builder,
    contents: Contents,
    /// The links, each with the index of its page.
    links: Vec<(usize, Link)>,
}

impl Writer {
    /// A writer for a document in which these cells are cut.
    pub(super) fn new(cut: BTreeSet<Origin>) -> Self {
        let structure = Builder::new(cut);
        Self { codes: Codes::new(), structure, contents: Contents::default(), links: Vec::new() }
    }

    /// Adds the next pages. `progress` is called with the number of them that are done, and can stop.
    pub(super) fn add(
        &mut self,
        pages: &[Page],
        paper: Size,
        mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let mut done = 0;
        for chunk in pages.chunks(CHUNK) {
            chunk.iter().for_each(|page| self.codes.add(page));
            let marks = chunk.iter().map(|page| self.structure.page(page, paper.height.half()));
            let work: Vec<_> = chunk.iter().zip(marks).collect();
            let streams = parallel::map(&work, 2, |(page, marks)| {
                let content = content(page, marks, paper, &self.codes);
                let mut stream = Stream::new(Dictionary::new(), content);
                compress(&mut stream);
                stream
            });
            for (page, at) in chunk.iter().zip(self.pages()..) {
                self.links.extend(page.links.iter().map(|link| (at, link.clone())));
            }
            streams.iter().for_each(|stream| self.contents.push(stream));
            done += chunk.len();
            if progress(done, pages.len()).is_break() {
                return Err(Error::Cancelled);
            }
        }
        Ok(())
    }

    /// The number of pages so far.
    pub(super) const fn pages(&self) -> usize {
        self.contents.pages.len()
    }

    /// The bytes of the file, with everything of `document` but its pages.
    pub(super) fn finish(self, document: &Document) -> Result<Vec<u8>, Error> {
        let Self { codes, structure, contents, links } = self;
        let fonts = document.typeface.fonts()?;
        let mut fingerprint = Fingerprint::of(&[]);
        let mut embedded = Vec::new();
        let used: Vec<_> = codes.used().collect();
        let programs = parallel::map(&used, 2, |(slot, codes)| codes.program(fonts.font(*slot)));
        for ((slot, codes), program) in used.into_iter().zip(programs) {
            let program = program.map_err(|source| Error::Subset {
                typeface: document.typeface,
                source: Arc::new(source),
            })?;
            fingerprint.add(&program);
            embedded.push((slot, codes, skeleton::embedded(fonts.font(slot), codes, program)));
        }
        fingerprint.add(&contents.bytes);
        let (mut pdf, pages) = skeleton(document, contents.pages.len(), embedded)?;
        set_outline(&mut pdf, &document.outline, &pages, document.paper)?;
        set_links(&mut pdf, &links, &pages, document.paper)?;
        let conforms = claim::conforms(document, fonts, &codes);
        set_metadata(&mut pdf, document, conforms, fingerprint)?;
        save(pdf, &structure.finish(), &contents)
    }
}

/// The compressed contents of all pages in one buffer: as allocations of their own they would stay
/// among much memory that is freed, and fragment it.
#[derive(Default)]
struct Contents {
    bytes: Vec<u8>,
    /// The end of each page, and whether its content is compressed.
    pages: Vec<(usize, bool)>,
}

impl Contents {
    fn push(&mut self, stream: &Stream) {
        self.bytes.extend(&stream.content);
        self.pages.push((self.bytes.len(), stream.dict.has(b"Filter")));
    }

    /// The content of a page.
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

/// The bytes of the file, with the structure and the contents of the pages.
fn save(mut pdf: lopdf::Document, tree: &Tree, contents: &Contents) -> Result<Vec<u8>, Error> {
    let _ = pdf.prune_objects();
    pdf.renumber_objects();
    compress_all(pdf.objects.values_mut().filter_map(|object| match object {
        Object::Stream(stream) if stream.allows_compression => Some(stream),
        _ => None,
    }));
    let mut file = File::new(pdf.max_id);
    let pages: Vec<ObjectId> = pdf.page_iter().collect();
    let root = structure::add(&mut file, tree, &pages, &links::annotations(&pdf, &pages)?);
    pdf.catalog_mut().map_err(failed)?.set("StructTreeRoot", (root, 0));
    let content = |(at, page): (usize, &ObjectId)| Ok((reference(&pdf, *page, b"Contents")?, at));
    let page_contents: BTreeMap<ObjectId, usize> =
        pages.iter().enumerate().map(content).collect::<Result<_, Error>>()?;
    for (id, object) in std::mem::take(&mut pdf.objects) {
        match page_contents.get(&id).and_then(|page| contents.stream(*page)) {
            Some(content) => file.add(id.0, &Object::Stream(content)),
            None => file.add(id.0, &object),
        }
    }
    Ok(file.finish(&pdf.trailer))
}
