//! What a reader should look at in a list that was brought in.

use super::exchange::{column_name, place};
use crate::exchange::{Doubt, Place, Question, UnknownKey};
use std::collections::BTreeMap;

/// The doubts of a list, a line for those of one kind: …（E2「済」、E3「済」）。
pub fn doubts(doubts: &[Doubt]) -> Vec<String> {
    let mut kinds: BTreeMap<Question, Vec<&Doubt>> = BTreeMap::new();
    for doubt in doubts {
        kinds.entry(doubt.question).or_default().push(doubt);
    }
    kinds.into_iter().map(|(question, of_kind)| line(question, &of_kind)).collect()
}

fn line(question: Question, doubts: &[&Doubt]) -> String {
    const MOST: usize = 10;
    let told: Vec<String> = doubts.iter().take(MOST).map(|doubt| cell(doubt)).collect();
    let more = match doubts.get(MOST..) {
        None | Some([]) => String::new(),
        Some(more) => format!("、ほか{}件：{}", more.len(), addresses(more)),
    };
    format!("{}（{}{more}）。", asked(question), told.join("、"))
}

/// The addresses of cells, those of a column that follow one another as one: G5～G8、I7.
fn addresses(doubts: &[&Doubt]) -> String {
    const MOST: usize = 100;
    let mut columns: BTreeMap<(Option<&str>, Option<usize>), Vec<u32>> = BTreeMap::new();
    let mut others = Vec::new();
    for doubt in doubts {
        match &doubt.place {
            Place::Row { sheet, row } => {
                columns.entry((sheet.as_deref(), doubt.column)).or_default().push(*row);
            }
            at => others.push(place(at)),
        }
    }
    let mut told = Vec::new();
    for ((sheet, column), rows) in &columns {
        let at = |row: u32| Place::Row { sheet: sheet.map(str::to_owned), row };
        for run in rows.chunk_by(|one, other| one.saturating_add(1) == *other) {
            told.push(match run {
                [first, .., last] => {
                    let last = column
                        .map_or_else(|| last.to_string(), |it| column_name(it) + &last.to_string());
                    format!("{}～{last}", address(&at(*first), *column))
                }
                [first] => address(&at(*first), *column),
                [] => continue,
            });
        }
    }
    told.extend(others);
    if told.len() > MOST {
        told.truncate(MOST);
        told.push("…".to_owned());
    }
    told.join("、")
}

/// E2「済」.
fn cell(doubt: &Doubt) -> String {
    let address = address(&doubt.place, doubt.column);
    match doubt.text.as_str() {
        "" => address,
        text => format!("{address}「{text}」"),
    }
}

/// シート「一覧」E2, or 2行目 where it is about no single cell.
fn address(at: &Place, column: Option<usize>) -> String {
    match (at, column) {
        (Place::Row { sheet: None, row }, Some(column)) => format!("{}{row}", column_name(column)),
        (Place::Row { sheet: Some(sheet), row }, Some(column)) => {
            format!("シート「{sheet}」{}{row}", column_name(column))
        }
        (at, _) => place(at),
    }
}

/// The keys of a JSON file that are not taken over; `None` where all are.
pub fn unknown_keys(keys: &[UnknownKey]) -> Option<String> {
    const MOST: usize = 10;
    let told = keys.iter().take(MOST).map(|UnknownKey { key, first, count }| match first {
        Place::Declaration if *count == 1 => format!("「{key}」"),
        Place::Declaration => format!("「{key}」{count}件"),
        first => format!("「{key}」{count}件（{}から）", place(first)),
    });
    let told: Vec<String> = told.collect();
    let more = match keys.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!("ほか{more}種類"),
    };
    let told = told.join("、") + &more;
    (!told.is_empty()).then(|| format!("進捗帳にない項目は、取り込んでいません：{told}。"))
}

fn asked(question: Question) -> String {
    match question {
        Question::Refused => "この行は取り込んでいません".to_owned(),
        Question::NoPlace => "進捗帳にない項目の列なので、取り込んでいません".to_owned(),
        Question::UnreadSheet => "このシートは取り込んでいません".to_owned(),
        Question::AboveList => "一覧表の上にある文字は、表題のほかは取り込んでいません".to_owned(),
        Question::NoMark => "進捗状況の印として読めないため、取り込んでいません".to_owned(),
        Question::Planned => {
            "計画の行なので、実施状況として取り込んでいません".to_owned()
        }
        Question::Untaken => {
            "同じ施策の同じ項目がほかにあるか、入れる項目がないため、取り込んでいません".to_owned()
        }
        Question::Unheaded => "見出しのない列の値は、取り込んでいません".to_owned(),
        Question::OddStatus => {
            "進捗状況として取り込みましたが、数値か、ほかの進捗状況に但し書きを付けたものです"
                .to_owned()
        }
        Question::Number => "番号として読めないため、順に番号を振りました".to_owned(),
        Question::PartOfNumber => {
            "番号のうち、最後の数字だけを取り込みました".to_owned()
        }
        Question::Department => {
            "課の名前だけではないものがあります。所管課を確かめてください".to_owned()
        }
        Question::OtherStatus => {
            "同じ施策の先の行と進捗状況が違います。先の行のものを取り込み、これは取り込んでいません".to_owned()
        }
        Question::OtherSheet => {
            "シートか行によって、内容か課が違う施策です。年度の新しいシートか先の行のものを取り込み、これは取り込んでいません"
                .to_owned()
        }
        Question::Again => {
            "見出しの名前に「再掲」は入れず、もとの見出しの下に取り込みました".to_owned()
        }
        Question::GuessedYear => "元号のない年度は、令和か平成の年度として読みました".to_owned(),
        Question::UnreadYear => "年度として読めない値です".to_owned(),
        Question::Undated => {
            "どの年度のものか分からないため、実施状況と進捗状況を取り込んでいません".to_owned()
        }
        Question::Ditto => "上の欄と同じという記号ですが、上の欄に何もありません".to_owned(),
        Question::Elsewhere => "同じ名称の施策が、ほかの施策の方向にあります。その施策とみなし、施策の方向と番号は元のままにします".to_owned(),
        Question::OtherName => {
            "番号は同じですが、名称が違います。別の施策かもしれないため、画面で印を付けたものだけを取り込みます"
                .to_owned()
        }
        Question::LongStatus => {
            "進捗状況の列にある長い文は、進捗状況として取り込んでいません".to_owned()
        }
        Question::Struck => "取り消し線を引いた文字は、取り込んでいません".to_owned(),
        Question::Unshown => {
            "表示形式によってエクセルで見えない値は、取り込んでいません".to_owned()
        }
        Question::Error => "エラーになっているセルは、取り込んでいません".to_owned(),
        Question::Uncalculated => {
            "計算式の結果が保存されていないセルは、取り込んでいません。エクセルで開いて保存し直すと、取り込めます"
                .to_owned()
        }
        Question::Covered => "結合したセルに隠れている値は、取り込んでいません".to_owned(),
        Question::Beyond => "一覧表から遠く離れたセルは、読んでいません".to_owned(),
        Question::Comment => "コメント（メモ）は、取り込んでいません".to_owned(),
        Question::Shape => "図形やテキストボックスの文字は、取り込んでいません".to_owned(),
        Question::Unprinted => "印刷範囲の外にありますが、取り込みました".to_owned(),
        Question::HiddenSheet => "非表示のシートは、取り込んでいません".to_owned(),
    }
}
