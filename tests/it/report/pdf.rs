//! The bytes of the PDF, read with a reader of our own.

use super::{sample, with};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document as Pdf, Object, ObjectId};
use shinchoku::domain::{Book, Implementation, Measure, Record};
use shinchoku::report::{Document, Error, Item, Options, Typeface, list::lay_out, pdf::write};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

pub(super) fn bytes(document: &Document) -> Vec<u8> {
    write(document, |_, _| ControlFlow::Continue(())).unwrap()
}

pub(super) fn printed(book: &Book, options: &Options) -> (Document, Pdf) {
    let document = lay_out(book, options).unwrap();
    let pdf = Pdf::load_mem(&bytes(&document)).unwrap();
    (document, pdf)
}

/// The sample with characters that share a glyph, or that only the extra font has, or none.
fn odd() -> Book {
    let book = sample();
    let (_, _, measure) = book.listed()[0];
    let measure = Measure {
        name: "葛城と葛\u{E0100}城の𠮷野、𠮟られた尐年😀한".to_owned(),
        ..measure.clone()
    };
    let entry = book.implementations(measure.id).next().unwrap().clone();
    let narrative = "・か\u{309A}く　～①～③\t㎡（“歩く”）\u{200B}次\n辻と辻\u{E0100}と\
                     邊と邊\u{E0103}と\u{F900}と豈と﨑髙\u{3000}⼩"
        .to_owned();
    let entry = Implementation { narrative, ..entry };
    with(book, [Record::Measure(measure), Record::Implementation(entry)])
}

pub(super) fn text(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    assert!(bytes.starts_with(&[0xFE, 0xFF]));
    let units: Vec<u16> =
        bytes[2..].chunks(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
    String::from_utf16(&units).unwrap()
}

/// The fonts of a document by their names: all pages share them.
fn fonts(pdf: &Pdf) -> BTreeMap<Vec<u8>, &Dictionary> {
    let page = pdf.page_iter().next().unwrap();
    pdf.get_page_fonts(page).unwrap()
}

/// The one font of a document that needs no other.
fn font(pdf: &Pdf) -> &Dictionary {
    let fonts = fonts(pdf);
    assert_eq!(fonts.keys().collect::<Vec<_>>(), [b"F0"]);
    fonts[b"F0".as_slice()]
}

fn descendant<'a>(pdf: &'a Pdf, font: &'a Dictionary) -> &'a Dictionary {
    let descendants = font.get_deref(b"DescendantFonts", pdf).unwrap().as_array().unwrap();
    pdf.dereference(&descendants[0]).unwrap().1.as_dict().unwrap()
}

/// The map from codes to text.
fn to_unicode(pdf: &Pdf, font: &Dictionary) -> BTreeMap<u16, String> {
    let stream = font.get_deref(b"ToUnicode", pdf).unwrap().as_stream().unwrap();
    let map = String::from_utf8(stream.decompressed_content().unwrap()).unwrap();
    let mut out = BTreeMap::new();
    for line in map.lines().filter(|line| line.starts_with('<') && line.matches('<').count() == 2) {
        let hex: Vec<&str> = line.split(['<', '>']).collect();
        if hex[3] == "FFFF" && hex[1] == "0000" {
            continue; // the code space
        }
        let units: Vec<u16> = (0..hex[3].len())
            .step_by(4)
            .map(|at| u16::from_str_radix(&hex[3][at..at + 4], 16).unwrap())
            .collect();
        let code = u16::from_str_radix(hex[1], 16).unwrap();
        assert!(out.insert(code, String::from_utf16(&units).unwrap()).is_none());
    }
    out
}

/// Something that a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// The name and the number of the marked content that it stands in, a number only for content
    /// that is not decoration.
    pub marked: Option<(String, Option<i64>)>,
    /// A line of text; none for rules and areas.
    pub text: Option<String>,
}

