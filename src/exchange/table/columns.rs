//! What a column holds, by the words of its heading.

mod parts;
mod senses;
mod signs;
mod words;

use super::departments::Brackets;
use super::years::{self, years_in};
use crate::domain::fold::fold_case;
use crate::domain::{Field, FiscalYear};
use crate::exchange::grid::Row;
pub(crate) use parts::without_years;
use parts::{Split, leading_bare};
pub(super) use parts::{are_alike, aside, names_several_years, part_of_year, without_brackets};
use senses::{by_part, by_sense, by_word};
use serde::{Deserialize, Serialize};
use signs::{LEVELS, OF_FIGURES, RATINGS};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    Goal,
    GoalNumber,
    GoalLabel,
    GoalName,
    Direction,
    DirectionNumber,
    DirectionName,
    Number,
    /// 1-2-3: the numbers of the goal, of the direction and of the measure. Of two numbers the first
    /// is that of the direction.
    NumberPath,
    Name,
    Description,
    /// One of the [further texts](crate::domain::Measure::further_texts) of a measure.
    Further(Field),
    Lead(Brackets),
    Related,
    /// 進捗状況, of the latest year of the list where the heading names none.
    Status(Option<FiscalYear>),
    /// ○ in this column says that the status is the one which heads it.
    Mark(Option<FiscalYear>),
    /// 実施状況 of one year.
    Narrative(FiscalYear),
    /// 実施状況 of several years, or of one that the heading does not name; the year up to which it
    /// goes, where it does.
    Narratives(Option<FiscalYear>),
    /// A heading such as 平成30年度進捗状況 stands over a status in one list, over a text in another.
    Progress(Option<FiscalYear>),
    /// 年度, in a list with a row for each year.
    Year,
    /// Whether a row tells of what is planned or of what was done: 計画, 実績.
    Kind,
    Retired,
    /// 実施期間, both years in one cell.
    Period,
    /// 開始年度.
    FirstYear,
    /// 終了年度.
    LastYear,
}

impl Column {
    /// Whether it tells which measure, or which year of it, a row is about.
    pub const fn places(self) -> bool {
        self.is_of_level() || matches!(self, Self::Name | Self::NumberPath | Self::Year)
    }

    /// Whether it tells of goals or directions.
    pub const fn is_of_level(self) -> bool {
        matches!(
            self,
            Self::Goal
                | Self::GoalNumber
                | Self::GoalLabel
                | Self::GoalName
                | Self::Direction
                | Self::DirectionNumber
                | Self::DirectionName
        )
    }

    /// Whether it tells in which years a measure is carried out.
    pub const fn is_of_period(self) -> bool {
        matches!(self, Self::Period | Self::FirstYear | Self::LastYear)
    }

    /// The year that it tells of, of those that may tell of one.
    pub const fn year(self) -> Option<Option<FiscalYear>> {
        match self {
            Self::Status(year)
            | Self::Mark(year)
            | Self::Narratives(year)
            | Self::Progress(year) => Some(year),
            Self::Narrative(year) => Some(Some(year)),
            _ => None,
        }
    }

    /// The same of another year. A text that is of no one year may be of several.
    pub const fn of_year(self, year: Option<FiscalYear>) -> Self {
        match (self, year) {
            (Self::Status(_), year) => Self::Status(year),
            (Self::Mark(_), year) => Self::Mark(year),
            (Self::Narratives(_), year) => Self::Narratives(year),
            (Self::Progress(_), year) => Self::Progress(year),
            (Self::Narrative(_), Some(year)) => Self::Narrative(year),
            (Self::Narrative(_), None) => Self::Narratives(None),
            (other, _) => other,
        }
    }
}

/// The longest text that may be a heading, in bytes.
const LONGEST: usize = 200;

/// Whether a text may head a column: one that may not is known by its looks.
pub(super) fn may_be_heading(text: &str) -> bool {
    text.len() <= LONGEST && !text.ends_with('。')
}

