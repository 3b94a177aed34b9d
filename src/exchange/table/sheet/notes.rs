//! Notes and legends among the rows of a list.

use crate::domain::fold::fold_case;

/// ※ …, （注）…, ◎：計画以上 …: a note or a legend.
pub(crate) fn is_note(text: &str) -> bool {
    const SIGNS: &str = "◎○〇◯●△▲▽▼×★☆□■◇◆";
    // 評価 A：達成 B：未達成, ◎ 計画以上 ○ 計画どおり
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ','));
    let is_key = |part: &str| {
        let part = fold_case(part);
        let mut chars = part.chars();
        let key = chars.next();
        key.is_some_and(|key| match chars.next() {
            None => SIGNS.contains(key),
            Some(sign) => matches!(sign, ':' | '=' | '…') && !chars.as_str().is_empty(),
        })
    };
    let keys = parts.filter(|part| is_key(part)).count();
    let text = fold_case(text);
    let text = text.trim_start_matches(['【', '[', '<', '(']);
    // 評価 4:十分達成 3:概ね達成
    let explained = text.match_indices([':', '=', '…']).filter(|(at, _)| {
        text[..*at].ends_with(|c: char| c.is_ascii_alphanumeric() || SIGNS.contains(c))
    });
    if explained.count() > 1 {
        return true;
    }
    let mut chars = text.chars();
    let first = chars.next().unwrap_or(' ');
    let is_legend = chars.next().is_some_and(|c| matches!(c, ':' | '=' | '…'))
        && (SIGNS.contains(first)
            || (first.is_ascii_alphanumeric() && text.matches([':', '=', '…']).count() > 1));
    is_legend
        || keys > 1
        || ["※", "*", "注)", "注:", "注1", "注2", "注3", "備考", "凡例"]
            .iter()
            .any(|sign| text.starts_with(sign))
}