/// Reads pages as someone would who copies them.
pub(super) struct Reader<'a> {
    pdf: &'a Pdf,
    maps: BTreeMap<Vec<u8>, BTreeMap<u16, String>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(pdf: &'a Pdf) -> Self {
        let maps = fonts(pdf).into_iter().map(|(name, font)| (name, to_unicode(pdf, font)));
        Self { pdf, maps: maps.collect() }
    }

    /// What a page shows, in the order in which it is drawn.
    pub(super) fn shown(&self, page: ObjectId) -> Vec<Shown> {
        let content = Content::decode(&self.pdf.get_page_content(page)).unwrap();
        let (mut out, mut marked, mut map) = (Vec::new(), None, None);
        for Operation { operator, operands } in &content.operations {
            match operator.as_str() {
                "BDC" => {
                    let name = String::from_utf8_lossy(operands[0].as_name().unwrap()).into_owned();
                    let id = operands[1].as_dict().unwrap().get(b"MCID").ok();
                    assert_eq!(marked, None, "nested marked content");
                    marked = Some((name, id.map(|id| id.as_i64().unwrap())));
                }
                "EMC" => marked = None,
                "Tf" => map = Some(&self.maps[operands[0].as_name().unwrap()]),
                "TJ" => {
                    let pieces = operands[0].as_array().unwrap();
                    let codes = pieces.iter().filter_map(|piece| piece.as_str().ok());
                    let codes = codes.flat_map(|bytes| bytes.chunks(2));
                    let text = codes
                        .map(|code| map.unwrap()[&u16::from_be_bytes([code[0], code[1]])].as_str());
                    let text = Some(text.collect());
                    out.push(Shown { marked: marked.clone(), text });
                }
                "S" | "f" => out.push(Shown { marked: marked.clone(), text: None }),
                _ => {}
            }
        }
        out
    }
}

#[test]
fn all_text_is_copied_back_exactly() {
    for typeface in [Typeface::Mincho, Typeface::Gothic] {
        for book in [sample(), odd()] {
            let options = Options { typeface, ..Options::default() };
            let (document, pdf) = printed(&book, &options);
            let reader = Reader::new(&pdf);
            for (page, id) in document.pages.iter().zip(pdf.page_iter()) {
                let lines = page.items.iter().filter_map(|(_, item)| match item {
                    Item::Text(text) => Some(text.line.text.as_str()),
                    Item::Rule(_) | Item::Tint(_) => None,
                });
                let copied: String =
                    reader.shown(id).into_iter().filter_map(|it| it.text).collect();
                assert_eq!(copied, lines.collect::<String>());
            }
        }
    }
}

/// The glyphs of a font's codes by what they show.
fn glyphs(pdf: &Pdf, font: &Dictionary) -> BTreeMap<String, u16> {
    let map = descendant(pdf, font).get_deref(b"CIDToGIDMap", pdf).unwrap();
    let glyphs = map.as_stream().ok().map(|map| map.decompressed_content().unwrap());
    let glyph = |code: u16| {
        let at = usize::from(code) * 2;
        glyphs.as_ref().map_or(code, |map| u16::from_be_bytes([map[at], map[at + 1]]))
    };
    to_unicode(pdf, font).into_iter().map(|(code, text)| (text, glyph(code))).collect()
}

#[test]
fn characters_that_share_a_glyph_have_codes_of_their_own() {
    let (_, pdf) = printed(&odd(), &Options::default());
    let glyph = glyphs(&pdf, fonts(&pdf)[b"F0".as_slice()]);
    assert_eq!(glyph["😀"], glyph["한"]);
    assert_eq!(glyph["豈"], glyph["\u{F900}"]);
    assert_ne!(glyph["😀"], 0);
    // The variation sequences are drawn as the font has them.
    assert_ne!(glyph["辻"], glyph["辻\u{E0100}"]);
    // All else stands for itself, and needs no map.
    let (_, plain) = printed(&sample(), &Options::default());
    let same = descendant(&plain, font(&plain)).get(b"CIDToGIDMap").unwrap();
    assert_eq!(same.as_name().unwrap(), b"Identity");
}

