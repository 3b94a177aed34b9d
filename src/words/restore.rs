//! Why something cannot be brought back, in words.

use super::Notice;
use super::invalid::noun;
use crate::domain::Invalid;

/// What a restoration would break.
pub fn not_restored(invalid: &Invalid) -> Notice {
    let (what, remedy) = match invalid {
        Invalid::Dangling(key) => (
            format!(
                "戻す内容で使われている{}が、いまはありません。何も変えていません。",
                noun(key.noun())
            ),
            format!(
                "先に、その{}を削除した変更を選んで元に戻すか、「この変更より後を取り消す」で全体を戻してください。",
                noun(key.noun())
            ),
        ),
        Invalid::InUse { key, uses } => (
            format!(
                "戻すと{}がなくなりますが、いまは{uses}件で使われています。何も変えていません。",
                noun(key.noun())
            ),
            "先に、使っている所を選び直してください。".to_owned(),
        ),
        Invalid::DuplicateName(name) => (
            format!("戻す名称「{name}」は、いまはほかで使われています。何も変えていません。"),
            "先に、使っている方の名称を変えてください。".to_owned(),
        ),
        other => return Notice::from(other),
    };
    Notice::new(what, remedy, invalid)
}
