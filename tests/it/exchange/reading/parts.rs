//! Rows, lines and figures that say of which part of a measure or of a year they are.

use super::{asked, fill, ignored, leads, names, read, statuses, texts, told, workbook};
use crate::exchange::{empty, import_into};
use rust_xlsxwriter::Workbook;
use shinchoku::exchange::{Format, Question};

#[test]
fn rows_of_a_measure_keep_what_a_column_says_of_them() {
    for (heading, one, other) in [
        ("区分", "活動", "成果"),
        ("", "アウトプット", "アウトカム"),
        ("項目", "活動指標", "成果指標"),
        ("区分", "取組内容", "課題と効果"),
        ("", "上半期", "下半期"),
    ] {
        let rows = [
            ["番号", "施策", "所管課", heading, "R5", "R6"],
            ["1", "広報", "総務課", one, "あ5", "あ6"],
            ["", "", "", other, "い5", "い6"],
            ["2", "配食", "高齢課", one, "う5", "う6"],
            ["", "", "", other, "え5", "え6"],
        ];
        let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
        let merges = [1, 3]
            .into_iter()
            .flat_map(|top| [0, 1, 2].map(|column| ((top, column), (top + 1, column))));
        let merged = workbook(&rows, &merges.collect::<Vec<_>>());
        let ditto = read(&format!(
            "番号,施策,所管課,{heading},R5,R6\n1,広報,総務課,{one},あ5,あ6\n〃,〃,〃,{other},い5,い6\n2,配食,高齢課,{one},う5,う6\n〃,〃,〃,{other},え5,え6\n"
        ));
        let again = read(&format!(
            "番号,施策,所管課,{heading},R5,R6\n1,広報,総務課,{one},あ5,あ6\n1,広報,総務課,{other},い5,い6\n2,配食,高齢課,{one},う5,う6\n2,配食,高齢課,{other},え5,え6\n"
        ));
        for (book, import) in [merged, ditto, again] {
            assert_eq!(names(&book), ["広報", "配食"], "{one}");
            let expected = format!("【{one}】\nあ5\n【{other}】\nい5");
            assert_eq!(texts(&book, 2023)[0], expected);
            assert_eq!(texts(&book, 2024)[1], format!("【{one}】\nう6\n【{other}】\nえ6"));
            assert_eq!((import.unreadable.len(), told(&import).as_str()), (0, ""), "{one}");
        }
    }
}

#[test]
fn plans_are_told_whatever_marks_them() {
    for (plan, done, other) in [
        ("P", "D", "C"),
        ("①計画", "②実績", "③課題"),
        ("計画：", "実績：", "課題："),
        ("予", "実", "差"),
    ] {
        let (book, import) = read(&format!(
            "番号,施策,所管課,区分,R6\n1,広報,総務課,{plan},あ\n,,,{done},い\n,,,{other},う\n2,配食,高齢課,{plan},え\n,,,{done},お\n,,,{other},か\n"
        ));
        assert_eq!(texts(&book, 2024), ["い", "お"], "{plan}");
        let planned = asked(&import).iter().filter(|it| it.0 == Question::Planned).count();
        assert_eq!((planned, asked(&import).len()), (2, 4), "{plan}");
    }
}

#[test]
fn a_line_with_a_year_says_of_which_year_the_rows_below_are() {
    let both = "令和5年度の実績\n番号,施策,所管課,実績\n1,広報,総務課,一\n令和6年度の実績\n番号,施策,所管課,実績\n1,広報,総務課,二\n";
    let within = "番号,施策,所管課,実績\n１　令和5年度の実績,,,\n1,広報,総務課,一\n２　令和6年度の実績,,,\n1,広報,総務課,二\n";
    let other = "（1）令和5年度の実績\n番号,施策,所管課,実績\n1,広報,総務課,一\n（2）令和6年度の実績\n番号,施策,所管課,取組\n1,広報,総務課,二\n";
    for list in [both, within, other] {
        let (book, import) = read(list);
        assert_eq!(names(&book), ["広報"], "{list}");
        assert_eq!(
            (texts(&book, 2023), texts(&book, 2024)),
            (vec!["一".into()], vec!["二".into()])
        );
        assert_eq!((book.listed()[0].1.name.as_str(), asked(&import)), ("", vec![]));
    }
    let (book, import) = read(
        "１　令和5年度の実績\n番号,施策,所管課,実績\n1,広報,総務課,一\n２　令和6年度の計画\n番号,施策,所管課,取組\n1,広報,総務課,二\n",
    );
    assert_eq!((names(&book).len(), texts(&book, 2023)), (1, vec!["一".to_owned()]));
    assert_eq!(asked(&import), [(Question::Planned, "二")]);
}

