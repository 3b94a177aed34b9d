//! The other papers of the same data.

use super::reading::{cells, lines, title};
use super::{sample, with};
use shinchoku::domain::template::Rows;
use shinchoku::domain::{
    Book, Change, Department, FiscalYear, Implementation, Key, Measure, Plan, Position, Record,
    Succession, Template,
};
use shinchoku::report::{
    Column, Document, Item, Length, Options, Origin, Page, Report, Typeface, list::lay_out, pdf,
};
use std::ops::ControlFlow;

fn printed(report: Report, book: &Book) -> Document {
    report.lay_out(book, &Options::default()).unwrap()
}

/// The options of the first 様式 that is built in.
fn council(book: &Book) -> Options {
    Options::of(book, &Template::built_in()[0].settings)
}

fn plan() -> Plan {
    Plan::new("茜野市", "総合戦略")
}

fn headings(document: &Document) -> Vec<String> {
    let pages = document.pages.iter();
    let cells = pages.flat_map(|page| page.cells.iter().map(move |cell| (page, cell)));
    let cells = cells.filter(|(_, cell)| matches!(cell.of, Origin::Department(_)));
    cells.map(|(page, cell)| lines(page, cell).concat()).collect()
}

#[test]
fn each_department_begins_a_page_with_its_own_list() {
    let book = sample();
    let document = printed(Report::ByDepartment, &book);
    let mut before = 0;
    for bookmark in &document.outline {
        let department = book.department_named(&bookmark.title).unwrap();
        let mut options = Options::default();
        options.selection.departments = [department.id].into();
        let own = lay_out(&book, &options).unwrap();
        assert_eq!(bookmark.page, before);
        let next = document.outline.iter().map(|it| it.page).find(|page| *page > before);
        let end = next.unwrap_or(document.pages.len());
        let part = Document { pages: document.pages[before..end].to_vec(), ..document.clone() };
        let entries = |document: &Document| {
            let mut entries = cells(document);
            entries.retain(|of, _| matches!(of, Origin::Entry(..)));
            entries
        };
        assert_eq!(entries(&part), entries(&own));
        assert!(bookmark.children.iter().all(|child| (before..end).contains(&child.page)));
        before = end;
    }
    assert_eq!(before, document.pages.len());
    // One that another took over from has no list of its own.
    let latest = book.latest_year().unwrap();
    let involved = book.departments().into_iter().filter(|row| {
        let itself = book.department_as_of(row.id, latest).is_some_and(|now| now.id == row.id);
        itself && book.uses(Key::Department(row.id)) > 0
    });
    assert_eq!(document.outline.len(), involved.count());
}

/// The sample in which one lead department of a measure has become another of it.
fn merged() -> (Book, Measure, [Department; 2]) {
    let book = sample();
    let both = book.listed().into_iter().map(|row| row.2).find(|row| row.lead.len() > 1);
    let both = both.expect("the sample has one that two lead").clone();
    let [into, ended] = [0, 1].map(|at| book.department(both.lead[at]).unwrap().clone());
    let successor = Some(Succession { into: into.id, from: book.latest_year().unwrap() });
    let book = with(book, [Record::Department(Department { successor, ..ended.clone() })]);
    (book, both, [into, ended])
}

#[test]
fn departments_are_printed_as_of_the_latest_year_that_is_printed() {
    let (book, measure, [into, ended]) = merged();
    let told = |years: &[FiscalYear]| {
        let options = Options { years: Some(years.to_vec()), ..Options::default() };
        let document = Report::List.lay_out(&book, &options).unwrap();
        cells(&document)[&Origin::Entry(measure.id, Column::Departments)].clone()
    };
    let latest = book.latest_year().unwrap();
    let (before, now) = (told(&[latest.previous()]), told(&[latest.previous(), latest]));
    assert!(before.contains(&ended.name) && before.contains(&into.name), "{before}");
    assert!(!now.contains(&ended.name), "{now}");
    assert_eq!(now.matches(&into.name).count(), 1, "one that two have become is named once");
}

#[test]
fn who_took_over_is_asked_for_what_was_anothers() {
    let (book, _, [into, ended]) = merged();
    let document = printed(Report::ByDepartment, &book);
    let titles: Vec<&str> = document.outline.iter().map(|it| it.title.as_str()).collect();
    assert!(titles.contains(&into.name.as_str()) && !titles.contains(&ended.name.as_str()));
    let mut options = Options::default();
    options.selection.departments = [into.id].into();
    let listed = cells(&lay_out(&book, &options).unwrap());
    for (_, _, measure) in book.listed() {
        let asked = [into.id, ended.id].iter().any(|id| measure.involves(*id));
        assert_eq!(listed.contains_key(&Origin::Entry(measure.id, Column::Name)), asked);
    }
}

