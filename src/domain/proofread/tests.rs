use super::*;
use proptest::prelude::*;

const R6: FiscalYear = FiscalYear(2024);

fn pairs(slips: Vec<Slip>) -> Vec<(String, Option<String>)> {
    slips.into_iter().map(|slip| (slip.found, slip.proposed)).collect()
}

#[track_caller]
fn check(text: &str, expected: &[(&str, Option<&str>)]) {
    let owned = |(found, proposed): &(&str, Option<&str>)| {
        ((*found).to_owned(), proposed.map(str::to_owned))
    };
    assert_eq!(pairs(slips(text)), expected.iter().map(owned).collect::<Vec<_>>(), "{text}");
}

#[track_caller]
fn check_year(text: &str, year: i32, expected: &[(&str, Option<&str>)]) {
    let owned = |(found, proposed): &(&str, Option<&str>)| {
        ((*found).to_owned(), proposed.map(str::to_owned))
    };
    let found = pairs(slips_of_year(text, FiscalYear(year), FirstReiwa::Gannen));
    assert_eq!(found, expected.iter().map(owned).collect::<Vec<_>>(), "{text}");
}

#[test]
fn lookalikes_are_found_with_a_proposal() {
    check("尐年", &[("尐", Some("少"))]);
    check("单価", &[("单", Some("単"))]);
    check("⼩平の⻑寿と⺠間", &[("⼩", Some("小")), ("⻑", Some("長")), ("⺠", Some("民"))]);
    check("⺌", &[("⺌", None)]);
}

#[test]
fn ideographs_among_katakana_are_katakana() {
    check("セン夕ー", &[("夕", Some("タ"))]);
    check("パンフレッ卜、ス力イ", &[("力", Some("カ"))]);
    check("デ－タとサ一ビス", &[("－", Some("ー")), ("一", Some("ー"))]);
    check("カ⼒キ", &[("⼒", Some("カ"))]);
    check("ヘルパーがアへン", &[("へ", Some("ヘ"))]);
    check("市民ヘの周知", &[("ヘ", Some("へ"))]);
    for text in [
        "スポーツ口コミ",
        "アパート二ケ所",
        "コミュニケーション力アップ",
        "ウインドウ八ヶ岳",
        "市民へサービスを",
        "ゴミ一つ",
        "二人、八百、工事、口座、夕方、力",
        "コンビニ二店舗",
    ] {
        check(text, &[]);
    }
}

#[test]
fn half_width_kana_are_found_as_a_run() {
    check("ｶﾞｽとﾊﾟﾝﾌﾚｯﾄ｡", &[("ｶﾞｽ", Some("ガス")), ("ﾊﾟﾝﾌﾚｯﾄ｡", Some("パンフレット。"))]);
    check("カﾞス", &[("カﾞ", Some("ガ"))]);
    check("ﾞ", &[("ﾞ", Some("゛"))]);
    check("｢農｣", &[("｢", Some("「")), ("｣", Some("」"))]);
    check("市民ﾍの", &[("ﾍ", Some("へ"))]);
}

#[test]
fn letters_and_their_marks_belong_together() {
    check("か\u{3099}くとハ\u{309A}ン", &[("か\u{3099}", Some("が")), ("ハ\u{309A}", Some("パ"))]);
    check("か\u{309A}", &[("か\u{309A}", None)]);
    check("cafe\u{301}", &[("e\u{301}", Some("é"))]);
}

#[test]
fn what_cannot_be_seen_is_found() {
    check("茜\u{200B}野", &[("\u{200B}", Some(""))]);
    check("\u{FEFF}茜野", &[("\u{FEFF}", Some(""))]);
    check("10\u{A0}人", &[("\u{A0}", Some(" "))]);
    check("一\u{7}二", &[("\u{7}", Some(""))]);
    check("\u{E000}", &[("\u{E000}", None)]);
    check("\u{FFFD}", &[("\u{FFFD}", None)]);
}

#[test]
fn brackets_have_counterparts_of_their_width() {
    check("（97.6％)", &[(")", Some("）"))]);
    check("(97.6％）", &[("(", Some("（"))]);
    check("「直売所", &[("「", None)]);
    check("直売所」を", &[("」", None)]);
    check("（「一）」", &[("「", None), ("」", None)]);
    for text in
        ["（一）(二)「三」", "1) 一\n　ア）二\n・（1）三", "（一\n二）", "≪新規≫【拡充】“四”"]
    {
        check(text, &[]);
    }
}

#[test]
fn ordinary_text_is_left_alone() {
    check("・令和6年度、「ＰＲ」を47,500人（97.6％）に①～③で葛\u{E0100}城𠮷野が行いました。", &[]);
    check("﨑、髙、塚、神、﨏、羽\n\t　～〜－−…―― ≪Ａ≫ １／２ ㈱ ㎡ ℃ 👨\u{200D}👩\u{200D}👧", &[]);
}