#[test]
fn no_code_is_mapped_to_what_no_text_may_be() {
    // ISO 14289-1, 7.21.7: neither NUL nor U+FEFF nor U+FFFE, which a text pasted may hold.
    let book = sample();
    let (_, _, measure) = book.listed()[0];
    let name = "\u{FEFF}葛\u{FEFF}城\u{FFFE}".to_owned();
    let (_, pdf) = printed(
        &with(book.clone(), [Record::Measure(Measure { name, ..measure.clone() })]),
        &Options::default(),
    );
    let texts: Vec<String> = to_unicode(&pdf, font(&pdf)).into_values().collect();
    assert!(!texts.iter().any(|text| text.contains(['\0', '\u{FEFF}', '\u{FFFE}'])));
    for text in ["\u{2060}", "葛\u{2060}", "\u{FFFD}"] {
        assert!(texts.iter().any(|it| it == text), "{text:?}");
    }
}

#[test]
fn a_second_font_draws_what_the_first_lacks() {
    for (typeface, name) in
        [(Typeface::Mincho, "ShinchokuExtraMincho"), (Typeface::Gothic, "ShinchokuExtraGothic")]
    {
        let (_, pdf) = printed(&odd(), &Options { typeface, ..Options::default() });
        let fonts = fonts(&pdf);
        assert_eq!(fonts.len(), 2);
        let extra = fonts[b"F1".as_slice()];
        let base = String::from_utf8_lossy(extra.get(b"BaseFont").unwrap().as_name().unwrap());
        assert!(base.ends_with(&format!("+{name}")), "{base}");
        let glyph = glyphs(&pdf, extra);
        for text in ["𠮷", "尐", "⼩", "邊\u{E0103}"] {
            assert!(glyph[text] > 0, "{text}");
        }
        assert!(!glyph.contains_key("邊") && !glyph.contains_key("﨑"));
    }
}

#[test]
fn fonts_are_embedded_and_reduced_to_what_is_used() {
    for typeface in [Typeface::Mincho, Typeface::Gothic] {
        let (_, pdf) = printed(&sample(), &Options { typeface, ..Options::default() });
        let font = font(&pdf);
        let name = String::from_utf8_lossy(font.get(b"BaseFont").unwrap().as_name().unwrap());
        let (tag, _) = name.split_once('+').unwrap();
        assert!(tag.len() == 6 && tag.chars().all(|c| c.is_ascii_uppercase()), "{name}");
        let descendant = descendant(&pdf, font);
        let descriptor = descendant.get_deref(b"FontDescriptor", &pdf).unwrap().as_dict().unwrap();
        let program = descriptor.get_deref(b"FontFile2", &pdf).unwrap().as_stream().unwrap();
        let program = program.decompressed_content().unwrap();
        assert!(program.len() < 500_000, "{}", program.len());
        let face = ttf_parser::Face::parse(&program, 0).unwrap();
        assert!(usize::from(face.number_of_glyphs()) >= to_unicode(&pdf, font).len());
    }
}