#[test]
fn marks_are_printed_where_the_legend_explains_them() {
    let book = sample();
    let (_, _, measure) = book.listed()[0];
    let status = book.progress(measure.id, book.latest_year().unwrap()).unwrap();
    let told = |legend| {
        let options = Options { legend, ..Options::default() };
        let document = Report::List.lay_out(&book, &options).unwrap();
        cells(&document)[&Origin::Entry(measure.id, Column::Status)].clone()
    };
    assert_eq!(told(false), status.name);
    assert_eq!(told(true), format!("{}{}", status.mark, status.name));
}

#[test]
fn a_mark_stands_above_its_word() {
    let book = sample();
    let [council, ..] = Template::built_in();
    let document = lay_out(&book, &Options::of(&book, &council.settings)).unwrap();
    let (_, _, measure) = book.listed()[0];
    let status = book.progress(measure.id, book.latest_year().unwrap()).unwrap();
    let page = &document.pages[0];
    let of = Origin::Entry(measure.id, Column::Status);
    let cell = page.cells.iter().find(|cell| cell.of == of).unwrap();
    assert_eq!(lines(page, cell), [status.mark.as_str(), status.name.as_str()]);
    let sizes = page.items[cell.items.clone()].iter().filter_map(|(_, item)| match item {
        Item::Text(text) => Some(text.size),
        _ => None,
    });
    assert_eq!(sizes.collect::<Vec<_>>(), [Length::points(11), Length::points(9)]);
}

#[test]
fn the_pages_of_each_department_are_labelled_as_they_are_numbered() {
    let book = sample();
    let [_, _, by_department, _] = Template::built_in();
    let options = Options::of(&book, &by_department.settings);
    let document = Report::ByDepartment.lay_out(&book, &options).unwrap();
    let numbers = document.numbers.as_ref().unwrap();
    assert_eq!(numbers.restarts.len() + 1, document.outline.len());
    for (at, page) in document.pages.iter().enumerate() {
        let label = format!("{}/", numbers.of(at).unwrap());
        let printed = page.items.iter().any(
            |(_, item)| matches!(item, Item::Text(text) if text.line.text.starts_with(&label)),
        );
        assert!(printed, "{at}: {label}");
    }
}

#[test]
fn what_is_missing_is_listed_by_department() {
    let book = sample();
    let document = printed(Report::Missing, &book);
    assert!(title(&document).ends_with("未入力一覧"));
    let year = book.latest_year().unwrap();
    let listed = book.listed();
    let missing: Vec<&Measure> = listed
        .iter()
        .map(|(_, _, measure)| *measure)
        .filter(|measure| book.is_missing(measure, year))
        .collect();
    assert!(!missing.is_empty());
    let said = cells(&document);
    for (_, _, measure) in &listed {
        let of = Origin::Entry(measure.id, Column::Implementation);
        let lacks = book.is_missing(measure, year);
        assert_eq!(said.contains_key(&of), lacks, "{}", measure.name);
        if book.lacks_narrative(measure, year) {
            assert!(said[&of].contains("令和6年度：") && said[&of].contains("実施状況"));
        }
    }
    let counted: usize = missing.iter().map(|measure| measure.lead.len().max(1)).sum();
    let told: usize = headings(&document)
        .iter()
        .filter_map(|heading| {
            heading.rsplit('　').next()?.strip_suffix('件')?.parse::<usize>().ok()
        })
        .sum();
    assert_eq!(told, counted);
}

#[test]
fn where_nothing_is_missing_the_paper_says_so() {
    let mut book = sample();
    for (_, _, measure) in sample().listed() {
        let retired = Measure { retired: true, ..measure.clone() };
        book = with(book, [Record::Measure(retired)]);
    }
    let document = printed(Report::Missing, &book);
    assert!(headings(&document).is_empty());
    let texts: String = document.pages[0].items.iter().filter_map(text).collect();
    assert!(texts.contains("未入力の実施状況はありません。"));
}

fn text(item: &(shinchoku::report::geometry::Point, Item)) -> Option<&str> {
    match &item.1 {
        Item::Text(text) => Some(&text.line.text),
        Item::Rule(_) | Item::Tint(_) => None,
    }
}

#[test]
fn a_measure_without_a_department_is_not_passed_over() {
    let book = sample();
    let year = book.latest_year().unwrap();
    let (_, _, measure) = book.listed()[0];
    let bare = Measure { lead: vec![], related: vec![], ..measure.clone() };
    let mut book = with(book.clone(), [Record::Measure(bare.clone())]);
    let removed: Vec<Change> = book.remove(Key::Implementation(bare.id, year));
    book.apply(&removed).unwrap();
    let headings = headings(&printed(Report::Missing, &book));
    assert_eq!(headings.last().map(String::as_str), Some("所管課が決まっていないもの　1件"));
}

