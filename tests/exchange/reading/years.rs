//! The years of a list, however they are written.

use super::{asked, ignored, names, read, statuses, texts};
use shinchoku::exchange::Question;

#[test]
fn years_head_their_columns_in_every_dress() {
    for (first, second, is_guessed) in [
        ("令5", "令6", false),
        ("2023", "2024", false),
        ("2023年", "2024年", false),
        ("FY2023", "FY2024", false),
        ("令和五年度", "令和六年度", false),
        ("R5.4～R6.3", "R6.4～R7.3", false),
        ("令和5年4月～令和6年3月の実績", "令和6年4月～令和7年3月の実績", false),
        ("5年度", "6年度", true),
        ("5年度実績", "6年度実績", true),
    ] {
        let (book, import) =
            read(&format!("番号,名称,進捗状況,{first},{second}\n1,道路,実施中,昨年,今年\n"));
        assert_eq!(
            (texts(&book, 2023), texts(&book, 2024)),
            (vec!["昨年".into()], vec!["今年".into()]),
            "{first}"
        );
        assert_eq!(statuses(&book, 2024), ["実施中"]);
        let guessed = [(Question::GuessedYear, first), (Question::GuessedYear, second)];
        assert_eq!(asked(&import), &guessed[..if is_guessed { 2 } else { 0 }]);
    }
}

#[test]
fn a_year_may_be_told_by_another() {
    let (book, import) =
        read("年度,番号,事業名,担当課,前年度実績,今年度計画\nR7,1,巡回,環境課,回った。,回る。\n");
    assert_eq!(texts(&book, 2024), ["回った。"]);
    assert_eq!((ignored(&import), asked(&import).len()), (vec!["今年度計画"], 0));
    let (book, _) = read(
        "令和7年度 実施状況報告書,,,\n番号,事業名,前年度実績,今年度実績\n1,巡回,回った。,回る。\n",
    );
    assert_eq!(
        (texts(&book, 2024), texts(&book, 2025)),
        (vec!["回った。".into()], vec!["回る。".into()])
    );
    let (book, import) =
        read("年度,番号,事業名,前年度実績\n7,1,巡回,回った。\n7,2,市場,直した。\n");
    assert_eq!(texts(&book, 2024), ["回った。", "直した。"]);
    assert_eq!(asked(&import), [(Question::GuessedYear, "7"), (Question::GuessedYear, "7")]);
}

#[test]
fn a_year_that_nothing_tells_leaves_the_measure() {
    let (book, import) = read("番号,事業名,前年度実績\n1,巡回,回った。\n");
    assert_eq!(
        (names(&book), asked(&import)),
        (vec!["巡回".into()], vec![(Question::Undated, "回った。")])
    );
    let (book, import) = read("番号,事業名,進捗状況\n1,巡回,実施中\n");
    assert_eq!(
        (names(&book), asked(&import)),
        (vec!["巡回".into()], vec![(Question::Undated, "巡回")])
    );
    let (book, import) = read("番号,事業名,担当課,第1年次実績,第2年次実績\n1,巡回,環境課,一,二\n");
    assert_eq!(names(&book), ["巡回"]);
    assert_eq!(ignored(&import), ["第1年次実績", "第2年次実績"]);
}
