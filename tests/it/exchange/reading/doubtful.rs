//! Rows and cells that are doubtful: told rather than taken for what they look like.

use super::{asked, fill, headings, leads, names, read, refused, statuses, texts, told, workbook};
use crate::exchange::{empty, import_into};
use rust_xlsxwriter::Workbook;
use shinchoku::exchange::{Format, Question};

const HEAD: &str = "番号,施策名,担当課,R6実績\n";

#[test]
fn a_row_without_a_number_among_numbered_measures_is_told() {
    for row in [
        ",次ページへ,,",
        ",KPI：舗装率,%,90",
        ",・舗装,,",
        ",課題,,人が足りない",
        "A,計画どおり,,",
        "問合せ先,企画課,電話,23-1111",
        "作成,企画課,令和7年6月,",
    ] {
        let (book, import) = read(&format!(
            "{HEAD}1,農園,農政課,広げて開いた。\n{row}\n2,港,港湾課,直して使った。\n"
        ));
        assert_eq!(
            (names(&book), refused(&import)),
            (vec!["農園".into(), "港".into()], vec![3]),
            "{row}"
        );
    }
    // One that says all else is a measure, and is asked about.
    let (book, import) = read(&format!(
        "{HEAD}1,農園,農政課,広げて開いた。\n,道,土木課,橋を架けた。\n2,港,港湾課,直して使った。\n"
    ));
    assert_eq!((names(&book).len(), asked(&import)), (3, vec![(Question::Unnumbered, "道")]));
    assert!(told(&import).contains("C3") || told(&import).contains("B3"), "{}", told(&import));
    // So are several, as long as no more have none than have one.
    for (row, told) in [(",駅,企画課,広場を造った。", 2), ("－,駅,企画課,広場を造った。", 2)]
    {
        let (book, import) = read(&format!(
            "{HEAD}1,農園,農政課,広げて開いた。\n,道,土木課,橋を架けた。\n2,港,港湾課,直して使った。\n{row}\n"
        ));
        assert_eq!((names(&book).len(), asked(&import).len()), (4, told), "{row}");
        assert!(asked(&import).iter().all(|it| it.0 == Question::Unnumbered), "{row}");
    }
    // Where most have none, the numbers are those of something else.
    let (book, import) = read(&format!(
        "{HEAD}1,農園,農政課,広げて開いた。\n,道,土木課,橋を架けた。\n,港,港湾課,直して使った。\n"
    ));
    assert_eq!((names(&book).len(), asked(&import).len(), refused(&import).len()), (3, 0, 0));
}

#[test]
fn the_rest_of_a_name_is_no_measure() {
    let rows: [&[&str]; 4] = [
        &["番号", "施策名", "担当課", "R6実績"],
        &["1", "道路・橋りょうの", "土木課", "橋を架けた。"],
        &["", "維持と更新", "", ""],
        &["2", "港", "港湾課", "直して使った。"],
    ];
    let (book, import) = workbook(&rows, &[((1, 0), (2, 0)), ((1, 2), (2, 2)), ((1, 3), (2, 3))]);
    assert_eq!((names(&book).len(), refused(&import)), (2, vec![3]));
}

#[test]
fn titles_above_names_in_the_first_column_are_none() {
    for (one, other) in [
        ("■しごと", "■ひと"),
        ("◆しごと", "◆ひと"),
        ("＜しごと＞", "＜ひと＞"),
        ("分野1　しごと", "分野2　ひと"),
        ("重点項目1 しごと", "重点項目2 ひと"),
    ] {
        let (book, import) = read(&format!(
            "施策名,担当課,R6実績\n{one},,\n農園,農政課,開いた。\n港,港湾課,直した。\n{other},,\n学校,学務課,建てた。\n"
        ));
        assert_eq!(names(&book), ["農園", "港", "学校"], "{one}");
        assert!(headings(&book)[2].1.contains("ひと"), "{one}");
        assert_eq!(refused(&import), [0_u32; 0]);
    }
    // Without a sign it may be a measure that is not filled in yet.
    let (book, import) = read(
        "施策名,担当課,R6実績\n農園,農政課,開いた。\n港,,\n学校,学務課,建てた。\n駅,企画課,建てた。\n",
    );
    assert_eq!((names(&book).len(), asked(&import)), (4, vec![(Question::Unnumbered, "港")]));
    // Titles without a sign look like measures: each is told.
    let (_, import) = read(
        "施策名,担当課,R6実績\nしごと,,\n農園,農政課,開いた。\n港,港湾課,直した。\nひと,,\n学校,学務課,建てた。\n",
    );
    let unnumbered = |text| (Question::Unnumbered, text);
    assert_eq!(asked(&import), ["しごと", "ひと"].map(unnumbered));
    // Signs that the names have as well say nothing.
    let (book, _) = read(
        "施策名,担当課,R6実績\n●農園,農政課,開いた。\n●港,,\n●学校,学務課,建てた。\n●駅,企画課,建てた。\n",
    );
    assert_eq!(names(&book).len(), 4);
}

