//! What the heads of a table of indicators say, as cities word them.

use super::column::FigureColumn;
use super::units::unit_of;
use crate::domain::field::{About, Fields, Kind};
use crate::domain::fold::fold_case;
use crate::domain::{Field, FiscalYear, Indicator, Observation};
use crate::exchange::table::years_in;
use std::ops::Range;

/// The heads of columns that stand for themselves. Those of the fields themselves are known besides.
const ALIASES: &[(FigureColumn, &[&str])] = &[
    (FigureColumn::Number, &["no", "no.", "№", "番号", "指標番号", "kpi番号", "整理番号", "項番"]),
    (FigureColumn::Of(Field::IndicatorLabel), &["見出し", "記号"]),
    (FigureColumn::Of(Field::BaseAt), &["基準年度", "基準年", "現状値年度"]),
    (FigureColumn::Of(Field::Unit), &["単位", "指標の単位"]),
    (
        FigureColumn::Of(Field::IndicatorKind),
        &["種別", "指標の種別", "種類", "指標種別", "指標区分"],
    ),
    (FigureColumn::Of(Field::Series), &["集計方法", "累計単年の別", "値の種別"]),
    (
        FigureColumn::Of(Field::Better),
        &["方向性", "指標の方向性", "目指す方向", "望ましい方向", "増減の方向"],
    ),
    (
        FigureColumn::Lead,
        &[
            "担当課",
            "所管課",
            "担当部署",
            "所管",
            "担当",
            "課名",
            "主担当課",
            "担当課名",
            "所属",
            "担当所属",
            "所管部署",
            "所管課名",
            "主管課",
            "担当部課",
            "担当課等",
            "関係課等",
            "担当室課",
        ],
    ),
    (FigureColumn::Related, &["関連課", "関係課", "連携課", "協力課"]),
    (
        FigureColumn::Of(Field::Definition),
        &["指標の定義", "指標の説明", "指標の考え方", "説明", "指標の内容", "定義・説明", "定義式"],
    ),
    (
        FigureColumn::Of(Field::Method),
        &[
            "算出方法",
            "算定方法",
            "出典",
            "データの出典",
            "測定方法",
            "計算式",
            "算出根拠",
            "根拠",
            "データ元",
            "出典・算出方法",
        ],
    ),
    (
        FigureColumn::Of(Field::Timing),
        &["公表時期", "測定時期", "判明時期", "実績把握時期", "数値の把握時期"],
    ),
    (FigureColumn::Of(Field::Reporter), &["情報元", "報告者", "データ提供元"]),
    (FigureColumn::Of(Field::FigureNote), &["摘要", "注", "備考欄", "特記事項", "補足"]),
    (
        FigureColumn::Goal,
        &[
            "基本目標",
            "政策目標",
            "目標名",
            "政策",
            "政策分野",
            "柱",
            "基本目標名",
            "戦略",
            "基本戦略",
            "大綱",
            "分野",
        ],
    ),
    (
        FigureColumn::Finer,
        &[
            "施策",
            "施策名",
            "基本施策",
            "施策の方向",
            "施策の方向性",
            "具体的施策",
            "基本的方向",
            "主な施策",
            "個別施策",
            "取組名",
            "事業名",
            "施策分野",
        ],
    ),
    (FigureColumn::At, &["掲載する場所"]),
    (FigureColumn::Scale, &["評価尺度"]),
    (FigureColumn::FirstYear, &["開始年度"]),
    (FigureColumn::LastYear, &["終了年度"]),
    (FigureColumn::Successor, &["後継の指標"]),
    (FigureColumn::Year, &["年度", "対象年度", "実績年度", "測定年度", "会計年度"]),
    (FigureColumn::OfYear(Field::AsOf), &["実績の時点", "値の時点", "基準日"]),
    (FigureColumn::OfYear(Field::FigureNote), &["値の備考", "年度の備考"]),
    (
        FigureColumn::OfYear(Field::Cause),
        &[
            "要因",
            "分析",
            "増減理由",
            "要因・分析",
            "増減の要因",
            "評価理由",
            "未達成の理由",
            "達成状況の分析",
        ],
    ),
    (
        FigureColumn::Grade(None),
        &[
            "判定",
            "評価結果",
            "達成区分",
            "自己評価",
            "進捗評価",
            "達成状況",
            "達成度評価",
            "評価区分",
            "進捗状況",
            "ランク",
        ],
    ),
    (
        FigureColumn::Derived,
        &[
            "達成率",
            "達成度",
            "進捗率",
            "進捗度",
            "目標達成率",
            "達成率(%)",
            "増減",
            "増減率",
            "前年比",
            "前年度比",
            "伸び率",
        ],
    ),
    (
        FigureColumn::RowKind,
        &["区分", "項目", "目標実績", "目標・実績", "目標/実績", "内訳", "種", "目標・実績の別"],
    ),
];

