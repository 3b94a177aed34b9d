//! 指標一覧 and 目標値の表.

use super::reading::{cells, lines, texts};
use super::{sample, with};
use crate::support::skip::data;
use shinchoku::domain::template::{Figures, Flush, YearForm};
use shinchoku::domain::{
    Book, Figure, FiscalYear, Indicator, Observation, OutlineKey, Plan, Position, Record,
};
use shinchoku::report::{Column, Document, Options, Origin, Report};
use std::collections::BTreeSet;

/// The texts of the heads of the first page, in their order.
fn heads(document: &Document) -> Vec<String> {
    let page = &document.pages[0];
    let heads = page.cells.iter().filter(|cell| matches!(cell.of, Origin::Head(_)));
    heads.map(|cell| lines(page, cell).concat()).collect()
}

fn row(document: &Document, indicator: &Indicator) -> Vec<String> {
    let of = |origin: &Origin| matches!(origin, Origin::Indicator(id, _) if *id == indicator.id);
    let cells = cells(document).into_iter().filter(|(origin, _)| of(origin));
    let mut row: Vec<(Origin, String)> = cells.collect();
    row.sort_by_key(|(origin, _)| *origin);
    row.into_iter().map(|(_, text)| text).collect()
}

fn figure(text: &str) -> Figure {
    Figure::parse(text, "")
}

/// A book with one indicator of the plan, with these targets and actuals from 2016 on.
fn book(indicator: Indicator, figures: &[(&str, &str)]) -> Book {
    let id = indicator.id;
    let observed = (2016..).zip(figures).map(|(year, (target, actual))| {
        Record::Observation(Observation {
            target: figure(target),
            actual: figure(actual),
            ..Observation::blank(id, FiscalYear(year))
        })
    });
    let indicator = Record::Indicator(Box::new(indicator));
    with(Book::new(Plan::new("", "")), std::iter::once(indicator).chain(observed))
}

fn indicator() -> Indicator {
    Indicator {
        unit: "人".to_owned(),
        base: figure("0"),
        target: figure("1500以上"),
        ..Indicator::new("来場者数", OutlineKey::Plan, Position::FIRST)
    }
}

#[test]
fn each_figure_stands_in_its_year_as_it_was_entered() {
    let figures = [("1000", "998"), ("1200", "△5"), ("維持", "集計中"), ("―", "")];
    let book = book(indicator(), &figures);
    let document = Report::Indicators.lay_out(&book, &Options::default()).unwrap();
    let row = row(&document, book.indicators()[0]);
    for text in ["1,000998", "1,200△5", "維持集計中", "―", "1,500以上"] {
        assert!(row.iter().any(|cell| cell == text), "{text}: {row:?}");
    }
    assert!(heads(&document).iter().any(|head| head == "平成28年度"));
}

/// The rate of a pending year is not that of the year before.
#[test]
fn a_pending_figure_has_no_rate_and_one_of_no_survey_leaves_that_of_the_last_one() {
    let rate = |actuals: &[(&str, &str)]| {
        let row_of = Indicator { target: figure("200"), ..indicator() };
        let book = book(row_of, actuals);
        let document = Report::Indicators.lay_out(&book, &Options::default()).unwrap();
        let origin = Origin::Indicator(book.indicators()[0].id, Column::Data(4, Flush::Right));
        cells(&document)[&origin].clone()
    };
    assert_eq!(rate(&[("", "100"), ("", "集計中")]), "―");
    assert_eq!(rate(&[("", "100"), ("", "調査年でない")]), "50.0");
    assert_eq!(rate(&[("", "100"), ("", "3000")]), "1,500.0");
}

/// More years than the paper is wide for go on in a second table, none is lost.
#[test]
fn years_that_do_not_fit_go_on_in_another_table() {
    let figures: Vec<(String, String)> =
        (0..19).map(|at| (format!("{}", 7000 + at), format!("{}", 8000 + at))).collect();
    let figures: Vec<(&str, &str)> =
        figures.iter().map(|(target, actual)| (target.as_str(), actual.as_str())).collect();
    let book = book(indicator(), &figures);
    let document = Report::Indicators.lay_out(&book, &Options::default()).unwrap();
    assert!(document.pages.len() > 1);
    let told: BTreeSet<String> = document
        .pages
        .iter()
        .flat_map(|page| page.cells.iter().flat_map(|cell| lines(page, cell)))
        .map(str::to_owned)
        .collect();
    for at in 0..19 {
        for figure in [format!("7,0{at:02}"), format!("8,0{at:02}")] {
            assert!(told.contains(&figure), "{figure}");
        }
    }
}

