//! Whether a table is a list of another trade: of facilities, permits, contracts or persons.

use super::columns::Column;
use super::titled::{Heading, Titled};
use crate::domain::fold::fold_case;

/// Words of headings that lists of measures do not have, by what such a list is about.
const FOREIGN: [&[&str]; 8] = [
    &["交付先", "交付決定", "交付額", "補助率", "補助金"],
    &["住所", "所在地", "郵便", "緯度", "経度", "所在"],
    CONTACTS,
    &["法人", "許可", "認可", "免許", "業種", "代表者", "業者", "契約", "入札", "落札", "届出"],
    &["氏名", "生年月日", "年齢", "性別", "職名", "職員番号", "ふりがな", "フリガナ"],
    &["面積", "定員", "収容", "開館", "休館", "営業", "利用料", "建築年", "構造", "駐車"],
    &["数量", "単価", "在庫", "保管", "品名", "規格"],
    &["開催日", "会場", "開始時刻", "終了時刻", "申込"],
];

const CONTACTS: &[&str] = &["電話", "内線", "fax", "メール", "url", "ホームページ"];

/// Whether more kinds of headings are those of another trade than are those of a list of measures.
/// What both may have (a number, a description, a department) says nothing.
pub(super) fn is_of_another(titled: &[Titled], ignored: &[Heading]) -> bool {
    let headings: Vec<String> = titled
        .iter()
        .map(|titled| titled.heading.as_str())
        .chain(ignored.iter().map(|heading| heading.text.as_str()))
        .map(fold_case)
        .collect();
    // Beside a department its telephone is no surprise.
    let has_department = titled.iter().any(|it| matches!(it.column, Column::Lead(_)));
    let foreign = FOREIGN.iter().filter(|words| !(has_department && **words == CONTACTS));
    let is_there = |words: &[&str]| {
        headings.iter().any(|heading| words.iter().any(|word| heading.contains(word)))
    };
    let foreign = foreign.filter(|words| is_there(words)).count();
    foreign > 0 && foreign > own_kinds(titled)
}

/// How many kinds of things only a list of measures has.
fn own_kinds(titled: &[Titled]) -> usize {
    let has = |is: fn(&Titled) -> bool| usize::from(titled.iter().any(is));
    has(|it| it.column == Column::Name && ["施策", "取組"].iter().any(|w| it.heading.contains(w)))
        + has(|it| matches!(it.column, Column::Goal | Column::Direction))
        + has(|it| it.column == Column::Related)
        + has(|it| matches!(it.column, Column::Status(_) | Column::Mark(_) | Column::Progress(_)))
        + has(|it| matches!(it.column, Column::Narrative(_) | Column::Narratives(_)))
}
