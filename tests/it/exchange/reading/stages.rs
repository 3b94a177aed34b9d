//! What is planned beside what was done.

use super::{asked, ignored, read, texts, workbook};
use shinchoku::exchange::Question;

#[test]
fn the_results_of_a_year_are_taken_and_its_plans_told() {
    for (planned, done) in [
        ("計画", "実績"),
        ("予定", "結果"),
        ("目標", "実績"),
        ("目標値", "実績値"),
        ("指標", "実績"),
        ("事業内容", "実績"),
    ] {
        let rows: [&[&str]; 3] = [
            &["番号", "施策", "所管課", "令和5年度", "", "令和6年度", ""],
            &["", "", "", planned, done, planned, done],
            &["1", "見守り", "高齢課", "10人", "11人", "12人", "13人"],
        ];
        for merges in [&[][..], &[((0, 3), (0, 4)), ((0, 5), (0, 6))]] {
            let (book, import) = workbook(&rows, merges);
            assert_eq!(
                (texts(&book, 2023), texts(&book, 2024)),
                (vec!["11人".into()], vec!["13人".into()]),
                "{planned}"
            );
            let told = [format!("令和5年度{planned}"), format!("令和6年度{planned}")];
            assert_eq!(ignored(&import), told);
            assert_eq!((book.goals().len(), import.unreadable.len()), (1, 0));
        }
    }
}

#[test]
fn one_cell_may_head_the_years_beside_it() {
    let (book, import) =
        read("番号,施策,担当課,\"実施計画\nR5\",R6,\"実績\nR5\",R6\n1,配食,高齢課,p5,p6,j5,j6\n");
    assert_eq!((texts(&book, 2023), texts(&book, 2024)), (vec!["j5".into()], vec!["j6".into()]));
    assert_eq!(ignored(&import), ["実施計画R5", "実施計画R6"]);
}

#[test]
fn rows_of_plans_are_told() {
    for (planned, done) in
        [("計画値", "実績値"), ("計画(P)", "実績(D)"), ("R5計画", "R5実績"), ("当初", "結果")]
    {
        let (book, import) = read(&format!(
            "番号,事業名,担当課,計画・実績,令和5年度\n1,健診,保健課,{planned},100人\n,,,{done},120人\n2,配食,高齢課,{planned},70食\n,,,{done},80食\n"
        ));
        assert_eq!(texts(&book, 2023), ["120人", "80食"], "{planned}");
        assert_eq!(asked(&import), [(Question::Planned, "100人"), (Question::Planned, "70食")]);
    }
    let (book, import) = read(
        "番号,事業名,担当課,区分,R5\n1,健診,保健課,計画,一\n,,,実績,二\n,,,評価,三\n2,配食,高齢課,計画,四\n,,,実績,五\n,,,評価,六\n",
    );
    assert_eq!(texts(&book, 2023), ["二", "五"]);
    let planned = Question::Planned;
    let other = Question::NoField;
    assert_eq!(asked(&import), [(planned, "一"), (other, "三"), (planned, "四"), (other, "六")]);
}

#[test]
fn a_row_for_each_year_tells_its_text() {
    let (book, import) =
        read("番号,施策,所管課,年度,区分,内容\n1,広報,総務課,R5,計画,前\n,,,R5,実績,後\n");
    assert_eq!(
        (texts(&book, 2023), book.listed()[0].2.description.as_str()),
        (vec!["後".into()], "")
    );
    assert_eq!(asked(&import), [(Question::Planned, "前")]);
    let (book, _) = read("番号,施策,所管課,年度,取組内容\n1,広報,総務課,R5,前\n,,,R6,後\n");
    assert_eq!((texts(&book, 2023), texts(&book, 2024)), (vec!["前".into()], vec!["後".into()]));
    let (book, import) =
        read("番号,施策,所管課,年度,内容,実績\n1,広報,総務課,R5,あ,前\n,,,R6,い,後\n");
    assert_eq!((texts(&book, 2023), texts(&book, 2024)), (vec!["前".into()], vec!["後".into()]));
    assert_eq!((book.listed()[0].2.description.as_str(), ignored(&import)), ("", vec!["内容"]));
}
