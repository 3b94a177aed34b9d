//! What 点検 found, in words.

use crate::domain::check::FindingKind;

/// One finding, without its place.
pub fn finding(kind: &FindingKind) -> String {
    match kind {
        FindingKind::NoNarrative => "実施状況が未入力です。".to_owned(),
        FindingKind::NoStatus => "進捗状況が未入力です。".to_owned(),
        FindingKind::NoLead => "所管課がありません。".to_owned(),
        FindingKind::NumberTwice(number) => {
            format!("番号「{number}」が、同じ施策の方向に2つあります。")
        }
        FindingKind::Suspicious { found, proposed: Some(proposed), context } => {
            format!("「{found}」は「{proposed}」の誤りと思われます。（…{context}…）")
        }
        FindingKind::Suspicious { found, proposed: None, context } => {
            let code: Vec<_> = found.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
            format!(
                "ほかのパソコンで表示や印刷ができない文字（{}）です。（…{context}…）",
                code.join(" ")
            )
        }
    }
}