/// What a heading says that its column holds; `None` for a heading that is none of ours.
pub fn column(heading: &str) -> Option<Column> {
    let heading = without_mark(heading);
    let text = without_brackets(&fold_case(heading));
    if text.len() > LONGEST || is_question(&text) || is_former(heading) {
        return None;
    }
    if let Some(year) = years::alone(&text) {
        return Some(Column::Narrative(year));
    }
    let Split { base, years, bracketed, .. } = Split::of(heading);
    // 第1年次 is a year that the heading does not name; 第1年次(令和5年度) is one that it does.
    if years.is_empty() && years::counted(&text).is_some() {
        return None;
    }
    let (base, year) = (base.as_str(), years.last().copied());
    let bare = without_brackets(base);
    let word = by_word(base)
        .or_else(|| by_word(&bare).filter(|_| !is_vague(&bare)))
        .or_else(|| by_sense(base))
        .or_else(|| by_part(base))
        .or_else(|| by_word(&bare))
        .or_else(|| by_sense(&bare))
        .or_else(|| by_part(&bare));
    match (year, word) {
        // 前年度の取組 is what was done, 前年度の担当課 none that leads now.
        (None, Some(column)) if years::before(&text).is_some() => match column {
            Column::Name | Column::Description => Some(Column::Narratives(None)),
            column if column.year().is_some() || years::before(&text) == Some(0) => Some(column),
            _ => None,
        },
        (None, word) => word,
        (Some(_), None) if !is_of_a_year(base) && !is_period(base) && !is_expected(base) => None,
        (Some(year), Some(Column::Status(_))) => Some(Column::Status(Some(year))),
        (Some(year), Some(Column::Progress(_))) if bracketed && base.starts_with("進捗") => {
            Some(Column::Status(Some(year)))
        }
        (Some(year), _) if base.contains("まで") || years.len() > 1 => {
            Some(Column::Narratives(Some(year)))
        }
        (Some(year), Some(Column::Progress(_))) => Some(Column::Progress(Some(year))),
        (
            Some(year),
            None | Some(Column::Narratives(_) | Column::Description | Column::Name | Column::Year),
        ) => Some(Column::Narrative(year)),
        // R6目標 is a figure to be reached, R6の方向性 how a measure goes on.
        (Some(_), word) => word.filter(|column| !column.is_of_level() || names_level(base)),
    }
}

/// A heading without the number before it: ④R5実績, 4 R5実績.
fn without_mark(heading: &str) -> &str {
    let trimmed = heading.trim_start();
    let is_circled = |c: char| matches!(c, '①'..='⑳');
    if trimmed.starts_with(is_circled) {
        return trimmed.trim_start_matches(is_circled);
    }
    let rest =
        trimmed.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let bare = rest.trim_start_matches(['．', '.', ' ', '　']);
    let is_number = rest.len() < trimmed.len() && bare.len() < rest.len();
    let is_year = bare.starts_with('年') || bare.starts_with(char::is_numeric);
    if is_number && !is_year && !bare.is_empty() { bare } else { heading }
}

/// Whether a heading says that there is a newer thing beside: 旧担当課, 施策名（変更前）.
fn is_former(heading: &str) -> bool {
    let folded = fold_case(heading);
    folded.starts_with('旧')
        || ["(変更前)", "(旧)", "(改正前)", "(改定前)"].iter().any(|it| folded.ends_with(it))
}

/// Whether a heading says that its texts are of a year that has not ended: R6見込.
pub(super) fn is_expected(heading: &str) -> bool {
    let base = without_brackets(&Split::of(heading).base);
    matches!(
        base.as_str(),
        "見込" | "見込み" | "年度末見込" | "年度末見込み" | "実績見込" | "実績見込み"
    )
}

/// Whether a heading can be that of nothing but a level of the plan: 目標 may be a figure to be reached,
/// 方向性 how a measure goes on.
pub(super) fn names_level(heading: &str) -> bool {
    let base = without_brackets(&Split::of(heading).base);
    let is_outlook = ["今後", "次年度", "来年度", "事業の"].iter().any(|it| base.starts_with(it));
    !is_outlook && LEVELS.iter().any(|word| base.contains(word))
}

/// Whether what a bracket adds to a word says more than the word: 内容（実績）, 課（関連課）.
fn is_vague(word: &str) -> bool {
    matches!(word, "内容" | "概要" | "状況" | "説明")
        || matches!(by_word(word), Some(Column::Lead(_) | Column::Progress(_)))
}

/// Whether a heading is that of a rating, which is no text of a book where it is too long for a status.
pub(super) fn is_rating(heading: &str) -> bool {
    let base = without_brackets(&Split::of(heading).base);
    RATINGS.iter().any(|word| base.ends_with(word))
}

/// Whether a heading over others says that they hold figures or plans.
pub(super) fn is_of_figures(heading: &str) -> bool {
    let folded = fold_case(heading);
    OF_FIGURES.iter().any(|word| folded.contains(word))
}

/// Whether a text alone in a row tells of a figure to be reached: 数値目標：従業者数 12,400人.
pub(super) fn tells_figure(text: &str) -> bool {
    let folded = fold_case(text);
    let bare = folded.trim_start_matches(['【', '(', '[', '<', '≪', '■', '●', '○', '※']);
    ["数値目標", "目標値", "成果指標", "重要業績評価指標", "kpi"].iter().any(|word| {
        let rest = bare.strip_prefix(word);
        rest.is_some_and(|rest| {
            rest.is_empty() || rest.starts_with([':', '(', '】', ']', '>', '≫'])
        })
    })
}

