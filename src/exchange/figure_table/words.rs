//! What the heads of a table of indicators say, as cities word them.

use super::column::FigureColumn;
use crate::domain::field::{About, Fields, Kind};
use crate::domain::fold::fold_case;
use crate::domain::{Field, FiscalYear, Indicator, Observation};
use crate::exchange::table::years_in;

/// The heads of columns that stand for themselves. Those of the fields themselves are known besides.
const ALIASES: &[(FigureColumn, &[&str])] = &[
    (FigureColumn::Number, &["no", "no.", "№", "番号", "指標番号", "kpi番号", "整理番号", "項番"]),
    (FigureColumn::Of(Field::IndicatorLabel), &["見出し", "記号"]),
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
    end_of_year(&folded).or_else(|| years_in(&folded).first().map(|(_, year)| *year))
}

/// The year that a cell of years says: 令和5年度, R5, 5.
pub(super) fn year_in(text: &str) -> Option<FiscalYear> {
    year_of(text).or_else(|| FiscalYear::parse(text.trim()))
}

/// 平成29年3月末, h29.3末, r5.3.31: a day of March belongs to the year that began before it.
fn end_of_year(folded: &str) -> Option<FiscalYear> {
    let marks = ["年3月末", ".3末", ".3月末", "年3月31日", ".3.31", "/3/31", "年3月"];
    let at = marks.iter().find_map(|mark| folded.find(mark));
    let at = at.or_else(|| folded.strip_suffix(".3").map(str::len))?;
    let from = folded[..at]
        .char_indices()
        .rev()
        .find(|(_, c)| !(c.is_ascii_digit() || "元平成令和昭hrs".contains(*c)));
    let from = from.map_or(0, |(at, c)| at + c.len_utf8());
    let year = FiscalYear::parse(&folded[from..at].to_uppercase())?;
    Some(year.previous())
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

const BASES: [&str; 9] =
    ["基準値", "現状", "策定時", "申請時", "当初値", "基準年", "基準(", "計画策定時", "スタート"];
const FINAL: [&str; 6] =
    ["最終目標", "事業終了後", "計画最終年度", "到達目標", "最終年度目標", "目標年度"];
const FORMER: [&str; 7] =
    ["変更前", "見直し前", "改定前", "改訂前", "修正前", "当初目標", "(当初)"];
const AMENDED: [&str; 5] = ["変更後", "見直し後", "改定後", "改訂後", "修正後"];
const DERIVED: [&str; 6] = ["達成率", "達成度", "進捗率", "増減", "前年比", "伸び率"];
const GRADES: [&str; 3] = ["評価", "判定", "達成状況"];

/// What the heads over a column say, from the top.
pub(super) fn of_path(path: &[String]) -> Option<FigureColumn> {
    let joined = path.concat();
    let lowest = path.last().map(|it| bare(it)).unwrap_or_default();
    let year = path.iter().rev().find_map(|part| year_of(part));
    if let Some(column) = of_word(&lowest).or_else(|| of_word(&bare(&joined))) {
        let is_of_figures = matches!(column, FigureColumn::OfYear(Field::YearTarget));
        match column {
            FigureColumn::Grade(None) => return Some(FigureColumn::Grade(year)),
            _ if is_of_figures && year.is_some() => {}
            column => return Some(column),
        }
    }
    let all = whole(&joined);
    let says = |words: &[&str]| words.iter().any(|word| all.contains(word));
    let is_actual = says(&["実績", "実数"]);
    let is_target = says(&["目標", "計画値"]) || lowest == "計画";
    if says(&DERIVED) {
        return Some(FigureColumn::Derived);
    }
    if says(&BASES) {
        return Some(FigureColumn::Base(year));
    }
    if is_target && says(&FORMER) {
        return Some(FigureColumn::FormerTarget);
    }
    if is_target && says(&AMENDED) {
        return Some(year.map_or(FigureColumn::FinalTarget(None), FigureColumn::AmendedTarget));
    }
    if says(&FINAL) && !is_actual {
        return Some(FigureColumn::FinalTarget(year));
    }
    if is_range(&all) {
        return None;
    }
    if GRADES.iter().any(|word| lowest.ends_with(word)) {
        return Some(FigureColumn::Grade(year));
    }
    match (is_target, is_actual, year) {
        (true, false, Some(year)) => Some(FigureColumn::Target(year)),
        (true, false, None) => Some(FigureColumn::FinalTarget(None)),
        (_, true, Some(year)) => Some(FigureColumn::Actual(year)),
        (false, false, Some(year)) if is_year_alone(path) => Some(FigureColumn::OfRow(year)),
        _ => None,
    }
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

/// Whether a path says nothing besides a year: 令和5年度末, R5（2023）; not R5見込.
fn is_year_alone(path: &[String]) -> bool {
    let mut rest = path.iter().map(|part| whole(part)).filter(|part| !is_group(&bare(part)));
    rest.all(|part| {
        let mut left = part.clone();
        for (range, _) in years_in(&part).into_iter().rev() {
            left.replace_range(range, "");
        }
        let is_of_day = |c: char| {
            c.is_ascii_digit() || "年度末月日時点現在値の値()（）./平成令和昭hrs元推移".contains(c)
        };
        left.chars().all(is_of_day)
    })
}
