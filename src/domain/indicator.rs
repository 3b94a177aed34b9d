//! 指標: what shows how far a goal has been reached, and how its figures are to be read.

use super::rate::{Better, RateRule};
use super::series::{Closing, Series};
use super::{
    DepartmentId, DirectionId, Dismissed, Figure, FiscalYear, GoalId, IndicatorId, Key, MeasureId,
    Period, Position, ScaleId,
};
use serde::{Deserialize, Serialize};

/// 指標.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    pub id: IndicatorId,
    /// 見出し, e.g. 目標１, KPI①; may be empty.
    pub label: String,
    pub name: String,
    /// 単位, e.g. 人; may be empty.
    pub unit: String,
    /// 種別, one of those that the plan lists: 数値目標, KPI. May be empty.
    pub kind: String,
    /// What the figure of a year tells.
    pub series: Series,
    /// How the last column follows from the years.
    pub closing: Closing,
    /// What the last column says where it is entered by hand.
    pub closing_figure: Figure,
    pub better: Better,
    pub decimals: Decimals,
    /// 基準値.
    pub base: Figure,
    /// Its heading, e.g. 申請時; empty for that of the paper.
    pub base_label: String,
    /// Of when it is, as a text.
    pub base_at: String,
    /// 最終目標.
    pub target: Figure,
    /// Its heading, e.g. 事業終了後; empty for that of the paper.
    pub target_label: String,
    pub target_year: Option<FiscalYear>,
    pub rate: RateChoice,
    /// By which 達成率 and figures are graded.
    pub scale: Option<ScaleId>,
    /// 定義.
    pub definition: String,
    /// 把握方法: source and method.
    pub method: String,
    /// 把握時期: when the figure of a year is known.
    pub timing: String,
    /// 報告元.
    pub reporter: String,
    pub note: String,
    /// Where it belongs, then where it is printed again (再掲). At least one.
    pub at: Vec<OutlineKey>,
    /// Its own, which may differ from those of the measure.
    pub lead: Vec<DepartmentId>,
    pub related: Vec<DepartmentId>,
    /// The years for which figures are asked.
    pub period: Period,
    /// The indicator that took its place.
    pub successor: Option<IndicatorId>,
    pub position: Position,
    /// 廃止: no longer asked for, still printable.
    pub retired: bool,
    #[serde(default, skip_serializing_if = "Dismissed::is_empty")]
    pub dismissed: Dismissed,
}

/// 改定: what held for an indicator before a year. What holds since stands in the indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    pub indicator: IndicatorId,
    /// The first year for which it no longer holds.
    pub year: FiscalYear,
    pub unit: String,
    pub definition: String,
    /// 最終目標.
    pub target: Figure,
    /// Why it was changed.
    pub reason: String,
}

/// A place in the outline of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutlineKey {
    Plan,
    Goal(GoalId),
    Direction(DirectionId),
    Measure(MeasureId),
}

/// With how many decimals the figures of an indicator are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decimals {
    #[default]
    AsTyped,
    None,
    One,
    Two,
    Three,
}

/// How 達成率 of an indicator is reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateChoice {
    /// As those of the plan are.
    #[default]
    AsPlan,
    Target,
    YearTarget,
    Progress,
}

impl RateChoice {
    /// The rule, where the plan has this one.
    pub const fn rule(self, plan: RateRule) -> RateRule {
        match self {
            Self::AsPlan => plan,
            Self::Target => RateRule::Target,
            Self::YearTarget => RateRule::YearTarget,
            Self::Progress => RateRule::Progress,
        }
    }
}

impl Decimals {
    /// How many; `None` for as many as were typed.
    pub const fn count(self) -> Option<u32> {
        match self {
            Self::AsTyped => None,
            Self::None => Some(0),
            Self::One => Some(1),
            Self::Two => Some(2),
            Self::Three => Some(3),
        }
    }
}

impl From<OutlineKey> for Key {
    fn from(at: OutlineKey) -> Self {
        match at {
            OutlineKey::Plan => Self::Plan,
            OutlineKey::Goal(id) => Self::Goal(id),
            OutlineKey::Direction(id) => Self::Direction(id),
            OutlineKey::Measure(id) => Self::Measure(id),
        }
    }
}

impl OutlineKey {
    /// The place that a key stands for, if it is one.
    pub const fn of(key: Key) -> Option<Self> {
        match key {
            Key::Plan => Some(Self::Plan),
            Key::Goal(id) => Some(Self::Goal(id)),
            Key::Direction(id) => Some(Self::Direction(id)),
            Key::Measure(id) => Some(Self::Measure(id)),
            _ => None,
        }
    }
}

impl Indicator {
    /// An indicator of which nothing is known but this.
    pub fn new(name: impl Into<String>, at: OutlineKey, position: Position) -> Self {
        Self {
            id: IndicatorId::new(),
            label: String::new(),
            name: name.into(),
            unit: String::new(),
            kind: String::new(),
            series: Series::default(),
            closing: Closing::default(),
            closing_figure: Figure::Blank,
            better: Better::default(),
            decimals: Decimals::default(),
            base: Figure::Blank,
            base_label: String::new(),
            base_at: String::new(),
            target: Figure::Blank,
            target_label: String::new(),
            target_year: None,
            rate: RateChoice::default(),
            scale: None,
            definition: String::new(),
            method: String::new(),
            timing: String::new(),
            reporter: String::new(),
            note: String::new(),
            at: vec![at],
            lead: Vec::new(),
            related: Vec::new(),
            period: Period::default(),
            successor: None,
            position,
            retired: false,
            dismissed: Dismissed::new(),
        }
    }

    /// Whether figures of a year are asked for.
    pub fn is_asked_for(&self, year: FiscalYear) -> bool {
        !self.retired && self.period.contains(year)
    }

    /// Whether a department leads the indicator or is related to it.
    pub fn involves(&self, department: DepartmentId) -> bool {
        self.lead.contains(&department) || self.related.contains(&department)
    }

    /// A figure of it as it is printed, without its unit.
    pub fn printed(&self, figure: &Figure) -> String {
        figure.printed(self.decimals.count())
    }

    /// Label and name, as it is known: 目標１　認定数.
    pub fn heading(&self) -> String {
        match self.label.as_str() {
            "" => self.name.clone(),
            label => format!("{label}　{}", self.name),
        }
    }
}

impl Amendment {
    /// One that says nothing.
    pub const fn blank(indicator: IndicatorId, year: FiscalYear) -> Self {
        Self {
            indicator,
            year,
            unit: String::new(),
            definition: String::new(),
            target: Figure::Blank,
            reason: String::new(),
        }
    }

    /// Whether it says nothing. It is not stored then.
    pub fn is_blank(&self) -> bool {
        *self == Self::blank(self.indicator, self.year)
    }
}
