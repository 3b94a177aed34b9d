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

/// Words in the place of a department that name none.
const NOBODY: [&str; 9] =
    ["ほか", "他", "外", "等", "その他", "未定", "調整中", "検討中", "その他関係課"];

/// What stands in brackets behind a department and says what it does: 建設課（主）.
const ROLES: [&str; 10] =
    ["主", "副", "正", "主管", "主務", "主担当", "副担当", "幹事", "主管課", "主担当課"];

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
    if NOBODY.contains(&text) {
        return Some(Vec::new());
    }
    if let Some(base) = without_role(text).or_else(|| without_person(text)) {
        return Some(vec![base.to_owned()]);
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

/// 建設課 of 建設課（主）.
fn without_role(text: &str) -> Option<&str> {
    let inner = text.strip_suffix(['）', ')', '］', ']', '】'])?;
    let open = inner.rfind(['（', '(', '［', '[', '【'])?;
    let role = inner[open..].trim_start_matches(['（', '(', '［', '[', '【']);
    let base = text[..open].trim_end();
    (ROLES.contains(&role.trim()) && is_department(base)).then_some(base)
}

/// 健康課 of 健康課 佐藤 and 健康課長, 総務課 of 総務課 財政係.
fn without_person(text: &str) -> Option<&str> {
    const LONGEST: usize = 6;
    if let Some(base) = text.strip_suffix('長') {
        return base.ends_with(['課', '部', '室', '局']).then_some(base);
    }
    let (base, person) = text.split_once([' ', '　'])?;
    let is_name = |name: &str| {
        name.chars().count() <= LONGEST
            && name
                .chars()
                .all(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '々' | 'ぁ'..='ヺ' | ' ' | '　'))
    };
    let is_part = person.ends_with(['係', '班']) || !is_department(person);
    (base.ends_with(['課', '室']) && is_name(person) && is_part).then_some(base)
}

/// Whether a bracket says something about the department rather than naming another: （旧）, （R6～）.
pub(super) fn is_aside(content: &str) -> bool {
    let folded = fold_case(content);
    let is_since =
        folded.ends_with(['~', '～', '-']) || folded.ends_with("から") || folded.ends_with("まで");
    let is_number = !content.is_empty() && content.trim().chars().all(char::is_numeric);
    is_number
        || without_contact(content).is_some()
        || matches!(folded.as_str(), "旧" | "新" | "現" | "元" | "仮" | "仮称" | "予定")
        || ROLES.contains(&content.trim())
        || (is_since && folded.contains(|c: char| c.is_ascii_digit() || c == '元'))
}

/// Whether a cell names a department that there was: （旧）観光課.
pub(super) fn is_former(text: &str) -> bool {
    text.lines()
        .any(|line| ["（旧）", "(旧)", "旧"].iter().any(|mark| line.trim_start().starts_with(mark)))
}
