//! Why a list is refused or a row left out, and what an import did, in words.

use super::Notice;
use super::doubt::{doubts, unknown_keys};
use super::invalid::{field, noun, refused};
use super::list_place::{addresses, column_name, place_in_list};
use super::store::size;
use crate::domain::FirstReiwa;
use crate::exchange::{
    Bound, Error, Import, LeftOut, NewDepartment, Reason, Replaced, Spot, Tally, Unreadable,
};

impl From<&Error> for Notice {
    fn from(error: &Error) -> Self {
        let (what, remedy): (String, &str) = match error {
            Error::UnknownFormat => (
                "このファイルの種類は取り扱えません。何も変えていません。".into(),
                "拡張子が .xlsx（エクセル）、.csv、.json のファイルを選んでください。",
            ),
            Error::Empty => (
                "このファイルは空です。何も変えていません。".into(),
                "元のファイルを確かめて、選び直してください。",
            ),
            Error::TooLarge { what, limit, at } => (
                format!(
                    "{}{}（{}まで）。安全のため、取り込みを中止しました。何も変えていません。",
                    at.as_ref().map(spot).unwrap_or_default(),
                    bound(*what),
                    limit_of(*what, *limit),
                ),
                "一覧表だけを新しいファイルにコピーしてから、もう一度お試しください。",
            ),
            Error::NotXlsx => (
                "このファイルの中身は、エクセルの形式（.xlsx）ではありません。何も変えていません。".into(),
                "エクセルで開き、「名前を付けて保存」で「Excel ブック（.xlsx）」として保存してから取り込んでください。",
            ),
            Error::OldExcel => (
                "このファイルは古いエクセルの形式（.xls）です。何も変えていません。".into(),
                "エクセルで開き、「名前を付けて保存」で「Excel ブック（.xlsx）」として保存してから取り込んでください。",
            ),
            Error::OtherWorkbook(ending) => (
                format!("このファイルの形式（{ending}）は取り扱えません。何も変えていません。"),
                "表計算ソフトで開き、「名前を付けて保存」で「Excel ブック（.xlsx）」として保存してから取り込んでください。",
            ),
            Error::Password => (
                "このファイルにはパスワードがかかっているため、読めません。何も変えていません。".into(),
                "エクセルで開いてパスワードを外し、保存してから取り込んでください。",
            ),
            Error::Damaged => (
                "このエクセルのファイルは壊れているか、途中で切れています。何も変えていません。".into(),
                "コピー元のファイルを選ぶか、エクセルで開いて保存し直してから取り込んでください。",
            ),
            Error::Encoding => (
                "このファイルの文字コードが分かりません。文字化けを防ぐため、取り込みませんでした。何も変えていません。".into(),
                "エクセルで開き、「CSV UTF-8（コンマ区切り）」として保存し直してから取り込んでください。",
            ),
            Error::UnclosedQuote { line } => (
                format!("このファイルの{line}行目で始まる引用符（\"）が、閉じられていません。そこから後ろを正しく読めないため、取り込みませんでした。何も変えていません。"),
                "その行の引用符を直すか、エクセルで開いて内容を確かめ、「CSV UTF-8（コンマ区切り）」として保存し直してください。",
            ),
            Error::Json { line, .. } => (
                format!("このJSONファイルは、{line}行目で途切れているか、書き方に誤りがあります。何も変えていません。"),
                "ファイルを作った人に確かめてください。",
            ),
            Error::Shape(_) => (
                "このJSONファイルは、施策の一覧ではありません。何も変えていません。".into(),
                "進捗帳から書き出したJSONファイルを選んでください。",
            ),
            Error::NotAList => (
                "一覧表の見出しが見つかりません。何も変えていません。".into(),
                "「名称」（施策名）のほか、「施策番号」「内容」「所管課」「進捗状況」「実施状況」（または年度）のうち二つ以上の見出しがある表を選んでください。見出しの言葉が違うときは、画面で見出しの行を押して列の内容を選ぶか、コマンドに --columns を付けて指定すると取り込めます。1施策ごとに1枚の調書と、隠したシートは読みません。",
            ),
            Error::NoMeasures => (
                "一覧表の見出しの下に、施策が一つもありません。何も変えていません。".into(),
                "施策の入っている表を選んでください。",
            ),
            Error::CellTooLong { measure, field: at, units, limit } => {
                let of = match measure.as_str() {
                    "" => String::new(),
                    name => format!("施策「{name}」の"),
                };
                (
                    format!(
                        "{of}{}が長すぎて（{units}字）、エクセルの一つのセル（{limit}字まで）に入りません。何も書き出していません。",
                        field(*at)
                    ),
                    "文章を短くするか、CSVまたはJSONで書き出してください。",
                )
            }
            Error::Xlsx(_) | Error::Csv(_) | Error::ToJson(_) => (
                "書き出すファイルを作れませんでした。何も書き出していません。".into(),
                "別の形式で書き出すか、担当者に相談してください。",
            ),
        };
        // What is wrong with the list itself has no further details.
        let is_plain = matches!(error, Error::Empty | Error::NotAList | Error::NoMeasures);
        let detail = if is_plain { String::new() } else { error.to_string() };
        Self::new(what, remedy, detail)
    }
}

