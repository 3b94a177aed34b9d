//! Cells that a hasty reader takes for something else: each is read for what it is, or told.

use super::{
    asked, fill, headings, ignored, leads, measures, names, read, refused, statuses, texts, told,
    workbook,
};
use crate::exchange::{empty, import_into};
use rust_xlsxwriter::{Format as Look, Workbook};
use shinchoku::exchange::{Format, Question, Reason};

const HEADINGS: &str = "基本目標,施策の方向,番号,施策名,担当課,令和6年度実績\n";

#[test]
fn a_short_text_beside_a_status_is_no_status() {
    for status in ["進捗状況", "評価", "令和6年度の進捗状況"] {
        let (book, import) = read(&format!(
            "番号,施策名,担当課,令和6年度の実施状況,{status}\n1,講座,福祉課,講座を開催,A\n2,道路,土木課,執行した,B\n"
        ));
        assert_eq!(texts(&book, 2024), ["講座を開催", "執行した"], "{status}");
        assert_eq!(statuses(&book, 2024), ["A", "B"], "{status}");
        assert_eq!(asked(&import), []);
    }
    let (book, _) = read(
        "番号,施策名,担当課,令和6年度の実施状況,評価\n1,講座,福祉課,完了,A\n2,道路,土木課,実施中,B\n",
    );
    assert_eq!(statuses(&book, 2024), ["完了", "実施中"]);
}

#[test]
fn notes_and_totals_are_no_goals() {
    let (book, import) = read(&format!(
        "{HEADINGS}1 しごと,(1) 農業,1,農園,農政課,開いた。\n小計,,,,,1件\n,(1) 農業,2,直売所,農政課,建てた。\n\
         ※ 令和7年度で終了,,,,,\n（注）継続,,,,,\n◎：計画以上　○：計画どおり,,,,,\n"
    ));
    assert_eq!(names(&book), ["農園", "直売所"]);
    assert_eq!((book.goals().len(), refused(&import)), (1, vec![3, 5, 6, 7]));
    let (book, import) =
        read("番号,施策名,担当課,令和6年度実績\n1,農園,農政課,開いた。\n,※ 令和7年度で終了,,\n");
    assert_eq!((names(&book).len(), refused(&import)), (1, vec![3]));
}

#[test]
fn headings_in_other_columns_begin_another_table() {
    let (book, import) = read(
        "番号,施策名,内容,所管課,令和5年度実績,評価\n1,甲,畑を耕す。,農政課,耕した。,A\n\
         No.,事業名,担当課,事業内容,R4実績,備考\n2,乙,林務課,木を植える。,植えた。,急ぐ\n",
    );
    assert_eq!(names(&book), ["甲", "乙"]);
    assert_eq!(leads(&book), [["農政課"], ["林務課"]]);
    assert_eq!(
        (texts(&book, 2023), texts(&book, 2022)),
        (vec!["耕した。".into(), String::new()], vec![String::new(), "植えた。".into()])
    );
    assert_eq!((ignored(&import), asked(&import).len()), (vec!["備考"], 0));
}

#[test]
fn a_sentence_that_names_a_year_dates_no_table() {
    let headings = "番号,施策名,担当課,令和5年度実績\n";
    let (book, import) = read(&format!(
        "{headings}1,甲,農政課,耕した。\n令和4年度に新設した施策,,,\n{headings}2,乙,農政課,植えた。\n"
    ));
    assert_eq!(texts(&book, 2023), ["耕した。", "植えた。"]);
    assert_eq!(refused(&import), [3]);
    let (book, _) = read(&format!(
        "{headings}1,甲,農政課,\"令和4年度\nに準備した。\"\n{headings}2,乙,農政課,植えた。\n"
    ));
    assert_eq!(texts(&book, 2023), ["令和4年度\nに準備した。", "植えた。"]);
}

#[test]
fn a_cell_that_is_no_mark_is_told_alone() {
    let (book, import) = read(
        "番号,施策名,担当課,令和6年度実績,実施済,実施中\n1,甲,農政課,耕した。,○,\n2,乙,農政課,植えた。,,○（一部）\n3,丙,農政課,刈った。,,○\n",
    );
    assert_eq!(statuses(&book, 2024), ["実施済", "", "実施中"]);
    assert_eq!(asked(&import), [(Question::NoMark, "○（一部）")]);
}

