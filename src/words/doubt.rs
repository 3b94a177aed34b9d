//! What a reader should look at in a list that was brought in.

use super::list_place::{address, addresses, place_in_list};
use crate::domain::FirstReiwa;
use crate::exchange::{Doubt, Place, Question, UnknownKey, guessed_year};
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
    if question == Question::GuessedYear {
        return guessed_years(doubts);
    }
    const MOST: usize = 10;
    let items: Vec<String> = doubts.iter().take(MOST).map(|doubt| cell(doubt)).collect();
    let more = match doubts.get(MOST..) {
        None | Some([]) => String::new(),
        Some(more) => format!(
            "、ほか{}件：{}",
            more.len(),
            addresses(more.iter().map(|doubt| (&doubt.place, doubt.column)))
        ),
    };
    let items = items.join("、") + &more;
    match question {
        Question::OtherSheet => {
            format!("{}。取り込んでいないもの：{items}。", self::question(question))
        }
        question => format!("{}（{items}）。", self::question(question)),
    }
}

/// 「4年度」は令和4年度として読みました（D3）。
fn guessed_years(doubts: &[&Doubt]) -> String {
    let mut texts: BTreeMap<&str, Vec<&Doubt>> = BTreeMap::new();
    for doubt in doubts {
        texts.entry(&doubt.text).or_default().push(doubt);
    }
    let sentences = texts.into_iter().map(|(text, doubts)| {
        let year = guessed_year(text).map_or_else(
            || "令和か平成の年度".to_owned(),
            |year| year.label(FirstReiwa::default()),
        );
        let at = addresses(doubts.iter().map(|doubt| (&doubt.place, doubt.column)));
        format!("「{text}」は{year}として読みました（{at}）。")
    });
    sentences.collect()
}

/// E2「済」.
fn cell(doubt: &Doubt) -> String {
    let address = address(&doubt.place, doubt.column);
    match doubt.text.as_str() {
        "" => address,
        text => format!("{address}「{text}」"),
    }
}

/// The keys of a JSON file that are not taken over; `None` where all are.
pub(super) fn unknown_keys(keys: &[UnknownKey]) -> Option<String> {
    let items = keys.iter().map(|UnknownKey { key, first, count }| match first {
        _ if key.is_empty() => format!("ほか{count}件"),
        Place::Declaration if *count == 1 => format!("「{key}」"),
        Place::Declaration => format!("「{key}」{count}件"),
        first => format!("「{key}」{count}件（{}から）", place_in_list(first)),
    });
    let items: Vec<String> = items.collect();
    let items = items.join("、");
    (!items.is_empty()).then(|| format!("進捗帳にない項目は、取り込んでいません：{items}。"))
}

/// The question or remark about a cell.
pub fn question(question: Question) -> String {
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
            "同じ施策の同じ項目がほかにもあるため、取り込んでいません".to_owned()
        }
        Question::NoField => "この欄の値を入れる項目がないため、取り込んでいません".to_owned(),
        Question::UnknownPlace => {
            "この基本目標・施策がファイルにないため、指標を、上の基本目標（なければ計画）の下に置きました".to_owned()
        }
        Question::Remark => "表の注記のため、取り込んでいません".to_owned(),
        Question::OtherUnit => {
            "単位が、このファイルの指標と違います。単位は元のままにしました".to_owned()
        }
        Question::Value => "この項目の値として読めないため、取り込んでいません".to_owned(),
        Question::Known => {
            "先にある設定のままにするため、取り込んでいません".to_owned()
        }
        Question::Control => "保存できない制御文字を除いて、取り込みました".to_owned(),
        Question::Double => {
            "同じ番地のセルが二つあります。後にあるものを取り込み、これは取り込んでいません".to_owned()
        }
        Question::Unheaded => "見出しのない列の値は、取り込んでいません".to_owned(),
        Question::OddStatus => {
            "進捗状況として取り込みましたが、数値や注記を含むため、確認してください"
                .to_owned()
        }
        Question::Number => "番号として読めないため、順に番号を振りました".to_owned(),
        Question::Unnumbered => {
            "番号のない行、名称だけの行も、施策として取り込みました。確かめてください".to_owned()
        }
        Question::Shifted => {
            "見出しより値の多い行です。値が右にずれているおそれがあるため、確かめてください".to_owned()
        }
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
            "同じ施策の内容がシートや行の間で異なるため、新しい年度のシート（同じシートでは先の行）の内容を取り込みました"
                .to_owned()
        }
        Question::Again => {
            "見出しの名前に「再掲」は入れず、もとの見出しの下に取り込みました".to_owned()
        }
        Question::MiddleHeading => {
            "基本目標と施策の方向の間の見出しは、取り込んでいません".to_owned()
        }
        Question::PlainHeading => {
            "番号や記号のない行を、下の施策の見出しとして取り込みました。確かめてください".to_owned()
        }
        Question::SeveralMarks => {
            "進捗状況の印が二つ以上あるため、どれも取り込んでいません".to_owned()
        }
        Question::SeveralYears => {
            "見出しに年度がいくつもあるため、最後の年度の実施状況として取り込みました。確認してください".to_owned()
        }
        Question::OtherYear => {
            "ほかの年度のことが入っているようです。列の年度の実施状況として、そのまま取り込みました。確認してください".to_owned()
        }
        Question::GuessedYear => "元号のない年度は、令和か平成の年度として読みました".to_owned(),
        Question::UnreadYear => "年度として読めない値です".to_owned(),
        Question::Undated => {
            "どの年度のものか分からないため、実施状況と進捗状況を取り込んでいません".to_owned()
        }
        Question::Ditto => "「同上」を表す記号ですが、上のセルが空です".to_owned(),
        Question::TableBeside => {
            "右にもう一つの表があり、取り込んでいません。左の表の下に移してから取り込んでください".to_owned()
        }
        Question::Elsewhere => "同じ名称の施策が、ほかの施策の方向にあります。その施策とみなし、施策の方向と番号は元のままにします".to_owned(),
        Question::OtherHeading => {
            "番号は同じでも名称の違う基本目標・施策の方向があります。別のものとして扱います".to_owned()
        }
        Question::RenamedHeading => {
            "番号とその施策が同じなので、基本目標・施策の方向の名称を、この一覧のものにします".to_owned()
        }
        Question::OtherName => {
            "名称が違い、別の施策かもしれないため、取り込んでいません。進捗帳の画面で取り込むと、名称の変更か、別の施策かを選べます"
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