#[test]
fn figures_of_several_years_in_one_cell_are_parted_or_told() {
    for cell in ["11人→R6:12人", "R5:11人、R6:12人", "11人（R5）→12人（R6）", "R5 11人 → R6 12人"]
    {
        let (book, import) =
            read(&format!("番号,施策,所管課,R5実績\n1,広報,総務課,{cell}\n2,配食,高齢課,文\n"));
        assert_eq!(
            (texts(&book, 2023)[0].as_str(), texts(&book, 2024)[0].as_str()),
            ("11人", "12人")
        );
        assert_eq!(asked(&import), []);
        // Where R6 has a column of its own, the cell stays as it is.
        let (book, import) = read(&format!(
            "番号,施策,所管課,R5実績,R6実績\n1,広報,総務課,{cell},13人\n2,配食,高齢課,文,文\n"
        ));
        assert_eq!(
            (texts(&book, 2023)[0].as_str(), texts(&book, 2024)[0].as_str()),
            (cell, "13人")
        );
        assert_eq!(asked(&import), [(Question::OtherYear, cell)]);
    }
    let (book, import) = read("番号,施策,所管課,R5実績\n1,広報,総務課,11人（R6：12人）\n");
    assert_eq!(texts(&book, 2023), ["11人（R6：12人）"]);
    assert_eq!(asked(&import), [(Question::OtherYear, "11人（R6：12人）")]);
}

#[test]
fn a_heading_of_several_years_is_told() {
    for heading in ["R3～R5実績", "R4・R5実績"] {
        let (book, import) = read(&format!(
            "番号,施策,所管課,{heading}\n1,広報,総務課,行った。\n2,配食,高齢課,配った。\n"
        ));
        assert_eq!(texts(&book, 2023), ["行った。", "配った。"]);
        assert!(told(&import).contains("最後の年度の実施状況として取り込みました"), "{heading}");
    }
}

#[test]
fn halves_of_a_year_are_joined_where_the_year_is_that_of_the_title() {
    let (book, import) = read(
        "令和5年度進捗状況一覧表\n番号,施策,所管課,上半期の実績,下半期の実績\n1,広報,総務課,一,二\n2,配食,高齢課,三,四\n",
    );
    assert_eq!(texts(&book, 2023)[0], "【上半期】\n一\n【下半期】\n二");
    assert_eq!(ignored(&import), [""; 0]);
}

#[test]
fn a_rating_is_of_the_year_beside_it() {
    for (headings, rows, expected) in [
        ("R5実績,評価,R6の取組", "一,A,二", ["A", ""]),
        ("R5実績,評価,R6実績,評価", "一,A,二,B", ["A", "B"]),
        ("評価,R5実績,評価,R6実績", "A,一,B,二", ["A", "B"]),
        ("R5実績,R6実績,評価", "一,二,B", ["", "B"]),
    ] {
        let (book, _) = read(&format!(
            "番号,施策,所管課,{headings}\n1,広報,総務課,{rows}\n2,配食,高齢課,{rows}\n"
        ));
        assert_eq!(
            [statuses(&book, 2023)[0].as_str(), statuses(&book, 2024)[0].as_str()],
            expected
        );
        assert_eq!((texts(&book, 2023)[0].as_str(), texts(&book, 2024)[0].as_str()), ("一", "二"));
    }
}

#[test]
fn a_rating_of_last_year_is_not_the_present_one() {
    let rows: [&[&str]; 5] = [
        &["令和6年度進捗状況一覧表"],
        &["番号", "施策", "担当課", "前年度", "", "今年度", ""],
        &["", "", "", "実績", "評価", "実績", "評価"],
        &["1", "広報", "総務課", "一", "A", "二", "B"],
        &["2", "配食", "高齢課", "三", "C", "四", "A"],
    ];
    let (book, _) = workbook(&rows, &[((1, 3), (1, 4)), ((1, 5), (1, 6))]);
    assert_eq!(
        (statuses(&book, 2023), statuses(&book, 2024)),
        (vec!["A".to_owned(), "C".to_owned()], vec!["B".to_owned(), "A".to_owned()],)
    );
    assert_eq!(texts(&book, 2023), ["一", "三"]);
}

