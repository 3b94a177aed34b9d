//! What a list is taken for, corrected by hand, and what of it is left out.

use crate::exchange::{empty, import_into, json};
use shinchoku::domain::FiscalYear;
use shinchoku::exchange::{
    self, Brackets, Column, Decisions, Format, Listing, Outcome, Place, Question, Source,
};
use std::collections::BTreeSet;

fn open(csv: &str) -> Source {
    Source::open(Format::Csv, csv.as_bytes(), "一覧.csv").unwrap()
}

fn statuses(listing: &Listing) -> Vec<Option<&str>> {
    listing
        .measures()
        .map(|measure| measure.entries.first().and_then(|entry| entry.status.as_deref()))
        .collect()
}

const MARKED: [&str; 3] = [
    "番号,名称,進捗状況,,,令和6年度\n,,実施済,実施中,未実施,\n\
     1,直売所,○,,,・一\n2,農園,,〇,,・二\n3,給食,,,－,・三\n",
    "番号,名称,実施済,実施中,未実施,令和6年度\n1,直売所,○,,,・一\n2,農園,,●,,・二\n3,給食,,,,・三\n",
    "番号,名称,進捗度,,,令和6年度\n,,済,中,未,\n1,直売所,レ,,,・一\n2,農園,,レ,,・二\n3,給食,,,,・三\n",
];

#[test]
fn statuses_may_be_marked_under_their_names() {
    for (csv, names) in
        MARKED.iter().zip([["実施済", "実施中"], ["実施済", "実施中"], ["済", "中"]])
    {
        let listing = exchange::read(Format::Csv, csv.as_bytes(), "一覧.csv").unwrap();
        assert_eq!(statuses(&listing), [Some(names[0]), Some(names[1]), None], "{csv}");
        assert!(listing.unreadable.is_empty() && listing.ignored.is_empty(), "{listing:?}");
        let latest = listing.measures().next().unwrap().entries[0].year;
        assert_eq!(latest, Some(FiscalYear(2024)));
    }
}

#[test]
fn of_two_marks_neither_is_taken() {
    let csv = MARKED[0].replace("1,直売所,○,,", "1,直売所,○,○,");
    let listing = exchange::read(Format::Csv, csv.as_bytes(), "一覧.csv").unwrap();
    let asked: Vec<_> = listing.doubts.iter().map(|it| (it.question, it.column)).collect();
    let several = Question::SeveralMarks;
    assert_eq!(asked, [(several, Some(2)), (several, Some(3))]);
    assert_eq!((listing.unreadable.len(), listing.measures().count()), (0, 3));
    assert_eq!(statuses(&listing)[..2], [None, Some("実施中")]);
}

#[test]
fn columns_of_other_marks_are_no_statuses() {
    let csv = "番号,名称,ハード,ソフト,進捗状況,廃止,令和6年度\n1,直売所,○,,○,○,・一\n2,農園,,○,○,,・二\n";
    let form = open(csv).recognised();
    let layout = form.sheets[0].clone().unwrap();
    assert!(layout.columns.iter().all(|titled| !matches!(titled.column, Column::Mark(_))));
    assert_eq!(layout.column_at(5), Some(Column::Retired));
}

#[test]
fn goals_and_directions_may_be_numbers_alone() {
    let csv = "番号,名称,内容,令和6年度\n1-1-1,直売所,,・一\n1-1-2,農園,,・二\n1-2-1,給食,,・三\n2-1-1,産後ケア,,・四\n";
    let (book, import) = import_into(&empty(), Format::Csv, csv.as_bytes());
    assert!(import.unreadable.is_empty(), "{import:?}");
    let numbers: Vec<_> = book
        .listed()
        .iter()
        .map(|(goal, direction, it)| [goal.number, direction.number, it.number])
        .collect();
    assert_eq!(numbers, [[1, 1, 1], [1, 1, 2], [1, 2, 1], [2, 1, 1]]);
    // In a file that has names for them the numbers say which they are.
    let named = "基本目標,施策の方向,番号,名称,内容\n基本目標１「まち」,① 農,1,直売所,\n";
    let (named, _) = import_into(&empty(), Format::Csv, named.as_bytes());
    let (book, import) = import_into(&named, Format::Csv, csv.as_bytes());
    assert_eq!((import.added, import.changed), (3, 1));
    assert_eq!(book.goals()[0].name, "まち");
}