#[test]
fn the_document_says_what_it_is_and_no_more() {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 6, 12);
    let (document, pdf) = printed(&sample(), &Options { date, ..Options::default() });
    assert_eq!(pdf.version, "1.7");
    let catalog = pdf.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"ja-JP");
    let preferences = catalog.get(b"ViewerPreferences").unwrap().as_dict().unwrap();
    assert!(preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let info = pdf.trailer.get_deref(b"Info", &pdf).unwrap().as_dict().unwrap();
    assert_eq!(text(info.get(b"Title").unwrap()), document.title);
    assert_eq!(info.get(b"CreationDate").unwrap().as_str().unwrap(), b"D:20260612");
    let keys: Vec<_> = info.iter().map(|(key, _)| String::from_utf8_lossy(key)).collect();
    assert_eq!(keys, ["Title", "Creator", "Producer", "Author", "CreationDate", "ModDate"]);
    // The producer is the one that Cargo.toml pins.
    let producer = text(info.get(b"Producer").unwrap());
    let version = producer.strip_prefix("printpdf ").unwrap();
    let pinned = format!("printpdf = {{ version = \"={version}\"");
    assert!(include_str!("../../../Cargo.toml").contains(&pinned), "{producer}");
    let (_, undated) = printed(&sample(), &Options::default());
    let info = undated.trailer.get_deref(b"Info", &undated).unwrap().as_dict().unwrap();
    assert!(!info.has(b"CreationDate") && !info.has(b"ModDate"));
    let metadata = catalog.get_deref(b"Metadata", &pdf).unwrap().as_stream().unwrap();
    assert!(!metadata.dict.has(b"Filter"));
    let packet = String::from_utf8(metadata.content.clone()).unwrap();
    for said in [document.title.as_str(), "ja-JP", &producer, "2026-06-12"] {
        assert!(packet.contains(said), "{said}");
    }
    let page = pdf.get_dictionary(pdf.page_iter().next().unwrap()).unwrap();
    let sides = page.get(b"MediaBox").unwrap().as_array().unwrap();
    assert_eq!(
        sides.iter().map(|it| it.as_float().unwrap()).collect::<Vec<_>>(),
        [0.0, 0.0, 841.89, 595.276]
    );
}

#[test]
fn bookmarks_are_nested_and_lead_to_their_headings() {
    fn read(pdf: &Pdf, parent: &Dictionary) -> Vec<(String, usize, usize)> {
        let pages: Vec<_> = pdf.page_iter().collect();
        let mut out = Vec::new();
        let mut next = parent.get(b"First").ok();
        while let Some(id) = next {
            let item = pdf.dereference(id).unwrap().1.as_dict().unwrap();
            let place = item.get(b"Dest").unwrap().as_array().unwrap();
            let page = pages.iter().position(|page| *page == place[0].as_reference().unwrap());
            out.push((text(item.get(b"Title").unwrap()), page.unwrap(), read(pdf, item).len()));
            next = item.get(b"Next").ok();
        }
        out
    }
    let (document, pdf) = printed(&sample(), &Options::default());
    let root = pdf.catalog().unwrap().get_deref(b"Outlines", &pdf).unwrap().as_dict().unwrap();
    let expected: Vec<_> =
        document.outline.iter().map(|it| (it.title.clone(), it.page, it.children.len())).collect();
    assert_eq!(read(&pdf, root), expected);
    let all = document.outline.iter().map(|it| 1 + it.children.len()).sum::<usize>();
    assert_eq!(root.get(b"Count").unwrap().as_i64().unwrap(), i64::try_from(all).unwrap());
}

#[test]
fn the_same_list_is_the_same_bytes() {
    for book in [sample(), odd()] {
        let options = Options::default();
        let one = bytes(&lay_out(&book, &options).unwrap());
        let other = bytes(&lay_out(&book.clone(), &options).unwrap());
        assert!(one == other);
        // What differs has another identity.
        let date = chrono::NaiveDate::from_ymd_opt(2026, 6, 12);
        let dated = bytes(&lay_out(&book, &Options { date, ..options }).unwrap());
        let id = |bytes: &[u8]| Pdf::load_mem(bytes).unwrap().trailer.get(b"ID").unwrap().clone();
        assert_ne!(id(&one), id(&dated));
    }
}

#[test]
fn writing_tells_how_far_it_is_and_can_be_stopped() {
    let document = lay_out(&sample(), &Options::default()).unwrap();
    let mut told = Vec::new();
    let whole = write(&document, |done, all| {
        told.push((done, all));
        ControlFlow::Continue(())
    });
    assert!(whole.is_ok());
    assert_eq!(told.last(), Some(&(document.pages.len(), document.pages.len())));
    let stopped = write(&document, |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Error::Cancelled)));
}
