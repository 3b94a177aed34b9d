//! What headings say as a whole: the same word in other dresses, and words of ours in another sense.

use super::{asked, ignored, leads, measures, names, read, statuses, texts};
use shinchoku::domain::Book;
use shinchoku::exchange::Question;

/// A list of two measures with one further column, or another heading in place of one.
fn list(heads: [&str; 4], further: Option<(&str, [&str; 2])>) -> (Book, Vec<String>) {
    let (head, cells) = further.unwrap_or_default();
    let (book, import) = read(&format!(
        "{},{head}\n11,農園の整備,農政課,市民農園を二か所で整備し、広く貸し出した。,{}\n12,港の改修,港湾課,防波堤を直し、船だまりを広げた。,{}\n",
        heads.join(","),
        cells[0],
        cells[1]
    ));
    let told = ignored(&import).into_iter().map(str::to_owned).collect();
    (book, told)
}

const HEADS: [&str; 4] = ["番号", "施策名", "担当課", "令和6年度実績"];

#[test]
fn words_are_known_with_others_before_or_behind_them() {
    for name in [
        "取組みの名称",
        "具体的な取組・事業",
        "主な取り組み・事業",
        "改革取組項目",
        "推進する取組",
        "掲載事業",
        "主要事務事業",
        "施策等",
        "事業／取組",
    ] {
        let (book, _) = list([HEADS[0], name, HEADS[2], HEADS[3]], None);
        assert_eq!(names(&book), ["農園の整備", "港の改修"], "{name}");
    }
    for lead in ["課室名", "部課等名", "局・課", "課名等", "部門", "推進主体", "主たる担当課"]
    {
        let (book, _) = list([HEADS[0], HEADS[1], lead, HEADS[3]], None);
        assert_eq!(leads(&book), [["農政課"], ["港湾課"]], "{lead}");
    }
    for number in ["施策ID", "順番", "取組コード", "行番号"] {
        let (book, _) = list([number, HEADS[1], HEADS[2], HEADS[3]], None);
        let numbers: Vec<u32> = measures(&book).into_iter().map(|(number, ..)| number).collect();
        assert_eq!(numbers, [11, 12], "{number}");
    }
    for text in [
        "令和6年度の結果",
        "令和6年度に行った取組",
        "令和6年度の主な動き",
        "令和6年度末の状況",
        "令和6年度対応状況",
        "令和6年度の実施事項",
    ] {
        let (book, _) = list([HEADS[0], HEADS[1], HEADS[2], text], None);
        assert!(texts(&book, 2024)[0].starts_with("市民農園"), "{text}");
    }
    for status in ["事業の進捗", "進捗ランク", "達成状況区分", "総合判定", "担当課による評価"]
    {
        let (book, told) = list(HEADS, Some((status, ["順調", "遅れ"])));
        assert_eq!((statuses(&book, 2024), told.len()), (vec!["順調".into(), "遅れ".into()], 0));
    }
    for description in ["施策の説明", "目的・概要", "内容及び目的", "取組の具体的内容"]
    {
        let (book, told) = list(HEADS, Some((description, ["畑を増やす。", "港を直す。"])));
        assert_eq!((book.listed()[0].2.description.as_str(), told.len()), ("畑を増やす。", 0));
    }
    for related in ["関連担当課", "副担当課"] {
        let (book, _) = list(HEADS, Some((related, ["総務課", "税務課"])));
        assert_eq!(leads(&book), [["農政課"], ["港湾課"]]);
        assert_eq!(book.listed()[0].2.related.len(), 1, "{related}");
    }
}

#[test]
fn a_word_of_ours_in_another_sense_says_nothing() {
    for heading in [
        "成果の公表方法",
        "実績の把握方法",
        "事業内容の変更点",
        "成果目標",
        "取組実績数",
        "取組内容の見直し",
        "基本目標の達成度合い",
        "方向転換の要否",
    ] {
        let (book, told) = list(HEADS, Some((heading, ["市報に載せる。", "調べて数える。"])));
        assert_eq!(told, [heading]);
        assert_eq!(
            (book.listed()[0].2.description.as_str(), statuses(&book, 2024)[0].as_str()),
            ("", "")
        );
        assert_eq!(texts(&book, 2024)[0], "市民農園を二か所で整備し、広く貸し出した。");
    }
    for heading in ["担当者", "担当者名", "担当課長"] {
        let (book, told) = list(
            ["番号", "施策名", heading, "令和6年度実績"],
            Some(("内容", ["畑を増やす。", "港を直す。"])),
        );
        // Departments stand there, whatever the heading says.
        assert_eq!((leads(&book)[0].as_slice(), told.len()), (["農政課".to_owned()].as_slice(), 0));
        let (book, import) = read(&format!(
            "番号,施策名,{heading},令和6年度実績\n1,農園,甲野太郎,開いた。\n2,港,乙山花子,直した。\n"
        ));
        assert_eq!((leads(&book)[0].len(), ignored(&import)), (0, vec![heading]));
    }
}

#[test]
fn a_text_of_no_year_before_those_of_years_describes() {
    let (book, import) = read(
        "番号,施策名,具体的な取組内容,担当課,R5実績,R6実績\n1,農園,畑を増やす。,農政課,開いた。,広げた。\n2,港,港を直す。,港湾課,測った。,直した。\n",
    );
    assert_eq!(book.listed()[0].2.description, "畑を増やす。");
    assert_eq!((texts(&book, 2024)[0].as_str(), asked(&import).len()), ("広げた。", 0));
}

#[test]
fn what_is_planned_for_a_year_is_no_text_of_it() {
    for heads in [
        "番号,施策名,担当課,R6年度計画,,R6年度実績,\n,,,内容,課題,内容,課題",
        "番号,施策名,担当課,R6年度計画内容,R6年度計画課題,R6年度実績内容,R6年度実績課題",
    ] {
        let (book, import) = read(&format!(
            "{heads}\n1,農園,農政課,開く予定,人手,二か所に開いた,人手不足\n2,港,港湾課,直す予定,資金,防波堤を直した,資金不足\n"
        ));
        assert_eq!(texts(&book, 2024), ["二か所に開いた", "防波堤を直した"], "{heads}");
        assert_eq!(ignored(&import).len(), 3);
    }
    let (book, import) = read(
        "番号,施策名,担当課,令和6年度の評価,,\n,,,取組内容,成果,担当課評価\n1,農園,農政課,畑を開いた。,農園が増えた。,A\n2,港,港湾課,港を直した。,船が増えた。,B\n",
    );
    assert_eq!((texts(&book, 2024)[0].as_str(), ignored(&import).len()), ("畑を開いた。", 1));
}

#[test]
fn what_a_measure_costs_is_no_text() {
    let (book, import) = read(
        "番号,施策名,担当課,,令和5年度,令和6年度\n1,農園,農政課,予算額,3000,4000\n,,,決算額,2800,3900\n,,,執行率,93%,97%\n2,港,港湾課,予算額,30,40\n,,,決算額,28,39\n,,,執行率,93%,97%\n",
    );
    assert_eq!((names(&book).len(), texts(&book, 2024)), (2, vec![String::new(); 2]));
    assert_eq!(asked(&import).iter().filter(|it| it.0 == Question::NoField).count(), 12);
}
