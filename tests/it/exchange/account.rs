//! The account of a list: whatever a sheet looks like, each of its cells is in the book, is a heading
//! or a title, or is told.

use crate::exchange::empty;
use crate::support::cases::config;
use proptest::collection::vec;
use proptest::prelude::*;
use rust_xlsxwriter::{Format as Look, Workbook};
use shinchoku::exchange::{
    self, Column, Fate, Format, Grid, Listing, Origin, Place, Question, Source, Value,
};
use std::collections::BTreeSet;

/// Headings of every kind, and some that have no place in a book.
const HEADINGS: [&str; 28] = [
    "番号",
    "施策番号",
    "施策名",
    "事務事業名",
    "内容",
    "事業の概要",
    "担当課",
    "所管課（関連課）",
    "関連課",
    "進捗状況",
    "評価",
    "進捗状況（令和5年度）",
    "令和5年度",
    "令和6年度",
    "令和6年度実績",
    "令和6年度上半期",
    "令和6年度下半期",
    "前年度実績",
    "取組状況",
    "実施状況",
    "基本目標",
    "施策の方向",
    "年度",
    "廃止",
    "予算額",
    "備考",
    "実施中",
    "完了",
];

/// What a cell of a random sheet says.
#[derive(Debug, Clone)]
enum Says {
    Nothing,
    /// Its own word, between these.
    Word(&'static str, &'static str),
    /// Its own word, so often that it is no name.
    Text(usize),
    Exactly(&'static str),
}

fn says() -> impl Strategy<Value = Says> {
    let words = [
        ("", ""),
        ("", "課"),
        ("", "の整備"),
        ("・", "を行った。"),
        ("【令和5年度】\n", ""),
        ("令和6年度：", ""),
        ("基本目標1 ", ""),
        ("① ", ""),
        ("（1）", ""),
        ("※ ", ""),
        ("施策の方向2 ", ""),
    ];
    let exactly = [
        "1",
        "2",
        "3",
        "1-1",
        "Ⅲ",
        "ア",
        "－",
        "〃",
        "同上",
        "実施中",
        "完了",
        "A",
        "○",
        "×",
        "80%",
        "令和5年度",
        "R6",
        "7",
        "12件",
        "合計",
        "欠番",
        "建設課",
        "建設課ほか",
        "施策名",
        "番号",
        "1/3",
        "廃止",
    ];
    prop_oneof![
        4 => Just(Says::Nothing),
        6 => proptest::sample::select(words.to_vec()).prop_map(|(before, after)| Says::Word(before, after)),
        1 => (6_usize..30).prop_map(Says::Text),
        3 => proptest::sample::select(exactly.to_vec()).prop_map(Says::Exactly),
    ]
}

/// A sheet: rows above the headings, the headings, further rows, and cells that reach down.
#[derive(Debug, Clone)]
struct Plan {
    above: Vec<Vec<Says>>,
    headings: Vec<Vec<Option<&'static str>>>,
    rows: Vec<Vec<Says>>,
    tall: Vec<(usize, usize, usize)>,
}

fn plan() -> impl Strategy<Value = Plan> {
    let heading = prop_oneof![
        5 => proptest::sample::select(HEADINGS.to_vec()).prop_map(Some),
        1 => Just(None),
    ];
    (3_usize..10).prop_flat_map(move |width| {
        let first = vec(heading.clone(), width).prop_map(|mut headings| {
            headings[0] = Some("施策名");
            headings
        });
        (
            vec(vec(says(), 1..3), 0..3),
            first,
            proptest::option::weighted(0.3, vec(heading.clone(), width)),
            vec(vec(says(), width + 1), 1..10),
            vec((0_usize..10, 0_usize..width, 2_usize..4), 0..3),
        )
            .prop_map(|(above, first, second, rows, tall)| Plan {
                above,
                headings: std::iter::once(first).chain(second).collect(),
                rows,
                tall,
            })
    })
}

const LETTERS: [char; 14] =
    ['あ', 'い', 'う', 'え', 'お', 'か', 'き', 'く', 'け', 'こ', 'さ', 'し', 'す', 'せ'];

/// What a word begins and ends with.
const EDGES: [char; 4] = ['ぬ', 'ね', 'の', 'は'];

/// A word that is in no other cell, and reads as nothing else.
fn word(number: usize) -> String {
    let (high, low) = (number / LETTERS.len(), number % LETTERS.len());
    let edge = EDGES[high / LETTERS.len()];
    String::from_iter([edge, LETTERS[high % LETTERS.len()], LETTERS[low], edge])
}

/// The words of a text.
fn words_of(text: &str) -> BTreeSet<String> {
    let chars: Vec<char> = text.chars().collect();
    let is_word = |it: &&[char]| {
        EDGES.contains(&it[0]) && it[0] == it[3] && it[1..3].iter().all(|c| LETTERS.contains(c))
    };
    chars.windows(4).filter(is_word).map(String::from_iter).collect()
}

/// The word that a cell has for itself.
fn word_of(text: &str) -> Option<String> {
    words_of(text).into_iter().next()
}

fn write(plans: &[Plan], names: &[&str]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let mut number = 0;
    for (plan, name) in plans.iter().zip(names) {
        let sheet = workbook.add_worksheet();
        let _ = sheet.set_name(*name).unwrap();
        let headings = plan.headings.iter().map(|line| {
            let of = |heading: &Option<&str>| heading.map(str::to_owned);
            line.iter().map(of).collect::<Vec<_>>()
        });
        let mut say = |says: &Says| {
            number += 1;
            match says {
                Says::Nothing => None,
                Says::Word(before, after) => Some(format!("{before}{}{after}", word(number))),
                Says::Text(times) => Some(format!("{}。", word(number).repeat(*times))),
                Says::Exactly(text) => Some((*text).to_owned()),
            }
        };
        let above = plan.above.iter().map(|row| row.iter().map(&mut say).collect::<Vec<_>>());
        let above: Vec<_> = above.collect();
        let body = plan.rows.iter().map(|row| row.iter().map(&mut say).collect::<Vec<_>>());
        let rows: Vec<Vec<Option<String>>> =
            above.into_iter().chain(headings).chain(body).collect();
        let first = plan.above.len() + plan.headings.len();
        let mut merged: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (top, column, height) in &plan.tall {
            let area: Vec<_> =
                (first + top..first + top + height).map(|at| (at, *column)).collect();
            let Some(Some(text)) = rows.get(first + top).and_then(|row| row.get(*column)) else {
                continue;
            };
            if area.iter().any(|at| merged.contains(at)) {
                continue;
            }
            merged.extend(&area);
            let (from, to) = (first + top, first + top + height - 1);
            let at = |row: usize| u32::try_from(row).unwrap();
            let column = u16::try_from(*column).unwrap();
            let _ =
                sheet.merge_range(at(from), column, at(to), column, text, &Look::new()).unwrap();
        }
        for (at, row) in rows.iter().enumerate() {
            for (column, text) in row.iter().enumerate() {
                if let (Some(text), false) = (text, merged.contains(&(at, column))) {
                    let (row, column) =
                        (u32::try_from(at).unwrap(), u16::try_from(column).unwrap());
                    let _ = sheet.write_string(row, column, text).unwrap();
                }
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// Checks that each cell has one fate, and that this is what has become of it.
fn check(source: &Source, listing: &Listing) -> Result<usize, TestCaseError> {
    let mut stored = 0;
    let mut taken = BTreeSet::new();
    let lists = source.recognised().sheets.iter().filter(|layout| layout.is_some()).count();
    for (grid, account) in source.sheets().iter().zip(&listing.accounts) {
        let held: BTreeSet<(u32, usize)> = grid
            .rows
            .iter()
            .flat_map(|row| {
                let cells = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
                cells.map(|(at, _)| (row.number, at))
            })
            .collect();
        let settled: Vec<_> = account.cells().map(|(row, at, _)| (row, at)).collect();
        prop_assert_eq!(settled, held.into_iter().collect::<Vec<_>>());
        let name = grid.name.clone().filter(|_| lists > 1);
        for (row, at, fate) in account.cells() {
            let cell = grid.rows.iter().find(|it| it.number == row).unwrap().cell(at);
            let Value::Text(text) = &cell.value else { continue };
            let Some(word) = word_of(text) else { continue };
            let place = Place::Row { sheet: name.clone(), row };
            match fate {
                Fate::Stored { at, field } => {
                    stored += 1;
                    let _ = taken.insert(word.clone());
                    let holds = is_stored(source, listing, at, field, &word);
                    prop_assert!(holds, "{place:?} {field:?} {text}");
                }
                Fate::Heading => {
                    let _ = taken.insert(word);
                }
                Fate::Title => {
                    let header = format!("{:?}", listing.header);
                    prop_assert!(
                        header.contains(&word) || text.starts_with('※') || text.ends_with('。'),
                        "{text}"
                    );
                }
                Fate::Figure => {
                    let said = format!("{:?}", listing.indicators);
                    prop_assert!(said.contains(&word), "{text}");
                }
                Fate::Furniture | Fate::Repeated => {}
                Fate::Blank => prop_assert!(false, "{text} is said to be blank"),
                Fate::Told(question) => {
                    // A cell below may refer to it.
                    let mut below = grid.rows.iter().filter(|it| it.number > row);
                    if below.any(|it| ["〃", "同上"].contains(&it.cell(at).text())) {
                        let _ = taken.insert(word);
                    }
                    let is_told = is_told(listing, grid, &place, at, question);
                    prop_assert!(is_told, "{place:?} {at} {question:?} {text}");
                }
            }
        }
    }
    // Nothing is in the list that is not said to be.
    for word in words_of(&format!("{:?}", listing.goals)) {
        prop_assert!(taken.contains(&word), "{word} is taken without a word");
    }
    Ok(stored)
}

fn is_stored(source: &Source, listing: &Listing, at: Origin, field: Column, word: &str) -> bool {
    if field.is_of_level() {
        return listing.goals.iter().any(|goal| {
            let directions = goal.directions.iter().map(|it| format!("{:?}", it.heading));
            format!("{:?}", goal.heading).contains(word)
                || directions.into_iter().any(|it| it.contains(word))
        });
    }
    let sheet = source.sheets()[usize::from(at.sheet)].name.clone();
    let begins = |place: &Place| match place {
        Place::Row { sheet: name, row } => *row == at.row && (name.is_none() || *name == sheet),
        _ => false,
    };
    listing.measures().filter(|it| begins(&it.place)).any(|it| {
        let says = |text: &Option<String>| text.as_ref().is_some_and(|text| text.contains(word));
        match field {
            Column::Name => it.name.contains(word),
            Column::Description => format!("{:?}", it.description).contains(word),
            Column::Lead(_) => format!("{:?}{:?}", it.lead, it.related).contains(word),
            Column::Related => format!("{:?}", it.related).contains(word),
            Column::Status(_) => it.entries.iter().any(|entry| says(&entry.status)),
            Column::Narrative(_) | Column::Narratives(_) => {
                it.entries.iter().any(|entry| says(&entry.narrative))
            }
            // What these hold says yes or no, or a number.
            _ => true,
        }
    })
}

fn is_told(listing: &Listing, grid: &Grid, place: &Place, at: usize, question: Question) -> bool {
    match question {
        Question::Refused => listing.unreadable.iter().any(|it| it.place == *place),
        Question::NoPlace => !listing.ignored.is_empty(),
        Question::UnreadSheet => listing.doubts.iter().any(|it| {
            it.question == question
                && it.place == Place::Sheet(grid.name.clone().unwrap_or_default())
        }),
        _ => listing
            .doubts
            .iter()
            .any(|it| it.question == question && it.place == *place && it.column == Some(at)),
    }
}

/// The cells of a source, for telling which sheet fails.
fn shown(source: &Source) -> String {
    let rows = source.sheets().iter().flat_map(|grid| &grid.rows).map(|row| {
        let cells: Vec<&str> = row.cells.iter().map(exchange::Cell::text).collect();
        format!("{}: {}\n", row.number, cells.join(" | "))
    });
    rows.collect()
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn every_cell_is_accounted_for_once(plans in vec(plan(), 1..3)) {
        let bytes = write(&plans, &["令和5年度", "令和6年度"]);
        let source = Source::open(Format::Xlsx, &bytes, "list.xlsx").unwrap();
        if let Ok(listing) = source.read_as(&source.recognised()) {
            let told = |error| TestCaseError::fail(format!("{error}\n{}{:?}\n{:?}", shown(&source), listing.accounts, listing.goals));
            let _ = check(&source, &listing).map_err(told)?;
            let mut book = empty();
            let import = exchange::import(&book, &listing);
            book.apply(&import.changes).expect("the changes were tried");
        }
    }
}
