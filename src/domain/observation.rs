//! 実績: what was aimed at and what was reached of an indicator in a year.

use super::{Approval, Dismissed, EntryState, Figure, FiscalYear, GradeId, IndicatorId};
use serde::{Deserialize, Serialize};

/// The figures of an indicator in one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    pub indicator: IndicatorId,
    pub year: FiscalYear,
    /// 年度目標.
    pub target: Figure,
    /// 実績.
    pub actual: Figure,
    /// 時点: of when the actual is, as a text.
    pub as_of: String,
    pub note: String,
    /// 要因分析: why it came out so.
    pub cause: String,
    /// 評価, as it was given by hand, or when the year was closed.
    pub grade: Option<GradeId>,
    /// Who has agreed to what the department says.
    #[serde(default)]
    pub approval: Approval,
    /// 差し戻しの理由. Never printed.
    #[serde(default)]
    pub remark: String,
    #[serde(default, skip_serializing_if = "Dismissed::is_empty")]
    pub dismissed: Dismissed,
}

impl Observation {
    /// One in which nothing is entered yet.
    pub const fn blank(indicator: IndicatorId, year: FiscalYear) -> Self {
        Self {
            indicator,
            year,
            target: Figure::Blank,
            actual: Figure::Blank,
            as_of: String::new(),
            note: String::new(),
            cause: String::new(),
            grade: None,
            approval: Approval::None,
            remark: String::new(),
            dismissed: Dismissed::new(),
        }
    }

    /// Whether nothing is entered. It is not stored then.
    pub fn is_blank(&self) -> bool {
        let bare = Self { dismissed: Dismissed::new(), ..self.clone() };
        bare == Self::blank(self.indicator, self.year)
    }

    /// How far it has come. One without an actual is missing, whatever is said beside it.
    pub fn state(&self) -> EntryState {
        match self.approval {
            Approval::Confirmed => EntryState::Confirmed,
            Approval::Department => EntryState::DepartmentChecked,
            Approval::None if self.actual.is_blank() => EntryState::Missing,
            Approval::None => EntryState::InProgress,
        }
    }

    /// Whether the department says the same in another version, to which somebody may have agreed.
    pub fn has_words_of(&self, other: &Self) -> bool {
        let words =
            |it: &Self| (it.actual.clone(), it.as_of.clone(), it.note.clone(), it.cause.clone());
        words(self) == words(other)
    }

    /// Whether what is the office's to say is the same in another version: target and grade.
    pub fn has_frame_of(&self, other: &Self) -> bool {
        (&self.target, self.grade) == (&other.target, other.grade)
    }
}
