//! Lists that come in and go out on the command line.

use crate::{Desk, names, support};
use shinchoku::domain::{Implementation, Record};
use std::fs;

#[test]
fn a_list_of_another_plan_is_told_of_and_taken() {
    let desk = Desk::new();
    let list = |town: &str| {
        let rows = (1..=3).map(|n| format!("基本目標１「まち」,① 農,{n},{town}の施策{n},・実施\n"));
        "基本目標,施策の方向,施策番号,名称,令和6年度\n".to_owned() + &rows.collect::<String>()
    };
    fs::write(desk.path("一覧.csv"), list("みずほ野")).unwrap();
    let first = desk.run(&["import", "戦略.db", "一覧.csv"]);
    assert!(first.status.success() && first.stderr.is_empty());
    fs::write(desk.path("一覧.csv"), list("となり町")).unwrap();
    let other = desk.run(&["import", "戦略.db", "一覧.csv"]);
    assert!(other.status.success());
    let told = String::from_utf8(other.stderr).unwrap();
    assert!(told.starts_with("番号は同じでも、名称の違う施策が3件あります。"), "{told}");
    assert!(desk.names_measure("となり町の施策2"));
}

#[test]
fn an_import_that_takes_nothing_is_no_success_and_leaves_nothing() {
    let desk = Desk::new();
    let long = "あ".repeat(shinchoku::domain::text::MAX_CHARS + 1);
    let list = format!("施策番号,名称,所管課,令和6年度\n1,直売所の整備,農政課,{long}\n");
    fs::write(desk.path("一覧.csv"), list).unwrap();
    let before = fs::read(desk.path("戦略.db")).unwrap();
    for (file, left) in [("新規.db", None), ("戦略.db", Some(before))] {
        let output = desk.run(&["import", file, "一覧.csv"]);
        assert_eq!(output.status.code(), Some(1), "{file}");
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(told.contains("取り込めなかったもの1件") && told.contains("2行目："), "{told}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("取り込める施策がありませんでした"), "{told}");
        assert_eq!(fs::read(desk.folder.path().join(file)).ok(), left, "{file}");
    }
    assert!(!names(desk.folder.path()).iter().any(|name| name.contains("新規")));
    // What is in the file as the list has it has been taken, if before.
    desk.import(&[("直売所の整備", "")]);
    let again = desk.runs(&["import", "戦略.db", "一覧.csv"]);
    assert!(again.contains("変更なし1件"), "{again}");
}

#[test]
fn an_unclosed_quotation_mark_is_told_with_its_line() {
    let desk = Desk::new();
    let list = "基本目標,施策の方向,施策番号,名称,令和6年度\n1,1,1,直売所,\"二行\nある\"\n\
                1,1,2,\"消防団,・実施\n1,1,3,学校,・実施\n";
    fs::write(desk.path("一覧.csv"), list).unwrap();
    let output = desk.run(&["import", "戦略.db", "一覧.csv"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("4行目で始まる引用符（\"）が、閉じられていません"), "{told}");
}

#[test]
fn the_programs_own_list_of_very_many_lines_comes_in_again() {
    let mut book = support::book(300, 40);
    let year = book.latest_year().unwrap();
    let lines = "・支所で開催しました。\n".repeat(80);
    let entries: Vec<_> = book
        .listed()
        .iter()
        .map(|row| Implementation {
            narrative: lines.trim_end().to_owned(),
            ..Implementation::blank(row.2.id, year)
        })
        .collect();
    for entry in entries {
        let change = book.put(Record::Implementation(entry)).unwrap();
        book.apply(&[change]).unwrap();
    }
    let desk = Desk::with(&book);
    let _ = desk.runs(&["export", "戦略.db", "一.csv"]);
    let bytes = fs::read(desk.path("一.csv")).unwrap();
    assert!(bytes.iter().filter(|byte| **byte == b'\n').count() > 20_000);
    let _ = desk.runs(&["import", "新規.db", "一.csv"]);
    let _ = desk.runs(&["export", "新規.db", "二.csv"]);
    assert_eq!(fs::read(desk.path("二.csv")).unwrap(), bytes);
}
