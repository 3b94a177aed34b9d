//! What the rules of the nouns refuse, in words.

use super::Notice;
use crate::domain::{Book, Field, Invalid, Key, Noun, text};

/// The word for a kind of record.
pub const fn noun(noun: Noun) -> &'static str {
    noun.label()
}

/// The word for a field.
pub const fn field(field: Field) -> &'static str {
    field.label()
}

impl From<&Invalid> for Notice {
    fn from(invalid: &Invalid) -> Self {
        let (what, remedy) = match invalid {
            Invalid::Blank(at) => (
                format!("{}が入力されていません。まだ保存していません。", field(*at)),
                format!("{}を入力してください。", field(*at)),
            ),
            Invalid::TooLong { field: at, chars, of } => (
                format!(
                    "{}{}が長すぎます（{chars}字）。まだ保存していません。",
                    quoted(of),
                    field(*at)
                ),
                format!("{}字以内にしてください。", text::MAX_CHARS),
            ),
            Invalid::ControlCharacter(at) => (
                format!("{}に、保存できない制御文字が含まれています。", field(*at)),
                "その部分を入力し直してください。".to_owned(),
            ),
            Invalid::LineBreak(at) => (
                format!("{}には改行を入れられません。", field(*at)),
                "1行で入力してください。".to_owned(),
            ),
            Invalid::DuplicateName(name) => (
                format!("「{name}」は、すでにあります。まだ保存していません。"),
                "別の名前にしてください。".to_owned(),
            ),
            Invalid::InUse { key, uses } => (
                format!(
                    "この{}は{uses}件で使われているため、削除できません。何も変えていません。",
                    noun(key.noun())
                ),
                match key.noun() {
                    Noun::Department | Noun::Status => {
                        "今後使わない場合は「廃止」にしてください。印刷には残ります。"
                    }
                    _ => "先に、中にあるものを移すか削除してください。",
                }
                .to_owned(),
            ),
            Invalid::ClosedYear(_) => (
                "締めた年度の実施状況です。何も変えていません。".to_owned(),
                "変える場合は、「台帳」の「年度」で締めを解除してください。".to_owned(),
            ),
            Invalid::Dangling(key) => (
                format!("選ばれている{}が見つかりません。何も変えていません。", noun(key.noun())),
                "選び直してください。".to_owned(),
            ),
            Invalid::DepartmentTwice => (
                "同じ課が2回選ばれています。まだ保存していません。".to_owned(),
                "所管課・関連課のどちらか一方にしてください。".to_owned(),
            ),
            Invalid::OwnSuccessor => (
                "統合先をたどると、元の課に戻ってしまいます。まだ保存していません。".to_owned(),
                "別の課を統合先に選んでください。".to_owned(),
            ),
            Invalid::TooManySuccessors => (
                format!(
                    "統合先のつながりが長すぎます（{}課まで）。何も変えていません。",
                    Book::MOST_SUCCESSORS
                ),
                "いまある課を、直接の統合先に選んでください。".to_owned(),
            ),
            Invalid::YearOutOfRange(year) => (
                format!("「{year}」は年度として使えません。何も変えていません。"),
                "平成30年度、令和元年度、2019年度のように入力してください。".to_owned(),
            ),
            Invalid::EndsBeforeItBegins => (
                "終了年度が、開始年度より前になっています。まだ保存していません。".to_owned(),
                "年度を選び直してください。".to_owned(),
            ),
            Invalid::OutOfRange(at) => (
                format!("{}が、使える範囲にありません。まだ保存していません。", field(*at)),
                format!("{}を選び直してください。", field(*at)),
            ),
            Invalid::NoColumn => (
                "印刷する列がありません。まだ保存していません。".to_owned(),
                "列を1つ以上選んでください。".to_owned(),
            ),
            Invalid::TooMany(of) => (
                format!(
                    "{}が多すぎます（1つのファイルに{}件まで）。何も変えていません。",
                    noun(*of),
                    Book::most(*of)
                ),
                "使わなくなったものを削除するか、計画を別のファイルに分けてください。".to_owned(),
            ),
            Invalid::LastTemplate => (
                "様式は1つ以上必要なため、最後の様式は削除できません。何も変えていません。".to_owned(),
                "先に、別の様式を作ってください。".to_owned(),
            ),
            Invalid::OtherPlan => (
                "計画そのものを削除したり、別の計画に置き換えたりはできません。何も変えていません。"
                    .to_owned(),
                "別の計画は、新しいファイルで作成してください。".to_owned(),
            ),
            Invalid::Stale(key) => (
                format!(
                    "編集している間に、この{}がほかで書き換えられました。上書きはしていません。",
                    noun(key.noun())
                ),
                "いまの内容を確かめて、もう一度編集してください。".to_owned(),
            ),
            Invalid::Empty => (
                "変更するものがありません。何も変えていません。".to_owned(),
                String::new(),
            ),
        };
        // The key of a row tells a clerk nothing: it belongs in the detail.
        let detail = match invalid {
            Invalid::InUse { key, .. } | Invalid::Dangling(key) | Invalid::Stale(key) => row(*key),
            other => other.to_string(),
        };
        Self::new(what, remedy, detail)
    }
}

/// Why a value is refused, alone.
pub(super) fn refused(invalid: &Invalid) -> String {
    match invalid {
        Invalid::Blank(at) => format!("{}がありません。", field(*at)),
        Invalid::TooLong { field: at, chars, of } => {
            let of = quoted(of);
            format!("{of}{}が長すぎます（{chars}字。{}字まで）。", field(*at), text::MAX_CHARS)
        }
        Invalid::ControlCharacter(at) => {
            format!("{}に、保存できない制御文字が含まれています。", field(*at))
        }
        Invalid::LineBreak(at) => format!("{}に改行があります。", field(*at)),
        Invalid::DuplicateName(name) => format!("「{name}」が二つあります。"),
        Invalid::DepartmentTwice => "同じ課が二度書かれています。".to_owned(),
        Invalid::YearOutOfRange(year) => format!("「{year}」は年度として使えません。"),
        Invalid::EndsBeforeItBegins => "終了年度が、開始年度より前です。".to_owned(),
        Invalid::OutOfRange(at) => format!("{}が、使える範囲にありません。", field(*at)),
        Invalid::TooMany(of) => {
            format!("{}が多すぎます（1つのファイルに{}件まで）。", noun(*of), Book::most(*of))
        }
        Invalid::TooManySuccessors => {
            format!("統合先のつながりが長すぎます（{}課まで）。", Book::MOST_SUCCESSORS)
        }
        Invalid::InUse { .. }
        | Invalid::Dangling(_)
        | Invalid::OtherPlan
        | Invalid::ClosedYear(_)
        | Invalid::NoColumn
        | Invalid::LastTemplate
        | Invalid::OwnSuccessor
        | Invalid::Stale(_)
        | Invalid::Empty => "この内容は保存できません。".to_owned(),
    }
}

/// 「直売所の整備」の, before what is said of a record.
pub(super) fn quoted(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("「{name}」の") }
}

fn row(key: Key) -> String {
    format!("{key:?}")
}
