//! Columns and rows whose headings say little or nothing: what stands in them and around them tells what
//! they are.

use super::{
    asked, fill, headings, ignored, leads, names, read, refused, statuses, texts, workbook,
};
use crate::exchange::{empty, import_into};
use rust_xlsxwriter::Workbook;
use shinchoku::exchange::{Format, Question};

fn pair(goal: &str, direction: &str) -> (String, String) {
    (goal.to_owned(), direction.to_owned())
}

#[test]
fn levels_before_the_names_are_known_by_their_form() {
    for heads in ["大柱,中柱", "改革の体系,改革の項目", "基本方針,重点項目", "体系,課題"]
    {
        let (book, import) = read(&format!(
            "{heads},取組,担当課,R6実績\nⅠ 信頼,１ 窓口,交付,市民課,文\n,,申請,市民課,文\n\
             ,２ 公開,公表,総務課,文\n,,開示,総務課,文\nⅡ 財政,１ 歳入,収納,税務課,文\n,,売却,管財課,文\n"
        ));
        let expected = [
            pair("信頼", "窓口"),
            pair("信頼", "窓口"),
            pair("信頼", "公開"),
            pair("信頼", "公開"),
            pair("財政", "歳入"),
            pair("財政", "歳入"),
        ];
        assert_eq!(headings(&book), expected, "{heads}");
        assert_eq!(ignored(&import), [""; 0], "{heads}");
    }
    // What tells of each measure for itself is no level, nor are departments.
    for heads in ["新規・継続", "担当"] {
        let (book, _) = read(&format!(
            "{heads},取組,内容,R6実績\n総務部,交付,交付する。,文\n,申請,受ける。,文\n建設部,公表,示す。,文\n,開示,見せる。,文\n"
        ));
        assert_eq!(headings(&book)[0], pair("", ""), "{heads}");
    }
}

#[test]
fn a_level_may_stand_beside_goals_in_rows() {
    let (book, _) = read(
        "基本目標Ⅰ　意識,,,\n重点課題,事業,担当課,R6実績\n１ 分担,講座,人権課,文\n,広報,広報課,文\n\
         ２ 教育等,研修,人事課,文\n,図書,図書館,文\n基本目標Ⅱ　参画,,,\n重点課題,事業,担当課,R6実績\n１ 登用,審議会,総務課,文\n,管理職,人事課,文\n",
    );
    let found = headings(&book);
    assert_eq!((&found[0], &found[2]), (&pair("意識", "分担"), &pair("意識", "教育等")));
    assert_eq!(found[5], pair("参画", "登用"));
}

#[test]
fn a_goal_may_be_called_by_its_field() {
    let (book, _) = read(
        "目標,取組,担当課,R5実績\n環境目標１　脱炭素,点検,環境課,文\n環境目標２　循環,回収,環境課,文\n",
    );
    assert_eq!(
        (book.goals()[0].label.as_str(), book.goals()[0].name.as_str()),
        ("環境目標１", "脱炭素")
    );
}

#[test]
fn columns_of_nothing_but_numbers_are_no_texts() {
    let (book, import) = read(
        "番号,施策名,担当課,指標,R4実績,R5実績,達成度(%),取組状況,評価\n\
         1,農園,農政課,件数,451,\"1,460\",69,開いた。,A\n2,港,港湾課,隻数,14,▲2.5,100.7,直した。,B\n",
    );
    assert_eq!(texts(&book, 2023), [""; 2]);
    assert_eq!(ignored(&import), ["指標", "R4実績", "R5実績", "達成度(%)"]);
    let (book, _) = read("番号,施策名,担当課,R5実績\n1,農園,農政課,12件\n2,港,港湾課,3\n");
    assert_eq!(texts(&book, 2023), ["12件", "3"]);
}

#[test]
fn a_percentage_gives_way_to_a_status() {
    for beside in ["進捗状況", "自己評価"] {
        let (book, import) = read(&format!(
            "番号,施策名,担当課,R5実績,進捗率,{beside}\n1,農園,農政課,文,16%,順調\n2,港,港湾課,文,71%,遅れ\n"
        ));
        assert_eq!(
            (statuses(&book, 2023), ignored(&import)),
            (vec!["順調".into(), "遅れ".into()], vec!["進捗率"])
        );
    }
}

