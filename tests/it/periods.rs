//! 実施期間: a measure is asked for in its years alone, wherever that is asked.

use crate::support;
use crate::support::cases::config;
use proptest::prelude::*;
use shinchoku::domain::check::{FindingKind, Review, findings};
use shinchoku::domain::handout::{Scope, Terms, requests};
use shinchoku::domain::search::{Filter, Index, state_of};
use shinchoku::domain::{
    Book, Change, FiscalYear, Implementation, Invalid, Key, Measure, MeasureId, Period, Record,
    Statuses, rollover,
};
use shinchoku::exchange::{self, Format};
use shinchoku::report::{self, Column, Options, Origin};
use std::collections::BTreeSet;

const YEARS: [FiscalYear; 2] = [FiscalYear(2023), FiscalYear(2024)];

fn period(first: Option<i32>, last: Option<i32>) -> Period {
    Period { first: first.map(FiscalYear), last: last.map(FiscalYear) }
}

fn put(book: &mut Book, record: Record) {
    let changes: Vec<Change> = book.put(record).into_iter().collect();
    book.apply(&changes).unwrap();
}

fn with_period(book: &mut Book, at: usize, period: Period) -> MeasureId {
    let measure = book.listed()[at].2.clone();
    let id = measure.id;
    put(book, Record::Measure(Measure { period, ..measure }));
    id
}

fn empty_entry(book: &mut Book, id: MeasureId, year: FiscalYear) {
    let changes = book.remove(Key::Implementation(id, year));
    book.apply(&changes).unwrap();
}

/// The measures of which each place says that an entry of the year is missing.
fn told_missing(book: &Book, year: FiscalYear) -> Vec<(&'static str, BTreeSet<MeasureId>)> {
    let all = || book.listed().into_iter().map(|(.., measure)| measure);
    let found = Index::new(book, Some(year));
    let filter = Filter { missing: true, ..Filter::default() };
    let filtered = found.find(book, &filter, Some(year)).into_iter().map(|it| it.measure);
    let review = Review::of(book, &[year])
        .open
        .into_iter()
        .filter(|finding| matches!(finding.kind, FindingKind::NoNarrative | FindingKind::NoStatus));
    let scopes = requests(book, year).into_iter().filter_map(|(department, asked)| {
        Scope::with_request(book, department, year, &asked, Terms::default())
    });
    let reminded = scopes.flat_map(|scope| {
        scope.missing(book).into_iter().map(|measure| measure.id).collect::<Vec<_>>()
    });
    let options = Options { years: Some(vec![year]), ..Options::default() };
    let paper = report::Report::Missing.lay_out(book, &options).unwrap();
    let rows = paper.pages.iter().flat_map(|page| &page.cells);
    let printed = rows.filter_map(|cell| match cell.of {
        Origin::Entry(id, Column::Name) => Some(id),
        _ => None,
    });
    vec![
        ("the book", all().filter(|it| book.is_missing(it, year)).map(|it| it.id).collect()),
        ("the filter", filtered.collect()),
        ("点検", review.filter_map(|finding| finding.measure()).collect()),
        ("配布 and 督促", reminded.collect()),
        ("未入力一覧", printed.collect()),
    ]
}

fn periods() -> impl Strategy<Value = Period> {
    let year = || prop::option::of(2021_i32..2027);
    (year(), year())
        .prop_map(|(first, last)| period(first, last))
        .prop_filter("", |it| it.check().is_ok())
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn all_places_say_the_same_of_what_is_missing(
        held in prop::collection::vec((periods(), any::<[bool; 2]>(), any::<bool>()), 12),
    ) {
        let mut book = support::book(12, 30);
        for (at, (period, written, retired)) in held.into_iter().enumerate() {
            let id = with_period(&mut book, at, period);
            for (year, _) in YEARS.into_iter().zip(written).filter(|(_, written)| !written) {
                empty_entry(&mut book, id, year);
            }
            let measure = book.measure(id).unwrap().clone();
            put(&mut book, Record::Measure(Measure { retired, ..measure }));
        }
        for year in YEARS {
            let told = told_missing(&book, year);
            for (place, missing) in &told {
                prop_assert_eq!(missing, &told[0].1, "{} in {}", place, year);
            }
            for (.., measure) in book.listed() {
                let asked = measure.is_asked_for(year);
                prop_assert_eq!(state_of(&book, measure, Some(year)).is_some(), asked);
                let requested = requests(&book, year);
                let given = requested.values().flat_map(|it| &it.measures).any(|it| it.id == measure.id);
                prop_assert_eq!(given, asked);
                let has_text = !book.narrative(measure.id, year).is_empty();
                let options = Options { years: Some(vec![year]), ..Options::default() };
                let printed = report::list::printed(&book, &options).contains(&measure.id);
                prop_assert_eq!(printed, has_text || measure.period.contains(year));
            }
        }
    }
}

