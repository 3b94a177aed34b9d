//! Marks that refer to the cell above, and names that are written in more than one way.

use super::{asked, leads, measures, names, read, statuses, texts, told};
use shinchoku::domain::FiscalYear;
use shinchoku::domain::check::{FindingKind, findings};
use shinchoku::exchange::Question;

#[test]
fn a_ditto_mark_takes_the_value_above() {
    for mark in ["〃", "同上", "″", "々", "「同上」", "同　上"] {
        let (book, import) = read(&format!(
            "番号,名称,所管課,進捗状況,令和6年度\n1,甲,建設課,実施中,一\n2,乙,{mark},{mark},二\n3,丙,{mark},完了,三\n"
        ));
        assert_eq!(leads(&book), [["建設課"], ["建設課"], ["建設課"]], "{mark}");
        assert_eq!(statuses(&book, 2024), ["実施中", "実施中", "完了"]);
        assert_eq!((book.departments().len(), asked(&import).len()), (1, 0));
    }
}

#[test]
fn a_ditto_mark_for_a_text_is_kept_and_told_by_the_check() {
    let (book, import) = read(
        "番号,名称,令和5年度,令和6年度\n1,甲,一つ,〃\n2,乙,二つ,同上\n3,丙,三つ,→\n4,丁,四つ,－\n",
    );
    assert_eq!(texts(&book, 2024), ["〃", "同上", "→", "－"]);
    assert_eq!(asked(&import), []);
    let found = findings(&book, &[FiscalYear(2024)]);
    let dittos = found.iter().filter(|it| it.kind == FindingKind::Ditto).count();
    assert_eq!(dittos, 3);
}

#[test]
fn spaces_that_fill_a_cell_are_no_part_of_a_name() {
    let (book, _) = read(
        "番号,名　　称,担　当　課,進 捗 状 況,令和6年度\n1,道 路 の 維 持,建　設　課,実 施 中,一\n2,橋,建設課,実施中,二\n3,① 農,総 務 課、財 政 課,完了,三\n",
    );
    assert_eq!(names(&book), ["道路の維持", "橋", "① 農"]);
    let expected: [&[&str]; 3] = [&["建設課"], &["建設課"], &["総務課", "財政課"]];
    assert_eq!(leads(&book), expected);
    assert_eq!(statuses(&book, 2024), ["実施中", "実施中", "完了"]);
}

#[test]
fn statuses_that_differ_in_width_are_one() {
    let (book, import) = read(
        "番号,名称,進捗状況,令和6年度\n1,甲,A,一\n2,乙,Ａ,二\n3,丙,Ａ（順調）,三\n4,丁,80%,四\n5,戊,B,五\n6,己,Ｂ,六\n",
    );
    assert_eq!(statuses(&book, 2024), ["A", "A", "Ａ（順調）", "80%", "B", "B"]);
    let odd = Question::OddStatus;
    assert_eq!(asked(&import), [(odd, "Ａ（順調）"), (odd, "80%")]);
}

#[test]
fn phrases_name_the_departments_that_can_be_named() {
    for (cell, expected, is_asked) in [
        ("企画課ほか", &["企画課"][..], true),
        ("企画課 外3課", &["企画課"], true),
        ("企画課、ほか２課", &["企画課"], true),
        ("企画課（総務課ほか2課）", &["企画課"], true),
        ("企画課等", &["企画課"], true),
        ("企画課→政策課（R6～）", &["政策課"], true),
        ("全課", &["全課"], true),
        ("関係各課", &["関係各課"], true),
        ("（旧）観光課", &["（旧）観光課"], true),
        ("企画課・総務課及び財政課", &["企画課", "総務課", "財政課"], false),
        ("総務課および財政課", &["総務課", "財政課"], false),
        ("建設部\n道路課", &["建設部道路課"], false),
        ("教育部\n学校教育課\n図書館", &["教育部学校教育課", "図書館"], false),
        ("議会事務局\n総務課", &["議会事務局", "総務課"], false),
        ("－", &[], false),
    ] {
        let (book, import) =
            read(&format!("番号,名称,所管課,令和6年度\n1,甲,\"{cell}\",一\n2,乙,総務課,二\n"));
        assert_eq!(leads(&book)[0], expected, "{cell}");
        let questions = asked(&import);
        assert_eq!(questions.iter().any(|it| it.0 == Question::Department), is_asked, "{cell}");
    }
}

#[test]
fn numbers_are_read_or_told() {
    let (book, import) =
        read("番号,名称,内容\nア,港,一\nイ,空港,二\nⅢ,鉄道,三\n五,バス,四\n⑩,船,五\n");
    let numbers: Vec<u32> = measures(&book).iter().map(|it| it.0).collect();
    assert_eq!(numbers, [1, 2, 3, 5, 10]);
    assert_eq!(
        told(&import),
        "番号として読めないため、順に番号を振りました（A2「ア」、A3「イ」）。"
    );
}

