//! Whether something is about what is planned, about what was done, or about neither.

use super::columns::{without_brackets, without_years};

/// What a row, a column, a table or a sheet is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// 計画, 予定, 目標.
    Planned,
    /// 実績, 結果.
    Done,
    /// What has no place in a book: 評価 in a row of its own, 課題, 予算.
    Other,
}

/// Words, folded, that name a stage.
const PLANNED: [&str; 32] = [
    "量の見込み",
    "量の見込",
    "確保方策",
    "確保の方策",
    "計画",
    "計画値",
    "計画内容",
    "年度計画",
    "当初計画",
    "事業計画",
    "実施計画",
    "取組計画",
    "予定",
    "取組予定",
    "実施予定",
    "事業予定",
    "目標",
    "目標値",
    "年度目標",
    "取組目標",
    "数値目標",
    "指標",
    "目標指標",
    "数値指標",
    "見込",
    "見込み",
    "見込値",
    "見込量",
    "当初",
    "計画・目標",
    "目標・計画",
    "plan",
];
const DONE: [&str; 22] = [
    "実績",
    "実績値",
    "実績等",
    "結果",
    "取組",
    "実施",
    "成果",
    "進捗",
    "進捗状況",
    "達成状況",
    "取組実績",
    "取組結果",
    "取組内容",
    "取組状況",
    "実施実績",
    "実施結果",
    "実施内容",
    "実施状況",
    "事業実績",
    "活動実績",
    "実績・成果",
    "do",
];
const OTHER: [&str; 45] = [
    "達成率",
    "差",
    "差異",
    "増減",
    "乖離",
    "評価理由",
    "設定理由",
    "外部評価",
    "内部評価",
    "一次評価",
    "二次評価",
    "総合評価",
    "委員意見",
    "次年度計画",
    "次年度の計画",
    "次年度の取組",
    "課題と対応",
    "課題・問題点",
    "人件費",
    "総事業費",
    "改善内容",
    "評価",
    "自己評価",
    "課題",
    "問題点",
    "課題等",
    "今後",
    "今後の課題",
    "今後の方針",
    "今後の方向",
    "今後の方向性",
    "今後の取組",
    "今後の予定",
    "方針",
    "改善",
    "改善策",
    "改善点",
    "対応",
    "備考",
    "予算",
    "予算額",
    "決算",
    "決算額",
    "事業費",
    "理由",
];

/// The stage that a text names, with a year or a sign in brackets beside it or without: 計画(P), R5実績.
pub(super) fn stage(text: &str) -> Option<Stage> {
    let undated = without_years(text);
    let inner = undated.strip_prefix(['(', '【', '[', '<', '〔']);
    let inner = inner.and_then(|it| it.strip_suffix([')', '】', ']', '>', '〕']));
    let bare = without_brackets(inner.unwrap_or(&undated));
    let bare = bare.trim_end_matches(':');
    let unnumbered = bare
        .trim_start_matches(|c: char| c.is_ascii_digit() || "().、・".contains(c))
        .trim_start_matches('の');
    let is = |words: &[&str]| words.contains(&bare) || words.contains(&unnumbered);
    if is(&PLANNED) {
        Some(Stage::Planned)
    } else if is(&DONE) {
        Some(Stage::Done)
    } else {
        is(&OTHER).then_some(Stage::Other)
    }
}

/// The stage that the cell of a column for it names, be it by a letter: P, D, C, A; 予, 実.
pub(super) fn stage_of_row(text: &str) -> Option<Stage> {
    let folded = crate::domain::fold::fold_case(text);
    match folded.trim_matches(['(', ')', '【', '】', '[', ']', ':']) {
        "p" | "予" => Some(Stage::Planned),
        "d" | "実" => Some(Stage::Done),
        "c" | "a" | "check" | "action" | "act" => Some(Stage::Other),
        // 執行額, 委託費, 執行率: what it costs.
        bare if bare.ends_with(['額', '費']) || bare.ends_with("執行率") => Some(Stage::Other),
        _ => stage(text),
    }
}

/// Whether the texts of a column tell of each row which stage it is about.
pub(super) fn are_stages(texts: &[String]) -> bool {
    if texts.first().is_none_or(|first| stage(first).is_none()) {
        return false;
    }
    let mut different: Vec<&String> = texts.iter().collect();
    different.sort_unstable();
    different.dedup();
    let stages: Option<Vec<Stage>> = different.iter().map(|text| stage(text)).collect();
    stages.is_some_and(|it| it.len() > 1 && it.iter().any(|stage| *stage != Stage::Done))
}
