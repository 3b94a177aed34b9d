//! Files in words: why one is refused, what a backup was taken for, who has one open.

use super::Notice;
use super::invalid::refused;
use crate::store::{
    Backup, Error, ExternalChange, LARGEST, LogBound, Owner, Reason, SidecarNotice,
};
use chrono::{DateTime, FixedOffset};
use std::path::Path;

/// A file that is not where it was said to be.
pub fn missing(file: &Path) -> Notice {
    let Notice { remedy, detail, .. } = Notice::from(&Error::Missing);
    Notice {
        what: format!("ファイル「{}」が見つかりません。", super::path(file)), remedy, detail
    }
}

impl From<&Error> for Notice {
    fn from(error: &Error) -> Self {
        let (what, remedy): (String, &str) = match error {
            Error::Missing => (
                "ファイルが見つかりません。".into(),
                "場所と名前を確かめてください。USBメモリーが抜けていないかも確かめてください。",
            ),
            Error::NoFolder(folder) => (
                format!("フォルダー「{}」が見つかりません。何も書き込んでいません。", super::path(folder)),
                "フォルダーを作るか、別の場所を選んでください。USBメモリーや共有フォルダーの場合は、つながっているか確かめてください。",
            ),
            Error::NoTemporaryFolder { folder, .. } => (
                format!("作業用の一時フォルダー「{}」に、ファイルを作れません。", super::path(folder)),
                "一時フォルダーがあるか、書き込めるかを、パソコンの管理者に確かめてください（場所は、環境変数 TMPDIR、Windows では TEMP で決まります）。",
            ),
            Error::NoHome => (
                "控えなどを置くための、利用者のフォルダー（ホームフォルダー）が決まっていません。".into(),
                "利用者のホームフォルダーの設定（環境変数 HOME）を、パソコンの管理者に確かめてください。",
            ),
            Error::Exists => (
                "同じ名前のファイルがすでにあります。そのファイルは変更していません。".into(),
                "別の名前にしてください。",
            ),
            Error::NameTooLong => (
                "ファイルの名前が長すぎて、書き込むための作業用ファイルを横に作れません。何も変えていません。".into(),
                "名前を、全角なら80文字、半角なら240文字までに短くしてください。",
            ),
            Error::PathTooLong => (
                "ファイルの場所が深すぎて（フォルダーの名前を合わせた長さが、長すぎて）、書き込むための作業用ファイルを横に作れません。何も変えていません。".into(),
                "「ドキュメント」など、もっと浅い場所にするか、フォルダーの名前を短くしてください。",
            ),
            Error::Ending(ending) => {
                return Self::new(
                    format!("書き出すファイルの名前が「.{ending}」で終わっていません。何も書き出していません。"),
                    format!("名前の終わりを「.{ending}」にしてください。"),
                    error,
                );
            }
            Error::OverChanges => (
                "その名前のファイルには、こちらにまだ取り込んでいない変更があります。置き換えると失われるため、置き換えていません。".into(),
                "先に、そのファイルの変更を取り込んでください（「USBから取り込む」、課の入力用ファイルは「返ってきたファイルを開く」、コマンドでは merge）。変更がいらないときは、別の名前か別の場所を選んでください。",
            ),
            Error::FolderDenied(folder) => (
                format!("フォルダー「{}」には書き込めません（読み取り専用か、権限がありません）。何も書き込んでいません。", super::path(folder)),
                "別の場所を選んでください。USBメモリーの場合は、書き込み防止を外してください。",
            ),
            Error::OverDatabase => (
                "書き出す先に、進捗帳のファイルがあります。中のデータが失われるため、置き換えていません。そのファイルは元のままです。".into(),
                "別の名前か、別の場所を選んでください。",
            ),
            Error::NotEntered(cause) => {
                let cause = Self::from(cause.as_ref());
                return Self::new(
                    format!("入力用ファイルは書き出しましたが、配布・回収の記録に残せませんでした。{}", cause.what),
                    "そのファイルは、まだ課に渡さないでください。同じ内容でもう一度配布すると、そのファイルが記録に残ります。",
                    error,
                );
            }
            Error::Empty => (
                "このファイルは空です（0バイト）。何も変えていません。".into(),
                "コピーの途中で止まった可能性があります。元のファイルか控えを開いてください。",
            ),
            Error::NotRegular => (
                "選んだものは、通常のファイルではありません（フォルダー、または機器やパイプなどの特殊なファイルです）。開いていません。何も変えていません。".into(),
                "ファイルを選んでください。",
            ),
            Error::NotSqlite => (
                "このファイルは進捗帳のファイルではありません。何も変えていません。".into(),
                "拡張子が .db の、進捗帳のファイルを選んでください。エクセルやCSVは、はじめの画面の「一覧から作る」か、「ホーム」の「取り込む」から読み込めます。",
            ),
            Error::OtherProgram(_) => (
                "このファイルは別のプログラムのデータです。何も変えていません。".into(),
                "進捗帳のファイルを選んでください。",
            ),
            Error::Newer { .. } => (
                "このファイルは新しいバージョンの進捗帳で作られています。何も変えていません。".into(),
                "最新版の進捗帳で開いてください。",
            ),
            Error::Unreleased { .. } => (
                "このファイルは公開前のバージョンの進捗帳で作られています。何も変えていません。".into(),
                "そのバージョンの進捗帳でJSONに書き出し、このバージョンで新しいファイルに取り込んでください。",
            ),
            Error::WalMode => (
                "このファイルは別のプログラムで書き換えられています。何も変えていません。".into(),
                "元のファイルか控えを開いてください。",
            ),
            Error::ForeignSidecar(path) => (
                format!(
                    "この名前のファイルの横に、ほかのファイルの作業用ファイル「{}」があります。新しいファイルが壊れるおそれがあるため、書き込んでいません。何も変えていません。",
                    super::file_name(path)
                ),
                "ほかの場所へ移したかコピーしたファイルのものであれば、そのファイルと同じ場所に一緒に置いてください。なければ、作業用ファイルを別の場所に移してから、もう一度お試しください。",
            ),
            Error::SidecarNotRegular(path) => (
                format!(
                    "このファイルの横にある「{}」が、通常のファイルではありません（フォルダー、リンク、または機器やパイプなどの特殊なファイルです）。書き込みのための作業用ファイルと同じ名前のため、安全のため、使っていません。何も変えていません。",
                    super::file_name(path)
                ),
                "「-journal」や「-wal」で終わるその名前のものを別の場所に移すか、名前を変えてから、もう一度お試しください。",
            ),
            Error::Schema(_) => (
                "このファイルには、進捗帳が作ったものではない仕掛けや表が含まれています。安全のため、開きませんでした。何も変えていません。".into(),
                "渡した人に確かめ、元のファイルか控えを開いてください。",
            ),
            Error::Damaged(_) => (
                "このファイルは壊れています。これ以上傷めないよう、書き込みはしていません。".into(),
                "控えから作り直してください（画面では、開くときに控えを案内します。コマンドでは restore を使います）。このファイルは消さずに残してください。",
            ),
            Error::Content(invalid) => (
                format!(
                    "このファイルの中身に、進捗帳では作れない値が含まれています。安全のため、開きませんでした。何も変えていません。{}",
                    refused(invalid)
                ),
                "渡した人に確かめ、元のファイルか控えを開いてください。",
            ),
            Error::Log(_) => (
                "このファイルの変更履歴が読めません。何も変えていません。".into(),
                "控えを開いてください。このファイルは消さずに残してください。",
            ),
            Error::LogTooLarge(bound) => (
                format!("このファイルの変更履歴は大きすぎて読めません（{}）。何も変えていません。", log_bound(*bound)),
                "控えを開いてください。このファイルは消さずに残してください。",
            ),
            Error::EditTooLarge => (
                format!("一度に保存できる大きさ（{}まで）を超えています。保存はしていません。ファイルは元のままです。", size(LARGEST)),
                "いくつかに分けて、もう一度お試しください。",
            ),
            Error::OutsideScope => (
                "この入力用ファイルでは、自分の課の施策の、対象年度の実施状況だけを書き換えられます（確定したものは書き換えられません）。何も変えていません。".into(),
                "ほかの箇所に直すところがある場合は、提出先に連絡してください。",
            ),
            Error::Submitted => (
                "このファイルは提出済みのため、書き換えられません。何も変えていません。".into(),
                "直す場合は、「提出を取り消す」を選んでください。直したあとで、もう一度提出してください。",
            ),
            Error::NoEdition => (
                "その保存版は、このファイルにありません。何も変えていません。".into(),
                "保存版の一覧から選び直してください。",
            ),
            Error::SeveralEditions => (
                "その名前の保存版が2つ以上あるため、どれか決められません。何も変えていません。".into(),
                "保存版の一覧に出るとおりに、日付や番号まで付けて指定してください（例：提出版（令和8年6月12日）［2］）。",
            ),
            Error::EditionDamaged => (
                "この保存版は、保存したときの中身と違っています（傷んでいるか、ほかのプログラムで書き換えられています）。開いていません。ほかのデータはそのまま使えます。".into(),
                "控えのファイルから、同じ保存版を開いてください。",
            ),
            Error::ReadOnly => (
                "このファイルには書き込めません（読み取り専用です）。ファイルは元のままです。".into(),
                "USBメモリーの書き込み防止を外すか、パソコンにコピーしてから開いてください。",
            ),
            Error::Full => (
                "空き容量が足りないため、保存できませんでした。ファイルは保存前の状態で残っています。".into(),
                "不要なファイルを消して空きを作り、もう一度保存してください。",
            ),
            Error::Busy | Error::HotJournal => (
                "ほかのプログラムがこのファイルを使っているため、読み書きできません。ファイルは元のままです。".into(),
                "このファイルを使っているプログラム（ほかの進捗帳など）を閉じるか、少し待ってから、もう一度お試しください。",
            ),
            Error::Uncertain(_) => (
                "書き込みの途中でディスクが応答しなくなり、保存できたかどうかを確かめられませんでした。ファイルの内容は、保存する前か、保存したあとのどちらかです。".into(),
                "USBメモリーや共有フォルダーとの接続を確かめてファイルを開き直し、変更が入っているかを確かめてください。横に「-journal」で終わるファイルがあれば、消さずに残してください。",
            ),
            Error::Denied => (
                "このファイルを使う権限がありません。何も変えていません。".into(),
                "場所を変えるか、パソコンの管理者に相談してください。",
            ),
            Error::OtherPlan => (
                "選んだファイルは、別の計画のものです。統合していません。何も変えていません。".into(),
                "同じ計画のファイルを選んでください。",
            ),
            Error::Unrelated => (
                "選んだファイルは、このファイルからコピーしたものではないため、統合できません。何も変えていません。".into(),
                "配布したファイルか、このファイルのコピーを選んでください。一覧だけを取り込む場合は、エクセルなどに書き出し、「ホーム」の「取り込む」から読み込んでください。",
            ),
            Error::Theirs(cause) => {
                let cause = theirs(cause);
                return Self::new(
                    format!("選んだファイルの中身を確かめられないため、統合していません。統合先のファイルは元のままです。{}", cause.what),
                    cause.remedy,
                    error,
                );
            }
            Error::Overtaken => (
                "内容を確かめている間に、このファイルが変わりました。統合していません。何も変えていません。".into(),
                "もう一度、統合するファイルを選んでください。",
            ),
            Error::Undecided(undecided) => (
                format!(
                    "両方で変えた箇所のうち、{}件がまだ決まっていません。統合していません。何も変えていません。",
                    undecided.0.len()
                ),
                "それぞれ、どちらを使うか選んでください。",
            ),
            Error::Invalid(invalid) => return invalid.into(),
            Error::Backup { reason: Reason::Daily, source } => {
                let cause = Self::from(source.as_ref());
                return Self::new(
                    format!("変更は保存しましたが、きょうの控えを取れませんでした。{}", cause.what),
                    cause.remedy,
                    error,
                );
            }
            Error::Backup { reason: Reason::Asked, source } => {
                let cause = Self::from(source.as_ref());
                return Self::new(
                    format!("控えを作れませんでした。ファイルは元のままです。{}", cause.what),
                    cause.remedy,
                    error,
                );
            }
            Error::Backup { source, .. } => {
                let cause = Self::from(source.as_ref());
                return Self::new(
                    format!("先に控えを作れなかったため、作業を始めませんでした。ファイルは元のままです。{}", cause.what),
                    cause.remedy,
                    error,
                );
            }
            Error::ChangedExternally(ExternalChange::Replaced) => (
                "開いているあいだに、ファイルが別のものに置き換えられました。そのファイルには書き込んでいません。画面の内容はそのまま残っています。".into(),
                "「統合して続ける」で両方の変更を合わせるか、「読み直す」で置き換わった内容を開いてください。「別名で保存」でいまの内容を残すこともできます。",
            ),
            Error::ChangedExternally(ExternalChange::Diverged) => (
                "開いているあいだに、ほかの人がファイルを別の内容に変えています。そのファイルには書き込んでいません。画面の内容はそのまま残っています。".into(),
                "「統合して続ける」で両方の変更を合わせるか、「読み直す」で新しい内容を開いてください。「別名で保存」でいまの内容を残すこともできます。",
            ),
            Error::ChangedExternally(ExternalChange::Gone) => (
                "ファイルが元の場所にありません。保存はしていません。画面の内容はそのまま残っています。".into(),
                "USBメモリーを差し直すか共有フォルダーにつなぎ直して、もう一度お試しください。「ファイルと控え」の「別名で保存」で、パソコンに残すこともできます。",
            ),
            Error::NoRoom { needed, free } => (
                format!(
                    "空き容量が足りません（必要：{}、空き：{}）。書き込みはしていません。",
                    size(*needed),
                    size(*free)
                ),
                "不要なファイルを消して空きを作るか、別の場所を選んでください。",
            ),
            Error::TooLarge => (
                "ファイルが大きすぎて、この場所には置けません。書き込みはしていません。".into(),
                "パソコンの中など、別の場所を選んでください。",
            ),
            Error::SameFile => (
                "書き出す先が、いま開いているファイルと同じです。何も変えていません。".into(),
                "別の場所か、別の名前を選んでください。",
            ),
            Error::Cancelled => (
                "途中で取りやめました。書き出す先は元のままです。".into(),
                "",
            ),
            Error::Unproven(_) => (
                "書き出しましたが、読み返して確かめることができませんでした。元のファイルはそのまま残っています。".into(),
                "書き出した先のファイルは使わないでください。別のUSBメモリーか別の場所に、もう一度書き出してください。",
            ),
            Error::NoBackup => (
                "このファイルの控えが見つかりません。何も変えていません。".into(),
                "控えのファイルの場所がわかる場合は、それを指定してください。",
            ),
            Error::SeveralFiles => (
                "同じ名前の別のファイル（ほかの計画や、課の入力用ファイル）の控えもあるため、どれに戻すか決められません。何も変えていません。".into(),
                "控えの一覧で計画と課を確かめ、戻す控えを指定してください。",
            ),
            Error::OtherScope => (
                "選んだ控えは、このファイルのものではありません（計画全体のファイルと課の入力用ファイル、または別の課や年度の入力用ファイルの控えです）。戻していません。何も変えていません。".into(),
                "このファイルの控えを選んでください。課の入力用ファイルの内容を入れる場合は、「統合」を使ってください。",
            ),
            Error::Io(_) => (
                "ファイルの読み書きに失敗しました。ファイルは元のままです。".into(),
                "USBメモリーや共有フォルダーとの接続を確かめて、もう一度お試しください。",
            ),
            Error::Sqlite(_) => (
                "ファイルの読み書きに失敗しました。途中の変更は取り消されています。".into(),
                "もう一度お試しください。続く場合は、控えを取って担当者に相談してください。",
            ),
        };
        Self::new(what, remedy, error)
    }
}

