//! What columns hold, by the sense of their cells.

use super::{asked, read, statuses, texts};
use shinchoku::exchange::Question;

#[test]
fn one_long_cell_leaves_the_statuses_what_they_are() {
    let long = "順調に進んでおり、令和7年度も継続する予定である。";
    let (book, import) = read(&format!(
        "番号,名称,進捗状況,令和5年度,令和6年度\n1,甲,実施中,一,二\n2,乙,完了,一,二\n3,丙,{long},一,二\n"
    ));
    assert_eq!(statuses(&book, 2024), ["実施中", "完了", ""]);
    assert_eq!(asked(&import), [(Question::LongStatus, long)]);
}

#[test]
fn a_status_may_have_a_remark_in_brackets() {
    let late = "やや遅れている（用地交渉が難航しているため）";
    let (book, import) = read(&format!(
        "番号,施策名,進捗状況,令和6年度実績\n1,甲,予定どおり実施している,一\n\
         2,乙,予定どおり実施している,二\n3,丙,{late},三\n"
    ));
    let usual = "予定どおり実施している";
    assert_eq!(statuses(&book, 2024), [usual, usual, late]);
    assert_eq!(asked(&import), []);
}

#[test]
fn figures_and_texts_that_all_differ_are_no_statuses() {
    let rows = |texts: &[&str], also: &str| -> String {
        let row = |(at, text): (usize, &&str)| format!("{at},施策{at}{also},{text}\n");
        texts.iter().enumerate().map(row).collect()
    };
    let figures = ["12件", "3か所", "9台", "延べ8回"];
    let short = ["遊具を交換", "看板を設置", "草刈り", "舗装", "会議を開催"];
    for texts_there in [&figures[..], &short] {
        let csv = format!("番号,施策名,令和6年度実施状況\n{}", rows(texts_there, ""));
        let (book, import) = read(&csv);
        assert_eq!(texts(&book, 2024), texts_there);
        assert_eq!((book.statuses().len(), import.ignored.len()), (0, 0));
        let csv = format!("番号,施策名,進捗状況,令和6年度実施状況\n{}", rows(texts_there, ",A"));
        let (book, _) = read(&csv);
        assert_eq!(texts(&book, 2024), texts_there);
        assert!(statuses(&book, 2024).iter().all(|status| status == "A"));
    }
}

#[test]
fn a_dash_is_no_status() {
    let (book, import) = read("番号,名称,進捗状況,令和6年度\n1,甲,実施中,一\n2,乙,－,二\n");
    assert_eq!(statuses(&book, 2024), ["実施中", ""]);
    assert_eq!((book.statuses().len(), asked(&import).len()), (1, 0));
}

#[test]
fn short_texts_of_work_are_no_statuses() {
    let (book, _) = read(
        "番号,事業名,担当課,R5取組状況\n1,健診,保健課,受診券を送付\n2,配食,高齢課,業者を選定\n",
    );
    assert_eq!(texts(&book, 2023), ["受診券を送付", "業者を選定"]);
    let long = "受診券を送付し受診を呼びかけ、土日にも会場を開いた。";
    let (book, _) = read(&format!(
        "番号,事業名,担当課,R4取組状況,R5取組状況\n1,健診,保健課,{long},電話で勧奨\n"
    ));
    assert_eq!(
        (texts(&book, 2022), texts(&book, 2023)),
        (vec![long.into()], vec!["電話で勧奨".into()])
    );
}

#[test]
fn one_odd_rating_leaves_the_others() {
    let (book, import) = read(
        "番号,事業名,担当課,R5実績,評価\n1,健診,保健課,一,A\n2,配食,高齢課,二,B\n3,講座,学習課,三,実施した。\n",
    );
    assert_eq!(statuses(&book, 2023), ["A", "B", ""]);
    assert_eq!(asked(&import), [(Question::LongStatus, "実施した。")]);
}
