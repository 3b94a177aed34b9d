//! Headings under one heading: the lowest decides what a column holds, the one above it of what sense and
//! of which year.

use super::columns::{self, Column};
use super::departments::Brackets;
use super::stage::{Stage, stage, stage_of_row};
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;

/// What the columns under a heading are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    /// 実績, 取組状況, R6: what was done.
    Results,
    /// 評価
    Rating,
    /// 担当課
    Departments,
}

/// Words, folded, for a text, whatever it is about.
const TEXTS: [&str; 21] = [
    "内容",
    "説明",
    "概要",
    "詳細",
    "本文",
    "文章",
    "記述",
    "定性",
    "具体的内容",
    "具体的な内容",
    "主な内容",
    "取組",
    "取り組み",
    "主な取組",
    "主な取り組み",
    "取組の内容",
    "取組概要",
    "取組の概要",
    "事業内容",
    "実施概要",
    "経過",
];

/// Words for a status.
const STATUSES: [&str; 6] = ["区分", "進捗", "進捗度", "状態", "判定", "進捗区分"];

/// Words for a figure.
const FIGURES: [&str; 19] = [
    "件数",
    "数",
    "数値",
    "人数",
    "回数",
    "参加者数",
    "利用者数",
    "開催回数",
    "%",
    "率",
    "割合",
    "金額",
    "額",
    "定量",
    "単位",
    "点数",
    "達成率",
    "値",
    "件",
];

/// What a column holds under headings that stand over several: `Some(None)` where that is nothing of
/// ours, `None` where `below` does not say.
pub(super) fn under(above: &str, below: &str, year: Option<FiscalYear>) -> Option<Option<Column>> {
    let folded = columns::without_years(below);
    let bare = columns::without_brackets(&folded);
    let word = bare.trim_start_matches('の');
    let text = || year.map_or(Column::Narratives(None), Column::Narrative);
    match group(above)? {
        Group::Results if heads_figures(word) || is_of_figure(below) => Some(None),
        Group::Results if TEXTS.contains(&word) => Some(Some(text())),
        Group::Results if STATUSES.contains(&word) || is_progress(below) => {
            Some(Some(Column::Progress(year)))
        }
        Group::Results => match stage(below)? {
            Stage::Done => Some(Some(text())),
            Stage::Planned | Stage::Other => Some(None),
        },
        Group::Rating if STATUSES.contains(&word) => Some(Some(Column::Progress(year))),
        Group::Rating if TEXTS.contains(&word) || heads_figures(word) => Some(None),
        Group::Rating => None,
        Group::Departments => match word {
            "主" | "正" | "主担当" | "主管" | "所管" => {
                Some(Some(Column::Lead(Brackets::PartOfName)))
            }
            "関係" | "関連" | "副" | "副担当" | "連携" | "協力" => {
                Some(Some(Column::Related))
            }
            _ => None,
        },
    }
}

/// Whether a heading below another one is that of a status, whatever its texts are.
pub(super) fn is_status(below: &str) -> bool {
    columns::is_rating(below) || STATUSES.contains(&columns::without_years(below).as_str())
}

/// Whether a heading is that of a status, or of a text that may be one: 評価, 進捗状況.
fn is_progress(heading: &str) -> bool {
    columns::is_rating(heading)
        || matches!(columns::column(heading), Some(Column::Progress(_) | Column::Status(_)))
}

/// What a heading alone says that its column holds. 取組内容（予定） is what is planned, whatever stands
/// before the bracket.
pub(super) fn alone(heading: &str) -> Option<Column> {
    let column = columns::column(heading)?;
    let is_text = column.year().is_some() || column == Column::Description;
    let aside = || columns::aside(&columns::without_years(heading));
    let is_other = || aside().and_then(|it| stage_of_row(&it)).is_some_and(|it| it != Stage::Done);
    // R6計画内容 is no text of a year, while 計画内容 describes the measure.
    let is_plan = matches!(column, Column::Narrative(_))
        && stage(heading) == Some(Stage::Planned)
        && !columns::is_expected(heading);
    (!is_text || !(is_plan || is_other())).then_some(column)
}

fn group(above: &str) -> Option<Group> {
    let column = columns::column(above)?;
    match column {
        Column::Lead(_) => Some(Group::Departments),
        _ if columns::is_rating(above) => Some(Group::Rating),
        Column::Narrative(_) | Column::Narratives(_) | Column::Progress(_) => Some(Group::Results),
        _ => None,
    }
}

/// Whether a heading may be that of a text as well as of names: 取組.
pub(super) fn is_text(heading: &str) -> bool {
    TEXTS.contains(&fold_case(heading).as_str())
}

/// Whether a heading, folded and without what stands in brackets, is that of figures.
fn heads_figures(word: &str) -> bool {
    FIGURES.contains(&word)
}

/// Whether a heading says in brackets that it is of figures: 実績（件数）.
pub(super) fn is_of_figure(heading: &str) -> bool {
    columns::aside(&fold_case(heading)).is_some_and(|aside| heads_figures(&aside))
}