/// Why the other of two files cannot be read. Whose backups there are of it, its owner knows.
pub fn theirs(cause: &Error) -> Notice {
    let notice = called(cause, "選んだファイル");
    if cause.is_about_content() && !matches!(cause, Error::Missing) {
        let remedy = "渡した人に確かめ、元のファイルをもう一度受け取ってください。".to_owned();
        return Notice { remedy, ..notice };
    }
    notice
}

/// An error in words, where there are two files and 「このファイル」 could be either.
pub fn called(error: &Error, name: &str) -> Notice {
    let Notice { what, remedy, detail } = Notice::from(error);
    let named = |text: String| text.replace("このファイル", name);
    Notice { what: named(what), remedy: named(remedy), detail }
}

/// What of a log is too large, with its limit.
fn log_bound(bound: LogBound) -> String {
    match bound {
        LogBound::Bytes { edits: [first, last], limit } if first == last => {
            format!("{first}回目の変更が、{}を超えています", size(limit))
        }
        LogBound::Bytes { edits: [first, last], limit } => {
            format!("{first}回目から{last}回目までの変更が、{}を超えています", size(limit))
        }
        LogBound::Changes { edit, limit } => {
            format!("{edit}回目までの変更が、{limit}件を超えています")
        }
        LogBound::Writers { limit } => {
            format!("統合した内容の記録が、{limit}件を超えています")
        }
    }
}

