//! Signs and counted words with which titles begin.

use crate::domain::fold::fold_case;

/// Signs that stand before headings or around them.
pub(super) fn is_mark(c: char) -> bool {
    "■□●○◎◆◇▼▽★☆・【】〔〕＜＞<>≪≫《》〈〉[]［］「」".contains(c)
}

/// The sign or the counted word with which a title begins: ■しごと, 分野1 しごと.
pub(super) fn title_sign(text: &str) -> Option<&str> {
    const WORDS: [&str; 15] = [
        "分野",
        "テーマ",
        "視点",
        "大項目",
        "中項目",
        "項目",
        "重点項目",
        "重点分野",
        "プロジェクト",
        "重点プロジェクト",
        "戦略",
        "領域",
        "課題",
        "ビジョン",
        "アクション",
    ];
    let text = text.trim();
    let first = text.chars().next()?;
    let word = WORDS.into_iter().find(|word| {
        let rest = text.strip_prefix(word).map(fold_case);
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    let is_lettered = first.is_ascii_alphabetic() && text[1..].starts_with(char::is_whitespace);
    let is_sign = is_lettered || (is_mark(first) && !"・「」".contains(first));
    word.or_else(|| is_sign.then(|| &text[..first.len_utf8()]))
}
