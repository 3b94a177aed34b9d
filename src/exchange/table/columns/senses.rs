//! What a heading says as a whole: by its words, by a word with others before or behind it, or by what it
//! ends with. A word of ours in the middle of a heading says nothing: 成果の公表方法.

use super::Column;
use super::signs::FOREIGN;
use super::words::WORDS;
use crate::domain::fold::fold_case;
use crate::domain::{Field, Measure};
use crate::exchange::table::departments::Brackets;

/// What may stand before a word of ours without changing its sense.
const QUALIFIERS: [&str; 28] = [
    "主要な",
    "主たる",
    "主な",
    "主要",
    "具体的な",
    "具体の",
    "具体的",
    "個別の",
    "推進する",
    "実施する",
    "実施した",
    "行った",
    "該当する",
    "該当",
    "掲載",
    "登載",
    "位置付け",
    "位置づけ",
    "構成",
    "実施計画",
    "改革の",
    "改革",
    "現在の",
    "事業の",
    "取組の",
    "施策の",
    "施策・事業の",
    "施策・取組の",
];

/// The same of words for texts and statuses alone: 事業 before 年度 would be another thing.
const SUBJECTS: [&str; 3] = ["事業", "取組", "施策"];

/// What may stand beside a description in one heading: 目的・概要.
const PURPOSES: [&str; 4] = ["目的", "趣旨", "ねらい", "意義"];

/// What a heading says that is one of the words.
pub(super) fn by_word(base: &str) -> Option<Column> {
    let known = WORDS.iter().find_map(|(words, column)| words.contains(&base).then_some(*column));
    known.or_else(|| {
        let mut further = Measure::further_texts().map(|about| about.field);
        let field: Option<Field> = further.find(|field| fold_case(field.label()) == base);
        field.map(Column::Further)
    })
}

/// What a heading says that is one of the words in another dress: 主な取組み, 課名等, 取組項目名,
/// 目的・概要.
pub(super) fn by_sense(base: &str) -> Option<Column> {
    const LONGEST: usize = 16;
    if base.chars().count() > LONGEST {
        return None;
    }
    let spelled = base.replace("取り組み", "取組").replace("取組み", "取組");
    let text = spelled.strip_suffix('等').unwrap_or(&spelled);
    let whole = || by_word(text).filter(|_| text.len() < base.len());
    whole()
        .or_else(|| behind(text, &QUALIFIERS).filter(|column| !column.is_of_level()))
        .or_else(|| {
            behind(text, &SUBJECTS).filter(|it| it.year().is_some() || *it == Column::Description)
        })
        .or_else(|| named(text))
        .or_else(|| together(text))
}

/// What the word says that follows one of others.
fn behind(text: &str, others: &[&str]) -> Option<Column> {
    others.iter().find_map(|word| by_word(text.strip_prefix(word)?))
}

/// What a word says behind which 名 stands.
fn named(text: &str) -> Option<Column> {
    let word = ["の名称", "名称", "名"].iter().find_map(|end| text.strip_suffix(end))?;
    by_word(word).filter(|it| matches!(it, Column::Name | Column::Goal | Column::Direction))
}

/// What several words say that all say the same.
fn together(text: &str) -> Option<Column> {
    let text = text.replace("及び", "・").replace(['/', '、', ','], "・");
    let mut parts = text.split('・').filter(|part| !PURPOSES.contains(part)).peekable();
    let is_one = !text.contains('・');
    let said = |part: &str| by_word(part).or_else(|| behind(part, &QUALIFIERS));
    let first = said(parts.next().filter(|_| !is_one)?)?;
    let is_with_purpose = text.split('・').any(|part| PURPOSES.contains(&part));
    let are = parts.all(|part| said(part) == Some(first));
    (are && (!is_with_purpose || first == Column::Description)).then_some(first)
}

