//! The texts around the table where they need several lines.

use super::sample;
use shinchoku::domain::{Book, Template};
use shinchoku::report::{Item, Options, Report};

/// The lines above the table of the first page.
fn above(book: &Book, options: &Options) -> Vec<String> {
    let document = Report::List.lay_out(book, options).unwrap();
    let page = &document.pages[0];
    let table = page.cells[0].area.origin.y;
    let items = page.items.iter().filter(|(at, _)| at.y < table);
    items
        .filter_map(|(_, item)| match item {
            Item::Text(text) => Some(text.line.text.clone()),
            Item::Rule(_) | Item::Tint(_) => None,
        })
        .collect()
}

fn council(book: &Book) -> Options {
    Options::of(book, &Template::built_in()[0].settings)
}

#[test]
fn a_long_title_is_broken_between_phrases_into_lines_of_one_length() {
    let book = sample();
    let title = "茜野市まち・ひと・しごと創生総合戦略及び個別計画に基づく各施策の進捗状況並びに関連する指標の一覧表";
    let options = Options { title: Some(title.to_owned()), ..council(&book) };
    let lines: Vec<String> =
        above(&book, &options).into_iter().filter(|line| title.contains(line.trim())).collect();
    let [first, second] = &lines[..] else { panic!("{lines:?}") };
    assert_eq!(format!("{first}{second}"), title);
    let lengths = [first, second].map(|line| line.chars().count());
    assert!(lengths[0].abs_diff(lengths[1]) <= 8, "{lines:?}");
}

#[test]
fn no_entry_of_the_legend_is_torn() {
    let mut book = sample();
    for at in 0..book.statuses().len() {
        let status = book.statuses()[at].clone();
        let meaning = format!("計画の期間に{}となるもの", "取り組み、".repeat(4));
        let status = shinchoku::domain::ProgressStatus { meaning, ..status };
        let changes: Vec<_> =
            book.put(shinchoku::domain::Record::Status(status)).into_iter().collect();
        book.apply(&changes).unwrap();
    }
    let lines = above(&book, &council(&book));
    let legend: Vec<&String> = lines.iter().skip_while(|line| !line.starts_with("凡例")).collect();
    assert!(legend.len() > 1, "{lines:?}");
    for line in legend {
        assert!(line.trim_end().ends_with("となるもの）"), "{line}");
    }
}