/// A length in bytes as it is spoken of: 340KB, 1.2MB.
pub fn size(bytes: u64) -> String {
    const KILO: u64 = 1 << 10;
    const MEGA: u64 = 1 << 20;
    match bytes {
        0..KILO => format!("{bytes}バイト"),
        KILO..MEGA => format!("{}KB", bytes / KILO),
        _ => format!("{}.{}MB", bytes / MEGA, bytes % MEGA * 10 / MEGA),
    }
}

/// What a backup was taken for.
pub const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Daily => "その日の最初の変更の前",
        Reason::Migration => "新しいバージョンへの更新の前",
        Reason::Import => "一覧の取り込みの前",
        Reason::Merge => "統合の前",
        Reason::Reread => "ファイルを読み直す前",
        Reason::Restore => "控えからの復元の前",
        Reason::Asked => "自分で取った控え",
    }
}

/// A backup by its time, as the history names what was brought back from it: 6月12日10時24分.
pub fn backup(backup: &Backup) -> String {
    moment(backup.at)
}

/// The file that a backup was taken of: 「みずほ野市総合戦略」の農政課の入力用ファイル. Nothing where it
/// cannot be read.
pub fn backed_up(backup: &Backup) -> String {
    let Some(holds) = &backup.holds else { return String::new() };
    match &holds.department {
        Some(department) => format!("「{}」の{department}の入力用ファイル", holds.plan),
        None => format!("「{}」", holds.plan),
    }
}

