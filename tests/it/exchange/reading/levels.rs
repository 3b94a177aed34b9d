//! Goals, directions and names where a list has several levels.

use super::{asked, ignored, leads, names, read, texts, told, workbook};
use shinchoku::domain::Book;
use shinchoku::exchange::Question;

/// The headings and the name of each measure: 産業の振興/水産業/魚市場.
fn paths(book: &Book) -> Vec<String> {
    let path = |(goal, direction, measure): &(
        &shinchoku::domain::Goal,
        &shinchoku::domain::Direction,
        &shinchoku::domain::Measure,
    )| { format!("{}/{}/{}", goal.name, direction.name, measure.name) };
    book.listed().iter().map(path).collect()
}

#[test]
fn directions_need_no_goals() {
    let (book, import) = read(
        "施策の方向,施策名,担当課,令和6年度実績\n水産業,魚市場,水産課,一\n水産業,水揚げ,水産課,二\n廃棄物,不法投棄,環境課,三\n公園,遊具,公園課,四\n",
    );
    assert_eq!(
        paths(&book),
        ["/水産業/魚市場", "/水産業/水揚げ", "/廃棄物/不法投棄", "/公園/遊具"]
    );
    assert_eq!((book.goals().len(), import.unreadable.len()), (1, 0));
}

#[test]
fn the_finest_level_has_the_names() {
    for (headings, second) in [
        (["政策", "施策", "事務事業"], ""),
        (["施策名", "事業名", "細事業名"], ""),
        (["基本目標", "施策", "具体的な取り組み"], ""),
        (["基本目標", "施策の方向", "主な事業"], ""),
        (["施策の方向", "施策", "重点事業"], ""),
        (["政策", "施策", "事務事業"], "2 "),
    ] {
        let (book, import) = read(&format!(
            "{},担当課,令和6年度実績\n1 産業の振興,水産業,魚市場,水産課,一\n1 産業の振興,水産業,水揚げ,水産課,二\n{second}自然,廃棄物,不法投棄,環境課,三\n",
            headings.join(",")
        ));
        let expected =
            ["産業の振興/水産業/魚市場", "産業の振興/水産業/水揚げ", "自然/廃棄物/不法投棄"];
        assert_eq!(paths(&book), expected, "{headings:?}");
        assert_eq!(
            (import.unreadable.len(), asked(&import).len(), import.ignored.len()),
            (0, 0, 0)
        );
    }
    let (book, _) = workbook(
        &[
            &["基本目標", "施策", "具体的な事業", "担当課", "令和6年度の実施状況"],
            &["1 しごと", "(1) 産業", "企業の誘致", "商工課", "2社を誘致した。"],
            &["", "", "起業の支援", "商工課", "5人を支援した。"],
            &["", "(2) 農業", "新規就農", "農政課", "4人が就農した。"],
            &["2 ひと", "(1) 移住", "移住相談", "企画課", "31件に応じた。"],
        ],
        &[((1, 0), (3, 0)), ((1, 1), (2, 1))],
    );
    let expected = [
        "しごと/産業/企業の誘致",
        "しごと/産業/起業の支援",
        "しごと/農業/新規就農",
        "ひと/移住/移住相談",
    ];
    assert_eq!(paths(&book), expected);
}

#[test]
fn numbers_belong_to_the_level_that_they_stand_before() {
    let (book, import) = read(
        "施策番号,施策名,事業番号,事業名,令和6年度\n3,水産業,11,魚市場,一\n3,水産業,12,水揚げ,二\n",
    );
    let numbers: Vec<_> =
        book.listed().iter().map(|(_, it, measure)| (it.number, measure.number)).collect();
    assert_eq!(numbers, [(3, 11), (3, 12)]);
    assert_eq!(import.ignored.len(), 0);
}

#[test]
fn a_text_beside_the_names_is_no_finer_level() {
    let (book, _) =
        read("番号,施策名,内容,担当課,主な取組\n1,魚市場,開きます。,水産課,2回開いた。\n");
    assert_eq!(paths(&book), ["//魚市場"]);
}

#[test]
fn brackets_are_left_out_of_a_heading_and_a_question_is_no_description() {
    let (book, import) = read(
        "番号,事業名（担当課が記入すること）,事業の概要（具体的なやり方、手順、詳細。複数年度にわたる事業は全体像を記入）,担当課,令和6年度実績（箇条書きで、主なものを三つまで記入すること）,事業を廃止した場合の影響の有無とその内容は？\n1,巡回,巡回する。,環境課,回った。,増える。\n",
    );
    let measure = book.listed()[0].2;
    assert_eq!((measure.name.as_str(), measure.description.as_str()), ("巡回", "巡回する。"));
    assert_eq!(texts(&book, 2024), ["回った。"]);
    assert_eq!(ignored(&import), ["事業を廃止した場合の影響の有無とその内容は？"]);
}

#[test]
fn figures_to_be_reached_are_no_goals() {
    for heading in [
        "R6目標",
        "目標",
        "目標（R7）",
        "最終目標",
        "中間目標",
        "取組目標",
        "事業の目標",
        "SDGs目標",
    ] {
        let (book, import) = read(&format!(
            "番号,事業名,担当課,R5実績,{heading}\n1,健診,保健課,120人,150人\n2,配食,高齢課,80食,90食\n"
        ));
        assert_eq!(paths(&book), ["//健診", "//配食"], "{heading}");
        assert_eq!(ignored(&import), [heading]);
    }
    let (book, _) = read(
        "目標,番号,事業名,担当課,R5実績\n健康,1,健診,保健課,一\n健康,2,体操,保健課,二\n見守り,3,配食,高齢課,三\n",
    );
    assert_eq!(paths(&book), ["健康//健診", "健康//体操", "見守り//配食"]);
}

