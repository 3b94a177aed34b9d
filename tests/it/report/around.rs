//! What stands around the list: 表紙, 目次, 集計, 課別索引, and the line at the top of the pages.

use super::pdf::bytes;
use super::reading::{lines, texts};
use super::structure::{Element, read};
use super::{sample, with};
use lopdf::Document as Pdf;
use shinchoku::domain::template::{Column, ColumnSettings, DocumentNumber, Settings, Surroundings};
use shinchoku::domain::{
    Book, Department, Implementation, Measure, Position, ProgressStatus, Record, Template,
};
use shinchoku::report::{Block, Document, Item, Options, Origin, Page, Report};

const ALL: Surroundings = Surroundings {
    cover: true,
    contents: true,
    summary: true,
    index: true,
    running_head: true,
    meanings: true,
};

pub(super) fn whole(book: &Book) -> Document {
    let [council, ..] = Template::built_in();
    let settings = Settings {
        surroundings: ALL,
        number: DocumentNumber { text: "資料２".to_owned(), ..DocumentNumber::default() },
        meeting: "令和７年度第１回　総合戦略推進会議".to_owned(),
        legend: true,
        dated: true,
        ..*council.settings
    };
    let date = chrono::NaiveDate::from_ymd_opt(2025, 7, 24);
    let options = Options { date, ..Options::of(book, &settings) };
    Report::List.lay_out(book, &options).unwrap()
}

fn block_texts<'a>(page: &'a Page, block: &Block) -> Vec<&'a str> {
    let items = page.items[block.items.clone()].iter();
    let text = |(_, item): &'a (_, Item)| match item {
        Item::Text(text) => Some(text.line.text.as_str()),
        _ => None,
    };
    items.filter_map(text).collect()
}

/// The page with this printed number.
fn numbered<'a>(document: &'a Document, number: &str) -> &'a Page {
    let of = document.pages.len() - 1;
    let foot = format!("{number}/{of}");
    document.pages.iter().find(|page| texts(page).contains(&foot.as_str())).unwrap()
}

#[test]
fn the_contents_and_the_index_tell_the_pages_that_are_printed() {
    let book = sample();
    let document = whole(&book);
    assert_eq!(document.numbers.as_ref().unwrap().covers, 1);
    // All but the cover bear their numbers.
    for at in 1..document.pages.len() {
        assert!(std::ptr::eq(numbered(&document, &at.to_string()), &document.pages[at]));
    }
    // An entry may have several lines.
    let entry = |page: &Page, name: &str| -> Option<String> {
        let blocks: Vec<Vec<&str>> = page.blocks.iter().map(|it| block_texts(page, it)).collect();
        (0..blocks.len()).find_map(|at| {
            let more = page.blocks[at + 1..].iter().take_while(|block| block.continued).count();
            let all = blocks[at..=at + more].concat();
            all.concat().contains(name).then(|| all.last().map(|last| (*last).to_owned()))?
        })
    };
    let contents = &document.pages[1];
    for goal in book.goals() {
        let number = entry(contents, &goal.heading()).unwrap();
        let page = numbered(&document, &number);
        assert!(page.cells.iter().any(|cell| cell.of == Origin::Goal(goal.id) && !cell.repeated));
    }
    let first: usize = entry(contents, "課別索引").unwrap().parse().unwrap();
    for (_, _, measure) in book.listed() {
        let number = document.pages[first..].iter().find_map(|page| entry(page, &measure.name));
        let (page, _) = document.rows_of(measure.id).next().unwrap();
        assert_eq!(number, Some(page.to_string()), "{}", measure.name);
    }
    let titles: Vec<&str> = document.outline.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles[..2], ["目次", "進捗状況の集計"]);
    assert_eq!(titles.last(), Some(&"課別索引"));
}

