use super::*;
use proptest::prelude::*;

fn read(text: &str, unit: &str) -> String {
    let figure = Figure::parse(text, unit);
    let kind = match &figure {
        Figure::Number(_) => "number ",
        Figure::Text(_) => "text ",
        _ => "",
    };
    format!("{kind}{figure}")
}

#[test]
fn figures_are_read_as_they_are_typed() {
    for (text, unit, expected) in [
        ("", "", ""),
        (" 　", "", ""),
        ("0", "", "number 0"),
        ("△5", "", "number △5"),
        ("▲5", "", "number △5"),
        ("-5", "", "number △5"),
        ("−5", "", "number △5"),
        ("－５", "", "number △5"),
        ("△ 5.0", "", "number △5.0"),
        ("-0", "", "number 0"),
        ("-", "", "―"),
        ("－", "", "―"),
        ("―", "", "―"),
        ("—", "", "―"),
        ("ー", "", "―"),
        ("該当なし", "", "―"),
        ("1,234", "", "number 1234"),
        ("１，２３４", "", "number 1234"),
        ("97.6％", "％", "number 97.6"),
        ("97.6%", "％", "number 97.6"),
        ("97.60", "", "number 97.60"),
        ("97.6％", "人", "text 97.6％"),
        ("毎年500人以上", "人", "number 500以上"),
        ("500人以上", "", "text 500人以上"),
        ("30以下", "", "number 30以下"),
        ("30 件程度", "件", "number 30程度"),
        ("20～30", "", "number 20～30"),
        ("20人〜30人", "人", "number 20～30"),
        ("20~30程度", "", "number 20～30程度"),
        ("30～20", "", "text 30～20"),
        ("20～30以上", "", "text 20～30以上"),
        ("120万人", "万人", "number 120"),
        ("120万人", "人", "text 120万人"),
        ("1/3", "", "text 1/3"),
        ("９割以上", "", "text ９割以上"),
        ("+3%", "％", "text +3%"),
        ("維持", "", "text 維持"),
        ("007", "", "text 007"),
        ("1,23", "", "text 1,23"),
        ("1234,567", "", "text 1234,567"),
        (".5", "", "text .5"),
        ("5.", "", "text 5."),
        ("1e5", "", "text 1e5"),
        ("1234567890123456", "", "text 1234567890123456"),
        ("0.1234567", "", "text 0.1234567"),
        ("集計中", "", "集計中"),
        ("（集計中）", "", "集計中"),
        ("未公表", "", "未公表"),
        ("調査年でない", "", "調査年でない"),
        ("95（速報値）", "", "number 95（速報値）"),
        ("95人（速報）", "人", "number 95（速報値）"),
        ("概ね順調（速報値）", "", "text 概ね順調（速報値）"),
        ("（速報値）", "", "text （速報値）"),
        ("現状\n維持", "", "text 現状 維持"),
    ] {
        assert_eq!(read(text, unit), expected, "{text:?} in {unit:?}");
    }
}

#[test]
fn numbers_are_printed_with_commas_and_half_up() {
    let printed = |text, decimals| Figure::parse(text, "").printed(decimals);
    assert_eq!(printed("1234567.5", None), "1,234,567.5");
    assert_eq!(printed("△1234", None), "△1,234");
    assert_eq!(printed("△123", None), "△123");
    assert_eq!(printed("0.125", Some(2)), "0.13");
    assert_eq!(printed("△0.125", Some(2)), "△0.13");
    assert_eq!(printed("△0.04", Some(1)), "0.0");
    assert_eq!(printed("5", Some(1)), "5.0");
    assert_eq!(printed("1000～2000", None), "1,000～2,000");
    assert_eq!(printed("1500以上", None), "1,500以上");
    assert_eq!(printed("集計中", Some(1)), "集計中");
}

#[test]
fn what_is_printed_differently_is_another_figure() {
    assert_ne!(Figure::parse("97.6", ""), Figure::parse("97.60", ""));
    assert_eq!(Figure::parse("97.60", ""), Figure::parse("９７.６０", ""));
    assert_ne!(Figure::parse("0", ""), Figure::parse("―", ""));
    assert_ne!(Figure::parse("0", ""), Figure::Blank);
}

#[test]
fn a_log_holds_a_figure_as_its_text() {
    let json = serde_json::to_string(&Figure::parse("1,234.50（速報値）", "")).unwrap();
    assert_eq!(json, "\"1234.50（速報値）\"");
    let back: Figure = serde_json::from_str(&json).unwrap();
    assert_eq!(back, Figure::parse("1234.50", "").with_provisional(true));
}

prop_compose! {
    fn decimals()(mantissa in -10_i64.pow(12)..10_i64.pow(12), scale in 0..=MAX_DECIMALS) -> Decimal {
        Decimal::new(mantissa, scale)
    }
}

fn figures() -> impl Strategy<Value = Figure> {
    let bounds =
        prop::sample::select(vec![Bound::Exact, Bound::AtLeast, Bound::AtMost, Bound::About]);
    let number = (decimals(), prop::option::of(decimals()), bounds).prop_filter_map(
        "the ends of a range in order",
        |(value, upper, bound)| {
            let number = match upper {
                Some(upper) => Number::range(value, upper),
                None => Number::new(value),
            };
            Some(Figure::Number(number?.bounded(bound)))
        },
    );
    let words = prop::sample::select(vec!["", "集計中", "未公表", "調査年でない", "―", "維持"]);
    let all = prop_oneof![
        number,
        words.prop_map(|word| Figure::parse(word, "")),
        "[0-9０-９,.△～〜人万%％以上下速報値（）()維 ー-]{0,12}"
            .prop_map(|text| Figure::parse(&text, "")),
    ];
    (all, any::<bool>()).prop_map(|(figure, provisional)| match figure {
        Figure::Number(_) => figure.with_provisional(provisional),
        other => other,
    })
}

proptest! {
    #[test]
    fn a_figure_is_read_back_as_it_was_stored(figure in figures()) {
        prop_assert_eq!(Figure::parse(&figure.to_string(), ""), figure);
    }

    #[test]
    fn a_number_is_read_back_as_it_was_printed(value in decimals()) {
        let figure = Figure::Number(Number::new(value).unwrap());
        prop_assert_eq!(Figure::parse(&figure.printed(None), ""), figure.clone());
        prop_assert_eq!(Figure::parse(&format!("{}件", figure.printed(None)), "件"), figure);
    }
}