/// The column of the names is called so, alone or with a word before it: 成果指標, 重要業績評価指標名.
const NAME_ENDS: [&str; 11] = [
    "指標",
    "指標名",
    "指標名称",
    "指標の名称",
    "指標項目",
    "指標等",
    "kpi",
    "kpi名",
    "kpi項目",
    "数値目標",
    "指標内容",
];
const NAMES: [&str; 6] =
    ["項目名", "目標項目", "評価項目", "数値目標・kpi", "kpi・数値目標", "数値目標名"];
const LONGEST_NAME: usize = 14;

/// A head folded, without spaces and line breaks.
pub(super) fn whole(heading: &str) -> String {
    fold_case(heading).chars().filter(|c| !c.is_whitespace()).collect()
}

/// A head folded, without brackets and what stands in them, spaces and line breaks.
pub(super) fn bare(heading: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::new();
    for c in whole(heading).chars() {
        match c {
            '(' | '[' | '【' | '<' | '〔' => depth += 1,
            ')' | ']' | '】' | '>' | '〕' => depth = depth.saturating_sub(1),
            c if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}

/// Whether the names of indicators stand below a head.
pub(super) fn is_name(heading: &str) -> bool {
    let is = |it: &str| {
        let is_short = it.chars().count() <= LONGEST_NAME;
        NAMES.contains(&it) || (is_short && NAME_ENDS.iter().any(|end| it.ends_with(end)))
    };
    is(&bare(heading)) || is(&whole(heading)) || bare(heading).starts_with("重要業績評価指標")
}

/// The first year that a head names; the end of a year is the year: H29.3末 is 2016.
pub(super) fn year_of(heading: &str) -> Option<FiscalYear> {
    let folded = whole(heading);
    let year = end_of_year(&folded).map(|(_, year)| year);
    year.or_else(|| years_in(&folded).first().map(|(_, year)| *year))
        .or_else(|| bare_year(&folded).map(|(_, year)| year))
}

/// 2024年, and 2024 alone: of a head, so the fiscal year is meant.
fn bare_year(folded: &str) -> Option<(Range<usize>, FiscalYear)> {
    let start =
        folded.find("20").filter(|at| !folded[..*at].ends_with(|c: char| c.is_ascii_digit()))?;
    let digits = folded[start..].chars().take_while(char::is_ascii_digit).count();
    let rest = &folded[start + digits..];
    let is_year = digits == 4 && !rest.starts_with(['.', '/', '-']) && !rest.starts_with("人");
    let year = folded[start..start + digits].parse().ok().filter(|_| is_year)?;
    let end = start + digits + if rest.starts_with('年') { '年'.len_utf8() } else { 0 };
    Some((start..end, FiscalYear(year)))
}

/// The year that a cell of years says: 令和5年度, R5, 5.
pub(super) fn year_in(text: &str) -> Option<FiscalYear> {
    year_of(text).or_else(|| FiscalYear::parse(text.trim()))
}

/// 平成29年3月末, h29.3末, r5.3.31: a day of March belongs to the year that began before it.
fn end_of_year(folded: &str) -> Option<(Range<usize>, FiscalYear)> {
    let marks = ["年3月末", ".3末", ".3月末", "年3月31日", ".3.31", "/3/31", "年3月"];
    let found = marks.iter().find_map(|mark| Some((folded.find(mark)?, mark.len())));
    let (at, length) = found.or_else(|| Some((folded.strip_suffix(".3")?.len(), ".3".len())))?;
    let from = folded[..at]
        .char_indices()
        .rev()
        .find(|(_, c)| !(c.is_ascii_digit() || "元平成令和昭hrs".contains(*c)));
    let from = from.map_or(0, |(at, c)| at + c.len_utf8());
    let year = FiscalYear::parse(&folded[from..at].to_uppercase())?;
    Some((from..at + length, year.previous()))
}

/// A head that stands over others.
pub(super) fn is_group(bare: &str) -> bool {
    matches!(
        bare,
        "目標"
            | "目標値"
            | "実績"
            | "実績値"
            | "年度目標"
            | "数値"
            | "推移"
            | "実績の推移"
            | "計画"
            | "計画値"
            | "年度別目標"
            | "年度別実績"
            | "実績値の推移"
            | "年次目標"
            | "進捗状況"
    )
}

/// What a word of a head alone says, without a year.
pub(super) fn of_word(bare: &str) -> Option<FigureColumn> {
    let alias = ALIASES.iter().find(|(_, words)| words.contains(&bare)).map(|(column, _)| *column);
    let of = |about: &About| is_plain(about) && whole(about.field.label()) == bare;
    let field = |column: fn(Field) -> FigureColumn, about: Option<About>| {
        about.map(|about| column(about.field))
    };
    let is_of_year =
        |about: &About| of(about) && !matches!(about.field, Field::FigureNote | Field::Actual);
    let mut indicators = Indicator::FIELDS.iter().map(|spec| spec.about);
    let mut observations = Observation::FIELDS.iter().map(|spec| spec.about);
    alias
        .or_else(|| (bare == "評価").then_some(FigureColumn::Grade(None)))
        .or_else(|| field(FigureColumn::Of, indicators.find(|it| of(it) && !is_target(it.field))))
        .or_else(|| field(FigureColumn::OfYear, observations.find(is_of_year)))
}

/// These may have years in their heads, and are read with them.
const fn is_target(field: Field) -> bool {
    matches!(field, Field::Base | Field::FinalTarget)
}

/// Whether a field stands in a cell as it is, without naming another record.
pub(super) const fn is_plain(about: &About) -> bool {
    matches!(
        about.kind,
        Kind::Name
            | Kind::Line
            | Kind::Lines
            | Kind::Figure
            | Kind::Code(_)
            | Kind::Year
            | Kind::Flag
    ) && !matches!(about.field, Field::Approval | Field::Remark)
}

/// Whether a text of a head says what stands below it.
pub(super) fn is_sub_head(text: &str) -> bool {
    let bare = bare(text);
    let is_year = year_of(text).is_some() && text.chars().count() < 20;
    is_group(&bare) || is_year || of_word(&bare).is_some() || of_path(&[text.to_owned()]).is_some()
}

/// The words of which heads of figures are made, without years and what says nothing. A head with any
/// other word means something else: 上半期実績, 目標未達の理由.
const BASES: [&str; 8] =
    ["計画策定時", "策定時", "申請時", "基準", "現状", "現況", "当初", "スタート"];
const FINAL: [&str; 6] = ["最終", "事業終了後", "事業終了時", "計画終了時", "到達", "終了時"];
const FORMER: [&str; 6] = ["変更前", "見直し前", "改定前", "改訂前", "修正前", "当初"];
const AMENDED: [&str; 5] = ["変更後", "見直し後", "改定後", "改訂後", "修正後"];
const TARGETS: [&str; 2] = ["目標", "計画"];
const ACTUALS: [&str; 3] = ["実績", "実数", "実測"];
const BESIDE: [&str; 6] = ["中間", "進捗状況", "進捗", "指標", "達成", "設定"];
const DERIVED: [&str; 6] = ["達成率", "達成度", "進捗率", "増減", "前年比", "伸び率"];
const GRADES: [&str; 3] = ["評価", "判定", "達成状況"];
const UNSAID: [&str; 14] = [
    "年度末",
    "年度別",
    "年度",
    "年次",
    "各年",
    "時点",
    "現在",
    "数値",
    "推移",
    "kpi",
    "(a)",
    "(b)",
    "の",
    "値",
];

/// What the heads over a column say, from the top.
pub(super) fn of_path(path: &[String]) -> Option<FigureColumn> {
    let joined = path.concat();
    let lowest = path.last().map(|it| bare(it)).unwrap_or_default();
    let year = path.iter().rev().find_map(|part| year_of(part));
    let all = whole(&joined);
    if let Some(column) = of_word(&lowest).or_else(|| of_word(&bare(&joined))) {
        match column {
            FigureColumn::Grade(None) => return Some(FigureColumn::Grade(year)),
            FigureColumn::OfYear(Field::YearTarget) if year.is_some() => {}
            // 年度 below 基準値 is when that was.
            FigureColumn::Year if path.len() > 1 && BASES.iter().any(|it| all.contains(it)) => {
                return Some(FigureColumn::Of(Field::BaseAt));
            }
            FigureColumn::Year if path.len() > 1 && all.contains("目標") => {
                return Some(FigureColumn::Of(Field::TargetYear));
            }
            column => return Some(column),
        }
    }
    if DERIVED.iter().any(|word| all.contains(word)) {
        return Some(FigureColumn::Derived);
    }
    let core = core(&joined);
    let says = |words: &[&str]| words.iter().any(|word| core.contains(word));
    let only = |words: &[&[&str]]| is_made_of(&core, &words.concat());
    if is_range(&all) {
        return None;
    }
    if says(&FORMER) && says(&["目標"]) && only(&[&FORMER, &TARGETS, &FINAL]) {
        return year.is_none().then_some(FigureColumn::FormerTarget);
    }
    if says(&AMENDED) && says(&["目標"]) && only(&[&AMENDED, &TARGETS, &FINAL]) {
        // （R6変更後） is when it was amended, 変更後（R8） the year of the target.
        let is_apart = |it: &str| AMENDED.iter().any(|word| bare(it).contains(word));
        return match year {
            Some(_) if year_of(&bare(&joined)).is_some() => None,
            Some(year) if !is_apart(&joined) => Some(FigureColumn::AmendedTarget(year)),
            year => Some(FigureColumn::FinalTarget(year)),
        };
    }
    if says(&BASES) && !says(&["目標"]) && only(&[&BASES, &ACTUALS, &["計画", "年"]]) {
        return Some(FigureColumn::Base(year));
    }
    if says(&FINAL) && only(&[&FINAL, &TARGETS]) {
        return Some(FigureColumn::FinalTarget(year));
    }
    if GRADES.iter().any(|word| lowest.ends_with(word)) {
        return Some(FigureColumn::Grade(year));
    }
    let (is_target, is_actual) = (says(&TARGETS), says(&ACTUALS));
    match (is_target, is_actual, year) {
        (true, false, Some(year)) if only(&[&TARGETS, &BESIDE]) => Some(FigureColumn::Target(year)),
        (true, false, None) if only(&[&TARGETS, &["指標", "設定"]]) && says(&["目標"]) => {
            Some(FigureColumn::FinalTarget(None))
        }
        (false, true, Some(year)) if only(&[&ACTUALS, &BESIDE, &["確定", "単年", "年間"]]) => {
            Some(FigureColumn::Actual(year))
        }
        (false, false, Some(year)) if only(&[&BESIDE]) => Some(FigureColumn::OfRow(year)),
        _ => None,
    }
}

/// A head without its years, brackets, a unit behind it, and the words that say nothing.
fn core(head: &str) -> String {
    let mut core = whole(&unit_of(head).0);
    if let Some(range) = end_of_year(&core).map(|(range, _)| range) {
        core.replace_range(range, "");
    }
    for range in years_in(&core).into_iter().map(|(range, _)| range).rev() {
        core.replace_range(range, "");
    }
    if let Some((range, _)) = bare_year(&core) {
        core.replace_range(range, "");
    }
    let core = UNSAID.iter().fold(core, |core, word| core.replace(word, ""));
    core.chars().filter(|c| !"()[]【】<>〔〕・:/_ ".contains(*c)).collect()
}

/// Whether a text is a row of these words.
fn is_made_of(text: &str, words: &[&str]) -> bool {
    let rest = || words.iter().filter_map(|word| text.strip_prefix(word));
    text.is_empty() || rest().any(|rest| is_made_of(rest, words))
}

/// R2～R6: a figure of several years is that of none.
fn is_range(folded: &str) -> bool {
    let years = years_in(folded);
    years.windows(2).any(|pair| {
        let [(a, first), (b, second)] = pair else { return false };
        let between = &folded[a.end..b.start];
        first != second && between.contains(['~', '〜', '-', '―', '–', 'ー', '→'])
    })
}