#[test]
fn each_entry_leads_to_its_page_and_is_told_so() {
    let document = whole(&sample());
    let links: Vec<_> = document.pages.iter().flat_map(|page| &page.links).collect();
    let printed = |page: usize| document.numbers.as_ref().unwrap().of(page).unwrap();
    for link in &links {
        let said = format!("（{}ページ）", printed(link.to.page));
        assert!(link.said.ends_with(&said), "{link:?}");
    }
    let pdf = Pdf::load_mem(&bytes(&document)).unwrap();
    let root = read(&pdf);
    let mut entries = Vec::new();
    root.find("TOCI", &mut entries);
    let mut leading = Vec::new();
    root.find("Link", &mut leading);
    assert!(entries.len() > 20 && entries.len() == leading.len());
    let pages: Vec<_> = pdf.page_iter().collect();
    let mut found = Vec::new();
    for page in &pages {
        let page = pdf.get_dictionary(*page).unwrap();
        let annotations = page.get(b"Annots").and_then(|it| it.as_array().cloned());
        for annotation in annotations.unwrap_or_default() {
            let annotation = pdf.get_dictionary(annotation.as_reference().unwrap()).unwrap();
            assert!(annotation.has(b"Contents") && annotation.has(b"StructParent"));
            let place = annotation.get(b"Dest").and_then(|it| it.as_array()).unwrap();
            let to = place[0].as_reference().unwrap();
            found.push(pages.iter().position(|page| *page == to).unwrap());
        }
    }
    assert_eq!(found, links.iter().map(|link| link.to.page).collect::<Vec<_>>());
}

#[test]
fn a_column_of_the_index_says_whose_measures_it_begins_with() {
    let document = whole(&sample());
    let index = document.pages.iter().filter(|page| {
        page.links.len() > 10 && texts(page).iter().all(|text| !text.contains("目"))
    });
    for page in index {
        // A department that goes on in another column is said again, for those who see it.
        let names: Vec<&str> = page.blocks.iter().flat_map(|it| block_texts(page, it)).collect();
        let again = texts(page).into_iter().filter(|text| text.ends_with("（続き）"));
        for name in again {
            assert!(!names.contains(&name), "{name}");
        }
    }
}

#[test]
fn the_summary_counts_every_measure_once() {
    let book = sample();
    let document = whole(&book);
    let page = &document.pages[2];
    let year = book.latest_year().unwrap();
    let rows: Vec<Vec<String>> = page
        .cells
        .chunk_by(|one, other| one.area.top() == other.area.top())
        .map(|row| row.iter().map(|cell| lines(page, cell).join("|")).collect())
        .collect();
    let total = rows.iter().find(|row| row[0] == "合計").unwrap();
    assert_eq!(total[1], book.listed().len().to_string());
    for (status, cell) in book.statuses().into_iter().zip(&total[2..]) {
        let listed = book.listed().into_iter();
        let count = listed
            .filter(|(.., it)| {
                // A retired measure keeps the status that it had last.
                let years = std::iter::successors(Some(year), |it| Some(it.previous())).take(3);
                let mut years = years.take(if it.retired { 3 } else { 1 });
                let own = years.find_map(|year| book.progress(it.id, year));
                own.is_some_and(|own| own.id == status.id)
            })
            .count();
        assert_eq!(cell.split('|').next(), Some(count.to_string().as_str()), "{}", status.name);
    }
    let missing = &total[2 + book.statuses().len()];
    let lacking = book.listed().into_iter().filter(|(.., it)| book.lacks_status(it, year)).count();
    assert_eq!(missing.split('|').next(), Some(lacking.to_string().as_str()), "{total:?}");
    // A bar says in words what it shows.
    let bars: Vec<&String> = page.cells.iter().filter_map(|cell| cell.alt.as_ref()).collect();
    assert!(bars.iter().any(|alt| alt.starts_with("合計：")) && bars.len() > 3);
}

#[test]
fn a_dozen_departments_with_long_names_stay_on_the_page_of_the_summary() {
    let mut book = sample();
    let listed: Vec<_> = book.listed().into_iter().map(|(.., measure)| measure.clone()).collect();
    let mut changes = Vec::new();
    let lead = |at: usize| {
        let name = format!("第{at}デジタル・トランスフォーメーション推進担当室");
        Department::new(name, Position::nth(100 + at))
    };
    let leads: Vec<Department> = (0..12).map(lead).collect();
    changes.extend(leads.iter().cloned().map(Record::Department));
    let led = listed.into_iter().enumerate().map(|(at, measure)| {
        let lead = vec![leads[at % leads.len()].id];
        Record::Measure(Measure { lead, related: Vec::new(), ..measure })
    });
    changes.extend(led);
    book = with(book, changes);
    let settings = Settings {
        surroundings: Surroundings { summary: true, ..Surroundings::default() },
        ..Template::built_in()[0].settings.as_ref().clone()
    };
    let document = Report::List.lay_out(&book, &Options::of(&book, &settings)).unwrap();
    let named = |page: &Page| {
        texts(page).into_iter().filter(|text| text.contains("トランスフォーメーション")).count()
    };
    assert_eq!(named(&document.pages[0]), 12);
}