#[test]
fn a_new_year_awaits_nothing_of_a_measure_that_has_ended() {
    let mut book = support::book(3, 30);
    let ended = with_period(&mut book, 0, period(None, Some(2024)));
    let goes_on = with_period(&mut book, 1, period(None, Some(2025)));
    book.apply(&rollover(&book, Statuses::Carried)).unwrap();
    let year = FiscalYear(2025);
    assert_eq!(book.implementation(ended, year), None);
    assert!(book.implementation(goes_on, year).unwrap().status.is_some());
    assert!(!book.is_missing(book.measure(ended).unwrap(), year));
    assert!(book.is_missing(book.measure(goes_on).unwrap(), year));
}

#[test]
fn a_text_outside_the_years_is_kept_printed_and_told() {
    let mut book = support::book(3, 30);
    let id = with_period(&mut book, 0, period(None, Some(2023)));
    let year = FiscalYear(2024);
    let text = book.narrative(id, year).to_owned();
    assert!(!text.is_empty());
    let told = |book: &Book| {
        let is = |it: &&shinchoku::domain::check::Finding| it.kind == FindingKind::OutsidePeriod;
        findings(book, &YEARS).iter().filter(is).map(|it| it.key).collect::<Vec<_>>()
    };
    assert_eq!(told(&book), [Key::Implementation(id, year)]);
    let options = Options { years: Some(vec![year]), ..Options::default() };
    assert!(report::list::printed(&book, &options).contains(&id));
    empty_entry(&mut book, id, year);
    assert_eq!(told(&book), []);
    assert!(!report::list::printed(&book, &options).contains(&id));
    let options = Options { years: Some(YEARS.to_vec()), ..Options::default() };
    assert!(report::list::printed(&book, &options).contains(&id), "its last year is printed");
}

#[test]
fn no_heading_stands_over_measures_of_other_years() {
    let mut book = support::book(20, 30);
    let ends = period(None, Some(2023));
    let ended: Vec<MeasureId> = (0..10).map(|at| with_period(&mut book, at, ends)).collect();
    ended.iter().for_each(|id| empty_entry(&mut book, *id, FiscalYear(2024)));
    let options = Options { years: Some(vec![FiscalYear(2024)]), ..Options::default() };
    let paper = report::list::lay_out(&book, &options).unwrap();
    let cells: Vec<Origin> =
        paper.pages.iter().flat_map(|page| &page.cells).map(|cell| cell.of).collect();
    let headings: Vec<_> = cells.iter().filter(|it| matches!(it, Origin::Direction(_))).collect();
    assert_eq!(headings.len(), 1, "{headings:?}");
}

#[test]
fn a_measure_that_would_end_before_it_begins_is_refused() {
    let mut book = support::book(1, 0);
    let measure = book.listed()[0].2.clone();
    let record = Record::Measure(Measure { period: period(Some(2025), Some(2024)), ..measure });
    let change = book.put(record).unwrap();
    assert_eq!(book.apply(&[change]), Err(Invalid::EndsBeforeItBegins));
}

/// The measures of a list that is read, by name, with their years.
fn read(csv: &str) -> Vec<(String, Period)> {
    let listing = exchange::read(Format::Csv, csv.as_bytes(), "一覧.csv").unwrap();
    let mut book = Book::new(shinchoku::domain::Plan::new("", "計画"));
    let import = exchange::import(&book, &listing);
    book.apply(&import.changes).unwrap();
    book.listed().into_iter().map(|(.., it)| (it.name.clone(), it.period)).collect()
}

#[test]
fn lists_say_the_years_in_one_column_or_in_two() {
    let two = "施策番号,名称,内容,所管課,開始年度,終了年度\n\
               1,直売所,整備する。,農政課,令和4年度,R6\n\
               2,農園,広げる。,農政課,,令和６年度\n\
               3,朝市,開く。,農政課,,\n";
    let held = [period(Some(2022), Some(2024)), period(None, Some(2024)), Period::default()];
    let names = ["直売所", "農園", "朝市"].map(str::to_owned);
    assert_eq!(read(two), names.clone().into_iter().zip(held).collect::<Vec<_>>());
    let one = "施策番号,名称,内容,所管課,事業期間\n\
               1,直売所,整備する。,農政課,R4～R6\n\
               2,農園,広げる。,農政課,令和6年度まで\n\
               3,朝市,開く。,農政課,通年\n";
    assert_eq!(read(one), names.into_iter().zip(held).collect::<Vec<_>>());
}

#[test]
fn an_entry_without_text_is_not_lost_with_its_year() {
    let mut book = support::book(1, 0);
    let id = with_period(&mut book, 0, period(Some(2024), None));
    let entry = Implementation {
        remark: "人数を確認".to_owned(),
        ..Implementation::blank(id, FiscalYear(2023))
    };
    put(&mut book, Record::Implementation(entry.clone()));
    assert_eq!(book.implementation(id, FiscalYear(2023)), Some(&entry));
}