#[test]
fn a_column_is_taken_for_what_the_clerk_says() {
    let csv = "項番,事項,ねらい,担当,状態,報告\n1,直売所,整備,農政課（学務課）,実施中,・一\n";
    let source = open(csv);
    assert!(source.read_as(&source.recognised()).is_err());
    let mut form = source.recognised();
    let mut layout = source.headed_at(0, 0).unwrap();
    assert!(!layout.names_measures());
    for (at, column) in [
        (1, Column::Name),
        (2, Column::Description),
        (3, Column::Lead(Brackets::Related)),
        (5, Column::Narrative(FiscalYear(2024))),
    ] {
        layout.take_as(at, Some(column));
    }
    form.sheets[0] = Some(layout.clone());
    assert!(form.is_complete());
    let listing = source.read_as(&form).unwrap();
    let measure = listing.measures().next().unwrap();
    assert_eq!((measure.number, measure.name.as_str()), (Some(1), "直売所"));
    assert_eq!(measure.related, Some(vec!["学務課".to_owned()]));
    assert_eq!(measure.entries[0].narrative.as_deref(), Some("・一"));
    // The same column cannot hold two things, nor two columns the same thing.
    layout.take_as(2, Some(Column::Name));
    assert_eq!((layout.column_at(1), layout.heading_at(1)), (None, Some("事項")));
    layout.take_as(2, None);
    assert!(!layout.names_measures());
}

#[test]
fn what_was_said_of_a_form_holds_for_the_next_file_of_it() {
    let csv = |year: &str| {
        format!("{year}度 総合戦略 実施状況報告,,,\n項番,事項,前年,今年\n1,直売所,・一,・二\n")
    };
    let source = open(&csv("令和6年"));
    let mut layout = source.headed_at(0, 1).unwrap();
    layout.take_as(1, Some(Column::Name));
    layout.take_as(2, Some(Column::Narrative(FiscalYear(2023))));
    layout.take_as(3, Some(Column::Narrative(FiscalYear(2024))));
    let memory = [source.remember(0, &layout).unwrap()];
    let written = serde_json::to_string(&memory).unwrap();
    let memory: Vec<exchange::Remembered> = serde_json::from_str(&written).unwrap();

    assert_eq!(source.recalled(&memory).unwrap().sheets, [Some(layout.clone())]);
    let next = open(&csv("令和7年"));
    let recalled = next.recalled(&memory).unwrap().sheets[0].clone().unwrap();
    assert_eq!(recalled.column_at(2), Some(Column::Narrative(FiscalYear(2024))));
    assert_eq!(recalled.column_at(3), Some(Column::Narrative(FiscalYear(2025))));
    assert!(open(MARKED[1]).recalled(&memory).is_none());
}

#[test]
fn what_is_left_out_leaves_the_others_what_they_are() {
    let before = "施策の方向,番号,名称,内容,令和6年度\n① 農,1,直売所,,・一\n,2,農園,,・二\n";
    let (book, _) = import_into(&empty(), Format::Csv, before.as_bytes());
    // Without the first row the second would be taken for the first measure, by its number.
    let csv = "施策の方向,番号,名称,内容,令和6年度\n① 農,2,直売所,,・一\n,1,講座,,・新\n② 食,1,給食,,・三\n";
    let source = open(csv);
    let listing = source.read_as(&source.recognised()).unwrap();
    let place = |row| Place::Row { sheet: None, row };
    let all = exchange::import(&book, &listing);
    let outcomes: Vec<_> = all.rows.iter().map(|row| row.outcome).collect();
    assert_eq!(outcomes, [Outcome::Changed, Outcome::Added, Outcome::Added]);

    let left = BTreeSet::from([place(2), place(4)]);
    let import =
        exchange::import_with(&book, &listing, &Decisions { left, ..Decisions::default() });
    let outcomes: Vec<_> = import.rows.iter().map(|row| row.outcome).collect();
    assert_eq!(outcomes, [Outcome::Left, Outcome::Added, Outcome::Left]);
    let mut after = book.clone();
    after.apply(&import.changes).unwrap();
    let names: Vec<_> = after.listed().iter().map(|(_, _, it)| it.name.clone()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(["直売所", "農園", "講座"].iter().all(|name| names.iter().any(|it| it == name)));
    assert_eq!(after.directions(after.goals()[0].id).len(), 1, "② has nothing to stand under it");

    let none = listing.measures().map(|measure| measure.place.clone()).collect();
    let untouched =
        exchange::import_with(&book, &listing, &Decisions { left: none, ..Decisions::default() });
    let mut after = book.clone();
    after.apply(&untouched.changes).unwrap();
    assert_eq!(json(&after)["goals"], json(&book)["goals"]);
}