#[test]
fn the_heading_of_a_goal_beside_a_figure_is_one() {
    let (book, import) =
        read(&format!("{HEAD}基本目標1　しごと,KPI,新規就業者,\n1,農園,農政課,開いた。\n"));
    assert_eq!((headings(&book)[0].0.as_str(), names(&book).len()), ("しごと", 1));
    assert_eq!(asked(&import), ["KPI", "新規就業者"].map(|text| (Question::NoField, text)));
}

#[test]
fn a_year_in_the_heading_holds_for_texts_that_name_others() {
    let (book, _) = read(
        "番号,施策名,担当課,R6実績\n1,道,土木課,\"H28：熊本地震の支援\nR6：能登地震の支援\"\n2,港,港湾課,R6：前年度から続けた。\n3,駅,企画課,広場を造った。\n",
    );
    assert_eq!(texts(&book, 2016), [""; 3]);
    assert_eq!(texts(&book, 2024)[0], "H28：熊本地震の支援\nR6：能登地震の支援");
}

#[test]
fn a_sheet_may_be_that_of_a_department() {
    let mut workbook = Workbook::new();
    for (tab, number, name) in [("農政課", "1", "農園"), ("図書館", "2", "読書")] {
        let sheet = workbook.add_worksheet();
        let _ = sheet.set_name(tab).unwrap();
        fill(sheet, &[&["番号", "施策名", "R6実績"], &[number, name, "開いた。"]], &[]);
    }
    let (book, _) = import_into(&empty(), Format::Xlsx, &workbook.save_to_buffer().unwrap());
    assert_eq!(leads(&book), [["農政課"], ["図書館"]]);
}

#[test]
fn bands_of_departments_may_be_numbered_or_labelled() {
    for bands in [
        ["１　環境課", "２　市立病院", "３　消防本部"],
        ["◎環境課（3件）", "◎税務課（3件）", "◎市民課（3件）"],
        ["こども家庭センター", "図書館", "公民館"],
        ["所管課：環境課", "所管課：図書館", "所管課：水道局"],
    ] {
        let (book, _) = read(&format!(
            "番号,施策名,R6実績,評価\n{},,,\n1,甲,行った。,A\n{},,,\n2,乙,行った。,B\n{},,,\n3,丙,行った。,A\n",
            bands[0], bands[1], bands[2]
        ));
        let leads = leads(&book);
        for (band, lead) in bands.iter().zip(&leads) {
            assert!(lead.len() == 1 && band.contains(&lead[0]), "{band}: {lead:?}");
        }
        assert_eq!(headings(&book)[0].1, "");
    }
    // One that cannot be read ends that of the department above.
    let (book, import) = read(
        "番号,施策名,R6実績,評価\n市民課,,,\n1,甲,行った。,A\n税務課,,,\n2,乙,行った。,B\n全庁,,,\n3,丙,行った。,A\n",
    );
    assert_eq!((leads(&book)[2].len(), refused(&import)), (0, vec![6]));
    // Directions that end like departments are none.
    let (book, _) = read(
        "番号,施策名,R6実績,評価\n１　安心して暮らせる社会,,,\n1,甲,行った。,A\n２　誰もが学べる場,,,\n2,乙,行った。,B\n",
    );
    assert_eq!(headings(&book)[0].1, "安心して暮らせる社会");
}

