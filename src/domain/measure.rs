//! 施策.

use super::{DepartmentId, DirectionId, Dismissed, FiscalYear, MeasureId, Period, Position};
use serde::{Deserialize, Serialize};

/// 施策.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    pub id: MeasureId,
    pub direction: DirectionId,
    /// 番号, what is printed. It restarts under each direction; gaps (欠番) are allowed.
    pub number: u32,
    /// 名称.
    pub name: String,
    /// 内容, of one or more paragraphs.
    pub description: String,
    /// 交付金の名称: of the national grant with which it is paid, where there is one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub grant: String,
    /// 所管課, in the order in which they are printed.
    pub lead: Vec<DepartmentId>,
    /// 関連課, in the order in which they are printed.
    pub related: Vec<DepartmentId>,
    /// 並び順 within the direction.
    pub position: Position,
    /// 廃止: no longer asked for an entry, still printable.
    pub retired: bool,
    /// 実施期間: in other years it is not asked for an entry.
    #[serde(default, skip_serializing_if = "Period::is_open")]
    pub period: Period,
    /// The findings that are left as they are.
    #[serde(default, skip_serializing_if = "Dismissed::is_empty")]
    pub dismissed: Dismissed,
}

impl Measure {
    /// A measure of which nothing is known but this.
    pub fn new(
        direction: DirectionId,
        number: u32,
        name: impl Into<String>,
        position: Position,
    ) -> Self {
        Self {
            id: MeasureId::new(),
            direction,
            number,
            name: name.into(),
            description: String::new(),
            grant: String::new(),
            lead: Vec::new(),
            related: Vec::new(),
            position,
            retired: false,
            period: Period::default(),
            dismissed: Dismissed::new(),
        }
    }

    /// Whether an entry of a year is asked for.
    pub fn is_asked_for(&self, year: FiscalYear) -> bool {
        !self.retired && self.period.contains(year)
    }

    /// Whether a department leads the measure or is related to it.
    pub fn involves(&self, department: DepartmentId) -> bool {
        self.lead.contains(&department) || self.related.contains(&department)
    }
}