#[test]
fn goals_come_again_on_a_further_page() {
    let headings = "目標,番号,事業名,担当課,R5実績";
    let (book, _) = read(&format!(
        "{headings}\n健康,1,健診,保健課,一\n見守り,2,配食,高齢課,二\n{headings}\n健康,3,体操,保健課,三\n"
    ));
    assert_eq!(book.goals().len(), 2);
}

#[test]
fn how_a_measure_goes_on_is_no_direction() {
    for (heading, texts) in [
        ("方向性", ["現状のまま継続", "見直しのうえ継続", "拡充"]),
        ("方向性", ["継続", "民間委託", "継続"]),
        ("今後の方向性", ["りんご", "ばなな", "りんご"]),
        ("R6の方向性", ["りんご", "ばなな", "みかん"]),
        ("事業の方向性", ["りんご", "ばなな", "みかん"]),
        ("方針", ["複合化", "廃止", "存続"]),
    ] {
        let [one, two, three] = texts;
        for csv in [
            format!(
                "番号,事業名,担当課,R5実績,{heading}\n1,健診,保健課,一,{one}\n2,配食,高齢課,二,{two}\n3,体操,高齢課,三,{three}\n"
            ),
            format!(
                "番号,{heading},事業名,担当課,R5実績\n1,{one},健診,保健課,一\n2,{two},配食,高齢課,二\n3,{one},体操,高齢課,三\n"
            ),
        ] {
            let (book, import) = read(&csv);
            assert_eq!(paths(&book), ["//健診", "//配食", "//体操"], "{csv}");
            assert_eq!(ignored(&import), [heading]);
        }
    }
}

#[test]
fn the_finest_of_three_headings_is_the_direction_and_the_middle_one_is_told() {
    for (goal, middle, finest) in [
        ("基本目標１　福祉", "基本施策１　高齢", ["施策の方向１　在宅", "施策の方向２　施設"]),
        ("第１章 福祉", "第１節 高齢", ["第１項 在宅", "第２項 施設"]),
        ("１　福祉", "（１）高齢", ["①在宅", "②施設"]),
        ("1 福祉", "1-1 高齢", ["1-1-1 在宅", "1-1-2 施設"]),
        ("Ⅰ　福祉", "１　高齢", ["(1)　在宅", "(2)　施設"]),
    ] {
        let [one, two] = finest;
        let (book, import) = read(&format!(
            "番号,施策,所管課,R5実績\n{goal},,,\n{middle},,,\n{one},,,\n1,甲,総務課,一\n{two},,,\n2,乙,総務課,二\n"
        ));
        assert_eq!(paths(&book), ["福祉/在宅/甲", "福祉/施設/乙"], "{goal}");
        assert_eq!(asked(&import), [(Question::MiddleHeading, middle)]);
    }
}

#[test]
fn a_cell_over_the_name_names_a_measure_without_a_finer_one() {
    let rows: [&[&str]; 4] = [
        &["施策", "事業", "担当課", "R5実績"],
        &["高齢", "配食", "高齢課", "一"],
        &["児童の支援", "", "児童課", "二"],
        &["障害の支援", "", "障害課", "三"],
    ];
    let (book, import) = workbook(&rows, &[((2, 0), (2, 1)), ((3, 0), (3, 1))]);
    assert_eq!(names(&book), ["配食", "児童の支援", "障害の支援"]);
    assert_eq!(leads(&book), [["高齢課"], ["児童課"], ["障害課"]]);
    assert_eq!((import.unreadable.len(), told(&import).as_str()), (0, ""));
}

#[test]
fn the_left_of_two_levels_is_the_upper_one() {
    let rows = "Ⅰ 信頼される行政,１ 窓口の向上,窓口改善,総務課,一\nⅠ 信頼される行政,２ 広聴の充実,広聴,総務課,二\nⅡ 財政の確立,１ 歳入の確保,広告,財政課,三\n";
    for heading in ["基本方針,重点項目", "基本方針,基本目標", "重点項目,基本方針"]
    {
        let (book, _) = read(&format!("{heading},取組,担当課,R6実績\n{rows}"));
        let goals: Vec<String> = book.goals().iter().map(|goal| goal.name.clone()).collect();
        assert_eq!(goals, ["信頼される行政", "財政の確立"], "{heading}");
    }
}

#[test]
fn the_finest_of_several_levels_has_the_names() {
    for fine in ["具体的施策", "個別施策", "具体的な施策", "細施策"] {
        let (book, _) = read(&format!(
            "番号,施策,{fine},担当課,R6実績\n1,道路,舗装,土木課,一\n2,,街灯,土木課,二\n3,公園,遊具,公園課,三\n"
        ));
        assert_eq!(names(&book), ["舗装", "街灯", "遊具"], "{fine}");
    }
    let (book, _) = read(
        "プロジェクト,施策,事業,担当課,R6実績\n未来,道路,舗装,土木課,一\n,,街灯,土木課,二\n,公園,遊具,公園課,三\n",
    );
    assert_eq!(names(&book), ["舗装", "街灯", "遊具"]);
}

#[test]
fn a_goal_beside_the_number_of_its_heading_is_no_measure() {
    let (book, import) = read(
        "番号,施策,担当課,R6実績\n基本目標1,しごとをつくる,商工課,\n1,道路の維持,土木課,一\n2,公園の整備,公園課,二\n",
    );
    assert_eq!(names(&book), ["道路の維持", "公園の整備"]);
    assert_eq!(book.goals()[0].name, "しごとをつくる");
    assert!(told(&import).contains("C2「商工課」"));
}