/// What a heading of several words says by what it ends with.
pub(super) fn by_part(base: &str) -> Option<Column> {
    let has = |words: &[&str]| words.iter().any(|word| base.contains(word));
    if base.is_empty() || base.chars().count() > 30 || has(&FOREIGN) {
        return None;
    }
    let before = base.split_once('(').map_or("", |(before, _)| before);
    let ends = |words: &[&str]| {
        [base.trim_end_matches(')'), before].into_iter().any(|text| {
            let text = ["について", "など", "等", "欄"]
                .iter()
                .find_map(|end| text.strip_suffix(end))
                .unwrap_or(text);
            words.iter().any(|word| text.ends_with(word))
        })
    };
    if let Some(column) = departments(base, before) {
        return Some(column);
    }
    if has(&["番号"]) || base.ends_with("no") || base.ends_with("no.") {
        return Some(if has(&["基本目標"]) {
            Column::GoalNumber
        } else if has(&["方向"]) {
            Column::DirectionNumber
        } else {
            Column::Number
        });
    }
    if has(&["実施", "取組", "取り組み", "実績", "成果", "活動", "進捗"])
        && has(&["状況", "実績", "結果", "内容", "経過", "成果", "報告", "詳細", "概要"])
        && ends(&[
            "状況",
            "実績",
            "結果",
            "内容",
            "経過",
            "成果",
            "報告",
            "詳細",
            "概要",
            "説明",
            "取組",
            "取り組み",
            "実施",
            "事業",
            "効果",
            "進捗",
            "まで",
        ])
    {
        let is_text =
            has(&["実施等", "内容", "実績", "結果", "まで", "詳細", "報告", "成果", "説明"]);
        return Some(if is_text { Column::Narratives(None) } else { Column::Progress(None) });
    }
    if ends(&["区分"]) && has(&["進捗", "状況", "進行", "達成", "現況", "現状"]) {
        return Some(Column::Progress(None));
    }
    if ends(&["基本目標"]) || is_goal(base) {
        return Some(Column::Goal);
    }
    if ends(&["方向", "方向性"]) {
        return Some(Column::Direction);
    }
    // 関連計画の名称 is that of something else.
    let is_other = has(&["関連", "関係", "上位", "根拠", "計画の名称", "補助"]);
    if ends(&["名称", "施策名", "事業名", "取組名"]) && !is_other {
        return Some(Column::Name);
    }
    if ends(&["内容", "概要", "説明"]) && has(&["施策", "事業", "取組", "計画"]) {
        return Some(Column::Description);
    }
    None
}

/// The departments of which a heading says that they lead or that they are related.
fn departments(base: &str, before: &str) -> Option<Column> {
    const RELATED: [&str; 5] = ["関連", "関係", "連携", "協力", "副"];
    let has = |words: &[&str]| words.iter().any(|word| base.contains(word));
    let related = has(&RELATED[..4]);
    if related && matches!(before, "課" | "課名" | "部署" | "部署名" | "所属" | "部課名")
    {
        return Some(Column::Lead(Brackets::Related));
    }
    if has(&["所管", "担当", "主管", "主担"]) && has(&["課", "部", "所管", "担当", "主管"])
    {
        // 関連担当課, 副担当課; but 関係課・担当課 names both.
        let is_related = RELATED.iter().any(|word| base.starts_with(word))
            && !has(&["・", "(", "、", "/", "及び"]);
        let brackets = if related { Brackets::Related } else { Brackets::Perhaps };
        return Some(if is_related { Column::Related } else { Column::Lead(brackets) });
    }
    (related && has(&["課", "部署", "部局", "所属", "室"])).then_some(Column::Related)
}

/// 環境目標, 健康目標; 数値目標 is a figure to be reached.
fn is_goal(base: &str) -> bool {
    const LONGEST: usize = 6;
    const FIGURES: [&str; 19] = [
        "数値",
        "成果",
        "活動",
        "達成",
        "指標",
        "個別",
        "年度",
        "中間",
        "最終",
        "長期",
        "短期",
        "取組",
        "取り組み",
        "事業",
        "施策",
        "行動",
        "当初",
        "年間",
        "sdg",
    ];
    base.ends_with("目標")
        && base.chars().count() <= LONGEST
        && !FIGURES.iter().any(|word| base.contains(word))
}