#[test]
fn a_rating_is_of_the_year_beside_which_it_stands() {
    let (book, _) = read(
        "番号,施策名,担当課,令和5年度の実績,評価,令和6年度の取組\n1,農園,農政課,開いた。,A,広げる。\n2,港,港湾課,直した。,B,続ける。\n",
    );
    assert_eq!(
        (statuses(&book, 2023), statuses(&book, 2024)),
        (vec!["A".into(), "B".into()], vec![String::new(); 2])
    );
    let (book, _) = read("施策名,総合評価,,担当課\n,R4,R5,\n農園,A,B,農政課\n港,B,C,港湾課\n");
    assert_eq!(
        (statuses(&book, 2022), statuses(&book, 2023)),
        (vec!["A".into(), "B".into()], vec!["B".into(), "C".into()])
    );
}

#[test]
fn the_years_before_that_of_a_title_are_counted_for_ratings_too() {
    let rows: [&[&str]; 5] = [
        &["令和6年度 進捗管理表"],
        &["番号", "施策名", "担当課", "前年度", "", "今年度", ""],
        &["", "", "", "実績", "評価", "実績", "評価"],
        &["1", "農園", "農政課", "開いた。", "A", "広げた。", "B"],
        &["2", "港", "港湾課", "直した。", "C", "続けた。", "A"],
    ];
    let merges =
        [((1, 0), (2, 0)), ((1, 1), (2, 1)), ((1, 2), (2, 2)), ((1, 3), (1, 4)), ((1, 5), (1, 6))];
    let (book, import) = workbook(&rows, &merges);
    assert_eq!(
        (statuses(&book, 2023), statuses(&book, 2024)),
        (vec!["A".into(), "C".into()], vec!["B".into(), "A".into()])
    );
    assert_eq!((texts(&book, 2023)[0].as_str(), ignored(&import).len()), ("開いた。", 0));
    let (book, import) = read("番号,施策名,担当課,前年度の評価\n1,農園,農政課,A\n2,港,港湾課,B\n");
    assert_eq!(book.statuses().len(), 0);
    assert_eq!(asked(&import), [(Question::Undated, "A"), (Question::Undated, "B")]);
}

#[test]
fn legends_below_a_list_are_no_goals() {
    for legend in [
        "評価　４：十分達成　３：おおむね達成　１：不十分",
        "（備考）評価は、ア：実施　イ：一部実施　ウ：未実施",
        "評価： ◎ 計画以上　○ 計画どおり　△ 計画未満",
    ] {
        let (book, import) = read(&format!(
            "基本目標,施策の方向,施策名,担当課,R6実績\n１ しごと,(1) 農業,農園,農政課,文\n{legend},,,,\n"
        ));
        assert_eq!((book.goals().len(), refused(&import)), (1, vec![3]), "{legend}");
    }
}

#[test]
fn bands_of_departments_are_known_by_most_of_them() {
    let head = "番号,施策名,R6実績,進捗状況";
    let (book, import) = read(&format!(
        "{head}\n【クリーンセンター】,,,\n1,延命,文,A\n【水道課】,,,\n2,補助,文,A\n【環境課】,,,\n3,啓発,文,B\n"
    ));
    assert_eq!(leads(&book), [["クリーンセンター"], ["水道課"], ["環境課"]]);
    assert_eq!((headings(&book)[0].clone(), asked(&import).len()), (pair("", ""), 0));
    // Above measures with departments of their own they are told.
    let (book, import) = read(
        "番号,施策名,担当課,R6実績\n■教育委員会,,,\n1,延命,学校課,文\n■産業部,,,\n2,補助,農政課,文\n■総務部,,,\n3,啓発,人事課,文\n",
    );
    assert_eq!(leads(&book), [["学校課"], ["農政課"], ["人事課"]]);
    let bands = ["■教育委員会", "■産業部", "■総務部"].map(|text| (Question::NoField, text));
    assert_eq!(asked(&import), bands);
    assert_eq!(headings(&book)[0], pair("", ""));
}