fn bound(bound: Bound) -> String {
    let words = match bound {
        Bound::File => "このファイルは大きすぎます",
        Bound::Unpacked => "このエクセルのファイルは、開くと大きくなりすぎます",
        Bound::Text => "このファイルの文字が多すぎます",
        Bound::Cell => "1つのセルの文字が多すぎます",
        Bound::Rows => "このファイルの行や施策が多すぎます",
        Bound::Cells => "このファイルのセルが多すぎます",
        Bound::Records(of) => return format!("このファイルの{}が多すぎます", noun(of)),
        Bound::Sheets => "このエクセルのファイルは、シートが多すぎます",
        Bound::Parts => "このエクセルのファイルは、部品が多すぎます",
        Bound::Styles => "このエクセルのファイルは、セルの書式が多すぎます",
    };
    words.to_owned()
}

fn limit_of(bound: Bound, limit: u64) -> String {
    match bound {
        Bound::File | Bound::Unpacked | Bound::Text | Bound::Cell => size(limit),
        Bound::Rows | Bound::Records(_) => format!("{limit}件"),
        Bound::Cells | Bound::Parts => format!("{limit}個"),
        Bound::Sheets => format!("{limit}枚"),
        Bound::Styles => format!("{limit}種類"),
    }
}

/// シート「一覧」12行目のC列：.
fn spot(spot: &Spot) -> String {
    match spot {
        Spot::Place(at) => format!("{}：", place_in_list(at)),
        Spot::Cell(at, column) => format!("{}の{}列：", place_in_list(at), column_name(*column)),
        Spot::Sheet(name) => format!("シート「{name}」："),
        Spot::Part(name) => format!("部品「{name}」："),
    }
}

/// What an import did: its counts, and what of it was not taken or is to be looked at at large.
pub fn imported(import: &Import) -> String {
    counts(&import.tally()) + &at_large(import).concat()
}

/// What an import did not take, and what is to be looked at, in lines.
pub fn import_notes(import: &Import) -> Vec<String> {
    let mut notes = at_large(import);
    notes.extend(import.unreadable.iter().map(unreadable));
    notes.extend(doubts(&import.doubts));
    notes
}

/// The same, before anything is written.
pub fn to_come(text: &str) -> String {
    const TENSES: [[&str; 2]; 4] = [
        ["取り込んでいません", "取り込みません"],
        ["取り込みました", "取り込みます"],
        ["読み込みました", "読み込みます"],
        ["振りました", "振ります"],
    ];
    TENSES.iter().fold(text.to_owned(), |text, [done, to_come]| text.replace(done, to_come))
}

