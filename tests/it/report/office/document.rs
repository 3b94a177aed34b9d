//! The document.

use super::{part, write};
use crate::report::{sample, with};
use quick_xml::Reader;
use quick_xml::events::Event;
use shinchoku::domain::template::{DocumentNumber, PageNumber, PageNumberForm, Rows};
use shinchoku::domain::{Measure, Record, Template};
use shinchoku::report::{FileType, Options, Report};

/// The paragraphs of a part, each as its text.
fn paragraphs(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut all, mut is_text) = (Vec::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "w:p" => all.push(String::new()),
            Event::Start(tag) if tag.name().as_ref() == "w:t" => is_text = true,
            Event::End(_) => is_text = false,
            Event::Text(text) if is_text => all.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(of) if is_text => {
                let name: &str = &of;
                let of = match name {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    _ => panic!("{name}"),
                };
                all.last_mut().unwrap().push(of);
            }
            Event::Eof => return all,
            _ => {}
        }
    }
}

#[test]
fn every_text_is_in_it_in_the_order_of_the_paper() {
    let book = sample();
    let document = part(&write(Report::List, FileType::Word, &book), "word/document.xml");
    let mut all = paragraphs(&document).into_iter();
    let mut find = |text: &str| assert!(all.any(|it| it == text), "{text}");
    find(&shinchoku::report::list::title(&book, &Options::default()));
    for (_, _, measure) in book.listed() {
        find(&measure.name);
        measure.description.trim_end().lines().for_each(&mut find);
        for year in book.years() {
            book.narrative(measure.id, year.year).trim_end().lines().for_each(&mut find);
        }
    }
}

#[test]
fn every_part_of_every_report_is_well_formed() {
    let awkward = "<w:p>&\"'\u{FFFE}\t]]>";
    let measure = sample().listed()[0].2.clone();
    let measure =
        Measure { name: awkward.replace('\t', ""), description: awkward.into(), ..measure };
    let book = with(sample(), [Record::Measure(measure)]);
    for report in Report::ALL {
        let bytes = write(report, FileType::Word, &book);
        for name in ["document", "styles", "settings", "footer1"] {
            let _ = paragraphs(&part(&bytes, &format!("word/{name}.xml")));
        }
    }
    let document = part(&write(Report::List, FileType::Word, &book), "word/document.xml");
    assert!(paragraphs(&document).contains(&"<w:p>&\"']]>".to_owned()));
}

#[test]
fn the_head_is_repeated_and_rows_are_cut_as_the_template_says() {
    let document = |rows| {
        let options = Options { rows, ..Options::default() };
        let bytes = Report::List.write(FileType::Word, &sample(), &options).unwrap();
        part(&bytes, "word/document.xml")
    };
    let (whole, split) = (document(Rows::Whole), document(Rows::Split));
    assert_eq!(whole.matches("<w:tblHeader/>").count(), 1);
    let uncut = |document: &str| document.matches("<w:cantSplit/>").count();
    let book = sample();
    assert!(uncut(&whole) > book.measure_count() / 2 + uncut(&split) / 2);
    // The headings and the head of the columns never are.
    let directions = book.goals().into_iter().map(|goal| 1 + book.directions(goal.id).len());
    assert_eq!(uncut(&split), 1 + directions.sum::<usize>());
}

#[test]
fn the_page_number_is_that_of_the_template() {
    let footer = |form, first| {
        let page_number = PageNumber { form, first };
        let options = Options { page_number, ..Options::default() };
        let bytes = Report::List.write(FileType::Word, &sample(), &options).unwrap();
        let document = part(&bytes, "word/document.xml");
        document.contains("footerReference").then(|| part(&bytes, "word/footer1.xml"))
    };
    let fraction = footer(PageNumberForm::Fraction, 1).unwrap();
    assert!(fraction.contains(">PAGE<") && fraction.contains(">NUMPAGES<"));
    assert!(footer(PageNumberForm::Fraction, 14).unwrap().contains("> + 13<"));
    assert!(footer(PageNumberForm::Dashed, 1).unwrap().contains("<w:t>－</w:t>"));
    assert_eq!(footer(PageNumberForm::None, 1), None);
}

#[test]
fn all_pages_but_the_first_bear_title_and_number() {
    let settings = Template::built_in()[0].settings.as_ref().clone();
    let number = DocumentNumber { text: "資料２<１>".to_owned(), ..DocumentNumber::default() };
    let options = Options { number, ..Options::of(&sample(), &settings) };
    let bytes = Report::List.write(FileType::Word, &sample(), &options).unwrap();
    let header = paragraphs(&part(&bytes, "word/header1.xml"));
    assert_eq!(header, [shinchoku::report::list::title(&sample(), &options) + "資料２<１>"]);
    let document = part(&bytes, "word/document.xml");
    assert!(document.contains("<w:titlePg/>"));
    assert_eq!(document.matches("<w:footerReference ").count(), 2, "the first page has its number");
    let plain = part(&write(Report::List, FileType::Word, &sample()), "word/document.xml");
    assert!(!plain.contains("headerReference") && !plain.contains("titlePg"));
}

#[test]
fn what_hangs_on_paper_hangs_in_it() {
    let year = sample().latest_year().unwrap();
    let text = "（※１）前年度の数値を含む。";
    let book = with(sample(), [super::narrated(&sample(), 0, year, text)]);
    let options = Options::of(&book, &Template::built_in()[0].settings);
    let bytes = Report::List.write(FileType::Word, &book, &options).unwrap();
    let document = part(&bytes, "word/document.xml");
    let paragraph = document.split("<w:p>").find(|it| it.contains(text)).unwrap();
    // Three and a half ems of ten points.
    assert!(paragraph.contains(r#"<w:ind w:left="700" w:hanging="700"/>"#), "{paragraph}");
}

#[test]
fn the_font_is_named_for_japanese_text() {
    let styles = part(&write(Report::List, FileType::Word, &sample()), "word/styles.xml");
    assert!(styles.contains(r#"w:eastAsia="ＭＳ 明朝""#), "{styles}");
}
