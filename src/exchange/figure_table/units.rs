//! Units, where they stand beside figures and names.

use crate::domain::fold::fold_case;

/// A name without the unit in brackets behind it: 来場者数（人）.
pub(super) fn unit_of(name: &str) -> (String, Option<String>) {
    const UNITS: &[&str] = &[
        "人",
        "件",
        "%",
        "円",
        "千円",
        "万円",
        "百万円",
        "億円",
        "社",
        "店",
        "店舗",
        "箇所",
        "か所",
        "ヶ所",
        "ヵ所",
        "回",
        "戸",
        "世帯",
        "台",
        "ha",
        "km",
        "m",
        "m2",
        "㎡",
        "t",
        "トン",
        "kg",
        "g",
        "団体",
        "校",
        "施設",
        "点",
        "位",
        "歳",
        "日",
        "時間",
        "分",
        "冊",
        "組",
        "名",
        "棟",
        "区画",
        "路線",
        "本",
        "園",
        "地区",
        "自治体",
        "組織",
        "事業",
        "事業所",
        "経営体",
        "千人",
        "万人",
        "人泊",
        "千t-co2",
        "t-co2",
        "ポイント",
        "倍",
        "種類",
        "頭",
        "基",
        "床",
        "株",
        "法人",
        "年",
        "か月",
        "kwh",
        "kw",
        "拠点",
        "教室",
        "講座",
        "商品",
        "品",
        "品目",
        "作品",
        "隻",
        "人/年",
        "回/年",
        "件/年",
        "人/日",
        "g/人日",
        "g/人・日",
        "‰",
    ];
    let inner = || {
        let rest = name.strip_suffix(['）', ')'])?;
        let at = rest.rfind(['（', '('])?;
        let (before, bracket) = rest.split_at(at);
        let unit = bracket.trim_start_matches(['（', '(']);
        let unit =
            unit.strip_prefix("単位：").or_else(|| unit.strip_prefix("単位:")).unwrap_or(unit);
        let is_unit = UNITS.contains(&fold_case(unit.trim()).as_str()) && !before.trim().is_empty();
        is_unit.then(|| (before.trim().to_owned(), unit.trim().to_owned()))
    };
    match inner() {
        Some((name, unit)) => (name, Some(unit)),
        None => (name.to_owned(), None),
    }
}

/// The unit behind a number: 15 件, 97.6％.
pub(super) fn unit_behind(text: &str) -> Option<String> {
    let text: String = fold_case(text).chars().filter(|c| !c.is_whitespace()).collect();
    let digits = text.trim_start_matches(['△', '▲', '-', '約']);
    let end = digits.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.'))?;
    let unit = digits[end..].trim_end_matches(['以', '上', '下', '程', '度']);
    let is_unit = !unit.is_empty()
        && unit != "割"
        && !unit.chars().any(|c| c.is_ascii_digit() || "~/〜()".contains(c));
    (end > 0 && is_unit).then(|| unit.to_owned())
}