#[test]
fn a_single_level_of_goals_is_theirs() {
    let (book, _) = read(
        "基本方針,番号,施策名,担当課,R6実績\n基本目標１　しごと,1,農園,農政課,開いた。\n,2,港,港湾課,直した。\n基本方針,番号,施策名,担当課,R6実績\n基本目標２　ひと,3,学校,学務課,建てた。\n",
    );
    assert_eq!(headings(&book)[2], ("ひと".to_owned(), String::new()));
}

#[test]
fn the_year_of_a_meeting_is_not_that_of_the_list() {
    let list = "番号,施策名,担当課,取組状況,評価\n1,農園,農政課,畑を広げて開いた。,A\n2,港,港湾課,岸を直して使った。,B\n";
    for title in [
        "令和６年第２回審議会資料　環境計画進捗状況",
        "令和6年度環境審議会　資料1　環境計画進捗状況",
        "令和7年度予算要求に向けた進捗状況",
    ] {
        let (book, import) = read(&format!("{title},,,,\n{list}"));
        assert_eq!(book.years().count(), 0, "{title}");
        assert!(asked(&import).iter().any(|it| it.0 == Question::Undated), "{title}");
    }
    let (book, _) = read(&format!("令和5年度実績（令和6年度審議会資料）,,,,\n{list}"));
    assert_eq!(statuses(&book, 2023), ["A", "B"]);
    let (book, _) = read(&format!("令和5年度 教育委員会の点検評価 進捗状況,,,,\n{list}"));
    assert_eq!(statuses(&book, 2023), ["A", "B"]);
}

#[test]
fn a_list_of_other_measures_above_or_below_is_told() {
    let list = "番号,施策名,担当課,R6実績,評価\n1,農園,農政課,広げて開いた。,A\n2,港,港湾課,直して使った。,B\n";
    for other in [
        "番号,事業名,担当課,予算額,決算額\n1,券の交付,福祉課,100,90\n2,会の補助,福祉課,50,50\n",
        "事業名,概要,担当課,開始年度,\n居場所,空き家を使う,福祉課,令和6年度,\n移動,車を貸す,福祉課,令和6年度,\n",
    ] {
        for sheet in [format!("{other}\n,,,,\n{list}"), format!("{list}\n,,,,\n{other}")] {
            let (book, import) = read(&sheet);
            assert_eq!(
                (names(&book), refused(&import).len()),
                (vec!["農園".into(), "港".into()], 2),
                "{sheet}"
            );
        }
    }
    // One that goes on with the same measures is part of it.
    let (book, import) = read(&format!(
        "番号,施策名,担当課,内容,\n1,農園,農政課,広げる。,\n2,港,港湾課,直す。,\n\n{list}"
    ));
    assert_eq!((names(&book).len(), refused(&import).len() < 3), (2, true));
}

#[test]
fn what_is_told_above_a_page_is_told_above_each() {
    let page = |number: u32, name: &str| {
        format!(
            "総合戦略　進捗状況,,,\n担当：企画課 内線23,,,\n{HEAD}{number},{name},農政課,広げて開いた。\n"
        )
    };
    let (book, import) = read(&(page(1, "農園") + &page(2, "港")));
    assert_eq!(names(&book), ["農園", "港"]);
    assert_eq!(asked(&import), ["担当：企画課 内線23"; 2].map(|text| (Question::AboveList, text)));
}

#[test]
fn a_row_of_a_text_file_with_a_comma_too_many_is_told() {
    let (_, import) = read(
        "番号,施策名,担当課,R5実績,R6実績,評価\n1,道,土木課,直した。,架けた。,A\n2,公園,公園課,12,345件の利用,直した。,B\n3,港,港湾課,直した。,架けた。,A\n4,駅,企画課,直した。,架けた。,A\n",
    );
    assert!(asked(&import).contains(&(Question::Shifted, "B")), "{:?}", asked(&import));
}

#[test]
fn a_clean_list_is_told_nothing_of() {
    for list in [
        format!("{HEAD}1,農園,農政課,広げた。\n2,港,港湾課,直した。\n3,道,土木課,架けた。\n"),
        "施策名,担当課,R6実績,評価\n農園,農政課,広げた。,A\n港,港湾課,直した。,B\n道,土木課,架けた。,A\n".into(),
        "基本目標,施策の方向,番号,施策名,内容,担当課,関連課,R5実績,R6実績,進捗状況\n1 しごと,(1) 農業,1,農園,広げる。,農政課,林務課,耕した。,広げた。,順調\n,,2,港,直す。,港湾課,,直した。,使った。,順調\n,(2) 商業,3,店,開く。,商工課,,開いた。,続けた。,遅れ\n".into(),
        "令和6年度 総合戦略 進捗状況一覧,,,,\n番号,取組,担当課,取組実績,\n,,,内容,評価\n1,農園,農政課,広げた。,A\n2,港,港湾課,直した。,B\n".into(),
    ] {
        let (_, import) = read(&list);
        assert_eq!((asked(&import), refused(&import), import.ignored.len()), (vec![], vec![], 0), "{list}");
    }
}

