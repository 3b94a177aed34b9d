//! 督促一覧: who is asked, until when, and for what.

use super::{sample, with};
use chrono::NaiveDate;
use shinchoku::domain::handout::{HandedOut, Scope, Terms};
use shinchoku::domain::{Book, Department, FiscalYear, Record, Template};
use shinchoku::report::{Document, Options, Origin, pdf, reminder};
use std::ops::ControlFlow;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn texts(document: &Document) -> String {
    let cells = document.pages.iter().flat_map(|page| {
        page.cells.iter().map(move |cell| super::reading::lines(page, cell).concat())
    });
    cells.collect::<Vec<_>>().join("\n")
}

/// The paper for a department with what it lacks, and the book with whom to ask.
fn asked() -> (Book, HandedOut) {
    let book = sample();
    let year = FiscalYear(2024);
    let missing = book.listed().into_iter().map(|(_, _, measure)| measure.clone());
    let missing: Vec<_> = missing.filter(|measure| book.is_missing(measure, year)).collect();
    let id = missing[0].lead[0];
    let row = book.department(id).unwrap().clone();
    let named = Department { contact: "内線2345".to_owned(), ..row };
    let book = with(book, [Record::Department(named)]);
    let terms = Terms { deadline: Some(day("2026-05-31")), ..Terms::default() };
    let line = HandedOut {
        id: Uuid::new_v4(),
        scope: Scope::of(&book, id, year, terms).unwrap(),
        file: String::new(),
        at: chrono::DateTime::parse_from_rfc3339("2026-05-01T09:00:00+09:00").unwrap(),
        who: String::new(),
        returned: None,
        replaced: false,
    };
    (book, line)
}

/// A 督促一覧 under the 様式 that is built in.
pub(super) fn awaited() -> Document {
    let (book, line) = asked();
    let [council, ..] = Template::built_in();
    let options = Options::of(&book, &council.settings);
    reminder::lay_out(&book, &[&line], day("2026-06-01"), &options).unwrap()
}

#[test]
fn each_department_is_asked_for_what_it_lacks() {
    let (book, line) = asked();
    let paper =
        |today| reminder::lay_out(&book, &[&line], day(today), &Options::default()).unwrap();
    let in_time = texts(&paper("2026-05-31"));
    assert!(in_time.contains(&line.scope.name) && in_time.contains("内線2345"), "{in_time}");
    assert!(in_time.contains("令和8年5月31日") && !in_time.contains("期限超過"));
    for measure in line.scope.missing(&book) {
        assert!(in_time.contains(&measure.name), "{}", measure.name);
    }
    let late = paper("2026-06-01");
    assert!(texts(&late).contains("期限超過"));
    // The department, whom to ask, until when, how it stands, what is missing: once each.
    let row = late.pages[0].cells.iter().filter(|cell| matches!(cell.of, Origin::Other(_)));
    let row: Vec<String> =
        row.map(|it| super::reading::lines(&late.pages[0], it).concat()).collect();
    assert_eq!(row[..2], [line.scope.name.clone(), "内線2345".to_owned()]);
    assert_eq!(row[2..4], ["令和8年5月31日", "期限超過"]);
    let dated = Options { date: Some(day("2026-06-01")), ..Options::default() };
    let again = reminder::lay_out(&book, &[&line], day("2026-06-01"), &dated).unwrap();
    assert_eq!(super::reading::title(&again).matches("令和8年6月1日").count(), 1);
    let bytes =
        |document: &Document| pdf::write(document, |_, _| ControlFlow::Continue(())).unwrap();
    assert_eq!(bytes(&late), bytes(&paper("2026-06-01")));
}

#[test]
fn where_nobody_is_awaited_that_is_told() {
    let paper = reminder::lay_out(&sample(), &[], day("2026-06-01"), &Options::default()).unwrap();
    assert_eq!(paper.pages.len(), 1);
}
