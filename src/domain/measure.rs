//! 施策, and what was done for it in each year.

use super::{DepartmentId, DirectionId, FiscalYear, MeasureId, Position, StatusId};
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
    /// 所管課, in the order in which they are printed.
    pub lead: Vec<DepartmentId>,
    /// 関連課, in the order in which they are printed.
    pub related: Vec<DepartmentId>,
    /// 並び順 within the direction.
    pub position: Position,
    /// 廃止: no longer asked for an entry, still printable.
    pub retired: bool,
}

impl Measure {
    /// Whether a department leads the measure or is related to it.
    pub fn involves(&self, department: DepartmentId) -> bool {
        self.lead.contains(&department) || self.related.contains(&department)
    }
}

/// 各年度の実施状況 of one measure in one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Implementation {
    pub measure: MeasureId,
    pub year: FiscalYear,
    /// 進捗状況.
    pub status: Option<StatusId>,
    /// What was done, one ・bullet or ≪小見出し≫ a line.
    pub narrative: String,
}

impl Implementation {
    /// An entry in which nothing is written yet.
    pub const fn blank(measure: MeasureId, year: FiscalYear) -> Self {
        Self { measure, year, status: None, narrative: String::new() }
    }

    /// Whether nothing is written. A blank entry is not stored.
    pub fn is_blank(&self) -> bool {
        self.status.is_none() && self.narrative.is_empty()
    }
}
