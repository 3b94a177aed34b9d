//! Kinds of forms that cities publish, each in its smallest shape.

use super::{asked, ignored, names, read, statuses, texts, told, workbook};
use shinchoku::exchange::Question;

#[test]
fn a_short_rating_is_a_status_and_a_long_one_is_no_text() {
    for heading in ["評価", "令和6年度評価", "自己評価", "達成度", "進捗率"] {
        let csv = format!(
            "番号,施策名,担当課,令和6年度実績,{heading}\n1,道路,建設課,直した。,A\n2,公園,公園課,替えた。,B\n"
        );
        let (book, import) = read(&csv);
        assert_eq!(statuses(&book, 2024), ["A", "B"], "{heading}");
        assert!(import.ignored.is_empty());
    }
    let (book, import) = read(
        "番号,施策名,担当課,令和6年度実績,評価\n1,道路,建設課,直した。,予定どおりに進めることができた。\n",
    );
    assert_eq!((texts(&book, 2024), ignored(&import)), (vec!["直した。".into()], vec!["評価"]));
}

#[test]
fn figures_under_years_are_no_texts() {
    for group in ["重要業績評価指標（KPI）", "工程（計画）", "事業費", "活動"]
    {
        let rows: [&[&str]; 3] = [
            &["施策名", "担当課", group, "", "令和6年度", ""],
            &["", "", "R5", "R6", "取組実績", "進捗状況"],
            &["道路", "建設課", "465", "505", "直した。", "順調"],
        ];
        let merges = [((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (0, 5))];
        let (book, import) = workbook(&rows, &merges);
        assert_eq!(
            (texts(&book, 2024), statuses(&book, 2024)),
            (vec!["直した。".into()], vec!["順調".into()])
        );
        assert_eq!(import.ignored.len(), 2, "{group}");
    }
}

#[test]
fn a_title_beside_a_number_is_no_heading() {
    let rows: [&[&str]; 4] = [
        &["地域福祉計画　進行管理シート", "", "", "", "資料１"],
        &["番号", "取組", "担当課", "令和6年度", ""],
        &["", "", "", "実績", "達成度"],
        &["1", "見守り", "福祉課", "行った。", "○"],
    ];
    let (book, import) = workbook(&rows, &[((0, 0), (0, 3)), ((1, 3), (1, 4))]);
    assert_eq!(
        (texts(&book, 2024), statuses(&book, 2024)),
        (vec!["行った。".into()], vec!["○".into()])
    );
    assert!(import.ignored.is_empty());
}

#[test]
fn letters_of_columns_are_no_measure() {
    for letters in ["ア,イ,ウ,エ", "①,②,③,④", "(1),(2),(3),(4)", "a,b,c,d"] {
        let (book, _) =
            read(&format!("番号,施策名,担当課,令和6年度実績\n{letters}\n1,道路,建設課,直した。\n"));
        assert_eq!(names(&book), ["道路"], "{letters}");
    }
}

#[test]
fn each_year_may_have_a_table_of_its_own_on_the_sheet() {
    let csv = "計画の進捗状況,,,,\n■令和5年度,,,,\n番号,施策名,担当課,実施状況,進捗\n1,道路,建設課,設計した。,○\n\
        \n■令和6年度,,,,\n番号,施策名,担当課,実施状況,進捗\n1,道路,建設課,直した。,◎\n";
    let (book, import) = read(csv);
    assert_eq!(
        (texts(&book, 2023), texts(&book, 2024)),
        (vec!["設計した。".into()], vec!["直した。".into()])
    );
    assert_eq!(
        (statuses(&book, 2023), statuses(&book, 2024)),
        (vec!["○".into()], vec!["◎".into()])
    );
    assert_eq!((import.unreadable.len(), asked(&import).len()), (0, 0));
}

#[test]
fn what_is_planned_is_no_text_of_what_was_done() {
    let rows: [&[&str]; 4] = [
        &["番号", "事業名", "担当課", "区分", "年度", ""],
        &["", "", "", "", "令和5年度", "令和6年度"],
        &["1", "相談会", "産業課", "計画", "20回の開催", "30回の開催"],
        &["", "", "", "実績", "18回開いた。", "31回開いた。"],
    ];
    let down = |column: u16| ((2, column), (3, column));
    let (book, import) = workbook(&rows, &[((0, 4), (0, 5)), down(0), down(1), down(2)]);
    assert_eq!(
        (texts(&book, 2023), texts(&book, 2024)),
        (vec!["18回開いた。".into()], vec!["31回開いた。".into()])
    );
    let planned = [(Question::Planned, "20回の開催"), (Question::Planned, "30回の開催")];
    assert_eq!(asked(&import), planned);
}

#[test]
fn departments_are_told_apart_only_where_their_texts_differ() {
    let rows: [&[&str]; 3] = [
        &["番号", "事業名", "事業内容", "担当課", "令和6年度実績"],
        &["1", "連携", "話し合う。", "保育課", "定めた。"],
        &["", "", "", "学校課", "協議した。"],
    ];
    let down = |column: u16| ((1, column), (2, column));
    let (book, _) = workbook(&rows, &[down(0), down(1), down(2)]);
    assert_eq!(texts(&book, 2024), ["【保育課】\n定めた。\n【学校課】\n協議した。"]);
    assert_eq!(book.listed()[0].2.description, "話し合う。");
}

#[test]
fn columns_that_are_not_taken_are_named_by_their_letters() {
    let (_, import) =
        read("番号,施策名,担当課,予算額,令和6年度実績,備考\n1,道路,建設課,100,直した。,新\n");
    assert!(told(&import).is_empty());
    let said = shinchoku::words::imported(&import);
    assert!(said.ends_with("D列「予算額」、F列「備考」は取り込んでいません。"), "{said}");
}

#[test]
fn a_figure_to_be_reached_is_no_direction() {
    const FIGURE: &str = "数値目標：従業者数 12400人";
    for (goal, is_refused) in [(",", true), ("しごと,", false)] {
        let csv = format!(
            "基本目標,施策の方向,番号,施策名,担当課,令和6年度実績\n\
             {goal}{FIGURE},,,,\nしごと,産業,A-1,干物,水産課,行った。\n"
        );
        let (book, import) = read(&csv);
        assert_eq!(book.listed()[0].1.name, "産業");
        let goals = book.goals();
        let directions: usize = goals.iter().map(|goal| book.directions(goal.id).len()).sum();
        assert_eq!((goals.len(), directions), (1, 1));
        let told: &[_] = if is_refused { &[] } else { &[(Question::NoField, FIGURE)] };
        assert_eq!(&asked(&import)[..told.len()], told);
        assert_eq!(import.unreadable.len(), usize::from(is_refused));
    }
}

#[test]
fn a_title_that_goes_on_is_no_goal() {
    let (book, import) = read(
        "住生活基本計画　進捗一覧,,,\n番号,施策名,担当課,令和6年度実績\n基本目標１ 住まい,,,\n1,補助,建築課,行った。\n\
         住生活基本計画　進捗一覧（続き）,,,\n番号,施策名,担当課,令和6年度実績\n2,相談,建築課,受けた。\n",
    );
    assert_eq!((book.goals().len(), names(&book)), (1, vec!["補助".into(), "相談".into()]));
    assert_eq!((book.plan().name.as_str(), import.unreadable.len()), ("住生活基本計画", 0));
}

#[test]
fn a_direction_may_be_about_money() {
    let (book, _) = read(
        "基本目標,施策の方向,番号,施策名,担当課,令和6年度実績\n行革,財源の確保,1,命名権,財政課,募った。\n",
    );
    assert_eq!(book.listed()[0].1.name, "財源の確保");
}