#[test]
fn a_measure_ends_where_a_cell_says_so_alone() {
    let (book, import) = read(
        "番号,施策名,担当課,令和6年度実績,廃止\n1,甲,農政課,,予定なし\n2,乙,農政課,,○\n3,丙,農政課,,廃止\n4,丁,農政課,,令和7年度廃止予定\n5,戊,農政課,,いいえ\n",
    );
    let retired: Vec<bool> = book.listed().iter().map(|row| row.2.retired).collect();
    assert_eq!(retired, [false, true, true, false, false]);
    let untaken = |text| (Question::NoField, text);
    assert_eq!(asked(&import), [untaken("予定なし"), untaken("令和7年度廃止予定")]);
}

#[test]
fn what_stands_beside_a_heading_is_none_of_it() {
    let (book, import) = read(
        "番号,施策名,内容,担当課,令和6年度実績\n基本目標1 しごと,,,,\n(1) 農業,,,,\n1,甲,,農政課,耕した。\n\
         基本目標2 くらし,,,福祉部,重点\n(2) 福祉,担当部長,,,\n1,乙,,福祉課,訪ねた。\n",
    );
    let expected = [("しごと", "農業"), ("くらし", "福祉")];
    assert_eq!(headings(&book), expected.map(|(goal, it)| (goal.to_owned(), it.to_owned())));
    let untaken = |text| (Question::NoField, text);
    assert_eq!(asked(&import), [untaken("福祉部"), untaken("重点"), untaken("担当部長")]);
}

#[test]
fn what_stands_above_a_list_is_its_title_or_told() {
    let list = "番号,施策名,担当課,令和6年度実績\n1,甲,農政課,耕した。\n";
    let (book, import) = read(&format!(
        "甲市総合戦略　施策の進捗状況一覧表,,,（単位：千円）\n資料１－２,,,令和7年3月31日現在\n※ 農園は廃止,,,\n担当企画課 内線23,,,\n丙,,,\n{list}"
    ));
    let plan = book.plan();
    assert_eq!((plan.name.as_str(), plan.title.as_str()), ("甲市総合戦略", "施策の進捗状況一覧表"));
    let above = ["※ 農園は廃止", "担当企画課 内線23", "丙"];
    assert_eq!(asked(&import), above.map(|text| (Question::AboveList, text)));
    let (book, import) =
        read(&format!("甲村総合戦略の進捗について（令和7年5月 総務課作成）,,,\n{list}"));
    let plan = book.plan();
    let title = "進捗について（令和7年5月 総務課作成）";
    assert_eq!((plan.name.as_str(), plan.title.as_str()), ("甲村総合戦略", title));
    assert_eq!(asked(&import), []);
}

#[test]
fn years_in_one_cell_are_parted_however_they_are_written() {
    for text in [
        "（令和3年度）三年。\n（令和4年度）四年。",
        "R3：三年。R4：四年。",
        "R3 三年。\nR4 四年。",
        "令和3年度　三年。\n令和4年度　四年。",
        "【令和3年度】三年。【令和4年度】四年。",
        "2021\n三年。\n2022\n四年。",
    ] {
        let (book, _) = read(&format!("番号,施策名,担当課,実施状況\n1,甲,農政課,\"{text}\"\n"));
        assert_eq!(
            (texts(&book, 2021), texts(&book, 2022)),
            (vec!["三年。".to_owned()], vec!["四年。".to_owned()]),
            "{text}"
        );
    }
    for (text, year) in [
        ("【令和3～4年度】両年。", 2022),
        ("【令和3年度・令和4年度】両年。", 2022),
        ("【令和3年度 上半期】上。\n【令和3年度 下半期】下。", 2021),
        ("【令和3年度 農政課】三年。", 2021),
        ("【R3.4月】\n四月。", 2021),
    ] {
        let (book, _) = read(&format!(
            "番号,施策名,担当課,実施状況\n1,甲,農政課,\"{text}\"\n2,乙,農政課,【令和5年度】五年。\n"
        ));
        assert_eq!(texts(&book, year)[0], text);
    }
    let (book, _) = read(
        "番号,施策名,担当課,実施状況\n1,甲,農政課,\"【令和3年度】三年。\n【令和4年度見込み】四年。\"\n",
    );
    assert_eq!(
        (texts(&book, 2021), texts(&book, 2022)),
        (vec!["三年。".to_owned()], vec!["【令和4年度見込み】四年。".to_owned()])
    );
}