#[test]
fn what_was_expected_of_a_year_stands_where_nothing_else_does() {
    let (book, import) =
        read("番号,施策,担当課,R5実績,R6見込\n1,広報,総務課,一,二\n2,配食,高齢課,三,四\n");
    assert_eq!((texts(&book, 2024), ignored(&import).len()), (vec!["二".into(), "四".into()], 0));
    let (book, import) =
        read("番号,施策,担当課,R6見込,R6実績\n1,広報,総務課,一,二\n2,配食,高齢課,三,四\n");
    assert_eq!(
        (texts(&book, 2024), ignored(&import)),
        (vec!["二".into(), "四".into()], vec!["R6見込"])
    );
    let (_, import) =
        read("番号,施策,担当課,R5決算,R6見込,評価\n1,広報,総務課,1,2,A\n2,配食,高齢課,3,4,B\n");
    assert_eq!(ignored(&import), ["R5決算", "R6見込"]);
}

#[test]
fn bare_numbers_beside_a_figure_to_be_reached_are_none_of_the_texts() {
    let (book, import) = read(
        "令和5年度末現在　総合戦略進捗状況\n番号,施策,担当課,ＫＰＩ,基準値,R3実績,R4実績,R5実績,目標値,取組状況,評価\n1,広報,総務課,人数,450,451,454,456,500,市報で月に二回ずつ案内をした。,A\n2,配食,高齢課,食数,10,11,12,13,20,七か所で配った。地区を広げた。,B\n",
    );
    assert_eq!(
        texts(&book, 2023),
        ["市報で月に二回ずつ案内をした。", "七か所で配った。地区を広げた。"]
    );
    assert_eq!(texts(&book, 2021), ["", ""]);
    assert!(ignored(&import).contains(&"R3実績"));
}

#[test]
fn the_lowest_heading_says_what_a_year_holds() {
    let rows: [&[&str]; 5] = [
        &["番号", "施策", "担当課", "取組状況", "", "", ""],
        &["", "", "", "令和5年度", "", "令和6年度", ""],
        &["", "", "", "計画", "実績", "計画", "実績"],
        &["1", "広報", "総務課", "一", "二", "三", "四"],
        &["2", "配食", "高齢課", "五", "六", "七", "八"],
    ];
    let merges = [((0, 3), (0, 6)), ((1, 3), (1, 4)), ((1, 5), (1, 6))];
    let (book, import) = workbook(&rows, &merges);
    assert_eq!(
        (texts(&book, 2023), texts(&book, 2024)),
        (vec!["二".to_owned(), "六".to_owned()], vec!["四".to_owned(), "八".to_owned()],)
    );
    assert_eq!(ignored(&import).len(), 2);
    for other in ["課題と対応", "効果", "KPI", "9月末", "委員意見"] {
        let rows: [&[&str]; 4] = [
            &["施策名", "担当課", "令和5年度", "", "令和6年度", ""],
            &["", "", "実績", other, "実績", other],
            &["広報", "総務課", "一", "二", "三", "四"],
            &["配食", "高齢課", "五", "六", "七", "八"],
        ];
        let (book, import) = workbook(&rows, &[((0, 2), (0, 3)), ((0, 4), (0, 5))]);
        assert_eq!(
            (texts(&book, 2023), texts(&book, 2024)),
            (vec!["一".to_owned(), "五".to_owned()], vec!["三".to_owned(), "七".to_owned()],),
            "{other}"
        );
        assert_eq!((import.unreadable.len(), ignored(&import).len()), (0, 2), "{other}");
    }
}

#[test]
fn a_further_sheet_of_the_same_year_is_no_further_row() {
    let mut workbook = Workbook::new();
    for (name, department, text) in [("一覧", "総務課", "新"), ("一覧（旧）", "建設課", "古い")]
    {
        let sheet = workbook.add_worksheet();
        let _ = sheet.set_name(name).unwrap();
        fill(
            sheet,
            &[&["番号", "施策", "担当課", "R6実績"], &["1", "道路", department, text]],
            &[],
        );
    }
    let (book, import) = import_into(&empty(), Format::Xlsx, &workbook.save_to_buffer().unwrap());
    assert_eq!(
        (texts(&book, 2024), leads(&book)),
        (vec!["新".to_owned()], vec![vec!["総務課".to_owned()]])
    );
    assert_eq!(import.unreadable.len(), 1);
}