#[test]
fn departments_are_parted_where_they_can_be_nothing_else() {
    for (cell, expected, is_asked) in [
        ("環境課（廃棄物係、美化係）", &["環境課（廃棄物係、美化係）"][..], false),
        ("(1)総務課", &["総務課"], false),
        ("高齢課\n（内線123）", &["高齢課"], true),
        ("高齢課（内線123）", &["高齢課"], true),
        ("高齢課　℡123", &["高齢課"], true),
        ("高齢課+障害課", &["高齢課", "障害課"], false),
        ("①高齢課②障害課", &["高齢課", "障害課"], false),
    ] {
        let (book, import) =
            read(&format!("番号,名称,所管課,令和6年度\n1,甲,\"{cell}\",一\n2,乙,総務課,二\n"));
        assert_eq!(leads(&book)[0], expected, "{cell}");
        assert_eq!(
            asked(&import).iter().any(|it| it.0 == Question::Department),
            is_asked,
            "{cell}"
        );
        assert!(book.listed().iter().all(|(.., it)| it.related.is_empty()), "{cell}");
    }
    let (book, _) = read(
        "番号,名称,所管課,進捗状況,令和6年度\n1,甲,DX推進課,○,一\n2,乙,DX推進課,〇,二\n3,丙,↑,◯,三\n4,丁,仝,○,四\n",
    );
    assert_eq!(leads(&book), [["DX推進課"], ["DX推進課"], ["DX推進課"], ["DX推進課"]]);
    assert_eq!(statuses(&book, 2024), ["○", "○", "○", "○"]);
}

#[test]
fn departments_that_differ_in_width_or_case_are_one() {
    let (book, _) = read(
        "番号,名称,所管課,令和6年度\n1,甲,ＤＸ推進課,一\n2,乙,DX推進課,二\n3,丙,ｄｘ推進課、総務課,三\n4,丁,総務\u{200B}課,四\n",
    );
    assert_eq!(
        leads(&book),
        [vec!["ＤＸ推進課"], vec!["ＤＸ推進課"], vec!["ＤＸ推進課", "総務課"], vec!["総務課"]]
    );
    assert_eq!(book.departments().len(), 2);
}

#[test]
fn what_names_no_department_makes_none() {
    for (cell, expected, is_asked) in [
        ("ほか", &[][..], true),
        ("他", &[], true),
        ("その他", &[], true),
        ("未定", &[], true),
        ("ほか3課", &[], true),
        ("なし", &[], false),
        ("該当なし", &[], false),
        ("－", &[], false),
        ("総務課、ほか", &["総務課"], true),
        ("建設課（主）\n総務課（副）", &["建設課", "総務課"], true),
        ("総務課[主管]", &["総務課"], true),
        ("健康課 佐藤", &["健康課"], true),
        ("総務課　財政係", &["総務課"], true),
        ("総務課長", &["総務課"], true),
    ] {
        let (book, import) =
            read(&format!("番号,名称,所管課,令和6年度\n1,甲,\"{cell}\",一\n2,乙,総務課,二\n"));
        assert_eq!(leads(&book)[0], expected, "{cell}");
        let questions = asked(&import);
        let count = questions.iter().filter(|it| it.0 == Question::Department).count();
        assert_eq!(
            (count, questions.len()),
            (usize::from(is_asked), usize::from(is_asked)),
            "{cell}"
        );
    }
}

#[test]
fn a_division_leads_where_no_section_stands_beside_it() {
    let list = "番号,名称,部,課,係,R6実績\n1,配食,福祉部,高齢課,在宅係,一\n2,見守り,,障害課,,二\n3,消防,消防本部,,,三\n4,議会,議会事務局,－,,四\n";
    let (book, import) = read(list);
    assert_eq!(leads(&book), [["高齢課"], ["障害課"], ["消防本部"], ["議会事務局"]]);
    assert_eq!((told(&import).as_str(), import.ignored.len()), ("", 2));
    let rows: [&[&str]; 4] = [
        &["番号", "施策", "担当課", "", "R6実績"],
        &["1", "道路", "建設部", "土木課", "一"],
        &["2", "広報", "総務部", "総務課", "二"],
        &["3", "救急", "消防本部", "", "三"],
    ];
    let (book, _) = super::workbook(&rows, &[((0, 2), (0, 3))]);
    assert_eq!(leads(&book), [["土木課"], ["総務課"], ["消防本部"]]);
}

#[test]
fn the_newer_of_two_columns_is_taken() {
    for (heading, expected) in [
        ("旧担当課,新担当課", "乙課"),
        ("担当課（変更前）,担当課（変更後）", "乙課"),
        ("R5担当課,R6担当課", "乙課"),
        ("R6担当課,R5担当課", "甲課"),
    ] {
        let (book, import) = read(&format!(
            "番号,施策,{heading},R6実績\n1,広報,甲課,乙課,一\n2,配食,甲課,乙課,二\n"
        ));
        assert_eq!(leads(&book)[0], [expected], "{heading}");
        assert_eq!(import.ignored.len(), 1);
    }
}