/// What of an import is about no single row or cell.
pub fn at_large(import: &Import) -> Vec<String> {
    let closed = (import.closed > 0).then(|| {
        format!("締めた年度の実施状況{}件は、内容が異なりますが元のままにしました。", import.closed)
    });
    let columns = passed_over(import).map(|columns| format!("{columns}は取り込んでいません。"));
    let hidden = Some(hidden(import)).filter(|text| !text.is_empty());
    let keys = unknown_keys(&import.unknown_keys);
    [closed, columns, hidden, keys].into_iter().flatten().collect()
}

/// What an import did, in one line: 追加3件、変更2件、変更なし38件。
pub fn counts(tally: &Tally) -> String {
    let Tally { added, changed, unchanged, unreadable, left, indicators } = *tally;
    let mut text = format!("追加{added}件、変更{changed}件、変更なし{unchanged}件");
    if indicators > 0 {
        text.push_str(&format!("、指標の追加・変更{indicators}件"));
    }
    if unreadable > 0 {
        text.push_str(&format!("、取り込めなかったもの{unreadable}件"));
    }
    if left > 0 {
        text.push_str(&format!("、外したもの{left}件"));
    }
    text.push('。');
    text
}

/// What a written list does not carry; `None` where it carries all.
pub fn left_out(parts: &[LeftOut]) -> Option<String> {
    let name = |part: &LeftOut| match part {
        LeftOut::Remarks => "備考",
        LeftOut::Approvals => "確認・確定の記録",
        LeftOut::Departments => "課の連絡先・統合先",
        LeftOut::Statuses => "進捗状況の印・色など",
        LeftOut::Dismissed => "点検で「このまま」にした記録",
        LeftOut::Indicators => "指標",
        LeftOut::Amendments => "指標の改定・評価尺度",
    };
    let names: Vec<&str> = parts.iter().map(name).collect();
    (!names.is_empty()).then(|| {
        format!(
            "{}は、この形式では書き出していません。すべてを移すときは、JSON（.json）で書き出してください。",
            names.join("、")
        )
    })
}

/// Nothing in a list could be taken over, for reasons that are listed row by row.
pub fn nothing_taken() -> Notice {
    Notice::new(
        "取り込める施策がありませんでした。何も変えていません。",
        "取り込めなかった理由を確かめ、一覧を直してから、もう一度取り込んでください。",
        "",
    )
}

/// What is asked of a list in which most measures have other names.
pub fn strangers(count: usize) -> String {
    format!("番号は同じでも、名称の違う施策が{count}件あります。ほかの計画の一覧ではありませんか。")
}

/// The same, where it has been taken over.
pub fn strangers_taken(count: usize) -> Notice {
    Notice::new(
        strangers(count),
        "取り込みは済んでいます。違う一覧だったときは、「ファイルと控え」で、取り込む前の控えに戻してください。",
        "",
    )
}

/// The columns that are not taken over: F列「備考」、G列「連絡先」; `None` where all are.
fn passed_over(import: &Import) -> Option<String> {
    let columns = import.ignored.iter();
    let columns = columns.map(|it| format!("{}列「{}」", column_name(it.column), it.heading));
    Some(columns.collect::<Vec<_>>().join("、")).filter(|columns| !columns.is_empty())
}

/// The departments that a list brings along, and what was likely meant; `None` where it brings none.
fn new_departments(departments: &[NewDepartment]) -> Option<String> {
    let names = departments.iter().map(|new| match &new.meant {
        Some(meant) => format!("「{}」（「{meant}」の誤りではありませんか）", new.name),
        None => format!("「{}」", new.name),
    });
    (!departments.is_empty()).then(|| some_of(names, "課"))
}

/// The same, before it is written.
pub fn departments_to_come(departments: &[NewDepartment]) -> Option<String> {
    new_departments(departments).map(|names| format!("新しい課ができます：{names}。"))
}

/// The same, once it is written.
pub fn departments_made(departments: &[NewDepartment]) -> Option<String> {
    new_departments(departments).map(|names| format!("新しい課ができました：{names}。"))
}