/// 6月12日10時24分.
fn moment(at: DateTime<FixedOffset>) -> String {
    at.format("%-m月%-d日%-H時%M分").to_string()
}

/// Why the work in a copy on the PC could not be written back to its file.
pub fn not_brought_back(error: &Error) -> Notice {
    let (what, remedy) = match error {
        Error::ChangedExternally(ExternalChange::Gone) => (
            "元のファイルのある場所につながっていないため、書き戻せませんでした。作業は、パソコンのコピーに残っています。",
            "USBメモリーを差し直すか共有フォルダーにつなぎ直して、もう一度「元のファイルに書き戻す」を選んでください。",
        ),
        Error::ChangedExternally(ExternalChange::Diverged | ExternalChange::Replaced) => (
            "元のファイルは、コピーを作ったあとにほかで変えられています。上書きはしていません。作業は、パソコンのコピーに残っています。",
            "「別名で保存」でコピーの内容を残し、元のファイルに統合してください。",
        ),
        _ => {
            let notice = Notice::from(error);
            return Notice::new(
                format!("{}作業は、パソコンのコピーに残っています。", notice.what),
                notice.remedy,
                notice.detail,
            );
        }
    };
    Notice::new(what, remedy, error)
}

/// A file that could not be opened was put aside under another name.
pub fn kept_aside(kept: &Path) -> String {
    format!("開けなかったファイルは、消さずに「{}」として残しました。", super::path(kept))
}

