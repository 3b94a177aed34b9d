//! The municipality whose plan a title names.

/// Cities whose names hold 村 in the middle.
const INNER: [&str; 3] = ["東村山市", "武蔵村山市", "八日市場市"];

/// Compounds that may follow the name of a city and begin like another ending.
const COMPOUNDS: [&str; 13] = [
    "市民",
    "市街",
    "市場",
    "市役",
    "市立",
    "市制",
    "市長",
    "町会",
    "町内",
    "町民",
    "村民",
    "村おこし",
    "町村",
];

/// Words that end like the name of a municipality.
const COMMON: [&str; 6] = ["都市", "市町村", "農村", "山村", "漁村", "地区"];

/// The municipality whose name a plan's name begins with. 市 and 町 occur within names as well
/// (四日市市, 町田市, 大町市), and right behind them (小平市町会…).
pub(super) fn municipality(plan: &str) -> Option<&str> {
    let plan = plan.trim_start_matches(['「', '『']);
    let start = prefecture(plan) + edition(&plan[prefecture(plan)..]);
    let body = &plan[start..];
    if let Some(name) = INNER.iter().find(|name| body.starts_with(**name)) {
        return Some(&body[..name.len()]);
    }
    let is_ending = |c: char| matches!(c, '市' | '町' | '村' | '区');
    let mut end = body
        .char_indices()
        .skip(1)
        .take(8)
        .take_while(|(_, c)| !c.is_whitespace() && !"「」『』・、（）()".contains(*c))
        .find(|(_, c)| is_ending(*c))
        .map(|(at, c)| at + c.len_utf8());
    while let Some(at) = end {
        let rest = &body[at..];
        let grows = rest.starts_with(['市', '町', '村'])
            && !COMPOUNDS.iter().any(|compound| rest.starts_with(compound));
        if !grows {
            break;
        }
        end = rest.chars().next().map(|c| at + c.len_utf8());
    }
    match end.map(|end| &body[..end]).filter(|name| !COMMON.contains(name)) {
        Some(name) => Some(name),
        None => Some(&plan[..prefecture(plan)]).filter(|name| !name.is_empty()),
    }
}

/// The length of a prefecture's name at the start.
fn prefecture(plan: &str) -> usize {
    let fixed = ["東京都", "北海道", "京都府", "大阪府"];
    if let Some(name) = fixed.iter().find(|name| plan.starts_with(**name)) {
        return name.len();
    }
    // 山県市 is a city.
    let mut chars = plan.char_indices().skip(2).take(2);
    chars.find(|(_, c)| *c == '県').map_or(0, |(at, c)| at + c.len_utf8())
}

/// The length of 第2期, 第二次, 改訂版 and the like at the start.
fn edition(plan: &str) -> usize {
    let numbered = plan.strip_prefix('第').and_then(|rest| {
        let (number, rest) = rest.split_once(['期', '次'])?;
        (number.chars().count() <= 3).then_some(plan.len() - rest.len())
    });
    let length = numbered
        .or_else(|| {
            ["改訂版", "改定版", "新"].iter().find(|word| plan.starts_with(**word)).map(|w| w.len())
        })
        .unwrap_or(0);
    let rest = &plan[length..];
    length + rest.len() - rest.trim_start().len()
}
