//! Two rows of headings: the lowest decides what a column holds, the one above it of what sense and year.

use super::{Merge, ignored, leads, names, read, statuses, texts, workbook};
use shinchoku::domain::Book;

/// Three columns and a group of two, whose headings reach down where they stand over one.
fn grouped(group: &str, below: [&str; 2], cells: [&str; 2]) -> (Book, Vec<String>) {
    let rows: [&[&str]; 4] = [
        &["令和6年度", "", "", "", ""],
        &["番号", "施策名", "担当課", group, ""],
        &["", "", "", below[0], below[1]],
        &["1", "農園", "農政課", cells[0], cells[1]],
    ];
    let merges: [Merge; 4] =
        [((1, 0), (2, 0)), ((1, 1), (2, 1)), ((1, 2), (2, 2)), ((1, 3), (1, 4))];
    let (book, import) = workbook(&rows, &merges);
    (book, ignored(&import).into_iter().map(str::to_owned).collect())
}

fn description(book: &Book) -> String {
    book.listed()[0].2.description.clone()
}

#[test]
fn a_text_below_results_is_that_of_the_year() {
    const TEXT: &str = "畑を広げて開いた。";
    for group in
        ["実績", "取組実績", "取組状況", "実施状況", "進捗状況", "事業実績", "R6実績", "令和6年度"]
    {
        for word in ["内容", "説明", "概要", "取組内容"] {
            for (other, told) in [("課題", true), ("件数", true), ("計画", true), ("評価", false)]
            {
                let (book, ignored) = grouped(group, [word, other], [TEXT, "A"]);
                assert_eq!(texts(&book, 2024), [TEXT], "{group}|{word}|{other}");
                assert_eq!(description(&book), "", "{group}|{word}|{other}");
                let expected = if told { vec![format!("{group}{other}")] } else { Vec::new() };
                assert_eq!(ignored, expected, "{group}|{word}|{other}");
                let status = if told { "" } else { "A" };
                assert_eq!(statuses(&book, 2024), [status], "{group}|{word}|{other}");
            }
        }
    }
}

#[test]
fn a_plan_below_results_is_told() {
    for group in ["実績", "取組実績", "実施状況", "進捗状況", "R6", "R6取組"] {
        let (book, ignored) = grouped(group, ["計画", "実績"], ["耕す予定。", "耕した。"]);
        assert_eq!(texts(&book, 2024), ["耕した。"], "{group}");
        assert_eq!(ignored, [format!("{group}計画")], "{group}");
    }
}

#[test]
fn words_below_a_rating_are_none_of_the_year() {
    for below in [["区分", "理由"], ["評価", "コメント"], ["判定", "内容"]] {
        let (book, ignored) = grouped("R6評価", below, ["A", "人手が足りなかった。"]);
        assert_eq!(
            (statuses(&book, 2024), texts(&book, 2024)),
            (vec!["A".into()], vec![String::new()])
        );
        assert_eq!(ignored, [format!("R6評価{}", below[1])]);
    }
    let (book, ignored) = grouped("R6進捗", ["％", "説明"], ["80％", "畑を広げて開いた。"]);
    assert_eq!(
        (texts(&book, 2024), ignored),
        (vec!["畑を広げて開いた。".into()], vec!["R6進捗％".into()])
    );
}

#[test]
fn departments_below_one_heading_are_told_apart() {
    let rows: [&[&str]; 3] = [
        &["番号", "施策名", "担当課", "", "R6実績"],
        &["", "", "主", "関係", ""],
        &["1", "農園", "農政課", "林務課", "耕した。"],
    ];
    let merges = [((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (1, 4))];
    let (book, import) = workbook(&rows, &merges);
    let measure = book.listed()[0].2;
    assert_eq!(
        (leads(&book)[0].as_slice(), ignored(&import).len()),
        (&["農政課".to_owned()][..], 0)
    );
    assert_eq!(book.department(measure.related[0]).unwrap().name, "林務課");
}

#[test]
fn a_title_over_the_whole_table_is_no_group() {
    let rows: [&[&str]; 3] = [
        &["令和6年度実績", "", "", "", ""],
        &["番号", "施策名", "内容", "担当課", "取組状況"],
        &["1", "農園", "畑を広げる。", "農政課", "広げて開いた。"],
    ];
    let (book, _) = workbook(&rows, &[((0, 0), (0, 4))]);
    assert_eq!(
        (description(&book).as_str(), texts(&book, 2024)),
        ("畑を広げる。", vec!["広げて開いた。".into()])
    );
}

#[test]
fn a_row_below_groups_is_one_of_headings() {
    let (book, import) = read(
        "令和6年度,,,,,\n番号,事業名,事業概要,実施状況,,担当課\n,,,件数,内容,\n1,農園,畑を広げる。,12,広げて開いた。,農政課\n",
    );
    assert_eq!(
        (names(&book), texts(&book, 2024)),
        (vec!["農園".into()], vec!["広げて開いた。".into()])
    );
    assert_eq!((ignored(&import), import.unreadable.len()), (vec!["実施状況件数"], 0));
    // A heading that reaches down holds the row below it, wherever it stands.
    let rows: [&[&str]; 4] = [
        &["令和6年度", "", "", "", "", "", ""],
        &["施策", "", "担当", "", "実施状況", "", "備考"],
        &["番号", "名称", "部", "課", "内容", "評価", ""],
        &["1", "農園", "産業部", "農政課", "広げて開いた。", "A", "急ぐ"],
    ];
    let merges = [((1, 0), (1, 1)), ((1, 2), (1, 3)), ((1, 4), (1, 5)), ((1, 6), (2, 6))];
    let (book, import) = workbook(&rows, &merges);
    assert_eq!(
        (texts(&book, 2024), leads(&book)),
        (vec!["広げて開いた。".into()], vec![vec!["農政課".to_owned()]])
    );
    assert_eq!(ignored(&import), ["担当部", "備考"]);
}

#[test]
fn what_stands_in_brackets_decides_too() {
    for (plan, done) in [
        ("R6取組内容（予定）", "R6取組内容（実績）"),
        ("R6取組（Plan）", "R6取組（Do）"),
        ("R6取組内容（計画）", "R6取組内容"),
        ("R6実績（件数）", "R6実績（内容）"),
        ("R6の成果", "R6の取組実績"),
    ] {
        let (book, import) = read(&format!(
            "番号,施策名,担当課,{plan},{done}\n1,農園,農政課,12件,広げて開いた。\n2,港,港湾課,3件,直した。\n"
        ));
        assert_eq!(texts(&book, 2024), ["広げて開いた。", "直した。"], "{plan}");
        assert_eq!(ignored(&import), [plan]);
    }
}

#[test]
fn names_and_texts_below_one_heading_are_told_apart() {
    let rows = |below: [&'static str; 2]| -> [[&'static str; 4]; 4] {
        [
            ["施策", "", "担当課", "R6実績"],
            [below[0], below[1], "", ""],
            ["農園", "畑を広げる。", "農政課", "広げて開いた。"],
            ["港", "岸を直す。", "港湾課", "直して使った。"],
        ]
    };
    let merges = [((0, 0), (0, 1)), ((0, 2), (1, 2)), ((0, 3), (1, 3))];
    for below in [["名称", "内容"], ["施策名", "概要"]] {
        let rows = rows(below);
        let (book, import) = workbook(&rows.each_ref().map(|row| &row[..]), &merges);
        assert_eq!(
            (names(&book), description(&book).as_str()),
            (vec!["農園".into(), "港".into()], "畑を広げる。")
        );
        assert_eq!((import.doubts.len(), import.unreadable.len()), (0, 0));
    }
}