/// The measures that a list says nothing of; `None` where it has them all.
pub fn absent(names: &[&str]) -> Option<String> {
    let count = names.len();
    (count > 0).then(|| {
        let names = some_of(names.iter().map(|name| format!("「{name}」")), "件");
        format!("一覧にない施策{count}件は、そのまま残ります（{names}）。")
    })
}

/// What an import puts something else in the place of, in lines.
pub fn replaced(replaced: &Replaced, reiwa: FirstReiwa) -> Vec<String> {
    let mut lines = Vec::new();
    if !replaced.names.is_empty() {
        let names = replaced.names.iter().map(|(old, new)| format!("「{old}」→「{new}」"));
        lines.push(format!("名称を変えた施策：{}。", some_of(names, "件")));
    }
    for (year, names) in &replaced.narratives {
        let (year, count) = (year.label(reiwa), names.len());
        let names = some_of(names.iter().map(|name| format!("「{name}」")), "件");
        lines.push(format!(
            "{year}の実施状況を置き換えた施策{count}件：{names}。前の文章には、変更履歴から戻せます。"
        ));
    }
    lines
}

/// The first few of some names, and how many more there are.
fn some_of(names: impl ExactSizeIterator<Item = String>, counter: &str) -> String {
    const MOST: usize = 10;
    let more = match names.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!("ほか{more}{counter}"),
    };
    names.take(MOST).collect::<Vec<_>>().join("、") + &more
}

/// 非表示の行（12行目、13行目）も読み込みました。
fn hidden(import: &Import) -> String {
    let mut text = String::new();
    if !import.hidden_rows.is_empty() {
        let rows = addresses(import.hidden_rows.iter().map(|place| (place, None)));
        text.push_str(&format!("非表示の行（{rows}）も読み込みました。"));
    }
    if !import.hidden_columns.is_empty() {
        let headings: Vec<String> =
            import.hidden_columns.iter().map(|heading| format!("「{heading}」")).collect();
        text.push_str(&format!("非表示の列（{}）も読み込みました。", headings.concat()));
    }
    text
}

/// A row that was left out, and why: 12行目：施策の名称がありません。
pub fn unreadable(unreadable: &Unreadable) -> String {
    let (place, reason) = (place_in_list(&unreadable.place), reason(&unreadable.reason));
    match unreadable.reason {
        Reason::Duplicate { .. } => format!("{place}は{reason}"),
        _ => format!("{place}：{reason}"),
    }
}

/// Why a row is left out.
pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Refused(invalid) => refused(invalid),
        Reason::ErrorCell { heading, error } => {
            format!("「{heading}」のセルがエラー（{error}）になっています。")
        }
        Reason::Uncalculated { heading } => format!(
            "「{heading}」のセルの計算式に結果がありません。エクセルで開いて保存し直してください。"
        ),
        Reason::Duplicate { first } => {
            format!("{}と番号・名称が同じため、取り込んでいません。", place_in_list(first))
        }
        Reason::Nameless => "施策の名称がありません。".to_owned(),
        Reason::Struck => {
            "施策の名称に取り消し線が引かれているため、この行は取り込んでいません。".to_owned()
        }
        Reason::Unknown { text } => format!("見出しとも施策とも読めません（「{text}」）。"),
        Reason::Unnumbered { text } => {
            format!("番号のない行なので、施策として取り込んでいません（「{text}」）。")
        }
        Reason::OtherTable { text } => {
            format!("施策の一覧とは別の表の行と思われるため、取り込んでいません（「{text}」）。")
        }
        Reason::Homeless => {
            "どの基本目標・施策の方向の施策か分からないため、取り込んでいません。見出し行を追加するか、「列の内容」で指定してください。".to_owned()
        },
        Reason::SeveralOfName => {
            "同じ名称の施策がいくつもあり、どれか分からないため、取り込んでいません。番号か所管課の列を加えてください。".to_owned()
        }
        Reason::Shape { key } => format!("「{key}」の値の形が違います。"),
    }
}
