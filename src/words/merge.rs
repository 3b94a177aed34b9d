//! 統合, in words.

use super::noun;
use crate::domain::merge::{Cell, Item, Merge, Union, Verdict};
use crate::domain::{Book, Direction, Goal, Key, Record, Value};
use crate::store::Nothing;

/// Why another copy brings nothing.
pub const fn nothing_new(nothing: Nothing) -> &'static str {
    match nothing {
        Nothing::Untouched => {
            "選んだファイルには、このファイルから写したあとの変更がありません。何も変えていません。"
        }
        Nothing::Again => "選んだファイルは、すでに統合してあります。何も変えていません。",
        Nothing::Older => {
            "選んだファイルよりあとのものを、すでに統合してあります。何も変えていません。"
        }
    }
}

/// How many differences there are, and of what kind.
pub fn merge_counts(merge: &Merge) -> String {
    let count =
        |of: fn(&Verdict) -> bool| merge.items().iter().filter(|item| of(&item.verdict)).count();
    let mut parts = vec![format!("取り込むもの{}件", count(|it| *it == Verdict::Taken))];
    for (number, what) in [
        (count(|it| matches!(it, Verdict::Combined(_))), "両方の変更を合わせたもの"),
        (count(|it| *it == Verdict::Agreed), "両方で同じ変更をしたもの"),
        (count(|it| *it == Verdict::Conflict), "どちらを使うか決めるもの"),
        (merge.unions().len(), "同じ名前のため一つにするもの"),
        (merge.outside().len(), "担当外のため取り込まないもの"),
    ] {
        if number > 0 {
            parts.push(format!("{what}{number}件"));
        }
    }
    parts.join("、")
}

/// Two records that become one.
pub fn union(union: &Union) -> String {
    format!("両方で加えた{}「{}」を、一つにします。", noun(union.mine.noun()), union.name)
}

/// A conflict with what the two sides have.
pub fn conflict(merge: &Merge, item: &Item) -> String {
    let (mine, theirs) = (merge.mine(), merge.theirs());
    let book = if item.mine.is_some() { mine } else { theirs };
    format!(
        "{}\n  このファイル：{}\n  選んだファイル：{}",
        cell(book, item.cell),
        side(mine, item.mine.as_ref()),
        side(theirs, item.theirs.as_ref()),
    )
}

fn side(book: &Book, held: Option<&Value>) -> String {
    held.map_or_else(|| "（なし）".to_owned(), |held| value(book, held))
}

/// Where a difference is: 1-①-2 施策の名称（実施状況、令和6年度）, or for all of a record its name.
pub fn cell(book: &Book, cell: Cell) -> String {
    match cell.field {
        Some(field) => super::place(book, cell.key, field),
        None => format!("{}「{}」（追加・削除）", noun(cell.key.noun()), name(book, cell.key)),
    }
}

/// What a field holds, for reading. Lines go on below one another.
pub fn value(book: &Book, value: &Value) -> String {
    let or_none = |text: String| if text.is_empty() { "（なし）".to_owned() } else { text };
    match value {
        Value::Text(text) => or_none(text.replace('\n', "\n    ")),
        Value::Number(number) => number.to_string(),
        Value::Flag(true) => "はい".to_owned(),
        Value::Flag(false) => "いいえ".to_owned(),
        Value::Place { parent: Some(key), .. } => format!("「{}」の中", name(book, *key)),
        Value::Place { parent: None, position } => format!("{}", position.stored()),
        Value::Reference(key) => or_none(key.map(|key| name(book, key)).unwrap_or_default()),
        Value::References(keys) => {
            let names: Vec<String> = keys.iter().map(|key| name(book, *key)).collect();
            or_none(names.join("、"))
        }
        Value::Successor(succession) => or_none(succession.map_or_else(String::new, |it| {
            let (into, from) = (name(book, Key::Department(it.into)), book.year_label(it.from));
            format!("{into}（{from}から）")
        })),
        Value::Approval(approval) => or_none(super::approval(*approval).to_owned()),
        Value::Hue(hue) => super::hue(*hue).to_owned(),
        Value::FirstReiwa(first) => crate::domain::FiscalYear(2019).label(*first),
        Value::Settings(_) => "様式の設定".to_owned(),
        Value::Record(record) => or_none(title(book, record)),
    }
}

/// By what a record is known.
fn name(book: &Book, key: Key) -> String {
    book.record(key).map(|record| title(book, &record)).unwrap_or_default()
}

fn title(book: &Book, record: &Record) -> String {
    match record {
        Record::Plan(row) => row.name.clone(),
        Record::Goal(row) => Goal::heading(row),
        Record::Direction(row) => Direction::heading(row),
        Record::Measure(row) => format!("{} {}", book.measure_number(row), row.name),
        Record::Department(row) => row.name.clone(),
        Record::Status(row) => row.name.clone(),
        Record::Year(row) => book.year_label(row.year),
        Record::Implementation(row) => row.narrative.clone(),
        Record::Template(row) => row.name.clone(),
    }
}