/// Whether a text beside others says that they are a figure to be reached: KPI.
pub(super) fn names_figure(text: &str) -> bool {
    let folded = fold_case(text);
    matches!(
        folded.as_str(),
        "kpi" | "数値目標" | "成果指標" | "活動指標" | "重要業績評価指標" | "重要業績評価指標(kpi)"
    )
}

/// Whether a row heads a table of figures: 指標 | 基準値 | R5 | R6 | 目標値.
pub(super) fn heads_figures(row: &Row) -> bool {
    const LEAST: usize = 3;
    const LONGEST: usize = 40;
    const FIGURES: [&str; 8] =
        ["指標", "指標名", "基準値", "目標値", "現状値", "実績値", "単位", "達成率"];
    if row.own().count() < LEAST || row.own().any(|(_, cell)| cell.text().len() > LONGEST) {
        return false;
    }
    let texts: Vec<String> = row.own().map(|(_, cell)| fold_case(cell.text())).collect();
    let is_figure = |text: &str| FIGURES.contains(&without_years(text).as_str());
    texts.iter().filter(|text| is_figure(text)).count() > 1
        && texts.iter().all(|text| is_figure(text) || column(text).is_some())
}

/// Whether a heading asks something: …の影響の有無とその内容は？
fn is_question(folded: &str) -> bool {
    folded.ends_with('?')
        || ["ですか", "ますか", "ますか。", "ですか。"].iter().any(|end| folded.ends_with(end))
}

/// Whether a heading, or its lowest row, names a year without its era: 5年度実績, 5.
pub(super) fn is_guessed(heading: &str, lowest: &str) -> bool {
    years_in(&fold_case(heading)).is_empty()
        && (leading_bare(&fold_case(heading)).is_some()
            || years::bare(&fold_case(lowest)).is_some())
}

/// The year that is read in a heading or a cell that names none with its era.
pub fn guessed_year(text: &str) -> Option<FiscalYear> {
    let text = fold_case(text);
    let of_word = || text.split_whitespace().find_map(years::bare);
    leading_bare(&text).map(|(_, year)| year).or_else(|| years::bare(&text)).or_else(of_word)
}

/// What may stand beside a year in the heading of its column.
fn is_of_a_year(base: &str) -> bool {
    const WORDS: [&str; 11] =
        ["", "分", "末", "末時点", "実施", "取組", "事業", "結果", "対応", "報告", "動向"];
    WORDS.contains(&base)
}

/// (4月~9月), which may stand beside the part of a year.
fn is_period(base: &str) -> bool {
    let inner = base.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|it| it.chars().all(|c| c.is_ascii_digit() || "月日年~～-から末".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Column::*;

    #[test]
    fn headings_are_known_in_every_dress() {
        let year = FiscalYear(2018);
        for (text, expected) in [
            ("施策\n番号", Number),
            ("Ｎｏ．", Number),
            ("№", Number),
            ("名　称", Name),
            ("事業名", Name),
            ("施策・事業の概要", Description),
            ("所管課\n（関連課）", Lead(Brackets::Related)),
            ("担当課・関係課", Lead(Brackets::Related)),
            ("課（関連課）", Lead(Brackets::Related)),
            ("主管課", Lead(Brackets::Perhaps)),
            ("関連課", Related),
            ("進捗状況", Progress(None)),
            ("進捗\n状況", Progress(None)),
            ("平成30年度までの実施等状況", Narratives(Some(year))),
            ("平成29・平成30年度実施状況", Narratives(Some(year))),
            ("平成３０年度", Narrative(year)),
            ("H30実績", Narrative(year)),
            ("平成30年度の取組内容", Narrative(year)),
            ("平成30年度 進捗状況", Progress(Some(year))),
            ("進捗状況（平成30年度）", Status(Some(year))),
            ("2018（平成30）年度実績", Narrative(year)),
            ("実施等状況", Narratives(None)),
            ("これまでの取組実績", Narratives(None)),
            ("実施状況", Progress(None)),
            ("基本目標", Goal),
            ("施策の方向", Direction),
            ("施策の方向の番号", DirectionNumber),
            ("廃止", Retired),
            ("実施期間", Period),
            ("開始年度", FirstYear),
            ("終了年度", LastYear),
            ("年度", Year),
        ] {
            assert_eq!(column(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_headings_are_not_taken_for_ours() {
        for text in [
            "",
            "今後の課題",
            "重要業績評価指標（KPI）",
            "平成30年度予算額",
            "備考",
            "目標値",
            "単位",
        ] {
            assert_eq!(column(text), None, "{text}");
        }
    }
}