#[test]
fn a_year_that_an_era_does_not_have_is_found() {
    check_year("平成32年度に実施", 2024, &[("平成32年度", Some("令和2年度"))]);
    check_year("平成３６年度", 2023, &[("平成３６年度", Some("令和５年度"))]);
    check_year(
        "H32年度とＨ33年度",
        2024,
        &[("H32年度", Some("R2年度")), ("Ｈ33年度", Some("Ｒ3年度"))],
    );
    check_year("・平成31年5月と平成31年4月", 2019, &[("平成31年", Some("令和元年"))]);
    check_year("・令和元年4月", 2019, &[("令和元年", Some("平成31年"))]);
    check_year("・平成31年度から", 2020, &[("平成31年度", Some("令和元年度"))]);
    // Written before 令和.
    check_year("平成32年度までに", 2017, &[]);
    check_year("平成30年度、平成31年、令和6年度、CH32年度、2020年度", 2024, &[]);
    let found = slips_of_year("・令和元年度から", R6, FirstReiwa::Heisei31);
    assert_eq!(pairs(found), [("令和元年度".to_owned(), Some("平成31年度".to_owned()))]);
}

#[test]
fn a_heading_that_names_another_year_is_found() {
    check_year("【令和5年度】\n・一つ", 2024, &[("令和5年度", Some("令和6年度"))]);
    check_year("令和５年度\n・一つ", 2024, &[("令和５年度", Some("令和６年度"))]);
    check_year("≪2023年度実績≫\n・一つ", 2024, &[("2023年度", Some("2024年度"))]);
    check_year("【R5年度】\n・一つ", 2019, &[("R5年度", Some("R1年度"))]);
    check_year(
        "【令和4年度】一\n【令和5年度】二",
        2024,
        &[("令和4年度", None), ("令和5年度", None)],
    );
    for text in [
        "【令和6年度】\n・一つ",
        "【令和5年度】\n・一つ\n【令和6年度】\n・二つ",
        "・令和5年度に引き続き実施しました。",
        "令和5年度から始めた事業です。",
        "【新規】令和5年度",
    ] {
        check_year(text, 2024, &[]);
    }
}

#[test]
fn what_stands_around_is_told() {
    let slip = &slips("一行目\n一二三四五六七八九十尐一二三四五六七八九十\n三行目")[0];
    assert_eq!(
        (slip.before.as_str(), slip.after.as_str()),
        ("三四五六七八九十", "一二三四五六七八")
    );
    let slip = &slips("一行目\n尐")[0];
    assert_eq!((slip.before.as_str(), slip.after.as_str()), ("", ""));
}

#[test]
fn a_proposal_is_for_the_text_that_it_was_made_for() {
    let slip = &slips("多尐の尐年")[1];
    assert_eq!(slip.corrected("多尐の尐年").unwrap(), "多尐の少年");
    assert_eq!(slip.corrected("多少の少年"), None);
    assert_eq!(slip.corrected("多"), None);
}

fn suspicious() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[カキー力二口工八夕卜へべヘベぺ一－\\-―ケコミの民を尐单⼒⼀⼆⻑⺌]{1,3}",
        "[ｶﾊﾍﾞﾟｰ｡､･｢｣]{1,3}",
        "[かカハヘe\u{3099}\u{309A}\u{301}\u{200B}\u{FEFF}\u{FE00}\u{E0100}]{1,3}",
        "[（）()「」『』【】≪≫\\[\\]1ア\n \u{A0}・■]{1,3}",
        "(【|〔|H|Ｒ|平成|令和|20|元|31|3２|6|年度|年|月|5|】|：|\u{200B}|\n){1,6}",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8 * ProptestConfig::default().cases))]

    #[test]
    fn what_is_found_stands_apart_in_the_text(text in suspicious(), year in 2016..2026) {
        for slips in [slips(&text), slips_of_year(&text, FiscalYear(year), FirstReiwa::Gannen)] {
            let mut end = 0;
            for slip in slips {
                prop_assert!(slip.range.start >= end && !slip.range.is_empty());
                prop_assert_eq!(text.get(slip.range.clone()), Some(slip.found.as_str()));
                prop_assert_ne!(Some(&slip.found), slip.proposed.as_ref());
                end = slip.range.end;
            }
        }
    }

    #[test]
    fn to_accept_a_proposal_leaves_less_to_look_at(text in suspicious(), year in 2016..2026) {
        for first in [FirstReiwa::Gannen, FirstReiwa::Heisei31] {
            let find = |text: &str| slips_of_year(text, FiscalYear(year), first);
            let before = find(&text);
            for slip in &before {
                let Some(corrected) = slip.corrected(&text) else { continue };
                let after = find(&corrected);
                prop_assert!(
                    after.len() < before.len(),
                    "{:?} -> {:?}: {:?} -> {:?}", text, corrected, before, after
                );
            }
        }
    }
}