#[test]
fn what_is_of_no_year_that_can_be_read_is_not_taken() {
    let (book, import) = read(
        "番号,施策名,担当課,年度,実施状況\n1,甲,農政課,令和4～5年度,耕した畑は広い。\n2,乙,農政課,2022.5,植えた木は太い。\n3,丙,農政課,令和6年度,刈った草は長い。\n",
    );
    assert_eq!(texts(&book, 2024), ["", "", "刈った草は長い。"]);
    let undated = |text| (Question::Undated, text);
    assert_eq!(
        asked(&import),
        [
            (Question::UnreadYear, "令和4～5年度"),
            undated("耕した畑は広い。"),
            (Question::UnreadYear, "2022.5"),
            undated("植えた木は太い。"),
        ]
    );
}

#[test]
fn a_number_that_is_part_of_another_is_told() {
    let (book, import) = read(&format!(
        "{HEADINGS}1 しごと,(1) 農業,1-1-1,甲,農政課,\n,,1-2,乙,農政課,\n,,2-3,丙,農政課,\n,,6～7,丁,農政課,\n,,新規,戊,農政課,\n,,8,己,農政課,\n"
    ));
    let numbers: Vec<u32> = measures(&book).into_iter().map(|(number, ..)| number).collect();
    assert_eq!(numbers, [1, 2, 3, 7, 9, 8]);
    let part = |text| (Question::PartOfNumber, text);
    assert_eq!(asked(&import), [part("2-3"), part("6～7"), (Question::Number, "新規")]);
}

#[test]
fn a_plan_and_what_was_done_are_one_measure() {
    let rows: [&[&str]; 3] = [
        &["番号", "施策名", "担当課", "区分", "令和5年度", "進捗度"],
        &["1", "甲", "農政課", "計画", "耕す", "順調"],
        &["", "", "", "実績", "耕した。", ""],
    ];
    let merges = [0, 1, 2, 5].map(|column| ((1, column), (2, column)));
    let (book, import) = workbook(&rows, &merges);
    assert_eq!(
        (texts(&book, 2023), statuses(&book, 2023)),
        (vec!["耕した。".into()], vec!["順調".into()])
    );
    assert_eq!(asked(&import), [(Question::Planned, "耕す")]);
    let (book, import) = read(
        "番号,施策名,担当課,区分,令和5年度\n1,甲,農政課,計画,耕す\n1,甲,農政課,実績,耕した。\n",
    );
    assert_eq!(texts(&book, 2023), ["耕した。"]);
    assert_eq!((asked(&import), refused(&import)), (vec![(Question::Planned, "耕す")], vec![]));
}

#[test]
fn a_cell_over_two_years_is_of_both() {
    let rows: [&[&str]; 2] = [
        &["番号", "施策名", "担当課", "令和5年度実績", "令和6年度実績"],
        &["1", "甲", "農政課", "二年で耕した。", ""],
    ];
    let (book, _) = workbook(&rows, &[((1, 3), (1, 4))]);
    assert_eq!(
        (texts(&book, 2023), texts(&book, 2024)),
        (vec!["二年で耕した。".into()], vec!["二年で耕した。".into()])
    );
}

#[test]
fn a_text_goes_on_in_the_rows_below() {
    let (book, import) = read(
        "番号,施策名,担当課,令和6年度実績,課題\n1,甲,農政課,・耕した。,人手\n,,,・植えた。,\n,,,・刈った。,\n2,乙,農政課,売った。,\n,,,※ 速報値,\n",
    );
    assert_eq!(texts(&book, 2024), ["・耕した。\n・植えた。\n・刈った。", "売った。"]);
    assert_eq!(refused(&import), [6]);
}

#[test]
fn a_remark_among_measures_without_directions_is_told() {
    let list = |line: &str| {
        format!(
            "番号,施策名,担当課,令和6年度実績\n1,甲,農政課,耕した。\n{line},,,\n2,乙,農政課,植えた。\n3,丙,農政課,刈った。\n"
        )
    };
    let (book, import) = read(&list("令和6年度から重点化"));
    assert_eq!((names(&book).len(), refused(&import)), (3, vec![3]));
    let (book, import) = read(&list("(2) 林業"));
    assert_eq!((names(&book).len(), refused(&import)), (3, vec![]));
    assert_eq!(headings(&book)[1].1, "林業");
}

