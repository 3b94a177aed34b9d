//! What is said while a narrative is written.

use super::Notice;
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
    let to = approval.label();
    format!("本文がまだ入力されていないため、「{to}」にできません。先に本文を入力してください。")
}

/// A field that was typed in, and what others have stored there meanwhile.
pub fn overtaken(field: &str, theirs: &str) -> String {
    /// Enough to know it by.
    const CHARS: usize = 60;
    let line = theirs.replace('\n', " ");
    let shown: String = line.chars().take(CHARS).collect();
    let more = if line.chars().nth(CHARS).is_some() { "…" } else { "" };
    match shown.as_str() {
        "" => format!("{field}：ほかで、空にされています。"),
        shown => format!("{field}：ほかで「{shown}{more}」に変えられています。"),
    }
}

/// Told at once where others have changed what is being typed.
pub fn overtaken_draft(fields: &[&str]) -> String {
    let fields = fields.join("・");
    format!(
        "入力中の{fields}も、ほかで変えられています。入力はそのまま残し、保存するときに確かめます。"
    )
}

/// Others have deleted what was being typed in.
pub fn gone(name: &str, typed: &str) -> Notice {
    Notice::new(
        format!(
            "入力していた「{name}」は、ほかで削除されました。入力していた内容は、保存していません。"
        ),
        "入力していた内容は「くわしい情報」で見られます。削除されたものは「変更履歴」から戻せます。",
        typed,
    )
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
