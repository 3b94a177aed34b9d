use super::*;
use crate::domain::{Observation, OutlineKey, Plan, Position, Year};

fn figure(text: &str) -> Figure {
    Figure::parse(text, "")
}

/// A book with this indicator, its targets and actuals from 2022 on.
fn book(indicator: Indicator, figures: &[(&str, &str)]) -> Book {
    let id = indicator.id;
    let years = [2022, 2023, 2024].map(|year| Year { year: FiscalYear(year), closed: false });
    let observed = (2022..).zip(figures).map(|(year, (target, actual))| Observation {
        target: figure(target),
        actual: figure(actual),
        ..Observation::blank(id, FiscalYear(year))
    });
    let mut book = Book::new(Plan::new("", ""));
    let rows = years.map(Record::Year).into_iter();
    let rows = rows.chain([Record::Indicator(Box::new(indicator))]);
    for record in rows.chain(observed.map(Record::Observation)) {
        let change = book.put(record).into_iter().collect::<Vec<_>>();
        book.apply(&change).unwrap();
    }
    book
}

fn indicator(base: &str, target: &str) -> Indicator {
    Indicator {
        base: figure(base),
        target: figure(target),
        ..Indicator::new("来場者数", OutlineKey::Plan, Position::FIRST)
    }
}

/// What is found of the indicator and of its figures of all years.
fn found(indicator: Indicator, figures: &[(&str, &str)]) -> Vec<FigureFinding> {
    let book = book(indicator, figures);
    let years: Vec<FiscalYear> = book.years().map(|year| year.year).collect();
    let found = of_indicators(&book, &years).into_iter().map(|finding| finding.kind);
    let odd = found.filter_map(|kind| match kind {
        FindingKind::Figure(finding) => Some(finding),
        _ => None,
    });
    odd.collect()
}

/// 10 + 20 + 30 are 60; make 30 into 25 and they are no longer.
#[test]
fn the_closing_value_is_compared_with_the_years() {
    let of = |last| {
        let indicator = Indicator { closing: Closing::Sum, ..indicator("0", "60") };
        found(indicator, &[("10", ""), ("20", ""), (last, "")])
    };
    assert_eq!(of("30"), []);
    let differs = |reckoned: &str| FigureFinding::ClosingDiffers {
        entered: "60".to_owned(),
        reckoned: reckoned.to_owned(),
    };
    assert_eq!(of("25"), [differs("55")]);
    assert_eq!(of("維持"), [], "a text adds up to nothing");
}

#[test]
fn what_is_odd_about_a_figure_is_told() {
    let of = |figures: &[(&str, &str)]| found(indicator("100", "900"), figures);
    assert_eq!(of(&[("", "500"), ("", "520"), ("", "530")]), []);
    let shifted = FigureFinding::Shifted { before: "520".to_owned(), times: 10 };
    assert_eq!(of(&[("", "500"), ("", "520"), ("", "53")]), [shifted]);
    assert_eq!(of(&[("", "500"), ("", "集計中"), ("", "530")]), [FigureFinding::StillPending]);
    assert_eq!(of(&[("", "500"), ("", "520"), ("", "集計中")]), []);
    assert_eq!(of(&[("", "95（速報値）"), ("", "97"), ("", "99")]), [FigureFinding::Provisional]);
    let running = Indicator { series: Series::Running, ..indicator("0", "900") };
    let falls = FigureFinding::Falls { before: "520".to_owned() };
    assert_eq!(found(running, &[("", "500"), ("", "520"), ("", "510")]), [falls]);
    let worse = found(indicator("100", "90"), &[]);
    assert_eq!(worse, [FigureFinding::TargetBelowBase]);
    let lower = Indicator { better: Better::Lower, ..indicator("100", "90") };
    assert_eq!(found(lower, &[]), []);
    assert_eq!(found(indicator("100", ""), &[]), [FigureFinding::NoTarget]);
    let percent = Indicator { unit: "％".to_owned(), ..indicator("97.6", "98") };
    assert_eq!(found(percent, &[("", "0.979")]), [FigureFinding::ShareOfOne]);
    let left = Indicator { method: "〇〇課の調査".to_owned(), ..indicator("1", "2") };
    assert_eq!(found(left, &[]), [FigureFinding::Placeholder]);
}

/// What was left as it is comes back with another value.
#[test]
fn a_dismissed_finding_is_of_its_value() {
    let row = indicator("100", "90");
    let id = row.id;
    let mut book = book(row, &[]);
    let open = |book: &Book| {
        let review = crate::domain::check::Review::of(book, &[FiscalYear(2024)]);
        let of_figures = |it: &&Finding| matches!(it.kind, FindingKind::Figure(_));
        review.open.iter().filter(of_figures).cloned().collect::<Vec<_>>()
    };
    let changes = crate::domain::check::dismissals(&book, &open(&book), true);
    book.apply(&changes).unwrap();
    assert_eq!(open(&book), []);
    let other = Indicator { target: figure("80"), ..book.indicator(id).unwrap().clone() };
    let change = book.put(Record::Indicator(Box::new(other))).unwrap();
    book.apply(&[change]).unwrap();
    assert_eq!(open(&book).len(), 1);
}