#[test]
fn arrows_are_no_directions() {
    let (book, import) = read(
        "番号,施策名,担当課,令和6年度実績,方向性\n1,甲,農政課,耕した。,→\n2,乙,農政課,植えた。,↑\n",
    );
    assert_eq!((names(&book).len(), headings(&book)[0].1.as_str()), (2, ""));
    assert_eq!((ignored(&import), asked(&import)), (vec!["方向性"], vec![]));
}

#[test]
fn the_name_of_a_sheet_gives_way_to_its_heading() {
    let mut workbook = Workbook::new();
    for (tab, goal) in
        [("目標1 歳入", "基本目標1 歳入の確保"), ("目標2 歳出", "基本目標2 歳出の削減")]
    {
        let sheet = workbook.add_worksheet();
        let _ = sheet.set_name(tab).unwrap();
        let row: &[&str] = &["1", tab, "財政課", "進めた。"];
        fill(sheet, &[&[goal], &["番号", "施策名", "担当課", "令和6年度実績"], row], &[]);
    }
    let (book, _) = import_into(&empty(), Format::Xlsx, &workbook.save_to_buffer().unwrap());
    let goals: Vec<String> = book.goals().iter().map(|goal| goal.name.clone()).collect();
    assert_eq!(goals, ["歳入の確保", "歳出の削減"]);
}

#[test]
fn a_department_of_a_board_is_one() {
    let (book, _) = read("番号,施策名,担当課,令和6年度実績\n1,甲,教育委員会 学校教育課,耕した。\n");
    assert_eq!(leads(&book), [["教育委員会 学校教育課"]]);
}

#[test]
fn a_name_that_is_struck_out_is_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows = [["番号", "施策名", "担当課", "令和6年度実績"], ["1", "甲", "農政課", "耕した。"]];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            let look =
                if cell == "甲" { Look::new().set_font_strikethrough() } else { Look::new() };
            let _ = sheet.write_string_with_format(row, column, cell, &look).unwrap();
        }
    }
    let (_, import) = import_into(&empty(), Format::Xlsx, &workbook.save_to_buffer().unwrap());
    assert_eq!(import.unreadable[0].reason, Reason::Struck);
    assert_eq!(asked(&import), [(Question::Struck, "甲")]);
}

#[test]
fn what_is_said_twice_is_told() {
    let (book, import) = read(
        "番号,施策名,担当課,令和6年度実績\n基本目標1 しごと,,,\n1,甲,農政課,耕した。\n基本目標2 くらし（再掲）,,,\n1,乙（再掲）,農政課,植えた。\n",
    );
    assert_eq!(headings(&book)[1].0, "くらし");
    assert_eq!(names(&book), ["甲", "乙（再掲）"]);
    assert_eq!(asked(&import), [(Question::Again, "基本目標2 くらし（再掲）")]);
    assert!(told(&import).contains("再掲"));
}

#[test]
fn furniture_above_is_no_part_of_headings() {
    let rows: [&[&str]; 4] = [
        &["資料１－２", "", "", "令和7年3月31日現在"],
        &["番号", "施策名", "担当課", "取組状況"],
        &["", "", "", "令和6年度"],
        &["1", "甲", "農政課", "耕した畑は広い。"],
    ];
    let merges = [0, 1, 2].map(|column| ((1, column), (2, column)));
    let (book, import) = workbook(&rows, &merges);
    assert_eq!(texts(&book, 2024), ["耕した畑は広い。"]);
    assert_eq!((ignored(&import).len(), asked(&import).len()), (0, 0));
}

#[test]
fn all_rows_of_a_measure_that_is_refused_are_told() {
    // Neither is too long for a file, both together are.
    let text = "耕".repeat(60_000);
    let (book, import) = read(&format!(
        "番号,施策名,担当課,令和6年度実績\n1,甲,農政課,{text}\n,,林務課,{text}。\n2,乙,農政課,刈った。\n"
    ));
    assert_eq!((names(&book), refused(&import)), (vec!["乙".to_owned()], vec![2, 3]));
}

#[test]
fn a_text_behind_a_closed_quotation_mark_is_refused() {
    let csv = "番号,施策,所管課,R5実績\n1,水路,水路課,\"41\n2,道路,道路課,51\n3,橋,橋課,\"61\"\n";
    let refused = shinchoku::exchange::read(Format::Csv, csv.as_bytes(), "list.csv");
    assert!(matches!(refused, Err(shinchoku::exchange::Error::UnclosedQuote { line: 2 })));
}
