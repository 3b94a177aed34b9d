//! The names of steps, as in 「元に戻す：施策の編集」.

use super::invalid::noun;
use crate::domain::{Approval, Noun, Op};
use crate::store::Entry;

/// What a commit did, e.g. 施策「直売所の整備」の編集.
pub fn step(op: Op, subject: &str) -> String {
    let of = |kind: Noun, act: &str| match subject {
        "" => format!("{}の{act}", noun(kind)),
        subject => format!("{}「{subject}」の{act}", noun(kind)),
    };
    match op {
        Op::Create => "ファイルの作成".to_owned(),
        Op::Import if subject.is_empty() => "取り込み".to_owned(),
        Op::Import => format!("「{subject}」の取り込み"),
        Op::Rollover => format!("{subject}への年度更新"),
        Op::Merge => format!("「{subject}」の統合"),
        Op::Add(kind) => of(kind, "追加"),
        Op::Edit(kind) => of(kind, "編集"),
        Op::EditSeveral(_) => subject.to_owned(),
        Op::Move(kind) => of(kind, "並べ替え"),
        Op::Delete(kind) => of(kind, "削除"),
        Op::Retire(kind) => of(kind, "廃止"),
        Op::Reinstate(kind) => of(kind, "廃止の取消し"),
        Op::Reorganise => format!("組織改正（{subject}）"),
        Op::Restore if subject.is_empty() => "復元".to_owned(),
        Op::Restore => format!("{subject}の復元"),
        Op::Approve(Approval::None) => of(Noun::Implementation, "確認の取消し"),
        Op::Approve(Approval::Department) => of(Noun::Implementation, "課確認"),
        Op::Approve(Approval::Confirmed) => of(Noun::Implementation, "確定"),
        Op::SendBack => of(Noun::Implementation, "差戻し"),
        Op::Keep => format!("保存版「{subject}」の作成"),
        Op::Discard => format!("保存版「{subject}」の削除"),
        Op::Recover => format!("保存版「{subject}」の削除の取消し"),
        Op::HandOut => format!("{subject}への配布"),
        Op::Confine => format!("{subject}の入力用ファイルの作成"),
        Op::Submit => format!("{subject}の提出"),
        Op::Withdraw => format!("{subject}の提出の取消し"),
        Op::Undo => format!("元に戻す：{subject}"),
        Op::Redo => format!("やり直す：{subject}"),
    }
}

/// A line of the history, also for what a later version wrote.
pub fn entry(entry: &Entry) -> String {
    let subject = entry.subject.as_str();
    match (entry.op, entry.reverted) {
        // With the kind of what was taken back, which its name alone does not tell.
        (Some(op @ (Op::Undo | Op::Redo)), Some(reverted)) => step(op, &step(reverted, subject)),
        (Some(op), _) => step(op, subject),
        (None, _) => format!("新しいバージョンでの操作 {subject}"),
    }
}