#[test]
fn a_remark_beyond_the_headings_makes_no_direction() {
    for number in ["1.2", "1-2", "99.5"] {
        let (book, import) = read(&format!(
            "{HEAD}1,農園,農政課,広げて開いた。\n{number},,,,メモ\n2,港,港湾課,直して使った。\n"
        ));
        assert_eq!((headings(&book)[1].1.as_str(), refused(&import)), ("", vec![3]), "{number}");
    }
}

#[test]
fn dates_behind_years_are_no_figures() {
    let (book, _) = read(
        "番号,施策名,担当課,R6実績\n1,道,土木課,\"R6：4月に開始\nR7：3月に終了\"\n2,港,港湾課,直した。\n3,駅,企画課,広場を造った。\n",
    );
    assert_eq!(texts(&book, 2024)[0], "R6：4月に開始\nR7：3月に終了");
}

#[test]
fn remarks_beside_a_list_are_no_headings() {
    let rows = "1,農園,農政課,開いた。\n2,港,港湾課,直した。\n";
    for remark in [",,,,,② 4月に提出", ",,,,（2）くらしは別紙", ",,,,基本目標2 くらし"]
    {
        let (book, import) =
            read(&format!("{HEAD}① しごと,,,\n{rows}{remark}\n3,道,土木課,橋を架けた。\n"));
        assert_eq!(headings(&book)[2].1, "しごと", "{remark}");
        assert_eq!(refused(&import), [5], "{remark}");
    }
    let (book, import) = read(
        ",番号,施策名,担当課,R6実績\n① 要確認,1,農園,農政課,開いた。\n② 4月に提出,,,,\n,2,港,港湾課,直した。\n",
    );
    assert_eq!((headings(&book)[1].1.as_str(), refused(&import)), ("", vec![3]));
}

#[test]
fn a_line_without_a_mark_that_heads_measures_is_told() {
    let (book, import) = read(&format!(
        "{HEAD}しごと,,,\n1,農園,農政課,開いた。\n未確定,,,\n2,港,港湾課,直した。\n"
    ));
    assert_eq!(headings(&book)[0].1, "しごと");
    let plain = |text| (Question::PlainHeading, text);
    assert_eq!(asked(&import), ["しごと", "未確定"].map(plain));
}

#[test]
fn figures_beside_goals_are_no_directions() {
    for heading in ["KPI", "数値目標", "めざす値"] {
        let (book, import) = read(&format!(
            "基本目標,{heading},番号,施策名,担当課,R6実績\nしごと,就業者数 12000人,1,農園,農政課,開いた。\n\
             しごと,就業者数 12000人,2,港,港湾課,直した。\nひと,満足度 80%,3,学校,学務課,建てた。\n\
             ひと,満足度 80%,4,駅,企画課,建てた。\n"
        ));
        let expected = ["しごと", "しごと", "ひと", "ひと"];
        assert_eq!(headings(&book), expected.map(|goal| (goal.to_owned(), String::new())));
        assert_eq!(super::ignored(&import), [heading]);
    }
}

#[test]
fn what_a_text_says_of_other_years_is_told() {
    for text in [
        "R5：農園を開いた。 R6：農園を広げた。",
        "R5：開いた R6：広げた",
        "令和5年度は開いた。\n令和6年度は広げた。",
    ] {
        let (book, import) = read(&format!(
            "番号,施策名,担当課,令和6年度実績\n1,農園,農政課,\"{text}\"\n2,港,港湾課,直した。\n"
        ));
        assert_eq!(texts(&book, 2024)[0], text);
        assert_eq!(asked(&import).len(), 1, "{text}");
        assert_eq!(asked(&import)[0].0, Question::OtherYear);
    }
}