#[test]
fn another_table_below_is_told() {
    let (book, import) = read(
        "番号,施策名,担当課,R5実績,R6実績\n1,農園,農政課,開いた。,広げた。\n,,,,\n指標,基準値,R5,R6,目標値\n就業者,100人,110人,115人,120人\n移住者,10人,12人,15人,20人\n",
    );
    assert_eq!((names(&book), refused(&import)), (vec!["農園".into()], vec![4, 5, 6]));
}

#[test]
fn tables_of_other_things_are_told_wherever_they_stand() {
    let head = "番号,施策名,担当課,R6実績,評価";
    let own = [
        "1,農園,農政課,畑を広げて開いた。,A\n2,港,港湾課,岸壁を直して使った。,B\n",
        "3,道,土木課,橋を架けて通した。,A\n4,駅,企画課,広場を造って開けた。,C\n",
    ];
    for table in [
        "評価,基準,,,\nＡ,計画どおり,,,\nＢ,遅れ,,,\n",
        "指標,単位,基準値(R1),R4,R5\n従業者数,人,38,56,74\n転入者数,人,62,34,61\n",
        "役職,氏名,所属,,\n会長,山田太郎,大学,,\n委員,鈴木花子,商工会,,\n",
        "課別,件数,,,\n人事課,3,,,\n総務課,8,,,\n",
    ] {
        for list in [
            format!("{head}\n{}{}\n,,,,\n{table}", own[0], own[1]),
            format!("{head}\n{}\n,,,,\n{table}\n,,,,\n{head}\n{}", own[0], own[1]),
            format!(
                "基本目標１　山,,,,\n{head}\n{}基本目標２　海,,,,\n状況,,,,\n{table}{head}\n{}",
                own[0], own[1]
            ),
        ] {
            let (book, import) = read(&list);
            assert_eq!(names(&book), ["農園", "港", "道", "駅"], "{list}");
            assert_eq!(leads(&book)[3], ["企画課"], "{list}");
            assert!(refused(&import).len() >= 3, "{list}");
        }
    }
    // A measure that is not filled in yet is one.
    let (book, import) = read(&format!("{head}\n{}\n,,,,\n3,道,,,\n4,駅,企画課,,\n", own[0]));
    assert_eq!((names(&book).len(), refused(&import).len()), (4, 0));
}

#[test]
fn a_line_in_the_column_of_goals_is_none() {
    for line in [
        "（次ページへ続く）",
        "計 2事業",
        "目標１の達成状況：おおむね達成",
        "【総括】順調",
        "資料：環境課",
        "令和5年度末現在",
    ] {
        let (book, import) = read(&format!(
            "基本目標,施策の方向,施策名,担当課,R6実績\n１ しごと,(1) 農業,農園,農政課,文\n{line},,,,\n,,港,港湾課,文\n{line},,,,\n"
        ));
        assert_eq!(
            (book.goals().len(), headings(&book)[1].clone()),
            (1, pair("しごと", "農業")),
            "{line}"
        );
        assert_eq!(refused(&import), [3, 5], "{line}");
    }
    // Where goals stand in rows of their own, a text without a mark may be one.
    let (book, _) =
        read("目標,施策名,担当課,R6実績\nしごと,,,\n,農園,農政課,文\nくらし,,,\n,港,港湾課,文\n");
    assert_eq!(headings(&book), [pair("しごと", ""), pair("くらし", "")]);
}

#[test]
fn sheets_beside_a_list_are_told() {
    let list: &[&[&str]] =
        &[&["番号", "施策名", "担当課", "R6実績"], &["1", "農園", "農政課", "開いた。"]];
    for (name, other) in [
        (
            "主要事業",
            &[&["番号", "事業名", "担当課", "事業概要"][..], &["1", "橋", "土木課", "架ける。"]][..],
        ),
        (
            "課題",
            &[&["番号", "施策名", "担当課", "R6"], &["1", "農園", "農政課", "人が足りない。"]],
        ),
    ] {
        let mut workbook = Workbook::new();
        for (name, rows) in [(name, other), ("一覧", list)] {
            fill(workbook.add_worksheet().set_name(name).unwrap(), rows, &[]);
        }
        let (book, import) =
            import_into(&empty(), Format::Xlsx, &workbook.save_to_buffer().unwrap());
        assert_eq!(
            (names(&book), texts(&book, 2024)),
            (vec!["農園".into()], vec!["開いた。".into()]),
            "{name}"
        );
        assert_eq!(asked(&import), [(Question::UnreadSheet, "")]);
    }
}

