//! Measures that several rows or several sheets tell.

use super::{asked, fill, leads, names, read, statuses, texts, workbook};
use crate::exchange::{empty, import_into};
use rust_xlsxwriter::Workbook;
use shinchoku::domain::Book;
use shinchoku::exchange::{Format, Import, Question};

const JOINED: &str = "【児童福祉課】\n話し合った。\n【学校教育課】\n調べた。";

#[test]
fn a_measure_may_have_a_row_for_each_department() {
    let rows: [&[&str]; 5] = [
        &["番号", "施策", "担当課", "令和6年度実施状況"],
        &["1", "名簿の検討", "児童福祉課", "話し合った。"],
        &["", "", "学校教育課", "調べた。"],
        &["2", "図書の充実", "学校教育課", "本を買った。"],
        &["", "", "図書館", "展示をした。"],
    ];
    let merges = [((1, 0), (2, 0)), ((1, 1), (2, 1)), ((3, 0), (4, 0)), ((3, 1), (4, 1))];
    for merges in [&merges[..], &[]] {
        let (book, import) = workbook(&rows, merges);
        assert_eq!(names(&book), ["名簿の検討", "図書の充実"]);
        assert_eq!(leads(&book), [["児童福祉課", "学校教育課"], ["学校教育課", "図書館"]]);
        assert_eq!(texts(&book, 2024)[0], JOINED);
        assert_eq!((import.unreadable.len(), asked(&import).len()), (0, 0));
    }
    for name in ["名簿の検討", "〃"] {
        let (book, import) = read(&format!(
            "番号,施策,担当課,令和6年度実施状況\n1,名簿の検討,児童福祉課,話し合った。\n1,{name},学校教育課,調べた。\n"
        ));
        assert_eq!(leads(&book), [["児童福祉課", "学校教育課"]]);
        assert_eq!(texts(&book, 2024), [JOINED]);
        assert_eq!(import.unreadable, []);
    }
}

#[test]
fn the_status_of_another_department_is_told() {
    let (book, import) = workbook(
        &[
            &["番号", "施策名", "担当課", "進捗状況", "令和6年度実績"],
            &["1", "名簿の検討", "児童福祉課", "実施中", "話し合った。"],
            &["", "", "学校教育課", "完了", "調べた。"],
            &["", "", "図書館", "実施中", "並べた。"],
        ],
        &[((1, 0), (3, 0)), ((1, 1), (3, 1))],
    );
    assert_eq!(leads(&book), [["児童福祉課", "学校教育課", "図書館"]]);
    assert_eq!(statuses(&book, 2024), ["実施中"]);
    assert_eq!(texts(&book, 2024), [format!("{JOINED}\n【図書館】\n並べた。")]);
    assert_eq!(asked(&import), [(Question::OtherStatus, "完了")]);
}

/// A workbook of two sheets.
fn sheets(sheets: [(&str, &[&[&str]]); 2]) -> (Book, Import) {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        fill(workbook.add_worksheet().set_name(name).unwrap(), rows, &[]);
    }
    import_into(&empty(), Format::Xlsx, &workbook.save_to_buffer().unwrap())
}

#[test]
fn a_year_may_have_a_sheet_of_its_own() {
    let undated: &[&str] = &["番号", "施策名", "内容", "所管課", "実施状況", "進捗状況"];
    let old: &[&str] = &["1", "道路", "直す。", "建設課", "8か所を直した。", "実施中"];
    let new: &[&str] = &["1", "道路", "直す。", "建設課", "10か所を直した。", "完了"];
    let dated: [&[&str]; 2] = [
        &["番号", "施策名", "内容", "所管課", "令和5年度実施状況", "進捗状況"],
        &["番号", "施策名", "内容", "所管課", "令和6年度実施状況", "進捗状況"],
    ];
    for (book, import) in [
        sheets([("R5", &[dated[0], old]), ("R6", &[dated[1], new])]),
        sheets([("令和5年度", &[undated, old]), ("令和6年度", &[undated, new])]),
        sheets([
            ("1", &[&["令和5年度　進捗状況一覧"], undated, old]),
            ("2", &[&["令和6年度　進捗状況一覧"], undated, new]),
        ]),
    ] {
        assert_eq!(names(&book), ["道路"]);
        assert_eq!(texts(&book, 2023), ["8か所を直した。"]);
        assert_eq!(texts(&book, 2024), ["10か所を直した。"]);
        assert_eq!(
            (statuses(&book, 2023), statuses(&book, 2024)),
            (vec!["実施中".into()], vec!["完了".into()])
        );
        assert_eq!((import.unreadable.len(), asked(&import).len()), (0, 0), "{import:?}");
    }
    let other: &[&str] = &["1", "道路", "直す。", "道路課", "10か所を直した。", "完了"];
    let (book, import) = sheets([("令和5年度", &[undated, old]), ("令和6年度", &[undated, other])]);
    assert_eq!(leads(&book), [["道路課"]]);
    assert_eq!(asked(&import), [(Question::OtherSheet, "建設課")]);
}