#[test]
fn missing_entries_tell_whom_to_ask() {
    let mut book = sample();
    let year = book.latest_year().unwrap();
    let measure = book.listed()[0].2.clone();
    let lead = book.lead_as_of(&measure, Some(year))[0].clone();
    let removed = book.remove(Key::Implementation(measure.id, year));
    book.apply(&removed).unwrap();
    let contact = "総務係（内線2314）".to_owned();
    let name = lead.name.clone();
    let book = with(book, [Record::Department(Department { contact, ..lead })]);
    let document = Report::Missing.lay_out(&book, &council(&book)).unwrap();
    let headings = headings(&document);
    let own = headings.iter().find(|heading| heading.starts_with(&name)).unwrap();
    assert!(own.ends_with("件　連絡先：総務係（内線2314）"), "{own}");
}

/// A book whose first measure has these narratives in the last two years.
fn narrated(before: &str, after: &str) -> (Book, Measure) {
    let book = sample();
    let measure = book.listed()[0].2.clone();
    let year = book.latest_year().unwrap();
    let entry = |year, narrative: &str| {
        let blank = Implementation::blank(measure.id, year);
        let stored = book.implementation(measure.id, year).cloned().unwrap_or(blank);
        Record::Implementation(Implementation { narrative: narrative.to_owned(), ..stored })
    };
    let entries = [entry(year.previous(), before), entry(year, after)];
    (with(book.clone(), entries), measure)
}

/// What is underlined in a cell.
pub(super) fn underlined(page: &Page, of: Origin, typeface: Typeface) -> String {
    let face = typeface.fonts().unwrap();
    let cell = page.cells.iter().find(|cell| cell.of == of).unwrap();
    let rules: Vec<_> = page
        .items
        .iter()
        .filter_map(|(point, item)| match item {
            Item::Rule(rule) if rule.weight < Length::thousandths(800) => Some((*point, *rule)),
            _ => None,
        })
        .collect();
    let mut found = String::new();
    for (pen, item) in &page.items[cell.items.clone()] {
        let Item::Text(text) = item else { continue };
        let mut x = pen.x;
        for (glyph, spoken) in text.line.glyph_texts() {
            let width = shinchoku::report::Em(face.width(glyph.id).0 + i32::from(glyph.kern));
            let next = x + text.size.times(width);
            let middle = (x + next).half();
            let below = rules.iter().any(|(at, rule)| {
                at.y > pen.y
                    && at.y < pen.y + text.size.half()
                    && at.x <= middle
                    && middle <= at.x + rule.size.width
            });
            if below {
                found.push_str(spoken);
            }
            x = next;
        }
    }
    found
}

#[test]
fn what_differs_is_underlined_on_both_sides() {
    let before = "・講座を5回開催しました。\n\n・延べ120人が参加しました。";
    let after =
        "・講座を12回開催しました。\n\n・延べ120人が参加しました。\n・新たに冊子を作りました。";
    let (book, measure) = narrated(before, after);
    let document = Report::Comparison.lay_out(&book, &council(&book)).unwrap();
    let page = &document.pages[0];
    let under = |column| underlined(page, Origin::Entry(measure.id, column), document.typeface);
    assert_eq!(under(Column::Previous), "5回");
    assert_eq!(under(Column::Implementation), "12回・新たに冊子を作りました。");
    let said = cells(&document);
    assert_eq!(said[&Origin::Entry(measure.id, Column::Previous)], before.replace('\n', ""));
}

#[test]
fn no_underline_leaves_its_cell() {
    // Lines that begin and end with brackets, whose ems are half outside.
    let piece = "「文化」、「観光」、（産業）。";
    let (book, measure) =
        narrated("・以前", &format!("{}\n{}", piece.repeat(9), "「市」".repeat(40)));
    let document = printed(Report::Comparison, &book);
    let mut brackets = 0;
    for page in &document.pages {
        let rules = &page.items[page.items.len() - page.underlined.len()..];
        for (under, (at, item)) in page.underlined.iter().zip(rules) {
            let Item::Rule(rule) = item else { panic!("an underline is a rule") };
            let cell = page.cells.iter().find(|cell| cell.items.contains(&under.item)).unwrap();
            assert!(cell.area.left() < at.x && at.x + rule.size.width < cell.area.right());
            let Item::Text(text) = &page.items[under.item].1 else { panic!("a line") };
            brackets += usize::from(text.line.start < shinchoku::report::Em::ZERO);
        }
    }
    assert!(brackets > 0, "{}", measure.name);
}

