//! The years of a list, however they are written.

use super::{asked, ignored, names, read, statuses, texts, workbook};
use shinchoku::exchange::{self, Format, Question};

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

#[test]
fn the_first_year_of_the_plan_dates_those_counted_from_it() {
    for (above, one, two) in [
        ("計画期間　令和5年度～令和9年度", "第1年次実績", "第2年次実績"),
        ("総合戦略（令和5年度から令和9年度）", "1年目", "2年目"),
        ("計画期間：Ｒ５～Ｒ９", "第一年次", "第二年次"),
        ("実施状況", "第1年次（令和5年度）", "第2年次（令和6年度）"),
    ] {
        let rows = format!("{above},,,,\n番号,事業名,担当課,{one},{two}\n1,巡回,環境課,一,二\n");
        let (book, import) = read(&rows);
        let told = [texts(&book, 2023), texts(&book, 2024)];
        assert_eq!(told, [["一"], ["二"]], "{above}: {import:?}");
        assert_eq!((import.ignored.len(), asked(&import).len()), (0, 0), "{above}");
    }
    for beyond in ["第3年次", "第0年次", "第2147483647年次"] {
        let rows =
            "計画期間　令和5年度～令和6年度,,,\n番号,事業名,担当課,第3年次\n1,巡回,環境課,三\n";
        assert_eq!(ignored(&read(&rows.replace("第3年次", beyond)).1), [beyond]);
    }
}

#[test]
fn bare_numbers_beside_one_another_are_years() {
    for (headings, guessed) in [("5,6,7", 3), ("令和5年度,6,7", 2), ("R5,6,令和7年度", 1)] {
        let (book, import) =
            read(&format!("番号,事業名,担当課,{headings}\n1,巡回,環境課,一,二,三\n"));
        let told = [2023, 2024, 2025].map(|year| texts(&book, year));
        assert_eq!(told, [["一"], ["二"], ["三"]], "{headings}: {import:?}");
        let is_guess = |(question, _): &(Question, &str)| *question == Question::GuessedYear;
        assert_eq!(asked(&import).into_iter().filter(is_guess).count(), guessed, "{headings}");
    }
    for headings in ["1,2,3,4", "4,5,6,7,8,9,10,11,12", "7,9,11", "6,7"] {
        let rows =
            format!("番号,事業名,担当課,{headings}\n1,巡回,環境課,一,二,三,四,五,六,七,八,九\n");
        assert_eq!(ignored(&read(&rows).1), headings.split(',').collect::<Vec<_>>());
    }
}

#[test]
fn bare_numbers_may_stand_below_a_merged_heading() {
    for (above, is_status) in [("実績", false), ("取組状況", false), ("進捗状況", true)] {
        let rows: [&[&str]; 4] = [
            &["番号", "事業名", "担当課", above, "", ""],
            &["", "", "", "5", "6", "7"],
            &["1", "巡回", "環境課", "実施中", "継続中", "実施済"],
            &["2", "清掃", "環境課", "道を掃いた。", "川を掃いた。", "山を掃いた。"],
        ];
        let (book, import) = workbook(
            &rows[..if is_status { 3 } else { 4 }],
            &[((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (1, 2)), ((0, 3), (0, 5))],
        );
        let told = match is_status {
            true => statuses(&book, 2024),
            false => texts(&book, 2024),
        };
        assert_eq!(told.first().map(String::as_str), Some("継続中"), "{above}: {import:?}");
        assert_eq!(import.unreadable.len(), 0, "{above}");
    }
}

#[test]
fn the_year_of_what_was_done_goes_before_that_of_a_plan() {
    for (title, year) in [
        ("令和6年度 実施計画（令和5年度実績）", Some(2023)),
        ("令和5年度実績報告書（令和6年度作成）", Some(2023)),
        ("令和5年度の実施状況と令和6年度の計画", Some(2023)),
        ("令和6年度進捗管理表（令和5年度事業分）", Some(2023)),
        ("令和5年度（2023年度）進捗状況", Some(2023)),
        ("第5次総合計画（令和3～令和12年度）　進捗", None),
        ("令和4・5年度進捗状況", None),
    ] {
        let (book, import) =
            read(&format!("{title},,,,\n番号,施策,所管課,実績,評価\n1,広報,総務課,21,A\n"));
        let years: Vec<i32> = book.years().map(|it| it.year.0).collect();
        assert_eq!(years, Vec::from_iter(year), "{title}");
        assert_eq!(asked(&import).iter().any(|it| it.0 == Question::Undated), year.is_none());
    }
}

#[test]
fn the_name_of_a_file_tells_the_year_of_what_was_done() {
    let csv = "番号,施策,所管課,実績\n1,広報,総務課,21\n";
    for (name, year) in [
        ("R7照会（R6実績）.csv", Some(2024)),
        ("一覧_R5.csv", Some(2023)),
        ("R3-R12計画_進捗.csv", None),
        ("R05_R06.csv", None),
        ("R7提出_一覧.csv", None),
    ] {
        let listing = exchange::read(Format::Csv, csv.as_bytes(), name).unwrap();
        let told = listing.measures().next().unwrap().entries[0].year;
        assert_eq!(told.map(|year| year.0), year, "{name}");
    }
}

#[test]
fn several_years_in_one_line_are_told_apart() {
    let (book, import) = read(
        "番号,施策,所管課,令和6年度実績\n1,広報,総務課,令和5年度：21食　令和6年度：22食\n2,配食,高齢課,文。\n",
    );
    assert_eq!(texts(&book, 2023), ["21食", ""]);
    assert_eq!((texts(&book, 2024), asked(&import).len()), (vec!["22食".into(), "文。".into()], 0));
}

#[test]
fn a_cell_tells_the_year_of_no_other() {
    let (book, import) = read(
        "番号,事業名,担当課,取組実績\n1,健診,保健課,【R5】始めた\n2,配食,高齢課,80食を配った\n",
    );
    assert_eq!(texts(&book, 2023), ["始めた", ""]);
    assert_eq!(asked(&import), [(Question::Undated, "80食を配った")]);
    let (book, import) = read(
        "番号,施策,所管課,年度,実績\n1,広報,総務課,R5,j\n2,配食,高齢課,毎年度,k\n3,公園,公園課,,m\n",
    );
    assert_eq!(texts(&book, 2023), ["j", "", ""]);
    let undated = asked(&import).into_iter().filter(|it| it.0 == Question::Undated);
    assert_eq!(undated.map(|it| it.1).collect::<Vec<_>>(), ["k", "m"]);
}

#[test]
fn a_row_may_tell_the_year_of_those_below() {
    let (book, import) = read(
        "番号,施策,所管課,実績,評価\n令和5年度,,,,\n1,配食,高齢課,前,A\n令和6年度,,,,\n1,配食,高齢課,後,B\n",
    );
    assert_eq!(names(&book), ["配食"]);
    assert_eq!((texts(&book, 2023), texts(&book, 2024)), (vec!["前".into()], vec!["後".into()]));
    assert_eq!((import.unreadable.len(), asked(&import).len()), (0, 0));
}

#[test]
fn one_year_may_have_two_names() {
    let (book, import) = read("番号,施策,所管課,H30,H31/R1,R2\n1,見守り,高齢課,一,二,三\n");
    assert_eq!((texts(&book, 2019), import.ignored.len()), (vec!["二".into()], 0));
    let (book, _) = read("番号,施策,所管課,30年度,元年度,2年度\n1,見守り,高齢課,一,二,三\n");
    assert_eq!(texts(&book, 2019), ["二"]);
}
