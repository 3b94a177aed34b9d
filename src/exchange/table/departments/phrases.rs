//! What cells say of departments beside their names.

use super::is_department;
use crate::domain::fold::fold_case;
use crate::domain::text::is_ditto;

/// Words that stand for departments without naming one.
const ALL: [&str; 12] = [
    "全課",
    "全庁",
    "全部署",
    "全部局",
    "各課",
    "関係課",
    "関係各課",
    "庁内各課",
    "各所管課",
    "各担当課",
    "関係部署",
    "全所属",
];

/// The department that a phrase names, none or one; `None` for what is a plain name.
pub(super) fn phrase(text: &str) -> Option<Vec<String>> {
    // 企画課→政策課（R6～): the one that there is now.
    if let Some((_, now)) = text.rsplit_once(['→', '⇒', '➡']) {
        let now = now.split(['（', '(']).next().unwrap_or_default().trim();
        return is_department(now).then(|| vec![now.to_owned()]);
    }
    if let Some(base) = without_contact(text) {
        return Some(Vec::from_iter((!base.is_empty()).then(|| base.to_owned())));
    }
    if is_ditto(text) {
        return Some(Vec::new());
    }
    if ALL.contains(&text) {
        return Some(vec![text.to_owned()]);
    }
    let base = without_others(text)?.trim();
    Some(Vec::from_iter((!base.is_empty()).then(|| base.to_owned())))
}

/// 高齢課 of 高齢課（内線123）; `None` for what names no telephone.
fn without_contact(text: &str) -> Option<&str> {
    const WORDS: [&str; 8] = ["内線", "℡", "TEL", "Tel", "tel", "電話", "（内", "(内"];
    let is_number = |rest: &str| {
        rest.trim_start_matches([':', '：', '.', '．', ' ', '　']).starts_with(char::is_numeric)
    };
    let at = WORDS.iter().find_map(|word| {
        let at = text.find(word)?;
        is_number(&text[at + word.len()..]).then_some(at)
    })?;
    Some(text[..at].trim_end_matches(['（', '(', ' ', '　']))
}

/// 企画課 of 企画課ほか, 企画課 外3課 and 企画課等; the empty text of 外3課.
fn without_others(text: &str) -> Option<&str> {
    let counted = text.trim_end_matches(['課', '室', '部', '局', '署', '所', '属']);
    let uncounted = counted.trim_end_matches(|c: char| c.is_numeric());
    let is_counted = uncounted.len() < counted.len() && counted.len() < text.len();
    let text = if is_counted { uncounted } else { text };
    let base = ["ほか", "外", "他", "等"].into_iter().find_map(|word| text.strip_suffix(word))?;
    let base = base.trim_end_matches(['、', '・']);
    let is_whole = is_counted && base.trim().is_empty();
    (is_whole || is_department(base.trim_end())).then_some(base)
}

/// Whether a bracket says something about the department rather than naming another: （旧）, （R6～）.
pub(super) fn is_aside(content: &str) -> bool {
    let folded = fold_case(content);
    let is_since =
        folded.ends_with(['~', '～', '-']) || folded.ends_with("から") || folded.ends_with("まで");
    let is_number = !content.is_empty() && content.trim().chars().all(char::is_numeric);
    is_number
        || without_contact(content).is_some()
        || matches!(
            folded.as_str(),
            "旧" | "新" | "現" | "元" | "仮" | "仮称" | "予定" | "主" | "主担当"
        )
        || (is_since && folded.contains(|c: char| c.is_ascii_digit() || c == '元'))
}

/// Whether a cell names a department that there was: （旧）観光課.
pub(super) fn is_former(text: &str) -> bool {
    text.lines()
        .any(|line| ["（旧）", "(旧)", "旧"].iter().any(|mark| line.trim_start().starts_with(mark)))
}
