//! 統合, in words.

use super::record::{NONE, Names, value as value_in_words};
use super::{field, noun};
use crate::domain::merge::{Cell, Item, Merge, Union, Verdict};
use crate::domain::{Book, Field, Key, Noun, Value};
use crate::store::NothingToMerge;
use std::collections::BTreeSet;

/// Why another copy brings nothing.
pub const fn nothing_new(nothing: NothingToMerge) -> &'static str {
    match nothing {
        NothingToMerge::Untouched => {
            "選んだファイルには、このファイルからコピーしたあとの変更がありません。何も変えていません。"
        }
        NothingToMerge::Again => "選んだファイルは、すでに統合してあります。何も変えていません。",
        NothingToMerge::Older => {
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
    let text = held.map_or_else(|| NONE.to_owned(), |held| value_in_words(book, held));
    text.replace('\n', "\n    ")
}

/// Where a difference is: 1-①-2 施策の名称（実施状況、令和6年度）, or for all of a record its name.
pub fn cell(book: &Book, cell: Cell) -> String {
    match cell.field {
        Some(field) => super::place(book, cell.key, field),
        None => format!("{}「{}」（追加・削除）", noun(cell.key.noun()), name(book, cell.key)),
    }
}

fn name(book: &Book, key: Key) -> String {
    Names::of(book).name(key)
}

/// What a difference is about, with both of its books at hand: what is missing in the one is called
/// by its name in the other.
#[derive(Debug, Clone, Copy)]
pub struct MergeWords<'a>(pub &'a Merge);

impl<'a> MergeWords<'a> {
    fn books(self) -> [&'a Book; 2] {
        [self.0.mine(), self.0.theirs()]
    }

    /// The record by its kind and name: 1-①-2 施策の名称, 課「農政課」.
    pub fn subject(self, key: Key) -> String {
        let key = key.owner().unwrap_or(key);
        let named = self.books().into_iter().map(|book| name(book, key));
        let name = named.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        match key.noun() {
            Noun::Measure | Noun::Goal | Noun::Direction | Noun::Year => name,
            kind => format!("{}「{name}」", noun(kind)),
        }
    }

    /// What of the record: 実施状況 令和7年度, 内容, 追加.
    pub fn field(self, item: &Item) -> String {
        let what = match item.cell.field {
            Some(at) => field(at),
            None if item.mine.is_none() && item.verdict == Verdict::Taken => "追加",
            None if item.theirs.is_none() && item.verdict == Verdict::Taken => "削除",
            None => "追加・削除",
        };
        match item.cell.key.year() {
            Some(year) => format!("{what} {}", self.0.mine().year_label(year)),
            None => what.to_owned(),
        }
    }

    /// What one side holds, for reading; `None` where the record is not there.
    pub fn side(self, cell: Cell, value: Option<&Value>) -> Option<String> {
        let value = value?;
        let known = |book: &&Book| value.references().iter().all(|key| book.record(*key).is_some());
        let [mine, theirs] = self.books();
        let book = [mine, theirs].into_iter().find(known).unwrap_or(mine);
        Some(match value {
            Value::Record(record) => super::record(book, record),
            Value::Place { .. } => {
                let stands = |book: &&Book| {
                    let there = cell.field.zip(book.record(cell.key));
                    there.and_then(|(at, record)| record.value(at)).as_ref() == Some(value)
                };
                let there = [mine, theirs].into_iter().find(stands);
                let rank = there.and_then(|book| rank(book, cell.key));
                let rank = rank.map(|rank| format!("{rank}番目")).unwrap_or_default();
                match value {
                    Value::Place { parent: Some(_), .. } => {
                        format!("{}{rank}", value_in_words(book, value))
                    }
                    _ if rank.is_empty() => "別の位置".to_owned(),
                    _ => rank,
                }
            }
            value => value_in_words(book, value),
        })
    }

    /// What has happened, in a sentence.
    pub fn description(self, item: &Item) -> String {
        let what = match (&item.verdict, item.cell.field) {
            (Verdict::Taken, Some(Field::Approval))
            | (Verdict::Combined(_), Some(Field::Approval)) => {
                "統合した文に合わせて、確認の段階が変わります。"
            }
            (Verdict::Taken, Some(_)) => "相手のファイルでだけ変更されています。",
            (Verdict::Taken, None) if item.theirs.is_some() => "相手のファイルで追加しています。",
            (Verdict::Taken, None) => "相手のファイルで削除しています。",
            (Verdict::Agreed, _) => "双方で同じ内容に変更されています。",
            (Verdict::Combined(Value::Text(_)), _) => {
                "双方で変更されています。離れた箇所の変更なので、両方を取り込みます。"
            }
            (Verdict::Combined(_), _) => "双方で変更されています。両方の変更を合わせます。",
            (Verdict::Conflict, Some(_)) => "双方で変更されています。",
            (Verdict::Conflict, None) if item.mine.is_none() => {
                "このファイルで削除したものを、相手のファイルで使っています。"
            }
            (Verdict::Conflict, None) => {
                "相手のファイルで削除したものを、このファイルで使っています。"
            }
        };
        let others: BTreeSet<String> = item.with.iter().map(|key| self.subject(*key)).collect();
        if others.is_empty() {
            return what.to_owned();
        }
        let others: Vec<String> = others.into_iter().collect();
        format!("{what}関係するもの：{}", others.join("、"))
    }
}

/// What the two sides of a difference are called: mine, then theirs.
pub const fn side_labels(item: &Item) -> (&'static str, &'static str) {
    match (&item.verdict, item.cell.field) {
        (Verdict::Conflict, None) if item.mine.is_none() => {
            ("削除したままにする", "相手のものを入れる")
        }
        (Verdict::Conflict, None) if item.theirs.is_none() => {
            ("こちらを採用", "相手に合わせて削除する")
        }
        (Verdict::Taken, _) => ("取り込まない", "取り込む"),
        _ => ("こちらを採用", "相手を採用"),
    }
}

/// What has been done with another copy, and how it is taken back: `taken` without a question,
/// `decided` by the clerk.
pub fn merged(name: &str, taken: usize, decided: usize) -> String {
    let counts: Vec<String> = [(taken, "取り込み"), (decided, "判断")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{what}{count}件"))
        .collect();
    let counts = match counts.as_slice() {
        [] => String::new(),
        counts => format!("（{}）", counts.join("、")),
    };
    format!("「{name}」を統合しました{counts}。元に戻す（Ctrl+Z）で、統合の前に戻せます。")
}

/// Which one it is among those beside it, from 1.
fn rank(book: &Book, key: Key) -> Option<usize> {
    let at = book.siblings(key).iter().position(|(beside, _)| *beside == key)?;
    Some(at + 1)
}