#[test]
fn a_second_table_to_the_right_is_told() {
    let (_, import) = read(
        "番号,施策名,担当課,R6実績,,番号,施策名,担当課,R6実績\n1,農園,農政課,文,,3,港,港湾課,文\n",
    );
    assert_eq!(asked(&import), [(Question::TableBeside, "施策名")]);
}

#[test]
fn arrows_of_several_kinds_say_how_things_go() {
    let (book, import) = read(
        "番号,施策名,担当課,R6実績,進捗状況\n1,農園,農政課,文,↑\n2,港,港湾課,文,→\n3,道,土木課,文,↓\n4,駅,企画課,〃,→\n",
    );
    assert_eq!(
        (statuses(&book, 2024), asked(&import)),
        (vec!["↑".into(), "→".into(), "↓".into(), "→".into()], vec![])
    );
}

#[test]
fn a_number_of_another_style_makes_no_department_a_direction() {
    let (book, import) = read(
        "番号,施策名,担当課,R6実績\n1,農園,農政課,文\n1-2,,総務課,\n①,,,次の担当へ\n2,港,港湾課,文\n",
    );
    assert_eq!((headings(&book)[1].clone(), refused(&import)), (pair("", ""), vec![3, 4]));
}

#[test]
fn numbers_above_a_list_are_told() {
    let (_, import) = read(
        "総合戦略　進捗状況,,,\n数値目標,就業者,100,R5\n作成日,2025/5/30,,\n番号,施策名,担当課,R6実績\n1,農園,農政課,文\n",
    );
    let told = ["数値目標", "就業者", "100", "R5", "作成日", "2025/5/30"];
    assert_eq!(asked(&import), told.map(|text| (Question::AboveList, text)));
}

#[test]
fn figures_to_be_reached_are_told_each_time() {
    let figure = "数値目標：就業者数 40人→60人";
    let head = "番号,施策名,担当課,R6実績";
    let (_, import) = read(&format!(
        "基本目標１　山,,,\n{figure},,,\n{head}\n1,農園,農政課,文\n基本目標２　海,,,\n{figure},,,\n{head}\n2,港,港湾課,文\n"
    ));
    assert_eq!((asked(&import), refused(&import)), (vec![(Question::AboveList, figure)], vec![6]));
}

#[test]
fn a_goal_may_have_a_department_beside_it() {
    let (book, import) = read(
        "番号,施策名,担当課,R6実績\n基本目標1,しごと,商工課,\n1,農園,農政課,文\n施策の方向2,雇用,商工課,創業を助けた。\n2,港,港湾課,文\n",
    );
    assert_eq!(headings(&book), [pair("しごと", ""), pair("しごと", "雇用")]);
    let beside = ["商工課", "商工課", "創業を助けた。"].map(|text| (Question::NoField, text));
    assert_eq!(asked(&import), beside);
}

#[test]
fn a_sign_for_the_same_passes_over_headings_that_come_again() {
    let head = "番号,施策名,担当課,R5実績,評価";
    let (book, _) = read(&format!(
        "{head}\n1,農園,農政課,文,A\n{head}\n2,港,〃,文,同上\n3,道,\"〃、林務課\",文,B\n"
    ));
    assert_eq!(
        (leads(&book)[1].clone(), statuses(&book, 2023)[1].as_str()),
        (vec!["農政課".into()], "A")
    );
    assert_eq!(leads(&book)[2], ["林務課"]);
}

#[test]
fn rows_of_one_measure_are_joined_within_one_sheet_alone() {
    let head: &[&str] = &["番号", "施策名", "担当課", "R5", "R6"];
    let mut workbook = Workbook::new();
    for (name, department, text) in
        [("一覧", "総務課", "直した。"), ("一覧（旧）", "建設課", "掘った。")]
    {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        fill(sheet, &[head, &["1", "道路", department, text, text]], &[]);
    }
    let (book, import) = import_into(&empty(), Format::Xlsx, &workbook.save_to_buffer().unwrap());
    assert_eq!(
        (texts(&book, 2024), leads(&book)),
        (vec!["直した。".into()], vec![vec!["総務課".into()]])
    );
    assert_eq!(refused(&import), [2]);
}