#[test]
fn what_is_the_same_or_missing_is_told() {
    let said = |before, after| {
        let (book, measure) = narrated(before, after);
        cells(&printed(Report::Comparison, &book))
            [&Origin::Entry(measure.id, Column::Implementation)]
            .clone()
    };
    assert!(said("・同じです。", "・同じです。").ends_with("（前の年度から変わっていません）"));
    assert_eq!(said("・昨年です。", ""), "（未入力）");
    assert_eq!(said("", "・今年です。"), "・今年です。");
    // What came to its end is not asked for, and its row does not stand empty.
    let (book, measure) = narrated("", "");
    let book = with(book, [Record::Measure(Measure { retired: true, ..measure.clone() })]);
    let said = cells(&printed(Report::Comparison, &book));
    assert_eq!(said[&Origin::Entry(measure.id, Column::Implementation)], "（廃止）");
}

/// The sample in which a measure stands under many departments, among others under each, with a
/// paragraph so long that it is cut at the foot of a page under some of them and whole under others.
fn everywhere() -> Book {
    let book = sample();
    let all: Vec<_> = book.departments().into_iter().map(|row| row.id).collect();
    let rows = book.listed().into_iter().zip(1..).map(|((_, _, measure), at)| {
        let some = all.iter().zip(1..).filter(|(_, of)| (at * of) % 5 > 1).map(|(id, _)| *id);
        let related = some.filter(|id| !measure.lead.contains(id)).collect();
        let description = "市内の直売所を支援する。".repeat(20 + at % 20);
        Record::Measure(Measure { related, description, ..measure.clone() })
    });
    with(book.clone(), rows.collect::<Vec<_>>())
}

#[test]
fn a_paper_written_part_by_part_has_the_bytes_of_the_whole() {
    let options = Options { rows: Rows::Split, ..Options::default() };
    for book in [everywhere(), Book::new(plan())] {
        let document = Report::ByDepartment.lay_out(&book, &options).unwrap();
        let whole = pdf::write(&document, |_, _| ControlFlow::Continue(())).unwrap();
        let (bytes, pages) = Report::ByDepartment.pdf(&book, &options).unwrap();
        assert!(bytes == whole);
        assert_eq!(pages, document.pages.len());
    }
}

#[test]
fn each_paper_can_be_put_into_pdf() {
    let book = sample();
    for report in Report::ALL {
        let (bytes, _) = report.pdf(&book, &Options::default()).unwrap();
        assert!(bytes.starts_with(b"%PDF"), "{report:?}");
        assert_eq!(report.missing_glyphs(&book, &Options::default()).unwrap(), [], "{report:?}");
    }
}

#[test]
fn a_character_that_the_font_lacks_is_told_for_each_paper() {
    let rare = "・\u{E000}を開きました。";
    let (book, measure) = narrated("・同じです。", rare);
    for report in [Report::List, Report::ByDepartment, Report::Comparison] {
        let missing = report.missing_glyphs(&book, &Options::default()).unwrap();
        assert_eq!(missing.len(), 1, "{report:?}");
        assert_eq!(missing[0].key, Key::Implementation(measure.id, FiscalYear(2024)));
    }
}

#[test]
fn an_empty_book_is_printed_as_each_paper() {
    let book = Book::new(plan());
    let department = Department::new("農政課", Position::FIRST);
    let book = with(book, [Record::Department(department)]);
    for report in Report::ALL {
        let document = report.lay_out(&book, &Options::default());
        assert!(document.is_ok_and(|it| it.pages.len() == 1), "{report:?}");
    }
}

#[test]
fn each_department_is_named_on_all_its_pages_in_columns_of_one_width() {
    let book = sample();
    let document = Report::ByDepartment.lay_out(&book, &council(&book)).unwrap();
    let names: Vec<&str> = document.outline.iter().map(|it| it.title.as_str()).collect();
    assert!(names.len() > 10);
    let pages = document.pages.iter().enumerate();
    let mut titles = Vec::new();
    for (at, page) in pages {
        let section = document.outline.iter().rev().find(|it| it.page <= at).unwrap();
        let head = page.items.iter().filter(|(point, _)| point.y < page.cells[0].area.top());
        let head: Vec<&str> = head
            .filter_map(|(_, item)| match item {
                Item::Text(text) => Some(text.line.text.as_str()),
                _ => None,
            })
            .collect();
        assert!(head.iter().any(|text| text.contains(&section.title)), "page {at}: {head:?}");
        if section.page == at {
            titles.push(head.concat());
        }
        let widths = |page: &Page| -> Vec<Length> {
            let heads = page.cells.iter().filter(|cell| matches!(cell.of, Origin::Head(_)));
            heads.map(|cell| cell.area.size.width).collect()
        };
        assert_eq!(widths(page), widths(&document.pages[0]));
    }
    // No two have the same heading.
    let count = titles.len();
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), count);
}
