//! What is said while a narrative is written.

use crate::domain::Approval;
use crate::domain::writing::Did;

/// What an approval makes of an entry, as a step.
pub const fn approve(approval: Approval) -> &'static str {
    match approval {
        Approval::None => "入力中に戻す",
        Approval::Department => "課確認にする",
        Approval::Confirmed => "確定にする",
    }
}

/// Nothing is written that could be agreed to.
pub fn nothing_to_approve(approval: Approval) -> String {
    let to = super::approval(approval);
    format!("本文がまだ入力されていないため、「{to}」にできません。先に本文を入力してください。")
}

/// What was mended in a text that was pasted.
pub fn pasted(did: &[Did]) -> String {
    let did: Vec<&str> = did.iter().map(|did| mended(*did)).collect();
    format!("貼り付けた文を整えました（{}）。", did.join("、"))
}

const fn mended(did: Did) -> &'static str {
    match did {
        Did::Quotes => "表計算の引用符を除去",
        Did::Invisible => "見えない文字を除去",
        Did::Spaces => "特殊な空白を普通の空白に",
        Did::Bullets => "行頭の記号を「・」に",
        Did::Tabs => "タブを空白に",
        Did::Lines => "文の途中の改行をつなぐ",
    }
}