#[test]
fn from_year_to_year_the_name_tells_which_measure_it_is() {
    let headings: &[&str] = &["番号", "施策名", "所管課", "実施状況"];
    let (book, import) = sheets([
        (
            "令和5年度",
            &[headings, &["1", "広報", "総務課", "a。"], &["2", "配食", "高齢課", "x。"]],
        ),
        (
            "令和6年度",
            &[headings, &["1", "配食", "高齢課", "b。"], &["2", "広報", "総務課", "y。"]],
        ),
    ]);
    assert_eq!(names(&book).len(), 2, "{import:?}");
    let told: Vec<_> = names(&book).into_iter().zip(texts(&book, 2023)).collect();
    assert!(told.contains(&("広報".into(), "a。".into())), "{told:?}");
    let told: Vec<_> = names(&book).into_iter().zip(texts(&book, 2024)).collect();
    assert!(told.contains(&("広報".into(), "y。".into())), "{told:?}");
}

#[test]
fn a_sheet_of_plans_is_told() {
    let headings: &[&str] = &["番号", "施策", "所管課", "R5"];
    let (book, import) = sheets([
        ("計画", &[headings, &["1", "広報", "総務課", "p"]]),
        ("実績", &[headings, &["1", "広報", "総務課", "j"]]),
    ]);
    assert_eq!((texts(&book, 2023), import.unreadable.len()), (vec!["j".into()], 0));
    assert_eq!(asked(&import), [(Question::Planned, "p")]);
}

#[test]
fn a_row_of_a_department_leads_the_measures_below() {
    for (one, other) in
        [("【高齢課】", "【公園課】"), ("■高齢課", "■公園課"), ("担当課：高齢課", "担当課：公園課")]
    {
        let (book, import) = read(&format!(
            "番号,施策,内容,R5実績\n{one},,,\n1,配食,あ,21\n{other},,,\n2,公園,い,31\n"
        ));
        assert_eq!(leads(&book), [["高齢課"], ["公園課"]], "{one}");
        assert!(book.listed().iter().all(|(_, it, _)| it.name.is_empty()));
        assert_eq!((import.unreadable.len(), asked(&import).len()), (0, 0));
    }
}

#[test]
fn a_row_that_is_whole_but_for_its_name_is_no_part_of_another() {
    let (book, import) = read(
        "番号,施策名,所管課,令和5年度の実施状況,進捗状況\n1,甲,企画課,一。,順調\n,,福祉課,二。,完了\n3,丙,農政課,三。,順調\n",
    );
    assert_eq!(texts(&book, 2023), ["一。", "三。"]);
    assert_eq!((leads(&book)[0].clone(), import.unreadable.len()), (vec!["企画課".to_owned()], 1));
}

#[test]
fn what_counts_or_repeats_measures_is_none() {
    let (book, import) = read(
        "番号,施策,所管課,R5実績\n1,広報,総務課,21\n,平均,,1\n,計（2件）,,3\n,再掲計,,4\n,うち重点,,5\n,全体,,6\nKPI,企業数,10社,11社\n1,広報（再掲）,総務課,21\n",
    );
    assert_eq!((names(&book), import.unreadable.len()), (vec!["広報".into()], 7));
}