/// What was done about a file that lay beside the one that was opened.
pub fn sidecar(notice: &SidecarNotice) -> String {
    match notice {
        SidecarNotice::Unneeded(sidecar) => format!(
            "ファイルの横に、使わない作業用ファイル「{}」が残っています。ファイルの内容に影響はありません。",
            super::file_name(sidecar)
        ),
        SidecarNotice::PutAside(kept) => format!(
            "ファイルの横に、使わない作業用ファイルが残っていました。ファイルの内容に影響はありません。念のため、「{}」に移しました。",
            super::path(kept)
        ),
        SidecarNotice::CopyBoth(journal) => format!(
            "前回、書き込みの途中で止まったため、途中の変更を除いた内容を読み取り専用で開いています。このファイルをコピーするときは、「{}」も一緒にコピーしてください。",
            super::file_name(journal)
        ),
    }
}

/// Who has a file open, and since when.
pub fn owner(owner: Option<&Owner>) -> String {
    let Some(Owner { who, computer, since }) = owner else {
        return "ほかの人が、このファイルを開いています。".to_owned();
    };
    let who = if who.is_empty() { "ほかの人" } else { who };
    let at = if computer.is_empty() {
        String::new()
    } else {
        format!("（パソコン：{computer}）")
    };
    format!("「{who}」{at}が、{}からこのファイルを開いています。", moment(*since))
}