/// The table of a published plan, its figures with their units and its years in three forms.
#[test]
fn the_targets_of_a_published_plan_are_printed_with_their_units() {
    let Some(bytes) = data("mitaka_kpi.json") else { return };
    let published: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let mut rows = Vec::new();
    let mut expected = Vec::new();
    for kpi in published["kpis"].as_array().unwrap() {
        let text = |key: &str| kpi[key].as_str().unwrap().to_owned();
        let (unit, base, target) = (text("unit"), &kpi["at_application"], &kpi["after_project"]);
        let indicator = Indicator {
            label: text("label"),
            unit: unit.clone(),
            base: figure(&base.to_string()),
            target: figure(&target.to_string()),
            ..Indicator::new(text("name"), OutlineKey::Plan, Position::nth(rows.len()))
        };
        let mut cells = vec![format!("{base}{unit}")];
        for (year, value) in kpi["targets"].as_object().unwrap() {
            let fiscal = kpi["_fiscal_years"][year].as_i64().unwrap();
            cells.push(format!("{value}{unit}"));
            rows.push(Record::Observation(Observation {
                target: figure(&value.to_string()),
                ..Observation::blank(indicator.id, FiscalYear(i32::try_from(fiscal).unwrap()))
            }));
        }
        cells.push(format!("{target}{unit}"));
        expected.push((indicator.id, cells));
        rows.insert(0, Record::Indicator(Box::new(indicator)));
    }
    let book = with(Book::new(Plan::new("三鷹市", "計画")), rows);
    let print = |year_form| {
        let figures = Figures { year_form, related: false };
        let options = Options { figures, ..Options::default() };
        Report::Targets.lay_out(&book, &options).unwrap()
    };
    let document = print(YearForm::ShortEnd);
    for (id, mut cells) in expected {
        let mut row = row(&document, book.indicator(id).unwrap());
        let _ = row.remove(0);
        row.sort();
        cells.sort();
        assert_eq!(row, cells);
    }
    assert_eq!(heads(&document)[1..], ["申請時", "H29.3末", "H30.3末", "H31.3末", "事業終了後"]);
    let long = heads(&print(YearForm::End));
    assert_eq!(long[2..5], ["平成29年3月末", "平成30年3月末", "平成31年3月末"]);
    let years = heads(&print(YearForm::Year));
    assert_eq!(years[2..5], ["平成28年度", "平成29年度", "平成30年度"]);
}

#[test]
fn the_sample_prints_all_its_indicators_once_with_their_numbers() {
    let book = sample();
    let document = Report::Indicators.lay_out(&book, &Options::default()).unwrap();
    let numbers: BTreeSet<String> = cells(&document)
        .into_iter()
        .filter(|(of, _)| matches!(of, Origin::Indicator(_, Column::Number)))
        .map(|(_, text)| text)
        .collect();
    assert_eq!(numbers.len(), book.indicators().len());
    let bookmarks: Vec<_> = document.outline.iter().map(|it| it.title.clone()).collect();
    assert_eq!(bookmarks.len(), book.goals().len(), "{bookmarks:?}");
}

/// From the second page on the paper has its own name at the top, not that of the list.
#[test]
fn the_running_head_names_the_paper() {
    let mut options = Options::default();
    options.surroundings.running_head = true;
    let document = Report::Indicators.lay_out(&sample(), &options).unwrap();
    let page = document.pages.get(1).expect("the sample has two pages of indicators");
    let texts = texts(page);
    assert!(texts.iter().any(|text| text.contains("指標一覧")), "{texts:?}");
    assert!(!texts.iter().any(|text| text.contains("一覧表")), "{texts:?}");
}