#[test]
fn no_two_headings_of_the_first_level_are_alike() {
    let document = whole(&sample());
    let root = read(&Pdf::load_mem(&bytes(&document)).unwrap());
    let mut titles = Vec::new();
    root.find("H1", &mut titles);
    let mut said: Vec<String> = titles.iter().map(|it| Element::all(it)).collect();
    assert_eq!(said.len(), 4);
    said.sort();
    said.dedup();
    assert_eq!(said.len(), 4);
    let mut figures = Vec::new();
    root.find("Figure", &mut figures);
    assert!(!figures.is_empty());
}

#[test]
fn later_pages_bear_the_title_and_the_number_of_the_paper() {
    let book = sample();
    let document = whole(&book);
    let list = document
        .pages
        .iter()
        .filter(|page| page.cells.iter().any(|cell| matches!(cell.of, Origin::Entry(..))));
    for (at, page) in list.enumerate() {
        let texts = texts(page);
        let count = texts.iter().filter(|text| **text == "資料２").count();
        assert_eq!(count, 1, "{at}");
        let head = format!("{}　{}", book.plan().name, book.plan().title);
        assert!(texts.iter().any(|text| text.contains(&head)), "{at}: {texts:?}");
    }
}

#[test]
fn a_placeholder_is_the_year_that_is_printed_and_an_unknown_one_is_told() {
    let book = sample();
    let year = book.year_label(book.latest_year().unwrap());
    let mut settings = Settings {
        title: "{年度}　{表題}".to_owned(),
        subtitle: "{来年度}の予定".to_owned(),
        ..Settings::default()
    };
    let head = ColumnSettings { head: "{最終年度}の取組".to_owned(), ..Default::default() };
    settings.set_column(Column::Implementation, head);
    let options = Options::of(&book, &settings);
    assert_eq!(options.unknown_placeholders, ["来年度"]);
    let document = Report::List.lay_out(&book, &options).unwrap();
    assert_eq!(document.title, format!("{year}　{}", book.plan().title));
    let first = texts(&document.pages[0]);
    assert!(first.contains(&"{来年度}の予定") && first.contains(&&*format!("{year}の取組")));
}

#[test]
fn a_year_without_statuses_and_statuses_without_a_meaning_say_nothing_false() {
    let mut book = sample();
    let year = book.latest_year().unwrap();
    let mut changes = Vec::new();
    for status in book.statuses() {
        let status = ProgressStatus { done: false, ..status.clone() };
        changes.extend(book.put(Record::Status(status)));
    }
    for (.., measure) in book.listed() {
        for before in [year.previous(), year.previous().previous()] {
            if let Some(entry) = book.implementation(measure.id, before) {
                let entry = Implementation { status: None, ..entry.clone() };
                changes.extend(book.put(Record::Implementation(entry)));
            }
        }
    }
    book.apply(&changes).unwrap();
    let document = whole(&book);
    let texts = document.pages[2..4].iter().flat_map(texts).collect::<Vec<_>>().concat();
    assert!(!texts.contains("増減"), "{texts}");
    assert!(texts.contains("完了の割合") && texts.contains('―'), "{texts}");
}

#[test]
fn the_meanings_of_the_statuses_are_a_legend_by_themselves() {
    let mut book = sample();
    let status = book.statuses()[0].clone();
    let meaning = "取組を終えた".to_owned();
    let change = book.put(Record::Status(ProgressStatus { meaning, ..status }));
    book.apply(&change.into_iter().collect::<Vec<_>>()).unwrap();
    let surroundings = Surroundings { meanings: true, ..Surroundings::default() };
    let settings = Settings { surroundings, legend: false, ..Settings::default() };
    let shown = |report: Report| {
        let document = report.lay_out(&book, &Options::of(&book, &settings)).unwrap();
        texts(&document.pages[0]).concat()
    };
    let list = shown(Report::List);
    assert!(list.contains("（取組を終えた）"), "{list}");
    // A paper without statuses explains none.
    let missing = shown(Report::Missing);
    assert!(!missing.contains("（取組を終えた）"), "{missing}");
}
