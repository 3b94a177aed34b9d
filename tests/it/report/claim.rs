//! What a document says of itself to those who ask by which rules it may be read and kept: PDF/UA-1
//! and PDF/A-2a where it keeps to both, neither where a text stands in the way.

use super::pdf::bytes;
use super::structure::{Element, read};
use super::{sample, with};
use lopdf::{Dictionary, Document as Pdf};
use shinchoku::domain::template::PageNumberForm;
use shinchoku::domain::{Book, Measure, Record};
use shinchoku::report::revisions::{self, Revised, State, Wording};
use shinchoku::report::{Document, Options, Report};

const CLAIMS: [&str; 3] = [
    "<pdfuaid:part>1</pdfuaid:part>",
    "<pdfaid:part>2</pdfaid:part>",
    "<pdfaid:conformance>A</pdfaid:conformance>",
];

fn read_back(document: &Document) -> Pdf {
    Pdf::load_mem(&bytes(document)).unwrap()
}

/// Which of the claims are made.
fn claims(pdf: &Pdf) -> Vec<&'static str> {
    let catalog = pdf.catalog().unwrap();
    let metadata = catalog.get_deref(b"Metadata", pdf).unwrap().as_stream().unwrap();
    let packet = String::from_utf8(metadata.content.clone()).unwrap();
    // ISO 19005-2, 6.6.2.3: the property that PDF/A does not know is explained where it is used.
    assert_eq!(packet.contains("pdfuaid:"), packet.contains("<pdfaSchema:prefix>pdfuaid<"));
    assert!(!packet.contains("pdfxid") && !packet.contains("PDF/X"));
    CLAIMS.into_iter().filter(|claim| packet.contains(claim)).collect()
}

/// The sample with a measure of this name.
fn named(name: &str) -> Book {
    let book = sample();
    let (_, _, measure) = book.listed()[0];
    let measure = Measure { name: name.to_owned(), ..measure.clone() };
    with(book, [Record::Measure(measure)])
}

#[test]
fn papers_keep_to_both() {
    let book = named("か\u{309A}く葛\u{E0100}城の𠮷野、﨑髙〓");
    for report in Report::ALL {
        let document = report.lay_out(&book, &Options::default()).unwrap();
        assert_eq!(claims(&read_back(&document)), CLAIMS, "{report:?}");
    }
    let list = Options { title: Some("葛城の一覧表".to_owned()), ..Options::default() };
    assert_eq!(claims(&read_back(&Report::List.lay_out(&book, &list).unwrap())), CLAIMS);
}

#[test]
fn what_cannot_be_spoken_is_not_claimed_to_be() {
    for name in ["葛\u{E000}城", "葛😀城", "葛\u{F_0000}城"] {
        let document = Report::List.lay_out(&named(name), &Options::default()).unwrap();
        let pdf = read_back(&document);
        assert_eq!(claims(&pdf), Vec::<&str>::new(), "{name:?}");
        // What holds all the same is there.
        assert!(pdf.catalog().unwrap().has(b"OutputIntents"));
    }
    // It is the paper that counts: one without the name keeps to both.
    let book = named("葛\u{E000}城");
    let other = book.goals()[1].id;
    let mut options = Options::default();
    let _ = options.selection.goals.insert(other);
    let document = Report::List.lay_out(&book, &options).unwrap();
    assert_eq!(claims(&read_back(&document)), CLAIMS);
}

#[test]
fn a_grey_is_the_same_everywhere() {
    // ISO 19005-2, 6.2.3 and 6.2.4.3.
    let pdf = read_back(&Report::List.lay_out(&sample(), &Options::default()).unwrap());
    let intents = pdf.catalog().unwrap().get(b"OutputIntents").unwrap().as_array().unwrap();
    let [intent] = intents.as_slice() else { panic!("{intents:?}") };
    let intent: &Dictionary = intent.as_dict().unwrap();
    assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFA1");
    let profile = intent.get_deref(b"DestOutputProfile", &pdf).unwrap().as_stream().unwrap();
    assert_eq!(profile.dict.get(b"N").unwrap().as_i64().unwrap(), 1);
    let profile = profile.decompressed_content().unwrap();
    // ICC.1:2001-04, header: a monochrome display, in the version of that standard.
    assert_eq!(&profile[8..20], b"\x02\x40\0\0mntrGRAY");
}

#[test]
fn a_table_without_rows_is_whole() {
    // ISO 14289-1, 7.5: where there is a head there is a body.
    let book = sample();
    let state = |name| State { name, book: &book };
    let revised = Revised {
        printed: None,
        before: state("6月議会提出版"),
        after: state("現在"),
        wording: Wording::Errata,
    };
    let document = revisions::lay_out(revised, &Options::default()).unwrap();
    let pdf = read_back(&document);
    let root = read(&pdf);
    let mut tables = Vec::new();
    root.find("Table", &mut tables);
    assert_eq!(tables.iter().map(|table| table.tags()).collect::<Vec<_>>(), [["TBody"]]);
    let mut heads: Vec<&Element> = Vec::new();
    root.find("TH", &mut heads);
    assert!(heads.iter().all(|head| head.scope.as_deref() == Some("Column")));
    assert_eq!(claims(&pdf), CLAIMS);
}

#[test]
fn a_paper_says_who_issues_it_and_bears_the_numbers_that_are_printed() {
    let book = sample();
    let mut options = Options::default();
    options.page_number.first = 7;
    let pdf = read_back(&Report::List.lay_out(&book, &options).unwrap());
    let info = pdf.trailer.get_deref(b"Info", &pdf).unwrap().as_dict().unwrap();
    let author = lopdf::decode_text_string(info.get(b"Author").unwrap()).unwrap();
    assert_eq!(author, book.plan().municipality);
    let catalog = pdf.catalog().unwrap();
    let packet = catalog.get_deref(b"Metadata", &pdf).unwrap().as_stream().unwrap();
    let packet = String::from_utf8_lossy(&packet.content).into_owned();
    assert!(packet.contains(&format!("<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li>")));
    let labels = catalog.get_deref(b"PageLabels", &pdf).unwrap().as_dict().unwrap();
    let labels = labels.get_deref(b"Nums", &pdf).unwrap().as_array().unwrap();
    let first = labels[1].as_dict().unwrap();
    assert_eq!((labels[0].as_i64().unwrap(), first.get(b"St").unwrap().as_i64().unwrap()), (0, 7));
    assert_eq!(first.get(b"S").unwrap().as_name().unwrap(), b"D");
    options.page_number.form = PageNumberForm::None;
    let pdf = read_back(&Report::List.lay_out(&book, &options).unwrap());
    assert!(!pdf.catalog().unwrap().has(b"PageLabels"), "none are printed");
}
